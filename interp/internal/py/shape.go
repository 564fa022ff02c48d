package py

import "unsafe"

// Shape is which attributes an instance has, in the order in which it got them: instances that get the same attributes
// in the same order share a shape, and hold no more than the values. An inline cache that has seen a shape knows where
// an attribute lies, or that there is none. (Chambers, Ungar and Lee, "An efficient implementation of SELF", 1989, who
// call it a map.)
//
// Shapes form a tree below the empty shape of a class. An instance leaves the tree for a dictionary of its own when
// somebody asks for its __dict__, deletes an attribute, or gives it more than a class can sensibly have.
type Shape struct {
	names []*Str
	next  map[string]*Shape
	// The child asked for last; nearly always there is only one.
	lastName  *Str
	lastShape *Shape
}

// Bounds of the tree: beyond them, attributes go to dictionaries.
const (
	maxShapeNames = 30
	maxShapeNext  = 64
	maxShapes     = 20_000
)

// inDict is the shape of instances whose attributes lie in a dictionary. No cache remembers it.
var inDict = &Shape{}

// find is the position of a name, or -1.
func (s *Shape) find(name *Str) int {
	for i, n := range s.names {
		if n == name {
			return i
		}
	}
	for i, n := range s.names {
		if n.S == name.S {
			return i
		}
	}
	return -1
}

// with is the shape with one more name, nil where the tree ends.
func (s *Shape) with(t *Thread, name *Str) *Shape {
	if s.lastName == name {
		return s.lastShape
	}
	child := s.next[name.S]
	if child == nil {
		if len(s.names) >= maxShapeNames || len(s.next) >= maxShapeNext || t.shapes >= maxShapes {
			return nil
		}
		t.shapes++
		size := uint64(160 + 8*len(s.names))
		t.shapeBytes += size
		t.alloc(size)
		child = &Shape{names: append(s.names[:len(s.names):len(s.names)], name)}
		if s.next == nil {
			s.next = map[string]*Shape{}
		}
		s.next[name.S] = child
	}
	s.lastName, s.lastShape = name, child
	return child
}

// emptyShape is the root of a class's shapes. Those of the engine's classes belong to the run.
func (t *Thread) emptyShape(typ *Type) *Shape {
	if typ.flags&isHeapType != 0 {
		if typ.shape == nil {
			typ.shape = &Shape{}
		}
		return typ.shape
	}
	s := t.rootShapes[typ]
	if s == nil {
		if t.rootShapes == nil {
			t.rootShapes = map[*Type]*Shape{}
		}
		s = &Shape{}
		t.rootShapes[typ] = s
	}
	return s
}

// Ext is what instances of Python classes have beside their native layout: attributes and the values of __slots__.
type Ext struct {
	Shape *Shape // nil while there are no attributes yet
	Vals  []Value
	Slots []Value
	dicto *Dict // the dictionary, if shape is inDict
}

// get is an attribute of the instance itself, unset where there is none.
func (e *Ext) get(t *Thread, name *Str) Value {
	switch e.Shape {
	case nil:
	case inDict:
		return e.dicto.GetStr(t, name)
	default:
		if i := e.Shape.find(name); i >= 0 {
			return e.Vals[i]
		}
	}
	return Value{}
}

// has tells whether there is such an attribute.
func (e *Ext) has(t *Thread, name *Str) bool {
	return e.Shape != nil && e.get(t, name).IsSet()
}

// set stores an attribute of an instance of typ.
func (e *Ext) set(t *Thread, typ *Type, name *Str, v Value) {
	if e.Shape == inDict {
		e.dicto.SetStr(t, name, v)
		return
	}
	shape := e.Shape
	if shape == nil {
		shape = t.emptyShape(typ)
	}
	if i := shape.find(name); i >= 0 {
		e.Vals[i] = v
		return
	}
	more := shape.with(t, name)
	if more == nil {
		e.dictObject(t).SetStr(t, name, v)
		return
	}
	e.add(t, typ, more, v)
}

