package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/source"
	"github.com/spf13/cobra"
)

const execHelp = `Run a program as an interpreter would, inside the sandbox and its limits. Nothing is scored.

The program is FILE, the text of -c, the module of -m (unittest, say, or pytest: -m unittest test_x), or standard
input (-). It reads the folder of FILE, or with -m the working folder, read-only, and standard input where that is piped; nothing else of the machine. What stands after -- becomes sys.argv[1:].
On a terminal, control sequences in its output are shown, not obeyed; --raw lets them through.

Exit codes: what the program gives to sys.exit, else
  0    it ended well
  1    it raised, or is not valid Python; standard error says why as CPython does
  2    bad flags, or FILE cannot be read
  124  a limit ended it; one line says which
  125  our fault
  126  it uses what the engine does not support; one line says what
  130  interrupted`

// The exit codes of exec where the program gives none.
const (
	execLimit       = 124
	execFault       = 125
	execUnsupported = 126
)

func execCommand(a *app) *cobra.Command {
	var r running
	var code, module string
	var stats, raw bool
	cmd := &cobra.Command{
		Use:     "exec FILE|-c CODE|-m MODULE|- [-- ARGS…]",
		Short:   "Run a program as an interpreter would",
		Long:    execHelp,
		Example: "  score exec program.py -- --its-own-flag\n  score exec -c 'print(6 * 7)' --stats",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			defer func() {
				if fault := recover(); fault != nil {
					err = &failure{execFault, fmt.Sprintf("a fault of ours: %v", fault)}
				}
			}()
			if err := a.settle(cmd); err != nil {
				return err
			}
			p, err := a.program(cmd, code, module, args)
			if err != nil {
				return err
			}
			if p.diagnostic != nil {
				a.showDiagnostic(p.file, p.diagnostic)
				return exit(1)
			}
			limits := r.limits()
			ctx, cancel := context.WithTimeout(cmd.Context(), limits.Wall)
			defer cancel()
			p.host.Seed = uint64(r.seed)
			if p.host.Mounts, err = r.openMounts(); err != nil {
				return err
			}
			stdout, stderr := &sink{to: a.stream(a.out, raw)}, &sink{to: a.err}
			if !raw { // tracebacks end up in logs, which people look at on terminals
				stderr.to = &inertWriter{to: a.err}
			}
			p.host.Stdout, p.host.Stderr = stdout, stderr
			if p.host.Stdin != nil {
				p.host.Stdin = newInterruptible(ctx, p.host.Stdin)
			}
			engine := a.engine.find(r.engine.value)
			begun := time.Now()
			o := engine.Run(ctx, &interp.Program{Steps: []interp.Step{{Kind: interp.RunMain, Source: p.file, Label: p.file.Name}}}, p.host, limits)
			wall := time.Since(begun)
			if o.Status != interp.OK && cmd.Context().Err() != nil {
				o.Status = interp.Cancelled // what the program made of its input's breaking off is not its own doing
			}
			status := a.outcome(o)
			if err := cmp.Or(stdout.err, stderr.err); err != nil && !errors.Is(err, syscall.EPIPE) {
				return misusef("the program's output cannot be written: %v", bare(err))
			}
			if stats {
				a.stats(engine, o, status, wall)
			}
			return exit(status)
		},
	}
	r.flags(a, cmd)
	f := cmd.Flags()
	f.StringVarP(&code, "code", "c", "", "text of the program, as `CODE`")
	f.StringVarP(&module, "module", "m", "", "run `MODULE` as a program, found as an import would find it (native engine)")
	f.BoolVar(&stats, "stats", false, "one line of JSON on standard error: fuel, peak memory, wall clock, outcome")
	f.BoolVar(&raw, "raw", false, "let control sequences through to the terminal")
	markSetting(f, "stats")
	return cmd
}

// executable is a program with the world that it gets.
type executable struct {
	file       *source.File
	diagnostic *source.Diagnostic // why the bytes could not be decoded
	host       *interp.Host
}

