package gpython

import (
	"encoding/binary"
	"math"
	"math/big"
	"sort"
	"strings"

	"github.com/go-python/gpython/py"
)

// dict is Python's dict: any hashable key, iteration in order of insertion. gpython's own is a Go map keyed by strings,
// whose order changes from run to run, so it is used nowhere.
//
// Keys are found by their normal form (see run.hashKey), a comparable Go value that is equal exactly when the Python
// keys are. Only instances that define __eq__ and __hash__ need Python to run; they are probed under customKey.
type dict struct {
	native
	index   map[any]int
	entries []entry // a deleted entry has a nil key
	first   int     // entries before this one are deleted
	live    int
	cls     *class // nil for plain dict: defaultdict, Counter, OrderedDict
	factory object // of a defaultdict; nil for none
	ofSet   bool   // it holds the members of a set
}

type entry struct {
	norm     any
	key, val object
}

// customKey is the normal form of an instance with a __hash__ of its own: the n-th one in the dict with that hash.
type customKey struct {
	hash int64
	n    int
}

// nanKey is the normal form of every NaN.
type nanKey struct{}

type (
	tupleKey  string
	bytesKey  string
	bigKey    string
	frozenKey string
)

func newDict() *dict { return &dict{} }

func (d *dict) getStr(name string) object {
	if i, ok := d.index[py.String(name)]; ok {
		return d.entries[i].val
	}
	return nil
}

func (d *dict) setStr(name string, v object) { d.put(py.String(name), py.String(name), v) }

func (d *dict) delStr(name string) bool { return d.remove(py.String(name)) != nil }

// put stores under a normal form and reports whether the key is new.
func (d *dict) put(norm any, key, val object) bool {
	if i, ok := d.index[norm]; ok && i >= 0 {
		d.entries[i].val = val
		return false
	}
	if len(d.entries) > 16 && len(d.entries) > 2*d.live {
		d.compact()
	}
	if d.index == nil {
		d.index = make(map[any]int)
	}
	d.index[norm] = len(d.entries)
	d.entries = append(d.entries, entry{norm, key, val})
	d.live++
	return true
}

// remove deletes by normal form and gives the value that was there, or nil.
func (d *dict) remove(norm any) object {
	i, ok := d.index[norm]
	if !ok || i < 0 {
		return nil
	}
	if _, custom := norm.(customKey); custom {
		d.index[norm] = -1 // later ones of the same hash must still be found
	} else {
		delete(d.index, norm)
	}
	v := d.entries[i].val
	d.entries[i] = entry{}
	d.live--
	for d.first < len(d.entries) && d.entries[d.first].key == nil {
		d.first++
	}
	return v
}

func (d *dict) compact() {
	kept := d.entries[:0]
	for _, e := range d.entries {
		if e.key != nil {
			d.index[e.norm] = len(kept)
			kept = append(kept, e)
		}
	}
	clear(d.entries[len(kept):])
	d.entries, d.first = kept, 0
}

func (d *dict) clear() { d.index, d.entries, d.first, d.live = nil, nil, 0, 0 }

// all gives the entries in order; the slice is the caller's.
func (d *dict) all() []entry {
	out := make([]entry, 0, d.live)
	for _, e := range d.entries[d.first:] {
		if e.key != nil {
			out = append(out, e)
		}
	}
	return out
}

// find gives the normal form under which the key is, or would be, stored, and the entry's place or -1.
func (r *run) find(d *dict, key object) (any, int, error) {
	norm, err := r.hashKey(key)
	if err != nil {
		return nil, -1, r.badKey(d, key, err)
	}
	c, custom := norm.(customKey)
	if !custom {
		if i, ok := d.index[norm]; ok {
			return norm, i, nil
		}
		return norm, -1, nil
	}
	for ; ; c.n++ {
		r.charge(4)
		i, ok := d.index[c]
		if !ok {
			return c, -1, nil
		}
		if i < 0 || i >= len(d.entries) {
			continue
		}
		same, err := r.equal(d.entries[i].key, key)
		if err != nil {
			return nil, -1, err
		}
		if same {
			// The comparison may have changed the dict.
			if again, ok := d.index[c]; ok && again == i && i < len(d.entries) && d.entries[i].key != nil {
				return c, i, nil
			}
			c.n = -1
		}
	}
}

// get gives the value of a key, or nil.
func (r *run) get(d *dict, key object) (object, error) {
	_, i, err := r.find(d, key)
	if err != nil || i < 0 {
		return nil, err
	}
	return d.entries[i].val, nil
}

// set stores a value, paying for a new entry.
func (r *run) set(d *dict, key, val object) error {
	norm, _, err := r.find(d, key)
	if err != nil {
		return err
	}
	if d.put(norm, key, val) {
		r.grow(sizeEntry)
	}
	return nil
}

// del removes a key and gives its value, or nil.
func (r *run) del(d *dict, key object) (object, error) {
	norm, i, err := r.find(d, key)
	if err != nil || i < 0 {
		return nil, err
	}
	return d.remove(norm), nil
}

