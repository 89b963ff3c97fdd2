package archive

import (
	"bytes"
	"encoding/csv"
	"path"
	"regexp"
	"strconv"
	"strings"
)

var (
	packageName = regexp.MustCompile(`^([0-9A-Za-z]+)-([0-9]{4})-([0-9]{2,})$`)
	keywordYear = regexp.MustCompile(`([0-9]{4})年$`)
	correction  = regexp.MustCompile(`^(` + supersedes + `[0-9A-Za-z]+-[0-9A-Za-z]+·[0-9]{4}-(Y|D30|D10)-[0-9A-Za-z]+-[0-9]{4,})?$`)
)

// own holds a package of this program against what it would write: every list
// and every record's metadata are made again from the catalogue's rows and the
// files, and compared byte for byte. It finds what was changed in several
// places alike.
func (v *verifier) own(parts []part) {
	w := &Writer{}
	s := &w.settings
	name := packageName.FindStringSubmatch(v.texts["数据包"])
	if name == nil || len(v.rows) == 0 || len(parts) != len(v.rows) {
		v.fail(itemTexts, "“%s”的数据包名称或目录读不出来，无从逐件核对", readmeFile)
		return
	}
	s.Fonds = name[1]
	s.Year, _ = strconv.Atoi(name[2])
	s.Batch, _ = strconv.Atoi(name[3])
	s.FondsName, s.Program, s.UTF8 = v.texts["保管单位"], v.texts["制作程序"], strings.HasPrefix(v.texts["文字编码"], "UTF-8")
	for i := range parts {
		if m := identifier.FindStringSubmatch(v.rows[i].ID); m != nil && s.Class == "" {
			s.Class, s.Department = m[2], m[5]
		}
		if m := parts[i].metadata; m != nil && s.Bureau == "" {
			s.Bureau, s.BureauCode = m.Origin.Bureau, m.Origin.BureauCode
		}
	}
	notes := v.notes()
	for i := range v.rows {
		v.entry(w, i, &parts[i], notes)
	}
	if len(w.entries) != len(v.rows) {
		return // said already
	}
	if name := wrapperOf(&w.entries[0]); v.files[name] != nil { // the first shows how all are wrapped
		s.EEP = EEPDigest
		if data, err := v.read(name); err == nil && bytes.Contains(data, []byte(">base64<")) {
			s.EEP = EEPInside
		}
	}
	known := map[string]bool{manifestPath("sha256"): true, manifestPath("sm3"): true}
	for _, x := range w.lists() {
		known[x.Name] = true
		v.same(itemTexts, x.Name, x.Data)
	}
	for _, format := range []string{"pdf", "docx"} {
		known[RegisterFile+format] = true
		v.titled(RegisterFile+format, registerTitle)
	}
	for i := range w.entries {
		e := &w.entries[i]
		for _, f := range e.files {
			known[f.path] = true
		}
		known[e.metadata] = true
		v.same(itemLinked, e.metadata, w.metadata(e))
		v.wrapper(w, e, known)
	}
	for _, name := range v.names {
		if !known[name] && !isDigestList(name) && v.files[name].expected {
			v.fail(itemExtra, "多出“%s”：数据包里没有它的位置", name)
		}
	}
}

const registerTitle = "电子档案移交与接收登记表"

// RegisterFile is where the 移交与接收登记表 stands in a package, without the
// extension.
const RegisterFile = othersDir + "/移交与接收登记表."

