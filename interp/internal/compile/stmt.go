package compile

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

func (u *unit) stmts(list []syntax.Stmt) {
	for _, s := range list {
		old := u.at(s)
		top := u.top
		u.stmt(s)
		u.top = top
		u.span = old
		if u.err != nil {
			return
		}
	}
}

func (u *unit) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		if k, ok := s.Value.(*syntax.Constant); ok && !u.single {
			_ = k
			return
		}
		r := u.value(s.Value)
		if u.single && u.outer == nil {
			u.op(code.PrintExpr, r)
		}
	case *syntax.Assign:
		u.assignment(s)
	case *syntax.AugAssign:
		u.augAssign(s)
	case *syntax.AnnAssign:
		u.annAssign(s)
	case *syntax.Return:
		u.returnStmt(s)
	case *syntax.If:
		u.ifStmt(s)
	case *syntax.For:
		u.forStmt(s, false)
	case *syntax.AsyncFor:
		u.forStmt(&s.For, true)
	case *syntax.While:
		u.whileStmt(s)
	case *syntax.Break:
		u.loopExit(breakExit)
	case *syntax.Continue:
		u.loopExit(continueExit)
	case *syntax.FunctionDef:
		u.functionDef(s, s, false)
	case *syntax.AsyncFunctionDef:
		u.functionDef(s, &s.FunctionDef, true)
	case *syntax.ClassDef:
		u.classDef(s)
	case *syntax.Try:
		u.try(s)
	case *syntax.TryStar:
		u.tryStar(&s.Try)
	case *syntax.With:
		u.with(s.Items, s.Body, false)
	case *syntax.AsyncWith:
		u.with(s.Items, s.Body, true)
	case *syntax.Raise:
		u.raise(s)
	case *syntax.Assert:
		u.assert(s)
	case *syntax.Delete:
		for _, t := range s.Targets {
			u.delete(t)
		}
		u.op(code.Drop, u.top)
	case *syntax.Import:
		u.importStmt(s)
	case *syntax.ImportFrom:
		u.importFrom(s)
	case *syntax.Match:
		u.match(s)
	case *syntax.TypeAlias:
		u.typeAlias(s)
	case *syntax.Pass, *syntax.Global, *syntax.Nonlocal:
	default:
		u.fail(u.span, "cannot compile %s", syntax.KindName(s))
	}
}

func (u *unit) assignment(s *syntax.Assign) {
	if len(s.Targets) == 1 {
		switch t := s.Targets[0].(type) {
		case *syntax.Name:
			if r := u.localReg(t.ID); r >= 0 {
				u.exprTo(s.Value, r)
				u.flow.bind(r)
				return
			}
		case *syntax.Tuple:
			if u.swap(t, s.Value) {
				return
			}
		}
	}
	r := u.value(s.Value)
	for _, t := range s.Targets {
		u.assign(t, r)
	}
}

// swap compiles a, b = x, y without building a tuple.
func (u *unit) swap(t *syntax.Tuple, value syntax.Expr) bool {
	v, ok := value.(*syntax.Tuple)
	if !ok || len(v.Elts) != len(t.Elts) || len(v.Elts) > 8 {
		return false
	}
	for i := range v.Elts {
		if _, ok := v.Elts[i].(*syntax.Starred); ok {
			return false
		}
		if _, ok := t.Elts[i].(*syntax.Starred); ok {
			return false
		}
	}
	base := u.temp(len(v.Elts))
	for i, x := range v.Elts {
		u.exprTo(x, base+i)
	}
	for i, x := range t.Elts {
		u.assign(x, base+i)
	}
	return true
}

// assign stores a register into a target.
func (u *unit) assign(t syntax.Expr, r int) {
	old := u.at(t)
	top := u.top
	defer func() { u.top, u.span = top, old }()
	switch t := t.(type) {
	case *syntax.Name:
		u.store(t.ID, r)
	case *syntax.Attribute:
		o := u.value(t.Value)
		u.fromAttr(t)
		u.emit(code.StoreAttr, o, r, 0, u.name(u.scope.Mangle(t.Attr)), u.cache())
	case *syntax.Subscript:
		o := u.operand(t.Value)
		u.op(code.SetItem, o, u.index(t.Slice), r)
	case *syntax.Starred:
		u.assign(t.Value, r)
	case *syntax.Tuple:
		u.unpack(t.Elts, r)
	case *syntax.List:
		u.unpack(t.Elts, r)
	default:
		u.fail(u.span, "cannot assign to %s", syntax.KindName(t))
	}
}

