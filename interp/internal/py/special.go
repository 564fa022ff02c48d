package py

import (
	"github.com/assay-score/assay/interp/internal/code"
)

// special numbers the special methods that a Python class may define and a slot stands for.
type special uint8

const (
	specialRepr special = iota
	specialStr
	specialHash
	specialBool
	specialEq
	specialNe
	specialLt
	specialLe
	specialGt
	specialGe
	specialGetattribute
	specialGetattr
	specialSetattr
	specialDelattr
	specialGet
	specialSet
	specialDelete
	specialIter
	specialNext
	specialLen
	specialGetitem
	specialSetitem
	specialDelitem
	specialContains
	specialCall
	specialInit
	specialNew
	specialNeg
	specialPos
	specialInvert
	specialAbs
	specialInt
	specialFloat
	specialIndex
	specialAdd
	specialRAdd  = specialAdd + code.BinOps
	specialIAdd  = specialRAdd + code.BinOps
	specialCount = specialIAdd + code.BinOps
)

// specialNames are the methods' names, in the order of the constants.
var specialNames = [specialCount]string{"__repr__", "__str__", "__hash__", "__bool__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
	"__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__get__", "__set__", "__delete__", "__iter__", "__next__", "__len__",
	"__getitem__", "__setitem__", "__delitem__", "__contains__", "__call__", "__init__", "__new__", "__neg__", "__pos__", "__invert__", "__abs__",
	"__int__", "__float__", "__index__",
	"__add__", "__sub__", "__mul__", "__matmul__", "__truediv__", "__mod__", "__pow__", "__lshift__", "__rshift__", "__or__", "__xor__", "__and__", "__floordiv__",
	"__radd__", "__rsub__", "__rmul__", "__rmatmul__", "__rtruediv__", "__rmod__", "__rpow__", "__rlshift__", "__rrshift__", "__ror__", "__rxor__", "__rand__", "__rfloordiv__",
	"__iadd__", "__isub__", "__imul__", "__imatmul__", "__itruediv__", "__imod__", "__ipow__", "__ilshift__", "__irshift__", "__ior__", "__ixor__", "__iand__", "__ifloordiv__"}

// Special is what a class answers for a special method, unset where it has none.
func (typ *Type) Special(name string) Value { return typ.Lookup(name) }

// SpecialNew, SpecialInit, … are what the machine asks a class for without a lookup.
func (typ *Type) SpecialInit() Value { return typ.special[specialInit] }

// SpecialGetItem is __getitem__ of a Python class.
func (typ *Type) SpecialGetItem() Value { return typ.special[specialGetitem] }

// SpecialCall is __call__ of a Python class.
func (typ *Type) SpecialCall() Value { return typ.special[specialCall] }

// SpecialBinary is the method of a binary operator of a Python class.
func (typ *Type) SpecialBinary(op code.BinOp) Value { return typ.special[specialAdd+special(op)] }

// SpecialNext and SpecialIter are those of iteration.
func (typ *Type) SpecialNext() Value { return typ.special[specialNext] }

// SpecialIter is __iter__ of a Python class.
func (typ *Type) SpecialIter() Value { return typ.special[specialIter] }

// PlainNew tells whether instances are made by object.__new__ and by nothing else.
func (typ *Type) PlainNew() bool {
	return typ.flags&(plainNew|isAbstract) == plainNew
}

// NewPlain makes an instance of a PlainNew class.
func (t *Thread) NewPlain(typ *Type) Value { return newSimple(t, typ) }

// fillSpecials finds all special methods of a Python class and sets its slots.
func (typ *Type) fillSpecials() {
	if like := typ.model(); like != nil {
		typ.special, typ.Slots = like.special, like.Slots
		typ.fillGetAttr()
		typ.fillSpecial(specialNew)
		for _, name := range typ.Attrs.names {
			if len(name) > 4 && name[0] == '_' && name[1] == '_' {
				if s, ok := specialByName[name]; ok {
					typ.fillSpecial(s)
				}
			}
		}
		return
	}
	for s := range specialCount {
		typ.fillSpecial(s)
	}
}

