package docx

import (
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// What cannot be written is refused with a reason.
func TestRefused(t *testing.T) {
	bad := func(change func(*doc.Table)) doc.Block {
		table := reviews()
		table.Cells = slices.Clone(table.Cells)
		change(table)
		return table
	}
	for name, c := range map[string]struct {
		block doc.Block
		says  string
	}{
		"no columns":   {&doc.Table{Key: "prose", Rows: make([]doc.TableRow, 1)}, "没有行或列"},
		"hole":         {bad(func(t *doc.Table) { t.Cells = t.Cells[1:] }), "没有单元格"},
		"overlap":      {bad(func(t *doc.Table) { t.Cells[0].ColSpan++ }), "重叠"},
		"outside":      {bad(func(t *doc.Table) { t.Cells[0].RowSpan = 99 }), "超出"},
		"negative":     {bad(func(t *doc.Table) { t.Cells[0].Col = -1 }), "超出"},
		"no span":      {bad(func(t *doc.Table) { t.Cells[0].ColSpan = 0 }), "超出"},
		"huge span":    {bad(func(t *doc.Table) { t.Cells[1].ColSpan = math.MaxInt }), "超出"},
		"no size":      {&doc.Figure{Data: pixel, Format: "png", Width: 3, Alt: "图"}, "没有宽或高"},
		"other format": {&doc.Figure{Data: pixel, Format: "gif", Width: 3, Height: 3, Alt: "图"}, "应为 png 或 jpeg"},
		"in a list":    {&doc.List{Items: [][]doc.Block{{par("一"), &doc.Figure{Format: "png", Alt: "图"}}}}, "没有宽或高"},
	} {
		err := Write(io.Discard, &doc.Document{Blocks: []doc.Block{c.block}}, gb9704, Options{})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error is %v, want one with %q", name, err, c.says)
		}
	}
}

func TestStyleRefused(t *testing.T) {
	for name, st := range map[string]*style.Style{
		"empty":   {},
		"no type": {Text: map[string]style.Text{"body": {}}},
		"no area": {Text: map[string]style.Text{"body": {Size: length.Pt}}, Tables: map[string]style.Table{"prose": {}}},
	} {
		if err := Write(io.Discard, &doc.Document{}, st, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// full is a disk with room for n bytes.
type full struct{ n int }

var errFull = errors.New("disk full")

func (f *full) Write(b []byte) (int, error) {
	if f.n -= len(b); f.n < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestDiskFull(t *testing.T) {
	size := len(made(t, report(), Options{}))
	for n := 0; n < size; n += 499 {
		if err := Write(&full{n}, report(), gb9704, Options{}); !errors.Is(err, errFull) {
			t.Fatalf("room for %d of %d bytes: error is %v", n, size, err)
		}
	}
}

// Documents may be written by many at once.
func TestManyAtOnce(t *testing.T) {
	docs := shapes()
	var all sync.WaitGroup
	for name, d := range docs {
		want := string(made(t, d, Options{}))
		for range 4 {
			all.Go(func() {
				var out strings.Builder
				if err := Write(&out, d, gb9704, Options{}); err != nil || out.String() != want {
					t.Errorf("%s: other bytes, or %v", name, err)
				}
			})
		}
	}
	all.Wait()
}
