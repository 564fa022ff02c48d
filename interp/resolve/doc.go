// Package resolve binds names: it says for every name of a tree which scope it lives in, and refuses what CPython's symbol
// table and compiler refuse although the grammar allows it.
//
// It goes over a tree twice, and in between over the scopes, because a name may be used before what decides about it:
//
//   - declare walks the tree, opens a [Scope] for each block that has one (modules, classes, functions, lambdas,
//     comprehensions, and the scopes of PEP 649 and PEP 695: annotations, type parameters, their bounds and defaults, and
//     the values of type statements) and notes in it what is done to each name: bound, used, declared global.
//     What is wrong in itself, such as a global declaration after a use, is reported here.
//   - bind walks the scopes from the outside in and decides each name: local, cell, free, global. What a scope makes visible
//     to the functions inside is kept on a stack for each name, so a look-up does not climb; a free name is then passed on
//     through every scope between its use and its home, each of which must hand the cell through. Climbing stops at the
//     first scope that already does, so the whole is linear in names, scopes and the free variables of all scopes, whose
//     number a file cannot raise at will (maxCaptures).
//   - check walks the tree once more for what CPython's code generator refuses: return outside a function, break outside a
//     loop, unreachable patterns, a repeated keyword.
//
// Errors come in that order because it is CPython's: the first of [Info].Errors is the one that CPython would report.
//
// The rules are those of the language reference, section "Naming and binding", PEP 572 (assignment expressions in
// comprehensions), PEP 649 (annotations) and PEP 695 (type parameters).
package resolve
