package docx

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// What no schema holds: rules over the package and over its tables. broken
// returns what a package does against them, one line each.
func broken(all map[string][]byte) []string {
	c := &checker{parts: all, trees: map[string]*node{}, types: map[string]string{}}
	for _, name := range c.names() {
		n, err := parse(all[name])
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			if err != nil {
				c.say("%s: not well-formed: %v", name, err)
				continue
			}
			c.trees[name] = n
		}
	}
	c.contentTypes()
	for _, name := range c.names() {
		if strings.HasSuffix(name, ".rels") && c.trees[name] != nil {
			c.relationships(name)
		}
	}
	c.references()
	c.styles()
	c.notes()
	for _, name := range c.names() {
		if n := c.trees[name]; n != nil && strings.HasPrefix(name, "word/") {
			c.structure(name, n)
		}
	}
	return c.found
}

type checker struct {
	parts map[string][]byte
	trees map[string]*node
	types map[string]string
	found []string
}

func (c *checker) say(format string, a ...any) { c.found = append(c.found, fmt.Sprintf(format, a...)) }

func (c *checker) names() []string {
	var names []string
	for name := range c.parts {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// contentTypes: each part has a type, each override a part.
func (c *checker) contentTypes() {
	n := c.trees["[Content_Types].xml"]
	if n == nil {
		c.say("no content types")
		return
	}
	byExtension := map[string]string{}
	for _, k := range n.kids {
		if k.name == "Default" {
			if byExtension[k.attr["Extension"]] != "" {
				c.say("two content types for .%s", k.attr["Extension"])
			}
			byExtension[k.attr["Extension"]] = k.attr["ContentType"]
		}
	}
	for _, k := range n.kids {
		if k.name != "Override" {
			continue
		}
		name := strings.TrimPrefix(k.attr["PartName"], "/")
		if c.parts[name] == nil {
			c.say("content type without part %s", name)
		}
		c.types[name] = k.attr["ContentType"]
	}
	for name := range c.parts {
		if name == "[Content_Types].xml" {
			continue
		}
		if c.types[name] == "" {
			c.types[name] = byExtension[strings.TrimPrefix(path.Ext(name), ".")]
		}
		if c.types[name] == "" || c.types[name] == "application/xml" {
			c.say("no content type for %s", name)
		}
	}
}

// targetTypes are the content types that a relationship may lead to.
var targetTypes = map[string]string{
	"officeDocument": "document.main+xml", "core-properties": "core-properties+xml", "extended-properties": "extended-properties+xml",
	"styles": "styles+xml", "settings": "settings+xml", "fontTable": "fontTable+xml", "theme": "theme+xml", "footer": "footer+xml",
	"header": "header+xml", "footnotes": "footnotes+xml", "image": "image/", "font": "obfuscatedFont",
}

// source is the part that a .rels part speaks of.
func source(rels string) string {
	dir, base := path.Split(rels)
	return path.Join(path.Dir(strings.TrimSuffix(dir, "/")), strings.TrimSuffix(base, ".rels"))
}

func (c *checker) relationships(name string) {
	from := source(name)
	if from != "." && c.parts[from] == nil {
		c.say("%s: relationships of no part", name)
	}
	seen := map[string]bool{}
	for _, k := range c.trees[name].kids {
		id, kind, target := k.attr["Id"], path.Base(k.attr["Type"]), k.attr["Target"]
		if seen[id] {
			c.say("%s: duplicate Id %s", name, id)
		}
		seen[id] = true
		if k.attr["TargetMode"] == "External" {
			if kind != "hyperlink" {
				c.say("%s: external %s", name, kind)
			}
			continue
		}
		to := path.Join(path.Dir(from), target)
		want, known := targetTypes[kind]
		switch {
		case c.parts[to] == nil:
			c.say("%s: dangling relationship to %s", name, to)
		case !known:
			c.say("%s: unknown relationship %s", name, kind)
		case !strings.Contains(c.types[to], want):
			c.say("%s: %s is a %s, its content type says %s", name, to, kind, c.types[to])
		}
	}
}

// references: each r:id and r:embed resolves to a relationship of its kind,
// and each relationship of that kind is used.
func (c *checker) references() {
	wanted := map[string]string{"hyperlink": "hyperlink", "blip": "image", "footerReference": "footer", "headerReference": "header", "embedRegular": "font", "embedBold": "font"}
	for name, n := range c.trees {
		kinds, used := map[string]string{}, map[string]bool{}
		if rels := c.trees[path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")]; rels != nil {
			for _, k := range rels.kids {
				kinds[k.attr["Id"]] = path.Base(k.attr["Type"])
			}
		}
		for element, kind := range wanted {
			for _, k := range n.all(element) {
				id := k.attr["r:id"] + k.attr["r:embed"]
				used[id] = true
				if kinds[id] != kind {
					c.say("%s: %s refers to %q, which is no %s", name, element, id, kind)
				}
			}
		}
		for id, kind := range kinds {
			if slices.Contains([]string{"hyperlink", "image", "footer", "header", "font"}, kind) && !used[id] {
				c.say("%s: relationship %s (%s) is not used", name, id, kind)
			}
		}
	}
}

func TestRules(t *testing.T) {
	for name, d := range shapes() {
		all, order, err := parts(made(t, d, Options{}))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if order[0] != "[Content_Types].xml" {
			t.Errorf("%s: first entry is %s", name, order[0])
		}
		for _, b := range broken(all) {
			t.Errorf("%s: %s", name, b)
		}
	}
}
