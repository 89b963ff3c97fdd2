package spare

// Arena hands out values that all end together. It keeps its blocks for the
// next round. The zero value is empty; it is for one goroutine at a time.
type Arena[T any] struct {
	blocks [][]T
	next   int // of the blocks
	free   []T // of the one before
}

const (
	blockSize  = 128 // values
	keptBlocks = 256 // the rest of a huge document is let go
)

// Take is n values, all zero.
func (a *Arena[T]) Take(n int) []T {
	for len(a.free) < n {
		if a.next == len(a.blocks) {
			a.blocks = append(a.blocks, make([]T, max(n, blockSize)))
		}
		a.free = a.blocks[a.next]
		a.next++
	}
	t := a.free[:n:n]
	a.free = a.free[n:]
	return t
}

// One is a single value.
func (a *Arena[T]) One() *T { return &a.Take(1)[0] }

// Reset takes all values back: they must not be used any more.
func (a *Arena[T]) Reset() {
	for _, b := range a.blocks[:a.next] {
		clear(b)
	}
	if len(a.blocks) > keptBlocks {
		clear(a.blocks[keptBlocks:])
		a.blocks = a.blocks[:keptBlocks]
	}
	a.next, a.free = 0, nil
}