// add stores the value of the last name of a shape that the instance takes on.
func (e *Ext) add(t *Thread, typ *Type, shape *Shape, v Value) {
	n := len(e.Vals)
	if n == cap(e.Vals) {
		room := max(2, 2*n)
		t.alloc(uint64(room) * 16)
		vals := make([]Value, n, room)
		copy(vals, e.Vals)
		e.Vals = vals
	}
	e.Vals = append(e.Vals, v)
	e.Shape = shape
	if n >= typ.hint && typ.flags&isHeapType != 0 {
		typ.hint = n + 1
	}
}

// delete removes an attribute and says whether it was there.
func (e *Ext) delete(t *Thread, name *Str) bool {
	if !e.has(t, name) {
		return false
	}
	return e.dictObject(t).DeleteStr(t, name)
}

// count is how many attributes there are.
func (e *Ext) count() int {
	if e.dicto != nil {
		return e.dicto.live
	}
	return len(e.Vals)
}

// names are the attributes' names in their order.
func (e *Ext) names() []string {
	var out []string
	if e.dicto != nil {
		for i := range e.dicto.entries {
			if k := e.dicto.entries[i].key; k.IsSet() && k.Str() != nil {
				out = append(out, k.Str().S)
			}
		}
		return out
	}
	if e.Shape != nil {
		for _, n := range e.Shape.names {
			out = append(out, n.S)
		}
	}
	return out
}

// dictObject is the attributes as a dictionary, for __dict__: from now on they lie in it.
func (e *Ext) dictObject(t *Thread) *Dict {
	if e.dicto != nil {
		return e.dicto
	}
	d := t.NewDict()
	if e.Shape != nil {
		d.Reserve(len(e.Vals) + 1)
		t.alloc(uint64(len(e.Vals)+1) * 40)
		for i, n := range e.Shape.names {
			d.SetStr(t, n, e.Vals[i])
		}
	}
	e.setDictObject(d)
	return d
}

// setDictObject makes a dictionary the instance's attributes.
func (e *Ext) setDictObject(d *Dict) { e.Shape, e.Vals, e.dicto = inDict, nil, d }

// reshape keeps the attributes of an instance whose class changes.
func (e *Ext) reshape(t *Thread) {
	if e.Shape != nil {
		e.dictObject(t)
	}
}

func (e *Ext) trace(visit func(Value)) {
	for _, v := range e.Slots {
		visit(v)
	}
	for _, v := range e.Vals {
		visit(v)
	}
	if e.dicto != nil {
		visit(Obj(e.dicto))
	}
}

func (e *Ext) size() uint64 { return uint64(cap(e.Vals)+len(e.Slots)) * 16 }

// cacheKind says what an attribute's inline cache knows.
type cacheKind uint8

const (
	nothingCached cacheKind = iota
	fieldCached             // instances of this class and shape have the attribute at Index
	valueCached             // the class has the attribute Val, and instances of this shape do not hide it
	plainCached             // the class has the attribute Val, and its instances have no attributes of their own
	slotCached              // the attribute is slot Index
	getterCached            // the class has the property Val
	growthCached            // storing the attribute takes an instance of this shape to the next one
)

// Known is the value of an attribute that the cache knows, unset where it knows nothing: an attribute of the instance or
// of the class that needs no binding, a slot.
func (v Value) Known(c *Cache) Value {
	typ := v.Type()
	if c.Ver != typ.version {
		return Value{}
	}
	switch c.kind {
	case plainCached:
		return c.Val
	case valueCached:
		if v.ext().Shape == c.Shape {
			return c.Val
		}
	case fieldCached:
		if e := v.ext(); e.Shape == c.Shape {
			return e.Vals[c.Index]
		}
	case slotCached:
		return v.ext().Slots[c.Index]
	}
	return Value{}
}

