package gpython

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

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
