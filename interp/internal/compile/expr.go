package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

// value compiles an expression and answers the register that holds it: a variable's own, or a temporary.
func (u *unit) value(e syntax.Expr) int {
	if n, ok := e.(*syntax.Name); ok {
		old := u.at(e)
		r := u.load(n.ID, -1)
		u.span = old
		return r
	}
	r := u.temp(1)
	u.exprTo(e, r)
	return r
}

// operand is value for an operand whose sibling is evaluated after it: if the sibling may assign, the value is copied.
func (u *unit) operand(e syntax.Expr) int {
	r := u.value(e)
	if r < u.locals && u.scope.code().Assigns {
		t := u.temp(1)
		u.op(code.Move, t, r)
		return t
	}
	return r
}

// exprTo compiles an expression into dst. If dst is a variable, it is written by the last instruction only.
func (u *unit) exprTo(e syntax.Expr, dst int) {
	old := u.at(e)
	top := u.top
	u.into(e, dst)
	u.top = top
	u.span = old
}

// safe is dst, or a temporary where dst is a variable and must not be written early.
func (u *unit) safe(dst int) int {
	if dst < u.locals {
		return u.temp(1)
	}
	return dst
}

// move completes safe.
func (u *unit) move(dst, from int) {
	if dst != from {
		u.op(code.Move, dst, from)
	}
}

var binOps = [...]code.Op{syntax.Add: code.Add, syntax.Sub: code.Sub, syntax.Mult: code.Mul, syntax.MatMult: code.MatMul, syntax.Div: code.Div,
	syntax.Modulo: code.Mod, syntax.Pow: code.Pow, syntax.LShift: code.LShift, syntax.RShift: code.RShift, syntax.BitOr: code.Or,
	syntax.BitXor: code.Xor, syntax.BitAnd: code.And, syntax.FloorDiv: code.FloorDiv}

func (u *unit) into(e syntax.Expr, dst int) {
	switch e := e.(type) {
	case *syntax.Constant:
		u.loadK(dst, u.constant(e))
	case *syntax.Name:
		u.move(dst, u.load(e.ID, dst))
	case *syntax.BinOp:
		u.binary(e.Op, e.Left, e.Right, dst, 0)
	case *syntax.UnaryOp:
		u.unary(e, dst)
	case *syntax.BoolOp:
		u.boolOp(e, dst)
	case *syntax.Compare:
		u.compare(e, dst)
	case *syntax.Call:
		u.call(e, dst)
	case *syntax.Attribute:
		r := u.value(e.Value)
		u.fromAttr(e)
		u.emit(code.LoadAttr, dst, r, 0, u.name(u.scope.Mangle(e.Attr)), u.cache())
	case *syntax.Subscript:
		u.subscript(e, dst)
	case *syntax.IfExp:
		u.ifExp(e, dst)
	case *syntax.Tuple:
		if k, ok := u.constantOf(e); ok {
			u.loadK(dst, k)
			return
		}
		u.display(e.Elts, dst, code.BuildTuple)
	case *syntax.List:
		u.display(e.Elts, dst, code.BuildList)
	case *syntax.Set:
		u.display(e.Elts, dst, code.BuildSet)
	case *syntax.Dict:
		u.dict(e, dst)
	case *syntax.ListComp:
		u.comprehension(e, e.Generators, dst, code.BuildList, func(acc int) { u.op(code.ListAppend, acc, u.value(e.Elt)) })
	case *syntax.SetComp:
		u.comprehension(e, e.Generators, dst, code.BuildSet, func(acc int) { u.op(code.SetAdd, acc, u.value(e.Elt)) })
	case *syntax.DictComp:
		u.comprehension(e, e.Generators, dst, code.BuildDict, func(acc int) {
			k := u.operand(e.Key)
			u.op(code.DictSet, acc, k, u.value(e.Value))
		})
	case *syntax.GeneratorExp:
		u.generator(e, dst)
	case *syntax.Lambda:
		u.lambda(e, dst)
	case *syntax.NamedExpr:
		t := u.safe(dst)
		u.exprTo(e.Value, t)
		u.store(e.Target.(*syntax.Name).ID, t)
		u.move(dst, t)
	case *syntax.JoinedStr:
		u.joined(e, dst)
	case *syntax.TemplateStr:
		u.template(e, dst)
	case *syntax.Yield:
		u.yield(e, dst)
	case *syntax.YieldFrom:
		r := u.temp(1)
		u.exprTo(e.Value, r)
		u.op(code.YieldFromIter, r, r)
		u.delegate(r, dst)
	case *syntax.Await:
		r := u.temp(1)
		u.exprTo(e.Value, r)
		u.await(r, dst)
	case *syntax.Starred:
		u.fail(e.Span, "can't use starred expression here")
	case *syntax.Slice:
		u.slice(e, dst)
	default:
		u.fail(u.span, "cannot compile %s", syntax.KindName(e))
	}
}

