package intake

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"nianbao/schema/form"
)

// Figure is a cell's text read as a number.
type Figure struct {
	Text  string // digits as they go into TOML; "" = not a number
	Note  string // 其中修订16件, printed after the figure in brackets
	Doubt string // why a person should look; "" = plain digits
}

var (
	plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	noteAfter   = regexp.MustCompile(`^([^()]+?)\(([^()]*)\)$`)
	grouped     = regexp.MustCompile(`^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
	withUnit    = regexp.MustCompile(`^(-?[0-9][0-9,]*(?:\.[0-9]+)?)(件|条|份|个|项|起|宗|次|人|人次|件次|元|万元|万)$`)
	broken      = regexp.MustCompile(`[0-9０-９]\s*\n\s*[0-9０-９]`)
	noUnits     = regexp.MustCompile(`^(-?)(\.[0-9]+)$`)
	leadingZero = regexp.MustCompile(`^(-?)0+([0-9])`)
	zeroPoint   = regexp.MustCompile(`^(-?[0-9]+)\.0+$`)
	signs       = strings.NewReplacer("－", "-", "−", "-", "–", "-", "，", ",", "．", ".", "（", "(", "）", ")", "\u00a0", "", "　", "", " ", "", "\t", "", "\n", "", "\r", "")
)

// blankMarks are what clerks write for “nothing”.
var blankMarks = map[string]bool{"": true, "/": true, "\\": true, "一": true, "无": true, "、": true, "○": true, "〇": true, "零": true, "空": true,
	"O": true, "o": true, "×": true, "N/A": true, "n/a": true, "NA": true, "暂无": true, "没有": true, "无数据": true, "无此项": true, "无此情况": true,
	"不涉及": true, "未涉及": true, "未发生": true, "不适用": true}

// ReadFigure reads the text of a cell of the given kind.
func ReadFigure(text string, kind form.Kind) Figure {
	text = strings.ToValidUTF8(text, "�") // else blanks taken away could make a bracket of stray bytes
	raw := strings.TrimSpace(strings.ReplaceAll(text, noteMark, ""))
	marked := false
	if plain := strings.TrimSpace(raised.ReplaceAllString(raw, "")); plain != raw {
		raw, marked = plain, true
	}
	f := readFigure(raw, kind)
	if marked && f.Text != "" {
		f.Doubt = strings.TrimPrefix(f.Doubt+"；", "；") + "略去了上标的注码"
	}
	return f
}

func readFigure(raw string, kind form.Kind) Figure {
	narrow := signs.Replace(width.Fold.String(signs.Replace(raw)))
	if plainNumber.MatchString(narrow) && narrow == raw {
		return checkKind(Figure{Text: narrow}, kind)
	}
	if blank := strings.ReplaceAll(signs.Replace(raw), "／", "/"); blankMarks[blank] || blankMarks[narrow] || strings.Trim(blank, "-—") == "" {
		if raw == "" {
			return Figure{Text: "0", Doubt: "空白"}
		}
		return Figure{Text: "0", Doubt: "不是数字"}
	}
	if broken.MatchString(raw) {
		return Figure{Doubt: "一格里有几行数"}
	}
	f := Figure{}
	if m := noteAfter.FindStringSubmatch(narrow); m != nil {
		narrow = m[1]
		f.Note = originalNote(raw)
	}
	if rest := strings.TrimLeft(narrow, "+￥¥"); rest != narrow && rest != "" {
		f.Doubt, narrow = "带“"+strings.TrimSuffix(narrow, rest)+"”", rest
	}
	switch {
	case plainNumber.MatchString(narrow):
		f.Text = narrow
		if f.Doubt == "" && strings.TrimSpace(beforeNote(raw, f.Note)) != narrow {
			f.Doubt = "数字为全角或夹有空格"
		}
	case grouped.MatchString(narrow):
		f.Text, f.Doubt = strings.ReplaceAll(narrow, ",", ""), "带千分位逗号"
	case withUnit.MatchString(narrow):
		m := withUnit.FindStringSubmatch(narrow)
		f = unitFigure(f, m[1], m[2], kind)
	case leadingZero.MatchString(narrow) && plainNumber.MatchString(trimZeros(narrow)):
		f.Text, f.Doubt = trimZeros(narrow), "有前导零"
	case noUnits.MatchString(narrow) && kind == form.Money:
		f.Text, f.Doubt = noUnits.ReplaceAllString(narrow, "${1}0$2"), "小数点前没有数"
	default:
		n, ok := chineseNumber(raw)
		if !ok {
			return Figure{Doubt: "读不出数字"}
		}
		f.Text, f.Doubt = n, "中文数字"
	}
	return checkKind(f, kind)
}

func trimZeros(s string) string { return leadingZero.ReplaceAllString(s, "$1$2") }

// beforeNote is what stands before a note in brackets.
func beforeNote(raw, note string) string {
	if note == "" {
		return raw
	}
	return raw[:strings.LastIndexAny(raw, "（(")]
}

// originalNote is the text in the last pair of brackets, as it was written.
func originalNote(raw string) string {
	open := strings.LastIndexAny(raw, "（(")
	_, rest := raw[:open], raw[open:]
	rest = strings.TrimRight(rest, "）) ")
	return strings.Join(strings.Fields(strings.TrimLeft(rest, "（(")), "")
}

// unitFigure reads “12件”, and “1.2万” as 12000 where a count is wanted. 万元
// in a money cell stays as it is: the form's own unit may be 万元 or 元, so the
// doubt tells.
func unitFigure(f Figure, digits, unit string, kind form.Kind) Figure {
	f.Text, f.Doubt = trimZeros(strings.ReplaceAll(digits, ",", "")), "带单位“"+unit+"”"
	if unit == "万" && kind != form.Money {
		d, err := decimal.NewFromString(f.Text)
		if err == nil {
			f.Text = d.Shift(4).String()
		}
	}
	return f
}

// checkKind refuses what the cell cannot hold: decimals and minus signs in
// counts. 12.0 is 12.
func checkKind(f Figure, kind form.Kind) Figure {
	if kind == form.Money || f.Text == "" {
		return f
	}
	if m := zeroPoint.FindStringSubmatch(f.Text); m != nil {
		f.Text, f.Doubt = m[1], "带小数点"
	}
	if strings.Contains(f.Text, ".") {
		return Figure{Doubt: "应为整数"}
	}
	if kind != form.Signed && strings.HasPrefix(f.Text, "-") && f.Text != "-0" && f.Doubt == "" {
		f.Doubt = "件数不应为负"
	}
	if f.Text == "-0" {
		f.Text = "0"
	}
	return f
}

// chineseNumber reads 一百二十 and the like up to 千万.
func chineseNumber(s string) (string, bool) {
	digits := map[rune]int64{'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	units := map[rune]int64{'十': 10, '百': 100, '千': 1000}
	var total, section, digit int64
	seen := false
	for _, r := range s {
		if d, ok := digits[r]; ok {
			digit, seen = d, true
		} else if u, ok := units[r]; ok {
			if digit == 0 {
				digit = 1
			}
			section, digit, seen = section+digit*u, 0, true
		} else if r == '万' && seen {
			total, section, digit = (section+digit)*10000, 0, 0
		} else if r != '件' && r != '条' {
			return "", false
		}
	}
	if !seen || total+section+digit > 1e9 {
		return "", false
	}
	return decimal.NewFromInt(total + section + digit).String(), true
}
