package gpython

import (
	"sort"
	"strings"

	"github.com/go-python/gpython/py"
)

// types holds the built-in classes. They are made once for an engine and never change, so runs share them.
type types struct {
	object, typ, none, ellipsis, notImplemented                  *class
	int, bool, float, str, bytes                                 *class
	list, tuple, dict, set, frozenset, rang, slice               *class
	function, builtin, method, generator, iterator, module, code *class
	property, staticmethod, classmethod, super, placeholder      *class
	dictKeys, dictValues, dictItems                              *class
	deque, defaultdict, counter, orderedDict                     *class
	lazies                                                       map[string]*class
	exceptions                                                   map[string]*class
	buildClass                                                   *builtin
	lacking                                                      map[string]bool // "str.format_map": in Python, not here
}

// exceptionTree names every built-in exception with its base.
const exceptionTree = `
BaseException object
SystemExit BaseException
KeyboardInterrupt BaseException
GeneratorExit BaseException
Exception BaseException
StopIteration Exception
StopAsyncIteration Exception
ArithmeticError Exception
FloatingPointError ArithmeticError
OverflowError ArithmeticError
ZeroDivisionError ArithmeticError
AssertionError Exception
AttributeError Exception
BufferError Exception
EOFError Exception
ImportError Exception
ModuleNotFoundError ImportError
LookupError Exception
IndexError LookupError
KeyError LookupError
MemoryError Exception
NameError Exception
UnboundLocalError NameError
OSError Exception
BlockingIOError OSError
ChildProcessError OSError
ConnectionError OSError
BrokenPipeError ConnectionError
ConnectionAbortedError ConnectionError
ConnectionRefusedError ConnectionError
ConnectionResetError ConnectionError
FileExistsError OSError
FileNotFoundError OSError
InterruptedError OSError
IsADirectoryError OSError
NotADirectoryError OSError
PermissionError OSError
ProcessLookupError OSError
TimeoutError OSError
ReferenceError Exception
RuntimeError Exception
NotImplementedError RuntimeError
RecursionError RuntimeError
SyntaxError Exception
IndentationError SyntaxError
TabError IndentationError
SystemError Exception
TypeError Exception
ValueError Exception
UnicodeError ValueError
UnicodeDecodeError UnicodeError
UnicodeEncodeError UnicodeError
UnicodeTranslateError UnicodeError
Warning Exception
BytesWarning Warning
DeprecationWarning Warning
EncodingWarning Warning
FutureWarning Warning
ImportWarning Warning
PendingDeprecationWarning Warning
ResourceWarning Warning
RuntimeWarning Warning
SyntaxWarning Warning
UnicodeWarning Warning
UserWarning Warning`

// publicMethods lists what CPython's types offer without double underscores; what of it is not implemented here is
// reported as unsupported instead of as an AttributeError.
var publicMethods = map[string]string{
	"str": "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit " +
		"isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix " +
		"replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
	"bytes": "capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle " +
		"isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split " +
		"splitlines startswith strip swapcase title translate upper zfill",
	"list":  "append clear copy count extend index insert pop remove reverse sort",
	"tuple": "count index",
	"dict":  "clear copy fromkeys get items keys pop popitem setdefault update values",
	"set": "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove " +
		"symmetric_difference symmetric_difference_update union update",
	"frozenset":     "copy difference intersection isdisjoint issubset issuperset symmetric_difference union",
	"int":           "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes",
	"float":         "as_integer_ratio conjugate fromhex hex imag is_integer real from_number",
	"range":         "count index",
	"generator":     "close send throw gi_frame gi_running gi_code gi_yieldfrom",
	"deque":         "append appendleft clear copy count extend extendleft index insert maxlen pop popleft remove reverse rotate",
	"Counter":       "elements fromkeys most_common subtract total",
	"OrderedDict":   "move_to_end popitem",
	"dict_keys":     "isdisjoint mapping",
	"dict_items":    "isdisjoint mapping",
	"slice":         "indices",
	"type":          "mro",
	"BaseException": "add_note with_traceback", "AttributeError": "name obj", "NameError": "name", "ImportError": "msg name name_from path",
	"OSError": "characters_written errno filename filename2 strerror", "SyntaxError": "end_lineno end_offset filename lineno msg offset text print_file_and_line",
	"UnicodeError": "encoding end object reason start",
}

