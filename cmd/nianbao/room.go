package main

import (
	"bytes"
	"path/filepath"
	"strconv"

	"github.com/xuri/excelize/v2"

	"nianbao/archive"
	"nianbao/render"
)

// roomWriter writes what a reading room is given.
type roomWriter struct {
	*archive.Room
	render render.Settings
	from   string
	out    string
}

func (m *roomWriter) discard() { m.Discard() }

func (m *roomWriter) add(c *console, r *archive.Record) error {
	if err := m.Add(r); err != nil {
		return err
	}
	c.summary.Built++
	return nil
}

func (m *roomWriter) close(c *console) error {
	s := m.render
	s.Formats = []string{render.PDF}
	files, err := printed(m.List(m.from), s)
	if err != nil {
		m.Discard()
		return err
	}
	sheet, err := roomSheet(m.Rows())
	if err != nil {
		m.Discard()
		return err
	}
	if err := m.Close(archive.Extra{Name: "000 清单.pdf", Data: files[0].Data}, archive.Extra{Name: "000 清单.xlsx", Data: sheet}); err != nil {
		return err
	}
	c.printf("%s：%d 份 PDF，清单 000 清单.pdf、000 清单.xlsx\n", m.out, len(m.Rows()))
	c.object("package", "path", filepath.ToSlash(m.out), "records", len(m.Rows()))
	return nil
}

// roomSheet is the list as a workbook.
func roomSheet(rows []archive.RoomRow) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	set := func(row int, values ...any) error {
		return f.SetSheetRow("Sheet1", "A"+strconv.Itoa(row), &values)
	}
	var head []any
	for _, name := range append(archive.RoomColumns, "文件") {
		head = append(head, name)
	}
	if err := set(1, head...); err != nil {
		return nil, err
	}
	for i, r := range rows {
		if err := set(i+2, i+1, r.Agency, r.Title, r.Date, r.Pages, r.File); err != nil {
			return nil, err
		}
	}
	for column, width := range map[string]float64{"A": 6, "B": 28, "C": 56, "D": 16, "E": 6, "F": 60} {
		if err := f.SetColWidth("Sheet1", column, column, width); err != nil {
			return nil, err
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err := f.WriteTo(&out)
	return out.Bytes(), err
}
