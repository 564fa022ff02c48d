package gpython

import (
	"math"
	"strconv"
	"strings"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp/internal/regex"
)

// actions lists what a pattern can do with a text, for the functions of the module and for the methods of patterns: the
// arguments are the same but for the bounds, which only methods take.
func (m *reModule) actions() map[string]reAction {
	one := func(mode regex.Mode) reAction {
		return func(r *run, p *reProgram, a []object) (object, error) {
			s, err := m.scan(r, p, a, 0)
			if err != nil {
				return nil, err
			}
			s.in.Mode = mode
			found, err := s.next(r)
			if err != nil || found == nil {
				return py.None, err
			}
			return s.object(r, found), nil
		}
	}
	replace := func(withCount bool) reAction {
		return func(r *run, p *reProgram, a []object) (object, error) {
			text, n, err := m.replace(r, p, a)
			if err != nil || !withCount {
				return text, err
			}
			return py.Tuple{text, py.Int(n)}, nil
		}
	}
	return map[string]reAction{"search": one(regex.Search), "match": one(regex.Prefix), "fullmatch": one(regex.FullMatch),
		"findall": m.findAll, "finditer": m.findIter, "split": m.split, "sub": replace(false), "subn": replace(true)}
}

// reScan goes through a text match by match. It holds no program, but asks for it each time: a pattern whose program was
// dropped must not live on in an iterator.
type reScan struct {
	m       *reModule
	p       *reProgram
	subject object
	text    *regex.Text
	in      regex.Range
	pos     int64 // the bounds as given, held within the text
	endpos  int64
}

// scan prepares a scan of a[at], whose bounds may follow.
func (m *reModule) scan(r *run, p *reProgram, a []object, at int) (*reScan, error) {
	text, err := m.subject(r, p.Pattern, a[at])
	if err != nil {
		return nil, err
	}
	s := &reScan{m: m, p: p, subject: a[at], text: text, endpos: int64(text.Len())}
	if len(a) > at+2 {
		if s.pos, err = r.intArg(a[at+1], 0); err != nil {
			return nil, err
		}
		if s.endpos, err = r.intArg(a[at+2], math.MaxInt64); err != nil {
			return nil, err
		}
	}
	n := int64(text.Len())
	s.pos, s.endpos = max(0, min(s.pos, n)), max(0, min(s.endpos, n))
	s.in = regex.Range{Start: text.Offset(int(s.pos)), End: text.Offset(int(s.endpos))}
	return s, nil
}

func (s *reScan) next(r *run) (*regex.Match, error) {
	r.charge(4)
	found, err := r.reFind(s.p.Pattern, s.text, s.in)
	if found != nil {
		s.in = s.in.Behind(found)
	}
	return found, err
}

// object makes a Match.
func (s *reScan) object(r *run, found *regex.Match) object {
	spans := found.Spans()
	r.grow(sizeInstance + sizeDict + 6*sizeEntry + sizeList + uint64(len(spans))*sizeSlot)
	r.charge(uint64(len(spans)) / 4)
	ends := make(py.Tuple, len(spans))
	for i, at := range spans {
		ends[i] = py.Int(at)
	}
	v := &instance{cls: s.m.match, attrs: newDict()}
	v.attrs.setStr("string", s.subject)
	v.attrs.setStr("re", s.p.object)
	v.attrs.setStr("pos", py.Int(s.pos))
	v.attrs.setStr("endpos", py.Int(s.endpos))
	v.attrs.setStr(reSpans, ends)
	v.attrs.setStr(reLast, py.Int(found.Last))
	return v
}

// group is the text of a group, or missing where it took no part.
func (s *reScan) group(r *run, found *regex.Match, n int, missing object) (object, error) {
	from, to := found.Span(n)
	if from < 0 {
		return missing, nil
	}
	return r.rePiece(s.text.String()[from:to], s.text.IsBytes())
}

func (m *reModule) findAll(r *run, p *reProgram, a []object) (object, error) {
	s, err := m.scan(r, p, a, 0)
	if err != nil {
		return nil, err
	}
	list := &py.List{}
	r.held = append(r.held, list)
	missing, err := r.rePiece("", p.IsBytes)
	if err != nil {
		return nil, err
	}
	for {
		found, err := s.next(r)
		if err != nil || found == nil {
			return list, err
		}
		var item object
		switch p.Groups {
		case 0, 1:
			item, err = s.group(r, found, p.Groups, missing)
		default:
			item, err = s.groups(r, found, missing)
		}
		if err != nil {
			return nil, err
		}
		r.grow(sizeSlot)
		list.Items = append(list.Items, item)
	}
}

