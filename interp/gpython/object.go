package gpython

import (
	"github.com/go-python/gpython/py"
)

// object is any Python value. Numbers, strings, bytes, tuples, lists, slices and None are gpython's own types; what has
// to be ordered, metered or kept apart between runs (dicts, sets, functions, classes, exceptions, iterators) is ours.
type object = py.Object

// native is embedded by our types to satisfy gpython's interface. Nothing here asks for that type: classOf does.
type native struct{}

// Type is gpython's notion of the class, which is the same for all our types.
func (native) Type() *py.Type { return py.ObjectType }

type (
	// function is what def and lambda make.
	function struct {
		native
		name, qualname string
		code           *code
		globals        *dict
		defaults       py.Tuple
		kwdefaults     map[string]object // looked up only, never walked
		closure        []*cell
		doc            object
		attrs          *dict
	}

	// cell holds a variable that an inner function shares.
	cell struct {
		native
		value object // nil while unbound
	}

	// nativeFunc is the shape of everything written in Go that Python can call. For a method, pos[0] is self.
	nativeFunc func(r *run, pos []object, kw kwargs) (object, error)

	// builtin is a Go function as a Python object.
	builtin struct {
		native
		name string
		fn   nativeFunc
		attr map[string]object // what a decorator of ours hangs on it: cache_clear, __wrapped__
		// binds says that it becomes a method when found on a class, as functions do.
		binds bool
	}

	// method is a function bound to its first argument.
	method struct {
		native
		self object
		fn   object // *function or *builtin
	}

	// instance is an object of a class that the program (or a module of ours) defined.
	instance struct {
		native
		cls   *class
		attrs *dict
	}

	// module is an imported module.
	module struct {
		native
		name  string
		attrs *dict
		// opaque makes every missing attribute a placeholder: typing.
		opaque bool
	}

	// placeholder stands for what only annotations and class headers mention: List, Optional[int], Generic[T].
	placeholder struct {
		native
		name string
	}

	// opaque stands for an object of which the engine has no more than that it is there: a traceback.
	opaque struct {
		native
		name string
	}

	property struct {
		native
		get, set, del object
	}
	staticMethod struct {
		native
		fn object
	}
	classMethod struct {
		native
		fn object
	}

	// superProxy is what super() gives.
	superProxy struct {
		native
		start *class // look behind this class …
		self  object // … in the resolution order of self's class
		cls   *class
	}

	// notImplementedType has one value; gpython's NotImplemented is an exception object, and could be raised.
	notImplementedType struct{ native }
)

var notImplemented = &notImplementedType{}

// kwarg is one keyword argument of a call; kwargs keeps them in the order in which they were written.
type kwarg struct {
	name  string
	value object
}

type kwargs []kwarg

// take removes the named argument and gives its value, or nil.
func (kw *kwargs) take(name string) object {
	for i, a := range *kw {
		if a.name == name {
			rest := make(kwargs, 0, len(*kw)-1)
			*kw = append(append(rest, (*kw)[:i]...), (*kw)[i+1:]...)
			return a.value
		}
	}
	return nil
}

// class is a type: built in, ours or the program's.
type class struct {
	native
	name, qualname, module string
	bases                  []*class
	mro                    []*class // this class first
	attrs                  *dict
	make                   nativeFunc // constructor of a built-in type, after the class itself as pos[0]; nil for instances
	builtin                bool       // the program may not change it
	exception              bool       // descends from BaseException
	final                  bool       // may not be subclassed here: its instances have a layout of their own
}

// lookup finds a name along the resolution order, or nil.
func (c *class) lookup(name string) object {
	for _, k := range c.mro {
		if v := k.attrs.getStr(name); v != nil {
			return v
		}
	}
	return nil
}

// is reports whether c is base or descends from it.
func (c *class) is(base *class) bool {
	for _, k := range c.mro {
		if k == base {
			return true
		}
	}
	return false
}

// linearise works out the resolution order by C3 merging; nil when the bases contradict each other. The cost is
// bounded by the caller, who limits how long the orders may be.
func (c *class) linearise() bool {
	var lists [][]*class
	for _, b := range c.bases {
		lists = append(lists, append([]*class(nil), b.mro...))
	}
	lists = append(lists, append([]*class(nil), c.bases...))
	c.mro = []*class{c}
	for {
		var next *class
		empty := true
	search:
		for _, l := range lists {
			if len(l) == 0 {
				continue
			}
			empty = false
			for _, other := range lists {
				for _, k := range other[min(1, len(other)):] {
					if k == l[0] {
						continue search
					}
				}
			}
			next = l[0]
			break
		}
		if empty {
			return true
		}
		if next == nil {
			return false
		}
		c.mro = append(c.mro, next)
		for i, l := range lists {
			if len(l) > 0 && l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}
