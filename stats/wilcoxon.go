package stats

import (
	"cmp"
	"math"
	"slices"
)

// maxExact is up to how many pairs without ties the distribution of the rank sum is counted out.
const maxExact = 50

// Wilcoxon compares pairs by the signed ranks of their differences: the sum of the ranks of the positive ones, and the
// two-sided p-value. Pairs without a difference are left out, as F. Wilcoxon does ("Individual comparisons by ranking
// methods", Biometrics Bulletin 1, 1945). Without ties and up to 50 pairs the p-value is exact; else it is the normal
// approximation with the variance corrected for ties, and without a continuity correction (M. Hollander, D. A. Wolfe,
// "Nonparametric Statistical Methods", 1973, 3.1). n is how many pairs differ.
func Wilcoxon(differences []float64) (rankSum float64, n int, p float64) {
	type entry struct {
		size     float64
		positive bool
	}
	var list []entry
	for _, d := range differences {
		if d != 0 && !math.IsNaN(d) {
			list = append(list, entry{math.Abs(d), d > 0})
		}
	}
	n = len(list)
	if n == 0 {
		return 0, 0, 1
	}
	slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(a.size, b.size) })
	var ties float64
	tied := false
	for i := 0; i < n; {
		j := i
		for j < n && list[j].size == list[i].size {
			j++
		}
		rank := float64(i+j+1) / 2
		for _, e := range list[i:j] {
			if e.positive {
				rankSum += rank
			}
		}
		t := float64(j - i)
		ties += t*t*t - t
		tied = tied || j-i > 1
		i = j
	}
	if !tied && n <= maxExact {
		return rankSum, n, exactSignedRank(int(rankSum), n)
	}
	m := float64(n)
	variance := m*(m+1)*(2*m+1)/24 - ties/48
	if variance <= 0 {
		return rankSum, n, 1
	}
	z := math.Abs(rankSum-m*(m+1)/4) / math.Sqrt(variance)
	return rankSum, n, min(math.Erfc(z/math.Sqrt2), 1)
}

// exactSignedRank counts in how many of the 2^n choices of signs the rank sum is as far out as this one.
func exactSignedRank(sum, n int) float64 {
	most := n * (n + 1) / 2
	ways := make([]float64, most+1)
	ways[0] = 1
	for rank := 1; rank <= n; rank++ {
		for s := most; s >= rank; s-- {
			ways[s] += ways[s-rank]
		}
	}
	var tail float64
	for s := range min(sum, most-sum) + 1 {
		tail += ways[s]
	}
	return min(2*tail/math.Exp2(float64(n)), 1)
}
