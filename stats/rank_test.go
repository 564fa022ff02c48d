package stats

import (
	"math"
	"testing"
)

// TestRankCorrelation compares with what scipy.stats 1.11 gives for the same series.
func TestRankCorrelation(t *testing.T) {
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }
	for _, c := range []struct {
		xs, ys []float64
		rho    float64
	}{
		{[]float64{1, 2, 3, 4, 5}, []float64{5, 6, 7, 8, 7}, 0.8207826816681233},
		{[]float64{1, 2, 3, 4}, []float64{4, 3, 2, 1}, -1},
		{[]float64{1, 1, 2, 2}, []float64{1, 2, 1, 2}, 0},
	} {
		rho, low, high, ok := Spearman(c.xs, c.ys)
		if !ok || !near(rho, c.rho) || low > rho || high < rho || low < -1 || high > 1 {
			t.Errorf("%v and %v: got %g in %g to %g, %v, want %g", c.xs, c.ys, rho, low, high, ok, c.rho)
		}
	}
	if _, _, _, ok := Spearman([]float64{1, 1, 1}, []float64{1, 2, 3}); ok {
		t.Error("a series that does not vary correlates")
	}
	if c, pairs := Concordance([]float64{1, 2, 2, 3}, []float64{0, 0, 1, 1}); !near(c, 0.875) || pairs != 4 {
		t.Errorf("concordance: got %g of %d pairs, want 0.875 of 4", c, pairs)
	}
	if c, pairs := Concordance([]float64{1, 2}, []float64{1, 1}); c != 0.5 || pairs != 0 {
		t.Errorf("nothing to order: got %g of %d pairs", c, pairs)
	}
}
