package py

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/assay-score/assay/interp/internal/code"
)

// Def defines a native function or method: its parameters as Python writes them (without self), and its Go side.
type Def struct {
	Name string
	Sig  string
	Fn   NativeFunc
}

// Attr defines a computed attribute; Set nil makes it read-only.
type Attr struct {
	Name string
	Get  func(t *Thread, self Value) (Value, error)
	Set  func(t *Thread, self, v Value) error
}

var (
	bootOnce sync.Once
	// definedVersions numbers the types of stdlib modules, which are defined when a run first imports them. The numbers
	// only tell types apart: which is which does not show.
	definedVersions atomic.Uint32
	emptyStr        = new(Str)
	emptyTuple      = new(Tuple)
	asciiChars      [256]*Str
	staticNames     = map[string]*Str{}
)

// Boot fills the engine's types. It does its work once, before the first run of the process, because a table of
// functions that mention the types they belong to cannot be a Go initializer. Nothing it sets changes afterwards.
func Boot() { bootOnce.Do(boot) }

func boot() {
	*emptyStr = *staticStr("")
	*emptyTuple = Tuple{Header: Header{typ: &TupleType, mark: static}}
	chars := asciiChars[:]
	for i := range chars {
		chars[i] = staticStr(RuneString(rune(i)))
	}
	names := staticNames
	for _, n := range strings.Fields(commonNames) {
		names[n] = staticStr(n)
	}
	for _, n := range specialNames {
		names[n] = staticStr(n)
	}
	b := &booter{}
	b.core()
	b.numbers()
	b.sequences()
	b.mappings()
	b.functions()
	b.exceptions()
	b.frames()
	for _, typ := range b.types {
		typ.inherit()
		typ.addWrappers()
		if !typ.Attrs.Get("__doc__").IsSet() {
			if doc := docOf(typ); doc != "" {
				typ.Attrs.Set("__doc__", Obj(staticStr(doc)))
			} else {
				typ.Attrs.Set("__doc__", None)
			}
		}
	}
	for _, typ := range b.types { // every class of exceptions has an __init__ of its own, which counts where there are several bases
		if typ.flags&excSubclass != 0 && !typ.Attrs.Get("__init__").IsSet() {
			typ.Attrs.Set("__init__", BaseExceptionType.Attrs.Get("__init__"))
		}
	}
	for _, typ := range b.types {
		if names[typ.Name] == nil {
			names[typ.Name] = staticStr(typ.Name)
		}
	}
	bootSpecials()
	for _, typ := range b.types {
		for _, base := range typ.Bases {
			base.below = append(base.below, typ)
		}
		typ.version = definedVersions.Add(1)
	}
}

// StaticName is the string of a name that all runs share.
func StaticName(s string) *Str {
	if o := staticNames[s]; o != nil {
		return o
	}
	return staticStr(s)
}

// commonNames are names that every run meets: they are shared, so that a fresh run need not make them.
const commonNames = `__builtins__ __name__ __doc__ __package__ __loader__ __spec__ __file__ __main__ __debug__ __dict__ __class__ __module__
__qualname__ __firstlineno__ __all__ __path__ __annotate__ __build_class__ __import__ builtins self None True False
abs aiter all anext any ascii bin callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex id input
isinstance issubclass iter len locals max min next oct open ord pow print repr round setattr sorted sum vars
enumerate filter map reversed zip EnvironmentError IOError NotImplemented Ellipsis append get items keys values join split`

// booter remembers the types in the order of their definition.
type booter struct{ types []*Type }

// define sets up a type; base nil means object.
func (b *booter) define(typ *Type, name string, base *Type, flags typeFlags, slots Slots) {
	typ.Header = Header{typ: &TypeType, mark: static}
	typ.Name, typ.QualName, typ.Module = name, name, "builtins"
	typ.Slots = slots
	typ.flags |= flags
	if typ != &ObjectType {
		if base == nil {
			base = &ObjectType
		}
		typ.Base, typ.Bases = base, []*Type{base}
		typ.MRO = append([]*Type{typ}, base.MRO...)
		typ.flags |= base.flags & inherited
	} else {
		typ.MRO = []*Type{typ}
	}
	typ.native = true
	typ.salt = uint32(hashText(name))
	b.types = append(b.types, typ)
}

// layout lets Python classes derive from a type whose instances are T.
func layout[T any](typ *Type, init func(*T)) {
	typ.alloc = withExt(init)
	typ.subExt = extOffset[T]()
}

