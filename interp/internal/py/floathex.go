package py

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

func floatHex(f float64) string {
	switch {
	case f != f:
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case f == 0:
		if math.Signbit(f) {
			return "-0x0.0p+0"
		}
		return "0x0.0p+0"
	}
	bits := math.Float64bits(f)
	exp := int(bits>>52&0x7ff) - 1023
	lead := "1"
	if exp == -1023 {
		exp, lead = -1022, "0"
	}
	sign, e := "", strconv.Itoa(exp)
	if math.Signbit(f) {
		sign = "-"
	}
	if exp >= 0 {
		e = "+" + e
	}
	m := strconv.FormatUint(bits&(1<<52-1), 16)
	return sign + "0x" + lead + "." + strings.Repeat("0", 13-len(m)) + m + "p" + e
}

// floatFromHex is float.fromhex: [sign] ["0x"] digits ["." digits] ["p" exponent], or a name of infinity or nan.
func (t *Thread) floatFromHex(text string) (float64, error) {
	bad := func() (float64, error) {
		return 0, t.Raisef(&ValueError, "invalid hexadecimal floating-point string")
	}
	tooLarge := func() (float64, error) {
		return 0, t.Raisef(&OverflowError, "hexadecimal value too large to represent as a float")
	}
	s := strings.ToLower(strings.Trim(text, " \t\n\v\f\r"))
	sign := 1.0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	switch s {
	case "inf", "infinity":
		return math.Copysign(math.Inf(1), sign), nil
	case "nan":
		return math.Copysign(math.NaN(), sign), nil
	}
	s = strings.TrimPrefix(s, "0x")
	mantissa, expText, hasExp := strings.Cut(s, "p")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if digits == "" || strings.IndexFunc(digits, func(r rune) bool { return r > 127 || hexDigit(byte(r)) < 0 }) >= 0 {
		return bad()
	}
	exp := 0
	if hasExp {
		e := strings.TrimLeft(expText, "+-")
		if e == "" || len(expText)-len(e) > 1 || strings.IndexFunc(e, func(r rune) bool { return r < '0' || r > '9' }) >= 0 {
			return bad()
		}
		var err error
		if exp, err = strconv.Atoi(expText); err != nil || exp > 1<<40 || exp < -1<<40 {
			exp = 1 << 40
			if expText[0] == '-' {
				exp = -1 << 40
			}
		}
	}
	if err := t.Charge(len(digits) / 4); err != nil {
		return 0, err
	}
	z, _ := new(big.Int).SetString(digits, 16)
	if z.Sign() == 0 {
		return math.Copysign(0, sign), nil
	}
	exp -= 4 * len(fraction)
	switch top := exp + z.BitLen(); {
	case top > 1025:
		return tooLarge()
	case top < -1100:
		return math.Copysign(0, sign), nil
	}
	f, _ := new(big.Float).SetPrec(uint(z.BitLen())).SetMantExp(new(big.Float).SetPrec(uint(z.BitLen())).SetInt(z), exp).Float64()
	if math.IsInf(f, 0) {
		return tooLarge()
	}
	return math.Copysign(f, sign), nil
}
