package metrics

import "github.com/assay-score/assay/analyze"

var fuelRatio = &Metric{
	ID: "fuel_ratio", Version: 1,
	Doc:    "fuel that the program and the task's tests spend, over what they spend with the reference solution",
	Source: "counted steps instead of seconds, so that the number repeats to the digit; normalised like RACE (Zheng et al. 2024)",
	Unit:   "ratio", Better: LowerIsBetter, Needs: NeedsRun | NeedsReference | NeedsTask,
	Measure: func(ev *analyze.Evidence) Value {
		return costRatio(ev, func(r *analyze.RunEvidence) uint64 { return r.Outcome.Fuel }, "fuel")
	},
}

// costRatio compares a cost of the run with the reference's. Only solutions that work are compared: giving up early is
// cheap.
func costRatio(ev *analyze.Evidence, cost func(*analyze.RunEvidence) uint64, what string) Value {
	run, reference := ev.Run, ev.Reference
	switch {
	case run.Outcome == nil || !run.Outcome.Status.Scorable():
		return unavailable(whyNot(run, ""))
	case reference.Outcome == nil || !reference.Outcome.Status.Scorable() || !allPassed(reference):
		return notApplicable("the reference solution does not run through, so there is nothing to compare with")
	case !allPassed(run):
		return notApplicable("only solutions that pass all tests are compared")
	case run.Engine != reference.Engine || run.FuelSchedule != reference.FuelSchedule:
		return notApplicable("the reference ran on another engine or schedule")
	case cost(run) == 0 || cost(reference) == 0:
		return notApplicable("the engine does not measure " + what)
	}
	return Value{Number: float64(cost(run)) / float64(cost(reference))}
}

func allPassed(run *analyze.RunEvidence) bool {
	for _, c := range run.Cases {
		if c.Verdict != analyze.Passed {
			return false
		}
	}
	return len(run.Cases) > 0
}