// Layout lets Python classes derive from a type that Define made, whose instances are T; init prepares a fresh one. The type's
// New must make its instances with [Type.Make].
func Layout[T any](typ *Type, init func(*T)) { layout(typ, init) }

// Make is a fresh instance of a type or of a Python class that derives from it.
func (typ *Type) Make(t *Thread) Value { return typ.alloc(t, typ) }

// Define makes a type of a stdlib module: its own type object, shared by all runs, derived from object.
func Define(typ *Type, module, name string, slots Slots, attrs []Attr, methods []Def) {
	Boot()
	(&booter{}).define(typ, name, nil, 0, slots)
	typ.inModule(module)
	typ.addAttrs(attrs)
	typ.addMethods(methods)
	typ.inherit()
	typ.addWrappers()
	typ.version = definedVersions.Add(1)
}

// inModule says which module a type is of. Messages name the type with it.
func (typ *Type) inModule(module string) {
	typ.Module = module
	typ.Name = module + "." + typ.QualName
}

// signatureOf adds self to a method's parameters.
func methodSignature(sig string) *Signature {
	for _, p := range splitParams(sig) {
		if p == "/" {
			return ParseSignature("self, " + sig)
		}
	}
	if sig == "" {
		return ParseSignature("self, /")
	}
	return ParseSignature("self, /, " + sig)
}

func (typ *Type) addMethods(defs []Def) {
	for _, d := range defs {
		n := &Native{Header: Header{typ: &MethodDescriptorType, mark: static}, Name: d.Name, Sig: methodSignature(d.Sig), Fn: d.Fn, Owner: typ}
		typ.Attrs.Set(d.Name, Obj(n))
	}
}

func (typ *Type) addClassMethods(defs []Def) {
	for _, d := range defs {
		n := &Native{Header: Header{typ: &ClassMethodDescriptorType, mark: static}, Name: d.Name, Sig: methodSignature(d.Sig), Fn: d.Fn, Owner: typ}
		typ.Attrs.Set(d.Name, Obj(n))
	}
}

func (typ *Type) addStatic(defs []Def) {
	for _, d := range defs {
		typ.Attrs.Set(d.Name, Obj(NewNative("", d)))
	}
}

func (typ *Type) addAttrs(attrs []Attr) {
	for _, a := range attrs {
		typ.Attrs.Set(a.Name, Obj(&Getset{Header: Header{typ: &GetsetType, mark: static}, Name: a.Name, Owner: typ, Get: a.Get, Set: a.Set}))
	}
}

// NewNative makes a function of a module, shared by all runs.
func NewNative(module string, d Def) *Native {
	return &Native{Header: Header{typ: &BuiltinType, mark: static}, Name: d.Name, Sig: ParseSignature(d.Sig), Fn: d.Fn, Module: module}
}

// NewNative makes a function that belongs to this run.
func (t *Thread) NewNative(d Def) Value {
	t.alloc(128)
	n := NewNative("", d)
	n.mark = 0
	return Obj(n)
}

// inherit takes over the slots that a native type does not define itself.
func (typ *Type) inherit() {
	base := typ.Base
	if base == nil {
		return
	}
	s, p := &typ.Slots, &base.Slots
	if s.Hash == nil && s.Compare == nil {
		s.Hash = p.Hash
	}
	takeOver(&s.New, p.New)
	takeOver(&s.Init, p.Init)
	takeOver(&s.Call, p.Call)
	takeOver(&s.Repr, p.Repr)
	takeOver(&s.ToStr, p.ToStr)
	takeOver(&s.Bool, p.Bool)
	takeOver(&s.Compare, p.Compare)
	takeOver(&s.GetAttr, p.GetAttr)
	takeOver(&s.SetAttr, p.SetAttr)
	takeOver(&s.DescrGet, p.DescrGet)
	takeOver(&s.DescrSet, p.DescrSet)
	takeOver(&s.Iter, p.Iter)
	takeOver(&s.Next, p.Next)
	takeOver(&s.Len, p.Len)
	takeOver(&s.GetItem, p.GetItem)
	takeOver(&s.SetItem, p.SetItem)
	takeOver(&s.Contains, p.Contains)
	for i := range s.Binary {
		takeOver(&s.Binary[i], p.Binary[i])
		takeOver(&s.InPlace[i], p.InPlace[i])
	}
	takeOver(&s.Neg, p.Neg)
	takeOver(&s.Pos, p.Pos)
	takeOver(&s.Invert, p.Invert)
	takeOver(&s.Abs, p.Abs)
	takeOver(&s.ToInt, p.ToInt)
	takeOver(&s.ToFloat, p.ToFloat)
	takeOver(&s.Index, p.Index)
	takeOver(&s.Buffer, p.Buffer)
	takeOver(&s.Trace, p.Trace)
	takeOver(&s.Size, p.Size)
	if base != &ObjectType { // what is not laid out as a plain object cannot be made or derived from as one
		takeOver(&typ.alloc, base.alloc)
		if typ.subExt == 0 {
			typ.subExt = base.subExt
		}
	}
	if typ.extOff == 0 {
		typ.extOff = base.extOff
	}
}

