// Package suites reads suites of tasks: what a submission is asked to do, the tests that say whether it does, and the
// reference solution that it is measured against.
//
// # From an answer to a program
//
// A line of a solutions file names a task and brings text, and the key says what the text is:
//
//   - "solution" is a whole program and is run as it is.
//   - "completion" continues the task's prompt and is appended to it, byte for byte.
//
// Language models do not keep to that, so a text of either kind is looked at first. If it is wrapped in Markdown (it
// has a fence and is not valid Python), the code in its fences counts. If a completion then begins at the left margin
// and defines the entry point itself, it repeats the function instead of continuing it, so it takes the function's
// place: what stands in the prompt before the function (imports, helpers) is kept, unless the text repeats that too.
// Both repairs leave a note. Nothing else is repaired: a body that is not indented is not the continuation of a
// function, and guessing what was meant would score our guess.
//
// # From a program to a verdict
//
// The program runs as __main__, then the task's tests run in the same namespace, as HumanEval means it: tests use
// helpers that the prompt defines. The verdict is the host's. A task is solved when every step came to its end, which
// no text on stdout, no sys.exit before the tests and no swallowed exception can bring about; the tests are a source
// text of their own, so nothing left open in the solution (a string, a bracket, an "if False:") swallows them. What
// this seam cannot prevent is a program that replaces what the tests lean on, a builtin or an operator of the value it
// returns; that is for the safety rules to find.
package suites
