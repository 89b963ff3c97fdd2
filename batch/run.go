package batch

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// Run builds the jobs of a plan with the given number of workers and reports
// each result in the plan's order. One bad report never stops the others.
//
// When ctx is cancelled, the reports at hand are finished, the rest is left
// for the next run, and ctx's error is returned. Any other error is about the
// output folder, the journal or the manifest.
func Run(ctx context.Context, p *Plan, m Maker, workers int, report func(Result)) error {
	if err := disk.Folder(p.Dir); err != nil {
		return err
	}
	r := &run{plan: p, make: m, key: m.Key()}
	if p.Manifest != "" {
		if err := disk.Folder(filepath.Dir(p.Manifest)); err != nil {
			return err
		}
		before, err := manifest.Open(filepath.Dir(p.Manifest), p.Manifest)
		if err != nil {
			return err
		}
		r.before = before
		defer before.Close()
		if r.journal, err = manifest.Begin(p.Manifest); err != nil {
			return err
		}
		defer r.journal.Close()
	}
	results := r.commit(r.work(ctx, workers))
	account := map[string]manifest.Line{}
	for result := range results {
		if result.line != nil {
			account[result.Entry.Report] = *result.line
		}
		report(result)
		<-r.window
	}
	if r.journal == nil {
		return ctx.Err()
	}
	if r.failed != nil {
		return r.failed
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return r.close(account)
}

// run is the state that the steps of one Run share.
type run struct {
	plan    *Plan
	make    Maker
	key     string
	before  *manifest.Folder // nil when no manifest is kept
	journal *manifest.Journal
	failed  error         // the journal could not be written
	window  chan struct{} // one token for each report between being taken up and reported
}

// done is a report that is made and staged, but not yet under its final names.
type done struct {
	index  int
	result Result
	staged []*disk.Staged
}

// inFlight is how many reports for each worker may wait for a slower one
// before them: it bounds memory.
const inFlight = 16

// work starts the workers and closes the channel after the last report.
func (r *run) work(ctx context.Context, workers int) <-chan done {
	workers = max(1, min(workers, len(r.plan.Jobs)))
	r.window = make(chan struct{}, inFlight*workers)
	todo := make(chan int)
	// While one group is flushed, the next one gathers here.
	made := make(chan done, commitTogether)
	go func() {
		defer close(todo)
		for i := range r.plan.Jobs {
			select {
			case <-ctx.Done():
				return
			case r.window <- struct{}{}:
			}
			todo <- i
		}
	}()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for i := range todo {
				made <- r.one(i)
			}
		})
	}
	go func() {
		all.Wait()
		close(made)
	}()
	return made
}

// close writes the manifest and removes what the run needed.
func (r *run) close(account map[string]manifest.Line) error {
	m := &manifest.Manifest{Program: r.plan.Program, Shard: r.plan.Shard.String()}
	if !r.plan.Whole && r.plan.Shard.N == 0 {
		r.addOthers(account)
	}
	err := m.Write(r.plan.Manifest, func(yield func(manifest.Entry, error) bool) {
		for _, report := range slices.Sorted(maps.Keys(account)) {
			if !yield(account[report].Entry()) {
				break
			}
		}
		r.journal.Close() // Windows replaces and removes no open files
		r.before.Close()
	})
	if err != nil {
		return err
	}
	if r.plan.Shard.N == 0 && r.plan.Whole {
		if err := manifest.Supersede(r.plan.Manifest); err != nil {
			return err
		}
	}
	r.journal.Remove()
	return nil
}

// addOthers adds what earlier runs put into the same folder, where the files
// still stand.
func (r *run) addOthers(account map[string]manifest.Line) {
	for _, report := range r.before.Reports() {
		if _, mine := account[report]; mine {
			continue
		}
		line, _ := r.before.Line(report)
		e, err := line.Entry()
		stands := err == nil && len(e.Files) > 0
		for _, f := range e.Files {
			_, err := os.Stat(r.path(f))
			stands = stands && err == nil
		}
		if stands {
			account[report] = line
		}
	}
}

// path is where a manifest's file stands.
func (r *run) path(f manifest.File) string {
	return filepath.Join(filepath.Dir(r.plan.Manifest), filepath.FromSlash(f.Path))
}
