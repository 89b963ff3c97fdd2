package archive

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nianbao/render/pdf"
)

// metadataText is what is compared of a record's metadata file.
type metadataText struct {
	ID     string `xml:"电子文件号"`
	Number struct {
		Full string `xml:"档号全称"`
	} `xml:"档号"`
	Origin struct {
		Bureau     string `xml:"档案馆名称"`
		BureauCode string `xml:"档案馆代码"`
	} `xml:"来源"`
	Content struct {
		Title    string `xml:"题名"`
		Keywords string `xml:"关键词"`
		Agency   string `xml:"责任者"`
		Date     string `xml:"日期"`
		Remark   string `xml:"备注"`
	} `xml:"内容描述"`
	Form struct {
		Pages string `xml:"页数"`
	} `xml:"形式特征"`
	Files []struct {
		Name   string `xml:"计算机文件名"`
		Size   string `xml:"计算机文件大小"`
		SHA256 string `xml:"数字摘要SHA256"`
		SM3    string `xml:"数字摘要SM3"`
	} `xml:"电子属性"`
}

// part is a record as it was found.
type part struct {
	metadata *metadataText // nil: none that reads
	facts    *pdf.Facts    // nil: not a PDF that reads
}

// records checks each record: its folder, its metadata and its files.
func (v *verifier) records() []part {
	parts := make([]part, len(v.rows))
	digests := map[string]string{}
	shared := map[string]int{} // how many records a folder holds
	for i := range v.rows {
		r := &v.rows[i]
		if r.path = r.File; !v.ours {
			r.path = v.resolve(r.File)
		}
		shared[path.Dir(r.path)]++
	}
	var total int64
	for i := range v.rows {
		r := &v.rows[i]
		if v.ours && (!strings.HasPrefix(r.File, recordsDir+"/") || path.Clean(r.File) != r.File) {
			v.fail(itemLinked, "%s：电子档案名称“%s”不在“%s”里", r.ID, r.File, recordsDir)
			continue
		}
		folder := path.Dir(r.path)
		if v.ours && path.Base(folder) != r.ID {
			v.fail(itemLinked, "%s：文件放在“%s”里，文件夹应以档号命名", r.ID, folder)
		}
		f := v.files[r.path]
		if f == nil {
			v.fail(itemContent, "%s：缺少“%s”", r.ID, r.File)
			continue
		}
		if other, again := digests[f.sha256]; again {
			v.fail(itemUnique, "%s 与 %s 的内容完全相同", r.ID, other)
		}
		digests[f.sha256] = r.ID
		parts[i] = part{v.metadata(r, folder), v.pdf(r)}
		if m, facts := parts[i].metadata, parts[i].facts; m != nil && facts != nil && m.Form.Pages != strconv.Itoa(facts.Pages) && (v.ours || m.Form.Pages != "") {
			v.fail(itemOpen, "%s：元数据写 %s 页，PDF 有 %d 页", r.ID, m.Form.Pages, facts.Pages)
		}
		total += v.mark(r, folder, shared[folder] > 1)
	}
	v.totals(total)
	return parts
}

// mark notes that the files of a record have their place and returns their
// size without metadata and wrapper. In a folder of its own every file is the
// record's; in one it shares, those of its name.
func (v *verifier) mark(r *row, folder string, shared bool) int64 {
	var size int64
	stem := strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))
	for _, name := range v.folders[folder] {
		base := path.Base(name)
		switch {
		case v.ours && !strings.HasPrefix(base, r.ID):
			continue
		case shared && !strings.HasPrefix(base, stem) && !strings.HasPrefix(base, r.ID):
			continue
		}
		v.files[name].expected = true
		if ext := path.Ext(name); ext != ".xml" && ext != ".eep" {
			size += v.files[name].bytes
		}
	}
	if !v.ours && !shared { // what stands in folders below
		for _, name := range v.names {
			if strings.HasPrefix(name, folder+"/") {
				v.files[name].expected = true
			}
		}
	}
	return size
}

