package render

import (
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/schema/form"
)

// TestShortBands: a band of 表二 stays on one page, down to its last row; the
// bands may part. A table of one band keeps its headers only.
func TestShortBands(t *testing.T) {
	for id, want := range map[string]string{
		"2019 disclosure":   "kkk- kkk- kkk- kk- kk-",
		"2021 disclosure":   "kkk- kk- kkk- kk-",
		"2021 applications": "kkk-------------------------",
	} {
		id, key, _ := strings.Cut(id, " ")
		f := form.Find(id)
		for i := range f.Tables {
			if f.Tables[i].Key != key {
				continue
			}
			var got strings.Builder
			for r, row := range emptyOf(&f.Tables[i]).table.Rows {
				switch {
				case row.KeepNext:
					got.WriteByte('k')
				case key == "disclosure" && r+1 < len(emptyOf(&f.Tables[i]).table.Rows):
					got.WriteString("- ")
				default:
					got.WriteByte('-')
				}
			}
			if got.String() != want {
				t.Errorf("%s %s: %s, want %s", id, key, got.String(), want)
			}
		}
	}
}

// TestHeadOnly: a Markdown table of one row has no header rows, for nothing is
// below them; its cells are headers all the same.
func TestHeadOnly(t *testing.T) {
	d, _ := Compose(load(t, "a.toml", noFigures("[agency]\nname = \"某局\"", "[text]\noverview = \"| 甲 | 乙 |\\n|---|---|\\n\""), form.All()), Options{})
	for _, b := range d.Blocks {
		if table, ok := b.(*doc.Table); ok && table.Key == "prose" {
			if table.Head != 0 || len(table.Rows) != 1 || table.Rows[0].KeepNext || table.Cells[1].Role != doc.Header {
				t.Errorf("%+v", table)
			}
			return
		}
	}
	t.Error("no table")
}
