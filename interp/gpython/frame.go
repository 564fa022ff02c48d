package gpython

import (
	"github.com/go-python/gpython/py"
)

// frame is one activation of a code. A generator keeps its frame between resumptions.
type frame struct {
	code    *code
	back    *frame // who called or resumed it
	pc      int    // the next instruction
	stack   []object
	locals  []object // nil where unbound
	cells   []*cell  // cell variables, then free ones
	blocks  []block
	globals *dict
	names   *dict      // the namespace of a module or class body; nil in a function
	handled *exception // what a suspended generator was handling
}

type blockKind uint8

// The kinds of block, as CPython 3.4 had them.
const (
	loopBlock    blockKind = iota
	exceptBlock            // handler is the first except clause
	finallyBlock           // handler is the finally clause
	handlerBlock           // an except or finally clause is running: the exception handled before lies at level
)

// block says where to go, and how far to empty the stack, when control leaves a stretch of code.
type block struct {
	kind    blockKind
	handler int
	level   int
}

// unwinding is pushed for a finally clause to resume when it ends: what control was doing when it came by.
type unwinding struct {
	native
	why   reason
	value object // of a return; the target of a continue
}

type reason uint8

const (
	whyReturn reason = iota
	whyBreak
	whyContinue
	whySilenced // __exit__ swallowed the exception
)

// line is the source line of the instruction being executed.
func (f *frame) line() int { return int(f.code.lines[max(0, min(f.pc-1, len(f.code.lines)-1))]) }

func (f *frame) push(v object) { f.stack = append(f.stack, v) }

func (f *frame) pop() object {
	v := f.stack[len(f.stack)-1]
	f.stack = f.stack[:len(f.stack)-1]
	return v
}

func (f *frame) top() object       { return f.stack[len(f.stack)-1] }
func (f *frame) setTop(v object)   { f.stack[len(f.stack)-1] = v }
func (f *frame) peek(n int) object { return f.stack[len(f.stack)-n] }

func (f *frame) pushBlock(kind blockKind, handler int32) {
	f.blocks = append(f.blocks, block{kind, int(handler), len(f.stack)})
}

func (f *frame) popBlock() block {
	b := f.blocks[len(f.blocks)-1]
	f.blocks = f.blocks[:len(f.blocks)-1]
	return b
}

// endHandler leaves an except or finally clause: the exception that was being handled before it is so again.
func (r *run) endHandler(f *frame, b block) {
	r.handled, _ = f.stack[b.level+1].(*exception)
	f.stack = f.stack[:b.level]
}

// unwind takes a return, break or continue outwards through the blocks. It reports whether the frame goes on; a return
// that meets no finally clause ends it.
func (r *run) unwind(f *frame, why reason, value object) bool {
	for len(f.blocks) > 0 {
		b := f.blocks[len(f.blocks)-1]
		if b.kind == loopBlock && why == whyContinue {
			f.pc = int(value.(py.Int))
			return true
		}
		f.popBlock()
		if b.kind == handlerBlock {
			r.endHandler(f, b)
			continue
		}
		f.stack = f.stack[:b.level]
		switch {
		case b.kind == loopBlock && why == whyBreak:
			f.pc = b.handler
			return true
		case b.kind == finallyBlock:
			f.push(&unwinding{why: why, value: value})
			f.pc = b.handler
			return true
		}
	}
	return false
}

// unwindException takes an exception to the innermost handler and reports whether there is one.
func (r *run) unwindException(f *frame, exc *exception) bool {
	for len(f.blocks) > 0 {
		b := f.popBlock()
		if b.kind == handlerBlock {
			r.endHandler(f, b)
			continue
		}
		f.stack = f.stack[:b.level]
		if b.kind == loopBlock {
			continue
		}
		f.pushBlock(handlerBlock, -1)
		// Three values for what was being handled, three for this one: the layout that the compiled clauses expect.
		var before object = py.None
		if r.handled != nil {
			before = r.handled
		}
		f.stack = append(f.stack, py.None, before, py.None, py.None, exc, exc)
		r.handled = exc
		f.pc = b.handler
		return true
	}
	return false
}

// newFrame makes a frame for a code with its cells; free variables come from the closure.
func (r *run) newFrame(c *code, globals, names *dict, closure []*cell) *frame {
	f := &frame{code: c, globals: globals, names: names, locals: make([]object, max(c.nlocals, len(c.varnames)))}
	if n := len(c.cellvars); n+len(closure) > 0 {
		f.cells = make([]*cell, n, n+len(closure))
		for i := range f.cells {
			f.cells[i] = &cell{}
		}
		f.cells = append(f.cells, closure...)
	}
	return f
}

// runFrame runs a frame to its end or next yield.
func (r *run) runFrame(f *frame, thrown error) (object, bool, error) {
	if r.frames >= r.recursion {
		return nil, false, r.errorf("RecursionError", "maximum recursion depth exceeded")
	}
	if err := r.enter(); err != nil {
		return nil, false, err
	}
	r.frames++
	f.back, r.top = r.top, f
	handled := r.handled
	if f.handled != nil {
		r.handled = f.handled
	}
	v, yielded, err := r.exec(f, thrown)
	f.handled = nil
	if yielded && r.handled != handled {
		f.handled = r.handled
	}
	r.handled = handled
	r.top, f.back = f.back, nil
	r.frames--
	r.leave()
	return v, yielded, err
}
