package py

import (
	"unsafe"

	"github.com/assay-score/assay/interp/internal/code"
)

// dying keeps what wants to know of an end: objects with __del__, generators suspended inside a try or with, and weak
// references. Objects die when a trace does not find them, not when the last reference goes: so finalisers run between
// instructions after a trace, in gc.collect(), at a del statement while there are any, and at the end of the run, and
// never once a limit has ended it.
type dying struct {
	watched   []Value // in the order of creation
	weak      []*WeakRef
	canonical map[unsafe.Pointer]*WeakRef // the reference without a callback that all who ask for one share
	queue     []Value                     // found dead and not finalised yet
	found     int
	running   bool
	lastCount uint64 // objects that the last trace visited
	spent     uint64 // fuel that traces after del statements have cost
}

// eager is up to how many objects a del statement may have to trace.
const eager = 20_000

// WeakRef is a weak reference: weakref.ref and what derives from it.
type WeakRef struct {
	Header
	target   Value // unset once dead
	Callback Value
	hash     int64
	hashed   bool
}

// Target is the object referred to, unset once it has died.
func (w *WeakRef) Target() Value { return w.target }

// Watch makes sure that an object with __del__, or a generator that holds something open, is finalised when it dies.
func (t *Thread) Watch(v Value) {
	t.alloc(16)
	t.mem.dying.watched = append(t.mem.dying.watched, v)
}

// NewWeakRef is a weak reference to an object. References of the plain type without a callback are shared.
func (t *Thread) NewWeakRef(typ *Type, target, callback Value) *WeakRef {
	d := &t.mem.dying
	plain := typ == &WeakRefType && !callback.IsSet()
	if plain {
		if w := d.canonical[target.ref]; w != nil {
			return w
		}
	}
	var w *WeakRef
	if typ == &WeakRefType {
		t.alloc(objectSize + 48)
		w = &WeakRef{Header: Header{typ: typ}}
	} else {
		w = as[WeakRef](typ.alloc(t, typ))
	}
	w.target, w.Callback = target, callback
	d.weak = append(d.weak, w)
	if plain {
		if d.canonical == nil {
			d.canonical = map[unsafe.Pointer]*WeakRef{}
		}
		d.canonical[target.ref] = w
	}
	return w
}

// WeakRefs are the weak references to an object, in the order of creation.
func (t *Thread) WeakRefs(target Value) ([]*WeakRef, error) {
	if err := t.Charge(len(t.mem.dying.weak) / 4); err != nil {
		return nil, err
	}
	var out []*WeakRef
	for _, w := range t.mem.dying.weak {
		if w.target == target {
			out = append(out, w)
		}
	}
	return out, t.Grow(uint64(len(out)) * 16)
}

// Container tells whether a value can hold others: what CPython's collector keeps an eye on.
func Container(v Value) bool { return v.isHeap() && (v.Type().Trace != nil || v.ext() != nil) }

// Referable tells whether a value can be referred to weakly, as CPython has it.
func Referable(v Value) bool {
	if !v.isHeap() {
		return false
	}
	typ := v.Type()
	switch {
	case typ.flags&(typeSubclass|setSubclass|referable) != 0, v.Func() != nil, v.BoundMethod() != nil && typ != &MethodWrapperType, typ == &BuiltinType, v.Generator() != nil, v.Module() != nil:
		return true
	case typ.flags&tupleSubclass != 0:
		return false
	case typ.native:
		switch typ {
		case &TypeVarType, &ParamSpecType, &TypeVarTupleType, &GenericAliasType, &UnionType, &CodeType, &MemoryViewType:
			return true
		}
		switch typ.Name { // those of modules
		case "collections.OrderedDict", "collections.deque", "functools.partial", "functools._lru_cache_wrapper", "re.Pattern", "array.array":
			return true
		}
	}
	return typ.flags&isHeapType != 0 && (typ.flags&hasDict != 0 || typ.weakSlot())
}

// weakSlot tells whether __slots__ names __weakref__, of the class or of one that it derives from.
func (typ *Type) weakSlot() bool {
	for _, c := range typ.MRO {
		s := c.Attrs.Get("__slots__")
		if !s.IsSet() {
			continue
		}
		if s.Str() != nil && s.Str().S == "__weakref__" {
			return true
		}
		if p := s.items(); p != nil {
			for _, n := range *p {
				if n.IsSet() && n.Str() != nil && n.Str().S == "__weakref__" {
					return true
				}
			}
		}
	}
	return false
}

// eagerFuel is how much fuel traces after del statements may cost beside a quarter of all that a run spends: a loop that
// deletes something in each round must not trace in each.
const eagerFuel = 200_000

