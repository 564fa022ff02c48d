// Package programs reads the behaviour corpus of interp/testdata: Python programs that say in comments what they print
// and how they end. interp/testdata/README.md describes the format for people who write them.
//
// The same programs have two readers. The tests of the engines run them and compare; they need no CPython. The test of
// interp/cpython asks CPython, through the driver scripts beside this file, whether the expectations are its own; that is
// how an expectation is kept from becoming a record of what we happen to do. Nothing but tests uses this package.
package programs
