package workbook

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/intake"
)

// returned reads a workbook after edit has changed a filled one.
func returned(t *testing.T, edit func(x *excelize.File)) (*schema.Report, []intake.Doubt, map[form.Address]string) {
	t.Helper()
	f := form.Find("2021")
	var want map[form.Address]string
	data := typed(t, made(t, f, nil), func(x *excelize.File) {
		want = fill(t, f, x)
		for _, at := range []string{"B6", "B7", "B8"} {
			x.SetCellValue(proseSheet, at, "正文一段。")
		}
		edit(x)
	})
	r, doubts, err := Read(data, form.All())
	if err != nil {
		t.Fatal(err)
	}
	return r, doubts, want
}

// TestFormats: what a cell shows as a date, a percentage or a truth is no
// figure, however Excel stores it; the zeros that a format shows stay.
func TestFormats(t *testing.T) {
	r, doubts, _ := returned(t, func(x *excelize.File) {
		format := func(sheet, at string, value any, s excelize.Style) {
			id, err := x.NewStyle(&s)
			if err != nil {
				t.Fatal(err)
			}
			x.SetCellValue(sheet, at, value)
			x.SetCellStyle(sheet, at, at, id)
		}
		four, unit := "0.0000", `0"件"`
		format("表三", "D6", time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC), excelize.Style{NumFmt: 14})
		format("表三", "E6", 0.12, excelize.Style{NumFmt: 9})
		format("表三", "F6", 13612, excelize.Style{NumFmt: 3})
		format("表三", "G6", 12, excelize.Style{CustomNumFmt: &unit})
		x.SetCellValue("表三", "H6", true)
		x.SetCellValue("表三", "I6", 12.0)
		format("表二", "B16", 18.871, excelize.Style{CustomNumFmt: &four})
		format(proseSheet, "B4", time.Date(2025, 1, 20, 0, 0, 0, 0, time.UTC), excelize.Style{NumFmt: 30})
	})
	row := r.Table("applications").Row("received")
	for i, want := range []string{"", "", "13612", "12", "", "12", ""} {
		if row.Cells[i].Text != want {
			t.Errorf("cell %d is %q, want %q", i, row.Cells[i].Text, want)
		}
	}
	told := strings.Join(texts(doubts), "\n")
	for _, want := range []string{"（工作表“表三”D6）：原文为“2025-03-04”，读不出数字", "E6）：原文为“12%”", "H6）：原文为“TRUE”"} {
		if !strings.Contains(told, want) {
			t.Errorf("%s does not say %s", told, want)
		}
	}
	if fees := r.Table("disclosure").Row("fees").Cells[0]; fees.Text != "18.8710" {
		t.Errorf("fees %q", fees.Text)
	}
	if len(doubts) != 3 || r.Date.Format("2006-01-02") != "2025-01-20" {
		t.Errorf("%v %v", r.Date, doubts)
	}
}

// TestFormulas: totals count figures typed as text, which SUM passes over; a
// formula that a clerk typed is worked out.
func TestFormulas(t *testing.T) {
	r, doubts, _ := returned(t, func(x *excelize.File) {
		for _, at := range []string{"D6", "E6", "F6", "G6", "H6", "I6"} {
			x.SetCellValue("表三", at, "12")
		}
		x.SetCellValue("表三", "D7", nil)
		x.SetCellFormula("表三", "D7", "5+7")
	})
	if total := r.Table("applications").Row("received").Cell("total"); total.Text != "72" || !total.Given {
		t.Errorf("total %+v", total)
	}
	if c := r.Table("applications").Row("carried_in").Cells[0]; c.Text != "12" {
		t.Errorf("5+7 is %q", c.Text)
	}
	if len(doubts) > 0 {
		t.Error(doubts)
	}
}

// TestSheetsChanged: sheets renamed, copied, added, with a stray last row.
func TestSheetsChanged(t *testing.T) {
	r, doubts, want := returned(t, func(x *excelize.File) {
		x.SetSheetName("表三", "申请情况")
		x.SetSheetName(proseSheet, "文字")
		x.NewSheet("草稿")
		x.SetCellValue("草稿", "A1", "随便写的")
		x.SetCellValue("草稿", "B1", 5)
		copied, _ := x.NewSheet("申请情况 (2)")
		from, _ := x.GetSheetIndex("申请情况")
		x.CopySheet(from, copied)
		x.SetCellValue("表二", "A3000", "x")
		x.SetCellValue("表二", "A19", tableNote)
		x.SetCellValue("表二", "B19", "注：含转发的。")
	})
	check(t, r, want)
	told := strings.Join(texts(doubts), "\n")
	if len(doubts) != 2 || !strings.Contains(told, "工作表“申请情况 (2)”：又有一张同样的表") || !strings.Contains(told, "第 2000 行以下还有内容") {
		t.Error(told)
	}
	if r.Agency != agency || r.Text["overview"] != "正文一段。" || r.Table("disclosure").Note != "含转发的。" {
		t.Errorf("%+v %q %q", r.Agency, r.Text["overview"], r.Table("disclosure").Note)
	}
}

// TestProseSheet: text goes on in rows without a label; labels may be reworded
// a little; Markdown is not asked for.
func TestProseSheet(t *testing.T) {
	r, doubts, _ := returned(t, func(x *excelize.File) {
		x.SetCellValue(proseSheet, "B6", "　　第一段。\r\n\r\n  # 第二段\n* 第三段")
		x.InsertRows(proseSheet, 7, 1)
		x.SetCellValue(proseSheet, "B7", "接着写。")
		x.SetCellValue(proseSheet, "A8", "存在的主要问题及改进情况")
		x.SetCellValue(proseSheet, "A10", "七、附件")
		x.SetCellValue(proseSheet, "B10", "没有这一部分。")
		x.SetCellValue(proseSheet, "B3", 2025)
		x.SetCellValue(proseSheet, "B4", "年底")
	})
	if want := "第一段。\n\n\\# 第二段\n\n\\* 第三段\n\n接着写。"; r.Text["overview"] != want {
		t.Errorf("%q", r.Text["overview"])
	}
	told := strings.Join(texts(doubts), "\n")
	if r.Text["problems"] != "正文一段。" || r.Year != 2025 || len(doubts) != 2 || !strings.Contains(told, "七、附件") || !strings.Contains(told, "年底") {
		t.Errorf("%q %d %s", r.Text["problems"], r.Year, told)
	}
}

// TestComments: what people wrote, whatever program kept it.
func TestComments(t *testing.T) {
	for _, c := range []struct{ author, text, want string }{
		{"张三", "张三:\n其中修订16件", "其中修订16件"},
		{"", "其中 修订 16 件", "其中修订16件"},
		{"tc={A}", "[线程批注]\n\n你的Excel版本可读取此线程批注; 链接: https://x\n\n注释:\n    其中修订16件", "其中修订16件"},
	} {
		if got := commentText(c.text, c.author); got != c.want {
			t.Errorf("%q", got)
		}
	}
}

// TestUntouched: a form that nobody filled in is no report of zeros.
func TestUntouched(t *testing.T) {
	f := form.Find("2021")
	r, doubts, err := Read(made(t, f, nil), form.All())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range r.Tables {
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				if c.Given {
					t.Errorf("%s was taken for %s", row.Form.Key, c.Text)
				}
			}
		}
	}
	if told := strings.Join(texts(doubts), "\n"); strings.Count(told, "整张表空白") != 3 || len(doubts) != 6 {
		t.Error(told)
	}
}
