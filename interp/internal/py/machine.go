package py

import "github.com/assay-score/assay/interp/internal/code"

// This file is what the machine needs of values beyond what natives need.

// ItemsOf is the slice of an exact list or tuple, nil for anything else.
func (v Value) ItemsOf() *[]Value {
	switch v.Type() {
	case &ListType:
		return &as[List](v).Items
	case &TupleType:
		return &as[Tuple](v).Items
	}
	return nil
}

// HasOwn tells whether an instance has an attribute of its own, apart from its class.
func (v Value) HasOwn(t *Thread, name *Str) bool {
	e := v.ext()
	return e != nil && e.has(t, name)
}

// CompareFloats is a comparison of floats.
func CompareFloats(op code.CmpOp, x, y float64) bool { return compareFloats(op, x, y) }

// EmptyTuple is the empty tuple.
func EmptyTuple() *Tuple { return emptyTuple }

// NewGenerator makes a generator without a frame.
func (t *Thread) NewGenerator(typ *Type) *Generator { return &Generator{Header: Header{typ: typ}} }

// UsesGeneric tells whether attributes of instances are looked up in the usual way.
func (typ *Type) UsesGeneric() bool { return typ.GetAttr == nil }

// SetsPlainly tells whether attributes of instances are set in the usual way, to slots or to attributes of their own.
func (typ *Type) SetsPlainly() bool { return typ.SetAttr == nil }

// IsDataDescriptor tells descriptors that go before the instance's own attributes.
func IsDataDescriptor(v Value) bool { return isData(v) }

// HasGet tells descriptors.
func HasGet(v Value) bool { return v.Type().DescrGet != nil }

// MatchesSequence and MatchesMapping tell what sequence and mapping patterns match.
func (typ *Type) MatchesSequence() bool { return typ.flags&isSequence != 0 }

// MatchesMapping tells what mapping patterns match.
func (typ *Type) MatchesMapping() bool { return typ.flags&isMapping != 0 }

// MatchesSelf tells classes whose one positional subpattern matches the subject itself.
func (typ *Type) MatchesSelf() bool { return typ.flags&selfMatch != 0 }

// SetMatches says that instances of a class match sequence or mapping patterns.
func (typ *Type) SetMatches(sequence, mapping bool) {
	if sequence {
		typ.flags |= isSequence
	}
	if mapping {
		typ.flags |= isMapping
	}
}

// IsIterable tells whether iter would accept a value.
func (t *Thread) IsIterable(v Value) bool { return t.isIterable(v) }

// AttributeError is the error for a missing attribute.
func (t *Thread) AttributeError(v Value, name *Str) error { return t.attributeError(v, name) }

// CalculateMeta is the most derived metaclass of bases.
func (t *Thread) CalculateMeta(meta *Type, bases []Value) (*Type, error) {
	return t.calculateMeta(meta, bases)
}

// Dict is the attribute dictionary object of an instance, nil where it has none.
func (v Value) AttrDict(t *Thread) *Dict {
	e := v.ext()
	if e == nil || v.Type().flags&hasDict == 0 {
		return nil
	}
	return e.dictObject(t)
}

// SetTypeParams sets __type_params__ of a class.
func (typ *Type) SetTypeParams(v Value) { typ.typeParams = v }

// SetTypeParams sets __type_params__ of a function, a class or a type alias.
func SetTypeParams(of, v Value) {
	switch {
	case of.Func() != nil:
		of.Func().TypeParams = v
	case of.AsType() != nil:
		of.AsType().typeParams = v
	case of.Type() == &TypeAliasType:
		as[TypeAlias](of).Params = v
	}
}

// MatchAs lets a class, and those below it, match the patterns that another matches: it was registered with that one.
func (typ *Type) MatchAs(other *Type) {
	f := other.flags & (isSequence | isMapping)
	if f == 0 {
		return
	}
	for work := []*Type{typ}; len(work) > 0; {
		c := work[len(work)-1]
		work = work[:len(work)-1]
		if c.flags&isHeapType != 0 && c.flags&(isSequence|isMapping) != f {
			c.flags = c.flags&^(isSequence|isMapping) | f
			work = append(work, c.subclasses...)
		}
	}
}
