package main

import (
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/manifest"
	"nianbao/letter"
	"nianbao/render"
	"nianbao/render/pdf"
	"nianbao/schema"
	"nianbao/schema/source"
)

// correspondence is what the flags of letter say.
type correspondence struct {
	settings
	out     string
	formats formats
	profile profile
	force   bool
	strict  bool
}

func newLetter(c *console) *cobra.Command {
	l := &correspondence{formats: formats{render.DOCX, render.PDF}}
	cmd := &cobra.Command{
		Use:   "letter FILE -o DIR",
		Short: "把带着报告作附件的公文写成 DOCX 和 PDF",
		Long: `按 GB/T 9704-2012 的文件、信函、命令、纪要格式写一份公文，报告作为附件排在其后，页码连续；
写 bind = "apart" 则各自成册，左上角印发文字号和“附件”。附件说明由程序写。

FILE 是公文的 TOML，用 nianbao new --letter 起稿。`,
		Example: `  nianbao new --letter filing --attach 财政局.toml -o 报送函.toml
  nianbao letter 报送函.toml -o 输出`,
		Args: exactly(1, "FILE：公文的 TOML 文件"),
		RunE: func(_ *cobra.Command, args []string) error { return l.run(c, args[0]) },
	}
	f := cmd.Flags()
	f.StringVarP(&l.out, "output", "o", "", "写到文件夹 `DIR`")
	f.Var(&l.formats, "to", "写成哪些 `格式`，用逗号隔开：docx、pdf")
	f.Var(&l.profile, "pdf", "PDF 的 `标准`：a-2a,ua-1、a-2b 或 a-3a（内附 TOML 和 DOCX）")
	l.lookFlags(cmd)
	l.formFlag(cmd)
	f.BoolVar(&l.force, "force", false, "有错误也写，每页印“草稿”")
	f.BoolVar(&l.strict, "strict", false, "把警告当作错误")
	return cmd
}

func (l *correspondence) run(c *console, path string) error {
	if l.out == "" {
		return wrong("缺 -o DIR：写到哪个文件夹")
	}
	m, err := l.maker(c, path)
	if err != nil {
		return err
	}
	file, err := batch.Read(path)
	if err != nil {
		return err
	}
	c.summary.Reports = 1
	made, found := letter.Load(file)
	if made == nil {
		c.findings(found, true)
		return l.fail(c, path, "不是可用的公文")
	}
	more, failed := made.Open(func(path string) (*schema.Report, source.List, error) {
		f, err := batch.Read(path)
		if err != nil {
			return nil, nil, err
		}
		r, found := m.Load(f)
		return r, found, nil
	})
	if failed != nil {
		c.raise(exitDisk)
	}
	found = append(append(found, more...), made.Check()...)
	files, more, err := l.write(made, m, found)
	found = append(found, more...)
	c.findings(found, true)
	if l.bad(found) {
		c.raise(exitReports)
	}
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return l.fail(c, made.Stem(), "有错误，改正后再试；加 --force 写成草稿")
	}
	return l.save(c, made, files)
}

// maker holds the settings that reports and letter share: those of the
// workspace that the letter stands in, and its reports of last year.
func (l *correspondence) maker(c *console, path string) (*batch.Reports, error) {
	m := &batch.Reports{Force: l.force, Strict: l.strict}
	w, err := c.workspaceOf(path)
	if err != nil {
		return nil, err
	}
	if w != nil {
		l.adopt(w)
		m.Brief = true
	}
	if m.Forms, err = l.formSet(c); err != nil {
		return nil, err
	}
	if m.Settings.Style, err = l.look(c); err != nil {
		return nil, err
	}
	if m.Settings.Fonts, err = l.faces(c); err != nil {
		return nil, err
	}
	m.Settings.Formats = l.formats
	m.Settings.PDF.Conformance = l.profile.conformance
	m.Settings.PDF.Producer = programName()
	m.Settings.Created = sourceDate()
	if w == nil {
		return m, nil
	}
	last, err := batch.NewLastYear(w.Dir, m.Forms)
	if err != nil {
		return nil, err
	}
	m.Last = last.Find
	return m, nil
}

