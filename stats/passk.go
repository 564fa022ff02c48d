package stats

// PassAtK is the unbiased estimate that at least one of k samples passes, from n samples of which c passed: 1 - C(n-c, k)
// / C(n, k), as a product that does not overflow. M. Chen et al., "Evaluating large language models trained on code",
// arXiv:2107.03374, 2021, equation 1 and figure 3. ok is false where there are fewer than k samples.
func PassAtK(n, c, k int) (p float64, ok bool) {
	if k < 1 || n < k || c < 0 || c > n {
		return 0, false
	}
	if n-c < k {
		return 1, true
	}
	none := 1.0
	for i := n - c + 1; i <= n; i++ {
		none *= 1 - float64(k)/float64(i)
	}
	return 1 - none, true
}
