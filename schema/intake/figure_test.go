package intake

import (
	"testing"

	"nianbao/schema/form"
)

func TestReadFigure(t *testing.T) {
	for _, c := range []struct {
		in   string
		kind form.Kind
		text string
		note string
		ok   bool // no doubt
	}{
		{"12", form.Count, "12", "", true},
		{" 12 ", form.Count, "12", "", true},
		{"0", form.Count, "0", "", true},
		{"", form.Count, "0", "", false},
		{"/", form.Count, "0", "", false},
		{"／", form.Count, "0", "", false},
		{"—", form.Count, "0", "", false},
		{"－", form.Count, "0", "", false},
		{"无", form.Count, "0", "", false},
		{"１２", form.Count, "12", "", false},
		{"12件", form.Count, "12", "", false},
		{"１２件", form.Count, "12", "", false},
		{"13,612", form.Count, "13612", "", false},
		{"13，612", form.Count, "13612", "", false},
		{"012", form.Count, "12", "", false},
		{"12.0", form.Count, "12", "", false},
		{"12.5", form.Count, "", "", false},
		{"-8", form.Signed, "-8", "", true},
		{"－8", form.Signed, "-8", "", false},
		{"-8", form.Count, "-8", "", false},
		{"18.8710", form.Money, "18.8710", "", true},
		{"1,248,500.00元", form.Money, "1248500.00", "", false},
		{"22（其中修订16件）", form.Count, "22", "其中修订16件", true},
		{"55(含自然失效29件)", form.Count, "55", "含自然失效29件", true},
		{"1.2万", form.Count, "12000", "", false},
		{"十二", form.Count, "12", "", false},
		{"一百零五", form.Count, "105", "", false},
		{"1 2", form.Count, "12", "", false},
		{"约12", form.Count, "", "", false},
		{"见附件", form.Count, "", "", false},
		{"12/13", form.Count, "", "", false},
		{"１２（其中修订3件）", form.Count, "12", "其中修订3件", false},
		{"12\n（其中3件）", form.Count, "12", "其中3件", true},
		{"12人次", form.Count, "12", "", false},
		{"—-", form.Count, "0", "", false},
		{"不涉及", form.Count, "0", "", false},
		{"暂无", form.Count, "0", "", false},
		{"O", form.Count, "0", "", false},
		{"N/A", form.Count, "0", "", false},
		{"+5", form.Signed, "5", "", false},
		{"￥18.5", form.Money, "18.5", "", false},
		{".5", form.Money, "0.5", "", false},
		{"1\n2", form.Count, "", "", false},
		{"12" + raisedOn + "①" + raisedOff, form.Count, "12", "", false},
		{"共12件", form.Count, "", "", false},
	} {
		f := ReadFigure(c.in, c.kind)
		if f.Text != c.text || f.Note != c.note || (f.Doubt == "") != c.ok {
			t.Errorf("%q as %s: %+v", c.in, c.kind, f)
		}
	}
}

func FuzzReadFigure(f *testing.F) {
	f.Add("22（其中16件）")
	f.Add("（")
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range []form.Kind{form.Count, form.Signed, form.Money} {
			fig := ReadFigure(s, kind)
			if fig.Text != "" && !plainNumber.MatchString(fig.Text) {
				t.Errorf("%q: %q is not a number", s, fig.Text)
			}
		}
	})
}
