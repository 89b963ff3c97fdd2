package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/archive"
	"nianbao/archive/bucket"
	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/render"
	"nianbao/schema"
	"nianbao/schema/source"
)

// archiving is what the flags of archive say.
type archiving struct {
	settings
	out      string // as it was typed
	dir      string // where the package is made: out, or on its way to a bucket a folder for the time being
	remote   *remote
	profile  string
	encoding string
	with     []string
	year     int
	batch    int
	after    []string
	bag      bool
	eep      string
}

func newArchive(c *console) *cobra.Command {
	a := &archiving{}
	cmd := &cobra.Command{
		Use:   "archive WORKSPACE -o DIR|s3://桶/前缀",
		Short: "做出移交档案馆的数据包",
		Long: `把工作区当年度的报告做成移交档案馆的数据包：说明文件、目录、每件的 PDF/A-2a 与元数据、摘要清单、移交与接收登记表。
全宗号等写在 ` + workspace.FileName + ` 的 [archive] 里（fonds、name、bureau、bureau_code、class、department）；没有写时取名单里第一个有全宗号的机关。
本机关的报告永久保管，其他机关报来的保管 10 年。有错误的报告不移交，退出码为 1。
已移交的不改动：以后的批次用 --after 指明以前的数据包，档号接着编；责任者和题名与以前相同、内容不同的是更正件，注明代替哪一件。

-o s3://桶/前缀 把同样的文件写到 S3 兼容的对象存储：先在本机的临时文件夹里做好、检好，再逐个上传，服务器按 SHA-256 核对；
最后才写摘要清单，没有清单的前缀不算数据包。停下以后再运行就接着传；已有的对象从不改动、不删除。
访问密钥只从环境变量读：AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY（临时密钥加 AWS_SESSION_TOKEN）；
AWS_ENDPOINT_URL_S3 是存储服务的网址，AWS_REGION 是区域（默认 us-east-1），AWS_CA_BUNDLE 是本单位自建证书机构的 PEM 文件。`,
		Example: "  nianbao archive 全市 -o 移交\n  nianbao archive 全市 -o 移交二批 --batch 2 --after 移交\n  nianbao archive 全市 -o 查阅场所 --profile reading-room\n  nianbao archive 全市 -o s3://dangan/Z109-2026-01",
		Args:    exactly(1, "WORKSPACE：工作区的文件夹"),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.run(cmd.Context(), c, args[0]) },
	}
	f := cmd.Flags()
	f.StringVarP(&a.out, "output", "o", "", "写成文件夹 `DIR`（不能已有别的内容），或 s3://桶/前缀")
	f.StringVar(&a.profile, "profile", "transfer", "`用途`：transfer 移交，reading-room 送查阅场所（PDF 平铺，附清单）")
	f.StringVar(&a.encoding, "encoding", "gb18030", "目录和说明文件的 `编码`：gb18030 或 utf-8")
	f.StringSliceVar(&a.with, "with", []string{"docx", "toml"}, "每件除 PDF 外还放 `哪些`：docx、toml；none 都不放")
	f.IntVar(&a.year, "record-year", 0, "档号里的 `年度`（默认为文件形成之年，即报告年度的次年）")
	f.IntVar(&a.batch, "batch", 0, "第 `N` 批（默认接着 --after 的批次，没有就是 1）")
	f.StringSliceVar(&a.after, "after", nil, "以前各批的数据包 `DIR` 或 s3://桶/前缀，可以写多次")
	f.BoolVar(&a.bag, "bagit", false, "另做一份 BagIt（RFC 8493）包：DIR-bag")
	f.StringVar(&a.eep, "eep", "", "每件另附 DA/T 48 封装包：`方式` 是 base64 或 digest（未与标准的模式核对）")
	a.lookFlags(cmd)
	a.formFlag(cmd)
	a.jobsFlag(cmd)
	return cmd
}

func (a *archiving) run(ctx context.Context, c *console, dir string) error {
	if err := a.check(); err != nil {
		return err
	}
	if !workspace.Is(dir) {
		return disk.ReadError(dir, disk.Reason("不是工作区：里面没有 %s；用 nianbao new --workspace 建一个", workspace.FileName))
	}
	w, err := c.openWorkspace(dir)
	if err != nil {
		return err
	}
	if bucket.Is(a.out) {
		if a.remote, err = c.reach(ctx, a.out); err != nil {
			return err
		}
		defer a.remote.close()
		a.dir = filepath.Join(a.remote.temp, "package")
	} else {
		a.dir = a.out
	}
	builder := &building{settings: a.settings, formats: formats{render.DOCX, render.PDF}, names: "{stem}"}
	maker, err := builder.maker(c, w)
	if err != nil {
		return err
	}
	into, err := a.destination(ctx, c, w, maker)
	if err != nil {
		return err
	}
	workers, err := a.workers()
	if err != nil {
		return err
	}
	inputs := inOrder(w, batch.Find([]string{w.Reports(w.Year)}))
	c.summary.Reports = len(inputs)
	type made struct {
		record *archive.Record
		found  source.List
		why    string
		err    error
	}
	var failed error
	bar := newProgress(c, len(inputs), "份", false)
	err = batch.Each(ctx, len(inputs), workers, func(i int) (m made) {
		m.record, m.found, m.why, m.err = a.record(maker, w, &inputs[i])
		return m
	}, func(m made) {
		bar.step("")
		c.findings(m.found, true)
		switch {
		case failed != nil:
		case m.err != nil:
			c.summary.Failed++
			c.fault(m.err)
		case m.record == nil:
			c.summary.Failed++
			c.raise(exitReports)
			c.talk("没有移交 %s", m.why)
			c.object("failed", "report", m.why, "message", "有错误，没有移交")
		default:
			failed = into.add(c, m.record)
		}
	})
	bar.close()
	if err == nil {
		err = failed
	}
	if err != nil {
		into.discard()
		return err
	}
	return into.close(ctx, c)
}

