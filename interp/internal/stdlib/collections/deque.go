package collections

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// deque is a ring buffer: item i is at ring[(head+i) mod len(ring)], and len(ring) is a power of two or 0.
type deque struct {
	py.Header
	ring    []py.Value
	head, n int
	maxlen  int  // -1: unbounded
	state   uint // changes whenever an item comes or goes
}

func (d *deque) at(i int) *py.Value { return &d.ring[(d.head+i)&(len(d.ring)-1)] }

// room makes room for one more item.
func (d *deque) room(t *py.Thread) error {
	if d.n < len(d.ring) {
		return nil
	}
	size := max(8, 2*len(d.ring))
	if err := t.Grow(uint64(size) * 16); err != nil {
		return err
	}
	if err := t.Charge(d.n / 32); err != nil {
		return err
	}
	ring := make([]py.Value, size)
	k := copy(ring, d.ring[d.head:])
	copy(ring[k:], d.ring[:d.head])
	d.ring, d.head = ring, 0
	return nil
}

func (d *deque) append(t *py.Thread, v py.Value) error {
	if d.maxlen >= 0 && d.n >= d.maxlen {
		if d.maxlen == 0 {
			return nil
		}
		d.popLeft()
	}
	if err := d.room(t); err != nil {
		return err
	}
	d.ring[(d.head+d.n)&(len(d.ring)-1)] = v
	d.n++
	d.state++
	return nil
}

func (d *deque) appendLeft(t *py.Thread, v py.Value) error {
	if d.maxlen >= 0 && d.n >= d.maxlen {
		if d.maxlen == 0 {
			return nil
		}
		d.pop()
	}
	if err := d.room(t); err != nil {
		return err
	}
	d.head = (d.head - 1) & (len(d.ring) - 1)
	d.ring[d.head] = v
	d.n++
	d.state++
	return nil
}

// pop and popLeft take an item out of a deque that is not empty.
func (d *deque) pop() py.Value {
	p := d.at(d.n - 1)
	v := *p
	*p = py.Value{}
	d.n--
	d.state++
	return v
}

func (d *deque) popLeft() py.Value {
	v := d.ring[d.head]
	d.ring[d.head] = py.Value{}
	d.head = (d.head + 1) & (len(d.ring) - 1)
	d.n--
	d.state++
	return v
}

func (d *deque) clear() {
	d.ring, d.head, d.n = nil, 0, 0
	d.state++
}

// items is a copy of the items as a slice.
func (d *deque) items(t *py.Thread) ([]py.Value, error) {
	if err := t.Grow(uint64(d.n) * 16); err != nil {
		return nil, err
	}
	if err := t.Charge(d.n / 16); err != nil {
		return nil, err
	}
	out := make([]py.Value, d.n)
	for i := range out {
		out[i] = *d.at(i)
	}
	return out, nil
}

// set replaces the items.
func (d *deque) set(t *py.Thread, items []py.Value) error {
	if d.maxlen >= 0 && len(items) > d.maxlen {
		items = items[len(items)-d.maxlen:]
	}
	size := 8
	for size < len(items) {
		size *= 2
	}
	if err := t.Grow(uint64(size) * 16); err != nil {
		return err
	}
	ring := make([]py.Value, size)
	copy(ring, items)
	d.ring, d.head, d.n = ring, 0, len(items)
	d.state++
	return nil
}

// extend appends everything of an iterable at one end.
func (d *deque) extend(t *py.Thread, self, v py.Value, add func(*py.Thread, py.Value) error) error {
	if v == self {
		items, err := d.items(t)
		if err != nil {
			return err
		}
		v = t.Tuple(items...)
	}
	return t.Iterate(v, func(x py.Value) error { return add(t, x) })
}

// like makes an empty deque of the same class and length.
func (d *deque) like(t *py.Thread, self py.Value) (*deque, py.Value, error) {
	if self.Type() == &dequeType {
		c, v := py.Instance[deque](t, &dequeType)
		c.maxlen = d.maxlen
		return c, v, nil
	}
	args := []py.Value{}
	if d.maxlen >= 0 {
		args = append(args, t.ListValue(nil), py.Int(int64(d.maxlen)))
	}
	v, err := t.Call(py.Obj(self.Type()), args...)
	if err != nil {
		return nil, v, err
	}
	if !v.Type().IsSubtype(&dequeType) {
		return nil, v, t.Raisef(&py.TypeError, "%s() must return a deque, not %s", self.Type().Name, v.Type().Name)
	}
	return py.As[deque](v), v, nil
}

