package py

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/syntax"
)

// strMethods defines the methods of str.
func strMethods() {
	s := func(a []Value) *Str { return as[Str](a[0]) }
	// Methods that make a text of the same length or so.
	mapped := func(f func(string) string) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			if err := t.payText(len(s(a).S)); err != nil {
				return Value{}, err
			}
			return t.StrValue(f(s(a).S)), nil
		}
	}
	test := func(f func(rs []rune) bool) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			if err := t.Charge(len(s(a).S) / 8); err != nil {
				return Value{}, err
			}
			return Bool(f(decodeRunes(s(a).S))), nil
		}
	}
	every := func(f func(r rune) bool) NativeFunc {
		return test(func(rs []rune) bool {
			for _, r := range rs {
				if !f(r) {
					return false
				}
			}
			return len(rs) > 0
		})
	}
	StrType.addMethods([]Def{
		{"__format__", "format_spec, /", formatStr},
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) { return t.Tuple(a[0]), nil }},
		{"upper", "", mapped(upperText)},
		{"lower", "", mapped(lowerText)},
		{"casefold", "", mapped(func(x string) string { return strings.ReplaceAll(lowerText(x), "ß", "ss") })},
		{"swapcase", "", mapped(func(x string) string {
			return mapRunes(x, func(r rune) string {
				if unicode.IsUpper(r) {
					return lowerText(string(r))
				}
				return upperText(string(r))
			})
		})},
		{"capitalize", "", mapped(capitalize)},
		{"title", "", mapped(titleText)},
		{"strip", "chars=None, /", stripper(true, true)},
		{"lstrip", "chars=None, /", stripper(true, false)},
		{"rstrip", "chars=None, /", stripper(false, true)},
		{"split", "sep=None, maxsplit=-1", splitter(false)},
		{"rsplit", "sep=None, maxsplit=-1", splitter(true)},
		{"splitlines", "keepends=False", strSplitLines},
		{"join", "iterable, /", strJoin},
		{"replace", "old, new, /, count=-1", strReplace},
		{"find", "sub, start=None, end=None, /", finder(false, false)},
		{"rfind", "sub, start=None, end=None, /", finder(true, false)},
		{"index", "sub, start=None, end=None, /", finder(false, true)},
		{"rindex", "sub, start=None, end=None, /", finder(true, true)},
		{"count", "sub, start=None, end=None, /", strCount},
		{"startswith", "prefix, start=None, end=None, /", affix("startswith", strings.HasPrefix)},
		{"endswith", "suffix, start=None, end=None, /", affix("endswith", strings.HasSuffix)},
		{"removeprefix", "prefix, /", func(t *Thread, a []Value) (Value, error) {
			p, err := t.StrArg(a[1], "removeprefix() argument")
			if err != nil {
				return Value{}, err
			}
			return t.StrValue(strings.TrimPrefix(s(a).S, p.S)), nil
		}},
		{"removesuffix", "suffix, /", func(t *Thread, a []Value) (Value, error) {
			p, err := t.StrArg(a[1], "removesuffix() argument")
			if err != nil {
				return Value{}, err
			}
			return t.StrValue(strings.TrimSuffix(s(a).S, p.S)), nil
		}},
		{"partition", "sep, /", partition(strings.Index, true)},
		{"rpartition", "sep, /", partition(strings.LastIndex, false)},
		{"center", "width, fillchar=' ', /", justify('^')},
		{"ljust", "width, fillchar=' ', /", justify('<')},
		{"rjust", "width, fillchar=' ', /", justify('>')},
		{"zfill", "width, /", strZfill},
		{"expandtabs", "tabsize=8", strExpandTabs},
		{"isalpha", "", every(unicode.IsLetter)},
		{"isdigit", "", every(isDigit)},
		{"isdecimal", "", every(func(r rune) bool { return unicode.Is(unicode.Nd, r) })},
		{"isnumeric", "", every(func(r rune) bool { return unicode.IsNumber(r) || isDigit(r) })},
		{"isalnum", "", every(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || isDigit(r) })},
		{"isspace", "", every(isSpace)},
		{"isascii", "", test(func(rs []rune) bool {
			for _, r := range rs {
				if r >= utf8.RuneSelf {
					return false
				}
			}
			return true
		})},
		{"isprintable", "", test(func(rs []rune) bool {
			for _, r := range rs {
				if !syntax.IsPrintable(r) {
					return false
				}
			}
			return true
		})},
		{"isupper", "", test(func(rs []rune) bool { return cased(rs, unicode.IsUpper, unicode.IsLower) })},
		{"islower", "", test(func(rs []rune) bool { return cased(rs, unicode.IsLower, unicode.IsUpper) })},
		{"istitle", "", test(isTitle)},
		{"isidentifier", "", test(func(rs []rune) bool {
			for i, r := range rs {
				if !(r == '_' || unicode.IsLetter(r) || i > 0 && (unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Pc, r))) {
					return false
				}
			}
			return len(rs) > 0
		})},
		{"translate", "table, /", strTranslate},
		{"encode", "encoding='utf-8', errors='strict'", strEncode},
		{"format", "*args, **kwargs", strFormat},
		{"format_map", "mapping, /", func(t *Thread, a []Value) (Value, error) {
			f := &formatter{t: t, mapping: a[1]}
			return f.value(s(a).S)
		}},
	})
	StrType.addStatic([]Def{{"maketrans", "x, y=None, z=None, /", makeTrans}})
}

// payText pays for making a text of n bytes.
func (t *Thread) payText(n int) error {
	if err := t.Charge(n / 16); err != nil {
		return err
	}
	return t.Grow(uint64(n))
}

func isSpace(r rune) bool {
	switch {
	case r >= 9 && r <= 13, r >= 0x1c && r <= 0x20, r == 0x85, r == 0xa0:
		return true
	}
	return r > 0xff && unicode.Is(unicode.Zs, r) || r == 0x2028 || r == 0x2029
}

func isDigit(r rune) bool {
	return unicode.Is(unicode.Nd, r) || r == 0xb2 || r == 0xb3 || r == 0xb9 || r == 0x2070 || r >= 0x2074 && r <= 0x2079 || r >= 0x2080 && r <= 0x2089
}

// asciiDigits replaces decimal digits of any script by ASCII ones.
func asciiDigits(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return mapRunes(s, func(r rune) string {
				if r >= utf8.RuneSelf && unicode.Is(unicode.Nd, r) {
					zero := r
					for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
						zero--
					}
					return string('0' + r - zero)
				}
				return RuneString(r)
			})
		}
	}
	return s
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
