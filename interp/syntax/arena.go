package syntax

// A tree is thousands of small nodes that live and die together, so they come from slabs: one allocation for a run
// of nodes of one type. Lists are cut to size from slabs too. A slab is garbage once nothing points into it, so a
// tree that outlives its parser keeps no more than the odd node that it does not use.

// maxSlab is how many nodes the largest slab holds. Slabs grow to it by doubling: a one-line program should not pay
// for a page of each kind of node.
const maxSlab = 128

// slab hands out zeroed values of one type.
type slab[T any] struct {
	free []T
	size int // of the last chunk
}

// get is a pointer to a fresh zero value.
func (s *slab[T]) get() *T {
	if len(s.free) == 0 {
		s.grow(1)
	}
	p := &s.free[0]
	s.free = s.free[1:]
	return p
}

// grow makes room for at least n values.
func (s *slab[T]) grow(n int) {
	s.size = min(max(2*s.size, 8), maxSlab)
	s.free = make([]T, max(s.size, n))
}

// list copies a list to a slice of exactly its length. A list of nothing is nil.
func (s *slab[T]) list(from []T) []T {
	n := len(from)
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		if n > maxSlab/2 {
			// A chunk of its own; what is left of the present one serves the lists to come.
			return append(make([]T, 0, n), from...)
		}
		s.grow(n)
	}
	to := s.free[:n:n]
	s.free = s.free[n:]
	copy(to, from)
	return to
}

// arena holds the slabs of one parse.
type arena struct {
	name       slab[Name]
	constant   slab[Constant]
	attribute  slab[Attribute]
	call       slab[Call]
	subscript  slab[Subscript]
	binOp      slab[BinOp]
	unaryOp    slab[UnaryOp]
	boolOp     slab[BoolOp]
	compare    slab[Compare]
	tuple      slab[Tuple]
	listExpr   slab[List]
	dict       slab[Dict]
	starred    slab[Starred]
	slice      slab[Slice]
	joinedStr  slab[JoinedStr]
	formatted  slab[FormattedValue]
	keyword    slab[Keyword]
	arg        slab[Arg]
	arguments  slab[Arguments]
	alias      slab[Alias]
	exprStmt   slab[ExprStmt]
	assign     slab[Assign]
	returnStmt slab[Return]
	ifStmt     slab[If]
	forStmt    slab[For]
	funcDef    slab[FunctionDef]

	exprs    slab[Expr]
	stmts    slab[Stmt]
	keywords slab[*Keyword]
	args     slab[*Arg]
	aliases  slab[*Alias]
	cmpOps   slab[CmpOp]
	strings  slab[string]
}
