package layout

import (
	"slices"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/schema/source"
)

// CodeFirstPage is the code of the finding on a letter whose first page shows
// nothing of its text.
const CodeFirstPage = "L-FIRST-PAGE"

// firstText is the node where the text of a letter begins, behind its title
// and 主送机关, and where these stand in the input; nil for other documents.
func (s *setter) firstText() (text *frame.Node, from source.Origin) {
	if s.headNodes == 0 {
		return nil, from
	}
	at := s.headNodes
	for _, b := range s.doc.Blocks[1:] {
		p, ok := b.(*doc.Paragraph)
		if _, title := b.(*doc.Title); !title && !(ok && p.Kind == doc.Recipients) {
			break
		}
		if ok && len(p.Text) > 0 {
			from = p.Text[0].Origin
		}
		at++
	}
	if at >= len(s.out.Root.Kids) {
		return nil, from
	}
	return s.out.Root.Kids[at], from
}

// bringForward loosens the text of a letter where it would all follow its
// signature to the second page: the first page must show some of it (GB/T
// 9704-2012, 7.3.3). The last line still goes with what follows.
func (s *setter) bringForward() {
	text, _ := s.firstText()
	if text == nil {
		return
	}
	from := slices.IndexFunc(s.strips, func(st strip) bool { return shows(s.items[st.from:st.to], text) })
	if from < 0 || s.pageEnd(0) > from {
		return
	}
	for i := from; i+1 < min(s.tail, len(s.strips)); i++ {
		if s.strips[i].keep == weak {
			s.strips[i].keep = free
		}
	}
}

// checkFirstPage warns of a first page without text.
func (s *setter) checkFirstPage() {
	text, from := s.firstText()
	if text == nil || shows(s.out.Pages[0].Items, text) {
		return
	}
	s.findings = append(s.findings, source.Finding{
		Severity: source.Warning, Code: CodeFirstPage, Origin: from, Basis: "GB/T 9704-2012 第 7.3.2、7.3.3 条",
		Message: "首页没有排上正文",
		Help: []string{
			"主送机关太多时移到版记：删去 [body] 的 to，写在 [imprint] 的 to",
			"正文只有一两行而署名排到下一页时，把正文写长些，或换一种格式",
			"联合行文机关太多时只用主办机关的标志：在 [head] 下写 mark = \"…文件\"",
		},
	})
}

// shows says whether one of the items belongs to a node.
func shows(items []frame.Item, n *frame.Node) bool {
	for _, item := range items {
		switch item := item.(type) {
		case *frame.Text:
			if item.Tag == n {
				return true
			}
		case *frame.Image:
			if item.Tag == n {
				return true
			}
		}
	}
	return slices.ContainsFunc(n.Kids, func(k *frame.Node) bool { return shows(items, k) })
}
