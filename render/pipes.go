package render

import (
	"fmt"
	"regexp"
)

// isDelimiter tells whether line i is the second line of a table: |---|---|
// below a line with bars in it.
func isDelimiter(lines []line, i int) bool {
	if i < 1 || i >= len(lines) || !hasBar(&lines[i]) || !hasBar(&lines[i-1]) {
		return false
	}
	for _, cell := range cells(lines[i].text) {
		if !delimiterCell.MatchString(plain(cell)) {
			return false
		}
	}
	return true
}

var delimiterCell = regexp.MustCompile(`^:?-+:?$`)

func hasBar(l *line) bool {
	for _, c := range l.text {
		if c.r == '|' {
			return true
		}
	}
	return false
}

// table writes the table that begins with line i.
func (t *tidier) table(lines []line, i int, prefix string) int {
	if !isDelimiter(lines, i+1) {
		t.notTable(&lines[i], "下面没有 |---|---| 这一行")
		return t.pipeLines(lines, i, prefix)
	}
	columns := len(cells(lines[i].text))
	if n := len(cells(lines[i+1].text)); n != columns {
		t.notTable(&lines[i], fmt.Sprintf("表头有 %d 格，下面的 |---| 行有 %d 格", columns, n))
		return t.pipeLines(lines, i, prefix)
	}
	t.begin(prefix)
	for end := i + 2; i < end || i < len(lines) && hasBar(&lines[i]); i++ {
		row := cells(lines[i].text)
		if len(row) > columns {
			t.warn("TEXT-TABLE", int(lines[i].text[0].at),
				fmt.Sprintf("这一行有 %d 格，表头只有 %d 格，多出的并在最后一格里", len(row), columns),
				"请给表头补格，或删去多出的 |")
		}
		t.mark(prefix)
		for j, cell := range row {
			if j < columns {
				t.mark("| ")
			} else {
				t.mark(`\`)
				t.char(char{'|', lines[i].text[0].at})
			}
			for _, c := range cell {
				t.char(c)
			}
			t.mark(" ")
		}
		t.mark("|\n")
	}
	return i
}

func (t *tidier) notTable(l *line, why string) {
	t.warn("TEXT-TABLE", int(l.text[0].at), "这几行像表格而不是表格，照原样印出："+why,
		"表格的写法：第一行表头，第二行 |---|---|，以后每行一样多的格")
}

// pipeLines writes lines that look like a table each as it is.
func (t *tidier) pipeLines(lines []line, i int, prefix string) int {
	for ; i < len(lines) && hasBar(&lines[i]); i++ {
		t.begin(prefix)
		t.paragraph(prefix, lines[i:i+1])
	}
	return i
}

// cells cuts a row at its bars.
func cells(text []char) [][]char {
	if len(text) > 0 && text[0].r == '|' {
		text = text[1:]
	}
	if n := len(text); n > 0 && text[n-1].r == '|' && !(n > 1 && text[n-2].r == '\\') {
		text = text[:n-1]
	}
	var all [][]char
	start := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i].r == '|' && !(i > 0 && text[i-1].r == '\\') {
			all = append(all, newLine(text[start:i]).text)
			start = i + 1
		}
	}
	return all
}
