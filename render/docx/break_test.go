package docx

import (
	"bytes"
	"maps"
	"strings"
	"testing"
)

// Each break must be caught by the rule that is there for it.
func TestRulesCatchBreaks(t *testing.T) {
	const main = "word/document.xml"
	breaks := []struct{ name, part, old, new, says string }{
		{"grid span too wide", main, `<w:gridSpan w:val="2"/>`, `<w:gridSpan w:val="3"/>`, "on a grid of"},
		{"grid span lost", main, `<w:gridSpan w:val="4"/>`, ``, "on a grid of"},
		{"merge without restart", main, `<w:vMerge w:val="restart"/>`, ``, "continues nothing"},
		{"merge of another width", main, `<w:gridSpan w:val="3"/><w:vMerge w:val="restart"/>`, `<w:vMerge w:val="restart"/>`, "continues nothing"},
		{"cell width", main, `<w:tcW w:w="622"`, `<w:tcW w:w="623"`, "on columns of"},
		{"table width", main, `<w:tblW w:w="8845"`, `<w:tblW w:w="8846"`, "on a grid of"},
		{"cell without paragraph", main, `<w:p><w:pPr><w:pStyle w:val="TablereviewsData"/><w:keepNext/></w:pPr><w:r><w:t>0</w:t></w:r></w:p></w:tc>`, `</w:tc>`, "does not end in a paragraph"},
		{"header row after body row", main, `<w:tblHeader/>`, ``, "after a body row"},
		{"table after table", main, `</w:tbl>`, `</w:tbl><w:tbl><w:tblGrid/></w:tbl>`, "no paragraph after a table"},
		{"dangling picture", main, `r:embed="rIdP1"`, `r:embed="rIdP9"`, "which is no image"},
		{"link to a picture", main, `r:id="rIdL1"`, `r:id="rIdP1"`, "which is no hyperlink"},
		{"unknown paragraph style", main, `<w:pStyle w:val="Heading1"/>`, `<w:pStyle w:val="Ueberschrift"/>`, "unknown style"},
		{"unknown table style", main, `<w:tblStyle w:val="Tablereviews"/>`, `<w:tblStyle w:val="Heading1"/>`, "unknown style"},
		{"unknown base", "word/styles.xml", `<w:basedOn w:val="Normal"/>`, `<w:basedOn w:val="Basis"/>`, "based on unknown"},
		{"two styles of one id", "word/styles.xml", `w:styleId="Quote"`, `w:styleId="Title"`, "two styles"},
		{"run properties out of order", main, `<w:b/><w:bCs/>`, `<w:bCs/><w:b/>`, "out of order"},
		{"footnote called twice", main, `<w:footnoteReference w:id="1"/>`, `<w:footnoteReference w:id="1"/><w:footnoteReference w:id="1"/>`, "called 2 times"},
		{"no such footnote", main, `<w:footnoteReference w:id="1"/>`, `<w:footnoteReference w:id="7"/>`, "no footnote"},
		{"picture without text", main, `descr="柱状图：各季度公开件数"/><wp:`, `descr=""/><wp:`, "alternative text"},
		{"spaces lost", main, `<w:t>0</w:t>`, `<w:t> 0</w:t>`, "would be lost"},
		{"field without separate", "word/footer1.xml", `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, ``, "field of"},
		{"field in one run", "word/footer1.xml", `<w:fldChar w:fldCharType="begin"/></w:r><w:r>`, `<w:fldChar w:fldCharType="begin"/>`, "packed"},
		{"not well-formed", main, `</w:tbl>`, `</w:table>`, "not well-formed"},
		{"control character", main, `<w:t>0</w:t>`, "<w:t>\x01</w:t>", "not well-formed"},
		{"lost content type", "[Content_Types].xml", `PartName="/word/styles.xml"`, `PartName="/word/style.xml"`, "content type"},
		{"lost picture type", "[Content_Types].xml", `Extension="png"`, `Extension="gif"`, "no content type for"},
		{"duplicate id", "word/_rels/document.xml.rels", `Id="rIdTheme"`, `Id="rIdFonts"`, "duplicate Id"},
		{"dangling relationship", "word/_rels/document.xml.rels", `Target="theme/theme1.xml"`, `Target="theme/theme2.xml"`, "dangling"},
		{"wrong relationship", "word/_rels/document.xml.rels", `relationships/theme"`, `relationships/styles"`, "its content type says"},
	}
	good, _, err := parts(made(t, report(), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range breaks {
		all := maps.Clone(good)
		if !bytes.Contains(all[b.part], []byte(b.old)) {
			t.Errorf("%s: nothing to break", b.name)
			continue
		}
		all[b.part] = bytes.Replace(all[b.part], []byte(b.old), []byte(b.new), 1)
		if found := strings.Join(broken(all), "\n"); !strings.Contains(found, b.says) {
			t.Errorf("%s: not caught; found %q", b.name, found)
		}
	}
	for _, name := range []string{"word/media/image1.png", "word/styles.xml", "docProps/core.xml", "word/footer2.xml"} {
		all := maps.Clone(good)
		delete(all, name)
		if len(broken(all)) == 0 {
			t.Errorf("%s left out: not caught", name)
		}
	}
}

// A changed byte in an entry's data must show in its CRC.
func TestCRC(t *testing.T) {
	file := made(t, report(), Options{})
	at := bytes.Index(file, pixel)
	file[at+len(pixel)/2] ^= 1
	if _, _, err := parts(file); err == nil {
		t.Error("a changed picture was read without an error")
	}
}
