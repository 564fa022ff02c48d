package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

func (u *unit) match(s *syntax.Match) {
	subject := u.temp(1)
	u.exprTo(s.Subject, subject)
	end := &label{}
	before := u.flow.fork()
	out := flow{dead: true}
	for _, c := range s.Cases {
		u.flow = before.fork()
		next := &label{}
		top := u.top
		old := u.at(c.Pattern)
		captured := []capture{}
		u.pattern(c.Pattern, subject, next, &captured)
		for _, x := range captured {
			u.store(x.name, x.reg)
		}
		if c.Guard != nil {
			u.jumpIf(c.Guard, false, next)
		}
		u.span = old
		u.stmts(c.Body)
		if !u.flow.dead {
			u.jump(code.Jump, 0, 0, 0, end)
		}
		out.join(u.flow)
		u.top = top
		u.place(next)
	}
	u.flow = before
	u.flow.join(out)
	u.place(end)
}

// capture is a name that a pattern binds once the whole of it has matched.
type capture struct {
	name string
	reg  int
}

// pattern jumps to fail unless the register matches. The temporaries that it takes stay taken, since captures name them.
func (u *unit) pattern(p syntax.Pattern, r int, fail *label, captured *[]capture) {
	old := u.at(p)
	defer func() { u.span = old }()
	switch p := p.(type) {
	case *syntax.MatchValue:
		t := u.temp(1)
		u.op(code.Eq, t, r, u.value(p.Value))
		u.jump(code.JumpFalse, 0, t, 0, fail)
	case *syntax.MatchSingleton:
		t := u.temp(2)
		kind := [...]code.ConstKind{syntax.None: code.None, syntax.True: code.True, syntax.False: code.False}[p.Kind]
		u.loadK(t+1, code.Const{Kind: kind})
		u.op(code.Is, t, r, t+1)
		u.jump(code.JumpFalse, 0, t, 0, fail)
	case *syntax.MatchAs:
		if p.Pattern != nil {
			u.pattern(p.Pattern, r, fail, captured)
		}
		if p.Name != "" {
			u.capture(p.Name, r, captured)
		}
	case *syntax.MatchOr:
		u.matchOr(p, r, fail, captured)
	case *syntax.MatchSequence:
		u.matchSequence(p, r, fail, captured)
	case *syntax.MatchMapping:
		u.matchMapping(p, r, fail, captured)
	case *syntax.MatchClass:
		u.matchClass(p, r, fail, captured)
	default:
		u.fail(u.span, "cannot compile %s", syntax.KindName(p))
	}
}

func (u *unit) capture(name string, r int, captured *[]capture) {
	for _, c := range *captured {
		if c.name == name {
			u.fail(u.span, "multiple assignments to name '%s' in pattern", name)
			return
		}
	}
	t := u.temp(1)
	u.op(code.Move, t, r)
	*captured = append(*captured, capture{name, t})
}

func (u *unit) matchOr(p *syntax.MatchOr, r int, fail *label, captured *[]capture) {
	done := &label{}
	var first []capture
	for i, alt := range p.Patterns {
		next := fail
		last := i == len(p.Patterns)-1
		if !last {
			next = &label{}
		}
		var mine []capture
		u.pattern(alt, r, next, &mine)
		if i == 0 {
			first = mine
		} else {
			// Every alternative binds the same names, into the registers of the first.
			if len(mine) != len(first) {
				u.fail(u.span, "alternative patterns bind different names")
				return
			}
			base := u.temp(len(mine))
			for k, c := range mine {
				u.op(code.Move, base+k, c.reg)
			}
			for k, c := range mine {
				found := false
				for _, f := range first {
					if f.name == c.name {
						u.op(code.Move, f.reg, base+k)
						found = true
					}
				}
				if !found {
					u.fail(u.span, "alternative patterns bind different names")
				}
			}
		}
		if !last {
			u.jump(code.Jump, 0, 0, 0, done)
			u.place(next)
		}
	}
	u.place(done)
	for _, c := range first {
		for _, o := range *captured {
			if o.name == c.name {
				u.fail(u.span, "multiple assignments to name '%s' in pattern", c.name)
			}
		}
		*captured = append(*captured, c)
	}
}

