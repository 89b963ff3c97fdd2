package docx

import (
	"cmp"
	"slices"

	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// tableLook is the look of a kind of table, and the names of its styles.
type tableLook struct {
	id, name string
	style    style.Table
	cells    [5]cellLook // by doc.Role
	tight    bool        // lower than the style says (see tighten)
	size     int         // of all cells in half points; 0 = the styles' (see even)
}

// cellLook is what a cell of one role refers to.
type cellLook struct {
	id   string // paragraph style
	jc   string // its alignment
	text style.Text
	fill int64 // −1 = none
}

// tableNames are the names that Word shows; other kinds go by their key.
var tableNames = map[string]string{"disclosure": "表二", "applications": "表三", "reviews": "表四", "prose": "正文表格"}

func newTableLook(key string, t style.Table) *tableLook {
	for _, text := range [...]*style.Text{&t.Head, &t.Stub, &t.Data, &t.Band} {
		if text.Pitch <= 0 {
			text.Pitch = text.Size * 4 / 3
		}
	}
	l := &tableLook{id: "Table" + styleID(key), name: tableNames[key], style: t}
	if l.name == "" {
		l.name = key
	}
	for _, p := range l.paragraphs() {
		c := cellLook{id: p.id, jc: jc(p.text.Align), text: p.text, fill: p.fill}
		for _, r := range p.roles {
			l.cells[r] = c
		}
	}
	return l
}

// cellStyle is a paragraph style of cells.
type cellStyle struct {
	id, name string
	text     style.Text
	fill     int64
	roles    []doc.Role
}

func (l *tableLook) paragraphs() [4]cellStyle {
	t := l.style
	return [...]cellStyle{
		{l.id + "Data", l.name + " 数据", t.Data, -1, []doc.Role{doc.Data}},
		{l.id + "Head", l.name + " 列头", t.Head, t.HeadFill, []doc.Role{doc.Header, doc.Corner}},
		{l.id + "Stub", l.name + " 行头", t.Stub, -1, []doc.Role{doc.Stub}},
		{l.id + "Band", l.name + " 分段题", t.Band, t.BandFill, []doc.Role{doc.Band}},
	}
}

// tableLooks are the kinds of tables in the order of their styles.
func (s *sheet) tableLooks() []*tableLook {
	var all []*tableLook
	for _, l := range s.tables {
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b *tableLook) int { return cmp.Compare(a.id, b.id) })
	return all
}

// write writes the table's style: its rules and the cells' margins. The
// default margins of Word (1.9 mm) would leave a column of table three no
// room for its digits.
func (l *tableLook) write(x *buffer) {
	x.put(`<w:style w:type="table" w:customStyle="1" w:styleId="`, l.id, `"><w:name w:val="`)
	x.attr(l.name)
	x.put(`"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range [...]string{"top", "left", "bottom", "right"} {
		border(x, side, l.style.OuterRule)
	}
	border(x, "insideH", l.style.Rule)
	border(x, "insideV", l.style.Rule)
	x.put("</w:tblBorders><w:tblCellMar>")
	margin(x, "top", l.style.PadY)
	margin(x, "left", l.style.PadX)
	margin(x, "bottom", l.style.PadY)
	margin(x, "right", l.style.PadX)
	x.put("</w:tblCellMar></w:tblPr></w:style>")
}

// border writes a rule; w:sz counts eighths of a point, from 2 to 96.
func border(x *buffer, side string, thick length.Length) {
	x.put("<w:", side)
	if thick <= 0 {
		x.put(` w:val="nil"/>`)
		return
	}
	x.num(` w:val="single" w:sz="`, min(max(int(thick+62)/125, 2), 96), `" w:space="0" w:color="auto"/>`)
}

func margin(x *buffer, side string, wide length.Length) {
	x.put("<w:", side)
	x.num(` w:w="`, max(wide.Twips(), 0), `" w:type="dxa"/>`)
}

// styleID makes a key fit for the id of a style: letters and digits only.
func styleID(key string) string {
	const hex = "0123456789abcdef"
	var id []byte
	for _, c := range []byte(key) {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			id = append(id, c)
		} else {
			id = append(id, hex[c>>4], hex[c&15])
		}
	}
	return string(id)
}
