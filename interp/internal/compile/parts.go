package compile

import (
	"slices"
	"sync"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Parts are a module of the library in parts, so that importing it costs next to nothing: most programs want two or
// three names of a module that has a hundred. Now is the code that runs when the module is imported. What binds one name,
// once, and does nothing else that could be noticed, is a part of its own, which runs when somebody first looks for the name.
type Parts struct {
	Now     *code.Code
	NowCost int // instructions written
	Later   []Part
	// Names are all names that the module's text binds, in the order of the text.
	Names []string

	compiling sync.Mutex
	shared    *compilation
	root      syntax.Mod
}

// Part is what binds one name, or several that belong together.
type Part struct {
	Names []string
	// Const is what the name stands for, if Constant says that it is a constant: then there is no code.
	Const    code.Const
	Constant bool
	Pos      source.Pos
	// From and Attr say that the name is taken over from another module.
	From, Attr string

	stmts []syntax.Stmt // until it is compiled
	code  *code.Code
	cost  int
}

// Code is the code of a part and how many instructions were written for it. It is compiled when a run first needs it.
func (p *Parts) Code(part *Part) (*code.Code, int, *source.Diagnostic) {
	p.compiling.Lock()
	defer p.compiling.Unlock()
	if part.code == nil {
		before := p.shared.fuel
		u := (&unit{compilation: p.shared}).moduleUnit(p.root)
		u.stmts(part.stmts)
		u.returnNone()
		part.code, part.stmts = u.finish(), nil
		part.cost = p.shared.fuel - before
	}
	return part.code, part.cost, p.shared.err
}

// Library compiles a module of the library, whose text is ours: what can wait is told from what cannot by the form of a
// statement, and by the names of the functions that it calls (see canWait). pkg is the module's name where it is a package, else "".
func Library(tree *syntax.Tree, names *resolve.Info, pkg string) (*Parts, *source.Diagnostic) {
	shared := &compilation{file: tree.File, scopes: newScopes(names)}
	shared.textAnnotations = slices.Contains(names.Future, "annotations")
	s := newSplitter(tree)
	now := s.split(tree, pkg)
	parts := &Parts{Later: make([]Part, len(s.groups)), Names: s.order, shared: shared, root: tree.Root}
	constants := (&unit{compilation: shared}).moduleUnit(tree.Root)
	for i, g := range s.groups {
		part := &parts.Later[i]
		*part = Part{Names: g.names, Pos: g.stmts[0].Pos(), stmts: g.stmts}
		part.From, part.Attr = takenFrom(g.stmts[0])
		part.Const, part.Constant = constants.constantBound(g)
	}
	before := shared.fuel
	parts.Now = (&unit{compilation: shared}).moduleUnit(tree.Root).module(tree.Root, now, tree.Body())
	parts.NowCost = shared.fuel - before
	return parts, shared.err
}

// constantBound is the constant that a part binds its only name to.
func (u *unit) constantBound(g *group) (code.Const, bool) {
	if s, ok := g.stmts[0].(*syntax.Assign); ok && len(g.stmts) == 1 && len(g.names) == 1 {
		return u.constantOf(s.Value)
	}
	return code.Const{}, false
}

// takenFrom says of from m import a what it takes from where.
func takenFrom(stmt syntax.Stmt) (module, attr string) {
	if s, ok := stmt.(*syntax.ImportFrom); ok && s.Level == 0 {
		return s.Module, s.Names[0].Name
	}
	return "", ""
}
