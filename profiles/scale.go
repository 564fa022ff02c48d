package profiles

import (
	"math"
	"slices"
	"strings"

	"github.com/assay-score/assay/metrics"
)

// Scale says what values are worth. It is data: a curve for each metric, and how the parts of a submission are
// gathered. A scale never changes once published; another one gets another id.
type Scale struct {
	ID string
	// Worst is the share of the worst part in the score of a whole, against the weighted mean of all parts. A mean alone
	// hides one monster among a hundred small functions.
	Worst  float64
	Curves []Curve // ordered by metric
}

// Curve turns a metric's value into a score from 0 to 100. It is monotone in the direction in which the metric is better.
type Curve struct {
	Metric string
	Kind   CurveKind
	Points []Point // of Linear and Logarithmic: at least two, by rising X
	// Constant is the value that halves the score of Halving, or divides it by e of Decay.
	Constant float64
	Anchors  string // where the points come from, in a line
}

// Point is one point of a curve.
type Point struct{ X, Score float64 }

// CurveKind is the shape of a curve.
type CurveKind uint8

// The shapes.
const (
	Linear      CurveKind = iota // straight lines between the points, the ends held
	Logarithmic                  // the same over ln(value); values of 0 and below take the first point's score
	Halving                      // 100 × 2^(−value/Constant)
	Decay                        // 100 × e^(−value/Constant)
)

var curveNames = [...]string{"piecewise linear", "piecewise linear in the logarithm", "halving", "exponential decay"}

// String is the name used in explanations.
func (k CurveKind) String() string { return curveNames[k] }

// Curve finds a metric's curve. A metric without one is reported and never scored.
func (s *Scale) Curve(metric string) (*Curve, bool) {
	i, ok := slices.BinarySearchFunc(s.Curves, metric, func(c Curve, id string) int { return strings.Compare(c.Metric, id) })
	if !ok {
		return nil, false
	}
	return &s.Curves[i], true
}

// At is the score of a value.
func (c *Curve) At(x float64) float64 {
	switch c.Kind {
	case Halving:
		return clamp(100 * math.Exp2(-max(x, 0)/c.Constant))
	case Decay:
		return clamp(100 * math.Exp(-max(x, 0)/c.Constant))
	}
	first, last := c.Points[0], c.Points[len(c.Points)-1]
	switch {
	case x <= first.X:
		return first.Score
	case x >= last.X:
		return last.Score
	}
	// The first point above x; there is one below it, since x lies strictly between the ends.
	i, _ := slices.BinarySearchFunc(c.Points, x, func(p Point, x float64) int {
		if p.X <= x {
			return -1
		}
		return 1
	})
	a, b := c.Points[i-1], c.Points[i]
	t := (x - a.X) / (b.X - a.X)
	if c.Kind == Logarithmic {
		t = (math.Log(x) - math.Log(a.X)) / (math.Log(b.X) - math.Log(a.X))
	}
	return clamp(a.Score + t*(b.Score-a.Score))
}

func clamp(score float64) float64 { return min(max(score, 0), 100) }

// part is something that has a score and a weight: a function, a file.
type part struct{ score, weight float64 }

// gather makes one score of the scores of parts: the mean by weight, and the worst. loss gives what each part costs of
// the 100 points; the costs sum to exactly what is missing.
func (s *Scale) gather(parts []part) (score float64, loss []float64) {
	loss = make([]float64, len(parts))
	var weight float64
	worst := 0
	for i, p := range parts {
		weight += p.weight
		if p.score < parts[worst].score {
			worst = i
		}
	}
	for i, p := range parts {
		share := 1 / float64(len(parts)) // parts that all weigh nothing count alike
		if weight > 0 {
			share = p.weight / weight
		}
		loss[i] = (1 - s.Worst) * share * (100 - p.score)
	}
	loss[worst] += s.Worst * (100 - parts[worst].score)
	score = 100
	for _, l := range loss {
		score -= l
	}
	return clamp(score), loss
}

// Score is what a measured value is worth, from 0 to 100. A value made of units is gathered from the scores of the
// units, first into files and then into the whole. unitLoss says, for each unit, how many of the points missing from 100
// it is the cause of; it is nil for a value without units.
func (s *Scale) Score(c *Curve, v metrics.Value) (score float64, unitLoss []float64) {
	if len(v.Units) == 0 {
		return c.At(v.Number), nil
	}
	type file struct {
		parts []part
		units []int // indexes into v.Units
	}
	var files []*file
	var byName map[string]*file // from the second on
	var f *file
	for i, u := range v.Units {
		if i == 0 || u.File != v.Units[i-1].File { // units mostly come file by file, and mostly of one file
			if f = byName[u.File]; f == nil {
				f = &file{}
				switch files = append(files, f); len(files) {
				case 1:
					f.parts, f.units = make([]part, 0, len(v.Units)), make([]int, 0, len(v.Units))
				case 2:
					byName = map[string]*file{v.Units[0].File: files[0], u.File: f}
				default:
					byName[u.File] = f
				}
			}
		}
		f.parts = append(f.parts, part{c.At(u.Value), u.Weight})
		f.units = append(f.units, i)
	}
	whole := make([]part, len(files))
	losses := make([][]float64, len(files))
	for i, f := range files {
		for _, p := range f.parts {
			whole[i].weight += p.weight
		}
		whole[i].score, losses[i] = s.gather(f.parts)
	}
	score, fileLoss := s.gather(whole)
	unitLoss = make([]float64, len(v.Units))
	for i, f := range files {
		missing := 100 - whole[i].score
		for j, u := range f.units {
			if missing > 0 {
				unitLoss[u] = fileLoss[i] * losses[i][j] / missing
			}
		}
	}
	return score, unitLoss
}
