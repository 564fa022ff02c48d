package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

// protect writes a row of the exception table for the instructions from one place to here.
func (u *unit) protect(from int32, target *label, reg int) {
	if from == u.pc() {
		return
	}
	h := code.Handler{From: from, To: u.pc(), Reg: uint16(reg)}
	u.code.Handlers = append(u.code.Handlers, h)
	u.pending = append(u.pending, pendingHandler{len(u.code.Handlers) - 1, target})
}

type pendingHandler struct {
	row    int
	target *label
}

// land places a label that handlers lead to.
func (u *unit) land(l *label) {
	u.place(l)
	kept := u.pending[:0]
	for _, p := range u.pending {
		if p.target == l {
			u.code.Handlers[p.row].Target = l.at
		} else {
			kept = append(kept, p)
		}
	}
	u.pending = kept
}

// cleanup writes the code that runs when an exception leaves a handler: it restores what was handled before.
func (u *unit) cleanup(l *label, prev, exc int) {
	u.land(l)
	u.op(code.PopHandler, prev)
	u.op(code.Reraise, exc)
}

func (u *unit) push(b *block) { u.blocks = append(u.blocks, b) }
func (u *unit) pop()          { u.blocks = u.blocks[:len(u.blocks)-1] }

func (u *unit) try(s *syntax.Try) {
	if len(s.Finalbody) > 0 {
		u.finally(func() {
			if len(s.Handlers) > 0 {
				u.tryExcept(s)
			} else {
				u.stmts(s.Body)
			}
		}, func() { u.stmts(s.Finalbody) })
		return
	}
	u.tryExcept(s)
}

// finally compiles a body and what must run after it, however it ends.
func (u *unit) finally(body, final func()) {
	regs := u.temp(5)
	b := &block{kind: finallyBlock, why: regs, value: regs + 1, exc: regs + 2, enter: &label{}}
	prev, exc2 := regs+3, regs+4
	onError := &label{}
	before := u.flow.fork()
	from := u.pc()
	u.push(b)
	body()
	u.pop()
	normal := u.flow.fork()
	if !u.flow.dead {
		u.loadK(b.why, code.Const{Kind: code.Int, I: normalEnd})
		u.loadNone(b.exc)
	}
	u.protect(from, onError, b.exc)
	skip := &label{}
	if !u.flow.dead {
		u.jump(code.Jump, 0, 0, 0, skip)
	}
	u.land(onError)
	u.loadK(b.why, code.Const{Kind: code.Int, I: exceptionEnd})
	u.place(skip)
	u.place(b.enter)
	u.flow = before.fork()
	u.op(code.PushHandler, prev, b.exc)
	clean := &label{}
	from = u.pc()
	u.push(&block{kind: handlerBlock, prev: prev})
	final()
	u.pop()
	u.protect(from, clean, exc2)
	dead := u.flow.dead
	assigned := u.flow.fork()
	if !dead {
		u.op(code.PopHandler, prev)
		next := &label{}
		u.jump(code.JumpNeK, 1, b.why, int(u.konst(code.Const{Kind: code.Int, I: exceptionEnd})), next)
		u.op(code.Reraise, b.exc)
		u.place(next)
		for i, e := range b.exits {
			next := &label{}
			u.jump(code.JumpNeK, 1, b.why, int(u.konst(code.Const{Kind: code.Int, I: int64(firstExit + i)})), next)
			u.leave(len(u.blocks)-1, e, b.value)
			u.place(next)
		}
	}
	end := &label{}
	if !dead {
		u.jump(code.Jump, 0, 0, 0, end)
	}
	u.cleanup(clean, prev, exc2)
	u.place(end)
	// After it, what the body bound and what the block bound is bound.
	u.flow = normal
	if dead {
		u.flow.dead = true
	}
	if !normal.dead && !dead {
		for i := range u.flow.bound {
			u.flow.bound[i] |= assigned.bound[i]
		}
	}
}

