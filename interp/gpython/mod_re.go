package gpython

import (
	"strings"
	"unsafe"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp/internal/regex"
)

// reModule is the state of module re in one run.
//
// Patterns and matches are instances whose attributes are all there is to them: a pattern is its text and flags, a match
// the text, the pattern and the ends of its groups. So the count of memory sees them without knowing them. What Go needs
// besides, the compiled program and the table that converts offsets to indexes, is kept here within bounds and made again,
// at a price, when it was dropped.
type reModule struct {
	pattern, match, failure *class
	programs                map[reKey]*reProgram
	order                   []reKey // of insertion: what came first goes first
	size                    int     // of all programs, in bytes
	text                    *regex.Text
}

type reKey struct {
	source  string
	flags   regex.Flags
	isBytes bool
}

type reProgram struct {
	*regex.Pattern
	object *instance
}

const (
	// rePrograms is how many programs are kept, as many as CPython's cache holds.
	rePrograms = 512
	// reNode is about how much memory compiling takes for a character of a pattern, and reWork how much fuel.
	reNode = 256
	reWork = 32
	// reStep is how many steps of the matcher cost a unit of fuel.
	reStep = 4
)

// The names under which a match keeps what Python does not show: the ends of groups in bytes, and the last group.
const (
	reSpans = " spans"
	reLast  = " last"
)

// reModuleOf makes module re.
func reModuleOf(r *run) *module {
	m := &reModule{programs: map[reKey]*reProgram{}}
	m.failure = r.t.define("PatternError", r.t.exceptions["Exception"], nil, nil)
	m.failure.exception, m.failure.final = true, false
	m.pattern = m.hidden(r, "Pattern", m.patternMethods(), m.patternProperties())
	m.match = m.hidden(r, "Match", m.matchMethods(), m.matchProperties())
	m.failure.module, m.pattern.module, m.match.module = "re", "re", "re"

	functions := map[string]nativeFunc{
		"compile": m.function("compile", func(r *run, p *reProgram, a []object) (object, error) { return p.object, nil }, "pattern", "flags?"),
		"escape":  reEscape,
		"purge": func(r *run, pos []object, kw kwargs) (object, error) {
			m.programs, m.order, m.size, m.text = map[reKey]*reProgram{}, nil, 0, nil
			return py.None, r.arity("purge", pos, kw, 0, 0)
		},
	}
	for name, params := range map[string][]string{"search": {"string"}, "match": {"string"}, "fullmatch": {"string"}, "findall": {"string"},
		"finditer": {"string"}, "split": {"string", "maxsplit?"}, "sub": {"repl", "string", "count?"}, "subn": {"repl", "string", "count?"}} {
		functions[name] = m.function(name, m.actions()[name], append(append([]string{"pattern"}, params...), "flags?")...)
	}
	out := r.table("re", functions)
	for _, c := range []*class{m.pattern, m.match, m.failure} {
		out.attrs.setStr(c.name, c)
	}
	out.attrs.setStr("error", m.failure)
	flags := map[string]regex.Flags{"NOFLAG": 0, "IGNORECASE": regex.IgnoreCase, "LOCALE": regex.Locale, "MULTILINE": regex.Multiline,
		"DOTALL": regex.DotAll, "UNICODE": regex.Unicode, "VERBOSE": regex.Verbose, "DEBUG": regex.Debug, "ASCII": regex.ASCII,
		"I": regex.IgnoreCase, "L": regex.Locale, "M": regex.Multiline, "S": regex.DotAll, "U": regex.Unicode, "X": regex.Verbose, "A": regex.ASCII}
	for _, name := range sortedKeys(flags) {
		out.attrs.setStr(name, py.Int(flags[name]))
	}
	return out
}

// hidden makes a class whose instances only methods of ours may look into.
func (m *reModule) hidden(r *run, name string, methods map[string]nativeFunc, properties map[string]nativeFunc) *class {
	refuse := func(r *run, pos []object, kw kwargs) (object, error) {
		attr := ""
		if len(pos) > 1 {
			s, _ := pos[1].(py.String)
			attr = string(s)
		}
		return nil, r.errorf("AttributeError", "'re.%s' object has no attribute '%s'", name, attr)
	}
	methods["__setattr__"], methods["__delattr__"], methods["__getattr__"] = refuse, refuse, refuse
	c := r.t.define(name, r.t.object, func(r *run, pos []object, kw kwargs) (object, error) {
		return nil, r.errorf("TypeError", "cannot create 're.%s' instances", name)
	}, methods)
	properties["__dict__"] = func(r *run, pos []object, kw kwargs) (object, error) {
		return nil, r.errorf("AttributeError", "'re.%s' object has no attribute '__dict__'", name)
	}
	for _, n := range sortedNames(properties) {
		c.attrs.setStr(n, &property{get: &builtin{name: n, fn: properties[n]}})
	}
	return c
}

