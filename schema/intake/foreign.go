package intake

import (
	"bytes"
	"regexp"
	"strings"
)

// oleHeader begins what Office wrote before 2007, and what it encrypts.
const oleHeader = "\xd0\xcf\x11\xe0"

var (
	archived = regexp.MustCompile(`(?i)^(?:[A-Za-z\-]+:.*\r?\n(?:[ \t].*\r?\n)*){1,12}?Content-Type:\s*multipart/related`)
	webPage  = regexp.MustCompile(`(?i)^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)`)
)

// Foreign says what a file is that is none of the kind its name says (".docx",
// ".html", ".xlsx"), and what to do with it; "" when it may be one.
func Foreign(data []byte, kind string) string {
	begin := data[:min(len(data), 2048)]
	has := func(prefix string) bool { return bytes.HasPrefix(begin, []byte(prefix)) }
	switch {
	case len(bytes.TrimSpace(begin)) == 0 && len(data) < 2048:
		return "是空文件"
	case has(oleHeader) && bytes.Contains(data, wideText("EncryptedPackage")):
		return "加了打开密码，读不了；请去掉密码再存一份"
	case has(oleHeader) && bytes.Contains(data, wideText("Workbook")):
		return "是旧的 .xls 格式，请在 Excel 或 WPS 中另存为 .xlsx"
	case has(oleHeader) && kind == ".xlsx":
		return "是旧的 .xls 格式（或加了密），请在 Excel 或 WPS 中另存为 .xlsx"
	case has(oleHeader):
		return "是旧的 .doc 格式，请在 Word 或 WPS 中另存为 .docx"
	case has("%PDF"):
		return "是 PDF，读不出表格；请用原来的 Word 文档，或网页"
	case has(`{\rtf`):
		return "是 RTF 文档，请在 Word 或 WPS 中另存为 .docx"
	case has("Rar!") || has("7z\xbc\xaf"):
		return "是压缩包，请解压后再读"
	case archived.Match(begin):
		return "是“单个文件网页”（.mht），请用浏览器打开后另存为“网页，仅 HTML”，或在 Word 中另存为 .docx"
	case kind == ".html" && has("PK\x03\x04"):
		return "里面不是网页，像是 .docx 文档；请把扩展名改成 .docx"
	case kind != ".html" && webPage.Match(begin):
		return "里面是网页，请把扩展名改成 .html"
	}
	return ""
}

// wideText is a name as it stands in a compound file: UTF-16, little endian.
func wideText(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00") + "\x00") }
