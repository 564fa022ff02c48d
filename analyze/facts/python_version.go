package facts

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Required is the lowest Python 3 that a module needs, with what needs it.
type Required struct {
	Minor  int     // 0 for Python 3.0
	Points []Point // what needs a version, in the order of the source; Amount is the minor version
}

// PythonVersion is the lowest version of Python 3 that can read a module and has what it imports: by its syntax, by the
// modules of the standard library, and by names in them that are known to be newer. A name that an import in a try asks
// for, or that stands under a test of sys.version_info, is not required. Versions before 3.5 are not told apart.
//
// Source: the "New in version" notes of the Python documentation and the "What's New" pages; the syntax is checked against the
// versions' own compilers.
var PythonVersion = &Fact[Required]{"python_version", func(m *Module) Required {
	v := versioner{module: m, meaning: Meanings.Of(m)}
	v.groups = make(map[source.Pos]bool, len(m.Tree.Groups))
	for _, g := range m.Tree.Groups {
		v.groups[g.Inner.Pos()] = true
	}
	for _, i := range Imports.Of(m) {
		if !i.Tried && i.Level == 0 {
			v.imported(i)
		}
	}
	syntax.Inspect(m.Tree.Root, v.look)
	for _, p := range v.out {
		v.minor = max(v.minor, p.Amount)
	}
	sortPoints(v.out)
	return Required{v.minor, v.out}
}}

type versioner struct {
	module  *Module
	meaning *Meaning
	groups  map[source.Pos]bool // where what is in parentheses begins
	minor   int
	out     []Point
}

func (v *versioner) need(minor int, at source.Pos, what string) {
	v.out = append(v.out, Point{at, minor, what})
}

func (v *versioner) imported(i *Import) {
	for name := i.Path(); name != ""; {
		if minor := newerNames[name]; minor > 0 {
			v.need(minor, i.Alias.From, name)
			return
		}
		dot := strings.LastIndexByte(name, '.')
		if dot < 0 {
			return
		}
		name = name[:dot]
	}
}

func (v *versioner) look(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.If:
		return !v.asksVersion(n)
	case *syntax.NamedExpr:
		v.need(8, n.From, ":=")
	case *syntax.Match:
		v.need(10, n.From, "match")
	case *syntax.TryStar:
		v.need(11, n.From, "except*")
		v.handlers(&n.Try)
	case *syntax.Try:
		v.handlers(n)
	case *syntax.TypeAlias:
		v.need(12, n.From, "type statement")
	case *syntax.FunctionDef:
		v.function(n)
	case *syntax.AsyncFunctionDef:
		v.function(&n.FunctionDef)
	case *syntax.ClassDef:
		v.typeParams(n.TypeParams)
		v.decorators(n.DecoratorList)
	case *syntax.Lambda:
		v.arguments(n.Args)
	case *syntax.AnnAssign:
		v.need(6, n.From, "annotated variable")
	case *syntax.With:
		v.with(n)
	case *syntax.AsyncWith:
		v.with(&n.With)
	case *syntax.JoinedStr:
		v.joined(n)
	case *syntax.TemplateStr:
		v.need(14, n.From, "t-string")
	case *syntax.Constant:
		if (n.Kind == syntax.Int || n.Kind == syntax.Float || n.Kind == syntax.Complex) && strings.Contains(v.module.Tree.File.Slice(n.Span), "_") {
			v.need(6, n.From, "underscore in a number")
		}
	case *syntax.Comprehension:
		if n.IsAsync {
			v.need(6, n.From, "async comprehension")
		}
	case *syntax.BinOp:
		if n.Op == syntax.MatMult {
			v.need(5, n.From, "@")
		}
	case *syntax.Await:
		v.need(5, n.From, "await")
	case *syntax.Subscript:
		v.subscript(n)
	case *syntax.Return:
		v.unpacking(n.Value, "return")
	case *syntax.Yield:
		v.unpacking(n.Value, "yield")
	case *syntax.For:
		v.loop(n)
	case *syntax.AsyncFor:
		v.loop(&n.For)
	case *syntax.Call:
		v.call(n)
	case *syntax.Name:
		if minor := newerBuiltins[n.ID]; minor > 0 && n.Ctx == syntax.Load && Bindings.Of(v.module).Of(n) == nil {
			v.need(minor, n.From, n.ID)
		}
	case *syntax.Attribute:
		v.attribute(n)
	}
	return true
}

// asksVersion reports whether an if asks for the version of Python, so that what is in it is not needed.
func (v *versioner) asksVersion(n *syntax.If) bool {
	asks := false
	syntax.Inspect(n.Test, func(n syntax.Node) bool {
		if a, ok := n.(*syntax.Attribute); ok && a.Attr == "version_info" {
			asks = true
		}
		if name, ok := n.(*syntax.Name); ok && name.ID == "version_info" {
			asks = true
		}
		return !asks
	})
	return asks
}

func (v *versioner) handlers(n *syntax.Try) {
	for _, h := range n.Handlers {
		if t, ok := h.Type.(*syntax.Tuple); ok && v.module.Tree.File.Text[t.From] != '(' {
			v.need(14, t.From, "except without parentheses")
		}
	}
}

func (v *versioner) function(n *syntax.FunctionDef) {
	v.typeParams(n.TypeParams)
	v.decorators(n.DecoratorList)
	v.arguments(n.Args)
}

