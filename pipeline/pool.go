package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/reports"
)

// job is an item on its way.
type job struct {
	seq   int
	item  Item
	key   key
	alone bool // nothing else runs meanwhile, and it is the last time

	expected uint64 // fuel, by what was seen before; 0 where nothing was

	deaths, outside int // of worker processes that had it in their hands
}

// done is a job with its record.
type done struct {
	*job
	Result
	timedOut bool
	err      error // nothing more can be scored
}

// prefetch is how many jobs a worker process holds: one that it works on and some that wait, so that it need not wait for
// the coordinator.
const prefetch = 4

// Deaths of worker processes that a job is forgiven. Dying of itself twice may be chance; a third time is the job's own
// doing. A kill from outside says nothing about the job, but what the kernel kills for lack of memory looks the same.
const (
	maxDeaths  = 2
	maxOutside = 25
)

// inProcess scores jobs in this process until there are no more.
func inProcess(ctx context.Context, s *Scorer, jobs <-chan *job, results chan<- done) {
	var room []byte
	for j := range jobs {
		record, timedOut := s.Attempt(ctx, j.item)
		d := done{job: j, timedOut: timedOut}
		d.gist = reports.GistOf(&record)
		room, d.err = reports.AppendLine(room[:0], &record)
		d.text = bytes.Clone(room) // it takes less room than the record
		results <- d
	}
}

// inOwn scores jobs in a worker process of its own, which is started again as often as it dies.
func (p *Processes) inOwn(ctx context.Context, jobs <-chan *job, results chan<- done) {
	w := worker{Processes: p, results: results}
	defer w.leave()
	for {
		in := jobs
		if len(w.held) >= prefetch || w.closed || len(w.held) > 0 && w.held[0].deaths+w.held[0].outside > 0 {
			in = nil // what has brought down a process is tried by itself
		}
		if w.closed && len(w.held) == 0 {
			return
		}
		var frames <-chan []byte
		var late <-chan time.Time
		if w.process != nil && len(w.held) > 0 {
			frames, late = w.process.frames, w.late.C
		}
		select {
		case <-ctx.Done():
			return
		case j, more := <-in:
			if !more {
				w.closed = true
				continue
			}
			w.take(ctx, j)
		case payload, alive := <-frames:
			if !alive {
				w.bury(ctx)
				continue
			}
			w.deliver(payload)
		case <-late:
			w.process.kill("the worker process did not come back")
		}
	}
}

// worker is one goroutine's worker process with the jobs that it has.
type worker struct {
	*Processes
	results chan<- done
	process *process
	held    []*job
	late    *time.Timer
	closed  bool
	failed  int
}

func (w *worker) leave() {
	if w.process != nil {
		w.process.end()
	}
	if w.late != nil {
		w.late.Stop()
	}
}

// patience is how long a job may take: every run, with the reference's, may take the whole wall clock.
func (w *worker) patience() time.Duration {
	return time.Duration(2*max(w.Setup.Runs, 1))*w.Setup.Limits.OrDefault().Wall + 30*time.Second
}

func (w *worker) wait() {
	if w.late == nil {
		w.late = time.NewTimer(w.patience())
		return
	}
	w.late.Reset(w.patience())
}

// take gives a job to the process, which is started where there is none.
func (w *worker) take(ctx context.Context, j *job) {
	w.held = append(w.held, j)
	if w.process == nil {
		w.revive(ctx)
		return
	}
	if len(w.held) == 1 {
		w.wait()
	}
	// A process that is gone does not take anything: its end is seen where its results are read.
	_ = w.process.send(j.seq, &j.item)
}

// startingTime is how long a process may be tried to be started: on a machine that is busy, or where somebody kills processes
// as they come up, ten attempts are over in no time.
const startingTime = 30 * time.Second

// revive starts a process and gives it all that is held.
func (w *worker) revive(ctx context.Context) {
	since := time.Now()
	p, err := w.start(ctx)
	for ; err != nil; p, err = w.start(ctx) {
		w.failed++
		if setup, hopeless := errors.AsType[*setupError](err); hopeless || w.failed >= 10 && time.Since(since) > startingTime || ctx.Err() != nil {
			if hopeless {
				err = setup
			}
			for _, j := range w.held {
				w.results <- done{job: j, err: fmt.Errorf("no worker process can be started: %w", err)}
			}
			w.held = nil
			return
		}
		time.Sleep(time.Duration(min(w.failed, 10)) * 20 * time.Millisecond)
	}
	w.failed = 0
	w.process = p
	w.wait()
	for i, j := range w.held {
		if i > 0 && w.held[0].deaths+w.held[0].outside > 0 {
			break // the others follow when the first is through
		}
		_ = p.send(j.seq, &j.item)
	}
}

// deliver hands on a result, which can only be the first job's: a process works in order.
func (w *worker) deliver(payload []byte) {
	f := fields{rest: payload}
	seq, flags, gist := f.number(), f.number(), new(reports.Gist)
	if err := json.Unmarshal(f.bytes(), gist); err != nil || f.bad || len(w.held) == 0 || int(seq) != w.held[0].seq {
		w.process.kill("the worker process answered out of turn")
		return
	}
	j := w.held[0]
	w.held = w.held[1:]
	w.wait()
	w.results <- done{job: j, Result: Result{text: f.rest, gist: gist}, timedOut: flags&1 != 0}
	if j.deaths+j.outside > 0 {
		for _, next := range w.held {
			_ = w.process.send(next.seq, &next.item)
		}
	}
}

// bury deals with a process that is gone. Only the first job can have been its end; the others are simply given to the
// next process.
func (w *worker) bury(ctx context.Context) {
	reason, outside := w.process.death()
	close(w.process.stopped)
	w.process.closer.Close()
	w.process = nil
	if ctx.Err() != nil {
		return
	}
	j := w.held[0]
	if outside {
		j.outside++
	} else {
		j.deaths++
	}
	if j.deaths > maxDeaths || j.outside > maxOutside {
		record := reports.InfraError(&analyze.Submission{ID: j.item.ID, Kind: analyze.KindCompletion, Task: taskID(&j.item)}, reason)
		w.held = w.held[1:]
		w.results <- done{job: j, Result: Result{record: &record}}
	}
	if len(w.held) > 0 {
		w.revive(ctx)
	}
}

func taskID(i *Item) string {
	if i.Task == nil {
		return ""
	}
	return i.Task.ID
}
