package py

import "github.com/assay-score/assay/interp/internal/code"

// DictOrder remembers where the items of a dict begin that is popped at its front: the holes before it need not be
// walked through again. It belongs to whoever pops; a dict that was rebuilt since is noticed by its new entries.
type DictOrder struct {
	first int
	of    *entry
}

// front is the position of the first item, len(d.entries) where there is none.
func (d *Dict) front(o *DictOrder) int {
	if len(d.entries) == 0 {
		return 0
	}
	if o.of != &d.entries[0] {
		o.first, o.of = 0, &d.entries[0]
	}
	o.first = d.next(min(o.first, len(d.entries)))
	return o.first
}

// PopFirst removes the first item; ok is false where there is none.
func (d *Dict) PopFirst(t *Thread, o *DictOrder) (key, val Value, ok bool) {
	i := d.front(o)
	if i >= len(d.entries) {
		return Value{}, Value{}, false
	}
	key = d.entries[i].key
	return key, d.deleteAt(t, i), true
}

// PopLast removes the last item; ok is false where there is none.
func (d *Dict) PopLast(t *Thread) (key, val Value, ok bool) {
	for i := len(d.entries) - 1; i >= 0; i-- {
		if d.entries[i].key.IsSet() {
			key = d.entries[i].key
			val = d.deleteAt(t, i)
			d.entries = d.entries[:i]
			return key, val, true
		}
		d.entries = d.entries[:i]
	}
	return Value{}, Value{}, false
}

// MoveToEnd moves an item behind or before all others and says whether there is such a key.
func (d *Dict) MoveToEnd(t *Thread, o *DictOrder, key Value, last bool) (bool, error) {
	hash, err := t.Hash(key)
	if err != nil {
		return false, err
	}
	return d.MoveHashedToEnd(t, o, key, hash, last)
}

// MoveHashedToEnd is MoveToEnd for a key whose hash is known.
func (d *Dict) MoveHashedToEnd(t *Thread, o *DictOrder, key Value, hash uint64, last bool) (bool, error) {
	i, err := d.find(t, key, hash)
	if err != nil || i < 0 {
		return false, err
	}
	e := d.entries[i]
	if last {
		if i == len(d.entries)-1 {
			return true, nil
		}
		d.deleteAt(t, i)
		return true, d.insert(t, e.key, e.val, e.hash)
	}
	front := d.front(o)
	if i == front {
		return true, nil
	}
	d.deleteAt(t, i)
	if front = d.front(o); front == 0 { // make room: as many holes in front as there are items
		n := d.live + 1
		if err := t.Grow(uint64(n) * 92); err != nil {
			return false, err
		}
		if err := t.Charge(n / 4); err != nil {
			return false, err
		}
		entries := make([]entry, n, 2*n+4)
		for j := range d.entries {
			if d.entries[j].key.IsSet() {
				entries = append(entries, d.entries[j])
			}
		}
		d.entries, d.index = entries, nil
		front = n
	}
	front--
	d.entries[front] = e
	d.live++
	t.keyvers++
	d.keyver = t.keyvers
	if d.index != nil {
		d.place(e.hash, int32(front+1))
	} else if len(d.entries) > smallDict {
		d.reindexHoles(len(d.entries))
	}
	o.first, o.of = front, &d.entries[0]
	return true, nil
}

// reindexHoles is reindex for entries with holes.
func (d *Dict) reindexHoles(want int) {
	size := 16
	for size*2 < want*3+3 {
		size *= 2
	}
	d.index = make([]int32, size)
	d.filled = 0
	for i := range d.entries {
		if d.entries[i].key.IsSet() {
			d.place(d.entries[i].hash, int32(i+1))
		}
	}
}

// DictMissing is d[key] of a subclass of dict: what __missing__ answers where there is no such key.
func DictMissing(t *Thread, self, key Value) (Value, error) { return dictGetItem(t, self, key) }

// DictInit is dict.__init__ of a class derived from dict.
func DictInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	return dictInit(t, self, args, kw)
}

// DictRepr is dict.__repr__.
func DictRepr(t *Thread, self Value) (Value, error) { return dictRepr(t, self) }

// EqualDicts compares two dicts, leaving their order aside.
func (t *Thread) EqualDicts(x, y *Dict) (bool, error) { return t.equalDicts(x, y) }

// NewDictView is a view of a class derived from that of keys, values or items.
func (t *Thread) NewDictView(typ *Type, d *Dict) Value {
	t.alloc(objectSize)
	return Obj(&DictView{Header{typ: typ}, d})
}

// ReprEnter notes that a container is being shown and says whether it already was: then it contains itself.
func (t *Thread) ReprEnter(v Value) bool { return t.reprEnter(v) }

// ReprLeave ends what a ReprEnter that answered false began.
func (t *Thread) ReprLeave() { t.reprLeave() }

// JoinReprs is open, the values' texts with commas between, and close.
func (t *Thread) JoinReprs(open, close string, items []Value) (Value, error) {
	return t.joinReprs(open, close, items, false)
}

// RepeatCount reads the int of a repetition and refuses results that no memory holds. ok is false for what is no int.
func (t *Thread) RepeatCount(v Value, size int) (n int, ok bool, err error) {
	return t.repeatCount(v, size)
}

// Count adds one to the int under a key; what is not there counts as 0.
func (d *Dict) Count(t *Thread, key Value) error {
	hash, err := t.Hash(key)
	if err != nil {
		return err
	}
	i, err := d.find(t, key, hash)
	if err != nil {
		return err
	}
	if i < 0 {
		return d.insert(t, key, Int(1), hash)
	}
	if v := &d.entries[i].val; v.IsInt() && v.Small() < 1<<62 {
		*v = Int(v.Small() + 1)
		return nil
	}
	n, err := t.Binary(code.OpAdd, d.entries[i].val, Int(1))
	if err != nil {
		return err
	}
	return d.setHashed(t, key, n, hash)
}
