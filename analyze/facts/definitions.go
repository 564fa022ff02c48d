package facts

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Function is a def, wherever it stands.
type Function struct {
	Name   string // qualified: "Tree.insert", "outer.inner"
	Node   *syntax.FunctionDef
	Async  bool
	Parent *Function // the function that it stands in, at any depth; nil for none
	Class  *Class    // the class whose method it is; nil for a plain function
	Static bool      // a static method: it has no self or cls
	Line   int       // of the def, not of its decorators
	// Statements counts the statements of the body at every depth, without the docstring and what nested functions and
	// classes hold; their def or class statement counts as one.
	Statements int
}

// Short is the name without what it stands in.
func (f *Function) Short() string { return f.Node.Name }

// Public reports whether users of the module may know the function: no part of its qualified name is private, and it
// does not stand in another function. Special methods count as public.
func (f *Function) Public() bool {
	return f.Parent == nil && public(f.Node.Name) && (f.Class == nil || f.Class.Public())
}

// Special reports whether the function is named as Python's protocols are: __len__.
func (f *Function) Special() bool { return special(f.Node.Name) }

// Class is a class, wherever it stands.
type Class struct {
	Name    string // qualified
	Node    *syntax.ClassDef
	Parent  *Function // the function that it stands in; nil for none
	Outer   *Class    // the class that it stands directly in; nil for none
	Line    int
	Methods []*Function
}

// Public reports whether users of the module may know the class.
func (c *Class) Public() bool {
	return c.Parent == nil && public(c.Node.Name) && (c.Outer == nil || c.Outer.Public())
}

func public(name string) bool { return !strings.HasPrefix(name, "_") || special(name) }

func special(name string) bool {
	return len(name) > 4 && strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__")
}

// Defined are a module's functions and classes, each in the order of the source.
type Defined struct {
	Functions []*Function
	Classes   []*Class
}

// Definitions finds every def and class of a module.
var Definitions = &Fact[*Defined]{"definitions", func(m *Module) *Defined {
	d := definer{module: m, out: &Defined{}}
	d.block(m.Tree.Body())
	return d.out
}}

type definer struct {
	module   *Module
	out      *Defined
	prefix   string
	function *Function
	class    *Class // the class whose body is being read; nil inside of a function of it
}

// block looks for definitions in a list of statements. Definitions stand in statements only, so expressions are not
// looked at.
func (d *definer) block(body []syntax.Stmt) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			d.def(s, false)
		case *syntax.AsyncFunctionDef:
			d.def(&s.FunctionDef, true)
		case *syntax.ClassDef:
			d.classDef(s)
		default:
			for _, b := range blocks(s) {
				d.block(b)
			}
		}
	}
}

func (d *definer) def(n *syntax.FunctionDef, async bool) {
	f := &Function{Name: d.prefix + n.Name, Node: n, Async: async, Parent: d.function, Class: d.class, Line: d.line(n.From)}
	f.Statements = countStatements(withoutDocstring(n.Body))
	if d.class != nil {
		d.class.Methods = append(d.class.Methods, f)
		for _, e := range n.DecoratorList {
			if name, ok := e.(*syntax.Name); ok && name.ID == "staticmethod" {
				f.Static = true
			}
		}
	}
	d.out.Functions = append(d.out.Functions, f)
	outer := *d
	d.prefix, d.function, d.class = f.Name+".", f, nil
	d.block(n.Body)
	d.prefix, d.function, d.class = outer.prefix, outer.function, outer.class
}

func (d *definer) classDef(n *syntax.ClassDef) {
	c := &Class{Name: d.prefix + n.Name, Node: n, Parent: d.function, Outer: d.class, Line: d.line(n.From)}
	d.out.Classes = append(d.out.Classes, c)
	outer := *d
	d.prefix, d.class = c.Name+".", c
	d.block(n.Body)
	d.prefix, d.class = outer.prefix, outer.class
}

func (d *definer) line(p source.Pos) int { return d.module.Tree.File.Position(p).Line }

// blocks are the lists of statements directly inside of a statement that is not a definition, in order.
func blocks(s syntax.Stmt) [][]syntax.Stmt {
	switch s := s.(type) {
	case *syntax.If:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.For:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.AsyncFor:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.While:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.With:
		return [][]syntax.Stmt{s.Body}
	case *syntax.AsyncWith:
		return [][]syntax.Stmt{s.Body}
	case *syntax.Try:
		return tryBlocks(s)
	case *syntax.TryStar:
		return tryBlocks(&s.Try)
	case *syntax.Match:
		var out [][]syntax.Stmt
		for _, c := range s.Cases {
			out = append(out, c.Body)
		}
		return out
	}
	return nil
}

func tryBlocks(s *syntax.Try) [][]syntax.Stmt {
	out := [][]syntax.Stmt{s.Body}
	for _, h := range s.Handlers {
		out = append(out, h.Body)
	}
	return append(out, s.Orelse, s.Finalbody)
}

// countStatements counts statements at every depth, but not those of functions and classes.
func countStatements(body []syntax.Stmt) int {
	n := len(body)
	for _, s := range body {
		for _, b := range blocks(s) {
			n += countStatements(b)
		}
	}
	return n
}

// Docstring is the string that a body begins with, nil for none.
func Docstring(body []syntax.Stmt) *syntax.Constant {
	if len(body) == 0 {
		return nil
	}
	if s, ok := body[0].(*syntax.ExprStmt); ok {
		if c, ok := s.Value.(*syntax.Constant); ok && c.Kind == syntax.Str {
			return c
		}
	}
	return nil
}

func withoutDocstring(body []syntax.Stmt) []syntax.Stmt {
	if Docstring(body) != nil {
		return body[1:]
	}
	return body
}

// walkOwn walks the statements of a body and their expressions, but not into functions and classes that stand there,
// nor their decorators, defaults and bases.
func walkOwn(body []syntax.Stmt, enter func(syntax.Node) bool) {
	for _, s := range body {
		syntax.Walk(s, func(n syntax.Node) bool {
			switch n.(type) {
			case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.ClassDef:
				enter(n)
				return false
			}
			return enter(n)
		}, nil)
	}
}
