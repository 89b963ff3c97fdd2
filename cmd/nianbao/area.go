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
	units := a.units(w, m)
	here := map[string]bool{}
	for i := range units {
		here[units[i].Agency.Name], here[units[i].Agency.Code] = true, true
	}
	for i := range w.Agencies {
		agency := &w.Agencies[i]
		if !here[agency.Name] && (agency.Code == "" || !here[agency.Code]) {
			units = append(units, schema.Unit{Agency: schema.Agency{Name: agency.Name, Short: agency.Short, Code: agency.Code}})
		}
	}
	total := schema.Sum(own.report.Agency, units)
	own.findings = append(total.List, total.Against(own.report)...)
	return []checked{own}
}

// units reads the reports again.
func (a *areaCheck) units(w *workspace.Workspace, m *batch.Reports) []schema.Unit {
	var units []schema.Unit
	for _, path := range a.paths {
		f, err := batch.Read(path)
		if err != nil {
			continue // it was taken away meanwhile
		}
		r, _ := schema.Load(f, m.Forms)
		if r == nil {
			continue
		}
		unit := schema.Unit{Agency: r.Agency, Report: r}
		if agency := listed(w, path); agency != nil {
			unit.Parent = agency.Parent
		}
		units = append(units, unit)
	}
	return units
}
