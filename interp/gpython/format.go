package gpython

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// spec is a format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type spec struct {
	fill      string
	align     byte // 0 where not given
	sign      byte
	alternate bool
	zero      bool
	width     int
	group     byte
	precision int // -1 where not given
	kind      byte
}

// maxWidth is the widest field: CPython's own bound is the size of an address, ours what memory allows.
const maxWidth = math.MaxInt32

func (r *run) parseSpec(s string) (spec, error) {
	p := spec{fill: " ", precision: -1}
	bad := func() (spec, error) {
		return p, r.errorf("ValueError", "Invalid format specifier '%s'", s)
	}
	rest, filled := s, false
	if _, n := utf8.DecodeRuneInString(rest); n > 0 && len(rest) > n && strings.IndexByte("<>=^", rest[n]) >= 0 {
		p.fill, p.align, rest, filled = rest[:n], rest[n], rest[n+1:], true
	} else if rest != "" && strings.IndexByte("<>=^", rest[0]) >= 0 {
		p.align, rest = rest[0], rest[1:]
	}
	next := func(set string) byte {
		if rest != "" && strings.IndexByte(set, rest[0]) >= 0 {
			c := rest[0]
			rest = rest[1:]
			return c
		}
		return 0
	}
	number := func() (int, bool) {
		n, seen := 0, false
		for rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			n = min(n*10+int(rest[0]-'0'), maxWidth)
			rest, seen = rest[1:], true
		}
		return n, seen
	}
	p.sign = next("+- ")
	if next("z") != 0 {
		r.unsupported("format option z")
	}
	p.alternate = next("#") != 0
	if next("0") != 0 {
		p.zero = true
		if !filled {
			p.fill = "0"
		}
		if p.align == 0 {
			p.align = '='
		}
	}
	p.width, _ = number()
	p.group = next(",_")
	if next(".") != 0 {
		var ok bool
		if p.precision, ok = number(); !ok {
			return p, r.errorf("ValueError", "Format specifier missing precision")
		}
	}
	if len(rest) > 1 {
		return bad()
	}
	if rest != "" {
		p.kind = rest[0]
	}
	return p, nil
}

// format is format(v, spec).
func (r *run) format(v object, specText string) (string, error) {
	switch v.(type) {
	case *instance, *exception:
		if owner := r.owner(r.classOf(v), "__format__"); owner != nil && !owner.builtin {
			m, err := r.special(v, "__format__")
			if err != nil {
				return "", err
			}
			out, err := r.callInner(m, []object{py.String(specText)}, nil)
			if err != nil {
				return "", err
			}
			if s, ok := out.(py.String); ok {
				return string(s), nil
			}
			return "", r.errorf("TypeError", "__format__ must return a str, not %s", r.classOf(out).name)
		}
	}
	if specText == "" {
		return r.str(v)
	}
	switch v := v.(type) {
	case py.String:
		p, err := r.parseSpec(specText)
		if err != nil {
			return "", err
		}
		return r.formatString(p, string(v))
	case py.Bool, py.Int, *py.BigInt, py.Float:
		p, err := r.parseSpec(specText)
		if err != nil {
			return "", err
		}
		return r.formatNumber(p, v)
	}
	return "", r.errorf("TypeError", "unsupported format string passed to %s.__format__", r.classOf(v).name)
}

func (r *run) unknownFormat(kind byte, class string) error {
	return r.errorf("ValueError", "Unknown format code '%c' for object of type '%s'", kind, class)
}

func (r *run) formatString(p spec, s string) (string, error) {
	if p.kind != 0 && p.kind != 's' {
		return "", r.unknownFormat(p.kind, "str")
	}
	if p.sign != 0 {
		return "", r.errorf("ValueError", "Sign not allowed in string format specifier")
	}
	if p.align == '=' {
		if !p.zero {
			return "", r.errorf("ValueError", "'=' alignment not allowed in string format specifier")
		}
		p.align = '<'
	}
	if p.precision >= 0 {
		r.charge(uint64(len(s)) / 16)
		n := 0
		for i := range s {
			if n == p.precision {
				s = s[:i]
				break
			}
			n++
		}
	}
	return r.pad(p, "", s, '<')
}

