package main

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/batch"
	"nianbao/render"
	"nianbao/render/docx"
	"nianbao/render/pdf"
)

// embedFonts has the faces put into DOCX files, and says what that costs and
// which faces may not lie there.
func (b *building) embedFonts(c *console, m *batch.Reports) error {
	if !slices.Contains(b.formats, render.DOCX) && b.profile.conformance != pdf.A3a {
		return wrong("--embed-fonts 用于 DOCX，而 --to 里没有 docx")
	}
	e, err := docx.Embedded(m.Settings.Style, m.Settings.Fonts)
	if err != nil {
		return err
	}
	m.Settings.DOCX.Embed = m.Settings.Fonts
	names := make([]string, len(e.Faces))
	for i, face := range e.Faces {
		names[i] = face.PostScriptName
	}
	if len(names) > 0 {
		c.talk("嵌入 DOCX 的字体：%s。每份 DOCX 因此增加 %s。", strings.Join(names, "、"), megabytes(e.Bytes))
	} else {
		c.talk("没有一种字体可以嵌入 DOCX。")
	}
	c.object("embedded", "faces", names, "bytes", e.Bytes)
	for _, left := range e.Left {
		c.talk("字体不嵌入：%s（%s）：%s", left.Role, left.Face.File, left.Why)
		c.object("font", "file", left.Face.File, "face", left.Face.PostScriptName, "message", left.Why, "refused", true)
	}
	return nil
}

func megabytes(n int64) string {
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