func (u *unit) unpack(elts []syntax.Expr, r int) {
	star := -1
	for i, x := range elts {
		if _, ok := x.(*syntax.Starred); ok {
			if star >= 0 {
				u.fail(u.span, "multiple starred expressions in assignment")
			}
			star = i
		}
	}
	base := u.temp(len(elts))
	if star < 0 {
		u.op(code.Unpack, base, r, len(elts))
	} else {
		u.emit(code.UnpackEx, base, r, star, int32(len(elts)-1-star), 0)
	}
	for i, x := range elts {
		u.assign(x, base+i)
	}
}

func (u *unit) augAssign(s *syntax.AugAssign) {
	switch t := s.Target.(type) {
	case *syntax.Name:
		if r := u.localReg(t.ID); r >= 0 {
			u.binary(s.Op, t, s.Value, r, 1)
			u.flow.bind(r)
			return
		}
		r := u.temp(1)
		u.binary(s.Op, t, s.Value, r, 1)
		u.store(t.ID, r)
	case *syntax.Attribute:
		o := u.operand(t.Value)
		v := u.temp(1)
		name := u.name(u.scope.Mangle(t.Attr))
		old := u.at(t)
		u.fromAttr(t)
		u.emit(code.LoadAttr, v, o, 0, name, u.cache())
		u.span = old
		u.augment(s, v)
		u.emit(code.StoreAttr, o, v, 0, name, u.cache())
	case *syntax.Subscript:
		o := u.operand(t.Value)
		k := u.index(t.Slice)
		v := u.temp(1)
		old := u.at(t)
		u.op(code.GetItem, v, o, k)
		u.span = old
		u.augment(s, v)
		u.op(code.SetItem, o, k, v)
	}
}

func (u *unit) augment(s *syntax.AugAssign, v int) {
	if k, ok := u.smallK(s.Value); ok {
		u.emit(binOps[s.Op]+code.BinOps, v, v, k, 0, 1)
		return
	}
	u.emit(binOps[s.Op], v, v, u.value(s.Value), 0, 1)
}

func (u *unit) annAssign(s *syntax.AnnAssign) {
	defer u.reach(s)
	if s.Value != nil {
		if n, ok := s.Target.(*syntax.Name); ok {
			if r := u.localReg(n.ID); r >= 0 {
				u.exprTo(s.Value, r)
				u.flow.bind(r)
				return
			}
		}
		u.assign(s.Target, u.value(s.Value))
		return
	}
	switch t := s.Target.(type) {
	case *syntax.Attribute:
		u.value(t.Value)
	case *syntax.Subscript:
		u.value(t.Value)
		u.value(t.Slice)
	}
}

func (u *unit) ifStmt(s *syntax.If) {
	end := &label{}
	out := flow{dead: true}
	for {
		next := &label{}
		u.jumpIf(s.Test, false, next)
		before := u.flow.fork()
		u.stmts(s.Body)
		after := u.flow
		more, ok := elif(s)
		if !u.flow.dead && (ok || len(s.Orelse) > 0) {
			u.jump(code.Jump, 0, 0, 0, end)
		}
		if out.dead {
			out = after
		} else {
			out.join(after)
		}
		u.flow = before
		u.place(next)
		if !ok {
			u.stmts(s.Orelse)
			break
		}
		s = more
		u.span = source.Span{From: s.From, To: s.To}
	}
	u.place(end)
	u.flow.join(out)
}

func (u *unit) forStmt(s *syntax.For, async bool) {
	state := u.temp(3)
	u.iterate(&syntax.Comprehension{Iter: s.Iter, IsAsync: async}, state)
	loop, end, done := &label{}, &label{}, &label{}
	b := &block{kind: loopBlock, onBreak: done, onCont: loop}
	before := u.flow.fork()
	u.place(loop)
	u.blocks = append(u.blocks, b)
	old := u.at(s.Iter)
	if async {
		u.asyncNext(state, end, func(r int) { u.assign(s.Target, r) })
	} else {
		u.forIter(s.Target, state, end)
	}
	u.span = old
	u.stmts(s.Body)
	if !u.flow.dead {
		if async {
			u.jump(code.Jump, 0, 0, 0, loop)
		} else {
			u.jump(code.JumpLoop, 0, 0, 0, loop)
		}
	}
	u.blocks = u.blocks[:len(u.blocks)-1]
	u.flow = before
	u.place(end)
	saved := u.flow.fork()
	u.stmts(s.Orelse)
	if len(done.jumps) > 0 {
		u.flow.join(saved)
	}
	u.place(done)
}

