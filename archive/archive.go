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
	"strconv"
	"strings"
	"time"

	"nianbao/batch/manifest"
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
	First       map[string]int      // first 件号 of each series; 0 = 1
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
	Files      []File   // the PDF first
	Notes      []string // what the check of the report left to be looked at
}

// File is one computer file of a record.
type File struct {
	Ext  string // pdf, docx, toml
	Data []byte
}

// Previous is a record of an earlier batch.
type Previous struct {
	ID      string
	SHA256  string // of its PDF
	Source  string // SHA-256 of its TOML, "" when that was not handed over
	Program string // that made it
	Package string // name of its package
}

// NextBatch is the batch that follows those of this fonds and year that were
// handed over before.
func (s *Settings) NextBatch() int {
	next := 1
	for _, old := range s.Superseding {
		name := packageName.FindStringSubmatch(old.Package)
		if name == nil || name[1] != s.Fonds || name[2] != strconv.Itoa(s.Year) {
			continue
		}
		if n, err := strconv.Atoi(name[3]); err == nil {
			next = max(next, n+1)
		}
	}
	return next
}

// same reports whether a record is the one handed over before. Another release
// of the program writes other bytes for the same report: then the report's
// source is compared.
func (s *Settings) same(r *Record, old *Previous) bool {
	if manifest.SHA256(r.Files[0].Data) == old.SHA256 {
		return true
	}
	if old.Source == "" || old.Program == s.Program {
		return false
	}
	for _, f := range r.Files {
		if f.Ext == "toml" && manifest.SHA256(f.Data) == old.Source {
			return true
		}
	}
	return false
}

// supersedes begins the remark on a record that corrects an earlier one.
const supersedes = "更正件，代替 "

// ID is the 档号 of item n (DA/T 22-2015, 5.6): Z109-WS·2025-Y-BGS-0001.
func (s *Settings) ID(p Period, n int) string {
	return fmt.Sprintf("%s%04d", s.series(p), n)
}

// series is what the 档号 of all items of a period begin with.
func (s *Settings) series(p Period) string {
	return fmt.Sprintf("%s-%s·%d-%s-%s-", s.Fonds, s.Class, s.Year, p, s.Department)
}

// Name is the name of the package as a whole: 全宗号-年度-批次.
func (s *Settings) Name() string { return fmt.Sprintf("%s-%d-%02d", s.Fonds, s.Year, s.Batch) }

// maxCode bounds a code: the 档号 stands twice in a file's path, and Windows
// takes no path of more than 260 characters.
const maxCode = 16

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
		if len(code.value) > maxCode {
			wrong = append(wrong, fmt.Sprintf("%s“%s”太长：路径会超过 Windows 的 260 个字符", code.name, code.value))
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
	} else if next := s.NextBatch(); s.Batch < next {
		wrong = append(wrong, fmt.Sprintf("第 %d 批已经移交过，现在应是第 %d 批", s.Batch, next))
	}
	return wrong
}