// hashKey gives the normal form of a key: equal for keys that Python holds equal (1, 1.0 and True), different for all
// others. It raises TypeError for what cannot be hashed. Fuel: one unit a part.
func (r *run) hashKey(key object) (any, error) {
	switch k := key.(type) {
	case py.String:
		r.charge(uint64(len(k)) / 64)
		return k, nil
	case py.Int:
		return k, nil
	case py.Bool:
		if k {
			return py.Int(1), nil
		}
		return py.Int(0), nil
	case py.Float:
		f := float64(k)
		if f == math.Trunc(f) && !math.IsInf(f, 0) {
			if f >= -1<<63 && f < 1<<63 {
				return py.Int(f), nil
			}
			b, _ := big.NewFloat(f).Int(nil)
			return bigKey(b.Text(62)), nil
		}
		if f != f {
			// A NaN is found again by identity, which floats do not have here: all of them count as one key.
			return nanKey{}, nil
		}
		return k, nil
	case *py.BigInt:
		r.charge(uint64((*big.Int)(k).BitLen()) / 8)
		return bigKey((*big.Int)(k).Text(62)), nil
	case py.Bytes:
		return bytesKey(k), nil
	case py.NoneType, *notImplementedType:
		return k, nil
	case py.Tuple:
		var b strings.Builder
		for _, e := range k {
			r.charge(1)
			if err := r.encodeKey(&b, e); err != nil {
				return nil, err
			}
		}
		return tupleKey(b.String()), nil
	case *set:
		if !k.frozen {
			return nil, r.unhashable(key)
		}
		parts := make([]string, 0, k.d.live)
		for _, item := range k.items() {
			var b strings.Builder
			if err := r.encodeKey(&b, item); err != nil {
				return nil, err
			}
			parts = append(parts, b.String())
		}
		sort.Strings(parts)
		return frozenKey(strings.Join(parts, "")), nil
	case *py.List, *dict, *deque, *dictView, *py.Slice:
		return nil, r.unhashable(key)
	case *instance:
		h := k.cls.lookup("__hash__")
		if h == py.None { // __eq__ without __hash__
			return nil, r.unhashable(key)
		}
		if r.owner(k.cls, "__hash__") == r.t.object {
			return k, nil
		}
		v, err := r.call(h, []object{k}, nil)
		if err != nil {
			return nil, err
		}
		n, ok := asBig(v)
		if !ok {
			return nil, r.errorf("TypeError", "__hash__ method should return an integer")
		}
		return customKey{hash: new(big.Int).Mod(n, hashModulus).Int64()}, nil
	}
	return key, nil // everything else is a pointer and equal only to itself
}

// encodeKey appends the normal form of a part of a tuple or frozenset, so that no two different tuples give one string.
func (r *run) encodeKey(b *strings.Builder, part object) error {
	if err := r.enter(); err != nil {
		return err
	}
	defer r.leave()
	norm, err := r.hashKey(part)
	if err != nil {
		return err
	}
	put := func(kind byte, s string) {
		r.charge(1 + uint64(len(s))/16)
		r.grow(uint64(len(s)) + 10)
		b.WriteByte(kind)
		var n [binary.MaxVarintLen64]byte
		b.Write(n[:binary.PutUvarint(n[:], uint64(len(s)))])
		b.WriteString(s)
	}
	var word [8]byte
	switch k := norm.(type) {
	case py.String:
		put('s', string(k))
	case py.Int:
		binary.LittleEndian.PutUint64(word[:], uint64(k))
		put('i', string(word[:]))
	case py.Float:
		binary.LittleEndian.PutUint64(word[:], math.Float64bits(float64(k)))
		put('f', string(word[:]))
	case bigKey:
		put('I', string(k))
	case bytesKey:
		put('b', string(k))
	case tupleKey:
		put('t', string(k))
	case frozenKey:
		put('z', string(k))
	case nanKey:
		put('n', "")
	case customKey:
		r.unsupported("object with __hash__ inside a tuple used as a key")
	default:
		binary.LittleEndian.PutUint64(word[:], r.identity(norm.(object)))
		put('o', string(word[:]))
	}
	return nil
}

func (r *run) unhashable(key object) error {
	return r.errorf("TypeError", "unhashable type: '%s'", r.classOf(key).name)
}

// badKey words the error for a key that cannot be hashed as the container does.
func (r *run) badKey(d *dict, key object, err error) error {
	exc := r.asException(err)
	if s, ok := first(exc.args).(py.String); ok && exc.cls.name == "TypeError" && strings.HasPrefix(string(s), "unhashable type: ") {
		what := "dict key"
		if d.ofSet {
			what = "set element"
		}
		return r.errorf("TypeError", "cannot use '%s' as a %s (%s)", r.classOf(key).name, what, s)
	}
	return err
}

// owner is the class along the resolution order that defines a name, or nil.
func (r *run) owner(c *class, name string) *class {
	for _, k := range c.mro {
		if k.attrs.getStr(name) != nil {
			return k
		}
	}
	return nil
}

// hashModulus is the prime modulo which CPython hashes numbers on 64-bit machines.
var hashModulus = big.NewInt(1<<61 - 1)
