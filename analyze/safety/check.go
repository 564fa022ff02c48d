package safety

import (
	"cmp"
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Check finds what the rules of the policy find in a module, ordered by position and rule.
func Check(m *facts.Module, policy Policy) []Finding {
	return CheckWith(m, Options{Policy: policy})
}

// CheckWith is Check with more said about how. It walks the tree once.
func CheckWith(m *facts.Module, o Options) []Finding {
	policy := o.Policy
	p := &Pass{
		Module:  m,
		Meaning: facts.Meanings.Of(m),
		Fold:    facts.Folding.Of(m),
		Names:   facts.Bindings.Of(m),
		policy:  policy,
		options: o,
		seen:    map[site]bool{},
		sizes:   map[syntax.Expr]float64{},
	}
	d := dispatchers[policy]
	d.pass = p
	for _, r := range d.module {
		p.rule = r
		r.Module(p)
	}
	syntax.Walk(m.Tree.Root, func(n syntax.Node) bool {
		d.visit(n)
		p.above = append(p.above, n)
		return true
	}, func(syntax.Node) { p.above = p.above[:len(p.above)-1] })
	p.Meaning.Forget()
	p.suppress()
	slices.SortStableFunc(p.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.From, b.Span.From), strings.Compare(a.Rule, b.Rule))
	})
	return p.findings
}

// Pass is one check of one module, as the rules see it.
type Pass struct {
	Module  *facts.Module
	Meaning *facts.Meaning
	Fold    *facts.Folder
	Names   *facts.Binder

	policy   Policy
	options  Options
	rule     *Rule
	above    []syntax.Node // the nodes around the current one, outermost first
	findings []Finding
	seen     map[site]bool
	imported map[string]bool         // top-level modules that are imported; nil until somebody asks
	sizes    map[syntax.Expr]float64 // what log2 has found
	depth    int                     // of log2
}

// maxDepth bounds how deep expressions are followed, through names too.
const maxDepth = 5000

// site identifies a place for a rule. The links of a chain, a.b().c, all begin where the chain does, so a rule that
// applies to several of them fires once, for the longest, which is visited first.
type site struct {
	rule *Rule
	from source.Pos
}

// Report notes a finding of the current rule with its own severity and confidence.
func (p *Pass) Report(at syntax.Node, value, reason string) {
	p.ReportAs(at, p.rule.Severity, p.rule.Confidence, value, reason)
}

// ReportAs notes a finding of the current rule that is worse or better than usual.
func (p *Pass) ReportAs(at syntax.Node, s Severity, c Confidence, value, reason string) {
	p.reportSpan(source.Span{From: at.Pos(), To: at.End()}, s, c, value, reason)
}

func (p *Pass) reportSpan(span source.Span, s Severity, c Confidence, value, reason string) {
	key := site{p.rule, span.From}
	if p.seen[key] {
		return
	}
	p.seen[key] = true
	if len(value) > maxValue {
		value = strings.ToValidUTF8(value[:maxValue], "") + "…"
	}
	p.findings = append(p.findings, Finding{
		Rule: p.rule.ID, Severity: p.policy.severity(p.rule, s), Confidence: c,
		File: p.Module.Tree.File, Span: span, Value: value, Reason: reason, Fix: p.rule.Fix,
	})
}

// maxValue bounds the folded value of a finding, in bytes.
const maxValue = 100

// Parent is the node around the current one; level 1 is the one around that. It is nil at the top.
func (p *Pass) Parent(level int) syntax.Node {
	if i := len(p.above) - 1 - level; i >= 0 {
		return p.above[i]
	}
	return nil
}

// Called is the call whose function the current expression is; nil where it is not called.
func (p *Pass) Called(e syntax.Expr) *syntax.Call {
	if c, ok := p.Parent(0).(*syntax.Call); ok && c.Func == e {
		return c
	}
	return nil
}

// InClass reports whether the current node stands in a class, at any depth.
func (p *Pass) InClass() bool {
	for _, n := range p.above {
		if _, ok := n.(*syntax.ClassDef); ok {
			return true
		}
	}
	return false
}

// Own reports whether an expression is the object whose method is being defined: self, cls, or super().
func (p *Pass) Own(e syntax.Expr) bool {
	if c, ok := e.(*syntax.Call); ok {
		return p.Meaning.Is(c.Func, "builtins.super")
	}
	n, ok := e.(*syntax.Name)
	return ok && (n.ID == "self" || n.ID == "cls" || n.ID == "mcs" || n.ID == "type") && p.InClass()
}

// UnderMainGuard reports whether the current node runs only when the file is run as a program: it stands under
// if __name__ == "__main__", or in a function called main.
func (p *Pass) UnderMainGuard() bool {
	for _, n := range p.above {
		switch n := n.(type) {
		case *syntax.If:
			if facts.MainGuard(n) {
				return true
			}
		case *syntax.FunctionDef:
			if n.Name == "main" {
				return true
			}
		}
	}
	return false
}

// dispatcher holds, for each hook, the rules that set it.
type dispatcher struct {
	pass                                                                                                    *Pass
	module, reference, call, attribute, binop, bind, while, raise, handler, text, pattern, fn, name, joined []*Rule
	assert, compare, display, str                                                                           []*Rule
}

