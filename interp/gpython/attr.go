package gpython

import (
	"github.com/go-python/gpython/py"
)

// getAttr is v.name. Only what the tables of this engine list can be reached: gpython's own lookup offers every exported
// Go method of a value by reflection, unmetered ones included.
func (r *run) getAttr(v object, name string) (object, error) {
	r.charge(1)
	switch v := v.(type) {
	case *instance:
		return r.instanceAttr(v, name)
	case *module:
		if a := v.attrs.getStr(name); a != nil {
			return a, nil
		}
		if name == "__dict__" {
			return v.attrs, nil
		}
		if v.opaque && !isDunder(name) {
			return &placeholder{name: name}, nil
		}
		if r.eng.partial[v.name] {
			r.unsupported("%s.%s", v.name, name)
		}
		return nil, r.errorf("AttributeError", "module '%s' has no attribute '%s'", v.name, name)
	case *class:
		return r.classAttr(v, name)
	case *superProxy:
		return r.superAttr(v, name)
	case *exception:
		if a, ok := r.exceptionAttr(v, name); ok {
			return a, nil
		}
	case *function:
		if a := r.functionAttr(v, name); a != nil {
			return a, nil
		}
	case *builtin:
		if a := v.attr[name]; a != nil {
			return a, nil
		}
		if name == "__name__" || name == "__qualname__" {
			return py.String(v.name), nil
		}
	case *method:
		switch name {
		case "__self__":
			return v.self, nil
		case "__func__":
			return v.fn, nil
		}
		if fn, ok := v.fn.(*function); ok {
			if a := r.functionAttr(fn, name); a != nil {
				return a, nil
			}
		}
		if b, ok := v.fn.(*builtin); ok && name == "__name__" {
			return py.String(b.name), nil
		}
	case *placeholder:
		return v, nil
	case *opaque:
		r.unsupported("attribute %s of a %s", name, v.name)
	case *stream:
		if a := r.streamAttr(v, name); a != nil {
			return a, nil
		}
		r.unsupported("attribute %s of a standard stream", name)
	case *digestObject:
		if a := r.digestAttr(v, name); a != nil {
			return a, nil
		}
		r.unsupported("attribute %s of a digest", name)
	case *property:
		return r.propertyAttr(v, name)
	case *rangeObject:
		switch name {
		case "start":
			return py.Int(v.start), nil
		case "stop":
			return py.Int(v.stop), nil
		case "step":
			return py.Int(v.step), nil
		}
	case *py.Slice:
		switch name {
		case "start":
			return v.Start, nil
		case "stop":
			return v.Stop, nil
		case "step":
			return v.Step, nil
		}
	case py.Int, py.Bool, *py.BigInt:
		switch name {
		case "real", "numerator":
			return r.unary(posOp, v)
		case "imag":
			return py.Int(0), nil
		case "denominator":
			return py.Int(1), nil
		}
	case py.Float:
		switch name {
		case "real":
			return v, nil
		case "imag":
			return py.Float(0), nil
		}
	case *deque:
		if name == "maxlen" {
			if v.maxlen < 0 {
				return py.None, nil
			}
			return py.Int(v.maxlen), nil
		}
	case *dict:
		if name == "default_factory" && v.cls == r.t.defaultdict {
			if v.factory == nil {
				return py.None, nil
			}
			return v.factory, nil
		}
	}
	c := r.classOf(v)
	if name == "__class__" {
		return c, nil
	}
	if m := c.lookup(name); m != nil {
		return r.bindAttr(m, v, c)
	}
	if name == "__doc__" {
		return py.None, nil
	}
	return nil, r.noAttr(v, name)
}

// noAttr is AttributeError, unless Python has the attribute and this engine lacks it.
func (r *run) noAttr(v object, name string) error {
	c := r.classOf(v)
	for _, k := range c.mro {
		if (k.builtin || isDunder(name)) && (r.t.lacking[k.name+"."+name] || r.t.lacking[name]) {
			r.unsupported("%s.%s", c.name, name)
		}
	}
	return r.errorf("AttributeError", "'%s' object has no attribute '%s'", c.name, name)
}

func isDunder(name string) bool {
	return len(name) > 4 && name[:2] == "__" && name[len(name)-2:] == "__"
}

