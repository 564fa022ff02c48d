// Package stdlib holds the modules of Python's standard library that the engine brings along. A module is one Go file,
// or our own Python text in pylib where that is shorter and not hot; table.go lists the Go ones, those in Python are
// found by their file name.
package stdlib
