// Package gpython is the engine that runs Python by way of github.com/go-python/gpython, pinned at v0.2.0: Python 3.4 in Go.
//
// A source text goes through five hands. Our own parser and scoping say whether it is Python at all, in CPython's words.
// Lowering (lower.go) writes the tree anew in the Python that gpython's parser knows, line for line, and stops at the first
// construct that has no such form: that program is unsupported, with the line, and never scored. gpython's parser, symbol
// table and compiler turn the text into its bytecode; decoding (code.go) makes it ready and mends what that compiler gets
// wrong (closures.go). The metered evaluation (eval.go) runs it.
//
// # What is gpython's and what is ours
//
// gpython gives the front half, the instruction set, and the values that have neither order nor identity to get wrong:
// numbers, strings, bytes, tuples, lists, slices. The rest of its run-time is replaced, for reasons that no wrapper cures:
//
//   - Its loop cannot be metered, and ends a for loop quietly when the iterator raises.
//   - Its dicts are Go maps with string keys, its sets Go maps: iteration differs from run to run. Ours keep insertion order,
//     and sets the order that CPython's tables have.
//   - Its attribute lookup finds any exported Go method by reflection, so every native that we might price has a twin that
//     we do not. Ours offers what our tables list.
//   - Its types are global and can be patched, so runs would see each other. Ours are made once and cannot be changed;
//     everything a program can change hangs off one run.
//   - Its natives recurse in Go without counting, print to the process's standard output, and open files.
//
// # Budgets
//
// A unit of fuel is one instruction. Natives pay before they work: for items visited, bytes copied, words multiplied
// (schedule "gpython/1"). Memory is counted in model bytes: charged as containers and strings grow, and corrected by tracing
// what the program can still reach when the sum since the last trace might exceed the limit. Depth of calls and of recursion
// over values is one counter, which is all that Go's stack grows with. The clock is looked at every few thousand units.
//
// A limit ends the run by a Go panic that only the door catches: an error would turn into an exception on the way, and
// exceptions can be swallowed. An exception travels as a Go error.
//
// # What is not here
//
// Whatever exhausts the Go process itself is for process isolation to contain: the model of memory is an estimate. Parts of
// the standard library and of the built-in types that are missing are named (types.go, stdlib_names.go) so that using one is
// reported as unsupported instead of as the program's mistake.
package gpython
