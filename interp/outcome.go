package interp

import (
	"fmt"

	"github.com/assay-score/assay/interp/source"
)

// Status is how a run ended.
type Status uint8

// The ways a run ends.
const (
	OK             Status = iota // every step ran to its end
	Raised                       // an exception that nothing caught
	Assertion                    // the same, an AssertionError
	Exited                       // SystemExit: sys.exit, with ExitCode
	InvalidSyntax                // CPython too would refuse the source: Diagnostic says why
	FuelLimit                    // Limits.Fuel spent
	MemoryLimit                  // Limits.Memory exceeded
	RecursionLimit               // native re-entries exceeded in a way the program cannot see as RecursionError
	OutputLimit                  // Limits.Output, Writes, Files or FileBytes exceeded
	TimeLimit                    // the wall-clock backstop: says nothing about the program
	Cancelled                    // the caller gave up
	UnsupportedUse               // the engine lacks a part of Python that the program uses
	FaultOfOurs                  // a bug of the engine or its surroundings
)

var statusNames = [...]string{"ok", "raised", "assertion", "exit", "syntax_error", "limit:fuel", "limit:memory", "limit:recursion",
	"limit:output", "timeout", "cancelled", "unsupported", "fault"}

// String is the name used in reports: "ok", "raised", "limit:fuel", …
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("status(%d)", uint8(s))
}

// Limit reports whether a deterministic limit ended the run. The wall clock is not one.
func (s Status) Limit() bool { return s >= FuelLimit && s <= OutputLimit }

// Scorable reports whether the outcome is evidence about the program. What the machine's speed, the caller, a part of
// Python that the engine lacks, or a fault of ours brought about is not.
func (s Status) Scorable() bool { return s <= OutputLimit }

// Outcome is what a run did and what it cost.
type Outcome struct {
	Status Status
	Step   int // index of the step that ended the run; the number of steps after OK

	Exception  *Exception         // Raised, Assertion, Exited
	ExitCode   int                // Exited: the process's exit status as CPython would set it
	Diagnostic *source.Diagnostic // InvalidSyntax, with File
	File       *source.File       // the file that Diagnostic, Unsupported or Fault speaks of; may be nil
	// Detail is one line for people: which limit and its value, what is unsupported, what our fault was.
	Detail string
	Line   int // the Python line that Detail speaks of, 0 where unknown

	Fuel       uint64 // spent, in units of the engine's schedule
	PeakMemory uint64 // bytes by the engine's model; 0 where the engine does not measure it
	Stdout     []byte // what was written, up to Limits.Output; empty when Host took it
	Stderr     []byte
	Result     *Data     // what the last CallFunction step answered, after OK
	Observed   *Observed // what Program.Observe asked for; nil where nothing was, or the engine cannot
	Effects    []Effect  // attempts to reach outside, in order; at most MaxEffects, then EffectsDropped counts
	// EffectsDropped is how many attempts came after the list was full.
	EffectsDropped int
}

// MaxEffects bounds Outcome.Effects.
const MaxEffects = 1000

// Exception is an exception that ended a run.
type Exception struct {
	Type      string  // class name, qualified by its module unless that is builtins or __main__
	Message   string  // str(exception)
	Traceback []Frame // outermost first
	// Shown is set by an engine that has written the traceback to standard error itself, as CPython does; whoever shows
	// an outcome to people then has no need to.
	Shown bool
}

// Error gives the last line of a traceback: "ValueError: bad".
func (e *Exception) Error() string {
	if e.Message == "" {
		return e.Type
	}
	return e.Type + ": " + e.Message
}

// Frame is one line of a traceback.
type Frame struct {
	File     string
	Line     int
	Function string // "<module>" at module level
	Text     string // the source line, stripped; "" where unknown
}

// Effect is an attempt of the program to reach outside of itself, granted or not.
type Effect struct {
	Kind   string // "import", "open", "process", "network", "eval", "exit", …
	What   string // the module, path or call
	Denied bool
	File   string
	Line   int
}
