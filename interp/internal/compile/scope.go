package compile

import (
	"slices"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/syntax"
)

// scope is a scope of the source with what the compiler decides about it: whether it has code of its own, and which
// registers its variables live in. What its names mean is package resolve's.
type scope struct {
	*resolve.Scope
	parent *scope
	inline bool // a comprehension, whose code stands in the function around it
	frees  []string
	free   map[string]int // the places of frees
	vars   map[string]*variable
	seq    []*variable // in the order of their registers
}

// variable is a local variable of a function-like scope, or a hidden one of a class.
type variable struct {
	name    string
	cell    bool // used by an inner function
	param   bool
	deleted bool // del or the end of an except clause unbinds it
	known   bool // a comprehension's variable that is assigned from here on
	reg     int
}

// scopes finds the scope of everything that has one.
type scopes struct {
	names *resolve.Info
	// globals are the names that some scope declares global: at the top of exec's text, they are global there too.
	globals map[string]bool
	of      map[*resolve.Scope]*scope
}

// The hidden variables of classes.
const (
	classCell       = "__class__"
	classDict       = "__classdict__"
	conditionalName = "__conditional_annotations__"
)

func newScopes(names *resolve.Info) *scopes {
	b := &scopes{names: names, globals: map[string]bool{}, of: map[*resolve.Scope]*scope{}}
	b.add(names.Module, nil)
	return b
}

// add makes the scope of s and those inside. A comprehension other than a generator expression is compiled in place, so
// that what it alone takes from the function around it needs no cell.
func (b *scopes) add(s *resolve.Scope, parent *scope) {
	if s.Unevaluated {
		return
	}
	c := &scope{Scope: s, parent: parent, vars: map[string]*variable{}}
	c.inline = s.Comprehension != resolve.NoComprehension && s.Comprehension != resolve.GeneratorExpression
	b.of[s] = c
	switch {
	case s.Kind == resolve.ClassScope:
		if s.NeedsClass {
			c.addVar(classCell).cell = true
		}
		if s.NeedsClassDict {
			c.addVar(classDict).cell = true
		}
	case s.Kind != resolve.ModuleScope:
		for _, y := range s.Locals() {
			if c.inline && y.Has(resolve.Parameter) {
				continue // the iterator, which a comprehension in place has no need of
			}
			v := c.addVar(y.Name)
			v.param, v.deleted = y.Has(resolve.Parameter), y.Has(resolve.Deleted)
		}
	}
	for _, y := range s.Symbols {
		if y.Has(resolve.DeclaredGlobal) {
			b.globals[y.Name] = true
		}
		if y.Resolution == resolve.Free || y.Has(resolve.FreeInClass) {
			c.frees = append(c.frees, y.Name)
		}
	}
	slices.Sort(c.frees)
	c.free = make(map[string]int, len(c.frees))
	for i, n := range c.frees {
		c.free[n] = i
	}
	if !c.inline {
		for _, n := range c.frees {
			b.needCell(c, n)
		}
	}
	for _, child := range s.Children {
		b.add(child, c)
	}
}

// needCell marks the variable that a free name of a function means.
func (b *scopes) needCell(c *scope, name string) {
	for p := c.parent; p != nil; p = p.parent {
		if v := p.vars[name]; v != nil && (p.Kind != resolve.ClassScope || name == classCell || name == classDict) {
			v.cell = true
			return
		}
		if !p.inline {
			return // it takes the name from further out, and has been here before
		}
	}
}

func (s *scope) addVar(name string) *variable {
	v := &variable{name: name, reg: -1}
	s.vars[name] = v
	s.seq = append(s.seq, v)
	return v
}

// code is the innermost scope around that has code of its own.
func (s *scope) code() *scope {
	for s.inline {
		s = s.parent
	}
	return s
}

// scopeOf is the scope that a node opens.
func (u *unit) scopeOf(n syntax.Node) *scope { return u.scopes.of[u.scopes.names.Scope(n)] }

// extra is a further scope of a node; nil where there is none or it is never run.
func (u *unit) extra(n syntax.Node, kind resolve.ScopeKind) *scope {
	return u.scopes.of[u.scopes.names.Extra(n, kind)]
}

// varKind is how a name is reached.
type varKind uint8

const (
	localVar varKind = iota
	cellVar
	freeVar
	globalVar
	dictVar       // in the dictionary of a class body or exec
	classFreeVar  // in the dictionary of a class body, else free
	classDictVar  // in the dictionary of the class around, else global: annotations and type parameters
	classDictFree // likewise, else free
)

// variable finds a name, mangled already, from the scope where the code stands.
func (u *unit) variable(name string) (kind varKind, v *variable, index int) {
	for s := u.scope; ; s = s.parent {
		if v := s.vars[name]; v != nil && (s.Kind != resolve.ClassScope || s != u.scope) {
			if v.cell {
				return cellVar, v, v.reg
			}
			return localVar, v, v.reg
		}
		y := s.Lookup(name)
		if s.inline {
			if y != nil && y.Resolution == resolve.GlobalExplicit {
				return globalVar, nil, 0
			}
			if y == nil || y.Resolution == resolve.Free || y.Resolution == resolve.GlobalImplicit {
				continue
			}
		}
		return u.outOf(s, y, name)
	}
}

// outOf is variable for a name that is no local variable of the unit's own scope s.
func (u *unit) outOf(s *scope, y *resolve.Symbol, name string) (varKind, *variable, int) {
	i, free := s.free[name]
	here := s == u.scope
	switch {
	case s.Kind == resolve.ClassScope && !here: // seen from a comprehension in its body
		if free {
			return freeVar, nil, i
		}
		return globalVar, nil, 0
	case y != nil && y.Resolution == resolve.GlobalExplicit:
		return globalVar, nil, 0
	case s.Kind == resolve.ClassScope && free && y.Resolution == resolve.Free:
		return classFreeVar, nil, i
	case s.Kind == resolve.ClassScope:
		return dictVar, nil, 0
	case free && s.SeesClass && here && name != classDict:
		return classDictFree, nil, i
	case free:
		return freeVar, nil, i
	case s.Kind == resolve.ModuleScope:
		if u.execNames && !u.scopes.globals[name] {
			return dictVar, nil, 0
		}
		return globalVar, nil, 0
	case s.SeesClass && y != nil && here:
		return classDictVar, nil, 0
	}
	return globalVar, nil, 0
}
