package py

import (
	"strings"
)

// window reads the start and end arguments of a search: the part of the text, and how many code points precede it.
func (t *Thread) window(s *Str, start, end Value) (text string, offset int, ok bool, err error) {
	n := s.Len()
	i, err := t.clampStart(start, n)
	if err != nil {
		return "", 0, false, err
	}
	j, err := t.clampIndex(end, n, n)
	if err != nil {
		return "", 0, false, err
	}
	if i > j {
		return "", 0, false, nil
	}
	if i == 0 && j == n {
		return s.S, 0, true, nil
	}
	from := s.byteOffset(i)
	to := s.byteOffset(j)
	return s.S[from:to], i, true, nil
}

// clampStart is clampIndex that leaves a start beyond the end beyond it.
func (t *Thread) clampStart(v Value, length int) (int, error) {
	if v.IsSet() && v.IsInt() && v.Small() > int64(length) {
		return length + 1, nil
	}
	return t.clampIndex(v, length, 0)
}

func finder(name string, last, must bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0])
		sub := a[1].Str()
		if sub == nil {
			return Value{}, t.Raisef(&TypeError, "%s() argument 1 must be str, not %s", name, a[1].typeName())
		}
		text, offset, ok, err := t.window(s, a[2], a[3])
		if err != nil {
			return Value{}, err
		}
		price := len(text) / 32 // a single byte is looked for by vector instructions
		if last || len(sub.S) > 1 {
			price = len(text) / 4
		}
		if err := t.Charge(price); err != nil {
			return Value{}, err
		}
		i := -1
		if ok {
			if last {
				i = strings.LastIndex(text, sub.S)
			} else {
				i = strings.Index(text, sub.S)
			}
		}
		if i < 0 {
			if must {
				return Value{}, t.Raisef(&ValueError, "substring not found")
			}
			return Int(-1), nil
		}
		if s.ASCII() {
			return Int(int64(offset + i)), nil
		}
		return Int(int64(offset + countRunes(text[:i]))), nil
	}
}

func strCount(t *Thread, a []Value) (Value, error) {
	sub := a[1].Str()
	if sub == nil {
		return Value{}, t.Raisef(&TypeError, "count() argument 1 must be str, not %s", a[1].typeName())
	}
	text, _, ok, err := t.window(as[Str](a[0]), a[2], a[3])
	if err != nil || !ok {
		return Int(0), err
	}
	if err := t.Charge(len(text) / 8); err != nil {
		return Value{}, err
	}
	if sub.S == "" {
		return Int(int64(countRunes(text) + 1)), nil
	}
	n := strings.Count(text, sub.S)
	if len(sub.S) > 1 {
		t.Spend(2 * n)
	}
	return Int(int64(n)), nil
}

func affix(name string, has func(s, x string) bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		text, _, ok, err := t.window(as[Str](a[0]), a[2], a[3])
		if err != nil {
			return Value{}, err
		}
		if x := a[1].Str(); x != nil {
			if err := t.Charge(min(len(x.S), len(text)) / 32); err != nil {
				return Value{}, err
			}
			return Bool(ok && has(text, x.S)), nil
		}
		tuple := a[1].Tuple()
		if tuple == nil {
			return Value{}, t.Raisef(&TypeError, "%s first arg must be str or a tuple of str, not %s", name, a[1].Type().Name)
		}
		for _, v := range tuple.Items {
			x := v.Str()
			if x == nil {
				return Value{}, t.Raisef(&TypeError, "tuple for %s must only contain str, not %s", name, v.Type().Name)
			}
			if err := t.Charge(1 + min(len(x.S), len(text))/32); err != nil {
				return Value{}, err
			}
			if ok && has(text, x.S) {
				return True, nil
			}
		}
		return False, nil
	}
}
