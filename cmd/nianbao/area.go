package main

import (
	"nianbao/batch/workspace"
	"nianbao/schema"
)

// areaCheck gathers a workspace's reports while they are checked, to hold the
// area's own against the sum of the others. Without a report that sums the
// area there is nothing to compare; the others' figures are still kept, for it
// may come last.
type areaCheck struct {
	own   []checked
	units []schema.Unit
}

func (a *areaCheck) add(w *workspace.Workspace, r *checked) {
	if r.report == nil {
		return
	}
	unit := schema.Unit{Agency: r.report.Agency, Report: r.report}
	if agency := listed(w, r.path); agency != nil {
		unit.Parent = agency.Parent
	}
	a.units = append(a.units, unit)
	if r.report.Scope == schema.Area {
		a.own = append(a.own, *r)
	}
}

// results are the findings on the reports that sum an area.
func (a *areaCheck) results(w *workspace.Workspace) []checked {
	if len(a.own) != 1 { // several areas: only `sum` can be told who belongs to which
		return nil
	}
	own := a.own[0]
	here := map[string]bool{}
	for i := range a.units {
		here[a.units[i].Agency.Name], here[a.units[i].Agency.Code] = true, true
	}
	units := a.units
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
