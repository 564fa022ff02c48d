package re

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/regex"
)

// finder is what finditer answers; scanner is pattern.scanner().
type finder struct {
	py.Header
	s    *scan
	done bool
}

// action does something with a pattern and a text: a holds the arguments of a method, bounds last where it takes them.
type action func(t *py.Thread, p *pattern, a []py.Value) (py.Value, error)

type actionDef struct {
	name   string
	method string // parameters of the method
	text   string // those before flags, of the function
	do     action
}

func at(a []py.Value, i int) py.Value {
	if i < len(a) {
		return a[i]
	}
	return py.Value{}
}

func limit(t *py.Thread, v py.Value) (int, error) {
	if !v.IsSet() {
		return 0, nil
	}
	return t.IntArg(v)
}

func actions() []actionDef {
	const bounds = "string, pos=0, endpos=9223372036854775807"
	one := func(mode regex.Mode) action {
		return func(t *py.Thread, p *pattern, a []py.Value) (py.Value, error) {
			s, err := newScan(t, p, a[0], at(a, 1), at(a, 2))
			if err != nil {
				return py.Value{}, err
			}
			return s.one(t, mode)
		}
	}
	sub := func(withCount bool) action {
		return func(t *py.Thread, p *pattern, a []py.Value) (py.Value, error) {
			s, err := newScan(t, p, a[1], py.Value{}, py.Value{})
			if err != nil {
				return py.Value{}, err
			}
			most, err := limit(t, at(a, 2))
			if err != nil {
				return py.Value{}, err
			}
			v, n, err := s.replace(t, a[0], most)
			if err != nil || !withCount {
				return v, err
			}
			return t.Tuple(v, py.Int(int64(n))), nil
		}
	}
	return []actionDef{
		{"search", bounds, "pattern, string, ", one(regex.Search)},
		{"match", bounds, "pattern, string, ", one(regex.Prefix)},
		{"fullmatch", bounds, "pattern, string, ", one(regex.FullMatch)},
		{"findall", bounds, "pattern, string, ", func(t *py.Thread, p *pattern, a []py.Value) (py.Value, error) {
			s, err := newScan(t, p, a[0], at(a, 1), at(a, 2))
			if err != nil {
				return py.Value{}, err
			}
			return s.findAll(t)
		}},
		{"finditer", bounds, "pattern, string, ", func(t *py.Thread, p *pattern, a []py.Value) (py.Value, error) {
			s, err := newScan(t, p, a[0], at(a, 1), at(a, 2))
			if err != nil {
				return py.Value{}, err
			}
			f, v := py.Instance[finder](t, &finderType)
			f.s = s
			return v, nil
		}},
		{"split", "string, maxsplit=0", "pattern, string, maxsplit=0, ", func(t *py.Thread, p *pattern, a []py.Value) (py.Value, error) {
			s, err := newScan(t, p, a[0], py.Value{}, py.Value{})
			if err != nil {
				return py.Value{}, err
			}
			most, err := limit(t, at(a, 1))
			if err != nil {
				return py.Value{}, err
			}
			return s.split(t, most)
		}},
		{"sub", "repl, string, count=0", "pattern, repl, string, count=0, ", sub(false)},
		{"subn", "repl, string, count=0", "pattern, repl, string, count=0, ", sub(true)},
	}
}

func moduleFunctions() []py.Def {
	var defs []py.Def
	for _, d := range actions() {
		sig := d.text + "flags=0"
		n := strings.Count(sig, ",")
		if before, option, ok := strings.Cut(d.text, "="); ok { // count and maxsplit should be named
			i := strings.LastIndexByte(before, ' ') + 1
			defs = append(defs, named(d, before[:i], before[i:]+"="+option))
			continue
		}
		defs = append(defs, py.Def{Name: d.name, Sig: sig, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p, err := compile(t, a[0], a[n])
			if err != nil {
				return py.Value{}, err
			}
			return d.do(t, p, a[1:n])
		}})
	}
	return append(defs, []py.Def{
		{Name: "compile", Sig: "pattern, flags=0", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p, err := compile(t, a[0], a[1])
			if err != nil {
				return py.Value{}, err
			}
			return py.Obj(p), nil
		}},
		{Name: "escape", Sig: "pattern", Fn: escape},
		{Name: "purge", Sig: "", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			st := stateOf(t)
			st.patterns, st.order = map[key]*pattern{}, nil
			return py.None, nil
		}},
		{Name: "_flags_text", Sig: "flags, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := t.IntArg(a[0])
			return t.StrValue(regex.Flags(n).String()), err
		}},
	}...)
}

// named defines a function whose option had better be given by name: by position it is deprecated.
func named(d actionDef, first, option string) py.Def {
	n := strings.Count(first, ",")
	name := option[:strings.IndexByte(option, '=')]
	return py.Def{Name: d.name, Sig: first + "*args, " + option + "flags=0", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		most, flags := a[n+1], a[n+2]
		if given := a[n].Tuple().Items; len(given) > 0 {
			multiple := name
			if !most.IsSet() {
				most = given[0]
				multiple = "flags"
			}
			switch {
			case multiple == name, len(given) > 1 && flags.IsSet():
				return py.Value{}, t.Raisef(&py.TypeError, "%s() got multiple values for argument '%s'", d.name, multiple)
			case len(given) > 2:
				return py.Value{}, t.Raisef(&py.TypeError, "%s() takes from %d to %d positional arguments but %d were given", d.name, n, n+2, n+len(given))
			case len(given) == 2:
				flags = given[1]
			}
			if err := t.Warn(&py.DeprecationWarning, "'"+name+"' is passed as positional argument"); err != nil {
				return py.Value{}, err
			}
		}
		p, err := compile(t, a[0], flags)
		if err != nil {
			return py.Value{}, err
		}
		return d.do(t, p, append(append([]py.Value(nil), a[1:n]...), most))
	}}
}

