package main

import (
	"context"
	"path/filepath"

	"nianbao/archive"
	"nianbao/batch/workspace"
	"nianbao/render"
)

// roomWriter writes what a reading room is given.
type roomWriter struct {
	*archive.Room
	render render.Settings
	from   string
	flags  *archiving
}

func (m *roomWriter) discard() { m.Discard() }

func (m *roomWriter) add(c *console, r *archive.Record) error {
	if err := m.Add(r); err != nil {
		return err
	}
	c.summary.Built++
	return nil
}

func (m *roomWriter) close(ctx context.Context, c *console) error {
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
	const list = "000 清单.xlsx"
	if err := m.Close(archive.Extra{Name: "000 清单.pdf", Data: files[0].Data}, archive.Extra{Name: list, Data: sheet}); err != nil {
		return err
	}
	sent, err := m.flags.remote.send(ctx, c, m.flags.dir, "", list)
	if err != nil {
		return err
	}
	c.printf("%s：%d 份 PDF，清单 000 清单.pdf、000 清单.xlsx\n", m.flags.out, len(m.Rows()))
	c.object("package", append([]any{"path", filepath.ToSlash(m.flags.out), "records", len(m.Rows())}, counts(sent)...)...)
	return nil
}

// roomSheet is the list as a workbook.
func roomSheet(list []archive.RoomRow) ([]byte, error) {
	rows := [][]any{{}}
	for _, name := range append(archive.RoomColumns, "文件") {
		rows[0] = append(rows[0], name)
	}
	for i, r := range list {
		rows = append(rows, []any{i + 1, r.Agency, r.Title, r.Date, r.Pages, r.File})
	}
	return workspace.Sheet("清单", []float64{6, 28, 50, 16, 6, 60}, rows)
}
