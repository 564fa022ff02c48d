package py

import (
	"bytes"
)

// byteWindow is the part of a content that start and end arguments select, and where it begins.
func (t *Thread) byteWindow(b []byte, start, end Value) (part []byte, offset int, ok bool, err error) {
	i, err := t.clampStart(start, len(b))
	if err != nil {
		return nil, 0, false, err
	}
	j, err := t.clampIndex(end, len(b), len(b))
	if err != nil || i > j {
		return nil, 0, false, err
	}
	return b[i:j], i, true, nil
}

// subBytes reads what is looked for: bytes, or an int for one byte.
func (t *Thread) subBytes(v Value) ([]byte, error) {
	if b, ok := v.BytesLike(); ok {
		return b, nil
	}
	if !v.isLong() && v.Type().Index == nil {
		return nil, t.Raisef(&TypeError, "argument should be integer or bytes-like object, not '%s'", v.Type().Name)
	}
	c, err := t.byteArg(v)
	return []byte{c}, err
}

func bytesFinder(last, must bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		part, offset, ok, err := t.byteWindow(as[Bytes](a[0]).B, a[2], a[3])
		if err != nil {
			return Value{}, err
		}
		sub, err := t.subBytes(a[1])
		if err != nil {
			return Value{}, err
		}
		if err := t.Charge(len(part) / 32); err != nil {
			return Value{}, err
		}
		i := -1
		if ok {
			if last {
				i = bytes.LastIndex(part, sub)
			} else {
				i = bytes.Index(part, sub)
			}
		}
		if i >= 0 {
			return Int(int64(offset + i)), nil
		}
		if must {
			return Value{}, t.Raisef(&ValueError, "subsection not found")
		}
		return Int(-1), nil
	}
}

func bytesCount(t *Thread, a []Value) (Value, error) {
	part, _, ok, err := t.byteWindow(as[Bytes](a[0]).B, a[2], a[3])
	if err != nil {
		return Value{}, err
	}
	sub, err := t.subBytes(a[1])
	if err != nil || !ok {
		return Int(0), err
	}
	if err := t.Charge(len(part) / 32); err != nil {
		return Value{}, err
	}
	if len(sub) == 0 {
		return Int(int64(len(part) + 1)), nil
	}
	return Int(int64(bytes.Count(part, sub))), nil
}

func bytesAffix(name string, has func(b, x []byte) bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		part, _, ok, err := t.byteWindow(as[Bytes](a[0]).B, a[2], a[3])
		if err != nil {
			return Value{}, err
		}
		if tuple := a[1].Tuple(); tuple != nil {
			for _, v := range tuple.Items {
				x, err := t.BytesArg(v)
				if err != nil {
					return Value{}, err
				}
				if err := t.Charge(1 + len(x)/256); err != nil {
					return Value{}, err
				}
				if ok && has(part, x) {
					return True, nil
				}
			}
			return False, nil
		}
		x, isBytes := a[1].BytesLike()
		if !isBytes {
			return Value{}, t.Raisef(&TypeError, "%s first arg must be bytes or a tuple of bytes, not %s", name, a[1].Type().Name)
		}
		return Bool(ok && has(part, x)), t.Charge(len(x) / 256)
	}
}

func bytesTrim(cut func(b, x []byte) ([]byte, bool)) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		x, err := t.BytesArg(a[1])
		if err != nil {
			return Value{}, err
		}
		if err := t.Charge(len(x) / 256); err != nil {
			return Value{}, err
		}
		rest, found := cut(as[Bytes](a[0]).B, x)
		if !found || len(x) == 0 {
			return t.copyOf(a[0])
		}
		return t.like(a[0], bytes.Clone(rest)), t.payText(len(rest))
	}
}

func bytesReplace(t *Thread, a []Value) (Value, error) {
	old, err := t.BytesArg(a[1])
	if err != nil {
		return Value{}, err
	}
	sub, err := t.BytesArg(a[2])
	if err != nil {
		return Value{}, err
	}
	limit := -1
	if a[3].IsSet() {
		if limit, err = t.IntArg(a[3]); err != nil {
			return Value{}, err
		}
	}
	b := as[Bytes](a[0]).B
	if err := t.Charge(len(b) / 16); err != nil {
		return Value{}, err
	}
	n := len(b) + 1
	if len(old) > 0 {
		n = bytes.Count(b, old)
	}
	if limit >= 0 {
		n = min(n, limit)
	}
	if n == 0 {
		return t.copyOf(a[0])
	}
	size := len(b) - n*len(old)
	if uint64(n) > t.mem.limit/uint64(len(sub)+1)+1 {
		return Value{}, t.RaiseNew(&MemoryError, "")
	}
	if err := t.payText(max(size+n*len(sub), 0)); err != nil {
		return Value{}, err
	}
	if len(old) > 0 {
		return t.like(a[0], bytes.Replace(b, old, sub, n)), nil
	}
	out := make([]byte, 0, size+n*len(sub)) // bytes.Replace would go by runes
	for i, c := range b {
		if i < n {
			out = append(out, sub...)
		}
		out = append(out, c)
	}
	if len(b) < n {
		out = append(out, sub...)
	}
	return t.like(a[0], out), nil
}