// program finds the program that a command line means.
func (a *app) program(cmd *cobra.Command, code, module string, args []string) (*executable, error) {
	p := &executable{host: &interp.Host{}}
	if module != "" {
		if cmd.Flags().Changed("code") {
			return nil, misusef("score exec: -c and -m exclude each other")
		}
		p.file = source.NewFile("<frozen -m>", "import runpy\nrunpy._run_module_as_main("+strconv.Quote(module)+")\n")
		p.host.Argv = append([]string{"-m"}, args...)
		p.host.Stdin = a.piped()
		var err error
		p.host.FS, err = openFolder(".")
		return p, err
	}
	if cmd.Flags().Changed("code") {
		p.file = source.NewFile("<string>", code)
		p.host.Argv = append([]string{"-c"}, args...)
		p.host.Stdin = a.piped()
		return p, nil
	}
	if dash := cmd.ArgsLenAtDash(); len(args) == 0 || dash == 0 {
		return nil, misusef("score exec: expected a FILE, -c CODE, -m MODULE, or - for standard input")
	}
	path := args[0]
	var err error
	if p.file, p.diagnostic, err = a.readSource(path); err != nil {
		return nil, err
	}
	p.host.Argv = args
	if path == "-" {
		return p, nil // standard input was the program, and is at its end
	}
	p.host.Stdin = a.piped()
	p.host.FS, err = openFolder(filepath.Dir(path))
	return p, err
}

// piped is standard input where it is not a terminal.
func (a *app) piped() io.Reader {
	if isTerminal(a.in) {
		return nil
	}
	return a.in
}

// stream is where a program's output goes.
func (a *app) stream(f *os.File, raw bool) io.Writer {
	if raw || !isTerminal(f) {
		return f
	}
	return &inertWriter{to: f}
}

// sink remembers the first failure to write.
type sink struct {
	to  io.Writer
	err error
}

// Write is io.Writer's.
func (s *sink) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// outcome says on standard error how a run ended, where its output does not, and gives the exit status.
func (a *app) outcome(o *interp.Outcome) int {
	switch o.Status {
	case interp.OK:
		return 0
	case interp.Raised, interp.Assertion:
		if !o.Exception.Shown {
			writeTraceback(a.err, o.Exception)
		}
		return 1
	case interp.Exited:
		return o.ExitCode & 0xff
	case interp.InvalidSyntax:
		a.showDiagnostic(o.File, o.Diagnostic)
		return 1
	case interp.Cancelled:
		return a.report(&failure{exitInterrupted, "interrupted"})
	case interp.UnsupportedUse:
		return a.report(&failure{execUnsupported, describeEnd(o)})
	case interp.FaultOfOurs:
		return a.report(&failure{execFault, describeEnd(o)})
	}
	return a.report(&failure{execLimit, describeEnd(o)})
}

// describeEnd is the one line about a run that ended for a reason that is not the program's own.
func describeEnd(o *interp.Outcome) string {
	text := o.Status.String()
	if detail := strings.TrimPrefix(o.Detail, text+": "); detail != "" {
		text += ": " + detail
	}
	if o.Line > 0 && !strings.Contains(o.Detail, "line ") {
		text += fmt.Sprintf(", line %d", o.Line)
	}
	return text
}

// stats writes the line of --stats.
func (a *app) stats(engine interp.Engine, o *interp.Outcome, status int, wall time.Duration) {
	line, err := json.Marshal(struct {
		Outcome    string  `json:"outcome"`
		ExitStatus int     `json:"exit_status"`
		Engine     string  `json:"engine"`
		Schedule   string  `json:"fuel_schedule"`
		Fuel       uint64  `json:"fuel"`
		PeakMemory uint64  `json:"peak_memory_bytes"`
		WallMillis float64 `json:"wall_ms"`
	}{o.Status.String(), status, engine.Name(), engine.FuelSchedule(), o.Fuel, o.PeakMemory, float64(wall.Microseconds()) / 1000})
	if err == nil {
		fmt.Fprintf(a.err, "%s\n", line)
	}
}

// interruptible reads from a file that may never give anything, and gives up when its context is done.
type interruptible struct {
	ctx    context.Context
	chunks <-chan chunk
	rest   chunk
}

type chunk struct {
	bytes []byte
	err   error
}

func newInterruptible(ctx context.Context, r io.Reader) *interruptible {
	chunks := make(chan chunk)
	go func() { // ends with the process where a read never returns
		for {
			buf := make([]byte, 32<<10)
			n, err := r.Read(buf)
			select {
			case chunks <- chunk{buf[:n], err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return &interruptible{ctx: ctx, chunks: chunks}
}

// Read is io.Reader's.
func (r *interruptible) Read(p []byte) (int, error) {
	for len(r.rest.bytes) == 0 {
		if r.rest.err != nil {
			return 0, r.rest.err
		}
		select {
		case r.rest = <-r.chunks:
		case <-r.ctx.Done():
			return 0, errors.New("interrupted")
		}
	}
	n := copy(p, r.rest.bytes)
	r.rest.bytes = r.rest.bytes[n:]
	return n, nil
}
