package workspace

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"nianbao/batch/disk"
)

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
	if !strings.Contains(text, "\n") { // as Excel for the Mac writes it
		text = strings.ReplaceAll(text, "\r", "\n")
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

// decodeText takes UTF-8, with or without a byte order mark, GBK, and the
// UTF-16 of Excel's “Unicode 文本”.
func decodeText(data []byte) (string, error) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err == nil && !bytes.ContainsRune(text, utf8.RuneError) {
			return string(text), nil
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", disk.Reason("既不是 UTF-8，也不是 UTF-16 或 GBK 编码，请另存为 UTF-8")
	}
	return string(text), nil
}

// readXLSX reads the first sheet that has a list. Numbers come as Excel shows
// them, for zeros at the front of a code may be of the format's making.
func readXLSX(path string) ([][]string, error) {
	data, err := disk.Read(path, maxList)
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxList, UnzipXMLSizeLimit: maxList,
	})
	if err != nil {
		return nil, disk.ReadError(path, disk.Reason("不是完好的 .xlsx 文件，或有密码，或太大"))
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, disk.ReadError(path, disk.Reason("里面没有工作表"))
	}
	var first [][]string
	for i, name := range sheets {
		rows, err := readSheet(book, name)
		if err != nil {
			return nil, disk.ReadError(path, err)
		}
		if _, columns := findHeader(rows); columns != nil {
			return rows, nil
		}
		if i == 0 {
			first = rows
		}
	}
	return first, nil
}

func readSheet(book *excelize.File, name string) ([][]string, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, disk.Reason("工作表“%s”读不出来", name)
	}
	defer rows.Close()
	var all [][]string
	for rows.Next() && len(all) <= maxAgencies {
		row, err := rows.Columns()
		if err != nil {
			return nil, disk.Reason("工作表“%s”第 %d 行读不出来", name, len(all)+1)
		}
		all = append(all, row)
	}
	merged, err := book.GetMergeCells(name)
	if err != nil {
		return nil, disk.Reason("工作表“%s”的合并单元格读不出来", name)
	}
	for _, m := range merged {
		spread(all, m)
	}
	return all, nil
}

// spread gives the text of a merged cell to each of its rows: one 主管部门 for
// many offices.
func spread(rows [][]string, m excelize.MergeCell) {
	column, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
	if err != nil {
		return
	}
	_, bottom, err := excelize.CellNameToCoordinates(m.GetEndAxis())
	if err != nil {
		return
	}
	for r := top; r < bottom && r < len(rows); r++ {
		for len(rows[r]) < column {
			rows[r] = append(rows[r], "")
		}
		rows[r][column-1] = m.GetCellValue()
	}
}
