package schema

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// maxValue is the largest figure a cell may hold. Real ones reach eight
// digits; the bound keeps sums exact and columns wide enough.
const maxValue = 999_999_999_999

// cellLoader reads one cell.
type cellLoader struct {
	*tableLoader
	row    *Row
	column *form.Column
	origin source.Origin
}

func (c *cellLoader) read(v any) Cell {
	switch v := v.(type) {
	case int64:
		return c.integer(v)
	case string:
		return c.text(v)
	case float64:
		return c.float()
	case map[string]any:
		return c.withNote(v)
	}
	return c.wrong(source.CodeKind, "", "应是数，现为"+source.KindName(v), "格里只写数；说明写成 { value = 22, note = \"…\" }")
}

// wrong notes a finding and returns a bad cell.
func (c *cellLoader) wrong(code, basis, message string, help ...string) Cell {
	c.root.Note(source.Finding{
		Severity: source.Error, Code: code, Basis: basis, Origin: c.origin, Help: help,
		Message: c.name() + message, Cell: c.address(),
	})
	return Cell{Bad: true, Given: true}
}

// name is what messages call the cell.
func (c *cellLoader) name() string { return c.row.cellName(c.row.column(c.column.Key)) }

// cellName is what messages call the cell in column i.
func (r *Row) cellName(i int) string {
	if len(r.Band.Columns) == 1 {
		return inQuotes(r.Form.Label)
	}
	return inQuotes(r.Form.Label) + "的" + inQuotes(r.Band.Columns[i].Label)
}

// inQuotes puts a label in quotation marks; marks inside become single ones.
func inQuotes(label string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(label) + "”"
}

func (c *cellLoader) address() string {
	return form.Address{Table: c.form.Key, Row: c.row.Form.Key, Column: c.column.Key}.String()
}

func (c *cellLoader) integer(n int64) Cell {
	if n > maxValue || n < -maxValue {
		return c.wrong(source.CodeKind, "", "是 "+strconv.FormatInt(n, 10)+"，太大了", "检查是否多打了数字")
	}
	if n < 0 {
		c.negative(strconv.FormatInt(n, 10))
	}
	return Cell{Value: whole(n), Text: strconv.FormatInt(n, 10), Given: true}
}

// small are the decimals that most cells hold; a decimal never changes.
var small = func() (all [1000]decimal.Decimal) {
	for n := range all {
		all[n] = decimal.NewFromInt(int64(n))
	}
	return all
}()

func whole(n int64) decimal.Decimal {
	if n >= 0 && n < int64(len(small)) {
		return small[n]
	}
	return decimal.NewFromInt(n)
}

// negative notes a figure below zero where none may be. The value is kept.
func (c *cellLoader) negative(text string) {
	if c.column.Kind == form.Signed {
		return
	}
	rule := c.rule("whole", source.CodeKind)
	if c.column.Kind == form.Money {
		rule = c.rule("money", source.CodeKind)
	}
	c.wrong(rule.ID, rule.Basis, "是 "+text+"，不能小于 0", "改成 0 或正数")
}

