package py

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// bytesMethods defines the methods that bytes and bytearray share.
func bytesMethods() {
	self := func(a []Value) []byte { return as[Bytes](a[0]).B }
	mapped := func(f func(b []byte)) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			if err := t.payText(len(self(a))); err != nil {
				return Value{}, err
			}
			out := bytes.Clone(self(a))
			f(out)
			return t.like(a[0], out), nil
		}
	}
	test := func(f func(b []byte) bool) NativeFunc {
		return func(t *Thread, a []Value) (Value, error) {
			if err := t.Charge(len(self(a)) / 32); err != nil {
				return Value{}, err
			}
			return Bool(f(self(a))), nil
		}
	}
	every := func(f func(c byte) bool) NativeFunc {
		return test(func(b []byte) bool {
			for _, c := range b {
				if !f(c) {
					return false
				}
			}
			return len(b) > 0
		})
	}
	oneCase := func(want, other func(c byte) bool) NativeFunc {
		return test(func(b []byte) bool { return slices.ContainsFunc(b, want) && !slices.ContainsFunc(b, other) })
	}
	shared := []Def{
		{"decode", "encoding='utf-8', errors='strict'", bytesDecode},
		{"hex", "sep=None, bytes_per_sep=1", func(t *Thread, a []Value) (Value, error) { return t.hexText(self(a), a[1], a[2]) }},
		{"join", "iterable_of_bytes, /", bytesJoin},
		{"upper", "", mapped(func(b []byte) { mapBytes(b, upperByte) })},
		{"lower", "", mapped(func(b []byte) { mapBytes(b, lowerByte) })},
		{"swapcase", "", mapped(func(b []byte) {
			mapBytes(b, func(c byte) byte {
				if isLowerByte(c) {
					return upperByte(c)
				}
				return lowerByte(c)
			})
		})},
		{"capitalize", "", mapped(func(b []byte) {
			mapBytes(b, lowerByte)
			if len(b) > 0 {
				b[0] = upperByte(b[0])
			}
		})},
		{"title", "", mapped(func(b []byte) {
			inWord := false
			for i, c := range b {
				if inWord {
					b[i] = lowerByte(c)
				} else {
					b[i] = upperByte(c)
				}
				inWord = isAlphaByte(c)
			}
		})},
		{"isalpha", "", every(isAlphaByte)},
		{"isdigit", "", every(isDigitByte)},
		{"isalnum", "", every(func(c byte) bool { return isAlphaByte(c) || isDigitByte(c) })},
		{"isspace", "", every(isSpaceByte)},
		{"isascii", "", test(func(b []byte) bool {
			return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
		})},
		{"isupper", "", oneCase(isUpperByte, isLowerByte)},
		{"islower", "", oneCase(isLowerByte, isUpperByte)},
		{"istitle", "", test(isTitleBytes)},
		{"find", "sub, start=None, end=None, /", bytesFinder(false, false)},
		{"rfind", "sub, start=None, end=None, /", bytesFinder(true, false)},
		{"index", "sub, start=None, end=None, /", bytesFinder(false, true)},
		{"rindex", "sub, start=None, end=None, /", bytesFinder(true, true)},
		{"count", "sub, start=None, end=None, /", bytesCount},
		{"startswith", "prefix, start=None, end=None, /", bytesAffix("startswith", bytes.HasPrefix)},
		{"endswith", "suffix, start=None, end=None, /", bytesAffix("endswith", bytes.HasSuffix)},
		{"removeprefix", "prefix, /", bytesTrim(bytes.CutPrefix)},
		{"removesuffix", "suffix, /", bytesTrim(bytes.CutSuffix)},
		{"replace", "old, new, count=-1, /", bytesReplace},
		{"strip", "bytes=None, /", bytesStrip(true, true)},
		{"lstrip", "bytes=None, /", bytesStrip(true, false)},
		{"rstrip", "bytes=None, /", bytesStrip(false, true)},
		{"split", "sep=None, maxsplit=-1", bytesSplit(false)},
		{"rsplit", "sep=None, maxsplit=-1", bytesSplit(true)},
		{"splitlines", "keepends=False", bytesSplitLines},
		{"partition", "sep, /", bytesPartition(bytes.Index, true)},
		{"rpartition", "sep, /", bytesPartition(bytes.LastIndex, false)},
		{"center", "width, fillchar=b' ', /", bytesJustify("center", '^')},
		{"ljust", "width, fillchar=b' ', /", bytesJustify("ljust", '<')},
		{"rjust", "width, fillchar=b' ', /", bytesJustify("rjust", '>')},
		{"zfill", "width, /", bytesZfill},
		{"expandtabs", "tabsize=8", bytesExpandTabs},
		{"translate", "table, /, delete=b''", bytesTranslate},
	}
	BytesType.addMethods(shared)
	BytearrayType.addMethods(shared)
	BytesType.addMethods([]Def{
		{"__bytes__", "", func(t *Thread, a []Value) (Value, error) {
			if a[0].Type() == &BytesType {
				return a[0], nil
			}
			return t.NewBytes(self(a)), nil
		}},
		{"__getnewargs__", "", func(t *Thread, a []Value) (Value, error) { return t.Tuple(t.NewBytes(self(a))), nil }},
	})
	for _, typ := range []*Type{&BytesType, &BytearrayType} {
		typ.addClassMethods([]Def{{"fromhex", "string, /", bytesFromHex}})
		typ.addStatic([]Def{{"maketrans", "frm, to, /", bytesMakeTrans}})
		typ.addMethods([]Def{{"__buffer__", "flags, /", func(t *Thread, a []Value) (Value, error) { return t.newMemoryView(a[0]) }}})
	}
	BytearrayType.addMethods([]Def{{"__release_buffer__", "buffer, /", func(t *Thread, a []Value) (Value, error) { return None, nil }}})
}

