package gpython

import (
	"errors"
	"fmt"

	"github.com/go-python/gpython/compile"
	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// code is a py.Code made ready for metered evaluation: instructions decoded, jumps turned into instruction indexes,
// every instruction with its line.
type code struct {
	native
	file          *source.File
	name          string
	argcount      int
	kwonly        int
	nlocals       int
	flags         int32
	consts        []object
	names         []string
	varnames      []string
	cellvars      []string
	freevars      []string
	cellArg       []int // for each cell variable, the parameter it is, or -1
	ops           []instr
	lines         []int32
	comprehension bool // inlined by CPython: no frame of its own in a traceback
}

type instr struct {
	op  vm.OpCode
	arg int32
}

// compileNative runs gpython's parser and compiler on a lowered text.
func compileNative(file *source.File, text string, mode syntax.Mode) (*py.Code, error) {
	native := py.ExecMode
	if mode == syntax.ModeEval {
		native = py.EvalMode
	}
	return compile.Compile(text, file.Name, native, 0, true)
}

// compileText makes code of a lowered text. It answers with a gap where gpython refuses what our own parser took.
func compileText(file *source.File, root syntax.Mod, text string, mode syntax.Mode) (*code, *gap) {
	pc, err := compileNative(file, text, mode)
	if err != nil {
		line := 0
		var exc *py.Exception
		if errors.As(err, &exc) {
			if n, ok := exc.Dict["lineno"].(py.Int); ok {
				line = int(n)
			}
			if args, ok := exc.Args.(py.Tuple); ok && len(args) > 0 {
				if s, ok := args[0].(py.String); ok {
					err = errors.New(string(s))
				}
			}
		}
		return nil, &gap{what: fmt.Sprintf("source that gpython's compiler refuses (%v)", err), pos: file.LineStart(line)}
	}
	c, g := decode(file, pc, 0)
	if g == nil {
		g = settle(file, root, mode, c, pc)
	}
	return c, g
}

// decode turns a py.Code and the ones among its constants into ours. Codes nest as functions do, which lowering bounded.
func decode(file *source.File, pc *py.Code, depth int) (*code, *gap) {
	if depth > maxDepth {
		return nil, &gap{what: "functions nested too deeply"}
	}
	c := &code{file: file, name: pc.Name, argcount: int(pc.Argcount), kwonly: int(pc.Kwonlyargcount), nlocals: int(pc.Nlocals), flags: pc.Flags,
		names: pc.Names, varnames: pc.Varnames, cellvars: pc.Cellvars, freevars: pc.Freevars}
	switch pc.Name {
	case "<listcomp>", "<setcomp>", "<dictcomp>":
		c.comprehension = true
	}
	for _, k := range pc.Consts {
		if inner, ok := k.(*py.Code); ok {
			ours, g := decode(file, inner, depth+1)
			if g != nil {
				return nil, g
			}
			c.consts = append(c.consts, ours)
			continue
		}
		c.consts = append(c.consts, k)
	}
	params := c.params()
	for _, name := range c.cellvars {
		at := -1
		for i, v := range c.varnames[:params] {
			if v == name {
				at = i
			}
		}
		c.cellArg = append(c.cellArg, at)
	}
	return c, c.instructions(pc)
}

// params is how many of the first local variables are parameters, *args and **kwargs included.
func (c *code) params() int {
	n := c.argcount + c.kwonly
	if c.flags&py.CO_VARARGS != 0 {
		n++
	}
	if c.flags&py.CO_VARKEYWORDS != 0 {
		n++
	}
	return min(n, len(c.varnames))
}

func (c *code) instructions(pc *py.Code) *gap {
	text := pc.Code
	index := make([]int32, len(text)+1)
	ext := int32(0)
	line, addr, tab := pc.Firstlineno, int32(0), 0
	for i := 0; i < len(text); {
		// The line table pairs steps of address with steps of line; all steps up to this address apply.
		for tab+1 < len(pc.Lnotab) && addr+int32(pc.Lnotab[tab]) <= int32(i) {
			addr += int32(pc.Lnotab[tab])
			line += int32(pc.Lnotab[tab+1])
			tab += 2
		}
		index[i] = int32(len(c.ops))
		op := vm.OpCode(text[i])
		i++
		arg := int32(0)
		if op.HAS_ARG() {
			if i+2 > len(text) {
				return &gap{what: "code that gpython's compiler cut short", pos: c.file.LineStart(int(line))}
			}
			arg = int32(text[i]) | int32(text[i+1])<<8 | ext<<16
			i += 2
			ext = 0
		}
		if op == vm.EXTENDED_ARG {
			// The jump that follows may be aimed at through its prefix, so the prefix keeps a place.
			ext = arg
			op = vm.NOP
		}
		// Until all places are known, the argument of a relative jump is its absolute address.
		switch op {
		case vm.JUMP_FORWARD, vm.FOR_ITER, vm.SETUP_LOOP, vm.SETUP_EXCEPT, vm.SETUP_FINALLY, vm.SETUP_WITH:
			arg += int32(i)
		}
		c.ops = append(c.ops, instr{op, arg})
		c.lines = append(c.lines, line)
	}
	index[len(text)] = int32(len(c.ops))
	for i := range c.ops {
		switch in := &c.ops[i]; in.op {
		case vm.JUMP_FORWARD, vm.FOR_ITER, vm.SETUP_LOOP, vm.SETUP_EXCEPT, vm.SETUP_FINALLY, vm.SETUP_WITH, vm.JUMP_ABSOLUTE, vm.CONTINUE_LOOP,
			vm.JUMP_IF_FALSE_OR_POP, vm.JUMP_IF_TRUE_OR_POP, vm.POP_JUMP_IF_FALSE, vm.POP_JUMP_IF_TRUE:
			if in.arg < 0 || int(in.arg) >= len(index) {
				return &gap{what: "a jump that gpython's compiler lost", pos: c.file.LineStart(int(c.lines[i]))}
			}
			in.arg = index[in.arg]
		}
	}
	return nil
}
