package workbook

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"nianbao/schema"
	"nianbao/schema/form"
)

var agency = schema.Agency{Name: "某某市财政局", Code: "000014349"}

func made(t *testing.T, f *form.Form, last *schema.Report) []byte {
	t.Helper()
	data, err := Make(f, f.From, agency, last)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// typed returns the workbook after edit has typed into it.
func typed(t *testing.T, data []byte, edit func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	edit(f)
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// fill types a number into every open cell of the table sheets.
func fill(t *testing.T, fm *form.Form, f *excelize.File) map[form.Address]string {
	t.Helper()
	want := map[form.Address]string{}
	n := 1
	for i := range fm.Tables {
		table := &fm.Tables[i]
		g := table.Grid()
		rows := table.Rows()
		for _, c := range g.Cells {
			if c.Role != form.Data {
				continue
			}
			band := bandOf(table, c.FormRow)
			at := cellName(c.Col+1, top+c.Row)
			if formula, _ := f.GetCellFormula(sheetName(table), at); formula != "" {
				continue
			}
			n++
			if err := f.SetCellValue(sheetName(table), at, n); err != nil {
				t.Fatal(err)
			}
			want[form.Address{Table: table.Key, Row: rows[c.FormRow].Key, Column: band.Columns[c.FormColumn].Key}] = decimal.NewFromInt(int64(n)).String()
		}
	}
	return want
}

func check(t *testing.T, r *schema.Report, want map[form.Address]string) {
	t.Helper()
	for a, text := range want {
		if got := r.Table(a.Table).Row(a.Row).Cell(a.Column).Text; got != text {
			t.Errorf("%s is %q, want %s", a, got, text)
		}
	}
}

func TestFilledComesBack(t *testing.T) {
	for _, f := range form.All() {
		var want map[form.Address]string
		data := typed(t, made(t, f, nil), func(x *excelize.File) {
			want = fill(t, f, x)
			x.SetCellValue(proseSheet, "B4", "2025-1-20")
			x.SetCellValue(proseSheet, "B6", "第一段。\n第二段。")
		})
		r, doubts, err := Read(data, form.All())
		if err != nil {
			t.Fatal(err)
		}
		check(t, r, want)
		if r.Form.ID != f.ID || r.Agency != agency || r.Year != f.From || r.Date.Format("2006-01-02") != "2025-01-20" {
			t.Errorf("%s %+v %d %v", r.Form.ID, r.Agency, r.Year, r.Date)
		}
		if r.Text["overview"] != "第一段。\n\n第二段。" {
			t.Errorf("%q", r.Text["overview"])
		}
		for _, d := range doubts {
			if !strings.Contains(d.Message, "没有找到这一部分的正文") {
				t.Error(d)
			}
		}
		// Totals were worked out, though no program opened the file.
		total := r.Table("applications").Row("received").Cell("total")
		sum := decimal.Zero
		for _, c := range r.Table("applications").Row("received").Cells[:6] {
			sum = sum.Add(c.Value)
		}
		if !total.Value.Equal(sum) {
			t.Errorf("total %s, want %s", total.Text, sum)
		}
	}
}

func TestTypedOverByPeople(t *testing.T) {
	f := form.Find("2021")
	data := typed(t, made(t, f, nil), func(x *excelize.File) {
		fill(t, f, x)
		x.SetCellValue("表三", "D6", "/")
		x.SetCellValue("表三", "E6", "１２")
		x.SetCellValue("表三", "F6", "12件")
		x.SetCellValue("表三", "G6", "七")
		x.SetCellValue("表三", "H6", "见附件")
		x.SetCellValue("表二", "B5", 22)
		x.AddComment("表二", excelize.Comment{Cell: "B5", Author: "张三", Text: "其中修订16件"})
		x.SetCellValue("表二", "B17", 18.870999999999999)
	})
	r, doubts, err := Read(data, form.All())
	if err != nil {
		t.Fatal(err)
	}
	row := r.Table("applications").Row("received")
	for i, want := range []string{"0", "12", "12", "7", ""} {
		if row.Cells[i].Text != want {
			t.Errorf("cell %d is %q, want %q", i, row.Cells[i].Text, want)
		}
	}
	var told []string
	for _, d := range doubts {
		if strings.HasPrefix(d.Where, "表三") {
			told = append(told, d.String())
		}
	}
	if len(told) < 5 {
		t.Errorf("told only of %q", told)
	}
	if c := r.Table("disclosure").Row("regulations").Cells[0]; c.Text != "22" || c.Note != "其中修订16件" {
		t.Errorf("note: %+v", c)
	}
}

func TestMovedAndInsertedRows(t *testing.T) {
	f := form.Find("2021")
	var want map[form.Address]string
	data := typed(t, made(t, f, nil), func(x *excelize.File) {
		want = fill(t, f, x)
		if err := x.InsertRows("表三", 7, 1); err != nil {
			t.Fatal(err)
		}
		x.SetCellValue("表三", "A7", "其中：网上申请")
		x.SetCellValue("表三", "D7", 3)
	})
	r, doubts, err := Read(data, form.All())
	if err != nil {
		t.Fatal(err)
	}
	check(t, r, want)
	if !strings.Contains(strings.Join(texts(doubts), "\n"), "表式里没有这一行") {
		t.Error(doubts)
	}
}

func texts[T interface{ String() string }](list []T) []string {
	var s []string
	for _, v := range list {
		s = append(s, v.String())
	}
	return s
}

func TestSameBytes(t *testing.T) {
	f := form.Find("2021")
	if !bytes.Equal(made(t, f, nil), made(t, f, nil)) {
		t.Error("two workbooks of the same agency differ")
	}
}

func TestLastYearIsFilledIn(t *testing.T) {
	f := form.Find("2021")
	last := &schema.Report{Form: f}
	for i := range f.Tables {
		table := schema.Table{Form: &f.Tables[i]}
		for b := range f.Tables[i].Bands {
			band := &f.Tables[i].Bands[b]
			for k := range band.Rows {
				row := schema.Row{Form: &band.Rows[k], Band: band}
				for c := range band.Columns {
					row.Cells = append(row.Cells, schema.Cell{Value: decimal.NewFromInt(int64(c + 5)), Given: true})
				}
				table.Rows = append(table.Rows, row)
			}
		}
		last.Tables = append(last.Tables, table)
	}
	x, err := excelize.OpenReader(bytes.NewReader(made(t, f, last)))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if v, _ := x.GetCellValue("表三", "D7"); v != "5" {
		t.Errorf("上年结转 is %q", v)
	}
	r, _, err := Read(made(t, f, last), form.All())
	if err != nil || r.Table("applications").Row("carried_in").Cells[1].Text != "6" || r.Table("applications").Row("carried_in").Cells[1].Note != "" {
		t.Error("did not come back", err)
	}
}

func TestForeignFiles(t *testing.T) {
	for name, data := range map[string][]byte{"xls": []byte("\xd0\xcf\x11\xe0abc"), "text": []byte("a,b"), "zip": []byte("PK\x03\x04")} {
		if _, _, err := Read(data, form.All()); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	if _, _, err := Read([]byte("\xd0\xcf\x11\xe0abc"), form.All()); !strings.Contains(err.Error(), "另存为 .xlsx") {
		t.Error(err)
	}
}

// TestLibreOffice lets another program work the formulas out: nothing red in
// a form that agrees, the difference where it does not; locked cells stay.
func TestLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") == "" {
			t.Skip("skipped, because there is no soffice")
		}
		t.Fatal(err)
	}
	f := form.Find("2021")
	dir := t.TempDir()
	write := func(name string, edit func(x *excelize.File)) {
		if err := os.WriteFile(filepath.Join(dir, name), typed(t, made(t, f, nil), edit), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("good.xlsx", func(x *excelize.File) {
		x.SetCellValue("表三", "D6", 12) // received
		x.SetCellValue("表三", "D8", 12) // granted
	})
	write("bad.xlsx", func(x *excelize.File) {
		x.SetCellValue("表三", "D6", 12)
		x.SetCellValue("表三", "D8", 10)
	})
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir+"/out", "good.xlsx", "bad.xlsx")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, want := range map[string]string{"good.xlsx": "", "bad.xlsx": "T3-BAL 差 2"} {
		x, err := excelize.OpenFile(filepath.Join(dir, "out", name))
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		rows, err := x.GetRows("表三")
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, row := range rows {
			all += strings.Join(row, "|") + "\n"
		}
		if want == "" && strings.Contains(all, " 差 ") || !strings.Contains(all, want) {
			t.Errorf("%s:\n%s", name, all)
		}
		if v, _ := x.GetCellValue("表三", "J6"); v != "12" {
			t.Errorf("%s: total of 一 is %q", name, v)
		}
		protection, err := x.GetSheetProtection("表三")
		if err != nil || !protection.SelectUnlockedCells {
			t.Errorf("%s lost its protection: %+v %v", name, protection, err)
		}
		r, _, err := Read(mustRead(t, filepath.Join(dir, "out", name)), form.All())
		if err != nil || r.Table("applications").Row("received").Cell("total").Text != "12" {
			t.Errorf("%s did not read back: %v", name, err)
		}
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
