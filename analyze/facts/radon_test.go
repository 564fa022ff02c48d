package facts

import (
	"math"
	"testing"
)

// TestRadon compares with what radon says of the same programs.
func TestRadon(t *testing.T) {
	for _, c := range []struct {
		text     string
		raw      RawCounts
		halstead HalsteadCounts
		index    float64
	}{
		{"x = 1\n", RawCounts{Lines: 1, Logical: 1, Source: 1, Comments: 0, SingleComments: 0, Multi: 0, Blank: 0}, HalsteadCounts{0, 0, 0, 0}, 100.000000},
		{"if x: y = 1\n", RawCounts{Lines: 1, Logical: 2, Source: 1, Comments: 0, SingleComments: 0, Multi: 0, Blank: 0}, HalsteadCounts{0, 0, 0, 0}, 100.000000},
		{"if x:\n    y = 1; z = 2\n", RawCounts{Lines: 2, Logical: 3, Source: 2, Comments: 0, SingleComments: 0, Multi: 0, Blank: 0}, HalsteadCounts{0, 0, 0, 0}, 100.000000},
		{"a = b[1:2]\nc: int = 1\nd = {1: 2,\n\n  3: 4}  # c\n", RawCounts{Lines: 5, Logical: 6, Source: 4, Comments: 1, SingleComments: 0, Multi: 0, Blank: 1}, HalsteadCounts{0, 0, 0, 0}, 100.000000},
		{"'''doc\n\nstring\n'''\n'one line'\n# comment\n\n", RawCounts{Lines: 7, Logical: 2, Source: 0, Comments: 1, SingleComments: 2, Multi: 3, Blank: 2}, HalsteadCounts{0, 0, 0, 0}, 100.000000},
		{"f(\n  1,  # one\n  # two\n\n  2)\n", RawCounts{Lines: 5, Logical: 1, Source: 4, Comments: 2, SingleComments: 0, Multi: 0, Blank: 1}, HalsteadCounts{0, 0, 0, 0}, 100.000000},
		{"x = '''a\n\n# b\n'''\nclass A:\n    def f(self): return self.x + 1 if self.y else -1.0\n", RawCounts{Lines: 6, Logical: 4, Source: 5, Comments: 0, SingleComments: 0, Multi: 0, Blank: 1}, HalsteadCounts{2, 3, 2, 2}, 79.461163},
		{"x = 1 + \\\n    2\nlambda a: a\nfor i in x: pass; y\n", RawCounts{Lines: 4, Logical: 5, Source: 4, Comments: 0, SingleComments: 0, Multi: 0, Blank: 0}, HalsteadCounts{1, 2, 1, 2}, 79.742343},
		{"def f(x):\n    return x + 1 + 1.0 + True + 'x' + x.x\ndef g(x):\n    return not x and f(x) < 2 <= x\nx += 1\n", RawCounts{Lines: 5, Logical: 5, Source: 5, Comments: 0, SingleComments: 0, Multi: 0, Blank: 0}, HalsteadCounts{10, 18, 5, 13}, 70.008522},
	} {
		m := parse(t, "a.py", c.text)
		if got := Raw.Of(m); got != c.raw {
			t.Errorf("%q:\ngot  %+v\nwant %+v", c.text, got, c.raw)
		}
		if got := Halstead.Of(m); got != c.halstead {
			t.Errorf("%q:\ngot  %+v\nwant %+v", c.text, got, c.halstead)
		}
		if got := Maintainability.Of(m); math.Abs(got-c.index) > 1e-6 {
			t.Errorf("%q: index %g, want %g", c.text, got, c.index)
		}
	}
}

// TestRadonNumbers compares which literals are one operand; the counts are radon's.
func TestRadonNumbers(t *testing.T) {
	for _, c := range []struct {
		text                                             string
		distinctOperators, distinct, operators, operands int
	}{
		{"a = 2.0e3j + 2000j\n", 1, 1, 1, 2},
		{"a = 1E5J + 100_000j\n", 1, 1, 1, 2},
		{"a = 0j + 0\n", 1, 1, 1, 2},
		{"a = 1_0.5 + 10.5\n", 1, 1, 1, 2},
		{"a = 1e3 + 1000\n", 1, 1, 1, 2},
		{"a = 1e400 + 2e400\n", 1, 1, 1, 2},
		{"a = 0x10 + 16.0\n", 1, 1, 1, 2},
		{"a = -2.5e-1 * 0.25\n", 2, 2, 2, 3},
		{"a = 1e22 + 10000000000000000000000\n", 1, 1, 1, 2},
		{"a = 1e23 + 100000000000000000000000\n", 1, 2, 1, 2},
	} {
		want := HalsteadCounts{c.operators, c.operands, c.distinctOperators, c.distinct}
		if got := Halstead.Of(parse(t, "a.py", c.text)); got != want {
			t.Errorf("%q: got %+v, want %+v", c.text, got, want)
		}
	}
}
