package workspace

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/batch/disk"
	"nianbao/schema/source"
)

// Agency is one office that has to report.
type Agency struct {
	Code   string // unified code, area code or the office's own; may be ""
	Name   string
	Short  string
	Level  string // 市级, 县级 … as the office writes it
	Parent string // code or name of the agency above, "" = none
	Fonds  string // 全宗号
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
	"code":   {"code", "代码", "机构代码", "单位代码", "机关代码", "编码", "统一社会信用代码"},
	"name":   {"name", "名称", "机构名称", "单位名称", "机关名称", "单位", "机关", "全称"},
	"short":  {"short", "简称", "单位简称"},
	"level":  {"level", "级别", "层级"},
	"parent": {"parent", "上级", "上级单位", "上级代码", "主管部门"},
	"fonds":  {"fonds", "全宗号", "全宗"},
}

// ReadAgencies reads a list of agencies from a .csv (UTF-8 or GBK), .xlsx or
// .toml file. The first row of a table names the columns, in English or
// Chinese; only the name is needed. The findings are on TOML only.
func ReadAgencies(path string) ([]Agency, source.List, error) {
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

func readCSV(path string) ([][]string, error) {
	data, err := disk.Read(path, maxList)
	if err != nil {
		return nil, err
	}
	if len(data) > maxList {
		return nil, disk.ReadError(path, disk.Reason("超过 %d MB", maxList>>20))
	}
	text, err := decodeText(data)
	if err != nil {
		return nil, disk.ReadError(path, err)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	first, _, _ := strings.Cut(text, "\n")
	for _, comma := range []rune{'\t', ';', '；', '，'} {
		if !strings.Contains(first, ",") && strings.ContainsRune(first, comma) {
			r.Comma = comma
		}
	}
	var rows [][]string
	for len(rows) <= maxAgencies {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			return nil, disk.ReadError(path, disk.Reason("第 %d 行的引号不成对", parse.Line))
		}
		if err != nil {
			return nil, disk.ReadError(path, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// decodeText takes UTF-8, with or without a byte order mark, and GBK.
func decodeText(data []byte) (string, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", disk.Reason("既不是 UTF-8 也不是 GBK 编码，请另存为 UTF-8")
	}
	return string(text), nil
}

// readXLSX reads the first sheet.
func readXLSX(path string) ([][]string, error) {
	data, err := disk.Read(path, maxList)
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxList, UnzipXMLSizeLimit: maxList,
	})
	if err != nil {
		return nil, disk.ReadError(path, disk.Reason("不是完好的 .xlsx 文件，或有密码，或太大"))
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, disk.ReadError(path, disk.Reason("里面没有工作表"))
	}
	rows, err := book.Rows(sheets[0])
	if err != nil {
		return nil, disk.ReadError(path, disk.Reason("第一张工作表读不出来"))
	}
	defer rows.Close()
	var all [][]string
	for rows.Next() && len(all) <= maxAgencies {
		row, err := rows.Columns()
		if err != nil {
			return nil, disk.ReadError(path, disk.Reason("第 %d 行读不出来", len(all)+1))
		}
		all = append(all, row)
	}
	return all, nil
}

// fromRows makes agencies of the rows of a table.
func fromRows(path string, rows [][]string, err error) ([]Agency, source.List, error) {
	if err != nil {
		return nil, nil, err
	}
	head, columns := findHeader(rows)
	if columns == nil {
		return nil, nil, disk.ReadError(path, disk.Reason("没有找到表头；第一行要写列名，至少有“名称”（name），还可以有代码、简称、级别、上级、全宗号"))
	}
	var list []Agency
	for i, row := range rows[head+1:] {
		at := func(key string) string {
			if c, ok := columns[key]; ok && c < len(row) {
				return strings.TrimSpace(row[c])
			}
			return ""
		}
		a := Agency{at("code"), at("name"), at("short"), at("level"), at("parent"), at("fonds")}
		if a == (Agency{}) {
			continue
		}
		if a.Name == "" {
			return nil, nil, disk.ReadError(path, disk.Reason("第 %d 行没有名称", head+i+2))
		}
		list = append(list, a)
	}
	if err := checkAgencies(list); err != nil {
		return nil, nil, disk.ReadError(path, err)
	}
	return list, nil, nil
}

// findHeader finds the row that names the columns among the first ten: some
// lists have a title above.
func findHeader(rows [][]string) (row int, columns map[string]int) {
	for i := range min(len(rows), 10) {
		columns := map[string]int{}
		for c, text := range rows[i] {
			text = strings.ToLower(strings.Join(strings.Fields(text), ""))
			for key, names := range headers {
				for _, name := range names {
					if _, taken := columns[key]; text == name && !taken {
						columns[key] = c
					}
				}
			}
		}
		if _, ok := columns["name"]; ok {
			return i, columns
		}
	}
	return 0, nil
}

// checkAgencies refuses lists in which two agencies would share a file.
func checkAgencies(list []Agency) error {
	switch {
	case len(list) == 0:
		return disk.Reason("名单是空的")
	case len(list) > maxAgencies:
		return disk.Reason("超过 %d 家", maxAgencies)
	}
	names, files := map[string]bool{}, map[string]string{}
	for i := range list {
		a := &list[i]
		if names[a.Name] {
			return disk.Reason("“%s”列了两次", a.Name)
		}
		names[a.Name] = true
		file := disk.Fold(a.File())
		if other, ok := files[file]; ok {
			return disk.Reason("“%s”和“%s”的代码相同，报告会用同一个文件名 %s", other, a.Name, a.File())
		}
		files[file] = a.Name
	}
	return nil
}

// CodeDoubt says what looks wrong with the codes of a list: Excel drops zeros
// at the front of what it takes for numbers. It is "" when nothing does.
func CodeDoubt(list []Agency) string {
	digits := map[int]string{}
	for _, a := range list {
		if a.Code != "" && strings.Trim(a.Code, "0123456789") == "" {
			digits[len(a.Code)] = a.Code
		}
	}
	if len(digits) < 2 {
		return ""
	}
	longest, shortest := 0, 1<<30
	for n := range digits {
		longest, shortest = max(longest, n), min(shortest, n)
	}
	return fmt.Sprintf("代码长短不一（如 %s 和 %s）：请核对 Excel 是否丢了前面的 0", digits[shortest], digits[longest])
}
