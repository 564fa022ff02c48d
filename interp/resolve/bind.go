package resolve

// maxCaptures bounds how many free variables the scopes of a file hand through in all. A variable that crosses n functions
// is a free variable of each, so closures nested by a hostile hand would otherwise cost the square of the source.
const maxCaptures = 1 << 17

// binder decides where each name lives, from the outermost scope inwards.
type binder struct {
	*resolver
	// visible holds for each name what scopes inside see of it, the innermost last.
	visible map[string][]home
	shown   []string // the names in it, in the order in which scopes showed them
	// inert is set in annotations that are never run: what they mention is not captured.
	inert bool
	// captures counts up to maxCaptures.
	captures int
}

// home is where a name that a scope inside uses would be found.
type home struct {
	scope         *Scope
	global        bool // declared global in between: the search ends there
	typeParameter bool
}

// scope decides the names of a scope, then those of the scopes inside.
func (b *binder) scope(s *Scope) {
	outer := b.inert
	b.inert = outer || s.Unevaluated
	own := len(s.Symbols) // what is passed through is added behind
	for _, sym := range s.Symbols[:own] {
		b.decide(s, sym)
	}
	from := len(b.shown)
	show := func(name string, h home) {
		b.visible[name] = append(b.visible[name], h)
		b.shown = append(b.shown, name)
	}
	if s.Kind == ClassScope {
		show("__class__", home{scope: s})
		show("__classdict__", home{scope: s})
	} else if s.Kind.functionLike() {
		for _, sym := range s.Symbols[:own] {
			switch sym.Resolution {
			case Local:
				show(sym.Name, home{scope: s, typeParameter: sym.Has(TypeParameter)})
			case GlobalExplicit:
				show(sym.Name, home{global: true})
			}
		}
	}
	for _, child := range s.Children {
		b.scope(child)
	}
	for _, name := range b.shown[from:] {
		b.visible[name] = b.visible[name][:len(b.visible[name])-1]
	}
	b.shown = b.shown[:from]
	b.inert = outer
}

func (b *binder) decide(s *Scope, sym *Symbol) {
	seen := b.visible[sym.Name]
	var around home
	if len(seen) > 0 {
		around = seen[len(seen)-1]
	}
	found := around.scope != nil
	switch {
	case sym.Has(DeclaredGlobal):
		sym.Resolution = GlobalExplicit
		if sym.Has(DeclaredNonlocal) {
			b.fail(sym.declared, "name '"+sym.Name+"' is nonlocal and global")
		}
	case sym.Has(DeclaredNonlocal):
		switch {
		case s.Kind == ModuleScope:
			b.fail(sym.declared, "nonlocal declaration not allowed at module level")
		case !found:
			b.fail(sym.declared, "no binding for nonlocal '"+sym.Name+"' found")
		case around.typeParameter:
			b.fail(sym.declared, "nonlocal binding not allowed for type parameter '"+sym.Name+"'")
		default:
			b.pass(s, sym, around.scope)
		}
	case sym.Has(binding):
		sym.Resolution, sym.Home = Local, s
	default:
		if s.SeesClass {
			if in := enclosingClass(s).Lookup(sym.Name); in != nil {
				if in.Has(DeclaredGlobal) {
					sym.Resolution = GlobalExplicit
					return
				}
				if in.Has(binding) && !in.Has(DeclaredNonlocal) {
					sym.Resolution = GlobalImplicit // looked up in the class first, when it runs
					return
				}
			}
		}
		if found {
			b.pass(s, sym, around.scope)
		} else {
			sym.Resolution = GlobalImplicit
		}
	}
}

func enclosingClass(s *Scope) *Scope {
	for s.Kind != ClassScope {
		s = s.Parent
	}
	return s
}

// pass makes a name free and lets every scope up to its home hand it through. It stops climbing where that was done before.
func (b *binder) pass(s *Scope, sym *Symbol, to *Scope) {
	sym.Resolution, sym.Home = Free, to
	if b.inert {
		return
	}
	s.HasFree = true
	for p := s.Parent; p != nil; p = p.Parent {
		p.HasFree = true
		if p == to {
			break
		}
		through := p.Lookup(sym.Name)
		switch {
		case through == nil && b.captures == maxCaptures:
			b.fail(s.Node, "too many variables captured by nested functions")
			return
		case through == nil:
			b.captures++
			through = &Symbol{Name: sym.Name, Index: len(p.Symbols), Flags: PassedThrough, Resolution: Free, Home: to}
			p.add(through)
		case through.Resolution == Free && through.Home == to || through.Has(FreeInClass):
			return
		default:
			through.Flags |= FreeInClass
		}
	}
	if to.Kind != ClassScope {
		to.Lookup(sym.Name).Resolution = Cell
	} else if sym.Name == "__class__" {
		to.NeedsClass = true
	} else {
		to.NeedsClassDict = true
	}
}