func (u *unit) matchSequence(p *syntax.MatchSequence, r int, fail *label, captured *[]capture) {
	star := -1
	for i, x := range p.Patterns {
		if _, ok := x.(*syntax.MatchStar); ok {
			if star >= 0 {
				u.fail(u.span, "multiple starred expressions in sequence pattern")
			}
			star = i
		}
	}
	t := u.temp(1)
	u.op(code.MatchSequence, t, r)
	u.jump(code.JumpFalse, 0, t, 0, fail)
	u.op(code.GetLen, t, r)
	n := len(p.Patterns)
	if star < 0 {
		u.jump(code.JumpEqK, 0, t, int(u.konst(code.Const{Kind: code.Int, I: int64(n)})), fail)
	} else {
		u.jump(code.JumpGeK, 0, t, int(u.konst(code.Const{Kind: code.Int, I: int64(n - 1)})), fail)
	}
	if star >= 0 && p.Patterns[star].(*syntax.MatchStar).Name == "" {
		u.matchEnds(p.Patterns, star, r, fail, captured)
		return
	}
	base := u.temp(n)
	if star < 0 {
		if allWildcards(p.Patterns) {
			return // nothing is looked at
		}
		u.op(code.Unpack, base, r, n)
	} else {
		u.emit(code.UnpackEx, base, r, star, int32(n-1-star), 0)
	}
	for i, x := range p.Patterns {
		if s, ok := x.(*syntax.MatchStar); ok {
			if s.Name != "" {
				u.capture(s.Name, base+i, captured)
			}
			continue
		}
		u.pattern(x, base+i, fail, captured)
	}
}

// allWildcards tells patterns that bind and check nothing.
func allWildcards(list []syntax.Pattern) bool {
	for _, p := range list {
		if a, ok := p.(*syntax.MatchAs); !ok || a.Pattern != nil || a.Name != "" {
			return false
		}
	}
	return true
}

// matchEnds matches the items before and after a star that binds nothing: only they are looked at, by their numbers.
func (u *unit) matchEnds(list []syntax.Pattern, star, r int, fail *label, captured *[]capture) {
	for i, x := range list {
		if i == star || allWildcards(list[i:i+1]) {
			continue
		}
		item := u.temp(1)
		index := int64(i)
		if i > star {
			index = int64(i - len(list)) // from the end
			k := u.temp(1)
			u.op(code.GetLen, k, r)
			u.emit(code.AddK, k, k, int(u.konst(code.Const{Kind: code.Int, I: index})), 0, 0)
			u.op(code.GetItem, item, r, k)
		} else {
			u.op(code.GetItemK, item, r, int(u.konst(code.Const{Kind: code.Int, I: index})))
		}
		u.pattern(x, item, fail, captured)
	}
}

func (u *unit) matchMapping(p *syntax.MatchMapping, r int, fail *label, captured *[]capture) {
	n := len(p.Keys)
	t := u.temp(1)
	u.op(code.MatchMapping, t, r)
	u.jump(code.JumpFalse, 0, t, 0, fail)
	if n > 0 {
		u.op(code.GetLen, t, r)
		u.jump(code.JumpGeK, 0, t, int(u.konst(code.Const{Kind: code.Int, I: int64(n)})), fail)
	}
	keys := u.temp(1)
	base := u.temp(n)
	for i, k := range p.Keys {
		u.exprTo(k, base+i)
	}
	u.op(code.BuildTuple, keys, base, n)
	values := u.temp(n + 1)
	// MatchKeys A=tuple or None, B=subject, C=keys.
	u.op(code.MatchKeys, values, r, keys)
	u.jump(code.JumpNone, 0, values, 0, fail)
	if n > 0 {
		u.op(code.Unpack, values+1, values, n)
	}
	for i, x := range p.Patterns {
		u.pattern(x, values+1+i, fail, captured)
	}
	if p.Rest != "" {
		rest := u.temp(1)
		u.op(code.MatchRest, rest, r, keys)
		u.capture(p.Rest, rest, captured)
	}
}

func (u *unit) matchClass(p *syntax.MatchClass, r int, fail *label, captured *[]capture) {
	n := len(p.Patterns) + len(p.KwdPatterns)
	cls := u.temp(1)
	u.exprTo(p.Cls, cls)
	items := make([]code.Const, len(p.KwdAttrs))
	for i, a := range p.KwdAttrs {
		items[i] = code.Const{Kind: code.Str, S: a}
	}
	res := u.temp(n + 1)
	u.loadK(res, code.Const{Kind: code.Tuple, Items: items})
	// MatchClass A=keyword names, then tuple or None; B=subject, C=class, D=number of positional subpatterns.
	u.emit(code.MatchClass, res, r, cls, int32(len(p.Patterns)), 0)
	u.jump(code.JumpNone, 0, res, 0, fail)
	if n > 0 {
		u.op(code.Unpack, res+1, res, n)
	}
	for i, x := range p.Patterns {
		u.pattern(x, res+1+i, fail, captured)
	}
	for i, x := range p.KwdPatterns {
		u.pattern(x, res+1+len(p.Patterns)+i, fail, captured)
	}
}
