package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// LintLevel is how bad a lint is.
type LintLevel uint8

// The levels.
const (
	LintStyle   LintLevel = iota // reads worse than it need
	LintWarning                  // probably a mistake, or left over
	LintError                    // fails, or does not do what it says, when it is reached
)

// Lint is a mistake of a common kind that the text alone shows.
type Lint struct {
	Code  string // ruff's where it has one: "F401"
	Level LintLevel
	Pos   source.Pos
	Text  string // "unused import: os"
}

// Lints lists the mistakes of a module, in the order of the source. Only kinds that are all but never wrong are looked
// for.
//
// Source: pyflakes and pycodestyle, whose codes ruff uses; rules B006, B012 and B018 of flake8-bugbear.
var Lints = &Fact[[]Lint]{"lints", func(m *Module) []Lint {
	l := &linter{module: m}
	l.names()
	for _, w := range m.Tree.Warnings {
		l.add("W605", LintError, w.From, w.Message)
	}
	syntax.Walk(m.Tree.Root, l.visit, nil)
	slices.SortStableFunc(l.out, func(a, b Lint) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), strings.Compare(a.Code, b.Code)) })
	return l.out
}}

type linter struct {
	module *Module
	out    []Lint
}

func (l *linter) add(code string, level LintLevel, at source.Pos, text string) {
	l.out = append(l.out, Lint{code, level, at, text})
}

// names looks for imports and variables that nobody uses, and for names that nobody binds.
func (l *linter) names() {
	b := Bindings.Of(l.module)
	exported := exports(l.module)
	dynamic := false
	for _, s := range b.Scopes {
		dynamic = dynamic || s.Dynamic
	}
	for _, s := range b.Scopes {
		for _, k := range s.Bindings {
			l.unused(s, k, exported)
		}
	}
	if dynamic {
		return // names may be bound in ways that the text does not show
	}
	for _, n := range b.Loose {
		if !builtinNames[n.ID] && n.ID != "__builtins__" && n.ID != "__class__" && n.ID != "__path__" && n.ID != "__module__" && n.ID != "__qualname__" {
			l.add("F821", LintError, n.From, "undefined name: "+n.ID)
		}
	}
}

func (l *linter) unused(s *Scope, k *Binding, exported map[string]bool) {
	if k.Loads > 0 || s.Dynamic || strings.HasPrefix(k.Name, "_") {
		return
	}
	switch {
	case k.Kind == BoundByImport && k.Import != nil:
		i := k.Import
		reexport := exported[k.Name] || i.As != "" && (i.As == i.Name || i.As == i.Module) || strings.HasSuffix(l.module.Path, "__init__.py")
		if !reexport && !i.Tried && i.Module != "__future__" && s.Kind != ClassScope {
			l.add("F401", LintWarning, k.At.From, "unused import: "+i.Path())
		}
	case k.Kind == BoundByAssignment && s.Kind == FunctionScope && k.Stores > 0 && !k.unpacked():
		l.add("F841", LintWarning, k.At.From, "unused variable: "+k.Name)
	}
}

// unpacked reports whether a name may come of a tuple, where a name for every item is owed even if it is not used.
func (k *Binding) unpacked() bool {
	if k.Opaque {
		return true
	}
	for _, v := range k.Values {
		if v.Item != whole {
			return true
		}
	}
	return false
}

// exports are the names in __all__.
func exports(m *Module) map[string]bool {
	out := map[string]bool{}
	k := Bindings.Of(m).Scopes[0].byName["__all__"]
	if k == nil {
		return out
	}
	for _, v := range k.Values {
		for _, e := range display(v.Expr) {
			if c, ok := e.(*syntax.Constant); ok {
				out[c.Text] = true
			}
		}
	}
	return out
}

