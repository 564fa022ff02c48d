package stats

import "math"

// McNemar is the two-sided exact p-value of a paired comparison of shares: among the pairs that differ, onlyA passed for
// A and onlyB for B, and if there were no difference each would be a fair coin's. Q. McNemar, "Note on the sampling error
// of the difference between correlated proportions or percentages", Psychometrika 12, 1947; exact as in M. P. Fay,
// "Two-sided exact tests and matching confidence intervals for discrete data", R Journal 2/1, 2010.
func McNemar(onlyA, onlyB int) float64 {
	n := onlyA + onlyB
	if n == 0 {
		return 1
	}
	var tail float64
	for k := range min(onlyA, onlyB) + 1 {
		tail += math.Exp(logChoose(n, k) - float64(n)*math.Ln2)
	}
	return min(2*tail, 1)
}

// logChoose is the logarithm of a binomial coefficient.
func logChoose(n, k int) float64 {
	if k < 0 || k > n {
		return math.Inf(-1)
	}
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