// constant turns a literal into a constant.
func (u *unit) constant(e *syntax.Constant) code.Const {
	switch e.Kind {
	case syntax.True:
		return code.Const{Kind: code.True}
	case syntax.False:
		return code.Const{Kind: code.False}
	case syntax.Ellipsis:
		return code.Const{Kind: code.Ellipsis}
	case syntax.Int:
		small, large, err := e.Int()
		if err != nil {
			u.fail(e.Span, "%s", err.Error())
		}
		if large != nil {
			return code.Const{Kind: code.BigInt, Big: large}
		}
		return code.Const{Kind: code.Int, I: small}
	case syntax.Float:
		return code.Const{Kind: code.Float, F: e.Float()}
	case syntax.Complex:
		return code.Const{Kind: code.Complex, F: e.Float()}
	case syntax.Str:
		return code.Const{Kind: code.Str, S: e.Text}
	case syntax.Bytes:
		return code.Const{Kind: code.Bytes, S: e.Text}
	}
	return code.Const{Kind: code.None}
}

// constantOf is the value of an expression that needs no instruction: a literal, its negation, a tuple of such.
func (u *unit) constantOf(e syntax.Expr) (code.Const, bool) {
	switch e := e.(type) {
	case *syntax.Constant:
		return u.constant(e), true
	case *syntax.UnaryOp:
		k, ok := u.constantOf(e.Operand)
		if !ok || e.Op != syntax.USub {
			return k, false
		}
		switch k.Kind {
		case code.Int:
			k.I = -k.I
			return k, true
		case code.Float:
			k.F = -k.F
			return k, true
		}
		return k, false
	case *syntax.Tuple:
		items := make([]code.Const, 0, len(e.Elts))
		for _, x := range e.Elts {
			k, ok := u.constantOf(x)
			if !ok {
				return k, false
			}
			items = append(items, k)
		}
		return code.Const{Kind: code.Tuple, Items: items}, true
	}
	return code.Const{}, false
}

// smallK is the index of a constant that fits an operand, for instructions with a constant on the right.
func (u *unit) smallK(e syntax.Expr) (int, bool) {
	k, ok := u.constantOf(e)
	if !ok || k.Kind == code.Tuple {
		return 0, false
	}
	i := u.konst(k)
	return int(i), i < maxRegs
}

func (u *unit) binary(op syntax.Operator, left, right syntax.Expr, dst int, inPlace uint32) {
	l := u.operand(left)
	if k, ok := u.smallK(right); ok {
		u.emit(binOps[op]+code.BinOps, dst, l, k, 0, inPlace)
		return
	}
	r := u.value(right)
	u.emit(binOps[op], dst, l, r, 0, inPlace)
}

func (u *unit) unary(e *syntax.UnaryOp, dst int) {
	if k, ok := u.constantOf(e); ok {
		u.loadK(dst, k)
		return
	}
	op := [...]code.Op{syntax.Invert: code.Invert, syntax.Not: code.Not, syntax.UAdd: code.Pos, syntax.USub: code.Neg}[e.Op]
	u.op(op, dst, u.value(e.Operand))
}

