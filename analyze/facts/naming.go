package facts

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Naming lists the names that a module binds, each once a scope, with whether it is written as PEP 8 wants it: classes
// and their aliases CapWords, functions, parameters and variables in lower case with underscores, module and class
// variables like that or in upper case. The names l, O and I alone are never right. What others gave is left out:
// imports, special names, and names in the scripts that know no case.
var Naming = &Fact[[]Item]{"naming", func(m *Module) []Item {
	functions := map[syntax.Node]*Function{}
	byName := map[source.Pos]*Function{} // by where their names stand
	for _, f := range Definitions.Of(m).Functions {
		functions[f.Node] = f
		byName[f.Node.NamePos] = f
	}
	var out []Item
	for _, s := range Bindings.Of(m).Scopes {
		var owner *Function // around the scope: a comprehension belongs to the function that it stands in
		for around := s; around != nil && owner == nil; around = around.Parent {
			owner = functions[around.Node]
		}
		for _, k := range s.Bindings {
			if k.Kind == BoundByImport || special(k.Name) || strings.Trim(k.Name, "_") == "" {
				continue
			}
			f := owner
			if k.Kind == BoundByDef && byName[k.At.From] != nil {
				f = byName[k.At.From]
			}
			out = append(out, Item{Point{k.At.From, 1, k.Name}, wellNamed(k), f})
		}
	}
	return out
}}

func wellNamed(k *Binding) bool {
	name := strings.Trim(k.Name, "_")
	lower, upper := name == strings.ToLower(name), name == strings.ToUpper(name)
	if k.Name == "l" || k.Name == "O" || k.Name == "I" {
		return false
	}
	capital := name[:1] != strings.ToLower(name[:1]) && !strings.Contains(name, "_")
	switch k.Kind {
	case BoundByClass:
		return capital || caseless(name)
	case BoundByDef, BoundByParameter:
		return lower || len(name) == 1 && k.Kind == BoundByParameter
	case BoundByAssignment, BoundByOther:
		if k.Scope.Kind == ModuleScope || k.Scope.Kind == ClassScope {
			return lower || upper || capital // constants, and aliases of types
		}
	}
	return lower || upper && len(name) <= 2 || capital && aliasOfType(k)
}

// caseless reports whether a name has no letters that come in two cases.
func caseless(name string) bool { return strings.ToLower(name) == strings.ToUpper(name) }

// aliasOfType reports whether a local name is bound to what is plainly a class: a call of a factory, or another such name.
func aliasOfType(k *Binding) bool {
	if len(k.Values) != 1 || k.Values[0].Expr == nil {
		return false
	}
	switch e := k.Values[0].Expr.(type) {
	case *syntax.Call:
		f, ok := e.Func.(*syntax.Name)
		return ok && (f.ID == "namedtuple" || f.ID == "TypeVar" || f.ID == "type" || f.ID == "NewType")
	case *syntax.Attribute:
		return e.Attr != strings.ToLower(e.Attr)
	}
	return false
}
