package stdlib

import (
	"hash/adler32"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

func intOr(t *py.Thread, v py.Value, def int) (int, error) {
	if !v.IsSet() {
		return def, nil
	}
	return t.IntArg(v)
}

func compressAll(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	level, err := intOr(t, a[1], -1)
	if err != nil {
		return py.Value{}, err
	}
	wbits, err := intOr(t, a[2], 15)
	if err != nil {
		return py.Value{}, err
	}
	d, _, err := newDeflater(t, level, wbits, nil)
	if err != nil {
		return py.Value{}, err
	}
	if err := d.write(t, b); err != nil {
		return py.Value{}, err
	}
	if err := d.finish(); err != nil {
		return py.Value{}, err
	}
	return t.NewBytes(d.take()), nil
}

func decompressAll(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	wbits, err := intOr(t, a[1], 15)
	if err != nil {
		return py.Value{}, err
	}
	out, _, ended, err := inflate(t, b, wbits, nil, -1)
	if err != nil {
		return py.Value{}, zlibFail(t, err, "decompressing data")
	}
	if !ended {
		return py.Value{}, t.RaiseNew(&zlibError, "Error -5 while decompressing data: incomplete or truncated stream")
	}
	return t.NewBytes(out), nil
}

// more decodes what was given so far and answers what is new, at most so much.
func (o *inflater) more(t *py.Thread, most int) ([]byte, error) {
	limit := -1
	if most > 0 {
		limit = o.produced + most
	}
	out, used, ended, err := inflate(t, o.in, o.wbits, o.dictionary, limit)
	if err != nil {
		return nil, zlibFail(t, err, "decompressing data")
	}
	fresh := out[min(o.produced, len(out)):]
	o.produced = len(out)
	o.tail = nil
	if ended {
		o.eof = true
		o.unused = append([]byte(nil), o.in[used:]...)
		o.in = o.in[:used]
	} else if most > 0 && len(fresh) == most {
		// What is kept is decoded again; the tail only says that there is more.
		o.tail = append([]byte{}, o.in[min(used, len(o.in)):]...)
		o.in = o.in[:min(used, len(o.in))]
	}
	return fresh, nil
}

var zlibFunctions = sync.OnceValue(func() *py.FunctionSet {
	py.DefineException(&zlibError, "zlib", "error", &py.ExceptionType)
	comp := func(a []py.Value) *deflater { return py.As[deflater](a[0]) }
	c := py.Class{Module: "zlib", Name: "Compress", Final: true, Methods: []py.Def{
		{Name: "compress", Sig: "data, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			b, err := t.BytesArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			if comp(a).done {
				return py.Value{}, t.RaiseNew(&zlibError, "Error -2 while compressing data: inconsistent stream state")
			}
			if err := comp(a).write(t, b); err != nil {
				return py.Value{}, err
			}
			return t.NewBytes(comp(a).take()), nil
		}},
		{Name: "flush", Sig: "mode=4, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			mode, err := intOr(t, a[1], 4)
			if err != nil {
				return py.Value{}, err
			}
			d := comp(a)
			switch {
			case mode == 0:
				return t.NewBytes(nil), nil
			case d.done:
				return py.Value{}, t.RaiseNew(&zlibError, "Error -2 while flushing: inconsistent stream state")
			case mode == 4:
				err = d.finish()
			default:
				err = d.w.Flush()
			}
			return t.NewBytes(d.take()), err
		}},
	}}
	c.Size = func(v py.Value) uint64 { return deflaterSize + uint64(py.As[deflater](v).out.Cap()) }
	py.DefineClass[deflater](&deflaterType, c)
	dec := func(v py.Value) *inflater { return py.As[inflater](v) }
	get := func(name string, f func(o *inflater, t *py.Thread) py.Value) py.Attr {
		return py.Attr{Name: name, Get: func(t *py.Thread, v py.Value) (py.Value, error) { return f(dec(v), t), nil }}
	}
	d := py.Class{Module: "zlib", Name: "Decompress", Final: true, Attrs: []py.Attr{
		get("unused_data", func(o *inflater, t *py.Thread) py.Value { return t.NewBytes(o.unused) }),
		get("unconsumed_tail", func(o *inflater, t *py.Thread) py.Value { return t.NewBytes(o.tail) }),
		get("eof", func(o *inflater, t *py.Thread) py.Value { return py.Bool(o.eof) }),
	}, Methods: []py.Def{
		{Name: "decompress", Sig: "data, /, max_length=0", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			b, err := t.BytesArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			most, err := intOr(t, a[2], 0)
			if err != nil {
				return py.Value{}, err
			}
			if most < 0 {
				return py.Value{}, t.RaiseNew(&py.ValueError, "max_length must be non-negative")
			}
			o := dec(a[0])
			if o.eof {
				o.unused = append(o.unused, b...)
				return t.NewBytes(nil), nil
			}
			if err := t.Grow(uint64(len(b))); err != nil {
				return py.Value{}, err
			}
			o.in = append(o.in, b...)
			out, err := o.more(t, most)
			return t.NewBytes(out), err
		}},
		{Name: "flush", Sig: "length=16384, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := intOr(t, a[1], 16384)
			if err != nil {
				return py.Value{}, err
			}
			if n <= 0 {
				return py.Value{}, t.RaiseNew(&py.ValueError, "length must be greater than zero")
			}
			o := dec(a[0])
			if o.eof {
				return t.NewBytes(nil), nil
			}
			o.in = append(o.in, o.tail...)
			out, err := o.more(t, 0)
			return t.NewBytes(out), err
		}},
	}}
	d.Size = func(v py.Value) uint64 {
		o := dec(v)
		return 192 + uint64(cap(o.in)+cap(o.unused)+cap(o.tail)+cap(o.dictionary))
	}
	py.DefineClass[inflater](&inflaterType, d)
	return py.Functions("zlib", []py.Def{
		{Name: "compress", Sig: "data, /, level=-1, wbits=15", Fn: compressAll},
		{Name: "decompress", Sig: "data, /, wbits=15, bufsize=16384", Fn: decompressAll},
		{Name: "compressobj", Sig: "level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			level, err := intOr(t, a[0], -1)
			if err != nil {
				return py.Value{}, err
			}
			wbits, err := intOr(t, a[2], 15)
			if err != nil {
				return py.Value{}, err
			}
			var dict []byte
			if a[5].IsSet() && !a[5].IsNone() {
				if dict, err = t.BytesArg(a[5]); err != nil {
					return py.Value{}, err
				}
			}
			_, v, err := newDeflater(t, level, wbits, dict)
			return v, err
		}},
		{Name: "decompressobj", Sig: "wbits=15, zdict=b''", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			wbits, err := intOr(t, a[0], 15)
			if err != nil {
				return py.Value{}, err
			}
			o, v := py.Instance[inflater](t, &inflaterType)
			o.wbits = wbits
			if a[1].IsSet() {
				b, err := t.BytesArg(a[1])
				if err != nil {
					return py.Value{}, err
				}
				o.dictionary = append([]byte(nil), b...)
			}
			return v, nil
		}},
		{Name: "crc32", Sig: "data, value=0, /", Fn: crc32Of},
		{Name: "adler32", Sig: "data, value=1, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			b, err := t.BytesArg(a[0])
			if err != nil {
				return py.Value{}, err
			}
			if err := t.Charge(len(b) / 16); err != nil {
				return py.Value{}, err
			}
			if !a[1].IsSet() {
				return py.Int(int64(adler32.Checksum(b))), nil
			}
			z, err := t.BigArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			start := uint32(z.Uint64())
			lo, hi := start&0xffff, start>>16
			for _, c := range b {
				lo = (lo + uint32(c)) % 65521
				hi = (hi + lo) % 65521
			}
			return py.Int(int64(hi<<16 | lo)), t.Charge(len(b))
		}},
	})
})

