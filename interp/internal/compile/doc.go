// Package compile turns the syntax tree of a file into the machine language of package code.
//
// It works in two passes over the tree. The first finds the scopes: which names each function, class, comprehension
// and annotation binds, and from that whether a name is a register, a cell shared with an inner function, a free
// variable or a global (scope.go). The second writes instructions.
//
// Registers. The variables of a function are its first registers, parameters before the others; temporaries follow and
// are handed out like a stack. An expression that is a local variable costs nothing: the instruction that needs it
// reads the variable's register. An expression that is written into a variable writes it with its last instruction
// only, so that an exception half way leaves the old value, and so that the old value may be read on the way.
//
// Comprehensions are compiled in place: their variables are temporaries of the function around them.
//
// Unbound locals. A register that holds no value yet must raise UnboundLocalError when it is read. The compiler knows
// for most reads that the variable is bound (flow.go) and writes a Check before the others.
//
// Parts. A module of the library is compiled in parts (parts.go): what binds a name, and does nothing else that could be
// noticed, runs when somebody first looks for the name (later.go tells by a statement's form whether that is so). Importing
// such a module costs next to nothing.
//
// Exits. A finally block is written once, whatever leads into it: a register says why it runs (the normal end, an
// exception, return, break, continue), and at its end the machine goes on accordingly. So the code grows with the
// source and not with the product of nested blocks.
package compile
