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

func mapRunes(s string, f func(r rune) string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range decodeRunes(s) {
		b.WriteString(f(r))
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func upperText(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return mapRunes(s, func(r rune) string {
		switch r {
		case 'ß':
			return "SS"
		case 'ŉ':
			return "ʼN"
		case 'ﬁ':
			return "FI"
		case 'ﬂ':
			return "FL"
		}
		return RuneString(unicode.ToUpper(r))
	})
}

func lowerText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	rs := decodeRunes(s)
	var b strings.Builder
	for i, r := range rs {
		switch {
		case r == 'İ':
			b.WriteString("i̇")
		case r == 'Σ' && i > 0 && unicode.IsLetter(rs[i-1]) && (i+1 == len(rs) || !unicode.IsLetter(rs[i+1])):
			b.WriteRune('ς')
		default:
			writeRune(&b, unicode.ToLower(r))
		}
	}
	return b.String()
}

func capitalize(s string) string {
	if s == "" {
		return s
	}
	_, size := syntax.DecodeWTF8(s)
	first := s[:size]
	if first == "ß" {
		first = "Ss"
	} else {
		first = mapRunes(first, func(r rune) string { return RuneString(unicode.ToTitle(r)) })
	}
	return first + lowerText(s[size:])
}

func titleText(s string) string {
	prev := false
	return mapRunes(s, func(r rune) string {
		was := prev
		prev = unicode.IsLetter(r)
		if was {
			return RuneString(unicode.ToLower(r))
		}
		return RuneString(unicode.ToTitle(r))
	})
}

func cased(rs []rune, want, other func(rune) bool) bool {
	found := false
	for _, r := range rs {
		if other(r) || unicode.IsTitle(r) {
			return false
		}
		found = found || want(r)
	}
	return found
}

func isTitle(rs []rune) bool {
	prev, found := false, false
	for _, r := range rs {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			if prev {
				return false
			}
			prev, found = true, true
		case unicode.IsLower(r):
			if !prev {
				return false
			}
			found = true
		default:
			prev = false
		}
	}
	return found
}

func stripper(left, right bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0])
		if err := t.Charge(len(s.S) / 64); err != nil {
			return Value{}, err
		}
		in := isSpace
		if c := a[1]; c.IsSet() && !c.IsNone() {
			chars := c.Str()
			if chars == nil {
				name := "strip"
				if !right {
					name = "lstrip"
				} else if !left {
					name = "rstrip"
				}
				return Value{}, t.Raisef(&TypeError, "%s arg must be None or str", name)
			}
			if err := t.Charge(len(chars.S) * len(s.S) / 256); err != nil {
				return Value{}, err
			}
			in = func(r rune) bool { return strings.ContainsRune(chars.S, r) }
		}
		out := s.S
		if left {
			out = strings.TrimLeftFunc(out, in)
		}
		if right {
			out = strings.TrimRightFunc(out, in)
		}
		if len(out) == len(s.S) && a[0].Type() == &StrType {
			return a[0], nil
		}
		return t.StrValue(out), nil
	}
}

func splitter(fromRight bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0]).S
		limit := -1
		if a[2].IsSet() {
			var err error
			if limit, err = t.IntArg(a[2]); err != nil {
				return Value{}, err
			}
		}
		if err := t.payText(len(s)); err != nil {
			return Value{}, err
		}
		var parts []string
		if a[1].IsSet() && !a[1].IsNone() {
			sep := a[1].Str()
			if sep == nil {
				return Value{}, t.Raisef(&TypeError, "must be str or None, not %s", a[1].Type().Name)
			}
			if sep.S == "" {
				return Value{}, t.Raisef(&ValueError, "empty separator")
			}
			switch {
			case limit < 0:
				parts = strings.Split(s, sep.S)
			case fromRight:
				parts = splitRight(s, sep.S, limit)
			default:
				parts = strings.SplitN(s, sep.S, limit+1)
			}
		} else if limit < 0 {
			parts = strings.FieldsFunc(s, isSpace)
		} else {
			parts = splitSpace(s, limit, fromRight)
		}
		return t.strList(parts)
	}
}

// strList is a list of texts.
func (t *Thread) strList(parts []string) (Value, error) {
	if err := t.Charge(len(parts)); err != nil {
		return Value{}, err
	}
	if err := t.Grow(uint64(len(parts)) * 16); err != nil {
		return Value{}, err
	}
	items := make([]Value, len(parts))
	for i, p := range parts {
		if len(p) == 1 {
			items[i] = Obj(charStr(p[0]))
			if p[0] >= utf8.RuneSelf {
				items[i] = t.StrValue(p)
			}
			continue
		}
		items[i] = t.StrValue(p)
	}
	return t.ListValue(items), nil
}

