// Package builtins holds the functions of Python's module builtins that are not methods of a type: one file for each
// group of functions, listed in table.go. The types themselves live in package py.
//
// A function is a py.Def: its name, its parameters as Python writes them, and its Go side, which gets one value for
// each parameter, unset where the caller gave none. Whoever loops, pays: see py.Thread.Charge.
package builtins
