package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/batch/disk"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/intake"
	"nianbao/schema/workbook"
)

// maxIntake is the size of a file from elsewhere above which it is refused.
const maxIntake = 64 << 20

// taking is what the flags of import and workbook read say.
type taking struct {
	settings
	out   string
	force bool
}

func (k *taking) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&k.out, "output", "o", "", "写到文件夹 `DIR`，或一个 .toml 文件（只有一个 FILE 时；默认写到 FILE 旁边）")
	cmd.Flags().BoolVar(&k.force, "force", false, "已有同名的 .toml 时覆盖它")
	k.formFlag(cmd)
}

func newImport(c *console) *cobra.Command {
	k := &taking{}
	cmd := &cobra.Command{
		Use:   "import FILE… [-o DIR]",
		Short: "把填好的 Word 表（.docx）、网页（.html）或填报表（.xlsx）读成 TOML",
		Long: `把填好的官方 Word 表、已公开的网页或填报表读成 TOML。

表格按标签对应，不按位置。凡不是明明白白的数（空白、“/”、“12件”、全角数字、改过的标签、多出的行），都逐条列出当成了什么，请人核对。
已有同名的 .toml 不覆盖，除非 --force。读完请用 check 核对。`,
		Example: "  nianbao import 财政局.docx -o 财政局.toml\n  nianbao import 年报页面.html -o reports/2025",
		Args:    atLeast(1, "FILE：要读的 .docx、.html 或 .xlsx 文件"),
		RunE: func(_ *cobra.Command, args []string) error {
			return k.run(c, args, "docx", "html", "htm", "xlsx")
		},
	}
	k.flags(cmd)
	return cmd
}

// run reads each file; one that cannot be read does not stop the others.
func (k *taking) run(c *console, args []string, kinds ...string) error {
	forms, err := k.formSet(c)
	if err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(k.out), ".toml") && len(args) > 1 {
		return wrong("有 %d 个 FILE，-o 要是文件夹", len(args))
	}
	c.summary.Reports = len(args)
	for _, path := range args {
		if err := k.one(c, path, forms, kinds); err != nil {
			c.summary.Failed++
			c.fault(err)
		}
	}
	return nil
}

func (k *taking) one(c *console, path string, forms form.Set, kinds []string) error {
	report, doubts, err := take(path, forms, kinds)
	if err != nil {
		return err
	}
	to := k.target(path)
	if _, err := os.Stat(to); err == nil && !k.force {
		return disk.WriteError(to, disk.Reason("已经有这个文件，不覆盖；要覆盖请加 --force"))
	}
	if err := disk.Write(to, schema.Encode(report)); err != nil {
		return err
	}
	c.summary.Built++
	c.summary.Warnings += len(doubts)
	c.printf("%s → %s：%s，%d 年，%s 年表式，%d 处存疑\n", path, to, report.Agency.Name, report.Year, report.Form.ID, len(doubts))
	for _, d := range doubts {
		c.printf("  %s\n", d)
		c.object("doubt", "file", path, "where", d.Where, "found", d.Found, "taken", d.Taken, "message", d.Message)
	}
	c.object("imported", "file", path, "path", filepath.ToSlash(to), "agency", report.Agency.Name,
		"year", report.Year, "form", report.Form.ID, "doubts", len(doubts))
	return nil
}

// target is where the TOML of a file goes.
func (k *taking) target(path string) string {
	if strings.EqualFold(filepath.Ext(k.out), ".toml") {
		return k.out
	}
	dir := k.out
	if dir == "" {
		dir = filepath.Dir(path)
	}
	return filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+".toml")
}

// take reads one file by its kind.
func take(path string, forms form.Set, kinds []string) (*schema.Report, []intake.Doubt, error) {
	kind := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	known := false
	for _, k := range kinds {
		known = known || k == kind
	}
	switch {
	case kind == "doc" || kind == "wps" || kind == "xls" || kind == "et":
		return nil, nil, disk.ReadError(path, disk.Reason("是旧格式，请在 Word、Excel 或 WPS 中另存为 .docx 或 .xlsx"))
	case !known:
		return nil, nil, disk.ReadError(path, disk.Reason("不是能读的文件；这里要 .%s", strings.Join(kinds, "、.")))
	}
	data, err := disk.Read(path, maxIntake)
	if err != nil {
		return nil, nil, err
	}
	if len(data) > maxIntake {
		return nil, nil, disk.ReadError(path, disk.Reason("超过 %d MB", maxIntake>>20))
	}
	report, doubts, err := read(kind, data, forms)
	if err != nil {
		return nil, nil, disk.ReadError(path, disk.Reason("%v", err))
	}
	return report, doubts, nil
}

func read(kind string, data []byte, forms form.Set) (*schema.Report, []intake.Doubt, error) {
	if kind == "xlsx" {
		return workbook.Read(data, forms)
	}
	reader := intake.HTML
	if kind == "docx" {
		reader = intake.DOCX
	}
	blocks, err := reader(data)
	if err != nil {
		return nil, nil, err
	}
	return intake.Assemble(blocks, forms)
}
