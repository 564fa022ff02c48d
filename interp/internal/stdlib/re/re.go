// Package re is the module _sre: patterns, matches and the functions of the module re, over the engine of package regex. The
// names, flags and the exception of re are Python's own text.
//
// Compiled patterns are kept for the run, so that a function given a text finds its pattern again. A text with characters
// beyond ASCII needs a table to convert between bytes and indexes; that of the last such text is kept, because programs
// search one text many times. Every step of the engine is a unit of fuel.
package re

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/regex"
)

var patternType, matchType, scannerType, finderType py.Type

// pattern is re.Pattern.
type pattern struct {
	py.Header
	*regex.Pattern
	source    py.Value
	flags     int64
	templates map[string]*regex.Template // of the replacements last used with it
}

// key finds a pattern that was compiled before.
type key struct {
	source  string
	flags   int64
	isBytes bool
}

// state is what a run keeps.
type state struct {
	patterns map[key]*pattern
	order    []key   // oldest first
	str      *py.Str // the last text that is not in ASCII
	text     *regex.Text
}

// keptPatterns is how many patterns a run keeps.
const keptPatterns = 512

func stateOf(t *py.Thread) *state {
	s, _ := t.State["re"].(*state)
	if s == nil {
		s = &state{patterns: map[key]*pattern{}}
		t.State["re"] = s
	}
	return s
}

// meter charges a run for what the engine does.
type meter struct {
	t   *py.Thread
	err error
}

func (m *meter) Steps(n uint64) bool {
	m.err = m.t.Charge(int(n))
	return m.err == nil
}

func (m *meter) Memory(n uint64) bool {
	m.err = m.t.Grow(n)
	return m.err == nil
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	definePattern()
	defineMatch()
	return py.Functions("re", moduleFunctions())
})

// Module is the module _sre.
func Module(t *py.Thread) *py.Module {
	natives := functions()
	m := t.ModuleOf("_sre", natives)
	m.Set(t, "Pattern", py.Obj(&patternType))
	m.Set(t, "Match", py.Obj(&matchType))
	return m
}

// textOf is the text of a str or bytes-like object.
func textOf(v py.Value) (text string, isBytes, ok bool) {
	if s := v.Str(); s != nil {
		return s.S, false, true
	}
	if b, ok := v.BytesLike(); ok {
		return string(b), true, true
	}
	return "", false, false
}

// compile is re.compile.
func compile(t *py.Thread, source, flags py.Value) (*pattern, error) {
	given := int64(0)
	if flags.IsSet() {
		n, err := t.IntArg(flags)
		if err != nil {
			return nil, err
		}
		given = int64(n)
	}
	if source.Type() == &patternType {
		if given != 0 {
			return nil, t.Raisef(&py.ValueError, "cannot process flags argument with a compiled pattern")
		}
		return py.As[pattern](source), nil
	}
	text, isBytes, ok := textOf(source)
	if !ok {
		if _, err := t.Hash(source); err != nil {
			return nil, err
		}
		return nil, t.Raisef(&py.TypeError, "first argument must be string or compiled pattern")
	}
	st := stateOf(t)
	k := key{text, given, isBytes}
	if p := st.patterns[k]; p != nil {
		return p, nil
	}
	p, err := compileNew(t, st, source, k)
	if err != nil {
		return nil, err
	}
	if given&int64(regex.Debug) == 0 {
		if len(st.order) >= keptPatterns {
			delete(st.patterns, st.order[0])
			st.order = st.order[1:]
		}
		st.patterns[k] = p
		st.order = append(st.order, k)
	}
	return p, nil
}

func compileNew(t *py.Thread, st *state, source py.Value, k key) (*pattern, error) {
	if err := t.Grow(uint64(512 + 200*len(k.source))); err != nil {
		return nil, err
	}
	if err := t.Charge(64 + 16*len(k.source)); err != nil {
		return nil, err
	}
	compiled, bad := regex.CompileNamed(k.source, regex.Flags(k.flags), k.isBytes, py.CharacterNamed)
	if bad != nil {
		return nil, st.raise(t, bad, source, k.source, k.isBytes)
	}
	for _, doubt := range compiled.Doubts {
		if err := t.Warn(&py.FutureWarning, doubt); err != nil {
			return nil, err
		}
	}
	p, _ := py.Instance[pattern](t, &patternType)
	p.Pattern, p.source, p.flags = compiled, source, int64(compiled.Flags)
	return p, nil
}

// raise makes the exception for a pattern or template that is not well formed.
func (st *state) raise(t *py.Thread, bad *regex.Error, source py.Value, text string, isBytes bool) error {
	switch bad.Kind {
	case regex.BadValue:
		return t.RaiseNew(&py.ValueError, bad.Msg)
	case regex.Overflow:
		return t.RaiseNew(&py.OverflowError, bad.Msg)
	case regex.TooDeep:
		return t.RaiseNew(&py.RecursionError, bad.Msg)
	case regex.UnknownName:
		return t.RaiseNew(&py.IndexError, bad.Msg)
	}
	pos := py.None
	if bad.Pos >= 0 {
		pos = py.Int(int64(bad.Pos))
	}
	module, err := t.Hooks.Import(t, "re", t.Builtins, []string{"PatternError"}, 0)
	if err != nil {
		return err
	}
	class, err := t.GetAttr(module, t.Intern("PatternError"))
	if err != nil {
		return err
	}
	v, err := t.Call(class, t.StrValue(bad.Msg), source, pos)
	if err != nil {
		return err
	}
	if e := v.Exception(); e != nil {
		return e
	}
	return t.RaiseNew(&py.ValueError, bad.Msg)
}

// subject prepares what is searched.
func subject(t *py.Thread, p *pattern, v py.Value) (*regex.Text, error) {
	s := v.Str()
	if s == nil {
		b, ok := v.BytesLike()
		if !ok {
			return nil, t.Raisef(&py.TypeError, "expected string or bytes-like object, got '%s'", v.Type().Name)
		}
		if !p.IsBytes {
			return nil, t.Raisef(&py.TypeError, "cannot use a string pattern on a bytes-like object")
		}
		if err := t.Charge(len(b) / 64); err != nil {
			return nil, err
		}
		return regex.SimpleText(string(b), true), nil
	}
	if p.IsBytes {
		return nil, t.Raisef(&py.TypeError, "cannot use a bytes pattern on a string-like object")
	}
	if s.ASCII() {
		return regex.SimpleText(s.S, false), nil
	}
	st := stateOf(t)
	if st.str == s {
		return st.text, nil
	}
	if err := t.Charge(len(s.S) / 8); err != nil {
		return nil, err
	}
	text := regex.NewText(s.S, false)
	st.str, st.text = s, text
	return text, nil
}

// piece is a part of a text as a value.
func piece(t *py.Thread, whole py.Value, text *regex.Text, from, to int) (py.Value, error) {
	n := to - from
	if n > 256 {
		if err := t.Grow(uint64(n)); err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(n / 64); err != nil {
			return py.Value{}, err
		}
	}
	s := text.String()[from:to]
	if text.IsBytes() {
		return t.NewBytes([]byte(s)), nil
	}
	switch {
	case n == 0:
		return t.Short(""), nil
	case n == 1:
		return t.Char(rune(s[0])), nil
	case n == len(text.String()) && whole.Type() == &py.StrType:
		return whole, nil
	}
	return t.StrValue(s), nil
}