// asyncNext awaits the next value of an asynchronous iterator, or jumps to end.
func (u *unit) asyncNext(state int, end *label, use func(r int)) {
	top := u.top
	r := u.temp(2)
	from := u.pc()
	u.op(code.GetANext, r, state)
	u.delegate(r, r)
	to := u.pc()
	ok := &label{}
	u.jump(code.Jump, 0, 0, 0, ok)
	u.code.Handlers = append(u.code.Handlers, code.Handler{From: from, To: to, Target: u.pc(), Reg: uint16(r + 1)})
	u.op(code.EndAsyncFor, r+1) // raises again what is not StopAsyncIteration
	u.jump(code.Jump, 0, 0, 0, end)
	u.place(ok)
	use(r)
	u.top = top
}

// whileStmt compiles a loop with its test below the body, so that a round takes one jump. What the test binds is not
// relied on in the body, which is compiled before it.
func (u *unit) whileStmt(s *syntax.While) {
	body, test, done := &label{}, &label{}, &label{}
	b := &block{kind: loopBlock, onBreak: done, onCont: test}
	before := u.flow.fork()
	endless := isTrue(s.Test)
	if endless {
		u.place(test)
	} else {
		old := u.at(s.Test)
		u.jump(code.Jump, 0, 0, 0, test)
		u.span = old
	}
	u.place(body)
	u.blocks = append(u.blocks, b)
	u.stmts(s.Body)
	u.blocks = u.blocks[:len(u.blocks)-1]
	switch {
	case !endless:
		u.flow = before.fork()
		u.place(test)
		old := u.at(s.Test)
		u.jumpIf(s.Test, true, body)
		u.span = old
		u.flow = before.fork()
	case !u.flow.dead:
		u.jump(code.Jump, 0, 0, 0, test)
		fallthrough
	default: // only break leads out
		u.flow = before.fork()
		u.flow.dead = true
	}
	u.stmts(s.Orelse)
	if len(done.jumps) > 0 {
		u.flow = before.fork()
		u.flow.dead = false
	}
	u.place(done)
}

// isTrue tells constants that are true.
func isTrue(e syntax.Expr) bool {
	k, ok := e.(*syntax.Constant)
	if !ok {
		return false
	}
	return constantTruth(k)
}

func (u *unit) returnStmt(s *syntax.Return) {
	var r int
	if s.Value == nil {
		r = u.temp(1)
		u.loadNone(r)
	} else if len(u.blocks) == 0 {
		r = u.value(s.Value)
	} else {
		r = u.temp(1)
		u.exprTo(s.Value, r)
	}
	u.leave(len(u.blocks)-1, exit{kind: returnExit}, r)
}

func (u *unit) loopExit(kind exitKind) {
	for i := len(u.blocks) - 1; i >= 0; i-- {
		if u.blocks[i].kind == loopBlock {
			u.leave(len(u.blocks)-1, exit{kind: kind, loop: u.blocks[i]}, -1)
			return
		}
	}
	if kind == breakExit {
		u.fail(u.span, "'break' outside loop")
	} else {
		u.fail(u.span, "'continue' not properly in loop")
	}
}

// leave goes out of the blocks from the given one outwards: to the end of the function, or to a loop's label. A finally
// block on the way takes over.
func (u *unit) leave(from int, e exit, r int) {
	saved := u.blocks
	for i := from; i >= 0; i-- {
		b := saved[i]
		switch b.kind {
		case loopBlock:
			if b == e.loop {
				if e.kind == breakExit {
					u.goTo(b.onBreak)
				} else {
					u.goTo(b.onCont)
				}
				u.blocks = saved
				return
			}
		case handlerBlock:
			u.op(code.PopHandler, b.prev)
			if b.name != "" {
				u.unbind(b.name)
			}
		case withBlock:
			u.blocks = saved[:i]
			u.leaveWith(b)
		case finallyBlock:
			if r >= 0 {
				u.move(b.value, r)
			}
			u.loadNone(b.exc)
			u.loadK(b.why, code.Const{Kind: code.Int, I: int64(b.exit(e))})
			u.goTo(b.enter)
			u.blocks = saved
			return
		}
	}
	u.op(code.Return, r)
	u.flow.dead = true
	u.blocks = saved
}

