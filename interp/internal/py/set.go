package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// Set is a set or frozenset: an open-addressed table laid out as CPython lays it out (a linear run of nine probes, then
// a jump), so that sets of small ints iterate in the order that programs written for CPython show.
type Set struct {
	Header
	table []setEntry // length a power of two
	live  int
	fill  int // live and deleted cells
	hash  int64
	known bool // hash has been computed (frozenset)
	ver   uint32
	next  int // where pop goes on looking
}

type setEntry struct {
	key  Value
	hash uint64 // of the key; without one, whether the cell had one
}

// deletedHash is the hash of a cell whose key has been deleted.
const deletedHash = 1

const (
	minSet       = 8
	linearProbes = 9
)

// NewSet makes an empty set.
func (t *Thread) NewSet() *Set {
	t.alloc(objectSize + minSet*24)
	return &Set{Header: Header{typ: &SetType}, table: make([]setEntry, minSet)}
}

// NewFrozenSet makes an empty frozenset, to be filled before anybody sees it.
func (t *Thread) NewFrozenSet() *Set {
	s := t.NewSet()
	s.typ = &FrozenSetType
	return s
}

// Len is the number of elements.
func (s *Set) Len() int { return s.live }

// find is the cell of a key, or -1.
func (s *Set) find(t *Thread, key Value, hash uint64) (int, error) {
	i, _, err := s.probe(t, key, hash)
	return i, err
}

