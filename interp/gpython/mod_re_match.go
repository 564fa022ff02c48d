package gpython

import (
	"strconv"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp/internal/regex"
)

// reMatched is a Match object opened for use.
type reMatched struct {
	reScan
	found *regex.Match
	self  *instance
}

// matchOf opens self. The program may get at its attributes through object.__setattr__, so they are looked at as closely as
// any argument.
func (m *reModule) matchOf(r *run, name string, pos []object) (*reMatched, error) {
	v, ok := first(pos).(*instance)
	if !ok || v.cls != m.match {
		return nil, r.errorf("TypeError", "descriptor '%s' for 're.Match' objects doesn't apply to this object", name)
	}
	pattern, _ := v.attrs.getStr("re").(*instance)
	ends, _ := v.attrs.getStr(reSpans).(py.Tuple)
	last, _ := v.attrs.getStr(reLast).(py.Int)
	text, isBytes, ok := reText(v.attrs.getStr("string"))
	spans := make([]int, len(ends))
	for i, e := range ends {
		n, isInt := e.(py.Int)
		ok = ok && isInt && n >= -1 && int(n) <= len(text)
		spans[i] = int(n)
		if i%2 == 1 && spans[i] < spans[i-1] {
			ok = ok && spans[i] == -1
		}
	}
	if !ok || pattern == nil || len(ends) < 2 {
		return nil, r.errorf("TypeError", "not a match any more")
	}
	r.charge(uint64(len(spans)) / 8)
	p, err := m.program(r, pattern)
	if err != nil {
		return nil, err
	}
	if len(ends) != 2*p.Groups+2 || last < 0 || int(last) > p.Groups {
		return nil, r.errorf("TypeError", "not a match any more")
	}
	return &reMatched{reScan{m: m, p: p, subject: v.attrs.getStr("string"), text: m.prepared(r, text, isBytes)},
		regex.NewMatch(spans, int(last)), v}, nil
}

// number gives the group that an index or name means.
func (x *reMatched) number(r *run, v object) (int, error) {
	n := int64(-1)
	if name, ok := v.(py.String); ok {
		n = int64(x.p.GroupOf(string(name)))
	} else if i, err := r.index(v); err == nil {
		n = i
	}
	if n < 0 || n > int64(x.p.Groups) {
		return 0, r.errorf("IndexError", "no such group")
	}
	return int(n), nil
}

// ends gives the indexes of a group's ends.
func (x *reMatched) ends(n int) (from, to object) {
	a, b := x.found.Span(n)
	return py.Int(x.text.Index(a)), py.Int(x.text.Index(b))
}

