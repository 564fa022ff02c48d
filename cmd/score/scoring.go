package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/profiles"
	"github.com/assay-score/assay/reports"
	"github.com/spf13/cobra"
)

// scoring are the settings of run and batch.
type scoring struct {
	running
	profile    string
	metrics    []string // folders and declarations of metrics of one's own
	workers    bounded
	format     choice
	output     string
	quiet      bool
	verbose    bool
	hostInfo   bool
	failUnder  points
	failOnGate bool
	runs       bounded
	observe    bool

	gates int // how many closed
}

// maxRuns bounds --runs.
const maxRuns = 1000

// maxWorkers bounds --workers: more would only take memory.
const maxWorkers = 1024

func (s *scoring) flags(a *app, cmd *cobra.Command, failOnGate bool) {
	s.running.flags(a, cmd)
	s.workers = bounded{runtime.GOMAXPROCS(0), 1, maxWorkers}
	s.runs = bounded{1, 1, maxRuns}
	s.format.of = formatNames()
	f := cmd.Flags()
	f.StringVar(&s.profile, "profile", "default", "profile that judges: the `NAME` of a built-in one, or a YAML, JSON or TOML file")
	metricsFlag(f, &s.metrics)
	f.Var(&s.workers, "workers", "submissions scored at once; the report does not depend on it")
	f.Lookup("workers").DefValue = "all processors"
	f.Var(&s.runs, "runs", "how often each submission is run, with the seeds seed, seed+1, …; what they show together is added to the report")
	f.BoolVar(&s.observe, "observe", false, "record which lines ran and what they spent (the formats html and pprof, which show it, do so anyway)")
	f.Var(&s.format, "format", "how the report is written (default by the ending of --output, else table)")
	f.StringVarP(&s.output, "output", "o", "", "`FILE` to write the report to, whole or not at all; - for standard output")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "no progress and no remarks on standard error")
	f.BoolVarP(&s.verbose, "verbose", "v", false, "show everything: all metrics, findings, submissions")
	f.BoolVar(&s.hostInfo, "host-info", false, "add a block about machine and time to the report, which then differs every time")
	f.Var(&s.failUnder, "fail-under", "exit with 1 when "+map[bool]string{true: "a total is", false: "the mean is"}[failOnGate]+" below this, or not known")
	f.BoolVar(&s.failOnGate, "fail-on-gate", failOnGate, "exit with 1 when a gate of the profile closed on a submission")
	completeFlag(cmd, "format", s.format.of)
	completeFlag(cmd, "profile", profiles.BuiltinIDs())
	markSetting(f, "profile", "metrics", "workers", "runs", "observe", "format", "output", "quiet", "verbose", "host-info", "fail-under", "fail-on-gate")
}

