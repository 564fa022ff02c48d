package regex

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// row is one line of testdata/cases.jsonl: what CPython answers to a pattern on a text. Texts of bytes are in Latin-1, and
// positions are indexes. A match is the ends of its groups and then lastindex, 0 for None.
type row struct {
	Pattern, Text string
	Flags         Flags
	Bytes         bool
	Start         int
	End           *int
	Error         []any // kind, message, position (-1 for None)
	Compiled      Flags // the flags of the compiled pattern
	Search        []int
	Match         []int
	FullMatch     []int
	All           [][]int
}

var kindNames = map[string]ErrorKind{"error": Malformed, "ValueError": BadValue, "OverflowError": Overflow}

// latin1 is the bytes that a Latin-1 text stands for.
func latin1(s string) string {
	var b []byte
	for _, c := range s {
		b = append(b, byte(c))
	}
	return string(b)
}

func flat(text *Text, m *Match) []int {
	if m == nil {
		return nil
	}
	var out []int
	for g := 0; g <= m.Groups(); g++ {
		from, to := m.Span(g)
		out = append(out, text.Index(from), text.Index(to))
	}
	return append(out, m.Last)
}

func findAll(p *Pattern, text *Text, in Range, meter Meter) ([]*Match, error) {
	var all []*Match
	for {
		m, err := p.Find(text, in, meter)
		if m == nil {
			return all, err
		}
		all = append(all, m)
		in = in.Behind(m)
	}
}

// TestCPython holds the engine against CPython's answers. Where the texts are equal but the versions of the language are
// not, TestVersion has the case.
func TestCPython(t *testing.T) {
	f, err := os.Open("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var c row
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("line %d: %v", n+1, err)
		}
		if c.Bytes {
			c.Pattern, c.Text = latin1(c.Pattern), latin1(c.Text)
		}
		c.check(t)
	}
	if n < 400 {
		t.Errorf("only %d cases", n)
	}
}

func (c *row) check(t *testing.T) {
	p, bad := Compile(c.Pattern, c.Flags, c.Bytes)
	if bad != nil || c.Error != nil {
		if bad == nil || c.Error == nil || bad.Kind != kindNames[c.Error[0].(string)] || bad.Msg != c.Error[1] || float64(bad.Pos) != c.Error[2] {
			t.Errorf("%q: error %+v, want %v", c.Pattern, bad, c.Error)
		}
		return
	}
	if p.Flags != c.Compiled {
		t.Errorf("%q: flags %d, want %d", c.Pattern, p.Flags, c.Compiled)
	}
	text := NewText(c.Text, c.Bytes)
	end := text.Len()
	if c.End != nil {
		end = *c.End
	}
	in := Range{Start: text.Offset(c.Start), End: text.Offset(end)}
	for mode, want := range map[Mode][]int{Search: c.Search, Prefix: c.Match, FullMatch: c.FullMatch} {
		in := in
		in.Mode = mode
		m, err := p.Find(text, in, nil)
		if got := flat(text, m); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q on %q in mode %d: %v (%v), want %v", c.Pattern, c.Text, mode, got, err, want)
		}
	}
	all, err := findAll(p, text, in, nil)
	if len(all) != len(c.All) || err != nil {
		t.Errorf("%q on %q: %d matches (%v), want %v", c.Pattern, c.Text, len(all), err, c.All)
		return
	}
	for i, m := range all {
		if got := flat(text, m); !reflect.DeepEqual(got, c.All[i]) {
			t.Errorf("%q on %q: match %d is %v, want %v", c.Pattern, c.Text, i, got, c.All[i])
		}
	}
}

// TestVersion has what 3.14 does and the versions before it do not.
func TestVersion(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          []int
	}{
		{`a\z`, "a", []int{0, 1, 0}},
		{`a\z`, "a\n", nil},
		{`\B`, "", []int{0, 0, 0}},
	} {
		p, bad := Compile(c.pattern, 0, false)
		if bad != nil {
			t.Fatal(bad)
		}
		text := NewText(c.text, false)
		m, err := p.Find(text, Range{End: len(c.text)}, nil)
		if got := flat(text, m); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q on %q: %v (%v), want %v", c.pattern, c.text, got, err, c.want)
		}
	}
}

