package facts

import "math"

// Maintainability is the Maintainability Index of a module as radon works it out, from 0 to 100: from Halstead's volume,
// cyclomatic complexity, logical lines and the share of comments, strings that stand alone among them.
//
// Source: D. Coleman et al., Using Metrics to Evaluate Software System Maintainability, 1994; scaled to 100 as Visual
// Studio does; the rules are those of radon 6, which takes logical lines where its documentation says source lines.
var Maintainability = &Fact[float64]{"maintainability", func(m *Module) float64 {
	volume, raw := Halstead.Of(m).Volume(), Raw.Of(m)
	if volume <= 0 || raw.Logical <= 0 {
		return 100
	}
	comments := 0.0
	if raw.Source > 0 {
		comments = 100 * float64(raw.Comments+raw.Multi) / float64(raw.Source)
	}
	index := 171 - 5.2*math.Log(volume) - 0.23*float64(FileComplexity.Of(m)) - 16.2*math.Log(float64(raw.Logical)) +
		50*math.Sin(math.Sqrt(2.46*comments*math.Pi/180))
	return min(max(index*100/171, 0), 100)
}}

// FileComplexity is radon's number for a whole file: 1, and the decisions of the module's own code, of its functions
// and of its classes. What stands in functions of functions, and in classes of classes, is not part of it.
var FileComplexity = &Fact[int]{"file_complexity", func(m *Module) int {
	own := &Counted{Value: 1}
	countDecisions(own, m.Tree.Body())
	n := own.Value
	for _, c := range Cyclomatic.Of(m) {
		if f := c.Function; f != nil && f.Parent == nil && f.Class == nil {
			n += c.Value - 1
		}
	}
	for _, c := range CyclomaticClasses.Of(m) {
		if c.Outer == nil {
			n += c.Real - 1
		}
	}
	return n
}}
