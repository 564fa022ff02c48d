package py

import (
	"bytes"
	"slices"
)

func bytesStrip(left, right bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		b := as[Bytes](a[0]).B
		in := isSpaceByte
		if a[1].IsSet() && !a[1].IsNone() {
			chars, err := t.BytesArg(a[1])
			if err != nil {
				return Value{}, err
			}
			if err := t.Charge(len(chars) * len(b) / 256); err != nil {
				return Value{}, err
			}
			in = func(c byte) bool { return bytes.IndexByte(chars, c) >= 0 }
		}
		i, j := 0, len(b)
		for left && i < j && in(b[i]) {
			i++
		}
		for right && j > i && in(b[j-1]) {
			j--
		}
		if i == 0 && j == len(b) {
			return t.copyOf(a[0])
		}
		return t.like(a[0], bytes.Clone(b[i:j])), t.payText(len(b))
	}
}

// bytesList is a list of parts, each a copy.
func (t *Thread) bytesList(v Value, parts [][]byte) (Value, error) {
	if err := t.Grow(uint64(len(parts)) * 16); err != nil {
		return Value{}, err
	}
	if err := t.Charge(len(parts)); err != nil {
		return Value{}, err
	}
	items := make([]Value, len(parts))
	for i, p := range parts {
		items[i] = t.like(v, bytes.Clone(p))
	}
	return t.ListValue(items), nil
}

func bytesSplit(fromRight bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		b := as[Bytes](a[0]).B
		limit := -1
		if a[2].IsSet() {
			var err error
			if limit, err = t.IntArg(a[2]); err != nil {
				return Value{}, err
			}
		}
		if err := t.payText(len(b)); err != nil {
			return Value{}, err
		}
		if !a[1].IsSet() || a[1].IsNone() {
			return t.bytesList(a[0], splitSpaceBytes(b, limit, fromRight))
		}
		sep, err := t.BytesArg(a[1])
		if err != nil {
			return Value{}, err
		}
		if len(sep) == 0 {
			return Value{}, t.Raisef(&ValueError, "empty separator")
		}
		if !fromRight {
			if limit < 0 {
				return t.bytesList(a[0], bytes.Split(b, sep))
			}
			return t.bytesList(a[0], bytes.SplitN(b, sep, min(limit, len(b))+1))
		}
		var parts [][]byte
		for limit != 0 {
			i := bytes.LastIndex(b, sep)
			if i < 0 {
				break
			}
			parts = append(parts, b[i+len(sep):])
			b = b[:i]
			limit--
		}
		parts = append(parts, b)
		slices.Reverse(parts)
		return t.bytesList(a[0], parts)
	}
}

func splitSpaceBytes(b []byte, limit int, fromRight bool) [][]byte {
	var parts [][]byte
	trim := func() {
		for len(b) > 0 && !fromRight && isSpaceByte(b[0]) {
			b = b[1:]
		}
		for len(b) > 0 && fromRight && isSpaceByte(b[len(b)-1]) {
			b = b[:len(b)-1]
		}
	}
	for trim(); len(b) > 0; trim() {
		if limit == 0 {
			parts = append(parts, b)
			break
		}
		limit--
		if fromRight {
			i := len(b)
			for i > 0 && !isSpaceByte(b[i-1]) {
				i--
			}
			parts = append(parts, b[i:])
			b = b[:i]
			continue
		}
		i := 0
		for i < len(b) && !isSpaceByte(b[i]) {
			i++
		}
		parts = append(parts, b[:i])
		b = b[i:]
	}
	if fromRight {
		slices.Reverse(parts)
	}
	return parts
}

