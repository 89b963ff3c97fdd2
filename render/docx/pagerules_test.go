package docx_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// The type area and the page of GB/T 9704, in points.
const (
	left, right  = 28 * mm, (210 - 26) * mm
	top, foot    = 37 * mm, (37 + 225) * mm
	pitch, mm    = 28.95, 72 / 25.4
	oneCharacter = 14.0 // of the page number
)

// fullPages: a full page has 22 lines, a full line 28 characters, and the
// lines fill the type area.
func fullPages(t *testing.T, pages [][]line) {
	if len(pages) != 5 { // the indent pushes two characters on; they take a line with them
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range pages[:3] {
		lines := page[:len(page)-1] // less the page number
		if len(lines) != 22 {
			t.Fatalf("page %d has %d lines", i+1, len(lines))
		}
		for k, l := range lines {
			want := 28
			if i == 0 && k == 0 {
				want = 26
			}
			if l.chars() != want {
				t.Errorf("page %d, line %d has %d characters", i+1, k+1, l.chars())
			}
			if l.XMax > right+1 || l.XMax < right-2 || k > 0 && math.Abs(l.XMin-left) > 1 {
				t.Errorf("page %d, line %d runs from %.1f to %.1f", i+1, k+1, l.XMin, l.XMax)
			}
		}
		if lines[0].YMin < top || lines[21].YMax > foot+1 {
			t.Errorf("page %d runs from %.1f to %.1f", i+1, lines[0].YMin, lines[21].YMax)
		}
	}
}

// pageNumbers: odd ones to the right, even ones to the left, one character in,
// and below the type area.
func pageNumbers(t *testing.T, pages [][]line) {
	for i, page := range pages {
		n := page[len(page)-1]
		if n.text != fmt.Sprintf("—%d—", i+1) {
			t.Errorf("page %d ends with %q", i+1, n.text)
		}
		gap := right - n.XMax
		if i%2 == 1 {
			gap = n.XMin - left
		}
		if math.Abs(gap-oneCharacter) > 1 {
			t.Errorf("page %d: number is %.1f pt from the edge", i+1, gap)
		}
		if middle := (n.YMin + n.YMax) / 2; middle < foot+5*mm || middle > foot+9*mm {
			t.Errorf("page %d: number is %.1f mm below the type area", i+1, (middle-foot)/mm)
		}
	}
}

// headerRows: each page of a long table begins with its header row.
func headerRows(t *testing.T, pages [][]line) {
	if len(pages) < 5 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range pages {
		if page[0].text != "项目名称件数" {
			t.Errorf("page %d begins with %q", i+1, page[0].text)
		}
	}
}

// sameText: LibreOffice shows every character of our PDF, and no others.
func sameText(t *testing.T, got, want [][]line) {
	letters := func(pages [][]line) string {
		var all []rune
		for _, page := range pages {
			for _, l := range page {
				all = append(all, []rune(l.text)...)
			}
		}
		slices.Sort(all)
		return string(all)
	}
	a, b := letters(got), letters(want)
	if a != b {
		t.Errorf("characters differ:\n%s\n%s", a, b)
	}
}

func sameTitle(t *testing.T, got, want []line) {
	for i := range 2 {
		if got[i].text != want[i].text {
			t.Errorf("title line %d is %q, in our PDF %q", i+1, got[i].text, want[i].text)
		}
	}
}

// wholeTable: table three is on one page, its heading above it.
func wholeTable(t *testing.T, pages [][]line) {
	for i, page := range pages {
		var all strings.Builder
		for _, l := range page {
			all.WriteString(l.text)
		}
		if !strings.Contains(all.String(), "一、本年新收政府信息公开申请数量") {
			continue
		}
		for _, s := range []string{"三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理", "（七）总计"} {
			if !strings.Contains(all.String(), s) {
				t.Errorf("page %d has the head of table three, but not %s", i+1, s)
			}
		}
		return
	}
	t.Error("no table three")
}

// onGrid: text below table four stands where the page's grid has a line.
func onGrid(t *testing.T, pages [][]line) {
	for _, page := range pages {
		at := slices.IndexFunc(page, func(l line) bool { return strings.HasPrefix(l.text, "四、政府信息公开行政复议") })
		below := slices.IndexFunc(page, func(l line) bool { return strings.HasPrefix(l.text, "五、存在的主要问题") })
		if at < 0 || below < 0 {
			continue
		}
		lines := (page[below].YMin - page[at].YMin) / pitch
		if math.Abs(lines-math.Round(lines)) > 0.15 {
			t.Errorf("text goes on %.2f lines below the heading of table four", lines)
		}
		return
	}
	t.Error("no heading after table four on its page")
}
