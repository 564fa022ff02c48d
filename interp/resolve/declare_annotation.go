package resolve

import "github.com/assay-score/assay/interp/syntax"

// annAssign declares an annotated assignment. A bare name is bound by its annotation alone, even without a value.
func (r *resolver) annAssign(n *syntax.AnnAssign) {
	if id, ok := n.Target.(*syntax.Name); ok {
		s := r.top()
		sym := s.Lookup(s.Mangle(id.ID))
		if sym != nil && n.Simple && s.Kind != ModuleScope && sym.Has(DeclaredGlobal|DeclaredNonlocal) {
			word := "global"
			if sym.Has(DeclaredNonlocal) {
				word = "nonlocal"
			}
			r.fail(n, "annotated name '"+id.ID+"' can't be "+word)
		}
		switch {
		case n.Simple:
			r.bind(id.ID, Bound|Annotated, id)
		case n.Value != nil:
			r.bind(id.ID, Bound, id)
		}
	} else {
		r.expr(n.Target)
	}
	r.variableAnnotation(n)
	r.optional(n.Value)
}

// variableAnnotation walks the annotation of a variable in the scope it is evaluated in. From 3.14 on, those of a module
// or class share one function, run when somebody asks; those of a function's locals are never run.
func (r *resolver) variableAnnotation(n *syntax.AnnAssign) {
	owner := r.top()
	switch {
	case r.stringAnnotations:
		s := r.open(AnnotationScope, "_annotation", n)
		s.Unevaluated = true
	case r.old:
		r.expr(n.Annotation)
		return
	case owner.Kind == ModuleScope || owner.Kind == ClassScope:
		if owner.annotations == nil {
			owner.annotations = r.open(AnnotationScope, "__annotate__", owner.Node)
			owner.annotations.Pos = n.Annotation.Pos()
			r.noteIn(owner.annotations, ".format", Parameter, n)
		} else {
			r.reopen(owner.annotations)
		}
	default:
		s := r.open(AnnotationScope, "__annotate__", n)
		s.Unevaluated = true
	}
	r.expr(n.Annotation)
	r.close()
}

// signatureAnnotations walks the annotations of a def's parameters and result.
func (r *resolver) signatureAnnotations(n *syntax.FunctionDef) {
	switch {
	case r.stringAnnotations:
		s := r.open(AnnotationScope, "_annotation", n.Args)
		s.Unevaluated = true
	case r.old:
		r.walkSignature(n)
		return
	default:
		if !annotated(n) {
			return
		}
		s := r.open(AnnotationScope, "__annotate__", n.Args)
		s.Pos = n.Pos()
		r.noteIn(s, ".format", Parameter, n.Args)
	}
	r.walkSignature(n)
	r.close()
}

func annotated(n *syntax.FunctionDef) bool {
	found := n.Returns != nil
	eachParameter(n.Args, func(a *syntax.Arg) { found = found || a.Annotation != nil })
	return found
}

func (r *resolver) walkSignature(n *syntax.FunctionDef) {
	eachParameter(n.Args, func(a *syntax.Arg) { r.optional(a.Annotation) })
	r.optional(n.Returns)
}

func eachParameter(a *syntax.Arguments, visit func(*syntax.Arg)) {
	for _, arg := range a.Posonlyargs {
		visit(arg)
	}
	for _, arg := range a.Args {
		visit(arg)
	}
	if a.Vararg != nil {
		visit(a.Vararg)
	}
	if a.Kwarg != nil {
		visit(a.Kwarg)
	}
	for _, arg := range a.Kwonlyargs {
		visit(arg)
	}
}
