package native

import (
	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/vm"
)

// apart is a run in two realms: two interpreters that share nothing but the engine's own types, and the budgets, which
// belong to whichever is running.
type apart struct {
	main, tests *realm
}

// realm is one of the interpreters.
type realm struct {
	t       *py.Thread
	m       *vm.Machine
	peer    *realm
	shown   *py.List // what the other realm holds handles of: roots, which no program can reach
	handles map[py.Value]py.Value
}

func newRealm(t *py.Thread, m *vm.Machine) *realm {
	defineHandle()
	r := &realm{t: t, m: m, shown: t.NewList(nil), handles: map[py.Value]py.Value{}}
	roots := t.Hooks.Roots
	t.Hooks.Roots = func(visit func(py.Value)) {
		roots(visit)
		visit(py.Obj(r.shown))
	}
	return r
}

// runApart runs a text in the realm of the tests.
func (r *run) runApart(s interp.Step) bool {
	t, m := r.t, r.m
	if r.apart == nil {
		main := newRealm(t, m)
		r.begin(t.Ctx, t.Host, t.Limits)
		tests := newRealm(r.t, r.m)
		main.peer, tests.peer = tests, main
		r.apart = &apart{main, tests}
	}
	a := r.apart
	r.t, r.m = a.tests.t, a.tests.m
	py.Handover(t, r.t)
	ok := (s.Prelude == nil || r.runSource(s.Prelude, nil, s.Kept)) && a.bind(r, s.Names) && r.runSource(s.Source, s.Parsed, s.Kept)
	err := r.t.Stopped()
	py.Handover(r.t, t)
	r.t, r.m = t, m
	if err != nil {
		_ = t.Halt(err) // it is in the outcome already
	}
	return ok
}

// bind makes names of the other steps' __main__ known to the tests.
func (a *apart) bind(r *run, names []string) bool {
	for _, name := range names {
		main := a.main
		v := main.m.Main().Dict.GetStr(main.t, main.t.Intern(name))
		if !v.IsSet() {
			continue // the tests will find out
		}
		v, err := a.tests.receive(v)
		if err != nil {
			r.end(err)
			return false
		}
		a.tests.m.Main().Dict.SetStr(a.tests.t, a.tests.t.Intern(name), v)
	}
	return true
}

// visit runs f in the other realm, with the budgets.
func (r *realm) visit(f func() error) error {
	home := r.peer
	py.Handover(r.t, home.t)
	err := f()
	py.Handover(home.t, r.t)
	switch e := err.(type) {
	case nil:
		return nil
	case *py.Exception:
		return r.translate(e)
	default:
		return r.t.Halt(err)
	}
}

// translate makes an exception of this realm of one of the other's: of the nearest class that both have.
func (r *realm) translate(e *py.Exception) error {
	typ := e.Type()
	for _, c := range typ.MRO {
		if !c.IsPython() {
			typ = c
			break
		}
	}
	args := make([]py.Value, 0, len(e.Args.Items))
	for _, x := range e.Args.Items {
		v, err := r.receive(x)
		if err != nil {
			return err
		}
		args = append(args, v)
	}
	if typ != e.Type() { // its name would be lost
		text := ""
		err := r.visitQuietly(func() (err error) {
			text, err = r.peer.t.Str(py.Obj(e))
			return err
		})
		if err != nil {
			return err
		}
		args = []py.Value{r.t.StrValue(e.Type().Name + ": " + text)}
	}
	return r.t.NewException(typ, args...)
}

// visitQuietly is visit for what may itself raise: then it is as if it had not been asked.
func (r *realm) visitQuietly(f func() error) error {
	py.Handover(r.t, r.peer.t)
	err := f()
	py.Handover(r.peer.t, r.t)
	if _, ok := err.(*py.Exception); ok || err == nil {
		return nil
	}
	return r.t.Halt(err)
}

// call calls a value of the other realm. What it does to the lists, dicts and sets that it was given is done to the
// originals.
func (r *realm) call(fn py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
	home := r.peer
	var given *py.List
	var result py.Value
	err := r.visit(func() error {
		given = home.t.NewList(nil)
		if err := home.keep(py.Obj(given)); err != nil {
			return err
		}
		for _, x := range args {
			if err := home.take(given, x); err != nil {
				return err
			}
		}
		words := make([]py.Keyword, len(kw))
		for i, k := range kw {
			if err := home.take(given, k.Value); err != nil {
				return err
			}
			words[i] = py.Keyword{Name: home.t.Intern(k.Name.S), Value: given.Items[len(args)+i]}
		}
		var err error
		if result, err = home.t.CallKw(fn, given.Items[:len(args)], words); err == nil {
			err = given.Append(home.t, result)
		}
		return err
	})
	if given != nil {
		defer home.drop(given)
	}
	if err != nil {
		return py.Value{}, err
	}
	for i, x := range args {
		if err := r.writeBack(x, given.Items[i]); err != nil {
			return py.Value{}, err
		}
	}
	return r.receive(result)
}

func (r *realm) take(list *py.List, v py.Value) error {
	x, err := r.receive(v)
	if err != nil {
		return err
	}
	return list.Append(r.t, x)
}

// keep makes a value a root; drop ends it.
func (r *realm) keep(v py.Value) error { return r.shown.Append(r.t, v) }

func (r *realm) drop(v *py.List) {
	for i := len(r.shown.Items) - 1; i >= 0; i-- {
		if r.shown.Items[i] == py.Obj(v) {
			r.shown.Items = append(r.shown.Items[:i], r.shown.Items[i+1:]...)
			return
		}
	}
}

// writeBack gives an argument the content that its copy has now.
func (r *realm) writeBack(original, copied py.Value) error {
	switch original.Type() {
	case &py.ListType, &py.SetType, &py.DictType:
	default:
		return nil
	}
	now, err := r.receive(copied)
	if err != nil {
		return err
	}
	switch original.Type() {
	case &py.ListType:
		original.List().Items = now.List().Items
	case &py.SetType:
		original.Set().Clear()
		return original.Set().AddAll(r.t, now)
	case &py.DictType:
		original.Dict().Clear(r.t)
		return r.t.UpdateFrom(original.Dict(), now)
	}
	return nil
}
