package py

import (
	"strings"
)

func strJoin(t *Thread, a []Value) (Value, error) {
	sep := as[Str](a[0]).S
	if !t.isIterable(a[1]) {
		return Value{}, t.Raisef(&TypeError, "can only join an iterable")
	}
	var items []Value
	if p := a[1].items(); p != nil {
		items = *p
	} else {
		var err error
		if items, err = t.ToSlice(a[1]); err != nil {
			return Value{}, err
		}
	}
	if len(items) == 1 && items[0].Type() == &StrType {
		return items[0], nil
	}
	if err := t.Charge(len(items) / 4); err != nil {
		return Value{}, err
	}
	n := 0
	for i, v := range items {
		x := v.Str()
		if x == nil {
			return Value{}, t.Raisef(&TypeError, "sequence item %d: expected str instance, %s found", i, v.Type().Name)
		}
		n += len(x.S)
		if i > 0 {
			n += len(sep)
		}
	}
	if err := t.Grow(uint64(n)); err != nil {
		return Value{}, err
	}
	if err := t.Charge(n / 64); err != nil {
		return Value{}, err
	}
	var b strings.Builder
	b.Grow(n)
	for i, v := range items {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(v.Str().S)
	}
	return t.StrValue(b.String()), nil
}

func strReplace(t *Thread, a []Value) (Value, error) {
	s := as[Str](a[0])
	old, err := t.StrArg(a[1], "replace() argument 1")
	if err != nil {
		return Value{}, err
	}
	sub, err := t.StrArg(a[2], "replace() argument 2")
	if err != nil {
		return Value{}, err
	}
	limit := -1
	if a[3].IsSet() {
		if limit, err = t.IntArg(a[3]); err != nil {
			return Value{}, err
		}
	}
	if err := t.Charge(len(s.S) / 16); err != nil {
		return Value{}, err
	}
	n := strings.Count(s.S, old.S)
	if old.S == "" {
		n = s.Len() + 1
	}
	if limit >= 0 {
		n = min(n, limit)
	}
	if n == 0 {
		if a[0].Type() == &StrType {
			return a[0], nil
		}
		return t.StrValue(s.S), nil
	}
	size := len(s.S) + n*(len(sub.S)-len(old.S))
	if err := t.payText(max(size, 0)); err != nil {
		return Value{}, err
	}
	return t.StrValue(strings.Replace(s.S, old.S, sub.S, n)), nil
}

func makeTrans(t *Thread, a []Value) (Value, error) {
	d := t.NewDict()
	if !a[1].IsSet() {
		src := a[0].Dict()
		if src == nil || a[0].Type() != &DictType {
			return Value{}, t.Raisef(&TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		for i := 0; i < len(src.entries); i++ {
			e := src.entries[i]
			if err := t.Charge(4); err != nil {
				return Value{}, err
			}
			if !e.key.IsSet() {
				continue
			}
			k := e.key
			if s := k.Str(); s != nil {
				if s.Len() != 1 {
					return Value{}, t.Raisef(&ValueError, "string keys in translate table must be of length 1")
				}
				k = Int(int64(s.Runes()[0]))
			} else if !k.isLong() {
				return Value{}, t.Raisef(&TypeError, "keys in translate table must be strings or integers")
			}
			if err := d.Set(t, k, e.val); err != nil {
				return Value{}, err
			}
		}
		return Obj(d), nil
	}
	y, err := t.StrArg(a[1], "maketrans() argument 2")
	if err != nil {
		return Value{}, err
	}
	if a[2].IsSet() {
		if _, err := t.StrArg(a[2], "maketrans() argument 3"); err != nil {
			return Value{}, err
		}
	}
	x := a[0].Str()
	if x == nil {
		return Value{}, t.Raisef(&TypeError, "first maketrans argument must be a string if there is a second argument")
	}
	if x.Len() != y.Len() {
		return Value{}, t.Raisef(&ValueError, "the first two maketrans arguments must have equal length")
	}
	if err := t.payRunes(len(x.S) + len(y.S)); err != nil {
		return Value{}, err
	}
	to := decodeRunes(y.S)
	for i, r := range decodeRunes(x.S) {
		if err := t.Charge(4); err != nil {
			return Value{}, err
		}
		if err := d.Set(t, Int(int64(r)), Int(int64(to[i]))); err != nil {
			return Value{}, err
		}
	}
	if a[2].IsSet() {
		z, err := t.StrArg(a[2], "maketrans() argument 3")
		if err != nil {
			return Value{}, err
		}
		if err := t.payRunes(len(z.S)); err != nil {
			return Value{}, err
		}
		for _, r := range decodeRunes(z.S) {
			if err := t.Charge(4); err != nil {
				return Value{}, err
			}
			if err := d.Set(t, Int(int64(r)), None); err != nil {
				return Value{}, err
			}
		}
	}
	return Obj(d), nil
}

func strTranslate(t *Thread, a []Value) (Value, error) {
	var b strings.Builder
	for _, r := range decodeRunes(as[Str](a[0]).S) {
		if err := t.Charge(1); err != nil {
			return Value{}, err
		}
		v, err := t.GetItem(a[1], Int(int64(r)))
		switch {
		case err != nil && Catch(err, &LookupError) != nil:
			writeRune(&b, r)
			continue
		case err != nil:
			return Value{}, err
		}
		n := b.Len()
		switch {
		case v.IsNone():
		case v.Str() != nil:
			b.WriteString(v.Str().S)
		case v.IsInt() && v.Small() >= 0 && v.Small() <= 0x10ffff:
			writeRune(&b, rune(v.Small()))
		case v.isLong():
			return Value{}, t.Raisef(&ValueError, "character mapping must be in range(0x110000)")
		default:
			return Value{}, t.Raisef(&TypeError, "character mapping must return integer, None or str")
		}
		if grown := b.Len() - n; grown > 4 {
			if err := t.payText(grown); err != nil {
				return Value{}, err
			}
		}
	}
	return t.StrValue(b.String()), nil
}
