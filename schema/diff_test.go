package schema

import (
	"strings"
	"testing"
	"time"

	"nianbao/schema/form"
)

func TestDiff(t *testing.T) {
	old, new := reportOf(t, 2024, bureau, few), reportOf(t, 2024, bureau, some)
	if got := Diff(old, old); got != nil {
		t.Errorf("a report differs from itself: %v", got)
	}
	old.Text["overview"] = "甲做了。乙做了。丙做了。\n\n| 表 | 一 |"
	new.Text["overview"] = "甲做了。乙没有做。丙做了。丁也做了。\n\n| 表 | 二 |"
	new.Date = time.Date(2025, 1, 20, 0, 0, 0, 0, time.UTC)
	new.Tables[0].Rows[0].Cells[0].Note = "其中修订1件"
	changes := Diff(old, new)
	text := DiffText(changes)
	want := `成文日期：（无） → 2025-01-20
表二 规章 本年制发件数：0 → 0（其中修订1件）
表二 行政事业性收费 本年收费金额（万元）：0.1250 → 18.87
表三 一、本年新收 自然人：3 → 5
表三 一、本年新收 商业企业：0 → 1
表三 一、本年新收 总计：3 → 6
表三 （一）予以公开 自然人：3 → 5
表三 （一）予以公开 商业企业：0 → 1
表三 （一）予以公开 总计：3 → 6
表三 三（七）总计 自然人：3 → 5
表三 三（七）总计 商业企业：0 → 1
表三 三（七）总计 总计：3 → 6
一、总体情况
  - 乙做了。
  + 乙没有做。
  - | 表 | 一 |
  + 丁也做了。
  + | 表 | 二 |
`
	if text != want {
		t.Errorf("got\n%s", text)
	}
	for _, c := range changes {
		if c.Kind == "sentence" && c.New == "丁也做了。" && c.To.Offset != 13 {
			t.Errorf("%s stands at %d", c.New, c.To.Offset)
		}
	}
}

// TestDiffMoved: a sentence that stands elsewhere is told as moved, once.
func TestDiffMoved(t *testing.T) {
	old, new := reportOf(t, 2024, bureau, few), reportOf(t, 2024, bureau, few)
	old.Text["overview"] = "甲。乙。丙。丁。戊。"
	old.Text["problems"] = "己。"
	new.Text["overview"] = "乙。丙。甲。丁改。"
	new.Text["problems"] = "己。戊。"
	want := `一、总体情况
  - 丁。
  + 丁改。
  ~ 甲。（移动了位置）
一、总体情况 → 五、存在的主要问题及改进情况
  ~ 戊。（移动了位置）
`
	changes := Diff(old, new)
	if got := DiffText(changes); got != want {
		t.Errorf("got\n%s", got)
	}
	if c := changes[1]; c.Kind != "moved" || c.From.Offset != 0 || c.To.Offset != 4 {
		t.Errorf("%+v", c)
	}
	if s := len(Diff(new, old)); s != len(changes) {
		t.Errorf("%d changes there, %d back", len(changes), s)
	}
}

func TestDiffForms(t *testing.T) {
	changes := Diff(filled(form.Find("2019"), 2020), filled(form.Find("2021"), 2021))
	text := DiffText(changes)
	for _, want := range []string{"表式：2019 → 2021", "（六）其他处理 自然人：", "（无） → ", " → （无）"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
}

func FuzzDiffSentences(f *testing.F) {
	f.Add("甲。乙。丙。", "甲。丙。丁。")
	f.Add("a\n\nb", "　b！c？")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := splitSentences(a), splitSentences(b)
		changes := diffSentences(old, new)
		dropped, added := 0, 0
		for _, c := range changes {
			if c.old.text != "" {
				dropped++
			}
			if c.new.text != "" {
				added++
			}
		}
		if len(old)-dropped != len(new)-added {
			t.Fatalf("%d - %d kept, %d - %d kept", len(old), dropped, len(new), added)
		}
		if a == b && changes != nil {
			t.Fatalf("equal texts differ: %v", changes)
		}
		for _, s := range old {
			if rest := string([]rune(a)[s.offset:]); !strings.HasPrefix(rest, string([]rune(s.text))) {
				t.Fatalf("%q does not stand at %d of %q", s.text, s.offset, a)
			}
		}
	})
}