func (u *unit) boolOp(e *syntax.BoolOp, dst int) {
	t := u.safe(dst)
	end := &label{}
	jump := code.JumpFalse
	if e.Op == syntax.Or {
		jump = code.JumpTrue
	}
	u.exprTo(e.Values[0], t)
	after := u.flow.fork()
	for _, v := range e.Values[1:] {
		u.jump(jump, 0, t, 0, end)
		u.exprTo(v, t)
	}
	u.place(end)
	u.flow.join(after)
	u.move(dst, t)
}

var cmpOps = [...]code.Op{syntax.Eq: code.Eq, syntax.NotEq: code.Ne, syntax.Lt: code.Lt, syntax.LtE: code.Le, syntax.Gt: code.Gt,
	syntax.GtE: code.Ge, syntax.Is: code.Is, syntax.IsNot: code.IsNot, syntax.In: code.In, syntax.NotIn: code.NotIn}

func (u *unit) compare(e *syntax.Compare, dst int) {
	l := u.operand(e.Left)
	if len(e.Ops) == 1 {
		u.op(cmpOps[e.Ops[0]], dst, l, u.value(e.Comparators[0]))
		return
	}
	t := u.safe(dst)
	end := &label{}
	for i, op := range e.Ops {
		r := u.operand(e.Comparators[i])
		u.op(cmpOps[op], t, l, r)
		if i < len(e.Ops)-1 {
			u.jump(code.JumpFalse, 0, t, 0, end)
		}
		l = r
	}
	u.place(end)
	u.move(dst, t)
}

func (u *unit) ifExp(e *syntax.IfExp, dst int) {
	t := u.safe(dst)
	other, end := &label{}, &label{}
	u.jumpIf(e.Test, false, other)
	before := u.flow.fork()
	u.exprTo(e.Body, t)
	u.jump(code.Jump, 0, 0, 0, end)
	after := u.flow
	u.flow = before
	u.place(other)
	u.exprTo(e.Orelse, t)
	u.place(end)
	u.flow.join(after)
	u.move(dst, t)
}

// jumpIf jumps when the truth of an expression is what is asked for, and goes on otherwise.
func (u *unit) jumpIf(e syntax.Expr, want bool, to *label) {
	old := u.at(e)
	top := u.top
	u.branch(e, want, to)
	u.top = top
	u.span = old
}

func (u *unit) branch(e syntax.Expr, want bool, to *label) {
	switch e := e.(type) {
	case *syntax.Constant:
		truth := constantTruth(e)
		if truth == want {
			u.jump(code.Jump, 0, 0, 0, to)
		}
		return
	case *syntax.UnaryOp:
		if e.Op == syntax.Not {
			u.jumpIf(e.Operand, !want, to)
			return
		}
	case *syntax.BoolOp:
		if (e.Op == syntax.Or) == want { // any of them decides
			after := flow{dead: true}
			for i, v := range e.Values {
				u.jumpIf(v, want, to)
				if i == 0 {
					after = u.flow.fork()
				}
			}
			u.flow = after
			return
		}
		skip := &label{}
		after := flow{dead: true}
		for i, v := range e.Values {
			if i < len(e.Values)-1 {
				u.jumpIf(v, !want, skip)
			} else {
				u.jumpIf(v, want, to)
			}
			if i == 0 {
				after = u.flow.fork()
			}
		}
		u.place(skip)
		u.flow = after
		return
	case *syntax.Compare:
		if len(e.Ops) == 1 && u.compareBranch(e, want, to) {
			return
		}
	}
	r := u.value(e)
	if want {
		u.jump(code.JumpTrue, 0, r, 0, to)
	} else {
		u.jump(code.JumpFalse, 0, r, 0, to)
	}
}

