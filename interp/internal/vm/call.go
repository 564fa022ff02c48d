package vm

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// call is Call.
func (m *Machine) call(f *frame, in *code.Instr) error {
	base, n := int(in.A)+1, int(in.B)
	if in.E != 0 {
		if f.regs.At(in.A + 1).IsSet() {
			n++
		} else {
			base++
		}
	}
	callee := *f.regs.At(in.A)
	if fn := callee.Func(); fn != nil {
		return m.push(f, fn, base, n, in.C)
	}
	return m.callOther(f, callee, base, n, in.C)
}

// push calls a Python function whose arguments stand in the caller's window: its frame goes on top, or, where the
// function is a generator's, the result is stored at once.
func (m *Machine) push(f *frame, fn *py.Function, base, n int, dest uint16) error {
	if m.depth >= m.t.RecursionLimit {
		return m.tooDeep()
	}
	c := fn.Code
	if missing := c.C.Positional - n; c.Plain && missing >= 0 && missing <= len(fn.Defaults) {
		g := m.enter(c, fn, f, base, n)
		g.globals, g.dest, g.kind = fn.Globals, dest, callFrame
		if missing > 0 {
			copy(g.regs.Slice(n, missing), fn.Defaults[len(fn.Defaults)-missing:])
		}
		g.clearLocals(c.C.Positional)
		return nil
	}
	_, err := m.pushBound(f, fn, f.regs.Slice(base, n), nil, dest)
	return err
}

// pushBound is push for arguments that need spreading, wherever they stand. It answers the new frame, nil for a
// generator's function.
func (m *Machine) pushBound(f *frame, fn *py.Function, args []py.Value, kw []py.Keyword, dest uint16) (*frame, error) {
	c := fn.Code.C
	if m.depth >= m.t.RecursionLimit {
		return nil, m.tooDeep()
	}
	if c.Flags&generatorFlags != 0 {
		own := make([]py.Value, c.Regs)
		if err := m.bind(fn, own, args, kw); err != nil {
			return nil, err
		}
		*f.regs.At(dest) = m.newGenerator(fn, own)
		return nil, nil
	}
	g := m.enter(fn.Code, fn, f, -1, 0)
	g.globals, g.dest, g.kind = fn.Globals, dest, callFrame
	if err := m.bindFrame(g, fn, args, kw); err != nil {
		m.leave(g)
		return nil, err
	}
	return g, nil
}

// pushArgs calls a Python function with arguments that do not stand in the window.
func (m *Machine) pushArgs(f *frame, fn *py.Function, dest uint16, args ...py.Value) error {
	_, err := m.pushBound(f, fn, args, nil, dest)
	return err
}

// pushInit makes an instance and calls its __init__, whose frame answers the instance.
func (m *Machine) pushInit(f *frame, typ *py.Type, fn *py.Function, base, n int, dest uint16) error {
	self := m.t.NewPlain(typ)
	*f.regs.At(uint16(base - 1)) = self
	if err := m.push(f, fn, base-1, n+1, dest); err != nil {
		return err
	}
	m.cur.kind, m.cur.self = initFrame, self
	return nil
}

// initOf is the __init__ of a class whose instances a frame of the machine may make, nil for other callables.
func initOf(callee py.Value) (*py.Type, *py.Function) {
	typ := callee.AsType()
	if typ == nil || !typ.PlainNew() {
		return nil, nil
	}
	fn := typ.SpecialInit().Func()
	if fn == nil || fn.Code.C.Flags&generatorFlags != 0 {
		return nil, nil
	}
	return typ, fn
}

// callOther calls what is no Python function. The register before the arguments is free to hold a receiver.
func (m *Machine) callOther(f *frame, callee py.Value, base, n int, dest uint16) error {
	t := m.t
	if !callee.IsSet() {
		return t.Raisef(&py.SystemError, "unset callee")
	}
	if nf := callee.Native(); nf != nil {
		v, err := nf.Call(t, f.regs.Slice(base, n), nil)
		return f.put(dest, v, err)
	}
	if b := callee.BoundMethod(); b != nil {
		*f.regs.At(uint16(base - 1)) = b.Self
		if fn := b.Fn.Func(); fn != nil {
			return m.push(f, fn, base-1, n+1, dest)
		}
		return m.callGeneral(f, b.Fn, base-1, n+1, dest)
	}
	if typ, fn := initOf(callee); fn != nil {
		return m.pushInit(f, typ, fn, base, n, dest)
	}
	if n == 1 {
		if v, ok, err := t.Convert(callee, *f.regs.At(uint16(base))); ok {
			return f.put(dest, v, err)
		}
	}
	if typ := callee.Type(); typ.IsPython() {
		if fn := typ.SpecialCall(); fn.IsSet() && fn.Func() != nil {
			*f.regs.At(uint16(base - 1)) = callee
			return m.push(f, fn.Func(), base-1, n+1, dest)
		}
	}
	return m.callGeneral(f, callee, base, n, dest)
}