// Getter is the function of a property that the cache knows, unset where it knows none.
func (v Value) Getter(c *Cache) Value {
	if c.kind != getterCached || c.Ver != v.Type().version {
		return Value{}
	}
	return c.Val.PropertyGetter()
}

// SetGetter remembers a property of v's class.
func (c *Cache) SetGetter(v, property Value) {
	c.remember(Cache{Ver: v.Type().version, Val: property, kind: getterCached})
}

// remember keeps what has been found, and what the cache knew of another class or shape beside it: many an instruction
// sees instances of two classes in turns.
func (c *Cache) remember(found Cache) {
	other := c.Other
	if c.kind != nothingCached && (c.Ver != found.Ver || c.Shape != found.Shape) {
		if other == nil {
			other = new(Cache)
		}
		*other = *c
		other.Other = nil
	}
	*c = found
	c.Other = other
}

// Method is a function of the class that the cache knows and the instance does not hide, unset where it knows nothing.
func (v Value) Method(c *Cache) Value {
	typ := v.Type()
	if c.Ver != typ.version {
		return Value{}
	}
	switch c.kind {
	case plainCached:
		return c.Val
	case valueCached:
		if (*Ext)(unsafe.Add(v.ref, typ.extOff)).Shape == c.Shape {
			return c.Val
		}
	}
	return Value{}
}

// SetMethod remembers a class attribute that the instance v is known not to hide.
func (c *Cache) SetMethod(v, found Value) {
	typ := v.Type()
	e := v.ext()
	switch {
	case e == nil:
		c.remember(Cache{Ver: typ.version, Val: found, kind: plainCached})
	case e.Shape != inDict:
		c.remember(Cache{Ver: typ.version, Val: found, kind: valueCached, Shape: e.Shape})
	}
}

// SetField remembers where an instance has an attribute of its own, and says whether it has one.
func (c *Cache) SetField(t *Thread, v Value, name *Str) bool {
	e, typ := v.ext(), v.Type()
	if e == nil || e.Shape == nil {
		return false
	}
	if e.Shape == inDict {
		return e.dicto.GetStr(t, name).IsSet()
	}
	i := e.Shape.find(name)
	if i < 0 {
		return false
	}
	c.remember(Cache{Ver: typ.version, Index: int32(i), kind: fieldCached, Field: true, Shape: e.Shape})
	return true
}

// SetSlot remembers a slot.
func (c *Cache) SetSlot(v Value, slot int) {
	typ := v.Type()
	c.remember(Cache{Ver: typ.version, Index: int32(slot), kind: slotCached, Slot: true})
}

// StoreNew stores an attribute whose storing the cache has seen for an instance of this class and shape.
func (t *Thread) StoreNew(v Value, c *Cache, x Value) bool {
	typ := v.Type()
	if c.Ver != typ.version {
		return false
	}
	switch c.kind {
	case growthCached:
		e := v.ext()
		from := e.Shape
		if from == nil {
			from = typ.shape
		}
		if from != c.Shape || from == nil {
			return false
		}
		e.add(t, typ, c.next, x)
		return true
	case fieldCached:
		e := v.ext()
		if e.Shape != c.Shape {
			return false
		}
		e.Vals[c.Index] = x
		return true
	case slotCached:
		v.ext().Slots[c.Index] = x
		return true
	}
	return false
}

// Growth tells where a store may take an instance: what to give to SetGrowth after the store.
func (v Value) Growth() *Shape {
	if e := v.ext(); e != nil && v.Type().flags&isHeapType != 0 {
		if e.Shape == nil {
			return v.Type().shape
		}
		return e.Shape
	}
	return nil
}

// SetGrowth remembers that storing an attribute took an instance from one shape to the one that it has now.
func (c *Cache) SetGrowth(v Value, from *Shape) {
	e, typ := v.ext(), v.Type()
	if from == nil || from == inDict || e.Shape == inDict || e.Shape == nil || from == e.Shape {
		return
	}
	c.remember(Cache{Ver: typ.version, kind: growthCached, Shape: from, next: e.Shape})
}
