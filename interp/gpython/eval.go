package gpython

import (
	"fmt"

	"github.com/go-python/gpython/py"
	"github.com/go-python/gpython/vm"
)

// exec is the metered evaluation of gpython's bytecode, one unit of fuel an instruction. It stands in for gpython's own
// loop, which cannot be metered and ends a for loop quietly when its iterator raises.
//
// thrown, if not nil, is raised at the place where the frame stands (generator.throw). The result is a return value, or a
// yielded one when the flag is set.
func (r *run) exec(f *frame, thrown error) (object, bool, error) {
	err := thrown
	reraised := false
	ops := f.code.ops
	for {
		if err != nil {
			exc := r.asException(err)
			if !reraised || len(exc.trace) == 0 || exc.trace[len(exc.trace)-1].code != f.code {
				exc.addTrace(f)
			}
			reraised = false
			if !r.unwindException(f, exc) {
				return nil, false, exc
			}
			err = nil
		}
		in := ops[f.pc]
		f.pc++
		if r.chunk > 0 {
			r.chunk--
		} else {
			r.refill(1)
		}
		switch in.op {
		case vm.NOP:
		case vm.POP_TOP:
			f.pop()
		case vm.ROT_TWO:
			n := len(f.stack)
			f.stack[n-1], f.stack[n-2] = f.stack[n-2], f.stack[n-1]
		case vm.ROT_THREE:
			n := len(f.stack)
			f.stack[n-1], f.stack[n-2], f.stack[n-3] = f.stack[n-2], f.stack[n-3], f.stack[n-1]
		case vm.DUP_TOP:
			f.push(f.top())
		case vm.DUP_TOP_TWO:
			f.stack = append(f.stack, f.peek(2), f.peek(1))

		case vm.LOAD_CONST:
			f.push(f.code.consts[in.arg])
		case vm.LOAD_FAST:
			if v := f.locals[in.arg]; v != nil {
				f.push(v)
			} else {
				err = r.unbound(f.code.varnames[in.arg])
			}
		case vm.STORE_FAST:
			f.locals[in.arg] = f.pop()
		case vm.DELETE_FAST:
			if f.locals[in.arg] == nil {
				err = r.unbound(f.code.varnames[in.arg])
			}
			f.locals[in.arg] = nil
		case vm.LOAD_GLOBAL:
			err = r.loadGlobal(f, f.code.names[in.arg])
		case vm.LOAD_NAME:
			name := f.code.names[in.arg]
			if f.names != nil {
				if v := f.names.getStr(name); v != nil {
					f.push(v)
					break
				}
			}
			err = r.loadGlobal(f, name)
		case vm.STORE_NAME:
			r.storeName(f.names, f.code.names[in.arg], f.pop())
		case vm.DELETE_NAME:
			err = r.deleteName(f.names, f.code.names[in.arg])
		case vm.STORE_GLOBAL:
			r.storeName(f.globals, f.code.names[in.arg], f.pop())
		case vm.DELETE_GLOBAL:
			err = r.deleteName(f.globals, f.code.names[in.arg])
		case vm.LOAD_CLOSURE:
			f.push(f.cells[in.arg])
		case vm.LOAD_DEREF:
			if v := f.cells[in.arg].value; v != nil {
				f.push(v)
			} else {
				err = r.unboundCell(f, int(in.arg))
			}
		case vm.LOAD_CLASSDEREF:
			if v := f.names.getStr(f.cellName(int(in.arg))); v != nil {
				f.push(v)
			} else if v := f.cells[in.arg].value; v != nil {
				f.push(v)
			} else {
				err = r.unboundCell(f, int(in.arg))
			}
		case vm.STORE_DEREF:
			f.cells[in.arg].value = f.pop()
		case vm.DELETE_DEREF:
			if f.cells[in.arg].value == nil {
				err = r.unboundCell(f, int(in.arg))
			}
			f.cells[in.arg].value = nil

		case vm.UNARY_POSITIVE, vm.UNARY_NEGATIVE, vm.UNARY_INVERT:
			var v object
			if v, err = r.unary(in.op, f.top()); err == nil {
				f.setTop(v)
			}
		case vm.UNARY_NOT:
			var b bool
			if b, err = r.truth(f.top()); err == nil {
				f.setTop(py.NewBool(!b))
			}
		case vm.BINARY_ADD, vm.BINARY_SUBTRACT, vm.BINARY_MULTIPLY, vm.BINARY_TRUE_DIVIDE, vm.BINARY_FLOOR_DIVIDE, vm.BINARY_MODULO, vm.BINARY_POWER,
			vm.BINARY_LSHIFT, vm.BINARY_RSHIFT, vm.BINARY_AND, vm.BINARY_OR, vm.BINARY_XOR:
			var v object
			if v, err = r.binary(binaryOps[in.op], f.peek(2), f.peek(1)); err == nil {
				f.pop()
				f.setTop(v)
			}
		case vm.INPLACE_ADD, vm.INPLACE_SUBTRACT, vm.INPLACE_MULTIPLY, vm.INPLACE_TRUE_DIVIDE, vm.INPLACE_FLOOR_DIVIDE, vm.INPLACE_MODULO,
			vm.INPLACE_POWER, vm.INPLACE_LSHIFT, vm.INPLACE_RSHIFT, vm.INPLACE_AND, vm.INPLACE_OR, vm.INPLACE_XOR:
			var v object
			if v, err = r.inplace(binaryOps[in.op], f.peek(2), f.peek(1)); err == nil {
				f.pop()
				f.setTop(v)
			}
		case vm.BINARY_SUBSCR:
			var v object
			if v, err = r.getItem(f.peek(2), f.peek(1)); err == nil {
				f.pop()
				f.setTop(v)
			}
		case vm.STORE_SUBSCR:
			if err = r.setItem(f.peek(2), f.peek(1), f.peek(3)); err == nil {
				f.stack = f.stack[:len(f.stack)-3]
			}
		case vm.DELETE_SUBSCR:
			if err = r.delItem(f.peek(2), f.peek(1)); err == nil {
				f.stack = f.stack[:len(f.stack)-2]
			}
		case vm.COMPARE_OP:
			var v object
			if v, err = r.compareOp(in.arg, f.peek(2), f.peek(1)); err == nil {
				f.pop()
				f.setTop(v)
			}
		case vm.LOAD_ATTR:
			var v object
			if v, err = r.getAttr(f.top(), f.code.names[in.arg]); err == nil {
				f.setTop(v)
			}
		case vm.STORE_ATTR:
			if err = r.setAttr(f.peek(1), f.code.names[in.arg], f.peek(2)); err == nil {
				f.stack = f.stack[:len(f.stack)-2]
			}
		case vm.DELETE_ATTR:
			err = r.delAttr(f.pop(), f.code.names[in.arg])

		case vm.BUILD_TUPLE:
			err = r.build(f, int(in.arg), func(items []object) (object, error) { return py.Tuple(items), nil })
		case vm.BUILD_LIST:
			err = r.build(f, int(in.arg), func(items []object) (object, error) { return &py.List{Items: items}, nil })
		case vm.BUILD_SET:
			err = r.build(f, int(in.arg), func(items []object) (object, error) {
				s := newSetObject()
				for _, v := range items {
					if err := r.setAdd(s, v); err != nil {
						return nil, err
					}
				}
				return s, nil
			})
		case vm.BUILD_MAP:
			r.grow(sizeDict)
			f.push(newDict())
		case vm.STORE_MAP:
			d := f.peek(3).(*dict)
			if err = r.set(d, f.peek(1), f.peek(2)); err == nil {
				f.stack = f.stack[:len(f.stack)-2]
			}
		case vm.MAP_ADD:
			key, val := f.pop(), f.pop()
			err = r.set(f.peek(int(in.arg)).(*dict), key, val)
		case vm.LIST_APPEND:
			v := f.pop()
			l := f.peek(int(in.arg)).(*py.List)
			r.grow(sizeSlot)
			l.Items = append(l.Items, v)
		case vm.SET_ADD:
			v := f.pop()
			err = r.setAdd(f.peek(int(in.arg)).(*set), v)
		case vm.BUILD_SLICE:
			var step object = py.None
			if in.arg == 3 {
				step = f.pop()
			}
			hi := f.pop()
			f.setTop(py.NewSlice(f.top(), hi, step))
		case vm.UNPACK_SEQUENCE:
			err = r.unpack(f, int(in.arg), -1)
		case vm.UNPACK_EX:
			err = r.unpack(f, int(in.arg&0xff), int(in.arg>>8))

		case vm.GET_ITER:
			var v object
			if v, err = r.iter(f.top()); err == nil {
				f.setTop(v)
			}
		case vm.FOR_ITER:
			var v object
			if v, err = r.next(f.top()); err != nil {
				break
			}
			if v == nil {
				f.pop()
				f.pc = int(in.arg)
			} else {
				f.push(v)
			}

		case vm.JUMP_FORWARD, vm.JUMP_ABSOLUTE:
			f.pc = int(in.arg)
		case vm.POP_JUMP_IF_TRUE, vm.POP_JUMP_IF_FALSE:
			var b bool
			if b, err = r.truth(f.pop()); err == nil && b == (in.op == vm.POP_JUMP_IF_TRUE) {
				f.pc = int(in.arg)
			}
		case vm.JUMP_IF_TRUE_OR_POP, vm.JUMP_IF_FALSE_OR_POP:
			var b bool
			if b, err = r.truth(f.top()); err != nil {
				break
			}
			if b == (in.op == vm.JUMP_IF_TRUE_OR_POP) {
				f.pc = int(in.arg)
			} else {
				f.pop()
			}
		case vm.SETUP_LOOP:
			f.pushBlock(loopBlock, in.arg)
		case vm.SETUP_EXCEPT:
			f.pushBlock(exceptBlock, in.arg)
		case vm.SETUP_FINALLY:
			f.pushBlock(finallyBlock, in.arg)
		case vm.POP_BLOCK:
			f.popBlock()
		case vm.POP_EXCEPT:
			r.endHandler(f, f.popBlock())
		case vm.BREAK_LOOP:
			r.unwind(f, whyBreak, nil)
		case vm.CONTINUE_LOOP:
			r.unwind(f, whyContinue, py.Int(in.arg))
		case vm.RETURN_VALUE:
			v := f.pop()
			if !r.unwind(f, whyReturn, v) {
				return v, false, nil
			}
		case vm.END_FINALLY:
			switch v := f.pop().(type) {
			case *exception:
				f.pop()
				f.pop()
				err, reraised = v, true
			case *unwinding:
				if v.why == whySilenced {
					r.endHandler(f, f.popBlock())
				} else if !r.unwind(f, v.why, v.value) {
					return v.value, false, nil
				}
			}
		case vm.RAISE_VARARGS:
			err, reraised = r.raise(f, int(in.arg))
		case vm.SETUP_WITH:
			err = r.setupWith(f, in.arg)
		case vm.WITH_CLEANUP:
			err = r.withCleanup(f)

		case vm.YIELD_VALUE:
			return f.pop(), true, nil
		case vm.YIELD_FROM:
			var v object
			var yielded bool
			if v, yielded, err = r.yieldFrom(f); err == nil && yielded {
				f.pc-- // delegate again on the next resumption
				return v, true, nil
			}

		case vm.MAKE_FUNCTION, vm.MAKE_CLOSURE:
			r.makeFunction(f, int(in.arg), in.op == vm.MAKE_CLOSURE)
		case vm.LOAD_BUILD_CLASS:
			f.push(r.t.buildClass)
		case vm.CALL_FUNCTION:
			err = r.callOp(f, int(in.arg))
		case vm.IMPORT_NAME:
			err = r.importOp(f, f.code.names[in.arg])
		case vm.IMPORT_FROM:
			err = r.importFrom(f, f.code.names[in.arg])
		case vm.IMPORT_STAR:
			err = r.importStar(f)
		default:
			panic(fmt.Sprintf("instruction %v has no implementation", in.op))
		}
	}
}

