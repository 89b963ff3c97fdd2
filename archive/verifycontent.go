package archive

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"nianbao/render"
	"nianbao/render/pdf"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// content compares what a record's file says of itself with the catalogue.
func (v *verifier) content(r *row, e *entry, name string, facts *pdf.Facts) {
	differs := func(what, says, want string) {
		if strings.Join(strings.Fields(says), "") != strings.Join(strings.Fields(want), "") {
			v.fail(itemLinked, "%s：“%s”里写的%s是“%s”，目录的是“%s”", r.ID, path.Base(name), what, says, want)
		}
	}
	switch path.Ext(name) {
	case ".pdf":
		if strings.HasPrefix(facts.Producer, "nianbao") {
			if facts.PDFA != "2A" && facts.PDFA != "" {
				v.fail(itemFormat, "%s：PDF 声明是 PDF/A-%s，元数据写的是 PDF/A-2a", r.ID, facts.PDFA)
			}
			differs("题名", facts.Title, r.Title)
			differs("责任者", facts.Author, r.Agency)
			if r.Date != "" {
				differs("日期", facts.Day, r.Date)
			}
		}
	case ".docx":
		v.titled(name, r.Title)
	case ".toml":
		data, err := v.read(name)
		if err != nil {
			v.fail(itemOpen, "%s：%v", r.ID, err)
			return
		}
		report, _ := schema.Load(&source.File{Name: name, Data: data}, form.All())
		if report == nil || report.Form == nil { // of a form that is not inside the program, or spoilt
			var any map[string]any
			if _, err := toml.Decode(string(data), &any); err != nil {
				v.fail(itemOpen, "%s：“%s”读不出来", r.ID, path.Base(name))
			}
			return
		}
		d, _ := render.Compose(report, render.Options{})
		differs("题名", d.Title, r.Title)
		differs("机关", d.Author, r.Agency)
		differs("年度", strconv.Itoa(report.Year), strconv.Itoa(e.year))
	}
}

// titled checks that a DOCX or PDF of ours opens and has the title it should.
func (v *verifier) titled(name, want string) {
	data, err := v.read(name)
	if err != nil {
		v.fail(itemContent, "缺少“%s”", name)
		return
	}
	title := ""
	if path.Ext(name) == ".pdf" {
		facts, err := pdf.Inspect(data)
		if err != nil {
			v.fail(itemOpen, "“%s”打不开：%v", name, err)
			return
		}
		title = facts.Title
	} else if title, err = docxTitle(data); err != nil {
		v.fail(itemOpen, "“%s”打不开：不是完好的 DOCX", name)
		return
	}
	if strings.Join(strings.Fields(title), "") != strings.Join(strings.Fields(want), "") {
		v.fail(itemLinked, "“%s”里写的题名是“%s”，应是“%s”", name, title, want)
	}
}

// docxTitle reads every part of a DOCX, which proves their checksums, and
// returns its title (ISO/IEC 29500-2, core properties).
func docxTitle(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	var core struct {
		Title string `xml:"title"`
	}
	budget := int64(maxRead)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(io.LimitReader(r, budget))
		r.Close()
		if err != nil {
			return "", err
		}
		if budget -= int64(len(text)); budget <= 0 {
			return "", io.ErrShortBuffer
		}
		if f.Name == "docProps/core.xml" {
			if err := xml.Unmarshal(text, &core); err != nil {
				return "", err
			}
		}
	}
	return core.Title, nil
}
