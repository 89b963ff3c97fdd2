package main

import (
	"strings"

	"github.com/spf13/cobra"

	"nianbao/archive"
	"nianbao/batch/manifest"
)

func newVerify(c *console) *cobra.Command {
	digest := ""
	cmd := &cobra.Command{
		Use:   "verify DIR",
		Short: "对照清单核验一个文件夹，或对移交数据包做四性检测",
		Long: `对照清单（manifest.json，各分片的清单合在一起）核验文件夹：逐个文件比对大小、SHA-256 和 SM3，指出缺少、改动和多出的文件。
DIR 是移交档案馆的数据包时，按 DA/T 70 的真实性、完整性、可用性、安全性逐项检测。`,
		Example: "  nianbao verify 输出/2025\n  nianbao verify 移交",
		Args:    exactly(1, "DIR：清单所在的文件夹，或移交数据包"),
		RunE: func(_ *cobra.Command, args []string) error {
			if archive.Is(args[0]) {
				p, err := archive.Verify(args[0], digest)
				if err == nil {
					c.proof(p)
				}
				return err
			}
			p, err := manifest.Verify(args[0])
			if err != nil {
				return err
			}
			for _, x := range p.Problems {
				c.printf("%s：%s\n", x.Path, x.Message)
				c.object("problem", "state", x.State, "path", x.Path, "message", x.Message)
			}
			c.summary.Reports = p.Reports
			c.summary.Errors = len(p.Problems)
			c.object("verified", "manifests", p.Manifests, "reports", p.Reports, "files", p.Files, "problems", len(p.Problems))
			if len(p.Problems) > 0 {
				c.raise(exitReports)
				c.printf("核验不符：%d 处问题（%s，%d 份报告，%d 个文件）。\n", len(p.Problems), strings.Join(p.Manifests, "、"), p.Reports, p.Files)
				return nil
			}
			c.printf("核验相符：%s，%d 份报告，%d 个文件。\n", strings.Join(p.Manifests, "、"), p.Reports, p.Files)
			return nil
		},
	}
	cmd.Flags().StringVar(&digest, "manifest-sha256", "", "移交时登记的摘要清单的 SHA-256 `HEX`（只用于移交数据包）")
	return cmd
}

// proof prints the outcome of verifying a package; --json has an object an
// item.
func (c *console) proof(p *archive.Proof) {
	names := map[archive.Result]string{archive.Pass: "合格", archive.Fail: "不合格", archive.NotVerified: "未检"}
	aspect := ""
	for _, i := range p.Items {
		if i.Aspect != aspect && !c.json {
			aspect = i.Aspect
			c.printf("%s\n", aspect)
		}
		c.printf("  %s　%s%s\n", names[i.Result], i.Name, why(i))
		for _, problem := range i.Problems {
			c.printf("      %s\n", problem)
			c.summary.Errors++
		}
		c.object("item", "aspect", i.Aspect, "name", i.Name, "result", i.Result, "why", i.Why, "problems", append([]string{}, i.Problems...))
	}
	c.summary.Reports = p.Records
	c.object("verified", "package", p.Name, "records", p.Records, "files", p.Files, "bytes", p.Bytes,
		"manifest_sha256", p.ManifestSHA256, "ok", p.OK())
	if !p.OK() {
		c.raise(exitReports)
		c.printf("四性检测不合格：%d 处问题（%d 件，%d 个文件）。\n", c.summary.Errors, p.Records, p.Files)
		return
	}
	c.printf("四性检测合格：%d 件，%d 个文件，%d 字节。\n摘要清单的 SHA-256：%s\n", p.Records, p.Files, p.Bytes, p.ManifestSHA256)
}

func why(i *archive.Item) string {
	if i.Why == "" {
		return ""
	}
	return "（" + i.Why + "）"
}
