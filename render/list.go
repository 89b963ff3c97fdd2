package render

import (
	"strconv"
	"strings"
)

// level is an open list of items.
type level struct {
	lead   int // spaces before its items, as typed
	indent int // spaces before their text, as written
	next   int // the number that continues it; 0 = bullets
}

// list writes the items from line i on, and what belongs to them. An item
// whose number does not follow begins a list of its own, so that the number
// printed is the number typed.
func (t *tidier) list(lines []line, i int, prefix string) int {
	first, _ := lines[i].item()
	stack := []level{{lead: lines[i].lead, next: first.number}}
	t.begin(prefix)
	t.other = !t.other
	for i < len(lines) {
		it, ok := lines[i].item()
		if !ok {
			break
		}
		for len(stack) > 1 && lines[i].lead < stack[len(stack)-1].lead {
			stack = stack[:len(stack)-1]
		}
		top := &stack[len(stack)-1]
		nested := lines[i].lead >= top.lead+2 && top.indent > 0
		if len(stack) == 1 && !nested {
			if it.number != top.next {
				return i
			}
		}
		if nested && len(stack) < deepest {
			stack = append(stack, level{lead: lines[i].lead, indent: top.indent})
			top = &stack[len(stack)-1]
		}
		end := itemEnd(lines, i)
		t.item(it, lines[i:end], stack, prefix)
		i = end
		if next := skipBlank(lines, i); next < len(lines) && lines[next].kind() == itemLine {
			i = next
			continue
		}
		i = t.itemParagraphs(lines, i, prefix+strings.Repeat(" ", top.indent))
		if next := skipBlank(lines, i); next < len(lines) && lines[next].kind() == itemLine {
			i = next
		}
	}
	return i
}

// item writes one item: its label, and its lines as one paragraph.
func (t *tidier) item(it item, lines []line, stack []level, prefix string) {
	top := &stack[len(stack)-1]
	outer := 0
	if len(stack) > 1 {
		outer = stack[len(stack)-2].indent
	}
	indent := prefix + strings.Repeat(" ", outer)
	if it.number > 0 && len(stack) > 1 { // printed as typed, not as （1）
		t.begin(prefix)
		t.paragraph(indent, lines)
		return
	}
	marker := t.marker(it.number)
	top.indent = outer + len(marker)
	if it.number > 0 {
		top.next = it.number + 1
	}
	content := append([]line(nil), lines...)
	content[0].text = it.text
	t.paragraph(indent+marker, content)
}

// marker is the label as Markdown has it. Two lists in a row differ in it,
// else they would be one.
func (t *tidier) marker(number int) string {
	switch {
	case number > 0 && t.other:
		return strconv.Itoa(number) + ") "
	case number > 0:
		return strconv.Itoa(number) + ". "
	case t.other:
		return "* "
	}
	return "- "
}

// itemEnd returns the line after item i's own lines: plain lines that carry
// on its sentence.
func itemEnd(lines []line, i int) int {
	end := i + 1
	for end < len(lines) && lines[end].kind() == plainLine {
		last, next := &lines[end-1], &lines[end]
		if next.wide || last.closed() || next.lead <= lines[i].lead && !last.open() && last.width() < 40 {
			break
		}
		end++
	}
	return end
}

// itemParagraphs writes the paragraphs after an item that are indented by
// spaces and so belong to it.
func (t *tidier) itemParagraphs(lines []line, i int, prefix string) int {
	for {
		start := skipBlank(lines, i)
		end := start
		for end < len(lines) && lines[end].kind() == plainLine && lines[end].lead >= 2 && !lines[end].wide {
			end++
		}
		if end == start {
			return i
		}
		for _, p := range paragraphs(lines[start:end]) {
			t.begin(prefix)
			t.paragraph(prefix, p)
		}
		i = end
	}
}

func skipBlank(lines []line, i int) int {
	for i < len(lines) && lines[i].kind() == blank {
		i++
	}
	return i
}