func (u *unit) tryExcept(s *syntax.Try) {
	regs := u.temp(3)
	exc, prev, exc2 := regs, regs+1, regs+2
	onError, end := &label{}, &label{}
	before := u.flow.fork()
	from := u.pc()
	u.stmts(s.Body)
	u.protect(from, onError, exc)
	u.stmts(s.Orelse)
	out := u.flow
	if !u.flow.dead {
		u.jump(code.Jump, 0, 0, 0, end)
	}
	u.flow = before.fork()
	u.flow.dead = false
	u.land(onError)
	u.op(code.PushHandler, prev, exc)
	clean := &label{}
	from = u.pc()
	for _, h := range s.Handlers {
		u.flow = before.fork()
		u.flow.dead = false
		next := &label{}
		old := u.at(h)
		if h.Type != nil {
			u.at(h.Type)
			top := u.top
			t := u.temp(1)
			u.op(code.ExcMatch, t, exc, u.value(h.Type))
			u.jump(code.JumpFalse, 0, t, 0, next)
			u.top = top
		}
		u.span = old
		u.handlerBody(h, exc, prev, func() { u.stmts(h.Body) })
		if !u.flow.dead {
			u.op(code.PopHandler, prev)
			u.jump(code.Jump, 0, 0, 0, end)
		}
		out.join(u.flow)
		u.place(next)
	}
	u.op(code.Reraise, exc)
	u.protect(from, clean, exc2)
	u.cleanup(clean, prev, exc2)
	u.place(end)
	u.flow = out
}

// handlerBody compiles the body of an except clause, which unbinds its name however it ends.
func (u *unit) handlerBody(h *syntax.ExceptHandler, exc, prev int, body func()) {
	if h.Name == "" {
		u.push(&block{kind: handlerBlock, prev: prev})
		body()
		u.pop()
		return
	}
	u.store(h.Name, exc)
	exc3 := u.temp(1)
	onError := &label{}
	from := u.pc()
	u.push(&block{kind: handlerBlock, prev: prev, name: h.Name})
	body()
	u.pop()
	u.protect(from, onError, exc3)
	skip := &label{}
	dead := u.flow.dead
	if !dead {
		u.unbind(h.Name)
		u.jump(code.Jump, 0, 0, 0, skip)
	}
	u.land(onError)
	u.unbind(h.Name)
	u.op(code.Reraise, exc3)
	u.place(skip)
	u.flow.dead = dead
}

// tryStar compiles except*: each clause takes its part of the group; what is left is raised again.
func (u *unit) tryStar(s *syntax.Try) {
	if len(s.Finalbody) > 0 {
		u.finally(func() { u.exceptStar(s) }, func() { u.stmts(s.Finalbody) })
		return
	}
	u.exceptStar(s)
}

