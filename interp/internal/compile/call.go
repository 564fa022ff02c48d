package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// call compiles a call. The callee and its arguments stand in a row of registers, where the new frame's window begins.
func (u *unit) call(e *syntax.Call, dst int) {
	if spread(e.Args, e.Keywords) {
		u.callSpread(e, dst)
		return
	}
	method := 0
	var base int
	if a, ok := e.Func.(*syntax.Attribute); ok && u.isSuperCall(a.Value) {
		method = 1
		base = u.temp(max(3, 2+len(e.Args)+len(e.Keywords)))
		old := u.at(a.Value)
		u.exprTo(a.Value.(*syntax.Call).Func, base)
		u.superArgs(base + 1)
		u.at(a)
		u.fromAttr(a)
		u.emit(code.LoadSuper, base, 0, 0, u.name(u.scope.Mangle(a.Attr)), u.cache())
		u.span = old
	} else if ok {
		method = 1
		base = u.temp(2 + len(e.Args) + len(e.Keywords))
		name := u.name(u.scope.Mangle(a.Attr))
		if len(e.Keywords) == 0 && pure(e.Args) {
			// Nothing can happen between the look-up and the call: one instruction does both.
			u.exprTo(a.Value, base)
			for i, x := range e.Args {
				u.exprTo(x, base+1+i)
			}
			old := u.at(a)
			u.fromAttr(a)
			u.code.Lookups = append(u.code.Lookups, code.Lookup{PC: u.pc(), Span: u.span})
			u.at(e)
			u.fromAttr(a)
			u.emit(code.CallMethod, base, len(e.Args), dst, name, u.cache())
			u.span = old
			return
		}
		u.exprTo(a.Value, base)
		old := u.at(a)
		u.fromAttr(a)
		u.emit(code.LoadMethod, base, 0, 0, name, u.cache())
		u.span = old
	} else {
		base = u.temp(1 + len(e.Args) + len(e.Keywords))
		u.exprTo(e.Func, base)
		if u.isSuperCall(e) {
			args := u.temp(2)
			u.superArgs(args)
			u.move(base+1, args)
			u.temp(1)
			u.move(base+2, args+1)
			u.emit(code.CallSuper, base, 2, dst, 0, 0)
			return
		}
	}
	arg := base + 1 + method
	for i, x := range e.Args {
		u.exprTo(x, arg+i)
	}
	if len(e.Keywords) == 0 {
		if method == 1 {
			u.fromAttr(e.Func.(*syntax.Attribute))
		}
		u.emit(code.Call, base, len(e.Args), dst, 0, uint32(method))
		return
	}
	names := make([]string, len(e.Keywords))
	for i, k := range e.Keywords {
		u.exprTo(k.Value, arg+len(e.Args)+i)
		names[i] = k.Arg
	}
	u.checkKeywords(e.Keywords)
	u.code.KwNames = append(u.code.KwNames, names)
	if method == 1 {
		u.fromAttr(e.Func.(*syntax.Attribute))
	}
	u.emit(code.CallKw, base, len(e.Args)+len(names), dst, int32(len(u.code.KwNames)-1), uint32(method))
}

func (u *unit) checkKeywords(kws []*syntax.Keyword) {
	seen := map[string]bool{}
	for _, k := range kws {
		if k.Arg != "" && seen[k.Arg] {
			u.fail(k.Span, "keyword argument repeated: %s", k.Arg)
		}
		seen[k.Arg] = true
	}
}

// fromAttr moves the span of what is done with an attribute to its name, where the expression began on an earlier line.
func (u *unit) fromAttr(a *syntax.Attribute) {
	from, attr := u.file.Position(u.span.From), u.file.Position(a.To)
	if from.Line == attr.Line || len(a.Attr) > attr.Column {
		return
	}
	end := u.file.Position(u.span.To)
	line := u.file.LineStart(end.Line)
	u.span = source.Span{From: a.To - source.Pos(len(a.Attr)), To: line + source.Pos(min(attr.Column, len(u.file.Line(end.Line))))}
}