func isLowerByte(c byte) bool { return c >= 'a' && c <= 'z' }
func isUpperByte(c byte) bool { return c >= 'A' && c <= 'Z' }
func isAlphaByte(c byte) bool { return isLowerByte(c | 0x20) }
func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }
func isSpaceByte(c byte) bool { return c == ' ' || c >= 9 && c <= 13 }

func upperByte(c byte) byte {
	if isLowerByte(c) {
		return c - 0x20
	}
	return c
}

func lowerByte(c byte) byte {
	if isUpperByte(c) {
		return c + 0x20
	}
	return c
}

func mapBytes(b []byte, f func(byte) byte) {
	for i, c := range b {
		b[i] = f(c)
	}
}

func isTitleBytes(b []byte) bool {
	inWord, found := false, false
	for _, c := range b {
		switch {
		case isUpperByte(c):
			if inWord {
				return false
			}
			inWord, found = true, true
		case isLowerByte(c):
			if !inWord {
				return false
			}
			found = true
		default:
			inWord = false
		}
	}
	return found
}

// hexText is bytes.hex: two digits a byte, with a separator between groups that are counted from the right, or from the
// left where the size is negative.
func (t *Thread) hexText(b []byte, sepArg, sizeArg Value) (Value, error) {
	size := 1
	sep := -1
	if sepArg.IsSet() {
		n, err := t.Len(sepArg)
		if err != nil {
			return Value{}, err
		}
		if n != 1 {
			return Value{}, t.Raisef(&ValueError, "sep must be length 1.")
		}
		switch {
		case sepArg.Str() != nil:
			sep = int(sepArg.Str().Runes()[0])
		case sepArg.Bytes() != nil:
			sep = int(sepArg.Bytes().B[0])
		default:
			return Value{}, t.Raisef(&TypeError, "sep must be str or bytes.")
		}
		if sep >= utf8.RuneSelf {
			return Value{}, t.Raisef(&ValueError, "sep must be ASCII.")
		}
	}
	if sizeArg.IsSet() {
		var err error
		if size, err = t.IntArg(sizeArg); err != nil {
			return Value{}, err
		}
	}
	if err := t.payText(len(b) * 3); err != nil {
		return Value{}, err
	}
	out := make([]byte, 0, len(b)*2)
	for i, c := range b {
		if sep >= 0 && i > 0 && (size > 0 && (len(b)-i)%size == 0 || size < 0 && i%size == 0) {
			out = append(out, byte(sep))
		}
		out = appendHexDigits(out, uint32(c), 2)
	}
	return t.StrValue(string(out)), nil
}

