package schema

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/schema/source"
)

// Change is one difference between two reports.
type Change struct {
	Kind  string // "cell", "sentence", "moved" (a sentence, unchanged) or "setting"
	Where string // in words: 表三 一、本年新收 自然人
	Key   string // applications.received.natural, text.overview, agency.name
	Old   string // "" = not there
	New   string
	// Origins of the old and the new value.
	From, To source.Origin
}

// Diff compares two reports: settings, cells, and the prose by sentence.
func Diff(old, new *Report) []Change {
	d := &differ{old: old, new: new}
	d.settings()
	d.cells()
	d.prose()
	return d.changes
}

type differ struct {
	old, new *Report
	changes  []Change
}

// setting notes a value that is one line, where it changed.
func (d *differ) setting(where, old, new string, keys ...string) {
	if old != new {
		d.changes = append(d.changes, Change{
			Kind: "setting", Where: where, Key: strings.Join(keys, "."), Old: old, New: new,
			From: d.old.origin(keys...), To: d.new.origin(keys...),
		})
	}
}

func (d *differ) settings() {
	a, b := d.old, d.new
	d.setting("表式", a.Form.ID, b.Form.ID, "form")
	d.setting("年度", fmt.Sprint(a.Year), fmt.Sprint(b.Year), "year")
	d.setting("范围", string(a.Scope), string(b.Scope), "scope")
	d.setting("机关名称", a.Agency.Name, b.Agency.Name, "agency", "name")
	d.setting("机关代码", a.Agency.Code, b.Agency.Code, "agency", "code")
	d.setting("简称", a.Agency.Short, b.Agency.Short, "agency", "short")
	d.setting("题目", strings.Join(a.Title(), ""), strings.Join(b.Title(), ""), "report", "title")
	d.setting("成文日期", day(a), day(b), "report", "date")
	d.setting("署名", yesNo(a.Signature), yesNo(b.Signature), "report", "signature")
	for _, s := range b.Form.Sections {
		d.setting("标题", a.Heading(s.Key), b.Heading(s.Key), "report", "headings", s.Key)
	}
	accepted := map[string]string{}
	for _, r := range []*Report{a, b} {
		for id := range r.Accept {
			accepted[id] = ""
		}
	}
	for _, id := range sortedKeys(accepted) {
		d.setting("接受的提示", a.Accept[id], b.Accept[id], "accept", id)
	}
}

func day(r *Report) string {
	if r.Date.IsZero() {
		return ""
	}
	return r.Date.Format("2006-01-02")
}

func yesNo(b bool) string {
	if b {
		return "有"
	}
	return "无"
}

// cells compares the tables cell by cell, those of both forms.
func (d *differ) cells() {
	for i := range d.new.Tables {
		t := &d.new.Tables[i]
		before := d.old.Table(t.Form.Key)
		for j := range t.Rows {
			for k := range t.Rows[j].Cells {
				to := cellAt{t, &t.Rows[j], k}
				from, ok := to.in(before)
				d.cell(from, to, ok, true)
			}
		}
		if before != nil {
			d.setting(t.Form.Name+"的注", before.Note, t.Note, t.Form.Key, "note")
		}
	}
	for i := range d.old.Tables {
		t := &d.old.Tables[i]
		after := d.new.Table(t.Form.Key)
		for j := range t.Rows {
			for k := range t.Rows[j].Cells {
				from := cellAt{t, &t.Rows[j], k}
				if _, ok := from.in(after); !ok {
					d.cell(from, cellAt{}, true, false)
				}
			}
		}
	}
}

// in finds the same cell in another table.
func (c cellAt) in(t *Table) (cellAt, bool) {
	row := t.Row(c.row.Form.Key)
	if row == nil {
		return cellAt{}, false
	}
	for i := range row.Band.Columns {
		if row.Band.Columns[i].Key == c.row.Band.Columns[c.index].Key {
			return cellAt{t, row, i}, true
		}
	}
	return cellAt{}, false
}

func (d *differ) cell(from, to cellAt, isOld, isNew bool) {
	change := Change{Kind: "cell"}
	at := to
	if isOld {
		change.Old, at = from.text(), from
		change.From = d.old.CellOrigin(from.table, from.row, from.index)
	}
	if isNew {
		change.New, at = to.text(), to
		change.To = d.new.CellOrigin(to.table, to.row, to.index)
	}
	if change.Old == change.New {
		return
	}
	change.Where = at.table.Form.Name + " " + at.row.Form.Label + " " + columnLabel(&at.row.Band.Columns[at.index])
	change.Key = at.address()
	d.changes = append(d.changes, change)
}

