package style

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nianbao/fonts"
	"nianbao/render/length"
	"nianbao/schema/source"
)

// field reads one key of a file into the changes of a T.
type field[T any] struct {
	table   *source.Table
	changes []change[T]
}

func (f *field[T]) add(c change[T]) { f.changes = append(f.changes, c) }

// wrong notes a value that does not read as what its key asks for.
func wrong(t *source.Table, key, value, want, example string) {
	t.Add(key, source.Finding{
		Severity: source.Error, Code: CodeStyle,
		Message: fmt.Sprintf("%s 的值“%s”读不懂，应是%s", key, value, want),
		Help:    []string{"例如 " + key + " = \"" + example + "\""},
	})
}

// text returns the text at a key that is given and is a text.
func text(t *source.Table, key string) (string, bool) {
	v, given := t.Value(key)
	s := t.String(key)
	_, isText := v.(string)
	return s, given && isText
}

// length reads a length between low and high.
func (f *field[T]) length(key string, low, high length.Length, at func(*T) *length.Length) {
	s, given := text(f.table, key)
	if !given {
		return
	}
	n, ok := parseLength(s)
	switch {
	case !ok:
		wrong(f.table, key, s, "带单位的长度，单位是 mm、cm 或 pt（磅）", "15.75pt")
	case n < low || n > high:
		wrong(f.table, key, s, "从 "+points(low)+" 到 "+points(high)+" 的长度", points(min(max(low, 10*length.Pt), high)))
	default:
		f.add(func(v *T) { *at(v) = n })
	}
}

// count reads a number of 字 or 行, in 1/per of the unit.
func (f *field[T]) count(key, unit string, per, high int, at func(*T) *int) {
	s, given := text(f.table, key)
	if !given {
		return
	}
	n, ok := parseCount(s, unit)
	if !ok || n < 0 || n > high*100 || n*per%100 != 0 {
		want := " 0 到 " + strconv.Itoa(high) + " 的数带单位“" + unit + "”"
		if per == 1 {
			want = " 0 到 " + strconv.Itoa(high) + " 的整数带单位“" + unit + "”"
		}
		wrong(f.table, key, s, want, "2"+unit)
		return
	}
	f.add(func(v *T) { *at(v) = n * per / 100 })
}

// number reads a plain whole number between low and high.
func (f *field[T]) number(key string, low, high int, at func(*T) *int) {
	v, given := f.table.Value(key)
	n := f.table.Int(key)
	if _, isInt := v.(int64); !given || !isInt {
		return
	}
	if n < low || n > high {
		f.table.Add(key, source.Finding{
			Severity: source.Error, Code: CodeStyle,
			Message: fmt.Sprintf("%s 是 %d，应在 %d 到 %d 之间", key, n, low, high),
		})
		return
	}
	f.add(func(v *T) { *at(v) = n })
}

func (f *field[T]) bool(key string, at func(*T) *bool) {
	v, _ := f.table.Value(key)
	b := f.table.Bool(key)
	if _, isBool := v.(bool); isBool {
		f.add(func(v *T) { *at(v) = b })
	}
}

// oneOf reads one of the given words.
func (f *field[T]) oneOf(key string, words []string, set func(*T, string)) {
	s, given := text(f.table, key)
	if !given {
		return
	}
	if !slices.Contains(words, s) {
		wrong(f.table, key, s, strings.Join(words, "、")+" 之一", words[0])
		return
	}
	f.add(func(v *T) { set(v, s) })
}

// fill reads a colour or 无.
func (f *field[T]) fill(key string, at func(*T) *int64) {
	s, given := text(f.table, key)
	if !given {
		return
	}
	n, ok := parseColor(s)
	switch {
	case s == "无" || s == "none":
		f.add(func(v *T) { *at(v) = -1 })
	case ok:
		f.add(func(v *T) { *at(v) = int64(n) })
	default:
		wrong(f.table, key, s, "六位十六进制的颜色，或“无”", "C6D9F1")
	}
}

const (
	maxPaper = 5000 * length.Pt
	maxType  = 300 * length.Pt
)

