package facts

import (
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// CyclomaticRuff is McCabe's complexity of each function as ruff's rule C901 counts it: 1, and 1 for each if, elif, loop,
// except clause, except* too, else of a try, and case but a last one that matches everything without a guard. Only
// statements count; and, or, ternaries and comprehensions do not. A nested function adds 1 and all that is in it, a
// nested class all that is in its functions and its own code.
//
// Source: ruff 0.17's rule complex-structure (C901).
var CyclomaticRuff = &Fact[[]*Counted]{"cyclomatic_ruff", func(m *Module) []*Counted {
	return countByBlocks(m, ruffRules)
}}

// CyclomaticMccabe is the same as the tool mccabe counts it, which flake8 runs: 1, and 1 for each if, elif and loop, for
// each try and each except clause of it. Match, try with except* and everything in them is one plain statement to it, and
// what stands in a finally is not seen. Compound statements of the module's own code are units of their own, called
// "If 3", "Loop 5", "TryExcept 7", and functions in them are part of them rather than units.
//
// Source: mccabe 0.7.0.
var CyclomaticMccabe = &Fact[[]*Counted]{"cyclomatic_mccabe", func(m *Module) []*Counted {
	w := mccabeWalker{module: m, counter: newBlockCounter(m, mccabeRules)}
	w.block(m.Tree.Body())
	return w.out
}}

// blockRules tell the dialects that look at statements only apart.
type blockRules struct {
	perTry    int  // what a try counts, its handlers apart
	orelse    int  // what the else of a try counts
	finally   bool // whether what stands in a finally counts
	star      bool // whether except* is known
	match     bool // whether match is known
	functions int  // what a nested function counts, what is in it apart
}

var (
	ruffRules   = blockRules{orelse: 1, finally: true, star: true, match: true, functions: 1}
	mccabeRules = blockRules{perTry: 1, functions: 1}
)

// countByBlocks counts every function of a module.
func countByBlocks(m *Module, rules blockRules) []*Counted {
	b := newBlockCounter(m, rules)
	var out []*Counted
	for _, f := range Definitions.Of(m).Functions {
		out = append(out, b.function(f))
	}
	return out
}

// blockCounter counts decisions by walking statements. Each function is counted once: what a nested one adds to those
// around it is a single point there, so the work is linear however deep functions nest.
type blockCounter struct {
	rules     blockRules
	functions map[*syntax.FunctionDef]*Function
	done      map[*syntax.FunctionDef]*Counted
}

func newBlockCounter(m *Module, rules blockRules) *blockCounter {
	all := Definitions.Of(m).Functions
	b := &blockCounter{rules, make(map[*syntax.FunctionDef]*Function, len(all)), make(map[*syntax.FunctionDef]*Counted, len(all))}
	for _, f := range all {
		b.functions[f.Node] = f
	}
	return b
}

func (b *blockCounter) function(f *Function) *Counted {
	if c := b.done[f.Node]; c != nil {
		return c
	}
	c := &Counted{Unit: f.unit(), Value: 1}
	b.block(c, f.Node.Body)
	b.done[f.Node] = c
	return c
}

func (b *blockCounter) block(c *Counted, body []syntax.Stmt) {
	for _, s := range body {
		b.stmt(c, s)
	}
}

func (b *blockCounter) stmt(c *Counted, s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.If:
		for { // a loop, since there may be thousands of elifs
			c.add(s.From, 1, "if")
			b.block(c, s.Body)
			next, ok := onlyIf(s.Orelse)
			if !ok {
				b.block(c, s.Orelse)
				return
			}
			s = next
		}
	case *syntax.For:
		b.loop(c, s.From, s.Body, s.Orelse, "for")
	case *syntax.AsyncFor:
		b.loop(c, s.From, s.Body, s.Orelse, "async for")
	case *syntax.While:
		b.loop(c, s.From, s.Body, s.Orelse, "while")
	case *syntax.With:
		b.block(c, s.Body)
	case *syntax.AsyncWith:
		b.block(c, s.Body)
	case *syntax.Try:
		b.try(c, s)
	case *syntax.TryStar:
		if b.rules.star {
			b.try(c, &s.Try)
		}
	case *syntax.Match:
		if b.rules.match {
			b.match(c, s)
		}
	case *syntax.ClassDef:
		b.block(c, s.Body)
	case *syntax.FunctionDef:
		b.nested(c, s)
	case *syntax.AsyncFunctionDef:
		b.nested(c, &s.FunctionDef)
	}
}

