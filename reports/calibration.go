package reports

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/assay-score/assay/stats"
)

// Calibration says how well the scores of a report agree with labels that people gave.
type Calibration struct {
	Labelled  int // submissions with a score and a label
	Unscored  int // with a label and no score
	Total     Agreement
	Canonical *Agreement // of the canonical score, where another profile judged
	Parts     []PartAgreement
}

// Agreement is how a series of scores goes with the labels.
type Agreement struct {
	Count     int
	Rho       float64 // Spearman's rank correlation
	Low, High float64 // its 95 % interval
	Known     bool    // both series vary
	Order     float64 // the share of pairs that the score orders as the labels do, ties counting half
	Pairs     int
	// Full and None are the shares of scores of 100 and of 0: where they are high, the score tells nothing apart any more.
	Full, None float64
	Size       float64 // rank correlation with the number of lines
	SizeKnown  bool
}

// PartAgreement is the agreement of a category or metric, and what the total's would be without it.
type PartAgreement struct {
	Category string
	Metric   string // "" for the category as a whole
	Agreement
	Without      float64 // Spearman's rank correlation of the total without it
	WithoutKnown bool
}

// Calibrate compares the scores of a report with labels by submission, a higher label being better.
func Calibrate(r *Report, labels map[string]float64) *Calibration {
	var out Calibration
	var used []*Submission
	var wanted, sizes []float64
	for i := range r.Submissions {
		s := &r.Submissions[i]
		label, ok := labels[s.ID]
		switch {
		case !ok:
		case s.Total == nil || s.Total.Value == nil:
			out.Unscored++
		default:
			used = append(used, s)
			wanted = append(wanted, label)
			lines := 0
			for _, f := range s.Files {
				lines += f.Lines
			}
			sizes = append(sizes, math.Log(float64(max(lines, 1))))
		}
	}
	out.Labelled = len(used)
	series := func(score func(s *Submission) (float64, bool)) Agreement {
		var xs, ys, zs []float64
		for i, s := range used {
			if x, ok := score(s); ok {
				xs, ys, zs = append(xs, x), append(ys, wanted[i]), append(zs, sizes[i])
			}
		}
		return agreement(xs, ys, zs)
	}
	out.Total = series(func(s *Submission) (float64, bool) { return *s.Total.Value, true })
	if len(used) > 0 && used[0].Canonical != nil {
		a := series(func(s *Submission) (float64, bool) {
			if s.Canonical == nil || s.Canonical.Total == nil || s.Canonical.Total.Value == nil {
				return 0, false
			}
			return *s.Canonical.Total.Value, true
		})
		out.Canonical = &a
	}
	for _, part := range partsOf(used) {
		p := PartAgreement{Category: part[0], Metric: part[1]}
		p.Agreement = series(func(s *Submission) (float64, bool) { return partScore(s, part[0], part[1]) })
		without := series(func(s *Submission) (float64, bool) { return totalWithout(s, part[0], part[1]) })
		p.Without, p.WithoutKnown = without.Rho, without.Known
		out.Parts = append(out.Parts, p)
	}
	return &out
}

func agreement(xs, ys, sizes []float64) Agreement {
	a := Agreement{Count: len(xs)}
	a.Rho, a.Low, a.High, a.Known = stats.Spearman(xs, ys)
	a.Order, a.Pairs = stats.Concordance(xs, ys)
	a.Size, _, _, a.SizeKnown = stats.Spearman(xs, sizes)
	for _, x := range xs {
		if x >= 100-1e-9 {
			a.Full += 1 / float64(len(xs))
		}
		if x <= 1e-9 {
			a.None += 1 / float64(len(xs))
		}
	}
	return a
}

