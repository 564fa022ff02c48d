package builtins

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// compensated is a sum of floats that keeps what rounding takes away: Neumaier's method, as CPython uses it.
type compensated struct{ high, low float64 }

func (s *compensated) add(x float64) {
	sum := s.high + x
	if abs(s.high) >= abs(x) {
		s.low += (s.high - sum) + x
	} else {
		s.low += (x - sum) + s.high
	}
	s.high = sum
}

func (s *compensated) total() float64 {
	if s.low != 0 && s.low-s.low == 0 {
		return s.high + s.low
	}
	return s.high
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

// summing is a call of sum under way. Floats and complex numbers are added with compensation as long as nothing else
// than numbers comes.
type summing struct {
	acc    py.Value
	mode   byte // 0: by the operator, 'f': re is the sum, 'c': re and im are
	re, im compensated
}

// settle makes the compensated sum a value again.
func (s *summing) settle(t *py.Thread) {
	switch s.mode {
	case 'f':
		s.acc = py.Float(s.re.total())
	case 'c':
		s.acc = t.NewComplex(complex(s.re.total(), s.im.total()))
	}
	s.mode = 0
}

// compensate begins a compensated sum where what has come together so far is a float or complex number.
func (s *summing) compensate() {
	switch {
	case s.acc.IsFloat():
		s.mode, s.re = 'f', compensated{high: s.acc.F()}
	case s.acc.Type() == &py.ComplexType:
		c, _ := py.AsComplex(s.acc)
		s.mode, s.re, s.im = 'c', compensated{high: real(c)}, compensated{high: imag(c)}
	}
}

func (s *summing) add(t *py.Thread, v py.Value) error {
	if s.acc.IsInt() && v.IsInt() && s.mode == 0 {
		x, y := s.acc.Small(), v.Small()
		if sum := x + y; (sum > x) == (y > 0) {
			s.acc = py.Int(sum)
			return nil
		}
	}
	if s.mode == 0 {
		s.compensate()
	}
	if s.mode != 0 {
		switch {
		case v.IsFloat():
			s.re.add(v.F())
			return nil
		case v.IsInt() || v.Type() == &py.IntType:
			f, err := t.FloatArg(v)
			s.re.add(f)
			return err
		case v.Type() == &py.ComplexType && s.mode == 'c':
			c, _ := py.AsComplex(v)
			s.re.add(real(c))
			s.im.add(imag(c))
			return nil
		}
		s.settle(t)
	}
	r, err := t.Binary(code.OpAdd, s.acc, v)
	s.acc = r
	return err
}

func sum(t *py.Thread, a []py.Value) (py.Value, error) {
	s := summing{acc: py.Int(0)}
	if a[1].IsSet() {
		s.acc = a[1]
		switch {
		case s.acc.Str() != nil:
			return py.Value{}, t.Raisef(&py.TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
		case s.acc.Bytes() != nil:
			return py.Value{}, t.Raisef(&py.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]")
		case s.acc.Type().IsSubtype(&py.BytearrayType):
			return py.Value{}, t.Raisef(&py.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]")
		}
	}
	if err := t.Iterate(a[0], func(v py.Value) error { return s.add(t, v) }); err != nil {
		return py.Value{}, err
	}
	s.settle(t)
	return s.acc, nil
}