func formatNames() []string {
	var names []string
	for _, f := range reports.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// scorer makes the scorer that the settings describe.
func (s *scoring) scorer(a *app) (*pipeline.Scorer, error) {
	profile, registry, err := judging(s.profile, s.metrics)
	if err != nil {
		return nil, err
	}
	mounts, err := s.openMounts()
	if err != nil {
		return nil, err
	}
	return &pipeline.Scorer{Engine: a.engine.find(s.engine.value), Limits: profile.Bound(s.limits()), Profile: profile, Registry: registry, Seed: uint64(s.seed), Runs: s.runs.value, Observe: s.observed(), Mounts: mounts}, nil
}

// keepRecords is up to how many records a report is held in memory; longer ones wait in a temporary file.
const keepRecords = 2000

// all scores items with a progress line and makes the report. What release frees, the report needs until it is written.
func (s *scoring) all(ctx context.Context, a *app, b *pipeline.Batch, kind string, items iter.Seq[pipeline.Item], total int) (report *reports.Report, release func(), err error) {
	begun := time.Now()
	bar := newProgress(a.err, total, s.quiet)
	defer bar.clear()
	release = func() {}
	collector := reports.NewCollector(kind != reports.KindBatch || total <= keepRecords)
	var spool *pipeline.Spool
	if kind == reports.KindBatch && total > keepRecords {
		if spool, err = pipeline.NewSpool(); err != nil {
			return nil, release, faultf("a temporary file: %v", err)
		}
		release = func() { spool.Close() }
	}
	b.Step = bar.step
	err = b.Run(ctx, items, func(r *pipeline.Result) error {
		if spool == nil {
			record, err := r.Record()
			if err == nil {
				collector.Add(record)
			}
			return err
		}
		gist, err := r.Gist()
		if err != nil {
			return err
		}
		text, err := r.Text()
		if err != nil {
			return err
		}
		collector.Note(gist)
		return spool.Add(text)
	})
	s.gates = collector.Gates()
	interrupted := errors.Is(err, context.Canceled) && kind == reports.KindBatch && collector.Count() > 0
	if err != nil && !interrupted {
		return nil, release, err
	}
	report = collector.Report(kind, b.Scorer.Provenance(toolName), nil)
	if spool != nil {
		report = collector.Report(kind, b.Scorer.Provenance(toolName), spool)
	}
	if interrupted {
		report.Partial = &reports.Partial{Done: collector.Count(), Of: total}
	}
	s.addHost(report, b, begun)
	if toFile := s.output != "" && s.output != "-"; b.Processes != nil && !s.quiet && (toFile || isTerminal(a.err)) {
		bar.clear()
		fmt.Fprintf(a.err, "between the programs and this machine: %s\n", strings.Join(layersOf(b), ", "))
	}
	return report, release, nil
}

// addHost adds what depends on the machine, where that is asked for.
func (s *scoring) addHost(report *reports.Report, b *pipeline.Batch, begun time.Time) {
	if s.hostInfo {
		report.HostInfo = &reports.HostInfo{OS: runtime.GOOS, Arch: runtime.GOARCH, CPUs: runtime.NumCPU(), Workers: s.workers.value,
			StartedAt: begun.UTC().Format(time.RFC3339), WallMillis: float64(time.Since(begun).Microseconds()) / 1000, Isolation: layersOf(b)}
	}
}

// layersOf are the layers that stood between the programs of a batch and the machine.
func layersOf(b *pipeline.Batch) []string {
	if b.Processes == nil {
		return []string{"interpreter"}
	}
	return append([]string{"interpreter"}, b.Processes.Layers()...)
}

// spare refuses to write the report over what it is made from.
func (s *scoring) spare(inputs ...string) error {
	out, err := os.Stat(s.output)
	if err != nil || !out.Mode().IsRegular() {
		return nil // not there yet, or not something that is replaced
	}
	for _, input := range inputs {
		if in, err := os.Stat(input); err == nil && os.SameFile(in, out) {
			return misusef("--output %s: that is an input, which the report would replace", s.output)
		}
	}
	return nil
}

// observed is what runs record about themselves: nothing, unless it is asked for or the format shows it.
func (s *scoring) observed() interp.Observe {
	f, err := s.chosen()
	if s.observe || err == nil && f.Observes {
		return interp.Observe{Coverage: true, Profile: true}
	}
	return interp.Observe{}
}

// chosen is the format that is asked for: by its name, by the ending of the output file, or the first.
func (s *scoring) chosen() (reports.Format, error) {
	name := s.format.value
	if name == "" {
		name = formatNames()[0]
		if f, ok := reports.FormatOf(s.output); ok {
			name = f.Name
		}
	}
	return reports.LookupFormat(name)
}

// write writes the report where the settings say.
func (s *scoring) write(ctx context.Context, a *app, r *reports.Report) error {
	format, err := s.chosen()
	if err != nil {
		return misusef("%v", err)
	}
	toFile := s.output != "" && s.output != "-"
	options := renderOptions(a.out, s.verbose)
	if toFile {
		options = reports.Options{Verbose: s.verbose}
	}
	if err := ctx.Err(); err != nil && r.Partial == nil {
		return err
	}
	// What goes wrong in writing to where it goes is not ours; what goes wrong in the format is.
	write := func(w io.Writer) error {
		if err := format.Write(w, r, options); err != nil {
			return faultf("%v", err)
		}
		return nil
	}
	if !toFile {
		w := bufio.NewWriterSize(a.out, 64<<10)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	}
	if err := writeWholeBy(s.output, write); err != nil {
		return err
	}
	if !s.quiet {
		fmt.Fprintf(a.err, "wrote %s: %s\n", reports.Inert(s.output), gist(r))
	}
	return nil
}

// gist is a report in a few words.
func gist(r *reports.Report) string {
	text := fmt.Sprintf("%d scored of %d", r.Summary.Scored, r.Summary.Submissions)
	if r.Summary.Mean != nil {
		text += fmt.Sprintf(", mean %.2f", *r.Summary.Mean)
	}
	return text
}

// verdict is the exit code of a report that has been written.
func (s *scoring) verdict(r *reports.Report, gates int) error {
	if r.Partial != nil {
		return &failure{exitInterrupted, fmt.Sprintf("interrupted: the report has %d of %d submissions", r.Partial.Done, r.Partial.Of)}
	}
	if r.Summary.InfraErrors > 0 {
		return exit(exitFault)
	}
	if r.Kind == reports.KindRun && r.Summary.Refused > 0 {
		return exit(exitMisuse)
	}
	gate := s.failOnGate && gates > 0
	for i := range r.Submissions { // all of a run's are there
		if s.failUnder.set && r.Kind == reports.KindRun {
			gate = gate || below(r.Submissions[i].Total, s.failUnder.value)
		}
	}
	if s.failUnder.set && r.Kind == reports.KindBatch {
		gate = gate || r.Summary.Mean == nil || *r.Summary.Mean < s.failUnder.value
	}
	if gate {
		return exit(exitGate)
	}
	return nil
}

func below(total *reports.Score, bound float64) bool {
	return total == nil || total.Value == nil || *total.Value < bound
}

// readBounded reads a whole file of at most so many bytes.
func readBounded(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("a folder, expected a file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readLimited(f, limit)
}
