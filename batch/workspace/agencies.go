package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"nianbao/batch/disk"
	"nianbao/schema/source"
)

// Agency is one office that has to report.
type Agency struct {
	Code   string // unified code, area code or the office's own; may be ""
	Name   string
	Short  string
	Level  string // 市级, 县级 … as the office writes it
	Parent string // code, name, short name or place of the agency above, "" = none
	Fonds  string // 全宗号
	// Vertical (垂直管理: 税务, 海关, 气象 …) is an office that ministries lead.
	// It publishes a report of its own, owes the area none and is not part of
	// the area's sums.
	Vertical bool
}

// File is the base name of the agency's report: its code, else its name.
func (a *Agency) File() string {
	stem := disk.Name(a.Code)
	if stem == "" {
		stem = disk.Name(a.Name)
	}
	return stem + ".toml"
}

// Bounds of a list of agencies; hostile files stop here.
const (
	maxAgencies = 100_000
	maxList     = 64 << 20 // bytes of a list, an XLSX unpacked
)

// headers are the column names understood in a list of agencies.
var headers = map[string][]string{
	"code":     {"code", "代码", "机构代码", "单位代码", "机关代码", "编码", "统一社会信用代码"},
	"name":     {"name", "名称", "机构名称", "单位名称", "机关名称", "单位", "机关", "全称"},
	"short":    {"short", "简称", "单位简称", "机构简称", "机关简称"},
	"level":    {"level", "级别", "层级"},
	"parent":   {"parent", "上级", "上级单位", "上级机关", "上级机构", "上级代码", "主管部门", "主管单位"},
	"fonds":    {"fonds", "全宗号", "全宗"},
	"vertical": {"vertical", "垂直管理", "是否垂直管理", "垂管", "是否垂管", "垂直", "垂管单位"},
}

// yes and no are what may stand in the column 垂直管理.
var (
	yes = []string{"是", "垂直", "垂管", "垂直管理", "1", "true", "yes", "y", "√", "✓", "✔"}
	no  = []string{"", "否", "不是", "0", "false", "no", "n", "×", "✗", "无", "-", "—"}
)

// CodeList is the code of what is worth a look in a list of agencies.
const CodeList = "WS-LIST"

// ReadAgencies reads a list of agencies from a .csv (UTF-8, UTF-16 or GBK),
// .xlsx or .toml file. The first row of a table names the columns, in English
// or Chinese; only the name is needed. The findings are errors in TOML, and
// what looks wrong in a list that can be taken.
func ReadAgencies(path string) ([]Agency, source.List, error) {
	list, found, err := read(path)
	if err != nil || found.Count(source.Error) > 0 {
		return nil, found, err
	}
	for _, doubt := range doubts(list) {
		found = append(found, hint(path, doubt))
	}
	return list, found, nil
}

func hint(path, message string) source.Finding {
	return source.Finding{Severity: source.Info, Code: CodeList, Place: source.Place{File: path}, Message: message}
}

func read(path string) ([]Agency, source.List, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".toml":
		return readTOML(path)
	case ".xlsx", ".xlsm":
		rows, err := readXLSX(path)
		return fromRows(path, rows, err)
	case ".csv", ".txt", ".tsv":
		rows, err := readCSV(path)
		return fromRows(path, rows, err)
	case ".xls", ".et":
		return nil, nil, disk.ReadError(path, disk.Reason("是旧式表格，请在 Excel 或 WPS 里另存为 .xlsx"))
	}
	return nil, nil, disk.ReadError(path, disk.Reason("名单要是 .csv、.xlsx 或 .toml 文件"))
}

