// Package code is the machine language of the native engine: what the compiler writes and the virtual machine runs.
//
// The machine is a register machine. A running function owns a window of registers: its parameters first, then its
// other local variables, then temporaries that the compiler hands out and takes back like a stack. Almost every
// instruction names the registers it reads and the one it writes, so "c = a + b" is one instruction.
//
// An [Instr] has a fixed width: an opcode, three 16-bit operands A, B and C, a 32-bit operand D (a jump target, an index
// into the constants or the names) and a 32-bit operand E (an inline cache, a flag). What each operand means stands in
// one row of the table in table.go; the names, the disassembler and the verifier all read that row, so they cannot
// disagree with each other.
//
// A [Code] is one function body, class body or module. It knows no Python objects: its constants are plain Go data that
// the virtual machine turns into objects when a run first needs them. That keeps compiled code shareable between runs
// and the compiler ignorant of the object model.
//
// Exceptions are handled by a table from ranges of instructions to handlers, so a try statement that meets no exception
// costs nothing. Every instruction has a span of the source, for tracebacks with carets.
package code
