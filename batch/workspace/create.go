package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nianbao/batch/disk"
	"nianbao/schema/source"
)

// Create makes dir a workspace for a year: nianbao.toml with the agencies,
// and a report for each that owes one and has none yet, written by skeleton. An existing
// workspace keeps its nianbao.toml but for the year; files that are there are
// never overwritten. It returns the paths written.
func Create(w *Workspace, skeleton func(*Agency) []byte) (written []string, err error) {
	path := filepath.Join(w.Dir, FileName)
	text := w.encode()
	if old, err := disk.Read(path, maxList); err == nil {
		text = setYear(old, w.Year)
		if bytes.Equal(text, old) {
			path = ""
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if path != "" {
		if err := disk.Write(path, text); err != nil {
			return nil, err
		}
		written = append(written, path)
	}
	for i := range w.Agencies {
		a := &w.Agencies[i]
		if a.Vertical {
			continue // it fills in a report of its own
		}
		report := w.Path(w.Year, a)
		if _, err := os.Stat(report); err == nil {
			continue
		}
		if err := disk.Write(report, skeleton(a)); err != nil {
			return written, err
		}
		written = append(written, report)
	}
	return written, nil
}

var (
	yearLine     = regexp.MustCompile(`(?m)^(\s*year\s*=\s*)(\d+)`)
	deadlineLine = regexp.MustCompile(`(?m)^(\s*deadline\s*=\s*)(\d{4})`)
)

// setYear changes the year in the text of a nianbao.toml, the deadline by as
// many years, and nothing else.
func setYear(text []byte, year int) []byte {
	at := yearLine.FindSubmatchIndex(text)
	if at == nil {
		return text
	}
	old, _ := strconv.Atoi(string(text[at[4]:at[5]]))
	text = replace(text, at[4], at[5], year)
	if at := deadlineLine.FindSubmatchIndex(text); at != nil {
		due, _ := strconv.Atoi(string(text[at[4]:at[5]]))
		text = replace(text, at[4], at[5], due+year-old)
	}
	return text
}

func replace(text []byte, from, to, number int) []byte {
	return slices.Concat(text[:from], []byte(strconv.Itoa(number)), text[to:])
}

// encode writes nianbao.toml.
func (w *Workspace) encode() []byte {
	var b strings.Builder
	b.WriteString("# 一个地区的政府信息公开工作年度报告。报告在 reports/年度/ 里，每个机关一个文件。\n")
	b.WriteString("# 成文：nianbao build 本文件夹 -o 输出文件夹    进度：nianbao status 本文件夹\n\n")
	fmt.Fprintf(&b, "area     = %s\n", source.Quote(w.Area))
	fmt.Fprintf(&b, "year     = %d\n", w.Year)
	fmt.Fprintf(&b, "form     = %s\n", source.Quote(w.Form))
	fmt.Fprintf(&b, "deadline = %s    # 报送的最后一天\n", w.Deadline.Format("2006-01-02"))
	b.WriteString("# style  = \"gb9704\"      # 样式：名称，或本文件夹里的 .toml\n")
	b.WriteString("# fonts  = \"字体\"        # 自备字体的文件夹\n")
	b.WriteString("# name   = \"{agency}\"    # 输出文件名：{stem} {title} {agency} {code} {year}\n")
	b.WriteString(agenciesComment + "agencies = [\n")
	for _, a := range w.Agencies {
		b.WriteString("  { ")
		if a.Code != "" {
			fmt.Fprintf(&b, "code = %s, ", source.Quote(a.Code))
		}
		fmt.Fprintf(&b, "name = %s", source.Quote(a.Name))
		for _, extra := range []struct{ key, value string }{
			{"short", a.Short}, {"level", a.Level}, {"parent", a.Parent}, {"fonds", a.Fonds},
		} {
			if extra.value != "" {
				fmt.Fprintf(&b, ", %s = %s", extra.key, source.Quote(extra.value))
			}
		}
		if a.Vertical {
			b.WriteString(", vertical = true")
		}
		b.WriteString(" },\n")
	}
	b.WriteString("]\n" + archiveComment)
	return []byte(b.String())
}

// agenciesComment says what the list of agencies means for the area's sum.
const agenciesComment = `
# 机关名单。报告的文件名是代码（code），没有代码的用名称（name）。
# parent = "甲县人民政府"：上级的代码、名称或简称。汇总时，上级有 scope = "area" 的报告（汇总了所属单位）的，
#   只计上级那一份，下面的不重计；上级没有这样的报告，下面各家自己计入。没有写 parent 的按名称里的地名认上级。
# vertical = true：垂直管理单位（税务、海关、气象等），自己公布，列在名单里，不催报，也不计入本地区的汇总。
`

// archiveComment shows what archive needs.
const archiveComment = `
# 移交档案馆（nianbao archive）用到的，问本单位档案员：
# [archive]
# fonds       = "Z109"          # 全宗号
# name        = "某某市人民政府办公室"  # 立档单位；这个名称的报告永久保管，其他的 10 年
# bureau      = "某某市档案馆"
# bureau_code = "436001"
# class       = "WS"            # 档案门类代码
# department  = "BGS"           # 机构（问题）代码
`
