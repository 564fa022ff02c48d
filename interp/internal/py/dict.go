package py

import (
	"sync/atomic"

	"github.com/assay-score/assay/interp/internal/code"
)

// Dict is an insertion-ordered hash table. Entries stand in the order of insertion; deleted ones leave a hole until the
// table is next rebuilt. Up to eight entries are searched directly, more through an index of open addressing, probed as
// CPython probes. An attribute dictionary is the same thing embedded in its instance.
type Dict struct {
	Header
	entries []entry
	index   []int32 // position+1 in entries, 0 empty, -1 deleted; length a power of two, nil while small
	live    int
	filled  int // index cells that are not empty
	keyver  uint32
	later   *later // names of a module of the library that are not bound yet
}

type entry struct {
	key, val Value
	hash     uint64
}

// smallDict is how many entries are searched without an index.
const smallDict = 8

// NewDict makes an empty dict.
func (t *Thread) NewDict() *Dict {
	t.alloc(objectSize)
	t.keyvers++ // a copy or an empty dict must not look to a cache like one that it has seen, nor like none
	return &Dict{Header: Header{typ: &DictType}, keyver: t.keyvers}
}

// Len is the number of items.
func (d *Dict) Len() int { return d.live }

// KeyVersion changes whenever a key is added or removed.
func (d *Dict) KeyVersion() uint32 { return d.keyver }

// Stamp gives an empty dict that serves as globals a version: fresh caches have none, and must not match it.
func (d *Dict) Stamp(t *Thread) {
	if d.keyver == 0 {
		t.keyvers++
		d.keyver = t.keyvers
	}
}

// ValueAt is the value of entry i, which the caller knows to be there: KeyVersion is still what it was when Find answered i.
func (d *Dict) ValueAt(i int32) *Value { return &d.entries[i].val }

// Entry is item i in the order of insertion, holes included; ok is false past the end. key is unset in a hole.
func (d *Dict) Entry(i int) (key, val Value, ok bool) {
	if i >= len(d.entries) {
		return Value{}, Value{}, false
	}
	return d.entries[i].key, d.entries[i].val, true
}

// next finds the first item at or after position i.
func (d *Dict) next(i int) int {
	for i < len(d.entries) && !d.entries[i].key.IsSet() {
		i++
	}
	return i
}

func (d *Dict) size() uint64 { return uint64(cap(d.entries))*40 + uint64(len(d.index))*4 }

func (d *Dict) trace(visit func(Value)) {
	for i := range d.entries {
		if d.entries[i].key.IsSet() {
			visit(d.entries[i].key)
			visit(d.entries[i].val)
		}
	}
}

// Hash is Python's hash of a value.
func (t *Thread) Hash(v Value) (uint64, error) {
	switch {
	case v.IsInt() || v.IsBool():
		return uint64(hashInt(v.Small())), nil
	case v.Type() == &StrType:
		s := as[Str](v)
		if s.hash == 0 && len(s.S) > 256 {
			if err := t.Charge(len(s.S) / 16); err != nil {
				return 0, err
			}
		}
		return t.hashStr(s), nil
	}
	h := v.Type().Hash
	if h == nil {
		return 0, t.Raisef(&TypeError, "unhashable type: '%s'", v.Type().Name)
	}
	x, err := h(t, v)
	return uint64(x), err
}

// hashKey is the hash of a key of a dict.
func (t *Thread) hashKey(key Value) (uint64, error) {
	hash, err := t.Hash(key)
	if err != nil {
		return 0, t.unhashable(err, key, "a dict key")
	}
	return hash, nil
}

// sameKey compares keys whose hashes are equal. It may call Python.
func (t *Thread) sameKey(a, b Value) (bool, error) {
	if a == b {
		return true, nil
	}
	if a.Type() == &StrType && b.Type() == &StrType {
		return as[Str](a).S == as[Str](b).S, nil
	}
	if a.IsInt() && b.IsInt() {
		return false, nil
	}
	if a.Type() == &TupleType && b.Type() == &TupleType {
		if same, ok := samePlain(as[Tuple](a).Items, as[Tuple](b).Items); ok {
			return same, nil
		}
	}
	return t.Equal(a, b)
}

