package main

import (
	"bytes"
	_ "embed"
	"html/template"
	"sync"

	"github.com/xuri/excelize/v2"

	"nianbao/batch/disk"
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
func writeSheet(path string, rows []pageRow) error {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Sheet1"
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, width := range []float64{30, 8, 16, 70, 8, 40, 60} {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	n := 1
	add := func(values ...any) error {
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		n++
		return w.SetRow(at, values)
	}
	err = add("机关", "轻重", "编号", "问题", "行", "格", "办法")
	for _, r := range rows {
		for _, l := range r.Lines {
			help := ""
			if len(l.Help) > 0 {
				help = l.Help[0]
			}
			if err == nil {
				err = add(r.Name, l.Name, l.Code, l.Message, l.Line, l.Cell, help)
			}
		}
	}
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return err
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		return err
	}
	return disk.Write(path, out.Bytes())
}
