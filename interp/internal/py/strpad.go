package py

import (
	"strings"
)

func justify(align byte) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		n, err := t.IntArg(a[1])
		if err != nil {
			return Value{}, err
		}
		fill := " "
		if a[2].IsSet() {
			f := a[2].Str()
			if f == nil {
				return Value{}, t.Raisef(&TypeError, "The fill character must be a unicode character, not %s", a[2].Type().Name)
			}
			if f.Len() != 1 {
				return Value{}, t.Raisef(&TypeError, "The fill character must be exactly one character long")
			}
			fill = f.S
		}
		s := as[Str](a[0])
		if align == '^' { // center puts the odd blank on the left where the width is odd
			pad := n - s.Len()
			if pad <= 0 {
				return t.StrValue(s.S), nil
			}
			if err := t.payText(pad * len(fill)); err != nil {
				return Value{}, err
			}
			left := pad/2 + (pad & n & 1)
			return t.StrValue(strings.Repeat(fill, left) + s.S + strings.Repeat(fill, pad-left)), nil
		}
		return t.pad(s.S, spec{fill: fill, width: n}, align)
	}
}

func strZfill(t *Thread, a []Value) (Value, error) {
	n, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	s := as[Str](a[0])
	pad := n - s.Len()
	if pad <= 0 {
		return t.StrValue(s.S), nil
	}
	if err := t.payText(pad); err != nil {
		return Value{}, err
	}
	sign, rest := "", s.S
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		sign, rest = rest[:1], rest[1:]
	}
	return t.StrValue(sign + strings.Repeat("0", pad) + rest), nil
}

func strExpandTabs(t *Thread, a []Value) (Value, error) {
	size := 8
	if a[1].IsSet() {
		var err error
		if size, err = t.IntArg(a[1]); err != nil {
			return Value{}, err
		}
	}
	s := as[Str](a[0]).S
	tabs := strings.Count(s, "\t")
	if size > 0 && tabs > 0 && uint64(size) > t.mem.limit/uint64(tabs) {
		return Value{}, t.RaiseNew(&MemoryError, "")
	}
	if err := t.payText(len(s) + tabs*max(size, 0)); err != nil {
		return Value{}, err
	}
	col := 0
	var b strings.Builder
	for _, r := range decodeRunes(s) {
		switch r {
		case '\t':
			if size > 0 {
				n := size - col%size
				col += n
				b.WriteString(strings.Repeat(" ", n))
			}
			continue
		case '\n', '\r':
			col = 0
		default:
			col++
		}
		writeRune(&b, r)
	}
	return t.StrValue(b.String()), nil
}
