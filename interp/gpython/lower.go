package gpython

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Lowering writes a tree of today's Python as text that gpython's parser, which knows Python 3.4, reads with the same
// meaning and the same lines. Annotations are dropped (nothing evaluates them unasked, PEP 649); f-strings, starred
// displays and starred calls become calls of intrinsics; private names are mangled, which gpython's compiler forgets.
// What has no such form is a gap: the engine lacks it and says so.
//
// Every compound expression is parenthesised, so precedence never matters and a line may end anywhere inside.

// The intrinsics are functions with names that no submission may use.
const (
	reservedPrefix  = "__assay_"
	intrinsicJoin   = reservedPrefix + "join__"   // (part, …) → str, for an f-string
	intrinsicFormat = reservedPrefix + "format__" // (value, conversion, spec) → str, for a field of one
	intrinsicCall   = reservedPrefix + "call__"   // (kinds, function, argument, …) → result
	intrinsicList   = reservedPrefix + "list__"   // (kinds, element, …) → list
	intrinsicTuple  = reservedPrefix + "tuple__"
	intrinsicFold   = reservedPrefix + "fold__" // (set) → the set that a display of constants gives
	intrinsicSet    = reservedPrefix + "set__"
	intrinsicDict   = reservedPrefix + "dict__"  // (kinds, key, value or mapping, …) → dict
	intrinsicPairs  = reservedPrefix + "pairs__" // (list of pairs) → dict
	// (decorator, defaults, name, default, …) → a decorator that sets the defaults and then decorates
	intrinsicDefaults = reservedPrefix + "defaults__"
	intrinsicSame     = reservedPrefix + "same__"   // (value) → value, to make a decorator of any expression
	intrinsicFloat    = reservedPrefix + "infinity" // the float that a literal too large for one stands for
)

// The kinds of argument that an intrinsic's first argument spells, one letter each.
const (
	kindPlain  = 'p'
	kindStar   = '*'
	kindNamed  = 'k' // two arguments: the name and the value
	kindDouble = 'd' // a mapping
)

const (
	maxArguments = 255       // gpython's call instruction counts arguments in a byte
	maxDepth     = 1200      // of nested statements and expressions: gpython recurses over them
	maxLowered   = 192 << 10 // bytes: parts of gpython's compiler take time quadratic in the size of a file
)

// gap is a construct that gpython lacks.
type gap struct {
	what string
	pos  source.Pos
}

func (g *gap) Error() string { return g.what }

// lower gives the text for gpython, or the first gap. A padded text is not for running (see settle). The panic it
// recovers is its own.
func lower(file *source.File, root syntax.Mod, padded bool) (text string, err *gap) {
	w := &lowering{file: file, line: 1, padded: padded}
	defer func() {
		if g, ok := recover().(*gap); ok {
			text, err = "", g
		} else if g != nil {
			panic(g)
		}
	}()
	switch root := root.(type) {
	case *syntax.Module:
		w.block(root.Body)
		w.put("\n")
	case *syntax.Expression:
		w.open("(")
		w.expr(root.Body)
		w.close(")")
	}
	return w.out.String(), nil
}

type lowering struct {
	file     *source.File
	out      strings.Builder
	line     int // of the output, counted from 1
	fresh    bool
	indent   int
	brackets int
	depth    int
	padded   bool
	flat     bool   // keep to the line
	class    string // whose body this is, for mangling; without its leading underscores
}

func (w *lowering) gap(n syntax.Node, format string, args ...any) {
	panic(&gap{what: fmt.Sprintf(format, args...), pos: n.Pos()})
}

func (w *lowering) put(s string) {
	w.out.WriteString(s)
	if w.out.Len() > maxLowered {
		panic(&gap{what: fmt.Sprintf("source of more than %d KiB", maxLowered>>10)})
	}
}

func (w *lowering) open(s string)  { w.brackets++; w.put(s) }
func (w *lowering) close(s string) { w.brackets--; w.put(s) }

// follow brings the output to the line of a node, where a line may end.
func (w *lowering) follow(n syntax.Node) {
	if w.brackets == 0 || w.flat {
		return
	}
	for target := w.file.Position(n.Pos()).Line; w.line < target; w.line++ {
		w.put("\n")
	}
}

// enter counts a level of nesting.
func (w *lowering) enter(n syntax.Node) {
	w.depth++
	if w.depth > maxDepth {
		w.gap(n, "nesting of more than %d levels", maxDepth)
	}
}

func (w *lowering) leave() { w.depth-- }

