package py

import (
	"fmt"
	"slices"
	"strings"
)

// Signature is the parameter list of a native, written as Python writes it: "x, /, *, key=None, reverse=False",
// "*args, sep=' '". A default is only for people to read: an argument that was not given is unset, and the Go code
// knows what that means.
type Signature struct {
	Text     string
	names    []string
	required []bool
	posOnly  int // parameters that have no name for the caller
	pos      int // parameters that may be given by position
	varargs  int // index of *args, or -1
	varkw    int // index of **kwargs, or -1
	simple   bool
}

// ParseSignature reads a parameter list. It is called on our own text only and panics where that is wrong.
func ParseSignature(text string) *Signature {
	s := &Signature{Text: text, varargs: -1, varkw: -1}
	kwOnly := false
	for _, p := range splitParams(text) {
		name, _, hasDefault := strings.Cut(p, "=")
		switch {
		case p == "/":
			s.posOnly = len(s.names)
		case p == "*":
			kwOnly = true
		case strings.HasPrefix(p, "**"):
			s.varkw = len(s.names)
			s.add(p[2:], false)
		case strings.HasPrefix(p, "*"):
			s.varargs = len(s.names)
			s.add(p[1:], false)
			kwOnly = true
		default:
			if !kwOnly {
				s.pos++
			}
			s.add(name, !hasDefault)
		}
	}
	s.simple = s.varargs < 0 && s.varkw < 0 && s.pos == len(s.names)
	return s
}

