package schema

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/shopspring/decimal"

	"nianbao/schema/align"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// filled is a report in which every cell holds another number.
func filled(f *form.Form, year int) *Report {
	r := &Report{Form: f, Year: year, Scope: Office, Agency: Agency{Name: "某某市财政局", Code: "000014349"}, Text: map[string]string{}}
	n := int64(0)
	for i := range f.Tables {
		r.Tables = append(r.Tables, blankTable(&f.Tables[i]))
		for j := range r.Tables[i].Rows {
			for k := range r.Tables[i].Rows[j].Cells {
				n++
				value := decimal.NewFromInt(n)
				r.Tables[i].Rows[j].Cells[k] = Cell{Value: value, Text: value.String(), Given: true}
			}
		}
	}
	return r
}

func TestSkeletonNamesEveryRow(t *testing.T) {
	for _, f := range form.All() {
		text := string(Skeleton(f, f.From, Agency{Name: `某“局”\"`}, nil))
		var v map[string]any
		if _, err := toml.Decode(text, &v); err != nil {
			t.Fatalf("%s: %v\n%s", f.ID, err, text)
		}
		if v["agency"].(map[string]any)["name"] != `某“局”\"` {
			t.Errorf("name is %q", v["agency"])
		}
		for i := range f.Tables {
			for _, row := range f.Tables[i].Rows() {
				label := strings.Join(row.Path, " / ")
				if !strings.Contains(text, row.Key) || !strings.Contains(text, label) {
					t.Errorf("%s: row %s or its label %s is missing", f.ID, row.Key, label)
				}
			}
		}
		tidy, err := align.Format([]byte(text), nil)
		if err != nil || string(tidy) != text {
			t.Errorf("%s: not tidy: %v", f.ID, err)
		}
	}
}

// TestSkeletonFilled: the fresh skeleton is found blank row by row; filled in
// it has no errors.
func TestSkeletonFilled(t *testing.T) {
	for _, f := range form.All() {
		text := string(Skeleton(f, f.From, Agency{Name: "某某市财政局"}, nil))
		_, list := Load(&source.File{Name: "new.toml", Data: []byte(text)}, form.All())
		for i := range f.Tables {
			for _, row := range f.Tables[i].Rows() {
				named := 0
				for _, finding := range list {
					if finding.Origin.Path.String() == f.Tables[i].Key+"."+row.Key {
						named++
					}
				}
				if want := 1; len(row.Sum) == 0 && named != want {
					t.Errorf("%s: %s.%s is named %d times", f.ID, f.Tables[i].Key, row.Key, named)
				}
			}
		}
		var lines []string
		for _, line := range strings.Split(text, "\n") {
			key, rest, isRow := strings.Cut(line, " = [ ]")
			if isRow && !strings.HasPrefix(line, "#") {
				for i := range f.Tables {
					if row := f.Tables[i].Row(strings.TrimSpace(key)); row != nil {
						n := len(bandOf(&f.Tables[i], row).Columns)
						line = key + " = [ " + strings.TrimSuffix(strings.Repeat("0, ", n), ", ") + " ]" + rest
						if row.Key == "fees" && n == 1 {
							line = key + ` = [ "0.00" ]`
						}
					}
				}
			}
			lines = append(lines, line)
		}
		r, list := Load(&source.File{Name: "new.toml", Data: []byte(strings.Join(lines, "\n"))}, form.All())
		list = append(list, Check(r, nil)...)
		for _, finding := range append(list, Compare(r, nil)...) {
			if finding.Severity == source.Error {
				t.Errorf("%s filled in: %s %s", f.ID, finding.Code, finding.Message)
			}
		}
	}
}

