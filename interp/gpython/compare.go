package gpython

import (
	"bytes"
	"math"
	"math/big"
	"strings"

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"
)

// comparison names a rich comparison by its method and the one that the other operand may have instead.
type comparison struct {
	symbol, method, reflected string
	holds                     func(order int) bool
}

var richComparisons = [...]*comparison{
	vm.PyCmp_LT: {"<", "__lt__", "__gt__", func(c int) bool { return c < 0 }},
	vm.PyCmp_LE: {"<=", "__le__", "__ge__", func(c int) bool { return c <= 0 }},
	vm.PyCmp_EQ: {"==", "__eq__", "__eq__", func(c int) bool { return c == 0 }},
	vm.PyCmp_NE: {"!=", "__ne__", "__ne__", func(c int) bool { return c != 0 }},
	vm.PyCmp_GT: {">", "__gt__", "__lt__", func(c int) bool { return c > 0 }},
	vm.PyCmp_GE: {">=", "__ge__", "__le__", func(c int) bool { return c >= 0 }},
}

// compareOp carries out a COMPARE_OP instruction.
func (r *run) compareOp(op int32, a, b object) (object, error) {
	switch op {
	case vm.PyCmp_IN, vm.PyCmp_NOT_IN:
		in, err := r.contains(b, a)
		return py.NewBool(in == (op == vm.PyCmp_IN)), err
	case vm.PyCmp_IS:
		return py.NewBool(same(a, b)), nil
	case vm.PyCmp_IS_NOT:
		return py.NewBool(!same(a, b)), nil
	case vm.PyCmp_EXC_MATCH:
		ok, err := r.matches(a, b)
		return py.NewBool(ok), err
	}
	return r.compare(op, a, b)
}

// same is "a is b". Values that Go does not keep as heap objects are the same when they are equal, as small ints and
// interned strings are in CPython.
func same(a, b object) bool {
	switch x := a.(type) {
	case py.Tuple:
		y, ok := b.(py.Tuple)
		return ok && len(x) == len(y) && (len(x) == 0 || &x[0] == &y[0])
	case py.Bytes:
		y, ok := b.(py.Bytes)
		return ok && len(x) == len(y) && (len(x) == 0 || &x[0] == &y[0])
	case py.Float:
		y, ok := b.(py.Float)
		return ok && math.Float64bits(float64(x)) == math.Float64bits(float64(y))
	}
	switch b.(type) {
	case py.Tuple, py.Bytes:
		return false
	}
	return a == b
}

// equal is "a is b or a == b", as containers compare their items.
func (r *run) equal(a, b object) (bool, error) {
	if same(a, b) {
		return true, nil
	}
	v, err := r.compare(vm.PyCmp_EQ, a, b)
	if err != nil {
		return false, err
	}
	return r.truth(v)
}

// less is a < b.
func (r *run) less(a, b object) (bool, error) {
	v, err := r.compare(vm.PyCmp_LT, a, b)
	if err != nil {
		return false, err
	}
	return r.truth(v)
}

// compare is a rich comparison.
func (r *run) compare(op int32, a, b object) (object, error) {
	cmp := richComparisons[op]
	switch x := a.(type) {
	case py.Int:
		if y, ok := b.(py.Int); ok {
			c := 0
			if x < y {
				c = -1
			} else if x > y {
				c = 1
			}
			return py.NewBool(cmp.holds(c)), nil
		}
	case py.String:
		if y, ok := b.(py.String); ok {
			r.charge(uint64(min(len(x), len(y))) / 32)
			return py.NewBool(cmp.holds(strings.Compare(string(x), string(y)))), nil
		}
	}
	if v, err := r.builtinCompare(op, a, b); v != nil || err != nil {
		return v, err
	}
	ca, cb := r.classOf(a), r.classOf(b)
	order := [2]bool{true, false}
	if ca != cb && cb.is(ca) {
		order = [2]bool{false, true}
	}
	for _, forward := range order {
		self, other, name := a, b, cmp.method
		if !forward {
			self, other, name = b, a, cmp.reflected
		}
		c := r.classOf(self)
		if c.builtin {
			continue
		}
		v, err := r.callComparison(self, other, c, name)
		if err != nil || v != nil {
			return v, err
		}
	}
	switch op {
	case vm.PyCmp_EQ:
		return py.NewBool(same(a, b)), nil
	case vm.PyCmp_NE:
		return py.NewBool(!same(a, b)), nil
	}
	return nil, r.errorf("TypeError", "'%s' not supported between instances of '%s' and '%s'", cmp.symbol, ca.name, cb.name)
}

