package schema

import (
	"regexp"
	"strings"

	"nianbao/schema/source"
)

var (
	identity = regexp.MustCompile(`(?:^|[^\dA-Za-z])(\d{17}[\dXx])(?:$|[^\dA-Za-z])`)
	mobile   = regexp.MustCompile(`(?:^|[^\dA-Za-z.\-])(1[3-9]\d{9})(?:$|[^\dA-Za-z.])`)
)

// private finds identity-card and mobile telephone numbers.
func (c *comparer) private() {
	text := c.text.Norm
	if !digitsInRow(text, 11) {
		return
	}
	for _, at := range identity.FindAllStringSubmatchIndex(text, -1) {
		if identityCard(text[at[2]:at[3]]) {
			c.warn(source.Warning, CodePrivate, at[2], at[3], "正文里有身份证号", "公开前删去个人信息")
		}
	}
	for _, at := range mobile.FindAllStringSubmatchIndex(text, -1) {
		start := max(strings.LastIndexAny(text[:at[2]], "。；"), 0)
		if !containsOneOf(text[start:at[2]], []string{"电话", "联系", "热线", "咨询", "传真", "手机"}) {
			c.warn(source.Warning, CodePrivate, at[2], at[3], "正文里有像手机号的数字", "公开前核对是不是个人信息")
		}
	}
}

// digitsInRow reports whether so many digits stand in a row.
func digitsInRow(text string, want int) bool {
	n := 0
	for i := 0; i < len(text) && n < want; i++ {
		if n++; text[i] < '0' || text[i] > '9' {
			n = 0
		}
	}
	return n == want
}

// identityCard checks the last character of an identity-card number
// (GB 11643-1999: ISO 7064 MOD 11-2).
func identityCard(s string) bool {
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(s[i]-'0') * weight
	}
	return "10X98765432"[sum%11] == strings.ToUpper(s)[17]
}