// callGeneral calls through the general protocol.
func (m *Machine) callGeneral(f *frame, callee py.Value, base, n int, dest uint16) error {
	v, err := m.t.CallKw(callee, f.regs.Slice(base, n), nil)
	return f.put(dest, v, err)
}

// callMethod is CallMethod.
func (m *Machine) callMethod(f *frame, in *code.Instr) error {
	t := m.t
	self := *f.regs.At(in.A)
	c := f.cache(in)
	base, n := int(in.A), int(in.B)
	fn := self.Method(c)
	if !fn.IsSet() {
		var err error
		if fn, err = m.method(self, f.name(in), c); err != nil {
			f.lookup = true
			return err
		}
	}
	if fn.IsSet() {
		if p := fn.Func(); p != nil {
			return m.push(f, p, base, n+1, in.C)
		}
		v, err := fn.Native().Call(t, f.regs.Slice(base, n+1), nil)
		return f.put(in.C, v, err)
	}
	callee, err := t.GetAttr(self, f.name(in))
	if err != nil {
		f.lookup = true
		return err
	}
	if p := callee.Func(); p != nil {
		return m.push(f, p, base+1, n, in.C)
	}
	return m.callOther(f, callee, base+1, n, in.C)
}

// method finds the function of a method, to be called with the receiver as first argument; unset where the attribute
// is something else.
func (m *Machine) method(self py.Value, name *py.Str, c *py.Cache) (py.Value, error) {
	t := m.t
	typ := self.Type()
	if c.Other != nil {
		if fn := self.Method(c.Other); fn.IsSet() {
			return fn, nil
		}
	}
	if !typ.UsesGeneric() {
		return py.Value{}, nil
	}
	d := t.Lookup(typ, name)
	if !d.IsSet() || d.Func() == nil && (d.Native() == nil || d.Type() == &py.BuiltinType || d.Type() == &py.ClassMethodDescriptorType) {
		return py.Value{}, nil
	}
	if self.HasOwn(m.t, name) {
		return py.Value{}, nil
	}
	c.SetMethod(self, d)
	return d, nil
}

// loadMethod puts a method's function and its receiver into two registers; where the attribute is something else, the
// second is unset.
func (m *Machine) loadMethod(f *frame, in *code.Instr) error {
	t := m.t
	r, s := f.regs.At(in.A), f.regs.At(in.A+1)
	self := *r
	name := f.code.Names[in.D]
	c := f.cache(in)
	if fn := self.Method(c); fn.IsSet() {
		*r, *s = fn, self
		return nil
	}
	fn, err := m.method(self, name, c)
	if err != nil {
		return err
	}
	if fn.IsSet() {
		*r, *s = fn, self
		return nil
	}
	v, err := t.GetAttr(self, name)
	*r, *s = v, py.Value{}
	return err
}

// callKw is CallKw.
func (m *Machine) callKw(f *frame, in *code.Instr) error {
	names := f.code.KwNames[in.D]
	base, n := int(in.A)+1, int(in.B)-len(names)
	if in.E != 0 {
		if f.regs.At(in.A + 1).IsSet() {
			n++
		} else {
			base++
		}
	}
	var buf [8]py.Keyword
	kw := buf[:0]
	for i, v := range f.regs.Slice(base+n, len(names)) {
		kw = append(kw, py.Keyword{Name: names[i], Value: v})
	}
	return m.callAny(f, *f.regs.At(in.A), f.regs.Slice(base, n), kw, in.C)
}

// callAny calls with keywords, pushing a frame where it can.
func (m *Machine) callAny(f *frame, callee py.Value, args []py.Value, kw []py.Keyword, dest uint16) error {
	t := m.t
	if fn := callee.Func(); fn != nil {
		_, err := m.pushBound(f, fn, args, kw, dest)
		return err
	}
	if b := callee.BoundMethod(); b != nil {
		if fn := b.Fn.Func(); fn != nil {
			_, err := m.pushBound(f, fn, append([]py.Value{b.Self}, args...), kw, dest)
			return err
		}
	}
	if typ, fn := initOf(callee); fn != nil {
		self := t.NewPlain(typ)
		g, err := m.pushBound(f, fn, append([]py.Value{self}, args...), kw, dest)
		if err == nil {
			g.kind, g.self = initFrame, self
		}
		return err
	}
	v, err := t.CallKw(callee, args, kw)
	return f.put(dest, v, err)
}