// callComparison calls a comparison method that the program defined; nil where there is none or it declines.
func (r *run) callComparison(self, other object, c *class, name string) (object, error) {
	negate := false
	if owner := r.owner(c, name); owner == nil || owner.builtin {
		if name != "__ne__" {
			return nil, nil
		}
		// Without __ne__ of its own, a class is unequal where it is not equal.
		if owner = r.owner(c, "__eq__"); owner == nil || owner.builtin {
			return nil, nil
		}
		name, negate = "__eq__", true
	}
	m, err := r.special(self, name)
	if err != nil || m == nil || m == py.None {
		return nil, err
	}
	v, err := r.callInner(m, []object{other}, nil)
	if err != nil || v == object(notImplemented) {
		return nil, err
	}
	if negate {
		b, err := r.truth(v)
		return py.NewBool(!b), err
	}
	return v, nil
}

// builtinCompare compares values of built-in types; nil where they do not compare.
func (r *run) builtinCompare(op int32, a, b object) (object, error) {
	cmp := richComparisons[op]
	equality := op == vm.PyCmp_EQ || op == vm.PyCmp_NE
	if x, ok := asBig(a); ok {
		if y, ok := asBig(b); ok {
			r.charge(uint64(min(x.BitLen(), y.BitLen())) / 256)
			return py.NewBool(cmp.holds(x.Cmp(y))), nil
		}
	}
	_, fa := a.(py.Float)
	_, fb := b.(py.Float)
	if fa || fb {
		return r.compareFloats(op, a, b), nil
	}
	switch x := a.(type) {
	case py.Bytes:
		if y, ok := b.(py.Bytes); ok {
			r.charge(uint64(min(len(x), len(y))) / 32)
			return py.NewBool(cmp.holds(bytes.Compare(x, y))), nil
		}
	case *py.List:
		if y, ok := b.(*py.List); ok {
			return r.compareItems(op, func() []object { return x.Items }, func() []object { return y.Items })
		}
	case py.Tuple:
		if y, ok := b.(py.Tuple); ok {
			return r.compareItems(op, func() []object { return x }, func() []object { return y })
		}
	case *deque:
		if y, ok := b.(*deque); ok {
			return r.compareItems(op, func() []object { return x.items }, func() []object { return y.items })
		}
	case *dict:
		if y, ok := b.(*dict); ok && equality {
			eq, err := r.equalDicts(x, y)
			return py.NewBool(eq == (op == vm.PyCmp_EQ)), err
		}
	case *set, *dictView:
		x1, ok := r.asSet(a)
		if !ok {
			return nil, nil
		}
		if y, ok := r.asSet(b); ok {
			v, err := r.compareSets(op, x1, y)
			return py.NewBool(v), err
		}
	case *rangeObject:
		if y, ok := b.(*rangeObject); ok && equality {
			eq := x.length == y.length && (x.length == 0 || x.start == y.start && (x.length == 1 || x.step == y.step))
			return py.NewBool(eq == (op == vm.PyCmp_EQ)), nil
		}
	case *method:
		if y, ok := b.(*method); ok && equality {
			return py.NewBool((same(x.self, y.self) && x.fn == y.fn) == (op == vm.PyCmp_EQ)), nil
		}
	}
	return nil, nil
}

// compareFloats compares where at least one is a float; nil where the other is no number. A float and a large int are
// compared exactly.
func (r *run) compareFloats(op int32, a, b object) object {
	c, ok := floatOrder(a, b)
	if !ok {
		return nil
	}
	if c == unordered {
		return py.NewBool(op == vm.PyCmp_NE)
	}
	return py.NewBool(richComparisons[op].holds(c))
}

const unordered = 2

func floatOrder(a, b object) (int, bool) {
	x, ok := rational(a)
	if !ok {
		return 0, false
	}
	y, ok := rational(b)
	if !ok {
		return 0, false
	}
	if math.IsNaN(x.f) || math.IsNaN(y.f) {
		return unordered, true
	}
	if x.n == nil && y.n == nil || math.IsInf(x.f, 0) || math.IsInf(y.f, 0) {
		switch {
		case x.f < y.f:
			return -1, true
		case x.f > y.f:
			return 1, true
		}
		return 0, true
	}
	return x.exact().Cmp(y.exact()), true
}

// real is a number as a float and, for ints, exactly.
type real struct {
	f float64
	n *big.Int
}

func rational(v object) (real, bool) {
	if f, ok := v.(py.Float); ok {
		return real{f: float64(f)}, true
	}
	if n, ok := small(v); ok && magnitude(n) <= 1<<53 && n != math.MinInt64 {
		return real{f: float64(n)}, true
	}
	n, ok := asBig(v)
	return real{n: n}, ok
}

func (x real) exact() *big.Float {
	if x.n != nil {
		return new(big.Float).SetInt(x.n)
	}
	return big.NewFloat(x.f)
}

