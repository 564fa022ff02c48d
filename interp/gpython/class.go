package gpython

import (
	"github.com/go-python/gpython/py"
)

// maxOrder bounds a class's resolution order, whose merging takes time that grows with its square.
const maxOrder = 200

// classOf is type(v).
func (r *run) classOf(v object) *class {
	t := r.t
	switch v := v.(type) {
	case py.Int, *py.BigInt:
		return t.int
	case py.String:
		return t.str
	case py.Bool:
		return t.bool
	case py.Float:
		return t.float
	case *py.List:
		return t.list
	case py.Tuple:
		return t.tuple
	case *dict:
		if v.cls != nil {
			return v.cls
		}
		return t.dict
	case *set:
		if v.frozen {
			return t.frozenset
		}
		return t.set
	case py.NoneType:
		return t.none
	case *instance:
		return v.cls
	case *exception:
		return v.cls
	case *class:
		return t.typ
	case py.Bytes:
		return t.bytes
	case *rangeObject:
		return t.rang
	case *function:
		return t.function
	case *builtin:
		return t.builtin
	case *method:
		return t.method
	case *generator:
		return t.generator
	case *module:
		return t.module
	case *deque:
		return t.deque
	case *py.Slice:
		return t.slice
	case *property:
		return t.property
	case *staticMethod:
		return t.staticmethod
	case *classMethod:
		return t.classmethod
	case *superProxy:
		return t.super
	case *placeholder:
		return t.placeholder
	case py.EllipsisType:
		return t.ellipsis
	case *notImplementedType:
		return t.notImplemented
	case *dictView:
		return [...]*class{viewKeys: t.dictKeys, viewValues: t.dictValues, viewItems: t.dictItems}[v.kind]
	case *lazy:
		if c := t.lazies[v.name]; c != nil {
			return c
		}
		return t.iterator
	case *code:
		return t.code
	}
	if _, ok := v.(iterator); ok {
		return t.iterator
	}
	return t.object
}

// instantiate calls a class.
func (r *run) instantiate(c *class, pos []object, kw kwargs) (object, error) {
	if c.make != nil {
		return r.callBuiltin(&builtin{name: c.name, fn: c.make}, append([]object{c}, pos...), kw)
	}
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer r.leave()
	var made object
	if m := c.lookup("__new__"); m != nil && r.owner(c, "__new__") != r.t.object {
		if s, ok := m.(*staticMethod); ok {
			m = s.fn
		}
		v, err := r.call(m, append([]object{c}, pos...), kw)
		if err != nil {
			return nil, err
		}
		if !r.classOf(v).is(c) {
			return v, nil
		}
		made = v
	} else if c.exception {
		r.grow(sizeInstance)
		made = &exception{cls: c, args: append(py.Tuple{}, pos...)}
	} else {
		if c.make == nil && c.builtin && c != r.t.object {
			return nil, r.errorf("TypeError", "cannot create '%s' instances", c.name)
		}
		if names := r.abstract(c); names != "" {
			return nil, r.errorf("TypeError", "Can't instantiate abstract class %s without an implementation for abstract %s", c.name, names)
		}
		r.grow(sizeInstance)
		made = &instance{cls: c, attrs: newDict()}
	}
	init := c.lookup("__init__")
	if init == nil || r.owner(c, "__init__").builtin {
		if (len(pos) > 0 || len(kw) > 0) && !c.exception && r.owner(c, "__new__") == r.t.object {
			return nil, r.errorf("TypeError", "%s() takes no arguments", c.name)
		}
		if len(kw) > 0 && c.exception {
			switch kw[0].name {
			case "name", "obj", "path", "name_from":
				r.unsupported("%s with attribute %s", c.name, kw[0].name)
			}
			return nil, r.errorf("TypeError", "%s() takes no keyword arguments", c.name)
		}
		return made, nil
	}
	v, err := r.call(init, append([]object{made}, pos...), kw)
	if err != nil {
		return nil, err
	}
	if v != py.None {
		return nil, r.errorf("TypeError", "__init__() should return None, not '%s'", r.classOf(v).name)
	}
	return made, nil
}

