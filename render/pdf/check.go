package pdf

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/render/frame"
	"nianbao/render/length"
)

// Limits of PDF/A (ISO 19005-2, 6.1.13).
const (
	maxString = 32_767 // bytes
	maxName   = 127    // bytes
	minPage   = 3 * length.Pt
	maxPage   = 14_400 * length.Pt
)

// roles are the structure types we write (ISO 32000-1, 14.8.4), each with the
// types it may hold, or anything. Cells and list items stand only where a
// table or a list holds them (ISO 14289-1, 7.2).
var roles = map[string][]string{
	"Document": nil, "Title": nil, "P": nil, "Span": nil, "Link": nil, "Note": nil, "Caption": nil, "Figure": nil,
	"BlockQuote": nil, "H1": nil, "H2": nil, "H3": nil, "H4": nil, "H5": nil, "H6": nil,
	"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "Lbl": nil, "LBody": nil,
	"Table": {"TR", "TBody", "THead", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TD", "TH"}, "TH": nil, "TD": nil,
}

// inside says where the roles belong that may not stand anywhere.
var inside = map[string][]string{
	"LI": {"L"}, "LBody": {"LI"}, "THead": {"Table"}, "TBody": {"Table"},
	"TR": {"TBody", "THead", "Table"}, "TH": {"TR"}, "TD": {"TR"},
}

// roleMap gives the standard type of each role that is not one of PDF 1.7's
// (ISO 19005-2, 6.7.3.4).
var roleMap = map[string]string{"Title": "P"}

// check refuses what would break PDF/A or PDF/UA and no reader of the file
// could mend. The layout is expected to keep all of it.
func check(d *frame.Document, o Options) error {
	switch {
	case d.Title == "":
		return errors.New("PDF：文件没有题目，无障碍标准（PDF/UA-1）要求有题目")
	case d.Language == "":
		return errors.New("PDF：没有写明文件的语言，中文应为 zh-CN")
	case len(d.Pages) == 0:
		return errors.New("PDF：文件一页也没有")
	case d.Root == nil || d.Root.Role != "Document":
		return errors.New("PDF：文件没有结构树")
	case len(o.Attachments) > 0 && o.Conformance != A3a:
		return errors.New("PDF：只有 a-3a 可以带附件，请用 --pdf a-3a")
	}
	if err := checkStrings(d.Title, d.Author, d.Subject, keywords(d), o.Producer); err != nil {
		return err
	}
	for i := range d.Pages {
		if p := &d.Pages[i]; min(p.Width, p.Height) < minPage || max(p.Width, p.Height) > maxPage {
			return fmt.Errorf("PDF：第 %d 页的大小不在 3 至 14400 磅之间", i+1)
		}
		if err := checkStrings(d.Pages[i].Label); err != nil {
			return err
		}
	}
	for _, m := range d.Outline {
		if m.Page < 0 || m.Page >= len(d.Pages) {
			return fmt.Errorf("PDF：书签“%s”指着不存在的第 %d 页", m.Title, m.Page+1)
		}
		if err := checkStrings(m.Title); err != nil {
			return err
		}
	}
	for i := range o.Attachments {
		if err := checkAttachment(&o.Attachments[i]); err != nil {
			return err
		}
	}
	c := checker{}
	return c.node(d.Root, nil)
}

// checkStrings refuses what takes too many bytes as a text string.
func checkStrings(texts ...string) error {
	for _, s := range texts {
		// In UTF-16, no character takes more than two bytes for each of UTF-8's.
		if 2*len(s)+2 > maxString && len(textBytes(s)) > maxString {
			return fmt.Errorf("PDF：“%s……”太长，PDF/A 里的一段说明最多约 16,000 字", string([]rune(s)[:20]))
		}
	}
	return nil
}

func checkAttachment(a *Attachment) error {
	if a.Name == "" || strings.ContainsAny(a.Name, `/\`) || !utf8.ValidString(a.Name) {
		return fmt.Errorf("PDF：附件的文件名 %q 不可用", a.Name)
	}
	if kind, sub, ok := strings.Cut(a.MIME, "/"); !ok || kind == "" || sub == "" || len(a.MIME) > maxName {
		return fmt.Errorf("PDF：附件 %s 的类型 %q 不是 MIME 类型", a.Name, a.MIME)
	}
	if a.Relationship != Source && a.Relationship != Alternative {
		return fmt.Errorf("PDF：附件 %s 没有写明与文件的关系", a.Name)
	}
	return checkStrings(a.Name, a.Description)
}

// checker walks the structure tree in reading order.
type checker struct{ heading int } // level of the last heading

func (c *checker) node(n, parent *frame.Node) error {
	allowed, known := roles[n.Role]
	if !known {
		return fmt.Errorf("PDF：不认识的结构类型 %q", n.Role)
	}
	if parents, ok := inside[n.Role]; ok && (parent == nil || !slices.Contains(parents, parent.Role)) {
		return fmt.Errorf("PDF：结构类型 %s 只能在 %s 之内", n.Role, strings.Join(parents, "、"))
	}
	if n.Role == "Figure" && strings.TrimSpace(n.Alt) == "" {
		return errors.New("PDF：图片没有替代文字，请写 ![图片说的是什么](文件)")
	}
	if level := headingLevel(n.Role); level > 0 {
		if level > c.heading+1 {
			return fmt.Errorf("PDF：标题从第 %d 级跳到第 %d 级", c.heading, level)
		}
		c.heading = level
	}
	if n.Role == "Table" {
		if err := checkTable(n); err != nil {
			return err
		}
	}
	if err := checkStrings(n.Title, n.Alt, n.Summary); err != nil {
		return err
	}
	for _, k := range n.Kids {
		if allowed != nil && !slices.Contains(allowed, k.Role) {
			return fmt.Errorf("PDF：结构类型 %s 不能放在 %s 之内", k.Role, n.Role)
		}
		if err := c.node(k, n); err != nil {
			return err
		}
	}
	return nil
}

func headingLevel(role string) int {
	if len(role) == 2 && role[0] == 'H' && role[1] >= '1' && role[1] <= '6' {
		return int(role[1] - '0')
	}
	return 0
}