// constantTruth is the truth of a literal.
func constantTruth(e *syntax.Constant) bool {
	switch e.Kind {
	case syntax.True, syntax.Ellipsis:
		return true
	case syntax.Int:
		small, large, _ := e.Int()
		return small != 0 || large != nil
	case syntax.Float, syntax.Complex:
		return e.Float() != 0
	case syntax.Str, syntax.Bytes:
		return e.Text != ""
	}
	return false
}

// compareBranch fuses a comparison with the jump on it.
func (u *unit) compareBranch(e *syntax.Compare, want bool, to *label) bool {
	sense := 0
	if want {
		sense = 1
	}
	op, right := e.Ops[0], e.Comparators[0]
	if op == syntax.Is || op == syntax.IsNot {
		k, ok := right.(*syntax.Constant)
		if !ok || k.Kind != syntax.None {
			return false
		}
		l := u.value(e.Left)
		if (op == syntax.Is) == want {
			u.jump(code.JumpNone, 0, l, 0, to)
		} else {
			u.jump(code.JumpNotNone, 0, l, 0, to)
		}
		return true
	}
	if op > syntax.GtE {
		return false
	}
	l := u.operand(e.Left)
	jump := code.JumpEq + cmpOps[op] - code.Eq
	if k, ok := u.smallK(right); ok {
		u.jump(jump+code.JumpEqK-code.JumpEq, sense, l, k, to)
		return true
	}
	u.jump(jump, sense, l, u.value(right), to)
	return true
}

func (u *unit) subscript(e *syntax.Subscript, dst int) {
	o := u.operand(e.Value)
	if s, ok := e.Slice.(*syntax.Slice); ok {
		if s.Step == nil {
			base := u.temp(2)
			u.bounds(base, s.Lower, s.Upper)
			u.op(code.GetSlice, dst, o, base)
			return
		}
		k := u.temp(1)
		u.slice(s, k)
		u.op(code.GetItem, dst, o, k)
		return
	}
	if k, ok := u.smallK(e.Slice); ok {
		u.op(code.GetItemK, dst, o, k)
		return
	}
	u.op(code.GetItem, dst, o, u.index(e.Slice))
}

// index is the value of a subscript.
func (u *unit) index(e syntax.Expr) int {
	if s, ok := e.(*syntax.Slice); ok {
		r := u.temp(1)
		u.slice(s, r)
		return r
	}
	return u.operand(e)
}

func (u *unit) slice(s *syntax.Slice, dst int) {
	top := u.top
	base := u.temp(3)
	u.bounds(base, s.Lower, s.Upper, s.Step)
	u.op(code.BuildSlice, dst, base)
	u.top = top
}

// bounds evaluates the parts of a slice, None where one is left out.
func (u *unit) bounds(base int, parts ...syntax.Expr) {
	for i, part := range parts {
		if part == nil {
			u.loadNone(base + i)
		} else {
			u.exprTo(part, base+i)
		}
	}
}

func (u *unit) joined(e *syntax.JoinedStr, dst int) {
	if len(e.Values) == 0 {
		u.loadK(dst, code.Const{Kind: code.Str})
		return
	}
	if len(e.Values) > maxChunk {
		acc := u.temp(2)
		u.op(code.BuildList, acc, acc, 0)
		for _, v := range e.Values {
			u.fstringPart(v, acc+1)
			u.op(code.ListAppend, acc, acc+1)
		}
		u.emit(code.BuildString, dst, acc, 0, 1, 0)
		return
	}
	base := u.temp(len(e.Values))
	for i, v := range e.Values {
		u.fstringPart(v, base+i)
	}
	u.op(code.BuildString, dst, base, len(e.Values))
}

func (u *unit) fstringPart(v syntax.Expr, dst int) {
	f, ok := v.(*syntax.FormattedValue)
	if !ok {
		u.exprTo(v, dst)
		return
	}
	old := u.at(f)
	top := u.top
	r := u.value(f.Value)
	u.format(r, f.Conversion, f.FormatSpec, dst)
	u.top = top
	u.span = old
}

