package archive

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// row is one row of 文件目录.XML, or 案卷目录.XML.
type row struct {
	Number, ID, Agency, Title, Date, Secrecy, File, Remark string

	path  string   // of File in the package, "" when it is not there
	twice []string // elements that stand in it more than once
}

// field is where a row keeps an element.
func (r *row) field(element string) *string {
	switch element {
	case "顺序号":
		return &r.Number
	case "档号":
		return &r.ID
	case "责任者":
		return &r.Agency
	case "题名":
		return &r.Title
	case "日期":
		return &r.Date
	case "密级":
		return &r.Secrecy
	case "电子档案名称":
		return &r.File
	case "备注":
		return &r.Remark
	}
	return nil
}

// UnmarshalXML reads a row, whatever else its maker put into it.
func (r *row) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	seen := map[string]bool{}
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			var text string
			if err := d.DecodeElement(&text, &t); err != nil {
				return err
			}
			to := r.field(t.Name.Local)
			if to == nil {
				continue
			}
			if seen[t.Name.Local] {
				r.twice = append(r.twice, t.Name.Local)
			}
			seen[t.Name.Local], *to = true, text
		}
	}
}

// identifier splits a 档号 (DA/T 22-2015) as this program writes it.
var identifier = regexp.MustCompile(`^([0-9A-Za-z]+)-([0-9A-Za-z]+)·([0-9]{4})-(Y|D30|D10)-([0-9A-Za-z]+)-([0-9]{4,})$`)

// numbered splits the number off any identifier that ends in one.
var numbered = regexp.MustCompile(`^(.*[^0-9])([0-9]+)$`)

var (
	errRoot     = errors.New("根元素不是“文件目录”或“案卷目录”")
	errOutside  = errors.New("根元素之外还有内容")
	errDeclared = errors.New("声明的编码与实际的不符")
)

// decoder reads XML in UTF-8 or GB18030. Go's fetches no external entity and
// knows none but the five of XML.
func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		switch strings.ToUpper(name) {
		case "GB18030", "GBK", "GB2312":
			if utf8.Valid(data) && bytes.ContainsFunc(data, func(r rune) bool { return r > unicode.MaxASCII }) {
				return nil, errDeclared
			}
			return simplifiedchinese.GB18030.NewDecoder().Reader(r), nil
		}
		return nil, fmt.Errorf("不认识的编码 %s", name)
	}
	return d
}

// unmarshal reads a whole XML file: nothing but remarks may stand outside the
// root, whose name is returned.
func unmarshal(data []byte, into any) (root string, err error) {
	d := decoder(data)
	for {
		token, err := d.Token()
		switch {
		case err == io.EOF && root != "":
			return root, nil
		case err != nil:
			return root, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root != "" {
				return root, errOutside
			}
			if root = t.Name.Local; root == "" {
				return root, errRoot
			}
			if err := d.DecodeElement(into, &t); err != nil {
				return root, err
			}
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				return root, errOutside
			}
		}
	}
}

