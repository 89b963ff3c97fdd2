package docx

import (
	"slices"
	"strings"
)

// styles: ids and names are unique, what refers to a style finds one of its
// type.
func (c *checker) styles() {
	n := c.trees["word/styles.xml"]
	if n == nil {
		c.say("no styles")
		return
	}
	types, names := map[string]string{}, map[string]bool{}
	for _, s := range n.all("style") {
		id, name := s.attr["styleId"], s.val("name")
		if types[id] != "" {
			c.say("two styles %s", id)
		}
		if names[name] {
			c.say("two styles named %s", name)
		}
		types[id], names[name] = s.attr["type"], true
	}
	for _, s := range n.all("style") {
		if base := s.val("basedOn"); base != "" && types[base] != s.attr["type"] {
			c.say("style %s is based on unknown style %s", s.attr["styleId"], base)
		}
	}
	for element, kind := range map[string]string{"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"} {
		for name, part := range c.trees {
			for _, k := range part.all(element) {
				if types[k.attr["val"]] != kind {
					c.say("%s: unknown style %s %q", name, element, k.attr["val"])
				}
			}
		}
	}
}

// notes: each footnote is called once, each call has its footnote.
func (c *checker) notes() {
	document, notes := c.trees["word/document.xml"], c.trees["word/footnotes.xml"]
	if document == nil || notes == nil {
		return
	}
	calls := map[string]int{}
	for _, k := range document.all("footnoteReference") {
		calls[k.attr["id"]]++
	}
	for _, k := range notes.all("footnote") {
		id := k.attr["id"]
		if k.attr["type"] == "" && calls[id] != 1 {
			c.say("footnote %s is called %d times", id, calls[id])
		}
		delete(calls, id)
	}
	for id := range calls {
		c.say("no footnote %s", id)
	}
}

// runOrder is the order of run properties in ECMA-376, which the transitional
// schema does not ask for and Word writes.
var runOrder = []string{"rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "u", "vertAlign", "lang"}

func (c *checker) structure(name string, n *node) {
	for _, k := range n.all("rPr") {
		last := -1
		for _, p := range k.kids {
			at := slices.Index(runOrder, p.name)
			if at < last || at < 0 {
				c.say("%s: run property %s out of order", name, p.name)
			}
			last = at
		}
	}
	ids := map[string]bool{}
	for _, k := range n.all("docPr") {
		if ids[k.attr["id"]] {
			c.say("%s: two pictures with id %s", name, k.attr["id"])
		}
		if k.attr["descr"] == "" {
			c.say("%s: picture without alternative text", name)
		}
		ids[k.attr["id"]] = true
	}
	for _, k := range n.all("t") {
		if strings.Trim(k.text, " \t\n") != k.text && k.attr["xml:space"] != "preserve" {
			c.say("%s: spaces of %q would be lost", name, k.text)
		}
	}
	for _, p := range n.all("p") {
		c.field(name, p)
	}
	for _, parent := range append(n.all("body"), n.all("tc")...) {
		for i, k := range parent.kids {
			if k.name == "tbl" && (i+1 == len(parent.kids) || parent.kids[i+1].name != "p") {
				c.say("%s: no paragraph after a table", name)
			}
		}
	}
	for _, t := range n.all("tbl") {
		c.table(name, t)
	}
}

// field: begin, instruction, separate, result and end, each in its run.
func (c *checker) field(name string, p *node) {
	var order []string
	for _, r := range p.all("r") {
		marks := 0
		for _, k := range r.kids {
			switch k.name {
			case "fldChar":
				order = append(order, k.attr["fldCharType"])
				marks++
			case "instrText":
				order = append(order, "instruction")
				marks++
			}
		}
		if marks > 1 {
			c.say("%s: field packed in one run", name)
		}
	}
	if len(order) > 0 && strings.Join(order, " ") != "begin instruction separate end" {
		c.say("%s: field of %v", name, order)
	}
}
