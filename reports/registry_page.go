package reports

import (
	"io"

	"github.com/assay-score/assay/metrics"
)

// WriteCandidates says which declarations of a metric there are, which is taken and why.
func WriteCandidates(w io.Writer, list []metrics.Candidate, o Options) error {
	p := newPage(o)
	for i, c := range list {
		why := "taken: the only one"
		switch {
		case i == 0 && len(list) > 1:
			why = "taken: " + c.Tier.String() + " wins over " + list[1].Tier.String()
		case i > 0:
			why = "shadowed"
		}
		label := ""
		if i == 0 {
			label = "candidates"
		}
		p.entry(label, c.Tier.String()+", "+c.Origin+" ("+why+")")
	}
	if m := list[0].Metric; m.Expression != "" {
		p.entry("expression", m.Expression)
	}
	_, err := w.Write(p.bytes())
	return err
}

// WriteShadowed lists the metrics that another one of their id is taken before.
func WriteShadowed(w io.Writer, r *metrics.Registry, o Options) error {
	p := newPage(o)
	var rows [][]seg
	for _, m := range r.All() {
		list := r.Candidates(m.ID)
		for _, c := range list[1:] {
			rows = append(rows, []seg{{c.ID, bold}, {c.Tier.String(), normal}, {c.Origin, dim}, {list[0].Tier.String(), normal}, {list[0].Origin, dim}})
		}
	}
	if len(rows) == 0 {
		p.wrap(nil, 0, "no metric is shadowed: each id is declared once", dim)
		_, err := w.Write(p.bytes())
		return err
	}
	if err := p.table([]column{{title: "metric"}, {title: "shadowed"}, {title: "from", flexible: true}, {title: "by"}, {title: "from", flexible: true}}, rows); err != nil {
		return err
	}
	_, err := w.Write(p.bytes())
	return err
}