// readCatalogue reads the catalogue and checks its rows among themselves.
func (v *verifier) readCatalogue() {
	if v.catalogue == "" {
		return
	}
	data, err := v.read(v.catalogue)
	if err != nil {
		v.fail(itemTexts, "%v", err)
		return
	}
	var text struct {
		Files   []row `xml:"文件"`
		Volumes []row `xml:"案卷"`
	}
	root, err := unmarshal(data, &text)
	if err == nil && root != "文件目录" && root != "案卷目录" {
		err = errRoot
	}
	if v.rows = text.Files; root == "案卷目录" {
		v.rows = text.Volumes
	}
	if err != nil {
		why := "不是完整的 XML"
		for _, known := range []error{errRoot, errOutside, errDeclared} {
			if errors.Is(err, known) {
				why = known.Error()
			}
		}
		v.fail(itemTexts, "“%s”读不出来：%s", v.catalogue, why)
		v.rows = nil
		return
	}
	v.Records = len(v.rows)
	if len(v.rows) == 0 {
		v.fail(itemCount, "“%s”里一件也没有", v.catalogue)
	}
	ids := map[string]int{}
	last := map[string]int{}
	for i := range v.rows {
		r := &v.rows[i]
		if n, err := strconv.Atoi(r.Number); err != nil || n != i+1 || v.ours && r.Number != strconv.Itoa(n) {
			v.fail(itemTexts, "“%s”第 %d 件的顺序号是“%s”，应为 %d", v.catalogue, i+1, r.Number, i+1)
		}
		for _, must := range []string{"档号", "责任者", "题名", "电子档案名称"} {
			if strings.TrimSpace(*r.field(must)) == "" {
				v.fail(itemMandatory, "“%s”第 %d 件缺少“%s”", v.catalogue, i+1, must)
			}
		}
		for _, element := range r.twice {
			v.fail(itemTexts, "“%s”第 %d 件的“%s”写了两次", v.catalogue, i+1, element)
		}
		if n, again := ids[r.ID]; again && r.ID != "" {
			v.fail(itemUnique, "档号 %s 用了两次：第 %d 件和第 %d 件", r.ID, n, i+1)
		}
		ids[r.ID] = i + 1
		v.number(i, last)
	}
}

// number checks the shape of a 档号, and that the numbers of each series run
// without a gap. Others may write it by a rule of their own.
func (v *verifier) number(i int, last map[string]int) {
	r := &v.rows[i]
	switch {
	case r.ID == "":
		return
	case v.ours && !identifier.MatchString(r.ID):
		v.fail(itemNumber, "第 %d 件的档号“%s”不合 DA/T 22-2015 的写法", i+1, r.ID)
		return
	case strings.ContainsFunc(r.ID, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune(`\/:*?"<>|`, c)
	}):
		v.fail(itemNumber, "第 %d 件的档号“%s”里有空格或不能作文件名的字符", i+1, r.ID)
		return
	case !identifier.MatchString(r.ID):
		v.unverified(itemNumber, "档号“%s”等不是本程序所用的写法，依移交单位的规定", r.ID)
	}
	m := numbered.FindStringSubmatch(r.ID)
	if m == nil {
		v.unverified(itemGaps, "档号“%s”等没有件号", r.ID)
		return
	}
	n, err := strconv.Atoi(m[2])
	if prev, ok := last[m[1]]; ok && (err != nil || n != prev+1) {
		v.fail(itemGaps, "第 %d 件的件号是 %s，前一件是 %0*d，应当相连", i+1, m[2], len(m[2]), prev)
	}
	last[m[1]] = n
}

// resolve finds the file that a row names, in a package of others: with
// backslashes, without 电子档案/, by its name alone, or as a folder.
func (v *verifier) resolve(name string) string {
	name = strings.ReplaceAll(strings.TrimSpace(name), `\`, "/")
	if name == "" || strings.Contains("/"+name+"/", "/../") {
		return ""
	}
	name = strings.Trim(path.Clean(name), "/")
	for _, try := range []string{name, recordsDir + "/" + name} {
		if v.files[try] != nil {
			return try
		}
		if file := mainFile(v.folders[try]); file != "" {
			return file
		}
	}
	var found string
	for _, file := range v.names {
		if strings.HasSuffix(file, "/"+name) {
			if found != "" {
				return "" // several
			}
			found = file
		}
	}
	if found != "" {
		return found
	}
	for folder, files := range v.folders {
		if strings.HasSuffix(folder, "/"+name) {
			if found != "" {
				return ""
			}
			found = mainFile(files)
		}
	}
	return found
}

// mainFile is the record itself among the files of its folder: the first that
// is not its metadata.
func mainFile(files []string) string {
	i := slices.IndexFunc(files, func(f string) bool { return !strings.HasSuffix(strings.ToLower(f), ".xml") })
	if i < 0 {
		return ""
	}
	return files[i]
}
