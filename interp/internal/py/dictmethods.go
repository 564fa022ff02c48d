package py

// dictMethods defines the methods of dict.
func dictMethods() {
	d := func(a []Value) *Dict { return as[Dict](a[0]) }
	DictType.addMethods([]Def{
		{"get", "key, default=None, /", func(t *Thread, a []Value) (Value, error) {
			v, err := d(a).Get(t, a[1])
			if err == nil && !v.IsSet() {
				return a[2].orNone(), nil
			}
			return v, err
		}},
		{"setdefault", "key, default=None, /", func(t *Thread, a []Value) (Value, error) {
			h, err := t.hashKey(a[1])
			if err != nil {
				return Value{}, err
			}
			i, err := d(a).find(t, a[1], h)
			if err != nil {
				return Value{}, err
			}
			if i >= 0 {
				return d(a).entries[i].val, nil
			}
			return a[2].orNone(), d(a).insert(t, a[1], a[2].orNone(), h)
		}},
		{"pop", "key, default=None, /", func(t *Thread, a []Value) (Value, error) {
			if d(a).live == 0 { // the key is not even hashed
				if a[2].IsSet() {
					return a[2], nil
				}
				return Value{}, t.KeyError(a[1])
			}
			v, ok, err := d(a).Delete(t, a[1])
			if err == nil && !ok {
				if a[2].IsSet() {
					return a[2], nil
				}
				return Value{}, t.KeyError(a[1])
			}
			return v, err
		}},
		{"popitem", "", func(t *Thread, a []Value) (Value, error) {
			x := d(a)
			if x.live == 0 {
				return Value{}, t.NewException(&KeyError, t.StrValue("popitem(): dictionary is empty"))
			}
			i := len(x.entries) - 1
			for !x.entries[i].key.IsSet() {
				i--
			}
			k := x.entries[i].key
			v := x.deleteAt(t, i)
			x.entries = x.entries[:min(i, len(x.entries))]
			return t.Tuple(k, v), nil
		}},
		{"keys", "", func(t *Thread, a []Value) (Value, error) { return t.newView(&DictKeysType, d(a)), nil }},
		{"values", "", func(t *Thread, a []Value) (Value, error) { return t.newView(&DictValuesType, d(a)), nil }},
		{"items", "", func(t *Thread, a []Value) (Value, error) { return t.newView(&DictItemsType, d(a)), nil }},
		{"update", "*args, **kwargs", func(t *Thread, a []Value) (Value, error) {
			args := a[1].Tuple().Items
			if len(args) > 1 {
				return Value{}, t.Raisef(&TypeError, "update expected at most 1 argument, got %d", len(args))
			}
			return None, t.dictUpdate(d(a), args, t.Keywords(a[2]))
		}},
		{"clear", "", func(t *Thread, a []Value) (Value, error) { d(a).Clear(t); return None, nil }},
		{"copy", "", func(t *Thread, a []Value) (Value, error) {
			c, err := d(a).Copy(t)
			return Obj(c), err
		}},
		{"__reversed__", "", func(t *Thread, a []Value) (Value, error) { return t.newDictIterator(d(a), 'k', true), nil }},
	})
	DictType.addClassMethods([]Def{{"fromkeys", "iterable, value=None, /", func(t *Thread, a []Value) (Value, error) {
		v, err := t.Call(a[0])
		if err != nil {
			return Value{}, err
		}
		if s := a[1].Set(); s != nil && v.Type() == &DictType { // the hashes are known
			return v, s.each(t, func(t *Thread, key Value, hash uint64) error {
				return as[Dict](v).setHashed(t, key, a[2].orNone(), hash)
			})
		}
		return v, t.Iterate(a[1], func(k Value) error { return t.SetItem(v, k, a[2].orNone()) })
	}}})
}
