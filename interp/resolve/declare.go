package resolve

import "github.com/assay-score/assay/interp/syntax"

// note records what is done to a name in the present scope. at is the place to complain about.
func (r *resolver) note(name string, what Flags, at syntax.Node) *Symbol {
	s := r.top()
	return r.noteAs(s, s.Mangle(name), name, what, at)
}

// noteIn is note for any scope and a name already mangled.
func (r *resolver) noteIn(s *Scope, name string, what Flags, at syntax.Node) *Symbol {
	return r.noteAs(s, name, name, what, at)
}

// noteAs is noteIn for a name that the source writes otherwise.
func (r *resolver) noteAs(s *Scope, name, written string, what Flags, at syntax.Node) *Symbol {
	sym := s.Lookup(name)
	if sym == nil {
		sym = r.symbol(name, len(s.Symbols))
		s.add(sym)
	} else if what&Parameter != 0 && sym.Has(Parameter) {
		r.fail(at, "duplicate argument '"+written+"' in function definition")
		return sym
	} else if what&TypeParameter != 0 && sym.Has(TypeParameter) {
		r.fail(at, "duplicate type parameter '"+written+"'")
		return sym
	}
	sym.Flags |= what
	if s.target && sym.Has(DeclaredGlobal|DeclaredNonlocal) {
		// So CPython says even of a name that is only read here, as x in "for x.a in y".
		r.fail(at, "comprehension inner loop cannot rebind assignment expression target '"+written+"'")
	}
	if s.target && what&Bound != 0 {
		if !sym.Has(IterationVariable) {
			r.loops[name] = append(r.loops[name], s)
			s.looping = append(s.looping, name)
		}
		sym.Flags |= IterationVariable
	}
	if what&Parameter != 0 {
		s.varnames = append(s.varnames, sym)
	}
	return sym
}

// use records that a name of the compiler's own is read.
func (r *resolver) use(name string) { r.noteIn(r.top(), name, Used, nil) }

// bind records that a name is bound, and refuses the name that cannot be.
func (r *resolver) bind(name string, what Flags, at syntax.Node) {
	r.forbid(name, "assign to", at)
	r.note(name, what, at)
}

// forbid refuses the one name that is no keyword and yet cannot be assigned.
func (r *resolver) forbid(name, deed string, at syntax.Node) {
	if name == "__debug__" {
		r.fail(at, "cannot "+deed+" __debug__")
	}
}

// declare handles one name of a global or nonlocal statement.
func (r *resolver) declare(name string, what Flags, word string, at syntax.Node) {
	s := r.top()
	if sym := s.Lookup(s.Mangle(name)); sym != nil && sym.Has(Parameter|Bound|Used|Annotated) {
		switch {
		case sym.Has(Parameter):
			r.fail(at, "name '"+name+"' is parameter and "+word)
		case sym.Has(Used):
			r.fail(at, "name '"+name+"' is used prior to "+word+" declaration")
		case sym.Has(Annotated):
			r.fail(at, "annotated name '"+name+"' can't be "+word)
		default:
			r.fail(at, "name '"+name+"' is assigned to before "+word+" declaration")
		}
		return
	}
	if sym := r.note(name, what, at); sym.declared == nil {
		sym.declared = at
	}
}
