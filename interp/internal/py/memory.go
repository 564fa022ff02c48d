package py

import (
	"fmt"

	"github.com/assay-score/assay/interp"
)

// memory is the model of live memory. Every object and every growth of a container is charged in model bytes, which are
// the same on every machine. What is charged counts as live until the next trace, which walks everything reachable and
// so finds out what is really live. Tracing only measures: Go's collector frees.
//
// Between two instructions everything that lives is reachable, and a trace forgets the rest. Inside a native it is not:
// what the native is building hangs on nothing yet. So a trace there goes on counting what has been charged since the
// last point at which everything was reachable: the mark. The machine sets it wherever it looks at its budgets, and a
// native that holds what it builds sets it in each round of Iterate. What a native has charged when it calls back into
// Python stays pinned until the call returns.
type memory struct {
	limit  uint64
	live   uint64 // found by the last trace
	base   uint64 // charged before the last trace
	since  uint64 // charged since
	mark   uint64 // charged when everything was last reachable
	pinned uint64 // charged by natives that are calling back into Python
	pins   []uint64
	room   uint64 // how much may be charged before the next trace
	peak   uint64
	names  uint64 // interned strings, which live as long as the run
	due    bool
	epoch  uint32
	work   []Value // of a trace, kept for the next one
	dying  dying
}

// minRoom is how much a small program may allocate before it is first traced.
const minRoom = 16 << 20

// bulk is from what size on a single allocation makes the machine look at its budgets before the next instruction, so
// that the garbage between two marks stays small.
const bulk = 64 << 10

// nativeCost is what calling a native costs, whatever it does.
const nativeCost = 4

// bytesPerUnit is how many bytes a unit of fuel clears, fills and gives back.
const bytesPerUnit = 16

// headroom is how much to allow until the next trace: as much again as is live, but never past the middle of what is
// left, so that the limit is met by a count and not by an estimate.
func (m *memory) headroom() uint64 {
	if m.live >= m.limit {
		return 0
	}
	return min(max(m.live, minRoom), (m.limit-m.live)/2)
}

// charged is all that the run ever allocated.
func (m *memory) charged() uint64 { return m.base + m.since }

// loose is what has been charged since everything was reachable.
func (m *memory) loose() uint64 { return m.charged() - m.mark }

// noteLive takes over the result of a trace.
func (m *memory) noteLive(live uint64) {
	m.peak = max(m.peak, m.live+m.since)
	m.live, m.base, m.since = live, m.base+m.since, 0
	m.room = m.headroom()
}

// alloc charges a small object of a fixed size, and the work of making it and of collecting it.
func (t *Thread) alloc(n uint64) {
	t.mem.since += n
	t.fuel -= int64(2 + n/bytesPerUnit)
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
	t.fuel -= int64(n / bytesPerUnit)
	if n >= bulk {
		t.Interrupt()
	}
	if t.mem.since > t.mem.room {
		t.mem.due = true
		t.Interrupt()
		return t.fits()
	}
	return nil
}

// fits makes sure, inside a native, that what may be live is within the limit.
func (t *Thread) fits() error {
	m := &t.mem
	if m.live+m.since <= m.limit {
		return nil
	}
	if t.stopped != nil {
		return t.stopped
	}
	live, err := t.measure(false) // perhaps what was live at the last trace has died since
	if err != nil {
		return err
	}
	m.noteLive(live + m.pinned + m.loose())
	if m.live > m.limit {
		return t.memoryStop()
	}
	return nil
}

// settle is a trace inside a native that holds all it has built, except for the loose bytes given.
func (t *Thread) settle(loose uint64) error {
	t.mem.mark = t.mem.charged() - loose
	live, err := t.measure(false)
	if err != nil {
		return err
	}
	t.mem.due = false
	t.mem.noteLive(live + t.mem.pinned + loose)
	if t.mem.live > t.mem.limit {
		return t.memoryStop()
	}
	return nil
}

// trace counts what is live, between two instructions, and finds what has died.
func (t *Thread) trace() error {
	t.mem.mark = t.mem.charged()
	live, err := t.measure(t.depth <= 1 && t.alone())
	if err != nil {
		return err
	}
	t.mem.due = false
	t.mem.noteLive(live + t.mem.pinned)
	if t.mem.live > t.mem.limit {
		return t.memoryStop()
	}
	return nil
}

// Collect is gc.collect(): a trace now, after which what died has been finalised. It answers how many objects that had
// something to finalise were found dead.
func (t *Thread) Collect() (int, error) {
	before := t.mem.dying.found
	t.mem.mark = t.mem.charged()
	live, err := t.measure(true)
	if err != nil {
		return 0, err
	}
	t.mem.due = false
	t.mem.noteLive(live + t.mem.pinned)
	if t.mem.live > t.mem.limit {
		return 0, t.memoryStop()
	}
	err = t.finalize()
	return t.mem.dying.found - before, err
}

func (t *Thread) memoryStop() error {
	t.mem.peak = max(t.mem.peak, t.mem.limit)
	return t.stop(&Stop{Status: interp.MemoryLimit, Detail: fmt.Sprintf("more than %d bytes of live memory", t.mem.limit)})
}

// PeakMemory is the largest amount that was ever live: what the traces found and what was charged after them, an upper
// bound. It is never above the limit, because a run that is goes no further.
func (t *Thread) PeakMemory() uint64 {
	return min(max(t.mem.peak, t.mem.live+t.mem.since), t.mem.limit)
}

// pin is called when native code enters the machine: what it has charged and may be holding stays counted.
func (m *memory) pin() {
	loose := m.loose()
	m.pins = append(m.pins, loose)
	m.pinned += loose
	m.mark = m.charged()
}

// unpin undoes the last pin.
func (m *memory) unpin() {
	loose := m.pins[len(m.pins)-1]
	m.pins = m.pins[:len(m.pins)-1]
	m.pinned -= loose
	m.mark = m.charged() - loose
}
