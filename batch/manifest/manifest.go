// Package manifest is the account of a folder of documents: which report each
// file was made from, its size, digests and pages, and what was found wrong.
//
// A run appends to a journal while it works, so that a killed run loses
// nothing, and writes the manifest whole at its end (manifest.json and, for
// Excel, manifest.csv). Runs on several machines write one manifest each
// (manifest-1-of-3.json); Open joins them. The text is the same on every run
// over the same input: it holds no time and no path of the machine.
package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strconv"
	"strings"

	"nianbao/batch/disk"
)

// Manifest is the account of one folder, but for its entries: they stay on the
// disk (Line), for there are as many as the area has agencies.
type Manifest struct {
	V       int    `json:"v"`    // 1
	Type    string `json:"type"` // "manifest"
	Program string `json:"program"`
	Shard   string `json:"shard,omitempty"` // "1/3": only this part of the agencies
}

// Status of a report in a manifest.
type Status string

// A report is Built when all its files stand; else it Failed.
const (
	Built  Status = "built"
	Failed Status = "failed"
)

// Entry is the account of one report.
type Entry struct {
	Report string `json:"report"` // name of its documents, without extension
	Agency string `json:"agency,omitempty"`
	Code   string `json:"code,omitempty"`
	Year   int    `json:"year,omitempty"`
	Source string `json:"source"` // base name of the TOML file
	// SourceSHA256 is the digest of the TOML file that the documents, or the
	// findings, are from.
	SourceSHA256 string `json:"source_sha256,omitempty"`
	Status       Status `json:"status"`
	Message      string `json:"message,omitempty"` // why it failed
	Errors       int    `json:"errors"`
	Warnings     int    `json:"warnings"`
	// Inputs is the SHA-256 over all that the documents depend on except
	// pictures and last year's report: TOML, form, style, fonts, program, options.
	Inputs   string    `json:"inputs,omitempty"`
	Pictures []Picture `json:"pictures,omitempty"`
	Last     string    `json:"last,omitempty"` // identifies last year's report it was checked against
	Files    []File    `json:"files,omitempty"`
}

// Picture is a picture file that a report's prose shows.
type Picture struct {
	Path   string `json:"path"` // as the prose names it, from the TOML file's folder
	SHA256 string `json:"sha256"`
}

// File is one document. Path is relative to the manifest, with slashes.
type File struct {
	Path   string `json:"path"`
	Format string `json:"format"` // docx, pdf
	Bytes  int64  `json:"bytes"`
	Pages  int    `json:"pages,omitempty"` // 0: not known (a DOCX is paged by its reader)
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
}

// Write writes the manifest with its entries, in the order of their reports, to
// path, and a list for Excel beside it under the same name with .csv. With an
// error among the entries both stay as they were. The files that entries come
// from may be path itself: it is replaced after the last one.
func (m *Manifest) Write(path string, entries iter.Seq2[Entry, error]) error {
	return disk.WriteWith(CSVPath(path), func(list io.Writer) error {
		return disk.WriteWith(path, func(main io.Writer) error { return m.write(main, list, entries) })
	})
}

func (m *Manifest) write(main, list io.Writer, entries iter.Seq2[Entry, error]) error {
	m.V, m.Type = 1, "manifest"
	head, err := json.Marshal(m)
	if err != nil {
		return err
	}
	fmt.Fprintf(main, `%s,"reports":[`, bytes.TrimSuffix(head, []byte("}")))
	io.WriteString(list, mark)
	table := csv.NewWriter(list)
	table.UseCRLF = true
	table.Write(columns)
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	separator := "\n"
	// One report a line: people can search it, and tools can compare it.
	for e, err := range entries {
		if err != nil {
			return err
		}
		line.Reset()
		if err := enc.Encode(e); err != nil {
			return err
		}
		io.WriteString(main, separator)
		main.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
		separator = ",\n"
		for _, row := range e.rows() {
			table.Write(row)
		}
	}
	io.WriteString(main, "\n]}\n")
	table.Flush()
	return table.Error()
}

// CSVPath is where the list for Excel stands beside the manifest at path.
func CSVPath(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".csv"
}

// mark is the byte order mark, without which Excel takes the list for GBK.
const mark = "\ufeff"

// columns are those of the list for Excel.
var columns = []string{"机关", "代码", "年度", "状态", "文件", "格式", "页数", "字节", "SHA-256", "SM3", "错误", "警告", "说明"}

// rows are those of a report in the list for Excel: one a file, one for a
// report without.
func (e *Entry) rows() [][]string {
	state := "已生成"
	if e.Status != Built {
		state = "未生成"
	}
	files := e.Files
	if len(files) == 0 {
		files = []File{{Path: e.Report}}
	}
	var all [][]string
	for _, f := range files {
		year, pages := "", ""
		if e.Year > 0 {
			year = strconv.Itoa(e.Year)
		}
		if f.Pages > 0 {
			pages = strconv.Itoa(f.Pages)
		}
		all = append(all, []string{cell(e.Agency), cell(e.Code), year, state, cell(f.Path), f.Format, pages,
			strconv.FormatInt(f.Bytes, 10), f.SHA256, f.SM3, strconv.Itoa(e.Errors), strconv.Itoa(e.Warnings), cell(e.Message)})
	}
	return all
}

// cell keeps Excel from taking text for a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// Shard is one part of the agencies in a run on several machines.
type Shard struct{ I, N int } // I from 1 to N; the zero Shard is the whole

// ParseShard reads "I/N". I counts from 1 to N; 0 is taken for N, so that
// schedulers that count from 0 need no arithmetic.
func ParseShard(s string) (Shard, error) {
	left, right, _ := strings.Cut(s, "/")
	i, err1 := strconv.Atoi(left)
	n, err2 := strconv.Atoi(right)
	if err1 != nil || err2 != nil || n < 1 || n > 100_000 || i < 0 || i > n {
		return Shard{}, fmt.Errorf("应是 I/N，如 1/3：N 是份数，I 从 1 到 N")
	}
	if i == 0 {
		i = n
	}
	return Shard{i, n}, nil
}

// String is "I/N", or "" for the whole.
func (s Shard) String() string {
	if s.N == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.I, s.N)
}

// File is the name of the shard's manifest: manifest.json for the whole.
func (s Shard) File() string {
	if s.N == 0 {
		return "manifest.json"
	}
	return fmt.Sprintf("manifest-%d-of-%d.json", s.I, s.N)
}

// Holds reports whether the report with the given name falls to this shard.
// Each name falls to exactly one of the N, always the same.
func (s Shard) Holds(name string) bool {
	if s.N == 0 {
		return true
	}
	sum := sha256.Sum256([]byte(name))
	return binary.BigEndian.Uint64(sum[:])%uint64(s.N) == uint64(s.I-1)
}