// dispatchers hold the rules of each policy, by their hooks.
var dispatchers = func() (list [len(policyNames)]dispatcher) {
	for policy := range list {
		for _, r := range rules {
			if Policy(policy).applies(r) {
				list[policy].add(r)
			}
		}
	}
	return list
}()

func (d *dispatcher) add(r *Rule) {
	for _, h := range []struct {
		list *[]*Rule
		set  bool
	}{
		{&d.module, r.Module != nil}, {&d.reference, r.Reference != nil}, {&d.call, r.Call != nil},
		{&d.attribute, r.Attribute != nil}, {&d.binop, r.BinOp != nil}, {&d.bind, r.Bind != nil},
		{&d.while, r.While != nil}, {&d.raise, r.Raise != nil}, {&d.handler, r.Handler != nil},
		{&d.text, r.Text != nil}, {&d.pattern, r.Pattern != nil}, {&d.fn, r.Function != nil}, {&d.name, r.Name != nil},
		{&d.joined, r.Joined != nil}, {&d.assert, r.Assert != nil}, {&d.compare, r.Compare != nil}, {&d.display, r.Display != nil},
		{&d.str, r.String != nil},
	} {
		if h.set {
			*h.list = append(*h.list, r)
		}
	}
}

// each runs one hook of the rules that set it.
func (d *dispatcher) each(list []*Rule, hook func(r *Rule)) {
	for _, r := range list {
		d.pass.rule = r
		hook(r)
	}
}

func (d *dispatcher) visit(n syntax.Node) {
	p := d.pass
	switch n := n.(type) {
	case *syntax.Name:
		d.each(d.name, func(r *Rule) { r.Name(p, n) })
		if n.Ctx == syntax.Load {
			d.references(n)
		}
	case *syntax.Attribute:
		d.each(d.attribute, func(r *Rule) { r.Attribute(p, n) })
		if n.Ctx == syntax.Load {
			d.references(n)
		}
	case *syntax.Subscript:
		if n.Ctx == syntax.Load {
			d.references(n)
		}
	case *syntax.Call:
		d.each(d.call, func(r *Rule) { r.Call(p, n) })
		d.references(n)
	case *syntax.JoinedStr:
		d.each(d.joined, func(r *Rule) { r.Joined(p, n) })
	case *syntax.BinOp:
		d.each(d.binop, func(r *Rule) { r.BinOp(p, n) })
	case *syntax.Constant:
		if n.Kind == syntax.Str {
			d.each(d.str, func(r *Rule) { r.String(p, n) })
		}
		if _, docstring := p.Parent(0).(*syntax.ExprStmt); (n.Kind == syntax.Str || n.Kind == syntax.Bytes) && !docstring {
			d.each(d.text, func(r *Rule) { r.Text(p, n) })
		}
	case *syntax.Assign:
		for _, t := range n.Targets {
			d.target(t, n.Value, n)
		}
	case *syntax.AnnAssign:
		if n.Value != nil {
			d.target(n.Target, n.Value, n)
		}
	case *syntax.AugAssign:
		d.target(n.Target, nil, n)
	case *syntax.Delete:
		for _, t := range n.Targets {
			d.target(t, nil, n)
		}
	case *syntax.For:
		d.target(n.Target, nil, n)
	case *syntax.AsyncFor:
		d.target(n.Target, nil, n)
	case *syntax.Assert:
		d.each(d.assert, func(r *Rule) { r.Assert(p, n) })
	case *syntax.Compare:
		d.each(d.compare, func(r *Rule) { r.Compare(p, n) })
	case *syntax.Dict:
		d.each(d.display, func(r *Rule) { r.Display(p, n) })
	case *syntax.While:
		d.each(d.while, func(r *Rule) { r.While(p, n) })
	case *syntax.Raise:
		d.each(d.raise, func(r *Rule) { r.Raise(p, n) })
	case *syntax.ExceptHandler:
		d.each(d.handler, func(r *Rule) { r.Handler(p, n) })
	case *syntax.MatchClass:
		d.each(d.pattern, func(r *Rule) { r.Pattern(p, n) })
	case *syntax.FunctionDef:
		d.each(d.fn, func(r *Rule) { r.Function(p, n) })
	case *syntax.AsyncFunctionDef:
		d.each(d.fn, func(r *Rule) { r.Function(p, &n.FunctionDef) })
	}
}

func (d *dispatcher) references(e syntax.Expr) {
	for _, path := range d.pass.Meaning.Paths(e) {
		d.each(d.reference, func(r *Rule) { r.Reference(d.pass, e, path) })
	}
}

// target shows each name, attribute and subscript that is bound.
func (d *dispatcher) target(t, value syntax.Expr, s syntax.Stmt) {
	switch t := t.(type) {
	case *syntax.Tuple:
		for _, e := range t.Elts {
			d.target(e, nil, s)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			d.target(e, nil, s)
		}
	case *syntax.Starred:
		d.target(t.Value, nil, s)
	default:
		a := &Assignment{t, value, s}
		d.each(d.bind, func(r *Rule) { r.Bind(d.pass, a) })
	}
}
