package py

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/syntax"
)

// strMethods defines the methods of str.
func strMethods() {
	s := func(a []Value) *Str { return as[Str](a[0]) }
	// Methods that make a text of the same length or so.
	mapped := func(f func(string) string) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			pay := t.payText
			if !s(a).ASCII() {
				pay = t.payRunes
			}
			if err := pay(len(s(a).S)); err != nil {
				return Value{}, err
			}
			return t.StrValue(f(s(a).S)), nil
		}
	}
	// Methods that look at each character with its neighbours.
	paid := func(f func(string) string) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			if err := t.payRunes(len(s(a).S)); err != nil {
				return Value{}, err
			}
			return t.StrValue(f(s(a).S)), nil
		}
	}
	test := func(f func(rs []rune) bool) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			if err := t.payRunes(len(s(a).S)); err != nil {
				return Value{}, err
			}
			return Bool(f(decodeRunes(s(a).S))), nil
		}
	}
	every := func(flags uint16) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			text := s(a).S
			if err := t.Charge(len(text) / 4); err != nil {
				return Value{}, err
			}
			for i := 0; i < len(text); {
				r, size := rune(text[i]), 1
				if r >= utf8.RuneSelf {
					r, size = syntax.DecodeWTF8(text[i:])
				}
				if !charIs(r, flags) {
					return False, nil
				}
				i += size
			}
			return Bool(text != ""), nil
		}
	}
	StrType.addMethods([]Def{
		{"__format__", "format_spec, /", formatStr},
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) {
			text := s(a)
			if err := t.Grow(objectSize + uint64(len(text.S))); err != nil {
				return Value{}, err
			}
			return t.Tuple(Obj(&Str{Header: Header{typ: &StrType}, S: text.S})), nil // another object: a copy is made of it
		}},
		{"upper", "", mapped(upperText)},
		{"lower", "", mapped(lowerText)},
		{"casefold", "", mapped(foldText)},
		{"swapcase", "", mapped(swapText)},
		{"capitalize", "", mapped(capitalize)},
		{"title", "", paid(titleText)},
		{"strip", "chars=None, /", stripper(true, true)},
		{"lstrip", "chars=None, /", stripper(true, false)},
		{"rstrip", "chars=None, /", stripper(false, true)},
		{"split", "sep=None, maxsplit=-1", splitter(false)},
		{"rsplit", "sep=None, maxsplit=-1", splitter(true)},
		{"splitlines", "keepends=False", strSplitLines},
		{"join", "iterable, /", strJoin},
		{"replace", "old, new, /, count=-1", strReplace},
		{"find", "sub, start=None, end=None, /", finder("find", false, false)},
		{"rfind", "sub, start=None, end=None, /", finder("rfind", true, false)},
		{"index", "sub, start=None, end=None, /", finder("index", false, true)},
		{"rindex", "sub, start=None, end=None, /", finder("rindex", true, true)},
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
		{"isalpha", "", every(charAlpha)},
		{"isdigit", "", every(charDigit)},
		{"isdecimal", "", every(charDecimal)},
		{"isnumeric", "", every(charNumeric)},
		{"isalnum", "", every(charAlpha | charDecimal | charDigit | charNumeric)},
		{"isspace", "", every(charSpace)},
		{"isascii", "", func(t *Thread, a []Value) (Value, error) {
			return Bool(s(a).ASCII()), t.Charge(len(s(a).S) / 32)
		}},
		{"isprintable", "", test(isPrintable)},
		{"isupper", "", test(func(rs []rune) bool { return cased(rs, charUpper, charLower) })},
		{"islower", "", test(func(rs []rune) bool { return cased(rs, charLower, charUpper) })},
		{"istitle", "", test(isTitle)},
		{"isidentifier", "", test(isIdentifier)},
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
	if err := t.Grow(uint64(n)); err != nil {
		return err
	}
	return t.Charge(n / 8)
}

// payRunes pays for taking a text of n bytes apart into its characters, each looked up in a table, and for another of
// about that size.
func (t *Thread) payRunes(n int) error {
	if err := t.Grow(uint64(n) * 4); err != nil {
		return err
	}
	return t.Charge(n)
}
