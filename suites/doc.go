// Package suites reads suites of tasks: what a submission is asked to do, the tests that say whether it does, and the
// reference solution that it is measured against.
package suites
