package programs

import (
	"fmt"
	"strings"
)

// Difference shows where two texts first differ: the line, and of long lines the part around the place.
func Difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		switch {
		case i >= len(g):
			return fmt.Sprintf("line %d\n got the end\nwant %q", i+1, excerpt(w[i], 0))
		case i >= len(w):
			return fmt.Sprintf("line %d\n got %q\nwant the end", i+1, excerpt(g[i], 0))
		case g[i] != w[i]:
			same := 0
			for same < min(len(g[i]), len(w[i])) && g[i][same] == w[i][same] {
				same++
			}
			return fmt.Sprintf("line %d, column %d\n got %q\nwant %q", i+1, same+1, excerpt(g[i], same), excerpt(w[i], same))
		}
	}
	return "no difference"
}

// excerpt is the part of a line around a column that fits on a line of a test's output.
func excerpt(line string, at int) string {
	const before, after = 60, 90
	if len(line) <= before+after {
		return line
	}
	from, to := max(0, at-before), min(len(line), at+after)
	out := line[from:to]
	if from > 0 {
		out = "…" + out
	}
	if to < len(line) {
		out += "…"
	}
	return out
}
