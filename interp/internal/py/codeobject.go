package py

import (
	"slices"

	"github.com/assay-score/assay/interp/internal/code"
)

// codeAttributes gives code objects their co_ attributes. What speaks of CPython's own bytecode is not there.
func codeAttributes() {
	names := func(get func(c *code.Code) []string) func(t *Thread, v Value) (Value, error) {
		return func(t *Thread, v Value) (Value, error) {
			var items []Value
			for _, n := range get(as[Code](v).C) {
				items = append(items, Obj(t.Intern(n)))
			}
			return t.Tuple(items...), nil
		}
	}
	number := func(get func(c *code.Code) int) func(t *Thread, v Value) (Value, error) {
		return func(t *Thread, v Value) (Value, error) { return Int(int64(get(as[Code](v).C))), nil }
	}
	CodeType.addAttrs([]Attr{
		{"co_argcount", number(func(c *code.Code) int { return c.Positional }), nil},
		{"co_cellvars", names(func(c *code.Code) (out []string) {
			for _, r := range c.CellVars {
				if int(r) < len(c.Locals) {
					out = append(out, c.Locals[r])
				}
			}
			return out
		}), nil},
		{"co_consts", codeConstants, nil},
		{"co_filename", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[Code](v).fileName()), nil }, nil},
		{"co_firstlineno", number(func(c *code.Code) int { return c.FirstLine }), nil},
		{"co_flags", number(codeFlags), nil},
		{"co_freevars", names(func(c *code.Code) []string { return c.FreeVars }), nil},
		{"co_kwonlyargcount", number(func(c *code.Code) int { return c.KwOnly }), nil},
		{"co_name", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[Code](v).C.Name), nil }, nil},
		{"co_names", names(func(c *code.Code) (out []string) {
			for _, n := range c.Names {
				if !slices.Contains(c.FreeVars, n) {
					out = append(out, n)
				}
			}
			return out
		}), nil},
		{"co_nlocals", number(func(c *code.Code) int { return len(variableNames(c)) }), nil},
		{"co_posonlyargcount", number(func(c *code.Code) int { return c.PosOnly }), nil},
		{"co_qualname", func(t *Thread, v Value) (Value, error) { return t.StrValue(as[Code](v).C.QualName), nil }, nil},
		{"co_stacksize", number(func(c *code.Code) int { return c.Regs }), nil},
		{"co_varnames", names(variableNames), nil},
	})
	CodeType.addMethods([]Def{
		{"replace", "**kwargs", codeReplace},
		{"__replace__", "**kwargs", codeReplace},
		{"co_lines", "", codeLines},
		{"co_positions", "", codePositions},
	})
}

// variableNames are the local variables in CPython's order: those of cells last, unless they are parameters.
func variableNames(c *code.Code) []string {
	if c.Flags&code.Optimized == 0 {
		return nil
	}
	cells := map[int]bool{}
	for _, r := range c.CellVars {
		cells[int(r)] = true
	}
	var out []string
	for i, n := range c.Locals {
		if i < len(c.Args) || !cells[i] {
			out = append(out, n)
		}
	}
	return out
}

// codeConstants is co_consts, with the code objects of what is defined inside.
func codeConstants(t *Thread, v Value) (Value, error) {
	c := as[Code](v)
	if err := t.Charge(len(c.C.Consts)); err != nil {
		return Value{}, err
	}
	t.Ready(c)
	items := make([]Value, 0, len(c.C.Consts))
	for i := range c.C.Consts {
		k := &c.C.Consts[i]
		switch {
		case k.Kind == code.Function:
			items = append(items, Obj(t.Hooks.LoadCode(t, k.Code)))
		case c.Consts[i].IsSet():
			items = append(items, c.Consts[i])
		}
	}
	return t.Tuple(items...), nil
}

// codeLines is co_lines(): (start, end, line) of each run of instructions.
func codeLines(t *Thread, a []Value) (Value, error) {
	c := as[Code](a[0]).C
	if err := t.Grow(uint64(len(c.Instrs)) * 64); err != nil {
		return Value{}, err
	}
	if err := t.Charge(len(c.Instrs)); err != nil {
		return Value{}, err
	}
	var items []Value
	for from := 0; from < len(c.Instrs); {
		line := c.Line(from)
		to := from + 1
		for to < len(c.Instrs) && c.Line(to) == line {
			to++
		}
		items = append(items, t.Tuple(Int(int64(2*from)), Int(int64(2*to)), Int(int64(line))))
		from = to
	}
	return t.Iter(t.ListValue(items))
}

// codePositions is co_positions(): (line, end line, column, end column) of each instruction.
func codePositions(t *Thread, a []Value) (Value, error) {
	c := as[Code](a[0]).C
	if err := t.Grow(uint64(len(c.Instrs)) * 96); err != nil {
		return Value{}, err
	}
	if err := t.Charge(4 * len(c.Instrs)); err != nil {
		return Value{}, err
	}
	var items []Value
	for pc := range c.Instrs {
		if c.File == nil {
			items = append(items, t.Tuple(Int(int64(c.FirstLine)), None, None, None))
			continue
		}
		span := c.Span(pc)
		from, to := c.File.Position(span.From), c.File.Position(span.To)
		items = append(items, t.Tuple(Int(int64(from.Line)), Int(int64(to.Line)), Int(int64(from.Column)), Int(int64(to.Column))))
	}
	return t.Iter(t.ListValue(items))
}

func codeFlags(c *code.Code) int {
	f := 0
	if c.Flags&code.Optimized != 0 {
		f = 3
	}
	for _, x := range []struct {
		flag code.Flags
		bit  int
	}{{code.VarArgs, 4}, {code.VarKeywords, 8}, {code.Generator, 0x20}, {code.Coroutine, 0x80}, {code.AsyncGenerator, 0x200}} {
		if c.Flags&x.flag != 0 {
			f |= x.bit
		}
	}
	return f
}
