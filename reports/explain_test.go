package reports

import (
	"bytes"
	"math"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"
)

// TestExplanationSumsUp: the total and what is shown as lost make 100 points to the hundredth, and the places of a loss
// make the loss.
func TestExplanationSumsUp(t *testing.T) {
	for _, s := range []Submission{sampleSubmission("a"), sampleIncomplete("b"), sampleGated("c")} {
		checkAccount(t, &s)
	}
}

func checkAccount(t *testing.T, s *Submission) {
	t.Helper()
	a, err := Explain(s)
	if err != nil {
		t.Fatal(err)
	}
	sum := a.Total
	for _, l := range a.Losses {
		sum += l.Cents
		inside := l.Elsewhere
		for _, p := range l.Places {
			inside += p.Cents
		}
		if inside != l.Cents {
			t.Errorf("%s: %s: its places make %d of %d hundredths", s.ID, l.ID, inside, l.Cents)
		}
	}
	if sum != 10_000 {
		t.Errorf("%s: total and losses make %s", s.ID, hundredths(sum))
	}
}

func TestExplainNeedsAScore(t *testing.T) {
	if _, err := Explain(&Submission{ID: "x\x1b", Status: StatusRefused, Reason: "too large"}); err == nil || err.Error() != `x\x1b has no score to explain: refused, too large` {
		t.Errorf("%v", err)
	}
}

func TestApportion(t *testing.T) {
	properties := gopter.NewProperties(gopter.DefaultTestParametersWithSeed(7))
	properties.Property("every hundredth is given, each share is within one of its due", prop.ForAll(
		func(points []float64, cents int) bool {
			var sum float64
			for _, p := range points {
				sum += p
			}
			got, given := apportion(points, cents), 0
			for i, c := range got {
				given += c
				if sum > 0 && math.Abs(float64(c)-points[i]/sum*float64(cents)) > 1 {
					return false
				}
			}
			return given == cents || sum == 0
		},
		gen.SliceOfN(12, gen.Float64Range(0, 60)), gen.IntRange(0, 10_000)))
	properties.TestingRun(t)
}

func TestExplanationGolden(t *testing.T) {
	r := New(KindBatch, sampleProvenance(), []Submission{sampleSubmission("answer.py"), sampleGated("gated.py"), sampleIncomplete("task")})
	var b bytes.Buffer
	for i := range r.Submissions {
		if err := WriteExplanation(&b, r, &r.Submissions[i], Options{}); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
	}
	golden(t, "explain", b.Bytes())
}
