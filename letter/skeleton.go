package letter

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"nianbao/schema"
	"nianbao/schema/source"
)

// Purposes are the letters that Skeleton can write: 报送函, 公布通知, 移交函,
// 更正复函.
var Purposes = []string{"filing", "publication", "transfer", "correction"}

// Enclosure is a file that a new letter attaches.
type Enclosure struct {
	Path   string         // from the letter's folder, with slashes
	Report *schema.Report // nil for a finished file, which is listed only
	Pages  int            // of the report, 0 = not known
}

// draft is what a skeleton is filled in with.
type draft struct {
	Year   int
	Agency string
	Date   time.Time
	list   []Enclosure
}

// Skeleton writes the TOML of a letter for a purpose, with comments, to be
// filled in where it says 某某. Its texts hold until they are changed; agency
// and year are those of the reports unless they are given.
func Skeleton(purpose string, year int, agency string, list []Enclosure) ([]byte, error) {
	d := &draft{Year: year, Agency: agency, list: list}
	for i := range list {
		r := list[i].Report
		if r == nil {
			continue
		}
		if d.Year == 0 {
			d.Year = r.Year
		}
		if d.Agency == "" && len(list) == 1 {
			d.Agency = r.Agency.Name
		}
		if r.Date.After(d.Date) {
			d.Date = r.Date
		}
	}
	if d.Year == 0 {
		return nil, fmt.Errorf("不知道是哪一年的报告")
	}
	if d.Agency == "" {
		d.Agency = "某某市人民政府办公室"
	}
	if d.Date.IsZero() {
		d.Date = time.Date(d.Year+1, 1, 20, 0, 0, 0, 0, time.UTC)
	}
	switch purpose {
	case "filing":
		return d.filing(), nil
	case "publication":
		return d.publication(), nil
	case "transfer":
		return d.transfer(), nil
	case "correction":
		return d.correction(), nil
	}
	return nil, fmt.Errorf("没有名为“%s”的公文，可以是 %s", purpose, strings.Join(Purposes, "、"))
}

// plan is what differs between the purposes.
type plan struct {
	about  string // first line of comment
	form   string
	number string
	title  string
	to     string
	text   string
	remark string
	office bool // 版记 with 印发机关
}

func (d *draft) filing() []byte {
	return d.write(plan{
		about: "报送函：把年度报告报给上级机关", form: "letter", number: "某某函〔%d〕1号",
		title: "关于报送" + d.year() + "年政府信息公开工作年度报告的函", to: "某某市人民政府办公室：",
		text: "根据《中华人民共和国政府信息公开条例》第四十九条，我单位编制了" + d.year() + "年政府信息公开工作年度报告，现予报送，请审核。\n\n" +
			"联系人：某某，联系电话：某某。",
	})
}

func (d *draft) publication() []byte {
	return d.write(plan{
		about: "公布通知：把各机关的年度报告一并印发", form: "document", number: "某某发〔%d〕1号",
		title: "关于公布" + d.year() + "年政府信息公开工作年度报告的通知", to: "各县（市、区）人民政府，市政府各部门、各直属机构：",
		text:   "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条，现将" + d.year() + "年政府信息公开工作年度报告予以公布，请在本机关网站同步发布，并做好归档工作。",
		remark: "此件公开发布", office: true,
	})
}

func (d *draft) transfer() []byte {
	return d.write(plan{
		about: "移交函：把年度报告移交档案馆，正文里列出移交的文件", form: "letter", number: "某某函〔%d〕2号",
		title: "关于移交" + d.year() + "年政府信息公开工作年度报告的函", to: "某某市档案馆：",
		text: "按照归档和移交的有关规定，现将" + d.year() + "年政府信息公开工作年度报告共" + strconv.Itoa(max(len(d.list), 1)) + "件移交你馆，请查收。移交的文件如下：\n\n" + d.records(),
	})
}

func (d *draft) correction() []byte {
	return d.write(plan{
		about: "更正复函：答复来函指出的问题，附更正后的报告", form: "letter", number: "某某函〔%d〕3号",
		title: "关于更正" + d.year() + "年政府信息公开工作年度报告的复函", to: "某某市人民政府办公室：",
		text: "《关于某某的函》（某某函〔" + strconv.Itoa(d.Year+1) + "〕1号）收悉。经核对，我单位" + d.year() + "年政府信息公开工作年度报告有下列各处需要更正：\n\n" +
			"| 序号 | 位置 | 原为 | 更正为 | 原因 |\n| :-: | --- | :-: | :-: | --- |\n| 1 | 某某 | 某某 | 某某 | 某某 |\n\n" +
			"更正后的报告附后，已在本机关网站重新发布，请以更正后的为准。",
	})
}

