package gpython

import (
	"math"
	"math/big"
	"math/bits"
	"strings"

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"
)

// binaryOp is a binary operator with the names under which Python and its error messages know it.
type binaryOp struct {
	symbol  string
	forward string // method of the left operand
	reverse string // method of the right one
	inplace string
}

const posOp = vm.UNARY_POSITIVE

var (
	opAdd      = &binaryOp{"+", "__add__", "__radd__", "__iadd__"}
	opSub      = &binaryOp{"-", "__sub__", "__rsub__", "__isub__"}
	opMul      = &binaryOp{"*", "__mul__", "__rmul__", "__imul__"}
	opTrueDiv  = &binaryOp{"/", "__truediv__", "__rtruediv__", "__itruediv__"}
	opFloorDiv = &binaryOp{"//", "__floordiv__", "__rfloordiv__", "__ifloordiv__"}
	opMod      = &binaryOp{"%", "__mod__", "__rmod__", "__imod__"}
	opPow      = &binaryOp{"**", "__pow__", "__rpow__", "__ipow__"}
	opLshift   = &binaryOp{"<<", "__lshift__", "__rlshift__", "__ilshift__"}
	opRshift   = &binaryOp{">>", "__rshift__", "__rrshift__", "__irshift__"}
	opAnd      = &binaryOp{"&", "__and__", "__rand__", "__iand__"}
	opOr       = &binaryOp{"|", "__or__", "__ror__", "__ior__"}
	opXor      = &binaryOp{"^", "__xor__", "__rxor__", "__ixor__"}
	opDivmod   = &binaryOp{"divmod()", "__divmod__", "__rdivmod__", ""}
)

// binaryOps gives the operator of an instruction, plain or in place.
var binaryOps = [256]*binaryOp{
	vm.BINARY_ADD: opAdd, vm.BINARY_SUBTRACT: opSub, vm.BINARY_MULTIPLY: opMul, vm.BINARY_TRUE_DIVIDE: opTrueDiv,
	vm.BINARY_FLOOR_DIVIDE: opFloorDiv, vm.BINARY_MODULO: opMod, vm.BINARY_POWER: opPow, vm.BINARY_LSHIFT: opLshift,
	vm.BINARY_RSHIFT: opRshift, vm.BINARY_AND: opAnd, vm.BINARY_OR: opOr, vm.BINARY_XOR: opXor,
	vm.INPLACE_ADD: opAdd, vm.INPLACE_SUBTRACT: opSub, vm.INPLACE_MULTIPLY: opMul, vm.INPLACE_TRUE_DIVIDE: opTrueDiv,
	vm.INPLACE_FLOOR_DIVIDE: opFloorDiv, vm.INPLACE_MODULO: opMod, vm.INPLACE_POWER: opPow, vm.INPLACE_LSHIFT: opLshift,
	vm.INPLACE_RSHIFT: opRshift, vm.INPLACE_AND: opAnd, vm.INPLACE_OR: opOr, vm.INPLACE_XOR: opXor,
}

// asBig gives the value of an int or bool. The result must not be changed.
func asBig(v object) (*big.Int, bool) {
	switch v := v.(type) {
	case py.Int:
		return big.NewInt(int64(v)), true
	case py.Bool:
		if v {
			return big.NewInt(1), true
		}
		return new(big.Int), true
	case *py.BigInt:
		return (*big.Int)(v), true
	}
	return nil, false
}

