package main

import (
	"slices"
	"strings"

	"nianbao/batch"
	"nianbao/batch/manifest"
	"nianbao/render"
	"nianbao/render/pdf"
)

// formats is the value of --to.
type formats []string

func (f *formats) Set(s string) error {
	*f = nil
	for _, part := range strings.Split(s, ",") {
		part = strings.ToLower(strings.TrimSpace(part))
		if part != render.DOCX && part != render.PDF {
			return wrong("只能是 docx、pdf，或两者用逗号隔开")
		}
		if !slices.Contains(*f, part) {
			*f = append(*f, part)
		}
	}
	slices.Sort(*f) // docx before pdf, however it was typed
	return nil
}

func (f *formats) String() string { return strings.Join(*f, ",") }
func (f *formats) Type() string   { return "格式" }

// profile is the value of --pdf.
type profile struct{ conformance pdf.Conformance }

var profiles = []struct {
	name        string
	conformance pdf.Conformance
}{{"a-2a,ua-1", pdf.A2a}, {"a-2b", pdf.A2b}, {"a-3a", pdf.A3a}}

// Set takes the standards in any order. Every file is PDF/UA-1 besides, so
// ua-1 may stand with each or alone.
func (p *profile) Set(s string) error {
	found := pdf.A2a
	archival := 0
	for _, part := range strings.Split(strings.ToLower(s), ",") {
		switch strings.TrimSpace(part) {
		case "ua-1":
			continue
		case "a-2a":
			found = pdf.A2a
		case "a-2b":
			found = pdf.A2b
		case "a-3a":
			found = pdf.A3a
		default:
			return wrong("只能是 a-2a,ua-1、a-2b 或 a-3a")
		}
		archival++
	}
	if archival > 1 {
		return wrong("a-2a、a-2b、a-3a 只能选一个")
	}
	p.conformance = found
	return nil
}

func (p *profile) String() string {
	for _, known := range profiles {
		if known.conformance == p.conformance {
			return known.name
		}
	}
	return ""
}

func (p *profile) Type() string { return "标准" }

// names is the value of --name.
type names batch.Names

func (n *names) Set(s string) error {
	parsed, err := batch.ParseNames(s)
	if err != nil {
		return wrong("%v", err)
	}
	*n = names(parsed)
	return nil
}

func (n *names) String() string { return string(*n) }
func (n *names) Type() string   { return "模板" }

// shard is the value of --shard.
type shard struct{ manifest.Shard }

func (s *shard) Set(text string) error {
	parsed, err := manifest.ParseShard(text)
	if err != nil {
		return wrong("%v", err)
	}
	s.Shard = parsed
	return nil
}

func (s *shard) Type() string { return "I/N" }
