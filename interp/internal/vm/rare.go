package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// functionOf makes a function without a closure.
func (m *Machine) functionOf(o *py.Code, globals *py.Dict) *py.Function {
	t := m.t
	fn := t.NewFunction()
	globals.Stamp(t)
	fn.Code, fn.Globals = o, globals
	fn.Name, fn.QualName = o.Name, o.QualName
	fn.Module = globals.GetStr(t, m.names.name)
	fn.Doc = t.Docstring(o)
	return fn
}

// makeFunction makes a function of a code constant.
func (m *Machine) makeFunction(f *frame, in *code.Instr) py.Value {
	k := &f.code.Consts[in.D]
	c := f.code.C.Consts[in.D].Code
	if !k.IsSet() {
		*k = py.Obj(m.load(c))
	}
	o := py.As[py.Code](*k)
	fn := m.functionOf(o, f.globals)
	if len(c.Captures) > 0 {
		fn.Closure = make([]py.Value, len(c.Captures))
		for i, x := range c.Captures {
			if x.FromFree {
				fn.Closure[i] = f.fn.Closure[x.Index]
			} else {
				fn.Closure[i] = *f.regs.At(x.Index)
			}
		}
	}
	return py.Obj(fn)
}

// rare does the instructions that need not be fast. It may move f.pc.
func (m *Machine) rare(f *frame, in *code.Instr) error {
	t := m.t
	regs := f.regs
	set := func(v py.Value, err error) error { return f.put(in.A, v, err) }
	switch in.Op {
	case code.Drop:
		clear(regs.Slice(int(in.A), f.code.C.Regs-int(in.A)))
		t.Dropped()
		return nil
	case code.DelGlobal:
		if !f.globals.DeleteStr(t, f.name(in)) {
			return m.nameError(f, f.name(in))
		}
		return nil
	case code.LoadName:
		return set(m.loadName(f, in))
	case code.StoreName:
		return m.storeName(f, f.name(in), *regs.At(in.A))
	case code.DelName:
		return m.delName(f, f.name(in))
	case code.MakeCell:
		*regs.At(in.A) = t.NewCell(*regs.At(in.A))
		return nil
	case code.DelCell:
		c := regs.At(in.A).Cell()
		if !c.V.IsSet() {
			return m.unbound(f, in)
		}
		c.V = py.Value{}
		return nil
	case code.DelFree:
		c := f.fn.Closure[in.A].Cell()
		if !c.V.IsSet() {
			return m.unboundFree(f, in)
		}
		c.V = py.Value{}
		return nil
	case code.LoadClassFree:
		return set(m.loadClassFree(f, in))
	case code.MatMul, code.Pow, code.MatMulK, code.PowK:
		return m.binary(f, in)
	case code.Pos, code.Invert:
		return m.unary(f, in)
	case code.In, code.NotIn:
		return m.contains(f, in)
	case code.DelAttr:
		return t.SetAttr(*regs.At(in.A), f.name(in), py.Value{})
	case code.DelItem:
		return t.SetItem(*regs.At(in.A), *regs.At(in.B), py.Value{})
	case code.BuildSlice:
		return set(t.NewSlice(*regs.At(in.B), *regs.At(in.B + 1), *regs.At(in.B + 2)), nil)
	case code.GetSlice:
		return m.getSlice(f, in)
	case code.LoadSuper:
		return m.loadSuper(f, in)
	case code.BuildSet, code.BuildDict, code.ListExtend, code.SetUpdate, code.DictUpdate, code.DictMerge, code.SetAdd, code.DictSet:
		return m.build(f, in)
	case code.ListToTuple:
		return set(t.Tuple(regs.At(in.B).List().Items...), nil)
	case code.LoadMethod:
		return m.loadMethod(f, in)
	case code.CallKw:
		return m.callKw(f, in)
	case code.CallEx:
		return m.callEx(f, in)
	case code.CallSuper:
		return m.callSuper(f, in)
	case code.LoadSpecial:
		return set(m.loadSpecial(f, in))
	case code.GetIter:
		return set(t.Iter(*regs.At(in.B)))
	case code.ForPrep:
		return m.forPrep(f, in)
	case code.YieldFromIter:
		return m.yieldFromIter(f, in)
	case code.Send:
		return m.send(f, in)
	case code.Raise:
		return m.raise(f, in)
	case code.Reraise:
		f.failed = true
		return regs.At(in.A).Exception()
	case code.PushHandler:
		r, e := regs.At(in.A), regs.At(in.B)
		switch {
		case e.IsNone():
			*r = py.False // a finally block without an exception: nothing is pushed
			return nil
		case f.gen != nil && f.handling == 0:
			*r = py.Value{} // whatever is handled where the generator is resumed
		case t.Handled == nil:
			*r = py.None
		default:
			*r = py.Obj(t.Handled)
		}
		f.handling++
		t.Handled = e.Exception()
		return nil
	case code.PopHandler:
		r := *regs.At(in.A)
		if r == py.False {
			return nil
		}
		f.handling--
		switch {
		case !r.IsSet():
			t.Handled = f.outer
		case r.IsNone():
			t.Handled = nil
		default:
			t.Handled = r.Exception()
		}
		return nil
	case code.FormatValue:
		return m.formatValue(regs, in)
	case code.BuildString:
		return m.buildString(regs, in)
	case code.MakeFunction:
		return set(m.makeFunction(f, in), nil)
	case code.UnpackEx:
		return m.unpackEx(regs, in)
	case code.SetFunction:
		fn, v := regs.At(in.A).Func(), *regs.At(in.B)
		switch in.C {
		case 0:
			fn.Defaults = v.Tuple().Items
		case 1:
			fn.KwDefaults = v.Dict()
		case 2:
			fn.Annotate = v
		case 3:
			py.SetTypeParams(*regs.At(in.A), v)
		case 4:
			fn.SetAnnotations(v)
		}
		return nil
	case code.BuildClass:
		v, err := m.buildClass(f, in)
		return f.put(in.C, v, err)
	case code.ExcMatch:
		return m.excMatch(regs, in)
	case code.CheckExcGroup:
		return m.checkGroup(f, in)
	case code.WithExit:
		e := regs.At(in.C).Exception()
		tb, err := t.GetAttr(py.Obj(e), t.Intern("__traceback__"))
		if err != nil {
			return err
		}
		return set(t.Call(*regs.At(in.B), py.Obj(e.Type()), py.Obj(e), tb))
	case code.LoadAssertionError:
		return set(py.Obj(&py.AssertionError), nil)
	case code.Import:
		return m.importOp(f, in)
	case code.ImportFrom:
		return m.importFrom(f, in)
	case code.ImportStar:
		return m.importStar(f, *regs.At(in.A))
	case code.BuildInterpolation:
		return set(t.NewInterpolation(*regs.At(in.B), *regs.At(in.B + 1), *regs.At(in.B + 2), *regs.At(in.B + 3)), nil)
	case code.BuildTemplate:
		return set(m.template(regs.At(in.B).List().Items), nil)
	case code.MatchSequence:
		return set(py.Bool(regs.At(in.B).Type().MatchesSequence()), nil)
	case code.MatchMapping:
		return set(py.Bool(regs.At(in.B).Type().MatchesMapping()), nil)
	case code.GetLen:
		n, err := t.Len(*regs.At(in.B))
		return set(py.Int(int64(n)), err)
	case code.MatchKeys:
		return set(m.matchKeys(*regs.At(in.B), regs.At(in.C).Tuple().Items))
	case code.MatchRest:
		return set(m.matchRest(*regs.At(in.B), regs.At(in.C).Tuple().Items))
	case code.MatchClass:
		return set(m.matchClass(*regs.At(in.B), *regs.At(in.C), int(in.D), regs.At(in.A).Tuple().Items))
	case code.LoadLocals:
		return set(f.locals, nil)
	case code.LoadFromDict:
		return set(m.loadFromDict(f, in))
	case code.MakeGeneric:
		return set(t.GenericBase(*regs.At(in.B)))
	case code.MakeTypeParam:
		return set(t.NewTypeVar(f.code.C.Names[in.D], byte(in.C), lazy(*regs.At(in.B)), lazy(*regs.At(in.B + 1))), nil)
	case code.MakeTypeAlias:
		return set(t.NewTypeAlias(f.code.C.Names[in.D], *regs.At(in.B), py.Value{}), nil)
	case code.PrintExpr:
		return m.printExpr(*regs.At(in.A))
	case code.GetAwaitable:
		return set(m.awaitable(*regs.At(in.B), in.C))
	case code.GetAIter:
		return set(m.asyncIter(*regs.At(in.B)))
	case code.GetANext:
		return set(m.asyncNext(*regs.At(in.B)))
	case code.EndAsyncFor:
		e := regs.At(in.A).Exception()
		if e.Type().IsSubtype(&py.StopAsyncIteration) {
			return nil
		}
		f.failed = true
		return e
	case code.AsyncGenWrap:
		return set(t.NewAsyncYield(*regs.At(in.B)), nil)
	}
	return t.Raisef(&py.SystemError, "unknown opcode %d", in.Op)
}

// lazy is the function of a bound or default, unset where there is none.
func lazy(v py.Value) py.Value {
	if v.IsNone() {
		return py.Value{}
	}
	return v
}

func (m *Machine) printExpr(v py.Value) error {
	t := m.t
	sys, err := m.importName(m.Main().Dict, "sys", nil, 0, true)
	if err != nil {
		return err
	}
	hook, err := t.GetAttrOr(sys, "displayhook")
	if err != nil {
		return err
	}
	if !hook.IsSet() {
		return t.Raisef(&py.RuntimeError, "lost sys.displayhook")
	}
	_, err = t.Call(hook, v)
	return err
}