// samePlain compares items one by one as long as they are the same objects, ints or strings; ok is false where there is more to it.
func samePlain(x, y []Value) (same, ok bool) {
	if len(x) != len(y) {
		return false, true
	}
	if len(x) > 8 {
		return false, false
	}
	for i := range x {
		switch a, b := x[i], y[i]; {
		case a == b:
		case a.IsInt() && b.IsInt():
			return false, true
		case a.Type() == &StrType && b.Type() == &StrType && len(as[Str](a).S) <= 256:
			if as[Str](a).S != as[Str](b).S {
				return false, true
			}
		default:
			return false, false
		}
	}
	return true, true
}

// find is the position of a key in entries, or -1. Probes are paid for, so that a flood of collisions costs fuel.
func (d *Dict) find(t *Thread, key Value, hash uint64) (int, error) {
restart:
	if d.index == nil {
		for i := 0; i < len(d.entries); i++ { // __eq__ may shrink it
			e := &d.entries[i]
			if e.hash != hash || !e.key.IsSet() {
				continue
			}
			if e.key == key {
				return i, nil
			}
			t.Spend(2)
			was := e.key
			same, err := t.sameKey(was, key)
			if err != nil {
				return -1, err
			}
			if d.index != nil || i >= len(d.entries) || d.entries[i].key != was { // __eq__ changed the dict under us
				if err := t.Charge(16); err != nil {
					return -1, err
				}
				goto restart
			}
			if same {
				return i, nil
			}
		}
		return -1, nil
	}
	index := d.index
	mask := uint64(len(index) - 1)
	perturb := hash
	probes := 0
	for i := hash & mask; ; {
		p := index[i]
		if p == 0 {
			return -1, nil
		}
		if p > 0 {
			e := &d.entries[p-1]
			if e.hash == hash {
				if e.key == key {
					return int(p - 1), nil
				}
				t.Spend(2)
				ver := d.keyver
				same, err := t.sameKey(e.key, key)
				if err != nil {
					return -1, err
				}
				if d.keyver != ver { // __eq__ changed the dict under us
					if err := t.Charge(16); err != nil {
						return -1, err
					}
					goto restart
				}
				if same {
					return int(p - 1), nil
				}
			}
		}
		if probes++; probes&7 == 7 {
			if err := t.Charge(8); err != nil {
				return -1, err
			}
		}
		perturb >>= 5
		i = (i*5 + perturb + 1) & mask
	}
}

// Get is the value of a key, unset where there is none.
func (d *Dict) Get(t *Thread, key Value) (Value, error) {
	hash, err := t.hashKey(key)
	if err != nil {
		return Value{}, err
	}
	i, err := d.find(t, key, hash)
	if err != nil || i < 0 {
		return Value{}, err
	}
	return d.entries[i].val, nil
}

// GetHashed is Get for a key whose hash is known.
func (d *Dict) GetHashed(t *Thread, key Value, hash uint64) (Value, error) {
	i, err := d.find(t, key, hash)
	if err != nil || i < 0 {
		return Value{}, err
	}
	return d.entries[i].val, nil
}

// SetHashed is Set for a key whose hash is known.
func (d *Dict) SetHashed(t *Thread, key, val Value, hash uint64) error {
	return d.setHashed(t, key, val, hash)
}

// GetStr is Get for a name, which cannot fail as long as other keys that collide are strings too.
func (d *Dict) GetStr(t *Thread, name *Str) Value {
	i := d.FindStr(t, name)
	if i < 0 {
		return Value{}
	}
	return d.entries[i].val
}