// callOp calls the function below the arguments. These stay on the stack meanwhile, where the memory count finds them.
func (r *run) callOp(f *frame, counts int) error {
	npos, nkw := counts&0xff, counts>>8&0xff
	base := len(f.stack) - npos - 2*nkw
	pos := make([]object, npos)
	copy(pos, f.stack[base:])
	var kw kwargs
	for i := base + npos; i < len(f.stack); i += 2 {
		name := string(f.stack[i].(py.String))
		kw = append(kw, kwarg{name, f.stack[i+1]})
	}
	v, err := r.call(f.stack[base-1], pos, kw)
	if err != nil {
		return err
	}
	f.stack = f.stack[:base]
	f.setTop(v)
	return nil
}

// build replaces the n values on top of the stack by the object made of a copy of them.
func (r *run) build(f *frame, n int, assemble func([]object) (object, error)) error {
	r.charge(uint64(n))
	r.grow(sizeList + uint64(n)*sizeSlot)
	base := len(f.stack) - n
	v, err := assemble(append(make([]object, 0, n), f.stack[base:]...))
	if err != nil {
		return err
	}
	f.stack = append(f.stack[:base], v)
	return nil
}

// unpack replaces the iterable on top of the stack by its items, the first on top. after counts the targets behind a
// starred one; -1 where there is none.
func (r *run) unpack(f *frame, before, after int) error {
	v := f.top()
	want := before
	if after >= 0 {
		want += after
	}
	var items []object
	var err error
	switch s := v.(type) {
	case py.Tuple:
		items = s
	case *py.List:
		items = s.Items
	default:
		var it object
		if it, err = r.iter(v); err != nil {
			if exc := r.asException(err); exc.cls.name == "TypeError" {
				return r.errorf("TypeError", "cannot unpack non-iterable %s object", r.classOf(v).name)
			}
			return err
		}
		if after >= 0 {
			items, err = r.collect(it)
		} else {
			// One item too many is enough to know.
			for len(items) <= want {
				var item object
				r.charge(1)
				if item, err = r.next(it); err != nil || item == nil {
					break
				}
				items = append(items, item)
			}
		}
		if err != nil {
			return err
		}
	}
	switch {
	case after < 0 && len(items) > want:
		switch v.(type) {
		case py.Tuple, *py.List, *dict:
			return r.errorf("ValueError", "too many values to unpack (expected %d, got %d)", want, r.length(v, len(items)))
		}
		return r.errorf("ValueError", "too many values to unpack (expected %d)", want)
	case after < 0 && len(items) < want:
		return r.errorf("ValueError", "not enough values to unpack (expected %d, got %d)", want, len(items))
	case len(items) < want:
		return r.errorf("ValueError", "not enough values to unpack (expected at least %d, got %d)", want, len(items))
	}
	r.charge(uint64(len(items)))
	f.pop()
	n := len(items)
	if after >= 0 {
		for i := 0; i < after; i++ {
			f.push(items[n-1-i])
		}
		rest := items[before : n-after]
		r.grow(sizeList + uint64(len(rest))*sizeSlot)
		f.push(&py.List{Items: append([]object(nil), rest...)})
	}
	for i := before - 1; i >= 0; i-- {
		f.push(items[i])
	}
	return nil
}

