package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// fail notes a flaw over src[start:end].
func (s *scanner) fail(start, end int, message string, help ...string) {
	s.flaws = append(s.flaws, flaw{start: start, end: end, message: message, help: help})
}

// failNext notes a flaw at the next character.
func (s *scanner) failNext(message string, help ...string) {
	_, n := utf8.DecodeRuneInString(s.src[s.pos:])
	s.fail(s.pos, s.pos+n, message, help...)
}

// statement matches a line that starts a new statement.
var statement = regexp.MustCompile(`^[ \t]*(\[{1,2}[ \t]*[\p{L}\p{N}_"'-]|［|` + keyPart + `([ \t]*\.[ \t]*` + keyPart + `)*[ \t]*[=＝])`)

// keyPart matches one part of a key, Chinese ones without quotes too.
const keyPart = `([\p{L}\p{N}_-]+|"[^"\n]*"|'[^'\n]*')`

// recover goes on at the next line that looks like a statement.
func (s *scanner) recover() {
	s.depth = 0
	for s.pos < len(s.src) {
		n := strings.IndexByte(s.src[s.pos:], '\n')
		if n < 0 {
			s.pos = len(s.src)
			return
		}
		s.pos += n + 1
		line, _, _ := strings.Cut(s.src[s.pos:], "\n")
		if statement.MatchString(line) {
			return
		}
	}
}

// halfWidth are the characters of Chinese typing that stand where TOML has an
// ASCII one.
var halfWidth = map[rune]string{
	'＝': "=", '［': "[", '］': "]", '【': "[", '】': "]", '，': ",", '、': ",", '；': ",", '。': ".", '．': ".",
	'“': `"`, '”': `"`, '＂': `"`, '‘': "'", '’': "'", '＇': "'", '｛': "{", '｝': "}", '＃': "#", '：': "=", '\u3000': " ", '\u00a0': " ",
}

// fullWidth notes the next character if it is one of halfWidth.
func (s *scanner) fullWidth() bool {
	r := s.next()
	if unseen(r) {
		s.failNext(fmt.Sprintf("这里有看不见的字符（U+%04X）", r), "删去这个字符；多半是从别处粘贴带来的")
		return true
	}
	half, ok := halfWidth[r]
	if !ok {
		return false
	}
	switch r {
	case '\u3000':
		s.failNext("这里有一个全角空格", "换成半角空格，或删去")
	case '\u00a0':
		s.failNext("这里有一个不间断空格（多半从网页粘贴而来）", "换成普通空格，或删去")
	case '“', '”', '‘', '’':
		s.failNext("“"+string(r)+"”是中文引号，这里要用半角引号 "+half, "把两头的引号都改成 "+half)
	default:
		s.failNext("“"+string(r)+"”是中文标点，这里要用半角的 "+half, "把“"+string(r)+"”改成 "+half)
	}
	return true
}

// unseen reports whether nothing is seen of a character: zero-width spaces,
// joiners, marks of direction and byte order.
func unseen(r rune) bool {
	return 0x200b <= r && r <= 0x200f || r == 0x2060 || r == 0xfeff
}

// badKey notes why no key can be read here.
func (s *scanner) badKey(dotted bool) {
	if s.fullWidth() {
		return
	}
	r := s.next()
	switch {
	case s.atLineEnd() || r == ']':
		s.failNext("这里缺一个键", "在点号后面、方括号里面写键名")
	case r == '=':
		s.failNext("等号前面没有键", "写成：键 = 值")
	case r == '.':
		s.failNext("点号前面没有键", "删去多余的点号")
	case r == ',' || r == '}':
		s.failNext("逗号多了，或括号不配对", "删去多余的符号")
	case r < ' ' || r == 0x7f:
		s.failNext("这里有看不见的控制字符（U+"+hex4(r)+"）", "删去这个字符；多半是从别处粘贴带来的")
	default:
		end := s.pos
		for end < len(s.src) && strings.IndexByte("=.]\n\r#,", s.src[end]) < 0 {
			if r, _ := utf8.DecodeRuneInString(s.src[end:]); r == '＝' || r == '：' || r == '］' || r == '】' {
				break
			}
			_, n := utf8.DecodeRuneInString(s.src[end:])
			end += n
		}
		word := strings.TrimRight(s.src[s.pos:end], " \t")
		s.fail(s.pos, s.pos+len(word), "“"+Clip(word)+"”作键要放在半角引号里", "写成 \""+Clip(word)+"\"，或用英文键名")
	}
}