// name checks and mangles an identifier.
func (w *lowering) name(n syntax.Node, id string) string {
	if strings.HasPrefix(id, reservedPrefix) {
		w.gap(n, "name %s, which the engine uses", id)
	}
	if id == "__annotations__" || id == "__annotate__" {
		w.gap(n, "%s", id)
	}
	if w.class != "" && strings.HasPrefix(id, "__") && !strings.HasSuffix(id, "__") && !strings.Contains(id, ".") {
		id = "_" + w.class + id
	}
	if w.padded {
		return paddedName(id)
	}
	return id
}

// block writes statements. Those that stand on the current line (after a colon) stay on it.
func (w *lowering) block(body []syntax.Stmt) {
	for i, s := range body {
		w.stmt(s, i == 0)
	}
}

// suite writes ":" and the statements below.
func (w *lowering) suite(body []syntax.Stmt) {
	w.put(":")
	if len(body) > 0 && simple(body[0]) && w.file.Position(body[0].Pos()).Line == w.line {
		w.put(" ")
		for i, s := range body {
			if i > 0 {
				w.put("; ")
			}
			w.simple(s)
		}
		return
	}
	w.indent++
	w.block(body)
	w.indent--
}

// start begins a new line of output, at the line of the source where that is still ahead.
func (w *lowering) start(pos source.Pos) {
	if w.out.Len() > 0 {
		w.put("\n")
		w.line++
	}
	for target := w.file.Position(pos).Line; w.line < target; w.line++ {
		w.put("\n")
	}
	w.put(strings.Repeat(" ", w.indent))
}

// stmt writes a statement of a block.
func (w *lowering) stmt(s syntax.Stmt, first bool) {
	w.enter(s)
	defer w.leave()
	if simple(s) {
		if !first && w.file.Position(s.Pos()).Line == w.line && w.fresh {
			w.put("; ")
		} else {
			w.start(s.Pos())
		}
		w.simple(s)
		w.fresh = true
		return
	}
	w.compound(s)
	w.fresh = false
}

// simple reports whether a statement may follow a colon or a semicolon.
func simple(s syntax.Stmt) bool {
	switch s.(type) {
	case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.ClassDef, *syntax.For, *syntax.AsyncFor, *syntax.While, *syntax.If,
		*syntax.With, *syntax.AsyncWith, *syntax.Match, *syntax.Try, *syntax.TryStar:
		return false
	}
	return true
}

func (w *lowering) simple(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.Return:
		w.put("return")
		w.optional(" ", s.Value)
	case *syntax.Delete:
		for i, t := range s.Targets {
			w.comma(i, "del ")
			w.expr(t)
		}
	case *syntax.Assign:
		for _, t := range s.Targets {
			w.expr(t)
			w.put(" = ")
		}
		w.expr(s.Value)
	case *syntax.AugAssign:
		if s.Op == syntax.MatMult {
			w.gap(s, "operator @=")
		}
		w.expr(s.Target)
		w.put(" " + operators[s.Op] + "= ")
		w.expr(s.Value)
	case *syntax.AnnAssign:
		if s.Value == nil {
			w.put("pass")
			return
		}
		w.expr(s.Target)
		w.put(" = ")
		w.expr(s.Value)
	case *syntax.Raise:
		w.put("raise")
		w.optional(" ", s.Exc)
		w.optional(" from ", s.Cause)
	case *syntax.Assert:
		w.put("assert ")
		w.expr(s.Test)
		w.optional(", ", s.Msg)
	case *syntax.Import:
		for i, a := range s.Names {
			w.comma(i, "import ")
			w.alias(a)
		}
	case *syntax.ImportFrom:
		if s.Module == "__future__" {
			w.put("pass")
			return
		}
		w.put("from " + strings.Repeat(".", s.Level) + s.Module)
		for i, a := range s.Names {
			w.comma(i, " import ")
			w.alias(a)
		}
	case *syntax.Global:
		w.names(s, "global ", s.Names)
	case *syntax.Nonlocal:
		w.names(s, "nonlocal ", s.Names)
	case *syntax.ExprStmt:
		w.expr(s.Value)
	case *syntax.Pass:
		w.put("pass")
	case *syntax.Break:
		w.put("break")
	case *syntax.Continue:
		w.put("continue")
	case *syntax.TypeAlias:
		w.gap(s, "type statement")
	default:
		w.gap(s, "statement %T", s)
	}
}

// comma writes what goes before the first of a list, or a comma before the others.
func (w *lowering) comma(i int, first string) {
	if i == 0 {
		w.put(first)
	} else {
		w.put(", ")
	}
}

func (w *lowering) optional(before string, e syntax.Expr) {
	if e != nil {
		w.put(before)
		w.expr(e)
	}
}

func (w *lowering) names(n syntax.Node, first string, names []string) {
	for i, id := range names {
		w.comma(i, first)
		w.put(w.name(n, id))
	}
}

