package reports

import (
	"cmp"
	"slices"

	"github.com/assay-score/assay/interp"
)

// observed adds what a run recorded about itself.
func (b *builder) observed(out *Run, o *interp.Observed) {
	if o == nil {
		return
	}
	type place struct {
		file string
		line int
	}
	var lines []LineRun
	where := map[place]int{}
	at := func(file string, line int) *LineRun {
		p := place{file, line}
		i, ok := where[p]
		if !ok {
			i = len(lines)
			where[p] = i
			lines = append(lines, LineRun{File: clip(file), Line: line})
		}
		return &lines[i]
	}
	for _, f := range o.Files {
		for _, l := range f.Lines {
			count := l.Count
			at(f.File, l.Line).Count = &count
		}
	}
	for _, l := range o.Lines {
		at(l.File, l.Line).Fuel += l.Fuel
	}
	lines, b.omitted.RunLines = dearest(lines, MaxRunLines, func(l *LineRun) uint64 { return l.Fuel })
	slices.SortStableFunc(lines, func(x, y LineRun) int { return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line)) })
	out.Lines = lines
	var functions []FunctionRun
	for _, f := range o.Functions {
		functions = append(functions, FunctionRun{clip(f.File), f.Line, clip(f.Name), f.Calls, f.Fuel})
	}
	functions, b.omitted.Functions = dearest(functions, MaxFunctions, func(f *FunctionRun) uint64 { return f.Fuel })
	slices.SortStableFunc(functions, func(x, y FunctionRun) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Name, y.Name))
	})
	out.Functions = functions
}

// dearest keeps at most n entries, those with the highest cost, and says how many it left out.
func dearest[T any](list []T, n int, cost func(*T) uint64) (kept []T, omitted int) {
	if len(list) <= n {
		return list, 0
	}
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(cost(&b), cost(&a)) })
	return list[:n], len(list) - n
}