// model is a class that answers every special method as typ does, except for those that typ defines itself; nil where
// there is none, and all of them have to be looked up.
func (typ *Type) model() *Type {
	if len(typ.Bases) != 1 || len(typ.MRO) != len(typ.Bases[0].MRO)+1 {
		return nil
	}
	switch base := typ.Bases[0]; {
	case base.flags&isHeapType != 0:
		return base
	case base == &ObjectType:
		return &plainModel
	}
	return nil
}

// plainModel is a Python class that defines nothing, and specialByName finds the number of a special method; Boot fills them.
var (
	plainModel    Type
	specialByName = map[string]special{}
)

func bootSpecials() {
	for s, name := range specialNames {
		specialByName[name] = special(s)
	}
	plainModel = Type{Header: Header{typ: &TypeType, mark: static}, Name: "object", flags: isHeapType, Bases: []*Type{&ObjectType}, Base: &ObjectType, extOff: simpleExt}
	plainModel.MRO = []*Type{&plainModel, &ObjectType}
	plainModel.Trace, plainModel.Size = ObjectType.Trace, ObjectType.Size
	for s := range specialCount {
		plainModel.fillSpecial(s)
	}
}

// refreshSpecial does the same for one name, in a class that changed and those below it.
func (t *Thread) refreshSpecial(changed []*Type, name string) {
	if len(name) < 5 || name[0] != '_' {
		return
	}
	if s, ok := specialByName[name]; ok {
		for _, typ := range changed {
			t.Spend(16 + 2*len(typ.MRO))
			typ.fillSpecial(s)
		}
	}
}