func (d *draft) year() string { return strconv.Itoa(d.Year) }

// records is the list of what is transferred, as a Markdown table.
func (d *draft) records() string {
	var b strings.Builder
	b.WriteString("| 序号 | 题名 | 责任者 | 日期 | 页数 | 备注 |\n| :-: | --- | --- | :-: | :-: | --- |\n")
	for i := range d.list {
		e := &d.list[i]
		if e.Report == nil {
			fmt.Fprintf(&b, "| %d | 某某 | 某某 | 某某 |  |  |\n", i+1)
			continue
		}
		day := ""
		if !e.Report.Date.IsZero() {
			day = e.Report.Date.Format("20060102")
		}
		pages := ""
		if e.Pages > 0 {
			pages = strconv.Itoa(e.Pages)
		}
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s |  |\n", i+1,
			cell(strings.Join(e.Report.Title(), "")), cell(e.Report.Agency.Name), day, pages)
	}
	if len(d.list) == 0 {
		b.WriteString("| 1 | 某某 | 某某 | 某某 |  |  |\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// cell keeps a text inside its cell of a Markdown table and of a literal TOML
// string.
func cell(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.NewReplacer("|", `\|`, "'''", "’’’").Replace(s)
}

func (d *draft) write(p plan) []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s。把“某某”换成实际的内容，不要的行删去。", p.about)
	line("# 成文：nianbao letter 本文件 -o 输出文件夹")
	line("")
	line("letter = %q            # document 文件格式，letter 信函格式，order 命令格式，minutes 纪要格式", p.form)
	line("bind   = \"together\"          # together 附件与正文一起装订，页码连续；apart 另外装订，各自成册")
	line("")
	line("[head]                       # 版头")
	line("number  = %s    # 发文字号：六角括号，不加“第”字，不编虚位", source.Quote(fmt.Sprintf(p.number, d.Date.Year())))
	mark := d.Agency
	if p.form == "document" {
		mark += "文件"
	}
	line("mark    = %s    # 发文机关标志；联合行文写成列表，如 [\"甲局\", \"乙局\"]", source.Quote(mark))
	line("# copy    = \"000001\"         # 份号")
	line("# secrecy = \"秘密★1年\"        # 密级和保密期限")
	line("# urgency = \"特急\"           # 紧急程度：特急、加急")
	if p.form == "document" {
		line("# signers = [\"某某\"]         # 签发人，上行文才有")
	}
	line("")
	line("[body]                       # 主体")
	line("# 标题自动分行；要自己分行，写成列表，一行一个字符串")
	line("title   = %s", source.Quote(d.Agency+p.title))
	line("to      = %s    # 主送机关，末尾用全角冒号", source.Quote(p.to))
	line("offices = [%s]  # 署名，联合行文写几个", source.Quote(d.Agency))
	line("date    = %s         # 成文日期，不早于所附报告的日期", d.Date.Format(time.DateOnly))
	line("seal    = true               # 盖章：留出印章的位置；false 不盖章")
	if p.remark != "" {
		line("remark  = %s       # 附注，括号自动加", source.Quote(p.remark))
	} else {
		line("# remark  = \"此件公开发布\"    # 附注，括号自动加")
	}
	line("# 正文用 Markdown；附件说明由程序写，这里不写。")
	line("text = '''\n%s\n'''", p.text)
	line("")
	line("# 附件，按先后编号；名称由报告的标题来。现成的 PDF 写 file 和 title，只列名称；文字写 title 和 text。")
	for i := range d.list {
		line("[[attachment]]")
		if d.list[i].Report != nil {
			line("report = %s", source.Quote(d.list[i].Path))
		} else {
			line("file   = %s", source.Quote(d.list[i].Path))
			line("title  = %s", source.Quote(stem(d.list[i].Path)))
		}
		line("")
	}
	if len(d.list) == 0 {
		line("# [[attachment]]")
		line("# report = \"财政局.toml\"")
		line("")
	}
	if p.office {
		line("[imprint]                    # 版记")
		line("copies  = \"市委各部门，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院\"   # 抄送")
		line("printer = %s    # 印发机关", source.Quote(d.Agency))
		line("printed = %s         # 印发日期", d.Date.Format(time.DateOnly))
	} else {
		line("# [imprint]                  # 版记；信函格式只有抄送")
		line("# copies = \"某某\"")
	}
	return []byte(b.String())
}

// stem is a path's last part without its extension.
func stem(path string) string {
	base := path[strings.LastIndex(path, "/")+1:]
	if i := strings.LastIndex(base, "."); i > 0 {
		return base[:i]
	}
	return base
}
