package reports

import (
	"fmt"
	"reflect"
	"slices"
)

// Merge puts the parts of a batch together, in whatever order they are given. The result is the report that the whole
// batch would have been.
func Merge(parts []*Report) (*Report, error) {
	if len(parts) == 0 {
		return nil, fmt.Errorf("nothing to put together")
	}
	first := parts[0]
	byIndex := make([]*Report, len(parts))
	for _, p := range parts {
		switch {
		case p.Shard == nil:
			return nil, fmt.Errorf("a report is no part of a batch (score batch --shard I/N makes those)")
		case p.Partial != nil:
			return nil, fmt.Errorf("part %d/%d was interrupted after %d of %d submissions", p.Shard.Index, p.Shard.Count, p.Partial.Done, p.Partial.Of)
		case first.Shard == nil || p.Shard.Count != first.Shard.Count:
			return nil, fmt.Errorf("a part is of %d, another of %d", p.Shard.Count, first.Shard.Count)
		case p.Shard.Count != len(parts):
			return nil, fmt.Errorf("%d parts, expected all %d", len(parts), p.Shard.Count)
		case p.Shard.Index > len(parts):
			return nil, fmt.Errorf("there is no part %d of %d", p.Shard.Index, p.Shard.Count)
		case byIndex[p.Shard.Index-1] != nil:
			return nil, fmt.Errorf("part %d/%d is given twice", p.Shard.Index, p.Shard.Count)
		case !reflect.DeepEqual(p.Provenance, first.Provenance):
			return nil, fmt.Errorf("the parts were made differently: their provenance differs")
		case !slices.Equal(p.Problems, first.Problems) || !slices.Equal(p.Missing, first.Missing):
			return nil, fmt.Errorf("the parts are of different files of answers: their problems or missing tasks differ")
		}
		byIndex[p.Shard.Index-1] = p
	}
	collector := NewCollector(true)
	for row := 0; ; row++ {
		given := 0
		for _, p := range byIndex {
			if row < len(p.Submissions) {
				if collector.Count()%len(parts) != given {
					return nil, fmt.Errorf("the parts do not fit together: one has a submission too few or too many")
				}
				collector.Add(&p.Submissions[row])
				given++
			}
		}
		if given == 0 {
			break
		}
	}
	out := collector.Report(first.Kind, first.Provenance, nil)
	out.Problems, out.Missing = first.Problems, first.Missing
	return out, nil
}
