package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
)

// WriteMetrics lists metrics with their part in a profile.
func WriteMetrics(w io.Writer, list []profiles.Description, o Options) error {
	p := newPage(o)
	var rows [][]seg
	for _, d := range list {
		share, tone := "–", dim
		if d.Share > 0 {
			share, tone = percent(d.Share), normal
		}
		category := d.Category
		if category == "" {
			category = "–"
		}
		rows = append(rows, []seg{{d.Metric.ID, bold}, {category, tone}, {share, tone}, {d.Metric.Unit, dim}, {d.Metric.Doc, normal}})
	}
	columns := []column{{title: "metric"}, {title: "category", drop: 60}, {title: "share", right: true}, {title: "unit", drop: 100}, {title: "counts", flexible: true, wrapped: true}}
	if err := p.table(columns, rows); err != nil {
		return err
	}
	p.blank()
	p.wrap(nil, 0, "share is of the total, when everything applies; score metrics explain ID says more", dim)
	_, err := w.Write(p.bytes())
	return err
}

// WriteMetric explains one metric under a profile.
func WriteMetric(w io.Writer, d profiles.Description, o Options) error {
	p := newPage(o)
	m := d.Metric
	p.spread([]seg{{m.ID, bold}}, []seg{{fmt.Sprintf("version %d", m.Version), dim}})
	p.rule()
	p.wrap(nil, 0, sentence(m.Doc), normal)
	p.blank()
	p.entry("unit", m.Unit)
	limits := fmt.Sprintf("%g or more", m.Min)
	if m.Max != 0 {
		limits = fmt.Sprintf("%g to %g", m.Min, m.Max)
	}
	p.entry("range", limits)
	p.entry("better", m.Better.String())
	p.entry("needs", needs(m.Needs))
	p.entry("applies", m.Applies)
	p.entry("cost", m.Cost.String())
	p.entry("source", m.Source)
	p.entry("dialect", m.Dialect)
	if d.Category == "" {
		p.entry("part", "none: the profile does not name it")
	} else {
		p.entry("part", fmt.Sprintf("weight %g in %s, %s of the total when everything applies", d.Weight, d.Category, percent(d.Share)))
	}
	if d.Curve == "" {
		p.entry("curve", "none: it is reported and never scored")
	} else {
		p.entry("curve", d.Curve)
		p.entry("anchors", d.Anchors)
	}
	_, err := w.Write(p.bytes())
	return err
}

// entry writes a name with what belongs to it; nothing where that is empty.
func (p *page) entry(name, text string) {
	if text != "" {
		p.wrap([]seg{{fmt.Sprintf("%-12s", name), dim}}, 12, text, normal)
	}
}

// sentence is a text with a capital and a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

func needs(n metrics.Needs) string {
	var parts []string
	for _, need := range []struct {
		bit  metrics.Needs
		name string
	}{{metrics.NeedsSource, "the source"}, {metrics.NeedsRun, "a run"}, {metrics.NeedsReference, "a reference solution"}, {metrics.NeedsTask, "a task"}, {metrics.NeedsTypes, "types"}} {
		if n&need.bit != 0 {
			parts = append(parts, need.name)
		}
	}
	return strings.Join(parts, ", ")
}

// WriteRules lists safety rules.
func WriteRules(w io.Writer, list []*safety.Rule, o Options) error {
	p := newPage(o)
	var rows [][]seg
	for _, r := range list {
		severity := r.Severity.String()
		rows = append(rows, []seg{{r.ID, bold}, {severity, severityTone(severity)}, {r.Confidence.String(), dim}, {r.Slug, dim}, {r.Title, normal}})
	}
	columns := []column{{title: "rule"}, {title: "severity"}, {title: "confidence", drop: 60}, {title: "name", drop: 80}, {title: "finds", flexible: true, wrapped: true}}
	if err := p.table(columns, rows); err != nil {
		return err
	}
	p.blank()
	p.wrap(nil, 0, safety.RuleSet+"; score rules explain ID says more", dim)
	_, err := w.Write(p.bytes())
	return err
}

// WriteRule explains one safety rule.
func WriteRule(w io.Writer, r *safety.Rule, o Options) error {
	p := newPage(o)
	severity := r.Severity.String()
	p.spread([]seg{{r.ID + "  " + r.Title, bold}}, []seg{{severity, severityTone(severity)}, {", " + r.Confidence.String() + " confidence", dim}})
	p.rule()
	p.wrap(nil, 0, r.Doc, normal)
	p.blank()
	p.entry("instead", r.Fix)
	if r.CWE > 0 {
		p.entry("weakness", fmt.Sprintf("CWE-%d", r.CWE))
	}
	p.entry("bandit", strings.Join(r.Bandit, ", "))
	p.entry("ruff", strings.Join(r.Ruff, ", "))
	p.entry("name", r.Slug)
	_, err := w.Write(p.bytes())
	return err
}