// dunders are the special names that values of built-in types have in CPython.
const dunders = "__abs__ __add__ __and__ __bool__ __call__ __ceil__ __class_getitem__ __contains__ __delattr__ __delitem__ __dir__ __divmod__ __doc__ __eq__ " +
	"__enter__ __exit__ __float__ __floor__ __floordiv__ __format__ __ge__ __getattribute__ __getitem__ __getnewargs__ __getstate__ __gt__ __hash__ " +
	"__iadd__ __iand__ __imul__ __index__ __init__ __init_subclass__ __int__ __invert__ __ior__ __isub__ __iter__ __ixor__ __le__ __len__ " +
	"__length_hint__ __lshift__ __lt__ __mod__ __module__ __mul__ __ne__ __neg__ __new__ __next__ __or__ __pos__ __pow__ __qualname__ __radd__ __rand__ " +
	"__rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ " +
	"__rshift__ __rsub__ __rtruediv__ __rxor__ __setattr__ __setitem__ __sizeof__ __str__ __sub__ __subclasses__ __subclasshook__ __truediv__ __trunc__ " +
	"__xor__ __base__ __basicsize__ __dictoffset__ __flags__ __instancecheck__ __itemsize__ __mro__ __name__ __prepare__ __subclasscheck__ __text_signature__ " +
	"__weakrefoffset__ __dict__ __self__ __get__ __set__ __code__ __closure__ __globals__ __kwdefaults__ __wrapped__ __loader__ __spec__ __file__ __path__ " +
	"__traceback__ __notes__ __setstate__ __abstractmethods__ __firstlineno__ __static_attributes__ __thisclass__ __self_class__ __slots__ __annotations__ " +
	"__type_params__ __weakref__ __orig_bases__ __bases__ __objclass__ __func__ __set_name__ __package__ __annotate__ __isabstractmethod__ __match_args__"