func (d *deque) copy(t *py.Thread, self py.Value) (*deque, py.Value, error) {
	c, v, err := d.like(t, self)
	if err != nil {
		return nil, v, err
	}
	items, err := d.items(t)
	if err != nil {
		return nil, v, err
	}
	return c, v, c.set(t, items)
}

// position reads a subscript.
func (d *deque) position(t *py.Thread, key py.Value) (int, error) {
	if _, _, ok := key.Long(); !ok && key.Type().Index == nil {
		return 0, t.Raisef(&py.TypeError, "sequence index must be integer, not '%s'", key.Type().Name)
	}
	i, err := t.IntArg(key)
	if err != nil {
		if py.Catch(err, &py.OverflowError) != nil {
			return 0, t.Raisef(&py.IndexError, "cannot fit '%s' into an index-sized integer", key.Type().Name)
		}
		return 0, err
	}
	if i < 0 {
		i += d.n
	}
	if i < 0 || i >= d.n {
		return 0, t.Raisef(&py.IndexError, "deque index out of range")
	}
	return i, nil
}

// remove takes out item i.
func (d *deque) remove(t *py.Thread, i int) error {
	if err := t.Charge(min(i, d.n-i) / 16); err != nil {
		return err
	}
	if i < d.n/2 {
		for ; i > 0; i-- {
			*d.at(i) = *d.at(i - 1)
		}
		d.popLeft()
		return nil
	}
	for ; i < d.n-1; i++ {
		*d.at(i) = *d.at(i + 1)
	}
	d.pop()
	return nil
}

// rotate moves n items from the right end to the left.
func (d *deque) rotate(t *py.Thread, n int) error {
	if d.n <= 1 {
		return nil
	}
	n %= d.n
	if n < 0 {
		n += d.n
	}
	if n == 0 {
		return nil
	}
	if err := t.Charge(min(n, d.n-n) / 16); err != nil {
		return err
	}
	if err := d.room(t); err != nil {
		return err
	}
	if n <= d.n/2 {
		for range n {
			v := d.pop()
			d.head = (d.head - 1) & (len(d.ring) - 1)
			d.ring[d.head] = v
			d.n++
		}
	} else {
		for range d.n - n {
			v := d.popLeft()
			d.ring[(d.head+d.n)&(len(d.ring)-1)] = v
			d.n++
		}
	}
	return nil
}

// find is the position of a value in [from, to), or -1.
func (d *deque) find(t *py.Thread, v py.Value, from, to int, what string) (int, error) {
	state := d.state
	for i := from; i < to && i < d.n; i++ {
		if err := t.Charge(1); err != nil {
			return -1, err
		}
		same, err := t.EqualIdentity(*d.at(i), v)
		if err != nil {
			return -1, err
		}
		if d.state != state {
			kind := &py.RuntimeError
			if what == "" {
				kind, what = &py.IndexError, "deque mutated during remove()."
			}
			return -1, t.Raisef(kind, "%s", what)
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

func compareDeques(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
	if !a.Type().IsSubtype(&dequeType) || !b.Type().IsSubtype(&dequeType) {
		return py.NotImplemented, nil
	}
	x, y := py.As[deque](a), py.As[deque](b)
	if (op == code.CmpEq || op == code.CmpNe) && (a == b || x.n != y.n) {
		return py.Bool((a == b) == (op == code.CmpEq)), nil
	}
	xs, err := x.items(t)
	if err != nil {
		return py.Value{}, err
	}
	ys, err := y.items(t)
	if err != nil {
		return py.Value{}, err
	}
	return t.Compare(op, t.Tuple(xs...), t.Tuple(ys...))
}

func reprDeque(t *py.Thread, v py.Value) (py.Value, error) {
	if t.ReprEnter(v) {
		return t.StrValue("[...]"), nil
	}
	defer t.ReprLeave()
	d := py.As[deque](v)
	items, err := d.items(t)
	if err != nil {
		return py.Value{}, err
	}
	end := "])"
	if d.maxlen >= 0 {
		end = "], maxlen=" + py.Itoa(d.maxlen) + ")"
	}
	return t.JoinReprs(v.Type().ShortName()+"([", end, items)
}
