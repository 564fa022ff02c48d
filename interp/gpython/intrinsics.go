package gpython

import (
	"strings"

	"github.com/go-python/gpython/py"
)

// intrinsicFunctions is the table of the natives that lowering writes calls of; see lower.go for what each is given.
func intrinsicFunctions() map[string]nativeFunc {
	return map[string]nativeFunc{
		intrinsicJoin: builtinJoin, intrinsicFormat: builtinFormatField, intrinsicCall: starCall, intrinsicList: starList, intrinsicTuple: starTuple,
		intrinsicSet: starSet, intrinsicDict: starDict,
		intrinsicFold:  func(r *run, pos []object, kw kwargs) (object, error) { return r.copySet(pos[0].(*set)) },
		intrinsicPairs: pairsDict, intrinsicDefaults: withDefaults,
		intrinsicSame: func(r *run, pos []object, kw kwargs) (object, error) { return pos[0], nil },
	}
}

// builtinFormatField formats one field of an f-string.
func builtinFormatField(r *run, pos []object, kw kwargs) (object, error) {
	conversion, specText := byte(0), ""
	if s, ok := pos[1].(py.String); ok && s != "" {
		conversion = s[0]
	}
	if len(pos) == 3 {
		s, ok := pos[2].(py.String)
		if !ok {
			return nil, r.errorf("TypeError", "format specification must be str")
		}
		specText = string(s)
	}
	s, err := r.formatField(pos[0], conversion, specText)
	return py.String(s), err
}

// builtinJoin joins the parts of an f-string.
func builtinJoin(r *run, pos []object, kw kwargs) (object, error) {
	n := 0
	for _, p := range pos {
		n += len(p.(py.String))
	}
	if err := r.newText(n); err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, p := range pos {
		b.WriteString(string(p.(py.String)))
	}
	return py.String(b.String()), nil
}

// starCall carries out a call with starred arguments: kinds, function, arguments.
func starCall(r *run, pos []object, kw kwargs) (object, error) {
	kinds, fn, rest := string(pos[0].(py.String)), pos[1], pos[2:]
	var args []object
	var named kwargs
	seen := map[string]bool{}
	name := func(k object, v object) error {
		s, ok := k.(py.String)
		if !ok {
			return r.errorf("TypeError", "keywords must be strings")
		}
		if seen[string(s)] {
			return r.errorf("TypeError", "%s got multiple values for keyword argument '%s'", r.functionName(fn), s)
		}
		seen[string(s)] = true
		named = append(named, kwarg{string(s), v})
		return nil
	}
	for _, k := range kinds {
		v := rest[0]
		rest = rest[1:]
		switch k {
		case kindPlain:
			args = append(args, v)
		case kindStar:
			items, err := r.collect(v)
			if err != nil {
				if r.isError(err, "TypeError") && strings.Contains(err.Error(), "is not iterable") {
					return nil, r.errorf("TypeError", "%s argument after * must be an iterable, not %s", r.functionName(fn), r.classOf(v).name)
				}
				return nil, err
			}
			args = append(args, items...)
		case kindNamed:
			if err := name(v, rest[0]); err != nil {
				return nil, err
			}
			rest = rest[1:]
		case kindDouble:
			d, err := r.asDict(v)
			if err != nil {
				return nil, err
			}
			if d == nil {
				return nil, r.errorf("TypeError", "%s argument after ** must be a mapping, not %s", r.functionName(fn), r.classOf(v).name)
			}
			for _, e := range d.all() {
				r.charge(1)
				if err := name(e.key, e.val); err != nil {
					return nil, err
				}
			}
		}
	}
	r.held = append(r.held, py.Tuple(args))
	return r.call(fn, args, named)
}

// functionName names a callable as CPython's messages about its arguments do.
func (r *run) functionName(fn object) string {
	if m, ok := fn.(*method); ok {
		fn = m.fn
	}
	switch f := fn.(type) {
	case *function:
		if m, ok := f.globals.getStr("__name__").(py.String); ok {
			return string(m) + "." + f.qualname + "()"
		}
		return f.qualname + "()"
	case *builtin:
		return f.name + "()"
	case *class:
		return qualified(f) + "()"
	}
	return r.classOf(fn).name + " object"
}

// asDict gives the entries of a mapping: a dict, or an object with keys; nil for anything else.
func (r *run) asDict(v object) (*dict, error) {
	if d, ok := v.(*dict); ok {
		return d, nil
	}
	if in, ok := v.(*instance); ok && in.cls.lookup("keys") != nil {
		d := newDict()
		return d, r.fillPairs(d, v)
	}
	return nil, nil
}

// starItems gives the elements of a display with starred ones: kinds, elements.
func (r *run) starItems(pos []object) ([]object, error) {
	var out []object
	for i, k := range string(pos[0].(py.String)) {
		v := pos[i+1]
		if k == kindPlain {
			out = append(out, v)
			continue
		}
		items, err := r.collect(v)
		if err != nil {
			if r.isError(err, "TypeError") && strings.Contains(err.Error(), "is not iterable") {
				return nil, r.errorf("TypeError", "Value after * must be an iterable, not %s", r.classOf(v).name)
			}
			return nil, err
		}
		out = append(out, items...)
	}
	r.grow(sizeList)
	return out, nil
}

func starList(r *run, pos []object, kw kwargs) (object, error) {
	items, err := r.starItems(pos)
	return &py.List{Items: items}, err
}

func starTuple(r *run, pos []object, kw kwargs) (object, error) {
	items, err := r.starItems(pos)
	return py.Tuple(items), err
}

func starSet(r *run, pos []object, kw kwargs) (object, error) {
	items, err := r.starItems(pos)
	if err != nil {
		return nil, err
	}
	s := newSetObject()
	for _, v := range items {
		if err := r.setAdd(s, v); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func starDict(r *run, pos []object, kw kwargs) (object, error) {
	d := newDict()
	rest := pos[1:]
	for _, k := range string(pos[0].(py.String)) {
		v := rest[0]
		rest = rest[1:]
		if k == kindNamed {
			if err := r.set(d, v, rest[0]); err != nil {
				return nil, err
			}
			rest = rest[1:]
			continue
		}
		from, err := r.asDict(v)
		if err != nil {
			return nil, err
		}
		if from == nil {
			return nil, r.errorf("TypeError", "'%s' object is not a mapping", r.classOf(v).name)
		}
		if err := r.update(d, from); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// pairsDict makes the dict of a comprehension from its list of pairs.
func pairsDict(r *run, pos []object, kw kwargs) (object, error) {
	d := newDict()
	r.grow(sizeDict)
	for _, p := range pos[0].(*py.List).Items {
		pair := p.(py.Tuple)
		r.charge(1)
		if err := r.set(d, pair[0], pair[1]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// withDefaults gives a function its defaults and then the decorator that they came with.
func withDefaults(r *run, given []object, kw kwargs) (object, error) {
	return &builtin{name: "decorator", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		fn := pos[0].(*function)
		fn.defaults = given[1].(py.Tuple)
		for i := 2; i < len(given); i += 2 {
			if fn.kwdefaults == nil {
				fn.kwdefaults = map[string]object{}
			}
			fn.kwdefaults[string(given[i].(py.String))] = given[i+1]
		}
		return r.call(given[0], []object{fn}, nil)
	}}, nil
}
