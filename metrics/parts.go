package metrics

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/source"
)

// place makes a line of a position in a module.
func place(m *facts.Module, at source.Pos, amount float64, text string) Line {
	p := m.Tree.File.Position(at)
	return Line{File: m.Path, Line: p.Line, Column: p.Column, Amount: amount, Text: text}
}

// placer makes lines of positions that mostly come in order: most stand on the line of the one before or soon after it.
type placer struct {
	module   *facts.Module
	line     int // of the last position
	from, to source.Pos
}

func (p *placer) place(at source.Pos, amount float64, text string) Line {
	if p.line == 0 || at < p.from || at >= p.to {
		p.line = p.module.Tree.File.Position(at).Line
		p.from, p.to = p.module.Tree.File.LineStart(p.line), p.module.Tree.File.LineStart(p.line+1)
	}
	return Line{File: p.module.Path, Line: p.line, Column: int(at - p.from), Amount: amount, Text: text}
}

// perUnit makes a value of what was counted in the functions of all modules: those that can be reached, with their
// statements as weights. The number is the largest.
func perUnit(ev *analyze.Evidence, fact *facts.Fact[[]*facts.Counted]) Value {
	var v Value
	units, lines := 0, 0
	for _, m := range ev.Modules { // what is made once need not grow, which costs more than counting
		all := fact.Of(m)
		units += len(all)
		for _, c := range all {
			lines += len(c.Points)
		}
	}
	v.Units, v.Lines = make([]Unit, 0, units), make([]Line, 0, lines)
	var said sayings
	usual := usualOf(ev, fact)
	for _, m := range ev.Modules {
		reach := facts.Reachability.Of(m)
		live, sure := reach.From(ev.EntryPoint), reach.Sure(ev.EntryPoint)
		at := placer{module: m}
		for _, c := range fact.Of(m) {
			if c.Function != nil && (!live[c.Function] || !sure[c.Function] && float64(c.Value) <= usual) {
				continue
			}
			v.Units = append(v.Units, Unit{Name: c.Name, File: m.Path, Line: c.Line, Value: float64(c.Value), Weight: c.Weight})
			v.Number = max(v.Number, float64(c.Value))
			said = said[:0]
			for _, p := range c.Points {
				v.Lines = append(v.Lines, at.place(p.Pos, float64(p.Amount), said.of(c.Name, p.What)))
			}
		}
	}
	if len(v.Units) == 0 {
		return notApplicable("there is no function to measure")
	}
	inOrder(v.Lines)
	return v
}

// usualOf is the mean, by weight, over what is surely reached: what may be reached beside it, because somebody looks names
// up as text, counts where it is worse.
func usualOf(ev *analyze.Evidence, fact *facts.Fact[[]*facts.Counted]) float64 {
	sum, weight := 0.0, 0.0
	for _, m := range ev.Modules {
		sure := facts.Reachability.Of(m).Sure(ev.EntryPoint)
		for _, c := range fact.Of(m) {
			if c.Function == nil || sure[c.Function] {
				sum += float64(c.Value) * c.Weight
				weight += c.Weight
			}
		}
	}
	if weight == 0 {
		return -1 // nothing is sure: all of it counts
	}
	return sum / weight
}

func number(n int) string { return strconv.Itoa(n) }

// sayings are the texts of the lines of one unit: the points of a function say the same few things over and over.
type sayings []struct{ what, text string }

func (s *sayings) of(unit, what string) string {
	for _, said := range *s {
		if said.what == what {
			return said.text
		}
	}
	text := unit + ": " + what
	if len(*s) < 16 {
		*s = append(*s, struct{ what, text string }{what, text})
	}
	return text
}

// inOrder sorts lines by place within each file, the files in the order in which they came.
func inOrder(lines []Line) {
	byPlace := func(a, b Line) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) }
	seen := map[string]int{}
	var ends []int // of the runs of lines of one file
	whole := true  // each file is one run
	for i := range lines {
		if i > 0 && lines[i].File == lines[i-1].File {
			continue
		}
		if _, again := seen[lines[i].File]; again {
			whole = false
			continue
		}
		seen[lines[i].File] = len(seen)
		if i > 0 {
			ends = append(ends, i)
		}
	}
	if !whole {
		slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Or(cmp.Compare(seen[a.File], seen[b.File]), byPlace(a, b)) })
		return
	}
	from := 0
	for _, to := range append(ends, len(lines)) {
		if run := lines[from:to]; !slices.IsSortedFunc(run, byPlace) {
			slices.SortStableFunc(run, byPlace)
		}
		from = to
	}
}

// covered makes a share of items that ought to have something, those of functions that nothing reaches left out. The
// lines are the items that lack it.
func covered(ev *analyze.Evidence, fact *facts.Fact[[]facts.Item], lack, none string) Value {
	var v Value
	var has, all float64
	for _, m := range ev.Modules {
		reach := facts.Reachability.Of(m)
		live, sure := reach.From(ev.EntryPoint), reach.Sure(ev.EntryPoint)
		for _, item := range fact.Of(m) {
			if f := item.Function; f != nil && (!live[f] || item.Has && !sure[f]) {
				continue
			}
			all++
			if item.Has {
				has++
			} else {
				v.Lines = append(v.Lines, place(m, item.Pos, 1, lack+item.What))
			}
		}
	}
	if all == 0 {
		return notApplicable(none)
	}
	v.Number = has / all
	return v
}