// pad fills a number's sign and digits, or a text, to the width; byDefault is the alignment where none is given.
func (r *run) pad(p spec, sign, body string, byDefault byte) (string, error) {
	have := len(sign) + utf8.RuneCountInString(body)
	gap := p.width - have
	if gap <= 0 {
		return sign + body, nil
	}
	if err := r.newText(gap * len(p.fill)); err != nil {
		return "", err
	}
	align := p.align
	if align == 0 {
		align = byDefault
	}
	left, right, inside := 0, 0, 0
	switch align {
	case '<':
		right = gap
	case '>':
		left = gap
	case '^':
		left = gap / 2
		right = gap - left
	case '=':
		inside = gap
	}
	fill := func(n int) string { return strings.Repeat(p.fill, n) }
	return fill(left) + sign + fill(inside) + body + fill(right), nil
}

func (r *run) formatNumber(p spec, v object) (string, error) {
	n, isInt := asBig(v)
	class := r.classOf(v).name
	if isInt {
		switch p.kind {
		case 0, 'd', 'n', 'b', 'o', 'x', 'X', 'c':
			return r.formatInt(p, n)
		}
	}
	f, _, err := r.asFloat(v)
	if err != nil {
		return "", err
	}
	switch p.kind {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n':
	default:
		return "", r.unknownFormat(p.kind, class)
	}
	body, err := r.floatText(math.Abs(f), p.kind, p.precision, p.alternate)
	if err != nil {
		return "", err
	}
	return r.signed(p, math.Signbit(f) && !math.IsNaN(f), "", body)
}

// signed adds sign, prefix, grouping and padding to the digits of a number.
func (r *run) signed(p spec, negative bool, prefix, digits string) (string, error) {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case p.sign == '+' || p.sign == ' ':
		sign = string(p.sign)
	}
	sign += prefix
	if p.group != 0 {
		size := 3
		if strings.IndexByte("boxX", p.kind) >= 0 && p.kind != 0 {
			size = 4
		}
		whole, rest := digits, ""
		if i := strings.IndexFunc(digits, func(c rune) bool { return strings.ContainsRune(".e%", c) }); i >= 0 && size == 3 {
			whole, rest = digits[:i], digits[i:]
		}
		if p.fill == "0" && p.align == '=' {
			// Zeros are grouped along with the digits.
			if p.width > 1<<20 {
				return "", r.memoryError()
			}
			for len(sign)+len(group(whole, p.group, size))+len(rest) < p.width {
				r.charge(uint64(len(whole)) / 4)
				whole = "0" + whole
			}
		}
		digits = group(whole, p.group, size) + rest
		if p.fill == "0" && p.align == '=' && len(sign)+len(digits) > p.width && digits[0] == p.group {
			digits = "0" + digits
		}
	}
	return r.pad(p, sign, digits, '>')
}

