package compile

import (
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Options say what the code is for.
type Options struct {
	// Exec is code for exec and eval: its names live in a dictionary of locals that need not be the globals.
	Exec bool
	// Names are what package resolve found out about the tree; nil has the compiler ask.
	Names *resolve.Info
	// TextAnnotations is what from __future__ import annotations says.
	TextAnnotations bool
}

// Module compiles a tree without errors. For an expression the code returns its value. The diagnostic says what the
// compiler itself refuses; cost is how much was written, in instructions.
func Module(tree *syntax.Tree, opts Options) (c *code.Code, cost int, refused *source.Diagnostic) {
	shared := &compilation{file: tree.File, execNames: opts.Exec}
	var body []syntax.Stmt
	var expr syntax.Expr
	switch r := tree.Root.(type) {
	case *syntax.Expression:
		expr = r.Body
	case *syntax.Interactive:
		shared.single = true
		body = r.Body
	default:
		body = tree.Body()
	}
	names := opts.Names
	if names == nil {
		names = resolve.Resolve(tree)
	}
	shared.scopes = newScopes(names)
	shared.textAnnotations = opts.TextAnnotations || slices.Contains(names.Future, "annotations")
	u := (&unit{compilation: shared}).moduleUnit(tree.Root)
	u.prelude(tree.Root, body, body)
	u.stmts(body)
	if expr != nil {
		r := u.temp(1)
		u.exprTo(expr, r)
		u.op(code.Return, r)
	} else {
		u.returnNone()
	}
	return u.finish(), shared.fuel, shared.err
}

// prelude writes what comes before the statements of a module: its docstring, which text has, and what its annotations
// need, of the statements given.
func (u *unit) prelude(root syntax.Mod, body, text []syntax.Stmt) {
	if doc, ok := docstring(text); ok && !u.single {
		r := u.temp(1)
		u.loadK(r, code.Const{Kind: code.Str, S: doc})
		u.store("__doc__", r)
		u.top--
	}
	annotated, exprs, conditions := u.simpleAnnotations(body, true)
	if len(exprs) > 0 && u.textAnnotations {
		r := u.temp(1)
		u.op(code.BuildDict, r, r, 0)
		u.store("__annotations__", r)
		u.top--
	} else if len(exprs) > 0 {
		r := u.temp(1)
		u.annotate(u.annotationScope(root), root, annotated, exprs, conditions, r)
		u.store("__annotate__", r)
		u.op(code.BuildSet, r, r, 0)
		u.store(conditionalName, r)
		u.top--
	}
}

// module writes statements as the code of a module, whose docstring stands in text.
func (u *unit) module(root syntax.Mod, body, text []syntax.Stmt) *code.Code {
	u.prelude(root, body, text)
	u.stmts(body)
	u.returnNone()
	return u.finish()
}

func (u *unit) moduleUnit(root syntax.Mod) *unit {
	v := &unit{compilation: u.compilation, scope: u.scopes.of[u.scopes.names.Module]}
	v.code = &code.Code{Name: "<module>", QualName: "<module>", File: u.file, FirstLine: 1, Unlisted: u.execNames}
	v.takeRoom()
	v.flow = newFlow(0)
	if v.scope.Coroutine {
		v.code.Flags |= code.Coroutine
	}
	return v
}

// cleanDoc takes the common indentation off a docstring, as CPython's compiler does.
func cleanDoc(doc string) string {
	if !strings.Contains(doc, "\n") {
		return strings.TrimLeft(doc, " ")
	}
	lines := strings.Split(expandTabs(doc), "\n")
	margin := -1
	for _, l := range lines[1:] {
		if t := strings.TrimLeft(l, " "); t != "" {
			if n := len(l) - len(t); margin < 0 || n < margin {
				margin = n
			}
		}
	}
	lines[0] = strings.TrimLeft(lines[0], " ")
	for i := 1; i < len(lines); i++ {
		if margin > 0 {
			if len(lines[i]) >= margin {
				lines[i] = lines[i][margin:]
			} else {
				lines[i] = ""
			}
		}
	}
	return strings.Join(lines, "\n")
}

func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	col := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\t':
			n := 8 - col%8
			b.WriteString("        "[:n])
			col += n
		case '\n':
			b.WriteByte('\n')
			col = 0
		default:
			b.WriteByte(s[i])
			col++
		}
	}
	return b.String()
}
