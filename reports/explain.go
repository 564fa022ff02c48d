package reports

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
)

// Account says where the points of a submission went. Total and the losses are hundredths of a point and make 100
// points exactly, and so do the places of a loss and its Elsewhere make the loss.
type Account struct {
	// Total is the total; of an interval, its upper end.
	Total  int
	Losses []Loss // the costliest first
}

// Loss is what one metric or gate cost.
type Loss struct {
	Category  string // its title; "" for a gate
	ID        string
	Why       string
	Cents     int
	Places    []PlaceLoss // the costliest first
	Elsewhere int         // no line is to blame, or its line was not kept

	hidden int // places that a page leaves out, whose loss it counts as elsewhere
}

// PlaceLoss is what one line cost.
type PlaceLoss struct {
	Line
	Cents int
}

// Explain accounts for every point that a judged submission lost. The record holds more decimals than are shown; what
// rounding leaves over goes to where it was cut off most, so that the numbers shown sum up.
func Explain(s *Submission) (*Account, error) {
	if s.Total == nil {
		return nil, fmt.Errorf("%s has no score to explain: %s, %s", Inert(s.ID), s.Status, Inert(s.Reason))
	}
	total := s.Total.High
	if s.Total.Value != nil {
		total = *s.Total.Value
	}
	a := &Account{Total: int(math.Round(total * 100))}
	var exact []float64
	for _, c := range s.Categories {
		for _, m := range c.Metrics {
			if m.State != "counted" || m.Lost <= 0 {
				continue
			}
			a.Losses = append(a.Losses, Loss{Category: c.Title, ID: m.ID, Why: worth(&m), Places: placesOf(&m)})
			exact = append(exact, m.Lost)
		}
		if lost, why := uncertain(s, &c); lost > 0 {
			a.Losses = append(a.Losses, Loss{Category: c.Title, ID: c.ID, Why: why})
			exact = append(exact, lost)
		}
	}
	for _, g := range s.Gates {
		if g.Lost > 0 {
			a.Losses = append(a.Losses, Loss{ID: g.ID, Why: g.Reason})
			exact = append(exact, g.Lost)
		}
	}
	for i, cents := range apportion(exact, 100*100-a.Total) {
		l := &a.Losses[i]
		l.Cents = cents
		points := make([]float64, len(l.Places)+1)
		rest := exact[i]
		for k, p := range l.Places {
			points[k] = p.Points
			rest -= p.Points
		}
		points[len(l.Places)] = max(rest, 0)
		if rest < 0.005 {
			points[len(l.Places)] = 0
		}
		shares := apportion(points, cents)
		for k := range l.Places {
			l.Places[k].Cents = shares[k]
		}
		l.Elsewhere = shares[len(l.Places)]
	}
	slices.SortStableFunc(a.Losses, func(x, y Loss) int { return cmp.Compare(y.Cents, x.Cents) })
	return a, nil
}

// uncertain is what a category falls short of its upper end beyond what its metrics lost. It is not 0 where part of a
// category is unavailable and the total is an interval, since there the rest does not speak for the part.
func uncertain(s *Submission, c *Category) (lost float64, why string) {
	if s.Total.Value != nil || c.Score == nil || c.Share == 0 {
		return 0, ""
	}
	lost = c.Share * (100 - c.Score.High)
	for _, m := range c.Metrics {
		if m.State == "counted" {
			lost -= m.Lost
		}
	}
	return round(max(lost, 0), 3), "part of it could not be found out"
}

func placesOf(m *Metric) []PlaceLoss {
	var out []PlaceLoss
	for _, l := range m.Lines {
		if l.Points > 0 {
			out = append(out, PlaceLoss{Line: l})
		}
	}
	return out
}

// worth says what a metric's value was worth.
func worth(m *Metric) string {
	if m.Value == nil || m.Score == nil || m.Score.Value == nil {
		return m.Reason
	}
	return fmt.Sprintf("%s is worth %s of 100", quantity(*m.Value, m.Unit), hundredths(int(math.Round(*m.Score.Value*100))))
}

// apportion divides whole hundredths in proportion to points by the largest remainder: each gets what it has, cut off,
// and what is left over goes one by one to where most was cut off.
func apportion(points []float64, cents int) []int {
	out := make([]int, len(points))
	var sum float64
	for _, p := range points {
		sum += p
	}
	if sum <= 0 || cents <= 0 {
		return out
	}
	type rest struct {
		at   int
		left float64
	}
	rests := make([]rest, len(points))
	given := 0
	for i, p := range points {
		exact := p / sum * float64(cents)
		out[i] = int(math.Floor(exact))
		rests[i] = rest{i, exact - math.Floor(exact)}
		given += out[i]
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.left, a.left) })
	for i := 0; given < cents; i, given = i+1, given+1 {
		out[rests[i%len(rests)].at]++
	}
	return out
}

// hundredths writes hundredths of a point: "12.30".
func hundredths(cents int) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

// WriteExplanation writes the account of a submission for people.
func WriteExplanation(w io.Writer, r *Report, s *Submission, o Options) error {
	a, err := Explain(s)
	if err != nil {
		return err
	}
	p := newPage(o)
	p.headline(s)
	most := ""
	if s.Total.Value == nil {
		most = " at most, since not everything could be found out"
	}
	p.blank()
	p.sum(100*100, "to begin with")
	for i := range a.Losses {
		p.blank()
		p.loss(&a.Losses[i])
	}
	p.blank()
	p.rule()
	p.sum(a.Total, "points"+most)
	p.suggestions(s, a)
	_, err = w.Write(p.bytes())
	return err
}
