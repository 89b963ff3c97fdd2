package schema

import (
	"nianbao/schema/source"
)

// CodeStale is the code of an acceptance that accepts nothing.
const CodeStale = "ACC-STALE"

// maxStale bounds how many acceptances are said to accept nothing.
const maxStale = 50

// Accept applies the report's [accept] to the finished list of findings: those
// on this report whose code, or code and cell ("Y-STOCK disclosure.documents.in_force"),
// is accepted become Info with the reason behind the message. An acceptance
// that matches none is a finding itself, and so is one of a finding that must
// be mended. The list given is not changed.
func Accept(r *Report, list source.List) source.List {
	if r == nil || len(r.Accept) == 0 {
		return list
	}
	accepted := make(source.List, len(list))
	used := map[string]bool{}
	refused := map[string]bool{}
	for i, f := range list {
		accepted[i] = f
		if f.Origin.File != r.File && (f.Origin.File != nil || f.Place.File != r.File.Name) {
			continue
		}
		for _, key := range []string{f.Code + " " + f.Cell, f.Code} {
			reason, ok := r.Accept[key]
			if !ok {
				continue
			}
			if fixed(r.Form, f.Code, f.Severity) {
				refused[key] = true
				continue
			}
			used[key] = true
			accepted[i].Severity = source.Info
			accepted[i].Message = f.Message + "（已接受：" + reason + "）"
			break
		}
	}
	stale := 0
	for _, key := range sortedKeys(r.Accept) {
		if used[key] || stale == maxStale {
			continue
		}
		stale++
		finding := source.Finding{
			Severity: source.Warning, Code: CodeStale, Origin: r.origin("accept", key),
			Message: "[accept] 接受了“" + source.Clip(key) + "”，但没有这条意见", Help: []string{"删去这一行，或核对编号和格名"},
		}
		finding.Origin.Key = true
		if refused[key] {
			finding.Message = "“" + source.Clip(key) + "”不能接受，只能改正"
			finding.Help = []string{"按那条意见改正，再删去这一行"}
		}
		accepted = append(accepted, finding)
	}
	return accepted
}
