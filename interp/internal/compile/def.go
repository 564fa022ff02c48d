package compile

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// functionDef compiles def and async def.
func (u *unit) functionDef(node syntax.Node, f *syntax.FunctionDef, async bool) {
	base := u.decorators(f.DecoratorList)
	fn := u.temp(1)
	defaults, kwDefaults := u.defaults(f.Args)
	if len(f.TypeParams) > 0 {
		u.generic(node, f.TypeParams, f.Name, fn, []int{defaults, kwDefaults}, func(v *unit, list int) int {
			r := v.temp(1)
			v.function(node, f, async, r, v.hiddenArg(".defaults"), v.hiddenArg(".kwdefaults"))
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
			u.loadK(k, code.Const{Kind: code.Str, S: u.scope.Mangle(a.Kwonlyargs[i].Arg)})
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
	partAnnotations
)

func (u *unit) function(node syntax.Node, f *syntax.FunctionDef, async bool, fn, defaults, kwDefaults int) {
	v := u.newUnit(f.Name, u.scopeOf(node), node)
	if len(f.DecoratorList) > 0 {
		v.code.FirstLine = u.file.Position(f.DecoratorList[0].Pos()).Line
	}
	v.signature(f.Args)
	s := v.scope
	switch {
	case async && s.Generator:
		v.code.Flags |= code.AsyncGenerator
		v.isAsync = true
	case async:
		v.code.Flags |= code.Coroutine
	case s.Generator:
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
		if u.textAnnotations {
			u.annotationTexts(names, exprs, r)
			u.setPart(fn, r, partAnnotations)
			return
		}
		u.annotate(u.extra(f.Args, resolve.AnnotationScope), f.Args, names, exprs, nil, r)
		u.setPart(fn, r, partAnnotate)
	}
}

func (u *unit) setPart(fn, r, part int) {
	if r >= 0 {
		u.op(code.SetFunction, fn, r, part)
	}
}

// valueFormat is annotationlib.Format.VALUE_WITH_FAKE_GLOBALS: a function of annotations answers formats up to it.
const valueFormat = 2

// annotationUnit begins a function that computes something when it is asked for, in the format that is its argument.
func (u *unit) annotationUnit(name string, s *scope, at syntax.Node) *unit {
	v := u.newUnit(name, s, at)
	v.code.Flags = code.Optimized
	v.code.Args, v.code.Positional, v.code.PosOnly = []string{"format"}, 1, 1
	format := s.vars[".format"]
	if format == nil {
		format = s.addVar(".format")
		format.param = true
		s.seq = append([]*variable{format}, s.seq[:len(s.seq)-1]...)
	}
	v.setUpLocals()
	v.code.Locals[0] = "format"
	ok := &label{}
	v.jump(code.JumpGtK, 0, format.reg, int(v.konst(code.Const{Kind: code.Int, I: valueFormat})), ok)
	r := v.temp(1)
	v.emit(code.LoadGlobal, r, 0, 0, v.name("NotImplementedError"), v.cache())
	v.emit(code.Raise, r, 0, 0, 0, 1)
	v.top--
	v.place(ok)
	return v
}

// annotate makes the function that computes annotations when they are asked for. conditions, where there are any, are
// the numbers that the annotations have among those that may not be reached, -1 for one that always is.
func (u *unit) annotate(s *scope, at syntax.Node, names []string, exprs []syntax.Expr, conditions []int, dst int) {
	v := u.annotationUnit("__annotate__", s, at)
	acc := v.temp(1)
	v.op(code.BuildDict, acc, acc, 0)
	for i, e := range exprs {
		top := v.top
		skip := &label{}
		if conditions != nil && conditions[i] >= 0 {
			t := v.temp(3)
			v.loadReached(t)
			v.loadK(t+1, code.Const{Kind: code.Int, I: int64(conditions[i])})
			v.op(code.In, t+2, t+1, t)
			v.jump(code.JumpFalse, 0, t+2, 0, skip)
		}
		k := v.temp(2)
		v.loadK(k, code.Const{Kind: code.Str, S: v.scope.Mangle(names[i])})
		v.annotation(v.scope.Mangle(names[i]), e, k+1)
		v.op(code.DictSet, acc, k, k+1)
		v.top = top
		v.place(skip)
	}
	v.op(code.Return, acc)
	u.makeFunction(v, dst)
}

// annotation evaluates an annotation, and keeps where its text stands.
func (u *unit) annotation(name string, e syntax.Expr, dst int) {
	u.code.Annots = append(u.code.Annots, code.Annotation{Name: name, Span: source.Span{From: e.Pos(), To: e.End()}})
	if star, ok := e.(*syntax.Starred); ok {
		u.exprTo(star.Value, dst)
		u.op(code.Unpack, dst, dst, 1)
		return
	}
	u.exprTo(e, dst)
}

// lazy makes the function that computes one expression when it is asked for.
func (u *unit) lazy(s *scope, e syntax.Expr, name string, dst int) {
	if e == nil {
		u.loadNone(dst)
		return
	}
	v := u.annotationUnit(name, s, e)
	r := v.temp(1)
	v.annotation("", e, r)
	v.op(code.Return, r)
	u.makeFunction(v, dst)
	d := u.temp(1)
	u.loadK(d, code.Const{Kind: code.Tuple, Items: []code.Const{{Kind: code.Int, I: 1}}})
	u.setPart(dst, d, partDefaults)
	u.top--
}

// generic compiles what stands inside the scope of type parameters: a function that is called at once. regs, where they
// are no -1, are handed in as its arguments; body answers the register of the result and is told that of the parameters.
func (u *unit) generic(node syntax.Node, params []syntax.TypeParam, name string, dst int, regs []int, body func(v *unit, list int) int) {
	s := u.extra(node, resolve.TypeParametersScope)
	v := u.newUnit("<generic parameters of "+name+">", s, node)
	v.hidden = true
	v.code.Flags = code.Optimized
	for _, y := range s.Parameters() {
		v.code.Args = append(v.code.Args, y.Name)
	}
	v.code.Positional = len(v.code.Args)
	v.setUpLocals()
	list := v.temp(1)
	v.op(code.BuildList, list, list, 0)
	for _, p := range params {
		v.typeParam(p, list)
	}
	v.op(code.ListToTuple, list, list)
	r := body(v, list)
	v.setPart(r, list, partTypeParams)
	v.op(code.Return, r)
	base := u.temp(1 + len(regs))
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

// hiddenArg is the register of an argument that generic hands in, -1 where there is none.
func (u *unit) hiddenArg(name string) int {
	if v := u.scope.vars[name]; v != nil {
		return v.reg
	}
	return -1
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
	case *syntax.ParamSpec:
		name, def, kind = p.Name, p.DefaultValue, 'P'
	case *syntax.TypeVarTuple:
		name, def, kind = p.Name, p.DefaultValue, '*'
	}
	if tuple, ok := bound.(*syntax.Tuple); ok && kind == 'T' {
		kind = 'C' // constraints
		u.lazy(u.extra(tuple, resolve.TypeVariableScope), tuple, name, base)
	} else {
		u.lazy(u.extra(bound, resolve.TypeVariableScope), bound, name, base)
	}
	u.lazy(u.extra(def, resolve.TypeVariableScope), def, name, base+1)
	u.emit(code.MakeTypeParam, base, base, kind, u.name(name), 0)
	u.store(name, base)
	u.op(code.ListAppend, list, base)
	u.top = top
	u.span = old
}

// paramNames are the parameters in the order of their registers.
func paramNames(a *syntax.Arguments) []string {
	var out []string
	for _, list := range [][]*syntax.Arg{a.Posonlyargs, a.Args, a.Kwonlyargs, {a.Vararg}, {a.Kwarg}} {
		for _, p := range list {
			if p != nil {
				out = append(out, p.Arg)
			}
		}
	}
	return out
}

func (u *unit) signature(a *syntax.Arguments) {
	c := u.code
	c.Flags |= code.Optimized
	for _, n := range paramNames(a) {
		c.Args = append(c.Args, u.scope.Mangle(n))
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
	v := u.newUnit("<lambda>", u.scopeOf(e), e)
	v.signature(e.Args)
	if v.scope.Generator {
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
		u.generic(s, s.TypeParams, s.Name, dst, nil, func(v *unit, list int) int {
			r := v.temp(1)
			v.store(".type_params", list)
			v.op(code.MakeGeneric, r, list)
			v.store(".generic_base", r)
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
	v := u.newUnit(s.Name, u.scopeOf(s), s)
	if len(s.DecoratorList) > 0 {
		v.code.FirstLine = u.file.Position(s.DecoratorList[0].Pos()).Line
	}
	v.code.Flags = code.ClassBody
	names, exprs, conditions := v.simpleAnnotations(s.Body, false)
	v.setUpLocals()
	r := v.temp(1)
	v.emit(code.LoadGlobal, r, 0, 0, v.name("__name__"), v.cache())
	v.emit(code.StoreName, r, 0, 0, v.name("__module__"), 0)
	v.loadK(r, code.Const{Kind: code.Str, S: v.code.QualName})
	v.emit(code.StoreName, r, 0, 0, v.name("__qualname__"), 0)
	v.loadK(r, code.Const{Kind: code.Int, I: int64(v.code.FirstLine)})
	v.emit(code.StoreName, r, 0, 0, v.name("__firstlineno__"), 0)
	if len(s.TypeParams) > 0 {
		v.move(r, v.load(".type_params", r))
		v.emit(code.StoreName, r, 0, 0, v.name("__type_params__"), 0)
	}
	if y := v.scope.vars[classDict]; y != nil {
		v.op(code.LoadLocals, r)
		v.op(code.StoreCell, y.reg, r)
	}
	if u.textAnnotations && len(exprs) > 0 {
		v.op(code.BuildDict, r, r, 0)
		v.emit(code.StoreName, r, 0, 0, v.name("__annotations__"), 0)
	}
	if y := v.scope.vars[conditionalName]; y != nil {
		v.op(code.BuildSet, r, r, 0)
		v.op(code.StoreCell, y.reg, r)
	}
	if doc, ok := docstring(s.Body); ok {
		v.loadK(r, code.Const{Kind: code.Str, S: doc})
		v.emit(code.StoreName, r, 0, 0, v.name("__doc__"), 0)
	}
	v.stmts(s.Body)
	if len(exprs) > 0 && !u.textAnnotations {
		v.annotate(v.annotationScope(s), s, names, exprs, conditions, r)
		v.emit(code.StoreName, r, 0, 0, v.name("__annotate_func__"), 0)
	}
	v.staticAttributes(s, r)
	for _, hidden := range [...]struct{ cell, name string }{{classDict, "__classdictcell__"}, {classCell, "__classcell__"}} {
		if y := v.scope.vars[hidden.cell]; y != nil {
			v.op(code.FreeCell, r, y.reg)
			v.emit(code.StoreName, r, 0, 0, v.name(hidden.name), 0)
		}
	}
	v.returnNone()
	u.makeFunction(v, base)
	u.loadK(base+1, code.Const{Kind: code.Str, S: s.Name})
	bases := s.Bases
	if len(s.TypeParams) > 0 {
		bases = append(bases[:len(bases):len(bases)], &syntax.Name{Span: s.Span, ID: ".generic_base"})
	}
	if spread(bases, s.Keywords) {
		args := u.temp(3)
		u.emit(code.LoadGlobal, args, 0, 0, u.name("__build_class__"), u.cache()) // whom messages blame
		u.spreadArgs(bases, s.Keywords, args)
		u.emit(code.BuildClass, base, args+1, dst, -1, 1)
	} else {
		n := len(bases)
		args := u.temp(n + len(s.Keywords))
		for i, b := range bases {
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