func (w *lowering) alias(a *syntax.Alias) {
	w.put(w.name(a, a.Name))
	if a.AsName != "" {
		w.put(" as " + w.name(a, a.AsName))
	}
}

func (w *lowering) compound(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.FunctionDef:
		apart := len(s.DecoratorList) > 0 && hasDefaults(s.Args)
		if apart {
			w.decorators(s.DecoratorList, s.Args)
		} else {
			w.decorators(s.DecoratorList, nil)
		}
		if len(s.TypeParams) > 0 {
			w.gap(s, "type parameters")
		}
		w.start(s.Pos())
		w.open("def " + w.name(s, s.Name) + "(")
		w.parameters(s.Args, !apart)
		w.close(")")
		if w.padded {
			w.padBody(s.Body)
			return
		}
		w.suite(s.Body)
	case *syntax.ClassDef:
		w.decorators(s.DecoratorList, nil)
		if len(s.TypeParams) > 0 {
			w.gap(s, "type parameters")
		}
		w.start(s.Pos())
		w.open("class " + w.name(s, s.Name) + "(")
		w.plainArguments(s, s.Bases, s.Keywords, 2)
		w.close(")")
		outer := w.class
		w.class = strings.TrimLeft(s.Name, "_")
		w.suite(s.Body)
		w.class = outer
	case *syntax.For:
		w.start(s.Pos())
		w.put("for ")
		w.expr(s.Target)
		w.put(" in ")
		w.expr(s.Iter)
		w.suite(s.Body)
		w.orelse("else", s.Orelse)
	case *syntax.While:
		w.start(s.Pos())
		w.put("while ")
		w.expr(s.Test)
		w.suite(s.Body)
		w.orelse("else", s.Orelse)
	case *syntax.If:
		w.ifStmt(s)
	case *syntax.With:
		w.start(s.Pos())
		for i, item := range s.Items {
			w.comma(i, "with ")
			w.expr(item.ContextExpr)
			w.optional(" as ", item.OptionalVars)
		}
		w.suite(s.Body)
	case *syntax.Try:
		w.start(s.Pos())
		w.put("try")
		w.suite(s.Body)
		for _, h := range s.Handlers {
			w.start(h.Pos())
			w.put("except")
			w.optional(" ", h.Type)
			if h.Name != "" {
				w.put(" as " + w.name(h, h.Name))
			}
			w.suite(h.Body)
		}
		w.orelse("else", s.Orelse)
		w.orelse("finally", s.Finalbody)
	case *syntax.AsyncFunctionDef:
		w.gap(s, "async function")
	case *syntax.AsyncFor:
		w.gap(s, "async for")
	case *syntax.AsyncWith:
		w.gap(s, "async with")
	case *syntax.Match:
		w.gap(s, "match statement")
	case *syntax.TryStar:
		w.gap(s, "except*")
	default:
		w.gap(s, "statement %T", s)
	}
}

// ifStmt writes an if with its elifs, each a level deeper in gpython's tree as in ours.
func (w *lowering) ifStmt(s *syntax.If) {
	word := "if "
	levels := 0
	for {
		w.start(s.Pos())
		w.put(word)
		w.expr(s.Test)
		w.suite(s.Body)
		next := elif(w.file, s)
		if next == nil {
			w.orelse("else", s.Orelse)
			break
		}
		w.enter(next)
		levels++
		word, s = "elif ", next
	}
	w.depth -= levels
}

// elif gives the if statement that an elif is, or nil where the else has a body of its own. An "else" with a lone "if"
// in it means the same, but the "if" stands behind a colon or on a line of its own.
func elif(file *source.File, s *syntax.If) *syntax.If {
	if len(s.Orelse) != 1 {
		return nil
	}
	next, ok := s.Orelse[0].(*syntax.If)
	if !ok || !strings.HasPrefix(file.Text[next.Pos():], "elif") {
		return nil
	}
	return next
}

// orelse writes a clause whose own line the tree does not keep: it goes where its body allows.
func (w *lowering) orelse(word string, body []syntax.Stmt) {
	if len(body) == 0 {
		return
	}
	at := body[0].Pos()
	if f, ok := body[0].(*syntax.FunctionDef); ok && len(f.DecoratorList) > 0 {
		at = f.DecoratorList[0].Pos()
	}
	if c, ok := body[0].(*syntax.ClassDef); ok && len(c.DecoratorList) > 0 {
		at = c.DecoratorList[0].Pos()
	}
	line := w.file.Position(at).Line
	if line > w.line+1 {
		w.start(w.file.LineStart(line - 1))
	} else {
		w.start(0)
	}
	w.put(word)
	w.suite(body)
}

