// Package syntax reads Python: it turns a [source.File] into a [Tree] whose nodes, fields and positions are those of
// CPython's ast module, for 3.14 and, on request, for 3.13.
//
// There are three stages, each a pass over what the one before has made:
//
//   - The lexer (lex*.go) cuts the whole text into tokens. Brackets, blocks and f-strings are explicit stacks in it,
//     so nothing that it does is recursive. Text that is no token becomes a TokenError, with an error beside it, and
//     the lexer goes on with the next line.
//   - The parser (parse*.go) builds the tree by recursive descent, binary operators by precedence climbing. All
//     its state is the index of a token: soft keywords, parenthesised with items and the like are settled by looking
//     ahead, or by trying and going back. Nodes come from slabs (arena.go), names and plain strings are substrings of
//     the text, so a file costs about one allocation for a hundred bytes.
//   - The diagnoser (diagnose*.go) sees only statements that would not parse. CPython runs its parser a second time
//     then, with rules for common mistakes; the diagnoser goes through the same mistakes in the same order, which is
//     what makes the first error of a file CPython's own, word for word. Correct text never meets it.
//
// A statement that will not parse is passed over and the next one read, so a file has as many errors as it has bad
// statements, up to a limit, at most one a line. The statements that could be made out are in the tree.
//
// Everything here is bounded by numbers rather than by the Go stack: brackets, indentation and f-strings nest as
// deep as CPython lets them, and no tree is higher than [MaxDepth], left-deep ones such as 1+1+1… included, since
// whoever walks it ([Walk], [Dump], the packages above) recurses once a level. The work is linear in the text; a
// diagnosis has a budget.
//
// What CPython finds out only when it compiles (return outside a function, nonlocal at module level) is left to
// package resolve.
package syntax
