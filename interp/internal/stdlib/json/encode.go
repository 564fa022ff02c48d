package json

import (
	"math"
	"strconv"

	"github.com/assay-score/assay/interp/internal/py"
)

// encoder writes one value.
type encoder struct {
	t                                  *py.Thread
	b                                  []byte
	charged                            int
	fallback                           py.Value
	ascii, circular, nan, sorted, skip bool
	indent                             string
	indented                           bool
	itemSep, keySep                    string
	active                             map[py.Value]bool // the containers around, to find circles
}

func encode(t *py.Thread, a []py.Value) (py.Value, error) {
	e := &encoder{t: t, fallback: a[1], active: map[py.Value]bool{}}
	for i, p := range []*bool{&e.ascii, &e.circular, &e.nan, &e.sorted, &e.skip} {
		b, err := t.Truth(a[2+i])
		if err != nil {
			return py.Value{}, err
		}
		*p = b
	}
	if !a[7].IsNone() {
		e.indented = true
		if s := a[7].Str(); s != nil {
			e.indent = s.S
		} else {
			n, err := t.IntArg(a[7])
			if err != nil {
				return py.Value{}, err
			}
			if err := t.Grow(uint64(max(n, 0))); err != nil {
				return py.Value{}, err
			}
			for range n {
				e.indent += " "
			}
		}
	}
	for i, p := range []*string{&e.itemSep, &e.keySep} {
		s, err := t.StrArg(a[8+i], "separator")
		if err != nil {
			return py.Value{}, err
		}
		*p = s.S
	}
	if err := e.value(a[0], 0); err != nil {
		return py.Value{}, err
	}
	if err := e.pay(); err != nil {
		return py.Value{}, err
	}
	return t.StrValue(string(e.b)), nil
}

// pay charges for what was written since.
func (e *encoder) pay() error {
	n := len(e.b) - e.charged
	e.charged = len(e.b)
	if err := e.t.Charge(n/16 + 1); err != nil {
		return err
	}
	return e.t.Grow(uint64(n))
}

func (e *encoder) str(s string) error {
	if len(s) > 256 {
		if err := e.t.Charge(len(s) / 16); err != nil {
			return err
		}
		if err := e.t.Grow(uint64(len(s))); err != nil {
			return err
		}
	}
	e.b = appendQuoted(e.b, s, e.ascii)
	return nil
}

// floatText is how a float is written; ok is false for those that JSON does not know and that are not allowed.
func (e *encoder) floatText(f float64) (text string, err error) {
	switch {
	case f != f:
		text = "NaN"
	case math.IsInf(f, 1):
		text = "Infinity"
	case math.IsInf(f, -1):
		text = "-Infinity"
	default:
		return py.FloatText(f), nil
	}
	if !e.nan {
		return "", e.t.RaiseNew(&py.ValueError, "Out of range float values are not JSON compliant: "+py.FloatText(f))
	}
	return text, nil
}

// scalar writes what is no container and says whether it was one of those.
func (e *encoder) scalar(v py.Value) (bool, error) {
	switch {
	case v.IsNone():
		e.b = append(e.b, "null"...)
	case v == py.True:
		e.b = append(e.b, "true"...)
	case v == py.False:
		e.b = append(e.b, "false"...)
	case v.IsInt():
		e.b = strconv.AppendInt(e.b, v.Small(), 10)
	case v.IsFloat():
		s, err := e.floatText(v.F())
		e.b = append(e.b, s...)
		return true, err
	default:
		if s := v.Str(); s != nil {
			return true, e.str(s.S)
		}
		if small, large, ok := v.Long(); ok {
			if large == nil {
				e.b = strconv.AppendInt(e.b, small, 10)
				return true, nil
			}
			s, err := e.t.IntText(v)
			e.b = append(e.b, s...)
			return true, err
		}
		if f, ok := v.Double(); ok {
			s, err := e.floatText(f)
			e.b = append(e.b, s...)
			return true, err
		}
		return false, nil
	}
	return true, nil
}

func (e *encoder) value(v py.Value, level int) error {
	if len(e.b)-e.charged > 1024 {
		if err := e.pay(); err != nil {
			return err
		}
	}
	e.t.Spend(1)
	if done, err := e.scalar(v); done {
		return err
	}
	what := "object"
	items := v.ItemsOf()
	isList := items != nil || v.List() != nil || v.Tuple() != nil
	if isList {
		what = "array"
	}
	if err := e.t.Enter(); err != nil {
		if py.Catch(err, &py.RecursionError) != nil {
			err = e.t.RaiseNew(&py.RecursionError, "maximum recursion depth exceeded while encoding a JSON "+what)
		}
		return err
	}
	defer e.t.Leave()
	if isList {
		if n, err := e.t.Len(v); err == nil && n == 0 {
			e.b = append(e.b, "[]"...)
			return nil
		}
	}
	if e.circular {
		if e.active[v] {
			return e.t.RaiseNew(&py.ValueError, "Circular reference detected")
		}
		e.active[v] = true
		defer delete(e.active, v)
	}
	switch {
	case isList:
		return e.array(v, level)
	case v.Dict() != nil:
		return e.object(v, level)
	}
	o, err := e.t.Call(e.fallback, v)
	if err != nil {
		return err
	}
	if err := e.value(o, level); err != nil {
		return e.note(err, "when serializing "+v.Type().Name+" object")
	}
	return nil
}

