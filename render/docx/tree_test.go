package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// node is an element as a test reads it back. Names are local, with the
// prefix r: for relationships and xml: for XML's own.
type node struct {
	name string
	attr map[string]string
	kids []*node
	text string
}

const relSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// parse reads a part.
func parse(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	open := []*node{top}
	for {
		token, err := d.Token()
		if err == io.EOF {
			if len(top.kids) != 1 {
				return nil, fmt.Errorf("%d root elements", len(top.kids))
			}
			return top.kids[0], nil
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				name := a.Name.Local
				switch a.Name.Space {
				case relSpace:
					name = "r:" + name
				case "http://www.w3.org/XML/1998/namespace":
					name = "xml:" + name
				}
				n.attr[name] = a.Value
			}
			last.kids = append(last.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(token)
		}
	}
}

// all are the descendants with a name, in the order of the document.
func (n *node) all(name string) []*node {
	var found []*node
	for _, k := range n.kids {
		if k.name == name {
			found = append(found, k)
		}
		found = append(found, k.all(name)...)
	}
	return found
}

// at follows a path of first children; nil when there is none.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		var next *node
		if n != nil {
			for _, k := range n.kids {
				if k.name == name {
					next = k
					break
				}
			}
		}
		n = next
	}
	return n
}

// val is the w:val of the element at path, or "".
func (n *node) val(path ...string) string {
	if n = n.at(path...); n == nil {
		return ""
	}
	return n.attr["val"]
}

// number is an attribute as a number; 0 when it is missing or no number.
func (n *node) number(attr string) int {
	if n == nil {
		return 0
	}
	v, _ := strconv.Atoi(n.attr[attr])
	return v
}

// words is the text of runs below n: tabs and line ends as they were typed.
func (n *node) words() string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		switch n.name {
		case "t":
			b.WriteString(n.text)
		case "tab":
			b.WriteByte('\t')
		case "br":
			b.WriteByte('\n')
		case "cr":
			b.WriteByte('\r')
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(n)
	return b.String()
}

// parts unpacks a file; reading an entry to its end checks its CRC.
func parts(data []byte) (map[string][]byte, []string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, err
	}
	all := map[string][]byte{}
	var order []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if _, twice := all[f.Name]; twice {
			return nil, nil, fmt.Errorf("%s: twice", f.Name)
		}
		all[f.Name] = b
		order = append(order, f.Name)
	}
	return all, order, nil
}

// root reads one part of a file.
func root(t testing.TB, file []byte, name string) *node {
	t.Helper()
	all, _, err := parts(file)
	if err != nil {
		t.Fatal(err)
	}
	n, err := parse(all[name])
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}
