// Package spare keeps working memory from one document to the next. A
// sync.Pool loses what it holds at every second garbage collection, which
// comes every few dozen reports: the megabytes for compression alone would be
// made, zeroed and fetched into the caches time and again.
package spare

import "sync"

// Shelf holds what is not in use. It never holds more than were in use at
// once. The zero value is an empty shelf; it may be used from many goroutines.
type Shelf[T any] struct {
	mu   sync.Mutex
	free []T
}

// Take gives what was put last, for it is the likeliest to be in the caches
// still; false when the shelf is empty.
func (s *Shelf[T]) Take() (t T, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.free) - 1
	if last < 0 {
		return t, false
	}
	t = s.free[last]
	s.free = s.free[:last]
	return t, true
}

// Put gives back what was taken or made.
func (s *Shelf[T]) Put(t T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, t)
}