func (r *run) instanceAttr(v *instance, name string) (object, error) {
	m := v.cls.lookup(name)
	if p, ok := m.(*property); ok {
		return r.bindAttr(p, v, v.cls)
	}
	if a := v.attrs.getStr(name); a != nil {
		return a, nil
	}
	if m != nil {
		return r.bindAttr(m, v, v.cls)
	}
	switch name {
	case "__class__":
		return v.cls, nil
	case "__dict__":
		return v.attrs, nil
	case "__doc__":
		return py.None, nil
	case "__module__":
		return py.String(v.cls.module), nil
	}
	if hook := v.cls.lookup("__getattr__"); hook != nil {
		return r.callInner(hook, []object{v, py.String(name)}, nil)
	}
	return nil, r.noAttr(v, name)
}

func (r *run) classAttr(c *class, name string) (object, error) {
	switch name {
	case "__name__":
		return py.String(c.name), nil
	case "__qualname__":
		return py.String(c.qualname), nil
	case "__module__":
		return py.String(c.module), nil
	case "__class__":
		return r.t.typ, nil
	case "__dict__":
		d := newDict()
		for _, e := range c.attrs.all() {
			d.put(e.norm, e.key, e.val)
		}
		r.grow(uint64(d.live) * sizeEntry)
		return d, nil
	case "__mro__", "__bases__":
		list := c.mro
		if name == "__bases__" {
			list = c.bases
		}
		t := py.Tuple{}
		for _, k := range list {
			t = append(t, k)
		}
		return t, nil
	}
	if a := c.lookup(name); a != nil {
		switch a := a.(type) {
		case *staticMethod:
			return a.fn, nil
		case *classMethod:
			return &method{self: c, fn: a.fn}, nil
		}
		return a, nil
	}
	if name == "__doc__" {
		return py.None, nil
	}
	if c.builtin && r.t.lacking[c.name+"."+name] || r.t.lacking[name] || r.t.lacking["type."+name] {
		r.unsupported("%s.%s", c.name, name)
	}
	return nil, r.errorf("AttributeError", "type object '%s' has no attribute '%s'", c.name, name)
}

// superAttr looks behind the class in which super() was called.
func (r *run) superAttr(s *superProxy, name string) (object, error) {
	behind := false
	for _, k := range s.cls.mro {
		if behind {
			if a := k.attrs.getStr(name); a != nil {
				if cm, ok := a.(*classMethod); ok {
					return &method{self: s.cls, fn: cm.fn}, nil
				}
				if _, onClass := s.self.(*class); onClass {
					if st, ok := a.(*staticMethod); ok {
						return st.fn, nil
					}
					return a, nil
				}
				return r.bindAttr(a, s.self, s.cls)
			}
		}
		behind = behind || k == s.start
	}
	if r.t.lacking[name] {
		r.unsupported("super().%s", name)
	}
	return nil, r.errorf("AttributeError", "'super' object has no attribute '%s'", name)
}

func (r *run) exceptionAttr(e *exception, name string) (object, bool) {
	opt := func(x *exception) (object, bool) {
		if x == nil {
			return py.None, true
		}
		return x, true
	}
	switch name {
	case "args":
		return e.args, true
	case "__cause__":
		return opt(e.cause)
	case "__context__":
		return opt(e.context)
	case "__suppress_context__":
		return py.NewBool(e.suppress), true
	case "__traceback__":
		return &opaque{name: "traceback"}, true
	case "__dict__":
		if e.attrs == nil {
			e.attrs = newDict()
		}
		return e.attrs, true
	}
	if e.attrs != nil {
		if a := e.attrs.getStr(name); a != nil {
			return a, true
		}
	}
	if name == "value" && e.cls.is(r.t.exceptions["StopIteration"]) || name == "code" && e.cls.is(r.t.exceptions["SystemExit"]) {
		if len(e.args) > 0 {
			return e.args[0], true
		}
		return py.None, true
	}
	return nil, false
}

func (r *run) functionAttr(f *function, name string) object {
	if f.attrs != nil {
		if a := f.attrs.getStr(name); a != nil {
			return a
		}
	}
	switch name {
	case "__name__":
		return py.String(f.name)
	case "__qualname__":
		return py.String(f.qualname)
	case "__doc__":
		return f.doc
	case "__module__":
		if m := f.globals.getStr("__name__"); m != nil {
			return m
		}
		return py.None
	case "__defaults__":
		if len(f.defaults) == 0 {
			return py.None
		}
		return f.defaults
	case "__dict__":
		if f.attrs == nil {
			f.attrs = newDict()
		}
		return f.attrs
	case "__globals__", "__code__", "__closure__", "__kwdefaults__", "__get__":
		r.unsupported("function.%s", name)
	}
	return nil
}

