package re

import (
	"math"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/regex"
)

// scan goes through a text match by match.
type scan struct {
	p       *pattern
	subject py.Value
	text    *regex.Text
	in      regex.Range
	pos     int // the bounds as given, held within the text
	endpos  int
	meter   meter
	matcher *regex.Matcher
}

// newScan prepares a scan; pos and endpos may be unset.
func newScan(t *py.Thread, p *pattern, v, pos, endpos py.Value) (*scan, error) {
	text, err := subject(t, p, v)
	if err != nil {
		return nil, err
	}
	n := text.Len()
	s := &scan{p: p, subject: v, text: text, endpos: n}
	if pos.IsSet() {
		if s.pos, err = bound(t, pos); err != nil {
			return nil, err
		}
		s.pos = max(0, min(s.pos, n))
	}
	if endpos.IsSet() {
		if s.endpos, err = bound(t, endpos); err != nil {
			return nil, err
		}
		s.endpos = max(0, min(s.endpos, n))
	}
	s.in = regex.Range{Start: text.Offset(s.pos), End: text.Offset(s.endpos)}
	s.meter.t = t
	s.matcher = regex.NewMatcher(p.Pattern, &s.meter)
	return s, nil
}

// bound reads a position; one beyond the machine's ints is at the end.
func bound(t *py.Thread, v py.Value) (int, error) {
	i, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	small, large, _ := i.Long()
	if large != nil {
		return large.Sign() * math.MaxInt64, nil
	}
	return int(small), nil
}

// next is the next match: its spans, which are good until the match after it is looked for, nil where there is none.
func (s *scan) next(t *py.Thread) (spans []int, last int, err error) {
	if err := t.Charge(2); err != nil {
		return nil, 0, err
	}
	spans, last, err = s.matcher.Find(s.text, s.in)
	if err != nil {
		if s.meter.err != nil {
			err = s.meter.err
		}
		return nil, 0, err
	}
	if spans != nil {
		s.in.Start, s.in.Advance = spans[1], spans[0] == spans[1]
	}
	return spans, last, nil
}

// group is the text of a group, or missing where it took no part.
func (s *scan) group(t *py.Thread, spans []int, g int, missing py.Value) (py.Value, error) {
	from, to := spans[2*g], spans[2*g+1]
	if from < 0 || to < from {
		return missing, nil
	}
	return piece(t, s.subject, s.text, from, to)
}

// match makes a Match.
func (s *scan) match(t *py.Thread, spans []int, last int) py.Value {
	t.Alloc(64 + uint64(len(spans))*8)
	m, v := py.Instance[match](t, &matchType)
	m.p, m.subject, m.text, m.pos, m.endpos, m.last = s.p, s.subject, s.text, s.pos, s.endpos, last
	m.spans = append([]int(nil), spans...)
	return v
}

func (s *scan) one(t *py.Thread, mode regex.Mode) (py.Value, error) {
	s.in.Mode = mode
	spans, last, err := s.next(t)
	if err != nil || spans == nil {
		return py.None, err
	}
	return s.match(t, spans, last), nil
}

func (s *scan) empty(t *py.Thread) py.Value {
	if s.p.IsBytes {
		return t.NewBytes(nil)
	}
	return t.Short("")
}

func (s *scan) findAll(t *py.Thread) (py.Value, error) {
	list := t.NewList(nil)
	t.Hold(py.Obj(list))
	defer t.Release(1)
	missing := s.empty(t)
	n := s.p.Groups
	for {
		spans, _, err := s.next(t)
		if err != nil {
			return py.Value{}, err
		}
		if spans == nil {
			return py.Obj(list), nil
		}
		var item py.Value
		if n <= 1 {
			item, err = s.group(t, spans, n, missing)
		} else {
			items := make([]py.Value, n)
			for g := 1; g <= n && err == nil; g++ {
				items[g-1], err = s.group(t, spans, g, missing)
			}
			item = t.Tuple(items...)
		}
		if err != nil {
			return py.Value{}, err
		}
		if err := list.Append(t, item); err != nil {
			return py.Value{}, err
		}
	}
}

func (s *scan) split(t *py.Thread, most int) (py.Value, error) {
	list := t.NewList(nil)
	t.Hold(py.Obj(list))
	defer t.Release(1)
	behind := 0
	if most == 0 {
		most = math.MaxInt
	}
	for n := 0; n < most; n++ {
		spans, _, err := s.next(t)
		if err != nil {
			return py.Value{}, err
		}
		if spans == nil {
			break
		}
		v, err := piece(t, s.subject, s.text, behind, spans[0])
		if err != nil {
			return py.Value{}, err
		}
		if err := list.Append(t, v); err != nil {
			return py.Value{}, err
		}
		for g := 1; g <= s.p.Groups; g++ {
			if v, err = s.group(t, spans, g, py.None); err != nil {
				return py.Value{}, err
			}
			if err := list.Append(t, v); err != nil {
				return py.Value{}, err
			}
		}
		behind = spans[1]
	}
	v, err := piece(t, s.subject, s.text, behind, len(s.text.String()))
	if err != nil {
		return py.Value{}, err
	}
	return py.Obj(list), list.Append(t, v)
}

