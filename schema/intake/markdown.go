package intake

import (
	"fmt"
	"regexp"
	"strings"
)

// pictures tells of pictures, which stay behind.
func (a *assembly) pictures(b *Block) {
	for _, alt := range b.Pictures {
		a.doubt(Doubt{Where: "正文", Found: oneLine(alt), Message: "有一张图片没有取出；要用请另存为 PNG 或 JPEG，写成 ![图的说明](文件名)"})
	}
}

// bullets begin the items of a list as Word and our own documents print them.
const bullets = "•●▪■◆"

var (
	// pieces that Markdown, as render/PROSE.md has it, would read as marks
	noteCall  = regexp.MustCompile(`\[\^|!\[|\]\(`)
	autoLink  = regexp.MustCompile(`<(?:[A-Za-z][A-Za-z0-9+.\-]*:|[^\s<>@]+@)`)
	slash     = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~\n]|$)`)
	lineStart = regexp.MustCompile(`^(#+|>|[-*+])(\s|$)|^>`)
	itemStart = regexp.MustCompile(`^([0-9]+)([.)])(\s|$)`)
	numberedH = regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[)）][^。]*$`)
)

// markdown writes a paragraph as Markdown: headings known by their style and
// list items get their marks, footnotes follow the paragraph, and whatever
// only looks like a mark is escaped.
func (a *assembly) markdown(b *Block) string {
	text := strings.TrimSpace(b.Text)
	if first := []rune(text)[0]; strings.ContainsRune(bullets, first) && len([]rune(text)) > 1 {
		text = "- " + escaped(strings.TrimSpace(text[len(string(first)):]))
	} else if text = escaped(text); b.Level >= 2 && b.Level <= 4 && !strings.Contains(text, "\n") && !numberedH.MatchString(text) {
		text = strings.Repeat("#", b.Level-1) + " " + text
	}
	for _, note := range b.Notes {
		a.notes++
		mark := fmt.Sprintf("[^%d]", a.notes)
		text = strings.Replace(text, noteMark, mark, 1) + "\n\n" + mark + ": " + escaped(note)
	}
	return text
}

// Paragraphs writes plain text, a paragraph a line, as Markdown.
func Paragraphs(text string) string {
	a := assembly{}
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(clean.Replace(line)); line != "" {
			list = append(list, a.markdown(&Block{Text: line}))
		}
	}
	return joinParagraphs(list)
}

// escaped keeps text from being read as Markdown. A line end in it is a
// forced break.
func escaped(text string) string {
	lines := strings.Split(text, "\n")
	kept := lines[:0]
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		line = slash.ReplaceAllString(line, `\\$1`)
		for _, mark := range []string{"*", "`"} {
			if strings.Count(line, mark) > 1 {
				line = strings.ReplaceAll(line, mark, `\`+mark)
			}
		}
		line = noteCall.ReplaceAllString(line, `\$0`)
		line = autoLink.ReplaceAllString(line, `\$0`)
		switch {
		case lineStart.MatchString(line):
			line = `\` + line
		case itemStart.MatchString(line):
			line = itemStart.ReplaceAllString(line, `$1\$2$3`)
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\\\n")
}

// joinParagraphs puts an empty line between paragraphs, none inside a list.
func joinParagraphs(list []string) string {
	var s strings.Builder
	for i, p := range list {
		switch {
		case i == 0:
		case strings.HasPrefix(p, "- ") && strings.HasPrefix(list[i-1], "- "):
			s.WriteString("\n")
		default:
			s.WriteString("\n\n")
		}
		s.WriteString(p)
	}
	return s.String()
}

// markdownTable writes a table in prose as a Markdown table; merged cells are
// repeated, as Markdown has none.
func (a *assembly) markdownTable(t *Table) string {
	width, merged := 0, false
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	var s strings.Builder
	for i, row := range t.Rows {
		s.WriteString("|")
		for at := range width {
			text := ""
			if at < len(row) && row[at] != nil {
				c := row[at]
				merged = merged || c.Row != i || c.Col != at
				text = strings.ReplaceAll(strings.Join(strings.Fields(unraised.Replace(strings.ReplaceAll(c.Text, noteMark, ""))), " "), "|", `\|`)
			}
			s.WriteString(" " + text + " |")
		}
		s.WriteString("\n")
		if i == 0 {
			s.WriteString("|" + strings.Repeat(" --- |", width) + "\n")
		}
	}
	if merged {
		a.doubt(Doubt{Where: strings.TrimSpace(t.Name), Message: "正文里的表有合并的格，Markdown 里没有，各格重复写出"})
	}
	return strings.TrimSuffix(s.String(), "\n")
}
