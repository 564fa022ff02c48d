package facts

import (
	"cmp"
	"slices"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Unit is a piece of a module that complexity is counted for: a function, or the code that runs when the module is
// executed.
type Unit struct {
	Function *Function // nil for the module's own code
	Name     string    // qualified name; "<module>"
	Line     int
	Weight   float64 // in statements, at least 1
	Body     []syntax.Stmt
}

// Units are the functions of a module, and its own code where that decides or repeats something, or where there is
// nothing else. The own code weighs only what stands inside of compound statements: plain statements in a row cost no
// understanding, so adding them must not dilute what does.
var Units = &Fact[[]*Unit]{"units", func(m *Module) []*Unit {
	var out []*Unit
	if u := moduleUnit(m); u != nil {
		out = append(out, u)
	}
	for _, f := range Definitions.Of(m).Functions {
		out = append(out, f.unit())
	}
	return out
}}

func (f *Function) unit() *Unit {
	return &Unit{f, f.Name, f.Line, float64(max(f.Statements, 1)), f.Node.Body}
}

func moduleUnit(m *Module) *Unit {
	own := moduleStatements(m.Tree.Body())
	var inside int
	first := source.Pos(0)
	for i, s := range own {
		for _, b := range blocks(s) {
			inside += countStatements(b)
		}
		if i == 0 {
			first = s.Pos()
		}
	}
	if len(own) == 0 || inside == 0 && len(Definitions.Of(m).Functions) > 0 {
		return nil
	}
	return &Unit{nil, "<module>", m.Tree.File.Position(first).Line, float64(max(inside, 1)), own}
}

// moduleStatements are the statements that run when a module does and are more than a definition or an import, those
// of class bodies among them.
func moduleStatements(body []syntax.Stmt) []syntax.Stmt {
	var out []syntax.Stmt
	for _, s := range withoutDocstring(body) {
		switch s := s.(type) {
		case *syntax.FunctionDef, *syntax.AsyncFunctionDef, *syntax.Import, *syntax.ImportFrom, *syntax.Pass:
		case *syntax.ClassDef:
			out = append(out, moduleStatements(s.Body)...)
		default:
			out = append(out, s)
		}
	}
	return out
}

// Point is a place that adds to a count.
type Point struct {
	Pos    source.Pos
	Amount int
	What   string // "if", "and", "nested for"
}

// Counted is a unit with what was counted in it and where.
type Counted struct {
	*Unit
	Value  int
	Points []Point
}

// add counts amount at a place.
func (c *Counted) add(pos source.Pos, amount int, what string) {
	if amount != 0 {
		c.Value += amount
		c.Points = append(c.Points, Point{pos, amount, what})
	}
}

// sortPoints orders points by place.
func sortPoints(points []Point) {
	slices.SortStableFunc(points, func(a, b Point) int { return cmp.Compare(a.Pos, b.Pos) })
}