// The reasons why a finally block runs; the exits follow.
const (
	normalEnd = iota
	exceptionEnd
	firstExit
)

// exit is the number of a way out, the same for the same way.
func (b *block) exit(e exit) int {
	for i, x := range b.exits {
		if x == e {
			return firstExit + i
		}
	}
	b.exits = append(b.exits, e)
	return firstExit + len(b.exits) - 1
}

// unbind is what happens to the name of an except clause at its end.
func (u *unit) unbind(name string) {
	top := u.top
	r := u.temp(1)
	u.loadNone(r)
	u.store(name, r)
	u.del(name)
	u.top = top
}

func (u *unit) raise(s *syntax.Raise) {
	if s.Exc == nil {
		u.emit(code.Raise, 0, 0, 0, 0, 0)
	} else {
		r := u.temp(2)
		u.exprTo(s.Exc, r)
		e := uint32(1)
		if s.Cause != nil {
			u.exprTo(s.Cause, r+1)
			e = 2
		}
		u.emit(code.Raise, r, r+1, 0, 0, e)
	}
	u.flow.dead = true
}

func (u *unit) assert(s *syntax.Assert) {
	ok := &label{}
	u.jumpIf(s.Test, true, ok)
	after := u.flow.fork()
	old := u.at(s.Test)
	base := u.temp(2)
	u.op(code.LoadAssertionError, base)
	if s.Msg != nil {
		u.exprTo(s.Msg, base+1)
		u.op(code.Call, base, 1, base)
	}
	u.emit(code.Raise, base, 0, 0, 0, 1)
	u.span = old
	u.place(ok)
	u.flow = after
}

func (u *unit) delete(t syntax.Expr) {
	old := u.at(t)
	top := u.top
	switch t := t.(type) {
	case *syntax.Name:
		u.del(t.ID)
	case *syntax.Attribute:
		u.emit(code.DelAttr, u.value(t.Value), 0, 0, u.name(u.scope.Mangle(t.Attr)), 0)
	case *syntax.Subscript:
		o := u.operand(t.Value)
		u.op(code.DelItem, o, u.index(t.Slice))
	case *syntax.Tuple:
		for _, x := range t.Elts {
			u.delete(x)
		}
	case *syntax.List:
		for _, x := range t.Elts {
			u.delete(x)
		}
	}
	u.top = top
	u.span = old
}

func (u *unit) importStmt(s *syntax.Import) {
	for _, a := range s.Names {
		top := u.top
		r := u.temp(1)
		// E says what is wanted: 0 the package at the top of a dotted name, 1 the module itself.
		e := uint32(0)
		if a.AsName != "" {
			e = 1
		}
		u.emit(code.Import, r, 0, 0, u.name(a.Name), e)
		name := a.AsName
		if name == "" {
			name, _, _ = strings.Cut(a.Name, ".")
		}
		u.store(name, r)
		u.top = top
	}
}

func (u *unit) importFrom(s *syntax.ImportFrom) {
	r := u.temp(3)
	items := make([]code.Const, len(s.Names))
	for i, a := range s.Names {
		items[i] = code.Const{Kind: code.Str, S: a.Name}
	}
	u.loadK(r+1, code.Const{Kind: code.Tuple, Items: items})
	u.emit(code.Import, r, r+1, s.Level, u.name(s.Module), 2)
	for _, a := range s.Names {
		if a.Name == "*" {
			u.op(code.ImportStar, r)
			return
		}
		u.emit(code.ImportFrom, r+2, r, 0, u.name(a.Name), 0)
		name := a.AsName
		if name == "" {
			name = a.Name
		}
		u.store(name, r+2)
	}
}

func (u *unit) typeAlias(s *syntax.TypeAlias) {
	name := s.Name.(*syntax.Name).ID
	dst := u.temp(1)
	build := func(v *unit, dst int) {
		top := v.top
		r := v.temp(1)
		v.lazy(v.extra(s, resolve.TypeAliasScope), s.Value, name, r)
		v.emit(code.MakeTypeAlias, dst, r, 0, v.name(name), 0)
		v.top = top
	}
	if len(s.TypeParams) > 0 {
		u.generic(s, s.TypeParams, name, dst, nil, func(v *unit, list int) int {
			r := v.temp(1)
			build(v, r)
			return r
		})
	} else {
		build(u, dst)
	}
	u.store(name, dst)
}
