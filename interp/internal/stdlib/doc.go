// Package stdlib holds the modules of Python's standard library that the engine brings along. A module is one Go file,
// or our own Python text in pylib where that is shorter and not hot; table.go lists the Go ones, those in Python are
// found by their file name.
//
// What a module of pylib defines is made when somebody first looks for it, where nobody can notice: functions and classes
// with decorators that are known to do nothing else, imports, and assignments of such expressions, of names that are bound
// in one place of the module (compile/later.go has the lists). Three habits keep it so. What completes a class stands in
// attribute assignments after it, or in a function _complete that stands before it and is called with it. A class of abc
// that types of the interpreter are registered with has all of them registered with itself, those of the classes derived
// from it too. And a module finds out who calls it by sys._getframemodulename, because f_globals shows all names at once.
package stdlib