// TestDepth: nesting is bounded, in groups as in conditionals.
func TestDepth(t *testing.T) {
	for _, open := range []string{"(", "(?:", "(?=", "(?>", "a|(", "()(?(1)"} {
		if _, bad := Compile(strings.Repeat(open, 100_000), 0, false); bad == nil || bad.Kind != TooDeep {
			t.Errorf("%q over and over: %v", open, bad)
		}
	}
	deep := strings.Repeat("(", maxDepth-1) + "a" + strings.Repeat(")", maxDepth-1)
	if _, bad := Compile(deep, 0, false); bad != nil {
		t.Errorf("as deep as allowed: %v", bad)
	}
	// A chain of references is long, not deep.
	chain := "(a)"
	for i := 1; i < 99; i++ {
		chain += `(\` + digits(i) + ")"
	}
	if _, bad := Compile(chain+`(?<=\99)`, 0, false); bad != nil {
		t.Errorf("chain of references: %v", bad)
	}
}

func digits(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return digits(n/10) + digits(n%10)
}

// TestSize: counted repetitions are not unrolled.
func TestSize(t *testing.T) {
	p, bad := Compile("(((a{1000}){1000}){1000}){1000}", 0, false)
	if bad != nil {
		t.Fatal(bad)
	}
	if p.Size() > 10_000 {
		t.Errorf("%d bytes", p.Size())
	}
}

// allowance is a meter with an end.
type allowance struct{ steps, memory, largest uint64 }

func (a *allowance) Steps(n uint64) bool {
	a.largest = max(a.largest, n)
	if n > a.steps {
		a.steps = 0
		return false
	}
	a.steps -= n
	return true
}

func (a *allowance) Memory(n uint64) bool {
	if n > a.memory {
		return false
	}
	a.memory -= n
	return true
}

// TestBudget: patterns that backtrack for ages end with the budget, and it is asked in small portions.
func TestBudget(t *testing.T) {
	long := strings.Repeat("a", 40) + "!"
	for _, c := range []struct{ pattern, text string }{
		{`(a+)+$`, long},
		{`(aa?|a)*b`, long},
		{`(a|aa)+$`, long},
		{`(a*)*b`, long},
		{`(?:a?){40}a{40}`, strings.Repeat("a", 39)},
		{`(?:(?=(a+))a|a)+b`, long},
		{`(?:(?=(?:(?=a+)a|a)+b)a|a|a)+b`, long},
		{`(?:(?!(?:a|a)+b)a|a)+c`, long},
		{`(?:(?<=(?:a|a))a|a)+c`, long},
		{`^(a+)(a+)(a+)(a+)(a+)(a+)\1\2\3\4\5\6b`, strings.Repeat("a", 200)},
		{`(?:){4294967294}(?:(?:)){4294967294}x*`, "a"},
		{`(?:(?:){4294967294}a){4294967294}`, "a"},
		{`(.*)*?\1b`, long},
	} {
		p, bad := Compile(c.pattern, 0, false)
		if bad != nil {
			t.Errorf("%s: %v", c.pattern, bad)
			continue
		}
		meter := &allowance{steps: 500_000, memory: 64 << 20}
		if m, err := p.Find(NewText(c.text, false), Range{End: len(c.text)}, meter); err != ErrBudget || m != nil {
			t.Errorf("%s: %v, %v, %d steps left", c.pattern, m, err, meter.steps)
		}
		if meter.largest > 2*chunk {
			t.Errorf("%s: %d steps at once", c.pattern, meter.largest)
		}
	}
}

// TestMemory: choices on a long text are counted before they are kept.
func TestMemory(t *testing.T) {
	p, _ := Compile(`(?:a|b)*c`, 0, false)
	q, _ := Compile(`(?:ab|a)*c`, 0, false)
	text := strings.Repeat("a", 1<<20)
	for _, p := range []*Pattern{p, q} {
		meter := &allowance{steps: 1 << 40, memory: 1 << 20}
		_, err := p.Find(NewText(text, false), Range{End: len(text), Mode: Prefix}, meter)
		if p == q && err != ErrBudget {
			t.Errorf("%s: %v with %d bytes left", p.Source, err, meter.memory)
		}
	}
}

// TestLinear: what can be done in one pass is, whatever the length of the text.
func TestLinear(t *testing.T) {
	text := strings.Repeat("xé", 1<<19)
	for _, pattern := range []string{`needle`, `[0-9]+z`, `x\Z`, `[xé]*y`, `(?s).*`, `\Ay`, `[^y]*+`, `é*\d`} {
		p, bad := Compile(pattern, 0, false)
		if bad != nil {
			t.Fatal(bad)
		}
		mode := Search
		if strings.HasSuffix(pattern, "y") || strings.HasPrefix(pattern, "x") {
			mode = Prefix
		}
		meter := &allowance{steps: uint64(16 * len(text)), memory: 1 << 20}
		if _, err := p.Find(NewText(text, false), Range{End: len(text), Mode: mode}, meter); err != nil {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}

func TestText(t *testing.T) {
	for _, s := range []string{"", "abc", "é", "aé😀\xed\xa0\x80b", strings.Repeat("é", 1000) + "x", strings.Repeat("abc😀", 500)} {
		text := NewText(s, false)
		index := 0
		for i := 0; i < len(s); index++ {
			if text.Index(i) != index || text.Offset(index) != i {
				t.Fatalf("%.20q: index of %d is %d, offset of %d is %d", s, i, text.Index(i), index, text.Offset(index))
			}
			_, n := decode(s, i)
			i += n
			if before(s, i) != i-n {
				t.Fatalf("%.20q: before %d lies %d", s, i, before(s, i))
			}
		}
		if text.Len() != index || text.Offset(index+5) != len(s) || text.Offset(-1) != 0 {
			t.Errorf("%.20q: length %d, want %d", s, text.Len(), index)
		}
	}
}

// TestFoldKey: the ways to ignore case agree: what eachVariant lists is what foldKey holds equal.
func TestFoldKey(t *testing.T) {
	classes := map[rune][]rune{}
	for c := rune(0); c < 0x20000; c++ {
		classes[foldKey(c)] = append(classes[foldKey(c)], c)
	}
	for _, class := range classes {
		for _, c := range class {
			var got []rune
			eachVariant(c, false, func(v rune) bool { got = append(got, v); return false })
			for _, want := range class {
				if !slices.Contains(got, want) {
					t.Errorf("%U: variants %U lack %U", c, got, want)
				}
			}
		}
	}
}

func TestTemplate(t *testing.T) {
	p, _ := Compile(`(a)(?P<n>b)?`, 0, false)
	for _, c := range []struct{ source, want, bad string }{
		{`x`, "x", ""}, {`\1\2\g<0>\g<n>\g<1>`, "aaa", ""}, {`\n\t\\\.`, "\n\t\\\\.", ""}, {`\0\101\1011`, "\x00AA1", ""}, {`\018`, "\x018", ""},
		{`\3`, "", "invalid group reference 3"}, {`\g<x>`, "", "unknown group name 'x'"}, {`\g`, "", "missing <"}, {`\g<`, "", "missing group name"},
		{`\g<1`, "", "missing >, unterminated name"}, {`\g<-1>`, "", "bad character in group name '-1'"}, {`\q`, "", `bad escape \q`},
		{`\`, "", "bad escape (end of pattern)"}, {`\400`, "", `octal escape value \400 outside of range 0-0o377`}, {`\99`, "", "invalid group reference 99"},
	} {
		tmpl, bad := ParseTemplate(p, c.source)
		if bad != nil || c.bad != "" {
			if bad == nil || bad.Msg != c.bad {
				t.Errorf("%s: %v, want %q", c.source, bad, c.bad)
			}
			continue
		}
		m, _ := p.Find(NewText("a", false), Range{End: 1}, nil)
		var b strings.Builder
		tmpl.Expand(&b, "a", m)
		if b.String() != c.want || tmpl.Size(m) != len(c.want) {
			t.Errorf("%s: %q of size %d, want %q", c.source, b.String(), tmpl.Size(m), c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	_, bad := Compile("é\n(b", 0, false)
	if got, want := bad.Place("é\n(b", false), (Place{"missing ), unterminated subpattern at position 2 (line 2, column 1)", 2, 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
