package vm

import (
	"strconv"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// build does the instructions that fill containers.
func (m *Machine) build(f *frame, in *code.Instr) error {
	t := m.t
	regs := f.regs
	switch in.Op {
	case code.BuildSet:
		s := t.NewSet()
		for _, v := range regs.Slice(int(in.B), int(in.C)) {
			if err := s.Add(t, v); err != nil {
				return err
			}
		}
		*regs.At(in.A) = py.Obj(s)
	case code.BuildDict:
		d := t.NewDict()
		kv := regs.Slice(int(in.B), 2*int(in.C))
		if len(kv) > 0 {
			d.Reserve(len(kv) / 2)
			t.Alloc(uint64(len(kv)) * 20)
		}
		for i := 0; i < len(kv); i += 2 {
			if err := d.Set(t, kv[i], kv[i+1]); err != nil {
				return err
			}
		}
		*regs.At(in.A) = py.Obj(d)
	case code.ListExtend:
		v := *regs.At(in.B)
		if !t.IsIterable(v) {
			if in.E == 1 {
				return t.Raisef(&py.TypeError, "%s argument after * must be an iterable, not %s", m.calleeName(*regs.At(in.C)), v.Type().Name)
			}
			return t.Raisef(&py.TypeError, "Value after * must be an iterable, not %s", v.Type().Name)
		}
		return regs.At(in.A).List().Extend(t, v)
	case code.SetUpdate:
		return regs.At(in.A).Set().AddAll(t, *regs.At(in.B))
	case code.SetAdd:
		return regs.At(in.A).Set().Add(t, *regs.At(in.B))
	case code.DictSet:
		return regs.At(in.A).Dict().Set(t, *regs.At(in.B), *regs.At(in.C))
	case code.DictUpdate:
		v := *regs.At(in.B)
		if v.Dict() == nil && !v.Type().Lookup("keys").IsSet() {
			return t.Raisef(&py.TypeError, "'%s' object is not a mapping", v.Type().Name)
		}
		return t.UpdateFrom(regs.At(in.A).Dict(), v)
	case code.DictMerge:
		return m.merge(regs.At(in.A).Dict(), *regs.At(in.B), *regs.At(in.C))
	}
	return nil
}

// merge adds ** arguments, which may not repeat.
func (m *Machine) merge(d *py.Dict, v, callee py.Value) error {
	t := m.t
	if v.Dict() == nil && !v.Type().Lookup("keys").IsSet() {
		return t.Raisef(&py.TypeError, "%s argument after ** must be a mapping, not %s", m.calleeName(callee), v.Type().Name)
	}
	tmp := t.NewDict()
	if err := t.UpdateFrom(tmp, v); err != nil {
		return err
	}
	for i := 0; ; i++ {
		k, x, ok := tmp.Entry(i)
		if !ok {
			return nil
		}
		if !k.IsSet() {
			continue
		}
		if err := t.Charge(8); err != nil {
			return err
		}
		old, err := d.Get(t, k)
		if err != nil {
			return err
		}
		if old.IsSet() {
			s, err := t.Str(k)
			if err != nil {
				return err
			}
			return t.Raisef(&py.TypeError, "%s got multiple values for keyword argument '%s'", m.calleeName(callee), s)
		}
		if err := d.Set(t, k, x); err != nil {
			return err
		}
	}
}

func (m *Machine) unpack(regs py.Window, in *code.Instr) error {
	t := m.t
	v := *regs.At(in.B)
	n := int(in.C)
	if items := v.ItemsOf(); items != nil {
		if len(*items) == n {
			copy(regs.Slice(int(in.A), n), *items)
			return nil
		}
		if len(*items) > n {
			return t.Raisef(&py.ValueError, "too many values to unpack (expected %d, got %d)", n, len(*items))
		}
		return t.Raisef(&py.ValueError, "not enough values to unpack (expected %d, got %d)", n, len(*items))
	}
	it, err := m.unpackIter(v)
	if err != nil {
		return err
	}
	out := make([]py.Value, n)
	for i := range out {
		x, err := t.Next(it)
		if err != nil {
			return err
		}
		if !x.IsSet() {
			return t.Raisef(&py.ValueError, "not enough values to unpack (expected %d, got %d)", n, i)
		}
		out[i] = x
	}
	x, err := t.Next(it)
	if err != nil {
		return err
	}
	if x.IsSet() {
		if v.Type() == &py.DictType {
			return t.Raisef(&py.ValueError, "too many values to unpack (expected %d, got %d)", n, v.Dict().Len())
		}
		return t.Raisef(&py.ValueError, "too many values to unpack (expected %d)", n)
	}
	copy(regs.Slice(int(in.A), n), out)
	return nil
}

func (m *Machine) unpackIter(v py.Value) (py.Value, error) {
	if !m.t.IsIterable(v) {
		return py.Value{}, m.t.Raisef(&py.TypeError, "cannot unpack non-iterable %s object", v.Type().Name)
	}
	return m.t.Iter(v)
}

// unpackEx unpacks with a starred target: C values before it, D after it.
func (m *Machine) unpackEx(regs py.Window, in *code.Instr) error {
	t := m.t
	v := *regs.At(in.B)
	if !t.IsIterable(v) {
		return t.Raisef(&py.TypeError, "cannot unpack non-iterable %s object", v.Type().Name)
	}
	items, err := t.ToSlice(v)
	if err != nil {
		return err
	}
	before, after := int(in.C), int(in.D)
	if len(items) < before+after {
		return t.Raisef(&py.ValueError, "not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
	}
	out := regs.Slice(int(in.A), before+1+after)
	copy(out, items[:before])
	out[before] = t.ListValue(append([]py.Value(nil), items[before:len(items)-after]...))
	copy(out[before+1:], items[len(items)-after:])
	return nil
}

func (m *Machine) formatValue(regs py.Window, in *code.Instr) error {
	t := m.t
	v := *regs.At(in.B)
	if v.IsInt() && in.C == 0 && in.D == 0 {
		*regs.At(in.A) = v // BuildString, which takes it, writes the digits
		return nil
	}
	var err error
	switch in.C {
	case 's':
		v, err = t.StrOf(v)
	case 'r', 'a':
		var s string
		if s, err = t.Repr(v); err == nil {
			if in.C == 'a' {
				s = py.ASCIIText(s)
			}
			v = t.StrValue(s)
		}
	}
	if err != nil {
		return err
	}
	spec := ""
	if in.D > 0 {
		spec = regs.At(uint16(in.D - 1)).Str().S
	}
	r, err := t.Format(v, spec)
	if err == nil {
		*regs.At(in.A) = r
	}
	return err
}

func (m *Machine) buildString(regs py.Window, in *code.Instr) error {
	t := m.t
	parts := regs.Slice(int(in.B), int(in.C))
	if in.D == 1 {
		parts = regs.At(in.B).List().Items
	}
	n := 0
	for _, p := range parts {
		if p.IsInt() {
			n += 20
		} else {
			n += len(p.Str().S)
		}
	}
	if err := t.Charge(n / 32); err != nil {
		return err
	}
	if err := t.Grow(uint64(n)); err != nil {
		return err
	}
	text := m.text[:0]
	if n > cap(text) {
		text = make([]byte, 0, n)
		if n <= 1<<12 {
			m.text = text
		}
	}
	for _, p := range parts {
		if p.IsInt() {
			text = strconv.AppendInt(text, p.Small(), 10)
		} else {
			text = append(text, p.Str().S...)
		}
	}
	*regs.At(in.A) = t.TextValue(text)
	return nil
}

// functionOf makes a function without a closure.
func (m *Machine) functionOf(o *py.Code, globals *py.Dict) *py.Function {
	t, c := m.t, o.C
	fn := t.NewFunction()
	fn.Code, fn.Globals = o, globals
	fn.Name, fn.QualName = o.Name, o.QualName
	fn.Module = globals.GetStr(t, m.names.name)
	fn.Doc = py.None
	if c.Flags&code.HasDocstring != 0 {
		fn.Doc = o.Consts[0]
	}
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

func (m *Machine) asyncIter(v py.Value) (py.Value, error) {
	t := m.t
	fn := v.Type().Lookup("__aiter__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'async for' requires an object with __aiter__ method, got %s", v.Type().Name)
	}
	it, err := t.CallMethodOf(fn, v)
	if err != nil {
		return py.Value{}, err
	}
	if !it.Type().Lookup("__anext__").IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %s", it.Type().Name)
	}
	return it, nil
}

// awaitable is the iterator of an await expression; from says whose answer is awaited in an async with statement.
func (m *Machine) awaitable(v py.Value, from uint16) (py.Value, error) {
	it, err := m.t.Awaitable(v)
	if from > 0 && py.Catch(err, &py.TypeError) != nil && !v.Type().Lookup("__await__").IsSet() {
		return it, m.t.Raisef(&py.TypeError, "'async with' received an object from %s that does not implement __await__: %s",
			[...]string{1: "__aenter__", 2: "__aexit__"}[from], v.Type().Name)
	}
	return it, err
}

// asyncNext is the iterator that drives the next step of an async for loop.
func (m *Machine) asyncNext(it py.Value) (py.Value, error) {
	t := m.t
	fn := it.Type().Lookup("__anext__")
	if !fn.IsSet() {
		return py.Value{}, t.Raisef(&py.TypeError, "'async for' requires an iterator with __anext__ method, got %s", it.Type().Name)
	}
	v, err := t.CallMethodOf(fn, it)
	if err != nil {
		return py.Value{}, err
	}
	a, err := t.Awaitable(v)
	if e, ok := err.(*py.Exception); ok {
		r := t.Raisef(&py.TypeError, "'async for' received an invalid object from __anext__: %s", v.Type().Name).(*py.Exception)
		r.Cause, r.Context, r.Suppress = py.Obj(e), e, true
		return py.Value{}, r
	}
	return a, err
}

func (m *Machine) printExpr(v py.Value) error {
	if v.IsNone() {
		return nil
	}
	s, err := m.t.Repr(v)
	if err != nil {
		return err
	}
	m.t.Builtins.SetStr(m.t, m.t.Intern("_"), v)
	return m.t.Write(m.t.Stdout, s+"\n")
}

func (m *Machine) template(parts []py.Value) py.Value {
	t := m.t
	var strs, fields []py.Value
	text := ""
	for _, p := range parts {
		if s := p.Str(); s != nil {
			text += s.S
			continue
		}
		strs = append(strs, t.StrValue(text))
		text = ""
		fields = append(fields, p)
	}
	strs = append(strs, t.StrValue(text))
	return t.NewTemplate(strs, fields)
}

// excMatch is the test of an except clause; with E=1 that of except*, which splits a group.
func (m *Machine) excMatch(regs py.Window, in *code.Instr) error {
	t := m.t
	e, cls := *regs.At(in.B), *regs.At(in.C)
	check := func(c py.Value) error {
		typ := c.AsType()
		if typ == nil || !typ.IsSubtype(&py.BaseExceptionType) {
			return t.Raisef(&py.TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
		if in.E == 1 && typ.IsSubtype(&py.BaseExceptionGroup) {
			return t.Raisef(&py.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
		return nil
	}
	match := false
	if tuple := cls.Tuple(); tuple != nil {
		for _, c := range tuple.Items {
			if err := check(c); err != nil {
				return err
			}
			match = match || e.IsSet() && !e.IsNone() && e.Type().IsSubtype(c.AsType())
		}
	} else {
		if err := check(cls); err != nil {
			return err
		}
		match = !e.IsNone() && e.Type().IsSubtype(cls.AsType())
	}
	if in.E == 0 {
		*regs.At(in.A) = py.Bool(match)
		return nil
	}
	*regs.At(in.A) = py.None
	t.Spend(100) // groups are taken apart and put together
	if e.IsNone() {
		return nil
	}
	if !e.Type().IsSubtype(&py.BaseExceptionGroup) {
		if match { // a naked exception is wrapped
			v, err := t.Call(py.Obj(&py.BaseExceptionGroup), t.StrValue(""), t.Tuple(e))
			if err != nil {
				return err
			}
			*regs.At(in.A) = v
			*regs.At(uint16(in.D)) = py.None
		}
		return nil
	}
	yes, no, err := t.SplitGroup(e.Exception(), cls)
	if err != nil {
		return err
	}
	if yes.IsSet() {
		*regs.At(in.A) = yes
		if !no.IsSet() {
			no = py.None
		}
		*regs.At(uint16(in.D)) = no
	}
	return nil
}

// checkGroup ends try/except*: A the exception that came, B what no clause took, C the list of what clauses raised. What
// the clauses raised again goes back to its place in the group; what they raised anew stands beside it.
func (m *Machine) checkGroup(f *frame, in *code.Instr) error {
	t := m.t
	orig, rest, list := f.regs.At(in.A).Exception(), *f.regs.At(in.B), f.regs.At(in.C).List().Items
	if len(list) == 0 && rest.IsNone() {
		return nil
	}
	if orig.GroupItems() == nil { // wrapped for the one clause that took it, or taken by none
		f.failed = true
		if len(list) > 0 {
			return list[0].Exception()
		}
		return orig
	}
	var raised, again []py.Value
	for _, v := range list {
		if orig.SameOrigin(v.Exception()) {
			again = append(again, v)
		} else {
			raised = append(raised, v)
		}
	}
	if !rest.IsNone() {
		again = append(again, rest)
	}
	kept, err := t.ProjectGroup(orig, again)
	if err != nil {
		return err
	}
	if len(raised) == 0 {
		f.failed = true
		return kept.Exception()
	}
	if kept.IsSet() {
		raised = append(raised, kept)
	}
	f.failed = true
	if len(raised) == 1 {
		return raised[0].Exception()
	}
	v, err := t.Call(py.Obj(&py.BaseExceptionGroup), t.StrValue(""), t.ListValue(raised))
	if err != nil {
		return err
	}
	return v.Exception()
}

func (m *Machine) matchKeys(subject py.Value, keys []py.Value) (py.Value, error) {
	t := m.t
	get, err := t.GetAttr(subject, t.Intern("get"))
	if err != nil {
		return py.Value{}, err
	}
	missing := t.ListValue(nil)
	out := make([]py.Value, 0, len(keys))
	for i, k := range keys {
		for _, o := range keys[:i] {
			same, err := t.Equal(o, k)
			if err != nil {
				return py.Value{}, err
			}
			if same {
				s, err := t.Repr(k)
				if err != nil {
					return py.Value{}, err
				}
				return py.Value{}, t.Raisef(&py.ValueError, "mapping pattern checks duplicate key (%s)", s)
			}
		}
		v, err := t.Call(get, k, missing)
		if err != nil {
			return py.Value{}, err
		}
		if v == missing {
			return py.None, nil
		}
		out = append(out, v)
	}
	return t.Tuple(out...), nil
}

func (m *Machine) matchRest(subject py.Value, keys []py.Value) (py.Value, error) {
	t := m.t
	d := t.NewDict()
	if err := t.UpdateFrom(d, subject); err != nil {
		return py.Value{}, err
	}
	for _, k := range keys {
		if _, _, err := d.Delete(t, k); err != nil {
			return py.Value{}, err
		}
	}
	return py.Obj(d), nil
}

// matchClass takes the attributes that a class pattern names, or answers None.
func (m *Machine) matchClass(subject, cls py.Value, npos int, kwNames []py.Value) (py.Value, error) {
	t := m.t
	typ := cls.AsType()
	if typ == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "called match pattern must be a class")
	}
	ok, err := t.IsInstanceOf(subject, cls)
	if err != nil {
		return py.Value{}, err
	}
	if !ok {
		return py.None, nil
	}
	var out []py.Value
	seen := map[string]bool{}
	if npos > 0 {
		args := typ.Lookup("__match_args__")
		switch {
		case !args.IsSet():
			if !typ.MatchesSelf() || npos > 1 {
				allowed := 0
				if typ.MatchesSelf() {
					allowed = 1
				}
				s := "s"
				if allowed == 1 {
					s = ""
				}
				return py.Value{}, t.Raisef(&py.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", typ.Name, allowed, s, npos)
			}
			out = append(out, subject)
		default:
			names := args.Tuple()
			if names == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "%s.__match_args__ must be a tuple (got %s)", typ.Name, args.Type().Name)
			}
			if npos > len(names.Items) {
				s := "s"
				if len(names.Items) == 1 {
					s = ""
				}
				return py.Value{}, t.Raisef(&py.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", typ.Name, len(names.Items), s, npos)
			}
			for _, n := range names.Items[:npos] {
				name := n.Str()
				if name == nil {
					return py.Value{}, t.Raisef(&py.TypeError, "__match_args__ elements must be strings (got %s)", n.Type().Name)
				}
				if seen[name.S] {
					return py.Value{}, t.Raisef(&py.TypeError, "%s() got multiple sub-patterns for attribute '%s'", typ.Name, name.S)
				}
				seen[name.S] = true
				v, err := t.GetAttrOr(subject, name.S)
				if err != nil || !v.IsSet() {
					return py.None, err
				}
				out = append(out, v)
			}
		}
	}
	for _, n := range kwNames {
		name := n.Str().S
		if seen[name] {
			return py.Value{}, t.Raisef(&py.TypeError, "%s() got multiple sub-patterns for attribute '%s'", typ.Name, name)
		}
		seen[name] = true
		v, err := t.GetAttrOr(subject, name)
		if err != nil || !v.IsSet() {
			return py.None, err
		}
		out = append(out, v)
	}
	return t.Tuple(out...), nil
}