// propertyAttr gives the decorators setter, getter and deleter.
func (r *run) propertyAttr(p *property, name string) (object, error) {
	with := func(change func(q *property, fn object)) object {
		return &builtin{name: name, fn: func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 1, 1); err != nil {
				return nil, err
			}
			q := *p
			change(&q, pos[0])
			return &q, nil
		}}
	}
	switch name {
	case "setter":
		return with(func(q *property, fn object) { q.set = fn }), nil
	case "getter":
		return with(func(q *property, fn object) { q.get = fn }), nil
	case "deleter":
		return with(func(q *property, fn object) { q.del = fn }), nil
	case "fget":
		return p.get, nil
	}
	return nil, r.noAttr(p, name)
}

// setAttr is v.name = value. Built-in types and their values cannot be changed, so that nothing a program does is seen
// by another.
func (r *run) setAttr(v object, name string, value object) error {
	r.charge(1)
	switch v := v.(type) {
	case *instance:
		if p, ok := v.cls.lookup(name).(*property); ok {
			if p.set == nil {
				return r.errorf("AttributeError", "property '%s' of '%s' object has no setter", name, v.cls.name)
			}
			_, err := r.callInner(p.set, []object{v, value}, nil)
			return err
		}
		if hook := v.cls.lookup("__setattr__"); hook != nil && r.owner(v.cls, "__setattr__") != r.t.object {
			_, err := r.callInner(hook, []object{v, py.String(name), value}, nil)
			return err
		}
		if name == "__class__" || name == "__dict__" {
			r.unsupported("assignment to %s", name)
		}
		r.storeName(v.attrs, name, value)
		return nil
	case *class:
		if v.builtin {
			return r.errorf("TypeError", "cannot set '%s' attribute of immutable type '%s'", name, v.name)
		}
		if isDunder(name) && name != "__doc__" {
			r.unsupported("assignment to %s of a class", name)
		}
		r.storeName(v.attrs, name, value)
		return nil
	case *module:
		r.storeName(v.attrs, name, value)
		return nil
	case *function:
		switch name {
		case "__name__", "__qualname__":
			if s, ok := value.(py.String); ok && name == "__name__" {
				v.name = string(s)
			} else if ok {
				v.qualname = string(s)
			}
			return nil
		case "__doc__":
			v.doc = value
			return nil
		case "__code__", "__globals__", "__defaults__", "__kwdefaults__", "__closure__":
			r.unsupported("assignment to function.%s", name)
		}
		if v.attrs == nil {
			v.attrs = newDict()
		}
		r.storeName(v.attrs, name, value)
		return nil
	case *exception:
		if name == "args" {
			items, err := r.collect(value)
			if err == nil {
				v.args = items
			}
			return err
		}
		if v.attrs == nil {
			v.attrs = newDict()
		}
		r.storeName(v.attrs, name, value)
		return nil
	}
	if _, err := r.getAttr(v, name); err == nil {
		return r.errorf("AttributeError", "'%s' object attribute '%s' is read-only", r.classOf(v).name, name)
	}
	return r.errorf("AttributeError", "'%s' object has no attribute '%s' and no __dict__ for setting new attributes", r.classOf(v).name, name)
}

// delAttr is del v.name.
func (r *run) delAttr(v object, name string) error {
	var attrs *dict
	switch v := v.(type) {
	case *instance:
		if p, ok := v.cls.lookup(name).(*property); ok && p.del != nil {
			_, err := r.callInner(p.del, []object{v}, nil)
			return err
		}
		if hook := v.cls.lookup("__delattr__"); hook != nil && r.owner(v.cls, "__delattr__") != r.t.object {
			_, err := r.callInner(hook, []object{v, py.String(name)}, nil)
			return err
		}
		attrs = v.attrs
	case *class:
		if !v.builtin {
			attrs = v.attrs
		}
	case *module:
		attrs = v.attrs
	case *function:
		attrs = v.attrs
	case *exception:
		attrs = v.attrs
	}
	if attrs == nil || !attrs.delStr(name) {
		return r.noAttr(v, name)
	}
	return nil
}
