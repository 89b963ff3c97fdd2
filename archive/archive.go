// Package archive writes the package in which reports are handed over to the
// records bureau (档案馆), and proves such packages.
//
// The folder's shape follows annex 2 of 《电子档案移交与接收办法》 (档发〔2012〕7号),
// identifiers follow DA/T 22-2015, metadata DA/T 46-2009, the proof DA/T
// 70-2018. The texts of these standards could not be had in full; what rests
// on second-hand accounts is marked unverified in 其他/元数据规范说明.txt.
//
//	w, err := archive.Create(dir, settings)
//	for … { id, err := w.Add(record) }
//	err = w.Close(register)
//
// The package stands under a temporary name until Close; then it is renamed.
// The same records give the same bytes.
package archive

import (
	"fmt"
	"strings"
	"time"
)

// Settings is what holds for the whole package.
type Settings struct {
	Fonds       string              // 全宗号, as the records bureau gave it: Z109
	FondsName   string              // 全宗名称, 立档单位
	Bureau      string              // 档案馆名称, may be ""
	BureauCode  string              // 档案馆代码, may be ""
	Year        int                 // 年度 of the identifiers: the year of formation
	Class       string              // 档案门类代码: WS, documents
	Department  string              // 机构（问题）代码: BGS
	Batch       int                 // 批次, from 1
	UTF8        bool                // catalogue and texts in UTF-8; default GB18030
	EEP         EEP                 // whether records are also wrapped by DA/T 48
	Program     string              // name and version, for 文档创建程序
	First       map[Period]int      // first 件号 of each period; 0 = 1
	Superseding map[string]Previous // by Record.Key: records of earlier batches
}

// Period is how long a record is kept (保管期限).
type Period string

// Periods, with the codes of DA/T 22-2015.
const (
	Permanent Period = "Y"
	Years30   Period = "D30"
	Years10   Period = "D10"
)

// Name is the period in words.
func (p Period) Name() string {
	switch p {
	case Permanent:
		return "永久"
	case Years30:
		return "30年"
	case Years10:
		return "10年"
	}
	return string(p)
}

// Record is one 件: a report with its files.
type Record struct {
	Key        string // what makes two versions of a record the same: agency code or name, and report year
	Agency     string // 责任者
	Title      string // 题名
	Date       time.Time
	ReportYear int
	Period     Period
	Pages      int
	Files      []File // the PDF first
}

// File is one computer file of a record.
type File struct {
	Ext  string // pdf, docx, toml
	Data []byte
}

// Previous is a record of an earlier batch.
type Previous struct {
	ID     string
	SHA256 string // of its PDF
}

// ID is the 档号 of item n (DA/T 22-2015, 5.6): Z109-WS·2025-Y-BGS-0001.
func (s *Settings) ID(p Period, n int) string {
	return fmt.Sprintf("%s-%s·%d-%s-%s-%04d", s.Fonds, s.Class, s.Year, p, s.Department, n)
}

// Name is the name of the package as a whole: 全宗号-年度-批次.
func (s *Settings) Name() string { return fmt.Sprintf("%s-%d-%02d", s.Fonds, s.Year, s.Batch) }

// Check returns what is wrong with the settings, as Chinese sentences.
func (s *Settings) Check() []string {
	var wrong []string
	for _, code := range []struct{ name, value string }{
		{"全宗号", s.Fonds}, {"档案门类代码", s.Class}, {"机构（问题）代码", s.Department},
	} {
		if code.value == "" || strings.ContainsFunc(code.value, func(r rune) bool {
			return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z')
		}) {
			wrong = append(wrong, fmt.Sprintf("%s“%s”应由字母和数字组成（DA/T 22-2015）", code.name, code.value))
		}
	}
	if s.FondsName == "" {
		wrong = append(wrong, "缺少全宗名称（立档单位）")
	}
	if s.Year < 1949 || s.Year > 2999 {
		wrong = append(wrong, fmt.Sprintf("年度 %d 不合理", s.Year))
	}
	if s.Batch < 1 {
		wrong = append(wrong, "批次从 1 数起")
	}
	return wrong
}
