package render

import (
	"testing"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

func TestLead(t *testing.T) {
	for in, want := range map[string]string{
		"（一）主动公开情况。全年公开信息12条。":       "<lead:（一）主动公开情况。>全年公开信息12条。",
		"（一）机构、人员情况。":                "<lead:（一）机构、人员情况。>",
		"（一）全年公开信息12条，其中解读3条。":       "（一）全年公开信息12条，其中解读3条。",
		"（一）主要做法：成立专班。":              "（一）主要做法：成立专班。",
		"1.规范栏目。按要求调整。":              "1.规范栏目。按要求调整。",
		"一是规范栏目。按要求调整。":              "一是规范栏目。按要求调整。",
		"**（一）主动公开。**全年12条。":         "<lead:<b:（一）主动公开。>>全年12条。",
		"（一）主动公开[^1]。全年。\n\n[^1]: 注": "<lead:（一）主动公开><note:注><lead:。>全年。",
	} {
		blocks, _ := Prose(in, source.Origin{}, ".")
		p, ok := blocks[0].(*doc.Paragraph)
		if !ok {
			t.Fatalf("%s is no paragraph", in)
		}
		if got := dumpText(p.Text); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
