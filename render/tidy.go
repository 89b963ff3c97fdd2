package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"nianbao/schema/source"
)

// markdown is prose rewritten so that Markdown reads it as it was meant.
// Each byte knows the character of the value it came from.
type markdown struct {
	b  []byte
	at []int32
	// notes are the paragraphs at the end of b that hold footnotes.
	notes []noteText
}

type noteText struct {
	label string
	head  []char // [^label]: as typed
	start int    // in b
}

// tidier rewrites prose that a clerk typed or pasted. Markdown proper would
// glue paragraphs that stand on lines of their own, take indented text for
// program code and swallow characters at the start of a line.
type tidier struct {
	markdown
	from  source.Origin
	found source.List
	notes []note
	other bool // the last list was marked the other way
	marks int  // in this block
}

type note struct {
	label string
	head  []char
	lines []line
}

// tidy rewrites a text. PROSE.md tells the rules to those who write prose:
//
//   - A line that ends a sentence ends the paragraph, unless the lines are
//     evidently cut at an equal width; other lines are joined, with a space
//     only between Latin words.
//   - Spaces before and after a line mean nothing, except in lists.
//   - What is not Markdown of a kind that reports can use is text.
func tidy(text []char, from source.Origin) (*markdown, source.List) {
	t := &tidier{from: from}
	t.b = make([]byte, 0, 3*len(text)+64)
	t.at = make([]int32, 0, 3*len(text)+64)
	t.blocks(splitLines(text), "", 0)
	for _, n := range t.notes {
		t.begin("")
		t.markdown.notes = append(t.markdown.notes, noteText{n.label, n.head, len(t.b)})
		t.paragraph("", n.lines)
	}
	return &t.markdown, t.found
}

func (t *tidier) warn(code string, at int, message, help string) {
	from := t.from.At(at)
	from.Width = 1
	t.found = append(t.found, source.Finding{
		Severity: source.Warning, Code: code, Message: message, Origin: from, Help: []string{help},
	})
}

// mark writes bytes that are not of the text.
func (t *tidier) mark(s string) {
	t.b = append(t.b, s...)
	for range len(s) {
		t.at = append(t.at, -1)
	}
}

// mostMarks is how many characters of one block may be markup. The time it
// takes to look for their fellows grows with the square of their number.
const mostMarks = 1000

func (t *tidier) char(c char) {
	if c.r < utf8.RuneSelf && strings.IndexByte("[*`<", byte(c.r)) >= 0 {
		if t.marks++; t.marks > mostMarks {
			t.mark("\\")
		}
	}
	t.b = utf8.AppendRune(t.b, c.r)
	for len(t.at) < len(t.b) {
		t.at = append(t.at, c.at)
	}
}

// begin leaves an empty line after the block before.
func (t *tidier) begin(prefix string) {
	t.marks = 0
	if len(t.b) > 0 {
		t.mark(strings.TrimRight(prefix, " ") + "\n")
	}
}

const deepest = 4 // quotes in quotes, lists in lists: more is taken for text

// blocks rewrites lines; prefix begins every line written.
func (t *tidier) blocks(lines []line, prefix string, depth int) {
	for i := 0; i < len(lines); {
		l := &lines[i]
		switch k := l.kind(); {
		case k == blank:
			i++
		case k == headingLine:
			t.begin(prefix)
			hashes, rest := l.hashes()
			t.mark(prefix + strings.Repeat("#", hashes) + " ")
			t.text((&line{text: rest}).tight().text)
			t.mark("\n")
			i++
		case underlined(lines, i):
			t.begin(prefix)
			t.mark(prefix + "# ")
			t.text(l.tight().text)
			t.mark("\n")
			i += 2
		case k == quoteLine && depth < deepest:
			i = t.quote(lines, i, prefix, depth)
		case k == noteLine && depth == 0:
			i = t.note(lines, i)
		case k == itemLine && !itemHeading(lines, i):
			i = t.list(lines, i, prefix)
		case k == pipeLine || k == plainLine && isDelimiter(lines, i+1):
			i = t.table(lines, i, prefix)
		case k == ruleLine:
			t.warn("TEXT-MARKUP", int(l.text[0].at), fmt.Sprintf("“%s”照原样印出：公文里没有分隔线", l.string()), "不要这一行就删去；要另起一段，空一行即可")
			fallthrough
		case k == pictureLine || k == itemLine || k == noteLine || k == quoteLine:
			t.begin(prefix)
			t.paragraph(prefix, lines[i:i+1])
			i++
		default:
			i = t.plainGroup(lines, i, prefix)
		}
	}
}