func splitRight(s, sep string, limit int) []string {
	var out []string
	for limit > 0 {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		out = append(out, s[i+len(sep):])
		s = s[:i]
		limit--
	}
	out = append(out, s)
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func splitSpace(s string, limit int, fromRight bool) []string {
	var out []string
	if fromRight {
		s = strings.TrimRightFunc(s, isSpace)
		for s != "" && limit > 0 {
			i := strings.LastIndexFunc(s, isSpace)
			if i < 0 {
				break
			}
			_, size := utf8.DecodeRuneInString(s[i:])
			out = append(out, s[i+size:])
			s = strings.TrimRightFunc(s[:i], isSpace)
			limit--
		}
		if s != "" {
			out = append(out, s)
		}
		for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
		return out
	}
	s = strings.TrimLeftFunc(s, isSpace)
	for s != "" && limit > 0 {
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			break
		}
		out = append(out, s[:i])
		s = strings.TrimLeftFunc(s[i:], isSpace)
		limit--
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

func isLineEnd(r rune) bool {
	return r >= 10 && r <= 13 || r >= 0x1c && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
}

func strSplitLines(t *Thread, a []Value) (Value, error) {
	keep := false
	if a[1].IsSet() {
		var err error
		if keep, err = t.Truth(a[1]); err != nil {
			return Value{}, err
		}
	}
	s := as[Str](a[0]).S
	if err := t.payText(len(s)); err != nil {
		return Value{}, err
	}
	var parts []string
	for s != "" {
		i := strings.IndexFunc(s, isLineEnd)
		if i < 0 {
			parts = append(parts, s)
			break
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		if s[i] == '\r' && end < len(s) && s[end] == '\n' {
			end++
		}
		if keep {
			parts = append(parts, s[:end])
		} else {
			parts = append(parts, s[:i])
		}
		s = s[end:]
	}
	return t.strList(parts)
}

func strJoin(t *Thread, a []Value) (Value, error) {
	sep := as[Str](a[0]).S
	if !t.isIterable(a[1]) {
		return Value{}, t.Raisef(&TypeError, "can only join an iterable")
	}
	var items []Value
	if p := a[1].items(); p != nil {
		items = *p
	} else {
		var err error
		if items, err = t.ToSlice(a[1]); err != nil {
			return Value{}, err
		}
	}
	if len(items) == 1 && items[0].Type() == &StrType {
		return items[0], nil
	}
	if err := t.Charge(len(items) / 4); err != nil {
		return Value{}, err
	}
	n := 0
	for i, v := range items {
		x := v.Str()
		if x == nil {
			return Value{}, t.Raisef(&TypeError, "sequence item %d: expected str instance, %s found", i, v.Type().Name)
		}
		n += len(x.S)
		if i > 0 {
			n += len(sep)
		}
	}
	if err := t.Charge(n / 64); err != nil {
		return Value{}, err
	}
	if err := t.Grow(uint64(n)); err != nil {
		return Value{}, err
	}
	var b strings.Builder
	b.Grow(n)
	for i, v := range items {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(v.Str().S)
	}
	return t.StrValue(b.String()), nil
}

func strReplace(t *Thread, a []Value) (Value, error) {
	s := as[Str](a[0])
	old, err := t.StrArg(a[1], "replace() argument 1")
	if err != nil {
		return Value{}, err
	}
	sub, err := t.StrArg(a[2], "replace() argument 2")
	if err != nil {
		return Value{}, err
	}
	limit := -1
	if a[3].IsSet() {
		if limit, err = t.IntArg(a[3]); err != nil {
			return Value{}, err
		}
	}
	if err := t.Charge(len(s.S) / 16); err != nil {
		return Value{}, err
	}
	n := strings.Count(s.S, old.S)
	if old.S == "" {
		n = s.Len() + 1
	}
	if limit >= 0 {
		n = min(n, limit)
	}
	if n == 0 {
		if a[0].Type() == &StrType {
			return a[0], nil
		}
		return t.StrValue(s.S), nil
	}
	size := len(s.S) + n*(len(sub.S)-len(old.S))
	if err := t.payText(max(size, 0)); err != nil {
		return Value{}, err
	}
	return t.StrValue(strings.Replace(s.S, old.S, sub.S, n)), nil
}

// window reads the start and end arguments of a search: the part of the text, and how many code points precede it.
func (t *Thread) window(s *Str, start, end Value) (text string, offset int, ok bool, err error) {
	n := s.Len()
	i, err := t.clampStart(start, n)
	if err != nil {
		return "", 0, false, err
	}
	j, err := t.clampIndex(end, n, n)
	if err != nil {
		return "", 0, false, err
	}
	if i > j {
		return "", 0, false, nil
	}
	if i == 0 && j == n {
		return s.S, 0, true, nil
	}
	from := s.byteOffset(i)
	to := s.byteOffset(j)
	return s.S[from:to], i, true, nil
}

// clampStart is clampIndex that leaves a start beyond the end beyond it.
func (t *Thread) clampStart(v Value, length int) (int, error) {
	if v.IsSet() && v.IsInt() && v.Small() > int64(length) {
		return length + 1, nil
	}
	return t.clampIndex(v, length, 0)
}

func finder(last, must bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0])
		sub := a[1].Str()
		if sub == nil {
			return Value{}, t.Raisef(&TypeError, "must be str, not %s", a[1].typeName())
		}
		text, offset, ok, err := t.window(s, a[2], a[3])
		if err != nil {
			return Value{}, err
		}
		if err := t.Charge(len(text) / 32); err != nil {
			return Value{}, err
		}
		i := -1
		if ok {
			if last {
				i = strings.LastIndex(text, sub.S)
			} else {
				i = strings.Index(text, sub.S)
			}
		}
		if i < 0 {
			if must {
				return Value{}, t.Raisef(&ValueError, "substring not found")
			}
			return Int(-1), nil
		}
		if s.ASCII() {
			return Int(int64(offset + i)), nil
		}
		return Int(int64(offset + countRunes(text[:i]))), nil
	}
}

