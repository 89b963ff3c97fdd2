package archive

import (
	"fmt"
	"strconv"

	"nianbao/batch/disk"
	"nianbao/render/doc"
)

// Room writes what a public reading place (查阅场所: archive, library, service
// hall; 条例 25) is given: the PDFs side by side, and a list.
type Room struct {
	folder
	width int
	rows  []RoomRow
}

// RoomRow is one row of the list.
type RoomRow struct {
	Agency, Title, Date, File string
	Pages                     int
}

// NewRoom begins a folder that will stand at dir for at most n reports.
func NewRoom(dir string, n int) (*Room, error) {
	f, err := begin(dir)
	return &Room{folder: f, width: max(3, len(strconv.Itoa(n)))}, err
}

// Add writes the PDF of a record under its number and title.
func (m *Room) Add(r *Record) error {
	row := RoomRow{Agency: r.Agency, Title: r.Title, Pages: r.Pages}
	row.File = disk.Name(fmt.Sprintf("%0*d %s", m.width, len(m.rows)+1, r.Title)) + ".pdf"
	if !r.Date.IsZero() {
		row.Date = fmt.Sprintf("%d年%d月%d日", r.Date.Year(), int(r.Date.Month()), r.Date.Day())
	}
	m.rows = append(m.rows, row)
	return m.put(row.File, r.Files[0].Data)
}

// Rows are the rows of the list so far.
func (m *Room) Rows() []RoomRow { return m.rows }

// List is the list as a document.
func (m *Room) List(from string) *doc.Document {
	const title = "政府信息公开工作年度报告清单"
	t := &doc.Table{Key: "prose", Title: title, Widths: []int{2, 7, 10, 5, 2}, Head: 1, Summary: "序号、机关、题名、日期、页数"}
	add := func(row, col int, role doc.Role, text string) {
		c := doc.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Role: role, Text: []doc.Inline{{Text: text}}}
		if role == doc.Data {
			c.Heads = []int{col}
		}
		t.Cells = append(t.Cells, c)
	}
	for col, name := range RoomColumns {
		add(0, col, doc.Header, name)
	}
	t.Rows = append(t.Rows, doc.TableRow{KeepNext: true})
	for i, r := range m.rows {
		for col, text := range []string{strconv.Itoa(i + 1), r.Agency, r.Title, r.Date, strconv.Itoa(r.Pages)} {
			add(i+1, col, doc.Data, text)
		}
		t.Rows = append(t.Rows, doc.TableRow{})
	}
	return &doc.Document{
		Title: title, Author: from, Subject: title, Language: "zh-CN",
		Blocks: []doc.Block{&doc.Title{Lines: []string{title}}, t},
	}
}

// RoomColumns are the columns of the list.
var RoomColumns = []string{"序号", "机关", "题名", "日期", "页数"}

// Close writes the list's files and gives the folder its name.
func (m *Room) Close(extras ...Extra) error {
	for _, x := range extras {
		if err := m.put(x.Name, x.Data); err != nil {
			m.Discard()
			return err
		}
	}
	return m.keep()
}