func group(digits string, sep byte, size int) string {
	var b strings.Builder
	for i := 0; i < len(digits); i++ {
		if i > 0 && (len(digits)-i)%size == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

func (r *run) formatInt(p spec, n *big.Int) (string, error) {
	if p.precision >= 0 {
		return "", r.errorf("ValueError", "Precision not allowed in integer format specifier")
	}
	if p.kind == 'c' {
		if !n.IsInt64() || n.Int64() < 0 || n.Int64() > utf8.MaxRune {
			return "", r.errorf("OverflowError", "%%c arg not in range(0x110000)")
		}
		return r.pad(p, "", string(rune(n.Int64())), '<')
	}
	digits, prefix, err := r.digits(n, p.kind)
	if err != nil {
		return "", err
	}
	if !p.alternate {
		prefix = ""
	}
	return r.signed(p, n.Sign() < 0, prefix, digits)
}

// digits writes the magnitude of an int in the base of a format code, with the prefix of that base.
func (r *run) digits(n *big.Int, kind byte) (digits, prefix string, err error) {
	base := 10
	switch kind {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x', 'X':
		base, prefix = 16, "0"+string(kind)
	}
	abs := new(big.Int).Abs(n)
	if base == 10 {
		digits, err = r.decimal(abs)
		return digits, "", err
	}
	if err := r.newText(n.BitLen()); err != nil {
		return "", "", err
	}
	digits = abs.Text(base)
	if kind == 'X' {
		digits = strings.ToUpper(digits)
	}
	return digits, prefix, nil
}

// floatText writes a number that is not negative by a format code; 0 stands for the shortest text, as str gives it.
func (r *run) floatText(f float64, kind byte, precision int, alternate bool) (string, error) {
	upper := kind == 'E' || kind == 'F' || kind == 'G'
	if math.IsInf(f, 0) || math.IsNaN(f) {
		s := "inf"
		if math.IsNaN(f) {
			s = "nan"
		}
		if upper {
			s = strings.ToUpper(s)
		}
		if kind == '%' {
			s += "%"
		}
		return s, nil
	}
	if precision > 1<<20 {
		if precision >= maxWidth {
			return "", r.errorf("ValueError", "precision too big")
		}
		if err := r.newText(precision); err != nil {
			return "", err
		}
		r.charge(uint64(precision))
	}
	r.charge(uint64(max(precision, 0)) / 8)
	if precision < 0 && kind != 0 {
		precision = 6
	}
	var s string
	switch kind {
	case 'e', 'E':
		s = strconv.FormatFloat(f, 'e', precision, 64)
	case 'f', 'F':
		s = strconv.FormatFloat(f, 'f', precision, 64)
	case '%':
		s = strconv.FormatFloat(f*100, 'f', precision, 64) + "%"
	case 'g', 'G', 'n':
		s = generalFloat(f, precision, alternate, false)
	default:
		if precision < 0 {
			return floatRepr(f), nil
		}
		s = generalFloat(f, precision, alternate, true)
	}
	if alternate && !strings.Contains(s, ".") && (kind == 'f' || kind == 'F' || kind == 'e' || kind == 'E') {
		if i := strings.IndexByte(s, 'e'); i >= 0 {
			s = s[:i] + "." + s[i:]
		} else {
			s += "."
		}
	}
	if upper {
		s = strings.ToUpper(s)
	}
	return s, nil
}

// generalFloat is code g: fixed or exponent form by the size of the number, trailing zeros removed. asStr keeps one digit
// after the point, as the code that is not written does.
func generalFloat(f float64, precision int, alternate, asStr bool) string {
	precision = max(precision, 1)
	e := strconv.FormatFloat(f, 'e', precision-1, 64)
	i := strings.IndexByte(e, 'e')
	exp, _ := strconv.Atoi(e[i+1:])
	limit := precision
	if asStr {
		limit = max(precision-1, 1)
		if precision == 1 {
			limit = 1
		}
	}
	trim := func(s string) string {
		if alternate || !strings.Contains(s, ".") {
			return s
		}
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	if exp < -4 || exp >= limit && !(asStr && exp < limit) {
		return trim(e[:i]) + e[i:]
	}
	s := trim(strconv.FormatFloat(f, 'f', max(precision-1-exp, 0), 64))
	if asStr && !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// percentFormat is s % args.
func (r *run) percentFormat(s string, args object) (object, error) {
	items, single := py.Tuple{args}, true
	if t, ok := args.(py.Tuple); ok {
		items, single = t, false
	}
	mapping, _ := args.(*dict)
	used := 0
	next := func() (object, error) {
		if used >= len(items) {
			return nil, r.errorf("TypeError", "not enough arguments for format string")
		}
		used++
		return items[used-1], nil
	}
	out := &text{run: r}
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '%')
		if j < 0 {
			out.put(s[i:])
			break
		}
		out.put(s[i : i+j])
		i += j + 1
		p := spec{fill: " ", align: '>', precision: -1}
		var keyed object
		if i < len(s) && s[i] == '(' {
			end := strings.IndexByte(s[i:], ')')
			if end < 0 {
				return nil, r.errorf("ValueError", "incomplete format key")
			}
			if mapping == nil {
				return nil, r.errorf("TypeError", "format requires a mapping")
			}
			v, err := r.getItem(mapping, py.String(s[i+1:i+end]))
			if err != nil {
				return nil, err
			}
			keyed, single = v, true
			used = len(items)
			i += end + 1
		}
		left, zero := false, false
	flags:
		for ; i < len(s); i++ {
			switch s[i] {
			case '-':
				left = true
			case '+':
				p.sign = '+'
			case ' ':
				if p.sign == 0 {
					p.sign = ' '
				}
			case '#':
				p.alternate = true
			case '0':
				zero = true
			default:
				break flags
			}
		}
		number := func() (int, error) {
			if i < len(s) && s[i] == '*' {
				i++
				v, err := next()
				if err != nil {
					return 0, err
				}
				n, ok := small(v)
				if !ok {
					return 0, r.errorf("TypeError", "* wants int")
				}
				return int(max(-maxWidth, min(n, maxWidth))), nil
			}
			n := 0
			for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
				n = min(n*10+int(s[i]-'0'), maxWidth)
			}
			return n, nil
		}
		var err error
		if p.width, err = number(); err != nil {
			return nil, err
		}
		if p.width < 0 {
			left, p.width = true, -p.width
		}
		if i < len(s) && s[i] == '.' {
			i++
			if p.precision, err = number(); err != nil {
				return nil, err
			}
			p.precision = max(p.precision, 0)
		}
		for i < len(s) && strings.IndexByte("hlL", s[i]) >= 0 {
			i++
		}
		if i >= len(s) {
			return nil, r.errorf("ValueError", "incomplete format")
		}
		c := s[i]
		i++
		if c == '%' {
			out.put("%")
			continue
		}
		if zero && !left {
			p.fill, p.align = "0", '='
		}
		if left {
			p.align = '<'
		}
		v := keyed
		if v == nil {
			if v, err = next(); err != nil {
				return nil, err
			}
		}
		if strings.IndexByte("sradiuxXoeEfFgGc", c) < 0 {
			return nil, r.errorf("ValueError", "unsupported format character '%c' (0x%x) at index %d", c, c, utf8.RuneCountInString(s[:i-1]))
		}
		field, err := r.percentField(p, c, v)
		if err != nil {
			return nil, err
		}
		out.put(field)
	}
	if used < len(items) && !(single && (mapping != nil || isMapping(args))) {
		return nil, r.errorf("TypeError", "not all arguments converted during string formatting")
	}
	return py.String(out.b.String()), nil
}

func isMapping(v object) bool {
	switch v.(type) {
	case *dict, *py.List:
		return true
	}
	return false
}

// percentField formats one value by a conversion of the % operator.
func (r *run) percentField(p spec, c byte, v object) (string, error) {
	switch c {
	case 's', 'r', 'a':
		var s string
		var err error
		switch c {
		case 's':
			s, err = r.str(v)
		case 'r':
			s, err = r.repr(v)
		case 'a':
			s, err = r.asciiRepr(v)
		}
		if err != nil {
			return "", err
		}
		p.sign, p.kind, p.fill = 0, 0, " "
		if p.align == '=' {
			p.align = '>'
		}
		return r.formatString(p, s)
	case 'd', 'i', 'u':
		if f, ok := v.(py.Float); ok {
			n, err := r.truncate(float64(f))
			if err != nil {
				return "", err
			}
			v = n
		}
		n, ok := asBig(v)
		if !ok {
			return "", r.errorf("TypeError", "%%%c format: a real number is required, not %s", c, r.classOf(v).name)
		}
		return r.percentInt(p, 'd', n)
	case 'x', 'X', 'o':
		n, ok := asBig(v)
		if !ok {
			return "", r.errorf("TypeError", "%%%c format: an integer is required, not %s", c, r.classOf(v).name)
		}
		return r.percentInt(p, c, n)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		f, ok, err := r.asFloat(v)
		if err != nil {
			return "", err
		}
		if !ok {
			return "", r.errorf("TypeError", "must be real number, not %s", r.classOf(v).name)
		}
		p.kind = c
		return r.formatNumber(p, py.Float(f))
	case 'c':
		p.sign = 0
		switch x := v.(type) {
		case py.String:
			if utf8.RuneCountInString(string(x)) == 1 {
				return r.pad(p, "", string(x), '>')
			}
		case py.Int:
			if x < 0 || x > utf8.MaxRune {
				return "", r.errorf("OverflowError", "%%c arg not in range(0x110000)")
			}
			return r.pad(p, "", string(rune(x)), '>')
		}
		return "", r.errorf("TypeError", "%%c requires an int or a unicode character, not %s", r.classOf(v).name)
	}
	panic("unknown conversion")
}

func (r *run) percentInt(p spec, kind byte, n *big.Int) (string, error) {
	digits, prefix, err := r.digits(n, kind)
	if err != nil {
		return "", err
	}
	if !p.alternate {
		prefix = ""
	}
	if gap := p.precision - len(digits); gap > 0 {
		if err := r.newText(gap); err != nil {
			return "", err
		}
		digits = strings.Repeat("0", gap) + digits
	}
	p.kind = kind
	return r.signed(p, n.Sign() < 0, prefix, digits)
}

// strFormat is s.format(*pos, **kw).
func (r *run) strFormat(s string, pos []object, kw kwargs) (string, error) {
	f := &formatter{r: r, pos: pos, kw: kw}
	return f.expand(s, 2)
}

// formatter is one call of str.format.
type formatter struct {
	r    *run
	pos  []object
	kw   kwargs
	auto int  // the next field without a number; -1 once a field had one
	seen bool // whether there was a field yet
}

// expand fills in the fields of a text; depth bounds fields inside specifications, as in CPython.
func (f *formatter) expand(s string, depth int) (string, error) {
	r := f.r
	if depth < 0 {
		return "", r.errorf("ValueError", "Max string recursion exceeded")
	}
	out := &text{run: r}
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], "{}")
		if j < 0 {
			out.put(s[i:])
			break
		}
		out.put(s[i : i+j])
		i += j
		if i+1 < len(s) && s[i+1] == s[i] {
			out.put(s[i : i+1])
			i += 2
			continue
		}
		if s[i] == '}' {
			return "", r.errorf("ValueError", "Single '}' encountered in format string")
		}
		end, nest := i+1, 1
		for ; end < len(s) && nest > 0; end++ {
			switch s[end] {
			case '{':
				nest++
			case '}':
				nest--
			}
		}
		if nest > 0 {
			if i+1 >= len(s) {
				return "", r.errorf("ValueError", "Single '{' encountered in format string")
			}
			return "", r.errorf("ValueError", "expected '}' before end of string")
		}
		field, err := f.field(s[i+1:end-1], depth)
		if err != nil {
			return "", err
		}
		out.put(field)
		i = end
	}
	return out.b.String(), nil
}