func TestSkeletonFromLastYear(t *testing.T) {
	f := form.Find("2021")
	last := filled(f, 2023)
	last.Headings = map[string]string{"reviews": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"}
	last.Text["preamble"] = "统计期限自2023年1月1日起至2023年12月31日止。《条例》2019年5月15日起施行。"
	last.Text["overview"] = "总体情况"
	text := string(Skeleton(f, 2024, Agency{}, last))
	var v map[string]any
	if _, err := toml.Decode(text, &v); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	carried := v["applications"].(map[string]any)["carried_in"].([]any)
	out := last.Table("applications").Row("carried_out")
	for i := range out.Cells {
		if len(carried) != len(out.Cells) || carried[i] != out.Cells[i].Int() {
			t.Fatalf("carried_in is %v", carried)
		}
	}
	if received := v["applications"].(map[string]any)["received"]; len(received.([]any)) != 0 {
		t.Errorf("received is %v", received)
	}
	prose := v["text"].(map[string]any)
	if got := prose["preamble"]; got != "统计期限自2024年1月1日起至2024年12月31日止。《条例》2019年5月15日起施行。\n" {
		t.Errorf("preamble is %q", got)
	}
	if prose["overview"] != "" {
		t.Errorf("overview is %q", prose["overview"])
	}
	stock := last.Table("disclosure").Row("documents").Cell("in_force").Text
	for _, want := range []string{"上年现行有效件数 " + stock, "抄自 2023 年的报告", `code = "000014349"`, `headings = { reviews = "四、因`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

func TestSkeletonFromOtherForm(t *testing.T) {
	last := filled(form.Find("2019"), 2020)
	text := string(Skeleton(form.Find("2021"), 2021, Agency{}, last))
	var v map[string]any
	if _, err := toml.Decode(text, &v); err != nil {
		t.Fatal(err)
	}
	if got := v["applications"].(map[string]any)["carried_in"].([]any); len(got) != 7 {
		t.Errorf("carried_in is %v", got)
	}
	if strings.Contains(text, "result.other =") {
		t.Error("a row of the old form")
	}
}

func TestEncode(t *testing.T) {
	for _, f := range form.All() {
		r := filled(f, f.From)
		r.Text["overview"] = "一段。\n\n又一段，'''带引号'''。"
		r.Accept = map[string]string{"Y-STOCK": "清理"}
		r.Tables[0].Note = "注：含上年。"
		r.Tables[0].Rows[0].Cells[0].Note = "其中修订16件"
		first := Encode(r)
		var v map[string]any
		if _, err := toml.Decode(string(first), &v); err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		n := 0
		for i := range f.Tables {
			for _, row := range f.Tables[i].Rows() {
				var at any = v[f.Tables[i].Key]
				for _, key := range strings.Split(row.Key, ".") {
					at = at.(map[string]any)[key]
				}
				for _, cell := range at.([]any) {
					n++
					if table, ok := cell.(map[string]any); ok {
						cell = table["value"]
					}
					if fmt.Sprint(cell) != fmt.Sprint(n) {
						t.Fatalf("%s %s: %v, want %d", f.ID, row.Key, cell, n)
					}
				}
			}
		}
		if got := v["text"].(map[string]any)["overview"]; got != r.Text["overview"] {
			t.Errorf("overview is %q", got)
		}
		if !bytes.Equal(first, Encode(r)) {
			t.Error("not the same bytes twice")
		}
		if got := v["accept"]; !reflect.DeepEqual(got, map[string]any{"Y-STOCK": "清理"}) {
			t.Errorf("accept is %v", got)
		}
	}
}

func FuzzQuote(f *testing.F) {
	f.Add("a\"b\\c\n\t\x00\x7f'''")
	f.Fuzz(func(t *testing.T, s string) {
		for _, text := range []string{source.Quote(s), tomlText(s)} {
			var v map[string]string
			if _, err := toml.Decode("v = "+text+"\n", &v); err != nil {
				t.Fatalf("%v: %s", err, text)
			}
			if got, want := strings.TrimSuffix(v["v"], "\n"), strings.TrimSuffix(strings.ToValidUTF8(s, "�"), "\n"); got != want {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	})
}