func escape(t *py.Thread, a []py.Value) (py.Value, error) {
	text, isBytes, ok := textOf(a[0])
	if !ok {
		return py.Value{}, t.Raisef(&py.TypeError, "decoding to str: need a bytes-like object, %s found", a[0].Type().Name)
	}
	if err := t.Grow(uint64(2 * len(text))); err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(len(text) / 8); err != nil {
		return py.Value{}, err
	}
	if isBytes {
		return t.NewBytes([]byte(regex.Escape(text))), nil
	}
	return t.StrValue(regex.Escape(text)), nil
}

// groupIndex is the mapping from names to numbers of groups.
func (p *pattern) groupIndex(t *py.Thread) py.Value {
	d := t.NewDict()
	for _, n := range p.Names {
		d.SetStr(t, t.Intern(n.Name), py.Int(int64(n.Group)))
	}
	return py.Obj(d)
}

// flagsText is how a pattern's repr shows its flags, without UNICODE, which goes without saying.
func (p *pattern) flagsText() string {
	f := regex.Flags(p.flags)
	if !p.IsBytes && f&(regex.Locale|regex.Unicode|regex.ASCII) == regex.Unicode {
		f &^= regex.Unicode
	}
	return f.String()
}

func reprPattern(t *py.Thread, v py.Value) (py.Value, error) {
	p := py.As[pattern](v)
	s, err := t.Repr(p.source)
	if err != nil {
		return py.Value{}, err
	}
	if rs := []rune(s); len(rs) > 200 {
		s = string(rs[:200])
	}
	if f := p.flagsText(); f != "" {
		s += ", " + f
	}
	return t.StrValue("re.compile(" + s + ")"), nil
}

func definePattern() {
	self := func(a []py.Value) *pattern { return py.As[pattern](a[0]) }
	identity := func(t *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }
	var methods []py.Def
	for _, d := range actions() {
		methods = append(methods, py.Def{Name: d.name, Sig: d.method, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return d.do(t, self(a), a[1:])
		}})
	}
	methods = append(methods, []py.Def{
		{Name: "scanner", Sig: "string, pos=0, endpos=9223372036854775807", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := newScan(t, self(a), a[1], a[2], a[3])
			if err != nil {
				return py.Value{}, err
			}
			f, v := py.Instance[finder](t, &scannerType)
			f.s = s
			return v, nil
		}},
		{Name: "__copy__", Fn: identity},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: identity},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			mod, err := t.Hooks.Import(t, "re", nil, []string{"compile"}, 0)
			if err != nil {
				return py.Value{}, err
			}
			make, err := t.GetAttr(mod, t.Intern("compile"))
			return t.Tuple(make, t.Tuple(self(a).source, py.Int(self(a).flags))), err
		}},
	}...)
	c := py.Class{Module: "re", Name: "Pattern", Final: true, Referable: true, Generic: true, Methods: methods, Attrs: []py.Attr{
		{Name: "pattern", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.As[pattern](v).source, nil }},
		{Name: "flags", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(py.As[pattern](v).flags), nil }},
		{Name: "groups", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(py.As[pattern](v).Groups)), nil }},
		{Name: "groupindex", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
			return t.Call(py.Obj(&py.MappingProxyType), py.As[pattern](v).groupIndex(t))
		}},
	}}
	c.Repr = reprPattern
	c.Compare = func(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
		if op != code.CmpEq && op != code.CmpNe || b.Type() != &patternType || a.Type() != &patternType {
			return py.NotImplemented, nil
		}
		p, q := py.As[pattern](a), py.As[pattern](b)
		same := p == q || p.flags == q.flags && p.IsBytes == q.IsBytes && p.Source == q.Source
		return py.Bool(same == (op == code.CmpEq)), nil
	}
	c.Hash = func(t *py.Thread, v py.Value) (int64, error) {
		p := py.As[pattern](v)
		h, err := t.Hash(p.source)
		return int64(h) ^ p.flags, err
	}
	c.Trace = func(v py.Value, visit func(py.Value)) { visit(py.As[pattern](v).source) }
	c.Size = func(v py.Value) uint64 { return 128 + uint64(py.As[pattern](v).Size()) }
	py.DefineClass[pattern](&patternType, c)

	trace := func(v py.Value, visit func(py.Value)) {
		if s := py.As[finder](v).s; s != nil {
			visit(py.Obj(s.p))
			visit(s.subject)
		}
	}
	f := py.Class{Module: "re", Name: "callable_iterator", Final: true}
	f.Trace = trace
	f.Iter = func(t *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	f.Next = func(t *py.Thread, v py.Value) (py.Value, error) {
		f := py.As[finder](v)
		if f.done {
			return py.Value{}, nil
		}
		spans, last, err := f.s.next(t)
		if err != nil || spans == nil {
			f.done = true
			return py.Value{}, err
		}
		return f.s.match(t, spans, last), nil
	}
	py.DefineClass[finder](&finderType, f)

	step := func(mode regex.Mode) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			f := py.As[finder](a[0])
			if f.done {
				return py.None, nil
			}
			v, err := f.s.one(t, mode)
			f.done = err == nil && v.IsNone()
			return v, err
		}
	}
	sc := py.Class{Module: "_sre", Name: "SRE_Scanner", Final: true, Methods: []py.Def{{Name: "match", Fn: step(regex.Prefix)}, {Name: "search", Fn: step(regex.Search)}},
		Attrs: []py.Attr{{Name: "pattern", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Obj(py.As[finder](v).s.p), nil }}}}
	sc.Trace = trace
	py.DefineClass[finder](&scannerType, sc)
}
