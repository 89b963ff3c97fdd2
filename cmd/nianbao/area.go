package main

import (
	"context"

	"nianbao/batch"
	"nianbao/batch/workspace"
	"nianbao/schema"
)

// areaCheck notes a workspace's reports on a whole area while they are checked.
// When there is one, the others are read again to be summed: they need not be
// kept meanwhile.
type areaCheck struct{ own []checked }

func (a *areaCheck) add(r *checked) {
	if r.report != nil && r.report.Scope == schema.Area {
		a.own = append(a.own, *r)
	}
}

// results are the findings on the report that sums the workspace's area, if it
// is there: counties' reports are counted, not held against their towns, for
// a city's list need not name a county's offices.
func (a *areaCheck) results(ctx context.Context, w *workspace.Workspace, m *batch.Reports, inputs []batch.Input) ([]checked, error) {
	if len(a.own) == 0 {
		return nil, nil
	}
	units, err := unitsOf(ctx, inputs, w, m.Forms, func(*loaded) {}) // what fails was told
	if err != nil {
		return nil, err
	}
	total := schema.Sum(schema.Agency{Name: w.Area}, units)
	for _, own := range a.own {
		if total.Own() == nil || own.path != total.Own().Figures.File {
			continue
		}
		own.findings = append(total.List, total.Against(own.report)...)
		return []checked{own}, nil
	}
	return nil, nil
}
