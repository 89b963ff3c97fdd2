package layout

import (
	"fmt"
	"slices"
	"unicode"

	"nianbao/schema/source"
)

// CodeFontMissing is the code of the finding on characters that no face has,
// or whose script takes more than a glyph for each.
const CodeFontMissing = "FONT-MISSING"

// joiningScripts are written from the right, with letters joined or stacked.
var joiningScripts = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Mongolian, unicode.Tibetan, unicode.Phags_Pa,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Devanagari, unicode.Tai_Tham,
}

// joins says whether a character is of a script that is not set here.
func joins(r rune) bool {
	return r >= 0x590 && r < 0x2E80 && unicode.In(r, joiningScripts...)
}

// maxRelated bounds how many further places of a missing character are kept.
const maxRelated = 20

// lack is the stretch of missing characters that a finding tells of.
type lack struct {
	finding int
	text    []rune
}

// missing reports a character that cannot be printed: once, with its other
// places, and together with those beside it.
func (s *setter) missing(r rune, at source.Origin) {
	at.Width = 1
	l := &s.lack
	i, seen := s.lacking[r]
	switch {
	case seen && told(&s.findings[i], at), len(l.text) > 0 && told(&s.findings[l.finding], at):
		return // a line that is measured before it is set
	case len(l.text) > 0 && follows(at, s.findings[l.finding].Origin) && joins(l.text[0]) == joins(r):
		l.text = append(l.text, r)
		s.findings[l.finding].Origin.Width++
	case seen:
		if f := &s.findings[i]; len(f.Related) < maxRelated {
			f.Related = append(f.Related, source.Note{Origin: at, Message: "又见这里"})
		}
		return
	default:
		*l = lack{len(s.findings), []rune{r}}
		s.findings = append(s.findings, source.Finding{Severity: source.Error, Code: CodeFontMissing, Origin: at})
	}
	if s.lacking == nil {
		s.lacking = map[rune]int{}
	}
	if !seen {
		s.lacking[r] = l.finding
	}
	f := &s.findings[l.finding]
	f.Message, f.Help = l.says()
}

// told says whether a finding tells of a place.
func told(f *source.Finding, at source.Origin) bool {
	return within(at, f.Origin) || len(f.Related) > 0 && within(at, f.Related[len(f.Related)-1].Origin)
}

func (l *lack) says() (message string, help []string) {
	this, count := "这个字", ""
	if n := len(l.text); n > 1 {
		this, count = "这些字", fmt.Sprintf(" 等 %d 字", n)
	}
	what := fmt.Sprintf("“%s”（U+%04X%s）", string(l.text), l.text[0], count)
	if joins(l.text[0]) {
		return what + "是要连写的文字，本程序排不了", []string{"改用汉字，或把这段文字做成图片"}
	}
	return what + "没有一种字体有" + this + "，印不出来", []string{"换一个字，或用 --fonts 指定装有" + this + "的字体的文件夹"}
}

// within says whether a character stands in a stretch of text.
func within(at, stretch source.Origin) bool {
	return at.File == stretch.File && slices.Equal(at.Path, stretch.Path) &&
		at.Offset >= stretch.Offset && at.Offset < stretch.Offset+max(stretch.Width, 1)
}

// follows says whether a character stands right behind a stretch of text.
func follows(at, stretch source.Origin) bool {
	return at.File == stretch.File && slices.Equal(at.Path, stretch.Path) && at.Offset == stretch.Offset+stretch.Width
}
