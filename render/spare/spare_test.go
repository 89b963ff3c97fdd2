package spare

import "testing"

func TestShelf(t *testing.T) {
	var s Shelf[int]
	if _, ok := s.Take(); ok {
		t.Error("something on an empty shelf")
	}
	s.Put(1)
	s.Put(2)
	for _, want := range []int{2, 1} {
		if got, ok := s.Take(); !ok || got != want {
			t.Errorf("took %d, %v, want %d", got, ok, want)
		}
	}
	if _, ok := s.Take(); ok {
		t.Error("more came back than was put")
	}
}

// Values are zero, apart from each other, and the blocks of a round serve the
// next one.
func TestArena(t *testing.T) {
	var a Arena[int]
	for round := range 3 {
		var all [][]int
		for _, n := range []int{1, 100, 3 * blockSize, 0, blockSize, 40} {
			values := a.Take(n)
			if len(values) != n || cap(values) != n {
				t.Fatalf("asked for %d, got %d of %d", n, len(values), cap(values))
			}
			for i, v := range values {
				if v != 0 {
					t.Fatalf("round %d: not zero", round)
				}
				values[i] = len(all) + 1
			}
			all = append(all, values)
		}
		for k, values := range all {
			for _, v := range values {
				if v != k+1 {
					t.Fatal("one value was handed out twice")
				}
			}
		}
		if blocks := len(a.blocks); round > 0 && blocks != 4 {
			t.Errorf("round %d has %d blocks", round, blocks)
		}
		a.Reset()
	}
	for range 2 * keptBlocks {
		a.Take(blockSize)
	}
	if a.Reset(); len(a.blocks) != keptBlocks {
		t.Errorf("%d blocks are kept", len(a.blocks))
	}
}
