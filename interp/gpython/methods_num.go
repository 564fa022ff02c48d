package gpython

import (
	"encoding/hex"
	"math"
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

func intMethods() map[string]nativeFunc {
	method := func(name string, fn func(r *run, n *big.Int) (object, error)) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 1, 1); err != nil {
				return nil, err
			}
			n, ok := asBig(pos[0])
			if !ok {
				return nil, r.errorf("TypeError", "descriptor '%s' for 'int' objects doesn't apply to this object", name)
			}
			r.charge(uint64(n.BitLen()) / 256)
			return fn(r, n)
		}
	}
	return map[string]nativeFunc{
		"bit_length": method("bit_length", func(r *run, n *big.Int) (object, error) { return py.Int(n.BitLen()), nil }),
		"bit_count": method("bit_count", func(r *run, n *big.Int) (object, error) {
			return py.Int(strings.Count(new(big.Int).Abs(n).Text(2), "1")), nil
		}),
		"conjugate":  method("conjugate", func(r *run, n *big.Int) (object, error) { return fromBig(n), nil }),
		"is_integer": method("is_integer", func(r *run, n *big.Int) (object, error) { return py.True, nil }),
		"as_integer_ratio": method("as_integer_ratio", func(r *run, n *big.Int) (object, error) {
			return py.Tuple{fromBig(n), py.Int(1)}, nil
		}),
		"to_bytes": func(r *run, pos []object, kw kwargs) (object, error) {
			n, ok := asBig(first(pos))
			if !ok {
				return nil, r.errorf("TypeError", "descriptor 'to_bytes' requires an int")
			}
			a, err := r.args("to_bytes", pos[1:], kw, "length?", "byteorder?", "*signed?")
			if err != nil {
				return nil, err
			}
			size, err := r.intArg(a[0], 1)
			if err != nil {
				return nil, err
			}
			if a[2] != nil && a[2] != py.False {
				r.unsupported("int.to_bytes(signed=True)")
			}
			if n.Sign() < 0 {
				return nil, r.errorf("OverflowError", "can't convert negative int to unsigned")
			}
			if size < 0 || int64(n.BitLen()+7)/8 > size {
				return nil, r.errorf("OverflowError", "int too big to convert")
			}
			if err := r.alloc(uint64(size), 1); err != nil {
				return nil, err
			}
			r.charge(uint64(size) / 16)
			out := py.Bytes(n.FillBytes(make([]byte, size)))
			if a[1] == py.String("little") {
				reverseBytes(out)
			}
			return out, nil
		},
		"from_bytes": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("from_bytes", pos, kw, "bytes", "byteorder?", "*signed?")
			if err != nil {
				return nil, err
			}
			b, ok := a[0].(py.Bytes)
			if !ok || a[2] != nil && a[2] != py.False {
				r.unsupported("int.from_bytes of a %s", r.classOf(a[0]).name)
			}
			if err := r.newText(len(b)); err != nil {
				return nil, err
			}
			b = append(py.Bytes(nil), b...)
			if a[1] == py.String("little") {
				reverseBytes(b)
			}
			return fromBig(new(big.Int).SetBytes(b)), nil
		},
		"__int__":   method("__int__", func(r *run, n *big.Int) (object, error) { return fromBig(n), nil }),
		"__index__": method("__index__", func(r *run, n *big.Int) (object, error) { return fromBig(n), nil }),
	}
}

func reverseBytes(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}

func floatMethods() map[string]nativeFunc {
	method := func(name string, fn func(r *run, f float64) (object, error)) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 1, 1); err != nil {
				return nil, err
			}
			f, ok := pos[0].(py.Float)
			if !ok {
				return nil, r.errorf("TypeError", "descriptor '%s' for 'float' objects doesn't apply to this object", name)
			}
			return fn(r, float64(f))
		}
	}
	return map[string]nativeFunc{
		"is_integer": method("is_integer", func(r *run, f float64) (object, error) {
			return py.NewBool(f == math.Trunc(f) && !math.IsInf(f, 0)), nil
		}),
		"conjugate": method("conjugate", func(r *run, f float64) (object, error) { return py.Float(f), nil }),
		"as_integer_ratio": method("as_integer_ratio", func(r *run, f float64) (object, error) {
			if math.IsNaN(f) || math.IsInf(f, 0) {
				_, err := r.truncate(f)
				return nil, err
			}
			q := new(big.Rat).SetFloat64(f)
			return py.Tuple{fromBig(new(big.Int).Set(q.Num())), fromBig(new(big.Int).Set(q.Denom()))}, nil
		}),
	}
}

func bytesMethods() map[string]nativeFunc {
	return map[string]nativeFunc{
		"decode": func(r *run, pos []object, kw kwargs) (object, error) {
			b, ok := first(pos).(py.Bytes)
			if !ok {
				return nil, r.errorf("TypeError", "decoding to str: need a bytes-like object, %s found", r.classOf(first(pos)).name)
			}
			a, err := r.args("decode", pos[1:], kw, "encoding?", "errors?")
			if err != nil {
				return nil, err
			}
			name := "utf-8"
			if a[0] != nil {
				if name, err = r.stringArg("decode", a[0]); err != nil {
					return nil, err
				}
			}
			if a[1] != nil {
				r.unsupported("bytes.decode with an error handler")
			}
			if err := r.newText(2 * len(b)); err != nil {
				return nil, err
			}
			switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
			case "utf-8", "utf8", "ascii", "us-ascii":
				if !utf8.Valid(b) || strings.Contains(name, "ascii") && !isASCII(string(b)) {
					i := 0
					for i < len(b) {
						c, n := utf8.DecodeRune(b[i:])
						if c == utf8.RuneError && n == 1 || strings.Contains(name, "ascii") && b[i] >= utf8.RuneSelf {
							break
						}
						i += n
					}
					return nil, r.errorf("UnicodeDecodeError", "'%s' codec can't decode byte 0x%02x in position %d", name, b[i], i)
				}
				return py.String(b), nil
			case "latin-1", "latin1", "iso-8859-1":
				runes := make([]rune, len(b))
				for i, c := range b {
					runes[i] = rune(c)
				}
				return py.String(runes), nil
			}
			r.unsupported("encoding %s", name)
			return nil, nil
		},
		"hex": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("hex", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			b, ok := pos[0].(py.Bytes)
			if !ok {
				return nil, r.errorf("TypeError", "descriptor 'hex' requires bytes")
			}
			if err := r.newText(2 * len(b)); err != nil {
				return nil, err
			}
			return py.String(hex.EncodeToString(b)), nil
		},
	}
}
