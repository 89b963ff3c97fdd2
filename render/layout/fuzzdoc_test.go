package layout_test

import (
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/style"
)

// FuzzPages lays out documents of any shape, each byte a block of a kind:
// nothing lies outside the type area, no text of a table touches another, and
// every character of the prose is on a page.
func FuzzPages(f *testing.F) {
	f.Add([]byte("tphPPPPPnfTLsd"), "公开，公开。")
	f.Add([]byte("hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh"), "一、总体情况")
	f.Add([]byte("PPPPPPPPPPPPPPPPPPTPPPPPPPPPPPPPPPPTbTTTnnnnnnnnnnnnnnnnnnnnnnnnn"), "12件（含3件）")
	f.Add([]byte("fffnfnfnPfhhhfffsdsd"), "a")
	f.Fuzz(func(t *testing.T, kinds []byte, text string) {
		if len(kinds) > 80 || len(text) > 600 || len(text) == 0 {
			return
		}
		d := &doc.Document{Title: "任意", Language: "zh-CN"}
		for i, k := range kinds {
			d.Blocks = append(d.Blocks, anyBlock(t, k, i, text)...)
		}
		out, list := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
		for _, found := range list {
			if found.Code == layout.CodeRow {
				return // reported: such a row reaches beyond the page
			}
		}
		checkInside(t, out)
		checkCells(t, out)
		if len(out.Pages) > 4*len(kinds)+4 {
			t.Errorf("%d pages for %d blocks", len(out.Pages), len(kinds))
		}
		want := 0
		for _, b := range d.Blocks {
			if _, ok := b.(*doc.Figure); ok {
				want++
			}
		}
		for i := range out.Pages {
			for _, item := range out.Pages[i].Items {
				if _, ok := item.(*frame.Image); ok {
					want--
				}
			}
		}
		if want != 0 {
			t.Errorf("%d pictures lost", want)
		}
	})
}

// anyBlock makes the block that a byte stands for.
func anyBlock(t testing.TB, kind byte, n int, text string) []doc.Block {
	switch kind {
	case 't':
		return []doc.Block{&doc.Title{Lines: []string{text}}}
	case 'h':
		return []doc.Block{heading(n%4+1, text)}
	case 'n':
		return []doc.Block{&doc.Paragraph{Text: []doc.Inline{{Text: text, Note: plain(text)}, {Text: text, Link: "https://a.cn"}}}}
	case 'f':
		return []doc.Block{&doc.Figure{Data: []byte("png"), Format: "png", Width: 40 * (n + 1), Height: 30 * (n%29 + 1), Alt: "图", Caption: plain(text)}}
	case 'T':
		return []doc.Block{longTable(n+1, n%7+1)}
	case 'b':
		return []doc.Block{&doc.PageBreak{}}
	case 'L':
		return []doc.Block{&doc.List{Ordered: n%2 == 0, Start: n, Items: [][]doc.Block{{body(text)}, {body(text), body(text)}}}}
	case 's', 'd':
		return []doc.Block{
			&doc.Paragraph{Kind: doc.Signature, Text: plain(text)},
			&doc.Paragraph{Kind: doc.DateLine, Text: plain("2025年1月20日")},
		}
	case 'A':
		return []doc.Block{formTable(t, "2021", "applications", func(int, int) string { return text })}
	}
	return []doc.Block{body(text)}
}