// Dropped is called by the machine when a name has been deleted: what died of it is finalised before the next instruction,
// unless finding out has become too dear.
func (t *Thread) Dropped() {
	d := &t.mem.dying
	if len(d.watched)+len(d.weak) == 0 || d.lastCount >= eager || d.running {
		return
	}
	cost := d.lastCount * traceCost
	if d.spent+cost > eagerFuel+t.Spent()/4 {
		return
	}
	d.spent += cost
	t.mem.due = true
	t.Interrupt()
}

// bury finishes a trace: it finds out which of the watched have died. They are counted once more, because they live
// until they have been finalised.
func (t *Thread) bury(c *counter, sure bool) {
	d := &t.mem.dying
	d.lastCount = c.count
	if !sure {
		for _, v := range d.watched {
			c.visit(v)
		}
		for _, w := range d.weak {
			if w.target.IsSet() {
				c.visit(w.target)
			}
		}
		t.eachSubclass(func(typ *Type) { c.visit(Obj(typ)) })
		c.drain()
		c.live += uint64(len(d.watched)) * 16
		return
	}
	var callbacks []Value // after the finalisers, as in CPython
	weak := d.weak[:0]
	for _, w := range d.weak {
		switch {
		case !c.seen(Obj(w)):
			delete(d.canonical, w.target.ref)
		case !c.seen(w.target):
			if d.canonical[w.target.ref] == w {
				delete(d.canonical, w.target.ref)
			}
			w.target = Value{}
			if w.Callback.IsSet() {
				callbacks = append(callbacks, Obj(w))
			}
		default:
			weak = append(weak, w)
		}
	}
	clear(d.weak[len(weak):])
	d.weak = weak
	watched := d.watched[:0]
	for _, v := range d.watched {
		g := v.Generator()
		switch {
		case c.seen(v):
			if g == nil || g.Frame != nil {
				watched = append(watched, v)
			}
		case g != nil && (g.Frame == nil || !g.Started):
		default:
			d.queue = append(d.queue, v)
			d.found++
		}
	}
	clear(d.watched[len(watched):])
	d.watched = watched
	d.queue = append(d.queue, callbacks...)
	for _, v := range d.queue {
		c.visit(v)
	}
	c.drain()
	c.live += uint64(len(d.watched)) * 16
	t.forgetSubclasses(c)
	if t.Hooks.Buried != nil {
		t.Hooks.Buried(c.seen)
	}
}

// eachSubclass calls f with every class that the run made and that a base still lists.
func (t *Thread) eachSubclass(f func(*Type)) {
	var work []*Type
	seen := map[*Type]bool{}
	for _, list := range t.subtypes { // the order does not matter: f only marks
		work = append(work, list...)
	}
	for len(work) > 0 {
		typ := work[len(work)-1]
		work = work[:len(work)-1]
		if again(seen, typ) {
			continue
		}
		f(typ)
		work = append(work, typ.subclasses...)
	}
}

// again tells whether a walk from bases to subclasses was at a class before, which is not asked of one with a single way
// to it: in a lattice of diamonds the ways double with every level.
func again(seen map[*Type]bool, typ *Type) bool {
	if len(typ.Bases) < 2 {
		return false
	}
	was := seen[typ]
	seen[typ] = true
	return was
}

// forgetSubclasses takes dead classes off the lists of their bases.
func (t *Thread) forgetSubclasses(c *counter) {
	live := func(list []*Type) []*Type {
		kept := list[:0]
		for _, typ := range list {
			if c.seen(Obj(typ)) {
				kept = append(kept, typ)
			}
		}
		clear(list[len(kept):])
		return kept
	}
	var work []*Type
	seen := map[*Type]bool{}
	for base, list := range t.subtypes { // each list on its own: the order does not matter
		list = live(list)
		t.subtypes[base] = list
		work = append(work, list...)
	}
	for len(work) > 0 {
		typ := work[len(work)-1]
		work = work[:len(work)-1]
		if again(seen, typ) {
			continue
		}
		typ.subclasses = live(typ.subclasses)
		work = append(work, typ.subclasses...)
	}
}

// finalize runs what the dead have to say. Only a limit is an error; what else goes wrong is reported, as CPython does.
func (t *Thread) finalize() error {
	d := &t.mem.dying
	if d.running {
		return nil
	}
	d.running = true
	handled := t.Handled
	defer func() { d.running, t.Handled = false, handled }()
	for len(d.queue) > 0 {
		v := d.queue[0]
		d.queue[0] = Value{}
		d.queue = d.queue[1:]
		t.Handled = nil
		t.Hold(v)
		err := t.finalizeOne(v)
		t.Release(1)
		if err != nil {
			return err
		}
	}
	d.queue = nil
	return nil
}