// buildClass is __build_class__: it runs the body and makes a class of its names.
func buildClass(r *run, pos []object, kw kwargs) (object, error) {
	body, name := pos[0].(*function), string(pos[1].(py.String))
	c := &class{name: name, qualname: name, attrs: newDict()}
	if meta := kw.take("metaclass"); meta != nil {
		if p, ok := meta.(*placeholder); !ok || p.name != "ABCMeta" {
			if meta != object(r.t.typ) {
				r.unsupported("metaclass")
			}
		}
	}
	for _, b := range pos[2:] {
		base, err := r.baseClass(b)
		if err != nil {
			return nil, err
		}
		if base != nil {
			c.bases = append(c.bases, base)
		}
	}
	if len(c.bases) == 0 {
		c.bases = []*class{r.t.object}
	}
	n := 1
	for _, b := range c.bases {
		c.exception = c.exception || b.exception
		n += len(b.mro)
	}
	r.charge(uint64(n) * uint64(n))
	if n > maxOrder {
		r.unsupported("class with more than %d base classes", maxOrder)
	}
	if !c.linearise() {
		return nil, r.errorf("TypeError", "Cannot create a consistent method resolution order (MRO) for bases")
	}
	r.grow(sizeClass)
	f := r.newFrame(body.code, body.globals, c.attrs, body.closure)
	last, _, err := r.runFrame(f, nil)
	if err != nil {
		return nil, err
	}
	if q, ok := c.attrs.getStr("__qualname__").(py.String); ok {
		c.qualname = string(q)
		c.attrs.delStr("__qualname__")
	}
	if m, ok := c.attrs.getStr("__module__").(py.String); ok {
		c.module = string(m)
	}
	if c.attrs.getStr("__slots__") != nil {
		r.unsupported("__slots__")
	}
	if c.attrs.getStr("__eq__") != nil && c.attrs.getStr("__hash__") == nil {
		c.attrs.setStr("__hash__", py.None)
	}
	for _, name := range []string{"__getattribute__", "__set_name__", "__del__", "__class_getitem__", "__get__", "__set__"} {
		if c.attrs.getStr(name) != nil {
			r.unsupported("method %s", name)
		}
	}
	if cl, ok := last.(*cell); ok {
		cl.value = c
	}
	for _, e := range c.attrs.all() {
		if fn, ok := e.val.(*function); ok && e.key == py.String("__new__") {
			c.attrs.setStr("__new__", &staticMethod{fn: fn})
		}
		if fn, ok := e.val.(*function); ok && (e.key == py.String("__init_subclass__")) {
			c.attrs.setStr("__init_subclass__", &classMethod{fn: fn})
		}
	}
	for _, k := range c.mro[1:] {
		if hook := k.attrs.getStr("__init_subclass__"); hook != nil {
			if cm, ok := hook.(*classMethod); ok {
				if _, err := r.call(cm.fn, []object{c}, kw); err != nil {
					return nil, err
				}
				kw = nil
			}
			break
		}
	}
	if len(kw) > 0 {
		return nil, r.errorf("TypeError", "%s.__init_subclass__() takes no keyword arguments", name)
	}
	return c, nil
}

// baseClass gives the class that a base in a class header is; nil for what only annotates, like Generic[T].
func (r *run) baseClass(b object) (*class, error) {
	switch b := b.(type) {
	case *class:
		if b.final {
			r.unsupported("subclass of %s", b.name)
		}
		return b, nil
	case *placeholder:
		switch b.name {
		case "NamedTuple", "TypedDict":
			r.unsupported("typing.%s", b.name)
		}
		return nil, nil
	}
	return nil, r.errorf("TypeError", "bases must be types")
}

// abstract names the abstract methods that a class has left, as the error message lists them; "" for none.
func (r *run) abstract(c *class) string {
	seen := map[string]bool{}
	var names []string
	for _, k := range c.mro {
		for _, e := range k.attrs.all() {
			name, ok := e.key.(py.String)
			if !ok || seen[string(name)] {
				continue
			}
			seen[string(name)] = true
			fn, _ := e.val.(*function)
			if p, ok := e.val.(*property); ok {
				fn, _ = p.get.(*function)
			}
			if fn != nil && fn.attrs != nil && fn.attrs.getStr("__isabstractmethod__") == py.True {
				names = append(names, string(name))
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	sortStrings(names)
	list := ""
	for i, n := range names {
		if i > 0 {
			list += ", "
		}
		list += "'" + n + "'"
	}
	return "method" + plural(len(names)) + " " + list
}

// special finds a method by its double-underscore name on the class of a value, bound; nil where there is none.
func (r *run) special(v object, name string) (object, error) {
	c := r.classOf(v)
	m := c.lookup(name)
	if m == nil {
		return nil, nil
	}
	return r.bindAttr(m, v, c)
}

// bindAttr is what looking up a class attribute through an instance gives: functions become methods.
func (r *run) bindAttr(attr, self object, c *class) (object, error) {
	switch a := attr.(type) {
	case *function:
		r.grow(sizeSlot)
		return &method{self: self, fn: a}, nil
	case *builtin:
		if a.binds {
			r.grow(sizeSlot)
			return &method{self: self, fn: a}, nil
		}
	case *property:
		if a.get == nil {
			return nil, r.errorf("AttributeError", "property has no getter")
		}
		return r.callInner(a.get, []object{self}, nil)
	case *staticMethod:
		return a.fn, nil
	case *classMethod:
		return &method{self: c, fn: a.fn}, nil
	}
	return attr, nil
}
