package batch

import (
	"sync"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// commitTogether is how many reports are flushed to the disk at once: the
// system does it for many in the time of a few.
const commitTogether = 32

// commit gives staged files their final names and passes results on in the
// plan's order. The journal is written after the names: what it holds stands.
func (r *run) commit(made <-chan done) <-chan Result {
	results := make(chan Result, cap(r.window))
	go func() {
		defer close(results)
		waiting := map[int]Result{}
		next := 0
		for d := range made {
			group := gather(d, made)
			r.finish(group)
			for i := range group {
				waiting[group[i].index] = group[i].result
			}
			for {
				result, ok := waiting[next]
				if !ok {
					break
				}
				delete(waiting, next)
				next++
				results <- result
			}
		}
	}()
	return results
}

// gather takes what else is ready, without waiting for it.
func gather(first done, made <-chan done) []done {
	group := []done{first}
	for len(group) < commitTogether {
		select {
		case d, ok := <-made:
			if !ok {
				return group
			}
			group = append(group, d)
		default:
			return group
		}
	}
	return group
}

// finish flushes, renames and journals a group of reports.
func (r *run) finish(group []done) {
	var all sync.WaitGroup
	for i := range group {
		all.Go(func() { group[i].sync() })
	}
	all.Wait()
	var entries []manifest.Entry
	var written []*Result
	for i := range group {
		d := &group[i]
		d.rename()
		if d.result.line == nil {
			entries = append(entries, d.result.Entry)
			written = append(written, &d.result)
		}
	}
	if r.journal == nil || len(entries) == 0 {
		return
	}
	disk.SyncFolder(r.plan.Dir)
	lines, err := r.journal.Append(entries...)
	if err != nil && r.failed == nil {
		r.failed = err
	}
	for i := range lines {
		written[i].line = &lines[i]
	}
}

// sync flushes a report's files to the disk.
func (d *done) sync() {
	for _, s := range d.staged {
		if err := s.Sync(); err != nil {
			d.stop(err)
			return
		}
	}
}

// rename gives a report's files their final names.
func (d *done) rename() {
	for _, s := range d.staged {
		if err := s.Commit(); err != nil {
			d.stop(err)
			return
		}
	}
}
