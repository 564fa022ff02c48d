// Package json is the module _json: reading and writing JSON in Go. The classes of the module json are Python's own text;
// they hand their options over and get the value or the text back.
//
// Reading makes one pass over the text. Writing appends to one buffer, which is charged as it grows. Both count how deep
// they are, since the data decides it, and whatever they call back (hooks, default, subclasses of dict) may do anything.
package json

import (
	"sync"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/internal/py"
)

var functions = sync.OnceValue(func() *py.FunctionSet {
	return py.Functions("_json", []py.Def{
		{Name: "scan_once", Sig: "string, idx, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, error, whole, /", Fn: scanOnce},
		{Name: "scanstring", Sig: "string, end, strict=True, error=None, /", Fn: scanString},
		{Name: "encode_basestring", Sig: "string, /", Fn: quote(false)},
		{Name: "encode_basestring_ascii", Sig: "string, /", Fn: quote(true)},
		{Name: "encode", Sig: "o, default, ensure_ascii, check_circular, allow_nan, sort_keys, skipkeys, indent, item_separator, key_separator, /", Fn: encode},
	})
})

// Module is the module _json.
func Module(t *py.Thread) *py.Module { return t.ModuleOf("_json", functions()) }

// quote is the JSON string of a str.
func quote(ascii bool) py.NativeFunc {
	return func(t *py.Thread, a []py.Value) (py.Value, error) {
		s := a[0].Str()
		if s == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "first argument must be a string, not %s", a[0].Type().Name)
		}
		if err := t.Grow(uint64(2 * len(s.S))); err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(len(s.S) / 8); err != nil {
			return py.Value{}, err
		}
		return t.StrValue(string(appendQuoted(nil, s.S, ascii))), nil
	}
}

const hexDigits = "0123456789abcdef"

// plain are the bytes that stand for themselves in a string.
var plain = func() (table [256]bool) {
	for c := 0x20; c < 256; c++ {
		table[c] = c != '"' && c != '\\'
	}
	return table
}()

func appendQuoted(b []byte, s string, ascii bool) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] && (c < utf8.RuneSelf || !ascii) {
			i++
			continue
		}
		b = append(b, s[from:i]...)
		if c < utf8.RuneSelf {
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			case '\f':
				b = append(b, '\\', 'f')
			case '\b':
				b = append(b, '\\', 'b')
			default:
				b = appendEscape(b, rune(c))
			}
			i++
		} else {
			r, n := py.DecodeRune(s[i:])
			if r > 0xffff {
				r -= 0x10000
				b = appendEscape(b, 0xd800|r>>10)
				r = 0xdc00 | r&0x3ff
			}
			b = appendEscape(b, r)
			i += n
		}
		from = i
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

func appendEscape(b []byte, r rune) []byte {
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}
