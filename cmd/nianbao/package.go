package main

import (
	"context"
	"path/filepath"

	"nianbao/archive"
	"nianbao/batch/disk"
	"nianbao/render"
	"nianbao/render/doc"
)

// packageWriter writes a transfer package.
type packageWriter struct {
	*archive.Writer
	settings archive.Settings
	render   render.Settings
	flags    *archiving
}

func (p *packageWriter) discard() { p.Discard() }

func (p *packageWriter) add(c *console, r *archive.Record) error {
	before := p.Len()
	id, err := p.Add(r)
	if err != nil {
		return err
	}
	c.summary.Built++
	if p.Len() == before {
		c.summary.Unchanged++
		c.printf("已移交 %s %s\n", id, r.Title)
	}
	c.object("archived", "id", id, "title", r.Title, "agency", r.Agency, "pages", r.Pages, "new", p.Len() > before)
	return nil
}

func (p *packageWriter) close(ctx context.Context, c *console) error {
	if p.Len() == 0 {
		p.Discard()
		if c.summary.Unchanged > 0 {
			c.talk("没有新的或更正的报告，不用再移交。")
			return nil
		}
		return disk.Reason("没有可以移交的报告")
	}
	var extras []archive.Extra
	for _, d := range []*doc.Document{p.Register()} {
		files, err := printed(d, p.render)
		if err != nil {
			p.Discard()
			return err
		}
		for _, f := range files {
			extras = append(extras, archive.Extra{Name: archive.RegisterFile + f.Format, Data: f.Data})
		}
	}
	if err := p.Close(extras...); err != nil {
		return err
	}
	proof := p.Proof()
	sent, err := p.flags.remote.send(ctx, c, p.flags.dir, "", archive.LastFile)
	if err != nil {
		return err
	}
	c.object("package", append([]any{"path", filepath.ToSlash(p.flags.out), "name", p.settings.Name(), "records", proof.Records,
		"files", proof.Files, "bytes", proof.Bytes, "manifest_sha256", proof.ManifestSHA256, "ok", proof.OK()}, counts(sent)...)...)
	c.printf("%s：%d 件，%d 个文件，%d 字节\n摘要清单的 SHA-256（登记在移交表上）：%s\n", p.flags.out, proof.Records, proof.Files, proof.Bytes, proof.ManifestSHA256)
	if !p.flags.bag {
		return nil
	}
	bag := p.flags.dir + "-bag"
	if err := archive.Bag(p.flags.dir, bag, &p.settings); err != nil {
		return err
	}
	_, err = p.flags.remote.send(ctx, c, bag, "-bag", archive.LastBagFile)
	return err
}

// printed renders a document of the program's own.
func printed(d *doc.Document, s render.Settings) ([]render.File, error) {
	result, err := render.Write(d, "x", s)
	if err == nil && len(result.Files) == 0 {
		err = disk.Reason("“%s”排不出来：%s", d.Title, result.Findings[0].Message)
	}
	return result.Files, err
}