func bytesSplitLines(t *Thread, a []Value) (Value, error) {
	keep := false
	if a[1].IsSet() {
		var err error
		if keep, err = t.Truth(a[1]); err != nil {
			return Value{}, err
		}
	}
	b := as[Bytes](a[0]).B
	if err := t.payText(len(b)); err != nil {
		return Value{}, err
	}
	var parts [][]byte
	for len(b) > 0 {
		i := bytes.IndexAny(b, "\r\n")
		if i < 0 {
			parts = append(parts, b)
			break
		}
		end := i + 1
		if b[i] == '\r' && end < len(b) && b[end] == '\n' {
			end++
		}
		if keep {
			i = end
		}
		parts = append(parts, b[:i])
		b = b[end:]
	}
	return t.bytesList(a[0], parts)
}

func bytesPartition(find func(b, sep []byte) int, left bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		sep, err := t.BytesArg(a[1])
		if err != nil {
			return Value{}, err
		}
		if len(sep) == 0 {
			return Value{}, t.Raisef(&ValueError, "empty separator")
		}
		b := as[Bytes](a[0]).B
		if err := t.payText(len(b)); err != nil {
			return Value{}, err
		}
		part := func(b []byte) Value { return t.like(a[0], bytes.Clone(b)) }
		i := find(b, sep)
		switch {
		case i >= 0:
			return t.Tuple(part(b[:i]), part(sep), part(b[i+len(sep):])), nil
		case left:
			return t.Tuple(part(b), part(nil), part(nil)), nil
		}
		return t.Tuple(part(nil), part(nil), part(b)), nil
	}
}

func bytesJustify(name string, align byte) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		width, err := t.IntArg(a[1])
		if err != nil {
			return Value{}, err
		}
		fill := []byte{' '}
		if a[2].IsSet() {
			f := a[2].Bytes()
			if f == nil && !a[2].isBytearray() || len(as[Bytes](a[2]).B) != 1 {
				what := a[2].typeName()
				if f != nil || a[2].isBytearray() {
					what = "a " + what + " object of length " + Itoa(len(as[Bytes](a[2]).B))
				}
				return Value{}, t.Raisef(&TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name, what)
			}
			fill = as[Bytes](a[2]).B
		}
		b := as[Bytes](a[0]).B
		pad := width - len(b)
		if pad <= 0 {
			return t.copyOf(a[0])
		}
		if err := t.payText(width); err != nil {
			return Value{}, err
		}
		left := 0
		switch align {
		case '>':
			left = pad
		case '^':
			left = pad/2 + pad&width&1
		}
		return t.like(a[0], slices.Concat(bytes.Repeat(fill, left), b, bytes.Repeat(fill, pad-left))), nil
	}
}

func bytesZfill(t *Thread, a []Value) (Value, error) {
	width, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	b := as[Bytes](a[0]).B
	pad := width - len(b)
	if pad <= 0 {
		return t.copyOf(a[0])
	}
	if err := t.payText(width); err != nil {
		return Value{}, err
	}
	sign := 0
	if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
		sign = 1
	}
	return t.like(a[0], slices.Concat(b[:sign], bytes.Repeat([]byte{'0'}, pad), b[sign:])), nil
}

func bytesExpandTabs(t *Thread, a []Value) (Value, error) {
	size := 8
	if a[1].IsSet() {
		var err error
		if size, err = t.IntArg(a[1]); err != nil {
			return Value{}, err
		}
	}
	b := as[Bytes](a[0]).B
	tabs := bytes.Count(b, []byte{'\t'})
	if size > 0 && tabs > 0 && uint64(size) > t.mem.limit/uint64(tabs) {
		return Value{}, t.RaiseNew(&MemoryError, "")
	}
	if err := t.payText(len(b) + tabs*max(size, 0)); err != nil {
		return Value{}, err
	}
	var out []byte
	col := 0
	for _, c := range b {
		switch c {
		case '\t':
			if size > 0 {
				n := size - col%size
				col += n
				out = append(out, bytes.Repeat([]byte{' '}, n)...)
			}
			continue
		case '\n', '\r':
			col = 0
		default:
			col++
		}
		out = append(out, c)
	}
	return t.like(a[0], out), nil
}