func (m *reModule) matchMethods() map[string]nativeFunc {
	method := func(name string, fn func(r *run, x *reMatched, a []object) (object, error), params ...string) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			x, err := m.matchOf(r, name, pos)
			if err != nil {
				return nil, err
			}
			a, err := r.args(name, pos[1:], kw, params...)
			if err != nil {
				return nil, err
			}
			return fn(r, x, a)
		}
	}
	// edge is start, end or span of one group.
	edge := func(name string, pick func(from, to object) object) nativeFunc {
		return method(name, func(r *run, x *reMatched, a []object) (object, error) {
			n := 0
			if a[0] != nil {
				var err error
				if n, err = x.number(r, a[0]); err != nil {
					return nil, err
				}
			}
			r.charge(4)
			return pick(x.ends(n)), nil
		}, "group?")
	}
	missing := func(a []object) object {
		if a[0] == nil {
			return py.None
		}
		return a[0]
	}
	item := func(r *run, x *reMatched, v object) (object, error) {
		n, err := x.number(r, v)
		if err != nil {
			return nil, err
		}
		return x.group(r, x.found, n, py.None)
	}
	return map[string]nativeFunc{
		"group": func(r *run, pos []object, kw kwargs) (object, error) {
			x, err := m.matchOf(r, "group", pos)
			if err != nil {
				return nil, err
			}
			if len(kw) > 0 {
				return nil, r.errorf("TypeError", "re.Match.group() takes no keyword arguments")
			}
			switch len(pos) {
			case 1:
				return x.group(r, x.found, 0, py.None)
			case 2:
				return item(r, x, pos[1])
			}
			r.charge(uint64(len(pos)))
			r.grow(sizeList + uint64(len(pos))*sizeSlot)
			out := make(py.Tuple, 0, len(pos)-1)
			for _, v := range pos[1:] {
				g, err := item(r, x, v)
				if err != nil {
					return nil, err
				}
				out = append(out, g)
			}
			return out, nil
		},
		"__getitem__": method("__getitem__", func(r *run, x *reMatched, a []object) (object, error) { return item(r, x, a[0]) }, "key"),
		"groups": method("groups", func(r *run, x *reMatched, a []object) (object, error) {
			return x.groups(r, x.found, missing(a))
		}, "default?"),
		"groupdict": method("groupdict", func(r *run, x *reMatched, a []object) (object, error) {
			d := newDict()
			r.grow(sizeDict + uint64(len(x.p.Names))*sizeEntry)
			for _, n := range x.p.Names {
				v, err := x.group(r, x.found, n.Group, missing(a))
				if err != nil {
					return nil, err
				}
				d.setStr(n.Name, v)
			}
			return d, nil
		}, "default?"),
		"start": edge("start", func(from, to object) object { return from }),
		"end":   edge("end", func(from, to object) object { return to }),
		"span":  edge("span", func(from, to object) object { return py.Tuple{from, to} }),
		"expand": method("expand", func(r *run, x *reMatched, a []object) (object, error) {
			source, isBytes, ok := reText(a[0])
			if !ok || isBytes != x.p.IsBytes {
				return nil, r.errorf("TypeError", "expected a template of the pattern's type, not '%s'", r.classOf(a[0]).name)
			}
			t, err := m.template(r, x.p.Pattern, source, a[0])
			if err != nil {
				return nil, err
			}
			out := &reJoin{r: r}
			if err := out.room(t.Size(x.found)); err != nil {
				return nil, err
			}
			t.Expand(&out.Builder, x.text.String(), x.found)
			return r.rePiece(out.String(), isBytes)
		}, "template"),
		"__repr__": method("__repr__", func(r *run, x *reMatched, a []object) (object, error) {
			from, to := x.ends(0)
			v, err := x.group(r, x.found, 0, py.None)
			if err != nil {
				return nil, err
			}
			text, err := r.repr(v)
			if err != nil {
				return nil, err
			}
			if shown := regex.NewText(text, false); shown.Len() > 50 {
				text = text[:shown.Offset(50)]
			}
			return py.String("<re.Match object; span=(" + strconv.Itoa(int(from.(py.Int))) + ", " + strconv.Itoa(int(to.(py.Int))) + "), match=" + text + ">"), nil
		}),
		"__copy__":     method("__copy__", func(r *run, x *reMatched, a []object) (object, error) { return x.self, nil }),
		"__deepcopy__": method("__deepcopy__", func(r *run, x *reMatched, a []object) (object, error) { return x.self, nil }, "memo"),
	}
}

func (m *reModule) matchProperties() map[string]nativeFunc {
	get := func(name string, fn func(r *run, x *reMatched) object) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			x, err := m.matchOf(r, name, pos)
			if err != nil {
				return nil, err
			}
			return fn(r, x), nil
		}
	}
	return map[string]nativeFunc{
		"lastindex": get("lastindex", func(r *run, x *reMatched) object {
			if x.found.Last == 0 {
				return py.None
			}
			return py.Int(x.found.Last)
		}),
		"lastgroup": get("lastgroup", func(r *run, x *reMatched) object {
			if name := x.p.GroupName(x.found.Last); name != "" {
				return py.String(name)
			}
			return py.None
		}),
		"regs": get("regs", func(r *run, x *reMatched) object {
			n := x.p.Groups + 1
			r.charge(uint64(8 * n))
			r.grow(sizeList + uint64(n)*(sizeList+3*sizeSlot))
			out := make(py.Tuple, n)
			for g := range out {
				from, to := x.ends(g)
				out[g] = py.Tuple{from, to}
			}
			return out
		}),
	}
}