// plainGroup writes the paragraphs of the run of plain lines at i.
func (t *tidier) plainGroup(lines []line, i int, prefix string) int {
	end := i + 1
	for end < len(lines) {
		k := lines[end].kind()
		inSentence := lines[end-1].open() && (k == itemLine || k == quoteLine)
		if k != plainLine && !inSentence || isDelimiter(lines, end+1) || underlined(lines, end) {
			break
		}
		end++
	}
	for _, p := range paragraphs(lines[i:end]) {
		if n, rest := p[0].hashes(); n > 1 && len(rest) > 0 {
			t.warn("TEXT-MARKUP", int(p[0].text[0].at), fmt.Sprintf("“%s”照原样印出，不当作小标题", p[0].string()), "要当小标题，# 后面空一格")
		}
		t.begin(prefix)
		t.paragraph(prefix, p)
	}
	return end
}

func (t *tidier) quote(lines []line, i int, prefix string, depth int) int {
	var inner []line
	for ; i < len(lines) && (lines[i].kind() == quoteLine || plain(lines[i].text) == ">"); i++ {
		l := newLine(lines[i].text[1:])
		l.hard = l.hard || lines[i].hard
		inner = append(inner, l)
	}
	for j := range inner {
		inner[j].lead = max(0, inner[j].lead-1)
	}
	t.begin(prefix)
	before := len(t.b)
	t.blocks(inner, prefix+"> ", depth+1)
	if len(t.b) == before { // nothing but >
		t.mark("\n")
	}
	return i
}

func (t *tidier) note(lines []line, i int) int {
	label, rest, _ := lines[i].noteDefinition()
	head := lines[i].text[:len(lines[i].text)-len(rest)]
	n := note{label: label, head: head, lines: []line{{text: rest}}}
	for i++; i < len(lines) && lines[i].kind() == plainLine && !n.lines[len(n.lines)-1].closed(); i++ {
		n.lines = append(n.lines, lines[i])
	}
	t.notes = append(t.notes, n)
	return i
}

// itemHeading tells whether the item that begins a list is a sub-heading: a
// few words that end without a stop, and a paragraph after them.
func itemHeading(lines []line, i int) bool {
	it, _ := lines[i].item()
	if it.number == 0 || !lines[i].heading() {
		return false
	}
	for i++; i < len(lines); i++ {
		if k := lines[i].kind(); k != blank {
			return k == plainLine && !lines[i].labelled()
		}
	}
	return false
}

// paragraph writes lines as one paragraph.
func (t *tidier) paragraph(prefix string, lines []line) {
	t.mark(prefix)
	for i := range lines {
		l := &lines[i]
		text := l.text
		if i == 0 {
			text = l.tight().text
		}
		if i == len(lines)-1 {
			t.text(text)
			break
		}
		if l.hard {
			if l.slash {
				text = text[:len(text)-1]
			}
			t.text(text)
			t.mark("\\\n" + prefix)
			continue
		}
		t.text(text)
		after := lines[i+1].text
		if len(text) > 0 && len(after) > 0 {
			last := text[len(text)-1]
			for range joiner(last.r, after[0].r) {
				t.char(char{' ', last.at + 1})
			}
		}
	}
	t.mark("\n")
}

// text writes characters. When they begin a line of Markdown, a backslash
// keeps what is no markup from being taken for it.
func (t *tidier) text(text []char) {
	escape := -1
	if n := len(t.b); n == 0 || t.b[n-1] == '\n' || t.b[n-1] == ' ' && t.at[n-1] < 0 {
		escape = startMarkup(text)
	}
	for i, c := range text {
		if i == escape {
			t.mark("\\")
		}
		t.char(c)
	}
}

// startMarkup returns the index of the character that would make Markdown of
// a line, −1 for none.
func startMarkup(text []char) int {
	ends := func(i int) bool { return i >= len(text) || text[i].r == ' ' }
	if len(text) == 0 {
		return -1
	}
	delimiter := true
	for _, c := range text {
		delimiter = delimiter && strings.ContainsRune("-:| ", c.r)
	}
	switch r := text[0].r; {
	case delimiter, r == '>', r == '#':
		return 0
	case r == '-' || r == '+' || r == '*':
		if ends(1) {
			return 0
		}
	case r >= '0' && r <= '9':
		n := 0
		for n < len(text) && text[n].r >= '0' && text[n].r <= '9' {
			n++
		}
		if n < len(text) && (text[n].r == '.' || text[n].r == ')') && ends(n+1) {
			return n
		}
	}
	return -1
}