// takeOver copies a function where there is none yet.
func takeOver[F any](to *F, from F) {
	if isNilFunc(*to) {
		*to = from
	}
}

// wrapper adds a special method that calls a slot.
func (typ *Type) wrapper(name, sig string, fn NativeFunc) {
	if typ.Attrs.Get(name).IsSet() {
		return
	}
	n := &Native{Header: Header{typ: &WrapperType, mark: static}, Name: name, Sig: methodSignature(sig), Fn: fn, Owner: typ}
	typ.Attrs.Set(name, Obj(n))
}

// addReflected adds an operator's method and its reflected form.
func (typ *Type) addReflected(name, reflected string, f binaryFunc) {
	typ.wrapper(name, "value, /", func(t *Thread, a []Value) (Value, error) { return f(t, a[0], a[1]) })
	typ.wrapper(reflected, "value, /", func(t *Thread, a []Value) (Value, error) { return f(t, a[1], a[0]) })
}

// addWrappers gives a native type the special methods of the slots that it does not share with its base.
func (typ *Type) addWrappers() {
	s := &typ.Slots
	p := &Slots{}
	if typ.Base != nil {
		p = &typ.Base.Slots
	}
	unary := func(name string, f, inherited unaryFunc) {
		if own(f, inherited) {
			typ.wrapper(name, "", func(t *Thread, a []Value) (Value, error) { return f(t, a[0]) })
		}
	}
	unary("__repr__", s.Repr, p.Repr)
	unary("__str__", s.ToStr, p.ToStr)
	unary("__iter__", s.Iter, p.Iter)
	unary("__neg__", s.Neg, p.Neg)
	unary("__pos__", s.Pos, p.Pos)
	unary("__invert__", s.Invert, p.Invert)
	unary("__abs__", s.Abs, p.Abs)
	unary("__int__", s.ToInt, p.ToInt)
	unary("__float__", s.ToFloat, p.ToFloat)
	unary("__index__", s.Index, p.Index)
	if f := s.Next; own(f, p.Next) {
		typ.wrapper("__next__", "", func(t *Thread, a []Value) (Value, error) {
			t.ended = nil
			v, err := f(t, a[0])
			if err == nil && !v.IsSet() {
				return Value{}, t.EndOf()
			}
			return v, err
		})
	}
	if f := s.Hash; own(f, p.Hash) {
		typ.wrapper("__hash__", "", func(t *Thread, a []Value) (Value, error) {
			h, err := f(t, a[0])
			return Int(h), err
		})
	} else if f == nil && !isNilFunc(p.Hash) {
		typ.Attrs.Set("__hash__", None)
	}
	if f := s.Bool; own(f, p.Bool) {
		typ.wrapper("__bool__", "", func(t *Thread, a []Value) (Value, error) {
			b, err := f(t, a[0])
			return Bool(b), err
		})
	}
	if f := s.Len; own(f, p.Len) {
		typ.wrapper("__len__", "", func(t *Thread, a []Value) (Value, error) {
			n, err := f(t, a[0])
			return Int(int64(n)), err
		})
	}
	if f := s.GetItem; own(f, p.GetItem) {
		get := func(t *Thread, a []Value) (Value, error) { return f(t, a[0], a[1]) }
		if typ == &ListType || typ == &DictType {
			typ.addMethods([]Def{{"__getitem__", "key, /", get}})
		} else {
			typ.wrapper("__getitem__", "key, /", get)
		}
	}
	if f := s.SetItem; own(f, p.SetItem) {
		typ.wrapper("__setitem__", "key, value, /", func(t *Thread, a []Value) (Value, error) { return None, f(t, a[0], a[1], a[2]) })
		typ.wrapper("__delitem__", "key, /", func(t *Thread, a []Value) (Value, error) { return None, f(t, a[0], a[1], Value{}) })
	}
	if f := s.Contains; own(f, p.Contains) {
		contains := func(t *Thread, a []Value) (Value, error) {
			b, err := f(t, a[0], a[1])
			return Bool(b), err
		}
		if typ == &DictType || typ == &SetType || typ == &FrozenSetType {
			typ.addMethods([]Def{{"__contains__", "key, /", contains}})
		} else {
			typ.wrapper("__contains__", "key, /", contains)
		}
	}
	if f := s.Compare; own(f, p.Compare) {
		for op := code.CmpEq; op <= code.CmpGe; op++ {
			typ.wrapper(specialNames[specialEq+special(op)], "value, /", func(t *Thread, a []Value) (Value, error) { return f(t, op, a[0], a[1]) })
		}
	}
	for op := range code.BinOps {
		if f := s.Binary[op]; own(f, p.Binary[op]) {
			sig, left, right := "value, /", f, f
			sequence := typ.isSequenceType() || typ == &BytearrayType
			switch {
			case op == int(code.OpPow):
				sig = "value, mod=None, /"
			case sequence && op == int(code.OpAdd):
				left, right = concatMethod(f), nil
			case sequence && op == int(code.OpMul):
				left, right = repeatMethod(f), func(t *Thread, a, b Value) (Value, error) { return repeatMethod(f)(t, b, a) }
			}
			power := func(t *Thread, a []Value) (Value, error) {
				if len(a) > 2 && a[2].IsSet() && !a[2].IsNone() {
					return typ.powMod(t, a)
				}
				return left(t, a[0], a[1])
			}
			typ.wrapper(specialNames[specialAdd+special(op)], sig, power)
			if right != nil {
				typ.wrapper(specialNames[int(specialRAdd)+op], sig, func(t *Thread, a []Value) (Value, error) {
					if len(a) > 2 && a[2].IsSet() && !a[2].IsNone() {
						return typ.powMod(t, []Value{a[1], a[0], a[2]})
					}
					return right(t, a[1], a[0])
				})
			}
		}
		if f := s.InPlace[op]; own(f, p.InPlace[op]) {
			if op == int(code.OpMul) && (typ.isSequenceType() || typ == &BytearrayType) {
				f = repeatMethod(f)
			}
			typ.wrapper(specialNames[int(specialIAdd)+op], "value, /", func(t *Thread, a []Value) (Value, error) { return f(t, a[0], a[1]) })
		}
	}
	typ.objectWrappers(s, p)
}