func newTypes() *types {
	t := &types{exceptions: map[string]*class{}, lazies: map[string]*class{}, lacking: map[string]bool{}}
	t.object = t.define("object", nil, nil, objectMethods())
	t.typ = t.define("type", t.object, makeType, nil)
	t.none = t.define("NoneType", t.object, func(r *run, pos []object, kw kwargs) (object, error) {
		return py.None, r.arity("NoneType", pos[1:], kw, 0, 0)
	}, nil)
	t.ellipsis = t.define("ellipsis", t.object, nil, nil)
	t.notImplemented = t.define("NotImplementedType", t.object, nil, nil)
	t.int = t.define("int", t.object, makeInt, intMethods())
	t.bool = t.define("bool", t.int, makeBool, nil)
	t.float = t.define("float", t.object, makeFloat, floatMethods())
	t.str = t.define("str", t.object, makeStr, stringMethods())
	t.bytes = t.define("bytes", t.object, makeBytes, bytesMethods())
	t.list = t.define("list", t.object, makeList, listMethods())
	t.tuple = t.define("tuple", t.object, makeTuple, tupleMethods())
	t.dict = t.define("dict", t.object, makeDict, dictMethods())
	t.set = t.define("set", t.object, makeSet, setMethods(false))
	t.frozenset = t.define("frozenset", t.object, makeFrozenset, setMethods(true))
	t.rang = t.define("range", t.object, makeRange, rangeMethods())
	t.slice = t.define("slice", t.object, makeSlice, nil)
	t.function = t.define("function", t.object, nil, nil)
	t.builtin = t.define("builtin_function_or_method", t.object, nil, nil)
	t.method = t.define("method", t.object, nil, nil)
	t.generator = t.define("generator", t.object, nil, generatorMethods())
	t.iterator = t.define("iterator", t.object, nil, nil)
	t.module = t.define("module", t.object, nil, nil)
	t.code = t.define("code", t.object, nil, nil)
	t.property = t.define("property", t.object, makeProperty, nil)
	t.staticmethod = t.define("staticmethod", t.object, makeStaticMethod, nil)
	t.classmethod = t.define("classmethod", t.object, makeClassMethod, nil)
	t.super = t.define("super", t.object, makeSuper, nil)
	t.placeholder = t.define("typing object", t.object, nil, nil)
	t.dictKeys = t.define("dict_keys", t.object, nil, nil)
	t.dictValues = t.define("dict_values", t.object, nil, nil)
	t.dictItems = t.define("dict_items", t.object, nil, nil)
	t.deque = t.define("deque", t.object, makeDeque, dequeMethods())
	t.deque.module = "collections"
	t.defaultdict = t.define("defaultdict", t.dict, makeDefaultDict, nil)
	t.defaultdict.module = "collections"
	t.counter = t.define("Counter", t.dict, makeCounter, counterMethods())
	t.counter.module = "collections"
	t.orderedDict = t.define("OrderedDict", t.dict, makeOrderedDict, orderedDictMethods())
	t.orderedDict.module = "collections"
	for name, make := range map[string]nativeFunc{"map": makeMap, "filter": makeFilter, "zip": makeZip, "enumerate": makeEnumerate, "reversed": makeReversed} {
		t.lazies[name] = t.define(name, t.object, make, nil)
	}
	for _, c := range []*class{t.list, t.tuple, t.dict, t.set, t.frozenset, t.str, t.bytes, t.rang, t.deque, t.dictKeys, t.dictValues, t.dictItems} {
		for name, fn := range containerMethods() {
			switch c {
			case t.set, t.frozenset, t.dictKeys, t.dictValues, t.dictItems:
				if name == "__getitem__" {
					continue
				}
			}
			t.add(c, name, fn)
		}
	}
	for _, c := range append([]*class{t.iterator, t.generator}, t.lazyClasses()...) {
		t.add(c, "__iter__", func(r *run, pos []object, _ kwargs) (object, error) { return pos[0], nil })
		if c != t.generator {
			t.add(c, "__next__", func(r *run, pos []object, _ kwargs) (object, error) {
				v, err := r.next(pos[0])
				if err == nil && v == nil {
					err = r.stopIteration(nil)
				}
				return v, err
			})
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(exceptionTree), "\n") {
		name, base, _ := strings.Cut(line, " ")
		parent := t.exceptions[base]
		if parent == nil {
			parent = t.object
		}
		c := t.define(name, parent, nil, nil)
		c.exception, c.final = true, false
		t.exceptions[name] = c
	}
	for name, fn := range exceptionMethods() {
		t.add(t.exceptions["BaseException"], name, fn)
	}
	t.buildClass = &builtin{name: "__build_class__", fn: buildClass}
	for typeName, methods := range publicMethods {
		for _, m := range strings.Fields(methods) {
			t.lacking[typeName+"."+m] = true // looked up only after the class itself
		}
	}
	for _, name := range strings.Fields(dunders) {
		t.lacking[name] = true
	}
	return t
}

func (t *types) lazyClasses() []*class {
	var out []*class
	for _, name := range []string{"map", "filter", "zip", "enumerate", "reversed"} {
		out = append(out, t.lazies[name])
	}
	return out
}

// define makes a built-in class.
func (t *types) define(name string, base *class, make nativeFunc, methods map[string]nativeFunc) *class {
	c := &class{name: name, qualname: name, module: "builtins", attrs: newDict(), make: make, builtin: true, final: base != nil}
	c.mro = []*class{c}
	if base != nil {
		c.bases = []*class{base}
		c.mro = append(c.mro, base.mro...)
	}
	names := sortedNames(methods)
	for _, n := range names {
		t.add(c, n, methods[n])
	}
	return c
}

// sortedNames gives the names of a table in order.
func sortedNames(methods map[string]nativeFunc) []string {
	names := make([]string, 0, len(methods))
	for n := range methods {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func (t *types) add(c *class, name string, fn nativeFunc) {
	var v object = &builtin{name: name, fn: fn, binds: true}
	switch name {
	case "fromkeys", "maketrans", "__new__", "from_bytes", "fromhex":
		v = &staticMethod{fn: v}
	}
	c.attrs.setStr(name, v)
}

// objectMethods are what every object has.
func objectMethods() map[string]nativeFunc {
	return map[string]nativeFunc{
		"__new__": func(r *run, pos []object, kw kwargs) (object, error) {
			c, ok := first(pos).(*class)
			if !ok {
				return nil, r.errorf("TypeError", "object.__new__(X): X is not a type object")
			}
			if c.exception {
				return &exception{cls: c, args: append(py.Tuple{}, pos[1:]...)}, nil
			}
			if c.make != nil || c.builtin && c != r.t.object {
				return nil, r.errorf("TypeError", "object.__new__(%s) is not safe, use %s.__new__()", c.name, c.name)
			}
			r.grow(sizeInstance)
			return &instance{cls: c, attrs: newDict()}, nil
		},
		"__init__":          func(*run, []object, kwargs) (object, error) { return py.None, nil },
		"__init_subclass__": func(*run, []object, kwargs) (object, error) { return py.None, nil },
		"__eq__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__eq__", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			v, err := r.builtinCompareMethod(2, pos[0], pos[1])
			return v, err
		},
		"__ne__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__ne__", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.builtinCompareMethod(3, pos[0], pos[1])
		},
		"__hash__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__hash__", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.hashOf(pos[0], true)
		},
		"__repr__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__repr__", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			if v, ok := pos[0].(*instance); ok {
				return py.String("<" + qualified(v.cls) + " object at " + r.address(v) + ">"), nil
			}
			s, err := r.repr(pos[0])
			return py.String(s), err
		},
		"__str__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__str__", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			if _, ok := pos[0].(*instance); ok {
				s, err := r.repr(pos[0])
				return py.String(s), err
			}
			s, err := r.str(pos[0])
			return py.String(s), err
		},
		"__format__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__format__", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			spec, ok := pos[1].(py.String)
			if !ok {
				return nil, r.errorf("TypeError", "__format__() argument must be str, not %s", r.classOf(pos[1]).name)
			}
			s, err := r.format(pos[0], string(spec))
			return py.String(s), err
		},
		"__setattr__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__setattr__", pos, kw, 3, 3); err != nil {
				return nil, err
			}
			name, ok := pos[1].(py.String)
			if v, isInstance := pos[0].(*instance); ok && isInstance {
				r.storeName(v.attrs, string(name), pos[2])
				return py.None, nil
			}
			return py.None, r.errorf("TypeError", "can't apply this __setattr__ to %s object", r.classOf(pos[0]).name)
		},
		"__delattr__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__delattr__", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			name, ok := pos[1].(py.String)
			if v, isInstance := pos[0].(*instance); ok && isInstance && v.attrs.delStr(string(name)) {
				return py.None, nil
			}
			return nil, r.noAttr(pos[0], string(name))
		},
	}
}

