package py

import (
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/assay-score/assay/interp"
)

// Strand is one Python thread. Each has a goroutine, but they hand over to each other: exactly one runs at any time, and
// who is next depends on nothing but the program and the seed. They share all budgets of the run. Where nobody can go on,
// the clock goes on instead, to the first deadline; where there is none either, that is a deadlock, an error.
type Strand struct {
	ID     int64
	Name   string
	Daemon bool

	wake   chan struct{}
	ready  func() bool // what it waits for; nil: it can go on
	until  int64       // when it stops waiting, in nanoseconds of the run's clock; -1: never
	waits  string      // what it waits for, in words
	failed error       // a deadlock found while it waited
	killed bool
	done   bool
	kept   kept
}

// kept is what a strand has of the thread and the machine while another one runs.
type kept struct {
	depth, nesting    int
	reprs, held, args []Value
	pins              []uint64
	handled           *Exception
	stack             any
}

// strands are the Python threads of a run; a run that never starts one has none.
type strands struct {
	all     []*Strand // those that have not ended, in the order in which they get their turn
	main    *Strand
	current *Strand
	nextID  int64
	// turnEnds is how much fuel may be spent before it is another one's turn. It is a sum and no count of slices, so that
	// threads take turns at the same instructions while somebody observes the run and slices are small.
	turnEnds uint64
	random   uint64
	fault    any // a panic in another strand's goroutine
	ended    chan struct{}
	ending   bool
}

// turnFuel is how much fuel a strand has before another one gets its turn.
const turnFuel = 12 * fuelSlice

// maxStrands bounds the Python threads that live at once.
const maxStrands = 1000

// strandSize is what a strand costs, in model bytes.
const strandSize = 16 << 10

// fuelTime is how long a unit of fuel takes on the run's clock, in nanoseconds.
const fuelTime = 10

// Now is the run's clock: the time since the run began. Work and sleep advance it, nothing else.
func (t *Thread) Now() time.Duration {
	return time.Duration(t.slept + int64(t.Spent())*fuelTime)
}

// Sleep lets time go by, in which other Python threads run.
func (t *Thread) Sleep(d time.Duration) error {
	_, err := t.Wait("a sleep to end", nil, max(d, 0))
	return err
}

func (t *Thread) threads() *strands {
	if t.strands == nil {
		main := &Strand{ID: 1, Name: "MainThread", wake: make(chan struct{})}
		t.strands = &strands{all: []*Strand{main}, main: main, current: main, nextID: 2, random: t.seedMix, turnEnds: t.Spent() + turnFuel, ended: make(chan struct{})}
	}
	return t.strands
}

// CurrentStrand is the Python thread that runs.
func (t *Thread) CurrentStrand() *Strand { return t.threads().current }

// MainStrand is the Python thread that the run began with.
func (t *Thread) MainStrand() *Strand { return t.threads().main }

// StrandCount is how many Python threads there are.
func (t *Thread) StrandCount() int { return len(t.threads().all) }

