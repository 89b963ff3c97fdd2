package main

import (
	"context"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
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
	taken map[string]string // file written → file it was read from
	at    *workspace.Workspace
}

func (k *taking) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&k.out, "output", "o", "", "写到文件夹 `DIR`，或一个 .toml 文件（只有一个 FILE 时；默认写到 FILE 旁边）")
	cmd.Flags().BoolVar(&k.force, "force", false, "已有同名的 .toml 时覆盖它")
	k.formFlag(cmd)
}

func newImport(c *console) *cobra.Command {
	k := &taking{}
	cmd := &cobra.Command{
		Use:   "import FILE…|DIR [-o DIR]",
		Short: "把填好的 Word 表（.docx）、网页（.html）或填报表（.xlsx）读成 TOML",
		Long: `把填好的官方 Word 表、已公开的网页或填报表读成 TOML。

表格按标签对应，不按位置。凡不是明明白白的数（空白、“/”、“12件”、全角数字、改过的标签、多出的行），都逐条列出当成了什么，请人核对。
已有同名的 .toml 不覆盖，除非 --force。读完请用 check 核对。`,
		Example: "  nianbao import 财政局.docx -o 财政局.toml\n  nianbao import 年报页面.html -o reports/2025",
		Args:    atLeast(1, "FILE：要读的 .docx、.html 或 .xlsx 文件，或放着它们的文件夹"),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := within(args, ".docx", ".html", ".htm", ".xlsx", ".doc", ".wps", ".xls", ".et")
			if err != nil {
				return err
			}
			return k.run(cmd.Context(), c, files, "docx", "html", "xlsx")
		},
	}
	k.flags(cmd)
	return cmd
}

// run reads each file; one that cannot be read does not stop the others.
func (k *taking) run(ctx context.Context, c *console, args []string, kinds ...string) error {
	forms, err := k.formSet(c)
	if err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(k.out), ".toml") && len(args) > 1 {
		return wrong("有 %d 个 FILE，-o 要是文件夹", len(args))
	}
	c.summary.Reports, k.taken = len(args), map[string]string{}
	return batch.Each(ctx, len(args), runtime.GOMAXPROCS(0), func(i int) reading {
		report, doubts, err := take(args[i], forms, kinds)
		return reading{args[i], report, doubts, err}
	}, func(r reading) {
		if r.err == nil {
			r.err = k.write(c, r.path, r.report, r.doubts, forms)
		}
		if r.err != nil {
			c.summary.Failed++
			c.fault(r.err)
		}
	})
}

// reading is a file that was read.
type reading struct {
	path   string
	report *schema.Report
	doubts []intake.Doubt
	err    error
}

// write writes the TOML of one file and tells what was doubtful in it.
func (k *taking) write(c *console, path string, report *schema.Report, doubts []intake.Doubt, forms form.Set) error {
	to, more, err := k.place(c, path, report)
	if err != nil {
		return err
	}
	doubts = append(more, doubts...)
	if other := k.taken[disk.Fold(to)]; other != "" {
		return disk.WriteError(to, disk.Reason("%s 和 %s 都要写成这个文件，先读的已写；请只留一份，或分开读", other, path))
	}
	if exists(to) && !k.force && !isSkeleton(to, forms) {
		return disk.WriteError(to, disk.Reason("已经有这个文件，不覆盖；要覆盖请加 --force"))
	}
	if err := disk.Write(to, schema.Encode(report)); err != nil {
		return err
	}
	k.taken[disk.Fold(to)] = path
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

// take reads one file by its kind.
func take(path string, forms form.Set, kinds []string) (*schema.Report, []intake.Doubt, error) {
	kind := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if as := readAs[kind]; as != "" {
		kind = as
	}
	known := false
	for _, k := range kinds {
		known = known || k == kind
	}
	if !known {
		return nil, nil, disk.ReadError(path, disk.Reason("%s", notRead(kind, kinds)))
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

// otherKinds says of the files that people have instead what to do.
var otherKinds = map[string]string{
	"doc":  "是旧格式，请在 Word 或 WPS 中另存为 .docx",
	"wps":  "是 WPS 文字的旧格式，请在 WPS 中另存为 .docx",
	"rtf":  "是 RTF 文档，请在 Word 或 WPS 中另存为 .docx",
	"odt":  "是 OpenDocument 文档，请在 Word、WPS 或 LibreOffice 中另存为 .docx",
	"xls":  "是旧格式，请在 Excel 或 WPS 中另存为 .xlsx",
	"et":   "是 WPS 表格的旧格式，请在 WPS 中另存为 .xlsx",
	"ods":  "是 OpenDocument 表格，请在 Excel、WPS 或 LibreOffice 中另存为 .xlsx",
	"csv":  "是纯文本的表，没有合并的格；请用 Excel 或 WPS 打开后另存为 .xlsx",
	"pdf":  "是 PDF，读不出表格；请用原来的 Word 文档或网页（本程序生成的 PDF/A-3 用 extract 取出 TOML）",
	"ofd":  "是 OFD 版式文件，读不出表格；请用原来的 Word 文档或网页",
	"mht":  "是“单个文件网页”，请用浏览器打开后另存为“网页，仅 HTML”，或在 Word 中另存为 .docx",
	"zip":  "是压缩包，请解压后再读",
	"png":  "是图片，里面的数读不出来；请用原来的 Word 文档或网页",
	"toml": "已经是 TOML，不用读入；请用 check 核对",
}

// sameKind are the other endings of the same kinds.
var sameKind = map[string]string{"mhtml": "mht", "rar": "zip", "7z": "zip", "jpg": "png", "jpeg": "png", "bmp": "png", "tif": "png", "tiff": "png",
	"dot": "doc", "wpt": "wps", "xlsb": "xls", "ett": "et"}

// readAs are endings whose files are read like another kind.
var readAs = map[string]string{"htm": "html", "xhtml": "html", "shtml": "html", "docm": "docx", "dotx": "docx", "xlsm": "xlsx"}

// notRead says what a file is, and which kinds are read.
func notRead(kind string, kinds []string) string {
	if same := sameKind[kind]; same != "" {
		kind = same
	}
	if said := otherKinds[kind]; said != "" {
		return said
	}
	return "不是能读的文件；这里要 ." + strings.Join(kinds, "、.")
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
