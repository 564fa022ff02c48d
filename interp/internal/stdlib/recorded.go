package stdlib

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// recorded is which of the recorded replies were given already.
type recorded struct{ given map[int]bool }

// recordedModule is the module _recorded, through which requests finds replies.
func recordedModule(t *py.Thread) *py.Module {
	state := &recorded{given: map[int]bool{}}
	return module(t, "_recorded", []py.Def{{Name: "reply", Sig: "method, url, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		method, err := t.StrArg(a[0], "method")
		if err != nil {
			return py.Value{}, err
		}
		url, err := t.StrArg(a[1], "url")
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Charge(1 + len(t.Host.Replies)); err != nil {
			return py.Value{}, err
		}
		found := -1
		for i, r := range t.Host.Replies {
			if r.Method != "" && !strings.EqualFold(r.Method, method.S) || !sameURL(r.URL, url.S) {
				continue
			}
			if found = i; !state.given[i] {
				break
			}
		}
		t.Effect("http", method.S+" "+url.S, found < 0)
		if found < 0 {
			return py.None, nil
		}
		state.given[found] = true
		r := t.Host.Replies[found]
		if err := t.Grow(uint64(len(r.Body))); err != nil {
			return py.Value{}, err
		}
		var headers []py.Value
		for _, h := range r.Header {
			headers = append(headers, t.Tuple(t.StrValue(h[0]), t.StrValue(h[1])))
		}
		return t.Tuple(py.Int(int64(r.Status)), t.StrValue(r.Reason), t.ListValue(headers), t.NewBytes(append([]byte(nil), r.Body...))), nil
	}}})
}

// sameURL compares URLs, for which a missing path is the path "/" and the fragment does not count.
func sameURL(a, b string) bool {
	plain := func(s string) string {
		s, _, _ = strings.Cut(s, "#")
		if i := strings.Index(s, "://"); i >= 0 && !strings.ContainsAny(s[i+3:], "/?") {
			s += "/"
		}
		return s
	}
	return plain(a) == plain(b)
}
