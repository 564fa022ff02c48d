package facts

import (
	"math"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// BindingKind says by what a name was first bound in its scope.
type BindingKind uint8

// The kinds.
const (
	BoundByImport BindingKind = iota
	BoundByDef
	BoundByClass
	BoundByParameter
	BoundByAssignment
	BoundByLoop  // the target of a for or a comprehension
	BoundByOther // with, except, del, case, type
)

// ScopeKind says what a scope belongs to.
type ScopeKind uint8

// The kinds of scope.
const (
	ModuleScope ScopeKind = iota
	FunctionScope
	ClassScope
	LambdaScope
	ComprehensionScope
)

// Scope is a region of the text in which names are bound.
type Scope struct {
	Kind     ScopeKind
	Node     syntax.Node // *syntax.FunctionDef, *syntax.ClassDef, …
	Parent   *Scope      // nil for the module's
	Bindings []*Binding  // in the order in which they are first bound
	byName   map[string]*Binding
	outside  map[string]*Scope // names declared global or nonlocal: where they are bound
	Dynamic  bool              // names may be bound or read in it that the text does not show: by locals, eval, a star import
}

// Binding is one name in one scope, with everything that it may stand for.
type Binding struct {
	Name   string
	Scope  *Scope
	Kind   BindingKind
	At     source.Span // of the name where it is first bound
	Values []Origin    // what it may be bound to, as far as the text says
	Opaque bool        // it may also be bound to something that the text does not say
	Stores int
	Loads  int
	Import *Import // of BoundByImport

	// What Meaning has found out: the paths that the name may stand for, and whether they are being looked for.
	index int32 // in Binder.known
	paths []string
	found bool
	busy  bool
}

// Origin is one thing that a name may be bound to: the module or object of an import, or the value of an expression,
// perhaps one item of it.
type Origin struct {
	Path string      // "os.path" of an import; "" for an expression
	Expr syntax.Expr // nil for an import
	Item int         // the item of Expr that is bound, counted from 0; whole or anyItem
}

const (
	whole   = -1 // the value itself
	anyItem = -2 // any of its items, as in a loop
)

// Binder is what is known of a module's names. It follows Python's scoping as far as a name's meaning needs it:
// comprehensions, lambdas, functions and classes have scopes, a class's is not seen from the functions in it, global and
// nonlocal reach out.
type Binder struct {
	Scopes  []*Scope // the module's first, then in the order of the source
	Imports []*Import
	Loose   []*syntax.Name // loads of names that nothing binds: built-ins, or names that are not defined
	// What each name refers to, as an index into known, in two halves. A name is found by half of its position: two names
	// never begin at neighbouring bytes.
	low, high []uint16   // high is nil as long as low is enough
	known     []*Binding // the first is nil
	stars     []string   // modules of star imports
}

// Bindings finds what binds every name of a module.
var Bindings = &Fact[*Binder]{"bindings", func(m *Module) *Binder {
	guess := len(m.Tree.File.Text) / 16 // of how many names there are
	b := &binder{module: m, out: &Binder{low: make([]uint16, len(m.Tree.File.Text)/2+1), known: make([]*Binding, 1, 64)}, loads: make([]load, 0, guess)}
	b.look = b.enter
	b.scope = b.open(ModuleScope, m.Tree.Root)
	for _, s := range m.Tree.Body() {
		b.visit(s)
	}
	for _, l := range b.loads {
		if k := l.scope.find(l.name.ID, true); k != nil {
			k.Loads++
			b.out.refer(l.name, k)
		} else {
			b.out.Loose = append(b.out.Loose, l.name)
		}
	}
	return b.out
}}

// Of is the binding that a name refers to; nil for a built-in and for a name that is not defined.
func (b *Binder) Of(n *syntax.Name) *Binding {
	i := int(n.From / 2)
	if i >= len(b.low) {
		return nil
	}
	k := int(b.low[i])
	if b.high != nil {
		k |= int(b.high[i]) << 16
	}
	return b.known[k]
}

// refer notes what a name refers to.
func (b *Binder) refer(n *syntax.Name, k *Binding) {
	if k.index == 0 {
		k.index = int32(len(b.known))
		b.known = append(b.known, k)
	}
	i := int(n.From / 2)
	if i >= len(b.low) {
		return
	}
	if k.index > math.MaxUint16 && b.high == nil {
		b.high = make([]uint16, len(b.low))
	}
	b.low[i] = uint16(k.index)
	if b.high != nil {
		b.high[i] = uint16(k.index >> 16)
	}
}

// find looks a name up, from the inside out.
func (s *Scope) find(name string, here bool) *Binding {
	for ; s != nil; s = s.Parent {
		if s.Kind != ClassScope || here {
			if o := s.outside[name]; o != nil {
				return o.find(name, true)
			}
			if k := s.byName[name]; k != nil {
				return k
			}
		}
		here = false
	}
	return nil
}
