package intake

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML reads a published page: its paragraphs and tables in order. What the
// page's head says of the article comes first, as Meta. Scripts, styles,
// forms and what is not shown are left out; nothing is fetched.
func HTML(data []byte) ([]Block, error) {
	if len(data) > maxFile/4 {
		return nil, errTooLarge
	}
	if what := Foreign(data, ".html"); what != "" {
		return nil, errors.New(what)
	}
	data, err := pageText(data)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("网页读不出来，或嵌套过深")
	}
	r := &htmlReader{}
	r.meta(root)
	if err := r.walk(root, 0); err != nil {
		return nil, err
	}
	r.flush()
	if len(r.blocks) > maxBlocks {
		return nil, errTooLarge
	}
	return nameTables(r.blocks), nil
}

// htmlReader gathers the blocks of a page, or those of one cell.
type htmlReader struct {
	blocks   []Block
	text     strings.Builder
	level    int
	pictures []string
	cells    *int // of the whole page
	inCell   bool
	lists    []int
}

// meta keeps what the page's head calls the article.
func (r *htmlReader) meta(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		text := ""
		switch n.DataAtom {
		case atom.Title:
			text = plain(n)
		case atom.Meta:
			if name := strings.ToLower(htmlAttr(n, "name")); strings.HasSuffix(name, "title") {
				text = htmlAttr(n, "content")
			}
		case atom.Body:
			return
		}
		if text = foldSpace(clean.Replace(text)); text != "" && len(r.blocks) < 20 {
			r.blocks = append(r.blocks, Block{Text: text, Meta: true})
		}
	}
}

// flush ends the paragraph being gathered.
func (r *htmlReader) flush() {
	if text := foldSpace(r.text.String()); text != "" || len(r.pictures) > 0 {
		r.blocks = append(r.blocks, Block{Text: text, Level: r.level, Pictures: r.pictures})
	}
	r.text.Reset()
	r.level, r.pictures = 0, nil
}

func (r *htmlReader) walk(n *html.Node, depth int) error {
	if depth > maxNesting*2 {
		return errTooLarge
	}
	if n.Type == html.TextNode {
		r.text.WriteString(clean.Replace(n.Data))
		return nil
	}
	block := false
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Head, atom.Noscript, atom.Template, atom.Select, atom.Textarea, atom.Button, atom.Svg, atom.Iframe, atom.Nav:
			return nil
		case atom.Br:
			r.flush()
			return nil
		case atom.Input:
			if kind := htmlAttr(n, "type"); r.inCell && (kind == "" || kind == "text" || kind == "number") {
				r.text.WriteString(clean.Replace(htmlAttr(n, "value")))
			}
			return nil
		case atom.Img:
			r.pictures = append(r.pictures, strings.TrimSpace(htmlAttr(n, "alt")))
			return nil
		case atom.Table:
			r.flush()
			return r.table(n, depth)
		}
		if hidden(n) {
			return nil
		}
		block = isBlock(n.DataAtom)
	}
	if block {
		r.flush()
		r.begin(n)
	}
	raised := n.DataAtom == atom.Sup
	if raised {
		r.text.WriteString(raisedOn)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := r.walk(c, depth+1); err != nil {
			return err
		}
	}
	if raised {
		r.text.WriteString(raisedOff)
	}
	if block {
		if n.DataAtom >= atom.H1 && len(n.Data) == 2 && n.Data[0] == 'h' {
			r.level = int(n.Data[1] - '0')
		}
		r.flush()
		if n.DataAtom == atom.Ol || n.DataAtom == atom.Ul {
			r.lists = r.lists[:len(r.lists)-1]
		}
	}
	return nil
}

// begin notes the beginning of lists, and writes the number or bullet of an
// item as a browser does.
func (r *htmlReader) begin(n *html.Node) {
	switch n.DataAtom {
	case atom.Ol, atom.Ul:
		next := 0 // bullets
		if n.DataAtom == atom.Ol {
			next = 1
			if start, err := strconv.Atoi(htmlAttr(n, "start")); err == nil && start >= 0 && start < 1e6 {
				next = start
			}
		}
		if noMark.MatchString(htmlAttr(n, "style")) {
			next = -1
		}
		r.lists = append(r.lists, next)
	case atom.Li:
		if len(r.lists) == 0 || noMark.MatchString(htmlAttr(n, "style")) {
			return
		}
		switch next := &r.lists[len(r.lists)-1]; {
		case *next == 0:
			r.text.WriteString("•")
		case *next > 0:
			r.text.WriteString(strconv.Itoa(*next) + ".")
			*next++
		}
	}
}

var (
	noMark   = regexp.MustCompile(`list-style(-type)?\s*:[^;]*none`)
	notShown = regexp.MustCompile(`(display\s*:\s*none|visibility\s*:\s*hidden)`)
)

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && notShown.MatchString(strings.ToLower(a.Val)) {
			return true
		}
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Section,
		atom.Article, atom.Tr, atom.Td, atom.Th, atom.Table, atom.Blockquote, atom.Header, atom.Footer, atom.Main, atom.Center, atom.Dd, atom.Dt, atom.Caption:
		return true
	}
	return false
}

func htmlAttr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func plain(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

// foldSpace makes any run of white space one space, as a browser does; a line
// end between Chinese characters is only the source's. Full-width spaces stay,
// but for those that indent the text.
func foldSpace(s string) string {
	var b strings.Builder
	var last rune
	space, line := false, false
	for _, r := range strings.TrimSpace(s) {
		if unicode.IsSpace(r) && r != '\u3000' {
			space, line = true, line || r == '\n'
			continue
		}
		if space && b.Len() > 0 && !(line && isWide(last) && isWide(r)) {
			b.WriteByte(' ')
		}
		space, line = false, false
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// isWide tells characters that are written without spaces.
func isWide(r rune) bool {
	return r >= 0x2E80 && r < 0xFF61 || strings.ContainsRune("“”‘’—…·", r)
}