// builtinCompareMethod is what object.__eq__ and the like answer: NotImplemented where the values do not compare.
func (r *run) builtinCompareMethod(op int32, a, b object) (object, error) {
	v, err := r.builtinCompare(op, a, b)
	if err != nil || v != nil {
		return v, err
	}
	if same(a, b) {
		return py.NewBool(op == 2), nil
	}
	return notImplemented, nil
}

func first(pos []object) object {
	if len(pos) == 0 {
		return nil
	}
	return pos[0]
}

// containerMethods are the special methods of containers, as the operators carry them out.
func containerMethods() map[string]nativeFunc {
	return map[string]nativeFunc{
		"__len__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__len__", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			n, err := r.len(pos[0])
			return py.Int(n), err
		},
		"__iter__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__iter__", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.iter(pos[0])
		},
		"__contains__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__contains__", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			in, err := r.contains(pos[0], pos[1])
			return py.NewBool(in), err
		},
		"__getitem__": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("__getitem__", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return r.getItem(pos[0], pos[1])
		},
	}
}

// exceptionMethods are the methods of BaseException.
func exceptionMethods() map[string]nativeFunc {
	return map[string]nativeFunc{
		"__init__": func(r *run, pos []object, kw kwargs) (object, error) {
			if e, ok := first(pos).(*exception); ok {
				e.args = append(py.Tuple{}, pos[1:]...)
			}
			return py.None, nil
		},
		"with_traceback": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("with_traceback", pos, kw, 2, 2); err != nil {
				return nil, err
			}
			return pos[0], nil
		},
	}
}
