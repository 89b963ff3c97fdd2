package letter

import (
	"regexp"
	"slices"

	"nianbao/schema/source"
)

var (
	// paddedDate finds dates with leading zeros in a text.
	paddedDate = regexp.MustCompile(`(?:[0-9]{4}年)?(?:0[1-9]月(?:[0-9]{1,2}日)?|[0-9]{1,2}月0[1-9]日)`)
	// numberInText finds numbers of documents that a text names in a wrong form:
	// other brackets, 第, a leading zero.
	numberInText = regexp.MustCompile(`\p{Han}(?:[\[［(（【〔](?:19|20)[0-9]{2}[\]］)）】]|[\[［(（【](?:19|20)[0-9]{2}〕)\s*第?\s*[0-9]+\s*号` +
		`|\p{Han}〔(?:19|20)[0-9]{2}〕\s*(?:第\s*[0-9]+|0[0-9]+)\s*号`)
)

// text looks through all that is printed as text for dates and numbers in a
// wrong form, and through the text proper for what it says of attachments.
func (c *checker) text() {
	l := c.letter
	texts := []Text{l.Body, l.Remark}
	for i := range l.Attachments {
		texts = append(texts, l.Attachments[i].Body)
	}
	for _, x := range slices.Concat(l.Title, texts) {
		for _, at := range paddedDate.FindAllStringIndex(x.Value, -1) {
			c.add(source.Warning, CodeDate, part(x, at[0], at[1]), "日期“"+x.Value[at[0]:at[1]]+"”的月、日不编虚位", "去掉前面的 0")
		}
		for _, at := range numberInText.FindAllStringIndex(x.Value, -1) {
			c.add(source.Warning, CodeNumber, part(x, at[0], at[1]),
				"发文字号“…"+x.Value[at[0]:at[1]]+"”写法不对", "年份用六角括号“〔〕”，顺序号不加“第”、不编虚位")
		}
	}
	c.references()
}
