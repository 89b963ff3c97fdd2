package schema

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"nianbao/schema/form"
)

// JSONSchema describes the report files of a form for editors: JSON Schema
// draft 4, the newest that Taplo understands. Rows are known by key and by
// official label, and each carries its label as its description.
func JSONSchema(f *form.Form) []byte {
	properties := node{
		"form":   node{"enum": []string{f.ID}, "description": f.Notice},
		"year":   years(f),
		"scope":  node{"enum": []string{string(Office), string(Area)}, "description": "office 只报本机关；area 汇总所属各单位"},
		"agency": object("报告机关", node{"name": oneLine("机关全称"), "code": line("机构代码"), "short": line("简称")}, "name"),
		"report": reportSchema(f),
		"text":   textSchema(f),
		"accept": node{"type": "object", "description": "核对过、可以照此公开的提示：编号 = 理由", "additionalProperties": oneLine("理由")},
	}
	for i := range f.Tables {
		properties[f.Tables[i].Key] = tableSchema(f, &f.Tables[i])
	}
	root := object(f.Title, properties, "form", "year", "agency")
	root["$schema"] = "http://json-schema.org/draft-04/schema#"
	root["title"] = "政府信息公开工作年度报告（" + f.Notice + "）"
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		panic("schema: " + err.Error()) // only strings, numbers, maps and slices in there
	}
	return out.Bytes()
}

// node is one schema; encoding/json writes its keys in order.
type node map[string]any

func text(description string) node { return node{"type": "string", "description": description} }

// line is text without a line break.
func line(description string) node {
	n := text(description)
	n["pattern"] = `^[^\r\n]*$`
	return n
}

// oneLine is a line that is not empty.
func oneLine(description string) node {
	n := line(description)
	n["minLength"] = 1
	return n
}

func object(description string, properties node, required ...string) node {
	n := node{"type": "object", "description": description, "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		n["required"] = required
	}
	return n
}

func years(f *form.Form) node {
	n := node{"type": "integer", "minimum": f.From, "description": "报告年度"}
	if f.To > 0 {
		n["maximum"] = f.To
	}
	return n
}

func reportSchema(f *form.Form) node {
	headings := node{}
	for _, s := range f.Sections {
		headings[s.Key] = line(s.Heading)
	}
	title := node{"description": "报告题目；分行时写成数组"}
	title["anyOf"] = []node{oneLine("一行"), {"type": "array", "items": oneLine("一行"), "minItems": 1}}
	return object("版式和落款，都可以不写", node{
		"title":     title,
		"date":      node{"description": "成文日期，例如 2025-01-20"},
		"signature": node{"type": "boolean", "description": "文末是否署名"},
		"headings":  object("本机关自己的标题写法", headings),
	})
}

func textSchema(f *form.Form) node {
	sections := node{"preamble": text("题目下的导语，Markdown")}
	for _, s := range f.Sections {
		if s.Table == "" {
			sections[s.Key] = text(s.Heading + "，Markdown")
		}
	}
	return object("正文", sections)
}

func tableSchema(f *form.Form, t *form.Table) node {
	description := t.Title
	for _, s := range f.Sections {
		if s.Table == t.Key {
			description = s.Heading
		}
	}
	properties := node{"blank": node{"enum": []int{0}, "description": "没有写的行一律按 0"}, "note": line("表下的注")}
	table := object(description, properties)
	leaves := leafCount(t)
	patterns := node{}
	for b := range t.Bands {
		band := &t.Bands[b]
		for i := range band.Rows {
			row := &band.Rows[i]
			schema := rowSchema(band, row)
			nest(properties, strings.Split(row.Key, "."), schema)
			labels := row.Path[len(row.Path)-1:]
			if leaves[labels[0]] > 1 {
				labels = row.Path
			}
			properties[strings.Join(labels, form.Separator)] = schema
			patterns[labelPattern(row.Path, len(labels))] = schema
		}
	}
	table["patternProperties"] = patterns
	return table
}

func leafCount(t *form.Table) map[string]int {
	n := map[string]int{}
	for b := range t.Bands {
		for i := range t.Bands[b].Rows {
			path := t.Bands[b].Rows[i].Path
			n[path[len(path)-1]]++
		}
	}
	return n
}

// nest puts a row's schema under its dotted key.
func nest(properties node, key []string, schema node) {
	if len(key) == 1 {
		properties[key[0]] = schema
		return
	}
	child, ok := properties[key[0]].(node)
	if !ok {
		child = object("", node{})
		delete(child, "description")
		properties[key[0]] = child
	}
	nest(child["properties"].(node), key[1:], schema)
}

// labelPattern matches a row's official label, of which the last least parts
// must stand and the ones above may, with half- or full-width brackets.
func labelPattern(path []string, least int) string {
	pattern := ""
	for i, label := range path {
		label = strings.NewReplacer("(", "（", ")", "）").Replace(label)
		label = strings.NewReplacer("（", "[（(]", "）", "[）)]").Replace(regexp.QuoteMeta(label))
		switch {
		case i < len(path)-least:
			pattern = "(" + pattern + label + form.Separator + ")?"
		case i < len(path)-1:
			pattern += label + form.Separator
		default:
			pattern += label
		}
	}
	return "^" + pattern + "$"
}

func rowSchema(b *form.Band, row *form.Row) node {
	items := make([]node, len(b.Columns))
	least := 0
	for i := range b.Columns {
		c := &b.Columns[i]
		items[i] = cellSchema(c)
		if len(c.Sum) == 0 {
			least = i + 1
		}
	}
	ways := []node{{"type": "array", "items": items, "additionalItems": false, "minItems": least, "maxItems": len(items)}}
	if len(items) == 1 {
		ways = append(ways, items[0]) // one cell need not be a list
	}
	return node{
		"description": strings.Join(row.Path, " / ") + "：" + strings.Join(strings.Fields(columnNames(b)), "、"),
		"anyOf":       ways,
	}
}

func cellSchema(c *form.Column) node {
	number := node{"type": "integer", "minimum": 0, "maximum": maxValue}
	switch c.Kind {
	case form.Signed:
		number = node{"type": "integer", "minimum": -maxValue, "maximum": maxValue}
	case form.Money:
		number = node{"anyOf": []node{{"type": "string", "pattern": `^(0|[1-9][0-9]*)(\.[0-9]+)?$`}, number}}
	}
	noted := object("", node{"value": number, "note": line("数后括号里的说明")}, "value")
	delete(noted, "description")
	return node{"description": columnLabel(c), "anyOf": []node{number, noted}}
}
