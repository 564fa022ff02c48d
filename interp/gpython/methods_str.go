package gpython

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// textMethod makes a native of a function over a string and its sorted arguments. Looking at the string once is paid for.
func textMethod(name string, fn func(r *run, s string, a []object) (object, error), params ...string) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		s, ok := first(pos).(py.String)
		if !ok {
			return nil, r.errorf("TypeError", "descriptor '%s' for 'str' objects doesn't apply to this object", name)
		}
		a, err := r.args(name, pos[1:], kw, params...)
		if err != nil {
			return nil, err
		}
		r.charge(uint64(len(s)) / 8)
		return fn(r, string(s), a)
	}
}

// mapped is a method that gives a new string, which is paid for beforehand.
func mapped(name string, fn func(string) string) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		if err := r.newText(2 * len(s)); err != nil {
			return nil, err
		}
		return py.String(fn(s)), nil
	})
}

// every is a method that tests each character; false for the empty string.
func every(name string, test func(rune) bool) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		for _, c := range s {
			if !test(c) {
				return py.False, nil
			}
		}
		return py.NewBool(s != ""), nil
	})
}

func isNumeric(c rune) bool { return unicode.IsNumber(c) }

func isDigit(c rune) bool {
	return unicode.Is(unicode.Nd, c) || strings.ContainsRune("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", c)
}

func upper(s string) string { return strings.ToUpper(strings.ReplaceAll(s, "ß", "SS")) }

// isSpace is str.isspace: Unicode's white space and the separators that Python counts in.
func isSpace(c rune) bool { return unicode.IsSpace(c) || c >= 0x1c && c <= 0x1f }

// cased reports whether some character is cased and all of them satisfy the test.
func cased(name string, ok func(rune) bool) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		found := false
		for _, c := range s {
			if unicode.IsUpper(c) || unicode.IsLower(c) || unicode.IsTitle(c) {
				if !ok(c) {
					return py.False, nil
				}
				found = true
			}
		}
		return py.NewBool(found), nil
	})
}

func capitalize(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	if c == 'ß' {
		return "Ss" + strings.ToLower(s[n:])
	}
	return string(unicode.ToTitle(c)) + strings.ToLower(s[n:])
}

func title(s string) string {
	var b strings.Builder
	inside := false
	for _, c := range s {
		letter := unicode.IsUpper(c) || unicode.IsLower(c) || unicode.IsTitle(c)
		switch {
		case letter && inside:
			b.WriteRune(unicode.ToLower(c))
		case letter && c == 'ß':
			b.WriteString("Ss")
		case letter:
			b.WriteRune(unicode.ToTitle(c))
		default:
			b.WriteRune(c)
		}
		inside = letter
	}
	return b.String()
}

func swapcase(s string) string {
	return strings.ReplaceAll(strings.Map(func(c rune) rune {
		switch {
		case unicode.IsUpper(c):
			return unicode.ToLower(c)
		case unicode.IsLower(c):
			return unicode.ToUpper(c)
		}
		return c
	}, s), "ß", "SS")
}

// part is a stretch of a string given by start and end arguments, with the number of characters before it. ok is false
// where start lies behind the end, which no search finds anything in.
func (r *run) part(s string, start, end object) (text string, before int, ok bool, err error) {
	if start == nil && end == nil {
		return s, 0, true, nil
	}
	n := utf8.RuneCountInString(s)
	lo, err := r.intArg(start, 0)
	if err != nil {
		return "", 0, false, err
	}
	hi, err := r.intArg(end, int64(n))
	if err != nil {
		return "", 0, false, err
	}
	clamp := func(i int64) int {
		if i < 0 {
			i += int64(n)
		}
		return int(max(0, min(i, int64(n))))
	}
	if lo > int64(n) {
		return "", 0, false, nil
	}
	a, b := clamp(lo), clamp(hi)
	if a > b {
		return "", 0, false, nil
	}
	return s[runeOffset(s, a):runeOffset(s, b)], a, true, nil
}

// runeOffset is the byte at which character n begins.
func runeOffset(s string, n int) int {
	at := 0
	for ; n > 0; n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// finder makes find, rfind, index and rindex.
func finder(name string, last, must bool) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		sub, err := r.stringArg(name, a[0])
		if err != nil {
			return nil, err
		}
		text, before, ok, err := r.part(s, a[1], a[2])
		if err != nil {
			return nil, err
		}
		i := -1
		if ok && last {
			// Go's search from the end compares at every place.
			r.charge(uint64(len(text)) * uint64(min(len(sub), 64)) / 64)
			i = strings.LastIndex(text, sub)
		} else if ok {
			i = strings.Index(text, sub)
		}
		if i < 0 {
			if must {
				return nil, r.errorf("ValueError", "substring not found")
			}
			return py.Int(-1), nil
		}
		return py.Int(before + utf8.RuneCountInString(text[:i])), nil
	}, "sub", "start?", "end?")
}

