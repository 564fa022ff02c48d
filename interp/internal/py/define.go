package py

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/assay-score/assay/interp/syntax"
)

// Class describes a type of a stdlib module: what instances can do, and what the class has besides.
type Class struct {
	Module, Name string
	Doc          string
	Base         *Type // nil: object
	Slots
	Attrs        []Attr
	Methods      []Def // without self, which they get first
	ClassMethods []Def // likewise the class
	Statics      []Def
	Final        bool // cannot be a base
	HasDict      bool // instances have attributes of their own
	Generic      bool // C[X] is an alias
	Sequence     bool // matches sequence patterns
	Mapping      bool // matches mapping patterns
	Referable    bool // can be referred to weakly
}

// DefineClass makes a type of a stdlib module whose instances are T, from which Python classes may derive unless it is
// final. The type is shared by all runs; the caller makes sure that it is defined once, before it is first used.
func DefineClass[T any](typ *Type, c Class) {
	Boot()
	flags := typeFlags(0)
	if c.Final {
		flags |= isFinal
	}
	if c.Sequence {
		flags |= isSequence
	}
	if c.Mapping {
		flags |= isMapping
	}
	if c.Referable {
		flags |= referable
	}
	(&booter{}).define(typ, c.Name, c.Base, flags, c.Slots)
	typ.Module, typ.Doc = c.Module, c.Doc
	if c.Module != "builtins" {
		typ.Name = c.Module + "." + c.Name // how messages name the type
	}
	if !c.Final {
		layout[T](typ, nil)
		if c.Base != nil && c.Base.alloc != nil && c.Base.subExt != 0 && sameLayout[T](c.Base) {
			typ.alloc = c.Base.alloc
		}
	}
	if c.HasDict {
		typ.flags |= hasDict
		typ.alloc, typ.extOff = withExt[T](nil), extOffset[T]()
		typ.addAttrs([]Attr{{"__dict__", getDict, setDict}})
	}
	typ.addAttrs(c.Attrs)
	typ.addMethods(c.Methods)
	typ.addClassMethods(c.ClassMethods)
	typ.addStatic(c.Statics)
	if c.Generic {
		typ.addClassMethods([]Def{{"__class_getitem__", "item, /", func(t *Thread, a []Value) (Value, error) { return t.NewGenericAlias(a[0], a[1]), nil }}})
	}
	typ.inherit()
	if c.Slots.Compare != nil && c.Slots.Hash == nil {
		typ.Hash = nil
	}
	typ.addWrappers()
	if c.Doc != "" {
		typ.Attrs.Set("__doc__", Obj(staticStr(c.Doc)))
	}
	typ.version = sharedVersion()
}

// AllowWeakRefs lets instances of a type that Define made be referred to weakly.
func (typ *Type) AllowWeakRefs() { typ.flags |= referable }

// sameLayout tells whether instances of a base are laid out as T: then what the base's alloc prepares is wanted too.
func sameLayout[T any](base *Type) bool { return base.subExt == extOffset[T]() }

// Instance makes a zeroed instance of a class that is, or derives from, one made by DefineClass for T. Model bytes for a
// plain object are charged; what the instance holds beyond that is its maker's to charge.
func Instance[T any](t *Thread, typ *Type) (*T, Value) {
	if typ.flags&(isHeapType|hasDict) != 0 {
		v := typ.alloc(t, typ)
		return as[T](v), v
	}
	t.alloc(objectSize)
	o := new(T)
	headerOf(o).typ = typ
	return o, Obj(headerOf(o))
}

// SetValue sets an attribute of a class that a stdlib module has just defined.
func (typ *Type) SetValue(name string, v Value) { typ.Attrs.Set(name, v) }

// Shared marks an object as belonging to no run: constants of a class. It must never change.
func Shared(v Value) Value {
	if v.isHeap() {
		v.head().mark = static
	}
	return v
}

// SharedStr is a str that belongs to no run.
func SharedStr(s string) Value { return Obj(staticStr(s)) }

// DefineException makes an exception class of a stdlib module, shared by all runs.
func DefineException(typ *Type, module, name string, base *Type) {
	Boot()
	(&booter{}).define(typ, name, base, 0, Slots{})
	typ.Module = module
	typ.inherit()
	typ.extOff, typ.subExt = base.extOff, base.subExt
	typ.addWrappers()
	typ.version = sharedVersion()
}

// FunctionSet are the natives of a module that is written in Go, made once for all runs, and what else of the module
// belongs to no run.
type FunctionSet struct {
	Natives []*Native
	values  []Value // those of names
	makers  []func(t *Thread) (Value, error)
	names   LaterNames
	once    sync.Once
}

// Functions are natives of a module.
func Functions(module string, defs []Def) *FunctionSet {
	Boot()
	out := make([]*Native, len(defs))
	for i, d := range defs {
		out[i] = NewNative(module, d)
	}
	return &FunctionSet{Natives: out}
}

