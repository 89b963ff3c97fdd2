package docx

import (
	"strings"
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// fit is what keeps the text of a narrow cell readable without a change to
// the text.
type fit struct {
	size  int  // of type in half points; 0 = the style's
	first int  // indent of the first line, twips
	sides int  // indent on both sides, twips
	below bool // the note behind a number begins a line of its own
}

// fitCell makes a text fit a cell of the given inner width: type that is
// small enough for the longest number, which no line may cut; column heads of
// words of two characters (商业企业) not cut inside a word; the number of a
// label (（三）不予公开) on a line of its own where the rest fills one.
func fitCell(c *doc.Cell, t style.Text, measure length.Length) fit {
	size := wordSize(t)
	if size <= 0 || measure <= 0 {
		return fit{}
	}
	s := doc.Plain(c.Text)
	below := noteBelow(c, size, measure)
	if wide := length.Length(longestNumber(s)) * size / 2; wide > measure {
		return fit{size: max(int(2*size*measure/wide/length.Pt), 2), below: below}
	}
	if below {
		return fit{below: true}
	}
	room, n := int(measure/size), utf8.RuneCountInString(s)
	if n <= room {
		return fit{}
	}
	switch c.Role {
	case doc.Header:
		if room == 3 && n%2 == 0 && allHan(s) {
			return fit{sides: ((measure - size*5/2) / 2).Twips()}
		}
	case doc.Stub:
		if label := labelLength(s); label > 0 && label < room && n-label <= room {
			return fit{first: (measure - length.Length(label)*size - size/2).Twips()}
		}
	}
	return fit{}
}

// leastEven is how small the type of a whole table may become so that its
// numbers fit, in hundredths; longer numbers than that are set smaller alone.
const leastEven = 75

// even is the look with type so small that the numbers of all cells fit.
func (l *tableLook) even(t *doc.Table, edges []int) *tableLook {
	size := 0 // half points
	for i := range t.Cells {
		c := &t.Cells[i]
		text := &l.cells[c.Role].text
		measure := length.Length(edges[c.Col+c.ColSpan]-edges[c.Col])*length.Twip - 2*l.style.PadX
		fits := fitCell(c, *text, measure).size
		if fits > 0 && length.Length(fits)*length.Pt/2*100 >= wordSize(*text)*leastEven && (size == 0 || fits < size) {
			size = fits
		}
	}
	if size == 0 {
		return l
	}
	small := *l
	small.size = size
	for i := range small.cells {
		text := &small.cells[i].text
		text.Size, text.WordSize = length.Length(size)*length.Pt/2, 0
	}
	return &small
}

// noteBelow says whether a figure leaves no room behind it for the bracket that
// its note begins with. Not all programs break a line before it: they would
// cut the number.
func noteBelow(c *doc.Cell, size, measure length.Length) bool {
	if c.Role != doc.Data || len(c.Text) < 2 || !strings.HasPrefix(c.Text[1].Text, "（") {
		return false
	}
	number := c.Text[0].Text
	n := longestNumber(number)
	return n > 0 && n == len(number) && length.Length(n+2)*size/2 > measure
}

// longestNumber is the length of the longest run of digits and the marks
// between them.
func longestNumber(s string) int {
	longest, n := 0, 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' || c == '.' || c == ',' || c == '-' || c == '+' {
			n++
			longest = max(longest, n)
		} else {
			n = 0
		}
	}
	return longest
}

func allHan(s string) bool {
	for _, r := range s {
		if !han(r) {
			return false
		}
	}
	return true
}

// labelLength is the number of characters of a label in brackets that begins
// s, 0 when there is none.
func labelLength(s string) int {
	n := 0
	for i, r := range s {
		n++
		if i == 0 && r != '（' || n > 4 {
			return 0
		}
		if r == '）' {
			return n
		}
	}
	return 0
}
