package pdf

import (
	"cmp"
	"slices"
)

// embedded is an attachment that has been written.
type embedded struct {
	name string
	ref  ref // of its file specification
}

// writeAttachments writes embedded files with their specifications
// (ISO 32000-1, 7.11; ISO 19005-3, 6.8).
func writeAttachments(f *file, attachments []Attachment) []embedded {
	var files []embedded
	for i := range attachments {
		a := &attachments[i]
		data := f.alloc()
		f.stream(data, a.streamDict(), a.Data)
		r := f.alloc()
		b := f.object(r)
		b.str("<</Type/Filespec/F")
		b.text(a.Name)
		b.str("/UF")
		b.text(a.Name)
		b.str("/AFRelationship")
		b.name(string(a.Relationship))
		if a.Description != "" {
			b.str("/Desc")
			b.text(a.Description)
		}
		b.str("/EF<</F ")
		b.ref(data)
		b.str("/UF ")
		b.ref(data)
		b.str(">>>>")
		files = append(files, embedded{a.Name, r})
	}
	return files
}

func (a *Attachment) streamDict() []byte {
	var b buf
	b.str("/Type/EmbeddedFile/Subtype")
	b.name(a.MIME)
	b.str("/Params<</Size ")
	b.int(len(a.Data))
	if !a.Modified.IsZero() {
		b.str("/ModDate")
		b.literal(dateString(a.Modified))
	}
	b.str(">>")
	return b
}

// appendFiles writes the catalog's entries: the associated files, and the
// same by name.
func appendFiles(b *buf, files []embedded) {
	if len(files) == 0 {
		return
	}
	b.str("/AF[")
	for _, e := range files {
		b.ref(e.ref)
		b.str(" ")
	}
	b.str("]/Names<</EmbeddedFiles<</Names[")
	sorted := slices.SortedStableFunc(slices.Values(files), func(a, b embedded) int { return cmp.Compare(textBytes(a.name), textBytes(b.name)) })
	for _, e := range sorted {
		b.text(e.name)
		b.ref(e.ref)
		b.str(" ")
	}
	b.str("]>>>>")
}

// textBytes is the text string as it is written, by which name trees sort.
func textBytes(s string) string {
	var b buf
	b.text(s)
	return string(b)
}
