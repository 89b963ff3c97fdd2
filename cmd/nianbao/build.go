package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/manifest"
	"nianbao/batch/workspace"
	"nianbao/letter"
	"nianbao/render"
	"nianbao/schema"
)

// building is what the flags of build say.
type building struct {
	settings
	out        string
	formats    formats
	profile    profile
	names      names
	shard      shard
	embed      bool
	force      bool
	strict     bool
	resume     bool
	verbose    bool
	manifest   string
	attachment int
	documentNo string

	failed []string // reports that were not built, with the reason
}

func newBuild(c *console) *cobra.Command {
	b := &building{formats: formats{render.DOCX, render.PDF}, names: "{stem}"}
	cmd := &cobra.Command{
		Use:   "build PATH… -o DIR",
		Short: "核对，再把每份报告写成 DOCX 和 PDF",
		Long: `核对每份报告，再写成 DOCX 和 PDF。有错误的不写，其余照写。

PATH 是 TOML 文件、文件夹（其中所有 .toml，按名称排列）、“-”（标准输入），或一个工作区（有 ` + workspace.FileName + ` 的文件夹）。
工作区的文件写到 DIR/年度/，清单写到 DIR/年度/manifest.json，再次运行只做缺的和改过的。`,
		Example: `  nianbao build 财政局.toml -o 输出
  nianbao build 报告 -o 输出 --to pdf --name '{agency}{year}年报'
  nianbao build 全市 -o 输出 -j 4`,
		Args: atLeast(1, "PATH：要成文的 TOML 文件、文件夹或工作区"),
		RunE: func(cmd *cobra.Command, args []string) error { return b.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.StringVarP(&b.out, "output", "o", "", "写到文件夹 `DIR`")
	f.Var(&b.formats, "to", "写成哪些 `格式`，用逗号隔开：docx、pdf")
	f.Var(&b.profile, "pdf", "PDF 的 `标准`：a-2a,ua-1、a-2b 或 a-3a（内附 TOML 和 DOCX）")
	b.lookFlags(cmd)
	b.formFlag(cmd)
	f.Var(&b.names, "name", "输出文件名的 `模板`，可用 {stem} {title} {agency} {code} {year}")
	b.jobsFlag(cmd)
	f.BoolVar(&b.embed, "embed-fonts", false, "把字体嵌入 DOCX：没有这些字体的电脑上也是原样，每份大几十 MB")
	f.BoolVar(&b.force, "force", false, "有错误也写，每页印“草稿”")
	f.BoolVar(&b.strict, "strict", false, "把警告当作错误")
	f.Var(&b.shard, "shard", "只做 `I/N`：分给 N 台机器时的第 I 份（从 0 数的 0/N 就是 N/N）")
	f.BoolVar(&b.resume, "resume", false, "接着上次的做：记一份清单，只做缺的和改过的")
	f.StringVar(&b.manifest, "manifest", "", "把清单记到 `FILE`")
	f.IntVar(&b.attachment, "as-attachment", 0, "作为公文的附件 `N`：左上角印“附件N”")
	f.StringVar(&b.documentNo, "document-no", "", "附件所属公文的发文字号 `TEXT`，印在“附件”之前")
	f.BoolVarP(&b.verbose, "verbose", "v", false, "逐份报告进度")
	return cmd
}

func (b *building) run(ctx context.Context, c *console, args []string) error {
	if b.out == "" {
		return wrong("缺 -o DIR：写到哪个文件夹")
	}
	if b.attachment < 0 || b.attachment > 9999 {
		return wrong("--as-attachment 应在 1 到 9999 之间")
	}
	if b.documentNo != "" && b.attachment == 0 {
		return wrong("--document-no 要和 --as-attachment 一起用")
	}
	if fault := letter.NumberFault(b.documentNo); b.documentNo != "" && fault != "" {
		c.talk("警告：--document-no “%s”写法不对：%s", b.documentNo, fault)
	}
	workers, err := b.workers()
	if err != nil {
		return err
	}
	w, err := c.onlyWorkspace(args)
	if err != nil {
		return err
	}
	maker, err := b.maker(c, w)
	if err != nil {
		return err
	}
	plan, err := b.plan(c, args, w, maker)
	if err != nil {
		return err
	}
	c.summary.Reports = len(plan.Jobs)
	if b.attachment > 0 && len(plan.Jobs) > 1 {
		c.talk("%d 份报告都印“附件%d”；要逐份编号，写一份公文，用 nianbao letter（bind = \"apart\"）", len(plan.Jobs), b.attachment)
	}
	bar := newProgress(c, len(plan.Jobs), "份", b.verbose)
	started := time.Now()
	err = batch.Run(ctx, plan, maker, workers, func(r batch.Result) {
		c.built(plan, r)
		if r.Entry.Status != manifest.Built {
			b.failed = append(b.failed, called(r)+"："+r.Entry.Message)
		}
		bar.step(r.Job.Name)
	})
	bar.close()
	b.close(c, plan, w, time.Since(started))
	return err
}

// maker is what turns reports into documents.
func (b *building) maker(c *console, w *workspace.Workspace) (*batch.Reports, error) {
	if w != nil {
		b.adopt(w)
		if w.Name != "" && b.names == "{stem}" {
			if err := b.names.Set(w.Name); err != nil {
				return nil, wrong("%s 里的 name %q 不对：%v", workspace.FileName, w.Name, err)
			}
		}
	}
	m := &batch.Reports{Force: b.force, Strict: b.strict, Brief: w != nil, Workspace: w}
	var err error
	if m.Forms, err = b.formSet(c); err != nil {
		return nil, err
	}
	if m.Settings.Style, err = b.look(c); err != nil {
		return nil, err
	}
	if m.Settings.Fonts, err = b.faces(c); err != nil {
		return nil, err
	}
	m.Settings.Formats = b.formats
	m.Settings.PDF.Conformance = b.profile.conformance
	if b.embed {
		if err := b.embedFonts(c, m); err != nil {
			return nil, err
		}
	}
	m.Settings.PDF.Producer = programName()
	m.Settings.Created = sourceDate()
	if b.attachment > 0 {
		m.Settings.Attachment = "附件" + strconv.Itoa(b.attachment)
		m.Settings.DocumentNo = b.documentNo
	}
	if w != nil {
		last, err := batch.NewLastYear(w.Dir, m.Forms)
		if err != nil {
			return nil, err
		}
		m.UseLast(last)
	}
	return m, nil
}

// plan says what is to be built, and where to.
func (b *building) plan(c *console, args []string, w *workspace.Workspace, m *batch.Reports) (*batch.Plan, error) {
	plan := &batch.Plan{Dir: b.out, Shard: b.shard.Shard, Manifest: b.manifest, Program: programName()}
	inputs := batch.Find(args)
	if w != nil {
		plan.Dir = filepath.Join(b.out, strconv.Itoa(w.Year))
		plan.Whole = true
		folder := w.Reports(w.Year)
		if inputs = batch.Find([]string{folder}); inputs[0].Path == folder {
			return nil, inputs[0].Err // it is not there or empty: what was built stays on record
		}
		for i := range inputs {
			if a := w.Agency(filepath.Base(inputs[i].Path)); a != nil {
				inputs[i].Agency, inputs[i].Code, inputs[i].Short = a.Name, a.Code, a.Short
			}
		}
	}
	standard := filepath.Join(plan.Dir, plan.Shard.File())
	if _, err := os.Stat(standard); plan.Manifest == "" && (w != nil || b.resume || plan.Shard.N > 0 || err == nil) {
		plan.Manifest = standard
	}
	var err error
	plan.Jobs, err = batch.NewJobs(inputs, batch.Names(b.names), plan.Shard, func(in *batch.Input) (batch.Facts, bool) {
		return facts(in, m)
	})
	if err != nil {
		return nil, wrong("%v", err)
	}
	if plan.Manifest == "" {
		return plan, nil
	}
	return plan, m.Identify(programIdentity(), b.fonts)
}

// facts reads what a report says of itself, for its name.
func facts(in *batch.Input, m *batch.Reports) (batch.Facts, bool) {
	f, err := batch.Read(in.Path)
	if err != nil {
		return batch.Facts{}, false
	}
	r, _ := schema.Load(f, m.Forms)
	if r == nil {
		return batch.Facts{}, false
	}
	d, _ := render.Compose(r, render.Options{})
	return batch.Facts{Title: d.Title, Agency: r.Agency.Name, Code: r.Agency.Code, Year: r.Year}, true
}

// close prints the last words of a run.
func (b *building) close(c *console, p *batch.Plan, w *workspace.Workspace, took time.Duration) {
	s := c.summary
	c.talk("共 %d 份：已生成 %d 份（其中没有变 %d 份），没有生成 %d 份；%d 处错误，%d 处警告。用时 %s。",
		s.Reports, s.Built, s.Unchanged, s.Failed, s.Errors, s.Warnings, seconds(took))
	if left := s.Reports - s.Built - s.Failed; left > 0 {
		c.talk("还有 %d 份没有做。", left)
	}
	if len(p.Jobs) > 1 {
		c.few("没有生成的：", b.failed)
	}
	if w != nil && p.Shard.N == 0 {
		c.missing(w, w.Year)
	}
	if p.Manifest != "" {
		c.talk("清单：%s", p.Manifest)
	}
}

// few prints the first of a list, one a line.
func (c *console) few(head string, list []string) {
	const most = 40
	if len(list) == 0 {
		return
	}
	c.talk("%s", head)
	for i, line := range list {
		if i == most {
			c.talk("  ……共 %d 家", len(list))
			break
		}
		c.talk("  %s", line)
	}
}

// missing names the agencies of a workspace that owe a report of a year and
// have none.
func (c *console) missing(w *workspace.Workspace, year int) {
	var names []string
	for i := range w.Agencies {
		if a := &w.Agencies[i]; !a.Vertical && !exists(w.Path(year, a)) {
			names = append(names, a.Name)
		}
	}
	c.few(fmt.Sprintf("另有 %d 家没有报告：", len(names)), names)
}