// badEquals notes what stands where = should.
func (s *scanner) badEquals(key string) {
	switch r := s.next(); {
	case s.fullWidth():
	case r == ':':
		s.failNext("键和值之间要用等号，不用冒号", "把“:”改成 =")
	case s.atLineEnd() || r == '#':
		s.failNext("“"+Clip(key)+"”后面没有等号和值", "写成："+Clip(key)+" = 值")
	case r < ' ' || r == 0x7f:
		s.badKey(false)
	case unicode.IsLetter(r):
		s.failNext("“"+Clip(key)+"”后面应是等号；含中文或空格的键要放在半角引号里", "写成：\"键\" = 值")
	default:
		s.failNext("“"+Clip(key)+"”后面应是等号，现为“"+string(r)+"”", "写成："+Clip(key)+" = 值")
	}
}

// badHeaderEnd notes a table header that does not close.
func (s *scanner) badHeaderEnd(start int, end string) {
	if s.fullWidth() {
		return
	}
	if r := s.next(); unicode.IsLetter(r) && !s.atLineEnd() {
		s.badKey(false)
		return
	}
	stop := s.pos
	for stop < len(s.src) && s.src[stop] != '\n' && s.src[stop] != '\r' {
		stop++
	}
	s.fail(start, max(stop, start+1), "表头没有用 "+end+" 结束", "写成 [表名]，一行里不写别的")
}

// element notes what cannot start an array element.
func (s *scanner) element(open int) bool {
	switch {
	case s.pos >= len(s.src):
		s.unclosed(open, "]")
		return false
	case s.peek() == ',':
		s.failNext("两个逗号之间没有数", "没有发生的填 0")
		return false
	}
	return true
}

// badSeparator notes what stands where a comma or the closing bracket should.
func (s *scanner) badSeparator(open int, end byte) {
	rest := s.src[s.pos:]
	line, _, _ := strings.Cut(rest, "\n")
	fresh := strings.LastIndexByte(s.src[:s.pos], '\n') > open
	switch r := s.next(); {
	case s.pos >= len(s.src) || fresh && statement.MatchString(line):
		s.unclosed(open, string(end))
	case s.fullWidth():
	case r == '"' || r == '\'' || r == '-' || r == '{' || '0' <= r && r <= '9':
		s.failNext("两个值之间少了逗号", "各格之间用半角逗号隔开")
	case r == ']' || r == '}':
		s.failNext("括号不配对：这里应是“"+string(end)+"”", "检查前面的括号")
	default:
		s.failNext("“"+string(r)+"”不该在这里：值的后面应是逗号或“"+string(end)+"”", "格里只写数字，说明写成 { value = 22, note = \"…\" }")
	}
}

func (s *scanner) unclosed(open int, end string) {
	stop := open
	for stop < len(s.src) && s.src[stop] != '\n' && s.src[stop] != '\r' {
		stop++
	}
	s.fail(open, max(stop, open+1), "没有用“"+end+"”结束", "在最后一个值后面补上“"+end+"”")
	s.pos = open // the lines that follow are statements of their own
}

// badRest notes what follows a complete statement on its line.
func (s *scanner) badRest() {
	stop := s.pos
	for stop < len(s.src) && s.src[stop] != '\n' && s.src[stop] != '\r' {
		stop++
	}
	rest := strings.TrimRight(s.src[s.pos:stop], " \t")
	before := s.src[:s.pos]
	switch r := s.next(); {
	case r == ',' && len(rest) >= 4 && isDigits(rest[1:4]) && before != "" && isDigits(before[len(before)-1:]):
		s.fail(s.pos, s.pos+len(rest), "数里不写千分位逗号", "13,612 写成 13612；一行多格要放在方括号里")
	case r == ',':
		s.fail(s.pos, s.pos+len(rest), "一行多格要放在方括号里", "写成：键 = [0, 0, 0]")
	case s.fullWidth():
	case r == ']' || r == '}':
		s.failNext("多了一个“"+string(r)+"”", "删去，或补上前面缺的括号")
	default:
		s.fail(s.pos, s.pos+len(rest), "值的后面多了“"+Clip(rest)+"”", "一行只写一个“键 = 值”；说明写在 # 后面")
	}
}

// twice notes a key or table that was written before.
func (s *scanner) twice(path []string, at, old mark) {
	name := "“" + clipTo(Path(path).String(), 80) + "”"
	f := flaw{start: at.keyStart, end: at.keyEnd, earlier: &old, message: "键" + name + "写了两次", help: []string{"只留一处"}}
	switch {
	case at.value && !old.value:
		f.message, f.help = name+"下面先前已写了别的键，它自己不能再是一个值", []string{"两种写法只留一种"}
	case !at.value && old.value:
		f.message, f.help = name+"先前已写成一个值，下面不能再写别的键", []string{"两种写法只留一种"}
	case !at.value:
		f.message = "表" + name + "写了两次"
	}
	s.flaws = append(s.flaws, f)
}

