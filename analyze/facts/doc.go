// Package facts states what is true of a module's text: its lines, the complexity of its functions, their nesting,
// what is documented and annotated.
//
// A fact holds no opinion: whether a number is good is for metrics and profiles to say. A fact is a typed package
// variable, [Fact], computed from the syntax tree the first time that somebody asks and kept with the [Module].
// Every computation is linear in the size of the file.
package facts
