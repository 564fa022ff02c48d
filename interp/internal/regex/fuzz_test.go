package regex

import (
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"
)

// FuzzMatch: whatever the pattern and the text, the engine ends within its budget, does not panic, and gives spans that lie
// in order within the text.
func FuzzMatch(f *testing.F) {
	for _, s := range [][2]string{{"(a+)+$", "aaaa!"}, {"(?P<n>é)|(?(n)x)", "éx"}, {"(?i)[à-ý]*?", "É"}, {`(?<=\bé)\1`, "\xff\x80"}, {"[", ""}, {"a{2,3}+", "aaaa"}, {`\N{DASH}`, "-"}} {
		f.Add(s[0], s[1], uint16(0), false)
		f.Add(s[0], s[1], uint16(2|8|64), true)
	}
	f.Fuzz(func(t *testing.T, pattern, text string, flags uint16, isBytes bool) {
		p, bad := Compile(pattern, Flags(flags)&511, isBytes)
		if bad != nil {
			if bad.Msg == "" || bad.Pos > len(pattern)+1 {
				t.Fatalf("%+v", bad)
			}
			return
		}
		meter := &allowance{steps: 200_000, memory: 16 << 20}
		all, _ := findAll(p, NewText(text, isBytes), Range{End: len(text)}, meter)
		at := 0
		for _, m := range all {
			from, to := m.Span(0)
			if from < at || to < from || to > len(text) {
				t.Fatalf("%q on %q: [%d:%d] behind %d", pattern, text, from, to, at)
			}
			at = to
			for g := 1; g <= m.Groups(); g++ {
				if a, b := m.Span(g); a < -1 || b < a && p.Groups == 0 || b > len(text) {
					t.Fatalf("%q on %q: group %d is [%d:%d]", pattern, text, g, a, b)
				}
			}
		}
	})
}

// FuzzTemplate: no replacement panics, and an expansion is as long as it says.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{`\1\g<n>\g<0>`, `\`, `\400`, `\g<99999999999999999999>`, `é\n`} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, source string, isBytes bool) {
		p, _ := Compile(`(a)(?P<n>b)?`, 0, isBytes)
		tmpl, bad := ParseTemplate(p, source)
		if bad != nil {
			return
		}
		m, _ := p.Find(NewText("xab", isBytes), Range{End: 3}, nil)
		var b strings.Builder
		tmpl.Expand(&b, "xab", m)
		if b.Len() != tmpl.Size(m) {
			t.Fatalf("%q: %d bytes, announced %d", source, b.Len(), tmpl.Size(m))
		}
	})
}

// TestProperties: an escaped text matches itself and nothing else; a search finds what strings.Index finds; splitting at the
// matches and joining again gives the text.
func TestProperties(t *testing.T) {
	properties := gopter.NewProperties(nil)
	text := gen.SliceOf(gen.OneConstOf("a", "b", ".", "(", "é", "\n", "\\", "😀", "A", " ", "#")).Map(func(s []string) string { return strings.Join(s, "") })
	find := func(pattern, s string, mode Mode) *Match {
		p, bad := Compile(pattern, 0, false)
		if bad != nil {
			t.Fatal(bad)
		}
		m, _ := p.Find(NewText(s, false), Range{End: len(s), Mode: mode}, nil)
		return m
	}
	properties.Property("an escaped text matches itself", prop.ForAll(func(s, other string) bool {
		return find(Escape(s), s, FullMatch) != nil && (s == other) == (find(Escape(s), other, FullMatch) != nil)
	}, text, text))
	properties.Property("a literal is found where it is", prop.ForAll(func(s, part string) bool {
		m, want := find(Escape(part), s, Search), strings.Index(s, part)
		if m == nil {
			return want < 0
		}
		from, to := m.Span(0)
		return from == want && to == want+len(part)
	}, text, text))
	properties.Property("matches and what lies between them are the text", prop.ForAll(func(s string) bool {
		p, _ := Compile(`[ab]+|é?`, 0, false)
		all, _ := findAll(p, NewText(s, false), Range{End: len(s)}, nil)
		var b strings.Builder
		at := 0
		for _, m := range all {
			from, to := m.Span(0)
			b.WriteString(s[at:to])
			at = to
			if from > to {
				return false
			}
		}
		return b.String()+s[at:] == s
	}, text))
	properties.TestingRun(t)
}