// groups is a tuple of all groups.
func (s *reScan) groups(r *run, found *regex.Match, missing object) (py.Tuple, error) {
	r.grow(sizeList + uint64(found.Groups())*sizeSlot)
	out := make(py.Tuple, 0, found.Groups())
	for g := 1; g <= found.Groups(); g++ {
		v, err := s.group(r, found, g, missing)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (m *reModule) findIter(r *run, p *reProgram, a []object) (object, error) {
	s, err := m.scan(r, p, a, 0)
	if err != nil {
		return nil, err
	}
	pattern, done := p.object, false
	s.p, s.text = nil, nil
	r.grow(sizeInstance)
	return &lazy{name: "callable_iterator", holds: []object{pattern, s.subject}, step: func(r *run) (object, error) {
		if done {
			return nil, nil
		}
		if s.p, err = m.program(r, pattern); err != nil {
			return nil, err
		}
		text, isBytes, _ := reText(s.subject)
		s.text = m.prepared(r, text, isBytes)
		found, err := s.next(r)
		var v object
		if found != nil {
			v = s.object(r, found)
		}
		done = found == nil
		s.p, s.text = nil, nil
		return v, err
	}}, nil
}

// reLimit is how many times split and sub act: 0 means always, less means never.
func reLimit(n int64) int64 {
	if n == 0 {
		return math.MaxInt64
	}
	return n
}

func (m *reModule) split(r *run, p *reProgram, a []object) (object, error) {
	s, err := m.scan(r, p, a[:1], 0)
	if err != nil {
		return nil, err
	}
	most, err := r.intArg(a[1], 0)
	if err != nil {
		return nil, err
	}
	list := &py.List{}
	r.held = append(r.held, list)
	add := func(v object, err error) error {
		r.grow(sizeSlot)
		list.Items = append(list.Items, v)
		return err
	}
	whole, behind := s.text.String(), 0
	for n := int64(0); n < reLimit(most); n++ {
		found, err := s.next(r)
		if err != nil {
			return nil, err
		}
		if found == nil {
			break
		}
		from, to := found.Span(0)
		if err := add(r.rePiece(whole[behind:from], p.IsBytes)); err != nil {
			return nil, err
		}
		for g := 1; g <= p.Groups; g++ {
			if err := add(s.group(r, found, g, py.None)); err != nil {
				return nil, err
			}
		}
		behind = to
	}
	return list, add(r.rePiece(whole[behind:], p.IsBytes))
}

// replace is sub: a holds the replacement, the text and the count.
func (m *reModule) replace(r *run, p *reProgram, a []object) (object, int64, error) {
	s, err := m.scan(r, p, a[1:2], 0)
	if err != nil {
		return nil, 0, err
	}
	most, err := r.intArg(a[2], 0)
	if err != nil {
		return nil, 0, err
	}
	write, err := m.replacer(r, s, a[0])
	if err != nil {
		return nil, 0, err
	}
	out := &reJoin{r: r}
	whole, behind, n := s.text.String(), 0, int64(0)
	for ; n < reLimit(most); n++ {
		found, err := s.next(r)
		if err != nil {
			return nil, 0, err
		}
		if found == nil {
			break
		}
		from, to := found.Span(0)
		if err := out.put(whole[behind:from]); err != nil {
			return nil, 0, err
		}
		if err := write(out, found); err != nil {
			return nil, 0, err
		}
		behind = to
	}
	if n == 0 {
		return s.subject, 0, nil
	}
	if err := out.put(whole[behind:]); err != nil {
		return nil, 0, err
	}
	text, err := r.rePiece(out.String(), p.IsBytes)
	return text, n, err
}

// replacer gives what writes the replacement of a match: a template's expansion or what a callable returns.
func (m *reModule) replacer(r *run, s *reScan, repl object) (func(out *reJoin, found *regex.Match) error, error) {
	if source, isBytes, ok := reText(repl); ok {
		if isBytes != s.p.IsBytes {
			if isBytes {
				return nil, r.errorf("TypeError", "sequence item 0: expected str instance, bytes found")
			}
			return nil, r.errorf("TypeError", "sequence item 0: expected a bytes-like object, str found")
		}
		t, err := m.template(r, s.p.Pattern, source, repl)
		if err != nil {
			return nil, err
		}
		return func(out *reJoin, found *regex.Match) error {
			r.charge(uint64(t.Parts()) / 2)
			if err := out.room(t.Size(found)); err != nil {
				return err
			}
			t.Expand(&out.Builder, s.text.String(), found)
			return nil
		}, nil
	}
	if callable, err := builtinCallable(r, []object{repl}, nil); err != nil || callable != py.True {
		if err == nil {
			err = r.errorf("TypeError", "decoding to str: need a bytes-like object, %s found", r.classOf(repl).name)
		}
		return nil, err
	}
	return func(out *reJoin, found *regex.Match) error {
		v, err := r.call(repl, []object{s.object(r, found)}, nil)
		if err != nil || v == py.None {
			return err
		}
		text, isBytes, ok := reText(v)
		if !ok || isBytes != s.p.IsBytes {
			if s.p.IsBytes {
				return r.errorf("TypeError", "sequence item 0: expected a bytes-like object, %s found", r.classOf(v).name)
			}
			return r.errorf("TypeError", "sequence item 0: expected str instance, %s found", r.classOf(v).name)
		}
		return out.put(text)
	}, nil
}

func (m *reModule) template(r *run, p *regex.Pattern, source string, object object) (*regex.Template, error) {
	r.charge(uint64(len(source)) * reWork / 8)
	if err := r.alloc(uint64(len(source)), 16); err != nil {
		return nil, err
	}
	t, bad := regex.ParseTemplate(p, source)
	if bad != nil {
		return nil, m.raise(r, bad, object)
	}
	return t, nil
}

// patternOf gives the program of self.
func (m *reModule) patternOf(r *run, name string, pos []object) (*reProgram, error) {
	if v, ok := first(pos).(*instance); ok && v.cls == m.pattern {
		return m.program(r, v)
	}
	return nil, r.errorf("TypeError", "descriptor '%s' for 're.Pattern' objects doesn't apply to this object", name)
}

func (m *reModule) patternMethods() map[string]nativeFunc {
	method := func(name string, do reAction, params ...string) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			p, err := m.patternOf(r, name, pos)
			if err != nil {
				return nil, err
			}
			a, err := r.args(name, pos[1:], kw, params...)
			if err != nil {
				return nil, err
			}
			return do(r, p, a)
		}
	}
	out := map[string]nativeFunc{
		"__repr__": method("__repr__", func(r *run, p *reProgram, a []object) (object, error) { return m.reprPattern(r, p) }),
		"scanner": func(r *run, pos []object, kw kwargs) (object, error) {
			r.unsupported("re.Pattern.scanner")
			return nil, nil
		},
	}
	for name, do := range m.actions() {
		switch name {
		case "split":
			out[name] = method(name, do, "string", "maxsplit?")
		case "sub", "subn":
			out[name] = method(name, do, "repl", "string", "count?")
		default:
			out[name] = method(name, do, "string", "pos?", "endpos?")
		}
	}
	return out
}

