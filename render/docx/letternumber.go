package docx

import (
	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// ruleBelow is how far below a line a rule is that is RuleDrop below the
// line's outlines, in whole points as borders have it.
func (w *writer) ruleBelow(t style.Text) int {
	space := w.sheet.style.Letter.RuleDrop + wordSize(t)*numberFoot/1000 - w.sheet.pitch(t)*belowBaseline/1000
	return min(max(int((space+length.Pt/2)/length.Pt), 1), 31)
}

// numberAndSigners writes 发文字号 with the red rule below it. before is the
// white above it in lines of the page's pitch. 签发人 stand to its right, two a
// line, the last one on its line (7.2.5, 7.2.6).
func (w *writer) numberAndSigners(b *doc.LetterHead, before length.Length) {
	st := w.sheet.style
	t, name := st.TextOf("number"), st.TextOf("signer")
	space := w.ruleBelow(t)
	if len(b.Signers) == 0 {
		w.begin("number", line{rule: space, before: before, keep: true})
		w.letterText("number", b.Number)
		w.finish()
		return
	}
	var wide length.Length
	for _, s := range b.Signers {
		wide = max(wide, textWidth(s, name.Size))
	}
	columns := length.Length(min(len(b.Signers), 2))
	x := w.sheet.measure() - t.Size - columns*wide - (columns-1)*name.Size
	rows := (len(b.Signers) + 1) / 2
	for r := range rows {
		own := line{
			jc: "left", left: t.Size, keep: true, before: before,
			tabs: []tab{{"left", x - 4*t.Size}, {"left", x}, {"left", x + wide + name.Size}},
		}
		before = 0
		if r == rows-1 {
			// Its rule runs over the whole measure, so it has no indent.
			own.rule, own.left = space, 0
			own.tabs = append([]tab{{"left", t.Size}}, own.tabs...)
		}
		w.begin("number", own)
		if r == rows-1 {
			w.tab()
			w.letterText("number", b.Number)
		}
		w.tab()
		if r == 0 {
			w.letterText("number", []doc.Inline{{Text: "签发人："}})
		} else {
			w.tab()
		}
		for k := 2 * r; k < min(2*r+2, len(b.Signers)); k++ {
			if k%2 == 1 {
				w.tab()
			}
			w.inFace(b.Signers[k], name.Face)
		}
		w.finish()
	}
}
