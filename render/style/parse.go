package style

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"nianbao/schema/source"
)

// CodeStyle is the code of what is wrong with a style file besides its syntax
// and keys.
const CodeStyle = "STYLE-FILE"

//go:embed styles/*.toml
var files embed.FS

// names are the styles inside the program, the default first.
var names = []string{"gb9704", "web-plain"}

// Names lists the styles inside the program, the default first.
func Names() []string { return slices.Clone(names) }

// embedded reads the styles inside the program, which tests check, once.
var embedded = sync.OnceValue(func() map[string]*layers {
	all := map[string]*layers{}
	for _, name := range names {
		data, err := files.ReadFile("styles/" + name + ".toml")
		if err != nil {
			panic("style: " + err.Error())
		}
		l, list := parse(&source.File{Name: name + ".toml", Data: data}, all)
		if len(list) > 0 {
			panic("style: " + name + ": " + list[0].Message)
		}
		all[name] = l
	}
	return all
})

// Embedded is a style inside the program, nil when there is none of the name.
// It is shared; it must not be changed.
func Embedded(name string) *Style {
	if l := embedded()[name]; l != nil {
		return l.style
	}
	return nil
}

// Parse reads a style file. It may name one of Names as its base and give
// only what it changes; without a base it starts from the default. Every key
// must be known and every value have its unit; a style with an error in it is
// not returned.
func Parse(file *source.File) (*Style, source.List) {
	l, list := parse(file, embedded())
	if l == nil {
		return nil, list
	}
	return l.style, list
}

// layers is a style with the changes it is made of: those of a base stand
// under those of the files built on it, and in each "default" stands under
// the kinds that are named.
type layers struct {
	style  *Style
	page   []change[Page]
	text   map[string][]change[Text]
	tables map[string][]change[Table]
	letter []change[Letter]
}

// change is one value of a file.
type change[T any] func(*T)

func parse(file *source.File, bases map[string]*layers) (*layers, source.List) {
	root, list := source.Decode(file)
	if root == nil {
		return nil, list
	}
	base := root.String("base")
	name := root.String("name")
	l := &layers{text: map[string][]change[Text]{}, tables: map[string][]change[Table]{}}
	if _, given := root.Value("base"); !given && len(bases) > 0 {
		base = names[0]
	}
	if under := bases[base]; under != nil {
		l.page = slices.Clone(under.page)
		l.letter = slices.Clone(under.letter)
		maps.Copy(l.text, under.text)
		maps.Copy(l.tables, under.tables)
	} else if len(bases) > 0 {
		root.Add("base", source.Finding{
			Severity: source.Error, Code: CodeStyle,
			Message: fmt.Sprintf("没有名为“%s”的样式", base),
			Help:    []string{"base 可以是：" + strings.Join(names, "、")},
		})
	}
	if name == "" {
		name = strings.TrimSuffix(file.Name, ".toml")
	}
	l.read(root)
	if list = root.Findings(); list.Count(source.Error) > 0 {
		return nil, list
	}
	l.style = l.build(name)
	l.check(root)
	if list = root.Findings(); list.Count(source.Error) > 0 {
		return nil, list
	}
	return l, list
}

// read takes up the values of a file.
func (l *layers) read(root *source.Table) {
	if t := root.Table("page"); t != nil {
		l.page = append(l.page, pageChanges(t)...)
	}
	if t := root.Table("letter"); t != nil {
		l.letter = append(l.letter, letterChanges(t)...)
	}
	if text := root.Table("text"); text != nil {
		for _, kind := range slices.Concat([]string{"default"}, Kinds, LetterKinds) {
			if t := text.Table(kind); t != nil {
				l.text[kind] = append(slices.Clone(l.text[kind]), textChanges(t)...)
				t.Done()
			}
		}
		text.Done()
	}
	if tables := root.Table("table"); tables != nil {
		known := slices.Sorted(maps.Keys(l.tables))
		for _, key := range tables.Keys() {
			if near := source.Nearest(key, known); near != "" && near != key && l.tables[key] == nil {
				tables.Add(key, source.Finding{
					Severity: source.Warning, Code: CodeStyle,
					Message: "样式里没有名为“" + source.Clip(key) + "”的表",
					Help:    []string{"是不是“" + near + "”？如果另有这样一张表的表式，不必理会"},
				})
			}
			if t := tables.Table(key); t != nil {
				l.tables[key] = append(slices.Clone(l.tables[key]), tableChanges(t)...)
			}
		}
	}
	root.Done()
}

// build applies the changes, "default" before the kind's own.
func (l *layers) build(name string) *Style {
	s := &Style{Name: name, Text: map[string]Text{}, Tables: map[string]Table{}}
	apply(&s.Page, l.page)
	apply(&s.Letter, l.letter)
	for _, kind := range slices.Concat(Kinds, LetterKinds) {
		var t Text
		apply(&t, l.text["default"])
		apply(&t, l.text[kind])
		s.Text[kind] = t
	}
	for key, own := range l.tables {
		if key == "default" {
			continue
		}
		t := Table{BandFill: -1, HeadFill: -1}
		apply(&t, l.tables["default"])
		apply(&t, own)
		s.Tables[key] = t
	}
	return s
}

func apply[T any](v *T, changes []change[T]) {
	for _, c := range changes {
		c(v)
	}
}

// check looks at what several values must agree on.
func (l *layers) check(root *source.Table) {
	p := &l.style.Page
	width, height := p.Width-p.Left-p.Right, p.Height-p.Top-p.Bottom
	body := l.style.Text["body"].Size
	bad := func(severity source.Severity, key, message, help string) {
		f := source.Finding{Severity: severity, Code: CodeStyle, Message: message, Help: []string{help}}
		if page := root.Table("page"); page != nil {
			if _, given := page.Value(key); given {
				page.Add(key, f)
				return
			}
		}
		root.Add("", f)
	}
	switch {
	case width < 4*body || height < 2*p.LinePitch:
		bad(source.Error, "width", "页边占满了纸，没有版心", "改小页边 top、left、right、bottom，或改大纸张")
		return
	case p.Chars > 0 && body*lengthOf(p.Chars) > width:
		bad(source.Warning, "chars", fmt.Sprintf("一行排不下 %d 个字：%s × %d 比版心宽 %s", p.Chars,
			points(body), p.Chars, points(body*lengthOf(p.Chars)-width)), "改小 text.body 的 size，或改小左右页边")
	case p.Lines > 0 && p.LinePitch*lengthOf(p.Lines) > height:
		bad(source.Warning, "lines", fmt.Sprintf("一页排不下 %d 行：%s × %d 比版心高 %s", p.Lines,
			points(p.LinePitch), p.Lines, points(p.LinePitch*lengthOf(p.Lines)-height)), "改小 line_pitch，或改小上下页边")
	}
}
