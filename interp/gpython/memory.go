package gpython

import (
	"fmt"
	"math/big"
	"math/bits"
	"unsafe"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp"
)

// Sizes are model bytes, the same on every machine: about what the Go objects behind a Python object take.
const (
	sizeSlot     = 32 // an element of a list or tuple with its share of a boxed number
	sizeList     = 48
	sizeDict     = 96
	sizeEntry    = 160
	sizeMember   = 224 // of a set: an entry and its share of the table
	sizeString   = 32  // besides its bytes
	sizeInstance = 224
	sizeFunction = 192
	sizeClass    = 1024
	sizeFrame    = 256
	sizeSorting  = 48 // an item that is being sorted: its key, two places and the result
	sizeCall     = 48 // what a native makes besides what it charges for: an iterator, a bound method
)

// firstTrace is how much is allocated before the first look at what is still in use.
const firstTrace = 32 << 20

// grow charges memory before it is allocated. What has been charged since the last trace counts as live; when that may
// exceed the limit, a trace finds out what really is.
func (r *run) grow(n uint64) {
	r.since += n
	if r.live+r.since > r.traceAt {
		r.trace(n)
	}
}

// alloc charges count objects of a size at once. One request that is larger than the whole limit raises MemoryError, as
// in CPython, before anything is allocated.
func (r *run) alloc(count, size uint64) error {
	hi, n := bits.Mul64(count, size)
	if hi != 0 || n > r.lim.Memory {
		return r.memoryError()
	}
	r.grow(n)
	return nil
}

func (r *run) memoryError() error {
	r.outOfMemory = &exception{cls: r.t.exceptions["MemoryError"]}
	return r.outOfMemory
}

// trace counts what the program can still reach; pending is what is about to be allocated on top of that.
func (r *run) trace(pending uint64) {
	r.peak = max(r.peak, r.live+r.since)
	t := &tracer{seen: map[any]bool{}}
	for f := r.top; f != nil; f = f.back {
		t.frame(f)
	}
	for _, v := range r.held {
		t.add(v)
	}
	for _, m := range r.moduleList {
		t.add(m)
	}
	t.add(r.builtins)
	if r.handled != nil {
		t.add(r.handled)
	}
	t.run(r)
	r.live, r.since = t.total+pending, 0
	if r.live > r.lim.Memory {
		r.halt(interp.MemoryLimit, fmt.Sprintf("memory limit of %d bytes exceeded", r.lim.Memory))
	}
	// Twice what is in use, but no more than a sixteenth above the limit, and always some way to go.
	r.traceAt = max(min(2*r.live, r.lim.Memory), r.live+r.lim.Memory/16)
	r.traceAt = max(r.traceAt, min(firstTrace, r.lim.Memory))
}

// tracer walks the graph of objects with a list of its own instead of recursion.
type tracer struct {
	seen  map[any]bool
	queue []object
	total uint64
}

func (t *tracer) add(v object) {
	if v != nil {
		t.queue = append(t.queue, v)
	}
}

func (t *tracer) addAll(items []object) {
	for _, v := range items {
		t.add(v)
	}
}

type textKey struct {
	data *byte
	size int
}

// once reports whether a heap object, given by its address, is met for the first time.
func (t *tracer) once(key any) bool {
	if t.seen[key] {
		return false
	}
	t.seen[key] = true
	return true
}

func (t *tracer) frame(f *frame) {
	if !t.once(f) {
		return
	}
	t.total += sizeFrame + uint64(len(f.stack)+len(f.locals)+len(f.cells))*sizeSlot
	t.addAll(f.stack)
	t.addAll(f.locals)
	for _, c := range f.cells {
		t.add(c)
	}
	t.add(f.globals)
	if f.names != nil {
		t.add(f.names)
	}
	if f.handled != nil {
		t.add(f.handled)
	}
}

func (t *tracer) dict(d *dict) {
	t.total += sizeDict + uint64(len(d.entries))*sizeEntry
	for i := range d.entries {
		if e := &d.entries[i]; e.key != nil {
			t.add(e.key)
			t.add(e.val)
			if k, ok := e.norm.(tupleKey); ok {
				t.total += uint64(len(k))
			}
		}
	}
	if d.factory != nil {
		t.add(d.factory)
	}
}

