package vm

import (
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/compile"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// execHook is exec and eval: of a text or of a code object.
func (m *Machine) execHook(t *py.Thread, src py.Value, mode string, globals *py.Dict, locals, closure py.Value) (py.Value, error) {
	if globals == nil {
		globals = m.cur.globals
		if !locals.IsSet() {
			l, err := m.localsHook(t)
			if err != nil {
				return py.Value{}, err
			}
			if l != py.Obj(globals) {
				locals = l
			}
		}
	}
	if locals.IsSet() && locals == py.Obj(globals) && locals.Type() == &py.DictType {
		locals = py.Value{}
	}
	if !globals.GetStr(t, m.names.builtins).IsSet() {
		globals.SetStr(t, m.names.builtins, py.Obj(t.Builtins))
	}
	if src.Type() != &py.CodeType {
		if closure.IsSet() && !closure.IsNone() {
			return py.Value{}, t.Raisef(&py.TypeError, "closure can only be used when source is a code object")
		}
		file, err := m.sourceFile(src, mode+"() arg 1 must be a string, bytes or code object", "<string>")
		if err != nil {
			return py.Value{}, err
		}
		if src, err = m.compileFile(file, mode, 0); err != nil {
			return py.Value{}, err
		}
	}
	c := py.As[py.Code](src)
	cells, err := m.closureFor(c, mode, closure)
	if err != nil {
		return py.Value{}, err
	}
	var v py.Value
	if c.C.Flags&code.Optimized != 0 {
		fn := m.functionOf(c, globals)
		fn.Closure = cells
		v, err = t.Call(py.Obj(fn))
	} else {
		v, err = m.runCode(c, globals, locals)
	}
	if mode == "exec" {
		v = py.None
	}
	return v, err
}

// closureFor checks the cells that exec is given for a code object with free variables.
func (m *Machine) closureFor(c *py.Code, mode string, closure py.Value) ([]py.Value, error) {
	t, n := m.t, len(c.C.FreeVars)
	given := closure.IsSet() && !closure.IsNone()
	switch {
	case n == 0 && given:
		return nil, t.Raisef(&py.TypeError, "cannot use a closure with this code object")
	case n == 0:
		return nil, nil
	case mode == "eval":
		return nil, t.Raisef(&py.TypeError, "code object passed to eval() may not contain free variables")
	}
	if given {
		if cells := closure.Tuple(); cells != nil && len(cells.Items) == n {
			ok := true
			for _, x := range cells.Items {
				ok = ok && x.Type() == &py.CellType
			}
			if ok {
				return cells.Items, nil
			}
		}
	}
	return nil, t.Raisef(&py.TypeError, "code object requires a closure of exactly length %d", n)
}

// sourceFile decodes what compile, exec and eval are given.
func (m *Machine) sourceFile(src py.Value, complaint, name string) (*source.File, error) {
	t := m.t
	if s := src.Str(); s != nil {
		if err := m.admit(len(s.S)); err != nil {
			return nil, err
		}
		if strings.IndexByte(s.S, 0) >= 0 {
			return nil, t.Raisef(&py.SyntaxError, "source code string cannot contain null bytes")
		}
		if !utf8.ValidString(s.S) { // lone surrogates have no encoding
			if _, err := t.CallMethod(src, "encode"); err != nil {
				return nil, err
			}
		}
		return source.NewFile(name, s.S), nil
	}
	data, ok := src.BytesLike()
	if !ok {
		return nil, t.RaiseNew(&py.TypeError, complaint)
	}
	if err := m.admit(len(data)); err != nil {
		return nil, err
	}
	if strings.IndexByte(string(data), 0) >= 0 {
		return nil, t.Raisef(&py.SyntaxError, "source code string cannot contain null bytes")
	}
	file, diag := source.Decode(name, data)
	if diag != nil {
		return nil, t.RaiseNew(&py.SyntaxError, diag.Message)
	}
	return file, nil
}

// admit pays for a source text of n bytes before it is read.
func (m *Machine) admit(n int) error {
	if uint64(n) > m.t.Limits.SourceBytes {
		return m.t.RaiseNew(&py.MemoryError, "")
	}
	return m.t.Charge(n / 4)
}

// parse parses a text and binds its names. There are none where the text is no Python.
func parse(file *source.File, opts syntax.Options) (*syntax.Tree, *resolve.Info) {
	tree := syntax.Parse(file, opts)
	if len(tree.Errors) > 0 {
		return tree, nil
	}
	names := resolve.Resolve(tree)
	tree.Errors = names.Errors
	return tree, names
}

// compileHook is compile().
func (m *Machine) compileHook(t *py.Thread, src py.Value, filename, mode string, flags int) (py.Value, error) {
	file, err := m.sourceFile(src, "compile() arg 1 must be a string, bytes or AST object", filename)
	if err != nil {
		return py.Value{}, err
	}
	return m.compileFile(file, mode, flags)
}

func (m *Machine) compileFile(file *source.File, mode string, flags int) (py.Value, error) {
	opts := syntax.Options{}
	switch mode {
	case "eval":
		opts.Mode = syntax.ModeEval
		if text := strings.TrimLeft(file.Text, " \t"); len(text) < len(file.Text) {
			file = source.NewFile(file.Name, text)
		}
		if strings.TrimSpace(file.Text) == "" {
			return py.Value{}, m.t.NewException(&py.SyntaxError, m.t.StrValue("invalid syntax"), m.t.Tuple(m.t.StrValue(file.Name),
				py.Int(0), py.Int(0), m.t.StrValue(""), py.Int(0), py.Int(0)))
		}
	case "single":
		opts.Mode = syntax.ModeSingle
	}
	if err := m.PayParse(file); err != nil {
		return py.Value{}, err
	}
	tree, names := parse(file, opts)
	if err := m.warn(file, tree, names); err != nil {
		return py.Value{}, err
	}
	c, err := m.compile(tree, compile.Options{Exec: true, Names: names, TextAnnotations: flags&futureAnnotations != 0})
	if err != nil {
		return py.Value{}, err
	}
	return py.Obj(m.load(c)), nil
}

// futureAnnotations is the flag of compile() for from __future__ import annotations.
const futureAnnotations = 0x1000000
