package py

import (
	"math"
	"math/big"
	"unsafe"
)

// Value is any Python value, in sixteen bytes. An int that fits 64 bits, a float, a bool and None lie in the value
// itself: ref then points to a static tag and bits is the payload. Everything else is a heap object, and ref points to
// its Header. The tags are headers too, so the type of any value is read the same way.
//
// The zero Value is no Python value: it means "unset" (a local before its assignment, an argument that was not given,
// the end of an iteration). This is the only file, with window.go, that knows what a reference is.
type Value struct {
	ref  unsafe.Pointer
	bits uint64
}

// Header begins every heap object.
type Header struct {
	typ  *Type
	mark uint32 // the number of the last trace that saw the object; static for what is shared between runs
	id   uint32 // what id() answers; 0 until somebody asks
}

// static marks an object that is shared by all runs: tracing leaves it alone.
const static = ^uint32(0)

// The tags. Their addresses are what matters; their types are filled in by Boot.
var (
	intTag   = Header{typ: &IntType, mark: static}
	floatTag = Header{typ: &FloatType, mark: static}
	boolTag  = Header{typ: &BoolType, mark: static}
	noneTag  = Header{typ: &NoneType, mark: static}
	rangeTag = Header{typ: &ObjectType, mark: static} // a running range, in the registers of a for loop only
	indexTag = Header{typ: &ObjectType, mark: static} // a running position, likewise
)

// The singletons that are not heap objects.
var (
	None  = Value{ref: unsafe.Pointer(&noneTag)}
	True  = Value{ref: unsafe.Pointer(&boolTag), bits: 1}
	False = Value{ref: unsafe.Pointer(&boolTag)}
)

// Int is a small int.
func Int(i int64) Value { return Value{unsafe.Pointer(&intTag), uint64(i)} }

// Float is a float.
func Float(f float64) Value { return Value{unsafe.Pointer(&floatTag), math.Float64bits(f)} }

// Bool is True or False.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Object is implemented by every heap object: a pointer to a struct that begins with a Header.
type Object interface{ header() *Header }

func (h *Header) header() *Header { return h }

// Obj makes a value of a heap object.
func Obj(o Object) Value { return Value{ref: unsafe.Pointer(o.header())} }

// Type is the type of a value, which must be set.
func (v Value) Type() *Type { return (*Header)(v.ref).typ }

// IsSet tells a value from the zero Value.
func (v Value) IsSet() bool { return v.ref != nil }

// IsInt tells whether v is an int of 64 bits, but not a bool or an instance of a subclass.
func (v Value) IsInt() bool { return v.ref == unsafe.Pointer(&intTag) }

// IsFloat tells whether v is exactly a float.
func (v Value) IsFloat() bool { return v.ref == unsafe.Pointer(&floatTag) }

// IsBool tells whether v is a bool.
func (v Value) IsBool() bool { return v.ref == unsafe.Pointer(&boolTag) }

// IsNone tells whether v is None.
func (v Value) IsNone() bool { return v.ref == unsafe.Pointer(&noneTag) }

// IsTrue tells whether v is True itself.
func (v Value) IsTrue() bool { return v == True }

// Small is the payload of an IsInt or IsBool value.
func (v Value) Small() int64 { return int64(v.bits) }

// F is the payload of an IsFloat value.
func (v Value) F() float64 { return math.Float64frombits(v.bits) }

// Is is Python's "is". Ints and floats that lie in the value are the same object when their payloads are equal.
func (v Value) Is(w Value) bool { return v == w }

// isHeap tells whether v is a heap object.
func (v Value) isHeap() bool {
	return v.ref != nil && v.ref != unsafe.Pointer(&intTag) && v.ref != unsafe.Pointer(&floatTag) &&
		v.ref != unsafe.Pointer(&boolTag) && v.ref != unsafe.Pointer(&noneTag)
}

// head is the header of a heap object or tag.
func (v Value) head() *Header { return (*Header)(v.ref) }

// as reinterprets a heap object; the caller has checked the type.
func as[T any](v Value) *T { return (*T)(v.ref) }

// ext is the attribute dictionary and slots of an instance, at the offset its type gives; nil where the type has none.
func (v Value) ext() *Ext {
	off := v.Type().extOff
	if off == 0 {
		return nil
	}
	return (*Ext)(unsafe.Add(v.ref, off))
}

// ExtOf is the attribute dictionary and slots of an instance, nil where its type has none.
func (v Value) ExtOf() *Ext { return v.ext() }

// with adds an Ext to a native layout: the instances of Python classes that derive from a native type have it.
type with[T any] struct {
	base T
	ext  Ext
}

// extOffset is where the Ext of a with[T] lies.
func extOffset[T any]() uintptr {
	var w with[T]
	return unsafe.Offsetof(w.ext)
}

