package stats

import "math"

// z975 is the normal quantile of 0.975.
const z975 = 1.959963984540054

// Wilson is the 95 % score interval of a share, which holds for few trials and for none or all of them passing too: E. B.
// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927; in the form of R. G.
// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, method 3.
func Wilson(passed, trials int) (low, high float64) {
	if trials <= 0 {
		return 0, 1
	}
	n, p := float64(trials), float64(passed)/float64(trials)
	const z2 = z975 * z975
	middle := 2*n*p + z2
	half := z975 * math.Sqrt(z2+4*n*p*(1-p))
	low, high = (middle-half)/(2*(n+z2)), (middle+half)/(2*(n+z2))
	if passed == 0 {
		low = 0
	}
	if passed == trials {
		high = 1
	}
	return max(low, 0), min(high, 1)
}