func (m *reModule) patternProperties() map[string]nativeFunc {
	get := func(name string, fn func(r *run, p *reProgram) (object, error)) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			p, err := m.patternOf(r, name, pos)
			if err != nil {
				return nil, err
			}
			return fn(r, p)
		}
	}
	return map[string]nativeFunc{
		"groups": get("groups", func(r *run, p *reProgram) (object, error) { return py.Int(p.Groups), nil }),
		"groupindex": get("groupindex", func(r *run, p *reProgram) (object, error) {
			d := newDict()
			r.charge(uint64(len(p.Names)))
			r.grow(sizeDict + uint64(len(p.Names))*sizeEntry)
			for _, n := range p.Names {
				d.setStr(n.Name, py.Int(n.Group))
			}
			return d, nil
		}),
	}
}

// reprPattern is "re.compile('a', re.IGNORECASE)". UNICODE goes without saying for a str, and long patterns are cut short.
func (m *reModule) reprPattern(r *run, p *reProgram) (object, error) {
	source, err := r.repr(p.object.attrs.getStr("pattern"))
	if err != nil {
		return nil, err
	}
	if text := regex.NewText(source, false); text.Len() > 200 {
		source = source[:text.Offset(200)]
	}
	var b strings.Builder
	b.WriteString("re.compile(" + source)
	flags := p.Flags
	if !p.IsBytes && flags&(regex.Locale|regex.Unicode|regex.ASCII) == regex.Unicode {
		flags &^= regex.Unicode
	}
	names := flags.String()
	if rest := flags.Unnamed(); rest != 0 {
		if names != "" {
			names += "|"
		}
		names += "0x" + strconv.FormatUint(uint64(rest), 16)
	}
	if names != "" {
		b.WriteString(", " + names)
	}
	b.WriteString(")")
	return py.String(b.String()), nil
}