// The decimal texts of money, and what people type for numbers.
var (
	decimalText = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	leadingZero = regexp.MustCompile(`^-?0+[0-9]`)
	withCommas  = regexp.MustCompile(`^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
	withUnit    = regexp.MustCompile(`^(-?[0-9]+(?:\.[0-9]+)?)\s*\p{Han}+$`)
)

// blanks are what people type where nothing happened.
const blanks = "/\\-—－–―_…·.无空*?？／　 \t"

// text reads digits given as text: money must be, counts must not.
func (c *cellLoader) text(s string) Cell {
	money := c.column.Kind == form.Money
	if decimalText.MatchString(s) {
		return c.digits(s)
	}
	if strings.Trim(s, blanks) == "" {
		return c.blankCell(s)
	}
	plain := width.Narrow.String(strings.TrimSpace(s))
	plain = strings.NewReplacer("，", ",", "．", ".", "。", ".").Replace(plain)
	quoted := func(digits string) string {
		if money {
			return "写成 \"" + digits + "\""
		}
		return "写成 " + digits + "，不加引号"
	}
	shown := "是文本“" + source.Clip(s) + "”，"
	var problem, mend string
	switch {
	case withUnit.MatchString(plain):
		problem, mend = "带了量词或单位", withUnit.FindStringSubmatch(plain)[1]
	case withCommas.MatchString(plain):
		problem, mend = "写了千分位逗号", strings.ReplaceAll(plain, ",", "")
	case leadingZero.MatchString(plain) && decimalText.MatchString(trimZeros(plain)):
		problem, mend = "前面有多余的 0", trimZeros(plain)
	case decimalText.MatchString(plain) && plain != s && plain != strings.TrimSpace(s):
		problem, mend = "用了全角数字", plain
	case decimalText.MatchString(plain):
		problem, mend = "前后有空格", plain
	default:
		return c.wrong(source.CodeKind, "", shown+"应是数", "只写半角数字；说明写成 { value = 22, note = \"…\" }")
	}
	return c.wrong(source.CodeKind, "", shown+problem, quoted(mend))
}

func trimZeros(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	s = strings.TrimLeft(s, "0")
	if s == "" || s[0] == '.' {
		s = "0" + s
	}
	return sign + s
}

// digits reads a well-formed decimal text.
func (c *cellLoader) digits(s string) Cell {
	if len(s) > 30 {
		return c.wrong(source.CodeKind, "", "的数太长：“"+source.Clip(s)+"”", "检查是否多打了数字")
	}
	value, err := decimal.NewFromString(s)
	if err != nil || value.Abs().GreaterThan(decimal.NewFromInt(maxValue)) {
		return c.wrong(source.CodeKind, "", "是 "+s+"，太大了", "检查是否多打了数字")
	}
	cell := Cell{Value: value, Text: s, Given: true}
	if c.column.Kind == form.Money {
		if value.Sign() < 0 {
			c.negative(s)
		}
		return cell
	}
	if strings.Contains(s, ".") {
		rule := c.rule("whole", source.CodeKind)
		return c.wrong(rule.ID, rule.Basis, "是 "+s+"，应是整数", "写成整数，不加引号")
	}
	c.wrong(source.CodeKind, "", "是文本“"+s+"”，应是不带引号的数", "写成 "+s)
	return cell
}

// blankCell deals with a blank: 0 with a warning where the table says
// blank = 0, else an error.
func (c *cellLoader) blankCell(s string) Cell {
	rule := c.rule("blank", source.CodeKind)
	shown := "是空的"
	if s != "" {
		shown = "是“" + s + "”"
	}
	if !c.blank {
		return c.wrong(rule.ID, rule.Basis, shown+"，应是数", "没有发生的填 0；不知道的查清后再填")
	}
	c.root.Note(source.Finding{
		Severity: source.Warning, Code: rule.ID, Basis: rule.Basis, Origin: c.origin, Cell: c.address(),
		Message: c.name() + shown + "，按 blank = 0 记作 0", Help: []string{"改填 0"},
	})
	return Cell{Text: "0", Given: true}
}

// float refuses a TOML float: its digits would not survive.
func (c *cellLoader) float() Cell {
	text := c.origin.Text()
	if c.column.Kind == form.Money {
		return c.wrong(source.CodeKind, "", "的小数要写成文本，才能照原样保留位数", "写成 \""+text+"\"")
	}
	rule := c.rule("whole", source.CodeKind)
	return c.wrong(rule.ID, rule.Basis, "是 "+text+"，应是整数", "写成整数，不带小数点")
}

// withNote reads { value = 22, note = "其中修订16件" }.
func (c *cellLoader) withNote(values map[string]any) Cell {
	outer := c.origin
	for _, key := range source.SortedKeys(values) {
		if key != "value" && key != "note" {
			c.origin = outer.Down(key)
			c.origin.Key = true
			return c.wrong(source.CodeUnknown, "", "里不认识“"+source.Clip(key)+"”这个键", "写成 { value = 22, note = \"…\" }")
		}
	}
	note, isText := values["note"].(string)
	if _, ok := values["note"]; ok && (!isText || strings.ContainsAny(note, "\n\r")) {
		c.origin = outer.Down("note")
		return c.wrong(source.CodeKind, "", "的 note 应是一行文本", "写成 note = \"其中修订16件\"")
	}
	v, ok := values["value"]
	if _, again := v.(map[string]any); !ok || again {
		return c.wrong(source.CodeKind, "", "里没有 value，或 value 不是数", "写成 { value = 22, note = \"…\" }")
	}
	c.origin = outer.Down("value")
	cell := c.read(v)
	cell.Note, cell.inner = strings.TrimSpace(note), true
	return cell
}