// fromRows makes agencies of the rows of a table.
func fromRows(path string, rows [][]string, err error) ([]Agency, source.List, error) {
	if err != nil {
		return nil, nil, err
	}
	head, columns := findHeader(rows)
	if columns == nil {
		return nil, nil, disk.ReadError(path, disk.Reason("没有找到表头；第一行要写列名，至少有“名称”（name），还可以有代码、简称、级别、上级、全宗号、垂直管理"))
	}
	var list []Agency
	var lines []int
	for i, row := range rows[head+1:] {
		at := func(key string) string {
			if c, ok := columns[key]; ok && c < len(row) {
				return tidy(row[c])
			}
			return ""
		}
		a := Agency{Code: at("code"), Name: at("name"), Short: at("short"), Level: at("level"), Parent: at("parent"), Fonds: at("fonds")}
		mark := strings.ToLower(at("vertical"))
		if a == (Agency{}) {
			continue
		}
		if a.Name == "" {
			return nil, nil, disk.ReadError(path, disk.Reason("第 %d 行没有名称", head+i+2))
		}
		if a.Vertical = slices.Contains(yes, mark); !a.Vertical && !slices.Contains(no, mark) {
			return nil, nil, disk.ReadError(path, disk.Reason("第 %d 行的“垂直管理”写着“%s”，应写“是”，或空着", head+i+2, mark))
		}
		list, lines = append(list, a), append(lines, head+i+2)
	}
	if err := checkAgencies(list, lines); err != nil {
		return nil, nil, disk.ReadError(path, err)
	}
	var found source.List
	if ignored := unread(rows[head], columns); ignored != "" {
		found = append(found, hint(path, "没有用到的列："+ignored))
	}
	return list, found, nil
}

// tidy is the text of a cell without what the eye does not see: line breaks,
// blanks at the ends, characters without width.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// findHeader finds the row that names the columns among the first ten: some
// lists have a title above.
func findHeader(rows [][]string) (row int, columns map[string]int) {
	for i := range min(len(rows), 10) {
		columns := map[string]int{}
		for c, text := range rows[i] {
			text = heading(text)
			for key, names := range headers {
				if _, taken := columns[key]; !taken && slices.Contains(names, text) {
					columns[key] = c
				}
			}
		}
		if _, ok := columns["name"]; ok {
			return i, columns
		}
	}
	return 0, nil
}

// heading is a column's name as it is compared.
func heading(s string) string { return strings.ToLower(strings.Join(strings.Fields(tidy(s)), "")) }

// unread names the columns that mean nothing to the program.
func unread(head []string, columns map[string]int) string {
	used := map[int]bool{}
	for _, c := range columns {
		used[c] = true
	}
	var names []string
	for c, text := range head {
		if text = heading(text); text != "" && text != "序号" && !used[c] {
			names = append(names, text)
		}
	}
	return strings.Join(names, "、")
}

// checkAgencies refuses lists in which two agencies would share a file. lines
// are the agencies' rows in their table, nil for TOML.
func checkAgencies(list []Agency, lines []int) error {
	switch {
	case len(list) == 0:
		return disk.Reason("名单是空的")
	case len(list) > maxAgencies:
		return disk.Reason("超过 %d 家", maxAgencies)
	}
	place := func(i int) string {
		if lines == nil {
			return ""
		}
		return fmt.Sprintf("第 %d 行的", lines[i])
	}
	names, files := map[string]int{}, map[string]int{}
	for i := range list {
		a := &list[i]
		if other, twice := names[a.Name]; twice {
			return disk.Reason("“%s”列了两次：%s和%s", a.Name, orders(other, lines), orders(i, lines))
		}
		names[a.Name] = i
		file := disk.Fold(a.File())
		if other, ok := files[file]; ok {
			why := "代码相同"
			if a.Code == "" || a.Code != list[other].Code {
				why = "代码或名称作文件名时分不开"
			}
			return disk.Reason("%s“%s”和%s“%s”%s，报告会用同一个文件名 %s；请改其中一个的代码",
				place(other), list[other].Name, place(i), a.Name, why, a.File())
		}
		files[file] = i
	}
	return nil
}

// orders is where an agency stands in its list.
func orders(i int, lines []int) string {
	if lines == nil {
		return fmt.Sprintf("第 %d 家", i+1)
	}
	return fmt.Sprintf("第 %d 行", lines[i])
}
