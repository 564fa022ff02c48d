package interp

import "context"

// Engine runs Python programs. An engine holds no state between runs and may be used from several goroutines at once.
type Engine interface {
	// Name is what the user calls the engine: "native", "gpython".
	Name() string
	// Version identifies the implementation; it belongs to a report's provenance and to cache keys.
	Version() string
	// FuelSchedule names the price list and its version: "gpython/1". Fuel compares only within one schedule.
	FuelSchedule() string
	// Run runs the program to an outcome. The context is the backstop: when it is done, the run ends as [TimeLimit]
	// (deadline) or [Cancelled].
	Run(ctx context.Context, p *Program, h *Host, limits Limits) *Outcome
}
