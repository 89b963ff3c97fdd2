package pdf

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// tagged is a structure element as a screen reader finds it: through the
// structure tree alone, with the text of its marked content.
type tagged struct {
	role, text, alt, id string
	attrs               dict
	kids                []*tagged // pieces of text have no role
}

// structureReader reads the structure tree of a file.
type structureReader struct {
	t *testing.T
	*reader
	marked map[ref]map[int]string // by page and MCID: the text
	fonts  map[ref]map[string]string
}

func readStructure(t *testing.T, file []byte) *tagged {
	t.Helper()
	r, err := newReader(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &structureReader{t: t, reader: r, marked: map[ref]map[int]string{}, fonts: map[ref]map[string]string{}}
	root := must[dict](s, r.trailer["Root"])
	tree := must[dict](s, root["StructTreeRoot"])
	return s.element(tree["K"], 0)
}

func must[T any](s *structureReader, v any) T {
	s.t.Helper()
	got, err := get[T](s.reader, v)
	if err != nil {
		s.t.Fatalf("%v is no %T: %v", v, got, err)
	}
	return got
}

// element reads an element, or a piece of content on a page.
func (s *structureReader) element(v any, page ref) *tagged {
	if id, ok := v.(int); ok {
		return &tagged{text: s.page(page)[id]}
	}
	d := must[dict](s, v)
	if p, ok := d["Pg"].(ref); ok {
		page = p
	}
	switch d["Type"] {
	case name("MCR"):
		return &tagged{text: s.page(page)[d["MCID"].(int)]}
	case name("OBJR"):
		annotation := must[dict](s, d["Obj"])
		action := must[dict](s, annotation["A"])
		return &tagged{role: "OBJR", text: action["URI"].(string)}
	}
	role, _ := d["S"].(name)
	id, _ := d["ID"].(string)
	e := &tagged{role: string(role), alt: textOf(d["Alt"]), id: id}
	e.attrs, _ = d["A"].(dict)
	kids, ok := d["K"].(array)
	if !ok && d["K"] != nil {
		kids = array{d["K"]}
	}
	for _, k := range kids {
		kid := s.element(k, page)
		e.kids = append(e.kids, kid)
		if kid.role != "OBJR" {
			e.text += kid.text
		}
	}
	return e
}

// page reads the marked content of a page.
func (s *structureReader) page(number ref) map[int]string {
	if m, ok := s.marked[number]; ok {
		return m
	}
	page := must[dict](s, number)
	resources := must[dict](s, page["Resources"])
	fonts := must[dict](s, resources["Font"])
	content, err := s.unpack(must[*stream](s, page["Contents"]))
	if err != nil {
		s.t.Fatal(err)
	}
	m := map[int]string{}
	var toUnicode map[string]string
	id := -1
	s.operators(content, func(op operator, args array) {
		switch op {
		case "BDC":
			id = -1
			if n, ok := args[1].(dict)["MCID"].(int); ok {
				id = n
			}
		case "EMC":
			id = -1
		case "Tf":
			toUnicode = s.font(fonts[string(args[0].(name))].(ref))
		case "Tj", "TJ":
			for _, v := range shown(args) {
				codes, _ := v.(string)
				for i := 0; i+1 < len(codes); i += 2 {
					r, ok := toUnicode[codes[i:i+2]]
					if !ok {
						s.t.Fatalf("code %x has no character", codes[i:i+2])
					}
					if id >= 0 {
						m[id] += r
					}
				}
			}
		}
	})
	s.marked[number] = m
	return m
}

// shown is the strings and numbers of Tj or TJ.
func shown(args array) array {
	if list, ok := args[0].(array); ok {
		return list
	}
	return args
}

// operators calls do for each operator with what stands before it.
func (s *structureReader) operators(content []byte, do func(operator, array)) {
	l := &lexer{data: content}
	var args array
	for l.space(); l.at < len(content); l.space() {
		v, err := l.value()
		if err != nil {
			s.t.Fatal(err)
		}
		if op, ok := v.(operator); ok {
			do(op, args)
			args = nil
			continue
		}
		args = append(args, v)
	}
}

// font reads a font's ToUnicode map.
func (s *structureReader) font(number ref) map[string]string {
	if m, ok := s.fonts[number]; ok {
		return m
	}
	font := must[dict](s, number)
	data, err := s.unpack(must[*stream](s, font["ToUnicode"]))
	if err != nil {
		s.t.Fatal(err)
	}
	m := map[string]string{}
	s.operators(data, func(op operator, args array) {
		if op != "endbfchar" {
			return
		}
		if len(args) > 200 {
			s.t.Fatalf("a block of %d entries", len(args)/2)
		}
		for i := 0; i < len(args); i += 2 {
			var units []uint16
			for to := args[i+1].(string); len(to) > 0; to = to[2:] {
				units = append(units, uint16(to[0])<<8|uint16(to[1]))
			}
			m[args[i].(string)] = string(utf16.Decode(units))
		}
	})
	s.fonts[number] = m
	return m
}

// outline prints an element and what is below it, a line each.
func (e *tagged) outline(b *strings.Builder, depth int) {
	if e.role == "" {
		return
	}
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), e.role)
	if e.alt != "" {
		fmt.Fprintf(b, " alt=%s", e.alt)
	}
	leaf := true
	for _, k := range e.kids {
		leaf = leaf && k.role == ""
	}
	if leaf && e.text != "" {
		fmt.Fprintf(b, " %s", e.text)
	}
	b.WriteString("\n")
	for _, k := range e.kids {
		if k.role == "" && !leaf {
			fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", depth+1), k.text)
		}
		k.outline(b, depth+1)
	}
}

