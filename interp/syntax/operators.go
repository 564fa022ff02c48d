package syntax

// ExprContext says whether a name, attribute, subscript, star, list or tuple is read, bound or deleted.
type ExprContext uint8

// The contexts.
const (
	Load ExprContext = iota
	Store
	Del
)

// Operator is a binary operator, named as in CPython's ast.
type Operator uint8

// The binary operators.
const (
	Add Operator = iota
	Sub
	Mult
	MatMult
	Div
	Modulo // CPython's Mod: our Mod is the root of a tree
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv
)

// UnaryOperator is a prefix operator.
type UnaryOperator uint8

// The unary operators.
const (
	Invert UnaryOperator = iota
	Not
	UAdd
	USub
)

// BoolOperator is and or or.
type BoolOperator uint8

// The Boolean operators.
const (
	And BoolOperator = iota
	Or
)

// CmpOp is a comparison operator.
type CmpOp uint8

// The comparison operators.
const (
	Eq CmpOp = iota
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn
)

// Conversion is the "!r" of a replacement field: 's', 'r', 'a', or NoConversion.
type Conversion int8

// NoConversion is what a field without "!" has.
const NoConversion Conversion = -1

// ConstantKind says what a literal is and what its Text holds.
type ConstantKind uint8

// The kinds of constant.
const (
	None     ConstantKind = iota // Text is ""
	True                         // ""
	False                        // ""
	Ellipsis                     // ""
	Int                          // the literal without underscores, prefix kept: "0xff", "1000"
	Float                        // the literal without underscores: "1e3"
	Complex                      // the imaginary literal without underscores and without its j: "2.5"
	Str                          // the value in WTF-8: UTF-8 in which a lone surrogate takes its three bytes
	Bytes                        // the value
)

var (
	contextNames  = [...]string{"Load", "Store", "Del"}
	operatorNames = [...]string{"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"}
	unaryNames    = [...]string{"Invert", "Not", "UAdd", "USub"}
	boolNames     = [...]string{"And", "Or"}
	cmpNames      = [...]string{"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"}
)

// String gives CPython's class name: "Load".
func (c ExprContext) String() string { return contextNames[c] }

// String gives CPython's class name: "Mod".
func (o Operator) String() string { return operatorNames[o] }

// String gives CPython's class name: "USub".
func (o UnaryOperator) String() string { return unaryNames[o] }

// String gives CPython's class name: "And".
func (o BoolOperator) String() string { return boolNames[o] }

// String gives CPython's class name: "NotIn".
func (o CmpOp) String() string { return cmpNames[o] }