// fillSpecial sets the slot of one special method: inherited where a native class defines it, a call of the method
// where a Python class does.
func (typ *Type) fillSpecial(s special) {
	fn, owner := typ.lookupFrom(specialNames[s])
	typ.special[s] = fn
	python := owner != nil && owner.flags&isHeapType != 0
	var from *Slots
	if owner != nil && !python {
		from = &owner.Slots
	}
	unset := !fn.IsSet()
	switch s {
	case specialRepr:
		typ.Repr = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Repr }, callUnary(s))
	case specialStr:
		typ.ToStr = pick(python, unset, from, func(x *Slots) unaryFunc { return x.ToStr }, callUnary(s))
	case specialHash:
		typ.Hash = pick(python && !fn.IsNone(), unset || fn.IsNone(), from, func(x *Slots) hashFunc { return x.Hash }, callHash)
	case specialBool:
		typ.Bool = pick(python, unset, from, func(x *Slots) boolFunc { return x.Bool }, callBool)
	case specialEq, specialNe, specialLt, specialLe, specialGt, specialGe:
		typ.Compare = callCompare
		eq, by := typ.lookupFrom("__eq__")
		own := by == nil || by.flags&isHeapType != 0 || eq.IsNone()
		for op := specialNe; op <= specialGe; op++ {
			_, o := typ.lookupFrom(specialNames[op])
			own = own || o != nil && o.flags&isHeapType != 0
		}
		if !own {
			typ.Compare = by.Compare
		}
	case specialGetattribute, specialGetattr:
		typ.fillGetAttr()
	case specialSetattr, specialDelattr:
		set, so := typ.lookupFrom("__setattr__")
		_, do := typ.lookupFrom("__delattr__")
		if so != nil && so.flags&isHeapType != 0 || do != nil && do.flags&isHeapType != 0 {
			typ.SetAttr = callSetAttr
		} else if so != nil && set.IsSet() {
			typ.SetAttr = so.SetAttr
		}
	case specialGet:
		typ.DescrGet = pick(python, unset, from, func(x *Slots) descrGetFunc { return x.DescrGet }, callDescrGet)
	case specialSet, specialDelete:
		_, so := typ.lookupFrom("__set__")
		_, do := typ.lookupFrom("__delete__")
		switch {
		case so != nil && so.flags&isHeapType != 0 || do != nil && do.flags&isHeapType != 0:
			typ.DescrSet = callDescrSet
		case so != nil:
			typ.DescrSet = so.DescrSet
		default:
			typ.DescrSet = nil
		}
	case specialIter:
		typ.Iter = pick(python && !fn.IsNone(), unset || fn.IsNone(), from, func(x *Slots) unaryFunc { return x.Iter }, callUnary(s))
	case specialNext:
		typ.Next = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Next }, callNext)
	case specialLen:
		typ.Len = pick(python, unset, from, func(x *Slots) lenFunc { return x.Len }, callLen)
	case specialGetitem:
		typ.GetItem = pick(python, unset, from, func(x *Slots) binaryFunc { return x.GetItem }, callGetItem)
	case specialSetitem, specialDelitem:
		_, so := typ.lookupFrom("__setitem__")
		_, do := typ.lookupFrom("__delitem__")
		switch {
		case so != nil && so.flags&isHeapType != 0 || do != nil && do.flags&isHeapType != 0:
			typ.SetItem = callSetItem
		case so != nil:
			typ.SetItem = so.SetItem
		default:
			typ.SetItem = nil
		}
	case specialContains:
		typ.Contains = pick(python && !fn.IsNone(), unset || fn.IsNone(), from, func(x *Slots) containsFunc { return x.Contains }, callContains)
	case specialCall:
		typ.Call = pick(python, unset, from, func(x *Slots) callFunc { return x.Call }, callCall)
	case specialInit:
		typ.Init = pick(python, unset, from, func(x *Slots) initFunc { return x.Init }, callInit)
	case specialNew:
		typ.New = pick(python, unset, from, func(x *Slots) newFunc { return x.New }, callNew)
		typ.flags &^= plainNew
		if owner == &ObjectType && typ.typ == &TypeType && typ.extOff == simpleExt {
			typ.flags |= plainNew
		}
	case specialNeg:
		typ.Neg = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Neg }, callUnary(s))
	case specialPos:
		typ.Pos = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Pos }, callUnary(s))
	case specialInvert:
		typ.Invert = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Invert }, callUnary(s))
	case specialAbs:
		typ.Abs = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Abs }, callUnary(s))
	case specialInt:
		typ.ToInt = pick(python, unset, from, func(x *Slots) unaryFunc { return x.ToInt }, callUnary(s))
	case specialFloat:
		typ.ToFloat = pick(python, unset, from, func(x *Slots) unaryFunc { return x.ToFloat }, callUnary(s))
	case specialIndex:
		typ.Index = pick(python, unset, from, func(x *Slots) unaryFunc { return x.Index }, callUnary(s))
	default:
		if s >= specialIAdd {
			op := s - specialIAdd
			typ.InPlace[op] = pick(python, unset, from, func(x *Slots) binaryFunc { return x.InPlace[op] }, callBinary(s))
		}
	}
}

type (
	unaryFunc    = func(*Thread, Value) (Value, error)
	binaryFunc   = func(*Thread, Value, Value) (Value, error)
	hashFunc     = func(*Thread, Value) (int64, error)
	boolFunc     = func(*Thread, Value) (bool, error)
	lenFunc      = func(*Thread, Value) (int, error)
	containsFunc = func(*Thread, Value, Value) (bool, error)
	descrGetFunc = func(*Thread, Value, Value, *Type) (Value, error)
	callFunc     = func(*Thread, Value, []Value, []Keyword) (Value, error)
	initFunc     = func(*Thread, Value, []Value, []Keyword) error
	newFunc      = func(*Thread, *Type, []Value, []Keyword) (Value, error)
)

// pick chooses between the call of a Python method, nothing, and a native's slot.
func pick[F any](python, unset bool, from *Slots, native func(*Slots) F, python2 F) F {
	var none F
	switch {
	case python:
		return python2
	case unset || from == nil:
		return none
	}
	return native(from)
}

func callUnary(s special) unaryFunc {
	return func(t *Thread, self Value) (Value, error) { return t.CallMethodOf(self.Type().special[s], self) }
}

func callBinary(s special) binaryFunc {
	return func(t *Thread, self, x Value) (Value, error) { return t.CallMethodOf(self.Type().special[s], self, x) }
}