// callEx is CallEx.
func (m *Machine) callEx(f *frame, in *code.Instr) error {
	args := f.regs.At(in.A + 1).Tuple().Items
	kw, err := m.keywords(*f.regs.At(in.A + 2))
	if err != nil {
		return err
	}
	return m.callAny(f, *f.regs.At(in.A), args, kw, in.C)
}

// callSuper is CallSuper.
func (m *Machine) callSuper(f *frame, in *code.Instr) error {
	v, err := m.superObject(*f.regs.At(in.A), f.regs.Slice(int(in.A)+1, 2))
	return f.put(in.C, v, err)
}

// keywords turns the dict of a ** call into keyword arguments.
func (m *Machine) keywords(v py.Value) ([]py.Keyword, error) {
	d := v.Dict()
	if d == nil {
		return nil, nil
	}
	var kw []py.Keyword
	for i := 0; ; i++ {
		k, x, ok := d.Entry(i)
		if !ok {
			return kw, nil
		}
		if !k.IsSet() {
			continue
		}
		s := k.Str()
		if s == nil {
			return nil, m.t.Raisef(&py.TypeError, "keywords must be strings")
		}
		kw = append(kw, py.Keyword{Name: s, Value: x})
	}
}

// calleeName is how error messages about a call name the function.
func (m *Machine) calleeName(v py.Value) string {
	t := m.t
	q, err := t.GetAttrOr(v, "__qualname__")
	if err != nil || !q.IsSet() || q.Str() == nil {
		if s, err := t.Str(v); err == nil {
			return s
		}
		return v.Type().Name + " object"
	}
	if mod, err := t.GetAttrOr(v, "__module__"); err == nil && mod.IsSet() && mod.Str() != nil && mod.Str().S != "builtins" {
		return mod.Str().S + "." + q.Str().S + "()"
	}
	return q.Str().S + "()"
}

// loadSpecial finds a special method of a context manager, bound.
func (m *Machine) loadSpecial(f *frame, in *code.Instr) (py.Value, error) {
	t := m.t
	o := *f.regs.At(in.B)
	name := f.code.Names[in.D]
	d := o.Type().Lookup(name.S)
	if !d.IsSet() {
		return py.Value{}, m.noManager(o.Type(), name.S, in.E == 2)
	}
	if get := d.Type().DescrGet; get != nil {
		return get(t, d, o, o.Type())
	}
	return d, nil
}

// loadSuper is LoadSuper: super().name without a super object or a bound method between.
func (m *Machine) loadSuper(f *frame, in *code.Instr) error {
	t := m.t
	r := f.regs.Slice(int(in.A), 3)
	name := f.name(in)
	if r[0] == py.Obj(&py.SuperType) {
		if fn := t.SuperMethod(f.cache(in), r[1], r[2], name); fn.IsSet() {
			r[0], r[1] = fn, r[2]
			return nil
		}
	}
	s, err := m.superObject(r[0], r[1:3])
	if err != nil {
		return err
	}
	v, err := t.GetAttr(s, name)
	if err == nil {
		r[0], r[1] = v, py.Value{}
	}
	return err
}

// superObject is what super() answers: without arguments they are given by the compiler, unless the name means something else.
func (m *Machine) superObject(callee py.Value, args []py.Value) (py.Value, error) {
	if callee != py.Obj(&py.SuperType) {
		args = nil
	}
	return m.t.CallKw(callee, append([]py.Value(nil), args...), nil)
}

// noManager is the error for what cannot stand in a with statement.
func (m *Machine) noManager(typ *py.Type, missed string, async bool) error {
	kind, other, hint := "context manager", "asynchronous context manager", "'async with'"
	enter, exit := "__aenter__", "__aexit__"
	if async {
		kind, other, hint = other, kind, "'with'"
		enter, exit = "__enter__", "__exit__"
	}
	s := "'" + typ.DisplayName() + "' object does not support the " + kind + " protocol (missed " + missed + " method)"
	if typ.Lookup(enter).IsSet() && typ.Lookup(exit).IsSet() {
		s += " but it supports the " + other + " protocol. Did you mean to use " + hint + "?"
	}
	return m.t.RaiseNew(&py.TypeError, s)
}
