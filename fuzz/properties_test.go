package fuzz

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"
)

// program makes a small valid program from a seed: functions with branches, loops and calls, then a use of them.
func program(seed int64) []string {
	r := rand.New(rand.NewSource(seed))
	var lines []string
	functions := 1 + r.Intn(4)
	for i := range functions {
		lines = append(lines, fmt.Sprintf("def f%d(a, b):", i))
		if r.Intn(2) == 0 {
			lines = append(lines, `    """Combine a and b."""`)
		}
		lines = append(lines, "    total = 0")
		for range 1 + r.Intn(4) {
			switch r.Intn(4) {
			case 0:
				lines = append(lines, fmt.Sprintf("    if a > %d and b:", r.Intn(9)), "        total += a")
			case 1:
				lines = append(lines, fmt.Sprintf("    for i in range(%d):", r.Intn(5)), "        total += i * b")
			case 2:
				lines = append(lines, "    total = total - b if b else total")
			default:
				lines = append(lines, fmt.Sprintf("    total += max(a, %d)", r.Intn(9)))
			}
		}
		lines = append(lines, "    return total")
	}
	lines = append(lines, "if __name__ == '__main__':")
	for i := range functions {
		lines = append(lines, fmt.Sprintf("    print(f%d(%d, %d))", i, r.Intn(9), r.Intn(9)))
	}
	return lines
}

// decorate puts comments and blank lines between and behind lines, which changes no token.
func decorate(lines []string, seed int64) string {
	r := rand.New(rand.NewSource(seed))
	var b strings.Builder
	for _, line := range lines {
		switch r.Intn(4) {
		case 0:
			b.WriteString("\n")
		case 1:
			b.WriteString("# a remark\n")
		}
		b.WriteString(line)
		if r.Intn(3) == 0 {
			b.WriteString("  # and so on")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestScoringProperties(t *testing.T) {
	parameters := gopter.DefaultTestParametersWithSeed(20261121)
	parameters.MinSuccessfulTests = 60
	properties := gopter.NewProperties(parameters)

	properties.Property("points lost and total make 100, and every score lies in 0 … 100", prop.ForAll(func(seed int64) bool {
		record, s := score(t.Context(), "p.py", []byte(strings.Join(program(seed), "\n")+"\n"))
		checkRecord(t, record)
		document(t, s, record)
		for _, c := range record.Categories {
			if c.Score != nil && (c.Score.Low < 0 || c.Score.High > 100 || c.Score.Low > c.Score.High) {
				return false
			}
		}
		return record.Total != nil && record.Total.Value != nil && *record.Total.Value > 0
	}, gen.Int64()))

	properties.Property("comments and blank lines change neither the run nor the total", prop.ForAll(func(seed, how int64) bool {
		lines := program(seed)
		plain, _ := score(t.Context(), "p.py", []byte(strings.Join(lines, "\n")+"\n"))
		decorated, _ := score(t.Context(), "p.py", []byte(decorate(lines, how)))
		return *plain.Total.Value == *decorated.Total.Value && plain.Run.Stdout == decorated.Run.Stdout && plain.Run.Fuel == decorated.Run.Fuel
	}, gen.Int64(), gen.Int64()))

	properties.Property("an endless loop behind it takes nothing but the run", prop.ForAll(func(seed int64) bool {
		text := strings.Join(program(seed), "\n") + "\nwhile True:\n    pass\n"
		record, _ := score(t.Context(), "p.py", []byte(text))
		checkRecord(t, record)
		return record.Run.Status == "limit:fuel" && record.Run.Fuel <= limits.Fuel
	}, gen.Int64()))

	properties.TestingRun(t)
}