func callHash(t *Thread, self Value) (int64, error) {
	r, err := t.CallMethodOf(self.Type().special[specialHash], self)
	if err != nil {
		return 0, err
	}
	small, large, ok := r.Long()
	if !ok {
		return 0, t.Raisef(&TypeError, "__hash__ method should return an integer")
	}
	if large != nil {
		return hashBig(large), nil
	}
	if small == -1 {
		return -2, nil
	}
	return small, nil
}

func callBool(t *Thread, self Value) (bool, error) {
	fn := self.Type().special[specialBool]
	if fn.IsNone() {
		return false, t.Raisef(&TypeError, "'%s' cannot be interpreted as a boolean", self.Type().Name)
	}
	r, err := t.CallMethodOf(fn, self)
	if err != nil {
		return false, err
	}
	if !r.IsBool() {
		return false, t.Raisef(&TypeError, "__bool__ should return bool, returned %s", r.Type().Name)
	}
	return r == True, nil
}

func callLen(t *Thread, self Value) (int, error) {
	r, err := t.CallMethodOf(self.Type().special[specialLen], self)
	if err != nil {
		return 0, err
	}
	i, err := t.Index(r)
	if err != nil {
		return 0, err
	}
	small, large, _ := i.Long()
	if large != nil && large.Sign() > 0 {
		return 0, t.Raisef(&OverflowError, "cannot fit 'int' into an index-sized integer")
	}
	if small < 0 || large != nil {
		return 0, t.Raisef(&ValueError, "__len__() should return >= 0")
	}
	return int(small), nil
}

// callCompare calls the method of the operator; object's own answers stand in where no class defines one.
func callCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	fn := a.Type().special[specialEq+special(op)]
	if !fn.IsSet() {
		return NotImplemented, nil
	}
	if n := fn.Native(); n != nil && n.typ == &WrapperType && a.Type().IsSubtype(n.Owner) {
		return n.Fn(t, []Value{a, b})
	}
	if get := fn.Type().DescrGet; get != nil && fn.Func() == nil && fn.Native() == nil {
		bound, err := get(t, fn, a, a.Type())
		if err != nil {
			if _, ok := err.(*Exception); ok {
				return NotImplemented, nil // as if there were no such method
			}
			return Value{}, err
		}
		return t.Call(bound, b)
	}
	return t.CallMethodOf(fn, a, b)
}

// fillGetAttr finds out whether attribute access is the usual one.
func (typ *Type) fillGetAttr() {
	_, owner := typ.lookupFrom("__getattribute__")
	fallback := typ.Lookup("__getattr__")
	typ.special[specialGetattr] = fallback
	typ.flags |= customAttr
	switch {
	case owner != nil && owner.flags&isHeapType != 0 || fallback.IsSet():
		typ.GetAttr = callGetAttr
	default:
		typ.GetAttr = nil
		if owner != nil {
			typ.GetAttr = owner.GetAttr
		}
		if typ.GetAttr == nil {
			typ.flags &^= customAttr
		}
	}
}

func callGetAttr(t *Thread, self Value, name *Str) (Value, error) {
	typ := self.Type()
	fallback := typ.special[specialGetattr] // even if __getattribute__ changes it
	fn, owner := typ.lookupFrom("__getattribute__")
	var r Value
	var err error
	switch {
	case owner.flags&isHeapType != 0:
		r, err = t.CallMethodOf(fn, self, Obj(name))
	case owner.GetAttr != nil:
		r, err = owner.GetAttr(t, self, name)
	default:
		r, err = GenericGetAttr(t, self, name)
	}
	if err == nil || Catch(err, &AttributeError) == nil {
		return r, err
	}
	if fallback.IsSet() {
		return t.CallMethodOf(fallback, self, Obj(name))
	}
	return r, err
}

func callSetAttr(t *Thread, self Value, name *Str, v Value) error {
	var err error
	if v.IsSet() {
		_, err = t.CallMethodOf(self.Type().special[specialSetattr], self, Obj(name), v)
	} else {
		_, err = t.CallMethodOf(self.Type().special[specialDelattr], self, Obj(name))
	}
	return err
}

