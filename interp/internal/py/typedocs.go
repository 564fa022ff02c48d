package py

// docOf is the documentation of an engine's type: a line of our own words.
func docOf(typ *Type) string {
	switch typ {
	case &ObjectType:
		return "The base class of the class hierarchy."
	case &TypeType:
		return "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"
	case &IntType:
		return "int([x]) -> integer\nint(x, base=10) -> integer\n\nAn integer of any size."
	case &BoolType:
		return "bool(object=False, /)\n\nThe truth of an object: True or False."
	case &FloatType:
		return "A number in double precision, from a string or a number."
	case &ComplexType:
		return "A complex number, from a string or from its parts."
	case &StrType:
		return "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nA text."
	case &BytesType:
		return "An immutable sequence of bytes."
	case &BytearrayType:
		return "A mutable sequence of bytes."
	case &MemoryViewType:
		return "A view of another object's memory."
	case &ListType:
		return "A mutable sequence."
	case &TupleType:
		return "An immutable sequence."
	case &RangeType:
		return "range(stop) -> range object\nrange(start, stop[, step]) -> range object"
	case &SliceType:
		return "slice(stop)\nslice(start, stop[, step])"
	case &DictType:
		return "dict() -> an empty dictionary\ndict(mapping), dict(iterable), dict(**kwargs)"
	case &SetType:
		return "A set: unordered, of unique elements."
	case &FrozenSetType:
		return "An immutable set."
	case &PropertyType:
		return "An attribute that functions compute."
	case &ClassMethodType:
		return "A method whose first argument is the class."
	case &StaticMethodType:
		return "A function that a class holds and does not bind."
	case &SuperType:
		return "super() -> the attributes of the classes behind this one\nsuper(type, obj), super(type, type)"
	case &FunctionType:
		return "A function made by def or lambda."
	case &ModuleType:
		return "A module."
	}
	if typ.flags&excSubclass != 0 {
		return "The exception " + typ.Name + "."
	}
	return ""
}
