package safety

import (
	"math"
	"slices"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var sizeBomb = &Rule{
	ID: "SAF901", Slug: "size_bomb", Title: "value of an absurd size",
	Severity: High, Confidence: HighConfidence, CWE: 789,
	Doc: "A constant expression whose value has more than ten million digits or items: '[0] * 10**12', '9**9**9', '1 << 10**10', " +
		"and the list of such a range. Large ranges that are only counted through are not flagged.",
	Fix: "make values as large as they are needed",
	BinOp: func(p *Pass, n *syntax.BinOp) {
		switch n.Op {
		case syntax.Pow, syntax.LShift:
			if bits := p.log2(n); bits > bombBits {
				p.Report(n, "", "the number has more digits than memory holds")
			}
		case syntax.Mult:
			for _, pair := range [2][2]syntax.Expr{{n.Left, n.Right}, {n.Right, n.Left}} {
				if sequence(p, pair[0]) && p.log2(pair[1]) > bombItems {
					p.Report(n, "", "the sequence has more items than memory holds")
				}
			}
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch path {
			case "builtins.bytes", "builtins.bytearray":
				if len(n.Args) == 1 && p.log2(n.Args[0]) > bombItems {
					p.Report(n, "", "the sequence has more items than memory holds")
				}
			case "builtins.list", "builtins.tuple", "builtins.set", "builtins.sorted":
				if inner, ok := first(n).(*syntax.Call); ok && p.Meaning.Is(inner.Func, "builtins.range") && len(inner.Args) > 0 {
					if p.log2(inner.Args[min(1, len(inner.Args)-1)]) > bombItems {
						p.Report(n, "", "the sequence has more items than memory holds")
					}
				}
			}
		}
	},
}

// The sizes from which a value is a bomb, as logarithms to the base 2 for items, and in bits for numbers.
const (
	bombItems = 26.5 // about 10⁸ items
	bombBits  = 33_000_000
)

func first(n *syntax.Call) syntax.Expr {
	if len(n.Args) == 0 {
		return nil
	}
	return n.Args[0]
}

// sequence reports whether an expression is plainly a string, bytes, list or tuple.
func sequence(p *Pass, e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.List, *syntax.Tuple, *syntax.ListComp, *syntax.JoinedStr:
		return true
	}
	v, ok := p.Fold.Fold(e)
	return ok && slices.Contains([]facts.FoldedKind{facts.FoldedStr, facts.FoldedBytes, facts.FoldedList}, v.Kind)
}

// log2 estimates the logarithm of an integer expression of constants without working it out; 0 for what is not one. Each
// expression is looked at once, so names that stand for products of names cost no more than they take to write.
func (p *Pass) log2(e syntax.Expr) float64 {
	if e == nil {
		return 0
	}
	if known, ok := p.sizes[e]; ok {
		return known
	}
	if p.depth > maxDepth {
		return 0
	}
	p.sizes[e] = 0 // what depends on itself has no size
	p.depth++
	size := p.estimate(e)
	p.depth--
	p.sizes[e] = size
	return size
}

func (p *Pass) estimate(e syntax.Expr) float64 {
	switch e := e.(type) {
	case *syntax.Constant:
		return literalLog2(e)
	case *syntax.Name:
		if k := p.Names.Of(e); k != nil && k.Stores == 1 && len(k.Values) == 1 && !k.Opaque && k.Values[0].Expr != nil {
			return p.log2(k.Values[0].Expr)
		}
	case *syntax.UnaryOp:
		return p.log2(e.Operand)
	case *syntax.BinOp:
		a, b := p.log2(e.Left), p.log2(e.Right)
		switch e.Op {
		case syntax.Pow:
			return a * math.Exp2(b)
		case syntax.Mult:
			return a + b
		case syntax.Add:
			return max(a, b)
		case syntax.LShift:
			if a == 0 {
				a = 1
			}
			return a + math.Exp2(b)
		case syntax.Sub, syntax.BitOr, syntax.BitXor:
			return max(a, b)
		}
	}
	return 0
}

func literalLog2(c *syntax.Constant) float64 {
	if c.Kind != syntax.Int {
		return 0
	}
	if len(c.Text) > 18 {
		return float64(len(c.Text)) * math.Log2(10)
	}
	v, ok := facts.FoldInt(c)
	if !ok || v < 1 {
		return 0
	}
	return math.Log2(float64(v))
}
