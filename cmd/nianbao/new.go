package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nianbao/batch"
	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/letter"
	"nianbao/schema"
	"nianbao/schema/form"
)

// beginning is what the flags of new say.
type beginning struct {
	settings
	form      string
	year      int
	agency    string
	code      string
	from      string
	out       string
	workspace string
	agencies  string
	area      string
	deadline  string
	letter    string
	attach    []string
}

func newNew(c *console) *cobra.Command {
	n := &beginning{}
	cmd := &cobra.Command{
		Use:   "new",
		Short: "新建一份待填的报告、一个工作区，或一份公文",
		Long: `新建一份待填的报告：各行按表式排好，注释里有法定的行名和列名。
给出 --workspace 则建一个工作区：` + workspace.FileName + ` 和每个机关一份待填的报告；已经有的文件不动。
垂直管理单位（名单的“垂直管理”列写“是”）只列在名单里，不给它写报告。
给出 --letter 则起草一份公文，所附的报告写在 --attach 之后；文件夹则附其中的所有报告。`,
		Example: `  nianbao new --form 2021 --year 2025 --agency 某某市财政局 -o 财政局.toml
  nianbao new --year 2025 --from 2024/财政局.toml -o 2025/财政局.toml
  nianbao new --workspace 全市 --year 2025 --agencies 名单.xlsx
  nianbao new --letter filing --attach 财政局.toml -o 报送函.toml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if n.letter != "" {
				return nil // further paths after --attach
			}
			return atMost(0)(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if n.letter != "" || len(n.attach) > 0 {
				return n.makeLetter(c, append(n.attach, args...))
			}
			if n.workspace != "" {
				return n.makeWorkspace(c)
			}
			return n.makeReport(c)
		},
	}
	f := cmd.Flags()
	f.StringVar(&n.form, "form", "", "表式 `编号`（默认是该年度施行的）")
	f.IntVar(&n.year, "year", 0, "报告的年度 `YEAR`")
	f.StringVar(&n.agency, "agency", "", "机关 `名称`")
	f.StringVar(&n.code, "code", "", "机关 `代码`")
	f.StringVar(&n.from, "from", "", "上年的报告 `FILE`：填上已定的数")
	f.StringVarP(&n.out, "output", "o", "", "写到 `FILE`（默认打印）")
	f.StringVar(&n.workspace, "workspace", "", "建工作区 `DIR`")
	f.StringVar(&n.agencies, "agencies", "", "机关名单 `FILE`：.csv、.xlsx 或 .toml，列有 代码、名称、简称、级别、上级、全宗号、垂直管理")
	f.StringVar(&n.area, "area", "", "工作区的地区 `名称`")
	f.StringVar(&n.deadline, "deadline", "", "工作区的报送截止 `DATE`（默认次年 1 月 31 日）")
	f.StringVar(&n.letter, "letter", "", "起草公文，`KIND` 是 "+strings.Join(letter.Purposes, "、")+"（报送、公布、移交、更正）")
	f.StringArrayVar(&n.attach, "attach", nil, "公文所附的 `PATH…`：报告、文件夹或现成的 PDF")
	n.formFlag(cmd)
	return cmd
}

// choose is the form and the year that the flags ask for.
func (n *beginning) choose(c *console, last *schema.Report) (*form.Form, error) {
	set, err := n.formSet(c)
	if err != nil {
		return nil, err
	}
	if n.year == 0 && last != nil {
		n.year = last.Year + 1
	}
	if n.year == 0 {
		return nil, wrong("缺 --year：哪一年的报告")
	}
	if n.year < 2000 || n.year > 2999 {
		return nil, wrong("--year %d 不合理，应是四位的年份", n.year)
	}
	if last != nil && last.Year != n.year-1 {
		return nil, wrong("--from 的报告是 %d 年的，应是上年（%d 年）的", last.Year, n.year-1)
	}
	inForce := set.ForYear(n.year)
	if n.form != "" {
		f, err := findForm(set, n.form)
		if err == nil && inForce != nil && f != inForce {
			err = wrong("%d 年度的报告应使用 %s 年表式，--form 写的是 %s", n.year, inForce.ID, n.form)
		}
		return f, err
	}
	if inForce == nil {
		return nil, wrong("%d 年没有施行的表式；请用 --form 指定", n.year)
	}
	return inForce, nil
}

// makeReport writes one skeleton.
func (n *beginning) makeReport(c *console) error {
	if n.agencies != "" || n.area != "" || n.deadline != "" {
		return wrong("--agencies、--area、--deadline 要和 --workspace 一起用")
	}
	last, err := n.last(c)
	if err != nil {
		return err
	}
	f, err := n.choose(c, last)
	if err != nil {
		return err
	}
	if n.agency == "" && last == nil {
		return wrong("缺 --agency：哪个机关的报告")
	}
	agency := schema.Agency{Name: n.agency, Code: n.code}
	return n.put(c, schema.Skeleton(f, n.year, agency, last), "form", f.ID, "year", n.year)
}

// put prints a skeleton, or writes it to a new file. members are what its
// JSON line says of it.
func (n *beginning) put(c *console, text []byte, members ...any) error {
	if n.out == "" {
		c.printf("%s", text)
		c.object("new", append(members, "text", string(text))...)
		return nil
	}
	if exists(n.out) {
		return disk.WriteError(n.out, disk.Reason("已经有这个文件，不覆盖；请换个名字或先移走它"))
	}
	if err := disk.Write(n.out, text); err != nil {
		return err
	}
	c.printf("已新建 %s\n", n.out)
	c.object("new", append(members, "file", filepath.ToSlash(n.out))...)
	return nil
}

// last is the report that --from names, nil without it.
func (n *beginning) last(c *console) (*schema.Report, error) {
	if n.from == "" {
		return nil, nil
	}
	set, err := n.formSet(c)
	if err != nil {
		return nil, err
	}
	file, err := batch.Read(n.from)
	if err != nil {
		return nil, err
	}
	r, found := schema.Load(file, set)
	if r == nil {
		c.findings(found, true)
		return nil, disk.ReadError(n.from, disk.Reason("不是可用的报告"))
	}
	return r, nil
}

// makeWorkspace makes the folder, its nianbao.toml and the skeletons.
func (n *beginning) makeWorkspace(c *console) error {
	if n.agency != "" || n.code != "" || n.from != "" || n.out != "" {
		return wrong("--agency、--code、--from、-o 不能和 --workspace 一起用")
	}
	f, err := n.choose(c, nil)
	if err != nil {
		return err
	}
	w, err := n.plan(c, f)
	if err != nil {
		return err
	}
	set, err := n.formSet(c)
	if err != nil {
		return err
	}
	if err := disk.Folder(w.Dir); err != nil {
		return err
	}
	before, err := batch.NewLastYear(w.Dir, set)
	if err != nil {
		return err
	}
	written, err := workspace.Create(w, func(a *workspace.Agency) []byte {
		agency := schema.Agency{Name: a.Name, Short: a.Short, Code: a.Code}
		return schema.Skeleton(f, n.year, agency, before.Find(&schema.Report{Year: n.year, Agency: agency}))
	})
	for _, path := range written {
		c.object("new", "file", filepath.ToSlash(path))
	}
	c.printf("工作区 %s：%d 家，新写 %d 个文件。报告在 %s\n", w.Dir, len(w.Agencies), len(written), w.Reports(n.year))
	return err
}

// plan is the workspace to be made, or the one that is there in its new year.
func (n *beginning) plan(c *console, f *form.Form) (*workspace.Workspace, error) {
	w := &workspace.Workspace{Dir: n.workspace, Area: n.area, Year: n.year, Form: f.ID}
	w.Deadline = time.Date(n.year+1, 1, 31, 0, 0, 0, 0, time.UTC)
	if n.deadline != "" {
		day, err := time.Parse(time.DateOnly, n.deadline)
		if err != nil {
			return nil, wrong("--deadline 应是 %s-01-31 这样的日期", strconv.Itoa(n.year+1))
		}
		w.Deadline = day
	}
	if workspace.Is(n.workspace) {
		old, err := c.openWorkspace(n.workspace)
		if err != nil {
			return nil, err
		}
		w.Agencies = old.Agencies
		if n.agencies == "" {
			return w, nil
		}
		c.talk("%s 已经有名单，保持不动；新的机关请自己加进去", filepath.Join(n.workspace, workspace.FileName))
	}
	if n.agencies == "" {
		return nil, wrong("缺 --agencies：机关名单")
	}
	list, found, err := workspace.ReadAgencies(n.agencies)
	if err != nil {
		return nil, err
	}
	if err := c.faulty(found, "名单"); err != nil {
		return nil, err
	}
	w.Agencies = list
	return w, nil
}
