package vm

import (
	"github.com/assay-score/assay/interp/internal/py"
)

func (m *Machine) matchKeys(subject py.Value, keys []py.Value) (py.Value, error) {
	t := m.t
	get, err := t.GetAttr(subject, t.Intern("get"))
	if err != nil {
		return py.Value{}, err
	}
	missing := t.ListValue(nil)
	out := make([]py.Value, 0, len(keys))
	var seen *py.Set // of many keys; few are compared with each other
	if len(keys) > 8 {
		seen = t.NewSet()
	}
	for i, k := range keys {
		same, err := m.hasKey(seen, keys[:i], k)
		if err != nil {
			return py.Value{}, err
		}
		if same {
			s, err := t.Repr(k)
			if err != nil {
				return py.Value{}, err
			}
			return py.Value{}, t.Raisef(&py.ValueError, "mapping pattern checks duplicate key (%s)", s)
		}
		v, err := t.Call(get, k, missing)
		if err != nil {
			return py.Value{}, err
		}
		if v == missing {
			return py.None, nil
		}
		out = append(out, v)
	}
	return t.Tuple(out...), nil
}

// hasKey tells whether a key of a mapping pattern is among those before it, and adds it to them.
func (m *Machine) hasKey(seen *py.Set, before []py.Value, k py.Value) (bool, error) {
	if seen == nil {
		for _, o := range before {
			if same, err := m.t.Equal(o, k); err != nil || same {
				return same, err
			}
		}
		return false, nil
	}
	if same, err := seen.Has(m.t, k); err != nil || same {
		return same, err
	}
	return false, seen.Add(m.t, k)
}

func (m *Machine) matchRest(subject py.Value, keys []py.Value) (py.Value, error) {
	t := m.t
	d := t.NewDict()
	if err := t.UpdateFrom(d, subject); err != nil {
		return py.Value{}, err
	}
	for _, k := range keys {
		if _, _, err := d.Delete(t, k); err != nil {
			return py.Value{}, err
		}
	}
	return py.Obj(d), nil
}

// matchClass takes the attributes that a class pattern names, or answers None.
func (m *Machine) matchClass(subject, cls py.Value, npos int, kwNames []py.Value) (py.Value, error) {
	t := m.t
	typ := cls.AsType()
	if typ == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "called match pattern must be a class")
	}
	ok, err := t.IsInstanceOf(subject, cls)
	if err != nil {
		return py.Value{}, err
	}
	if !ok {
		return py.None, nil
	}
	var out []py.Value
	seen := map[string]bool{}
	if npos > 0 {
		args, err := t.GetAttrOr(cls, "__match_args__")
		if err != nil {
			return py.Value{}, err
		}
		switch {
		case !args.IsSet():
			if !typ.MatchesSelf() || npos > 1 {
				allowed := 0
				if typ.MatchesSelf() {
					allowed = 1
				}
				s := "s"
				if allowed == 1 {
					s = ""
				}
				return py.Value{}, t.Raisef(&py.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", typ.Name, allowed, s, npos)
			}
			out = append(out, subject)
		default:
			names := args.Tuple()
			if names == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "%s.__match_args__ must be a tuple (got %s)", typ.Name, args.Type().Name)
			}
			if npos > len(names.Items) {
				s := "s"
				if len(names.Items) == 1 {
					s = ""
				}
				return py.Value{}, t.Raisef(&py.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", typ.Name, len(names.Items), s, npos)
			}
			for _, n := range names.Items[:npos] {
				name := n.Str()
				if name == nil {
					return py.Value{}, t.Raisef(&py.TypeError, "__match_args__ elements must be strings (got %s)", n.Type().Name)
				}
				if seen[name.S] {
					return py.Value{}, t.Raisef(&py.TypeError, "%s() got multiple sub-patterns for attribute '%s'", typ.Name, name.S)
				}
				seen[name.S] = true
				v, err := t.GetAttrOr(subject, name.S)
				if err != nil || !v.IsSet() {
					return py.None, err
				}
				out = append(out, v)
			}
		}
	}
	for _, n := range kwNames {
		name := n.Str().S
		if seen[name] {
			return py.Value{}, t.Raisef(&py.TypeError, "%s() got multiple sub-patterns for attribute '%s'", typ.Name, name)
		}
		seen[name] = true
		v, err := t.GetAttrOr(subject, name)
		if err != nil || !v.IsSet() {
			return py.None, err
		}
		out = append(out, v)
	}
	return t.Tuple(out...), nil
}