func (a *archiving) check() error {
	switch {
	case a.out == "":
		return wrong("缺 -o DIR：写成哪个文件夹，或 s3://桶/前缀")
	case a.profile != "transfer" && a.profile != "reading-room":
		return wrong("--profile 只能是 transfer 或 reading-room")
	case a.encoding != "gb18030" && a.encoding != "utf-8":
		return wrong("--encoding 只能是 gb18030 或 utf-8")
	case a.eep != "" && a.eep != "base64" && a.eep != "digest":
		return wrong("--eep 只能是 base64 或 digest")
	case a.batch < 0:
		return wrong("--batch 从 1 数起")
	}
	if bucket.Is(a.out) {
		place, err := bucket.Parse(a.out)
		if err != nil {
			return wrong("-o：%v", err)
		}
		if a.bag && place.Prefix == "" {
			return wrong("--bagit 的包放在前缀-bag 之下，-o 要写出前缀：s3://%s/前缀", place.Bucket)
		}
	}
	for _, kind := range a.with {
		if kind != "docx" && kind != "toml" && kind != "none" {
			return wrong("--with 只能是 docx、toml 或 none")
		}
	}
	return nil
}

// inOrder puts reports in the order of the workspace's agencies; others follow.
func inOrder(w *workspace.Workspace, inputs []batch.Input) []batch.Input {
	place := map[string]int{}
	for i := range w.Agencies {
		place[disk.Fold(w.Agencies[i].File())] = i - len(w.Agencies)
	}
	slices.SortStableFunc(inputs, func(x, y batch.Input) int {
		return place[disk.Fold(filepath.Base(x.Path))] - place[disk.Fold(filepath.Base(y.Path))]
	})
	return inputs
}

// record builds one report. It is nil, with why, for one that has errors.
func (a *archiving) record(m *batch.Reports, w *workspace.Workspace, in *batch.Input) (*archive.Record, source.List, string, error) {
	if in.Err != nil {
		return nil, nil, "", in.Err
	}
	f, err := batch.Read(in.Path)
	if err != nil {
		return nil, nil, "", err
	}
	made := m.Make(f)
	r, _ := schema.Load(f, m.Forms)
	if r == nil || len(made.Documents) == 0 {
		return nil, made.Findings, in.Stem() + "：" + made.Problem, nil
	}
	d, _ := render.Compose(r, render.Options{}) // the title as it is printed
	// Copies: the report's own strings keep the whole file in memory.
	agency, title := strings.Clone(d.Author), strings.Clone(d.Title)
	record := &archive.Record{
		Key: archive.Key(agency, title), Agency: agency, Title: title,
		Date: r.Date, ReportYear: r.Year, Period: archive.Years10,
	}
	for _, f := range made.Findings.Sorted() {
		if f.Severity == source.Warning {
			record.Notes = append(record.Notes, f.Code+" "+f.Message)
		}
	}
	if r.Agency.Name == w.Archive.Name {
		record.Period = archive.Permanent
	}
	for _, kind := range []string{render.PDF, render.DOCX} {
		for _, d := range made.Documents {
			if d.Format != kind || kind != render.PDF && !slices.Contains(a.with, kind) {
				continue
			}
			record.Files = append(record.Files, archive.File{Ext: kind, Data: d.Data})
			record.Pages = max(record.Pages, d.Pages)
		}
	}
	if slices.Contains(a.with, "toml") {
		record.Files = append(record.Files, archive.File{Ext: "toml", Data: f.Data})
	}
	return record, made.Findings, "", nil
}

// destination is a package or a reading room's folder being written.
type destination interface {
	add(*console, *archive.Record) error
	close(context.Context, *console) error
	discard()
}

func (a *archiving) destination(ctx context.Context, c *console, w *workspace.Workspace, m *batch.Reports) (destination, error) {
	if a.profile == "reading-room" {
		room, err := archive.NewRoom(a.dir, len(w.Agencies))
		return &roomWriter{room, m.Settings, w.Archive.Name, a}, err
	}
	s := archive.Settings{
		Fonds: w.Archive.Fonds, FondsName: w.Archive.Name, Bureau: w.Archive.Bureau, BureauCode: w.Archive.BureauCode,
		Year: w.Year + 1, Class: w.Archive.Class, Department: w.Archive.Department, Batch: a.batch,
		UTF8: a.encoding == "utf-8", EEP: archive.EEP(a.eep), Program: programName(),
	}
	if a.year != 0 {
		s.Year = a.year
	}
	if s.Fonds == "" {
		return nil, disk.Reason("没有全宗号：请在 %s 里写 [archive]，fonds = \"Z109\"，name = \"移交单位全称\"", filepath.Join(w.Dir, workspace.FileName))
	}
	var err error
	if s.First, s.Superseding, err = a.earlier(ctx, c); err != nil {
		return nil, err
	}
	if s.Batch == 0 {
		s.Batch = s.NextBatch()
	}
	writer, err := archive.Create(a.dir, s)
	return &packageWriter{writer, s, m.Settings, a}, err
}