// text is a cell as it is printed, with its note; ？ when it cannot be read.
func (c cellAt) text() string {
	cell := c.cell()
	switch {
	case cell.Bad:
		return "？"
	case cell.Note != "":
		return cell.Text + "（" + cell.Note + "）"
	}
	return cell.Text
}

func (d *differ) prose() {
	where := map[string]string{Preamble: "导语"}
	keys := []string{Preamble}
	for _, r := range []*Report{d.old, d.new} {
		for _, s := range r.Form.Sections {
			if s.Table == "" && where[s.Key] == "" {
				where[s.Key] = s.Heading
				keys = append(keys, s.Key)
			}
		}
	}
	texts := make([]proseDiff, len(keys))
	for i, key := range keys {
		texts[i] = proseDiff{key: key, where: where[key], old: splitSentences(d.old.Text[key]), new: splitSentences(d.new.Text[key])}
		texts[i].changes = diffSentences(texts[i].old, texts[i].new)
	}
	moves := moved(texts)
	for i := range texts {
		x := &texts[i]
		from, to := d.old.origin("text", x.key), d.new.origin("text", x.key)
		for _, c := range diffSentences(x.old, x.new) {
			d.changes = append(d.changes, Change{
				Kind: "sentence", Where: x.where, Key: "text." + x.key, Old: c.old.text, New: c.new.text,
				From: from.At(c.old.offset), To: to.At(c.new.offset),
			})
		}
		for _, m := range moves[i] {
			there := &texts[m.to]
			c := Change{Kind: "moved", Where: x.where, Key: "text." + there.key, Old: m.text, New: m.text,
				From: from.At(m.from), To: d.new.origin("text", there.key).At(m.at)}
			if there != x {
				c.Where += " → " + there.where
			}
			d.changes = append(d.changes, c)
		}
	}
}

// proseDiff is one text of two reports.
type proseDiff struct {
	key, where string
	old, new   []sentence
	changes    []sentenceChange
}

// move is a sentence that was dropped in one text and stands, word for word,
// in another place: one change, not two.
type move struct {
	text     string
	to       int // index of the text
	from, at int // offsets
}

// moved finds the moves, by the text they come from, and takes the sentences
// out of both texts.
func moved(texts []proseDiff) map[int][]move {
	type place struct{ text, offset int }
	added := map[string][]place{}
	for i := range texts {
		for _, c := range texts[i].changes {
			if c.new.text != "" {
				added[c.new.text] = append(added[c.new.text], place{i, c.new.offset})
			}
		}
	}
	moves := map[int][]move{}
	gone, come := map[place]bool{}, map[place]bool{}
	for i := range texts {
		for _, c := range texts[i].changes {
			if places := added[c.old.text]; len(places) > 0 {
				moves[i] = append(moves[i], move{c.old.text, places[0].text, c.old.offset, places[0].offset})
				gone[place{i, c.old.offset}], come[places[0]] = true, true
				added[c.old.text] = places[1:]
			}
		}
	}
	for i := range texts {
		texts[i].old = slices.DeleteFunc(texts[i].old, func(s sentence) bool { return gone[place{i, s.offset}] })
		texts[i].new = slices.DeleteFunc(texts[i].new, func(s sentence) bool { return come[place{i, s.offset}] })
	}
	return moves
}

// DiffText prints changes for reading.
func DiffText(changes []Change) string {
	var b strings.Builder
	where := ""
	for _, c := range changes {
		if c.Kind != "sentence" && c.Kind != "moved" {
			fmt.Fprintf(&b, "%s：%s → %s\n", c.Where, orNone(c.Old), orNone(c.New))
			continue
		}
		if c.Where != where {
			where = c.Where
			fmt.Fprintf(&b, "%s\n", where)
		}
		if c.Kind == "moved" {
			fmt.Fprintf(&b, "  ~ %s（移动了位置）\n", c.Old)
			continue
		}
		if c.Old != "" {
			fmt.Fprintf(&b, "  - %s\n", c.Old)
		}
		if c.New != "" {
			fmt.Fprintf(&b, "  + %s\n", c.New)
		}
	}
	return b.String()
}

func orNone(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}
