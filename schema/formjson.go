package schema

import (
	"encoding/json"

	"nianbao/schema/form"
)

// FormJSON describes a form on one line of JSON: its sections, and the keys,
// labels, label paths and kinds of its rows and columns.
func FormJSON(f *form.Form) []byte {
	out := formJSON{V: 1, Type: "form", ID: f.ID, Title: f.Title, Notice: f.Notice, From: f.From, To: f.To}
	for _, s := range f.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.Key, s.Heading, s.Table, s.Optional})
	}
	for i := range f.Tables {
		t := &f.Tables[i]
		table := tableJSON{Key: t.Key, Name: t.Name, Title: t.Title}
		for b := range t.Bands {
			band := &t.Bands[b]
			bandOut := bandJSON{Title: band.Title}
			for c := range band.Columns {
				column := &band.Columns[c]
				bandOut.Columns = append(bandOut.Columns, lineJSON{column.Key, columnLabel(column), column.Path, column.Kind, column.Sum})
			}
			for r := range band.Rows {
				row := &band.Rows[r]
				bandOut.Rows = append(bandOut.Rows, lineJSON{row.Key, row.Label, row.Path, "", row.Sum})
			}
			table.Bands = append(table.Bands, bandOut)
		}
		out.Tables = append(out.Tables, table)
	}
	line, err := json.Marshal(out)
	if err != nil {
		panic("schema: " + err.Error()) // strings and numbers only
	}
	return append(line, '\n')
}

type formJSON struct {
	V        int           `json:"v"`
	Type     string        `json:"type"`
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Notice   string        `json:"notice"`
	From     int           `json:"from"`
	To       int           `json:"to,omitempty"`
	Sections []sectionJSON `json:"sections"`
	Tables   []tableJSON   `json:"tables"`
}

type sectionJSON struct {
	Key      string `json:"key"`
	Heading  string `json:"heading"`
	Table    string `json:"table,omitempty"`
	Optional bool   `json:"optional,omitempty"`
}

type tableJSON struct {
	Key   string     `json:"key"`
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Bands []bandJSON `json:"bands"`
}

type bandJSON struct {
	Title   string     `json:"title,omitempty"`
	Columns []lineJSON `json:"columns"`
	Rows    []lineJSON `json:"rows"`
}

type lineJSON struct {
	Key   string    `json:"key"`
	Label string    `json:"label"`
	Path  []string  `json:"path"`
	Kind  form.Kind `json:"kind,omitempty"`
	Sum   []string  `json:"sum,omitempty"`
}
