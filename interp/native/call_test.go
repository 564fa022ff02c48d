package native_test

import (
	"context"
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

const functions = `
def add(x, y=1): return x + y
def same(v): return v
def types(v): return repr(v)
def cycle():
    a = []
    a.append(a)
    return a
def deep():
    a = []
    for _ in range(1000): a = [a]
    return a
def odd(): return object()
def loop():
    while True: pass
def fail(x): raise ValueError(x)
def stats(values): return {"mean": sum(values) / len(values), "n": len(values)}
`

func program() *interp.Program {
	return &interp.Program{Steps: []interp.Step{{Source: source.NewFile("f.py", functions)}}}
}

func call[In, Out any](t *testing.T, name string, in In) (Out, *interp.Outcome, error) {
	t.Helper()
	return interp.Func[In, Out](native.Engine{}, program(), name)(context.Background(), nil, interp.Limits{Fuel: 1_000_000}, in)
}

func TestFunc(t *testing.T) {
	type sum struct {
		X int `py:"x"`
		Y int `py:"y"`
	}
	if got, _, err := call[sum, int](t, "add", sum{40, 2}); err != nil || got != 42 {
		t.Errorf("add: %v, %v", got, err)
	}
	if got, _, err := call[string, string](t, "types", "é"); err != nil || got != "'é'" {
		t.Errorf("types: %v, %v", got, err)
	}
	if got, _, err := call[float64, string](t, "types", 2); err != nil || got != "2.0" {
		t.Errorf("types: %v, %v", got, err)
	}
	type result struct {
		Mean float64 `py:"mean"`
		N    int     `py:"n"`
	}
	if got, _, err := call[[]int, result](t, "stats", []int{1, 2, 6}); err != nil || got != (result{3, 3}) {
		t.Errorf("stats: %v, %v", got, err)
	}
	if got, _, err := call[[]interp.Data, *big.Int](t, "add", []interp.Data{interp.Int(math.MaxInt64), interp.Int(1)}); err != nil || got.String() != "9223372036854775808" {
		t.Errorf("add: %v, %v", got, err)
	}
	if _, _, err := call[[]interp.Data, int64](t, "add", []interp.Data{interp.Int(math.MaxInt64), interp.Int(1)}); err == nil || !strings.Contains(err.Error(), "does not fit") {
		t.Errorf("an int that does not fit: %v", err)
	}
}

// TestFuncRefuses: what is no data, what went wrong in Python and what costs too much are told apart, and clearly.
func TestFuncRefuses(t *testing.T) {
	for name, want := range map[string]string{"cycle": "Circular reference detected", "deep": "nested deeper than 200", "odd": "'object' is no plain data",
		"missing": "name 'missing' is not defined"} {
		if _, o, err := call[struct{}, any](t, name, struct{}{}); err == nil || !strings.Contains(err.Error(), want) || o.Status != interp.Raised {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, o, err := call[struct{}, any](t, "loop", struct{}{}); err == nil || o.Status != interp.FuelLimit {
		t.Errorf("loop: %v", err)
	}
	if _, _, err := call[string, any](t, "fail", "bad"); err == nil || err.Error() != "ValueError: bad" {
		t.Errorf("fail: %v", err)
	}
	type list struct{ Next *list }
	l := &list{}
	l.Next = l
	if _, _, err := call[*list, any](t, "same", l); err == nil || !strings.Contains(err.Error(), "leads back to itself") {
		t.Errorf("a cycle of Go's: %v", err)
	}
}

// TestDataRoundTrip: values go into Python, out of it, into JSON and back, and are what they were.
func TestDataRoundTrip(t *testing.T) {
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	zero := math.Copysign(0, -1)
	str := func(kind interp.DataKind, s string) interp.Data { return interp.Data{Kind: kind, Text: s} }
	all := []interp.Data{{}, {Kind: interp.BoolData, Bool: true}, interp.Int(1), interp.Int(math.MinInt64), {Kind: interp.IntData, Int: huge},
		interp.Float(1), interp.Float(0.1), interp.Float(zero), interp.Float(math.NaN()), interp.Float(math.Inf(1)), interp.Float(math.Inf(-1)), interp.Float(1e308),
		interp.Float(5e-324), {Kind: interp.ComplexData, Float: 1, Imag: zero}, interp.Str(""), interp.Str("\x00é😀<&>\u2028"), str(interp.StrData, "a\xed\xa0\x80b"),
		str(interp.BytesData, "\x00\xff"), str(interp.ByteArrayData, "x"), {Kind: interp.EllipsisData}, interp.List(), interp.Tuple(interp.Int(1), interp.List()),
		{Kind: interp.SetData, Items: []interp.Data{interp.Int(1), interp.Str("a")}}, {Kind: interp.FrozenSetData},
		{Kind: interp.DictData, Items: []interp.Data{interp.Str("z"), interp.Int(1), interp.Str("a"), {}}},
		{Kind: interp.DictData, Items: []interp.Data{interp.Str("$set"), interp.Int(1)}},
		{Kind: interp.DictData, Items: []interp.Data{interp.Int(1), interp.Str("a"), interp.Tuple(), interp.Float(2)}}}
	all = append(all, interp.List(all...))
	for _, d := range all {
		got, _, err := call[interp.Data, interp.Data](t, "same", d)
		if err != nil || !got.Equal(d) {
			t.Errorf("through Python %+v becomes %+v, %v", d, got, err)
		}
		text, err := json.Marshal(d)
		if err != nil {
			t.Errorf("%+v: %v", d, err)
			continue
		}
		var back interp.Data
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(d) {
			t.Errorf("through %s %+v becomes %+v, %v", text, d, back, err)
		}
	}
	for i, a := range all {
		for k, b := range all {
			if a.Equal(b) != (i == k) {
				t.Errorf("%+v and %+v: equal %v", a, b, i != k)
			}
		}
	}
	for _, bad := range []string{`{"$tuple":1}`, `{"$float":"x"}`, `{"$what":[]}`, `{"$bytes":"*"}`, `{"$dict":[[1]]}`, strings.Repeat("[", 300) + strings.Repeat("]", 300)} {
		var d interp.Data
		if err := json.Unmarshal([]byte(bad), &d); err == nil {
			t.Errorf("%.40s is read as %+v", bad, d)
		}
	}
}
