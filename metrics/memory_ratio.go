package metrics

import "github.com/assay-score/assay/analyze"

var memoryRatio = &Metric{
	ID: "memory_ratio", Version: 1,
	Doc:    "peak memory of the program with the task's tests, over that of the reference solution",
	Source: "the engine's memory model, which is the same on every machine",
	Unit:   "ratio", Better: LowerIsBetter, Needs: NeedsRun | NeedsReference | NeedsTask,
	Measure: func(ev *analyze.Evidence) Value {
		return costRatio(ev, func(r *analyze.RunEvidence) uint64 { return r.Outcome.PeakMemory }, "memory")
	},
}
