package py

import (
	"strings"
)

// reprEnter notes that a container is being shown and says whether it already was: then it contains itself.
func (t *Thread) reprEnter(v Value) bool {
	for _, r := range t.reprs {
		if r == v {
			return true
		}
	}
	t.reprs = append(t.reprs, v)
	return false
}

func (t *Thread) reprLeave() { t.reprs = t.reprs[:len(t.reprs)-1] }

// joinReprs is "open a, b, c close"; trailing adds the comma of a one-tuple.
func (t *Thread) joinReprs(open, close string, items []Value, trailing bool) (Value, error) {
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	var b strings.Builder
	b.WriteString(open)
	for i, v := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		s, err := t.Repr(v)
		if err != nil {
			return Value{}, err
		}
		if err := t.Grow(uint64(len(s))); err != nil {
			return Value{}, err
		}
		if err := t.Charge(1 + len(s)/32); err != nil {
			return Value{}, err
		}
		b.WriteString(s)
	}
	if trailing {
		b.WriteByte(',')
	}
	b.WriteString(close)
	return t.StrValue(b.String()), nil
}

func listRepr(t *Thread, self Value) (Value, error) {
	l := as[List](self)
	if len(l.Items) == 0 {
		return t.StrValue("[]"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue("[...]"), nil
	}
	defer t.reprLeave()
	return t.joinReprs("[", "]", append([]Value(nil), l.Items...), false)
}

func tupleRepr(t *Thread, self Value) (Value, error) {
	items := as[Tuple](self).Items
	if len(items) == 0 {
		return t.StrValue("()"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue("(...)"), nil
	}
	defer t.reprLeave()
	return t.joinReprs("(", ")", items, len(items) == 1)
}

func dictRepr(t *Thread, self Value) (Value, error) {
	d := as[Dict](self)
	if d.live == 0 {
		return t.StrValue("{}"), nil
	}
	if t.reprEnter(self) {
		return t.StrValue("{...}"), nil
	}
	defer t.reprLeave()
	if err := t.Enter(); err != nil {
		return Value{}, err
	}
	defer t.Leave()
	var b strings.Builder
	b.WriteByte('{')
	for i := 0; i < len(d.entries); i++ {
		e := d.entries[i]
		if !e.key.IsSet() {
			continue
		}
		if b.Len() > 1 {
			b.WriteString(", ")
		}
		k, err := t.Repr(e.key)
		if err != nil {
			return Value{}, err
		}
		v, err := t.Repr(e.val)
		if err != nil {
			return Value{}, err
		}
		if err := t.Grow(uint64(len(k) + len(v))); err != nil {
			return Value{}, err
		}
		if err := t.Charge(2 + (len(k)+len(v))/32); err != nil {
			return Value{}, err
		}
		b.WriteString(k)
		b.WriteString(": ")
		b.WriteString(v)
	}
	b.WriteByte('}')
	return t.StrValue(b.String()), nil
}