func (t *tracer) run(r *run) {
	for len(t.queue) > 0 {
		v := t.queue[len(t.queue)-1]
		t.queue = t.queue[:len(t.queue)-1]
		r.charge(4) // a look into a Go map
		t.visit(v)
	}
}

// visit counts one object and queues what it refers to. Numbers are part of the slot that holds them; strings are counted
// wherever they are referred to, which errs on the high side, except that one backing array is counted once.
func (t *tracer) visit(v object) {
	switch v := v.(type) {
	case py.String:
		if len(v) > 64 {
			// Strings are told apart by address and length: a program may hold many references to one large text.
			if !t.once(textKey{unsafe.StringData(string(v)), len(v)}) {
				return
			}
		}
		t.total += sizeString + uint64(len(v))
		return
	case py.Bytes:
		t.total += sizeString + uint64(len(v))
		return
	case *py.BigInt:
		t.total += sizeString + uint64((*big.Int)(v).BitLen())/8
		return
	case py.Tuple:
		if len(v) == 0 || !t.once(&v[0]) {
			return
		}
		t.total += sizeList + uint64(len(v))*sizeSlot
		t.addAll(v)
		return
	case py.Int, py.Bool, py.Float, py.NoneType, py.EllipsisType:
		return
	case *lazy:
		// It may hold a slice that grows, so its parts are looked at each time; they are pointers themselves.
		if t.once(v) {
			t.total += sizeFunction
			t.addAll(v.holds)
		}
		return
	}
	if !t.once(v) {
		return
	}
	switch v := v.(type) {
	case *py.List:
		t.total += sizeList + uint64(cap(v.Items))*sizeSlot
		t.addAll(v.Items)
	case *dict:
		t.dict(v)
	case *set:
		t.dict(&v.d)
		t.total += uint64(len(v.slots)) * sizeSlot
	case *deque:
		t.total += sizeList + uint64(cap(v.items))*sizeSlot
		t.addAll(v.items)
	case *instance:
		t.total += sizeInstance
		t.add(v.cls)
		t.dict(v.attrs)
	case *exception:
		t.total += sizeInstance + uint64(len(v.trace))*sizeSlot
		t.addAll(v.args)
		if v.attrs != nil {
			t.add(v.attrs)
		}
		if v.cause != nil {
			t.add(v.cause)
		}
		if v.context != nil {
			t.add(v.context)
		}
	case *class:
		if !v.builtin {
			t.total += sizeClass
			t.dict(v.attrs)
			for _, b := range v.bases {
				t.add(b)
			}
		}
	case *function:
		t.total += sizeFunction
		t.add(v.globals)
		t.addAll(v.defaults)
		for _, d := range v.kwdefaults {
			t.add(d)
		}
		for _, c := range v.closure {
			t.add(c)
		}
		if v.attrs != nil {
			t.add(v.attrs)
		}
	case *builtin:
		for _, a := range v.attr {
			t.add(a)
		}
	case *cell:
		t.total += sizeSlot
		if v.value != nil {
			t.add(v.value)
		}
	case *method:
		t.total += sizeSlot
		t.add(v.self)
		t.add(v.fn)
	case *module:
		t.dict(v.attrs)
	case *generator:
		t.frame(v.frame)
	case *property:
		for _, f := range []object{v.get, v.set, v.del} {
			if f != nil {
				t.add(f)
			}
		}
	case *staticMethod:
		t.add(v.fn)
	case *classMethod:
		t.add(v.fn)
	case *superProxy:
		t.add(v.self)
	case *listIter:
		t.total += sizeCall
		t.add(v.list)
	case *tupleIter:
		t.add(v.items)
	case *stringIter:
		t.add(py.String(v.rest))
	case *dictIter:
		if t.once(v.d) {
			t.dict(v.d)
		}
	case *setIter:
		t.add(v.s)
	case *dictView:
		if t.once(v.d) {
			t.dict(v.d)
		}
	case *seqIter:
		t.add(v.seq)
	case *unwinding:
		if v.value != nil {
			t.add(v.value)
		}
	}
}
