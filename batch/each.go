package batch

import (
	"context"
	"sync"
)

// Each calls do for the numbers 0 to n-1 on the given number of workers and
// hands the results to report in their order. Few results wait at a time, so
// memory stays flat. When ctx is cancelled, what is begun is finished and
// ctx's error returned.
func Each[R any](ctx context.Context, n, workers int, do func(int) R, report func(R)) error {
	workers = max(1, min(workers, n))
	type slot chan R
	queue := make(chan slot, inFlight*workers) // results in order, each its own channel
	todo := make(chan func())
	go func() {
		defer close(queue)
		defer close(todo)
		for i := range n {
			result := make(slot, 1)
			select {
			case <-ctx.Done():
				return
			case queue <- result:
			}
			todo <- func() { result <- do(i) }
		}
	}()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for work := range todo {
				work()
			}
		})
	}
	for result := range queue {
		report(<-result)
	}
	all.Wait()
	return ctx.Err()
}
