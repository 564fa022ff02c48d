package facts

import (
	"math"
	"math/big"
	"strconv"

	"github.com/assay-score/assay/interp/syntax"
)

// HalsteadCounts are the operators and operands of a module.
type HalsteadCounts struct {
	Operators, Operands                 int // N1, N2
	DistinctOperators, DistinctOperands int // n1, n2
}

// Volume is (N1 + N2) log2 (n1 + n2), in bits; 0 for a module without operators.
func (h HalsteadCounts) Volume() float64 {
	n := h.DistinctOperators + h.DistinctOperands
	if n == 0 {
		return 0
	}
	return float64(h.Operators+h.Operands) * math.Log2(float64(n))
}

// Difficulty is n1 / 2 times N2 / n2; 0 without operands.
func (h HalsteadCounts) Difficulty() float64 {
	if h.DistinctOperands == 0 {
		return 0
	}
	return float64(h.DistinctOperators*h.Operands) / float64(2*h.DistinctOperands)
}

// Effort is difficulty times volume.
func (h HalsteadCounts) Effort() float64 { return h.Difficulty() * h.Volume() }

// Halstead counts in radon's dialect: the operators are those of arithmetic, logic, comparison and augmented assignment,
// the operands what stands directly at them. A name, an attribute and a literal are the same operand when they are equal
// and stand in functions of one name; anything else is a new one each time. Decorators and parameters are not looked at.
//
// Source: M. Halstead, Elements of Software Science, 1977; the rules are those of radon 6.
var Halstead = &Fact[HalsteadCounts]{"halstead", func(m *Module) HalsteadCounts {
	h := &halstead{operators: map[string]bool{}, operands: map[operand]bool{}}
	h.look = h.visit
	for _, s := range m.Tree.Body() {
		syntax.Inspect(s, h.look)
	}
	return HalsteadCounts{h.counts.Operators, h.counts.Operands, len(h.operators), len(h.operands) + h.fresh}
}}

type halstead struct {
	counts    HalsteadCounts
	operators map[string]bool
	operands  map[operand]bool
	fresh     int    // operands that are like no other
	context   string // name of the function; "" outside
	look      func(syntax.Node) bool
}

// operand is what makes operands equal.
type operand struct{ context, kind, text string }

func (h *halstead) visit(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.FunctionDef:
		h.function(n)
		return false
	case *syntax.AsyncFunctionDef:
		h.function(&n.FunctionDef)
		return false
	case *syntax.BinOp:
		h.operator(n.Op.String(), n.Left, n.Right)
	case *syntax.UnaryOp:
		h.operator(n.Op.String(), n.Operand)
	case *syntax.BoolOp:
		h.operator(n.Op.String(), n.Values...)
	case *syntax.AugAssign:
		h.operator(n.Op.String(), n.Target, n.Value)
	case *syntax.Compare:
		for _, op := range n.Ops {
			h.operator(op.String())
		}
		h.operand(n.Left)
		for _, e := range n.Comparators {
			h.operand(e)
		}
	}
	return true
}

func (h *halstead) function(n *syntax.FunctionDef) {
	outer := h.context
	h.context = n.Name
	for _, s := range n.Body {
		syntax.Inspect(s, h.look)
	}
	h.context = outer
}

func (h *halstead) operator(name string, operands ...syntax.Expr) {
	h.counts.Operators++
	h.operators[name] = true
	for _, e := range operands {
		h.operand(e)
	}
}

func (h *halstead) operand(e syntax.Expr) {
	h.counts.Operands++
	switch e := e.(type) {
	case *syntax.Name:
		// Radon compares the bare values, so the name x and the text "x" are one operand.
		h.operands[operand{h.context, "text", e.ID}] = true
	case *syntax.Attribute:
		h.operands[operand{h.context, "text", e.Attr}] = true
	case *syntax.Constant:
		kind, text := constantKey(e)
		h.operands[operand{h.context, kind, text}] = true
	default:
		h.fresh++
	}
}

// constantKey makes keys of literals equal where Python's == says that their values are: 1, 1.0 and True.
func constantKey(c *syntax.Constant) (kind, text string) {
	switch c.Kind {
	case syntax.Str:
		return "text", c.Text
	case syntax.Bytes:
		return "bytes", c.Text
	case syntax.True:
		return "number", "1"
	case syntax.False:
		return "number", "0"
	case syntax.Int:
		if len(c.Text) < 400 { // reading digits takes the square of their number
			if n, ok := new(big.Int).SetString(c.Text, 0); ok {
				return "number", n.String()
			}
		}
		return "number", c.Text
	case syntax.Float:
		f := c.Float()
		if f == math.Trunc(f) && math.Abs(f) < 1e300 {
			n, _ := big.NewFloat(f).Int(nil)
			return "number", n.String()
		}
		return "number", strconv.FormatFloat(f, 'g', -1, 64)
	case syntax.Complex:
		f := c.Float()
		if f == 0 {
			return "number", "0"
		}
		return "imaginary", strconv.FormatFloat(f, 'g', -1, 64)
	}
	return "singleton", strconv.Itoa(int(c.Kind))
}
