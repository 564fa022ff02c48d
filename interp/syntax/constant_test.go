package syntax_test

import (
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// literal parses one literal.
func literal(t *testing.T, text string) *syntax.Constant {
	t.Helper()
	tree := syntax.Parse(source.NewFile("m.py", text), syntax.Options{Mode: syntax.ModeEval})
	if err := tree.Err(); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	c, ok := tree.Root.(*syntax.Expression).Body.(*syntax.Constant)
	if !ok {
		t.Fatalf("%s is no constant", text)
	}
	return c
}

// TestConstantRepr compares with what repr gives in CPython 3.14.
func TestConstantRepr(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`0`, `0`},
		{`00`, `0`},
		{`0x0`, `0`},
		{`0xFF`, `255`},
		{`0o17`, `15`},
		{`0b101`, `5`},
		{`9223372036854775807`, `9223372036854775807`},
		{`9223372036854775808`, `9223372036854775808`},
		{`0xffffffffffffffff`, `18446744073709551615`},
		{`1000000000000000000000000000000`, `1000000000000000000000000000000`},
		{`0.0`, `0.0`},
		{`1.0`, `1.0`},
		{`1.`, `1.0`},
		{`0.1`, `0.1`},
		{`1e15`, `1000000000000000.0`},
		{`1e16`, `1e+16`},
		{`123456789012345678.0`, `1.2345678901234568e+17`},
		{`1e-4`, `0.0001`},
		{`1e-5`, `1e-05`},
		{`0.00012345`, `0.00012345`},
		{`1e22`, `1e+22`},
		{`1.7976931348623157e308`, `1.7976931348623157e+308`},
		{`5e-324`, `5e-324`},
		{`1e400`, `inf`},
		{`0.5e-3`, `0.0005`},
		{`100000.0`, `100000.0`},
		{`123456.789e3`, `123456789.0`},
		{`2.5`, `2.5`},
		{`1e100`, `1e+100`},
		{`0j`, `0j`},
		{`1j`, `1j`},
		{`2.5j`, `2.5j`},
		{`1e16j`, `1e+16j`},
		{`1e-5j`, `1e-05j`},
		{`1e400j`, `infj`},
		{`10.0j`, `10j`},
		{`0x10`, `16`},
		{`''`, `''`},
		{`'a'`, `'a'`},
		{`"\'"`, `"'"`},
		{`'\"'`, `'"'`},
		{`'\'"'`, `'\'"'`},
		{`'\\'`, `'\\'`},
		{`'\t\n\r\x00\x1f\x7f'`, `'\t\n\r\x00\x1f\x7f'`},
		{`'\x80\xa0\xad\xff'`, `'\x80\xa0\xadÿ'`},
		{`'é'`, `'é'`},
		{`'͸'`, `'\u0378'`},
		{`'\u200b'`, `'\u200b'`},
		{`'中'`, `'中'`},
		{`'\ud800'`, `'\ud800'`},
		{`'\udfff\ud800'`, `'\udfff\ud800'`},
		{`'😀'`, `'😀'`},
		{`'\U000e0001'`, `'\U000e0001'`},
		{`'\U0010ffff'`, `'\U0010ffff'`},
		{`'\U0001fae9'`, `'🫩'`},
		{`b''`, `b''`},
		{`b'a'`, `b'a'`},
		{`b'\''`, `b"'"`},
		{`b'\"'`, `b'"'`},
		{`b'\'"'`, `b'\'"'`},
		{`b'\\\t\n\r\x00\x7f\x80\xff'`, `b'\\\t\n\r\x00\x7f\x80\xff'`},
		{`None`, `None`},
		{`True`, `True`},
		{`False`, `False`},
		{`...`, `Ellipsis`},
		{"'\ufeff'", `'\ufeff'`},
		{"' \u2003\u00a0'", `' \u2003\xa0'`},
	} {
		got, err := literal(t, test.text).AppendRepr([]byte("<"))
		if err != nil || string(got) != "<"+test.want {
			t.Errorf("%s: got %s, %v; want <%s", test.text, got, err, test.want)
		}
	}
}

func TestLongInts(t *testing.T) {
	const limit = syntax.MaxIntDigits
	for _, test := range []struct {
		name, text string
		fails      bool
	}{
		{"longest decimal", strings.Repeat("9", limit), false},
		{"one digit more", strings.Repeat("9", limit+1), true},
		{"hexadecimal below", "0x" + strings.Repeat("f", 3570), false}, // 4299 decimal digits
		{"hexadecimal above", "0x" + strings.Repeat("f", 3572), true},  // 4301
		{"hexadecimal far above", "0x" + strings.Repeat("f", 1<<20), true},
	} {
		c := &syntax.Constant{Kind: syntax.Int, Text: test.text}
		got, err := c.AppendRepr(nil)
		switch {
		case (err != nil) != test.fails:
			t.Errorf("%s: %v", test.name, err)
		case err != nil && (len(got) > 0 || !strings.HasPrefix(err.Error(), "Exceeds the limit (4300 digits) for integer string conversion")):
			t.Errorf("%s: %q, %v", test.name, got, err)
		case err == nil && len(got) < limit-1:
			t.Errorf("%s: %d digits", test.name, len(got))
		}
	}
	if small, large, err := literal(t, "0x7fff_ffff_ffff_ffff").Int(); small != 1<<63-1 || large != nil || err != nil {
		t.Error(small, large, err)
	}
	if _, large, err := literal(t, "0x8000_0000_0000_0000").Int(); large == nil || large.BitLen() != 64 || err != nil {
		t.Error(large, err)
	}
}

// TestStrReprOfAnyBytes wants valid UTF-8 of any bytes: those that are no text appear as Python's surrogateescape has them.
func TestStrReprOfAnyBytes(t *testing.T) {
	for value, want := range map[string]string{
		"\xff":         `'\udcff'`,
		"a\xe4b":       `'a\udce4b'`,
		"\xed\xa0\x80": `'\ud800'`,
		"\xed\xa0":     `'\udced\udca0'`,
		"\xc3":         `'\udcc3'`,
	} {
		if got := string(syntax.AppendStrRepr(nil, value)); got != want {
			t.Errorf("%q: got %s, want %s", value, got, want)
		}
	}
}

func TestFloatRepr(t *testing.T) {
	zero := 0.0
	for want, v := range map[string]float64{"nan": zero / zero, "inf": 1 / zero, "-inf": -1 / zero, "-0.0": -1 / (1 / zero), "-1e-05": -1e-5} {
		if got := string(syntax.AppendFloatRepr(nil, v)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for r, want := range map[rune]bool{' ': true, '~': true, 0x7f: false, '\n': false, 0xa0: false, 'é': true, 0x378: false, 0x300: true,
		0x1fae9: true /* new in Unicode 16 */, 0xd800: false, 0xe000: false, 0x10ffff: false, 0x3000: false, '中': true} {
		if got := syntax.IsPrintable(r); got != want {
			t.Errorf("%U: %v", r, got)
		}
	}
}