func (f *formatter) field(s string, depth int) (string, error) {
	r := f.r
	name, specText, conversion := s, "", byte(0)
	if i := strings.IndexAny(s, "!:"); i >= 0 {
		name = s[:i]
		rest := s[i:]
		if rest[0] == '!' {
			if len(rest) < 2 || len(rest) > 2 && rest[2] != ':' {
				return "", r.errorf("ValueError", "expected ':' after conversion specifier")
			}
			conversion = rest[1]
			rest = rest[2:]
		}
		specText = strings.TrimPrefix(rest, ":")
	}
	v, err := f.lookup(name)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(specText, "{}") {
		if specText, err = f.expand(specText, depth-1); err != nil {
			return "", err
		}
	}
	return r.formatField(v, conversion, specText)
}

// lookup finds the value that a field names: a number or keyword, then attributes and items.
func (f *formatter) lookup(name string) (object, error) {
	r := f.r
	end := strings.IndexAny(name, ".[")
	if end < 0 {
		end = len(name)
	}
	first, rest := name[:end], name[end:]
	var v object
	n, err := strconv.Atoi(first)
	switch {
	case first == "":
		if f.auto < 0 {
			return nil, r.errorf("ValueError", "cannot switch from manual field specification to automatic field numbering")
		}
		n = f.auto
		f.auto++
		fallthrough
	case err == nil && first != "" || first == "":
		if first != "" {
			if f.auto > 0 {
				return nil, r.errorf("ValueError", "cannot switch from automatic field numbering to manual field specification")
			}
			f.auto = -1
		}
		if n < 0 || n >= len(f.pos) {
			return nil, r.errorf("IndexError", "Replacement index %d out of range for positional args tuple", n)
		}
		v = f.pos[n]
	default:
		for _, a := range f.kw {
			if a.name == first {
				v = a.value
			}
		}
		if v == nil {
			_, err := r.missing(&dict{}, py.String(first))
			return nil, err
		}
	}
	for rest != "" {
		r.charge(1)
		if rest[0] == '.' {
			end := strings.IndexAny(rest[1:], ".[")
			if end < 0 {
				end = len(rest) - 1
			}
			if v, err = r.getAttr(v, rest[1:1+end]); err != nil {
				return nil, err
			}
			rest = rest[1+end:]
			continue
		}
		end := strings.IndexByte(rest, ']')
		if rest[0] != '[' || end < 0 {
			return nil, r.errorf("ValueError", "Missing ']' in format string")
		}
		var key object = py.String(rest[1:end])
		if n, err := strconv.Atoi(rest[1:end]); err == nil {
			key = py.Int(n)
		}
		if v, err = r.getItem(v, key); err != nil {
			return nil, err
		}
		rest = rest[end+1:]
	}
	return v, nil
}

