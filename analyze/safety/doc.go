// Package safety holds the rules that look for what a program must not do: run text as code, walk out of its sandbox,
// reach the machine, tamper with whoever grades it.
//
// A [Rule] is a value that describes itself: what it looks for, how bad that is, how sure it can be, what to write
// instead, and hooks for the kinds of node that it wants to see. [Check] walks a module once and shows each node to the
// rules that asked for it, so checking is linear in the size of the file however many rules there are.
//
// Rules do not look at spelling. They ask the shared facts what an expression stands for ([facts.Meaning]: through
// imports, aliases, tuples, getattr with a constant, sys.modules and the like) and what a string amounts to
// ([facts.Folder]: through concatenation, joins, slices, chr, formats). `import os as o; f = o.system; f(c)` and
// `getattr(__import__('o' + 's'), 'sys' 'tem')(c)` are the same call to them. Rules about calls and names never fire on
// comments or on strings that merely contain a word; the few that read text say so.
//
// A rule may be wrong in both directions, being a reader of text; the interpreter is the boundary, the rules explain.
// What a severity weighs is not decided here.
package safety
