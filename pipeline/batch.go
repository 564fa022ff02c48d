package pipeline

import (
	"context"
	"iter"
	"sync"

	"github.com/assay-score/assay/reports"
)

// inFlight is how many submissions a worker may be ahead of the slowest one: what is done early waits for its turn, and
// the waiting is what takes memory.
const inFlight = 4

// Batch scores items over a number of workers and hands the records on in the order of the items, one at a time, from
// the goroutine that called it. When ctx is done it stops handing on and returns the context's error, after everything
// that was under way has ended.
func (s *Scorer) Batch(ctx context.Context, items iter.Seq[Item], workers int, emit func(reports.Submission)) error {
	type job struct {
		item Item
		done chan reports.Submission
	}
	workers = max(workers, 1)
	queue := make(chan job)
	order := make(chan chan reports.Submission, workers*inFlight)

	var under sync.WaitGroup
	defer under.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop() // before waiting, in the order of defers: nobody is left sending

	under.Go(func() {
		defer close(order)
		defer close(queue)
		for item := range items {
			j := job{item, make(chan reports.Submission, 1)}
			select {
			case order <- j.done:
			case <-ctx.Done():
				return
			}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		under.Go(func() {
			for j := range queue {
				j.done <- s.Score(ctx, j.item)
			}
		})
	}
	for done := range order {
		select {
		case record := <-done:
			if err := ctx.Err(); err != nil {
				return err
			}
			emit(record)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
