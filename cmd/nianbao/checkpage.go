package main

import (
	"bytes"
	_ "embed"
	"html/template"
	"sync"

	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/schema/source"
)

// pageRow is one report on the page of findings.
type pageRow struct {
	Name, Path       string
	Errors, Warnings int
	Lines            []pageLine
}

// pageLine is one finding.
type pageLine struct {
	Severity, Name, Code, Message, Cell string
	Line, Column                        int
	Help                                []string
}

func newPageRow(r checked) pageRow {
	row := pageRow{Name: r.agency, Path: r.path, Errors: r.findings.Count(source.Error), Warnings: r.findings.Count(source.Warning)}
	if row.Name == "" {
		row.Name = r.path
	}
	if r.err != nil {
		row.Errors++
		row.Lines = append(row.Lines, pageLine{Severity: string(source.Error), Name: source.Error.Name(), Message: r.err.Error()})
	}
	for _, f := range r.findings.Sorted() {
		place := f.Place
		if place.Line == 0 {
			place = f.Origin.Place()
		}
		row.Lines = append(row.Lines, pageLine{Severity: string(f.Severity), Name: f.Severity.Name(), Code: f.Code, Message: f.Message,
			Cell: f.Cell, Line: place.Line, Column: place.Column, Help: f.Help})
	}
	return row
}

//go:embed findings.html
var findingsText string

var findingsPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("findings").Parse(findingsText))
})

// writePage writes the findings as a page of its own.
func writePage(path string, rows []pageRow) error {
	var out bytes.Buffer
	if err := findingsPage().Execute(&out, rows); err != nil {
		return err
	}
	return disk.Write(path, out.Bytes())
}

// writeSheet writes the findings as a workbook, one row a finding.
func writeSheet(path string, list []pageRow) error {
	rows := [][]any{{"机关", "轻重", "编号", "问题", "行", "格", "办法"}}
	for _, r := range list {
		for _, l := range r.Lines {
			help := ""
			if len(l.Help) > 0 {
				help = l.Help[0]
			}
			rows = append(rows, []any{r.Name, l.Name, l.Code, l.Message, l.Line, l.Cell, help})
		}
	}
	data, err := workspace.Sheet("核对结果", []float64{30, 8, 16, 70, 8, 40, 60}, rows)
	if err != nil {
		return err
	}
	return disk.Write(path, data)
}
