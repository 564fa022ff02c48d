// Package native is the door of the native engine: it implements interp.Engine with the compiler and the virtual
// machine below interp/internal.
//
// A run gets a thread, a machine and namespaces of its own; runs share only what nobody changes (the built-in types).
// The door turns how a run ends into an outcome: the program's own exception, a limit, or a fault of ours, which is
// recovered here, once, and never scored against a program.
package native