// pageChanges reads [page].
func pageChanges(t *source.Table) []change[Page] {
	f := field[Page]{table: t}
	f.length("width", 100*length.Pt, maxPaper, func(p *Page) *length.Length { return &p.Width })
	f.length("height", 100*length.Pt, maxPaper, func(p *Page) *length.Length { return &p.Height })
	f.length("top", 0, maxPaper, func(p *Page) *length.Length { return &p.Top })
	f.length("left", 0, maxPaper, func(p *Page) *length.Length { return &p.Left })
	f.length("right", 0, maxPaper, func(p *Page) *length.Length { return &p.Right })
	f.length("bottom", 0, maxPaper, func(p *Page) *length.Length { return &p.Bottom })
	f.number("lines", 1, 200, func(p *Page) *int { return &p.Lines })
	f.number("chars", 1, 400, func(p *Page) *int { return &p.Chars })
	f.length("line_pitch", 6*length.Pt, maxType, func(p *Page) *length.Length { return &p.LinePitch })
	f.length("number_drop", 0, maxType, func(p *Page) *length.Length { return &p.NumberDrop })
	f.length("number_indent", 0, maxType, func(p *Page) *length.Length { return &p.NumberIndent })
	f.bool("number_outer", func(p *Page) *bool { return &p.NumberOuter })
	if s, given := text(t, "number_format"); given {
		if s != "" && !strings.Contains(s, "{page}") {
			wrong(t, "number_format", s, "含有 {page} 的文字", "— {page} —")
		}
		f.add(func(p *Page) { p.NumberFormat = s })
	}
	t.Done()
	return f.changes
}

var aligns = []string{"justify", "left", "center", "right"}

// textChanges reads the look of a kind of text.
func textChanges(t *source.Table) []change[Text] {
	f := field[Text]{table: t}
	var roles []string
	for _, r := range fonts.Roles {
		roles = append(roles, string(r))
	}
	f.oneOf("face", roles, func(x *Text, s string) { x.Face = fonts.Role(s) })
	f.bool("bold", func(x *Text) *bool { return &x.Bold })
	f.length("size", 4*length.Pt, maxType, func(x *Text) *length.Length { return &x.Size })
	f.length("word_size", 4*length.Pt, maxType, func(x *Text) *length.Length { return &x.WordSize })
	f.length("word_spacing", -5*length.Pt, 20*length.Pt, func(x *Text) *length.Length { return &x.WordSpacing })
	f.length("pitch", 4*length.Pt, maxType, func(x *Text) *length.Length { return &x.Pitch })
	f.oneOf("align", aligns, func(x *Text, s string) { x.Align = s })
	f.count("first_indent", "字", 1, 20, func(x *Text) *int { return &x.FirstIndent })
	f.count("left", "字", 1, 20, func(x *Text) *int { return &x.Left })
	f.count("right", "字", 1, 20, func(x *Text) *int { return &x.Right })
	f.count("before", "行", 100, 10, func(x *Text) *int { return &x.Before })
	f.count("after", "行", 100, 10, func(x *Text) *int { return &x.After })
	f.bool("keep_next", func(x *Text) *bool { return &x.KeepNext })
	if s, given := text(t, "color"); given {
		n, ok := parseColor(s)
		if !ok {
			wrong(t, "color", s, "六位十六进制的颜色", "000000")
		}
		f.add(func(x *Text) { x.Color = n })
	}
	return f.changes
}

// tableChanges reads the look of a kind of table. The keys of text stand for
// all its cells, those of [table.….head] and so on for some.
func tableChanges(t *source.Table) []change[Table] {
	f := field[Table]{table: t}
	f.length("rule", 0, 10*length.Pt, func(x *Table) *length.Length { return &x.Rule })
	f.length("outer_rule", 0, 10*length.Pt, func(x *Table) *length.Length { return &x.OuterRule })
	f.length("pad_x", 0, 50*length.Pt, func(x *Table) *length.Length { return &x.PadX })
	f.length("pad_y", 0, 50*length.Pt, func(x *Table) *length.Length { return &x.PadY })
	f.length("min_row", 0, 200*length.Pt, func(x *Table) *length.Length { return &x.MinRow })
	f.fill("band_fill", func(x *Table) *int64 { return &x.BandFill })
	f.fill("head_fill", func(x *Table) *int64 { return &x.HeadFill })
	for _, c := range textChanges(t) {
		f.add(func(x *Table) {
			for _, cell := range [...]*Text{&x.Head, &x.Stub, &x.Data, &x.Band} {
				c(cell)
			}
		})
	}
	for _, part := range []struct {
		key string
		at  func(*Table) *Text
	}{
		{"head", func(x *Table) *Text { return &x.Head }},
		{"stub", func(x *Table) *Text { return &x.Stub }},
		{"data", func(x *Table) *Text { return &x.Data }},
		{"band", func(x *Table) *Text { return &x.Band }},
	} {
		cell := t.Table(part.key)
		if cell == nil {
			continue
		}
		for _, c := range textChanges(cell) {
			f.add(func(x *Table) { c(part.at(x)) })
		}
		cell.Done()
	}
	t.Done()
	return f.changes
}

func lengthOf(n int) length.Length { return length.Length(n) }

// points writes a length for messages: 15.75pt.
func points(l length.Length) string {
	s := fmt.Sprintf("%d.%03d", l/length.Pt, max(l, -l)%length.Pt)
	if l < 0 && l > -length.Pt {
		s = "-" + s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".") + "pt"
}
