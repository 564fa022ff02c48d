package math

import (
	"math"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/libm"
	"github.com/assay-score/assay/interp/internal/py"
)

func sumFunctions() []py.Def {
	return []py.Def{
		{Name: "hypot", Sig: "*coordinates", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			xs, err := floats(t, a[0].Tuple().Items)
			return py.Float(libm.Hypot(xs)), err
		}},
		{Name: "dist", Sig: "p, q, /", Fn: dist},
		{Name: "fsum", Sig: "seq, /", Fn: fsum},
		{Name: "prod", Sig: "iterable, /, *, start=1", Fn: prod},
		{Name: "sumprod", Sig: "p, q, /", Fn: sumProd},
	}
}

func floats(t *py.Thread, items []py.Value) ([]float64, error) {
	if err := t.Grow(uint64(len(items)) * 8); err != nil {
		return nil, err
	}
	if err := t.Charge(len(items)); err != nil {
		return nil, err
	}
	xs := make([]float64, len(items))
	for i, v := range items {
		x, err := t.FloatArg(v)
		if err != nil {
			return nil, err
		}
		xs[i] = x
	}
	return xs, nil
}

func dist(t *py.Thread, a []py.Value) (py.Value, error) {
	var items [2][]py.Value
	var points [2][]float64
	for _, i := range []int{1, 0} {
		var err error
		if items[i], err = t.ToSlice(a[i]); err != nil {
			return py.Value{}, err
		}
	}
	for i := range points {
		var err error
		if points[i], err = floats(t, items[i]); err != nil {
			return py.Value{}, err
		}
	}
	p, q := points[0], points[1]
	if len(p) != len(q) {
		return py.Value{}, t.RaiseNew(&py.ValueError, "both points must have the same number of dimensions")
	}
	for i := range p {
		p[i] -= q[i]
	}
	return py.Float(libm.Hypot(p)), nil
}

// sum is an exact sum of floats: partials that do not overlap, smallest first (Shewchuk 1997).
type sum struct {
	partials []float64
	special  float64 // the sum of infinities and NaNs
	infinite float64 // the sum of infinities, to tell inf-inf
}

// add adds x and says whether the sum overflowed.
func (s *sum) add(x float64) bool {
	given := x
	n := 0
	for _, y := range s.partials {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		hi := x + y
		lo := y - (hi - x)
		if lo != 0 {
			s.partials[n] = lo
			n++
		}
		x = hi
	}
	s.partials = s.partials[:n]
	if x == 0 {
		return false
	}
	if x-x != 0 {
		if given-given == 0 {
			return true
		}
		if math.IsInf(given, 0) {
			s.infinite += given
		}
		s.special += given
		s.partials = s.partials[:0]
		return false
	}
	s.partials = append(s.partials, x)
	return false
}

// value rounds the sum once.
func (s *sum) value() float64 {
	p := s.partials
	n := len(p)
	if n == 0 {
		return 0
	}
	n--
	hi, lo := p[n], 0.0
	for n > 0 {
		x := hi
		n--
		y := p[n]
		hi = x + y
		if lo = y - (hi - x); lo != 0 {
			break
		}
	}
	// Half an ulp is rounded to even unless what is below it decides.
	if n > 0 && (lo < 0 && p[n-1] < 0 || lo > 0 && p[n-1] > 0) {
		y := float64(lo * 2)
		if x := hi + y; x-hi == y {
			hi = x
		}
	}
	return hi
}

func fsum(t *py.Thread, a []py.Value) (py.Value, error) {
	var s sum
	special := false
	err := t.Iterate(a[0], func(v py.Value) error {
		x, err := t.FloatArg(v)
		if err != nil {
			return err
		}
		special = special || x-x != 0
		if s.add(x) {
			return t.RaiseNew(&py.OverflowError, "intermediate overflow in fsum")
		}
		return t.Charge(len(s.partials) / 2)
	})
	if err != nil {
		return py.Value{}, err
	}
	if special {
		if s.infinite != s.infinite {
			return py.Value{}, t.RaiseNew(&py.ValueError, "-inf + inf in fsum")
		}
		return py.Float(s.special), nil
	}
	return py.Float(s.value()), nil
}

func prod(t *py.Thread, a []py.Value) (py.Value, error) {
	acc := py.Int(1)
	if a[1].IsSet() {
		acc = a[1]
	}
	err := t.Iterate(a[0], func(v py.Value) (err error) {
		if acc.IsFloat() && v.IsFloat() {
			acc = py.Float(float64(acc.F() * v.F()))
			return nil
		}
		if acc.IsInt() && v.IsInt() {
			if p, ok := py.MulInt(acc.Small(), v.Small()); ok {
				acc = py.Int(p)
				return nil
			}
		}
		acc, err = t.Binary(code.OpMul, acc, v)
		return err
	})
	return acc, err
}

// sumProd is the sum of products: of ints exactly, of floats as if exactly and rounded once, of others as Python adds.
func sumProd(t *py.Thread, a []py.Value) (py.Value, error) {
	p, err := t.Iter(a[0])
	if err != nil {
		return py.Value{}, err
	}
	q, err := t.Iter(a[1])
	if err != nil {
		return py.Value{}, err
	}
	total := py.Int(0)
	var s sum
	inFloats := false
	flush := func() error {
		if !inFloats {
			return nil
		}
		inFloats = false
		r := s.value()
		s = sum{}
		total, err = t.Binary(code.OpAdd, total, py.Float(r))
		return err
	}
	for {
		if err := t.Charge(2); err != nil {
			return py.Value{}, err
		}
		x, err := t.Next(p)
		if err != nil {
			return py.Value{}, err
		}
		y, err := t.Next(q)
		if err != nil {
			return py.Value{}, err
		}
		if x.IsSet() != y.IsSet() {
			return py.Value{}, t.RaiseNew(&py.ValueError, "Inputs are not the same length")
		}
		if !x.IsSet() {
			return total, flush()
		}
		if fx, fy, ok := bothFloats(x, y); ok {
			hi := float64(fx * fy)
			lo := math.FMA(fx, fy, -hi)
			if hi-hi == 0 && lo-lo == 0 && !s.add(hi) && !s.add(lo) {
				inFloats = true
				continue
			}
		}
		if err := flush(); err != nil {
			return py.Value{}, err
		}
		product, err := t.Binary(code.OpMul, x, y)
		if err != nil {
			return py.Value{}, err
		}
		if total, err = t.Binary(code.OpAdd, total, product); err != nil {
			return py.Value{}, err
		}
	}
}

// bothFloats gives the operands of a product as floats where one is a float and the other a float or an int that is one.
func bothFloats(x, y py.Value) (float64, float64, bool) {
	if x.IsFloat() && y.IsFloat() {
		return x.F(), y.F(), true
	}
	as := func(v py.Value) (float64, bool) {
		if v.IsFloat() {
			return v.F(), true
		}
		if v.IsInt() || v.IsBool() {
			f := float64(v.Small())
			return f, math.Abs(f) < 1<<53
		}
		return 0, false
	}
	if !x.IsFloat() && !y.IsFloat() {
		return 0, 0, false
	}
	fx, ok := as(x)
	fy, ok2 := as(y)
	return fx, fy, ok && ok2
}
