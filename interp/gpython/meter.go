package gpython

import (
	"context"
	"errors"
	"fmt"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
)

// stop ends a run from any depth. It travels as a Go panic, caught once at the door in [Engine.Run]: an error value
// could be turned into an exception on the way, and an exception can be caught by "except:", which a limit must not be.
type stop struct {
	status interp.Status
	detail string
	file   *source.File
	line   int
}

// look is how many units of fuel are spent between two looks at the clock.
const look = 4096

// charge pays fuel before the work it stands for: a unit is one bytecode instruction, or as much work in Go as takes
// about as long.
func (r *run) charge(n uint64) {
	if n <= r.chunk {
		r.chunk -= n
		return
	}
	r.refill(n)
}

// refill pays what the current chunk cannot and draws the next one.
func (r *run) refill(n uint64) {
	n -= r.chunk
	r.chunk = 0
	if n > r.fuel {
		r.fuel = 0
		r.halt(interp.FuelLimit, fmt.Sprintf("fuel limit of %d units spent", r.lim.Fuel))
	}
	r.fuel -= n
	r.checkClock()
	r.chunk = min(r.fuel, look)
	r.fuel -= r.chunk
}

// spent is the fuel used so far.
func (r *run) spent() uint64 { return r.lim.Fuel - r.fuel - r.chunk }

func (r *run) checkClock() {
	err := r.ctx.Err()
	if err == nil {
		return
	}
	if errors.Is(err, context.DeadlineExceeded) {
		r.halt(interp.TimeLimit, fmt.Sprintf("wall clock limit of %s reached", r.lim.Wall))
	}
	r.halt(interp.Cancelled, "cancelled")
}

// halt ends the run with a status that the program cannot catch.
func (r *run) halt(status interp.Status, detail string) {
	file, line := r.here()
	panic(&stop{status: status, detail: detail, file: file, line: line})
}

// unsupported ends the run because it needs a part of Python that this engine lacks.
func (r *run) unsupported(format string, args ...any) {
	r.halt(interp.UnsupportedUse, fmt.Sprintf(format, args...))
}

// here is the file and line that the program is at.
func (r *run) here() (*source.File, int) {
	if r.top == nil {
		return nil, 0
	}
	return r.top.code.file, r.top.line()
}

// effect records an attempt to reach outside.
func (r *run) effect(kind, what string, denied bool) {
	if len(r.out.Effects) >= interp.MaxEffects {
		r.out.EffectsDropped++
		return
	}
	e := interp.Effect{Kind: kind, What: what, Denied: denied}
	if file, line := r.here(); file != nil {
		e.File, e.Line = file.Name, line
	}
	r.out.Effects = append(r.out.Effects, e)
}

// enter counts one more level of calls, of Python or of our own recursion over a value; each enter that succeeds has its
// leave. Go's stack grows with this count and with nothing else, which is why it can never overflow.
func (r *run) enter() error {
	if r.depth >= r.lim.Recursion {
		return r.errorf("RecursionError", "maximum recursion depth exceeded")
	}
	r.depth++
	return nil
}

func (r *run) leave() { r.depth-- }

// write sends text to standard output (1) or standard error (2), up to the limits.
func (r *run) write(stream int, text string) {
	r.charge(2 + uint64(len(text))/8)
	r.writes++
	if r.writes > r.lim.Writes {
		r.halt(interp.OutputLimit, fmt.Sprintf("output limit of %d writes reached", r.lim.Writes))
	}
	over := false
	if room := r.lim.Output - r.written; uint64(len(text)) > room {
		text, over = text[:room], true
	}
	r.written += uint64(len(text))
	host, kept := r.host.Stdout, &r.out.Stdout
	if stream == 2 {
		host, kept = r.host.Stderr, &r.out.Stderr
	}
	if host != nil {
		// A reader that went away is not the program's business, and its output still counts.
		_, _ = host.Write([]byte(text))
	} else {
		*kept = append(*kept, text...)
	}
	if over {
		r.halt(interp.OutputLimit, fmt.Sprintf("output limit of %d bytes reached", r.lim.Output))
	}
}
