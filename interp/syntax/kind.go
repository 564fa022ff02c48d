package syntax

// KindName is the name of the node's class in CPython's ast: "FunctionDef", "Expr" for an ExprStmt, "arguments"
// for Arguments. It is "" for a node of another package.
func KindName(n Node) string {
	switch n.(type) {
	case *Module:
		return "Module"
	case *Interactive:
		return "Interactive"
	case *Expression:
		return "Expression"
	case Stmt:
		return stmtName(n)
	case Expr:
		return exprName(n)
	}
	return partName(n)
}

func stmtName(n Node) string {
	switch n.(type) {
	case *AsyncFunctionDef:
		return "AsyncFunctionDef"
	case *FunctionDef:
		return "FunctionDef"
	case *ClassDef:
		return "ClassDef"
	case *Return:
		return "Return"
	case *Delete:
		return "Delete"
	case *Assign:
		return "Assign"
	case *TypeAlias:
		return "TypeAlias"
	case *AugAssign:
		return "AugAssign"
	case *AnnAssign:
		return "AnnAssign"
	case *AsyncFor:
		return "AsyncFor"
	case *For:
		return "For"
	case *While:
		return "While"
	case *If:
		return "If"
	case *AsyncWith:
		return "AsyncWith"
	case *With:
		return "With"
	case *Match:
		return "Match"
	case *Raise:
		return "Raise"
	case *TryStar:
		return "TryStar"
	case *Try:
		return "Try"
	case *Assert:
		return "Assert"
	case *Import:
		return "Import"
	case *ImportFrom:
		return "ImportFrom"
	case *Global:
		return "Global"
	case *Nonlocal:
		return "Nonlocal"
	case *ExprStmt:
		return "Expr"
	case *Pass:
		return "Pass"
	case *Break:
		return "Break"
	case *Continue:
		return "Continue"
	}
	return ""
}

func exprName(n Node) string {
	switch n.(type) {
	case *BoolOp:
		return "BoolOp"
	case *NamedExpr:
		return "NamedExpr"
	case *BinOp:
		return "BinOp"
	case *UnaryOp:
		return "UnaryOp"
	case *Lambda:
		return "Lambda"
	case *IfExp:
		return "IfExp"
	case *Dict:
		return "Dict"
	case *Set:
		return "Set"
	case *ListComp:
		return "ListComp"
	case *SetComp:
		return "SetComp"
	case *DictComp:
		return "DictComp"
	case *GeneratorExp:
		return "GeneratorExp"
	case *Await:
		return "Await"
	case *Yield:
		return "Yield"
	case *YieldFrom:
		return "YieldFrom"
	case *Compare:
		return "Compare"
	case *Call:
		return "Call"
	case *FormattedValue:
		return "FormattedValue"
	case *Interpolation:
		return "Interpolation"
	case *JoinedStr:
		return "JoinedStr"
	case *TemplateStr:
		return "TemplateStr"
	case *Constant:
		return "Constant"
	case *Attribute:
		return "Attribute"
	case *Subscript:
		return "Subscript"
	case *Starred:
		return "Starred"
	case *Name:
		return "Name"
	case *List:
		return "List"
	case *Tuple:
		return "Tuple"
	case *Slice:
		return "Slice"
	}
	return ""
}

// partName names what is neither a statement nor an expression.
func partName(n Node) string {
	switch n.(type) {
	case *Comprehension:
		return "comprehension"
	case *ExceptHandler:
		return "ExceptHandler"
	case *Arguments:
		return "arguments"
	case *Arg:
		return "arg"
	case *Keyword:
		return "keyword"
	case *Alias:
		return "alias"
	case *WithItem:
		return "withitem"
	case *MatchCase:
		return "match_case"
	case *MatchValue:
		return "MatchValue"
	case *MatchSingleton:
		return "MatchSingleton"
	case *MatchSequence:
		return "MatchSequence"
	case *MatchMapping:
		return "MatchMapping"
	case *MatchClass:
		return "MatchClass"
	case *MatchStar:
		return "MatchStar"
	case *MatchAs:
		return "MatchAs"
	case *MatchOr:
		return "MatchOr"
	case *TypeVar:
		return "TypeVar"
	case *ParamSpec:
		return "ParamSpec"
	case *TypeVarTuple:
		return "TypeVarTuple"
	}
	return ""
}
