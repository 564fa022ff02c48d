package resolve

import (
	"cmp"
	"slices"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Options say how to resolve. The zero value is Python 3.14.
type Options struct {
	// Version is the minor version of Python 3 whose rules hold: 14 (also for 0), or 13, where annotations are evaluated
	// in the scope that they stand in.
	Version int
}

// Resolve binds the names of a tree that has no errors, by the rules of Python 3.14.
func Resolve(t *syntax.Tree) *Info { return ResolveWith(t, Options{}) }

// ResolveWith binds the names of a tree by the rules of a version.
func ResolveWith(t *syntax.Tree, opts Options) *Info {
	r := &resolver{
		info:  &Info{File: t.File, scopes: map[syntax.Node]*Scope{}, extra: map[extraKey]*Scope{}},
		old:   opts.Version == 13,
		loops: map[string][]*Scope{},
	}
	r.future(t)
	m := r.open(ModuleScope, "top", t.Root)
	r.info.Module = m
	switch root := t.Root.(type) {
	case *syntax.Module:
		r.module(root.Body)
	case *syntax.Interactive:
		r.module(root.Body)
	case *syntax.Expression:
		r.expr(root.Body)
	}
	r.close()
	b := &binder{resolver: r, visible: map[string][]home{}}
	b.scope(m)
	c := &checker{resolver: r}
	c.root(t)
	r.info.Errors = oneALine(t.File, r.errors)
	slices.SortStableFunc(r.info.Warnings, func(a, b *source.Diagnostic) int { return cmp.Compare(a.From, b.From) })
	return r.info
}

// resolver is one run of Resolve.
type resolver struct {
	info  *Info
	old   bool // Python 3.13
	stack []*Scope
	// loops are, for each name, the open comprehensions that it is an iteration variable of.
	loops  map[string][]*Scope
	errors []*source.Diagnostic // in the order in which CPython would come upon them
	// stringAnnotations is from __future__ import annotations.
	stringAnnotations bool
	// preamble is how many statements of the module are its docstring and leading __future__ imports.
	preamble int
	early    bool     // within it
	symbols  []Symbol // room for those to come
}

// symbol makes a symbol, several at once: there are many.
func (r *resolver) symbol(name string, index int) *Symbol {
	if len(r.symbols) == 0 {
		r.symbols = make([]Symbol, min(16+len(r.info.scopes)*4, 128))
	}
	s := &r.symbols[0]
	r.symbols = r.symbols[1:]
	s.Name, s.Index = name, index
	return s
}

func (r *resolver) top() *Scope { return r.stack[len(r.stack)-1] }

func (r *resolver) fail(n syntax.Node, message string) {
	r.errors = append(r.errors, &source.Diagnostic{Span: source.Span{From: n.Pos(), To: n.End()}, Message: message})
}

func (r *resolver) warn(n syntax.Node, message string) {
	r.info.Warnings = append(r.info.Warnings, &source.Diagnostic{Span: source.Span{From: n.Pos(), To: n.End()}, Kind: source.SyntaxWarning, Message: message})
}

// open begins a scope inside the present one.
func (r *resolver) open(kind ScopeKind, name string, n syntax.Node) *Scope {
	s := &Scope{Kind: kind, Name: name, Node: n, Pos: n.Pos()}
	if len(r.stack) > 0 {
		parent := r.top()
		s.Parent = parent
		s.Nested = parent.Nested || parent.Kind.functionLike()
		s.private, s.mangled = parent.private, parent.mangled
		s.iterable = parent.iterable
		parent.Children = append(parent.Children, s)
		if kind >= AnnotationScope {
			s.SeesClass = parent.Kind == ClassScope || parent.SeesClass
		}
	}
	if kind <= FunctionScope {
		r.info.scopes[n] = s
	} else {
		r.info.extra[extraKey{n, kind}] = s
	}
	r.stack = append(r.stack, s)
	if s.SeesClass {
		r.use("__classdict__")
	}
	return s
}

// reopen goes on with a scope that was closed: the annotations of a module or class.
func (r *resolver) reopen(s *Scope) { r.stack = append(r.stack, s) }

func (r *resolver) close() { r.stack = r.stack[:len(r.stack)-1] }

// oneALine keeps CPython's own error first and lets the others follow by position, at most one a line.
func oneALine(f *source.File, list []*source.Diagnostic) []*source.Diagnostic {
	if len(list) < 2 {
		return list
	}
	rest := slices.Clone(list[1:])
	slices.SortStableFunc(rest, func(a, b *source.Diagnostic) int { return cmp.Compare(a.From, b.From) })
	out := list[:1:1]
	seen := map[int]bool{f.Position(list[0].From).Line: true}
	for _, d := range rest {
		if line := f.Position(d.From).Line; !seen[line] {
			seen[line] = true
			out = append(out, d)
		}
	}
	return out
}