// format writes FormatValue: D is the register of the specification plus one, or 0.
func (u *unit) format(r int, conv syntax.Conversion, spec syntax.Expr, dst int) {
	d := int32(0)
	if spec != nil {
		s := u.temp(1)
		u.exprTo(spec, s)
		d = int32(s) + 1
	}
	c := 0
	if conv != syntax.NoConversion {
		c = int(conv)
	}
	u.emit(code.FormatValue, dst, r, c, d, 0)
}

func (u *unit) template(e *syntax.TemplateStr, dst int) {
	acc := u.temp(2)
	u.op(code.BuildList, acc, acc, 0)
	for _, v := range e.Values {
		top := u.top
		if f, ok := v.(*syntax.Interpolation); ok {
			base := u.temp(4)
			u.exprTo(f.Value, base)
			u.loadK(base+1, code.Const{Kind: code.Str, S: f.Str})
			if f.Conversion == syntax.NoConversion {
				u.loadNone(base + 2)
			} else {
				u.loadK(base+2, code.Const{Kind: code.Str, S: string(rune(f.Conversion))})
			}
			if f.FormatSpec == nil {
				u.loadK(base+3, code.Const{Kind: code.Str})
			} else {
				u.exprTo(f.FormatSpec, base+3)
			}
			u.op(code.BuildInterpolation, acc+1, base)
		} else {
			u.exprTo(v, acc+1)
		}
		u.op(code.ListAppend, acc, acc+1)
		u.top = top
	}
	u.op(code.BuildTemplate, dst, acc)
}

func (u *unit) yield(e *syntax.Yield, dst int) {
	r := u.temp(1)
	if e.Value == nil {
		u.loadNone(r)
	} else {
		u.exprTo(e.Value, r)
	}
	if u.isAsync {
		u.op(code.AsyncGenWrap, r, r)
	}
	u.op(code.Yield, dst, r)
}

// delegate drives the iterator in register it to its end, passing values and exceptions through; its result goes to dst.
func (u *unit) delegate(it, dst int) {
	v := u.temp(1)
	u.loadNone(v)
	loop, end := &label{}, &label{}
	u.place(loop)
	// Send A=iterator B=value to send, then value received or result; jumps to D when it has ended.
	from := u.pc()
	u.jump(code.Send, it, v, 0, end)
	y := u.op(code.Yield, v, v)
	u.code.Instrs[y].E = 1 // what is thrown in goes to the iterator: see Send
	u.code.Instrs[y].C = uint16(it)
	u.jump(code.Jump, 0, 0, 0, loop)
	_ = from
	u.place(end)
	u.move(dst, v)
}

// What is awaited, for the message where it cannot be: see GetAwaitable.
const (
	awaitValue = iota
	awaitEnter
	awaitExit
)

func (u *unit) await(r, dst int) { u.awaitFrom(r, dst, awaitValue) }

func (u *unit) awaitFrom(r, dst, what int) {
	u.op(code.GetAwaitable, r, r, what)
	u.delegate(r, dst)
}

// comprehension compiles a list, set or dict comprehension in place.
func (u *unit) comprehension(e syntax.Expr, gens []*syntax.Comprehension, dst int, build code.Op, add func(acc int)) {
	acc := u.temp(1)
	first := u.temp(3)
	u.iterate(gens[0], first)
	s := u.scopeOf(e)
	outer := u.scope
	// The comprehension's variables are temporaries.
	begin := u.pc()
	for _, v := range s.seq {
		v.reg, v.known = u.temp(1), false
		u.op(code.Unset, v.reg)
		if v.cell {
			u.op(code.MakeCell, v.reg)
		}
	}
	u.scope = s
	u.op(build, acc, acc, 0)
	u.generators(gens, first, func() { add(acc) })
	u.scope = outer
	for _, v := range s.seq {
		u.code.Inner = append(u.code.Inner, code.Inner{From: begin, To: u.pc(), Reg: uint16(v.reg), Name: v.name, Cell: v.cell})
	}
	u.move(dst, acc)
}

