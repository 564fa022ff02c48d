package pipeline

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
)

// Measure measures a submission by reading it only: the metrics named, or all that need nothing but the source.
func Measure(sub *analyze.Submission, registry *metrics.Registry, ids []string) ([]reports.Measurement, error) {
	ev := (&Scorer{Profile: profiles.Default()}).look(sub)
	if len(ids) == 0 {
		for _, m := range registry.All() {
			if m.Needs&^metrics.NeedsSource == 0 {
				ids = append(ids, m.ID)
			}
		}
	}
	var out []reports.Measurement
	for _, id := range ids {
		m, ok := registry.Lookup(id)
		if !ok {
			continue
		}
		v, err := registry.Measure(id, ev)
		if err != nil {
			return nil, err
		}
		out = append(out, reports.NewMeasurement(m, v, ev))
	}
	return out, nil
}