func (e *tagged) find(role string) (found []*tagged) {
	if e.role == role {
		found = append(found, e)
	}
	for _, k := range e.kids {
		found = append(found, k.find(role)...)
	}
	return found
}

func (e *tagged) span(key string) int {
	if n, ok := e.attrs[key].(int); ok {
		return n
	}
	return 1
}

// TestTableByTags reads a table through the tags alone: the grid that the
// spans make, and for each cell the text of the headers that it names.
func TestTableByTags(t *testing.T) {
	root := readStructure(t, render(t, smallDocument(), Options{}))
	table := root.find("Table")[0]
	byID := map[string]string{}
	for _, th := range root.find("TH") {
		if th.id != "" {
			if byID[th.id] != "" {
				t.Errorf("ID %s twice", th.id)
			}
			byID[th.id] = th.text
		}
	}
	const columns = 4
	rows := table.find("TR")
	grid := make([][columns]string, len(rows))
	for i, row := range rows {
		col := 0
		for _, c := range row.kids {
			for grid[i][col] != "" {
				col++
			}
			var heads []string
			list, _ := c.attrs["Headers"].(array)
			for _, id := range list {
				heads = append(heads, byID[id.(string)])
			}
			says := c.role + " " + c.text + " ← " + strings.Join(heads, "/")
			if scope, ok := c.attrs["Scope"].(name); ok {
				says += " " + string(scope)
			}
			for y := range c.span("RowSpan") {
				for x := range c.span("ColSpan") {
					if grid[i+y][col+x] != "" {
						t.Errorf("row %d column %d is covered twice", i+y, col+x)
					}
					grid[i+y][col+x] = says
				}
			}
		}
	}
	want := [][columns]string{
		{"TH 项目 ←  Both", "TH 项目 ←  Both", "TH 申请人情况 ←  Column", "TH 申请人情况 ←  Column"},
		{"TH 项目 ←  Both", "TH 项目 ←  Both", "TH 自然人 ← 申请人情况 Column", "TH 总计 ← 申请人情况 Column"},
		{"TH 一、本年新收 ←  Row", "TH 一、本年新收 ←  Row", "TD 12 ← 申请人情况/自然人/一、本年新收", "TD 13 ← 申请人情况/总计/一、本年新收"},
		{"TH 三、结果 ←  Row", "TH （一）公开 ← 三、结果 Row", "TD 7 ← 申请人情况/自然人/三、结果/（一）公开", "TD 0 ← 申请人情况/总计/三、结果/（一）公开"},
		{"TH 三、结果 ←  Row", "TH （七）总计 ← 三、结果 Row", "TD  ← 申请人情况/自然人/三、结果/（七）总计", "TD 18.8710 ← 申请人情况/总计/三、结果/（七）总计"},
	}
	for i := range want {
		if i >= len(grid) || grid[i] != want[i] {
			t.Errorf("row %d:\n got %q\nwant %q", i, grid[i], want[i])
		}
	}
}

// TestReadingOrder: content that comes between the children of an element
// stays between them.
func TestReadingOrder(t *testing.T) {
	for name, want := range map[string]string{
		"links": `Document
  P
    详见
    Link
      www.example.gov.cn/col/2020
      OBJR https://www.example.gov.cn/%E5%B9%B4%E6%8A%A5?a=(1)
      OBJR https://www.example.gov.cn/%E5%B9%B4%E6%8A%A5?a=(1)
    等处，或
    Link
      某局ABC网站
      OBJR mailto:a@example.gov.cn
      （续）
      OBJR mailto:a@example.gov.cn
`,
		"notes": `Document
  P
    公开12件，比上年多。
    Note 注1：含修订。
  P
    公开12件，比上年多。
    Note 注2：含修订。
`,
		"list": `Document
  L
    LI
      Lbl 1.
      LBody
        P 完善制度。
    LI
      Lbl 2.
      LBody
        P 完善制度。
        L
          LI
            Lbl ·
            LBody 内层
    LI
      Lbl 3.
      LBody
        P 完善制度。
`,
	} {
		for _, d := range oddDocuments() {
			if d.name != name {
				continue
			}
			var b strings.Builder
			readStructure(t, render(t, d.doc, Options{})).outline(&b, 0)
			if b.String() != want {
				t.Errorf("%s:\n%s", name, b.String())
			}
		}
	}
}