func (t *Thread) finalizeOne(v Value) error {
	var err error
	what := Value{}
	switch {
	case v.Generator() != nil:
		what = v
		_, err = t.CloseGenerator(v.Generator())
	case v.Type().IsSubtype(&WeakRefType):
		what = as[WeakRef](v).Callback
		_, err = t.Call(what, v)
	default:
		if what = v.Type().Lookup("__del__"); what.IsSet() {
			_, err = t.CallMethodOf(what, v)
		}
	}
	e, ok := err.(*Exception)
	if err == nil || !ok {
		return err
	}
	return t.Unraisable(e, what)
}

// Unraisable reports an exception that cannot be raised where it happened.
func (t *Thread) Unraisable(e *Exception, what Value) error {
	name, err := t.Repr(what)
	if err != nil {
		if _, ok := err.(*Exception); !ok {
			return err
		}
		name = "<object repr() failed>"
	}
	text, err := t.FormatException(e)
	if err != nil {
		return err
	}
	return t.Write(t.Stderr, OutputText("Exception ignored in: "+name+"\n"+text))
}

// Finish finalises, at the end of a run, everything that is still watched, in the order of creation. What these
// finalisers make in turn is finalised too, as long as there is fuel for it.
func (t *Thread) Finish() error {
	if err := t.refuel(); err != nil { // what the last instructions did has been paid for, or not
		return err
	}
	d := &t.mem.dying
	for len(d.watched) > 0 || len(d.queue) > 0 {
		if t.stopped != nil {
			return t.stopped
		}
		for _, v := range d.watched {
			if g := v.Generator(); g == nil || g.Frame != nil && g.Started {
				d.queue = append(d.queue, v)
			}
		}
		d.watched = nil
		if err := t.finalize(); err != nil {
			return err
		}
	}
	return nil
}

// weakRefs defines weakref.ReferenceType.
func (b *booter) weakRefs() {
	b.define(&WeakRefType, "ReferenceType", nil, weakRef, Slots{
		New: func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
			if len(args) < 1 || len(args) > 2 {
				return Value{}, t.Raisef(&TypeError, "__new__ expected 1 to 2 arguments, got %d", len(args))
			}
			if !Referable(args[0]) {
				return Value{}, t.Raisef(&TypeError, "cannot create weak reference to '%s' object", args[0].Type().DisplayName())
			}
			callback := Value{}
			if len(args) == 2 && !args[1].IsNone() {
				callback = args[1]
			}
			return Obj(t.NewWeakRef(typ, args[0], callback)), nil
		},
		Init: func(t *Thread, self Value, args []Value, kw []Keyword) error { return nil },
		Call: func(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
			if len(args)+len(kw) > 0 {
				return Value{}, t.Raisef(&TypeError, "weakref.__call__() takes no arguments (%d given)", len(args)+len(kw))
			}
			return as[WeakRef](self).target.orNone(), nil
		},
		Hash: func(t *Thread, self Value) (int64, error) {
			w := as[WeakRef](self)
			if w.hashed {
				return w.hash, nil
			}
			if !w.target.IsSet() {
				return 0, t.Raisef(&TypeError, "weak object has gone away")
			}
			h, err := t.Hash(w.target)
			if err == nil {
				w.hash, w.hashed = int64(h), true
			}
			return int64(h), err
		},
		Compare: weakRefCompare,
		Repr: func(t *Thread, self Value) (Value, error) {
			w := as[WeakRef](self)
			if !w.target.IsSet() {
				return t.StrValue("<weakref at " + t.Address(self) + "; dead>"), nil
			}
			return t.StrValue("<weakref at " + t.Address(self) + "; to '" + w.target.Type().FullName() + "' at " + t.Address(w.target) + ">"), nil
		},
		Trace: func(self Value, visit func(Value)) {
			if cb := as[WeakRef](self).Callback; cb.IsSet() {
				visit(cb)
			}
		},
		Size: func(Value) uint64 { return objectSize + 48 },
	})
	WeakRefType.inModule("weakref")
	layout[WeakRef](&WeakRefType, nil)
	WeakRefType.addAttrs([]Attr{{"__callback__", func(t *Thread, v Value) (Value, error) { return as[WeakRef](v).Callback.orNone(), nil }, nil}})
}

// weakRefCompare compares what two references refer to, or the references themselves once one is dead.
func weakRefCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	if (op != code.CmpEq && op != code.CmpNe) || a.Type().flags&weakRef == 0 || b.Type().flags&weakRef == 0 {
		return NotImplemented, nil
	}
	x, y := as[WeakRef](a).target, as[WeakRef](b).target
	if !x.IsSet() || !y.IsSet() {
		return Bool((a == b) == (op == code.CmpEq)), nil
	}
	return t.Compare(op, x, y)
}