// compareItems compares sequences. The items are asked for anew at each step, because comparing them may change them.
func (r *run) compareItems(op int32, a, b func() []object) (object, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer r.leave()
	cmp := richComparisons[op]
	equality := op == vm.PyCmp_EQ || op == vm.PyCmp_NE
	if equality && len(a()) != len(b()) {
		return py.NewBool(op == vm.PyCmp_NE), nil
	}
	for i := 0; ; i++ {
		x, y := a(), b()
		if i >= len(x) || i >= len(y) {
			return py.NewBool(cmp.holds(len(x) - len(y))), nil
		}
		r.charge(1)
		eq, err := r.equal(x[i], y[i])
		if err != nil {
			return nil, err
		}
		if !eq {
			if equality {
				return py.NewBool(op == vm.PyCmp_NE), nil
			}
			return r.compare(op, x[i], y[i])
		}
	}
}

func (r *run) equalDicts(a, b *dict) (bool, error) {
	if err := r.enter(); err != nil {
		return false, err
	}
	defer r.leave()
	if a.live != b.live {
		return false, nil
	}
	for _, e := range a.all() {
		r.charge(1)
		v, err := r.get(b, e.key)
		if err != nil || v == nil {
			return false, err
		}
		if eq, err := r.equal(e.val, v); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (r *run) compareSets(op int32, a, b *set) (bool, error) {
	subset := func(a, b *set) (bool, error) {
		for _, key := range a.items() {
			r.charge(1)
			if ok, err := r.setHas(b, key); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	}
	switch op {
	case vm.PyCmp_GT, vm.PyCmp_GE:
		a, b = b, a
	}
	ok := a.d.live <= b.d.live
	switch op {
	case vm.PyCmp_EQ, vm.PyCmp_NE:
		ok = a.d.live == b.d.live
	case vm.PyCmp_LT, vm.PyCmp_GT:
		ok = a.d.live < b.d.live
	}
	var err error
	if ok {
		ok, err = subset(a, b)
	}
	return ok == (op != vm.PyCmp_NE), err
}

// contains is v in container.
func (r *run) contains(container, v object) (bool, error) {
	search := func(items func() []object) (bool, error) {
		for i := 0; i < len(items()); i++ {
			r.charge(1)
			if eq, err := r.equal(items()[i], v); eq || err != nil {
				return eq, err
			}
		}
		return false, nil
	}
	switch c := container.(type) {
	case py.String:
		s, ok := v.(py.String)
		if !ok {
			return false, r.errorf("TypeError", "'in <string>' requires string as left operand, not %s", r.classOf(v).name)
		}
		r.charge(uint64(len(c)) / 32)
		return strings.Contains(string(c), string(s)), nil
	case *py.List:
		return search(func() []object { return c.Items })
	case py.Tuple:
		return search(func() []object { return c })
	case *deque:
		return search(func() []object { return c.items })
	case *dict:
		_, i, err := r.find(c, v)
		return i >= 0, err
	case *set:
		k, err := r.asMember(v)
		if err != nil {
			return false, err
		}
		return r.setHas(c, k)
	case *dictView:
		switch c.kind {
		case viewKeys:
			_, i, err := r.find(c.d, v)
			return i >= 0, err
		case viewItems:
			pair, ok := v.(py.Tuple)
			if !ok || len(pair) != 2 {
				return false, nil
			}
			val, err := r.get(c.d, pair[0])
			if err != nil || val == nil {
				return false, err
			}
			return r.equal(val, pair[1])
		}
	case *rangeObject:
		if n, ok := asBig(v); ok {
			if !n.IsInt64() {
				return false, nil
			}
			return c.index(n.Int64()) >= 0, nil
		}
		if f, ok := v.(py.Float); ok {
			return float64(f) == math.Trunc(float64(f)) && math.Abs(float64(f)) < 1<<62 && c.index(int64(f)) >= 0, nil
		}
	case py.Bytes:
		switch x := v.(type) {
		case py.Bytes:
			r.charge(uint64(len(c)) / 32)
			return bytes.Contains(c, x), nil
		case py.Int:
			return bytes.IndexByte(c, byte(x)) >= 0 && x >= 0 && x < 256, nil
		}
	case *instance:
		m, err := r.special(c, "__contains__")
		if err != nil {
			return false, err
		}
		if m != nil {
			out, err := r.callInner(m, []object{v}, nil)
			if err != nil {
				return false, err
			}
			return r.truth(out)
		}
	}
	found := false
	err := r.each(container, func(item object) (bool, error) {
		eq, err := r.equal(item, v)
		found = eq
		return !eq, err
	})
	if err != nil && r.isError(err, "TypeError") && strings.Contains(err.Error(), "is not iterable") {
		return false, r.errorf("TypeError", "argument of type '%s' is not a container or iterable", r.classOf(container).name)
	}
	return found, err
}

// index gives the place of a number in a range, or -1.
func (o *rangeObject) index(n int64) int64 {
	if o.length == 0 {
		return -1
	}
	d := new(big.Int).Sub(big.NewInt(n), big.NewInt(o.start))
	q, m := new(big.Int).QuoRem(d, big.NewInt(o.step), new(big.Int))
	if m.Sign() != 0 || q.Sign() < 0 || q.Cmp(big.NewInt(o.length)) >= 0 {
		return -1
	}
	return q.Int64()
}
