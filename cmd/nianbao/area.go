package main

import (
	"nianbao/batch"
	"nianbao/batch/workspace"
	"nianbao/schema"
)

// areaCheck notes a workspace's reports while they are checked, to hold the
// area's own against the sum of the others. Only when there is an own one are
// the others read again: they need not be kept meanwhile.
type areaCheck struct {
	own   []checked
	paths []string
}

func (a *areaCheck) add(r *checked) {
	if r.report == nil {
		return
	}
	a.paths = append(a.paths, r.path)
	if r.report.Scope == schema.Area {
		a.own = append(a.own, *r)
	}
}

// results are the findings on the reports that sum an area.
func (a *areaCheck) results(w *workspace.Workspace, m *batch.Reports) []checked {
	if len(a.own) != 1 { // several areas: only `sum` can be told who belongs to which
		return nil
	}
	own := a.own[0]
	total := schema.Sum(own.report.Agency, a.units(w, m))
	own.findings = append(total.List, total.Against(own.report)...)
	return []checked{own}
}

// units reads the reports again; agencies without one are units too.
func (a *areaCheck) units(w *workspace.Workspace, m *batch.Reports) []schema.Unit {
	var units []schema.Unit
	here := map[*workspace.Agency]bool{}
	for _, path := range a.paths {
		f, err := batch.Read(path)
		if err != nil {
			continue // it was taken away meanwhile
		}
		if r, _ := schema.Load(f, m.Forms); r != nil {
			units = append(units, unitOf(w, path, r, here))
		}
	}
	return withMissing(units, w, here)
}