// length is how many items an error message says there were.
func (r *run) length(v object, seen int) int {
	if d, ok := v.(*dict); ok {
		return d.live
	}
	return seen
}

// raise implements the raise statement; the flag says that it is a bare one, which leaves the traceback alone.
func (r *run) raise(f *frame, n int) (error, bool) {
	if n == 0 {
		if r.handled == nil {
			return r.errorf("RuntimeError", "No active exception to reraise"), false
		}
		return r.handled, true
	}
	var cause object
	if n == 2 {
		cause = f.pop()
	}
	exc, err := r.toException(f.pop())
	if err != nil {
		return err, false
	}
	if cause != nil {
		exc.suppress = true
		exc.cause = nil
		if cause != py.None {
			if exc.cause, err = r.toException(cause); err != nil {
				return r.errorf("TypeError", "exception causes must derive from BaseException"), false
			}
		}
	}
	r.setContext(exc)
	return exc, false
}

// setupWith enters a context manager: its __exit__ stays on the stack under what __enter__ gave.
func (r *run) setupWith(f *frame, handler int32) error {
	mgr := f.top()
	enter, err := r.special(mgr, "__enter__")
	if err != nil {
		return err
	}
	exit, err := r.special(mgr, "__exit__")
	if err != nil {
		return err
	}
	if enter == nil || exit == nil {
		missing := "__enter__"
		if enter != nil {
			missing = "__exit__"
		}
		return r.errorf("TypeError", "'%s' object does not support the context manager protocol (missed %s method)", r.classOf(mgr).name, missing)
	}
	v, err := r.call(enter, nil, nil)
	if err != nil {
		return err
	}
	f.setTop(exit)
	f.pushBlock(finallyBlock, handler)
	f.push(v)
	return nil
}

