package py

import (
	"fmt"

	"github.com/assay-score/assay/interp"
)

// memory is the model of live memory. Every object and every growth of a container is charged in model bytes, which are
// the same on every machine. What is charged counts as live until the next trace, which walks everything reachable and
// so finds out what is really live. Tracing only measures: Go's collector frees.
//
// Inside a native nothing can be traced away, because what it is building is not reachable yet; so there crossing the
// threshold only makes a trace due at the next instruction, and only the limit itself stops it.
type memory struct {
	limit uint64
	live  uint64 // found by the last trace
	since uint64 // charged since
	room  uint64 // how much may be charged before the next trace
	peak  uint64
	due   bool
	epoch uint32
}

// minRoom is how much a small program may allocate before it is first traced.
const minRoom = 16 << 20

// headroom is how much to allow until the next trace: as much again as is live, but never past the middle of what is
// left, so that the limit is met by a count and not by an estimate.
func (m *memory) headroom() uint64 {
	if m.live >= m.limit {
		return 0
	}
	return min(max(m.live, minRoom), (m.limit-m.live)/2)
}

// alloc charges a small object of a fixed size.
func (t *Thread) alloc(n uint64) {
	t.mem.since += n
	if t.mem.since > t.mem.room {
		t.mem.due = true
		t.Interrupt()
	}
}

// Grow charges n bytes that a native is about to allocate. More than the whole limit at once raises MemoryError, as a
// failed allocation would in CPython; live memory above the limit ends the run.
func (t *Thread) Grow(n uint64) error {
	if n > t.mem.limit {
		return t.RaiseNew(&MemoryError, "")
	}
	t.mem.since += n
	if t.mem.since > t.mem.room {
		return t.growSlow(n)
	}
	return nil
}

func (t *Thread) growSlow(n uint64) error {
	t.mem.due = true
	t.Interrupt()
	if t.mem.live+t.mem.since <= t.mem.limit {
		return nil
	}
	// Perhaps what was live at the last trace has died since.
	live, err := t.measure()
	if err != nil {
		return err
	}
	if live+t.mem.since-min(t.mem.since, n) > t.mem.limit && live+n > t.mem.limit {
		return t.memoryStop()
	}
	t.mem.live = min(live, t.mem.live)
	if t.mem.live+t.mem.since > t.mem.limit {
		return t.memoryStop()
	}
	return nil
}

func (t *Thread) memoryStop() error {
	t.mem.peak = max(t.mem.peak, t.mem.limit)
	return t.stop(&Stop{interp.MemoryLimit, fmt.Sprintf("more than %d bytes of live memory", t.mem.limit)})
}

// PeakMemory is the largest amount that was ever live, an upper bound.
func (t *Thread) PeakMemory() uint64 { return max(t.mem.peak, t.mem.live+t.mem.since) }

// trace counts what is live, at an instruction boundary.
func (t *Thread) trace() error {
	t.mem.peak = max(t.mem.peak, t.mem.live+t.mem.since)
	live, err := t.measure()
	if err != nil {
		return err
	}
	t.mem.live, t.mem.since, t.mem.due = live, 0, false
	if live > t.mem.limit {
		return t.memoryStop()
	}
	t.mem.room = t.mem.headroom()
	return nil
}

// measure adds up the sizes of everything that is reachable from the roots. A unit of fuel pays for eight objects.
func (t *Thread) measure() (uint64, error) {
	t.mem.epoch++
	epoch := t.mem.epoch
	var work []Value
	var count uint64
	live := t.shapeBytes
	visit := func(v Value) {
		if !v.isHeap() {
			return
		}
		h := v.head()
		if h.mark == epoch || h.mark == static || h == &rangeTag || h == &indexTag {
			return
		}
		h.mark = epoch
		work = append(work, v)
	}
	visit(Obj(t.Builtins))
	visit(Obj(t.Modules))
	if t.CodecErrors != nil {
		visit(Obj(t.CodecErrors))
	}
	for _, v := range t.held {
		visit(v)
	}
	if t.Handled != nil {
		visit(Obj(t.Handled))
	}
	if t.Hooks.Roots != nil {
		t.Hooks.Roots(visit)
	}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		count++
		live += sizeOf(v)
		typ := v.Type()
		visit(Obj(typ))
		if typ.Trace != nil {
			typ.Trace(v, visit)
		}
		if e := v.ext(); e != nil {
			e.trace(visit)
		}
	}
	t.fuel -= int64(count / 8)
	return live, nil
}

// objectSize is what a plain object costs.
const objectSize = 64

func sizeOf(v Value) uint64 {
	size := uint64(objectSize)
	typ := v.Type()
	if typ.Size != nil {
		size = typ.Size(v)
	}
	if e := v.ext(); e != nil {
		size += e.size()
	}
	return size
}
