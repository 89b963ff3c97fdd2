package schema

import (
	"nianbao/schema/source"
)

// CodeStale is the code of an acceptance that accepts nothing.
const CodeStale = "ACC-STALE"

// maxStale bounds how many acceptances are said to accept nothing.
const maxStale = 50

// Accept applies the report's [accept] to findings: those on this report whose
// code, or code and cell ("Y-STOCK disclosure.documents.in_force"), is accepted
// become Info with the reason behind the message. What must be mended cannot
// be accepted. The list given is not changed.
func Accept(r *Report, list source.List) source.List {
	if r == nil || len(r.Accept) == 0 {
		return list
	}
	accepted := make(source.List, len(list))
	for i, f := range list {
		accepted[i] = f
		key, ok := r.acceptance(&f)
		if !ok || fixed(r.Form, f.Code, f.Severity) {
			continue
		}
		accepted[i].Severity = source.Info
		accepted[i].Message = f.Message + "（已接受：" + r.Accept[key] + "）"
	}
	return accepted
}

// acceptance is the key of [accept] that speaks of a finding.
func (r *Report) acceptance(f *source.Finding) (string, bool) {
	if f.Origin.File != r.File && (f.Origin.File != nil || f.Place.File != r.File.Name) {
		return "", false
	}
	for _, key := range []string{f.Code + " " + f.Cell, f.Code} {
		if _, ok := r.Accept[key]; ok {
			return key, true
		}
	}
	return "", false
}

// Stale is the findings on acceptances that accept nothing in the finished
// list of a report, and on those of findings that must be mended.
func Stale(r *Report, list source.List) source.List {
	if r == nil || len(r.Accept) == 0 {
		return nil
	}
	used, refused := map[string]bool{}, map[string]bool{}
	for i := range list {
		key, ok := r.acceptance(&list[i])
		switch {
		case !ok:
		case fixed(r.Form, list[i].Code, list[i].Severity):
			refused[key] = true
		default:
			used[key] = true
		}
	}
	var stale source.List
	for _, key := range sortedKeys(r.Accept) {
		if used[key] || len(stale) == maxStale {
			continue
		}
		finding := source.Finding{
			Severity: source.Warning, Code: CodeStale, Origin: r.origin("accept", key),
			Message: "[accept] 接受了“" + source.Clip(key) + "”，但没有这条意见", Help: []string{"删去这一行，或核对编号和格名"},
		}
		finding.Origin.Key = true
		if refused[key] {
			finding.Message = "“" + source.Clip(key) + "”不能接受，只能改正"
			finding.Help = []string{"按那条意见改正，再删去这一行"}
		}
		stale = append(stale, finding)
	}
	return stale
}