// withCleanup calls the __exit__ that lies under the reason why the block ended.
func (r *run) withCleanup(f *frame) error {
	exc, raised := f.top().(*exception)
	if !raised {
		why := f.pop()
		exit := f.pop()
		f.push(why)
		_, err := r.call(exit, []object{py.None, py.None, py.None}, nil)
		return err
	}
	base := len(f.stack) - 7
	exit := f.stack[base]
	copy(f.stack[base:], f.stack[base+1:])
	f.pop()
	f.blocks[len(f.blocks)-1].level--
	v, err := r.call(exit, []object{exc.cls, exc, &opaque{name: "traceback"}}, nil)
	if err != nil {
		return err
	}
	silenced, err := r.truth(v)
	if err == nil && silenced {
		f.push(&unwinding{why: whySilenced})
	}
	return err
}

// makeFunction pops code, name, closure and defaults and pushes the function.
func (r *run) makeFunction(f *frame, counts int, closure bool) {
	r.grow(sizeFunction)
	qualname := string(f.pop().(py.String))
	c := f.pop().(*code)
	fn := &function{name: c.name, qualname: qualname, code: c, globals: f.globals, doc: py.None}
	if len(c.consts) > 0 {
		if s, ok := c.consts[0].(py.String); ok {
			fn.doc = s
		}
	}
	if closure {
		for _, v := range f.pop().(py.Tuple) {
			fn.closure = append(fn.closure, v.(*cell))
		}
	}
	if n := counts >> 8 & 0xff; n > 0 {
		fn.kwdefaults = make(map[string]object, n)
		for range n {
			v := f.pop()
			fn.kwdefaults[string(f.pop().(py.String))] = v
		}
	}
	if n := counts & 0xff; n > 0 {
		base := len(f.stack) - n
		fn.defaults = append(py.Tuple(nil), f.stack[base:]...)
		f.stack = f.stack[:base]
	}
	f.push(fn)
}

