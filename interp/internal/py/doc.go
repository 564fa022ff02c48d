// Package py holds the values of the native engine: what a Python object is, what each built-in type can do, and the
// thread that a run's code is executed for.
//
// A [Value] is sixteen bytes: a pointer and a payload. The pointer leads to a heap object, whose first field is a Header
// naming its type, or to a static tag that says that the payload is an int, a float, a bool or None; so the numbers of a
// loop are never allocated. One small file knows about unsafe.
//
// A [Type] has its slots filled by natives or, for classes made by a program, by the class machinery. The built-in types are
// built once, by [Boot], and shared by all runs; what a run changes belongs to its [Thread], which also holds the
// budgets: fuel and memory are charged to it before the work is done. A value calls back into Python only through the
// thread's hooks, so this package knows nothing of the loop that executes bytecode.
//
// Dictionaries and sets are hash tables of their own, in insertion order and in CPython's order respectively; nothing that
// a program can see depends on a Go map, an address or the clock.
package py
