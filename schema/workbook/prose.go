package workbook

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"nianbao/schema"
	"nianbao/schema/intake"
)

// proseText is what the prose sheet holds.
type proseText struct {
	missing            bool
	agency, code, date string
	year               int
	parts              []part
}

// part is a text with the label beside it.
type part struct{ label, text string }

// isProse tells the prose sheet, whatever it is called, by its labels.
func isProse(t *intake.Table) bool {
	found := 0
	for _, row := range t.Rows {
		if len(row) > 0 {
			switch strings.TrimSpace(row[0].Text) {
			case labelAgency, labelYear, labelDate, labelPreamble:
				found++
			}
		}
	}
	return found > 1
}

// readProse reads the prose sheet: labels in the first column, text beside
// them, a paragraph a line. Rows without a label go on with the text above:
// a cell holds no more than 32,767 characters.
func readProse(t *intake.Table) proseText {
	p := proseText{}
	if t == nil {
		p.missing = true
		return p
	}
	for _, row := range t.Rows {
		if len(row) < 2 {
			continue
		}
		label, text := strings.TrimSpace(row[0].Text), ""
		for i := 1; i < len(row); i++ {
			if row[i] != row[i-1] && row[i].Text != "" {
				text += row[i].Text + "\n"
			}
		}
		text = strings.TrimSpace(text)
		switch label {
		case labelAgency:
			p.agency = strings.Join(strings.Fields(text), "")
		case labelCode:
			p.code = strings.Join(strings.Fields(text), "")
		case labelYear:
			p.year, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(text), "度"), "年"))
		case labelDate:
			p.date = text
		case "":
			if n := len(p.parts); n > 0 && text != "" {
				p.parts[n-1].text += "\n" + text
			}
		default:
			p.parts = append(p.parts, part{label, text})
		}
	}
	return p
}

// cellLimit is the most characters that a cell of a workbook holds.
const cellLimit = 32_767

// into writes the text into a report and returns what was doubtful in it.
func (p *proseText) into(r *schema.Report) []intake.Doubt {
	var doubts []intake.Doubt
	doubt := func(where, found, message string) {
		doubts = append(doubts, intake.Doubt{Where: where, Found: found, Message: message})
	}
	sheet := "工作表“" + proseSheet + "”"
	if p.missing {
		doubt(sheet, "", "没有找到，机关名称、年度和正文请补上")
	} else if p.agency == "" {
		doubt(sheet+"“"+labelAgency+"”", "", "没有填")
	}
	r.Agency.Name, r.Agency.Code, r.Year = p.agency, p.code, p.year
	if p.year == 0 && !p.missing {
		doubt(sheet+"“"+labelYear+"”", "", "读不出年度，应如 2025")
	}
	if date, ok := readDate(p.date); ok {
		r.Date, r.Signature = date, true
	} else if p.date != "" {
		doubt(sheet+"“"+labelDate+"”", p.date, "读不出日期，应如 2026年1月20日")
	}
	for _, part := range p.parts {
		key, ok := sectionKey(r, part.label)
		if !ok {
			doubt(sheet, part.label, "没有这一部分，旁边的文字未录入")
			continue
		}
		if utf8.RuneCountInString(part.text) >= cellLimit {
			doubt(sheet+"“"+part.label+"”", "", "满一格能放的 32,767 字，后面的文字可能没有存进去，请核对")
		}
		if text := intake.Paragraphs(part.text); text != "" {
			r.Text[key] = strings.TrimPrefix(r.Text[key]+"\n\n"+text, "\n\n")
		}
	}
	for _, s := range r.Form.Sections {
		if s.Table == "" && !s.Optional && r.Text[s.Key] == "" {
			doubt("“"+s.Heading+"”", "", "没有找到这一部分的正文")
		}
	}
	return doubts
}

// sectionKey is the text that a label of the prose sheet stands for.
func sectionKey(r *schema.Report, label string) (string, bool) {
	if label == labelPreamble {
		return schema.Preamble, true
	}
	for _, s := range r.Form.Sections {
		if s.Table == "" && intake.SameHeading(label, s.Heading) {
			return s.Key, true
		}
	}
	return "", false
}

// readDate also reads a date that the program stored as a number of days.
func readDate(s string) (time.Time, bool) {
	if days, err := strconv.ParseFloat(s, 64); err == nil && days > 36_000 && days < 110_000 {
		if t, err := excelize.ExcelDateToTime(days, false); err == nil {
			return t.UTC().Truncate(24 * time.Hour), true
		}
	}
	return intake.ReadDate(s)
}
