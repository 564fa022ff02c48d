package stdlib

import (
	"math"
	"sync"
	"time"

	"github.com/assay-score/assay/interp/internal/py"
)

// lock is a lock of the module _thread: of one owner, or reentrant.
type lock struct {
	py.Header
	owner *py.Strand // of a reentrant lock, and for messages; nil when free
	held  bool
	depth int
}

var lockType, rlockType py.Type

var defineLocks = sync.OnceFunc(func() {
	get := py.As[lock]
	exit := func(release py.NativeFunc) py.Def {
		return py.Def{Name: "__exit__", Sig: "t, v, tb, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return release(t, a[:1]) }}
	}
	const acquireSig = "blocking=True, timeout=-1"
	release := func(t *py.Thread, a []py.Value) (py.Value, error) {
		l := get(a[0])
		if !l.held {
			return py.Value{}, t.Raisef(&py.RuntimeError, "release unlocked lock")
		}
		l.held, l.owner = false, nil
		return py.None, nil
	}
	py.Define(&lockType, "_thread", "lock", py.Slots{
		New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
			return newLock(t, typ)
		},
		Repr: func(t *py.Thread, v py.Value) (py.Value, error) {
			state := "unlocked"
			if get(v).held {
				state = "locked"
			}
			return t.StrValue("<" + state + " _thread.lock object at " + t.Address(v) + ">"), nil
		},
	}, nil, []py.Def{
		{Name: "acquire", Sig: acquireSig, Fn: acquireLock},
		{Name: "acquire_lock", Sig: acquireSig, Fn: acquireLock},
		{Name: "__enter__", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return acquireLock(t, []py.Value{a[0], py.Value{}, py.Value{}})
		}},
		{Name: "release", Sig: "", Fn: release},
		{Name: "release_lock", Sig: "", Fn: release},
		exit(release),
		{Name: "locked", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(get(a[0]).held), nil }},
		{Name: "locked_lock", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(get(a[0]).held), nil }},
	})
	lockType.AllowWeakRefs()
	rrelease := func(t *py.Thread, a []py.Value) (py.Value, error) {
		l := get(a[0])
		if l.owner != t.CurrentStrand() {
			return py.Value{}, t.Raisef(&py.RuntimeError, "cannot release un-acquired lock")
		}
		if l.depth--; l.depth == 0 {
			l.owner, l.held = nil, false
		}
		return py.None, nil
	}
	py.Define(&rlockType, "_thread", "RLock", py.Slots{
		New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
			return newLock(t, typ)
		},
		Repr: func(t *py.Thread, v py.Value) (py.Value, error) {
			l := get(v)
			state, owner := "unlocked", 0
			if l.held {
				state, owner = "locked", int(l.owner.ID)
			}
			return t.StrValue("<" + state + " _thread.RLock object owner=" + py.Itoa(owner) + " count=" + py.Itoa(l.depth) + " at " + t.Address(v) + ">"), nil
		},
	}, nil, []py.Def{
		{Name: "acquire", Sig: acquireSig, Fn: acquireRLock},
		{Name: "__enter__", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return acquireRLock(t, []py.Value{a[0], py.Value{}, py.Value{}})
		}},
		{Name: "release", Sig: "", Fn: rrelease},
		exit(rrelease),
		{Name: "locked", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Bool(get(a[0]).held), nil }},
		{Name: "_is_owned", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(get(a[0]).owner == t.CurrentStrand()), nil
		}},
		{Name: "_recursion_count", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if l := get(a[0]); l.owner == t.CurrentStrand() {
				return py.Int(int64(l.depth)), nil
			}
			return py.Int(0), nil
		}},
		{Name: "_release_save", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			l := get(a[0])
			if l.owner != t.CurrentStrand() {
				return py.Value{}, t.Raisef(&py.RuntimeError, "cannot release un-acquired lock")
			}
			n := l.depth
			l.owner, l.held, l.depth = nil, false, 0
			return py.Int(int64(n)), nil
		}},
		{Name: "_acquire_restore", Sig: "state, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			l := get(a[0])
			if _, err := t.Wait("a lock", func() bool { return !l.held }, -1); err != nil {
				return py.Value{}, err
			}
			l.owner, l.held, l.depth = t.CurrentStrand(), true, n
			return py.None, nil
		}},
	})
	rlockType.AllowWeakRefs()
})

