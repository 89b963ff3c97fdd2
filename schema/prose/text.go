// Package prose reads figures out of Chinese report prose: numbers with their
// measure words, bound to what they speak of. It knows words, not reports:
// which cells a reading may agree with stands beside the words in
// readings.toml, and package schema compares.
//
// The reader is careful rather than keen. A number counts as read only when
// everything between the words it is bound to and the number itself is
// understood; whatever makes a reading doubtful is kept with it (Mention.Doubt).
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a prose section made ready for reading: Markdown marks, white space
// and table lines dropped, digits and brackets in one form.
type Text struct {
	Norm      string // the text that is read
	Sentences []Sentence
	runes     []int32 // for each byte of Norm: runes of the source before it
	abouts    []about // by sentence; see Rules.abouts
}

// Sentence is a stretch of Norm that ends in 。！？ or with its paragraph.
type Sentence struct {
	Start, End int // bytes of Norm
	Paragraph  int // counts from 0
	Level      int // of a heading, 1 the highest; 0 = no heading
	Numbers    []Number
}

// Offset is the place of byte i of Norm in the source, in runes.
func (t *Text) Offset(i int) int {
	if i >= len(t.runes) {
		i = len(t.runes) - 1
	}
	if i < 0 {
		return 0
	}
	return int(t.runes[i])
}

// String is the text of a sentence.
func (t *Text) String(s *Sentence) string { return t.Norm[s.Start:s.End] }

// Limits of what is read of one section; real ones are far below. What lies
// beyond is not read.
const (
	maxText    = 1 << 20 // bytes of a section
	maxNumbers = 400     // numbers of a sentence
)

// Read prepares a Markdown text and finds its sentences and numbers.
func Read(source string) *Text {
	t := ReadSentences(source)
	t.findNumbers()
	return t
}

// ReadSentences is Read without the numbers.
func ReadSentences(source string) *Text {
	if len(source) > maxText {
		source = strings.ToValidUTF8(source[:maxText], "")
	}
	t := &Text{}
	t.normalise(source)
	return t
}

// normalise fills in Norm, runes and Sentences.
func (t *Text) normalise(source string) {
	norm := make([]byte, 0, len(source))
	t.runes = make([]int32, 0, len(source)+1)
	offset, paragraph := 0, 0
	start, level, joins := 0, 0, false
	end := func() {
		if len(norm) > start {
			t.Sentences = append(t.Sentences, Sentence{Start: start, End: len(norm), Paragraph: paragraph, Level: level})
			start = len(norm)
		}
	}
	for len(source) > 0 {
		line := source
		if n := strings.IndexByte(source, '\n'); n >= 0 {
			line = source[:n+1]
		}
		source = source[len(line):]
		text := strings.TrimSpace(line)
		skip := text == "" || text[0] == '|' || strings.HasPrefix(text, "![")
		if skip || !joins || starts(text) {
			end()
			paragraph++
			level = headingLevel(text)
		}
		last := rune(0) // as it is read
		for _, r := range line {
			if keep := plain(r); keep != 0 && !skip {
				if keep == '.' && unicode.Is(unicode.Han, last) {
					keep = '。'
				}
				n := len(norm)
				norm = utf8.AppendRune(norm, keep)
				for ; n < len(norm); n++ {
					t.runes = append(t.runes, int32(offset))
				}
				if last = keep; keep == '。' || keep == '！' || keep == '？' {
					end()
				}
			}
			offset++
		}
		joins = !skip && level == 0 && !strings.ContainsRune("。！？；：", last)
	}
	end()
	t.Norm = string(norm)
	t.runes = append(t.runes, int32(offset))
}

// plain returns the form in which a rune is read; 0 = not at all.
func plain(r rune) rune {
	switch {
	case 0x4e00 <= r && r <= 0x9fff || '0' <= r && r <= '9':
		return r
	case unicode.IsSpace(r) || r == '*' || r == '`' || r == '#' || r == utf8.RuneError || r == '\ufeff':
		return 0
	case '０' <= r && r <= '９':
		return r - '０' + '0'
	}
	switch r {
	case '(':
		return '（'
	case ')':
		return '）'
	case '％':
		return '%'
	case '．':
		return '.'
	case ',':
		return '，'
	case ':':
		return '：'
	case ';':
		return '；'
	case '!':
		return '！'
	case '?':
		return '？'
	case '﹪':
		return '%'
	}
	return r
}

// starts reports whether a line begins a paragraph of its own, although no
// blank line stands before it: it has a Markdown mark or a number.
func starts(line string) bool {
	if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") {
		return true
	}
	_, _, ok := Numbering(line)
	return ok
}

// headingLevel is the level of a heading: a line marked as one, or a short
// numbered one that is no sentence; 0 for other lines.
func headingLevel(line string) int {
	level, _, numbered := Numbering(line)
	if !numbered {
		level = 4 + len(line) - len(strings.TrimLeft(line, "#"))
	}
	text := strings.TrimSuffix(line, "。")
	switch {
	case strings.HasPrefix(line, "#"):
		return level
	case !numbered || utf8.RuneCountInString(text) > 30 || strings.ContainsAny(text, "。；！？，"):
		return 0
	}
	return level
}

// Numbering reads the number before a heading: 一、 → level 1, （一） → 2, 1. or
// 1、 → 3, （1） → 4, each with its value.
func Numbering(line string) (level, n int, ok bool) {
	line = strings.TrimLeft(line, "#* \t")
	open := false
	for _, bracket := range []string{"（", "("} {
		if rest, cut := strings.CutPrefix(line, bracket); cut {
			line, open = rest, true
		}
	}
	digits, level := 0, 1
	for digits < len(line) && digits < 3 && '0' <= line[digits] && line[digits] <= '9' {
		n = n*10 + int(line[digits]-'0')
		digits++
	}
	if digits > 0 {
		level = 3
	} else {
		value, size := chinese(line)
		if size == 0 || !value.IsInteger() {
			return 0, 0, false
		}
		n, digits = int(value.IntPart()), size
	}
	rest := line[digits:]
	if n > 40 {
		return 0, 0, false
	}
	switch {
	case open && (strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ")")):
		return level + 1, n, true
	case open:
		return 0, 0, false
	case strings.HasPrefix(rest, "、"):
		return level, n, true
	case level == 3 && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "．")):
		after := strings.TrimLeft(rest, ".．")
		return level, n, after == "" || after[0] < '0' || after[0] > '9'
	}
	return 0, 0, false
}