func (f *frame) cellName(i int) string {
	if i < len(f.code.cellvars) {
		return f.code.cellvars[i]
	}
	return f.code.freevars[i-len(f.code.cellvars)]
}

func (r *run) unbound(name string) error {
	return r.errorf("UnboundLocalError", "cannot access local variable '%s' where it is not associated with a value", name)
}

func (r *run) unboundCell(f *frame, i int) error {
	if i < len(f.code.cellvars) {
		return r.unbound(f.cellName(i))
	}
	return r.errorf("NameError", "cannot access free variable '%s' where it is not associated with a value in enclosing scope", f.cellName(i))
}

func (r *run) loadGlobal(f *frame, name string) error {
	v := f.globals.getStr(name)
	if v == nil {
		v = r.builtins.getStr(name)
	}
	if v == nil {
		if v = r.eng.intrinsics[name]; v == nil {
			return r.missingName(name)
		}
	}
	f.push(v)
	return nil
}

// missingName is NameError, unless the name is a built-in that Python has and this engine lacks.
func (r *run) missingName(name string) error {
	if lackingBuiltins[name] {
		r.unsupported("built-in %s", name)
	}
	return r.errorf("NameError", "name '%s' is not defined", name)
}

func (r *run) storeName(ns *dict, name string, v object) {
	if ns.put(py.String(name), py.String(name), v) {
		r.grow(sizeEntry)
	}
}

func (r *run) deleteName(ns *dict, name string) error {
	if !ns.delStr(name) {
		return r.errorf("NameError", "name '%s' is not defined", name)
	}
	return nil
}
