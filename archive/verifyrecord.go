package archive

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/render/pdf"
)

// row is one row of 文件目录.XML.
type row struct {
	Number  string `xml:"顺序号"`
	ID      string `xml:"档号"`
	Agency  string `xml:"责任者"`
	Title   string `xml:"题名"`
	Date    string `xml:"日期"`
	Secrecy string `xml:"密级"`
	File    string `xml:"电子档案名称"`
	Remark  string `xml:"备注"`
}

// catalogueText is 文件目录.XML.
type catalogueText struct {
	XMLName xml.Name `xml:"文件目录"`
	Rows    []row    `xml:"文件"`
}

// metadataText is what is compared of a record's metadata file.
type metadataText struct {
	ID     string `xml:"电子文件号"`
	Number struct {
		Full string `xml:"档号全称"`
	} `xml:"档号"`
	Content struct {
		Title  string `xml:"题名"`
		Agency string `xml:"责任者"`
		Date   string `xml:"日期"`
		Remark string `xml:"备注"`
	} `xml:"内容描述"`
	Form struct {
		Pages string `xml:"页数"`
	} `xml:"形式特征"`
	Files []struct {
		Name   string `xml:"计算机文件名"`
		Size   int64  `xml:"计算机文件大小"`
		Format string `xml:"格式信息"`
		SHA256 string `xml:"数字摘要SHA256"`
		SM3    string `xml:"数字摘要SM3"`
	} `xml:"电子属性"`
}

// identifier splits a 档号 (DA/T 22-2015).
var identifier = regexp.MustCompile(`^([0-9A-Za-z]+)-([0-9A-Za-z]+)·([0-9]{4})-(Y|D30|D10)-([0-9A-Za-z]+)-([0-9]{4,})$`)

// unmarshal reads XML in UTF-8 or GB18030. Go's decoder fetches no external
// entity and knows none but the five of XML.
func unmarshal(data []byte, into any) error {
	d := xml.NewDecoder(strings.NewReader(string(data)))
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		switch strings.ToUpper(name) {
		case "GB18030", "GBK", "GB2312":
			return simplifiedchinese.GB18030.NewDecoder().Reader(r), nil
		}
		return nil, errors.New("不认识的编码 " + name)
	}
	return d.Decode(into)
}

// catalogue reads 文件目录.XML and checks its rows among themselves.
func (v *verifier) catalogue() {
	if v.files[catalogueFile] == nil {
		return
	}
	data, err := v.read(catalogueFile)
	if err == nil {
		var text catalogueText
		err = unmarshal(data, &text)
		v.rows = text.Rows
	}
	if err != nil {
		v.fail(itemTexts, "“%s”读不出来，不是完整的 XML", catalogueFile)
		return
	}
	v.Records = len(v.rows)
	if len(v.rows) == 0 {
		v.fail(itemCount, "“%s”里一件也没有", catalogueFile)
	}
	ids := map[string]int{}
	last := map[string]int{}
	for i, r := range v.rows {
		if r.Number != strconv.Itoa(i+1) {
			v.fail(itemTexts, "“%s”第 %d 件的顺序号是“%s”，应为 %d", catalogueFile, i+1, r.Number, i+1)
		}
		for _, must := range []struct{ name, value string }{{"档号", r.ID}, {"责任者", r.Agency}, {"题名", r.Title}, {"电子档案名称", r.File}} {
			if strings.TrimSpace(must.value) == "" {
				v.fail(itemMandatory, "“%s”第 %d 件缺少“%s”", catalogueFile, i+1, must.name)
			}
		}
		if n, again := ids[r.ID]; again {
			v.fail(itemUnique, "档号 %s 用了两次：第 %d 件和第 %d 件", r.ID, n, i+1)
		}
		ids[r.ID] = i + 1
		m := identifier.FindStringSubmatch(r.ID)
		if m == nil {
			v.fail(itemNumber, "第 %d 件的档号“%s”不合 DA/T 22-2015 的写法", i+1, r.ID)
			continue
		}
		series := strings.Join(m[1:6], "-")
		n, _ := strconv.Atoi(m[6])
		if prev, ok := last[series]; ok && n != prev+1 {
			v.fail(itemGaps, "第 %d 件的件号是 %s，前一件是 %04d，应当相连", i+1, m[6], prev)
		}
		last[series] = n
	}
}

// records checks each record: its folder, its metadata and its files.
func (v *verifier) records() {
	digests := map[string]string{}
	var total int64
	for i := range v.rows {
		r := &v.rows[i]
		folder := path.Dir(r.File)
		if r.File == "" || !strings.HasPrefix(r.File, recordsDir+"/") || path.Clean(r.File) != r.File {
			v.fail(itemLinked, "%s：电子档案名称“%s”不在“%s”里", r.ID, r.File, recordsDir)
			continue
		}
		if path.Base(folder) != r.ID {
			v.fail(itemLinked, "%s：文件放在“%s”里，文件夹应以档号命名", r.ID, folder)
		}
		f := v.files[r.File]
		if f == nil {
			v.fail(itemContent, "%s：缺少“%s”", r.ID, r.File)
			continue
		}
		if other, again := digests[f.sha256]; again {
			v.fail(itemUnique, "%s 与 %s 的内容完全相同", r.ID, other)
		}
		digests[f.sha256] = r.ID
		m := v.metadata(r, folder)
		v.pdf(r, m)
		total += v.mark(folder)
	}
	v.totals(total)
}