// formatField converts and formats a value, as a replacement field does.
func (r *run) formatField(v object, conversion byte, specText string) (string, error) {
	var s string
	var err error
	switch conversion {
	case 0:
		return r.format(v, specText)
	case 's':
		s, err = r.str(v)
	case 'r':
		s, err = r.repr(v)
	case 'a':
		s, err = r.asciiRepr(v)
	default:
		return "", r.errorf("ValueError", "Unknown conversion specifier '%c'", conversion)
	}
	if err != nil {
		return "", err
	}
	return r.format(py.String(s), specText)
}

// asciiRepr is ascii(v).
func (r *run) asciiRepr(v object) (string, error) {
	s, err := r.repr(v)
	if err != nil {
		return "", err
	}
	out := &text{run: r}
	for _, c := range s {
		switch {
		case c < utf8.RuneSelf:
			out.put(string(c))
		case c < 0x100:
			out.put(`\x` + hexText(c, 2))
		case c < 0x10000:
			out.put(`\u` + hexText(c, 4))
		default:
			out.put(`\U` + hexText(c, 8))
		}
	}
	return out.b.String(), nil
}

func hexText(c rune, width int) string {
	s := strconv.FormatInt(int64(c), 16)
	return strings.Repeat("0", max(0, width-len(s))) + s
}
