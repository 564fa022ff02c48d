package stdlib

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// hashObject is what hashlib.md5(...) answers. xof is set for the functions whose digests have any length.
type hashObject struct {
	py.Header
	name string
	h    hash.Hash
	xof  *sha3.SHAKE
}

var hashType, blake2bType, blake2sType py.Type

// hashAlgorithms are those with digests of a fixed length, by name.
func hashAlgorithms() []struct {
	name string
	make func() hash.Hash
} {
	return []struct {
		name string
		make func() hash.Hash
	}{{"md5", md5.New}, {"sha1", sha1.New}, {"sha224", sha256.New224}, {"sha256", sha256.New}, {"sha384", sha512.New384}, {"sha512", sha512.New},
		{"sha3_224", func() hash.Hash { return sha3.New224() }}, {"sha3_256", func() hash.Hash { return sha3.New256() }},
		{"sha3_384", func() hash.Hash { return sha3.New384() }}, {"sha3_512", func() hash.Hash { return sha3.New512() }},
		{"sha512_224", sha512.New512_224}, {"sha512_256", sha512.New512_256},
		{"blake2b", func() hash.Hash { return newBlake(true, &blakeParams{digest: 64, fanout: 1, depth: 1}) }},
		{"blake2s", func() hash.Hash { return newBlake(false, &blakeParams{digest: 32, fanout: 1, depth: 1}) }}}
}

func newHash(name string) (h hash.Hash, xof *sha3.SHAKE) {
	switch name {
	case "shake_128":
		return nil, sha3.NewSHAKE128()
	case "shake_256":
		return nil, sha3.NewSHAKE256()
	}
	for _, a := range hashAlgorithms() {
		if a.name == name {
			return a.make(), nil
		}
	}
	return nil, nil
}

func (o *hashObject) update(t *py.Thread, v py.Value) error {
	if v.Str() != nil {
		return t.Raisef(&py.TypeError, "Strings must be encoded before hashing")
	}
	b, ok := v.BytesLike()
	if !ok {
		return t.Raisef(&py.TypeError, "object supporting the buffer API required")
	}
	if err := t.Charge(len(b)/8 + 1); err != nil {
		return err
	}
	var err error
	if o.xof != nil {
		_, err = o.xof.Write(b)
	} else {
		_, err = o.h.Write(b)
	}
	return err
}

// digest is the hash of what was added so far; length counts for those of any length only.
func (o *hashObject) digest(t *py.Thread, length py.Value) ([]byte, error) {
	if o.xof == nil {
		t.Spend(16)
		return o.h.Sum(nil), nil
	}
	n, err := t.IntArg(length)
	if err != nil {
		return nil, err
	}
	if n < 0 || n >= 1<<29 {
		return nil, t.RaiseNew(&py.ValueError, "length is too large")
	}
	if err := t.Charge(n/8 + 16); err != nil {
		return nil, err
	}
	if err := t.Grow(uint64(n)); err != nil {
		return nil, err
	}
	out := make([]byte, n)
	copied := *o.xof
	_, err = copied.Read(out)
	return out, err
}

func (o *hashObject) clone() (*hashObject, error) {
	c := &hashObject{name: o.name}
	if o.xof != nil {
		x := *o.xof
		c.xof = &x
		return c, nil
	}
	h, err := o.h.(hash.Cloner).Clone()
	c.h, _ = h.(hash.Hash)
	return c, err
}

var defineHash = sync.OnceFunc(func() {
	self := func(a []py.Value) *hashObject { return py.As[hashObject](a[0]) }
	methods := func(lengthSig string) []py.Def {
		at := func(a []py.Value) py.Value {
			if len(a) > 1 {
				return a[1]
			}
			return py.Value{}
		}
		return []py.Def{
			{Name: "update", Sig: "data, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, self(a).update(t, a[1]) }},
			{Name: "digest", Sig: lengthSig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
				b, err := self(a).digest(t, at(a))
				return t.NewBytes(b), err
			}},
			{Name: "hexdigest", Sig: lengthSig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
				b, err := self(a).digest(t, at(a))
				return t.StrValue(hex.EncodeToString(b)), err
			}},
			{Name: "copy", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
				c, err := self(a).clone()
				if err != nil {
					return py.Value{}, err
				}
				t.Alloc(512)
				return t.New(c, a[0].Type()), nil
			}},
		}
	}
	attrs := []py.Attr{
		{Name: "name", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return t.StrValue(py.As[hashObject](v).name), nil }},
		{Name: "digest_size", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			if o := py.As[hashObject](v); o.xof == nil {
				return py.Int(int64(o.h.Size())), nil
			}
			return py.Int(0), nil
		}},
		{Name: "block_size", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			if o := py.As[hashObject](v); o.xof == nil {
				return py.Int(int64(o.h.BlockSize())), nil
			}
			return py.Int(int64(py.As[hashObject](v).xof.BlockSize())), nil
		}},
	}
	repr := func(t *py.Thread, v py.Value) (py.Value, error) {
		return t.StrValue("<" + py.As[hashObject](v).name + " " + v.Type().FullName() + " object @ " + t.Address(v) + ">"), nil
	}
	size := func(py.Value) uint64 { return 512 }
	c := py.Class{Module: "_hashlib", Name: "HASH", Final: true, Attrs: attrs, Methods: methods("")}
	c.Repr, c.Size = repr, size
	py.DefineClass[hashObject](&hashType, c)
	x := py.Class{Module: "_hashlib", Name: "HASHXOF", Base: &hashType, Final: true, Methods: methods("length")}
	x.Repr, x.Size = repr, size
	py.DefineClass[hashObject](&xofType, x)
	defineBlake(&blake2bType, true, attrs, methods(""))
	defineBlake(&blake2sType, false, attrs, methods(""))
})

