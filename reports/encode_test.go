package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestEncoder: records made at random, with every field that the structs have, come out as reflection writes them.
func TestEncoder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 3000 {
		var s Submission
		fillAny(r, reflect.ValueOf(&s).Elem(), i%5)
		compareEncodings(t, &s)
	}
	for _, report := range []*Report{sampleRun(), sampleBatch()} {
		for i := range report.Submissions {
			compareEncodings(t, &report.Submissions[i])
		}
	}
}

func compareEncodings(t *testing.T, s *Submission) {
	t.Helper()
	want, err := marshal(s, "", "")
	got, err2 := AppendLine(nil, s)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if want = bytes.TrimSuffix(want, []byte("\n")); !bytes.Equal(got, want) {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		t.Fatalf("%.200s\nwant\n%.200s", got[max(at-60, 0):], want[max(at-60, 0):])
	}
}

// TestIndent: it is json.Indent for what an encoder writes.
func TestIndent(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 1000 {
		var s Submission
		fillAny(r, reflect.ValueOf(&s).Elem(), i%5)
		text, err := AppendLine(nil, &s)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := json.Indent(&want, text, "    ", "  "); err != nil {
			t.Fatal(err)
		}
		if got := indent(nil, text, "\n    "); !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("%s\nwant\n%s", got, &want)
		}
	}
}

// fillAny gives a value something of everything that it can hold; with less, more of it stays empty.
func fillAny(r *rand.Rand, v reflect.Value, less int) {
	if less > 0 && r.IntN(8) < less {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(anyText(r))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(r.Int64() >> r.IntN(64))
	case reflect.Uint64:
		v.SetUint(r.Uint64() >> r.IntN(64))
	case reflect.Float64:
		v.SetFloat(anyFloat(r))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAny(r, v.Elem(), less)
	case reflect.Slice:
		n := r.IntN(3)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fillAny(r, v.Index(i), less)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillAny(r, v.Field(i), less)
		}
	default:
		panic(fmt.Sprint("a field of a kind that nobody thought of: ", v.Kind()))
	}
}

func anyText(r *rand.Rand) string {
	parts := []string{"", "a", "#", "##", "##[", "##vso[", "###[", "[", "vso[", "\\", `"`, "\n", "\r\t\b\f", "\x00\x1f\x7f", "\u0080\u009f\u00a0\u00a1", "é漢", "\u2028\u2029\u202e", "\U000e0100\U0001f600\U0010ffff",
		"\xff\xc3", "\xed\xa0\x80", "\uFFFD\uFEFF", "<&>", "def f(): return 1", "\u0301\ufe0f\u3164"}
	var b []byte
	for range r.IntN(5) {
		b = append(b, parts[r.IntN(len(parts))]...)
		if r.IntN(6) == 0 {
			b = append(b, byte(r.IntN(256)))
		}
	}
	return string(b)
}

func anyFloat(r *rand.Rand) float64 {
	x := (r.Float64() - .5) * math.Pow10(r.IntN(40)-20)
	switch r.IntN(4) {
	case 0:
		return x
	case 1:
		return float64(r.IntN(2_000_000_001)-1_000_000_000) / 1e6
	case 2:
		return math.Round(x)
	}
	return round(x, r.IntN(7))
}

// TestEncoderFloats: a number that is written is the shortest text of it, as encoding/json has it.
func TestEncoderFloats(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	numbers := []float64{0, math.Copysign(0, -1), 1, -1, .1, .3, 1e-6, -1e-6, 9.999999e-7, 1e-7, 5e-324, 1e15, 1e15 - 1, 999999999.999999, 1e9, 1e20, 1e21, 1e22, math.MaxFloat64, 1 << 53, 1<<53 + 2, .1 + .2, 100, 2.0 / 3}
	for range 300_000 {
		numbers = append(numbers, anyFloat(r))
	}
	for _, x := range numbers {
		want, err := marshal(x, "", "")
		if err != nil {
			t.Fatal(err)
		}
		var e encoder
		e.float(x)
		if want = bytes.TrimSuffix(want, []byte("\n")); e.err != nil || !bytes.Equal(e.b, want) {
			t.Fatalf("%s is written as %s (%v)", want, e.b, e.err)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if _, err := AppendLine(nil, &Submission{Total: &Score{Low: x}}); err == nil {
			t.Errorf("%v is written", x)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	s := sampleSubmission("a")
	var text []byte
	for b.Loop() {
		var err error
		if text, err = AppendLine(text[:0], &s); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(text)))
}