func bytesFromHex(t *Thread, a []Value) (Value, error) {
	var text []byte
	if s := a[1].Str(); s != nil {
		text = []byte(s.S)
		if i := slices.IndexFunc(text, func(c byte) bool { return c >= utf8.RuneSelf }); i >= 0 {
			return Value{}, t.Raisef(&ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i)
		}
	} else if b, ok := a[1].BytesLike(); ok {
		text = b
	} else {
		return Value{}, t.Raisef(&TypeError, "fromhex() argument must be str or bytes-like, not %s", a[1].Type().Name)
	}
	if err := t.payText(len(text)); err != nil {
		return Value{}, err
	}
	var out []byte
	for i := 0; i < len(text); {
		if isSpaceByte(text[i]) {
			i++
			continue
		}
		hi, lo := hexDigit(text[i]), -1
		if i+1 < len(text) {
			lo = hexDigit(text[i+1])
		}
		if hi < 0 {
			return Value{}, t.Raisef(&ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i)
		}
		if i+1 == len(text) {
			return Value{}, t.Raisef(&ValueError, "fromhex() arg must contain an even number of hexadecimal digits")
		}
		if lo < 0 {
			return Value{}, t.Raisef(&ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i+1)
		}
		out = append(out, byte(hi<<4|lo))
		i += 2
	}
	if a[0].AsType() == &BytearrayType {
		return t.NewBytearray(out), nil
	}
	v := t.NewBytes(out)
	if a[0].AsType() == &BytesType {
		return v, nil
	}
	return t.Call(a[0], v)
}

// hexDigit is the value of a hexadecimal digit, -1 for what is none.
func hexDigit(c byte) int {
	switch {
	case isDigitByte(c):
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func bytesMakeTrans(t *Thread, a []Value) (Value, error) {
	from, err := t.BytesArg(a[0])
	if err != nil {
		return Value{}, err
	}
	to, err := t.BytesArg(a[1])
	if err != nil {
		return Value{}, err
	}
	if len(from) != len(to) {
		return Value{}, t.Raisef(&ValueError, "maketrans arguments must have same length")
	}
	table := make([]byte, 256)
	for i := range table {
		table[i] = byte(i)
	}
	if err := t.Charge(len(from) / 16); err != nil {
		return Value{}, err
	}
	for i, c := range from {
		table[c] = to[i]
	}
	return t.NewBytes(table), nil
}

func bytesTranslate(t *Thread, a []Value) (Value, error) {
	var table, drop []byte
	var err error
	if !a[1].IsNone() {
		if table, err = t.BytesArg(a[1]); err != nil {
			return Value{}, err
		}
		if len(table) != 256 {
			return Value{}, t.Raisef(&ValueError, "translation table must be 256 characters long")
		}
	}
	if a[2].IsSet() {
		if drop, err = t.BytesArg(a[2]); err != nil {
			return Value{}, err
		}
	}
	b := as[Bytes](a[0]).B
	if err := t.payText(len(b) + len(drop)); err != nil {
		return Value{}, err
	}
	var dropped [256]bool
	for _, c := range drop {
		dropped[c] = true
	}
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if dropped[c] {
			continue
		}
		if table != nil {
			c = table[c]
		}
		out = append(out, c)
	}
	return t.like(a[0], out), nil
}

func bytesJoin(t *Thread, a []Value) (Value, error) {
	if !t.isIterable(a[1]) {
		return Value{}, t.Raisef(&TypeError, "can only join an iterable")
	}
	items, err := t.ToSlice(a[1])
	if err != nil {
		return Value{}, err
	}
	sep := as[Bytes](a[0]).B
	parts := make([][]byte, len(items))
	n := 0
	for i, v := range items {
		b, ok := v.BytesLike()
		if !ok {
			return Value{}, t.Raisef(&TypeError, "sequence item %d: expected a bytes-like object, %s found", i, v.Type().Name)
		}
		parts[i] = b
		n += len(b) + len(sep)
	}
	if len(items) == 1 && items[0].Type() == &BytesType && !a[0].isBytearray() {
		return items[0], nil
	}
	if err := t.payText(n); err != nil {
		return Value{}, err
	}
	return t.like(a[0], bytes.Join(parts, sep)), nil
}
