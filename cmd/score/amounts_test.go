package main

import (
	"testing"
	"time"

	"github.com/spf13/pflag"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		value    pflag.Value
		in, want string // want "" for a refusal
	}{
		{new(count), "1000", "1000"}, {new(count), "1e9", "1000000000"}, {new(count), "1_000_000_000", "1000000000"}, {new(count), "1.5e3", "1500"},
		{new(count), "0", ""}, {new(count), "-1", ""}, {new(count), "", ""}, {new(count), "1e400", ""}, {new(count), "1e99999999999", ""},
		{new(count), "1.5", ""}, {new(count), "0x10", ""}, {new(count), "_1", ""}, {new(count), "1_", ""}, {new(count), "e5", ""}, {new(count), "nan", ""}, {new(count), "inf", ""},
		{new(count), "9223372036854775807", "9223372036854775807"}, {new(count), "9223372036854775808", ""},
		{new(size), "256MiB", "256MiB"}, {new(size), "256mib", "256MiB"}, {new(size), "1GB", "1000000000"}, {new(size), "64k", "64KiB"}, {new(size), "1.5KiB", "1536"},
		{new(size), "1048576", "1MiB"}, {new(size), "100 MiB", "100MiB"}, {new(size), "12B", "12"}, {new(size), "MiB", ""}, {new(size), "0MiB", ""}, {new(size), "1XB", ""}, {new(size), "1e30GiB", ""},
		{new(duration), "60s", "1m"}, {new(duration), "90s", "1m30s"}, {new(duration), "60", "1m"}, {new(duration), "0.5", "500ms"}, {new(duration), "2h", "2h"}, {new(duration), "1h0m5s", "1h0m5s"},
		{new(duration), "0", ""}, {new(duration), "-1s", ""}, {new(duration), "soon", ""}, {new(duration), "1e99", ""}, {new(duration), "NaN", ""},
		{&bounded{from: 1, to: 10}, "10", "10"}, {&bounded{from: 1, to: 10}, "11", ""}, {&bounded{from: 1, to: 10}, "0", ""}, {&bounded{from: 1, to: 10}, "x", ""},
		{new(seed), "18446744073709551615", "18446744073709551615"}, {new(seed), "0x10", "16"}, {new(seed), "-1", ""},
		{new(points), "70", "70"}, {new(points), "99.5", "99.5"}, {new(points), "101", ""}, {new(points), "NaN", ""},
		{&choice{of: []string{"a", "b"}}, "b", "b"}, {&choice{of: []string{"a", "b"}}, "c", ""},
	} {
		err := c.value.Set(c.in)
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%T: %q is taken as %s", c.value, c.in, c.value)
		case c.want != "" && err != nil:
			t.Errorf("%T: %q: %v", c.value, c.in, err)
		case c.want != "" && c.value.String() != c.want:
			t.Errorf("%T: %q is shown as %s, want %s", c.value, c.in, c.value, c.want)
		}
	}
	if d := new(duration); d.Set("1.5") != nil || time.Duration(*d) != 1500*time.Millisecond {
		t.Errorf("1.5 is %v", d)
	}
}

func TestSuggest(t *testing.T) {
	known := []string{"run", "batch", "explain", "metrics"}
	for word, want := range map[string]string{
		"rn": `; did you mean "run"?`, "nur": "", "btach": `; did you mean "batch"?`, "Metric": `; did you mean "metrics"?`, "banana": "", "": "",
	} {
		if got := suggest(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestInertWriter(t *testing.T) {
	var got recorder
	w := &inertWriter{to: &got}
	for _, part := range []string{"a\x1b[2", "Jb\r\n\tc\xe6\xbc", "\xa2\xff\u202e"} {
		if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	if want := "a\\x1b[2Jb\r\n\tc漢\\xff<U+202E>"; string(got) != want {
		t.Errorf("%q, want %q", string(got), want)
	}
}

type recorder []byte

func (r *recorder) Write(p []byte) (int, error) {
	*r = append(*r, p...)
	return len(p), nil
}