// partsOf are the categories and metrics that count in any submission, in the profile's order.
func partsOf(list []*Submission) [][2]string {
	var out [][2]string
	add := func(p [2]string) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, s := range list {
		for _, c := range s.Categories {
			if c.State != "counted" {
				continue
			}
			add([2]string{c.ID, ""})
			for _, m := range c.Metrics {
				if m.State == "counted" {
					add([2]string{c.ID, m.ID})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b [2]string) int {
		return slices.Index(categoryOrder(list), a[0]) - slices.Index(categoryOrder(list), b[0])
	})
	return out
}

func categoryOrder(list []*Submission) []string {
	var out []string
	if len(list) > 0 {
		for _, c := range list[0].Categories {
			out = append(out, c.ID)
		}
	}
	return out
}

func partScore(s *Submission, category, metric string) (float64, bool) {
	for _, c := range s.Categories {
		if c.ID != category || c.State != "counted" {
			continue
		}
		if metric == "" {
			return valueOf(c.Score)
		}
		for _, m := range c.Metrics {
			if m.ID == metric && m.State == "counted" {
				return valueOf(m.Score)
			}
		}
	}
	return 0, false
}

func valueOf(s *Score) (float64, bool) {
	if s == nil || s.Value == nil {
		return 0, false
	}
	return *s.Value, true
}

// totalWithout works the total out again without a category or metric: weights are spread over what is left, gates hold.
func totalWithout(s *Submission, category, metric string) (float64, bool) {
	var sum, weight float64
	for _, c := range s.Categories {
		if c.State != "counted" || c.ID == category && metric == "" {
			continue
		}
		var inside, own float64
		for _, m := range c.Metrics {
			score, ok := valueOf(m.Score)
			if m.State == "counted" && ok && !(c.ID == category && m.ID == metric) {
				inside += m.Weight * score
				own += m.Weight
			}
		}
		if own > 0 {
			sum += c.Weight * inside / own
			weight += c.Weight
		}
	}
	if weight == 0 {
		return 0, false
	}
	total := sum / weight
	for _, g := range s.Gates {
		total = min(total, g.Cap)
	}
	return total, true
}

// WriteCalibration writes a calibration for people.
func WriteCalibration(w io.Writer, c *Calibration, o Options) error {
	p := newPage(o)
	p.spread([]seg{{"Calibration", bold}}, []seg{{fmt.Sprintf("%d labelled submissions", c.Labelled), dim}})
	p.rule()
	if c.Unscored > 0 {
		p.wrap(nil, 0, fmt.Sprintf("%d more have a label and no score", c.Unscored), dim)
	}
	var rows [][]seg
	row := func(name string, a Agreement, without string, tone style) {
		rho := "–"
		if a.Known {
			rho = fmt.Sprintf("%+.2f (%+.2f to %+.2f)", a.Rho, a.Low, a.High)
		}
		order, size := "–", "–"
		if a.Pairs > 0 {
			order = percent(a.Order)
		}
		if a.SizeKnown {
			size = fmt.Sprintf("%+.2f", a.Size)
		}
		rows = append(rows, []seg{{name, tone}, {rho, normal}, {order, normal}, {percent(a.Full), dim}, {percent(a.None), dim}, {size, dim}, {without, normal}})
	}
	row("total", c.Total, "", bold)
	if c.Canonical != nil {
		row("canonical", *c.Canonical, "", bold)
	}
	for _, part := range c.Parts {
		name, tone := part.Category, bold
		if part.Metric != "" {
			name, tone = "  "+part.Metric, normal
		}
		without := "–"
		if part.WithoutKnown {
			without = fmt.Sprintf("%+.2f", part.Without)
		}
		row(name, part.Agreement, without, tone)
	}
	columns := []column{{title: "score", flexible: true}, {title: "rank correlation", right: true}, {title: "pairs in order", right: true}, {title: "at 100", right: true, drop: 70},
		{title: "at 0", right: true, drop: 80}, {title: "with size", right: true, drop: 90}, {title: "total without", right: true, drop: 60}}
	if err := p.table(columns, rows); err != nil {
		return err
	}
	p.blank()
	p.wrap(nil, 0, strings.Join([]string{
		"rank correlation with the labels is Spearman's, with its 95 % interval;",
		"pairs in order are those with different labels that the score orders as the labels do, ties counting half;",
		"total without is the total's rank correlation when the part is left out: higher than the total's own means that the part does harm here."}, " "), dim)
	_, err := w.Write(p.bytes())
	return err
}