// Constant is a name of a module written in Go that stands for the same in all runs, or for what Make makes for a run when
// somebody looks for it.
type Constant struct {
	Name  string
	Value Value
	Make  func(t *Thread) (Value, error)
}

// fill makes the table of the names of a module.
func (s *FunctionSet) fill(types []*Type, constants []Constant) {
	var all []string
	at := map[string]int{}
	set := func(name string, v Value, f func(t *Thread) (Value, error)) {
		if i, ok := at[name]; ok {
			s.values[i], s.makers[i] = v, f
			return
		}
		at[name] = len(all)
		all, s.values, s.makers = append(all, name), append(s.values, v), append(s.makers, f)
	}
	for _, f := range s.Natives {
		set(f.Name, Obj(f), nil)
	}
	for _, typ := range types {
		set(typ.ShortName(), Obj(typ), nil)
	}
	for _, c := range constants {
		set(c.Name, c.Value, c.Make)
	}
	parts := make([][]string, len(all))
	for i := range all {
		parts[i] = all[i : i+1]
	}
	s.names.Fill(parts, all)
}

// ModuleOf makes a module of functions and classes. Their names come into its namespace when somebody looks for them.
func (t *Thread) ModuleOf(name string, functions *FunctionSet, types ...*Type) *Module {
	return t.ModuleWith(name, functions, types, nil)
}

// ModuleWith is ModuleOf with constants as well, which constants makes once for all runs.
func (t *Thread) ModuleWith(name string, functions *FunctionSet, types []*Type, constants func() []Constant) *Module {
	m := t.NewModule(name)
	if functions == nil {
		for _, typ := range types {
			m.Set(t, typ.ShortName(), Obj(typ))
		}
		return m
	}
	functions.once.Do(func() {
		var more []Constant
		if constants != nil {
			more = constants()
		}
		functions.fill(types, more)
	})
	t.BindLater(m.Dict, &functions.names, func(t *Thread, i int) error {
		v := functions.values[i]
		if f := functions.makers[i]; f != nil {
			var err error
			if v, err = f(t); err != nil {
				return err
			}
		}
		m.Dict.SetStr(t, t.Intern(functions.names.parts[i][0]), v)
		return nil
	}, nil)
	return m
}

// ShareAs gives an object that belongs to no run its type.
func ShareAs(o Object, typ *Type) {
	h := o.header()
	h.typ, h.mark = typ, static
}

// sharedVersions counts the types of stdlib modules, which are defined when a run first imports them.
var sharedVersions atomic.Uint32

// sharedVersion is a version for such a type: above those of Boot's, and no two the same, because caches tell types apart
// by their versions.
func sharedVersion() uint32 {
	n := bootVersions + sharedVersions.Add(1)
	if n >= firstFreeVersion {
		panic("more types in stdlib modules than there are versions")
	}
	return n
}

// bootVersions is above every version that Boot gives.
const bootVersions = 1 << 10

// Short is the str of a text that is met often: the empty one and those of one ASCII character are shared.
func (t *Thread) Short(s string) Value {
	switch {
	case s == "":
		return Obj(emptyStr)
	case len(s) == 1 && s[0] < 0x80:
		return Obj(charStr(s[0]))
	}
	return t.StrValue(s)
}

// DecodeRune is the first code point of a text, surrogates included, and how many bytes it takes.
func DecodeRune(s string) (rune, int) { return syntax.DecodeWTF8(s) }

// AddNote adds a note to an exception.
func (e *Exception) AddNote(t *Thread, note string) { e.addNote(t, note) }

// ShortName is __name__: for types of modules that are written in Go, Name has the module in front, as messages show it.
func (typ *Type) ShortName() string {
	if typ.flags&isHeapType != 0 {
		return typ.Name
	}
	return typ.Name[strings.LastIndexByte(typ.Name, '.')+1:]
}

// WritableBytes is the content of an object whose buffer may be written; it is good only until the program runs again.
func (t *Thread) WritableBytes(v Value) ([]byte, bool) {
	typ := v.Type()
	switch {
	case v.isBytearray():
		return as[Bytes](v).B, true
	case typ == &MemoryViewType:
		m := as[MemoryView](v)
		if m.released || m.readonly || len(m.shape) > 1 {
			return nil, false
		}
		n := m.itemSize
		if len(m.shape) == 1 {
			n *= m.shape[0]
			if len(m.strides) == 1 && m.strides[0] != m.itemSize && m.shape[0] > 1 {
				return nil, false
			}
		}
		if m.offset < 0 || m.offset+n > len(m.data) {
			return nil, false
		}
		return m.data[m.offset : m.offset+n], true
	case typ.Buffer != nil:
		if b, ok := typ.Buffer(v); ok && !b.ReadOnly {
			return b.Data, true
		}
	}
	return nil, false
}

// ASCIIDigits turns the decimal digits of all scripts into those of ASCII.
func ASCIIDigits(s string) string { return asciiDigits(s) }