// The bare values of TOML, and what people type instead.
var (
	number    = regexp.MustCompile(`^[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?$`)
	based     = regexp.MustCompile(`^0(x[0-9a-fA-F](_?[0-9a-fA-F])*|o[0-7](_?[0-7])*|b[01](_?[01])*)$`)
	leading   = regexp.MustCompile(`^[+-]?0[0-9]+$`)
	numbers   = regexp.MustCompile(`^[+-]?[0-9.]+[ \t]+[+-]?[0-9.]+`)
	withUnit  = regexp.MustCompile(`^([+-]?[0-9]+(\.[0-9]+)?)[ \t]*\p{Han}+$`)
	dateLike  = regexp.MustCompile(`^([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?$`)
	fullNum   = regexp.MustCompile(`^[+＋－-]?[0-9０-９．.]*[０-９][0-9０-９．.]*$`)
	noFigures = "/\\-—－–―_…·.无空*?？"
)

// checkBare notes what is wrong with a bare value; false if anything is.
func (s *scanner) checkBare(text string) bool {
	if !s.full && text != "" {
		return true
	}
	start, end := s.pos-len(text), s.pos
	switch text {
	case "true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan":
		return true
	}
	bad := func(message string, help ...string) bool {
		s.fail(start, max(end, start+1), message, help...)
		return false
	}
	if number.MatchString(text) || based.MatchString(text) {
		if strings.ContainsAny(text, ".eE") && !based.MatchString(text) {
			return true
		}
		if _, err := strconv.ParseInt(text, 0, 64); err != nil {
			return bad("数“"+Clip(text)+"”太大", "检查是否多打了数字")
		}
		return true
	}
	if dateTime(text) {
		return true
	}
	if text == "" {
		return s.noValue(start)
	}
	if m := withUnit.FindStringSubmatch(text); m != nil {
		return bad("“"+Clip(text)+"”带了量词，格里只写数", "写成 "+m[1])
	}
	if m := dateLike.FindStringSubmatch(text); m != nil {
		month, day := two(m[3]), two(m[5])
		if date := m[1] + "-" + month + "-" + day; dateTime(date) {
			return bad("日期“"+Clip(text)+"”的写法不对", "写成 "+date)
		}
		return bad("没有“"+Clip(text)+"”这一天", "日期写成 2025-01-20 的样子")
	}
	if numbers.MatchString(text) {
		s.pos = start + strings.IndexAny(text, " \t")
		s.blankInLine()
		s.failNext("两个数之间少了逗号", "各格之间用半角逗号隔开")
		return false
	}
	if leading.MatchString(text) {
		if start > 0 && s.src[start-1] == ',' && start > 1 && isDigits(s.src[start-2:start-1]) && len(text) == 3 {
			return bad("“"+text+"”前面有多余的 0；看来是数里写了千分位逗号", "13,012 写成 13012")
		}
		return bad("“"+text+"”前面有多余的 0", "写成 "+trimZeros(text))
	}
	if fullNum.MatchString(text) {
		return bad("“"+Clip(text)+"”是全角数字", "写成半角的 "+width.Narrow.String(text))
	}
	if strings.Trim(text, noFigures) == "" {
		return bad("“"+Clip(text)+"”不是数", "没有发生的填 0")
	}
	for i, r := range text {
		if _, ok := halfWidth[r]; ok {
			s.pos = start + i
			return !s.fullWidth()
		}
	}
	if !strings.ContainsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		return bad("“"+Clip(text)+"”不是数，也没有放在引号里", "文本放在半角引号里，写成 \""+Clip(text)+"\"")
	}
	return bad("“"+Clip(text)+"”不是数，也不是放在引号里的文本", "数用半角数字；文本放在半角引号 \" 里")
}

// noValue notes that nothing stands where a value should.
func (s *scanner) noValue(start int) bool {
	if s.pos < len(s.src) && s.peek() == ',' {
		s.failNext("逗号前面没有数", "没有发生的填 0")
		return false
	}
	s.fail(start, start+1, "等号后面没有值", "没有发生的填 0；暂不填的整行删去，或在行首加 #")
	return false
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func trimZeros(s string) string {
	sign := ""
	if s[0] == '-' {
		sign = "-"
	}
	if s = strings.TrimLeft(s, "+-0"); s == "" {
		return "0"
	}
	return sign + s
}

func two(s string) string { return strings.Repeat("0", 2-len(s)) + s }

// dateTime reports whether text is a date, a time or both.
func dateTime(text string) bool {
	text = strings.NewReplacer("t", "T", " ", "T", "z", "Z").Replace(text)
	for _, layout := range []string{"2006-01-02", time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "15:04:05.999999999",
		"2006-01-02T15:04Z07:00", "2006-01-02T15:04", "15:04"} {
		if _, err := time.Parse(layout, text); err == nil && (len(text) > 7 || len(text) == 5) {
			return true
		}
	}
	return false
}

// Clip shortens s for a message and takes control characters out.
func Clip(s string) string { return clipTo(s, 24) }

func clipTo(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
