package resolve

import (
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// ScopeKind says what opened a scope.
type ScopeKind uint8

// The kinds of scope.
const (
	ModuleScope ScopeKind = iota
	ClassScope
	FunctionScope       // def, lambda and comprehension: Scope.Node tells them apart
	AnnotationScope     // the deferred annotations of a function, class or module (PEP 649)
	TypeAliasScope      // the value of a type statement
	TypeParametersScope // around a generic def, class or type statement
	TypeVariableScope   // a bound, constraint or default of a type parameter
)

var scopeKindNames = [...]string{"module", "class", "function", "annotation", "type alias", "type parameters", "type variable"}

// String is the name that CPython's symtable module uses.
func (k ScopeKind) String() string { return scopeKindNames[k] }

// FunctionLike reports whether names bound in the scope are variables: all but modules and classes.
func (k ScopeKind) FunctionLike() bool { return k.functionLike() }

// functionLike reports whether names bound in the scope are visible to scopes inside: all but modules and classes.
func (k ScopeKind) functionLike() bool { return k >= FunctionScope }

// ComprehensionKind says what a comprehension's scope yields.
type ComprehensionKind uint8

// The kinds of comprehension.
const (
	NoComprehension ComprehensionKind = iota
	ListComprehension
	SetComprehension
	DictComprehension
	GeneratorExpression
)

// Scope is one block with its names.
type Scope struct {
	Kind          ScopeKind
	Name          string // of the def or class; "top", "lambda", "listcomp", "genexpr", "__annotate__" as CPython has it
	Node          syntax.Node
	Pos           source.Pos // where CPython says it begins: that of Node, but for annotations the def or the first annotation
	Parent        *Scope     // nil for the module
	Children      []*Scope
	Symbols       []*Symbol // in the order of their first appearance
	Comprehension ComprehensionKind

	Nested      bool // inside a function-like scope
	Async       bool // an async def
	Generator   bool // holds a yield, or is a generator expression
	Coroutine   bool // holds an await, async for or async with, or is an asynchronous comprehension
	Varargs     bool // has *args
	Varkw       bool // has **kwargs
	ReturnsAny  bool // holds a return with a value
	StarImport  bool // holds from m import *
	HasFree     bool // a name of it or below it is free here
	Assigns     bool // holds an assignment expression, or a comprehension in it does
	Unevaluated bool // an annotation that is never run: of a local variable, or under from __future__ import annotations
	// SeesClass is set for the scopes of PEP 649 and PEP 695 directly inside a class: they look a name up in the class first.
	SeesClass bool
	// NeedsClass and NeedsClassDict are set for a class of which something inside uses the cell __class__ (super, or
	// the name itself) or __classdict__.
	NeedsClass, NeedsClassDict bool

	byName   map[string]*Symbol // once there are more than a few
	varnames []*Symbol          // parameters
	host     *Scope             // of a comprehension: the scope around it that is none
	iterable int                // depth of comprehension iterables being walked
	looping  []string           // of a comprehension: its iteration variables
	target   bool               // the target of a comprehension's for is being walked
	private  string             // name of the innermost class, for mangling
	// mangled are the only names that are private in the header of a generic class: its type parameters. It is nil elsewhere.
	mangled map[string]bool
	what    string // for TypeVariableScope: "a TypeVar bound"
	// annotations is the scope of the deferred annotations of a module or class, once there is one.
	annotations *Scope
}

// Resolution says where a name lives, as seen from one scope.
type Resolution uint8

// The resolutions.
const (
	Unresolved     Resolution = iota
	Local                     // of this scope only; in modules and classes, an entry of its namespace
	Cell                      // of this scope, and used by functions inside
	Free                      // of a function around this scope
	GlobalExplicit            // declared global
	GlobalImplicit            // not bound around: global, or built in
)

var resolutionNames = [...]string{"unresolved", "local", "cell", "free", "global", "implicit global"}

// String names the resolution.
func (r Resolution) String() string { return resolutionNames[r] }

// Flags say what a scope does to a name.
type Flags uint16

// What is done to a name.
const (
	DeclaredGlobal Flags = 1 << iota
	DeclaredNonlocal
	Bound // assigned, deleted, defined
	Parameter
	Used
	Imported // bound by an import
	Annotated
	TypeParameter
	IterationVariable // the target of a comprehension's for
	PassedThrough     // not named here: handed on to a scope inside
	FreeInClass       // bound in this class, while a function inside means one further out
	Deleted           // unbound by del, or by the end of an except clause
)

// binding are the flags that make a name local.
const binding = Bound | Parameter | Imported | TypeParameter

// Symbol is one name in one scope.
type Symbol struct {
	Name       string // mangled, in classes
	Flags      Flags
	Resolution Resolution
	// Home is the scope that a Free name belongs to, and the scope itself for Local and Cell.
	Home *Scope
	// Index is the name's place among the scope's symbols.
	Index int

	declared syntax.Node // the global or nonlocal statement
}

// Has reports whether any of the flags is set.
func (s *Symbol) Has(f Flags) bool { return s.Flags&f != 0 }

// Lookup finds a name, already mangled, in the scope itself; nil where the scope does not mention it.
func (s *Scope) Lookup(name string) *Symbol {
	if s.byName != nil {
		return s.byName[name]
	}
	for _, sym := range s.Symbols {
		if sym.Name == name {
			return sym
		}
	}
	return nil
}

// few names are found by looking at all of them.
const few = 8

// add adds a symbol that the scope has not.
func (s *Scope) add(sym *Symbol) {
	s.Symbols = append(s.Symbols, sym)
	switch {
	case s.byName != nil:
		s.byName[sym.Name] = sym
	case len(s.Symbols) > few:
		s.byName = make(map[string]*Symbol, 2*few)
		for _, x := range s.Symbols {
			s.byName[x.Name] = x
		}
	}
}

// Mangle gives the name as the scope knows it: __x inside class C is _C__x.
func (s *Scope) Mangle(name string) string {
	if s.mangled != nil && !s.mangled[name] {
		return name
	}
	return mangle(s.private, name)
}

// Parameters are the parameters in the order of a code object: positional, keyword-only, *args, **kwargs.
func (s *Scope) Parameters() []*Symbol { return s.varnames }

// Locals are the names that live in the scope, parameters first, then in the order in which they first appear.
func (s *Scope) Locals() []*Symbol {
	out := append([]*Symbol(nil), s.varnames...)
	for _, sym := range s.Symbols {
		if (sym.Resolution == Local || sym.Resolution == Cell) && !sym.Has(Parameter) {
			out = append(out, sym)
		}
	}
	return out
}

// Cells are the names that live in the scope and are used by functions inside, in the order of their appearance.
func (s *Scope) Cells() []*Symbol { return s.with(Cell) }

// Frees are the names that the scope takes from functions around, in the order of their appearance.
func (s *Scope) Frees() []*Symbol { return s.with(Free) }

func (s *Scope) with(r Resolution) []*Symbol {
	var out []*Symbol
	for _, sym := range s.Symbols {
		if sym.Resolution == r {
			out = append(out, sym)
		}
	}
	return out
}

// Info is what Resolve finds out about a tree.
type Info struct {
	File   *source.File
	Module *Scope
	// Errors are why CPython would refuse the tree. The first is CPython's own; the others follow by position, at most
	// one a line. With errors, the scopes are as far as they could be made out.
	Errors []*source.Diagnostic
	// Warnings are what CPython would warn of, by position.
	Warnings []*source.Diagnostic
	// Future are the features switched on by from __future__ imports.
	Future []string

	scopes map[syntax.Node]*Scope
	extra  map[extraKey]*Scope
}

// extraKey names the second and further scopes of one node.
type extraKey struct {
	node syntax.Node
	kind ScopeKind
}

// Scope is the scope that a node opens: a Module, FunctionDef, ClassDef, Lambda or comprehension; nil for other nodes.
func (i *Info) Scope(n syntax.Node) *Scope { return i.scopes[n] }

// Extra is a further scope of a node: the annotations of a function (AnnotationScope, under its *syntax.Arguments), of a
// module or class (under the node itself), the type parameters of a def, class or type statement (TypeParametersScope),
// the value of a type statement (TypeAliasScope), the bound of a type parameter (TypeVariableScope, under the expression).
func (i *Info) Extra(n syntax.Node, kind ScopeKind) *Scope { return i.extra[extraKey{n, kind}] }
