package workbook

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"nianbao/schema/intake"
)

// value is a cell's text as a person would read it off. Numbers lose what
// binary fractions add (18.870999999999999) and keep the zeros that their
// format shows (18.8710); what a format shows as a date or a percentage stays
// one, to be doubted. A formula is worked out where no program has done so.
func (r *reader) value(sheet, at, text, formula string) string {
	if text == "" && formula != "" {
		if v, err := r.file.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true}); err == nil {
			text = v
		}
	}
	d, err := decimal.NewFromString(text)
	if err != nil || text == "" || len(text) > 40 {
		return text
	}
	switch kind, err := r.file.GetCellType(sheet, at); {
	case err != nil:
		return text
	case kind == excelize.CellTypeBool:
		return map[bool]string{true: "TRUE", false: "FALSE"}[!d.IsZero()]
	case kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString:
		return text // digits typed as text
	}
	switch format := r.format(sheet, at); {
	case format == date:
		if days, ok := d.Float64(); ok || days > 0 {
			if t, err := excelize.ExcelDateToTime(days, false); err == nil {
				return t.Format("2006-01-02")
			}
		}
		return r.shown(sheet, at)
	case format == percent:
		return r.shown(sheet, at)
	}
	shown := strings.ReplaceAll(r.shown(sheet, at), ",", "")
	if plain, err := decimal.NewFromString(shown); err == nil && plain.Equal(d.Round(9)) && strings.Contains(shown, ".") && !strings.ContainsAny(shown, "eE") {
		return shown
	}
	if len(text) < 16 && !strings.ContainsAny(text, "eE") {
		return text
	}
	return d.Round(6).String()
}

// Formats that show a number as something else.
const (
	plain = iota
	date
	percent
)

var quotedFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)

// format is the kind of a cell's number format (ECMA-376 18.8.30).
func (r *reader) format(sheet, at string) int {
	id, err := r.file.GetCellStyle(sheet, at)
	if err != nil || id == 0 {
		return plain
	}
	style, err := r.file.GetStyle(id)
	if err != nil {
		return plain
	}
	n := style.NumFmt
	custom := ""
	if style.CustomNumFmt != nil {
		custom = quotedFormat.ReplaceAllString(*style.CustomNumFmt, "")
	}
	switch {
	case n == 9 || n == 10 || strings.Contains(custom, "%"):
		return percent
	case n >= 14 && n <= 22, n >= 27 && n <= 36, n >= 45 && n <= 47, n >= 50 && n <= 58, strings.ContainsAny(custom, "yYdDhH年月日"):
		return date
	}
	return plain
}

// shown is a cell as its format shows it.
func (r *reader) shown(sheet, at string) string {
	shown, err := r.file.GetCellValue(sheet, at, excelize.Options{RawCellValue: false})
	if err != nil {
		return ""
	}
	return strings.TrimSpace(shown)
}

// comments puts people's comments beside their figures, as notes.
func (r *reader) comments(sheet string, t *intake.Table) {
	list, err := r.file.GetComments(sheet)
	if err != nil {
		return
	}
	for _, c := range list {
		col, row, err := excelize.CellNameToCoordinates(c.Cell)
		if err != nil || row > len(t.Rows) || col > len(t.Rows[row-1]) || c.Author == author {
			continue
		}
		text := c.Text
		for _, p := range c.Paragraph {
			text += p.Text
		}
		text = commentText(text, c.Author)
		cell := t.Rows[row-1][col-1]
		if text == "" || text == fromLastYear || strings.Contains(cell.Text, "（") {
			continue
		}
		cell.Notes = append(cell.Notes, strings.Trim(text, "（）()"))
	}
}

// commentText is what a person wrote in a comment: without the name that
// programs put before it, and the preface of a threaded one.
func commentText(text, author string) string {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(author, "tc=") {
		lines := strings.Split(text, "\n")
		for i := len(lines) - 2; i >= 0; i-- {
			if line := strings.TrimSpace(lines[i]); strings.HasSuffix(line, ":") || strings.HasSuffix(line, "：") {
				text = strings.Join(lines[i+1:], "")
				break
			}
		}
	}
	for _, mark := range []string{":", "："} {
		text = strings.TrimSpace(strings.TrimPrefix(text, author+mark))
	}
	return strings.Join(strings.Fields(text), "")
}
