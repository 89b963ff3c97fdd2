package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"strings"
	"sync"
	"testing"

	"nianbao/render/spare"
)

// What is appended inflates to the data, after what was there before; a
// compressor that has served others makes the same bytes as a new one.
func TestAppend(t *testing.T) {
	data := [][]byte{nil, []byte("年"), []byte(strings.Repeat("政府信息公开工作年度报告", 9000)), bytes.Repeat([]byte{0}, 1<<17)}
	var want [][]byte
	for _, d := range data {
		compressors = spare.Shelf[*compressor]{} // a new one
		out := Append([]byte("before"), d[:len(d)/2], d[len(d)/2:])
		rest, ok := bytes.CutPrefix(out, []byte("before"))
		if !ok {
			t.Fatalf("what was there is lost: %q", out[:min(len(out), 10)])
		}
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(rest)))
		if err != nil || !bytes.Equal(got, d) {
			t.Fatalf("%d bytes of %d come back: %v", len(got), len(d), err)
		}
		want = append(want, rest)
	}
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range 40 {
				k := (i + n) % len(data)
				if got := Append(nil, data[k]); !bytes.Equal(got, want[k]) {
					t.Errorf("data %d: other bytes from a compressor used before", k)
				}
			}
		})
	}
	all.Wait()
}
