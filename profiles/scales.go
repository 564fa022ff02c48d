package profiles

import (
	"fmt"
	"slices"
)

// points pairs up values and scores.
func points(pairs ...float64) []Point {
	var out []Point
	for pair := range slices.Chunk(pairs, 2) {
		out = append(out, Point{pair[0], pair[1]})
	}
	return out
}

// coverage is the curve of shares of things that ought to have something. It is steep at first: the first half of the
// docstrings tells more than the last tenth.
func coverage(metric string) Curve {
	return Curve{Metric: metric, Kind: Linear, Points: points(0, 0, .5, 60, .8, 90, .9, 100), Anchors: "interrogate fails under 80 %"}
}

// share is the curve of shares that are scores already.
func share(metric string) Curve {
	return Curve{Metric: metric, Kind: Linear, Points: points(0, 0, 1, 100), Anchors: "the share itself"}
}

// ratio is the curve of costs relative to the reference solution's.
func ratio(metric string) Curve {
	return Curve{Metric: metric, Kind: Logarithmic, Points: points(1.2, 100, 2, 85, 5, 55, 20, 20, 100, 0),
		Anchors: "a fifth above the reference is free: two correct solutions differ by that; RACE too normalises to a reference"}
}

// scale1 anchors each curve at published thresholds and gives it a gradient below them, since curves that only begin at
// a threshold give 100 to nearly everybody.
var scale1 = Scale{
	ID:    "scale/1",
	Worst: 0.3,
	Curves: []Curve{
		coverage("annotation_coverage"),
		share("cases_passed"),
		{Metric: "cognitive", Kind: Linear, Points: points(0, 100, 5, 90, 10, 75, 15, 55, 25, 25, 50, 0),
			Anchors: "Code Climate warns above 5, complexipy's bands, Sonar above 15"},
		{Metric: "cyclomatic", Kind: Linear, Points: points(1, 100, 5, 90, 10, 70, 15, 55, 20, 40, 30, 15, 50, 0),
			Anchors: "radon's ranks, McCabe's 10, lizard's 15"},
		{Metric: "dead_code", Kind: Linear, Points: points(0, 100, .05, 80, .2, 40, .5, 0), Anchors: "ours: a fifth of a program that nothing can reach is a lot"},
		share("decomposition"),
		coverage("docstring_coverage"),
		{Metric: "duplication", Kind: Linear, Points: points(0, 100, .03, 90, .05, 80, .10, 55, .20, 25, .40, 0), Anchors: "Sonar's gate at 3 %"},
		ratio("fuel_ratio"),
		share("idioms"),
		share("import_hygiene"),
		share("interface"),
		{Metric: "lint_points", Kind: Halving, Constant: 12, Anchors: "12 points in 100 statements halve the score"},
		ratio("memory_ratio"),
		share("module_guard"),
		share("naming"),
		{Metric: "nesting", Kind: Linear, Points: points(0, 100, 1, 97, 2, 90, 3, 75, 4, 55, 5, 40, 6, 20, 8, 0),
			Anchors: "Sonar and Qlty warn at 4, pylint at 5"},
		{Metric: "parameters", Kind: Linear, Points: points(2, 100, 4, 92, 5, 80, 7, 50, 10, 0), Anchors: "Qlty warns at 4, pylint at 5"},
		share("parses"),
		{Metric: "returns", Kind: Linear, Points: points(2, 100, 4, 92, 6, 75, 10, 0), Anchors: "Qlty warns at 4, pylint at 6"},
		{Metric: "security", Kind: Decay, Constant: 12, Anchors: "one critical finding leaves 43 points, one high 51, medium 66, low 85"},
		{Metric: "statements", Kind: Linear, Points: points(5, 100, 15, 92, 30, 75, 50, 50, 100, 10, 150, 0),
			Anchors: "Code Climate warns at 25 lines, pylint at 50 statements, Sonar at 100 lines"},
	},
}

// LookupScale finds a built-in scale by its id.
func LookupScale(id string) (*Scale, error) {
	if id == scale1.ID {
		return &scale1, nil
	}
	return nil, fmt.Errorf("unknown scale %q: the scale is %q", id, scale1.ID)
}
