package analyze

import (
	"strings"
	"testing"
)

func FuzzFences(f *testing.F) {
	for _, seed := range []string{
		"a\n```python\nx\n```\n", "> - ~~~\n>   x\n>   ~~~\n", "-\t```\n\tx\n", "<!--\n```\n-->\n", "1. > 2) ```\n", strings.Repeat("> ", 100) + "```\n",
		strings.Repeat("- ", 100) + "```\n\n\n", "```\n   \t\n\t```",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = lineEnds(text)
		lines := strings.Split(text, "\n")
		next := 1
		for _, fence := range fences(text, maxFences) {
			if fence.line < next || fence.line > len(lines) || !strings.ContainsAny(lines[fence.line-1], "`~") {
				t.Fatalf("a fence at line %d of %q, after line %d", fence.line, text, next)
			}
			content := strings.Split(string(fence.code), "\n")
			content = content[:len(content)-1] // every line has its end
			for i, line := range content {
				// What is left of a line is its end, behind nothing but the indentation of its containers.
				code := strings.TrimLeft(line, " \t")
				if original := lines[fence.line+i]; !strings.HasSuffix(original, code) {
					t.Fatalf("line %d is %q, of %q", fence.line+i+1, line, original)
				}
			}
			next = fence.line + len(content) + 1
			if fence.closed {
				next++
			}
		}
	})
}

func FuzzMagics(f *testing.F) {
	for _, seed := range []string{"%time x\n!ls\ny?\n", "x = '''\n%a\n'''\n", "%%bash\nls\n", "(\n% 2)\n", "\\\n%x", "a = !b\n", "  %timeit -n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, code string) {
		code = lineEnds(code)
		s := &Submission{}
		plain := s.withoutMagics("c", code)
		if strings.Count(plain, "\n") != strings.Count(code, "\n") {
			t.Fatalf("%q has other lines than %q", plain, code)
		}
		if len(s.Notes) == 0 && plain != code {
			t.Fatalf("%q became %q without a note", code, plain)
		}
		after := strings.Split(plain, "\n")
		for i, line := range strings.Split(code, "\n") {
			if !strings.ContainsAny(line, "%!?") && after[i] != line && after[i] != "# "+line {
				t.Fatalf("line %d, %q, became %q", i+1, line, after[i])
			}
		}
	})
}
