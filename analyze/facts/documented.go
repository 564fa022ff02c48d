package facts

import "github.com/assay-score/assay/interp/syntax"

// Item is something that ought to have something: a docstring, an annotation, a name in a certain style.
type Item struct {
	Point
	Has      bool
	Function *Function // the function that it is, or that it belongs to; nil for a class or the module
}

// Docstrings lists what users of a module may know, the module itself, public classes, functions and methods, with
// whether it has a docstring. Special methods are left out, since their meaning is the language's; overloads too.
//
// Source: the rules D100 to D103 of pydocstyle, as a share like interrogate's.
var Docstrings = &Fact[[]Item]{"docstrings", func(m *Module) []Item {
	body := m.Tree.Body()
	if len(body) == 0 {
		return nil
	}
	out := []Item{{Point{0, 1, "the module"}, Docstring(body) != nil, nil}}
	d := Definitions.Of(m)
	for _, c := range d.Classes {
		if c.Public() {
			out = append(out, Item{Point{c.Node.From, 1, "class " + c.Name}, Docstring(c.Node.Body) != nil, nil})
		}
	}
	for _, f := range d.Functions {
		if f.Public() && !f.Special() && !decorated(f.Node, "overload", "override", "setter", "deleter") {
			out = append(out, Item{Point{f.Node.From, 1, f.Name}, Docstring(f.Node.Body) != nil, f})
		}
	}
	return out
}}

// decorated reports whether one of the decorators ends in one of the names.
func decorated(n *syntax.FunctionDef, names ...string) bool {
	for _, e := range n.DecoratorList {
		for _, name := range names {
			switch e := e.(type) {
			case *syntax.Name:
				if e.ID == name {
					return true
				}
			case *syntax.Attribute:
				if e.Attr == name {
					return true
				}
			}
		}
	}
	return false
}

// Annotations lists the places for annotations: every parameter but self and cls, and the result of every function
// but __init__.
var Annotations = &Fact[[]Item]{"annotations", func(m *Module) []Item {
	var out []Item
	for _, f := range Definitions.Of(m).Functions {
		for _, a := range f.Parameters() {
			out = append(out, Item{Point{a.From, 1, f.Name + ": " + a.Arg}, a.Annotation != nil, f})
		}
		if f.Node.Name != "__init__" {
			out = append(out, Item{Point{f.Node.From, 1, f.Name + ": result"}, f.Node.Returns != nil, f})
		}
	}
	return out
}}
