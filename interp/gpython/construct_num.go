package gpython

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-python/gpython/py"
)

// The constructors of built-in classes. Each gets the class itself as pos[0].

// truncate is int(f).
func (r *run) truncate(f float64) (object, error) {
	switch {
	case math.IsNaN(f):
		return nil, r.errorf("ValueError", "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return nil, r.errorf("OverflowError", "cannot convert float infinity to integer")
	}
	if math.Abs(f) < 1<<62 {
		return py.Int(f), nil
	}
	n, _ := big.NewFloat(f).Int(nil)
	return fromBig(n), nil
}

// roundFloat rounds to decimal digits, halves to even by the exact value, as CPython's round does.
func roundFloat(f float64, digits int64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) || digits > 323 {
		return f
	}
	if digits < -308 {
		return math.Copysign(0, f)
	}
	if digits >= 0 {
		out, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', int(digits), 64), 64)
		return out
	}
	// Left of the point: round the exact integer part by its text.
	exact := new(big.Float).SetMode(big.ToNearestEven).SetFloat64(f)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(-digits), nil)
	ratio := new(big.Rat)
	exact.Rat(ratio)
	ratio.Quo(ratio, new(big.Rat).SetInt(scale))
	q, m := new(big.Int).DivMod(ratio.Num(), ratio.Denom(), new(big.Int))
	switch m.Lsh(m, 1).Cmp(ratio.Denom()) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		q.Add(q, big.NewInt(int64(q.Bit(0))))
	}
	out, _ := new(big.Float).SetInt(q.Mul(q, scale)).Float64()
	return math.Copysign(out, f)
}

func makeInt(r *run, pos []object, kw kwargs) (object, error) {
	a, err := r.args("int", pos[1:], kw, "x?", "base?")
	if err != nil {
		return nil, err
	}
	if a[0] == nil {
		return py.Int(0), nil
	}
	if a[1] != nil {
		base, err := r.index(a[1])
		if err != nil {
			return nil, err
		}
		s, ok := a[0].(py.String)
		if !ok {
			return nil, r.errorf("TypeError", "int() can't convert non-string with explicit base")
		}
		if base != 0 && (base < 2 || base > 36) {
			return nil, r.errorf("ValueError", "int() base must be >= 2 and <= 36, or 0")
		}
		return r.parseInt(string(s), int(base))
	}
	switch v := a[0].(type) {
	case py.Float:
		return r.truncate(float64(v))
	case py.String:
		return r.parseInt(string(v), 10)
	case py.Bytes:
		return r.parseInt(string(v), 10)
	}
	if n, ok := asBig(a[0]); ok {
		return fromBig(n), nil
	}
	for _, name := range []string{"__int__", "__index__", "__trunc__"} {
		m, err := r.special(a[0], name)
		if err != nil {
			return nil, err
		}
		if m != nil {
			v, err := r.call(m, nil, nil)
			if err != nil {
				return nil, err
			}
			if n, ok := asBig(v); ok {
				return fromBig(n), nil
			}
			return nil, r.errorf("TypeError", "%s returned non-int (type %s)", name, r.classOf(v).name)
		}
	}
	return nil, r.errorf("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '%s'", r.classOf(a[0]).name)
}

