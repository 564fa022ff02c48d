package gpython

import (
	"github.com/go-python/gpython/py"
)

// set is Python's set or frozenset. Members are found as the keys of a dict; the table beside it gives the order in which
// CPython would walk them, which programs that print sets of small numbers rely on. It follows CPython's setobject.c: open
// addressing with short linear runs, never reusing the slot of a removed member until the table is rebuilt.
type set struct {
	native
	d      dict
	frozen bool
	slots  []setSlot // a power of two of them; none in a set that was never added to
	fill   int       // slots in use or left by removed members
	finger int       // where pop goes on looking
}

type setSlot struct {
	hash uint64
	norm any
	key  object // nil in an empty slot
	gone bool   // a member was removed here
}

const (
	setLinear = 9 // slots looked at in a row before the next jump
	setLeast  = 8 // size of the smallest table
)

func newSetObject() *set { return &set{d: dict{ofSet: true}} }

// items lists the members in the order of iteration.
func (s *set) items() []object {
	out := make([]object, 0, s.d.live)
	for i := range s.slots {
		if sl := &s.slots[i]; sl.key != nil && !sl.gone {
			out = append(out, sl.key)
		}
	}
	return out
}

// place finds the slot for a new member: the first empty one along its probes.
func place(slots []setSlot, hash uint64) *setSlot {
	mask := uint64(len(slots) - 1)
	i, perturb := hash&mask, hash
	for {
		run := uint64(0)
		if i+setLinear <= mask {
			run = setLinear
		}
		for j := uint64(0); j <= run; j++ {
			if slots[i+j].key == nil {
				return &slots[i+j]
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// rebuild makes a table for more than n members.
func (s *set) rebuild(n int) {
	size := setLeast
	for size <= n {
		size <<= 1
	}
	old := s.slots
	s.slots = make([]setSlot, size)
	s.fill = 0
	for i := range old {
		if sl := &old[i]; sl.key != nil && !sl.gone {
			*place(s.slots, sl.hash) = *sl
			s.fill++
		}
	}
}

// insert puts a new member into the table.
func (s *set) insert(hash uint64, norm any, key object) {
	if s.slots == nil {
		s.slots = make([]setSlot, setLeast)
	}
	*place(s.slots, hash) = setSlot{hash: hash, norm: norm, key: key}
	s.fill++
	if s.fill*5 >= (len(s.slots)-1)*3 {
		if s.d.live > 50000 {
			s.rebuild(s.d.live * 2)
		} else {
			s.rebuild(s.d.live * 4)
		}
	}
}

// drop marks a member's slot.
func (s *set) drop(hash uint64, norm any) {
	mask := uint64(len(s.slots) - 1)
	i, perturb := hash&mask, hash
	for {
		run := uint64(0)
		if i+setLinear <= mask {
			run = setLinear
		}
		for j := uint64(0); j <= run; j++ {
			if sl := &s.slots[i+j]; sl.key == nil {
				return
			} else if !sl.gone && sl.norm == norm {
				sl.gone = true
				return
			}
		}
		perturb >>= 5
		i = (i*5 + 1 + perturb) & mask
	}
}

// reserve makes room before n members are added together.
func (s *set) reserve(n int) {
	mask := len(s.slots) - 1
	if s.slots == nil {
		mask = setLeast - 1
	}
	if (s.fill+n)*5 >= mask*3 {
		s.rebuild((s.d.live + n) * 2)
	}
}

func (s *set) clear() {
	s.d.clear()
	s.slots, s.fill, s.finger = nil, 0, 0
}

// become takes over the members of another set.
func (s *set) become(o *set) { s.d, s.slots, s.fill, s.finger = o.d, o.slots, o.fill, 0 }

func (r *run) setAdd(s *set, key object) error {
	norm, i, err := r.find(&s.d, key)
	if err != nil || i >= 0 {
		return err
	}
	hash, err := r.hashValue(key, false)
	if err != nil {
		return err
	}
	r.charge(1)
	r.grow(sizeMember)
	if s.d.put(norm, key, py.None) {
		s.insert(uint64(hash), norm, key)
	}
	return nil
}

// asMember gives the frozen form of a set that is looked for in another.
func (r *run) asMember(key object) (object, error) {
	if k, ok := key.(*set); ok && !k.frozen {
		c, err := r.copySet(k)
		if err == nil {
			c.frozen = true
		}
		return c, err
	}
	return key, nil
}

func (r *run) setHas(s *set, key object) (bool, error) {
	_, i, err := r.find(&s.d, key)
	return i >= 0, err
}

// setRemove reports whether the member was there.
func (r *run) setRemove(s *set, key object) (bool, error) {
	norm, i, err := r.find(&s.d, key)
	if err != nil || i < 0 {
		return false, err
	}
	hash, err := r.hashValue(key, false)
	if err != nil {
		return false, err
	}
	s.d.remove(norm)
	s.drop(uint64(hash), norm)
	return true, nil
}

// setPop removes the first member behind the last one that it removed.
func (r *run) setPop(s *set) (object, error) {
	if s.d.live == 0 {
		return nil, r.errorf("KeyError", "pop from an empty set")
	}
	mask := len(s.slots) - 1
	i := s.finger & mask
	for s.slots[i].key == nil || s.slots[i].gone {
		r.charge(1)
		i = (i + 1) & mask
	}
	sl := &s.slots[i]
	s.finger = i + 1
	s.d.remove(sl.norm)
	sl.gone = true
	return sl.key, nil
}

func (r *run) copySet(from *set) (*set, error) {
	s := newSetObject()
	r.grow(sizeDict)
	return s, r.setMerge(s, from)
}

// setMerge adds the members of another set.
func (r *run) setMerge(s, from *set) error {
	if s == from || from.d.live == 0 {
		return nil
	}
	r.charge(uint64(from.d.live))
	s.reserve(from.d.live)
	if s.fill == 0 && max(len(s.slots), setLeast) == len(from.slots) && from.fill == from.d.live {
		// Tables of one size are copied as they are, which keeps their order.
		r.grow(uint64(from.d.live) * sizeMember)
		s.slots, s.fill = append([]setSlot(nil), from.slots...), from.fill
		for i := range s.slots {
			if sl := &s.slots[i]; sl.key != nil {
				s.d.put(sl.norm, sl.key, py.None)
			}
		}
		return nil
	}
	for _, key := range from.items() {
		if err := r.setAdd(s, key); err != nil {
			return err
		}
	}
	return nil
}

// setExtend adds the items of any iterable.
func (r *run) setExtend(s *set, v object) error {
	switch from := v.(type) {
	case *set:
		return r.setMerge(s, from)
	case *dict:
		s.reserve(from.live)
	}
	return r.each(v, func(key object) (bool, error) { return true, r.setAdd(s, key) })
}

// newSet makes a set of the items of at most one iterable.
func (r *run) newSet(src []object) (*set, error) {
	s := newSetObject()
	r.grow(sizeDict)
	if len(src) == 0 {
		return s, nil
	}
	r.held = append(r.held, s)
	return s, r.setExtend(s, src[0])
}

// setOp is a op b on sets, walking them as CPython does; nil for an operator that sets do not have.
func (r *run) setOp(op *binaryOp, a, b *set) (*set, error) {
	pick := func(from, other *set, want bool) (*set, error) {
		out := newSetObject()
		r.grow(sizeDict)
		for _, key := range from.items() {
			r.charge(1)
			in, err := r.setHas(other, key)
			if err == nil && in == want {
				err = r.setAdd(out, key)
			}
			if err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	var out *set
	var err error
	switch op {
	case opOr:
		if out, err = r.copySet(a); err == nil {
			err = r.setMerge(out, b)
		}
	case opAnd:
		if b.d.live > a.d.live {
			out, err = pick(a, b, true)
		} else {
			out, err = pick(b, a, true)
		}
	case opSub:
		if a.d.live>>2 > b.d.live {
			if out, err = r.copySet(a); err == nil {
				for _, key := range b.items() {
					if _, err = r.setRemove(out, key); err != nil {
						break
					}
				}
			}
		} else {
			out, err = pick(a, b, false)
		}
	case opXor:
		if out, err = r.copySet(b); err == nil {
			for _, key := range a.items() {
				var had bool
				if had, err = r.setRemove(out, key); err == nil && !had {
					err = r.setAdd(out, key)
				}
				if err != nil {
					break
				}
			}
		}
	default:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out.frozen = a.frozen
	return out, nil
}

// setIter walks a set, which must not change size meanwhile.
type setIter struct {
	native
	s        *set
	at, size int
}

func (it *setIter) next(r *run) (object, error) {
	if it.size < 0 {
		return nil, nil
	}
	if it.s.d.live != it.size {
		it.size = -1
		return nil, r.errorf("RuntimeError", "Set changed size during iteration")
	}
	for it.at < len(it.s.slots) {
		sl := &it.s.slots[it.at]
		it.at++
		if sl.key != nil && !sl.gone {
			return sl.key, nil
		}
		if it.at%8 == 0 {
			r.charge(1)
		}
	}
	it.size = -1
	return nil, nil
}
