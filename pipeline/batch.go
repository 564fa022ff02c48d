package pipeline

import (
	"container/heap"
	"context"
	"iter"
	"sync"

	"github.com/assay-score/assay/reports"
)

// Batch scores many items and hands the records on in the order of the items. It runs once.
type Batch struct {
	Scorer    *Scorer
	Workers   int
	Processes *Processes // nil scores in this process
	Basis     []byte     // of [Scorer.Basis]; needed for a journal and a cache
	Journal   *Journal   // nil keeps nothing
	Cache     *Cache     // nil keeps nothing
	Costs     Costs      // what is begun first, and what was seen; may be nil
	// Eager begins with each item as it comes, instead of looking ahead for the ones that take long.
	Eager bool
	// Step, where set, is called for each record as it is handed on, with how it came about.
	Step func(Step)
}

// Step is how a record came about.
type Step struct {
	Gist    *reports.Gist
	Resumed bool // from the journal
	Cached  bool // from the cache
}

// ahead is how many items may be on their way before the first of them is done. What is done before its turn waits as
// JSON, and the waiting is what takes memory.
const ahead = 2048

// Run scores the items and calls emit with each record, in order, from the goroutine that called it. When ctx is done it
// stops and returns the context's error, after everything that was under way has ended; what was handed on by then is
// the beginning of the list. An error of emit ends it too.
func (b *Batch) Run(ctx context.Context, items iter.Seq[Item], emit func(*Result) error) error {
	r := &batchRun{Batch: b, emit: emit, waiting: map[int]*outcome{}, jobs: make(chan *job, 2*max(b.Workers, 1)), results: make(chan done, 64), kept: make(chan keptNote, 64)}
	ctx, stop := context.WithCancel(ctx)
	var under sync.WaitGroup
	defer under.Wait()
	defer close(r.jobs)
	defer stop() // first: nobody is left working
	r.quit = ctx.Done()
	incoming := make(chan *job, 64)
	// The reading is not waited for: nobody can call it back from an input that does not come.
	go func() {
		defer close(incoming)
		seq := 0
		for item := range items {
			select {
			case incoming <- &job{seq: seq, item: item}:
				seq++
			case <-ctx.Done():
				return
			}
		}
	}()
	workers := max(b.Workers, 1)
	for range workers {
		under.Go(func() {
			results := make(chan done)
			defer close(results)
			go func() { // a worker is never held up by a coordinator that has given up
				for d := range results {
					select {
					case r.results <- d:
					case <-ctx.Done():
					}
				}
			}()
			if b.Processes == nil {
				inProcess(ctx, b.Scorer, r.jobs, results)
			} else {
				b.Processes.inOwn(ctx, r.jobs, results)
			}
		})
	}
	return r.loop(ctx, incoming)
}

// outcome is what is known of an item whose turn has not come.
type outcome struct {
	Result
	step Step
}

// keptNote says that a result is on the disk.
type keptNote struct {
	seq int
	out *outcome
	err error
}

// batchRun is one run of a batch.
type batchRun struct {
	*Batch
	emit    func(*Result) error
	jobs    chan *job
	results chan done
	kept    chan keptNote
	quit    <-chan struct{}

	queue    jobQueue
	again    []*job // those that the clock ended, to be tried alone
	inFlight int
	keeping  int // results on their way to the disk
	alone    bool
	read     int // items read
	next     int // the number of the record that is handed on next
	ended    bool
	waiting  map[int]*outcome
}

func (r *batchRun) loop(ctx context.Context, incoming <-chan *job) error {
	for {
		if err := r.handOn(ctx); err != nil {
			return err
		}
		if r.ended && r.next == r.read && r.keeping == 0 {
			return ctx.Err()
		}
		in := incoming
		if r.ended || r.read >= r.next+ahead {
			in = nil
		}
		var jobs chan<- *job
		next := r.choose(in == nil || r.Eager)
		if next != nil {
			jobs = r.jobs
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case j, more := <-in:
			if !more {
				r.ended = true
				continue
			}
			r.read++
			if err := r.receive(j); err != nil {
				return err
			}
		case jobs <- next:
			r.begun(next)
		case d := <-r.results:
			if err := r.finish(d); err != nil {
				return err
			}
		case n := <-r.kept:
			r.keeping--
			if n.err != nil {
				return n.err
			}
			r.waiting[n.seq] = n.out
		}
	}
}