// reAction is what a pattern does with a text; a holds its arguments after the pattern.
type reAction func(r *run, p *reProgram, a []object) (object, error)

// function makes a function of the module, whose first argument is a pattern and whose last one is flags.
func (m *reModule) function(name string, do reAction, params ...string) nativeFunc {
	return func(r *run, pos []object, kw kwargs) (object, error) {
		a, err := r.args(name, pos, kw, params...)
		if err != nil {
			return nil, err
		}
		flags, err := r.intArg(a[len(a)-1], 0)
		if err != nil {
			return nil, err
		}
		if old, ok := a[0].(*instance); ok && old.cls == m.pattern {
			if flags != 0 {
				return nil, r.errorf("ValueError", "cannot process flags argument with a compiled pattern")
			}
			p, err := m.program(r, old)
			if err != nil {
				return nil, err
			}
			return do(r, p, a[1:len(a)-1])
		}
		p, err := m.compile(r, a[0], flags)
		if err != nil {
			return nil, err
		}
		return do(r, p, a[1:len(a)-1])
	}
}

// reText gives the text of a str or bytes object. A bytes object never changes, so that its bytes need no copy.
func reText(v object) (s string, isBytes, ok bool) {
	switch v := v.(type) {
	case py.String:
		return string(v), false, true
	case py.Bytes:
		return unsafe.String(unsafe.SliceData(v), len(v)), true, true
	}
	return "", false, false
}

// rePiece is a part of a text as an object of the text's own type.
func (r *run) rePiece(s string, isBytes bool) (object, error) {
	if err := r.newText(len(s)); err != nil {
		return nil, err
	}
	if isBytes {
		return py.Bytes(s), nil
	}
	return py.String(s), nil
}

// compile gives the program of a pattern, kept or new.
func (m *reModule) compile(r *run, source object, flags int64) (*reProgram, error) {
	text, isBytes, ok := reText(source)
	if !ok {
		if isUnhashable(source) {
			return nil, r.unhashable(source)
		}
		return nil, r.errorf("TypeError", "first argument must be string or compiled pattern")
	}
	if flags&int64(regex.Debug) != 0 {
		r.unsupported("re.DEBUG")
	}
	key := reKey{text, regex.Flags(flags), isBytes}
	r.charge(8 + uint64(len(text))/16)
	if p := m.programs[key]; p != nil {
		return p, nil
	}
	r.charge(uint64(len(text)) * reWork)
	if err := r.alloc(uint64(len(text)), reNode); err != nil {
		return nil, err
	}
	compiled, bad := regex.Compile(text, key.flags, isBytes)
	if bad != nil {
		return nil, m.raise(r, bad, source)
	}
	size := compiled.Size()
	if uint64(size) > r.lim.Memory/4 {
		return nil, r.memoryError()
	}
	r.grow(uint64(size) + sizeInstance)
	p := &reProgram{compiled, &instance{cls: m.pattern, attrs: newDict()}}
	p.object.attrs.setStr("pattern", source)
	p.object.attrs.setStr("flags", py.Int(compiled.Flags))
	m.keep(r, key, p)
	if full := (reKey{text, compiled.Flags, isBytes}); full != key {
		m.keep(r, full, p) // as it is asked for when the object comes back
	}
	return p, nil
}

// keep adds a program and drops the oldest while there are too many, or while they are too large together.
func (m *reModule) keep(r *run, key reKey, p *reProgram) {
	if m.programs[key] != nil {
		return
	}
	m.programs[key] = p
	m.order = append(m.order, key)
	m.size += p.Size()
	for len(m.order) > 2*rePrograms || len(m.order) > 2 && uint64(m.size) > r.lim.Memory/8 {
		oldest := m.order[0]
		m.order = m.order[1:]
		m.size -= m.programs[oldest].Size()
		delete(m.programs, oldest)
	}
}

// program gives the program of a pattern object.
func (m *reModule) program(r *run, v *instance) (*reProgram, error) {
	source := v.attrs.getStr("pattern")
	flags, _ := v.attrs.getStr("flags").(py.Int)
	text, isBytes, _ := reText(source)
	if p := m.programs[reKey{text, regex.Flags(flags), isBytes}]; p != nil {
		if p.object == v {
			return p, nil
		}
		return &reProgram{p.Pattern, v}, nil // equal, but made at another time
	}
	// UNICODE goes without saying; without it the key is the one that the program's own call most likely had.
	p, err := m.compile(r, source, int64(flags)&^int64(regex.Unicode))
	if err != nil {
		return nil, err
	}
	p.object = v // so that compiling the same pattern again gives the object that the program has already
	return p, nil
}