func newLock(t *py.Thread, typ *py.Type) (py.Value, error) {
	t.Alloc(64)
	return t.New(&lock{}, typ), nil
}

// lockTimeout reads the arguments of acquire: how long it waits, -1 for ever.
func lockTimeout(t *py.Thread, a []py.Value) (time.Duration, error) {
	blocking := true
	if a[0].IsSet() {
		var err error
		if blocking, err = t.Truth(a[0]); err != nil {
			return 0, err
		}
	}
	seconds := -1.0
	if a[1].IsSet() {
		var err error
		if seconds, err = t.FloatArg(a[1]); err != nil {
			return 0, err
		}
	}
	switch {
	case !blocking && seconds != -1:
		return 0, t.Raisef(&py.ValueError, "can't specify a timeout for a non-blocking call")
	case !blocking:
		return 0, nil
	case seconds < 0 && seconds != -1:
		return 0, t.Raisef(&py.ValueError, "timeout value must be a non-negative number")
	case seconds > math.MaxInt64/1e9:
		return 0, t.Raisef(&py.OverflowError, "timeout value is too large")
	case seconds == -1:
		return -1, nil
	}
	return time.Duration(float64(seconds * 1e9)), nil
}

func acquireLock(t *py.Thread, a []py.Value) (py.Value, error) {
	l := py.As[lock](a[0])
	wait, err := lockTimeout(t, a[1:])
	if err != nil {
		return py.Value{}, err
	}
	if l.held && wait != 0 {
		what := "a lock"
		if l.owner != nil {
			what += " that " + l.owner.Name + " holds"
		}
		if _, err := t.Wait(what, func() bool { return !l.held }, wait); err != nil {
			return py.Value{}, err
		}
	}
	if l.held {
		return py.False, nil
	}
	l.held, l.owner = true, t.CurrentStrand()
	return py.True, nil
}

func acquireRLock(t *py.Thread, a []py.Value) (py.Value, error) {
	l := py.As[lock](a[0])
	wait, err := lockTimeout(t, a[1:])
	if err != nil {
		return py.Value{}, err
	}
	me := t.CurrentStrand()
	if l.owner == me && l.held {
		l.depth++
		return py.True, nil
	}
	if l.held && wait != 0 {
		if _, err := t.Wait("a lock that "+l.owner.Name+" holds", func() bool { return !l.held }, wait); err != nil {
			return py.Value{}, err
		}
	}
	if l.held {
		return py.False, nil
	}
	l.held, l.owner, l.depth = true, me, 1
	return py.True, nil
}

// threadModule is the module _thread.
func threadModule(t *py.Thread) *py.Module {
	m := t.ModuleOf("_thread", threadFunctions())
	m.Set(t, "LockType", py.Obj(&lockType))
	m.Set(t, "lock", py.Obj(&lockType))
	m.Set(t, "RLock", py.Obj(&rlockType))
	m.Set(t, "error", py.Obj(&py.RuntimeError))
	m.Set(t, "TIMEOUT_MAX", py.Float(9223372036.0))
	return m
}