func (u *unit) exceptStar(s *syntax.Try) {
	regs := u.temp(6)
	exc, prev, exc2, rest, part, raised := regs, regs+1, regs+2, regs+3, regs+4, regs+5
	onError, end := &label{}, &label{}
	before := u.flow.fork()
	from := u.pc()
	u.stmts(s.Body)
	u.protect(from, onError, exc)
	u.stmts(s.Orelse)
	if !u.flow.dead {
		u.jump(code.Jump, 0, 0, 0, end)
	}
	u.flow = before.fork()
	u.land(onError)
	u.op(code.PushHandler, prev, exc)
	clean := &label{}
	from = u.pc()
	u.op(code.Move, rest, exc)
	u.op(code.BuildList, raised, raised, 0)
	for _, h := range s.Handlers {
		u.flow = before.fork()
		next := &label{}
		old := u.at(h.Type)
		top := u.top
		// ExcMatch with E=1 splits: A gets the part that matches, register D keeps the rest.
		u.emit(code.ExcMatch, part, rest, u.value(h.Type), int32(rest), 1)
		u.top = top
		u.jump(code.JumpNone, 0, part, 0, next)
		u.span = old
		onRaise := &label{}
		inner := u.pc()
		prev2, exc4 := u.temp(1), u.temp(1)
		u.op(code.PushHandler, prev2, part)
		u.handlerBody(h, part, prev2, func() { u.stmts(h.Body) })
		if !u.flow.dead {
			u.op(code.PopHandler, prev2)
			u.jump(code.Jump, 0, 0, 0, next)
		}
		u.protect(inner, onRaise, exc4)
		u.land(onRaise)
		u.op(code.PopHandler, prev2)
		u.op(code.ListAppend, raised, exc4)
		u.place(next)
	}
	// CheckExcGroup raises what is left together with what the clauses raised, if anything.
	u.op(code.CheckExcGroup, exc, rest, raised)
	u.op(code.PopHandler, prev)
	u.jump(code.Jump, 0, 0, 0, end)
	u.protect(from, clean, exc2)
	u.cleanup(clean, prev, exc2)
	u.place(end)
	u.flow = before.fork()
}

func (u *unit) with(items []*syntax.WithItem, body []syntax.Stmt, async bool) {
	if len(items) == 0 {
		u.stmts(body)
		return
	}
	it := items[0]
	old := u.at(it.ContextExpr)
	regs := u.temp(8)
	mgr, exitReg, exc, prev, exc2, ok := regs, regs+1, regs+2, regs+3, regs+4, regs+5
	u.exprTo(it.ContextExpr, mgr)
	enter, leave := "__enter__", "__exit__"
	flag := uint32(1)
	if async {
		enter, leave, flag = "__aenter__", "__aexit__", 2
	}
	u.emit(code.LoadSpecial, exitReg, mgr, 0, u.name(leave), flag)
	u.emit(code.LoadSpecial, regs+6, mgr, 0, u.name(enter), flag)
	u.op(code.Call, regs+6, 0, regs+6)
	if async {
		u.awaitFrom(regs+6, regs+6, awaitEnter)
	}
	b := &block{kind: withBlock, exitReg: exitReg, isAsync: async}
	onError, end := &label{}, &label{}
	from := u.pc()
	u.push(b)
	if it.OptionalVars != nil {
		u.assign(it.OptionalVars, regs+6)
	}
	u.span = old
	entered := u.flow.fork()
	u.with(items[1:], body, async)
	u.pop()
	after := u.flow.fork()
	u.protect(from, onError, exc)
	if !u.flow.dead {
		u.at(it.ContextExpr)
		u.leaveWith(b)
		u.jump(code.Jump, 0, 0, 0, end)
	}
	u.flow = entered.fork()
	u.flow.dead = false
	u.land(onError)
	u.at(it.ContextExpr)
	u.op(code.PushHandler, prev, exc)
	clean := &label{}
	from = u.pc()
	u.op(code.WithExit, ok, exitReg, exc)
	if async {
		u.awaitFrom(ok, ok, awaitExit)
	}
	suppress := &label{}
	u.jump(code.JumpTrue, 0, ok, 0, suppress)
	u.op(code.Reraise, exc)
	u.protect(from, clean, exc2)
	u.cleanup(clean, prev, exc2)
	u.place(suppress)
	u.op(code.PopHandler, prev)
	u.place(end)
	u.span = old
	u.flow = entered
	u.flow.dead = false
	if after.dead {
		return
	}
}

// leaveWith calls __exit__(None, None, None).
func (u *unit) leaveWith(b *block) {
	top := u.top
	base := u.temp(4)
	u.op(code.Move, base, b.exitReg)
	for i := 1; i <= 3; i++ {
		u.loadNone(base + i)
	}
	u.op(code.Call, base, 3, base)
	if b.isAsync {
		u.awaitFrom(base, base, awaitExit)
	}
	u.top = top
}