// raise makes the exception for a pattern or template that is not well formed.
func (m *reModule) raise(r *run, bad *regex.Error, source object) error {
	switch bad.Kind {
	case regex.BadValue:
		return r.errorf("ValueError", "%s", bad.Msg)
	case regex.Overflow:
		return r.errorf("OverflowError", "%s", bad.Msg)
	case regex.TooDeep:
		return r.errorf("RecursionError", "%s", bad.Msg)
	case regex.UnknownName:
		return r.errorf("IndexError", "%s", bad.Msg)
	case regex.Unsupported:
		r.unsupported("%s", bad.Msg)
	}
	text, isBytes, _ := reText(source)
	place := bad.Place(text, isBytes)
	e := &exception{cls: m.failure, args: py.Tuple{py.String(place.Message)}, attrs: newDict()}
	r.grow(sizeInstance + sizeDict + 5*sizeEntry)
	e.attrs.setStr("msg", py.String(bad.Msg))
	e.attrs.setStr("pattern", source)
	for _, n := range []string{"pos", "lineno", "colno"} {
		e.attrs.setStr(n, py.None)
	}
	if bad.Pos >= 0 {
		e.attrs.setStr("pos", py.Int(bad.Pos))
		e.attrs.setStr("lineno", py.Int(place.Line))
		e.attrs.setStr("colno", py.Int(place.Column))
	}
	r.setContext(e)
	return e
}

// isUnhashable reports whether a value fails CPython's look into its cache before its type is looked at.
func isUnhashable(v object) bool {
	switch v := v.(type) {
	case *py.List, *dict:
		return true
	case *set:
		return !v.frozen
	}
	return false
}

// subject prepares the text that a pattern is to match; the one prepared last is kept, for programs that go through a text
// with one match after the other.
func (m *reModule) subject(r *run, p *regex.Pattern, v object) (*regex.Text, error) {
	s, isBytes, ok := reText(v)
	switch {
	case !ok:
		return nil, r.errorf("TypeError", "expected string or bytes-like object, got '%s'", r.classOf(v).name)
	case p.IsBytes && !isBytes:
		return nil, r.errorf("TypeError", "cannot use a bytes pattern on a string-like object")
	case !p.IsBytes && isBytes:
		return nil, r.errorf("TypeError", "cannot use a string pattern on a bytes-like object")
	}
	return m.prepared(r, s, isBytes), nil
}

func (m *reModule) prepared(r *run, s string, isBytes bool) *regex.Text {
	if t := m.text; t != nil && t.IsBytes() == isBytes && len(t.String()) == len(s) {
		if unsafe.StringData(t.String()) == unsafe.StringData(s) {
			return t
		}
	}
	r.charge(uint64(len(s)) / 16)
	r.grow(uint64(len(s)) / 16)
	m.text = regex.NewText(s, isBytes)
	return m.text
}

// reMeter lets the matcher spend the run's fuel and memory. Running out of fuel leaves through it as a panic, which is
// how a run stops.
type reMeter struct {
	r   *run
	err error
}

func (m *reMeter) Steps(n uint64) bool {
	m.r.charge((n + reStep - 1) / reStep)
	return true
}

func (m *reMeter) Memory(n uint64) bool {
	m.err = m.r.alloc(n, 1)
	return m.err == nil
}

// reFind is one search; nil where nothing matches.
func (r *run) reFind(p *regex.Pattern, text *regex.Text, in regex.Range) (*regex.Match, error) {
	meter := &reMeter{r: r}
	match, err := p.Find(text, in, meter)
	if err != nil {
		if meter.err != nil {
			return nil, meter.err
		}
		return nil, err
	}
	return match, nil
}

// reEscape is re.escape.
func reEscape(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("escape", pos, kw, "pattern")
	if err != nil {
		return nil, err
	}
	s, isBytes, ok := reText(a[0])
	if !ok {
		return nil, r.errorf("TypeError", "decoding to str: need a bytes-like object, %s found", r.classOf(a[0]).name)
	}
	if err := r.newText(2 * len(s)); err != nil {
		return nil, err
	}
	r.charge(uint64(len(s)) / 4)
	return r.rePiece(regex.Escape(s), isBytes)
}

// reJoin puts text together and keeps it within the memory limit while it grows.
type reJoin struct {
	strings.Builder
	r *run
}

// room charges for n more bytes before they are written.
func (b *reJoin) room(n int) error {
	b.r.charge(1 + uint64(n)/16)
	if uint64(b.Len()+n) > b.r.lim.Memory {
		return b.r.memoryError()
	}
	b.r.grow(uint64(n))
	return nil
}

func (b *reJoin) put(s string) error {
	if err := b.room(len(s)); err != nil {
		return err
	}
	b.WriteString(s)
	return nil
}