// FindStr is the position of a name, or -1; it never calls Python.
func (d *Dict) FindStr(t *Thread, name *Str) int {
	hash := t.hashStr(name)
	if d.index == nil {
		for i := range d.entries {
			if e := &d.entries[i]; e.key.ref == Obj(name).ref {
				return i
			}
		}
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == hash && e.key.IsSet() {
				if s := e.key.Str(); s != nil && s.S == name.S {
					return i
				}
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	perturb := hash
	for i := hash & mask; ; {
		p := d.index[i]
		if p == 0 {
			return -1
		}
		if p > 0 {
			e := &d.entries[p-1]
			if e.hash == hash {
				if s := e.key.Str(); s != nil && s.S == name.S {
					return int(p - 1)
				}
			}
		}
		perturb >>= 5
		i = (i*5 + perturb + 1) & mask
	}
}

// Set stores a value under a key.
func (d *Dict) Set(t *Thread, key, val Value) error {
	hash, err := t.hashKey(key)
	if err != nil {
		return err
	}
	return d.setHashed(t, key, val, hash)
}

func (d *Dict) setHashed(t *Thread, key, val Value, hash uint64) error {
	i, err := d.find(t, key, hash)
	if err != nil {
		return err
	}
	if i >= 0 {
		d.entries[i].val = val
		return nil
	}
	return d.insert(t, key, val, hash)
}

// SetStr is Set for a name.
func (d *Dict) SetStr(t *Thread, name *Str, val Value) {
	if i := d.FindStr(t, name); i >= 0 {
		d.entries[i].val = val
		return
	}
	if err := d.insert(t, Obj(name), val, t.hashStr(name)); err != nil {
		t.stopped = err // only a limit is possible here; the next instruction meets it
		t.Interrupt()
	}
}

// Table are names, all different, and values that belong to no run, with which dicts are filled: what was worked out for one
// seed serves other runs of that seed.
type Table struct {
	Names  []*Str
	Values []Value
	last   atomic.Pointer[filled]
}

// filled is what a dict filled with a table consists of.
type filled struct {
	seed    uint64
	entries []entry
	index   []int32
}

// Fill fills an empty dict with a table.
func (t *Thread) Fill(d *Dict, table *Table) {
	f := table.last.Load()
	if f == nil || f.seed != t.seedMix {
		made := &Dict{entries: make([]entry, len(table.Names), len(table.Names)+8)}
		for i, n := range table.Names {
			made.entries[i] = entry{Obj(n), table.Values[i], t.hashStr(n)}
		}
		made.reindex(cap(made.entries))
		f = &filled{t.seedMix, made.entries, made.index}
		table.last.Store(f)
	}
	d.entries = append(make([]entry, 0, cap(f.entries)), f.entries...)
	d.index = append(make([]int32, 0, len(f.index)), f.index...)
	d.live, d.filled = len(f.entries), len(f.entries)
	t.keyvers++
	d.keyver = t.keyvers
	t.alloc(uint64(cap(d.entries))*40 + uint64(len(d.index))*4)
}

// Reserve makes room for n items at once.
func (d *Dict) Reserve(n int) {
	if cap(d.entries) < n {
		entries := make([]entry, len(d.entries), n)
		copy(entries, d.entries)
		d.entries = entries
	}
}

// insert appends a key that is not there.
func (d *Dict) insert(t *Thread, key, val Value, hash uint64) error {
	if len(d.entries) == cap(d.entries) || d.index != nil && (d.filled+1)*3 > len(d.index)*2 || d.index == nil && len(d.entries) >= smallDict {
		if err := d.grow(t); err != nil {
			return err
		}
	}
	t.keyvers++
	d.keyver = t.keyvers
	d.entries = append(d.entries, entry{key, val, hash})
	d.live++
	if d.index != nil {
		d.place(hash, int32(len(d.entries)))
	}
	return nil
}

func (d *Dict) place(hash uint64, p int32) {
	mask := uint64(len(d.index) - 1)
	perturb := hash
	i := hash & mask
	for d.index[i] != 0 {
		perturb >>= 5
		i = (i*5 + perturb + 1) & mask
	}
	d.index[i] = p
	d.filled++
}

// grow rebuilds the table without its holes and with room to spare.
// smallestTable is how many entries CPython's smallest table holds.
const smallestTable = 5

func (d *Dict) grow(t *Thread) error {
	n := d.live + 1
	want := max(4, 2*n)
	if d.live > 50_000 {
		want = n + n/2
	}
	if d.live < len(d.entries)*3/4 && d.live > 4 { // many holes: compacting is enough
		want = max(want, n)
	}
	if err := t.Grow(uint64(want) * 52); err != nil {
		return err
	}
	if err := t.Charge(d.live / 8); err != nil {
		return err
	}
	entries := make([]entry, 0, want)
	if d.index == nil && len(d.entries) < smallestTable { // CPython's smallest table is not full yet: positions stay
		d.entries = append(entries, d.entries...)
		return nil
	}
	for i := range d.entries {
		if d.entries[i].key.IsSet() {
			entries = append(entries, d.entries[i])
		}
	}
	d.entries = entries
	if want <= smallDict {
		d.index = nil
		return nil
	}
	d.reindex(want)
	return nil
}

// reindex builds the index for up to want entries.
func (d *Dict) reindex(want int) {
	size := 16
	for size*2 < want*3+3 {
		size *= 2
	}
	d.index = make([]int32, size)
	d.filled = 0
	for i := range d.entries {
		d.place(d.entries[i].hash, int32(i+1))
	}
}

// Delete removes a key and says whether it was there; the value is the one removed.
func (d *Dict) Delete(t *Thread, key Value) (Value, bool, error) {
	hash, err := t.hashKey(key)
	if err != nil {
		return Value{}, false, err
	}
	i, err := d.find(t, key, hash)
	if err != nil || i < 0 {
		return Value{}, false, err
	}
	return d.deleteAt(t, i), true, nil
}

// DeleteStr removes a name.
func (d *Dict) DeleteStr(t *Thread, name *Str) bool {
	i := d.FindStr(t, name)
	if i >= 0 {
		d.deleteAt(t, i)
	}
	waiting := d.later != nil && d.forgo(name.S)
	return i >= 0 || waiting
}

func (d *Dict) deleteAt(t *Thread, i int) Value {
	e := &d.entries[i]
	v := e.val
	if d.index != nil {
		mask := uint64(len(d.index) - 1)
		perturb := e.hash
		for j := e.hash & mask; ; {
			if d.index[j] == int32(i+1) {
				d.index[j] = -1
				break
			}
			perturb >>= 5
			j = (j*5 + perturb + 1) & mask
		}
	}
	*e = entry{}
	d.live--
	t.keyvers++
	d.keyver = t.keyvers
	return v
}

// Clear removes everything.
func (d *Dict) Clear(t *Thread) {
	d.entries, d.index, d.live, d.filled = nil, nil, 0, 0
	t.keyvers++
	d.keyver = t.keyvers
}

// Copy is a new dict with the same items.
func (d *Dict) Copy(t *Thread) (*Dict, error) {
	if err := t.Grow(d.size()); err != nil {
		return nil, err
	}
	if err := t.Charge(d.live / 4); err != nil {
		return nil, err
	}
	c := t.NewDict()
	c.entries = make([]entry, 0, max(d.live, 1))
	for i := range d.entries {
		if d.entries[i].key.IsSet() {
			c.entries = append(c.entries, d.entries[i])
		}
	}
	c.live = d.live
	if c.live > smallDict {
		c.reindex(c.live)
	}
	t.keyvers++
	c.keyver = t.keyvers
	return c, nil
}

// Update takes over all items of another dict.
func (d *Dict) Update(t *Thread, other *Dict) error {
	for i := 0; i < len(other.entries); i++ {
		e := other.entries[i]
		if !e.key.IsSet() {
			continue
		}
		if i&15 == 15 {
			if err := t.Charge(8); err != nil {
				return err
			}
		}
		n := len(other.entries)
		if err := d.setHashed(t, e.key, e.val, e.hash); err != nil {
			return err
		}
		if len(other.entries) != n {
			return t.Raisef(&RuntimeError, "dict mutated during update")
		}
	}
	return nil
}

func dictGetItem(t *Thread, self, key Value) (Value, error) {
	d := as[Dict](self)
	v, err := d.Get(t, key)
	if err != nil {
		return Value{}, err
	}
	if v.IsSet() {
		return v, nil
	}
	if self.Type() != &DictType {
		if missing := self.Type().Lookup("__missing__"); missing.IsSet() {
			return t.CallMethodOf(missing, self, key)
		}
	}
	return Value{}, t.KeyError(key)
}

// KeyError is a KeyError for a key.
func (t *Thread) KeyError(key Value) error { return t.NewException(&KeyError, key) }

func dictSetItem(t *Thread, self, key, v Value) error {
	d := as[Dict](self)
	if v.IsSet() {
		return d.Set(t, key, v)
	}
	_, ok, err := d.Delete(t, key)
	if err == nil && !ok {
		return t.KeyError(key)
	}
	return err
}

func dictContains(t *Thread, self, key Value) (bool, error) {
	v, err := as[Dict](self).Get(t, key)
	return v.IsSet(), err
}

func dictCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, y := a.Dict(), b.Dict()
	if x == nil || y == nil || op != code.CmpEq && op != code.CmpNe {
		return NotImplemented, nil
	}
	same, err := t.equalDicts(x, y)
	return Bool(same == (op == code.CmpEq)), err
}

func (t *Thread) equalDicts(x, y *Dict) (bool, error) {
	if x.live != y.live {
		return false, nil
	}
	if err := t.Enter(); err != nil {
		return false, err
	}
	defer t.Leave()
	for i := 0; i < len(x.entries); i++ {
		e := x.entries[i]
		if !e.key.IsSet() {
			continue
		}
		if err := t.Charge(1); err != nil {
			return false, err
		}
		j, err := y.find(t, e.key, e.hash)
		if err != nil || j < 0 {
			return false, err
		}
		same, err := t.EqualIdentity(e.val, y.entries[j].val)
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// DictView is d.keys(), d.values() or d.items(); its type says which.
type DictView struct {
	Header
	D *Dict
}

// dictIterator walks a dict forwards or backwards.
type dictIterator struct {
	Header
	d       *Dict
	pos     int
	live    int
	kind    byte // 'k', 'v' or 'i'
	reverse bool
	left    int // items that may still come: more than that means that keys were exchanged
}

func (t *Thread) newDictIterator(d *Dict, kind byte, reverse bool) Value {
	t.alloc(objectSize)
	typ := &DictKeyIteratorType
	switch {
	case kind == 'v' && reverse:
		typ = &DictReverseValueIteratorType
	case kind == 'i' && reverse:
		typ = &DictReverseItemIteratorType
	case kind == 'k' && reverse:
		typ = &DictReverseKeyIteratorType
	case kind == 'v':
		typ = &DictValueIteratorType
	case kind == 'i':
		typ = &DictItemIteratorType
	}
	it := &dictIterator{Header: Header{typ: typ}, d: d, live: d.live, kind: kind, reverse: reverse, left: d.live}
	if reverse {
		it.pos = len(d.entries) - 1
	}
	return Obj(it)
}

func dictIter(t *Thread, self Value) (Value, error) {
	return t.newDictIterator(as[Dict](self), 'k', false), nil
}

func dictIterNext(t *Thread, self Value) (Value, error) {
	it := as[dictIterator](self)
	e, err := it.step(t)
	if e == nil {
		return Value{}, err
	}
	switch it.kind {
	case 'k':
		return e.key, nil
	case 'v':
		return e.val, nil
	}
	return t.Tuple(e.key, e.val), nil
}

func dictIterNextPair(t *Thread, self Value) (key, val Value, ok bool, err error) {
	e, err := as[dictIterator](self).step(t)
	if e == nil {
		return Value{}, Value{}, true, err
	}
	return e.key, e.val, true, nil
}

// step is the next entry, nil at the end.
func (it *dictIterator) step(t *Thread) (*entry, error) {
	d := it.d
	if d == nil {
		return nil, nil
	}
	if d.live != it.live {
		it.live = -1
		return nil, t.Raisef(&RuntimeError, "dictionary changed size during iteration")
	}
	if it.reverse {
		for it.pos >= 0 && (it.pos >= len(d.entries) || !d.entries[it.pos].key.IsSet()) {
			it.pos--
		}
	} else {
		from := it.pos
		if it.pos = d.next(it.pos); it.pos-from > 8 {
			t.Spend((it.pos - from) / 8)
		}
	}
	if it.pos < 0 || it.pos >= len(d.entries) {
		it.d = nil
		return nil, nil
	}
	if it.left == 0 && !it.reverse {
		return nil, t.Raisef(&RuntimeError, "dictionary keys changed during iteration")
	}
	it.left--
	e := &d.entries[it.pos]
	if it.reverse {
		it.pos--
	} else {
		it.pos++
	}
	return e, nil
}
