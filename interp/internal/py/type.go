package py

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
)

// Type is a Python class. Those of the engine are package variables that Boot fills once and nobody changes after; a
// class statement makes new ones, which belong to their run.
type Type struct {
	Header
	Name     string // without its module
	QualName string
	Module   string
	Doc      string
	Bases    []*Type
	MRO      []*Type // linearisation, this type first
	Base     *Type   // the base whose layout instances share
	Attrs    Attrs   // the class dictionary
	Slots
	flags      typeFlags
	version    uint32 // changes whenever an attribute lookup might answer differently; never 0
	extOff     uintptr
	alloc      func(t *Thread, typ *Type) Value // a zeroed instance; nil where only the engine makes instances
	subclasses []*Type
	slotNames  []string // __slots__ of this class only
	slotBase   int      // number of slots of the bases
	special    [specialCount]Value
	typeParams Value
	native     bool    // one of the engine's
	below      []*Type // the engine's direct subclasses of an engine's type
	subExt     uintptr // extOff of subclasses
	salt       uint32  // what spreads the type's names over the cache of look-ups
	hint       int     // how many attributes instances tend to have
	shape      *Shape  // of instances without attributes, of a Python class
}

type typeFlags uint32

const (
	intSubclass typeFlags = 1 << iota
	floatSubclass
	strSubclass
	bytesSubclass
	listSubclass
	tupleSubclass
	dictSubclass
	setSubclass
	typeSubclass
	excSubclass
	isFinal    // cannot be a base
	hasDict    // instances have attributes
	isHeapType // made by a class statement
	isSequence // matches sequence patterns
	isMapping  // matches mapping patterns
	isAbstract // has abstract methods
	selfMatch  // class pattern with one positional subpattern matches the subject itself
	customAttr // overrides __getattribute__ or __getattr__
	finalized  // instances have __del__
	weakRef    // is weakref.ReferenceType, or derives from it
	plainNew   // instances are made by object.__new__ and nothing else
	referable  // instances of an engine's type can be referred to weakly
	inherited  = intSubclass | floatSubclass | strSubclass | bytesSubclass | listSubclass | tupleSubclass | dictSubclass | setSubclass |
		typeSubclass | excSubclass | hasDict | isSequence | isMapping | selfMatch | customAttr | finalized | weakRef | referable
)

// Slots are the operations of a type. A nil slot means that the operation is not supported. Natives fill them directly;
// for Python classes the class machinery fills them with functions that call the special methods.
type Slots struct {
	New  func(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error)
	Init func(t *Thread, self Value, args []Value, kw []Keyword) error
	Call func(t *Thread, self Value, args []Value, kw []Keyword) (Value, error)

	Repr  func(t *Thread, self Value) (Value, error)
	ToStr func(t *Thread, self Value) (Value, error)
	Hash  func(t *Thread, self Value) (int64, error) // nil: unhashable
	Bool  func(t *Thread, self Value) (bool, error)
	// Compare answers NotImplemented where it does not know the other operand.
	Compare func(t *Thread, op code.CmpOp, a, b Value) (Value, error)

	GetAttr  func(t *Thread, self Value, name *Str) (Value, error)
	SetAttr  func(t *Thread, self Value, name *Str, v Value) error // v unset: delete
	DescrGet func(t *Thread, self, obj Value, owner *Type) (Value, error)
	DescrSet func(t *Thread, self, obj, v Value) error // v unset: delete

	Iter func(t *Thread, self Value) (Value, error)
	// Next answers the zero Value at the end.
	Next func(t *Thread, self Value) (Value, error)
	// NextPair, where there is one, answers what Next would make a pair of, without the pair; the first is unset at the
	// end. ok is false where Next has to be asked.
	NextPair func(t *Thread, self Value) (a, b Value, ok bool, err error)

	Len      func(t *Thread, self Value) (int, error)
	GetItem  func(t *Thread, self, key Value) (Value, error)
	SetItem  func(t *Thread, self, key, v Value) error // v unset: delete
	Contains func(t *Thread, self, v Value) (bool, error)

	// Binary and InPlace answer NotImplemented where they do not know the other operand. A native's Binary is called
	// with its own type on either side; a Python class's, too, and finds out by itself.
	Binary                [code.BinOps]func(t *Thread, a, b Value) (Value, error)
	InPlace               [code.BinOps]func(t *Thread, a, b Value) (Value, error)
	Neg, Pos, Invert, Abs func(t *Thread, self Value) (Value, error)
	ToInt, ToFloat, Index func(t *Thread, self Value) (Value, error)

	// Trace shows every value that the object holds; Size is the object's size in model bytes.
	// Buffer is the memory that the object exports to bytes, memoryview and the like.
	Buffer func(self Value) (Buffer, bool)

	Trace func(self Value, visit func(Value))
	Size  func(self Value) uint64
}

