package stdlib

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// hashObject is what hashlib.md5(...) answers.
type hashObject struct {
	py.Header
	name string
	make func() hash.Hash
	data []byte
}

var hashType py.Type

var defineHash = sync.OnceFunc(func() {
	sum := func(v py.Value) []byte {
		o := py.As[hashObject](v)
		h := o.make()
		h.Write(o.data)
		return h.Sum(nil)
	}
	py.Define(&hashType, "_hashlib", "HASH", py.Slots{}, []py.Attr{
		{Name: "name", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[hashObject](v).name), nil }},
		{Name: "digest_size", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(py.As[hashObject](v).make().Size())), nil
		}},
		{Name: "block_size", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(py.As[hashObject](v).make().BlockSize())), nil
		}},
	}, []py.Def{
		{Name: "update", Sig: "data, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, addData(t, py.As[hashObject](a[0]), a[1])
		}},
		{Name: "digest", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if err := t.Charge(len(py.As[hashObject](a[0]).data) / 16); err != nil {
				return py.Value{}, err
			}
			return t.NewBytes(sum(a[0])), nil
		}},
		{Name: "hexdigest", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if err := t.Charge(len(py.As[hashObject](a[0]).data) / 16); err != nil {
				return py.Value{}, err
			}
			return t.StrValue(hex.EncodeToString(sum(a[0]))), nil
		}},
		{Name: "copy", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := py.As[hashObject](a[0])
			if err := t.Grow(uint64(len(o.data))); err != nil {
				return py.Value{}, err
			}
			return t.New(&hashObject{name: o.name, make: o.make, data: append([]byte(nil), o.data...)}, &hashType), nil
		}},
	})
})

func addData(t *py.Thread, o *hashObject, v py.Value) error {
	b, ok := v.BytesLike()
	if !ok {
		if v.Str() != nil {
			return t.Raisef(&py.TypeError, "Strings must be encoded before hashing")
		}
		return t.Raisef(&py.TypeError, "object supporting the buffer API required")
	}
	if err := t.Grow(uint64(len(b))); err != nil {
		return err
	}
	if err := t.Charge(len(b) / 16); err != nil {
		return err
	}
	o.data = append(o.data, b...)
	return nil
}

// hashlibModule is the module hashlib.
func hashlibModule(t *py.Thread) *py.Module {
	defineHash()
	algorithms := []struct {
		name string
		make func() hash.Hash
	}{{"md5", md5.New}, {"sha1", sha1.New}, {"sha224", sha256.New224}, {"sha256", sha256.New}, {"sha384", sha512.New384}, {"sha512", sha512.New}}
	m := t.NewModule("hashlib")
	for _, alg := range algorithms {
		m.Set(t, alg.name, t.NewNative(py.Def{Name: alg.name, Sig: "data=b'', *, usedforsecurity=True, string=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			o := &hashObject{name: alg.name, make: alg.make}
			t.Alloc(128)
			v := t.New(o, &hashType)
			if a[0].IsSet() {
				return v, addData(t, o, a[0])
			}
			return v, nil
		}}))
	}
	m.Set(t, "new", t.NewNative(py.Def{Name: "new", Sig: "name, data=b'', /, **kwargs", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		s, err := t.StrArg(a[0], "name")
		if err != nil {
			return py.Value{}, err
		}
		for _, alg := range algorithms {
			if alg.name == s.S {
				o := &hashObject{name: alg.name, make: alg.make}
				v := t.New(o, &hashType)
				if a[1].IsSet() {
					return v, addData(t, o, a[1])
				}
				return v, nil
			}
		}
		return py.Value{}, t.Raisef(&py.ValueError, "unsupported hash type %s", s.S)
	}}))
	return m
}
