package stdlib

import (
	"math"

	"github.com/assay-score/assay/interp/internal/py"
)

func arrayMethods() []py.Def {
	self := func(a []py.Value) *array { return py.As[array](a[0]) }
	copyOf := func(t *py.Thread, a []py.Value) (py.Value, error) {
		o, v := newArray(t, &arrayType, self(a).code)
		if err := payBytes(t, len(self(a).b)); err != nil {
			return py.Value{}, err
		}
		o.b = append([]byte(nil), self(a).b...)
		return v, nil
	}
	return []py.Def{
		{Name: "append", Sig: "v, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).append(t, a[1]) }},
		{Name: "extend", Sig: "bb, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).extend(t, a[1]) }},
		{Name: "fromlist", Sig: "list, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			l := a[1].List()
			if l == nil {
				return py.Value{}, t.RaiseNew(&py.TypeError, "arg must be list")
			}
			n := len(self(a).b)
			for i := 0; i < len(l.Items); i++ {
				if err := self(a).append(t, l.Items[i]); err != nil {
					self(a).b = self(a).b[:min(n, len(self(a).b))]
					return py.Value{}, err
				}
			}
			return py.None, nil
		}},
		{Name: "frombytes", Sig: "buffer, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			b, err := t.BytesArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			return py.None, self(a).frombytes(t, append([]byte(nil), b...))
		}},
		{Name: "fromunicode", Sig: "ustr, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if c := self(a).code; c != 'u' && c != 'w' {
				return py.Value{}, t.RaiseNew(&py.ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			s, err := t.StrArg(a[1], "fromunicode() argument")
			if err != nil {
				return py.Value{}, err
			}
			return py.None, self(a).extend(t, py.Obj(s))
		}},
		{Name: "tounicode", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if c := self(a).code; c != 'u' && c != 'w' {
				return py.Value{}, t.RaiseNew(&py.ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			return t.StrValue(self(a).text()), payBytes(t, len(self(a).b))
		}},
		{Name: "tolist", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			items, err := self(a).list(t)
			return t.ListValue(items), err
		}},
		{Name: "tobytes", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.NewBytes(append([]byte(nil), self(a).b...)), payBytes(t, len(self(a).b))
		}},
		{Name: "tofile", Sig: "f, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			_, err := t.CallMethod(a[1], "write", t.NewBytes(append([]byte(nil), self(a).b...)))
			return py.None, err
		}},
		{Name: "fromfile", Sig: "f, n, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[2])
			if err != nil {
				return py.Value{}, err
			}
			if n < 0 {
				return py.Value{}, t.RaiseNew(&py.ValueError, "negative count")
			}
			r, err := t.CallMethod(a[1], "read", py.Int(int64(n*self(a).size)))
			if err != nil {
				return py.Value{}, err
			}
			b, ok := r.BytesLike()
			if !ok {
				return py.Value{}, t.RaiseNew(&py.TypeError, "read() didn't return bytes")
			}
			b = append([]byte(nil), b...)
			if err := self(a).frombytes(t, b); err != nil {
				return py.Value{}, err
			}
			if len(b) != n*self(a).size {
				return py.Value{}, t.RaiseNew(&py.EOFError, "read() didn't return enough bytes")
			}
			return py.None, nil
		}},
		{Name: "insert", Sig: "i, v, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			i, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			b, err := self(a).pack(t, a[2])
			if err != nil {
				return py.Value{}, err
			}
			o := self(a)
			if i < 0 {
				i = max(i+o.len(), 0)
			}
			i = min(i, o.len())
			if err := payBytes(t, len(o.b)+o.size); err != nil {
				return py.Value{}, err
			}
			out := append([]byte(nil), o.b[:i*o.size]...)
			o.b = append(append(out, b...), o.b[i*o.size:]...)
			return py.None, nil
		}},
		{Name: "pop", Sig: "i=-1, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o, i := self(a), -1
			if a[1].IsSet() {
				var err error
				if i, err = t.IntArg(a[1]); err != nil {
					return py.Value{}, err
				}
			}
			if o.len() == 0 {
				return py.Value{}, t.RaiseNew(&py.IndexError, "pop from empty array")
			}
			if i < 0 {
				i += o.len()
			}
			if i < 0 || i >= o.len() {
				return py.Value{}, t.RaiseNew(&py.IndexError, "pop index out of range")
			}
			v := o.at(t, i)
			o.b = append(o.b[:i*o.size], o.b[(i+1)*o.size:]...)
			return v, t.Charge((o.len() - i) / 16)
		}},
		{Name: "remove", Sig: "v, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := self(a)
			i, err := o.find(t, a[1], 0, math.MaxInt)
			if err != nil {
				return py.Value{}, err
			}
			if i < 0 || i >= o.len() {
				return py.Value{}, t.RaiseNew(&py.ValueError, "array.remove(x): x not in array")
			}
			o.b = append(o.b[:i*o.size], o.b[(i+1)*o.size:]...)
			return py.None, nil
		}},
		{Name: "index", Sig: "v, start=0, stop=9223372036854775807, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := self(a)
			bounds := [2]int{0, o.len()}
			for i := range bounds {
				if v := a[2+i]; v.IsSet() {
					small, large, ok := v.Long()
					if !ok {
						return py.Value{}, t.RaiseNew(&py.TypeError, "slice indices must be integers or have an __index__ method")
					}
					if large != nil {
						small = int64(large.Sign()) << 60
					}
					n := int(small)
					if n < 0 {
						n = max(n+o.len(), 0)
					}
					bounds[i] = n
				}
			}
			i, err := o.find(t, a[1], bounds[0], bounds[1])
			if err == nil && i < 0 {
				err = t.RaiseNew(&py.ValueError, "array.index(x): x not in array")
			}
			return py.Int(int64(i)), err
		}},
		{Name: "count", Sig: "v, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n := 0
			for i := 0; ; i++ {
				at, err := self(a).find(t, a[1], i, math.MaxInt)
				if err != nil {
					return py.Value{}, err
				}
				if at < 0 {
					return py.Int(int64(n)), nil
				}
				n, i = n+1, at
			}
		}},
		{Name: "reverse", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := self(a)
			if err := t.Charge(o.len() / 8); err != nil {
				return py.Value{}, err
			}
			tmp := make([]byte, o.size)
			for i, j := 0, o.len()-1; i < j; i, j = i+1, j-1 {
				x, y := o.b[i*o.size:(i+1)*o.size], o.b[j*o.size:(j+1)*o.size]
				copy(tmp, x)
				copy(x, y)
				copy(y, tmp)
			}
			return py.None, nil
		}},
		{Name: "byteswap", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := self(a)
			if err := t.Charge(len(o.b) / 8); err != nil {
				return py.Value{}, err
			}
			for p := 0; p < len(o.b); p += o.size {
				for i, j := p, p+o.size-1; i < j; i, j = i+1, j-1 {
					o.b[i], o.b[j] = o.b[j], o.b[i]
				}
			}
			return py.None, nil
		}},
		{Name: "clear", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { self(a).b = nil; return py.None, nil }},
		{Name: "buffer_info", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.Tuple(py.Int(t.ID(a[0])), py.Int(int64(self(a).len()))), nil
		}},
		{Name: "__copy__", Fn: copyOf},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: copyOf},
		{Name: "__reduce_ex__", Sig: "protocol, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			items, err := self(a).list(t)
			if err != nil {
				return py.Value{}, err
			}
			state := py.None
			if d := a[0].AttrDict(t); d != nil && d.Len() > 0 {
				state = py.Obj(d)
			}
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(t.Char(rune(self(a).code)), t.ListValue(items)), state), nil
		}},
	}
}