// iterate evaluates the iterable of a generator clause into the loop registers.
func (u *unit) iterate(g *syntax.Comprehension, state int) {
	old := u.at(g.Iter)
	top := u.top
	r := u.value(g.Iter)
	if g.IsAsync {
		u.op(code.GetAIter, state, r)
	} else {
		u.op(code.ForPrep, state, r)
	}
	u.top = top
	u.span = old
}

// generators compiles the loops of a comprehension around body.
func (u *unit) generators(gens []*syntax.Comprehension, state int, body func()) {
	g := gens[0]
	top := u.top
	loop, end := &label{}, &label{}
	u.place(loop)
	before := u.flow.fork()
	old := u.at(g.Iter)
	if g.IsAsync {
		u.asyncNext(state, end, func(r int) { u.assign(g.Target, r) })
	} else {
		u.forIter(g.Target, state, end)
	}
	u.span = old
	for _, cond := range g.Ifs {
		u.jumpIf(cond, false, loop)
	}
	if len(gens) > 1 {
		next := u.temp(3)
		u.iterate(gens[1], next)
		u.generators(gens[1:], next, body)
	} else {
		t := u.top
		body()
		u.top = t
	}
	if g.IsAsync {
		u.jump(code.Jump, 0, 0, 0, loop)
	} else {
		u.jump(code.JumpLoop, 0, 0, 0, loop)
	}
	u.place(end)
	u.flow = before
	u.top = top
}

// forIter takes the next value into a loop's target, or jumps to end.
func (u *unit) forIter(target syntax.Expr, state int, end *label) {
	top := u.top
	n, ok := target.(*syntax.Name)
	dst := -1
	if ok {
		dst = u.localReg(n.ID)
	}
	if dst >= 0 {
		u.jump(code.ForIter, state, dst, 0, end)
		u.store(n.ID, dst)
	} else {
		dst = u.temp(1)
		u.jump(code.ForIter, state, dst, 0, end)
		u.assign(target, dst)
	}
	u.top = top
}

func (u *unit) generator(e *syntax.GeneratorExp, dst int) {
	s := u.scopeOf(e)
	v := u.newUnit("<genexpr>", s, e)
	v.code.Flags = code.Optimized | code.Generator
	if s.Coroutine {
		v.code.Flags = code.Optimized | code.AsyncGenerator
		v.isAsync = true
	}
	v.code.Args, v.code.Positional = []string{".0"}, 1
	v.setUpLocals()
	state := v.temp(3)
	if e.Generators[0].IsAsync {
		v.op(code.GetAIter, state, 0)
	} else {
		v.op(code.ForPrep, state, 0)
	}
	v.generators(e.Generators, state, func() {
		r := v.temp(1)
		v.exprTo(e.Elt, r)
		if v.isAsync {
			v.op(code.AsyncGenWrap, r, r)
		}
		v.op(code.Yield, r, r)
	})
	v.returnNone()
	base := u.temp(2)
	u.makeFunction(v, base)
	r := u.value(e.Generators[0].Iter)
	// The iterable is asked for its iterator here, where an error belongs.
	old := u.at(e.Generators[0].Iter)
	if e.Generators[0].IsAsync {
		u.op(code.Move, base+1, r)
	} else {
		u.op(code.GetIter, base+1, r)
	}
	u.span = old
	u.op(code.Call, base, 1, dst)
}

// returnNone ends a function whose last statement does not return.
func (u *unit) returnNone() {
	r := u.temp(1)
	u.loadNone(r)
	u.op(code.Return, r)
}

// makeFunction makes the function of a finished unit.
func (u *unit) makeFunction(v *unit, dst int) {
	c := v.finish()
	c.Captures = u.captures(v.scope)
	u.code.Consts = append(u.code.Consts, code.Const{Kind: code.Function, Code: c})
	u.emit(code.MakeFunction, dst, 0, 0, int32(len(u.code.Consts)-1), 0)
}