// parseInt reads an int literal. Its length is bounded before it is converted.
func (r *run) parseInt(s string, base int) (object, error) {
	bad := func() (object, error) {
		return nil, r.errorf("ValueError", "invalid literal for int() with base %d: %s", base, clip(quoteString(s), 200))
	}
	r.charge(uint64(len(s)) / 16)
	t := asciiDigits(strings.TrimFunc(s, unicode.IsSpace))
	negative := false
	if t != "" && (t[0] == '+' || t[0] == '-') {
		negative = t[0] == '-'
		t = t[1:]
	}
	actual := base
	if len(t) > 1 && t[0] == '0' {
		prefixed := map[byte]int{'x': 16, 'X': 16, 'o': 8, 'O': 8, 'b': 2, 'B': 2}[t[1]]
		if prefixed != 0 && (base == 0 || base == prefixed) {
			actual = prefixed
			t = strings.TrimPrefix(t[2:], "_")
		}
	}
	if actual == 0 {
		actual = 10
		if len(t) > 1 && t[0] == '0' && strings.Trim(t, "0_") != "" {
			return bad()
		}
	}
	if t == "" || t[0] == '_' || t[len(t)-1] == '_' || strings.Contains(t, "__") {
		return bad()
	}
	t = strings.ReplaceAll(t, "_", "")
	if t[0] == '+' || t[0] == '-' {
		return bad()
	}
	if len(t) <= 18 && actual == 10 {
		n, err := strconv.ParseInt(t, 10, 64)
		if err != nil {
			return bad()
		}
		if negative {
			n = -n
		}
		return py.Int(n), nil
	}
	if actual&(actual-1) != 0 && len(t) > r.lim.IntDigits {
		for _, c := range t {
			if c < '0' || c > '9' {
				return bad()
			}
		}
		return nil, r.errorf("ValueError", "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit", r.lim.IntDigits, len(t))
	}
	if size := uint64(len(t)/16 + 1); actual&(actual-1) != 0 {
		r.charge(size * size / 2)
	}
	r.grow(uint64(len(t)))
	n, ok := new(big.Int).SetString(t, actual)
	if !ok {
		return bad()
	}
	if negative {
		n.Neg(n)
	}
	return fromBig(n), nil
}

// asciiDigits replaces the decimal digits of other scripts, which int and float accept.
func asciiDigits(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(func(c rune) rune {
				if d, ok := decimalValue(c); ok {
					return '0' + rune(d)
				}
				return c
			}, s)
		}
	}
	return s
}

// decimalValue gives the value of a decimal digit of any script: those stand in runs of ten.
func decimalValue(c rune) (int, bool) {
	if !unicode.Is(unicode.Nd, c) {
		return 0, false
	}
	if c < utf8.RuneSelf {
		return int(c - '0'), true
	}
	for _, t := range unicode.Nd.R16 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if c >= rune(t.Lo) && c <= rune(t.Hi) {
			return int(c-rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}

func makeBool(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("bool", pos[1:], kw, 0, 1); err != nil {
		return nil, err
	}
	if len(pos) == 1 {
		return py.False, nil
	}
	b, err := r.truth(pos[1])
	return py.NewBool(b), err
}

func makeFloat(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("float", pos[1:], kw, 0, 1); err != nil {
		return nil, err
	}
	if len(pos) == 1 {
		return py.Float(0), nil
	}
	if s, ok := pos[1].(py.String); ok {
		r.charge(uint64(len(s)) / 8)
		t := asciiDigits(strings.TrimFunc(string(s), unicode.IsSpace))
		f, ok := parseFloat(t)
		if !ok {
			return nil, r.errorf("ValueError", "could not convert string to float: %s", clip(quoteString(string(s)), 200))
		}
		return py.Float(f), nil
	}
	f, ok, err := r.asFloat(pos[1])
	if err != nil {
		return nil, err
	}
	if ok {
		return py.Float(f), nil
	}
	if m, err := r.special(pos[1], "__float__"); m != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return r.call(m, nil, nil)
	}
	return nil, r.errorf("TypeError", "float() argument must be a string or a real number, not '%s'", r.classOf(pos[1]).name)
}

// parseFloat reads what float() reads: no hexadecimal, underscores only between digits.
func parseFloat(t string) (float64, bool) {
	u := strings.ToLower(strings.TrimLeft(t, "+-"))
	if len(t)-len(u) > 1 || u == "" {
		return 0, false
	}
	switch u {
	case "inf", "infinity", "nan":
	default:
		if strings.IndexFunc(u, func(c rune) bool { return !strings.ContainsRune("0123456789.e+-_", c) }) >= 0 {
			return 0, false
		}
		for i := 0; i < len(u); i++ {
			if u[i] == '_' && (i == 0 || i == len(u)-1 || u[i-1] < '0' || u[i-1] > '9' || u[i+1] < '0' || u[i+1] > '9') {
				return 0, false
			}
		}
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(t, "_", ""), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}