// entry makes the entry of a record again from its row and its files.
func (v *verifier) entry(w *Writer, i int, p *part, notes map[string]string) {
	r, s := &v.rows[i], &w.settings
	id := identifier.FindStringSubmatch(r.ID)
	if id == nil || p.metadata == nil || p.facts == nil {
		return
	}
	if id[1] != s.Fonds || id[2] != s.Class || id[3] != strconv.Itoa(s.Year) || id[5] != s.Department {
		v.fail(itemNumber, "%s：全宗号、门类、年度或机构代码与数据包 %s 的其他件不同", r.ID, s.Name())
	}
	if !correction.MatchString(r.Remark) {
		v.fail(itemLinked, "%s：备注“%s”不是更正件的写法", r.ID, r.Remark)
	}
	e := entry{number: i + 1, id: r.ID, agency: r.Agency, title: r.Title, date: r.Date, remark: r.Remark, pages: p.facts.Pages, period: Period(id[4])}
	e.item, _ = strconv.Atoi(id[6])
	if m := keywordYear.FindStringSubmatch(p.metadata.Content.Keywords); m != nil {
		e.year, _ = strconv.Atoi(m[1])
	}
	if note := notes[r.ID]; note != "" {
		e.notes = []string{note}
	}
	place := path.Join(recordsDir, id[3], id[2], r.ID) + "/"
	e.metadata = place + r.ID + ".xml"
	for n, f := range p.metadata.Files {
		name := place + f.Name
		found := v.files[name]
		if found == nil || !strings.HasPrefix(f.Name, r.ID+"-00"+strconv.Itoa(n+1)+".") {
			v.fail(itemContent, "%s：元数据所列的第 %d 个文件“%s”没有，或不合命名规则", r.ID, n+1, f.Name)
			return
		}
		e.files = append(e.files, listed{name, found.bytes, found.sha256, found.sm3})
		e.bytes += found.bytes
		v.content(r, &e, name, p.facts)
	}
	if len(e.files) == 0 || e.files[0].path != r.File {
		v.fail(itemLinked, "%s：目录的电子档案名称“%s”不是这一件的第一个文件", r.ID, r.File)
		return
	}
	w.entries = append(w.entries, e)
}

func wrapperOf(e *entry) string { return strings.TrimSuffix(e.metadata, ".xml") + ".eep" }

// wrapper compares a record's 封装包, where the package has them.
func (v *verifier) wrapper(w *Writer, e *entry, known map[string]bool) {
	if w.settings.EEP == NoEEP {
		return
	}
	name := wrapperOf(e)
	known[name] = true
	want, err := w.encapsulate(e, func(i int) ([]byte, error) { return v.read(e.files[i].path) })
	if err != nil {
		v.fail(itemOpen, "%v", err)
		return
	}
	v.same(itemLinked, name, want)
}

// same compares a file with what it should be, and shows the first line that
// is not.
func (v *verifier) same(item int, name string, want []byte) {
	data, err := v.read(name)
	if err != nil {
		v.fail(itemContent, "缺少“%s”", name)
		return
	}
	if bytes.Equal(data, want) {
		return
	}
	got, ok := decode(data)
	should, _ := decode(want)
	a, b := strings.Split(got, "\n"), strings.Split(should, "\n")
	for i := range b {
		if i >= len(a) || a[i] != b[i] {
			is := "没有了"
			if i < len(a) {
				is = "是“" + clip(a[i]) + "”"
			}
			v.fail(item, "“%s”与目录、文件不符：第 %d 行应是“%s”，现在%s", name, i+1, clip(b[i]), is)
			return
		}
	}
	if !ok || len(a) > len(b) {
		v.fail(item, "“%s”与目录、文件不符：后面多出内容", name)
		return
	}
	v.fail(item, "“%s”与目录、文件不符：文字相同，编码或换行不同", name)
}

// clip is a line cut to what a message can hold.
func clip(s string) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "……"
	}
	return s
}

// notes are the 核对意见 of 核对结果.csv by 档号: nothing else says them.
func (v *verifier) notes() map[string]string {
	notes := map[string]string{}
	data, err := v.read(othersDir + "/核对结果.csv")
	if err != nil {
		return notes // own says it is missing
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) != len(checkColumns) {
		return notes
	}
	for _, r := range rows[1:] {
		notes[r[1]] = r[len(r)-1]
	}
	return notes
}