// affix makes startswith and endswith.
func affix(name string, test func(s, affix string) bool) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		text, _, ok, err := r.part(s, a[1], a[2])
		if err != nil {
			return nil, err
		}
		options, isTuple := a[0].(py.Tuple)
		if !isTuple {
			options = py.Tuple{a[0]}
		}
		for _, o := range options {
			r.charge(1)
			sub, isString := o.(py.String)
			if !isString {
				return nil, r.errorf("TypeError", "%s first arg must be str or a tuple of str, not %s", name, r.classOf(o).name)
			}
			if ok && test(text, string(sub)) {
				return py.True, nil
			}
		}
		return py.False, nil
	}, "prefix", "start?", "end?")
}

func stripper(name string, left, right bool) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		cut := isSpace
		if a[0] != nil && a[0] != py.None {
			chars, err := r.stringArg(name, a[0])
			if err != nil {
				return nil, err
			}
			r.charge(uint64(len(chars)) * uint64(len(s)) / 64)
			cut = func(c rune) bool { return strings.ContainsRune(chars, c) }
		}
		r.grow(sizeString)
		if left {
			s = strings.TrimLeftFunc(s, cut)
		}
		if right {
			s = strings.TrimRightFunc(s, cut)
		}
		return py.String(s), nil
	}, "chars?")
}

// justifier makes ljust, rjust, center and zfill.
func justifier(name string, align byte) nativeFunc {
	return textMethod(name, func(r *run, s string, a []object) (object, error) {
		width, err := r.index(a[0])
		if err != nil {
			return nil, err
		}
		if width > maxWidth {
			return nil, r.memoryError()
		}
		p := spec{fill: " ", align: align, width: int(max(width, 0))}
		if len(a) > 1 && a[1] != nil {
			fill, ok := a[1].(py.String)
			if !ok || utf8.RuneCountInString(string(fill)) != 1 {
				return nil, r.errorf("TypeError", "The fill character must be exactly one character long")
			}
			p.fill = string(fill)
		}
		if align == '^' {
			// CPython's center puts the odd blank on the left when the width is odd.
			gap := p.width - utf8.RuneCountInString(s)
			if gap > 0 {
				left := gap/2 + (gap & p.width & 1)
				if err := r.newText(gap * len(p.fill)); err != nil {
					return nil, err
				}
				return py.String(strings.Repeat(p.fill, left) + s + strings.Repeat(p.fill, gap-left)), nil
			}
			return py.String(s), nil
		}
		out, err := r.pad(p, "", s, align)
		return py.String(out), err
	}, "width", "fillchar?")
}

func zfill(r *run, s string, a []object) (object, error) {
	width, err := r.index(a[0])
	if err != nil {
		return nil, err
	}
	if width > maxWidth {
		return nil, r.memoryError()
	}
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	out, err := r.pad(spec{fill: "0", align: '=', width: int(max(width, 0))}, sign, s, '=')
	return py.String(out), err
}

func split(r *run, s string, a []object) (object, error) {
	limit, err := r.intArg(a[1], -1)
	if err != nil {
		return nil, err
	}
	r.charge(uint64(len(s)) / 4)
	var parts []string
	if a[0] == nil || a[0] == py.None {
		rest := strings.TrimLeftFunc(s, isSpace)
		for rest != "" && limit != 0 {
			i := strings.IndexFunc(rest, isSpace)
			if i < 0 {
				break
			}
			parts = append(parts, rest[:i])
			rest = strings.TrimLeftFunc(rest[i:], isSpace)
			limit--
		}
		if rest != "" {
			if limit != 0 {
				rest = strings.TrimRightFunc(rest, isSpace)
			}
			parts = append(parts, rest)
		}
		return r.stringList(parts)
	}
	sep, err := r.stringArg("split", a[0])
	if err != nil {
		return nil, err
	}
	if sep == "" {
		return nil, r.errorf("ValueError", "empty separator")
	}
	n := -1
	if limit >= 0 {
		n = int(min(limit, int64(len(s)))) + 1
	}
	return r.stringList(strings.SplitN(s, sep, n))
}