func callDescrGet(t *Thread, self, obj Value, owner *Type) (Value, error) {
	if err := t.Enter(); err != nil { // __get__ may be a descriptor, even this one
		return Value{}, err
	}
	defer t.Leave()
	o := None
	if owner != nil {
		o = Obj(owner)
	}
	return t.CallMethodOf(self.Type().special[specialGet], self, obj.orNone(), o)
}

func callDescrSet(t *Thread, self, obj, v Value) error {
	if err := t.Enter(); err != nil {
		return err
	}
	defer t.Leave()
	s, args := specialSet, []Value{obj, v}
	if !v.IsSet() {
		s, args = specialDelete, args[:1]
	}
	fn := self.Type().special[s]
	if !fn.IsSet() {
		return t.Raisef(&AttributeError, "%s", specialNames[s])
	}
	_, err := t.CallMethodOf(fn, self, args...)
	return err
}

func callNext(t *Thread, self Value) (Value, error) {
	r, err := t.CallMethodOf(self.Type().special[specialNext], self)
	if err != nil && t.stops(err) {
		return Value{}, nil
	}
	return r, err
}

func callGetItem(t *Thread, self, key Value) (Value, error) {
	return t.CallMethodOf(self.Type().special[specialGetitem], self, key)
}

func callSetItem(t *Thread, self, key, v Value) error {
	s, args := specialSetitem, []Value{key, v}
	if !v.IsSet() {
		s, args = specialDelitem, args[:1]
	}
	fn := self.Type().special[s]
	if !fn.IsSet() {
		return t.Raisef(&AttributeError, "%s", specialNames[s])
	}
	_, err := t.CallMethodOf(fn, self, args...)
	return err
}

func callContains(t *Thread, self, v Value) (bool, error) {
	r, err := t.CallMethodOf(self.Type().special[specialContains], self, v)
	if err != nil {
		return false, err
	}
	return t.Truth(r)
}

func callCall(t *Thread, self Value, args []Value, kw []Keyword) (Value, error) {
	fn := self.Type().special[specialCall]
	if fn.Func() != nil {
		all := make([]Value, 0, len(args)+1)
		return t.CallKw(fn, append(append(all, self), args...), kw)
	}
	if get := fn.Type().DescrGet; get != nil {
		b, err := get(t, fn, self, self.Type())
		if err != nil {
			return Value{}, err
		}
		return t.CallKw(b, args, kw)
	}
	return t.CallKw(fn, args, kw)
}

func callInit(t *Thread, self Value, args []Value, kw []Keyword) error {
	fn := self.Type().special[specialInit]
	var r Value
	var err error
	if get := fn.Type().DescrGet; get != nil && fn.Func() == nil && fn.Native() == nil {
		b, err := get(t, fn, self, self.Type())
		if err != nil {
			return err
		}
		r, err = t.CallKw(b, args, kw)
		if err != nil {
			return err
		}
	} else {
		all := make([]Value, 0, len(args)+1)
		r, err = t.CallKw(fn, append(append(all, self), args...), kw)
		if err != nil {
			return err
		}
	}
	if !r.IsNone() {
		return t.Raisef(&TypeError, "__init__() should return None, not '%s'", r.Type().Name)
	}
	return nil
}

func callNew(t *Thread, typ *Type, args []Value, kw []Keyword) (Value, error) {
	fn := typ.special[specialNew]
	if typ.typ != &TypeType && (typ.typ.flags&customAttr != 0 || typ.typ.special[specialNew].IsSet() && isData(typ.typ.special[specialNew])) {
		var err error
		if fn, err = t.GetAttr(Obj(typ), t.Intern("__new__")); err != nil { // what the metaclass says counts
			return Value{}, err
		}
	} else if get := fn.Type().DescrGet; get != nil && fn.Func() == nil {
		var err error
		if fn, err = get(t, fn, Value{}, typ); err != nil {
			return Value{}, err
		}
	}
	all := make([]Value, 0, len(args)+1)
	return t.CallKw(fn, append(append(all, Obj(typ)), args...), kw)
}
