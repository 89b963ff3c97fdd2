package layout

import (
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/render/style"
)

// TestBreakTitle: 20.1 characters are a line of title type in the default
// style.
func TestBreakTitle(t *testing.T) {
	for _, c := range []struct {
		title, keep, want string
	}{
		{"市财政局2024年政府信息公开工作年度报告", "市财政局", "市财政局2024年政府信息公开工作年度报告"},
		{"云川市财政局2024年政府信息公开工作年度报告", "云川市财政局", "云川市财政局|2024年政府信息公开工作年度报告"},
		{"云川市高新区人民政府2024年政府信息公开工作年度报告", "云川市高新区人民政府", "云川市高新区人民政府|2024年政府信息公开工作年度报告"},
		{"云川市住房和城乡建设局、云川市自然资源局2024年政府信息公开工作年度报告", "云川市住房和城乡建设局、云川市自然资源局",
			"云川市住房和城乡建设局、云川市自然资源局|2024年政府信息公开工作年度报告"},
		{"某某自治区云川市东山区临江街道办事处2024年政府信息公开工作年度报告", "某某自治区云川市东山区临江街道办事处",
			"某某自治区云川市东山区临江街道办事处|2024年政府信息公开工作年度报告"},
		{"某某自治区云川市东山县口岸互市贸易区管理委员会2024年政府信息公开工作年度报告", "某某自治区云川市东山县口岸互市贸易区管理委员会",
			"某某自治区云川市东山县|口岸互市贸易区管理委员会|2024年政府信息公开工作年度报告"},
		{"云川市人民政府办公室关于报送2024年政府信息公开工作年度报告的函", "云川市人民政府办公室",
			"云川市人民政府办公室关于报送|2024年政府信息公开工作年度报告的函"},
		{"2024年度云川市东山区政府信息公开工作年度报告", "云川市东山区", "2024年度云川市东山区|政府信息公开工作年度报告"},
		{"二〇二四年政府信息公开工作年度报告", "", "二〇二四年政府信息公开工作年度报告"},
		{"云川市文化广电和旅游局（云川市文物局）2024年政府信息公开工作年度报告", "云川市文化广电和旅游局（云川市文物局）",
			"云川市文化广电和旅游局（云川市文物局）|2024年政府信息公开工作年度报告"},
	} {
		got := strings.Join(BreakTitle(c.title, []string{c.keep}, 201), "|")
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.title, got, c.want)
		}
	}
}

// TestTitleLines: of several lines those that are too long are broken by
// sense as well, the others stay as they are.
func TestTitleLines(t *testing.T) {
	title := &doc.Title{
		Lines: []string{"云川国际空港经济区管理委员会", "云川高新技术产业开发区管理委员会经济发展局", "2024年政府信息公开工作年度报告"},
		Keep:  []string{"云川高新技术产业开发区管理委员会经济发展局"},
	}
	got := strings.Join(TitleLines(title, style.Embedded("gb9704")), "|")
	want := "云川国际空港经济区管理委员会|云川高新技术产业开发区|管理委员会经济发展局|2024年政府信息公开工作年度报告"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestTitleShape: three lines are a rhombus, not a waist, where both can be.
func TestTitleShape(t *testing.T) {
	keep := []string{"甲甲甲甲甲甲", "乙乙乙乙乙", "丙丙丙丙丙", "丁丁丁丁"}
	got := strings.Join(BreakTitle(strings.Join(keep, ""), keep, 100), "|")
	if want := "甲甲甲甲甲甲|乙乙乙乙乙丙丙丙丙丙|丁丁丁丁"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzBreakTitle: lines hold the title and nothing else, none is too long
// while it could be shorter, none is empty, and no name, year or word is cut.
func FuzzBreakTitle(f *testing.F) {
	f.Add("云川市财政局2024年政府信息公开工作年度报告", "云川市财政局", 201)
	f.Add("云川市人民政府办公室关于报送2024年政府信息公开工作年度报告的函", "", 100)
	f.Add("  a b（（（，，，", "a", 20)
	f.Fuzz(func(t *testing.T, title, name string, max int) {
		if len(title) > 400 || max > 500 || !utf8.ValidString(title) || !utf8.ValidString(name) {
			return
		}
		lines := BreakTitle(title, []string{name}, max)
		if got := strings.Join(lines, ""); noSpace(got) != noSpace(title) {
			t.Fatalf("%q became %q", title, lines)
		}
		if len(lines) < 2 {
			return
		}
		for _, l := range lines {
			w := 0
			for _, r := range l {
				w += tenths(r)
			}
			if w > max {
				t.Fatalf("%q is longer than %d tenths", l, max)
			}
		}
		for _, word := range []string{name, "年度报告", "信息公开"} {
			if word != "" && 5*halves(word) <= max && noSpace(word) == word &&
				strings.Count(title, word) > strings.Count(strings.Join(lines, "|"), word) && !overlaps(title, word, name) {
				t.Fatalf("%q is cut in %q", word, lines)
			}
		}
	})
}

func noSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// overlaps: words that share characters with the name may have been cut for
// its sake.
func overlaps(title, word, name string) bool { return word != name && strings.Contains(title, name) }

func TestSignatureIndent(t *testing.T) {
	for _, c := range []struct {
		signature, date string
		want            int
	}{
		{"云川市档案局", "2025年1月20日", 425},                   // 6 and 6½ characters
		{"云川市人民政府办公室", "2025年1月20日", 225},               // 10
		{"某某自治区云川市东山县口岸互市贸易区管理委员会办公室", "2025年1月20日", 0}, // 25: ends at the edge
	} {
		if got := SignatureIndent(c.signature, c.date, 4); got != c.want {
			t.Errorf("%s: %d, want %d", c.signature, got, c.want)
		}
	}
}
