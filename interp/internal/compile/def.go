package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// functionDef compiles def and async def.
func (u *unit) functionDef(node syntax.Node, f *syntax.FunctionDef, async bool) {
	base := u.decorators(f.DecoratorList)
	fn := u.temp(1)
	defaults, kwDefaults := u.defaults(f.Args)
	if len(f.TypeParams) > 0 {
		u.generic(f.TypeParams, f.Name, fn, []int{defaults, kwDefaults}, func(v *unit, regs []int) int {
			r := v.temp(1)
			v.function(node, f, async, r, regs[0], regs[1])
			return r
		})
	} else {
		u.function(node, f, async, fn, defaults, kwDefaults)
	}
	u.decorate(base, f.DecoratorList, fn)
	u.store(f.Name, fn)
}

// decorators evaluates decorators into a row of registers.
func (u *unit) decorators(list []syntax.Expr) int {
	base := u.temp(len(list))
	for i, d := range list {
		u.exprTo(d, base+i)
	}
	return base
}

// decorate calls the decorators, the last one first.
func (u *unit) decorate(base int, list []syntax.Expr, fn int) {
	for i := len(list) - 1; i >= 0; i-- {
		old := u.at(list[i])
		top := u.top
		c := u.temp(2)
		u.op(code.Move, c, base+i)
		u.op(code.Move, c+1, fn)
		u.op(code.Call, c, 1, fn)
		u.top = top
		u.span = old
	}
}

// defaults evaluates the default values into a tuple and a dict; -1 where there are none.
func (u *unit) defaults(a *syntax.Arguments) (tuple, dict int) {
	tuple, dict = -1, -1
	if len(a.Defaults) > 0 {
		tuple = u.temp(1)
		u.display(a.Defaults, tuple, code.BuildTuple)
	}
	n := 0
	for _, d := range a.KwDefaults {
		if d != nil {
			n++
		}
	}
	if n > 0 {
		dict = u.temp(1)
		u.op(code.BuildDict, dict, dict, 0)
		for i, d := range a.KwDefaults {
			if d == nil {
				continue
			}
			top := u.top
			k := u.temp(2)
			u.loadK(k, code.Const{Kind: code.Str, S: mangle(u.scope.class, a.Kwonlyargs[i].Arg)})
			u.exprTo(d, k+1)
			u.op(code.DictSet, dict, k, k+1)
			u.top = top
		}
	}
	return tuple, dict
}

// The parts of a function that SetFunction sets.
const (
	partDefaults = iota
	partKwDefaults
	partAnnotate
	partTypeParams
)

func (u *unit) function(node syntax.Node, f *syntax.FunctionDef, async bool, fn, defaults, kwDefaults int) {
	v := u.newUnit(f.Name, u.scopes.of[node], node)
	v.signature(f.Args)
	s := v.scope
	switch {
	case async && s.yields:
		v.code.Flags |= code.AsyncGenerator
		v.isAsync = true
	case async:
		v.code.Flags |= code.Coroutine
	case s.yields:
		v.code.Flags |= code.Generator
	}
	if doc, ok := docstring(f.Body); ok {
		v.code.Flags |= code.HasDocstring
		v.code.Consts = append(v.code.Consts, code.Const{Kind: code.Str, S: doc})
	}
	v.setUpLocals()
	v.stmts(f.Body)
	v.returnNone()
	u.makeFunction(v, fn)
	u.setPart(fn, defaults, partDefaults)
	u.setPart(fn, kwDefaults, partKwDefaults)
	if names, exprs := annotations(f.Args, f.Returns); len(exprs) > 0 {
		r := u.temp(1)
		u.annotate(f.Args, f.Args, names, exprs, r)
		u.setPart(fn, r, partAnnotate)
	}
}

func (u *unit) setPart(fn, r, part int) {
	if r >= 0 {
		u.op(code.SetFunction, fn, r, part)
	}
}

// annotate makes the function that computes annotations when they are asked for.
func (u *unit) annotate(key, at syntax.Node, names []string, exprs []syntax.Expr, dst int) {
	v := u.newUnit("__annotate__", u.scopes.of[key], at)
	v.code.Flags = code.Optimized
	v.code.Args, v.code.Positional, v.code.PosOnly = []string{"format"}, 1, 1
	v.setUpLocals()
	v.onlyValues()
	acc := v.temp(1)
	v.op(code.BuildDict, acc, acc, 0)
	for i, e := range exprs {
		top := v.top
		k := v.temp(2)
		v.loadK(k, code.Const{Kind: code.Str, S: mangle(v.scope.class, names[i])})
		v.code.Annots = append(v.code.Annots, code.Annotation{Name: mangle(v.scope.class, names[i]), Span: source.Span{From: e.Pos(), To: e.End()}})
		if s, ok := e.(*syntax.Starred); ok {
			e = s.Value
		}
		v.exprTo(e, k+1)
		v.op(code.DictSet, acc, k, k+1)
		v.top = top
	}
	v.op(code.Return, acc)
	u.makeFunction(v, dst)
}