// Attrs is an ordered mapping from attribute names to values: a class dictionary.
type Attrs struct {
	names  []string
	values map[string]Value
}

// Get is the value of a name, unset where there is none.
func (a *Attrs) Get(name string) Value { return a.values[name] }

// Set sets a name.
func (a *Attrs) Set(name string, v Value) {
	if a.values == nil {
		a.values = make(map[string]Value)
	}
	if _, ok := a.values[name]; !ok {
		a.names = append(a.names, name)
	}
	a.values[name] = v
}

// Delete removes a name and says whether it was there.
func (a *Attrs) Delete(name string) bool {
	if _, ok := a.values[name]; !ok {
		return false
	}
	delete(a.values, name)
	for i, n := range a.names {
		if n == name {
			a.names = append(a.names[:i:i], a.names[i+1:]...)
			break
		}
	}
	return true
}

// Names are the names in the order of their first assignment.
func (a *Attrs) Names() []string { return a.names }

// Lookup finds a name along the MRO.
func (typ *Type) Lookup(name string) Value {
	for _, c := range typ.MRO {
		if v, ok := c.Attrs.values[name]; ok {
			return v
		}
	}
	return Value{}
}

// lookups remembers what the look-ups of attributes along the MRO answered last. (CPython has such a cache, too; a
// version belongs to one type only, so it stands for the type.)
type lookups [lookupSize]struct {
	ver   uint32
	name  *Str
	found Value
}

const lookupSize = 128

// spareLookups are empty ones.
var spareLookups = sync.Pool{New: func() any { return new(lookups) }}

// GiveBack gives back, at the end of a run, memory that the next one can use. Nothing of the run stays in it.
func (t *Thread) GiveBack() {
	if t.looked != nil {
		clear(t.looked[:])
		spareLookups.Put(t.looked)
		t.looked = nil
	}
}

// Threaded tells whether the run has had more than one Python thread.
func (t *Thread) Threaded() bool { return t.strands != nil }

// Lookup is typ.Lookup for a name of which there is an object.
func (t *Thread) Lookup(typ *Type, name *Str) Value {
	if t.looked == nil {
		t.looked = spareLookups.Get().(*lookups)
	}
	i := (typ.salt*31 + uint32(t.hashStr(name))) % lookupSize
	e := &t.looked[i]
	if e.ver == typ.version && e.name == name {
		return e.found
	}
	t.fuel -= int64(6 * len(typ.MRO))
	v := typ.Lookup(name.S)
	e.ver, e.name, e.found = typ.version, name, v
	return v
}

// lookupFrom is Lookup that also says in which class the name was found.
func (typ *Type) lookupFrom(name string) (Value, *Type) {
	for _, c := range typ.MRO {
		if v, ok := c.Attrs.values[name]; ok {
			return v, c
		}
	}
	return Value{}, nil
}

// IsSubtype tells whether typ is other or derives from it.
func (typ *Type) IsSubtype(other *Type) bool {
	if typ == other {
		return true
	}
	for _, c := range typ.MRO {
		if c == other {
			return true
		}
	}
	return false
}

// Version identifies what attribute lookups on the type answer.
func (typ *Type) Version() uint32 { return typ.version }

// IsPython tells whether a class statement made the type.
func (typ *Type) IsPython() bool { return typ.flags&isHeapType != 0 }

// FullName is the name with its module, unless that is builtins.
func (typ *Type) FullName() string {
	if typ.Module == "builtins" || typ.Module == "" {
		return typ.QualName
	}
	return typ.Module + "." + typ.QualName
}

// DisplayName is the name with its module, unless that is builtins or __main__.
func (typ *Type) DisplayName() string {
	if typ.Module == "__main__" {
		return typ.QualName
	}
	return typ.FullName()
}

// IsInstance tells whether v is an instance of typ, without asking __instancecheck__.
func IsInstance(v Value, typ *Type) bool { return v.Type().IsSubtype(typ) }

// Value is the class as a value.
func (typ *Type) Value() Value { return Obj(typ) }

// modified gives the type and everything below it a new version, and answers them all: a class stands before those that
// derive from it alone, and once, however many ways lead to it (in a lattice of diamonds they double with every level).
func (typ *Type) modified(t *Thread) []*Type {
	before := t.versions
	t.versions++
	typ.version = t.versions
	all := []*Type{typ}
	for i := 0; i < len(all); i++ {
		t.Spend(12 + 2*len(all[i].subclasses))
		for _, s := range all[i].subclasses {
			if s.version <= before {
				t.versions++
				s.version = t.versions
				all = append(all, s)
			}
		}
	}
	return all
}
