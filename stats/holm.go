package stats

import (
	"cmp"
	"slices"
)

// Holm adjusts p-values for having been looked at together, so that the chance of even one false alarm stays below the
// level: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979.
// The result is in the order of the input.
func Holm(ps []float64) []float64 {
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ps[a], ps[b]) })
	out := make([]float64, len(ps))
	var highest float64
	for step, i := range order {
		highest = max(highest, min(ps[i]*float64(len(ps)-step), 1))
		out[i] = highest
	}
	return out
}