// splitParams cuts at commas that are not inside quotes or brackets.
func splitParams(text string) []string {
	var out []string
	depth, from := 0, 0
	var quote byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			out = append(out, strings.TrimSpace(text[from:i]))
			from = i + 1
		}
	}
	if rest := strings.TrimSpace(text[from:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

func (s *Signature) add(name string, required bool) {
	s.names = append(s.names, strings.TrimSpace(name))
	s.required = append(s.required, required)
}

// Call calls the native with arguments as a caller gives them.
func (n *Native) Call(t *Thread, args []Value, kw []Keyword) (Value, error) {
	s := n.Sig
	if len(kw) == 0 && !n.Self.IsSet() {
		if s.simple && len(args) == len(s.names) {
			return n.check(t, args)
		}
		if n.Quick != nil {
			if v, ok := n.Quick(t, args); ok {
				t.fuel -= int64(nativeCost + 2*len(args))
				return v, nil
			}
		}
	}
	top := len(t.args)
	v, err := n.callSpread(t, args, kw)
	clear(t.args[top:])
	t.args = t.args[:top]
	return v, err
}

// callSpread calls the native with one value for each parameter, which lie on the thread's stack of arguments. The
// caller takes them off.
func (n *Native) callSpread(t *Thread, args []Value, kw []Keyword) (Value, error) {
	if n.Self.IsSet() {
		top := len(t.args)
		t.args = append(append(t.args, n.Self), args...)
		args = t.args[top:len(t.args):len(t.args)]
	}
	s := n.Sig
	if s.simple && len(kw) == 0 {
		if len(args) == len(s.names) {
			return n.check(t, args)
		}
		if len(args) < len(s.names) && !s.required[len(args)] {
			full := t.spread(len(s.names))
			copy(full, args)
			return n.check(t, full)
		}
	}
	t.fuel -= int64(nativeCost + 4*len(kw))
	full, err := n.bind(t, args, kw)
	if err != nil {
		return Value{}, err
	}
	return n.check(t, full)
}

// spread makes room for n values, unset, on the stack of arguments.
func (t *Thread) spread(n int) []Value {
	top := len(t.args)
	for range n {
		t.args = append(t.args, Value{})
	}
	return t.args[top : top+n : top+n]
}

// check makes sure that a method is called with an instance of its class.
func (n *Native) check(t *Thread, args []Value) (Value, error) {
	t.fuel -= nativeCost
	if n.Owner != nil && n.typ != &ClassMethodDescriptorType && args[0].Type() != n.Owner && !args[0].Type().IsSubtype(n.Owner) {
		if n.typ == &WrapperType {
			return Value{}, t.Raisef(&TypeError, "descriptor '%s' requires a '%s' object but received a '%s'", n.Name, n.Owner.Name, args[0].Type().Name)
		}
		return Value{}, t.Raisef(&TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", n.Name, n.Owner.Name, args[0].Type().Name)
	}
	return n.Fn(t, args)
}

// bind spreads arguments over the parameters.
func (n *Native) bind(t *Thread, args []Value, kw []Keyword) ([]Value, error) {
	s := n.Sig
	shift := 0
	if n.Owner != nil || n.Self.IsSet() {
		shift = 1
	}
	if n.Owner != nil && len(args) == 0 {
		if n.typ == &WrapperType {
			return nil, t.Raisef(&TypeError, "descriptor '%s' of '%s' object needs an argument", n.Name, n.Owner.Name)
		}
		return nil, t.Raisef(&TypeError, "unbound method %s.%s() needs an argument", n.Owner.Name, n.Name)
	}
	if err := n.checkCount(t, len(args)-shift, len(kw), shift); err != nil {
		return nil, err
	}
	full := t.spread(len(s.names))
	if len(args) > s.pos {
		full[s.varargs] = Obj(t.NewTuple(append([]Value(nil), args[s.pos:]...)))
		args = args[:s.pos]
	} else if s.varargs >= 0 {
		full[s.varargs] = Obj(emptyTuple)
	}
	copy(full, args)
	var rest *Dict
	if s.varkw >= 0 {
		rest = t.NewDict()
		full[s.varkw] = Obj(rest)
	}
	var unexpected *Str
next:
	for _, k := range kw {
		for i := s.posOnly; i < len(s.names); i++ {
			if i == s.varargs || i == s.varkw || s.names[i] != k.Name.S {
				continue
			}
			if full[i].IsSet() {
				return nil, t.Raisef(&TypeError, "argument for %s() given by name ('%s') and position (%d)", n.Name, k.Name.S, i+1-shift)
			}
			full[i] = k.Value
			continue next
		}
		if rest != nil {
			rest.SetStr(t, k.Name, k.Value)
		} else if unexpected == nil {
			unexpected = k.Name
		}
	}
	for i, req := range s.required {
		if req && !full[i].IsSet() && i != s.varargs && i != s.varkw {
			return nil, t.Raisef(&TypeError, "%s() missing required argument '%s' (pos %d)", n.Name, s.names[i], i+1-shift)
		}
	}
	if unexpected != nil {
		return nil, t.Raisef(&TypeError, "%s() got an unexpected keyword argument '%s'", n.Name, unexpected.S)
	}
	return full, nil
}

// qualified is the name of a function as errors about its arguments give it.
func (n *Native) qualName() string {
	if n.Owner != nil {
		return n.Owner.QualName + "." + n.Name
	}
	return n.Name
}

// qualified is how messages about a call's arguments name the function.
func (n *Native) qualified() string {
	if n.Owner != nil {
		return n.Owner.QualName + "." + n.Name
	}
	if n.Module != "" && n.Module != "builtins" {
		return n.Module + "." + n.Name
	}
	return n.Name
}

// limits are how few and how many positional arguments the caller may give.
func (s *Signature) limits(shift int) (low, high int) {
	for i := shift; i < s.pos; i++ {
		if s.required[i] {
			low = i + 1 - shift
		}
	}
	return low, s.pos - shift
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// checkCount refuses the wrong number of arguments. CPython words that in several ways: for the methods behind
// operators, for functions whose parameters have no names, and for those whose have.
func (n *Native) checkCount(t *Thread, given, kwargs, shift int) error {
	s := n.Sig
	low, high := s.limits(shift)
	if s.posOnly == len(s.names) || s.posOnly >= s.pos && s.varkw < 0 && s.varargs >= 0 && len(s.names) == s.pos+1 || s.pos == shift && len(s.names) == shift {
		return n.checkUnnamed(t, given, kwargs, low, high)
	}
	if s.varargs >= 0 {
		if given < low && s.posOnly > shift {
			return t.Raisef(&TypeError, "%s expected at least %d argument%s, got %d", n.Name, low, plural(low), given)
		}
		return nil
	}
	if total := len(s.names) - shift; s.varkw < 0 && given+kwargs > total {
		word, kind := "at most", ""
		if !slices.Contains(s.required[shift:], false) {
			word = "exactly"
		}
		if given == 0 {
			kind = "keyword "
		}
		return t.Raisef(&TypeError, "%s() takes %s %d %sargument%s (%d given)", n.Name, word, total, kind, plural(total), given+kwargs)
	}
	named := 0 // required parameters without names
	for i := shift; i < s.posOnly; i++ {
		if s.required[i] {
			named = i + 1 - shift
		}
	}
	switch {
	case given > high && high == 0:
		return t.Raisef(&TypeError, "%s() takes no positional arguments", n.Name)
	case given > high:
		word := "at most"
		if low == high {
			word = "exactly"
		}
		return t.Raisef(&TypeError, "%s() takes %s %d positional argument%s (%d given)", n.Name, word, high, plural(high), given)
	case given < named:
		word := "at least"
		if named == high {
			word = "exactly"
		}
		return t.Raisef(&TypeError, "%s() takes %s %d positional argument%s (%d given)", n.Name, word, named, plural(named), given)
	}
	return nil
}

// checkUnnamed is checkCount for parameters without names.
func (n *Native) checkUnnamed(t *Thread, given, kwargs, low, high int) error {
	wrapper := n.typ == &WrapperType
	if kwargs > 0 {
		if wrapper {
			return t.Raisef(&TypeError, "wrapper %s() takes no keyword arguments", n.Name)
		}
		return t.Raisef(&TypeError, "%s() takes no keyword arguments", n.qualified())
	}
	if given >= low && (given <= high || n.Sig.varargs >= 0) {
		return nil
	}
	name := n.Name + " "
	switch {
	case wrapper && (n.Name == "__pow__" || n.Name == "__rpow__"):
		return t.Raisef(&TypeError, "expected 1 or 2 arguments, got %d", given)
	case wrapper && n.Name != "__setattr__" && n.Name != "__set__" && n.Name != "__get__" && n.Name != "__setitem__":
		name = ""
	case wrapper:
	case high == 0:
		return t.Raisef(&TypeError, "%s() takes no arguments (%d given)", n.qualified(), given)
	case low == 1 && high == 1 && n.Sig.varargs < 0:
		return t.Raisef(&TypeError, "%s() takes exactly one argument (%d given)", n.qualified(), given)
	}
	word, want := "", high
	switch {
	case n.Sig.varargs >= 0:
		word, want = "at least ", low
	case low == high:
	case given < low:
		word, want = "at least ", low
	default:
		word = "at most "
	}
	return t.Raisef(&TypeError, "%sexpected %s%d argument%s, got %d", name, word, want, plural(want), given)
}

// String is the parameter list.
func (s *Signature) String() string { return fmt.Sprintf("(%s)", s.Text) }
