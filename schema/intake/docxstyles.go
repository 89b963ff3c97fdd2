package intake

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// style is what a paragraph style says of a paragraph.
type style struct {
	level       int // of a heading, 0 = none
	contents    bool
	number      string // numId
	numberLevel string // ilvl
	basedOn     string
}

// readStyles reads styles.xml: the styles by id, each with what it inherits.
func readStyles(text []byte) (map[string]style, error) {
	own := map[string]style{}
	var id string
	var s style
	err := elements(text, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "style":
			id, s = attr(e, "styleId"), style{}
		case "name":
			name := strings.ToLower(attr(e, "val"))
			s.level, s.contents = headingLevel(name), strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "目录")
		case "basedOn":
			s.basedOn = attr(e, "val")
		case "outlineLvl":
			if l := outlineLevel(attr(e, "val")); s.level == 0 {
				s.level = l
			}
		case "numId":
			s.number = attr(e, "val")
		case "ilvl":
			s.numberLevel = attr(e, "val")
		default:
			return nil
		}
		if id != "" {
			own[id] = s
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := make(map[string]style, len(own))
	for id, s := range own {
		for base, n := s.basedOn, 0; base != "" && n < 20; n++ { // a circle ends here
			b := own[base]
			if s.level == 0 {
				s.level = b.level
			}
			if s.number == "" {
				s.number, s.numberLevel = b.number, b.numberLevel
			}
			base = b.basedOn
		}
		all[id] = s
	}
	return all, nil
}

// elements calls visit for each element of a part, in order.
func elements(text []byte, visit func(xml.StartElement) error) error {
	r := newDocxReader(text)
	for {
		tok, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok {
			if err := visit(e); err != nil {
				return err
			}
		}
	}
}

// headingLevel reads a style's name or id: heading 1, Heading1, 标题 2.
func headingLevel(style string) int {
	s := strings.ToLower(style)
	for _, prefix := range []string{"heading", "标题"} {
		if n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(s, prefix))); err == nil && strings.HasPrefix(s, prefix) && n >= 1 && n <= 9 {
			return n
		}
	}
	return 0
}

// outlineLevel reads w:outlineLvl: 0 is the first, 9 is body text.
func outlineLevel(val string) int {
	if n, err := strconv.Atoi(val); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}
