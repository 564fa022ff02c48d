package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Resamples is how often a bootstrap resamples.
const Resamples = 10_000

// Bootstrap resamples clusters with replacement, whole, since what belongs together (the answers to one task) is not
// independent, and computes a statistic of each resample: B. Efron, "Bootstrap methods: another look at the jackknife",
// Annals of Statistics 7, 1979; by clusters as in C. A. Field and A. H. Welsh, "Bootstrapping clustered data", JRSS B 69,
// 2007. The results are sorted. statistic gets the indices of the chosen clusters, in a slice that is used again.
func Bootstrap(clusters int, seed uint64, statistic func(chosen []int) float64) []float64 {
	if clusters == 0 {
		return nil
	}
	random := rand.New(rand.NewPCG(seed, 0x626f6f74))
	chosen := make([]int, clusters)
	out := make([]float64, Resamples)
	for i := range out {
		for k := range chosen {
			chosen[k] = random.IntN(clusters)
		}
		out[i] = statistic(chosen)
	}
	slices.Sort(out)
	return out
}

// PercentileInterval is the 95 % interval of sorted replicates: B. Efron and R. J. Tibshirani, "An Introduction to the
// Bootstrap", 1993, 13.3.
func PercentileInterval(sorted []float64) (low, high float64) {
	if len(sorted) == 0 {
		return 0, 0
	}
	at := func(p float64) float64 {
		i := int(math.Ceil(p*float64(len(sorted)))) - 1
		return sorted[min(max(i, 0), len(sorted)-1)]
	}
	return at(0.025), at(0.975)
}