func rsplit(r *run, s string, a []object) (object, error) {
	limit, err := r.intArg(a[1], -1)
	if err != nil {
		return nil, err
	}
	if limit < 0 {
		limit = int64(len(s)) + 1
	}
	r.charge(uint64(len(s)) / 4)
	var parts []string
	if a[0] == nil || a[0] == py.None {
		rest := strings.TrimRightFunc(s, isSpace)
		for ; rest != "" && limit > 0; limit-- {
			i := strings.LastIndexFunc(rest, isSpace)
			if i < 0 {
				break
			}
			_, n := utf8.DecodeRuneInString(rest[i:])
			parts = append(parts, rest[i+n:])
			rest = strings.TrimRightFunc(rest[:i], isSpace)
		}
		if rest != "" {
			parts = append(parts, rest)
		}
	} else {
		sep, err := r.stringArg("rsplit", a[0])
		if err != nil {
			return nil, err
		}
		if sep == "" {
			return nil, r.errorf("ValueError", "empty separator")
		}
		rest := s
		for ; limit > 0; limit-- {
			r.charge(uint64(len(rest)) * uint64(min(len(sep), 64)) / 256)
			i := strings.LastIndex(rest, sep)
			if i < 0 {
				break
			}
			parts = append(parts, rest[i+len(sep):])
			rest = rest[:i]
		}
		parts = append(parts, rest)
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return r.stringList(parts)
}

func (r *run) stringList(parts []string) (object, error) {
	if err := r.alloc(uint64(len(parts)), sizeSlot+sizeString); err != nil {
		return nil, err
	}
	r.charge(3 * uint64(len(parts)))
	items := make([]object, len(parts))
	for i, p := range parts {
		items[i] = py.String(p)
	}
	return &py.List{Items: items}, nil
}

func splitlines(r *run, s string, a []object) (object, error) {
	keep := false
	if a[0] != nil {
		var err error
		if keep, err = r.truth(a[0]); err != nil {
			return nil, err
		}
	}
	var parts []string
	for s != "" {
		i := strings.IndexFunc(s, func(c rune) bool {
			return c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029
		})
		if i < 0 {
			parts = append(parts, s)
			break
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		if strings.HasPrefix(s[i:], "\r\n") {
			n = 2
		}
		if keep {
			parts = append(parts, s[:i+n])
		} else {
			parts = append(parts, s[:i])
		}
		s = s[i+n:]
	}
	return r.stringList(parts)
}

func partition(last bool) func(r *run, s string, a []object) (object, error) {
	return func(r *run, s string, a []object) (object, error) {
		sep, err := r.stringArg("partition", a[0])
		if err != nil {
			return nil, err
		}
		if sep == "" {
			return nil, r.errorf("ValueError", "empty separator")
		}
		r.grow(3 * (sizeSlot + sizeString))
		if last {
			if i := strings.LastIndex(s, sep); i >= 0 {
				return py.Tuple{py.String(s[:i]), a[0], py.String(s[i+len(sep):])}, nil
			}
			return py.Tuple{py.String(""), py.String(""), py.String(s)}, nil
		}
		before, after, found := strings.Cut(s, sep)
		if !found {
			return py.Tuple{py.String(s), py.String(""), py.String("")}, nil
		}
		return py.Tuple{py.String(before), a[0], py.String(after)}, nil
	}
}

// join measures the result before it is made.
func join(r *run, s string, a []object) (object, error) {
	items, err := r.collect(a[0])
	if err != nil {
		if r.isError(err, "TypeError") && strings.Contains(err.Error(), "is not iterable") {
			return nil, r.errorf("TypeError", "can only join an iterable")
		}
		return nil, err
	}
	total := 0
	for i, v := range items {
		part, ok := v.(py.String)
		if !ok {
			return nil, r.errorf("TypeError", "sequence item %d: expected str instance, %s found", i, r.classOf(v).name)
		}
		total += len(part) + len(s)
	}
	r.charge(uint64(len(items)))
	if err := r.newText(total); err != nil {
		return nil, err
	}
	var b strings.Builder
	b.Grow(total)
	for i, v := range items {
		if i > 0 {
			b.WriteString(s)
		}
		b.WriteString(string(v.(py.String)))
	}
	return py.String(b.String()), nil
}

// replace measures the result before it is made.
func replace(r *run, s string, a []object) (object, error) {
	old, err := r.stringArg("replace", a[0])
	if err != nil {
		return nil, err
	}
	by, err := r.stringArg("replace", a[1])
	if err != nil {
		return nil, err
	}
	limit, err := r.intArg(a[2], -1)
	if err != nil {
		return nil, err
	}
	r.charge(uint64(len(s)) / 16)
	n := int64(strings.Count(s, old))
	if limit >= 0 {
		n = min(n, limit)
	}
	if n > 0 && int64(len(by)) > maxWidth/n {
		return nil, r.memoryError()
	}
	r.charge(uint64(n))
	if err := r.newText(len(s) + int(n)*max(0, len(by)-len(old))); err != nil {
		return nil, err
	}
	return py.String(strings.Replace(s, old, by, int(n))), nil
}

func count(r *run, s string, a []object) (object, error) {
	sub, err := r.stringArg("count", a[0])
	if err != nil {
		return nil, err
	}
	text, _, ok, err := r.part(s, a[1], a[2])
	if err != nil || !ok {
		return py.Int(0), err
	}
	r.charge(uint64(len(text)) / 8) // Go's search starts anew behind each match
	return py.Int(strings.Count(text, sub)), nil
}

func expandtabs(r *run, s string, a []object) (object, error) {
	size, err := r.intArg(a[0], 8)
	if err != nil {
		return nil, err
	}
	size = max(0, size)
	if n := int64(strings.Count(s, "\t")); n > 0 && size > maxWidth/n {
		return nil, r.memoryError()
	}
	out := &text{run: r}
	column := int64(0)
	for _, c := range s {
		switch c {
		case '\t':
			if size > 0 {
				gap := size - column%size
				if err := r.newText(int(gap)); err != nil {
					return nil, err
				}
				out.b.WriteString(strings.Repeat(" ", int(gap)))
				column += gap
			}
			continue
		case '\n', '\r':
			column = -1
		}
		out.put(string(c))
		column++
	}
	return py.String(out.b.String()), nil
}

func isIdentifier(s string) bool {
	for i, c := range s {
		if c != '_' && !unicode.IsLetter(c) && (i == 0 || !unicode.In(c, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc)) {
			return false
		}
	}
	return s != ""
}

func isTitle(s string) bool {
	found, inside := false, false
	for _, c := range s {
		switch {
		case unicode.IsUpper(c) || unicode.IsTitle(c):
			if inside {
				return false
			}
			found, inside = true, true
		case unicode.IsLower(c):
			if !inside {
				return false
			}
		default:
			inside = false
		}
	}
	return found
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func encode(r *run, s string, a []object) (object, error) {
	name := "utf-8"
	if a[0] != nil {
		var err error
		if name, err = r.stringArg("encode", a[0]); err != nil {
			return nil, err
		}
	}
	if err := r.newText(len(s)); err != nil {
		return nil, err
	}
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "utf-8", "utf8":
		return py.Bytes(s), nil
	case "ascii", "us-ascii":
		i := 0
		for _, c := range s {
			if c >= utf8.RuneSelf {
				return nil, r.errorf("UnicodeEncodeError", "'ascii' codec can't encode character '%s' in position %d: ordinal not in range(128)",
					strings.Trim(strconv.QuoteToASCII(string(c)), `"`), i)
			}
			i++
		}
		return py.Bytes(s), nil
	}
	r.unsupported("encoding %s", name)
	return nil, nil
}

func translate(r *run, s string, a []object) (object, error) {
	out := &text{run: r}
	for _, c := range s {
		v, err := r.getItem(a[0], py.Int(c))
		if err != nil {
			if !r.isError(err, "LookupError") {
				return nil, err
			}
			v = py.Int(c)
		}
		switch v := v.(type) {
		case py.String:
			r.charge(uint64(len(v)) / 8)
			out.put(string(v))
		case py.Int:
			out.put(string(rune(v)))
		case py.NoneType:
		default:
			return nil, r.errorf("TypeError", "character mapping must return integer, None or str")
		}
	}
	return py.String(out.b.String()), nil
}

func maketrans(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("maketrans", pos, kw, "x", "y?", "z?")
	if err != nil {
		return nil, err
	}
	d := newDict()
	if a[1] == nil {
		from, ok := a[0].(*dict)
		if !ok {
			return nil, r.errorf("TypeError", "if you give only one argument to maketrans it must be a dict")
		}
		for _, e := range from.all() {
			key := e.key
			if s, ok := key.(py.String); ok {
				c, n := utf8.DecodeRuneInString(string(s))
				if n != len(s) || n == 0 {
					return nil, r.errorf("ValueError", "string keys in translate table must be of length 1")
				}
				key = py.Int(c)
			}
			if err := r.set(d, key, e.val); err != nil {
				return nil, err
			}
		}
		return d, nil
	}
	x, err := r.stringArg("maketrans", a[0])
	if err != nil {
		return nil, err
	}
	y, err := r.stringArg("maketrans", a[1])
	if err != nil {
		return nil, err
	}
	from, to := []rune(x), []rune(y)
	if len(from) != len(to) {
		return nil, r.errorf("ValueError", "the first two maketrans arguments must have equal length")
	}
	r.charge(uint64(len(from)))
	for i, c := range from {
		if err := r.set(d, py.Int(c), py.Int(to[i])); err != nil {
			return nil, err
		}
	}
	if a[2] != nil {
		z, err := r.stringArg("maketrans", a[2])
		if err != nil {
			return nil, err
		}
		for _, c := range z {
			if err := r.set(d, py.Int(c), py.None); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

func stringMethods() map[string]nativeFunc {
	test := func(name string, fn func(string) bool) nativeFunc {
		return textMethod(name, func(r *run, s string, a []object) (object, error) { return py.NewBool(fn(s)), nil })
	}
	return map[string]nativeFunc{
		"capitalize": mapped("capitalize", capitalize), "casefold": mapped("casefold", func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "ß", "ss")) }),
		"center": justifier("center", '^'), "ljust": justifier("ljust", '<'), "rjust": justifier("rjust", '>'),
		"count": textMethod("count", count, "sub", "start?", "end?"), "encode": textMethod("encode", encode, "encoding?", "errors?"),
		"endswith": affix("endswith", strings.HasSuffix), "startswith": affix("startswith", strings.HasPrefix),
		"expandtabs": textMethod("expandtabs", expandtabs, "tabsize?"),
		"find":       finder("find", false, false), "rfind": finder("rfind", true, false), "index": finder("index", false, true), "rindex": finder("rindex", true, true),
		"format": func(r *run, pos []object, kw kwargs) (object, error) {
			s, err := r.stringArg("format", first(pos))
			if err != nil {
				return nil, err
			}
			out, err := r.strFormat(s, pos[1:], kw)
			return py.String(out), err
		},
		"isalnum": every("isalnum", func(c rune) bool { return unicode.IsLetter(c) || isNumeric(c) }), "isalpha": every("isalpha", unicode.IsLetter),
		"isascii": test("isascii", isASCII), "isdecimal": every("isdecimal", func(c rune) bool { return unicode.Is(unicode.Nd, c) }),
		"isdigit": every("isdigit", isDigit), "isidentifier": test("isidentifier", isIdentifier),
		"islower":   cased("islower", unicode.IsLower),
		"isupper":   cased("isupper", unicode.IsUpper),
		"isnumeric": every("isnumeric", isNumeric),
		"isprintable": test("isprintable", func(s string) bool {
			return strings.IndexFunc(s, func(c rune) bool {
				return c != ' ' && (c < utf8.RuneSelf && !unicode.IsPrint(c) || c >= utf8.RuneSelf && !printable(c))
			}) < 0
		}),
		"isspace": every("isspace", isSpace), "istitle": test("istitle", isTitle),
		"join": textMethod("join", join, "iterable"), "lower": mapped("lower", strings.ToLower), "upper": mapped("upper", upper),
		"strip": stripper("strip", true, true), "lstrip": stripper("lstrip", true, false), "rstrip": stripper("rstrip", false, true),
		"maketrans": maketrans, "translate": textMethod("translate", translate, "table"),
		"partition": textMethod("partition", partition(false), "sep"), "rpartition": textMethod("rpartition", partition(true), "sep"),
		"removeprefix": textMethod("removeprefix", func(r *run, s string, a []object) (object, error) {
			p, err := r.stringArg("removeprefix", a[0])
			return py.String(strings.TrimPrefix(s, p)), err
		}, "prefix"),
		"removesuffix": textMethod("removesuffix", func(r *run, s string, a []object) (object, error) {
			p, err := r.stringArg("removesuffix", a[0])
			return py.String(strings.TrimSuffix(s, p)), err
		}, "suffix"),
		"replace": textMethod("replace", replace, "old", "new", "count?"),
		"split":   textMethod("split", split, "sep?", "maxsplit?"), "rsplit": textMethod("rsplit", rsplit, "sep?", "maxsplit?"),
		"splitlines": textMethod("splitlines", splitlines, "keepends?"), "swapcase": mapped("swapcase", swapcase), "title": mapped("title", title),
		"zfill": textMethod("zfill", zfill, "width"),
	}
}
