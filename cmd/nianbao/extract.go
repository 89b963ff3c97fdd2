package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/batch/disk"
	"nianbao/render/pdf"
)

func newExtract(c *console) *cobra.Command {
	var out string
	var force bool
	cmd := &cobra.Command{
		Use:     "extract FILE.pdf",
		Short:   "取出 PDF/A-3 里附带的 TOML",
		Example: "  nianbao extract 财政局.pdf > 财政局.toml\n  nianbao extract 财政局.pdf -o 财政局.toml",
		Args:    exactly(1, "FILE.pdf"),
		RunE: func(_ *cobra.Command, args []string) error {
			data, err := disk.Read(args[0], maxPDF)
			if err != nil {
				return err
			}
			found, err := pdf.Extract(data, pdf.Source)
			if err != nil {
				return c.notExtracted(args[0], err)
			}
			if out != "" {
				if old, err := os.ReadFile(out); err == nil && !force && !bytes.Equal(old, found.Data) {
					return disk.WriteError(out, disk.Reason("已经有这个文件，内容不同，不覆盖；要覆盖请加 --force"))
				}
				if err := disk.Write(out, found.Data); err != nil {
					return err
				}
				c.printf("已写出 %s\n", out)
				c.object("extracted", "name", found.Name, "file", filepath.ToSlash(out), "bytes", len(found.Data))
				return nil
			}
			if !c.json {
				c.out.Write(found.Data)
			}
			c.object("extracted", "name", found.Name, "text", string(found.Data), "bytes", len(found.Data))
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "写到 `FILE`（默认打印）")
	cmd.Flags().BoolVar(&force, "force", false, "FILE 已有、内容不同时覆盖它")
	return cmd
}

// maxPDF bounds the PDF that is read, in bytes.
const maxPDF = 256 << 20

// notExtracted tells why; a PDF of somebody else is no fault of the disk, but
// it could not be read as asked.
func (c *console) notExtracted(path string, err error) error {
	if errors.Is(err, pdf.ErrNoAttachment) {
		return disk.ReadError(path, disk.Reason("%v", err))
	}
	message := strings.TrimPrefix(err.Error(), "pdf: ")
	return disk.ReadError(path, disk.Reason("%s", message))
}
