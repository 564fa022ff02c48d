package analyze

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestFlatObject: what the quick reader takes, the strict one takes too and reads as the same, and it takes what is usual.
func TestFlatObject(t *testing.T) {
	strict := func(data []byte) (JSONObject, error) {
		if err := CheckJSON(data, 10); err != nil {
			return nil, err
		}
		var o JSONObject
		return o, json.Unmarshal(data, &o)
	}
	for _, usual := range []string{`{"task_id": "T/0", "completion": "    return \"a\" + '\u00e9\ud83d\ude00'\n"}`, `{ "a" : "é\\" ,"b":"" }`} {
		if o, ok := flatObject([]byte(usual)); !ok || len(o) != 2 {
			t.Errorf("%s is not taken", usual)
		}
	}
	r := rand.New(rand.NewPCG(7, 8))
	parts := []string{"{", "}", `"a"`, `"b"`, `""`, ":", ",", " ", `"\n\/\u0041"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\x"`, `"\u12g4"`, "\"\t\"", `"`, `\`, "1", "null", "[", "]", "\xff", "é", "\n", `"\"`, `"k\u0061"`}
	taken := 0
	for i := range 400_000 {
		var data []byte
		for range 1 + r.IntN(4) { // mostly in the order of an object
			if i%2 == 0 {
				data = append(data, []string{"{", ","}[min(len(data), 1)]+parts[2+r.IntN(3)]+":"+parts[r.IntN(len(parts))]...)
			} else {
				data = append(data, parts[r.IntN(len(parts))]...)
			}
		}
		if i%2 == 0 {
			data = append(data, '}')
		}
		o, ok := flatObject(data)
		if !ok {
			continue
		}
		taken++
		want, err := strict(data)
		if err != nil || !reflect.DeepEqual(o, want) {
			t.Fatalf("%s: %v, want %v (%v)", data, o, want, err)
		}
		for key := range o {
			text, err := o.Text(key)
			var exact string
			if err2 := json.Unmarshal(want[key], &exact); err != nil || err2 != nil || text != exact {
				t.Fatalf("%s: %q, want %q", data, text, exact)
			}
		}
	}
	if taken < 1000 {
		t.Errorf("only %d were taken", taken)
	}
}
