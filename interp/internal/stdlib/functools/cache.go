package functools

import "github.com/assay-score/assay/interp/internal/py"

// cache is what lru_cache makes of a function. results is in the order of their last use.
type cache struct {
	py.Header
	fn           py.Value
	results      *py.Dict
	order        py.DictOrder
	maxsize      int // -1: unbounded
	typed        bool
	hits, misses int
	info         py.Value // the class of what cache_info answers
}

// keywordMark separates keywords in a key: no argument equals it.
var keywordMark = py.Obj(&keywordMarkValue)

var keywordMarkValue placeholderObject

// key is what a call's result is kept under: the argument itself where that is one str or int, else a tuple of all.
func (c *cache) key(t *py.Thread, args []py.Value, kw []py.Keyword) py.Value {
	if !c.typed && len(kw) == 0 && len(args) == 1 {
		if v := args[0]; v.IsInt() || v.Type() == &py.StrType {
			return v
		}
	}
	n := len(args) + 2*len(kw)
	if len(kw) > 0 {
		n++
	}
	items := make([]py.Value, 0, 2*n)
	items = append(items, args...)
	if len(kw) > 0 {
		items = append(items, keywordMark)
		for _, k := range kw {
			items = append(items, py.Obj(k.Name), k.Value)
		}
	}
	if c.typed {
		for _, a := range args {
			items = append(items, py.Obj(a.Type()))
		}
		for _, k := range kw {
			items = append(items, py.Obj(k.Value.Type()))
		}
	}
	return py.Obj(t.NewTuple(items))
}

func callCache(t *py.Thread, self py.Value, args []py.Value, kw []py.Keyword) (py.Value, error) {
	c := py.As[cache](self)
	if c.maxsize == 0 {
		c.misses++
		return t.CallKw(c.fn, args, kw)
	}
	if err := t.Charge(1 + (len(args)+len(kw))/2); err != nil {
		return py.Value{}, err
	}
	key := c.key(t, args, kw)
	hash, err := t.Hash(key) // once a call: hashing may call Python
	if err != nil {
		return py.Value{}, err // in the words of hash, not in those of a dict
	}
	v, err := c.results.GetHashed(t, key, hash)
	if err != nil {
		return py.Value{}, err
	}
	if v.IsSet() {
		c.hits++
		if c.maxsize > 0 {
			if _, err := c.results.MoveHashedToEnd(t, &c.order, key, hash, true); err != nil {
				return py.Value{}, err
			}
		}
		return v, nil
	}
	c.misses++
	if v, err = t.CallKw(c.fn, args, kw); err != nil {
		return py.Value{}, err
	}
	if c.maxsize > 0 {
		old, err := c.results.GetHashed(t, key, hash) // the call may have put it there
		if err != nil || old.IsSet() {
			return v, err
		}
		if c.results.Len() >= c.maxsize {
			c.results.PopFirst(t, &c.order)
		}
	}
	return v, c.results.SetHashed(t, key, v, hash)
}

func defineCache() {
	sig := py.ParseSignature("user_function, maxsize, typed, cache_info_type")
	self := func(a []py.Value) *cache { return py.As[cache](a[0]) }
	identity := func(t *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }
	c := py.Class{Module: "functools", Name: "_lru_cache_wrapper", HasDict: true, Referable: true, Methods: []py.Def{
		{Name: "cache_info", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			c := self(a)
			maxsize := py.None
			if c.maxsize >= 0 {
				maxsize = py.Int(int64(c.maxsize))
			}
			return t.Call(c.info, py.Int(int64(c.hits)), py.Int(int64(c.misses)), maxsize, py.Int(int64(c.results.Len())))
		}},
		{Name: "cache_clear", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			c := self(a)
			c.hits, c.misses = 0, 0
			c.results.Clear(t)
			return py.None, nil
		}},
		{Name: "__copy__", Fn: identity},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: identity},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return t.GetAttr(a[0], t.Intern("__qualname__"))
		}},
	}}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		a, err := t.Bind("lru_cache", sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		if !callable(a[0]) {
			return py.Value{}, t.Raisef(&py.TypeError, "the first argument must be callable")
		}
		maxsize := -1
		if !a[1].IsNone() {
			n, err := t.IntArg(a[1])
			if err != nil {
				if py.Catch(err, &py.TypeError) != nil {
					return py.Value{}, t.Raisef(&py.TypeError, "maxsize should be integer or None")
				}
				return py.Value{}, err
			}
			maxsize = max(n, 0)
		}
		typed, err := t.Truth(a[2])
		if err != nil {
			return py.Value{}, err
		}
		o, v := py.Instance[cache](t, typ)
		o.fn, o.maxsize, o.typed, o.info = a[0], maxsize, typed, a[3]
		o.results = t.NewDict()
		return v, nil
	}
	c.Init = func(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }
	c.Call = callCache
	c.DescrGet = func(t *py.Thread, self, obj py.Value, owner *py.Type) (py.Value, error) {
		if !obj.IsSet() {
			return self, nil
		}
		return t.NewBoundMethod(self, obj), nil
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		c := py.As[cache](v)
		visitSet(visit, c.fn, c.info)
		if c.results != nil {
			visit(py.Obj(c.results))
		}
	}
	py.DefineClass[cache](&cacheType, c)
}
