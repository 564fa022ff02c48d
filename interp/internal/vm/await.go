package vm

import (
	"github.com/assay-score/assay/interp/internal/py"
)

func (m *Machine) asyncIter(v py.Value) (py.Value, error) {
	t := m.t
	fn := v.Type().Lookup("__aiter__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'async for' requires an object with __aiter__ method, got %s", v.Type().Name)
	}
	it, err := t.CallMethodOf(fn, v)
	if err != nil {
		return py.Value{}, err
	}
	if !it.Type().Lookup("__anext__").IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %s", it.Type().Name)
	}
	return it, nil
}

// awaitable is the iterator of an await expression; from says whose answer is awaited in an async with statement.
func (m *Machine) awaitable(v py.Value, from uint16) (py.Value, error) {
	it, err := m.t.Awaitable(v)
	if from > 0 && py.Catch(err, &py.TypeError) != nil && !v.Type().Lookup("__await__").IsSet() {
		return it, m.t.Raisef(&py.TypeError, "'async with' received an object from %s that does not implement __await__: %s",
			[...]string{1: "__aenter__", 2: "__aexit__"}[from], v.Type().Name)
	}
	return it, err
}

// asyncNext is the iterator that drives the next step of an async for loop.
func (m *Machine) asyncNext(it py.Value) (py.Value, error) {
	t := m.t
	fn := it.Type().Lookup("__anext__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'async for' requires an iterator with __anext__ method, got %s", it.Type().Name)
	}
	v, err := t.CallMethodOf(fn, it)
	if err != nil {
		return py.Value{}, err
	}
	a, err := t.Awaitable(v)
	if e, ok := err.(*py.Exception); ok {
		r := t.Raisef(&py.TypeError, "'async for' received an invalid object from __anext__: %s", v.Type().Name).(*py.Exception)
		r.Cause, r.Context, r.Suppress = py.Obj(e), e, true
		return py.Value{}, r
	}
	return a, err
}
