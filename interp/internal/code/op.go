package code

// Op is an opcode.
type Op uint16

// The opcodes; what each does is in the table.
const (
	Nop Op = iota
	Move
	LoadK
	Check
	Unset

	LoadGlobal
	StoreGlobal
	DelGlobal
	LoadName
	StoreName
	DelName
	MakeCell
	LoadCell
	StoreCell
	DelCell
	LoadFree
	StoreFree
	DelFree
	LoadClassFree
	FreeCell

	// The binary operators stand in the order of BinOp, first with two registers, then with a constant on the right.
	Add
	Sub
	Mul
	MatMul
	Div
	Mod
	Pow
	LShift
	RShift
	Or
	Xor
	And
	FloorDiv
	AddK
	SubK
	MulK
	MatMulK
	DivK
	ModK
	PowK
	LShiftK
	RShiftK
	OrK
	XorK
	AndK
	FloorDivK

	Invert
	Not
	Pos
	Neg

	// The comparisons stand in the order of CmpOp, as values and as jumps, with a register or a constant on the right.
	Eq
	Ne
	Lt
	Le
	Gt
	Ge
	JumpEq
	JumpNe
	JumpLt
	JumpLe
	JumpGt
	JumpGe
	JumpEqK
	JumpNeK
	JumpLtK
	JumpLeK
	JumpGtK
	JumpGeK
	Is
	IsNot
	In
	NotIn

	Jump
	JumpLoop
	JumpTrue
	JumpFalse
	JumpNone
	JumpNotNone

	LoadAttr
	StoreAttr
	DelAttr
	GetItem
	GetItemK
	GetSlice
	SetItem
	DelItem
	BuildSlice

	BuildList
	BuildTuple
	BuildSet
	BuildDict
	ListAppend
	ListExtend
	SetAdd
	SetUpdate
	DictSet
	DictUpdate
	DictMerge
	ListToTuple

	Call
	CallKw
	CallEx
	CallMethod
	LoadMethod
	LoadSuper
	LoadSpecial
	CallSuper

	Return
	Yield
	GetIter
	ForPrep
	ForIter
	YieldFromIter
	Send
	GetAwaitable
	GetAIter
	GetANext
	EndAsyncFor
	AsyncGenWrap

	Unpack
	UnpackEx
	MakeFunction
	SetFunction
	BuildClass
	Raise
	Reraise
	ExcMatch
	PushHandler
	PopHandler
	CheckExcGroup
	WithExit
	LoadAssertionError

	Import
	ImportFrom
	ImportStar

	FormatValue
	BuildString
	BuildInterpolation
	BuildTemplate

	MatchSequence
	MatchMapping
	MatchKeys
	MatchClass
	MatchRest
	GetLen

	LoadFromDict
	MakeGeneric
	MakeTypeParam
	MakeTypeAlias
	PrintExpr
	LoadLocals
	StopIterationError
	Drop
	opCount
)

// BinOp numbers the binary operators as the opcodes from Add on do.
type BinOp uint8

// The binary operators.
const (
	OpAdd BinOp = iota
	OpSub
	OpMul
	OpMatMul
	OpDiv
	OpMod
	OpPow
	OpLShift
	OpRShift
	OpOr
	OpXor
	OpAnd
	OpFloorDiv
	BinOps = iota
)

// CmpOp numbers the rich comparisons as the opcodes from Eq on do.
type CmpOp uint8

// The rich comparisons.
const (
	CmpEq CmpOp = iota
	CmpNe
	CmpLt
	CmpLe
	CmpGt
	CmpGe
)
