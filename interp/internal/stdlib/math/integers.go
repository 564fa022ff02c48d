package math

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/assay-score/assay/interp/internal/py"
)

func integerFunctions() []py.Def {
	return []py.Def{
		{Name: "gcd", Sig: "*integers", Fn: gcd},
		{Name: "lcm", Sig: "*integers", Fn: lcm},
		{Name: "factorial", Sig: "n, /", Fn: factorial},
		{Name: "comb", Sig: "n, k, /", Fn: comb},
		{Name: "perm", Sig: "n, k=None, /", Fn: perm},
		{Name: "isqrt", Sig: "n, /", Fn: isqrt},
	}
}

// frexpBig is a positive int of more than 64 bits as m * 2^e with m in [0.5, 1), rounded to a float. It looks at the
// highest bits, and whether any of the others is set.
func frexpBig(t *py.Thread, z *big.Int) (m float64, e int, err error) {
	e = z.BitLen()
	if err := t.Charge(8 + e>>10); err != nil {
		return 0, 0, err
	}
	rest := uint(e - 64)
	top := new(big.Int).Rsh(z, rest).Uint64()
	if z.TrailingZeroBits() < rest {
		top |= 1 // enough for the rounding to know
	}
	m = math.Ldexp(float64(top), -64)
	if m == 1 {
		return 0.5, e + 1, nil
	}
	return m, e, nil
}

// payGCD pays for a greatest common divisor.
func payGCD(t *py.Thread, x, y *big.Int) error {
	n := min(x.BitLen(), y.BitLen())/64 + 1
	return t.Charge(n*(max(x.BitLen(), y.BitLen())/64+1)*2 + 16)
}

func gcd(t *py.Thread, a []py.Value) (py.Value, error) {
	args := a[0].Tuple().Items
	small := true
	for _, v := range args {
		small = small && v.IsInt() && v.Small() != math.MinInt64
	}
	if small {
		g := int64(0)
		for _, v := range args {
			x := v.Small()
			if x < 0 {
				x = -x
			}
			for x != 0 {
				g, x = x, g%x
			}
		}
		return py.Int(g), nil
	}
	g := new(big.Int)
	for _, v := range args {
		z, err := t.BigArg(v)
		if err != nil {
			return py.Value{}, err
		}
		if err := payGCD(t, g, z); err != nil {
			return py.Value{}, err
		}
		g = new(big.Int).GCD(nil, nil, g, new(big.Int).Abs(z))
	}
	return t.Big(g), nil
}

func lcm(t *py.Thread, a []py.Value) (py.Value, error) {
	l := big.NewInt(1)
	zero := false
	for _, v := range a[0].Tuple().Items {
		z, err := t.BigArg(v)
		if err != nil {
			return py.Value{}, err
		}
		if z.Sign() == 0 {
			zero = true
		}
		if zero {
			continue
		}
		z = new(big.Int).Abs(z)
		if err := payGCD(t, l, z); err != nil {
			return py.Value{}, err
		}
		if err := t.Grow(uint64(l.BitLen()+z.BitLen()) / 8); err != nil {
			return py.Value{}, err
		}
		g := new(big.Int).GCD(nil, nil, l, z)
		l = new(big.Int).Mul(l, g.Quo(z, g))
	}
	if zero {
		return py.Int(0), nil
	}
	return t.Big(l), nil
}

func factorial(t *py.Thread, a []py.Value) (py.Value, error) {
	v, err := t.Index(a[0])
	if err != nil {
		return py.Value{}, err
	}
	n, large, _ := v.Long()
	if n < 0 || large != nil && large.Sign() < 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "factorial() not defined for negative values")
	}
	if large != nil {
		return py.Value{}, t.Raisef(&py.OverflowError, "factorial() argument should not exceed %d", int64(math.MaxInt64))
	}
	if n <= 20 {
		r := int64(1)
		for i := int64(2); i <= n; i++ {
			r *= i
		}
		return py.Int(r), nil
	}
	if err := payProduct(t, math.Log2(float64(n)+2), n); err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).MulRange(1, n)), nil
}

// payProduct pays for the product of k numbers of so many bits.
func payProduct(t *py.Thread, each float64, k int64) error {
	size := float64(k) * each
	words := size / 64
	cost := float64(k) + float64(words*math.Sqrt(words))
	if err := t.Charge(int(min(cost*2, 1<<50))); err != nil {
		return err
	}
	return t.Grow(uint64(min(size/8, 1<<60)))
}