// mark notes that the files of a record's folder have their place and returns
// their size without metadata and wrapper.
func (v *verifier) mark(folder string) int64 {
	var size int64
	id := path.Base(folder)
	for _, name := range v.names {
		if path.Dir(name) != folder || !strings.HasPrefix(path.Base(name), id) {
			continue
		}
		v.files[name].expected = true
		if ext := path.Ext(name); ext != ".xml" && ext != ".eep" {
			size += v.files[name].bytes
		}
	}
	return size
}

// metadata compares a record's metadata with its row and its files. It
// returns nil when there is none that reads.
func (v *verifier) metadata(r *row, folder string) *metadataText {
	name := folder + "/" + path.Base(folder) + ".xml"
	if v.files[name] == nil {
		v.fail(itemMetadata, "%s：缺少元数据文件“%s”", r.ID, name)
		return nil
	}
	var m metadataText
	data, err := v.read(name)
	if err == nil {
		err = unmarshal(data, &m)
	}
	if err != nil {
		v.fail(itemMetadata, "%s：元数据读不出来", r.ID)
		return nil
	}
	for _, pair := range []struct{ name, catalogue, metadata string }{
		{"档号", r.ID, m.ID}, {"档号", r.ID, m.Number.Full}, {"题名", r.Title, m.Content.Title},
		{"责任者", r.Agency, m.Content.Agency}, {"日期", r.Date, m.Content.Date}, {"备注", r.Remark, m.Content.Remark},
	} {
		if pair.catalogue != pair.metadata {
			v.fail(itemLinked, "%s：目录的%s是“%s”，元数据的是“%s”", r.ID, pair.name, pair.catalogue, pair.metadata)
		}
	}
	if len(m.Files) == 0 {
		v.fail(itemMandatory, "%s：元数据没有写计算机文件", r.ID)
	}
	for _, want := range m.Files {
		f := v.files[folder+"/"+want.Name]
		switch {
		case f == nil:
			v.fail(itemContent, "%s：缺少“%s”（元数据写有此文件）", r.ID, want.Name)
		case f.bytes != want.Size:
			v.fail(itemLinked, "%s：“%s”应有 %d 字节，实际 %d 字节", r.ID, want.Name, want.Size, f.bytes)
		case want.SHA256 != "" && !strings.EqualFold(f.sha256, want.SHA256), want.SM3 != "" && !strings.EqualFold(f.sm3, want.SM3):
			v.fail(itemLinked, "%s：“%s”的摘要与元数据不符", r.ID, want.Name)
		}
	}
	return &m
}

// pdf checks a record's PDF by what it says of itself.
func (v *verifier) pdf(r *row, m *metadataText) {
	if !strings.EqualFold(path.Ext(r.File), ".pdf") {
		v.fail(itemFormat, "%s：“%s”不是 PDF", r.ID, r.File)
		return
	}
	data, err := v.read(r.File)
	if err != nil {
		v.fail(itemOpen, "%s：%v", r.ID, err)
		return
	}
	facts, err := pdf.Inspect(data)
	if err != nil {
		v.fail(itemOpen, "%s：%v", r.ID, err)
		return
	}
	if facts.PDFA == "" {
		v.fail(itemFormat, "%s：PDF 没有声明是 PDF/A", r.ID)
	}
	if len(facts.Unembedded) > 0 {
		v.fail(itemFormat, "%s：字体没有嵌入：%s", r.ID, strings.Join(facts.Unembedded, "、"))
	}
	if facts.Scripts {
		v.fail(itemScripts, "%s：PDF 里有脚本或启动程序的动作", r.ID)
	}
	if m != nil && m.Form.Pages != strconv.Itoa(facts.Pages) {
		v.fail(itemOpen, "%s：元数据写 %s 页，PDF 有 %d 页", r.ID, m.Form.Pages, facts.Pages)
	}
}

var declared = regexp.MustCompile(`内容：[^\r\n]*，([0-9]+) 件，([0-9]+) 字节`)

// totals compares what 说明文件.TXT declares with what is there.
func (v *verifier) totals(bytes int64) {
	if v.files[readmeFile] == nil {
		return
	}
	data, err := v.read(readmeFile)
	if err != nil {
		v.fail(itemTexts, "%v", err)
		return
	}
	text, ok := decode(data)
	if !ok {
		v.fail(itemTexts, "“%s”的文字读不出来", readmeFile)
		return
	}
	m := declared.FindStringSubmatch(text)
	if m == nil {
		for _, i := range []int{itemCount, itemBytes} {
			if v.Items[i].Result == Pass {
				v.Items[i].Result, v.Items[i].Why = NotVerified, "说明文件没有写明件数和字节数"
			}
		}
		return
	}
	if m[1] != strconv.Itoa(len(v.rows)) {
		v.fail(itemCount, "说明文件写 %s 件，目录有 %d 件", m[1], len(v.rows))
	}
	if m[2] != fmt.Sprint(bytes) {
		v.fail(itemBytes, "说明文件写 %s 字节，实际 %d 字节", m[2], bytes)
	}
}
