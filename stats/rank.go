// Package stats takes numbers and gives numbers: intervals, tests and correlations of what was measured, each named for the
// paper that it comes from. It knows nothing of submissions, and nothing in it is random or depends on the order of equal
// numbers.
package stats

import (
	"cmp"
	"math"
	"slices"
)

// Ranks are the ranks of numbers, from 1, equal ones sharing the mean of theirs.
func Ranks(xs []float64) []float64 {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(xs[a], xs[b]) })
	out := make([]float64, len(xs))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && xs[order[j]] == xs[order[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[order[k]] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}

// Pearson is the correlation of two series; false where one of them does not vary.
func Pearson(xs, ys []float64) (float64, bool) {
	n := float64(len(xs))
	if len(xs) != len(ys) || len(xs) < 2 {
		return 0, false
	}
	var mx, my float64
	for i := range xs {
		mx += xs[i] / n
		my += ys[i] / n
	}
	var sxy, sxx, syy float64
	for i := range xs {
		dx, dy := xs[i]-mx, ys[i]-my
		sxy += dx * dy
		sxx += dx * dx
		syy += dy * dy
	}
	if sxx == 0 || syy == 0 {
		return 0, false
	}
	return max(-1, min(1, sxy/math.Sqrt(sxx*syy))), true
}

// Spearman is the rank correlation of two series (C. Spearman 1904) with its 95 % interval (D. Bonett, T. Wright, Sample
// Size Requirements for Estimating Pearson, Kendall and Spearman Correlations, 2000); the interval is -1 to 1 for fewer than
// four pairs. It is false where one of the series does not vary.
func Spearman(xs, ys []float64) (rho, low, high float64, ok bool) {
	rho, ok = Pearson(Ranks(xs), Ranks(ys))
	if !ok {
		return 0, -1, 1, false
	}
	if len(xs) < 4 {
		return rho, -1, 1, true
	}
	if math.Abs(rho) == 1 {
		return rho, rho, rho, true
	}
	z, half := math.Atanh(rho), 1.959963984540054*math.Sqrt((1+rho*rho/2)/float64(len(xs)-3))
	return rho, math.Tanh(z - half), math.Tanh(z + half), true
}

// Concordance is how many of the pairs that differ in y differ in x in the same direction, ties in x counting half: the
// probability that the better of two is seen to be better. Harrell's c; for two values of y, the area under the ROC curve.
func Concordance(xs, ys []float64) (c float64, pairs int) {
	var agree float64
	for i := range xs {
		for j := range i {
			if ys[i] == ys[j] {
				continue
			}
			pairs++
			switch {
			case xs[i] == xs[j]:
				agree += 0.5
			case (xs[i] > xs[j]) == (ys[i] > ys[j]):
				agree++
			}
		}
	}
	if pairs == 0 {
		return 0.5, 0
	}
	return agree / float64(pairs), pairs
}
