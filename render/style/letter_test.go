package style

import (
	"testing"

	"nianbao/render/length"
	"nianbao/schema/source"
)

// TestLetter measures the letters of every style against GB/T 9704-2012.
func TestLetter(t *testing.T) {
	for _, name := range Names() {
		s := Embedded(name)
		l := s.Letter
		for _, c := range []struct {
			what string
			got  length.Length
			mm   int64 // hundredths
		}{
			{"mark", l.MarkTop, 3500}, {"mark of 信函", l.NoteMarkTop, 3000}, {"mark of 命令", l.OrderMarkTop, 2000}, {"rule below", l.RuleDrop, 400},
			{"double rule", l.DoubleWidth, 17000}, {"its foot", l.DoubleFoot, 2000}, {"outer rules", l.ImprintOuter, 35}, {"inner rules", l.ImprintInner, 25},
		} {
			if want := length.FromMM(c.mm); c.got != want {
				t.Errorf("%s: %s is %d, want %d", name, c.what, c.got, want)
			}
		}
		if l.Thick <= l.Thin || l.Thin <= 0 || l.DoubleGap <= 0 || l.Rule <= 0 || l.SealRight != 4 || l.PlainRight != 2 || l.SealLines == 0 {
			t.Errorf("%s: %+v", name, l)
		}
		for _, kind := range LetterKinds {
			if x := s.Text[kind]; x.Size == 0 || x.Face == "" || x.Align == "" {
				t.Errorf("%s: %s is not complete: %+v", name, kind, x)
			}
		}
		if s.Text["mark"].Color != 0xFF0000 || s.Text["notemark"].Color != 0xFF0000 || s.Text["imprint"].Size != 14*length.Pt {
			t.Errorf("%s: the mark is not red, or 版记 not of size 4", name)
		}
	}
	s := read(t, "[letter]\nrule = \"3pt\"\nseal_right = \"3字\"\n[text.mark]\nsize = \"60pt\"\n")
	if s.Letter.Rule != 3000 || s.Letter.SealRight != 3 || s.Letter.MarkTop != length.FromMM(3500) || s.Text["mark"].Size != 60000 {
		t.Errorf("an office's own %+v %+v", s.Letter, s.Text["mark"])
	}
	if _, list := Parse(&source.File{Name: "office.toml", Data: []byte("[letter]\nrule = \"3\"\nrules = \"3pt\"\nseal_right = \"3pt\"\n")}); len(list) != 3 {
		t.Errorf("found %v", list)
	}
}