func (v *versioner) typeParams(list []syntax.TypeParam) {
	for _, p := range list {
		minor := 12
		switch p := p.(type) {
		case *syntax.TypeVar:
			if p.DefaultValue != nil {
				minor = 13
			}
		case *syntax.ParamSpec:
			if p.DefaultValue != nil {
				minor = 13
			}
		case *syntax.TypeVarTuple:
			if p.DefaultValue != nil {
				minor = 13
			}
		}
		v.need(minor, p.Pos(), "type parameter")
	}
}

func (v *versioner) decorators(list []syntax.Expr) {
	for _, e := range list {
		if !plainDecorator(e) || v.groups[e.Pos()] {
			v.need(9, e.Pos(), "decorator that is any expression")
		}
	}
}

// plainDecorator reports whether a decorator is a dotted name, perhaps called, which all that there was until 3.9.
func plainDecorator(e syntax.Expr) bool {
	if c, ok := e.(*syntax.Call); ok {
		e = c.Func
	}
	for {
		switch x := e.(type) {
		case *syntax.Name:
			return true
		case *syntax.Attribute:
			e = x.Value
		default:
			return false
		}
	}
}

func (v *versioner) arguments(a *syntax.Arguments) {
	if a == nil {
		return
	}
	if len(a.Posonlyargs) > 0 {
		v.need(8, a.Posonlyargs[0].From, "positional-only parameter")
	}
	if a.Vararg != nil {
		if s, ok := a.Vararg.Annotation.(*syntax.Starred); ok {
			v.need(11, s.From, "starred annotation")
		}
	}
}

// with looks for items in parentheses with an as, which the grammar has since 3.9.
func (v *versioner) with(n *syntax.With) {
	if len(n.Items) == 0 {
		return
	}
	text := v.module.Tree.File.Text
	first := n.Items[0].ContextExpr.Pos()
	if i := strings.LastIndexByte(text[n.From:first], '('); i < 0 {
		return
	}
	named := false
	for _, item := range n.Items {
		named = named || item.OptionalVars != nil
	}
	if (named || len(n.Items) > 1) && !v.groups[first] {
		v.need(9, n.From, "with items in parentheses")
	}
}

// joined looks at f-strings: since 3.12 the quotes of the string, backslashes and comments may stand in its fields.
func (v *versioner) joined(n *syntax.JoinedStr) {
	v.need(6, n.From, "f-string")
	text := v.module.Tree.File.Text
	for _, e := range n.Values {
		f, ok := e.(*syntax.FormattedValue)
		if !ok {
			continue
		}
		field := text[f.From:f.To]
		end := int(f.Value.End() - f.From)
		if rest := strings.TrimLeft(field[end:], " )"); strings.HasPrefix(rest, "=") {
			v.need(8, f.From, "= in an f-string")
		}
		if strings.ContainsAny(field[:end], "\\#") || strings.Contains(field[:end], v.quote(n, f)) {
			v.need(12, f.From, "quotes, backslash or comment in an f-string's field")
		}
	}
}

// quote is the quote of the f-string that a field stands in.
func (v *versioner) quote(n *syntax.JoinedStr, f *syntax.FormattedValue) string {
	text := v.module.Tree.File.Text[n.From:f.From]
	i := strings.IndexAny(text, `"'`)
	if i < 0 {
		return "\x00"
	}
	if strings.HasPrefix(text[i:], `"""`) || strings.HasPrefix(text[i:], `'''`) {
		return text[i : i+3]
	}
	return text[i : i+1]
}

func (v *versioner) subscript(n *syntax.Subscript) {
	t, ok := n.Slice.(*syntax.Tuple)
	if _, star := n.Slice.(*syntax.Starred); star || ok && anyStarred(t.Elts) && v.module.Tree.File.Text[t.From] != '(' {
		v.need(11, n.Slice.Pos(), "star in an index")
	}
}

// unpacking looks for return a, *b.
func (v *versioner) unpacking(e syntax.Expr, what string) {
	if t, ok := e.(*syntax.Tuple); ok && anyStarred(t.Elts) && v.module.Tree.File.Text[t.From] != '(' {
		v.need(8, t.From, "star after "+what)
	}
}

func (v *versioner) loop(n *syntax.For) {
	if t, ok := n.Iter.(*syntax.Tuple); ok && anyStarred(t.Elts) && v.module.Tree.File.Text[t.From] != '(' {
		v.need(9, t.From, "star after in")
	}
}

// call looks for keywords that came later than what takes them.
func (v *versioner) call(n *syntax.Call) {
	for _, k := range n.Keywords {
		switch k.Arg {
		case "strict":
			if v.meaning.Is(n.Func, "builtins.zip") {
				v.need(10, k.From, "zip(strict=…)")
			}
		case "slots", "kw_only":
			if v.meaning.Is(n.Func, "dataclasses.dataclass") {
				v.need(10, k.From, "dataclass("+k.Arg+"=…)")
			}
		}
	}
}

func (v *versioner) attribute(n *syntax.Attribute) {
	if minor := newerMethods[n.Attr]; minor > 0 && len(v.meaning.Paths(n.Value)) == 0 {
		v.need(minor, n.From, "."+n.Attr)
		return
	}
	if !newerLast[n.Attr] {
		return
	}
	for _, p := range v.meaning.Paths(n) {
		if minor := newerNames[p]; minor > 0 {
			v.need(minor, n.From, p)
			return
		}
	}
}
