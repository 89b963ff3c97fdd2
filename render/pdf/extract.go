package pdf

import (
	"errors"
	"unicode/utf16"
)

// ErrNoAttachment says that a file is a PDF but carries no such attachment.
var ErrNoAttachment = errors.New("PDF 里没有附带源文件：只有用 --pdf a-3a 制成的 PDF 才有")

// Extract returns the first attachment with the given relationship to the
// document, Data byte for byte as they went in. The file may come from
// anybody: one that is broken or unpacks to more than 256 MB gives an error.
func Extract(file []byte, relationship Relationship) (*Attachment, error) {
	r, err := newReader(file)
	if err != nil {
		return nil, err
	}
	root, err := get[dict](r, r.trailer["Root"])
	if err != nil {
		return nil, err
	}
	files, err := r.get(root["AF"])
	if err != nil {
		return nil, err
	}
	list, _ := files.(array)
	for _, v := range list {
		spec, err := get[dict](r, v)
		if err != nil {
			return nil, err
		}
		if spec["AFRelationship"] == name(relationship) {
			return r.attachment(spec)
		}
	}
	return nil, ErrNoAttachment
}

// attachment reads the file that a file specification holds.
func (r *reader) attachment(spec dict) (*Attachment, error) {
	ef, err := get[dict](r, spec["EF"])
	if err != nil {
		return nil, err
	}
	s, err := get[*stream](r, ef["F"])
	if err != nil {
		return nil, err
	}
	data, err := r.unpack(s)
	if err != nil {
		return nil, err
	}
	relationship, _ := spec["AFRelationship"].(name)
	mime, _ := s.dict["Subtype"].(name)
	return &Attachment{
		Name: textOf(spec["UF"]), MIME: string(mime), Description: textOf(spec["Desc"]),
		Relationship: Relationship(relationship), Data: data,
	}, nil
}

// textOf reads a text string: UTF-16 with its mark, else ASCII.
func textOf(v any) string {
	s, _ := v.(string)
	if len(s) < 2 || s[:2] != "\xFE\xFF" {
		return s
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