// padBody writes a function's body with the added variable used by an inner function, which makes it a cell. Lines do not
// matter here.
func (w *lowering) padBody(body []syntax.Stmt) {
	w.put(":")
	w.indent++
	w.start(0)
	w.put("(lambda: " + padName + ")")
	w.fresh = false
	for _, s := range body {
		w.stmt(s, false)
	}
	w.indent--
}

// decorators writes a decorator list. gpython's compiler puts decorators between a function's defaults and its code,
// where its machine then looks for the defaults; so these, where given, are handed over by the last decorator.
func (w *lowering) decorators(list []syntax.Expr, defaults *syntax.Arguments) {
	for i, d := range list {
		w.start(d.Pos())
		w.put("@")
		if defaults != nil && i == len(list)-1 {
			w.open(intrinsicDefaults + "(")
			w.expr(d)
			w.flat = true // the defaults stand on the lines below, where the function has to begin
			w.put(", (")
			for _, v := range defaults.Defaults {
				w.expr(v)
				w.put(", ")
			}
			w.put(")")
			for j, v := range defaults.KwDefaults {
				if v != nil {
					w.put(", " + quote(w.name(defaults.Kwonlyargs[j], defaults.Kwonlyargs[j].Arg), false) + ", ")
					w.expr(v)
				}
			}
			w.flat = false
			w.close(")")
			continue
		}
		switch d.(type) {
		case *syntax.Name:
			w.expr(d)
		default:
			w.open(intrinsicSame + "(")
			w.expr(d)
			w.close(")")
		}
	}
}

func hasDefaults(a *syntax.Arguments) bool {
	if a == nil {
		return false
	}
	for _, v := range a.KwDefaults {
		if v != nil {
			return true
		}
	}
	return len(a.Defaults) > 0
}

// parameters writes a parameter list without annotations. Keyword-only parameters with a default go first: gpython
// pairs defaults with names by position, and the order of keyword-only parameters means nothing.
func (w *lowering) parameters(a *syntax.Arguments, withDefaults bool) {
	if w.padded {
		w.put(padName + ", ")
	}
	if a == nil {
		return
	}
	if len(a.Posonlyargs) > 0 {
		w.gap(a.Posonlyargs[0], "positional-only parameter")
	}
	if len(a.Args)+len(a.Kwonlyargs) > maxArguments {
		w.gap(a.Args[0], "more than %d parameters", maxArguments)
	}
	i := 0
	param := func(prefix string, p *syntax.Arg, def syntax.Expr) {
		w.comma(i, "")
		i++
		w.put(prefix)
		if p != nil {
			w.put(w.name(p, p.Arg))
		}
		if withDefaults {
			w.optional("=", def)
		}
	}
	for j, p := range a.Args {
		var def syntax.Expr
		if k := j - (len(a.Args) - len(a.Defaults)); k >= 0 {
			def = a.Defaults[k]
		}
		param("", p, def)
	}
	if a.Vararg != nil || len(a.Kwonlyargs) > 0 {
		param("*", a.Vararg, nil)
	}
	for _, withDefault := range []bool{true, false} {
		for j, p := range a.Kwonlyargs {
			if def := a.KwDefaults[j]; (def != nil) == withDefault {
				param("", p, def)
			}
		}
	}
	if a.Kwarg != nil {
		param("**", a.Kwarg, nil)
	}
}

// plainArguments writes arguments none of which is starred; extra is how many gpython adds of its own.
func (w *lowering) plainArguments(n syntax.Node, args []syntax.Expr, keywords []*syntax.Keyword, extra int) {
	if len(args)+extra > maxArguments || len(keywords) > maxArguments {
		w.gap(n, "more than %d arguments", maxArguments)
	}
	i := 0
	for _, a := range args {
		if _, ok := a.(*syntax.Starred); ok {
			w.gap(a, "starred base class")
		}
		w.comma(i, "")
		w.expr(a)
		i++
	}
	for _, k := range keywords {
		if k.Arg == "" {
			w.gap(k.Value, "** in a class header")
		}
		w.comma(i, "")
		w.put(w.name(k.Value, k.Arg) + "=")
		w.expr(k.Value)
		i++
	}
}

// quote writes a string constant with the escapes that gpython's lexer knows.
func quote(s string, isBytes bool) string {
	var b strings.Builder
	if isBytes {
		b.WriteByte('b')
	}
	b.WriteByte('\'')
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isBytes && s[i] >= 0x80:
			fmt.Fprintf(&b, `\x%02x`, s[i])
			size = 1
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c < 0x20 || c == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	b.WriteByte('\'')
	return b.String()
}
