package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nianbao/schema/source"
)

// char is one character of a text and where it stood in the value it came
// from, counted in characters.
type char struct {
	r  rune
	at int32 // in the value, in characters
}

// clean turns a text into the characters that may be printed: a character
// that stands for another one is replaced by it, invisible ones are dropped,
// both with a warning; a character with no agreed meaning is an error.
func clean(text string, from source.Origin) ([]char, source.List) {
	chars := make([]char, 0, len(text)/2)
	var seen [faults]fault
	at := -1
	for _, r := range text {
		at++
		if r >= ' ' && r < 0x7F || r >= 0x4E00 && r <= 0x9FFF {
			chars = append(chars, char{r, int32(at)})
			continue
		}
		if n := len(chars); n > 0 && r >= 0x300 && r <= 0x36F {
			if c, ok := compose(chars[n-1].r, r); ok {
				chars[n-1].r = c
				continue
			}
		}
		become, kind := judge(r)
		if kind != fine {
			seen[kind].note(r, become, at)
		}
		if become != drop {
			chars = append(chars, char{become, int32(at)})
		}
	}
	var found source.List
	for kind := range seen {
		if seen[kind].count > 0 {
			found = append(found, seen[kind].finding(kind, from))
		}
	}
	return chars, found
}

// compose is the character that a letter and the accent typed after it are
// (Unicode, NFC): e and ◌́ are é.
func compose(letter, accent rune) (rune, bool) {
	s := norm.NFC.String(string([]rune{letter, accent}))
	c, size := utf8.DecodeRuneInString(s)
	return c, size == len(s)
}

// What can be wrong with a character.
const (
	fine    = iota
	control // draws nothing: dropped
	compat  // a second code for the same character: replaced
	private // no agreed meaning: an error
	faults
)

const drop rune = -1

// judge says what a character is printed as, and what is wrong with it.
func judge(r rune) (become rune, kind int) {
	switch {
	case r == '\n', r == '\u3000':
		return r, fine
	case r == '\r', r == '\uFEFF':
		return drop, fine
	case r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
		return '\n', fine // line ends of word processors
	case r == '\t', unicode.Is(unicode.Zs, r):
		return ' ', fine
	case unicode.Is(unicode.Co, r), r == unicode.ReplacementChar, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return r, private
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
		return drop, control
	case r >= 0x2E80 && r <= 0x2EFF:
		if u, ok := radicals[r]; ok {
			return u, compat
		}
		return r, private
	case r >= 0x2F00 && r <= 0x2FDF, // Kangxi radicals
		r >= 0xF900 && r <= 0xFAFF, r >= 0x2F800 && r <= 0x2FA1F, // compatibility ideographs
		r >= 0xFE10 && r <= 0xFE1F, r >= 0xFE30 && r <= 0xFE4F: // vertical forms
		u := []rune(norm.NFKC.String(string(r)))
		if len(u) != 1 || u[0] == r {
			break
		}
		if u[0] < 0x7F { // ︵ is （ set upright
			u[0] += '（' - '('
		}
		return u[0], compat
	}
	return r, fine
}

// fault gathers the characters of one text that have the same thing wrong.
type fault struct {
	count int
	first int      // where the first one stands
	shown []string // the first few, each once
}

func (f *fault) note(r, become rune, at int) {
	if f.count == 0 {
		f.first = at
	}
	f.count++
	s := fmt.Sprintf("U+%04X", r)
	if become != r && become != drop {
		s = fmt.Sprintf("“%c”（U+%04X，应为“%c”）", r, r, become)
	}
	if len(f.shown) >= 5 {
		return
	}
	for _, old := range f.shown {
		if old == s {
			return
		}
	}
	f.shown = append(f.shown, s)
}

func (f *fault) finding(kind int, from source.Origin) source.Finding {
	which := strings.Join(f.shown, "、")
	out := source.Finding{Severity: source.Warning, Origin: from.At(f.first)}
	out.Origin.Width = 1
	switch kind {
	case control:
		out.Code = "TEXT-CONTROL"
		out.Message = fmt.Sprintf("文字里有 %d 个看不见的控制字符：%s，已略去", f.count, which)
		out.Help = []string{"多半是从网页或 Word 粘贴带来的，删去即可"}
	case compat:
		out.Code = "TEXT-COMPAT"
		out.Message = fmt.Sprintf("文字里有 %d 个部首或兼容字符：%s，已换成通常的字", f.count, which)
		out.Help = []string{"多半是从 PDF 复制带来的；换成通常的字以后才查得到、复制得出"}
	case private:
		out.Severity = source.Error
		out.Code = "TEXT-PRIVATE"
		out.Message = fmt.Sprintf("文字里有 %d 个没有公认含义的字符：%s，别的电脑上会显示成别的字或方框", f.count, which)
		out.Help = []string{"请改用标准汉字；生僻字可用输入法的“GB 18030”字库重新输入"}
	}
	return out
}

// radicals maps CJK Radicals Supplement to the ideographs they look like
// (Unicode, EquivalentUnifiedIdeograph); the Kangxi radicals have a
// compatibility mapping, these have not.
var radicals = pairs("" +
	"⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌" +
	"⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓" +
	"⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝" +
	"⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐" +
	"⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟")

func pairs(s string) map[rune]rune {
	m := map[rune]rune{}
	all := []rune(s)
	for i := 0; i+1 < len(all); i += 2 {
		m[all[i]] = all[i+1]
	}
	return m
}