// allocExt makes a zeroed instance of a subclass of T's native type; the caller sets its fields.
func allocExt[T any](typ *Type) *T {
	w := new(with[T])
	(*Header)(unsafe.Pointer(w)).typ = typ
	return (*T)(unsafe.Pointer(w))
}

// The exact types are recognised by one comparison.

// Str is the string v, or nil if v is no str.
func (v Value) Str() *Str {
	if t := v.Type(); t == &StrType || t.flags&strSubclass != 0 {
		return as[Str](v)
	}
	return nil
}

// List is the list v, or nil.
func (v Value) List() *List {
	if t := v.Type(); t == &ListType || t.flags&listSubclass != 0 {
		return as[List](v)
	}
	return nil
}

// Tuple is the tuple v, or nil.
func (v Value) Tuple() *Tuple {
	if t := v.Type(); t == &TupleType || t.flags&tupleSubclass != 0 {
		return as[Tuple](v)
	}
	return nil
}

// Dict is the dict v, or nil.
func (v Value) Dict() *Dict {
	if t := v.Type(); t == &DictType || t.flags&dictSubclass != 0 {
		return as[Dict](v)
	}
	return nil
}

// Set is the set or frozenset v, or nil.
func (v Value) Set() *Set {
	if t := v.Type(); t.flags&setSubclass != 0 {
		return as[Set](v)
	}
	return nil
}

// Bytes is the bytes v, or nil.
func (v Value) Bytes() *Bytes {
	if t := v.Type(); t.flags&bytesSubclass != 0 {
		return as[Bytes](v)
	}
	return nil
}

// Func is the Python function v, or nil.
func (v Value) Func() *Function {
	if v.Type() == &FunctionType {
		return as[Function](v)
	}
	return nil
}

// AsType is the class v, or nil.
func (v Value) AsType() *Type {
	if v.Type().flags&typeSubclass != 0 {
		return as[Type](v)
	}
	return nil
}

// Exception is the exception object v, or nil.
func (v Value) Exception() *Exception {
	if v.Type().flags&excSubclass != 0 {
		return as[Exception](v)
	}
	return nil
}

// Generator is the generator, coroutine or asynchronous generator v, or nil.
func (v Value) Generator() *Generator {
	if t := v.Type(); t == &GeneratorType || t == &CoroutineType || t == &AsyncGeneratorType {
		return as[Generator](v)
	}
	return nil
}

// Native is the built-in function or method descriptor v, or nil.
func (v Value) Native() *Native {
	if t := v.Type(); t == &BuiltinType || t == &MethodDescriptorType || t == &WrapperType || t == &ClassMethodDescriptorType {
		return as[Native](v)
	}
	return nil
}

// BoundMethod is the bound method v, or nil.
func (v Value) BoundMethod() *BoundMethod {
	if v.Type() == &MethodType || v.Type() == &BuiltinMethodType || v.Type() == &MethodWrapperType {
		return as[BoundMethod](v)
	}
	return nil
}

// Cell is the cell v; the caller knows that it is one.
func (v Value) Cell() *Cell { return as[Cell](v) }

// As gives native types of other packages their structs back: T begins with a Header and v's type has been checked.
func As[T any](v Value) *T { return (*T)(v.ref) }

// isLong tells ints in all their forms: small, big, bool, subclass.
func (v Value) isLong() bool {
	return v.IsInt() || v.Type().flags&intSubclass != 0
}

// Long is the value of an int in any form. big is nil where the value fits small; ok is false for what is no int.
func (v Value) Long() (small int64, large *big.Int, ok bool) {
	if v.IsInt() || v.IsBool() {
		return int64(v.bits), nil, true
	}
	if v.Type().flags&intSubclass != 0 {
		o := as[BigInt](v)
		return o.small, o.big, true
	}
	return 0, nil, false
}

// Double is the value of a float in any form.
func (v Value) Double() (float64, bool) {
	if v.IsFloat() {
		return v.F(), true
	}
	if v.Type().flags&floatSubclass != 0 {
		return as[FloatObject](v).f, true
	}
	return 0, false
}

// exceptionExt is where exceptions, all of which have attributes, keep their Ext.
const exceptionExt = unsafe.Offsetof(Exception{}.ext)

// headerOf is the header of a native layout.
func headerOf[T any](o *T) *Header { return (*Header)(unsafe.Pointer(o)) }

// The singletons without state.
var (
	notImplementedTag = Header{typ: &NotImplementedType, mark: static}
	ellipsisTag       = Header{typ: &EllipsisType, mark: static}

	NotImplemented = Value{ref: unsafe.Pointer(&notImplementedTag)}
	Ellipsis       = Value{ref: unsafe.Pointer(&ellipsisTag)}
)