// concatMethod and repeatMethod are + and * of sequences as methods: they refuse what the operators leave to the other
// operand.

func concatMethod(f binaryFunc) binaryFunc {
	return func(t *Thread, a, b Value) (Value, error) {
		r, err := f(t, a, b)
		if err == nil && r == NotImplemented {
			err = t.binaryError("+", code.OpAdd, a, b)
		}
		return r, err
	}
}

func repeatMethod(f binaryFunc) binaryFunc {
	return func(t *Thread, self, count Value) (Value, error) {
		r, err := f(t, self, count)
		if err == nil && r == NotImplemented {
			_, err = t.Index(count)
		}
		return r, err
	}
}

// powMod is __pow__ with a modulus.
func (typ *Type) powMod(t *Thread, a []Value) (Value, error) {
	switch {
	case typ == &FloatType:
		return Value{}, t.Raisef(&TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
	case typ == &ComplexType:
		return Value{}, t.Raisef(&ValueError, "complex modulo")
	case !a[0].isLong() || !a[1].isLong() || !a[2].isLong():
		return NotImplemented, nil
	}
	return t.Call(t.builtin("pow"), t.Big(BigOf(a[0])), t.Big(BigOf(a[1])), t.Big(BigOf(a[2]))) // not what their classes make of it
}

func (typ *Type) isSequenceType() bool {
	return typ.flags&(strSubclass|listSubclass|tupleSubclass|bytesSubclass) != 0
}

// objectWrappers adds those of attribute access, descriptors, calls and construction.
func (typ *Type) objectWrappers(s, p *Slots) {
	if f := s.Call; own(f, p.Call) {
		typ.wrapper("__call__", "*args, **kwargs", func(t *Thread, a []Value) (Value, error) {
			return f(t, a[0], a[1].Tuple().Items, t.Keywords(a[2]))
		})
	}
	if f := s.GetAttr; own(f, p.GetAttr) || typ == &ObjectType {
		typ.wrapper("__getattribute__", "name, /", func(t *Thread, a []Value) (Value, error) {
			name, err := t.attrName(a[1])
			if err != nil {
				return Value{}, err
			}
			if f == nil {
				return GenericGetAttr(t, a[0], name)
			}
			return f(t, a[0], name)
		})
	}
	if f := s.SetAttr; own(f, p.SetAttr) || typ == &ObjectType {
		set := f
		if set == nil {
			set = GenericSetAttr
		}
		typ.wrapper("__setattr__", "name, value, /", func(t *Thread, a []Value) (Value, error) {
			if err := t.checkSetter(typ, a[0], "__setattr__"); err != nil {
				return Value{}, err
			}
			name, err := t.attrName(a[1])
			if err != nil {
				return Value{}, err
			}
			return None, set(t, a[0], name, a[2])
		})
		typ.wrapper("__delattr__", "name, /", func(t *Thread, a []Value) (Value, error) {
			if err := t.checkSetter(typ, a[0], "__delattr__"); err != nil {
				return Value{}, err
			}
			name, err := t.attrName(a[1])
			if err != nil {
				return Value{}, err
			}
			return None, set(t, a[0], name, Value{})
		})
	}
	if f := s.DescrGet; own(f, p.DescrGet) {
		typ.wrapper("__get__", "instance, owner=None, /", func(t *Thread, a []Value) (Value, error) {
			obj := a[1]
			if obj.IsNone() {
				obj = Value{}
			}
			var owner *Type
			if a[2].IsSet() {
				owner = a[2].AsType()
			}
			if !obj.IsSet() && owner == nil {
				if a[2].IsSet() && !a[2].IsNone() {
					return Value{}, t.Raisef(&TypeError, "__get__() needs a class as its second argument, not '%s'", a[2].Type().Name)
				}
				return Value{}, t.Raisef(&TypeError, "__get__(None, None) is invalid")
			}
			return f(t, a[0], obj, owner)
		})
	}
	if f := s.DescrSet; own(f, p.DescrSet) {
		typ.wrapper("__set__", "instance, value, /", func(t *Thread, a []Value) (Value, error) { return None, f(t, a[0], a[1], a[2]) })
		typ.wrapper("__delete__", "instance, /", func(t *Thread, a []Value) (Value, error) { return None, f(t, a[0], a[1], Value{}) })
	}
	if f := s.Init; own(f, p.Init) {
		typ.wrapper("__init__", "*args, **kwargs", func(t *Thread, a []Value) (Value, error) {
			return None, f(t, a[0], a[1].Tuple().Items, t.Keywords(a[2]))
		})
	}
	if f := s.New; own(f, p.New) && !typ.Attrs.Get("__new__").IsSet() {
		n := NewNative("", Def{"__new__", "*args, **kwargs", func(t *Thread, a []Value) (Value, error) {
			args := a[0].Tuple().Items
			if len(args) == 0 {
				return Value{}, t.Raisef(&TypeError, "%s.__new__(): not enough arguments", typ.Name)
			}
			cls := args[0].AsType()
			if cls == nil {
				return Value{}, t.Raisef(&TypeError, "%s.__new__(X): X is not a type object (%s)", typ.Name, args[0].Type().Name)
			}
			if !cls.IsSubtype(typ) {
				return Value{}, t.Raisef(&TypeError, "%s.__new__(%s): %s is not a subtype of %s", typ.Name, cls.Name, cls.Name, typ.Name)
			}
			return f(t, cls, args[1:], t.Keywords(a[1]))
		}})
		typ.Attrs.Set("__new__", Obj(n))
	}
}

// checkSetter refuses to set attributes of an instance by the method of a class that it derives from, past a native class
// in between that has rules of its own: object.__setattr__(int, …).
func (t *Thread) checkSetter(typ *Type, self Value, name string) error {
	if typ == &ObjectType && self.AsType() != nil {
		return t.Raisef(&TypeError, "can't apply this %s to %s object", name, self.Type().Name)
	}
	return nil
}

// attrName reads the name of an attribute.
func (t *Thread) attrName(v Value) (*Str, error) {
	s := v.Str()
	if s == nil {
		return nil, t.Raisef(&TypeError, "attribute name must be string, not '%s'", v.Type().Name)
	}
	return s, nil
}

// AttrName reads an argument that names an attribute.
func (t *Thread) AttrName(v Value) (*Str, error) { return t.attrName(v) }

// Keywords turns the **kwargs of a native into keyword arguments for another call.
func (t *Thread) Keywords(v Value) []Keyword {
	d := v.Dict()
	if d == nil || d.live == 0 {
		return nil
	}
	kw := make([]Keyword, 0, d.live)
	for i := range d.entries {
		if e := &d.entries[i]; e.key.IsSet() {
			if s := e.key.Str(); s != nil {
				kw = append(kw, Keyword{s, e.val})
			}
		}
	}
	return kw
}