// onlyValues lets a function for annotations refuse every format but that of values, as those of CPython do.
func (u *unit) onlyValues() {
	top := u.top
	r := u.temp(1)
	var values label
	u.loadK(r, code.Const{Kind: code.Int, I: 2})
	u.jump(code.JumpLe, 1, 0, r, &values)
	u.emit(code.LoadGlobal, r, 0, 0, u.name("NotImplementedError"), u.cache())
	u.emit(code.Raise, r, 0, 0, 0, 1)
	u.place(&values)
	u.top = top
}

// lazy makes the function that computes one expression when it is asked for.
func (u *unit) lazy(e syntax.Expr, name string, dst int) {
	if e == nil {
		u.loadNone(dst)
		return
	}
	v := u.newUnit(name, u.scopes.of[e], e)
	v.code.Flags = code.Optimized
	v.code.Args, v.code.Positional = []string{"format"}, 1
	v.setUpLocals()
	v.onlyValues()
	v.code.Annots = []code.Annotation{{Span: source.Span{From: e.Pos(), To: e.End()}}}
	r := v.temp(1)
	v.exprTo(e, r)
	v.op(code.Return, r)
	u.makeFunction(v, dst)
	d := u.temp(1)
	u.loadK(d, code.Const{Kind: code.Tuple, Items: []code.Const{{Kind: code.Int, I: 1}}})
	u.setPart(dst, d, partDefaults)
}

// generic compiles what stands inside the scope of type parameters: a function that is called at once. regs are handed
// in as its arguments; body answers the register of the result.
func (u *unit) generic(params []syntax.TypeParam, name string, dst int, regs []int, body func(v *unit, regs []int) int) {
	s := u.scopes.of[params[0]]
	v := u.newUnit("<generic parameters of "+name+">", s, params[0])
	v.hidden = true
	v.code.Flags = code.Optimized
	inner := make([]int, len(regs))
	// The arguments come first, as parameters without names in the source.
	args := []string{}
	for i, r := range regs {
		inner[i] = -1
		if r >= 0 {
			hidden := "." + string(rune('a'+i))
			y := s.symbol(hidden)
			y.bound, y.param = true, true
			args = append(args, hidden)
		}
	}
	// Parameters must own the first registers: move them to the front of the order.
	order := append([]string(nil), args...)
	for _, n := range s.order {
		if n[0] != '.' {
			order = append(order, n)
		}
	}
	s.order = order
	v.code.Args, v.code.Positional = args, len(args)
	v.setUpLocals()
	for i, r := range regs {
		if r >= 0 {
			inner[i] = s.names["."+string(rune('a'+i))].reg
		}
	}
	list := v.temp(1)
	v.params = list
	v.op(code.BuildList, list, list, 0)
	for _, p := range params {
		v.typeParam(p, list)
	}
	v.op(code.ListToTuple, list, list)
	r := body(v, inner)
	v.setPart(r, list, partTypeParams)
	v.op(code.Return, r)
	base := u.temp(1 + len(args))
	u.makeFunction(v, base)
	n := 0
	for _, r := range regs {
		if r >= 0 {
			n++
			u.op(code.Move, base+n, r)
		}
	}
	u.op(code.Call, base, n, dst)
}

func (u *unit) typeParam(p syntax.TypeParam, list int) {
	old := u.at(p)
	top := u.top
	base := u.temp(3)
	var name string
	kind := 0
	var bound, def syntax.Expr
	switch p := p.(type) {
	case *syntax.TypeVar:
		name, bound, def, kind = p.Name, p.Bound, p.DefaultValue, 'T'
		if _, ok := bound.(*syntax.Tuple); ok {
			kind = 'C'
		}
	case *syntax.ParamSpec:
		name, def, kind = p.Name, p.DefaultValue, 'P'
	case *syntax.TypeVarTuple:
		name, def, kind = p.Name, p.DefaultValue, '*'
	}
	u.lazy(bound, name, base)
	u.lazy(def, name, base+1)
	u.emit(code.MakeTypeParam, base, base, kind, u.name(name), 0)
	u.store(name, base)
	u.op(code.ListAppend, list, base)
	u.top = top
	u.span = old
}

func (u *unit) signature(a *syntax.Arguments) {
	c := u.code
	c.Flags |= code.Optimized
	for _, n := range paramNames(a) {
		c.Args = append(c.Args, mangle(u.scope.class, n))
	}
	c.PosOnly = len(a.Posonlyargs)
	c.Positional = len(a.Posonlyargs) + len(a.Args)
	c.KwOnly = len(a.Kwonlyargs)
	if a.Vararg != nil {
		c.Flags |= code.VarArgs
	}
	if a.Kwarg != nil {
		c.Flags |= code.VarKeywords
	}
}

func (u *unit) lambda(e *syntax.Lambda, dst int) {
	top := u.top
	defaults, kwDefaults := u.defaults(e.Args)
	v := u.newUnit("<lambda>", u.scopes.of[e], e)
	v.signature(e.Args)
	if v.scope.yields {
		v.code.Flags |= code.Generator
	}
	v.setUpLocals()
	r := v.temp(1)
	old := v.at(e.Body)
	v.exprTo(e.Body, r)
	v.op(code.Return, r)
	v.span = old
	fn := u.safe(dst)
	u.makeFunction(v, fn)
	u.setPart(fn, defaults, partDefaults)
	u.setPart(fn, kwDefaults, partKwDefaults)
	u.move(dst, fn)
	u.top = top
}