func strCount(t *Thread, a []Value) (Value, error) {
	sub := a[1].Str()
	if sub == nil {
		return Value{}, t.Raisef(&TypeError, "must be str, not %s", a[1].typeName())
	}
	text, _, ok, err := t.window(as[Str](a[0]), a[2], a[3])
	if err != nil || !ok {
		return Int(0), err
	}
	if err := t.Charge(len(text) / 32); err != nil {
		return Value{}, err
	}
	if sub.S == "" {
		return Int(int64(countRunes(text) + 1)), nil
	}
	return Int(int64(strings.Count(text, sub.S))), nil
}

func affix(name string, has func(s, x string) bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		text, _, ok, err := t.window(as[Str](a[0]), a[2], a[3])
		if err != nil {
			return Value{}, err
		}
		if x := a[1].Str(); x != nil {
			return Bool(ok && has(text, x.S)), nil
		}
		tuple := a[1].Tuple()
		if tuple == nil {
			return Value{}, t.Raisef(&TypeError, "%s first arg must be str or a tuple of str, not %s", name, a[1].Type().Name)
		}
		for _, v := range tuple.Items {
			x := v.Str()
			if x == nil {
				return Value{}, t.Raisef(&TypeError, "tuple for %s must only contain str, not %s", name, v.Type().Name)
			}
			if ok && has(text, x.S) {
				return True, nil
			}
		}
		return False, nil
	}
}

func partition(find func(s, sep string) int, left bool) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		s := as[Str](a[0]).S
		sep := a[1].Str()
		if sep == nil {
			return Value{}, t.Raisef(&TypeError, "must be str, not %s", a[1].typeName())
		}
		if sep.S == "" {
			return Value{}, t.Raisef(&ValueError, "empty separator")
		}
		if err := t.payText(len(s)); err != nil {
			return Value{}, err
		}
		i := find(s, sep.S)
		if i < 0 {
			if left {
				return t.Tuple(t.StrValue(s), Obj(emptyStr), Obj(emptyStr)), nil
			}
			return t.Tuple(Obj(emptyStr), Obj(emptyStr), t.StrValue(s)), nil
		}
		return t.Tuple(t.StrValue(s[:i]), t.StrValue(sep.S), t.StrValue(s[i+len(sep.S):])), nil
	}
}

func justify(align byte) NativeFunc {
	return func(t *Thread, a []Value) (Value, error) {
		n, err := t.IntArg(a[1])
		if err != nil {
			return Value{}, err
		}
		fill := " "
		if a[2].IsSet() {
			f := a[2].Str()
			if f == nil {
				return Value{}, t.Raisef(&TypeError, "The fill character must be a unicode character, not %s", a[2].Type().Name)
			}
			if f.Len() != 1 {
				return Value{}, t.Raisef(&TypeError, "The fill character must be exactly one character long")
			}
			fill = f.S
		}
		s := as[Str](a[0])
		if align == '^' { // center puts the odd blank on the left where the width is odd
			pad := n - s.Len()
			if pad <= 0 {
				return t.StrValue(s.S), nil
			}
			if err := t.payText(pad * len(fill)); err != nil {
				return Value{}, err
			}
			left := pad/2 + (pad & n & 1)
			return t.StrValue(strings.Repeat(fill, left) + s.S + strings.Repeat(fill, pad-left)), nil
		}
		return t.pad(s.S, spec{fill: fill, width: n}, align)
	}
}