// note says in an exception's notes where in the data it arose.
func (e *encoder) note(err error, text string) error {
	if x := py.Catch(err, &py.BaseExceptionType); x != nil {
		x.AddNote(e.t, text)
	}
	return err
}

// newline begins a line at a level.
func (e *encoder) newline(level int) error {
	if !e.indented {
		return nil
	}
	e.b = append(e.b, '\n')
	if n := level * len(e.indent); n > 256 {
		if err := e.t.Charge(n / 32); err != nil {
			return err
		}
		if err := e.t.Grow(uint64(n)); err != nil {
			return err
		}
	}
	for range level {
		e.b = append(e.b, e.indent...)
	}
	return nil
}

func (e *encoder) array(v py.Value, level int) error {
	e.b = append(e.b, '[')
	name := v.Type().Name
	i := 0
	err := e.t.Iterate(v, func(x py.Value) error {
		if i > 0 {
			e.b = append(e.b, e.itemSep...)
		}
		if err := e.newline(level + 1); err != nil {
			return err
		}
		if err := e.value(x, level+1); err != nil {
			return e.note(err, "when serializing "+name+" item "+strconv.Itoa(i))
		}
		i++
		return nil
	})
	if err != nil {
		return err
	}
	if i > 0 {
		if err := e.newline(level); err != nil {
			return err
		}
	}
	e.b = append(e.b, ']')
	return nil
}

// items are the items of a dict to write: pairs of a dict of our own directly, of a subclass as its items() gives them.
func (e *encoder) items(v py.Value) (py.Value, error) {
	items, err := e.t.CallMethod(v, "items")
	if err != nil {
		return py.Value{}, err
	}
	list, err := e.t.ToSlice(items)
	if err != nil {
		return py.Value{}, err
	}
	l := e.t.ListValue(list)
	if e.sorted {
		return l, e.t.Sort(l.List().Items, py.Value{}, false)
	}
	return l, nil
}

func (e *encoder) object(v py.Value, level int) error {
	d := v.Dict()
	if d.Len() == 0 {
		e.b = append(e.b, "{}"...)
		return nil
	}
	first := true
	name := v.Type().Name
	start := len(e.b)
	e.b = append(e.b, '{')
	write := func(k, x py.Value) error {
		mark := len(e.b)
		if !first {
			e.b = append(e.b, e.itemSep...)
		}
		if err := e.newline(level + 1); err != nil {
			return err
		}
		ok, err := e.key(k)
		if err != nil {
			return err
		}
		if !ok {
			e.b = e.b[:mark]
			return nil
		}
		first = false
		e.b = append(e.b, e.keySep...)
		if err := e.value(x, level+1); err != nil {
			r, rerr := e.t.Repr(k)
			if rerr != nil {
				return rerr
			}
			return e.note(err, "when serializing "+name+" item "+r)
		}
		return nil
	}
	if v.Type() == &py.DictType && !e.sorted {
		n := d.Len()
		for i := 0; ; i++ {
			k, x, more := d.Entry(i)
			if !more {
				break
			}
			if !k.IsSet() {
				continue
			}
			if err := e.t.Charge(1); err != nil {
				return err
			}
			if err := write(k, x); err != nil {
				return err
			}
			if d.Len() != n {
				return e.t.RaiseNew(&py.RuntimeError, "dictionary changed size during iteration")
			}
		}
	} else {
		list, err := e.items(v)
		if err != nil {
			return err
		}
		e.t.Hold(list)
		defer e.t.Release(1)
		for _, pair := range list.List().Items {
			p := pair.Tuple()
			if p == nil || len(p.Items) != 2 {
				return e.t.RaiseNew(&py.ValueError, "items must return 2-tuples")
			}
			if err := e.t.Charge(1); err != nil {
				return err
			}
			if err := write(p.Items[0], p.Items[1]); err != nil {
				return err
			}
		}
	}
	if first {
		e.b = append(e.b[:start], "{}"...)
		return nil
	}
	if err := e.newline(level); err != nil {
		return err
	}
	e.b = append(e.b, '}')
	return nil
}

// key writes a key as a string; ok is false for one that is skipped.
func (e *encoder) key(k py.Value) (ok bool, err error) {
	if s := k.Str(); s != nil {
		return true, e.str(s.S)
	}
	text := ""
	switch {
	case k.IsNone():
		text = "null"
	case k == py.True:
		text = "true"
	case k == py.False:
		text = "false"
	default:
		if f, isFloat := k.Double(); isFloat {
			text, err = e.floatText(f)
		} else if small, large, isInt := k.Long(); isInt {
			if large == nil {
				text = strconv.FormatInt(small, 10)
			} else {
				text, err = e.t.IntText(k)
			}
		} else if e.skip {
			return false, nil
		} else {
			return false, e.t.Raisef(&py.TypeError, "keys must be str, int, float, bool or None, not %s", k.Type().Name)
		}
	}
	e.b = append(append(append(e.b, '"'), text...), '"')
	return true, err
}
