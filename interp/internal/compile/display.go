package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

// maxChunk is how many elements of a display are built at once.
const maxChunk = 200

// display builds a tuple, list or set.
func (u *unit) display(elts []syntax.Expr, dst int, op code.Op) {
	simple := len(elts) <= maxChunk
	for _, x := range elts {
		if _, ok := x.(*syntax.Starred); ok {
			simple = false
		}
	}
	if op == code.BuildSet && len(elts) > 2 && u.allConstant(elts) {
		// CPython keeps the elements as a frozenset and merges that into an empty set: the order may be another than
		// that of adding them one by one.
		acc := u.temp(1)
		base := u.temp(len(elts))
		for i, x := range elts {
			u.exprTo(x, base+i)
		}
		u.op(code.BuildSet, acc, base, len(elts))
		u.op(code.BuildSet, base, base, 0)
		u.op(code.SetUpdate, base, acc)
		u.move(dst, base)
		return
	}
	if simple {
		base := u.temp(len(elts))
		for i, x := range elts {
			u.exprTo(x, base+i)
		}
		u.op(op, dst, base, len(elts))
		return
	}
	build, appendOp, extendOp := code.BuildList, code.ListAppend, code.ListExtend
	if op == code.BuildSet {
		build, appendOp, extendOp = code.BuildSet, code.SetAdd, code.SetUpdate
	}
	acc := u.temp(1)
	u.op(build, acc, acc, 0)
	for _, x := range elts {
		top := u.top
		if s, ok := x.(*syntax.Starred); ok {
			u.op(extendOp, acc, u.value(s.Value))
		} else {
			u.op(appendOp, acc, u.value(x))
		}
		u.top = top
	}
	if op == code.BuildTuple {
		u.op(code.ListToTuple, dst, acc)
		return
	}
	u.move(dst, acc)
}

// allConstant tells whether no element of a short display is computed.
func (u *unit) allConstant(elts []syntax.Expr) bool {
	for _, x := range elts {
		if _, ok := u.constantOf(x); !ok {
			return false
		}
	}
	return len(elts) <= maxChunk
}

func (u *unit) dict(e *syntax.Dict, dst int) {
	n := 0
	for n < len(e.Keys) && n < maxChunk && e.Keys[n] != nil {
		n++
	}
	acc := u.safe(dst)
	base := u.temp(2 * n)
	for i := range n {
		u.exprTo(e.Keys[i], base+2*i)
		u.exprTo(e.Values[i], base+2*i+1)
	}
	if n == len(e.Keys) {
		u.op(code.BuildDict, dst, base, n)
		return
	}
	if acc == dst {
		acc = u.temp(1)
	}
	u.op(code.BuildDict, acc, base, n)
	for i := n; i < len(e.Keys); i++ {
		top := u.top
		if e.Keys[i] == nil {
			u.op(code.DictUpdate, acc, u.value(e.Values[i]))
		} else {
			k := u.operand(e.Keys[i])
			u.op(code.DictSet, acc, k, u.value(e.Values[i]))
		}
		u.top = top
	}
	u.move(dst, acc)
}
