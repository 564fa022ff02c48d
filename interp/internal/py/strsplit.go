package py

import (
	"slices"
	"strings"
	"unicode/utf8"
)

func stripper(left, right bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0])
		if err := t.Charge(len(s.S)); err != nil {
			return Value{}, err
		}
		in := isSpace
		if c := a[1]; c.IsSet() && !c.IsNone() {
			chars := c.Str()
			if chars == nil {
				name := "strip"
				if !right {
					name = "lstrip"
				} else if !left {
					name = "rstrip"
				}
				return Value{}, t.Raisef(&TypeError, "%s arg must be None or str", name)
			}
			if err := t.Charge(len(chars.S) * len(s.S) / 256); err != nil {
				return Value{}, err
			}
			if !chars.ASCII() {
				if err := t.payRunes(len(chars.S) + len(s.S)); err != nil {
					return Value{}, err
				}
				return t.strValueOf(a[0], stripRunes(s.S, decodeRunes(chars.S), left, right))
			}
			in = func(r rune) bool { return r < utf8.RuneSelf && strings.IndexByte(chars.S, byte(r)) >= 0 }
		}
		out := s.S
		if left {
			out = strings.TrimLeftFunc(out, in)
		}
		if right {
			out = strings.TrimRightFunc(out, in)
		}
		return t.strValueOf(a[0], out)
	}
}

// strValueOf is a text made of v: v itself where nothing changed.
func (t *Thread) strValueOf(v Value, s string) (Value, error) {
	if len(s) == len(as[Str](v).S) && v.Type() == &StrType {
		return v, nil
	}
	return t.part(as[Str](v).S, s), nil
}

// stripRunes strips any of some characters, lone surrogates among them.
func stripRunes(s string, chars []rune, left, right bool) string {
	rs := decodeRunes(s)
	if left {
		for len(rs) > 0 && slices.Contains(chars, rs[0]) {
			rs = rs[1:]
		}
	}
	if right {
		for len(rs) > 0 && slices.Contains(chars, rs[len(rs)-1]) {
			rs = rs[:len(rs)-1]
		}
	}
	return encodeRunes(rs)
}

func splitter(fromRight bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0]).S
		limit := -1
		if a[2].IsSet() {
			var err error
			if limit, err = t.IntArg(a[2]); err != nil {
				return Value{}, err
			}
		}
		if err := t.payText(len(s)); err != nil {
			return Value{}, err
		}
		if err := t.payParts(s, a[1]); err != nil {
			return Value{}, err
		}
		var parts []string
		if a[1].IsSet() && !a[1].IsNone() {
			sep := a[1].Str()
			if sep == nil {
				return Value{}, t.Raisef(&TypeError, "must be str or None, not %s", a[1].Type().Name)
			}
			if sep.S == "" {
				return Value{}, t.Raisef(&ValueError, "empty separator")
			}
			switch {
			case fromRight:
				parts = splitRight(s, sep.S, limit)
			case limit < 0:
				parts = strings.Split(s, sep.S)
			default:
				parts = strings.SplitN(s, sep.S, limit+1)
			}
		} else if limit < 0 {
			parts = strings.FieldsFunc(s, isSpace)
		} else {
			parts = splitSpace(s, limit, fromRight)
		}
		return t.strList(s, parts)
	}
}

// payParts pays for the parts that a text may fall into, before there are any.
func (t *Thread) payParts(s string, sep Value) error {
	n := 1
	if sep.IsSet() && sep.Str() != nil && sep.Str().S != "" {
		n += strings.Count(s, sep.Str().S)
	} else {
		for i := 1; i < len(s); i++ {
			if s[i] <= ' ' && s[i-1] > ' ' {
				n++
			}
		}
	}
	if err := t.Charge(2 * n); err != nil {
		return err
	}
	return t.Grow(uint64(n) * 32)
}

// strList is a list of parts of a text.
func (t *Thread) strList(whole string, parts []string) (Value, error) {
	if err := t.Grow(uint64(len(parts)) * 16); err != nil {
		return Value{}, err
	}
	if err := t.Charge(2 * len(parts)); err != nil {
		return Value{}, err
	}
	items := make([]Value, len(parts))
	for i, p := range parts {
		if len(p) == 1 {
			items[i] = Obj(charStr(p[0]))
			if p[0] >= utf8.RuneSelf {
				items[i] = t.StrValue(p)
			}
			continue
		}
		items[i] = t.part(whole, p)
	}
	return t.ListValue(items), nil
}

func splitRight(s, sep string, limit int) []string {
	var out []string
	for limit != 0 {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		out = append(out, s[i+len(sep):])
		s = s[:i]
		limit--
	}
	out = append(out, s)
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func splitSpace(s string, limit int, fromRight bool) []string {
	var out []string
	if fromRight {
		s = strings.TrimRightFunc(s, isSpace)
		for s != "" && limit > 0 {
			i := strings.LastIndexFunc(s, isSpace)
			if i < 0 {
				break
			}
			_, size := utf8.DecodeRuneInString(s[i:])
			out = append(out, s[i+size:])
			s = strings.TrimRightFunc(s[:i], isSpace)
			limit--
		}
		if s != "" {
			out = append(out, s)
		}
		for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
		return out
	}
	s = strings.TrimLeftFunc(s, isSpace)
	for s != "" && limit > 0 {
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			break
		}
		out = append(out, s[:i])
		s = strings.TrimLeftFunc(s[i:], isSpace)
		limit--
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

func isLineEnd(r rune) bool {
	return r >= 10 && r <= 13 || r >= 0x1c && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
}

func strSplitLines(t *Thread, a []Value) (Value, error) {
	keep := false
	if a[1].IsSet() {
		var err error
		if keep, err = t.Truth(a[1]); err != nil {
			return Value{}, err
		}
	}
	s := as[Str](a[0]).S
	if err := t.payText(len(s)); err != nil {
		return Value{}, err
	}
	ends := 1
	for i := range len(s) {
		if c := s[i]; c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0xc2 || c == 0xe2 { // or begins such a character
			ends++
		}
	}
	if err := t.Grow(uint64(ends) * 32); err != nil { // at most
		return Value{}, err
	}
	if err := t.Charge(ends); err != nil {
		return Value{}, err
	}
	var parts []string
	for s != "" {
		i := strings.IndexFunc(s, isLineEnd)
		if i < 0 {
			parts = append(parts, s)
			break
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		if s[i] == '\r' && end < len(s) && s[end] == '\n' {
			end++
		}
		if keep {
			parts = append(parts, s[:end])
		} else {
			parts = append(parts, s[:i])
		}
		s = s[end:]
	}
	return t.strList(as[Str](a[0]).S, parts)
}

func partition(find func(s, sep string) int, left bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0]).S
		sep := a[1].Str()
		if sep == nil {
			return Value{}, t.Raisef(&TypeError, "must be str, not %s", a[1].Type().Name)
		}
		if sep.S == "" {
			return Value{}, t.Raisef(&ValueError, "empty separator")
		}
		if err := t.payText(len(s)); err != nil {
			return Value{}, err
		}
		i := find(s, sep.S)
		if i < 0 {
			if left {
				return t.Tuple(t.StrValue(s), Obj(emptyStr), Obj(emptyStr)), nil
			}
			return t.Tuple(Obj(emptyStr), Obj(emptyStr), t.StrValue(s)), nil
		}
		return t.Tuple(t.StrValue(s[:i]), t.StrValue(sep.S), t.StrValue(s[i+len(sep.S):])), nil
	}
}