// onlyIf is the if that an else consists of: an elif, or as good as one to whoever counts ifs.
func onlyIf(orelse []syntax.Stmt) (*syntax.If, bool) {
	if len(orelse) != 1 {
		return nil, false
	}
	s, ok := orelse[0].(*syntax.If)
	return s, ok
}

func (b *blockCounter) nested(c *Counted, n *syntax.FunctionDef) {
	c.add(n.From, b.function(b.functions[n]).Value-1+b.rules.functions, "def "+n.Name+" and what is in it")
}

func (b *blockCounter) loop(c *Counted, at source.Pos, body, orelse []syntax.Stmt, what string) {
	c.add(at, 1, what)
	b.block(c, body)
	b.block(c, orelse)
}

func (b *blockCounter) try(c *Counted, s *syntax.Try) {
	c.add(s.From, b.rules.perTry, "try")
	b.block(c, s.Body)
	for _, h := range s.Handlers {
		c.add(h.From, 1, "except")
		b.block(c, h.Body)
	}
	if len(s.Orelse) > 0 {
		c.add(s.Orelse[0].Pos(), b.rules.orelse, "else of a try")
	}
	b.block(c, s.Orelse)
	if b.rules.finally {
		b.block(c, s.Finalbody)
	}
}

func (b *blockCounter) match(c *Counted, s *syntax.Match) {
	for i, k := range s.Cases {
		if i < len(s.Cases)-1 || k.Guard != nil || !irrefutable(k.Pattern) {
			c.add(k.From, 1, "case")
		}
		b.block(c, k.Body)
	}
}

// irrefutable reports whether a pattern matches everything: a bare name, _, or an alternative of such a one.
func irrefutable(p syntax.Pattern) bool {
	switch p := p.(type) {
	case *syntax.MatchAs:
		return p.Pattern == nil || irrefutable(p.Pattern)
	case *syntax.MatchOr:
		for _, q := range p.Patterns {
			if irrefutable(q) {
				return true
			}
		}
	}
	return false
}

// mccabeWalker finds the units of mccabe, which are not those of anybody else.
type mccabeWalker struct {
	module  *Module
	counter *blockCounter
	prefix  string // of the classes around
	out     []*Counted
}

func (w *mccabeWalker) block(body []syntax.Stmt) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			w.out = append(w.out, w.counter.function(w.counter.functions[s]))
		case *syntax.AsyncFunctionDef:
			w.out = append(w.out, w.counter.function(w.counter.functions[&s.FunctionDef]))
		case *syntax.ClassDef:
			outer := w.prefix
			w.prefix += s.Name + "."
			w.block(s.Body)
			w.prefix = outer
		case *syntax.With:
			w.block(s.Body)
		case *syntax.AsyncWith:
			w.block(s.Body)
		case *syntax.If:
			w.own(s, "If")
		case *syntax.For, *syntax.AsyncFor, *syntax.While:
			w.own(s, "Loop")
		case *syntax.Try:
			w.own(s, "TryExcept")
		}
	}
}

// own counts a compound statement of the module's or a class's own code.
func (w *mccabeWalker) own(s syntax.Stmt, what string) {
	line := w.module.Tree.File.Position(s.Pos()).Line
	body := []syntax.Stmt{s}
	c := &Counted{Unit: &Unit{nil, w.prefix + what + " " + itoa(line), line, float64(max(countStatements(body), 1)), body}, Value: 1}
	w.counter.stmt(c, s)
	w.out = append(w.out, c)
}
