// Package vm is the machine: it runs the code of package code on the values of package py.
//
// A Python call pushes a [frame] and goes on in the same Go loop, so the depth of Python's recursion is a number and a
// generator is a frame that is kept aside. Registers lie on a stack of large chunks that never move. The window of a
// called function begins at its arguments in the caller's window: passing arguments copies nothing.
//
// Native functions call back into Python through the hooks of py.Thread, which enter the loop anew; these re-entries are
// counted and bounded.
//
// A unit of fuel is paid for each instruction. Everything that is looked at now and then (the clock, the need to trace
// memory) hides behind the end of a slice of fuel, so the loop makes one test an instruction.
//
// An exception is a Go error of type *py.Exception. When an instruction fails, the exception tables of the frames are
// searched outwards. Any other error is a limit or a fault of ours: it leaves all frames without running any Python.
package vm