// choose is the job to be begun next; nil for none. What has to be alone waits until nothing else can be begun.
func (r *batchRun) choose(settled bool) *job {
	switch {
	case r.alone:
		return nil
	case len(r.queue) > 0 && settled:
		return r.queue[0]
	case len(r.queue) == 0 && r.inFlight == 0 && len(r.again) > 0 && settled:
		return r.again[0]
	}
	return nil
}

func (r *batchRun) begun(j *job) {
	r.inFlight++
	if j.alone {
		r.alone = true
		r.again = r.again[1:]
		return
	}
	heap.Pop(&r.queue)
}

// receive takes a new item: from the journal, from the cache, or into the queue.
func (r *batchRun) receive(j *job) error {
	k, ok := key{}, false
	if r.Journal != nil || r.Cache != nil {
		k, ok = keyOf(r.Basis, &j.item)
		j.key = k
	}
	if ok && r.Journal != nil {
		text, err := r.Journal.find(j.seq, k)
		if err != nil {
			return err
		}
		if text != nil {
			r.waiting[j.seq] = &outcome{Result{text: text}, Step{Resumed: true}}
			return nil
		}
	}
	if ok && r.Cache != nil {
		if text := r.Cache.get(k); text != nil {
			d := done{job: j, Result: Result{text: text}}
			if record, err := d.Record(); err == nil {
				record.ID = j.item.Answer.ID
				d.text = nil // it names another submission
				return r.keep(d, Step{Cached: true})
			}
		}
	}
	j.cost(r.Costs)
	heap.Push(&r.queue, j)
	return nil
}

// finish takes a result.
func (r *batchRun) finish(d done) error {
	r.inFlight--
	r.alone = false
	if d.err != nil {
		return d.err
	}
	if d.timedOut && !d.job.alone {
		d.job.alone = true
		r.again = append(r.again, d.job)
		return nil
	}
	if r.Cache != nil && !d.timedOut && d.item.Answer != nil {
		gist, err := d.Gist()
		if err != nil {
			return err
		}
		if gist.Status == reports.StatusScored || gist.Status == reports.StatusIncomplete {
			text, err := d.Text()
			if err != nil {
				return err
			}
			r.Cache.put(d.key, text)
		}
	}
	return r.keep(d, Step{})
}

// keep brings a result to the journal, where there is one, and then puts it in line.
func (r *batchRun) keep(d done, step Step) error {
	out := &outcome{d.Result, step}
	if r.Journal != nil && d.item.Answer != nil {
		gist, err := out.Gist()
		if err != nil {
			return err
		}
		if gist.Status != reports.StatusInfraError {
			text, err := out.Text()
			if err != nil {
				return err
			}
			r.keeping++
			seq := d.seq
			r.Journal.add(seq, d.key, text, func(err error) {
				select {
				case r.kept <- keptNote{seq, out, err}:
				case <-r.quit:
				}
			})
			return nil
		}
	}
	r.waiting[d.seq] = out
	return nil
}

// handOn hands on the records whose turn it is.
func (r *batchRun) handOn(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		out := r.waiting[r.next]
		if out == nil {
			return nil
		}
		delete(r.waiting, r.next)
		r.next++
		gist, err := out.Gist()
		if err != nil {
			return err
		}
		if r.Costs != nil && gist.Outcome != "" && gist.Task != "" {
			r.Costs[gist.Task] = gist.Fuel
		}
		if r.Step != nil {
			out.step.Gist = gist
			r.Step(out.step)
		}
		if err := r.emit(&out.Result); err != nil {
			return err
		}
	}
}

// jobQueue is a heap of jobs, the dearest first and of equal ones the earliest.
type jobQueue []*job

func (q jobQueue) Len() int { return len(q) }
func (q jobQueue) Less(a, b int) bool {
	if q[a].expected != q[b].expected {
		return q[a].expected > q[b].expected
	}
	return q[a].seq < q[b].seq
}
func (q jobQueue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *jobQueue) Push(x any)   { *q = append(*q, x.(*job)) }
func (q *jobQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// cost looks up what a job can be expected to take.
func (j *job) cost(known Costs) { j.expected = known[taskID(&j.item)] }
