package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"nianbao/schema/form"
)

const wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// packed is a package of the given parts.
func packed(parts ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		w.Write([]byte(parts[i+1]))
	}
	z.Close()
	return out.Bytes()
}

// document is a package whose body is as given, with further parts.
func document(body string, parts ...string) []byte {
	return packed(append([]string{"word/document.xml", `<w:document ` + wordNamespace + `><w:body>` + body + `</w:body></w:document>`}, parts...)...)
}

// paragraphText is what DOCX reads in a body: a line for each paragraph.
func paragraphText(t *testing.T, data []byte) string {
	t.Helper()
	blocks, err := DOCX(data)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range blocks {
		line := b.Text
		if b.Level > 0 {
			line = strings.Repeat("#", b.Level) + " " + line
		}
		for range b.Pictures {
			line += "[图]"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func wp(properties string, runs ...string) string {
	var b strings.Builder
	b.WriteString("<w:p><w:pPr>" + properties + "</w:pPr>")
	for _, r := range runs {
		if !strings.HasPrefix(r, "<") {
			r = "<w:r><w:t>" + r + "</w:t></w:r>"
		}
		b.WriteString(r)
	}
	return b.String() + "</w:p>"
}

func TestWordParagraphs(t *testing.T) {
	numbered := func(id, level int) string {
		return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
	}
	numbering := `<w:numbering ` + wordNamespace + `><w:abstractNum w:abstractNumId="0">` +
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>` +
		`<w:lvl w:ilvl="2"><w:start w:val="9"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
	styles := `<w:styles ` + wordNamespace + `><w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr>` + numbered(1, 0) + `</w:pPr></w:style>` +
		`<w:style w:styleId="a5"><w:name w:val="节"/><w:basedOn w:val="1"/></w:style>` +
		`<w:style w:styleId="a6"><w:name w:val="小节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
		`<w:style w:styleId="10"><w:name w:val="toc 1"/></w:style></w:styles>`
	for _, c := range []struct{ what, body, want string }{
		{"tracked changes", wp("", "收到", `<w:ins><w:r><w:t>12</w:t></w:r></w:ins>`, `<w:del><w:r><w:delText>9</w:delText></w:r></w:del>`,
			`<w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom>`, `<w:moveTo><w:r><w:t>件</w:t></w:r></w:moveTo>`), "收到12件"},
		{"a paragraph mark deleted", wp(`<w:rPr><w:del/></w:rPr>`, "前一") + wp("", "半。") + wp("", "后段。"), "前一半。\n后段。"},
		{"hidden text, comments, fields", wp("", `<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>`, "甲", `<w:r><w:commentReference w:id="1"/></w:r>`,
			`<w:r><w:instrText>PAGE</w:instrText></w:r>`, "乙"), "甲乙"},
		{"a hidden paragraph mark hides no text", wp(`<w:rPr><w:vanish/></w:rPr>`, "甲"), "甲"},
		{"a text box once, before its paragraph", wp("", `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:docPr descr="框"/><w:txbxContent>`+wp("", "框中")+
			`</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+wp("", "框中")+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, "正文"), "框中\n正文"},
		{"a picture", wp("", `<w:r><w:drawing><w:docPr descr="图"/><pic:pic xmlns:pic="p"/></w:drawing></w:r>`), "[图]"},
		{"a minus typed to stay on its line", wp("", `<w:r><w:noBreakHyphen/><w:t>8</w:t></w:r>`), "-8"},
		{"automatic numbers", wp(numbered(1, 0), "总体情况") + wp(numbered(1, 1), "主动公开") + wp(numbered(1, 2), "九") + wp(numbered(1, 2), "十") + wp(numbered(1, 1), "依申请公开") +
			wp(numbered(1, 0), "问题") + wp(numbered(1, 1), "又一") + wp(numbered(2, 0), "点") + wp(numbered(3, 0), "重来") + wp(`<w:numPr><w:numId w:val="0"/></w:numPr>`, "不编号"),
			"一、总体情况\n（一）主动公开\n9.九\n10.十\n（二）依申请公开\n二、问题\n（一）又一\n•点\n一、重来\n不编号"},
		{"numbers and levels of styles", wp(`<w:pStyle w:val="a5"/>`, "总体情况") + wp(`<w:pStyle w:val="a6"/>`, "小节") + wp(`<w:pStyle w:val="10"/>`, "总体情况\t1") + wp(`<w:pStyle w:val="1"/>`, "问题"),
			"# 一、总体情况\n## 小节\n# 二、问题"},
		{"zero-width characters", wp("", "甲\u200b乙\ufeff"), "甲乙"},
		{"a table that holds all", `<w:tbl><w:tr><w:tc>` + wp("", "甲") + wp("", "乙") + `</w:tc></w:tr></w:tbl>`, "甲\n乙"},
	} {
		if got := paragraphText(t, document(c.body, "word/numbering.xml", numbering, "word/styles.xml", styles)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

func TestWordTables(t *testing.T) {
	tc := func(properties, text string) string { return `<w:tc>` + properties + wp("", text) + `</w:tc>` }
	blocks, err := DOCX(document(`<w:tbl><w:tr>` + tc("", "规章") + tc("", "1") + `</w:tr>` +
		`<w:tr><w:trPr><w:del/></w:trPr>` + tc("", "删去的行") + tc("", "2") + `</w:tr>` +
		`<w:tr><w:tc><w:p><w:r><w:t>行政</w:t></w:r></w:p><w:p><w:r><w:t>许可</w:t></w:r></w:p></w:tc>` + tc("<w:tcPr/>", "3") + `</w:tr></w:tbl>`))
	if err != nil || len(blocks) != 1 || len(blocks[0].Table.Rows) != 2 {
		t.Fatal(err, blocks)
	}
	if rows := blocks[0].Table.Rows; rows[0][0].Text != "规章" || rows[1][0].Text != "行政\n许可" || rows[1][1].Text != "3" {
		t.Errorf("%q %q %q", rows[0][0].Text, rows[1][0].Text, rows[1][1].Text)
	}
}

// TestFootnoteInCell: a footnote on a figure becomes its note, and is told.
func TestFootnoteInCell(t *testing.T) {
	f := form.Find("2021")
	text := strings.Replace(string(bodyOf(t, word(f, 2024))), "<w:t>"+figure(0, 1, 0)+"</w:t>", `<w:t>`+figure(0, 1, 0)+`</w:t><w:footnoteReference w:id="2"/>`, 1)
	blocks, err := DOCX(packed("word/document.xml", text, "word/footnotes.xml", `<w:footnotes `+wordNamespace+`><w:footnote w:id="2">`+wp("", "含转发的。")+`</w:footnote></w:footnotes>`))
	if err != nil {
		t.Fatal(err)
	}
	r, doubts, err := Assemble(blocks, form.All())
	if err != nil || len(doubts) != 1 || !strings.Contains(doubts[0].String(), "脚注或批注写成了数后的注") {
		t.Fatal(err, doubts)
	}
	if c := r.Table("disclosure").Row("documents").Cells[0]; c.Text != figure(0, 1, 0) || c.Note != "含转发的。" {
		t.Errorf("%+v", c)
	}
	compare(t, r, "")
}

func bodyOf(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := part(z, "word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestOddPackages: the body may have another name and another encoding.
func TestOddPackages(t *testing.T) {
	body := `<w:document ` + wordNamespace + `><w:body>` + wp("", "甲") + `</w:body></w:document>`
	rels := `<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`
	wide := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + body)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for what, data := range map[string][]byte{
		"another name":    packed("_rels/.rels", rels, "word/document2.xml", body),
		"UTF-16":          packed("word/document.xml", string(wide)),
		"byte order mark": packed("word/document.xml", "\ufeff"+body),
		"GB2312":          packed("word/document.xml", `<?xml version="1.0" encoding="gb2312"?>`+strings.Replace(body, "甲", "\xbc\xd7", 1)),
		"backslashes":     packed(`word\document.xml`, body),
	} {
		if got := paragraphText(t, data); got != "甲" {
			t.Errorf("%s: %q", what, got)
		}
	}
}

// TestForeignFiles: what people give instead is named, with what to do.
func TestForeignFiles(t *testing.T) {
	compound := "\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 500)
	for _, c := range []struct{ kind, data, want string }{
		{"docx", compound + "W\x00o\x00r\x00d\x00", "旧的 .doc 格式"},
		{"docx", compound + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "打开密码"},
		{"docx", "%PDF-1.7", "是 PDF"},
		{"docx", `{\rtf1`, "RTF"},
		{"docx", "<!DOCTYPE html><html>", "网页，请把扩展名改成 .html"},
		{"docx", "", "空文件"},
		{"docx", "PK\x03\x04xxx", "已损坏"},
		{"docx", string(packed("xl/workbook.xml", "")), "Excel 工作簿"},
		{"docx", string(packed("content.xml", "")), "OpenDocument"},
		{"html", "PK\x03\x04", "扩展名改成 .docx"},
		{"html", "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n", "单个文件网页"},
		{"html", strings.Repeat("\x81\x05\xff", 300), "编码读不出来"},
	} {
		read := HTML
		if c.kind == "docx" {
			read = DOCX
		}
		if _, err := read([]byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %.20q: %v, want %s", c.kind, c.data, err, c.want)
		}
	}
}

// TestNothingToRead: pages without tables are told apart.
func TestNothingToRead(t *testing.T) {
	text := "<p>" + strings.Repeat("全年主动公开政府信息。", 30) + "</p>"
	for page, want := range map[string]string{
		"<div id=app></div><script>var x = 1</script>": "几乎没有文字",
		text + "<img src=t3.png><img src=t4.png>":      "有 2 张图片",
		text: "没有找到年度报告的表格，可能是目录页",
		text + "<table><tr><td>渠道<td>数量<tr><td>网站<td>5</table>": "没有一行的标签与已知表式相符",
	} {
		blocks, err := HTML([]byte(page))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := Assemble(blocks, form.All()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