// probe is find that also answers where to put the key: the last deleted cell on the way, -1 where there is none.
func (s *Set) probe(t *Thread, key Value, hash uint64) (at, free int, err error) {
restart:
	free = -1
	mask := uint64(len(s.table) - 1)
	perturb := hash
	i := hash & mask
	probes := 0
	for {
		run := uint64(0)
		if i+linearProbes <= mask {
			run = linearProbes
		}
		for j := i; j <= i+run; j++ {
			e := &s.table[j]
			if !e.key.IsSet() {
				if e.hash != deletedHash {
					return -1, free, nil
				}
				free = int(j)
				continue
			}
			if e.hash == hash {
				if e.key == key {
					return int(j), -1, nil
				}
				t.Spend(2)
				ver := s.ver
				same, err := t.sameKey(e.key, key)
				if err != nil {
					return -1, -1, err
				}
				if s.ver != ver {
					if err := t.Charge(16); err != nil {
						return -1, -1, err
					}
					goto restart
				}
				if same {
					return int(j), -1, nil
				}
			}
			if probes++; probes&7 == 7 {
				if err := t.Charge(8); err != nil {
					return -1, -1, err
				}
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// hashElement is the hash of an element. A set, which has none, stands for the frozenset of the same elements where it
// is looked for.
func (t *Thread) hashElement(key Value, lookup bool) (Value, uint64, error) {
	hash, err := t.Hash(key)
	if err == nil {
		return key, hash, nil
	}
	if o := key.Set(); o != nil && lookup && key.Type().Hash == nil {
		key = Obj(&Set{Header: Header{typ: &FrozenSetType}, table: o.table, live: o.live, fill: o.fill})
		hash, err = t.Hash(key)
		return key, hash, err
	}
	return key, 0, t.unhashable(err, key, "a set element")
}

// unhashable says what a value that cannot be hashed was wanted for.
func (t *Thread) unhashable(err error, key Value, use string) error {
	e := Catch(err, &TypeError)
	if e == nil || e.typ != &TypeError {
		return err
	}
	s, failed := t.Str(Obj(e))
	if failed != nil {
		return failed
	}
	return t.Raisef(&TypeError, "cannot use '%s' as %s (%s)", key.Type().DisplayName(), use, s)
}

// Has tells whether a value is an element.
func (s *Set) Has(t *Thread, key Value) (bool, error) {
	key, hash, err := t.hashElement(key, true)
	if err != nil {
		return false, err
	}
	i, err := s.find(t, key, hash)
	return i >= 0, err
}

// Add adds an element.
func (s *Set) Add(t *Thread, key Value) error {
	_, hash, err := t.hashElement(key, false)
	if err != nil {
		return err
	}
	return s.addHashed(t, key, hash)
}

func (s *Set) addHashed(t *Thread, key Value, hash uint64) error {
	i, free, err := s.probe(t, key, hash)
	if err != nil || i >= 0 {
		return err
	}
	s.ver++
	s.live++
	if free >= 0 {
		s.table[free] = setEntry{key: key, hash: hash}
		return nil
	}
	s.place(key, hash)
	s.fill++
	if s.fill*5 >= (len(s.table)-1)*3 {
		return s.resize(t, s.room())
	}
	return nil
}

// place puts a new key into the first cell that was never used.
func (s *Set) place(key Value, hash uint64) {
	mask := uint64(len(s.table) - 1)
	perturb := hash
	i := hash & mask
	for {
		run := uint64(0)
		if i+linearProbes <= mask {
			run = linearProbes
		}
		for j := i; j <= i+run; j++ {
			if e := &s.table[j]; !e.key.IsSet() && e.hash != deletedHash {
				*e = setEntry{key: key, hash: hash}
				return
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

func (s *Set) resize(t *Thread, used int) error {
	size := minSet
	for size <= used {
		size *= 2
	}
	if err := t.Grow(uint64(size) * 24); err != nil {
		return err
	}
	if err := t.Charge(len(s.table) / 8); err != nil {
		return err
	}
	old := s.table
	s.table = make([]setEntry, size)
	for i := range old {
		if old[i].key.IsSet() {
			s.place(old[i].key, old[i].hash)
		}
	}
	s.fill = s.live
	return nil
}

// Remove removes an element and says whether it was there.
func (s *Set) Remove(t *Thread, key Value) (bool, error) {
	key, hash, err := t.hashElement(key, true)
	if err != nil {
		return false, err
	}
	return s.removeHashed(t, key, hash)
}

func (s *Set) removeHashed(t *Thread, key Value, hash uint64) (bool, error) {
	i, err := s.find(t, key, hash)
	if err != nil || i < 0 {
		return false, err
	}
	s.removeAt(i)
	return true, nil
}

func (s *Set) removeAt(i int) {
	s.table[i] = setEntry{hash: deletedHash}
	s.live--
	s.ver++
}

// Clear removes everything.
func (s *Set) Clear() {
	s.table, s.live, s.fill, s.next = make([]setEntry, minSet), 0, 0, 0
	s.ver++
}

// Elements are the elements in the order of iteration.
func (s *Set) Elements() []Value {
	out := make([]Value, 0, s.live)
	for i := range s.table {
		if s.table[i].key.IsSet() {
			out = append(out, s.table[i].key)
		}
	}
	return out
}

// Copy is a new set of the given type with the same elements, in the table that CPython would build.
func (s *Set) Copy(t *Thread, typ *Type) (*Set, error) {
	c := &Set{Header: Header{typ: typ}}
	if err := c.init(t, s); err != nil {
		return nil, err
	}
	return c, nil
}

// init fills an empty set with the elements of another.
func (c *Set) init(t *Thread, s *Set) error {
	if err := t.Grow(objectSize + uint64(len(s.table))*24); err != nil {
		return err
	}
	if err := t.Charge(len(s.table) / 8); err != nil {
		return err
	}
	c.table = make([]setEntry, minSet)
	return c.merge(t, s)
}

// merge adds all elements of another set.
func (s *Set) merge(t *Thread, other *Set) error {
	if other == s || other.live == 0 {
		return nil
	}
	if (s.fill+other.live)*5 >= (len(s.table)-1)*3 {
		if err := s.resize(t, (s.live+other.live)*2); err != nil {
			return err
		}
	}
	if s.fill == 0 && len(s.table) == len(other.table) && other.fill == other.live {
		copy(s.table, other.table)
		s.live, s.fill = other.live, other.live
		s.ver++
		return nil
	}
	for i := 0; i < len(other.table); i++ {
		e := other.table[i]
		if !e.key.IsSet() {
			continue
		}
		if i&15 == 15 {
			if err := t.Charge(8); err != nil {
				return err
			}
		}
		if err := s.addHashed(t, e.key, e.hash); err != nil {
			return err
		}
	}
	return nil
}

// AddAll adds all elements of an iterable.
func (s *Set) AddAll(t *Thread, v Value) error {
	if o := v.Set(); o != nil {
		return s.merge(t, o)
	}
	if d := v.Dict(); d != nil && v.Type() == &DictType {
		if (s.fill+d.live)*5 >= (len(s.table)-1)*3 {
			if err := s.resize(t, (s.live+d.live)*2); err != nil {
				return err
			}
		}
		return s.eachKey(t, d, s.addHashed)
	}
	return t.Iterate(v, func(x Value) error { return s.Add(t, x) })
}

// eachKey does something with the keys of a dict, whose hashes are known.
func (s *Set) eachKey(t *Thread, d *Dict, do func(t *Thread, key Value, hash uint64) error) error {
	for i := 0; i < len(d.entries); i++ {
		if e := d.entries[i]; e.key.IsSet() {
			if err := t.Charge(1); err != nil {
				return err
			}
			if err := do(t, e.key, e.hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// each does something with the elements; the set may change meanwhile.
func (s *Set) each(t *Thread, do func(t *Thread, key Value, hash uint64) error) error {
	for i := 0; i < len(s.table); i++ {
		e := s.table[i]
		if !e.key.IsSet() {
			continue
		}
		if err := t.Charge(1); err != nil {
			return err
		}
		if err := do(t, e.key, e.hash); err != nil {
			return err
		}
	}
	return t.Charge(len(s.table) / 32)
}

// SetFrom is a set or frozenset of the elements of an iterable.
func (t *Thread) SetFrom(typ *Type, v Value) (*Set, error) {
	s := t.NewSet()
	s.typ = typ
	t.Hold(Obj(s))
	err := s.AddAll(t, v)
	t.Release(1)
	return s, err
}

func setContains(t *Thread, self, v Value) (bool, error) { return as[Set](self).Has(t, v) }

type setIterator struct {
	Header
	s    *Set
	pos  int
	live int
}

func setIter(t *Thread, self Value) (Value, error) {
	s := as[Set](self)
	t.alloc(objectSize)
	return Obj(&setIterator{Header: Header{typ: &SetIteratorType}, s: s, live: s.live}), nil
}

func setIterNext(t *Thread, self Value) (Value, error) {
	it := as[setIterator](self)
	if it.s == nil {
		return Value{}, nil
	}
	if it.s.live != it.live {
		it.live = -1
		return Value{}, t.Raisef(&RuntimeError, "Set changed size during iteration")
	}
	skipped := 0
	for it.pos < len(it.s.table) && !it.s.table[it.pos].key.IsSet() {
		it.pos++
		if skipped++; skipped&63 == 0 {
			if err := t.Charge(8); err != nil {
				return Value{}, err
			}
		}
	}
	if it.pos >= len(it.s.table) {
		it.s = nil
		return Value{}, nil
	}
	it.pos++
	return it.s.table[it.pos-1].key, nil
}

// IsSubset tells whether all elements of s are in other.
func (s *Set) IsSubset(t *Thread, other *Set) (bool, error) {
	if s.live > other.live {
		return false, nil
	}
	for i := 0; i < len(s.table); i++ {
		e := s.table[i]
		if !e.key.IsSet() {
			continue
		}
		if err := t.Charge(1); err != nil {
			return false, err
		}
		j, err := other.find(t, e.key, e.hash)
		if err != nil || j < 0 {
			return false, err
		}
	}
	return true, nil
}

func setCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, y := a.Set(), b.Set()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	var ok bool
	var err error
	switch op {
	case code.CmpEq, code.CmpNe:
		ok = x.live == y.live
		if ok {
			ok, err = x.IsSubset(t, y)
		}
		ok = ok == (op == code.CmpEq)
	case code.CmpLe:
		ok, err = x.IsSubset(t, y)
	case code.CmpGe:
		ok, err = y.IsSubset(t, x)
	case code.CmpLt:
		ok = x.live < y.live
		if ok {
			ok, err = x.IsSubset(t, y)
		}
	case code.CmpGt:
		ok = y.live < x.live
		if ok {
			ok, err = y.IsSubset(t, x)
		}
	}
	return Bool(ok), err
}

// setBinary makes |, &, - and ^.
func setBinary(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		x, y := a.Set(), b.Set()
		if x == nil || y == nil {
			return NotImplemented, nil
		}
		var r *Set
		var err error
		switch op {
		case code.OpOr:
			if r, err = x.Copy(t, &SetType); err == nil {
				err = r.merge(t, y)
			}
		case code.OpAnd:
			r, err = x.intersection(t, b)
		case code.OpSub:
			r, err = x.difference(t, b)
		default:
			if r, err = y.Copy(t, &SetType); err == nil {
				err = r.symmetricUpdate(t, a)
			}
		}
		if err != nil {
			return Value{}, err
		}
		r.typ = baseSetType(a)
		return Obj(r), nil
	}
}

// setInPlace makes the in-place forms.
func setInPlace(op code.BinOp) func(t *Thread, a, b Value) (Value, error) {
	return func(t *Thread, a, b Value) (Value, error) {
		x, y := a.Set(), b.Set()
		if x == nil || y == nil {
			return NotImplemented, nil
		}
		var err error
		switch op {
		case code.OpOr:
			err = x.merge(t, y)
		case code.OpAnd:
			var r *Set
			if r, err = x.intersection(t, b); err == nil {
				x.take(r)
			}
		case code.OpSub:
			err = x.differenceUpdate(t, b)
		default:
			err = x.symmetricUpdate(t, b)
		}
		return a, err
	}
}

// take gives a set the content of another, which is not used afterwards.
func (s *Set) take(r *Set) {
	s.table, s.live, s.fill, s.next = r.table, r.live, r.fill, r.next
	s.ver++
}

func baseSetType(v Value) *Type {
	if v.Type().IsSubtype(&FrozenSetType) {
		return &FrozenSetType
	}
	return &SetType
}

// The operations below walk and build as CPython's do, because the order of the result comes of it.

// intersection is the set of the elements that are in an iterable too.
func (s *Set) intersection(t *Thread, v Value) (*Set, error) {
	r := t.NewSet()
	from := s
	keep := func(t *Thread, key Value, hash uint64) error {
		i, err := from.find(t, key, hash)
		if err != nil || i < 0 {
			return err
		}
		return r.addHashed(t, key, hash)
	}
	if o := v.Set(); o != nil {
		if o.live > s.live {
			from, o = o, s
		}
		return r, o.each(t, keep)
	}
	return r, t.Iterate(v, func(x Value) error {
		hash, err := t.Hash(x)
		if err != nil {
			return err
		}
		return keep(t, x, hash)
	})
}

// difference is the set of the elements that are not in an iterable.
func (s *Set) difference(t *Thread, v Value) (*Set, error) {
	var in func(key Value, hash uint64) (int, error)
	size := 0
	if o := v.Set(); o != nil {
		size = o.live
		in = func(key Value, hash uint64) (int, error) { return o.find(t, key, hash) }
	} else if d := v.Dict(); d != nil && v.Type() == &DictType {
		size = d.live
		in = func(key Value, hash uint64) (int, error) { return d.find(t, key, hash) }
	}
	if in == nil || s.live>>2 > size {
		r, err := s.Copy(t, &SetType)
		if err != nil {
			return nil, err
		}
		return r, r.differenceUpdate(t, v)
	}
	r := t.NewSet()
	return r, s.each(t, func(t *Thread, key Value, hash uint64) error {
		i, err := in(key, hash)
		if err != nil || i >= 0 {
			return err
		}
		return r.addHashed(t, key, hash)
	})
}

// differenceUpdate removes the elements of an iterable.
func (s *Set) differenceUpdate(t *Thread, v Value) error {
	remove := func(t *Thread, key Value, hash uint64) error {
		_, err := s.removeHashed(t, key, hash)
		return err
	}
	if o := v.Set(); o == s {
		s.Clear()
		return nil
	} else if o != nil {
		if o.live>>3 > s.live {
			var err error
			if o, err = o.intersection(t, Obj(s)); err != nil {
				return err
			}
		}
		if err := o.each(t, remove); err != nil {
			return err
		}
	} else if err := t.Iterate(v, func(x Value) error {
		x, hash, err := t.hashElement(x, false)
		if err != nil {
			return err
		}
		return remove(t, x, hash)
	}); err != nil {
		return err
	}
	if s.fill-s.live <= (len(s.table)-1)/4 {
		return nil
	}
	return s.resize(t, s.room())
}

// room is the size that a table grows to.
func (s *Set) room() int {
	if s.live > 50000 {
		return s.live * 2
	}
	return s.live * 4
}

// symmetricUpdate removes the elements that an iterable has too and adds its others.
func (s *Set) symmetricUpdate(t *Thread, v Value) error {
	flip := func(t *Thread, key Value, hash uint64) error {
		removed, err := s.removeHashed(t, key, hash)
		if err != nil || removed {
			return err
		}
		return s.addHashed(t, key, hash)
	}
	o := v.Set()
	switch d := v.Dict(); {
	case o == s:
		s.Clear()
		return nil
	case o != nil:
	case d != nil && v.Type() == &DictType:
		return s.eachKey(t, d, flip)
	default:
		var err error
		if o, err = t.SetFrom(&SetType, v); err != nil {
			return err
		}
	}
	return o.each(t, flip)
}

// pop removes an element, going on where the last pop found one.
func (s *Set) pop(t *Thread) (Value, error) {
	if s.live == 0 {
		return Value{}, t.NewException(&KeyError, t.StrValue("pop from an empty set"))
	}
	i := s.next & (len(s.table) - 1)
	for steps := 0; !s.table[i].key.IsSet(); steps++ {
		if i++; i == len(s.table) {
			i = 0
		}
		if steps&63 == 63 {
			if err := t.Charge(8); err != nil {
				return Value{}, err
			}
		}
	}
	v := s.table[i].key
	s.removeAt(i)
	s.next = i + 1
	return v, nil
}

func setRepr(t *Thread, self Value) (Value, error) {
	s := as[Set](self)
	name := self.Type().Name
	if s.live == 0 {
		return t.StrValue(name + "()"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue(name + "(...)"), nil
	}
	defer t.reprLeave()
	open, close := "{", "}"
	if self.Type() != &SetType {
		open, close = name+"({", "})"
	}
	return t.joinReprs(open, close, s.Elements(), false)
}

func frozenSetHash(t *Thread, self Value) (int64, error) {
	s := as[Set](self)
	if s.known {
		return s.hash, nil
	}
	if err := t.Charge(len(s.table) / 8); err != nil {
		return 0, err
	}
	var h uint64
	for i := range s.table {
		if e := &s.table[i]; e.key.IsSet() {
			x := e.hash
			h ^= ((x ^ 89869747) ^ (x << 16)) * 3644798167
		}
	}
	h ^= (uint64(s.live) + 1) * 1927868237
	h ^= (h >> 11) ^ (h >> 25)
	h = h*69069 + 907133923
	if h == ^uint64(0) {
		h = 590923713
	}
	s.hash, s.known = int64(h), true
	return s.hash, nil
}
