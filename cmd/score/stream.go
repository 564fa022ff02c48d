package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/pipeline"
	"github.com/assay-score/assay/reports"
	"github.com/assay-score/assay/suites"
)

// filter scores answers as they come and writes each result, and each line that gave none, when its turn comes. With
// --journal a result is written only after it is on the disk.
func (c *batchCall) filter(ctx context.Context, a *app, b *pipeline.Batch, suite *suites.Suite) error {
	begun := time.Now()
	in, name := a.in, analyze.Stdin
	if c.solutions != "-" {
		f, err := os.Open(c.solutions)
		if err != nil {
			return misusef("solutions %s: %v", c.solutions, bare(err))
		}
		defer f.Close()
		in, name = f, c.solutions
	}
	out := a.out
	if c.output != "" && c.output != "-" {
		f, err := os.Create(c.output)
		if err != nil {
			return misusef("%s: %v", c.output, bare(err))
		}
		defer f.Close()
		out = f
	}
	collector := reports.NewCollector(false)
	p := b.Scorer.Provenance(toolName)
	p.Suite = suiteOf(suite)
	w := bufio.NewWriterSize(out, 64<<10)
	s := &streamWriter{flush: w.Flush}
	var err error
	if s.lines, err = reports.NewLines(w, collector.Report(reports.KindBatch, p, nil)); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	tasks := map[string]*pipeline.Task{}
	answered := map[string]bool{}
	var mu sync.Mutex // over answered, which is read after an input that may not have ended
	items := func(yield func(pipeline.Item) bool) {
		suite.StreamSolutions(name, in, unbounded, func(t *suites.Task, answer suites.Answer) bool {
			mu.Lock()
			answered[t.ID] = true
			mu.Unlock()
			task := tasks[t.ID]
			if task == nil {
				task = pipeline.NewTask(t)
				tasks[t.ID] = task
			}
			s.came(nil)
			return yield(pipeline.Item{ID: answer.ID, Task: task, Answer: &answer})
		}, func(problem analyze.Problem) bool {
			p := problemOf(problem)
			s.came(&p)
			return true
		})
	}
	err = b.Run(ctx, items, func(r *pipeline.Result) error {
		gist, err := r.Gist()
		if err != nil {
			return err
		}
		text, err := r.Text()
		if err != nil {
			return err
		}
		collector.Note(gist)
		return s.submission(text)
	})
	interrupted := errors.Is(err, context.Canceled)
	if err != nil && !interrupted {
		return err
	}
	report := collector.Report(reports.KindBatch, p, nil)
	mu.Lock()
	for _, t := range suite.Tasks {
		if !answered[t.ID] {
			report.Missing = append(report.Missing, t.ID)
		}
	}
	mu.Unlock()
	c.addHost(report, b, begun)
	if interrupted {
		report.Partial = &reports.Partial{Done: collector.Count(), Of: s.count()}
	}
	if err := s.end(report); err != nil {
		return err
	}
	return c.verdict(report, collector.Gates())
}

// streamWriter writes results and problems in the order in which their lines came. Lines come on one goroutine and results
// on another.
type streamWriter struct {
	mu       sync.Mutex
	lines    *reports.Lines
	flush    func() error
	waiting  []*reports.Problem // what came and is not written; nil for an answer, whose result comes in its turn
	answered int
	failure  error
}

// came remembers that a line came: an answer, or a problem. A problem that nothing is waited for before is written at once.
func (s *streamWriter) came(p *reports.Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, p)
	if p == nil {
		s.answered++
		return
	}
	s.failure = errors.Join(s.failure, s.problems(), s.flush())
}

func (s *streamWriter) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.answered
}

// submission writes the result of the answer that came first, with the problems around its line.
func (s *streamWriter) submission(text []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.problems()
	s.waiting = s.waiting[1:]
	return errors.Join(s.failure, err, s.lines.Text(text), s.problems(), s.flush())
}

// problems writes those whose turn it is.
func (s *streamWriter) problems() error {
	for len(s.waiting) > 0 && s.waiting[0] != nil {
		if err := s.lines.Problem(*s.waiting[0]); err != nil {
			return err
		}
		s.waiting = s.waiting[1:]
	}
	return nil
}

func (s *streamWriter) end(r *reports.Report) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(s.failure, s.problems(), s.lines.End(r), s.flush())
}
