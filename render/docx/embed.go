package docx

import (
	"crypto/sha1"
	"fmt"
	"slices"
	"strconv"

	"nianbao/fonts"
	"nianbao/render/style"
)

// face is what stands for a role in the document.
type face struct {
	name string
	bold bool        // must be asked for as bold, for its family's regular is another face
	own  *fonts.Face // embedded; nil = the reader's
}

// family is a font that is embedded, under its own name.
type family struct {
	name          string
	regular, bold *fontFile
}

// fontFile is an embedded face as it lies in the package.
type fontFile struct {
	of   *fonts.Face
	guid string
	id   string // of its relationship
	part part
}

// boldFrom is the weight from which a face is the bold of its family.
const boldFrom = 600

// Embedding is what becomes of a set's faces when they are embedded.
type Embedding struct {
	Bytes int64         // that each document grows by
	Faces []*fonts.Face // embedded, each once
	Left  []LeftOut
}

// LeftOut is a role whose face is not embedded: the document names the
// official one, as it does without embedding.
type LeftOut struct {
	Role fonts.Role
	Face *fonts.Face
	Why  string // in Chinese
}

// Embedded says what Options.Embed does to documents in the look st. It does
// work that the first Write would do.
func Embedded(st *style.Style, set *fonts.Set) (Embedding, error) {
	s, err := sheetFor(st, Options{Embed: set}, false)
	if err != nil {
		return Embedding{}, err
	}
	e := Embedding{Left: s.left}
	for _, f := range s.fontFiles() {
		e.Bytes += int64(len(f.part.data))
		e.Faces = append(e.Faces, f.of)
	}
	return e, nil
}

// chooseFaces names the faces of all roles and embeds those of o.Embed that
// may be.
func (s *sheet) chooseFaces() error {
	s.faces = map[fonts.Role]face{}
	for _, r := range fonts.Roles {
		s.faces[r] = face{name: officials[r].name}
		if s.options.Embed == nil {
			continue
		}
		own := s.options.Embed.Face(r)
		if own == nil {
			continue
		}
		if why := s.whyNot(own); why != "" {
			s.left = append(s.left, LeftOut{r, own, why})
			continue
		}
		if err := s.embed(own); err != nil {
			return err
		}
		s.faces[r] = face{name: own.Family, bold: own.Weight >= boldFrom, own: own}
	}
	return nil
}

// whyNot says why a face cannot be embedded, "" when it can. One that may not
// lie in a document that can be edited (OS/2 fsType other than 0 and 8) is
// left out: Word would open the document for reading only, or not use the
// face.
func (s *sheet) whyNot(own *fonts.Face) string {
	if !own.Permission.Editable() {
		return own.Permission.String()
	}
	for _, f := range s.embedded {
		if twin := *f.slot(own); f.name == own.Family && twin != nil && twin.of != own {
			return "与 " + twin.of.File + " 同名同粗细（" + own.Family + "）"
		}
	}
	return ""
}

// embed puts a whole face into the package, once.
func (s *sheet) embed(own *fonts.Face) error {
	at := slices.IndexFunc(s.embedded, func(f family) bool { return f.name == own.Family })
	if at < 0 {
		at = len(s.embedded)
		s.embedded = append(s.embedded, family{name: own.Family})
	}
	slot := s.embedded[at].slot(own)
	if *slot != nil {
		return nil
	}
	s.fontCount++
	made, err := newFontFile(own, s.fontCount)
	*slot = made
	return err
}

// slot is where a face stands in its family.
func (f *family) slot(own *fonts.Face) **fontFile {
	if own.Weight >= boldFrom {
		return &f.bold
	}
	return &f.regular
}

func newFontFile(own *fonts.Face, n int) (*fontFile, error) {
	program, err := own.Program()
	if err != nil {
		return nil, err
	}
	guid, hidden := obfuscate(program)
	made := deflated("word/fonts/font"+strconv.Itoa(n)+".odttf", hidden)
	return &fontFile{own, guid, "rId" + strconv.Itoa(n), made}, nil
}

// obfuscate hides a font program as ISO/IEC 29500-1, 17.8.1 wants it: its
// first 32 bytes are XORed with the bytes of a GUID, last first. The GUID
// comes from the program, so that the same face gives the same file.
func obfuscate(program []byte) (guid string, hidden []byte) {
	sum := sha1.Sum(program)
	key := sum[:16]
	key[6] = key[6]&0x0F | 0x50 // RFC 9562, version 5
	key[8] = key[8]&0x3F | 0x80
	hidden = append([]byte(nil), program...)
	for i := range min(32, len(hidden)) {
		hidden[i] ^= key[15-i%16]
	}
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", key[:4], key[4:6], key[6:8], key[8:10], key[10:]), hidden
}

// fontFiles are the embedded faces in the order of their numbers.
func (s *sheet) fontFiles() []*fontFile {
	var all []*fontFile
	for i := range s.embedded {
		for _, f := range [...]*fontFile{s.embedded[i].regular, s.embedded[i].bold} {
			if f != nil {
				all = append(all, f)
			}
		}
	}
	return all
}

// fontRels writes fontTable.xml.rels.
func (s *sheet) fontRels(x *buffer) {
	openRels(x)
	for _, f := range s.fontFiles() {
		relation(x, f.id, officeSpace+"font", f.part.name[len("word/"):])
	}
	x.put("</Relationships>")
}

// fontTable writes fontTable.xml: the official faces, what to take where one
// is missing, and how Word may choose when both are; and the embedded ones.
func (s *sheet) fontTable(x *buffer) {
	x.put(xmlHead, "<w:fonts", wordSpaces, ">")
	for _, r := range fonts.Roles {
		if s.faces[r].own != nil {
			continue
		}
		o := officials[r]
		font(x, o.name, o.alt, o)
		if o.wide != "" {
			font(x, o.wide, songFace, o)
		}
	}
	for _, f := range s.embedded {
		x.put(`<w:font w:name="`)
		x.attr(f.name)
		x.put(`"><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/>`)
		embedLink(x, "embedRegular", f.regular)
		embedLink(x, "embedBold", f.bold)
		x.put("</w:font>")
	}
	x.put("</w:fonts>")
}

func embedLink(x *buffer, element string, f *fontFile) {
	if f != nil {
		x.put("<w:", element, ` r:id="`, f.id, `" w:fontKey="`, f.guid, `"/>`)
	}
}

func font(x *buffer, name, alt string, o official) {
	x.put(`<w:font w:name="`, name, `"><w:altName w:val="`, alt, `"/>`)
	if o.panose != "" {
		x.put(`<w:panose1 w:val="`, o.panose, `"/>`)
	}
	x.put(`<w:charset w:val="86"/><w:family w:val="`, o.family, `"/><w:pitch w:val="`, o.pitch, `"/></w:font>`)
}

// substitute is the face that a character must be set in because the role's
// lacks it; "" means none is needed.
func (s *sheet) substitute(role fonts.Role, r rune) string {
	if !han(r) || r >= 0x4E00 && r <= 0x9FA5 && inGB2312(r) {
		return "" // nearly all, before anything is looked up
	}
	if own := s.faces[role].own; own != nil && r >= 0x80 {
		if _, ok := own.Glyph(r); ok {
			return ""
		}
	}
	return substitute(role, r)
}
