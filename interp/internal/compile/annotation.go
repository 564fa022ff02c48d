package compile

import (
	"slices"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/syntax"
)

// annotations are the annotations of a function's parameters and result, in order.
func annotations(args *syntax.Arguments, returns syntax.Expr) (names []string, exprs []syntax.Expr) {
	add := func(a *syntax.Arg) {
		if a != nil && a.Annotation != nil {
			names = append(names, a.Arg)
			exprs = append(exprs, a.Annotation)
		}
	}
	for _, a := range args.Posonlyargs {
		add(a)
	}
	for _, a := range args.Args {
		add(a)
	}
	add(args.Vararg)
	for _, a := range args.Kwonlyargs {
		add(a)
	}
	add(args.Kwarg)
	if returns != nil {
		names = append(names, "return")
		exprs = append(exprs, returns)
	}
	return names, exprs
}

// simpleAnnotations are the annotated names of a class or module body, however deep in its blocks. Those that may not be
// reached get numbers; all of a module's are such, since its annotations can be asked for at any time.
func (u *unit) simpleAnnotations(body []syntax.Stmt, module bool) (names []string, exprs []syntax.Expr, conditions []int) {
	next := 0
	visitAnnotations(body, module, func(a *syntax.AnnAssign, conditional bool) {
		names = append(names, a.Target.(*syntax.Name).ID)
		exprs = append(exprs, a.Annotation)
		if !conditional || u.textAnnotations {
			conditions = append(conditions, -1)
			return
		}
		conditions = append(conditions, next)
		if u.reached == nil {
			u.reached = map[*syntax.AnnAssign]int{}
			if !module {
				u.scope.addVar(conditionalName).cell = true
			}
		}
		u.reached[a] = next
		next++
	})
	return names, exprs, conditions
}

func visitAnnotations(body []syntax.Stmt, conditional bool, visit func(*syntax.AnnAssign, bool)) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.AnnAssign:
			if s.Simple {
				visit(s, conditional)
			}
		case *syntax.If:
			for {
				visitAnnotations(s.Body, true, visit)
				next, ok := elif(s)
				if !ok {
					visitAnnotations(s.Orelse, true, visit)
					break
				}
				s = next
			}
		case *syntax.Try:
			visitTry(s, visit)
		case *syntax.TryStar:
			visitTry(&s.Try, visit)
		case *syntax.For:
			visitAnnotations(s.Body, true, visit)
			visitAnnotations(s.Orelse, true, visit)
		case *syntax.While:
			visitAnnotations(s.Body, true, visit)
			visitAnnotations(s.Orelse, true, visit)
		case *syntax.With:
			visitAnnotations(s.Body, true, visit)
		case *syntax.Match:
			for _, c := range s.Cases {
				visitAnnotations(c.Body, true, visit)
			}
		}
	}
}

func visitTry(s *syntax.Try, visit func(*syntax.AnnAssign, bool)) {
	visitAnnotations(s.Body, true, visit)
	for _, h := range s.Handlers {
		visitAnnotations(h.Body, true, visit)
	}
	visitAnnotations(s.Orelse, true, visit)
	visitAnnotations(s.Finalbody, true, visit)
}

// elif is the next arm of an if statement, where it is written as one.
func elif(s *syntax.If) (*syntax.If, bool) {
	if len(s.Orelse) != 1 {
		return nil, false
	}
	next, ok := s.Orelse[0].(*syntax.If)
	return next, ok
}

// annotationTexts makes the annotations of a function under from __future__ import annotations: their texts.
func (u *unit) annotationTexts(names []string, exprs []syntax.Expr, dst int) {
	u.op(code.BuildDict, dst, dst, 0)
	for i, e := range exprs {
		k := u.temp(2)
		u.loadK(k, code.Const{Kind: code.Str, S: u.scope.Mangle(names[i])})
		u.loadK(k+1, code.Const{Kind: code.Str, S: syntax.Unparse(e)})
		u.op(code.DictSet, dst, k, k+1)
		u.top -= 2
	}
}

// annotationScope is the scope of the annotations of a class or module. One that asks which of them were reached takes
// the set of them as a free variable.
func (u *unit) annotationScope(n syntax.Node) *scope {
	s := u.extra(n, resolve.AnnotationScope)
	if s != nil && u.scope.vars[conditionalName] != nil {
		s.frees = append(s.frees, conditionalName)
		slices.Sort(s.frees)
		for i, name := range s.frees {
			s.free[name] = i
		}
	}
	return s
}

// loadReached loads the set of the annotations that were reached.
func (u *unit) loadReached(dst int) {
	if i, ok := u.scope.free[conditionalName]; ok {
		u.emit(code.LoadFree, dst, i, 0, u.name(conditionalName), 0)
		return
	}
	u.emit(code.LoadGlobal, dst, 0, 0, u.name(conditionalName), u.cache())
}

// reach notes that an annotation was reached.
func (u *unit) reach(a *syntax.AnnAssign) {
	if u.textAnnotations && a.Simple && !u.scope.Kind.FunctionLike() {
		t := u.temp(3)
		u.emit(code.LoadName, t, 0, 0, u.name("__annotations__"), 0)
		u.loadK(t+1, code.Const{Kind: code.Str, S: u.scope.Mangle(a.Target.(*syntax.Name).ID)})
		u.loadK(t+2, code.Const{Kind: code.Str, S: syntax.Unparse(a.Annotation)})
		u.op(code.SetItem, t, t+1, t+2)
		u.top -= 3
		return
	}
	i, ok := u.reached[a]
	if !ok {
		return
	}
	t := u.temp(2)
	if v := u.scope.vars[conditionalName]; v != nil {
		u.emit(code.LoadCell, t, v.reg, 0, u.name(conditionalName), 0)
	} else {
		u.emit(code.LoadName, t, 0, 0, u.name(conditionalName), 0)
	}
	u.loadK(t+1, code.Const{Kind: code.Int, I: int64(i)})
	u.op(code.SetAdd, t, t+1)
	u.top -= 2
}

// staticAttributes stores the names of the attributes that a class's methods assign to their first parameter.
func (u *unit) staticAttributes(c *syntax.ClassDef, r int) {
	found := map[string]bool{}
	augmented := map[syntax.Node]bool{}
	syntax.Walk(c, func(n syntax.Node) bool {
		if a, ok := n.(*syntax.AugAssign); ok {
			augmented[a.Target] = true // that is no binding
		}
		if inner, ok := n.(*syntax.ClassDef); ok && inner != c {
			return false
		}
		if a, ok := n.(*syntax.Attribute); ok && a.Ctx == syntax.Store && !augmented[n] {
			if name, ok := a.Value.(*syntax.Name); ok && name.ID == "self" {
				found[a.Attr] = true
			}
		}
		return true
	}, nil)
	names := make([]string, 0, len(found))
	for n := range found {
		names = append(names, n)
	}
	slices.Sort(names)
	items := make([]code.Const, len(names))
	for i, n := range names {
		items[i] = code.Const{Kind: code.Str, S: n}
	}
	u.loadK(r, code.Const{Kind: code.Tuple, Items: items})
	u.emit(code.StoreName, r, 0, 0, u.name("__static_attributes__"), 0)
}