// docstring is the string that begins a body.
func docstring(body []syntax.Stmt) (string, bool) {
	if len(body) == 0 {
		return "", false
	}
	s, ok := body[0].(*syntax.ExprStmt)
	if !ok {
		return "", false
	}
	k, ok := s.Value.(*syntax.Constant)
	if !ok || k.Kind != syntax.Str {
		return "", false
	}
	return cleanDoc(k.Text), true
}

func (u *unit) classDef(s *syntax.ClassDef) {
	decorators := u.decorators(s.DecoratorList)
	dst := u.temp(1)
	if len(s.TypeParams) > 0 {
		u.generic(s.TypeParams, s.Name, dst, nil, func(v *unit, regs []int) int {
			r := v.temp(1)
			v.class(s, r)
			return r
		})
	} else {
		u.class(s, dst)
	}
	u.decorate(decorators, s.DecoratorList, dst)
	u.store(s.Name, dst)
}

func (u *unit) class(s *syntax.ClassDef, dst int) {
	top := u.top
	base := u.temp(2)
	v := u.newUnit(s.Name, u.scopes.of[s], s)
	v.code.Flags = code.ClassBody
	v.dynamic = true
	v.setUpLocals()
	r := v.temp(1)
	v.emit(code.LoadGlobal, r, 0, 0, v.name("__name__"), v.cache())
	v.emit(code.StoreName, r, 0, 0, v.name("__module__"), 0)
	v.loadK(r, code.Const{Kind: code.Str, S: v.code.QualName})
	v.emit(code.StoreName, r, 0, 0, v.name("__qualname__"), 0)
	v.loadK(r, code.Const{Kind: code.Int, I: int64(v.code.FirstLine)})
	v.emit(code.StoreName, r, 0, 0, v.name("__firstlineno__"), 0)
	if doc, ok := docstring(s.Body); ok {
		v.loadK(r, code.Const{Kind: code.Str, S: doc})
		v.emit(code.StoreName, r, 0, 0, v.name("__doc__"), 0)
	}
	v.stmts(s.Body)
	var names []string
	var exprs []syntax.Expr
	simpleAnnotations(s.Body, func(a *syntax.AnnAssign) {
		names = append(names, a.Target.(*syntax.Name).ID)
		exprs = append(exprs, a.Annotation)
	})
	if len(exprs) > 0 {
		v.annotate(annotated{s}, s, names, exprs, r)
		v.emit(code.StoreName, r, 0, 0, v.name("__annotate_func__"), 0)
	}
	if y := v.scope.names["__class__"]; y != nil && y.cell && y.reg >= 0 {
		v.op(code.FreeCell, r, y.reg)
		v.emit(code.StoreName, r, 0, 0, v.name("__classcell__"), 0)
	}
	v.returnNone()
	u.makeFunction(v, base)
	u.loadK(base+1, code.Const{Kind: code.Str, S: s.Name})
	if spread(s.Bases, s.Keywords) {
		args := u.temp(3)
		u.op(code.Move, args, base)
		u.spreadArgs(s.Bases, s.Keywords, args)
		form := uint32(1)
		if len(s.TypeParams) > 0 {
			u.op(code.Move, u.temp(1), u.params)
			form = 3
		}
		u.emit(code.BuildClass, base, args+1, dst, -1, form)
	} else if len(s.TypeParams) > 0 {
		u.classOfParams(s, base, dst)
	} else {
		n := len(s.Bases)
		args := u.temp(n + len(s.Keywords))
		for i, b := range s.Bases {
			u.exprTo(b, args+i)
		}
		kw := int32(-1)
		if len(s.Keywords) > 0 {
			var names []string
			for i, k := range s.Keywords {
				u.exprTo(k.Value, args+n+i)
				names = append(names, k.Arg)
			}
			u.code.KwNames = append(u.code.KwNames, names)
			kw = int32(len(u.code.KwNames) - 1)
		}
		u.emit(code.BuildClass, base, n, dst, kw, 0)
	}
	u.top = top
}

// classOfParams builds a class with type parameters: they stand after its bases, and the machine makes Generic[...] of
// them, the last base.
func (u *unit) classOfParams(s *syntax.ClassDef, base, dst int) {
	n := len(s.Bases)
	args := u.temp(n + 1 + len(s.Keywords))
	for i, b := range s.Bases {
		u.exprTo(b, args+i)
	}
	u.op(code.Move, args+n, u.params)
	kw := int32(-1)
	if len(s.Keywords) > 0 {
		var names []string
		for i, k := range s.Keywords {
			u.exprTo(k.Value, args+n+1+i)
			names = append(names, k.Arg)
		}
		u.code.KwNames = append(u.code.KwNames, names)
		kw = int32(len(u.code.KwNames) - 1)
	}
	u.emit(code.BuildClass, base, n+1, dst, kw, 2)
}
