// Package regex is the pattern language of Python's re module as an engine that knows nothing of any interpreter's values:
// text in, offsets out.
//
// # The way of a pattern
//
// [Compile] reads a pattern in three passes. A recursive-descent parser (parse.go) makes a tree, with CPython's error
// texts at CPython's positions; its depth is counted, because Go cannot recover from an overflowing stack. The widths of
// the tree's nodes (width.go) decide what a lookbehind may hold. The emitter (emit.go) then lays the tree out as a program
// for a small backtracking machine. Flags are applied there and not in the parser, since "(?i)" at the very start also
// governs how the flags given beside the pattern are understood. The program is as long as the pattern: a counted
// repetition is a loop with a counter, never that many copies, so "((a{1000}){1000}){1000}" is a dozen instructions.
//
// # The machine
//
// Matching (match.go) has to backtrack, because Python's patterns have backreferences, lookaround and atomic groups, and
// because the first alternative that leads to a match wins, not the longest. What CPython keeps on the C stack is here one
// slice of entries. An entry is either a choice that was put off (where to go on, and at which position) or the previous
// value of a register that was overwritten: the ends of groups, the counters of loops, the marks of lookaround. To
// backtrack is to pop entries, putting registers back, until a choice turns up. Therefore a failed attempt leaves every
// register as it found it, an atomic group or a lookahead that succeeded just drops the choices made inside it and keeps
// the overwritten values, and nothing in Go recurses over the input.
//
// Repetitions of a single character, which most loops of real patterns are, run in one instruction and leave one entry
// that gives characters back one at a time. A search skips ahead to where a match can begin at all: to the literal that
// the pattern starts with, or to a byte out of the set of those that it can start with.
//
// # Time and memory
//
// Backtracking takes exponential time on patterns like "(a+)+$". The engine makes no attempt to be clever about it; it
// counts. Every instruction and every choice taken up again is a step, work in proportion to the text (comparing a
// literal, scanning) is counted in proportion, and the [Meter] is asked for every 4096 of them, and for memory before the
// slice of entries grows. When the meter declines, matching stops with [ErrBudget]. The count depends on the pattern
// and the text alone, so it is the same on every machine.
//
// # Text
//
// A str is a Go string in WTF-8: UTF-8 in which lone surrogates have their three-byte form, as Python's str can hold them. A
// bytes object is a Go string with one character a byte. Offsets are in bytes throughout; [Text] converts between them and
// Python's indexes, which count code points, without looking at the whole text each time. Text that is not WTF-8 gives
// unspecified but safe results.
//
// # Version
//
// The language is that of CPython 3.14: \z is the end of the text, and \B matches in an empty one. LOCALE is that of the C
// locale. Named characters (\N{...}) need the Unicode name table, which the standard library lacks: they are reported with
// the kind [Unsupported]. The categories are those of the Unicode version that Go carries.
//
// In one thing the engine is stricter. CPython's possessive loops can leave the ends of a group as an abandoned turn set
// them, even behind the end of the match; here what was abandoned leaves no trace.
package regex