var xofType py.Type

// makeHash makes a hash object and gives it its first data.
func makeHash(t *py.Thread, name string, data py.Value) (py.Value, error) {
	h, xof := newHash(strings.ReplaceAll(strings.ToLower(name), "-", "_"))
	if h == nil && xof == nil {
		h, xof = newHash(strings.ReplaceAll(strings.ToLower(name), "-", ""))
	}
	if h == nil && xof == nil {
		return py.Value{}, t.Raisef(&py.ValueError, "unsupported hash type %s", name)
	}
	o := &hashObject{name: strings.ReplaceAll(strings.ToLower(name), "-", "_"), h: h, xof: xof}
	t.Alloc(512)
	typ := &hashType
	if xof != nil {
		typ = &xofType
	}
	v := t.New(o, typ)
	if data.IsSet() {
		return v, o.update(t, data)
	}
	return v, nil
}

var hashFunctions = sync.OnceValue(func() *py.FunctionSet {
	defineHash()
	var defs []py.Def
	names := []string{"shake_128", "shake_256"}
	for _, a := range hashAlgorithms() {
		if a.name != "blake2b" && a.name != "blake2s" && !strings.HasPrefix(a.name, "sha512_") {
			names = append(names, a.name)
		}
	}
	for _, name := range names {
		defs = append(defs, py.Def{Name: name, Sig: "data=b'', *, usedforsecurity=True, string=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			data := a[0]
			if a[2].IsSet() {
				data = a[2]
			}
			return makeHash(t, name, data)
		}})
	}
	return py.Functions("_hashlib", append(defs, []py.Def{
		{Name: "new", Sig: "name, data=b'', *, usedforsecurity=True, string=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := t.StrArg(a[0], "new() argument 'name'")
			if err != nil {
				return py.Value{}, err
			}
			data := a[1]
			if a[3].IsSet() {
				data = a[3]
			}
			return makeHash(t, s.S, data)
		}},
		{Name: "pbkdf2_hmac", Sig: "hash_name, password, salt, iterations, dklen=None", Fn: pbkdf2},
		{Name: "scrypt", Sig: "password, *, salt, n, r, p, maxmem=0, dklen=64", Fn: scrypt},
	}...))
})

// pbkdf2 derives a key (RFC 8018).
func pbkdf2(t *py.Thread, a []py.Value) (py.Value, error) {
	name, err := t.StrArg(a[0], "pbkdf2_hmac() argument 'hash_name'")
	if err != nil {
		return py.Value{}, err
	}
	h, _ := newHash(name.S)
	if h == nil {
		return py.Value{}, t.Raisef(&py.ValueError, "unsupported hash type %s", name.S)
	}
	password, err := t.BytesArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	salt, err := t.BytesArg(a[2])
	if err != nil {
		return py.Value{}, err
	}
	rounds, err := t.IntArg(a[3])
	if err != nil {
		return py.Value{}, err
	}
	size := h.Size()
	if a[4].IsSet() && !a[4].IsNone() {
		if size, err = t.IntArg(a[4]); err != nil {
			return py.Value{}, err
		}
		if size < 1 {
			return py.Value{}, t.RaiseNew(&py.ValueError, "key length must be greater than 0.")
		}
	}
	if rounds < 1 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "iteration value must be greater than 0.")
	}
	if err := t.Grow(uint64(size)); err != nil {
		return py.Value{}, err
	}
	out, err := deriveKey(t, func() hash.Hash { h, _ := newHash(name.S); return h }, password, salt, rounds, size)
	return t.NewBytes(out), err
}

func deriveKey(t *py.Thread, make func() hash.Hash, password, salt []byte, rounds, size int) ([]byte, error) {
	mac := hmac.New(make, append([]byte(nil), password...))
	salt = append([]byte(nil), salt...)
	var out []byte
	for block := uint32(1); len(out) < size; block++ {
		mac.Reset()
		mac.Write(salt)
		mac.Write([]byte{byte(block >> 24), byte(block >> 16), byte(block >> 8), byte(block)})
		u := mac.Sum(nil)
		sum := append([]byte(nil), u...)
		for i := 1; i < rounds; i++ {
			if i%16 == 0 {
				if err := t.Charge(16 * 40); err != nil {
					return nil, err
				}
			}
			mac.Reset()
			mac.Write(u)
			u = mac.Sum(u[:0])
			for j := range sum {
				sum[j] ^= u[j]
			}
		}
		if err := t.Charge(40); err != nil {
			return nil, err
		}
		out = append(out, sum...)
	}
	return out[:size], nil
}

// hashlibModule is the module _hashlib, which hashlib takes over.
func hashlibModule(t *py.Thread) *py.Module {
	m := t.ModuleOf("_hashlib", hashFunctions(), &blake2bType, &blake2sType)
	return m
}
