package schema

import (
	"encoding/json"
	"strings"
	"testing"

	"nianbao/schema/form"
)

func TestFormText(t *testing.T) {
	for _, f := range form.All() {
		text := FormText(f)
		for i := range f.Tables {
			for _, row := range f.Tables[i].Rows() {
				if !strings.Contains(text, row.Key) {
					t.Errorf("%s: no row %s", f.ID, row.Key)
				}
			}
		}
		block := 0
		for n, line := range strings.Split(text, "\n") {
			if !strings.ContainsAny(line, "│─") {
				block = 0
				continue
			}
			if block == 0 {
				block = columns(line)
			}
			if columns(line) != block {
				t.Errorf("%s: line %d is %d columns wide, not %d\n%s", f.ID, n+1, columns(line), block, line)
			}
		}
	}
}

func TestFormTextMerges(t *testing.T) {
	table := &form.Table{Corner: "角", Bands: []form.Band{{
		Columns: []form.Column{{Key: "a", Path: []string{"甲", "乙"}}, {Key: "b", Path: []string{"甲", "丙"}}},
		Rows: []form.Row{
			{Key: "x", Path: []string{"一"}},
			{Key: "y.p", Path: []string{"二", "子"}},
			{Key: "y.q", Path: []string{"二", "丑"}},
		},
	}}}
	want := `
┌─────────┬─────────┐
│角       │甲       │
│         ├────┬────┤
│         │乙 a│丙 b│
├─────────┼────┼────┤
│一 x     │    │    │
├──┬──────┼────┼────┤
│二│子 y.p│    │    │
│  ├──────┼────┼────┤
│  │丑 y.q│    │    │
└──┴──────┴────┴────┘
`
	if got := "\n" + drawTable(table); got != want {
		t.Errorf("got%s", got)
	}
}

func TestFormJSON(t *testing.T) {
	for _, f := range form.All() {
		line := FormJSON(f)
		if strings.Count(string(line), "\n") != 1 {
			t.Errorf("%s: not one line", f.ID)
		}
		var got formJSON
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatal(err)
		}
		if got.Type != "form" || got.ID != f.ID || len(got.Tables) != len(f.Tables) || len(got.Sections) != len(f.Sections) {
			t.Errorf("%s: got %+v", f.ID, got)
		}
		for i := range got.Tables {
			n := 0
			for _, band := range got.Tables[i].Bands {
				n += len(band.Rows)
			}
			if n != len(f.Tables[i].Rows()) {
				t.Errorf("%s %s: %d rows", f.ID, got.Tables[i].Key, n)
			}
		}
	}
}
