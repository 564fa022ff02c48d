package metrics

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"

	"github.com/assay-score/assay/analyze"
)

// An expression metric is worked out from the numbers of others: "cognitive / max(statements, 1)". It has their ids as
// names, the operators of arithmetic and comparison, c ? a : b, and the functions abs, ceil, floor, round, min, max, sqrt
// and log. It has no loops, no texts and no lists, and at most so many nodes, so that its cost is bounded by its length.

const (
	maxExpressionNodes = 200
	maxExpressionBytes = 2000
)

// expressionFunctions are those that an expression may call, besides those of the language's own.
var expressionFunctions = []string{"abs", "ceil", "floor", "round", "min", "max"}

// compiledExpression is an expression that has been checked.
type compiledExpression struct {
	program *vm.Program
	uses    []string // ids that it reads, sorted
}

// compileExpression checks an expression. Its error says where in the text the fault is.
func compileExpression(text string) (*compiledExpression, error) {
	if len(text) > maxExpressionBytes {
		return nil, fmt.Errorf("the expression has %d bytes, at most %d are read", len(text), maxExpressionBytes)
	}
	look := &expressionVisitor{}
	options := []expr.Option{
		expr.AllowUndefinedVariables(), expr.AsFloat64(), expr.MaxNodes(maxExpressionNodes), expr.DisableAllBuiltins(), expr.Patch(look),
		expr.Function("sqrt", func(args ...any) (any, error) { return math.Sqrt(toFloat(args[0])), nil }, new(func(float64) float64)),
		expr.Function("log", func(args ...any) (any, error) { return math.Log(toFloat(args[0])), nil }, new(func(float64) float64)),
	}
	for _, name := range expressionFunctions {
		options = append(options, expr.EnableBuiltin(name))
	}
	// A first look tells the names; with them as numbers the types can be checked.
	if _, err := expr.Compile(text, options...); err != nil && look.fault == nil {
		return nil, fmt.Errorf("the expression: %w", err)
	}
	if look.fault != nil {
		return nil, look.fault
	}
	if len(look.names) == 0 {
		return nil, fmt.Errorf("the expression uses no metric: it would be a constant")
	}
	env := map[string]any{}
	for _, name := range look.names {
		env[name] = 0.0
	}
	program, err := expr.Compile(text, append([]expr.Option{expr.Env(env)}, options[1:]...)...)
	if err != nil {
		return nil, fmt.Errorf("the expression: %w", err)
	}
	slices.Sort(look.names)
	return &compiledExpression{program, slices.Compact(look.names)}, nil
}

func toFloat(v any) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int:
		return float64(v)
	}
	return math.NaN()
}

// expressionVisitor finds the names of an expression, and what has no place in one.
type expressionVisitor struct {
	names []string
	fault error
}

// Visit looks at one node.
func (v *expressionVisitor) Visit(node *ast.Node) {
	refuse := func(what string) {
		if v.fault == nil {
			at := (*node).Location()
			v.fault = fmt.Errorf("the expression has %s at character %d: numbers, names of metrics, arithmetic and comparison are what there is", what, at.From+1)
		}
	}
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		if n.Value != "sqrt" && n.Value != "log" {
			v.names = append(v.names, n.Value)
		}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.ConditionalNode, *ast.BuiltinNode, *ast.UnaryNode:
	case *ast.CallNode:
		if f, ok := n.Callee.(*ast.IdentifierNode); !ok || f.Value != "sqrt" && f.Value != "log" {
			refuse("a call")
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "+", "-", "*", "/", "%", "**", "^", "==", "!=", "<", ">", "<=", ">=", "and", "or", "&&", "||":
		default:
			refuse("the operator " + n.Operator)
		}
	default:
		refuse("something else")
	}
}

// NewExpression makes a metric of an expression over others. The declaration says everything else about it.
func NewExpression(m Metric, text string) (*Metric, error) {
	c, err := compileExpression(text)
	if err != nil {
		return nil, err
	}
	if slices.Contains(c.uses, m.ID) {
		return nil, fmt.Errorf("the expression uses %q, which is the metric itself", m.ID)
	}
	m.Expression, m.uses, m.compiled = text, c.uses, c
	m.Measure = nil
	return &m, nil
}

// evaluate works an expression metric out. What one of the metrics in it lacks, it lacks. known holds what has been measured
// on the way, so that expressions over expressions cost no more than they are many.
func (r *Registry) evaluate(m *Metric, ev *analyze.Evidence, known map[string]Value) (Value, error) {
	env := map[string]any{}
	for _, id := range m.uses {
		v, err := r.measureOnce(id, ev, known)
		if err != nil {
			return Value{}, err
		}
		if v.State != Measured {
			return Value{State: v.State, Reason: id + ": " + v.Reason}, nil
		}
		env[id] = v.Number
	}
	out, err := expr.Run(m.compiled.program, env)
	if err != nil {
		return unavailable("the expression failed: " + oneLine(err.Error())), nil
	}
	number, ok := out.(float64)
	if !ok {
		return unavailable("the expression gave no number"), nil
	}
	return m.within(Value{Number: number}), nil
}

// oneLine is a message without its line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