// small gives the value of an int or bool that fits in 64 bits.
func small(v object) (int64, bool) {
	switch v := v.(type) {
	case py.Int:
		return int64(v), true
	case py.Bool:
		if v {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// fromBig makes the object for an integer: gpython keeps those of 64 bits apart from the larger ones.
func fromBig(n *big.Int) object {
	if n.IsInt64() {
		return py.Int(n.Int64())
	}
	return (*py.BigInt)(n)
}

// asFloat gives the value of a real number as a float; an int too large for one is reported by the error.
func (r *run) asFloat(v object) (float64, bool, error) {
	switch v := v.(type) {
	case py.Float:
		return float64(v), true, nil
	case *py.BigInt:
		f, _ := new(big.Float).SetInt((*big.Int)(v)).Float64()
		if math.IsInf(f, 0) {
			return 0, true, r.errorf("OverflowError", "int too large to convert to float")
		}
		return f, true, nil
	}
	n, ok := small(v)
	return float64(n), ok, nil
}

// binary is a op b.
func (r *run) binary(op *binaryOp, a, b object) (object, error) {
	if x, ok := a.(py.Int); ok {
		if y, ok := b.(py.Int); ok {
			if v := smallArith(op, int64(x), int64(y)); v != nil {
				return v, nil
			}
		}
	}
	v, err := r.builtinBinary(op, a, b)
	if v != nil || err != nil {
		return v, err
	}
	ca, cb := r.classOf(a), r.classOf(b)
	order := [2]bool{true, false} // the left operand first …
	if ca != cb && cb.is(ca) {
		order = [2]bool{false, true} // … unless the right one is of a more special class
	}
	for _, forward := range order {
		self, other, name := a, b, op.forward
		if !forward {
			self, other, name = b, a, op.reverse
		}
		if c := r.classOf(self); c.builtin && c != r.t.deque {
			continue
		}
		m, err := r.special(self, name)
		if err != nil {
			return nil, err
		}
		if m == nil || m == py.None {
			continue
		}
		v, err := r.callInner(m, []object{other}, nil)
		if err != nil || v != object(notImplemented) {
			return v, err
		}
	}
	hint := op.symbol
	if op == opPow {
		hint = "** or pow()"
	}
	return nil, r.errorf("TypeError", "unsupported operand type(s) for %s: '%s' and '%s'", hint, ca.name, cb.name)
}

// inplace is a op= b.
func (r *run) inplace(op *binaryOp, a, b object) (object, error) {
	switch a := a.(type) {
	case py.Int, py.Float, py.String:
		return r.binary(op, a, b)
	case *py.List:
		switch op {
		case opAdd:
			return a, r.extend(a, b)
		case opMul:
			v, err := r.builtinBinary(op, a, b)
			if l, ok := v.(*py.List); ok {
				a.Items = l.Items
				return a, err
			}
		}
	case *dict:
		if other, ok := b.(*dict); ok && op == opOr {
			return a, r.update(a, other)
		}
	case *set:
		if other, ok := b.(*set); ok && !a.frozen {
			if v, err := r.setOp(op, a, other); v != nil || err != nil {
				if err == nil {
					a.become(v)
				}
				return a, err
			}
		}
	case *instance:
		m, err := r.special(a, op.inplace)
		if err != nil {
			return nil, err
		}
		if m != nil {
			v, err := r.callInner(m, []object{b}, nil)
			if err != nil || v != object(notImplemented) {
				return v, err
			}
		}
	}
	v, err := r.binary(op, a, b)
	if err != nil && r.isError(err, "TypeError") {
		if exc := r.asException(err); len(exc.args) == 1 {
			if s, ok := exc.args[0].(py.String); ok && strings.HasPrefix(string(s), "unsupported operand type(s) for "+op.symbol+":") {
				exc.args = py.Tuple{py.String(strings.Replace(string(s), "for "+op.symbol+":", "for "+op.symbol+"=:", 1))}
			}
		}
	}
	return v, err
}

// smallArith computes on 64 bits; nil where the result does not fit or the operator needs more care.
func smallArith(op *binaryOp, a, b int64) object {
	switch op {
	case opAdd:
		if s := a + b; (s > a) == (b > 0) {
			return py.Int(s)
		}
	case opSub:
		if s := a - b; (s < a) == (b > 0) {
			return py.Int(s)
		}
	case opMul:
		hi, lo := bits.Mul64(uint64(magnitude(a)), uint64(magnitude(b)))
		if hi == 0 && lo < 1<<63 && a != math.MinInt64 && b != math.MinInt64 {
			return py.Int(a * b)
		}
	case opFloorDiv, opMod:
		if b == 0 || b == -1 {
			return nil
		}
		q, m := a/b, a%b
		if m != 0 && (m < 0) != (b < 0) {
			q, m = q-1, m+b
		}
		if op == opMod {
			return py.Int(m)
		}
		return py.Int(q)
	case opAnd:
		return py.Int(a & b)
	case opOr:
		return py.Int(a | b)
	case opXor:
		return py.Int(a ^ b)
	case opRshift:
		if b >= 0 {
			return py.Int(a >> min(uint64(b), 63))
		}
	}
	return nil
}

func magnitude(a int64) int64 {
	if a < 0 {
		return -a
	}
	return a
}

// builtinBinary is a op b between values of built-in types; nil where they do not support it.
func (r *run) builtinBinary(op *binaryOp, a, b object) (object, error) {
	if x, ok := asBig(a); ok {
		if y, ok := asBig(b); ok {
			if op == opAnd || op == opOr || op == opXor {
				if p, ok := a.(py.Bool); ok {
					if q, ok := b.(py.Bool); ok {
						return boolOp(op, bool(p), bool(q)), nil
					}
				}
			}
			return r.intArith(op, x, y)
		}
	}
	_, fa := a.(py.Float)
	_, fb := b.(py.Float)
	if fa || fb {
		x, okX, err := r.asFloat(a)
		if err != nil {
			return nil, err
		}
		y, okY, err := r.asFloat(b)
		if err != nil {
			return nil, err
		}
		if okX && okY {
			return r.floatArith(op, x, y)
		}
	}
	switch op {
	case opAdd:
		if v, err := r.concat(a, b); v != nil || err != nil {
			return v, err
		}
	case opMul:
		if n, ok := small(b); ok {
			if v, err := r.repeat(a, n); v != nil || err != nil {
				return v, err
			}
		}
		if n, ok := small(a); ok {
			if v, err := r.repeat(b, n); v != nil || err != nil {
				return v, err
			}
		}
		if isSequence(a) || isSequence(b) {
			other := b
			if !isSequence(a) {
				other = a
			}
			if _, big := other.(*py.BigInt); !big && r.classOf(other).builtin {
				return nil, r.errorf("TypeError", "can't multiply sequence by non-int of type '%s'", r.classOf(other).name)
			}
		}
		if _, ok := b.(*py.BigInt); ok {
			return r.repeat(a, math.MaxInt64)
		}
		if _, ok := a.(*py.BigInt); ok {
			return r.repeat(b, math.MaxInt64)
		}
	case opMod:
		switch s := a.(type) {
		case py.String:
			return r.percentFormat(string(s), b)
		case py.Bytes:
			r.unsupported("%% formatting of bytes")
		}
	case opOr:
		if x, ok := a.(*dict); ok {
			if y, ok := b.(*dict); ok && x.cls != r.t.counter {
				d := &dict{cls: x.cls, factory: x.factory}
				if err := r.update(d, x); err != nil {
					return nil, err
				}
				return d, r.update(d, y)
			}
		}
		if ca, ok := a.(*class); ok {
			return &placeholder{name: ca.name}, nil // int | None, in an annotation that something evaluates
		}
		if p, ok := a.(*placeholder); ok {
			return p, nil
		}
	}
	if x, ok := r.asSet(a); ok {
		if y, ok := r.asSet(b); ok {
			v, err := r.setOp(op, x, y)
			if v == nil || err != nil {
				return nil, err
			}
			return v, nil
		}
	}
	if x, ok := a.(*dict); ok && x.cls == r.t.counter {
		if y, ok := b.(*dict); ok && y.cls == r.t.counter {
			return r.counterArith(op, x, y)
		}
	}
	return nil, nil
}

func isSequence(v object) bool {
	switch v.(type) {
	case py.String, py.Bytes, py.Tuple, *py.List:
		return true
	}
	return false
}

// asSet gives a set operand; a view of keys or items counts as one beside a set or another view.
func (r *run) asSet(v object) (*set, bool) {
	switch v := v.(type) {
	case *set:
		return v, true
	case *dictView:
		if v.kind != viewKeys {
			return nil, false
		}
		s := newSetObject()
		s.reserve(v.d.live)
		for _, e := range v.d.all() {
			if r.setAdd(s, e.key) != nil {
				return nil, false
			}
		}
		return s, true
	}
	return nil, false
}

func boolOp(op *binaryOp, a, b bool) object {
	switch op {
	case opAnd:
		return py.NewBool(a && b)
	case opOr:
		return py.NewBool(a || b)
	}
	return py.NewBool(a != b)
}

func (r *run) floatArith(op *binaryOp, a, b float64) (object, error) {
	switch op {
	case opAdd:
		return py.Float(a + b), nil
	case opSub:
		return py.Float(a - b), nil
	case opMul:
		return py.Float(a * b), nil
	case opTrueDiv:
		if b == 0 {
			return nil, r.errorf("ZeroDivisionError", "division by zero")
		}
		return py.Float(a / b), nil
	case opFloorDiv, opMod, opDivmod:
		if b == 0 {
			return nil, r.errorf("ZeroDivisionError", "division by zero")
		}
		q, m := floatDivmod(a, b)
		switch op {
		case opFloorDiv:
			return py.Float(q), nil
		case opMod:
			return py.Float(m), nil
		}
		return py.Tuple{py.Float(q), py.Float(m)}, nil
	case opPow:
		switch {
		case a == 0 && b < 0:
			return nil, r.errorf("ZeroDivisionError", "zero to a negative power")
		case a < 0 && b != math.Trunc(b) && !math.IsInf(a, 0) && !math.IsInf(b, 0) && !math.IsNaN(b):
			r.unsupported("complex number (a negative number to a fractional power)")
		}
		p := math.Pow(a, b)
		if math.IsInf(p, 0) && !math.IsInf(a, 0) && !math.IsInf(b, 0) {
			return nil, r.errorf("OverflowError", "(34, 'Numerical result out of range')")
		}
		return py.Float(p), nil
	}
	return nil, nil
}

// floatDivmod follows CPython's float_divmod: the remainder has the sign of the divisor, the quotient is whole.
func floatDivmod(a, b float64) (q, m float64) {
	m = math.Mod(a, b)
	q = (a - m) / b
	if m != 0 {
		if (b < 0) != (m < 0) {
			m += b
			q--
		}
	} else {
		m = math.Copysign(0, b)
	}
	if q == 0 {
		return math.Copysign(0, a/b), m
	}
	whole := math.Floor(q)
	if q-whole > 0.5 {
		whole++
	}
	return whole, m
}

// concat is a + b of two sequences of one type.
func (r *run) concat(a, b object) (object, error) {
	switch x := a.(type) {
	case py.String:
		y, ok := b.(py.String)
		if !ok {
			return nil, r.errorf("TypeError", `can only concatenate str (not "%s") to str`, r.classOf(b).name)
		}
		if err := r.newText(len(x) + len(y)); err != nil {
			return nil, err
		}
		return x + y, nil
	case py.Bytes:
		if y, ok := b.(py.Bytes); ok {
			if err := r.newText(len(x) + len(y)); err != nil {
				return nil, err
			}
			return append(append(make(py.Bytes, 0, len(x)+len(y)), x...), y...), nil
		}
	case *py.List:
		y, ok := b.(*py.List)
		if !ok {
			if r.classOf(b).builtin {
				return nil, r.errorf("TypeError", `can only concatenate list (not "%s") to list`, r.classOf(b).name)
			}
			return nil, nil
		}
		items, err := r.joinItems(x.Items, y.Items)
		if err != nil {
			return nil, err
		}
		return &py.List{Items: items}, nil
	case py.Tuple:
		y, ok := b.(py.Tuple)
		if !ok {
			return nil, r.errorf("TypeError", `can only concatenate tuple (not "%s") to tuple`, r.classOf(b).name)
		}
		items, err := r.joinItems(x, y)
		if err != nil {
			return nil, err
		}
		return py.Tuple(items), nil
	}
	return nil, nil
}

func (r *run) joinItems(a, b []object) ([]object, error) {
	n := len(a) + len(b)
	r.charge(uint64(n))
	if err := r.alloc(uint64(n), sizeSlot); err != nil {
		return nil, err
	}
	return append(append(make([]object, 0, n), a...), b...), nil
}

// newText pays for a new string of n bytes: a unit for 16 of them.
func (r *run) newText(n int) error {
	if err := r.alloc(uint64(n)+sizeString, 1); err != nil {
		return err
	}
	r.charge(uint64(n) / 16)
	return nil
}

// repeat is seq * n; nil when a is not a sequence.
func (r *run) repeat(a object, n int64) (object, error) {
	n = max(n, 0)
	times := func(size int) (int, error) {
		hi, total := bits.Mul64(uint64(size), uint64(n))
		if hi != 0 || total > math.MaxInt32*8 {
			return 0, r.memoryError()
		}
		return int(total), nil
	}
	switch x := a.(type) {
	case py.String:
		total, err := times(len(x))
		if err != nil || total == 0 {
			return py.String(""), err
		}
		if err := r.newText(total); err != nil {
			return nil, err
		}
		return py.String(strings.Repeat(string(x), int(n))), nil
	case py.Bytes:
		total, err := times(len(x))
		if err != nil || total == 0 {
			return py.Bytes{}, err
		}
		if err := r.newText(total); err != nil {
			return nil, err
		}
		return py.Bytes(strings.Repeat(string(x), int(n))), nil
	case *py.List:
		items, err := r.repeatItems(x.Items, times, n)
		if err != nil {
			return nil, err
		}
		return &py.List{Items: items}, nil
	case py.Tuple:
		items, err := r.repeatItems(x, times, n)
		if err != nil {
			return nil, err
		}
		return py.Tuple(items), nil
	}
	return nil, nil
}

func (r *run) repeatItems(items []object, times func(int) (int, error), n int64) ([]object, error) {
	total, err := times(len(items))
	if err != nil {
		return nil, err
	}
	if err := r.alloc(uint64(total), sizeSlot); err != nil {
		return nil, err
	}
	r.charge(uint64(total) / 2)
	out := make([]object, 0, total)
	for len(out) < total {
		out = append(out, items...)
	}
	return out, nil
}

// unary is +v, -v or ~v.
func (r *run) unary(op vm.OpCode, v object) (object, error) {
	if f, ok := v.(py.Float); ok && op != vm.UNARY_INVERT {
		if op == vm.UNARY_NEGATIVE {
			return -f, nil
		}
		return f, nil
	}
	if n, ok := asBig(v); ok {
		r.charge(uint64(n.BitLen() / 256))
		switch op {
		case vm.UNARY_NEGATIVE:
			return fromBig(new(big.Int).Neg(n)), nil
		case vm.UNARY_INVERT:
			return fromBig(new(big.Int).Not(n)), nil
		}
		return fromBig(n), nil
	}
	if d, ok := v.(*dict); ok && d.cls == r.t.counter {
		r.unsupported("unary operator on a Counter")
	}
	names := map[vm.OpCode][2]string{vm.UNARY_POSITIVE: {"+", "__pos__"}, vm.UNARY_NEGATIVE: {"-", "__neg__"}, vm.UNARY_INVERT: {"~", "__invert__"}}[op]
	if m, err := r.special(v, names[1]); err != nil {
		return nil, err
	} else if m != nil {
		return r.callInner(m, nil, nil)
	}
	return nil, r.errorf("TypeError", "bad operand type for unary %s: '%s'", names[0], r.classOf(v).name)
}

// truth is bool(v).
func (r *run) truth(v object) (bool, error) {
	switch v := v.(type) {
	case py.Bool:
		return bool(v), nil
	case py.NoneType:
		return false, nil
	case py.Int:
		return v != 0, nil
	case py.Float:
		return v != 0, nil
	case py.String:
		return v != "", nil
	case py.Bytes:
		return len(v) > 0, nil
	case py.Tuple:
		return len(v) > 0, nil
	case *py.List:
		return len(v.Items) > 0, nil
	case *dict:
		return v.live > 0, nil
	case *set:
		return v.d.live > 0, nil
	case *dictView:
		return v.d.live > 0, nil
	case *deque:
		return len(v.items) > 0, nil
	case *rangeObject:
		return v.length > 0, nil
	case *instance:
		for _, name := range []string{"__bool__", "__len__"} {
			m, err := r.special(v, name)
			if err != nil {
				return false, err
			}
			if m == nil {
				continue
			}
			out, err := r.callInner(m, nil, nil)
			if err != nil {
				return false, err
			}
			switch b := out.(type) {
			case py.Bool:
				return bool(b), nil
			case py.Int:
				if name == "__len__" {
					return b != 0, nil
				}
			}
			return false, r.errorf("TypeError", "%s should return bool, returned %s", name, r.classOf(out).name)
		}
	}
	return true, nil
}
