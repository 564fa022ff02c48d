package syntax

import "github.com/assay-score/assay/interp/source"

// Node is anything with a place in the source.
type Node interface {
	Pos() source.Pos // first byte
	End() source.Pos // first byte after
}

// Stmt is a statement, Expr an expression, Pattern a pattern of a case, TypeParam a type parameter (PEP 695).
// The sets are closed: only the types of this package belong to them.
type (
	Stmt interface {
		Node
		stmt()
	}
	Expr interface {
		Node
		expr()
	}
	Pattern interface {
		Node
		pattern()
	}
	TypeParam interface {
		Node
		typeParam()
	}
	// Mod is the root of a tree: Module, Expression or Interactive.
	Mod interface {
		Node
		mod()
	}
)

// Roots.
type (
	// Module is a file: mode "exec".
	Module struct {
		source.Span
		Body []Stmt
	}
	// Interactive is one statement typed at a prompt: mode "single".
	Interactive struct {
		source.Span
		Body []Stmt
	}
	// Expression is one expression: mode "eval".
	Expression struct {
		source.Span
		Body Expr
	}
)

// Statements. Where CPython has an optional field, nil (or "" for an identifier) stands for None.
type (
	// FunctionDef is a def. Its span begins at "def" (or "async"), after the decorators, as CPython's does.
	FunctionDef struct {
		source.Span
		Name          string
		NamePos       source.Pos // where the name itself stands
		Args          *Arguments
		Body          []Stmt
		DecoratorList []Expr
		Returns       Expr
		TypeParams    []TypeParam
	}
	// AsyncFunctionDef is an async def; it shares FunctionDef's fields.
	AsyncFunctionDef struct{ FunctionDef }
	// ClassDef is a class. Its span begins at "class", after the decorators.
	ClassDef struct {
		source.Span
		Name          string
		NamePos       source.Pos
		Bases         []Expr
		Keywords      []*Keyword
		Body          []Stmt
		DecoratorList []Expr
		TypeParams    []TypeParam
	}
	// Return has a nil Value for a bare return.
	Return struct {
		source.Span
		Value Expr
	}
	Delete struct {
		source.Span
		Targets []Expr
	}
	// Assign has several Targets for a = b = value.
	Assign struct {
		source.Span
		Targets []Expr
		Value   Expr
	}
	TypeAlias struct {
		source.Span
		Name       Expr // always a *Name
		TypeParams []TypeParam
		Value      Expr
	}
	AugAssign struct {
		source.Span
		Target Expr
		Op     Operator
		Value  Expr
	}
	// AnnAssign is an annotated assignment; Value may be nil. Simple is true for a bare name without parentheses.
	AnnAssign struct {
		source.Span
		Target     Expr
		Annotation Expr
		Value      Expr
		Simple     bool
	}
	For struct {
		source.Span
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// AsyncFor shares For's fields.
	AsyncFor struct{ For }
	While    struct {
		source.Span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// If holds an elif as the one statement of Orelse, an *If whose span begins at "elif".
	If struct {
		source.Span
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	With struct {
		source.Span
		Items []*WithItem
		Body  []Stmt
	}
	// AsyncWith shares With's fields.
	AsyncWith struct{ With }
	Match     struct {
		source.Span
		Subject Expr
		Cases   []*MatchCase
	}
	Raise struct {
		source.Span
		Exc   Expr
		Cause Expr
	}
	Try struct {
		source.Span
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
	}
	// TryStar is a try with except*; it shares Try's fields.
	TryStar struct{ Try }
	Assert  struct {
		source.Span
		Test Expr
		Msg  Expr
	}
	Import struct {
		source.Span
		Names []*Alias
	}
	// ImportFrom has Module "" for "from . import x"; Level counts the dots.
	ImportFrom struct {
		source.Span
		Module string
		Names  []*Alias
		Level  int
	}
	Global struct {
		source.Span
		Names []string
	}
	Nonlocal struct {
		source.Span
		Names []string
	}
	// ExprStmt is CPython's Expr: an expression standing as a statement.
	ExprStmt struct {
		source.Span
		Value Expr
	}
	Pass     struct{ source.Span }
	Break    struct{ source.Span }
	Continue struct{ source.Span }
)

// Expressions.
type (
	BoolOp struct {
		source.Span
		Op     BoolOperator
		Values []Expr // at least two
	}
	NamedExpr struct {
		source.Span
		Target Expr // always a *Name
		Value  Expr
	}
	BinOp struct {
		source.Span
		Left  Expr
		Op    Operator
		Right Expr
	}
	UnaryOp struct {
		source.Span
		Op      UnaryOperator
		Operand Expr
	}
	Lambda struct {
		source.Span
		Args *Arguments
		Body Expr
	}
	IfExp struct {
		source.Span
		Test, Body, Orelse Expr
	}
	// Dict has a nil key for each ** entry.
	Dict struct {
		source.Span
		Keys   []Expr
		Values []Expr
	}
	Set struct {
		source.Span
		Elts []Expr
	}
	ListComp struct {
		source.Span
		Elt        Expr
		Generators []*Comprehension
	}
	SetComp struct {
		source.Span
		Elt        Expr
		Generators []*Comprehension
	}
	DictComp struct {
		source.Span
		Key, Value Expr
		Generators []*Comprehension
	}
	GeneratorExp struct {
		source.Span
		Elt        Expr
		Generators []*Comprehension
	}
	Await struct {
		source.Span
		Value Expr
	}
	// Yield has a nil Value for a bare yield.
	Yield struct {
		source.Span
		Value Expr
	}
	YieldFrom struct {
		source.Span
		Value Expr
	}
	// Compare is left op comparator op comparator …: Ops and Comparators are of one length.
	Compare struct {
		source.Span
		Left        Expr
		Ops         []CmpOp
		Comparators []Expr
	}
	Call struct {
		source.Span
		Func     Expr
		Args     []Expr
		Keywords []*Keyword
	}
	// FormattedValue is a replacement field of an f-string. FormatSpec is nil or a *JoinedStr.
	FormattedValue struct {
		source.Span
		Value      Expr
		Conversion Conversion
		FormatSpec Expr
	}
	// Interpolation is a replacement field of a t-string (PEP 750); Str is the text of the expression.
	Interpolation struct {
		source.Span
		Value      Expr
		Str        string
		Conversion Conversion
		FormatSpec Expr
	}
	JoinedStr struct {
		source.Span
		Values []Expr // *Constant and *FormattedValue
	}
	TemplateStr struct {
		source.Span
		Values []Expr // *Constant and *Interpolation
	}
	// Constant is a literal; see ConstantKind for what Text holds.
	Constant struct {
		source.Span
		Kind ConstantKind
		U    bool   // a str written with the prefix u: CPython's kind='u'
		Text string // see ConstantKind
	}
	Attribute struct {
		source.Span
		Value Expr
		Attr  string
		Ctx   ExprContext
	}
	Subscript struct {
		source.Span
		Value Expr
		Slice Expr
		Ctx   ExprContext
	}
	Starred struct {
		source.Span
		Value Expr
		Ctx   ExprContext
	}
	Name struct {
		source.Span
		ID  string // NFKC-normalised
		Ctx ExprContext
	}
	List struct {
		source.Span
		Elts []Expr
		Ctx  ExprContext
	}
	Tuple struct {
		source.Span
		Elts []Expr
		Ctx  ExprContext
	}
	// Slice stands only inside a Subscript.
	Slice struct {
		source.Span
		Lower, Upper, Step Expr
	}
)

// Parts of statements and expressions. Where CPython gives a part no position, ours has one all the same.
type (
	Comprehension struct {
		source.Span
		Target, Iter Expr
		Ifs          []Expr
		IsAsync      bool
	}
	ExceptHandler struct {
		source.Span
		Type Expr
		Name string
		Body []Stmt
	}
	// Arguments are the parameters of a def or lambda. Defaults belong to the last of Posonlyargs+Args;
	// KwDefaults has one entry per Kwonlyargs, nil where there is none.
	Arguments struct {
		source.Span
		Posonlyargs []*Arg
		Args        []*Arg
		Vararg      *Arg
		Kwonlyargs  []*Arg
		KwDefaults  []Expr
		Kwarg       *Arg
		Defaults    []Expr
	}
	// Arg is one parameter.
	Arg struct {
		source.Span
		Arg        string
		Annotation Expr
	}
	// Keyword is name=value in a call or class header; Arg is "" for **value.
	Keyword struct {
		source.Span
		Arg   string
		Value Expr
	}
	// Alias is one name of an import; AsName is "" where there is no "as". Name is "*" for a star import.
	Alias struct {
		source.Span
		Name   string
		AsName string
	}
	WithItem struct {
		source.Span
		ContextExpr  Expr
		OptionalVars Expr
	}
	MatchCase struct {
		source.Span
		Pattern Pattern
		Guard   Expr
		Body    []Stmt
	}
)

// Patterns.
type (
	MatchValue struct {
		source.Span
		Value Expr
	}
	// MatchSingleton matches None, True or False.
	MatchSingleton struct {
		source.Span
		Kind ConstantKind
	}
	MatchSequence struct {
		source.Span
		Patterns []Pattern
	}
	// MatchMapping has Rest "" where there is no **rest.
	MatchMapping struct {
		source.Span
		Keys     []Expr
		Patterns []Pattern
		Rest     string
	}
	MatchClass struct {
		source.Span
		Cls         Expr
		Patterns    []Pattern
		KwdAttrs    []string
		KwdPatterns []Pattern
	}
	// MatchStar has Name "" for *_.
	MatchStar struct {
		source.Span
		Name string
	}
	// MatchAs is "pattern as name", a capture (Pattern nil) or the wildcard (Name "" too).
	MatchAs struct {
		source.Span
		Pattern Pattern
		Name    string
	}
	MatchOr struct {
		source.Span
		Patterns []Pattern
	}
)

// Type parameters (PEP 695, defaults by PEP 696).
type (
	TypeVar struct {
		source.Span
		Name         string
		Bound        Expr
		DefaultValue Expr
	}
	ParamSpec struct {
		source.Span
		Name         string
		DefaultValue Expr
	}
	TypeVarTuple struct {
		source.Span
		Name         string
		DefaultValue Expr
	}
)

func (*Module) mod()      {}
func (*Interactive) mod() {}
func (*Expression) mod()  {}

func (*FunctionDef) stmt() {}
func (*ClassDef) stmt()    {}
func (*Return) stmt()      {}
func (*Delete) stmt()      {}
func (*Assign) stmt()      {}
func (*TypeAlias) stmt()   {}
func (*AugAssign) stmt()   {}
func (*AnnAssign) stmt()   {}
func (*For) stmt()         {}
func (*While) stmt()       {}
func (*If) stmt()          {}
func (*With) stmt()        {}
func (*Match) stmt()       {}
func (*Raise) stmt()       {}
func (*Try) stmt()         {}
func (*Assert) stmt()      {}
func (*Import) stmt()      {}
func (*ImportFrom) stmt()  {}
func (*Global) stmt()      {}
func (*Nonlocal) stmt()    {}
func (*ExprStmt) stmt()    {}
func (*Pass) stmt()        {}
func (*Break) stmt()       {}
func (*Continue) stmt()    {}

func (*BoolOp) expr()         {}
func (*NamedExpr) expr()      {}
func (*BinOp) expr()          {}
func (*UnaryOp) expr()        {}
func (*Lambda) expr()         {}
func (*IfExp) expr()          {}
func (*Dict) expr()           {}
func (*Set) expr()            {}
func (*ListComp) expr()       {}
func (*SetComp) expr()        {}
func (*DictComp) expr()       {}
func (*GeneratorExp) expr()   {}
func (*Await) expr()          {}
func (*Yield) expr()          {}
func (*YieldFrom) expr()      {}
func (*Compare) expr()        {}
func (*Call) expr()           {}
func (*FormattedValue) expr() {}
func (*Interpolation) expr()  {}
func (*JoinedStr) expr()      {}
func (*TemplateStr) expr()    {}
func (*Constant) expr()       {}
func (*Attribute) expr()      {}
func (*Subscript) expr()      {}
func (*Starred) expr()        {}
func (*Name) expr()           {}
func (*List) expr()           {}
func (*Tuple) expr()          {}
func (*Slice) expr()          {}

func (*MatchValue) pattern()     {}
func (*MatchSingleton) pattern() {}
func (*MatchSequence) pattern()  {}
func (*MatchMapping) pattern()   {}
func (*MatchClass) pattern()     {}
func (*MatchStar) pattern()      {}
func (*MatchAs) pattern()        {}
func (*MatchOr) pattern()        {}

func (*TypeVar) typeParam()      {}
func (*ParamSpec) typeParam()    {}
func (*TypeVarTuple) typeParam() {}
