package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// mainPart is the name of the part that holds the body.
func mainPart(z *zip.Reader) string {
	rels, err := part(z, "_rels/.rels")
	if err != nil || rels == nil {
		return "word/document.xml"
	}
	dec := xml.NewDecoder(bytes.NewReader(rels))
	for {
		tok, err := dec.Token()
		if err != nil {
			return "word/document.xml"
		}
		if e, ok := tok.(xml.StartElement); ok && strings.HasSuffix(attr(e, "Type"), "/officeDocument") {
			return strings.TrimPrefix(path.Clean(attr(e, "Target")), "/")
		}
	}
}

// noBody says what a package without a Word body is.
func noBody(z *zip.Reader) string {
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "xl/"):
			return "里面是 Excel 工作簿，不是 Word 文档；请把扩展名改成 .xlsx"
		case strings.HasPrefix(f.Name, "ppt/"):
			return "里面是演示文稿，不是 Word 文档"
		case f.Name == "content.xml":
			return "是 OpenDocument 文档（.odt），请在 Word、WPS 或 LibreOffice 中另存为 .docx"
		case strings.HasPrefix(f.Name, "OFD.xml"):
			return "是 OFD 版式文件，读不出表格；请用原来的 Word 文档"
		}
	}
	return "不是 Word 文档：里面没有正文（word/document.xml）"
}

// part unpacks one part, bounded; nil when there is none.
func part(z *zip.Reader, name string) ([]byte, error) {
	for _, f := range z.File {
		if !strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			continue
		}
		if f.UncompressedSize64 > maxFile {
			return nil, errTooLarge
		}
		rc, err := f.Open()
		if err != nil {
			return nil, errors.New("文件已损坏：" + name + " 打不开")
		}
		defer rc.Close()
		text, err := io.ReadAll(io.LimitReader(rc, maxFile+1))
		if err != nil {
			return nil, errors.New("文件已损坏：" + name + " 解压失败")
		}
		if len(text) > maxFile {
			return nil, errTooLarge
		}
		return text, nil
	}
	return nil, nil
}