// zlibModule is the module zlib.
func zlibModule(t *py.Thread) *py.Module {
	m := t.ModuleOf("zlib", zlibFunctions())
	m.Set(t, "error", py.Obj(&zlibError))
	for _, c := range []struct {
		name string
		n    int64
	}{{"DEFLATED", 8}, {"DEF_BUF_SIZE", 16384}, {"DEF_MEM_LEVEL", 8}, {"MAX_WBITS", 15}, {"Z_BEST_COMPRESSION", 9}, {"Z_BEST_SPEED", 1}, {"Z_BLOCK", 5},
		{"Z_DEFAULT_COMPRESSION", -1}, {"Z_DEFAULT_STRATEGY", 0}, {"Z_FILTERED", 1}, {"Z_FINISH", 4}, {"Z_FIXED", 4}, {"Z_FULL_FLUSH", 3}, {"Z_HUFFMAN_ONLY", 2},
		{"Z_NO_COMPRESSION", 0}, {"Z_NO_FLUSH", 0}, {"Z_PARTIAL_FLUSH", 1}, {"Z_RLE", 3}, {"Z_SYNC_FLUSH", 2}, {"Z_TREES", 6}} {
		m.Set(t, c.name, py.Int(c.n))
	}
	m.Set(t, "ZLIB_VERSION", t.StrValue("1.3.1"))
	m.Set(t, "ZLIB_RUNTIME_VERSION", t.StrValue("1.3.1"))
	return m
}
