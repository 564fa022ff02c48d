package py

import (
	"strconv"
	"strings"
)

// formatter is one call of str.format or format_map.
type formatter struct {
	t       *Thread
	args    []Value
	kwargs  *Dict
	mapping Value // of format_map
	auto    int   // next automatic number; -1 once numbers were given
	manual  bool
}

func strFormat(t *Thread, a []Value) (Value, error) {
	f := &formatter{t: t, args: a[1].Tuple().Items, kwargs: a[2].Dict()}
	return f.value(as[Str](a[0]).S)
}

func (f *formatter) value(text string) (Value, error) {
	s, err := f.expand(text, 2)
	return f.t.strResult(s, err)
}

// expand replaces the fields of a text; fields may stand in format specifications, one level deep.
func (f *formatter) expand(text string, depth int) (string, error) {
	t := f.t
	if depth == 0 {
		return "", t.Raisef(&ValueError, "Max string recursion exceeded")
	}
	if err := t.Charge(len(text) / 8); err != nil {
		return "", err
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '{' && i+1 < len(text) && text[i+1] == '{', c == '}' && i+1 < len(text) && text[i+1] == '}':
			b.WriteByte(c)
			i += 2
		case c == '}':
			return "", t.Raisef(&ValueError, "Single '}' encountered in format string")
		case c != '{':
			j := i
			for j < len(text) && text[j] != '{' && text[j] != '}' {
				j++
			}
			b.WriteString(text[i:j])
			i = j
		default:
			end, nested := i+1, 1
			brackets := false
			for ; end < len(text) && nested > 0; end++ {
				switch text[end] {
				case '[':
					brackets = nested == 1 || brackets
				case ']':
					brackets = false
				case '{':
					if !brackets {
						nested++
					}
				case '}':
					if !brackets || nested > 1 {
						nested--
					}
				}
			}
			if nested > 0 {
				if i+1 == len(text) {
					return "", t.Raisef(&ValueError, "Single '{' encountered in format string")
				}
				return "", t.Raisef(&ValueError, "expected '}' before end of string")
			}
			s, err := f.field(text[i+1:end-1], depth)
			if err != nil {
				return "", err
			}
			if err := t.payText(len(s)); err != nil {
				return "", err
			}
			b.WriteString(s)
			i = end
		}
	}
	return b.String(), nil
}

// field is the text of one replacement field, given without its braces.
func (f *formatter) field(text string, depth int) (string, error) {
	t := f.t
	name, spec, conv := text, "", byte(0)
	bracket := 0
cut:
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			bracket++
		case ']':
			bracket--
		case ':', '!':
			if bracket > 0 {
				continue
			}
			name = text[:i]
			rest := text[i:]
			if rest[0] == '!' {
				if len(rest) < 2 {
					return "", t.Raisef(&ValueError, "end of string while looking for conversion specifier")
				}
				conv = rest[1]
				rest = rest[2:]
				if rest != "" && rest[0] != ':' {
					return "", t.Raisef(&ValueError, "expected ':' after conversion specifier")
				}
			}
			if rest != "" {
				spec = rest[1:]
			}
			break cut
		}
	}
	v, err := f.lookup(name)
	if err != nil {
		return "", err
	}
	switch conv {
	case 0:
	case 's':
		if v, err = t.StrOf(v); err != nil {
			return "", err
		}
	case 'r', 'a':
		s, err := t.Repr(v)
		if err != nil {
			return "", err
		}
		if conv == 'a' {
			s = ASCIIText(s)
		}
		v = t.StrValue(s)
	default:
		return "", t.Raisef(&ValueError, "Unknown conversion specifier %c", conv)
	}
	if strings.ContainsAny(spec, "{}") {
		if spec, err = f.expand(spec, depth-1); err != nil {
			return "", err
		}
	}
	r, err := t.Format(v, spec)
	if err != nil {
		return "", err
	}
	return r.Str().S, nil
}

// lookup finds the value that a field names: an argument, then attributes and items of it.
func (f *formatter) lookup(name string) (Value, error) {
	t := f.t
	i := strings.IndexAny(name, ".[")
	first, rest := name, ""
	if i >= 0 {
		first, rest = name[:i], name[i:]
	}
	v, err := f.argument(first)
	if err != nil {
		return Value{}, err
	}
	for rest != "" {
		if err := t.Charge(1); err != nil {
			return Value{}, err
		}
		if rest[0] == '.' {
			end := strings.IndexAny(rest[1:], ".[")
			attr := rest[1:]
			if end >= 0 {
				attr, rest = rest[1:end+1], rest[end+1:]
			} else {
				rest = ""
			}
			if attr == "" {
				return Value{}, t.Raisef(&ValueError, "Empty attribute in format string")
			}
			if v, err = t.GetAttr(v, t.NewStr(attr)); err != nil {
				return Value{}, err
			}
			continue
		}
		if rest[0] != '[' {
			return Value{}, t.Raisef(&ValueError, "Only '.' or '[' may follow ']' in format field specifier")
		}
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return Value{}, t.Raisef(&ValueError, "Missing ']' in format string")
		}
		key := rest[1:end]
		rest = rest[end+1:]
		if key == "" {
			return Value{}, t.Raisef(&ValueError, "Empty attribute in format string")
		}
		k := t.StrValue(key)
		if n, err := strconv.ParseInt(key, 10, 64); err == nil && key[0] != '-' && key[0] != '+' {
			k = Int(n)
		}
		if v, err = t.GetItem(v, k); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func (f *formatter) argument(name string) (Value, error) {
	t := f.t
	if f.mapping.IsSet() {
		if name == "" || name[0] >= '0' && name[0] <= '9' {
			return Value{}, t.Raisef(&ValueError, "Format string contains positional fields")
		}
		return t.GetItem(f.mapping, t.StrValue(name))
	}
	n, err := strconv.Atoi(name)
	isNumber := err == nil && name[0] != '+' && name[0] != '-'
	switch {
	case name == "":
		if f.manual {
			return Value{}, t.Raisef(&ValueError, "cannot switch from manual field specification to automatic field numbering")
		}
		n, isNumber = f.auto, true
		f.auto++
	case isNumber:
		if f.auto > 0 {
			return Value{}, t.Raisef(&ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.manual = true
	}
	if isNumber {
		if n >= len(f.args) {
			return Value{}, t.Raisef(&IndexError, "Replacement index %d out of range for positional args tuple", n)
		}
		return f.args[n], nil
	}
	if f.kwargs != nil {
		v, err := f.kwargs.Get(t, t.StrValue(name))
		if err != nil || v.IsSet() {
			return v, err
		}
	}
	return Value{}, t.KeyError(t.StrValue(name))
}
