// Package cpython compares us with CPython, where one is installed: syntax trees, scopes, errors, the expectations of
// the behaviour corpus, and the speed of parsing. It holds tests only, run by
//
//	make cpython    ASSAY_CPYTHON=python3.13 ASSAY_PYODIDE=folder-of-the-npm-package
//	make bench      the paired measurement of parsing
//
// A comparison that lacks its interpreter is skipped and says so. Nothing that users run needs one: what the comparison
// confirms stands as an expectation in the tests of the packages themselves.
package cpython