// put adds to the result of sub, charged before it grows.
func put(t *py.Thread, b *strings.Builder, text string) error {
	if len(text) == 0 {
		return nil
	}
	if err := t.Charge(len(text) / 32); err != nil {
		return err
	}
	if b.Cap()-b.Len() < len(text) {
		if err := t.Grow(uint64(b.Cap() + len(text))); err != nil {
			return err
		}
	}
	b.WriteString(text)
	return nil
}

// replace is subn.
func (s *scan) replace(t *py.Thread, repl py.Value, most int) (py.Value, int, error) {
	write, err := s.replacer(t, repl)
	if err != nil {
		return py.Value{}, 0, err
	}
	if most == 0 {
		most = math.MaxInt
	}
	var b strings.Builder
	whole, behind, n := s.text.String(), 0, 0
	for ; n < most; n++ {
		spans, last, err := s.next(t)
		if err != nil {
			return py.Value{}, 0, err
		}
		if spans == nil {
			break
		}
		from, to := spans[0], spans[1]
		if err := put(t, &b, whole[behind:from]); err != nil {
			return py.Value{}, 0, err
		}
		if err := write(&b, spans, last); err != nil {
			return py.Value{}, 0, err
		}
		behind = to
	}
	if n == 0 && (s.subject.Type() == &py.StrType || s.subject.Type() == &py.BytesType) {
		return s.subject, 0, nil
	}
	if err := put(t, &b, whole[behind:]); err != nil {
		return py.Value{}, 0, err
	}
	if s.p.IsBytes {
		return t.NewBytes([]byte(b.String())), n, nil
	}
	return t.StrValue(b.String()), n, nil
}

// replacer gives what writes the replacement of a match: a text, a template's expansion, or what a callable returns.
func (s *scan) replacer(t *py.Thread, repl py.Value) (func(b *strings.Builder, spans []int, last int) error, error) {
	callable := repl.Func() != nil || repl.Type().Call != nil
	if source, isBytes, ok := textOf(repl); ok && !callable {
		if isBytes != s.p.IsBytes {
			if isBytes {
				return nil, t.Raisef(&py.TypeError, "sequence item 0: expected str instance, bytes found")
			}
			return nil, t.Raisef(&py.TypeError, "sequence item 0: expected a bytes-like object, str found")
		}
		if strings.IndexByte(source, '\\') < 0 {
			return func(b *strings.Builder, spans []int, last int) error { return put(t, b, source) }, nil
		}
		template, err := s.p.template(t, source, repl)
		if err != nil {
			return nil, err
		}
		return func(b *strings.Builder, spans []int, last int) error {
			m := regex.NewMatch(spans, last)
			if err := t.Charge(template.Parts() / 2); err != nil {
				return err
			}
			n := template.Size(m)
			if err := t.Charge(n / 32); err != nil {
				return err
			}
			if b.Cap()-b.Len() < n {
				if err := t.Grow(uint64(b.Cap() + n)); err != nil {
					return err
				}
			}
			template.Expand(b, s.text.String(), m)
			return nil
		}, nil
	}
	if !callable {
		kind := "decoding to str: need a bytes-like object, %s found"
		return nil, t.Raisef(&py.TypeError, kind, repl.Type().Name)
	}
	return func(b *strings.Builder, spans []int, last int) error {
		v, err := t.Call(repl, s.match(t, spans, last))
		if err != nil || v.IsNone() {
			return err
		}
		text, isBytes, ok := textOf(v)
		if !ok || isBytes != s.p.IsBytes {
			if s.p.IsBytes {
				return t.Raisef(&py.TypeError, "sequence item 0: expected a bytes-like object, %s found", v.Type().Name)
			}
			return t.Raisef(&py.TypeError, "sequence item 0: expected str instance, %s found", v.Type().Name)
		}
		return put(t, b, text)
	}, nil
}

// template reads a replacement with references to groups.
func (p *pattern) template(t *py.Thread, source string, repl py.Value) (*regex.Template, error) {
	if made := p.templates[source]; made != nil {
		return made, nil
	}
	if err := t.Grow(uint64(64 + 4*len(source))); err != nil {
		return nil, err
	}
	if err := t.Charge(16 + 4*len(source)); err != nil {
		return nil, err
	}
	made, bad := regex.ParseTemplate(p.Pattern, source)
	if bad != nil {
		return nil, stateOf(t).raise(t, bad, repl, source, p.IsBytes)
	}
	if len(p.templates) >= 16 || p.templates == nil {
		p.templates = map[string]*regex.Template{}
	}
	p.templates[source] = made
	return made, nil
}
