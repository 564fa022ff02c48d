package gpython

import (
	"slices"

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// gpython's compiler numbers cell variables and free variables both from 0, though its machine expects the free ones
// behind the cells. In a function that has both, "load variable 0" can mean either, and the instruction does not tell.
//
// It can be found out all the same. The numbers follow the alphabetical order of the names. The program is compiled once
// more, with one cell variable added to every function, whose name comes before all others. An instruction whose number
// has grown by one then is about a cell, and one whose number has not is about a free variable. Instructions that pass
// variables on to an inner function need no such test: the inner function knows its free variables by name.

const (
	padName   = "A"  // the added variable …
	padPrefix = "a_" // … and what every other name begins with, to come after it
)

// settle corrects the numbers of cell and free variables in a code, where there are both.
func settle(file *source.File, root syntax.Mod, mode syntax.Mode, c *code, pc *py.Code) *gap {
	if !mixed(pc) {
		return nil
	}
	text, g := lower(file, root, true)
	if g != nil {
		return g
	}
	padded, err := compileNative(file, text, mode)
	if err != nil || !settleCode(c, padded) {
		return &gap{what: "closure that gpython's compiler mixes up"}
	}
	return nil
}

// mixed reports whether some code has cell and free variables both. Codes nest no deeper than lowering allows.
func mixed(pc *py.Code) bool {
	if len(pc.Cellvars) > 0 && len(pc.Freevars) > 0 {
		return true
	}
	for _, k := range pc.Consts {
		if inner, ok := k.(*py.Code); ok && mixed(inner) {
			return true
		}
	}
	return false
}

// settleCode settles a code and those inside it by their padded twins. It reports whether the two agree.
func settleCode(c *code, padded *py.Code) bool {
	if len(c.cellvars) > 0 && len(c.freevars) > 0 && !settleOps(c, padded) {
		return false
	}
	var twins []*py.Code
	for _, k := range padded.Consts {
		if inner, ok := k.(*py.Code); ok && !(len(inner.Freevars) == 1 && inner.Freevars[0] == padName) {
			twins = append(twins, inner)
		}
	}
	for _, k := range c.consts {
		inner, ok := k.(*code)
		if !ok {
			continue
		}
		if len(twins) == 0 || !settleCode(inner, twins[0]) {
			return false
		}
		twins = twins[1:]
	}
	return len(twins) == 0
}

// settleOps settles the instructions of one code.
func settleOps(c *code, padded *py.Code) bool {
	binds := c.comprehension || c.name == "<genexpr>" // only its own variables
	class := !slices.Contains(padded.Cellvars, padName)
	twins := accesses(padded, binds)
	free := func(i int32) int32 { return i + int32(len(c.cellvars)) }
	for i := range c.ops {
		in := &c.ops[i]
		switch in.op {
		case vm.LOAD_CLOSURE:
			name, ok := c.passed(i)
			if !ok {
				continue // a class body returns its own cell, __class__
			}
			if k := slices.Index(c.cellvars, name); k >= 0 {
				in.arg = int32(k)
			} else if k := slices.Index(c.freevars, name); k >= 0 {
				in.arg = free(int32(k))
			} else {
				return false
			}
		case vm.LOAD_CLASSDEREF:
			in.arg = free(in.arg)
		case vm.LOAD_DEREF, vm.STORE_DEREF, vm.DELETE_DEREF:
			if class {
				in.arg = free(in.arg)
				continue
			}
			if binds && in.op == vm.STORE_DEREF {
				continue
			}
			if len(twins) == 0 || twins[0].op != in.op {
				return false
			}
			switch twins[0].arg {
			case in.arg:
				in.arg = free(in.arg)
			case in.arg + 1:
			default:
				return false
			}
			twins = twins[1:]
		}
	}
	return len(twins) == 0
}

// passed gives the name of the variable that the LOAD_CLOSURE at i passes to an inner function: these instructions stand
// in a row, one for each of its free variables in order, before BUILD_TUPLE and the function's code.
func (c *code) passed(i int) (string, bool) {
	first, last := i, i
	for first > 0 && c.ops[first-1].op == vm.LOAD_CLOSURE {
		first--
	}
	for last+1 < len(c.ops) && c.ops[last+1].op == vm.LOAD_CLOSURE {
		last++
	}
	if last+2 >= len(c.ops) || c.ops[last+1].op != vm.BUILD_TUPLE || c.ops[last+2].op != vm.LOAD_CONST {
		return "", false
	}
	inner, ok := c.consts[c.ops[last+2].arg].(*code)
	if !ok || i-first >= len(inner.freevars) || last-first+1 != len(inner.freevars) {
		return "", false
	}
	return inner.freevars[i-first], true
}

// accesses lists the instructions of a padded code that load, store or delete a cell or free variable; those that bind
// in a comprehension are left out.
func accesses(pc *py.Code, comprehension bool) []instr {
	var out []instr
	ext := int32(0)
	for i := 0; i < len(pc.Code); {
		op := vm.OpCode(pc.Code[i])
		i++
		if !op.HAS_ARG() {
			continue
		}
		arg := int32(pc.Code[i]) | int32(pc.Code[i+1])<<8 | ext<<16
		i += 2
		ext = 0
		switch op {
		case vm.EXTENDED_ARG:
			ext = arg
		case vm.LOAD_DEREF, vm.DELETE_DEREF:
			out = append(out, instr{op, arg})
		case vm.STORE_DEREF:
			if !comprehension {
				out = append(out, instr{op, arg})
			}
		}
	}
	return out
}

// paddedName gives a name its place behind the added variable; gpython treats super and __class__ specially.
func paddedName(name string) string {
	if name == "super" || name == "__class__" {
		return name
	}
	return padPrefix + name
}