// FindStrand is the living Python thread of an identity, or nil.
func (t *Thread) FindStrand(id int64) *Strand {
	for _, s := range t.threads().all {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Spawn starts a Python thread, which runs at once, until it waits for something or its turn is over.
func (t *Thread) Spawn(name string, daemon bool, run func(t *Thread) error) (*Strand, error) {
	g := t.threads()
	if g.ending || len(g.all) >= maxStrands {
		return nil, t.Raisef(&RuntimeError, "can't start new thread")
	}
	if err := t.Grow(strandSize); err != nil {
		return nil, err
	}
	s := &Strand{ID: g.nextID, Name: name, Daemon: daemon, wake: make(chan struct{})}
	g.nextID++
	g.all = append(g.all, s)
	go func() {
		<-s.wake
		defer t.leaveStrand(s)
		if !s.killed {
			// An exception that nobody caught has been reported by whoever started the thread; a limit is in t.stopped.
			_ = run(t)
		}
	}()
	return s, t.handOver(s)
}

// leaveStrand ends a strand: its goroutine hands over for the last time.
func (t *Thread) leaveStrand(s *Strand) {
	g := t.strands
	if x := recover(); x != nil && g.fault == nil {
		g.fault = fmt.Sprintf("%v%s", x, faultPlace())
	}
	s.done = true
	for i, x := range g.all {
		if x == s {
			g.all = append(g.all[:i:i], g.all[i+1:]...)
			break
		}
	}
	if g.ending {
		g.ended <- struct{}{}
		return
	}
	next := g.main
	if g.fault == nil && t.stopped == nil {
		var err error
		if next, err = t.pick(); err != nil {
			next = g.main
			if t.stopped == nil {
				next.failed = err
			}
		}
	}
	t.restore(next)
	next.wake <- struct{}{}
}

func faultPlace() string {
	stack := strings.Split(string(debug.Stack()), "\n")
	for i, l := range stack {
		if strings.Contains(l, "panic.go") && i+2 < len(stack) {
			return " at " + strings.TrimSpace(stack[i+1])
		}
	}
	return ""
}

// handOver lets another strand run, and comes back when this one has its turn again.
func (t *Thread) handOver(next *Strand) error {
	g := t.strands
	s := g.current
	if next == s { // nobody else can: another turn
		g.turnEnds = t.Spent() + turnFuel
		return nil
	}
	s.kept = kept{t.depth, t.nesting, t.reprs, t.held, t.args, t.mem.pins, t.Handled, t.Hooks.SaveStack()}
	t.restore(next)
	next.wake <- struct{}{}
	<-s.wake
	switch {
	case s.killed:
		return t.stopped
	case g.fault != nil:
		panic(g.fault)
	case t.stopped != nil:
		return t.stopped
	case s.failed != nil:
		err := s.failed
		s.failed = nil
		return err
	}
	return nil
}

// restore gives a strand back what it had.
func (t *Thread) restore(s *Strand) {
	k := s.kept
	s.kept = kept{}
	t.depth, t.nesting, t.reprs, t.held, t.args, t.mem.pins, t.Handled = k.depth, k.nesting, k.reprs, k.held, k.args, k.pins, k.handled
	t.mem.mark = t.mem.charged()
	t.Hooks.LoadStack(k.stack)
	t.strands.current, t.strands.turnEnds = s, t.Spent()+turnFuel
}

// Wait lets others run until ready answers true, or for the time given where that is not negative; it says whether the
// former came. A nil ready never comes. what says in words what is waited for.
func (t *Thread) Wait(what string, ready func() bool, timeout time.Duration) (bool, error) {
	if ready != nil && ready() {
		return true, nil
	}
	if ready == nil {
		ready = func() bool { return false }
	}
	until := int64(-1)
	if timeout >= 0 {
		until = int64(t.Now()) + int64(timeout)
	}
	if t.strands == nil && until >= 0 {
		t.slept += int64(timeout)
		return ready(), t.Charge(1)
	}
	g := t.threads()
	s := g.current
	s.ready, s.until, s.waits = ready, until, what
	next, err := t.pick()
	if err == nil {
		err = t.handOver(next)
	} else if t.stopped == nil && s != g.main {
		g.main.failed = err
		err = t.handOver(g.main)
	}
	s.ready, s.waits = nil, ""
	return ready(), err
}

// YieldTurn lets another strand run that can.
func (t *Thread) YieldTurn() error {
	if t.strands == nil || len(t.strands.all) < 2 || t.strands.ending {
		return nil
	}
	next, err := t.pick()
	if err != nil {
		return err
	}
	return t.handOver(next)
}

// turnOver lets another strand go on if the current one has had its turn. It says whether a turn is due that cannot be
// taken before the next instruction.
func (t *Thread) turnOver() (due bool, err error) {
	g := t.strands
	if len(g.all) < 2 || g.ending {
		return false, nil
	}
	if t.Spent() <= g.turnEnds {
		return false, nil
	}
	if !t.Hooks.AtTurn() {
		return true, nil
	}
	return false, t.YieldTurn()
}

// pick chooses the strand that goes on: the first after the current one that can, or, with a seed, any of those.
// Where all wait, the clock goes on to the first deadline.
func (t *Thread) pick() (*Strand, error) {
	g := t.strands
	for {
		if err := t.Charge(len(g.all)); err != nil {
			return nil, err
		}
		start := 0
		for i, s := range g.all {
			if s == g.current {
				start = i + 1
			}
		}
		now := int64(t.Now())
		first := int64(-1)
		var able []*Strand
		for i := range g.all {
			s := g.all[(start+i)%len(g.all)]
			if s.ready == nil || s.ready() || s.until >= 0 && s.until <= now {
				if t.Host.Seed == 0 {
					return s, nil
				}
				able = append(able, s)
			} else if s.until >= 0 && (first < 0 || s.until < first) {
				first = s.until
			}
		}
		if len(able) > 0 {
			g.random = g.random*6364136223846793005 + 1442695040888963407
			return able[(g.random>>33)%uint64(len(able))], nil
		}
		if first < 0 {
			return nil, t.deadlock()
		}
		t.slept += first - now
	}
}

// deadlock is the error when nobody can go on.
func (t *Thread) deadlock() error {
	var parts []string
	for _, s := range t.strands.all {
		parts = append(parts, s.Name+" waits for "+s.waits)
	}
	return t.Raisef(&RuntimeError, "deadlock: %s", strings.Join(parts, "; "))
}

// JoinStrands waits, at the end of a program, for the Python threads that are no daemons.
func (t *Thread) JoinStrands() error {
	if t.strands == nil || t.stopped != nil {
		return nil
	}
	_, err := t.Wait("the other threads to end", func() bool {
		for _, s := range t.strands.all {
			if s != t.strands.main && !s.Daemon {
				return false
			}
		}
		return true
	}, -1)
	return err
}

// EndStrands ends the goroutines of all strands but the main one, without running any Python.
func (t *Thread) EndStrands() {
	g := t.strands
	if g == nil {
		return
	}
	g.ending = true
	fuel, reserve, stopped := t.fuel, t.reserve, t.stopped
	if stopped == nil {
		t.stopped = &Stop{Status: interp.Cancelled, Detail: "the program has ended"}
	}
	t.fuel, t.reserve = -1, 0
	for len(g.all) > 1 {
		s := g.all[len(g.all)-1]
		if s == g.main {
			s = g.all[len(g.all)-2]
		}
		s.killed = true
		t.restore(s)
		s.wake <- struct{}{}
		<-g.ended
	}
	t.fuel, t.reserve, t.stopped = fuel, reserve, stopped
	g.current = g.main
}

// strandRoots shows what the strands hold that are not running, and answers what their stacks take.
func (t *Thread) strandRoots(visit func(Value)) uint64 {
	var size uint64
	for _, s := range t.strands.all {
		if s == t.strands.current {
			continue
		}
		size += strandSize
		for _, list := range [][]Value{s.kept.reprs, s.kept.held, s.kept.args} {
			for _, v := range list {
				visit(v)
			}
		}
		if s.kept.handled != nil {
			visit(Obj(s.kept.handled))
		}
		if s.kept.stack != nil {
			t.Hooks.StackRoots(s.kept.stack, visit)
		}
	}
	return size
}

// alone says that no strand but the running one is inside a native that may hold something.
func (t *Thread) alone() bool { return t.strands == nil || len(t.strands.all) == 1 }