// counts reads the arguments of comb and perm.
func counts(t *py.Thread, a []py.Value) (n, k *big.Int, err error) {
	if n, err = t.BigArg(a[0]); err != nil {
		return nil, nil, err
	}
	if k, err = t.BigArg(a[1]); err != nil {
		return nil, nil, err
	}
	if n.Sign() < 0 {
		return nil, nil, t.RaiseNew(&py.ValueError, "n must be a non-negative integer")
	}
	if k.Sign() < 0 {
		return nil, nil, t.RaiseNew(&py.ValueError, "k must be a non-negative integer")
	}
	return n, k, nil
}

func comb(t *py.Thread, a []py.Value) (py.Value, error) {
	n, k, err := counts(t, a)
	if err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(len(n.Bits()) + len(k.Bits())); err != nil {
		return py.Value{}, err
	}
	rest := new(big.Int).Sub(n, k)
	if rest.Sign() < 0 {
		return py.Int(0), nil
	}
	if rest.Cmp(k) < 0 {
		k = rest
	}
	if !k.IsInt64() {
		return py.Value{}, t.Raisef(&py.OverflowError, "min(n - k, k) must not exceed %d", int64(math.MaxInt64))
	}
	if n.IsInt64() {
		if r, ok := smallComb(n.Int64(), k.Int64()); ok {
			return py.Int(r), nil
		}
	}
	if err := payProduct(t, float64(n.BitLen()), 2*min(k.Int64(), 1<<50)); err != nil {
		return py.Value{}, err
	}
	if n.IsInt64() {
		return t.Big(new(big.Int).Binomial(n.Int64(), k.Int64())), nil
	}
	r, err := falling(t, n, k.Int64())
	if err != nil {
		return py.Value{}, err
	}
	return t.Big(r.Quo(r, new(big.Int).MulRange(1, k.Int64()))), nil
}

// smallComb is a binomial coefficient as long as every step fits a machine word.
func smallComb(n, k int64) (int64, bool) {
	r := uint64(1)
	if k > 64 {
		return 0, false
	}
	for i := int64(1); i <= k; i++ {
		hi, lo := bits.Mul64(r, uint64(n-k+i))
		if hi != 0 {
			return 0, false
		}
		r = lo / uint64(i)
	}
	return int64(r), r <= math.MaxInt64
}

// falling is n(n-1)…(n-k+1), charged by the caller, for an n beyond the machine's ints.
func falling(t *py.Thread, n *big.Int, k int64) (*big.Int, error) {
	if err := t.Charge(int(min(k, 1<<40)) * (n.BitLen()/64 + 1)); err != nil {
		return nil, err
	}
	var product func(lo, hi int64) *big.Int
	product = func(lo, hi int64) *big.Int { // of n-i for i in [lo, hi): halving keeps it as deep as the bits of k
		if hi-lo == 1 {
			return new(big.Int).Sub(n, big.NewInt(lo))
		}
		mid := lo + (hi-lo)/2
		x := product(lo, mid)
		return x.Mul(x, product(mid, hi))
	}
	if k == 0 {
		return big.NewInt(1), nil
	}
	return product(0, k), nil
}

func perm(t *py.Thread, a []py.Value) (py.Value, error) {
	if !a[1].IsSet() || a[1].IsNone() {
		return factorial(t, a)
	}
	n, k, err := counts(t, a)
	if err != nil {
		return py.Value{}, err
	}
	if k.Cmp(n) > 0 {
		return py.Int(0), nil
	}
	if !k.IsInt64() {
		return py.Value{}, t.Raisef(&py.OverflowError, "k must not exceed %d", int64(math.MaxInt64))
	}
	if err := payProduct(t, float64(n.BitLen()), min(k.Int64(), 1<<50)); err != nil {
		return py.Value{}, err
	}
	if n.IsInt64() {
		if k.Sign() == 0 {
			return py.Int(1), nil
		}
		return t.Big(new(big.Int).MulRange(n.Int64()-k.Int64()+1, n.Int64())), nil
	}
	r, err := falling(t, n, k.Int64())
	if err != nil {
		return py.Value{}, err
	}
	return t.Big(r), nil
}

func isqrt(t *py.Thread, a []py.Value) (py.Value, error) {
	v, err := t.Index(a[0])
	if err != nil {
		return py.Value{}, err
	}
	small, z, _ := v.Long()
	if small < 0 || z != nil && z.Sign() < 0 {
		return py.Value{}, t.RaiseNew(&py.ValueError, "isqrt() argument must be nonnegative")
	}
	if z == nil {
		r := int64(math.Sqrt(float64(small)))
		for r*r > small || r > 3037000499 {
			r--
		}
		for r < 3037000499 && (r+1)*(r+1) <= small {
			r++
		}
		return py.Int(r), nil
	}
	words := len(z.Bits())
	if err := t.Charge(words * words); err != nil {
		return py.Value{}, err
	}
	return t.Big(new(big.Int).Sqrt(z)), nil
}