// bad reports whether findings keep the letter from being written.
func (l *correspondence) bad(found source.List) bool {
	return found.Count(source.Error) > 0 || l.strict && found.Count(source.Warning) > 0
}

// letterFile is a document on its way to the disk.
type letterFile struct {
	name   string
	format string
	pages  int
	data   []byte
}

// write makes the documents of a letter: all of them, or none when there is
// an error and no --force. before is what was found so far.
func (l *correspondence) write(made *letter.Letter, m *batch.Reports, before source.List) ([]letterFile, source.List, error) {
	if l.bad(before) && !l.force {
		return nil, nil, nil
	}
	files, found, err := l.render(made, m, l.bad(before))
	if err == nil && l.bad(found) && !l.bad(before) && l.force {
		files, found, err = l.render(made, m, true)
	}
	if l.bad(found) && !l.force {
		files = nil
	}
	return files, found, err
}

func (l *correspondence) render(made *letter.Letter, m *batch.Reports, draft bool) ([]letterFile, source.List, error) {
	parts, found := made.Compose(letter.Options{Draft: draft, Created: m.Settings.Created})
	var files []letterFile
	for i := range parts {
		p := &parts[i]
		name := made.Stem()
		if p.Mark != "" {
			name += "-" + p.Mark
		}
		s := m.Settings
		if s.PDF.Conformance == pdf.A3a {
			s.PDF.Attachments = sources(p)
		}
		result, err := render.Write(p.Document, name, s)
		found = append(found, made.Accept(result.Findings)...)
		if err != nil {
			return nil, found, err
		}
		for _, f := range result.Files {
			files = append(files, letterFile{name + "." + f.Format, f.Format, result.Pages, f.Data})
		}
		*p = letter.Part{} // hundreds of reports need not be in memory at once
	}
	return files, found, nil
}

// sources are the TOML files that a document was made from: the letter's own
// under its name, those of reports by their number.
func sources(p *letter.Part) []pdf.Attachment {
	var all []pdf.Attachment
	for i, f := range p.Sources {
		name := "公文.toml"
		if i > 0 || p.Mark != "" {
			name = "报告" + strconv.Itoa(max(i, 1)) + ".toml"
		}
		all = append(all, pdf.Attachment{
			Name: name, MIME: "application/toml", Description: "源数据：" + filepath.Base(f.Name),
			Relationship: pdf.Source, Modified: p.Document.Date, Data: f.Data,
		})
	}
	return all
}

// save writes the files: all of them under temporary names before the first
// takes its place.
func (l *correspondence) save(c *console, made *letter.Letter, files []letterFile) error {
	if err := disk.Folder(l.out); err != nil {
		return err
	}
	var staged []*disk.Staged
	for _, f := range files {
		s, err := disk.Stage(filepath.Join(l.out, f.name), f.data)
		if err == nil {
			staged = append(staged, s)
			err = s.Sync()
		}
		if err != nil {
			for _, s := range staged {
				s.Discard()
			}
			return err
		}
	}
	for _, s := range staged {
		if err := s.Commit(); err != nil {
			return err
		}
	}
	disk.SyncFolder(l.out)
	c.summary.Built++
	lines := make([]fileLine, len(files))
	for i, f := range files {
		path := filepath.Join(l.out, f.name)
		n := 0
		if f.format == render.PDF {
			n = f.pages
		}
		lines[i] = fileLine{filepath.ToSlash(path), f.format, int64(len(f.data)), manifest.SHA256(f.data), n}
		c.printf("已生成 %s%s\n", path, pages(n))
	}
	office := ""
	if len(made.Offices) > 0 {
		office = made.Offices[0].Value
	}
	c.object("built", "report", made.Stem(), "agency", office, "year", made.Date.Year(), "files", lines)
	return nil
}

func (l *correspondence) fail(c *console, name, message string) error {
	c.summary.Failed++
	c.raise(exitReports)
	c.talk("没有生成 %s：%s", name, message)
	c.object("failed", "report", name, "message", message)
	return nil
}