// pure tells arguments whose evaluation nobody can notice.
func pure(args []syntax.Expr) bool {
	for _, x := range args {
		switch x := x.(type) {
		case *syntax.Constant:
		case *syntax.Name:
		case *syntax.UnaryOp:
			if _, ok := x.Operand.(*syntax.Constant); !ok {
				return false
			}
		default:
			return false
		}
	}
	return len(args) <= 8
}

// isSuperCall tells super() without arguments where it can be given them: inside a method, with the class that the method
// stands in and the first argument.
func (u *unit) isSuperCall(e syntax.Expr) bool {
	call, ok := e.(*syntax.Call)
	if !ok || len(call.Args)+len(call.Keywords) > 0 {
		return false
	}
	n, ok := call.Func.(*syntax.Name)
	if !ok || n.ID != "super" || u.scope.code().Kind != resolve.FunctionScope || u.code.Positional == 0 {
		return false
	}
	if _, v, _ := u.variable(u.code.Args[0]); v == nil || v.deleted {
		return false // the machine finds out
	}
	kind, _, _ := u.variable("__class__")
	return kind == freeVar
}

// superArgs puts the arguments of super() into two registers.
func (u *unit) superArgs(args int) {
	_, _, i := u.variable("__class__")
	u.emit(code.LoadFree, args, i, 0, u.name("__class__"), 1)
	u.move(args+1, u.load(u.code.Args[0], args+1))
}

func spread(args []syntax.Expr, kws []*syntax.Keyword) bool {
	if len(args)+len(kws) > maxChunk {
		return true
	}
	for _, x := range args {
		if _, ok := x.(*syntax.Starred); ok {
			return true
		}
	}
	for _, k := range kws {
		if k.Arg == "" {
			return true
		}
	}
	return false
}

// callSpread compiles a call with * or ** among its arguments: a tuple and a dict are built for it.
func (u *unit) callSpread(e *syntax.Call, dst int) {
	base := u.temp(3)
	u.exprTo(e.Func, base)
	u.spreadArgs(e.Args, e.Keywords, base)
	u.op(code.CallEx, base, 0, dst)
}

// spreadArgs builds the tuple at base+1 and the dict at base+2. The callee stands at base, for error messages.
func (u *unit) spreadArgs(args []syntax.Expr, kws []*syntax.Keyword, base int) {
	old := u.span
	u.op(code.BuildList, base+1, base+1, 0)
	for _, x := range args {
		top := u.top
		if s, ok := x.(*syntax.Starred); ok {
			blame := uint32(0)
			if len(args) == 1 {
				blame = 1
			}
			u.emit(code.ListExtend, base+1, u.value(s.Value), base, 0, blame)
		} else {
			u.op(code.ListAppend, base+1, u.value(x))
		}
		u.top = top
	}
	u.span = old
	u.op(code.ListToTuple, base+1, base+1)
	if len(kws) == 0 {
		u.loadNone(base + 2)
		return
	}
	u.checkKeywords(kws)
	u.op(code.BuildDict, base+2, base+2, 0)
	for len(kws) > 0 {
		top := u.top
		if kws[0].Arg == "" {
			u.op(code.DictMerge, base+2, u.value(kws[0].Value), base)
			kws = kws[1:]
		} else {
			// All that follow one another are evaluated before a name that is given twice is found out.
			n := 1
			for n < len(kws) && kws[n].Arg != "" {
				n++
			}
			group := u.temp(1)
			u.op(code.BuildDict, group, group, 0)
			for _, k := range kws[:n] {
				t := u.temp(2)
				u.loadK(t, code.Const{Kind: code.Str, S: k.Arg})
				u.exprTo(k.Value, t+1)
				u.op(code.DictSet, group, t, t+1)
				u.top = t
			}
			u.op(code.DictMerge, base+2, group, base)
			kws = kws[n:]
		}
		u.top = top
	}
}
