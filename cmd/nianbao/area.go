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

// results are the findings on the report that sums the workspace's area, if it
// is there: counties' reports are counted, not held against their towns, for
// a city's list need not name a county's offices.
func (a *areaCheck) results(w *workspace.Workspace, m *batch.Reports) []checked {
	if len(a.own) == 0 {
		return nil
	}
	total := schema.Sum(schema.Agency{Name: w.Area}, a.units(w, m))
	for _, own := range a.own {
		if total.Own() == nil || own.path != total.Own().File.Name {
			continue
		}
		own.findings = append(total.List, total.Against(own.report)...)
		return []checked{own}
	}
	return nil
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
