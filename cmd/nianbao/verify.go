package main

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/archive"
	"nianbao/batch/manifest"
)

func newVerify(c *console) *cobra.Command {
	digest := ""
	cmd := &cobra.Command{
		Use:   "verify DIR|s3://桶/前缀",
		Short: "对照清单核验一个文件夹，或对移交数据包做四性检测",
		Long: `对照清单（manifest.json，各分片的清单合在一起）核验文件夹：逐个文件比对大小、SHA-256 和 SM3，指出缺少、改动和多出的文件。
DIR 是移交档案馆的数据包（或装着它的 BagIt 包）时，按 DA/T 70 的真实性、完整性、可用性、安全性逐项检测。
别的程序做的数据包也检；它没有写明、本程序无从判断的项目，标“未检”和原因。
s3://桶/前缀 先全部下载到本机的临时文件夹，检完删去；访问密钥等见 nianbao help archive。`,
		Example: "  nianbao verify 输出/2025\n  nianbao verify 移交\n  nianbao verify s3://dangan/Z109-2026-01",
		Args:    exactly(1, "DIR：清单所在的文件夹，或移交数据包的文件夹、s3://桶/前缀"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if digest != "" && !sha256Hex.MatchString(digest) {
				return wrong("--manifest-sha256 应是 64 个十六进制数字")
			}
			dir, done, err := c.fetch(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			defer done()
			verify := archive.Verify
			if archive.IsBag(dir) {
				verify = archive.VerifyBag
			}
			if archive.IsBag(dir) || archive.Is(dir) {
				p, err := verify(dir, digest)
				if err == nil {
					c.proof(p)
				}
				return in(err, dir, args[0])
			}
			if digest != "" {
				return wrong("--manifest-sha256 只用于移交数据包，%s 不是", args[0])
			}
			p, err := manifest.Verify(dir)
			if err != nil {
				return in(err, dir, args[0])
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

var sha256Hex = regexp.MustCompile(`^[0-9A-Fa-f]{64}$`)

// maxShown is how many problems of one item are printed for people.
const maxShown = 50

// proof prints the outcome of verifying a package; --json has an object an
// item.
func (c *console) proof(p *archive.Proof) {
	aspect := ""
	for _, i := range p.Items {
		if i.Aspect != aspect && !c.json {
			aspect = i.Aspect
			c.printf("%s\n", aspect)
		}
		c.printf("  %s　%s%s\n", i.Result.Name(), i.Name, why(i))
		for n, problem := range i.Problems {
			if n == maxShown {
				c.printf("      ……另有 %d 处，--json 全部列出\n", len(i.Problems)-n)
				break
			}
			c.printf("      %s\n", problem)
		}
		c.summary.Errors += len(i.Problems)
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
