package stdlib

import (
	"hash/crc32"
	"math/big"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

var binasciiError, binasciiIncomplete py.Type

// asciiArg reads an argument that may be bytes or text in ASCII.
func asciiArg(t *py.Thread, v py.Value) ([]byte, error) {
	if s := v.Str(); s != nil {
		if !s.ASCII() {
			return nil, t.RaiseNew(&py.ValueError, "string argument should contain only ASCII characters")
		}
		return []byte(s.S), nil
	}
	if b, ok := v.BytesLike(); ok {
		return b, nil
	}
	return nil, t.Raisef(&py.TypeError, "argument should be bytes, buffer or ASCII string, not '%s'", v.Type().Name)
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func payBytes(t *py.Thread, n int) error {
	if err := t.Charge(n/8 + 1); err != nil {
		return err
	}
	return t.Grow(uint64(n))
}

func encodeBase64(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	newline := true
	if a[1].IsSet() {
		if newline, err = t.Truth(a[1]); err != nil {
			return py.Value{}, err
		}
	}
	if err := payBytes(t, len(b)*4/3); err != nil {
		return py.Value{}, err
	}
	out := make([]byte, 0, len(b)/3*4+5)
	for len(b) >= 3 {
		n := uint(b[0])<<16 | uint(b[1])<<8 | uint(b[2])
		out = append(out, base64Alphabet[n>>18], base64Alphabet[n>>12&63], base64Alphabet[n>>6&63], base64Alphabet[n&63])
		b = b[3:]
	}
	switch len(b) {
	case 1:
		out = append(out, base64Alphabet[b[0]>>2], base64Alphabet[b[0]&3<<4], '=', '=')
	case 2:
		n := uint(b[0])<<8 | uint(b[1])
		out = append(out, base64Alphabet[n>>10], base64Alphabet[n>>4&63], base64Alphabet[n&15<<2], '=')
	}
	if newline {
		out = append(out, '\n')
	}
	return t.NewBytes(out), nil
}

func decodeBase64(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := asciiArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	strict := false
	if a[1].IsSet() {
		if strict, err = t.Truth(a[1]); err != nil {
			return py.Value{}, err
		}
	}
	if err := payBytes(t, len(b)); err != nil {
		return py.Value{}, err
	}
	fail := func(text string) (py.Value, error) { return py.Value{}, t.RaiseNew(&binasciiError, text) }
	if strict && len(b) > 0 && b[0] == '=' {
		return fail("Leading padding not allowed")
	}
	out := make([]byte, 0, len(b)*3/4+3)
	quad, pads, left, started := 0, 0, byte(0), false
	for i, c := range b {
		if c == '=' {
			started = true
			if strict && quad == 0 {
				return fail("Excess padding not allowed")
			}
			if pads++; quad >= 2 && quad+pads >= 4 {
				if strict && i+1 < len(b) {
					return fail("Excess data after padding")
				}
				return t.NewBytes(out), nil
			}
			continue
		}
		v := strings.IndexByte(base64Alphabet, c)
		if v < 0 {
			if strict {
				return fail("Only base64 data is allowed")
			}
			continue
		}
		if strict && started {
			return fail("Discontinuous padding not allowed")
		}
		pads = 0
		switch quad {
		case 0:
			left = byte(v)
		case 1:
			out = append(out, left<<2|byte(v)>>4)
			left = byte(v) & 15
		case 2:
			out = append(out, left<<4|byte(v)>>2)
			left = byte(v) & 3
		case 3:
			out = append(out, left<<6|byte(v))
		}
		quad = (quad + 1) & 3
	}
	switch quad {
	case 0:
		return t.NewBytes(out), nil
	case 1:
		return fail("Invalid base64-encoded string: number of data characters (" + py.Itoa(len(out)/3*4+1) + ") cannot be 1 more than a multiple of 4")
	}
	return fail("Incorrect padding")
}

func hexEncode(t *py.Thread, a []py.Value) (py.Value, error) {
	if _, err := t.BytesArg(a[0]); err != nil {
		return py.Value{}, err
	}
	b, _ := a[0].BytesLike()
	v := t.NewBytes(append([]byte(nil), b...))
	args := []py.Value{}
	var kw []py.Keyword
	if a[1].IsSet() {
		args = append(args, a[1])
	}
	if a[2].IsSet() {
		kw = append(kw, py.Keyword{Name: t.Intern("bytes_per_sep"), Value: a[2]})
	}
	f, err := t.GetAttr(v, t.Intern("hex"))
	if err != nil {
		return py.Value{}, err
	}
	r, err := t.CallKw(f, args, kw)
	if err != nil {
		return py.Value{}, err
	}
	return t.NewBytes([]byte(r.Str().S)), nil
}

func hexDecode(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := asciiArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if err := payBytes(t, len(b)/2); err != nil {
		return py.Value{}, err
	}
	if len(b)%2 != 0 {
		return py.Value{}, t.RaiseNew(&binasciiError, "Odd-length string")
	}
	digit := func(c byte) int {
		switch {
		case c >= '0' && c <= '9':
			return int(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			return int(c|0x20-'a') + 10
		}
		return -1
	}
	out := make([]byte, len(b)/2)
	for i := range out {
		hi, lo := digit(b[2*i]), digit(b[2*i+1])
		if hi < 0 || lo < 0 {
			return py.Value{}, t.RaiseNew(&binasciiError, "Non-hexadecimal digit found")
		}
		out[i] = byte(hi<<4 | lo)
	}
	return t.NewBytes(out), nil
}

// crcHQX is the CRC of CCITT.
func crcHQX(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	start, err := t.BigArg(a[1])
	if err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(len(b)); err != nil {
		return py.Value{}, err
	}
	crc := uint16(new(big.Int).And(start, big.NewInt(0xffff)).Uint64())
	for _, c := range b {
		crc ^= uint16(c) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return py.Int(int64(crc)), nil
}

func crc32Of(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	start := uint32(0)
	if a[1].IsSet() {
		z, err := t.BigArg(a[1])
		if err != nil {
			return py.Value{}, err
		}
		start = uint32(z.Uint64())
		if z.Sign() < 0 {
			start = -start
		}
	}
	if err := t.Charge(len(b) / 32); err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(crc32.Update(start, crc32.IEEETable, b))), nil
}

var binasciiFunctions = sync.OnceValue(func() *py.FunctionSet {
	py.DefineException(&binasciiError, "binascii", "Error", &py.ValueError)
	py.DefineException(&binasciiIncomplete, "binascii", "Incomplete", &py.ExceptionType)
	return py.Functions("binascii", []py.Def{
		{Name: "b2a_base64", Sig: "data, /, *, newline=True", Fn: encodeBase64},
		{Name: "a2b_base64", Sig: "data, /, *, strict_mode=False", Fn: decodeBase64},
		{Name: "hexlify", Sig: "data, sep='', bytes_per_sep=1", Fn: hexEncode},
		{Name: "b2a_hex", Sig: "data, sep='', bytes_per_sep=1", Fn: hexEncode},
		{Name: "unhexlify", Sig: "hexstr, /", Fn: hexDecode},
		{Name: "a2b_hex", Sig: "hexstr, /", Fn: hexDecode},
		{Name: "crc32", Sig: "data, crc=0, /", Fn: crc32Of},
		{Name: "crc_hqx", Sig: "data, crc, /", Fn: crcHQX},
		{Name: "a2b_uu", Sig: "data, /", Fn: decodeUU},
		{Name: "b2a_uu", Sig: "data, /, *, backtick=False", Fn: encodeUU},
		{Name: "a2b_qp", Sig: "data, header=False", Fn: decodeQP},
		{Name: "b2a_qp", Sig: "data, quotetabs=False, istext=True, header=False", Fn: encodeQP},
	})
})

// binasciiModule is the module binascii.
func binasciiModule(t *py.Thread) *py.Module {
	m := t.ModuleOf("binascii", binasciiFunctions())
	m.Set(t, "Error", py.Obj(&binasciiError))
	m.Set(t, "Incomplete", py.Obj(&binasciiIncomplete))
	return m
}