var threadFunctions = sync.OnceValue(func() *py.FunctionSet {
	defineLocks()
	return py.Functions("_thread", []py.Def{
		{Name: "start_new_thread", Sig: "function, args, kwargs=None, /", Fn: startThread},
		{Name: "start_new", Sig: "function, args, kwargs=None, /", Fn: startThread},
		{Name: "_start", Sig: "function, name, daemon, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[1], "name")
			if err != nil {
				return py.Value{}, err
			}
			fn := a[0]
			strand, err := t.Spawn(s.S, a[2] == py.True, func(t *py.Thread) error {
				_, err := t.Call(fn)
				return err
			})
			if err != nil {
				return py.Value{}, err
			}
			return py.Int(strand.ID), nil
		}},
		{Name: "_rename", Sig: "ident, name, daemon, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			id, err := t.IntArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			s, err := t.StrArg(a[1], "name")
			if err != nil {
				return py.Value{}, err
			}
			if strand := t.FindStrand(int64(id)); strand != nil {
				strand.Name, strand.Daemon = s.S, a[2] == py.True
			}
			return py.None, nil
		}},
		{Name: "_wait_for", Sig: "list, what, timeout=None, /", Fn: waitFor},
		{Name: "_alive", Sig: "ident, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			id, err := t.IntArg(a[0])
			return py.Bool(t.FindStrand(int64(id)) != nil), err
		}},
		{Name: "_join", Sig: "ident, name, timeout, /", Fn: joinThread},
		{Name: "_yield", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, t.YieldTurn() }},
		{Name: "get_ident", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(t.CurrentStrand().ID), nil }},
		{Name: "get_native_id", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(t.CurrentStrand().ID), nil }},
		{Name: "_get_main_thread_ident", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(t.MainStrand().ID), nil }},
		{Name: "_count", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(int64(t.StrandCount() - 1)), nil }},
		{Name: "allocate_lock", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return newLock(t, &lockType) }},
		{Name: "allocate", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return newLock(t, &lockType) }},
		{Name: "exit", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Value{}, t.NewException(&py.SystemExit) }},
		{Name: "exit_thread", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Value{}, t.NewException(&py.SystemExit) }},
		{Name: "stack_size", Sig: "size=0, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(0), nil }},
		{Name: "_clock", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Float(t.Now().Seconds()), nil }},
		{Name: "_sleep", Sig: "seconds, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.FloatArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.None, t.Sleep(time.Duration(math.Ceil(min(s, 9e9) * 1e9)))
		}},
	})
})

// startThread is start_new_thread: what nobody catches is printed, and SystemExit ends the thread silently.
func startThread(t *py.Thread, a []py.Value) (py.Value, error) {
	if a[1].Tuple() == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "2nd arg must be a tuple")
	}
	fn, args := a[0], append([]py.Value(nil), a[1].Tuple().Items...)
	var kw []py.Keyword
	if a[2].IsSet() && a[2].Dict() != nil {
		d := a[2].Dict()
		for i := 0; ; i++ {
			k, v, ok := d.Entry(i)
			if !ok {
				break
			}
			if k.IsSet() && k.Str() != nil {
				kw = append(kw, py.Keyword{Name: k.Str(), Value: v})
			}
		}
	}
	kwargs := a[2]
	if !kwargs.IsSet() {
		kwargs = py.None
	}
	keep := t.Tuple(fn, a[1], kwargs)
	s, err := t.Spawn("a thread", true, func(t *py.Thread) error {
		t.Hold(keep)
		_, err := t.CallKw(fn, args, kw)
		if e, ok := err.(*py.Exception); ok && !e.Type().IsSubtype(&py.SystemExit) {
			text, err := t.FormatException(e)
			if err != nil {
				return err
			}
			r, err := t.Repr(fn)
			if err != nil {
				return err
			}
			return t.Write(t.Stderr, py.OutputText("Exception ignored in thread started by "+r+":\n"+text))
		}
		return err
	})
	if err != nil {
		return py.Value{}, err
	}
	return py.Int(s.ID), nil
}

// waitFor lets other threads run until a list is not empty, or some seconds have passed.
func waitFor(t *py.Thread, a []py.Value) (py.Value, error) {
	s, err := t.StrArg(a[1], "what")
	if err != nil {
		return py.Value{}, err
	}
	wait := time.Duration(-1)
	if a[2].IsSet() && !a[2].IsNone() {
		f, err := t.FloatArg(a[2])
		if err != nil {
			return py.Value{}, err
		}
		wait = time.Duration(max(min(f, 9e9), 0) * 1e9)
	}
	list := a[0].List()
	ok, err := t.Wait(s.S, func() bool { return len(list.Items) > 0 }, wait)
	return py.Bool(ok), err
}

// joinThread waits for the end of a thread.
func joinThread(t *py.Thread, a []py.Value) (py.Value, error) {
	id, err := t.IntArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	s, err := t.StrArg(a[1], "name")
	if err != nil {
		return py.Value{}, err
	}
	wait := time.Duration(-1)
	if !a[2].IsNone() {
		f, err := t.FloatArg(a[2])
		if err != nil {
			return py.Value{}, err
		}
		wait = time.Duration(max(min(f, 9e9), 0) * 1e9)
	}
	ok, err := t.Wait("the end of "+s.S, func() bool { return t.FindStrand(int64(id)) == nil }, wait)
	return py.Bool(ok), err
}