func (l *linter) visit(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.ExceptHandler:
		if n.Type == nil {
			l.add("E722", LintWarning, n.From, "bare except")
		}
	case *syntax.FunctionDef:
		l.defaults(n.Args)
	case *syntax.AsyncFunctionDef:
		l.defaults(n.Args)
	case *syntax.Lambda:
		l.defaults(n.Args)
	case *syntax.Compare:
		l.compare(n)
	case *syntax.UnaryOp:
		if c, ok := n.Operand.(*syntax.Compare); ok && n.Op == syntax.Not && len(c.Ops) == 1 {
			switch c.Ops[0] {
			case syntax.In:
				l.add("E713", LintStyle, n.From, "not … in: write not in")
			case syntax.Is:
				l.add("E714", LintStyle, n.From, "not … is: write is not")
			}
		}
	case *syntax.Assign:
		if _, lambda := n.Value.(*syntax.Lambda); lambda && len(n.Targets) == 1 {
			if name, ok := n.Targets[0].(*syntax.Name); ok {
				l.add("E731", LintStyle, n.From, "a lambda assigned to a name: write def "+name.ID)
			}
		}
	case *syntax.JoinedStr:
		if !replaces(n) {
			l.add("F541", LintWarning, n.From, "f-string without replacement fields")
		}
		return false // what stands in it is seldom at fault, and its format specifications are f-strings without fields
	case *syntax.Assert:
		if t, ok := n.Test.(*syntax.Tuple); ok && len(t.Elts) > 0 {
			l.add("F631", LintError, n.From, "assert on a tuple is always true")
		}
	case *syntax.Raise:
		if name, ok := n.Exc.(*syntax.Name); ok && name.ID == "NotImplemented" {
			l.add("F901", LintError, n.From, "raise NotImplemented: it is NotImplementedError that is meant")
		}
	case *syntax.Dict:
		l.keys(n)
	case *syntax.ImportFrom:
		if len(n.Names) == 1 && n.Names[0].Name == "*" {
			l.add("F403", LintWarning, n.From, "star import from "+n.Module)
		}
	case *syntax.ExprStmt:
		if useless(n.Value) {
			l.add("B018", LintWarning, n.From, "the expression does nothing")
		}
	case *syntax.Try:
		for _, s := range n.Finalbody {
			switch s.(type) {
			case *syntax.Return, *syntax.Break, *syntax.Continue:
				l.add("B012", LintWarning, s.Pos(), "a jump out of finally swallows the exception")
			}
		}
	}
	return true
}

// defaults looks for default values that all calls share and may change.
func (l *linter) defaults(a *syntax.Arguments) {
	if a == nil {
		return
	}
	for _, e := range append(slices.Clone(a.Defaults), a.KwDefaults...) {
		switch e.(type) {
		case *syntax.List, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp:
			l.add("B006", LintWarning, e.Pos(), "a default that is changed in one call is changed for all")
		}
	}
}

func (l *linter) compare(n *syntax.Compare) {
	left := n.Left
	for i, op := range n.Ops {
		right := n.Comparators[i]
		if op == syntax.Eq || op == syntax.NotEq {
			switch {
			case constantOf(right, syntax.None) || constantOf(left, syntax.None):
				l.add("E711", LintStyle, n.From, "comparison with None: write is None or is not None")
			case constantOf(right, syntax.True, syntax.False) || constantOf(left, syntax.True, syntax.False):
				l.add("E712", LintStyle, n.From, "comparison with True or False: use the value")
			case typeCall(left) && (typeCall(right) || plainName(right)):
				l.add("E721", LintStyle, n.From, "types compared: use isinstance or is")
			}
		}
		if a, ok := left.(*syntax.Name); ok && op != syntax.In && op != syntax.NotIn {
			if b, ok := right.(*syntax.Name); ok && a.ID == b.ID && op != syntax.NotEq { // x != x asks for a NaN
				l.add("PLR0124", LintWarning, n.From, "a name compared with itself: "+a.ID)
			}
		}
		left = right
	}
}

func constantOf(e syntax.Expr, kinds ...syntax.ConstantKind) bool {
	c, ok := e.(*syntax.Constant)
	return ok && slices.Contains(kinds, c.Kind)
}

func typeCall(e syntax.Expr) bool {
	c, ok := e.(*syntax.Call)
	if !ok || len(c.Args) != 1 {
		return false
	}
	f, ok := c.Func.(*syntax.Name)
	return ok && f.ID == "type"
}

func plainName(e syntax.Expr) bool {
	_, ok := e.(*syntax.Name)
	return ok
}

func replaces(n *syntax.JoinedStr) bool {
	for _, v := range n.Values {
		if _, ok := v.(*syntax.FormattedValue); ok {
			return true
		}
	}
	return false
}

// keys looks for constant keys that a dictionary display gives twice.
func (l *linter) keys(n *syntax.Dict) {
	type key struct {
		kind syntax.ConstantKind
		text string
	}
	seen := map[key]bool{}
	for _, e := range n.Keys {
		c, ok := e.(*syntax.Constant)
		if !ok {
			continue
		}
		k := key{c.Kind, c.Text}
		if seen[k] {
			l.add("F601", LintWarning, c.From, "the key is given twice: "+l.module.Tree.File.Slice(c.Span))
		}
		seen[k] = true
	}
}

// useless reports whether a statement's expression has no effect whatever its operands are: a comparison or a literal that is no
// docstring. Strings in the middle of a body are taken for comments.
func useless(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Compare, *syntax.List, *syntax.Tuple, *syntax.Set, *syntax.Dict, *syntax.Lambda:
		return true
	case *syntax.Constant:
		return e.Kind == syntax.Int || e.Kind == syntax.Float || e.Kind == syntax.Complex
	}
	return false
}
