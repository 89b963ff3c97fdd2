package archive

import (
	"bytes"
	"path"
	"strconv"
	"strings"
)

// entry is one row of 文件目录.XML, and what else the lists say of a record.
type entry struct {
	number   int // 顺序号, from 1
	item     int // 件号
	year     int // of the report
	id       string
	agency   string
	title    string
	date     string // 20250120, "" when the report gives none
	remark   string
	pages    int
	bytes    int64 // all files of the record
	files    []listed
	period   Period
	metadata string   // path of the metadata file
	notes    []string // 核对意见
}

// listed is a file with its path in the package and its digests.
type listed struct {
	path        string
	bytes       int64
	sha256, sm3 string
}

// ext is the file's extension without the dot.
func (f *listed) ext() string { return strings.TrimPrefix(path.Ext(f.path), ".") }

const (
	catalogueFile = "文件目录.XML"
	volumesFile   = "案卷目录.XML" // in its place where volumes are handed over
	readmeFile    = "说明文件.TXT"
	recordsDir    = "电子档案"
	othersDir     = "其他"
	securityClass = "公开" // 密级: an annual report is a public document
)

// catalogue is 文件目录.XML: eight elements a record, in this order (annex 2 of
// 《电子档案移交与接收办法》).
func catalogue(entries []entry, utf8 bool) []byte {
	var x xmlText
	x.group("文件目录", func() {
		for i := range entries {
			e := &entries[i]
			x.group("文件", func() {
				x.number("顺序号", int64(e.number))
				x.leaf("档号", e.id)
				x.leaf("责任者", e.agency)
				x.leaf("题名", e.title)
				x.leaf("日期", e.date)
				x.leaf("密级", securityClass)
				x.leaf("电子档案名称", e.files[0].path)
				x.leaf("备注", e.remark)
			})
		}
	})
	return x.bytes(utf8)
}

// catalogueSchema is the XSD that stands beside the catalogue.
const catalogueSchema = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="文件目录">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="文件" minOccurs="1" maxOccurs="unbounded">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="顺序号" type="xs:positiveInteger"/>
              <xs:element name="档号">
                <xs:simpleType>
                  <xs:restriction base="xs:string">
                    <xs:pattern value="[0-9A-Za-z]+-[0-9A-Za-z]+·[0-9]{4}-(Y|D30|D10)-[0-9A-Za-z]+-[0-9]{4,}"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:element>
              <xs:element name="责任者" type="有字"/>
              <xs:element name="题名" type="有字"/>
              <xs:element name="日期">
                <xs:simpleType>
                  <xs:restriction base="xs:string">
                    <xs:pattern value="([0-9]{8})?"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:element>
              <xs:element name="密级" type="xs:string"/>
              <xs:element name="电子档案名称" type="有字"/>
              <xs:element name="备注" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
    <xs:unique name="档号不重">
      <xs:selector xpath="文件"/>
      <xs:field xpath="档号"/>
    </xs:unique>
    <xs:unique name="顺序号不重">
      <xs:selector xpath="文件"/>
      <xs:field xpath="顺序号"/>
    </xs:unique>
  </xs:element>
  <xs:simpleType name="有字">
    <xs:restriction base="xs:string">
      <xs:minLength value="1"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
`

// checkList is 核对结果.csv: for a person to check the package by, one row a
// record, with what the check of the report left to be looked at. It begins with a byte order mark for Excel.
func checkList(entries []entry) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff" + strings.Join(checkColumns, ",") + "\r\n")
	for i := range entries {
		e := &entries[i]
		for c, field := range []string{strconv.Itoa(e.number), e.id, e.agency, e.title, e.date, e.period.Name(), strconv.Itoa(e.pages),
			strconv.FormatInt(e.bytes, 10), e.files[0].sha256, e.files[0].sm3, e.remark, strings.Join(e.notes, "；")} {
			if c > 0 {
				b.WriteByte(',')
			}
			b.WriteString(csvField(field))
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// checkColumns are the columns of 核对结果.csv.
var checkColumns = []string{"顺序号", "档号", "责任者", "题名", "日期", "保管期限", "页数", "字节", "SHA-256", "SM3", "备注", "核对意见"}
