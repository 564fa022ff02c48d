package gpython

import (
	"strconv"
	"strings"

	"github.com/go-python/gpython/py"
)

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
	auto int // the next field without a number; -1 once a field had one
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