// metadataFile is where a record's metadata stand: beside it, under the name of
// the folder, the file or the 档号; others may have any one XML file there.
func (v *verifier) metadataFile(r *row, folder string) string {
	own := folder + "/" + path.Base(folder) + ".xml"
	if v.ours {
		return own
	}
	stem := strings.TrimSuffix(r.path, path.Ext(r.path))
	var all []string
	for _, name := range v.folders[folder] {
		if !strings.EqualFold(path.Ext(name), ".xml") || name == r.path {
			continue
		}
		all = append(all, name)
		bare := strings.TrimSuffix(name, path.Ext(name))
		if name == own || bare == stem || path.Base(bare) == r.ID {
			return name
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return ""
}

// metadata compares a record's metadata with its row and its files. It
// returns nil when there is none that reads.
func (v *verifier) metadata(r *row, folder string) *metadataText {
	name := v.metadataFile(r, folder)
	if v.files[name] == nil {
		if v.ours {
			v.fail(itemMetadata, "%s：缺少元数据文件“%s”", r.ID, name)
		} else {
			v.unverified(itemMetadata, "%s 等没有单独的元数据文件", r.ID)
		}
		return nil
	}
	v.files[name].expected = true
	var m metadataText
	data, err := v.read(name)
	if err == nil {
		_, err = unmarshal(data, &m)
	}
	if err != nil {
		v.fail(itemMetadata, "%s：元数据“%s”读不出来", r.ID, name)
		return nil
	}
	if !v.ours && m.Content.Title == "" && m.ID == "" && m.Number.Full == "" {
		v.unverified(itemMetadata, "“%s”等的元数据不是 DA/T 46 文件实体的写法", name)
		return nil
	}
	for _, pair := range []struct{ name, catalogue, metadata string }{
		{"档号", r.ID, m.ID}, {"档号", r.ID, m.Number.Full}, {"题名", r.Title, m.Content.Title},
		{"责任者", r.Agency, m.Content.Agency}, {"日期", r.Date, m.Content.Date}, {"备注", r.Remark, m.Content.Remark},
	} {
		switch {
		case pair.catalogue == pair.metadata:
		case v.ours, pair.name == "题名" && pair.metadata != "", pair.name == "责任者" && pair.metadata != "":
			v.fail(itemLinked, "%s：目录的%s是“%s”，元数据的是“%s”", r.ID, pair.name, pair.catalogue, pair.metadata)
		}
	}
	if len(m.Files) == 0 && v.ours {
		v.fail(itemMandatory, "%s：元数据没有写计算机文件", r.ID)
	}
	for _, want := range m.Files {
		f := v.files[folder+"/"+want.Name]
		switch {
		case want.Name == "":
		case f == nil:
			v.fail(itemContent, "%s：缺少“%s”（元数据写有此文件）", r.ID, want.Name)
		case want.Size != strconv.FormatInt(f.bytes, 10) && (v.ours || isNumber(want.Size)):
			v.fail(itemLinked, "%s：“%s”应有 %s 字节，实际 %d 字节", r.ID, want.Name, want.Size, f.bytes)
		case want.SHA256 != "" && !strings.EqualFold(f.sha256, want.SHA256), want.SM3 != "" && !strings.EqualFold(f.sm3, want.SM3):
			v.fail(itemLinked, "%s：“%s”的摘要与元数据不符", r.ID, want.Name)
		}
	}
	return &m
}

func isNumber(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// pdf checks a record's PDF by what it says of itself.
func (v *verifier) pdf(r *row) *pdf.Facts {
	if ext := strings.ToLower(path.Ext(r.path)); ext != ".pdf" {
		if v.ours || slices.Contains([]string{"", ".doc", ".xls", ".ppt", ".wps", ".et"}, ext) {
			v.fail(itemFormat, "%s：“%s”不是 PDF", r.ID, r.path)
		} else {
			v.unverified(itemFormat, "%s 等不是 PDF（%s），本程序不检", r.ID, ext)
			v.unverified(itemOpen, "%s 等不是 PDF（%s），本程序不检", r.ID, ext)
		}
		return nil
	}
	data, err := v.read(r.path)
	if err != nil {
		v.fail(itemOpen, "%s：%v", r.ID, err)
		return nil
	}
	facts, err := pdf.Inspect(data)
	if err != nil {
		v.fail(itemOpen, "%s：%v", r.ID, err)
		return nil
	}
	if facts.PDFA == "" {
		v.fail(itemFormat, "%s：PDF 没有声明是 PDF/A", r.ID)
	} else if facts.Tail {
		v.fail(itemFormat, "%s：PDF 结尾之后还有内容，PDF/A 不允许", r.ID)
	}
	if len(facts.Unembedded) > 0 {
		v.fail(itemFormat, "%s：字体没有嵌入：%s", r.ID, strings.Join(facts.Unembedded, "、"))
	}
	if facts.Scripts {
		v.fail(itemScripts, "%s：PDF 里有脚本或启动程序的动作", r.ID)
	}
	return facts
}

var declared = regexp.MustCompile(`^[^，]*，([0-9]+) 件，([0-9]+) 字节$`)

// totals compares what 说明文件.TXT declares with what is there. Others declare
// it in words of their own.
func (v *verifier) totals(bytes int64) {
	m := declared.FindStringSubmatch(v.texts["内容"])
	if m == nil {
		for _, i := range []int{itemCount, itemBytes} {
			v.unverified(i, "说明文件的件数和字节数由人工核对：目录有 %d 件，电子档案共 %d 字节", len(v.rows), bytes)
		}
		return
	}
	if m[1] != strconv.Itoa(len(v.rows)) {
		v.fail(itemCount, "说明文件写 %s 件，目录有 %d 件", m[1], len(v.rows))
	}
	if m[2] != strconv.FormatInt(bytes, 10) {
		v.fail(itemBytes, "说明文件写 %s 字节，实际 %d 字节", m[2], bytes)
	}
}