func strZfill(t *Thread, a []Value) (Value, error) {
	n, err := t.IntArg(a[1])
	if err != nil {
		return Value{}, err
	}
	s := as[Str](a[0])
	pad := n - s.Len()
	if pad <= 0 {
		return t.StrValue(s.S), nil
	}
	if err := t.payText(pad); err != nil {
		return Value{}, err
	}
	sign, rest := "", s.S
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		sign, rest = rest[:1], rest[1:]
	}
	return t.StrValue(sign + strings.Repeat("0", pad) + rest), nil
}

func strExpandTabs(t *Thread, a []Value) (Value, error) {
	size := 8
	if a[1].IsSet() {
		var err error
		if size, err = t.IntArg(a[1]); err != nil {
			return Value{}, err
		}
	}
	s := as[Str](a[0]).S
	tabs := strings.Count(s, "\t")
	if size > 0 && tabs > 0 && uint64(size) > t.mem.limit/uint64(tabs) {
		return Value{}, t.RaiseNew(&MemoryError, "")
	}
	if err := t.payText(len(s) + tabs*max(size, 0)); err != nil {
		return Value{}, err
	}
	col := 0
	return t.StrValue(mapRunes(s, func(r rune) string {
		switch r {
		case '\t':
			if size <= 0 {
				return ""
			}
			n := size - col%size
			col += n
			return strings.Repeat(" ", n)
		case '\n', '\r':
			col = 0
		default:
			col++
		}
		return RuneString(r)
	})), nil
}

func makeTrans(t *Thread, a []Value) (Value, error) {
	d := t.NewDict()
	if !a[1].IsSet() {
		src := a[0].Dict()
		if src == nil {
			return Value{}, t.Raisef(&TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		for i := 0; i < len(src.entries); i++ {
			e := src.entries[i]
			if !e.key.IsSet() {
				continue
			}
			k := e.key
			if s := k.Str(); s != nil {
				if s.Len() != 1 {
					return Value{}, t.Raisef(&ValueError, "string keys in translate table must be of length 1")
				}
				k = Int(int64(s.Runes()[0]))
			} else if !k.isLong() {
				return Value{}, t.Raisef(&TypeError, "keys in translate table must be strings or integers")
			}
			if err := d.Set(t, k, e.val); err != nil {
				return Value{}, err
			}
		}
		return Obj(d), nil
	}
	x, y := a[0].Str(), a[1].Str()
	if x == nil || y == nil {
		return Value{}, t.Raisef(&TypeError, "first maketrans argument must be a string if there is a second argument")
	}
	if x.Len() != y.Len() {
		return Value{}, t.Raisef(&ValueError, "the first two maketrans arguments must have equal length")
	}
	to := decodeRunes(y.S)
	for i, r := range decodeRunes(x.S) {
		if err := d.Set(t, Int(int64(r)), Int(int64(to[i]))); err != nil {
			return Value{}, err
		}
	}
	if a[2].IsSet() {
		z, err := t.StrArg(a[2], "maketrans() argument 3")
		if err != nil {
			return Value{}, err
		}
		for _, r := range decodeRunes(z.S) {
			if err := d.Set(t, Int(int64(r)), None); err != nil {
				return Value{}, err
			}
		}
	}
	return Obj(d), nil
}

func strTranslate(t *Thread, a []Value) (Value, error) {
	var b strings.Builder
	for _, r := range decodeRunes(as[Str](a[0]).S) {
		if err := t.Charge(1); err != nil {
			return Value{}, err
		}
		v, err := t.GetItem(a[1], Int(int64(r)))
		switch {
		case err != nil && Catch(err, &LookupError) != nil:
			writeRune(&b, r)
			continue
		case err != nil:
			return Value{}, err
		}
		n := b.Len()
		switch {
		case v.IsNone():
		case v.Str() != nil:
			b.WriteString(v.Str().S)
		case v.IsInt() && v.Small() >= 0 && v.Small() <= 0x10ffff:
			writeRune(&b, rune(v.Small()))
		case v.isLong():
			return Value{}, t.Raisef(&ValueError, "character mapping must be in range(0x110000)")
		default:
			return Value{}, t.Raisef(&TypeError, "character mapping must return integer, None or str")
		}
		if grown := b.Len() - n; grown > 4 {
			if err := t.payText(grown); err != nil {
				return Value{}, err
			}
		}
	}
	return t.StrValue(b.String()), nil
}
