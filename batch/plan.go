package batch

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// Job is one report of a plan.
type Job struct {
	Input
	Name string // of its documents, without extension
}

// Plan is what a run has to do.
type Plan struct {
	Jobs     []Job
	Dir      string // where the documents go
	Manifest string // path of the manifest; "" keeps none
	Shard    manifest.Shard
	// Whole says that the jobs are all that the manifest should hold: entries
	// of other reports are dropped.
	Whole   bool
	Program string // name and version, for the manifest
}

// Path is where a job's document of the given format goes.
func (p *Plan) Path(job Job, format string) string {
	return filepath.Join(p.Dir, job.Name+"."+format)
}

// Names is a template for output names: {stem} {title} {agency} {code} {year}.
type Names string

// fields are what a template may name, the first being free of charge.
var fields = []string{"stem", "title", "agency", "code", "year"}

// ParseNames checks a template.
func ParseNames(s string) (Names, error) {
	rest := s
	for _, f := range fields {
		rest = strings.ReplaceAll(rest, "{"+f+"}", "")
	}
	switch {
	case strings.ContainsAny(rest, "{}"):
		return "", fmt.Errorf("只认得 {stem} {title} {agency} {code} {year}")
	case rest == s:
		return "", fmt.Errorf("至少要有 {stem} {title} {agency} {code} 之一，否则各份报告同名")
	}
	return Names(s), nil
}

// NeedsReport reports whether naming takes more than the input's own name.
func (n Names) NeedsReport() bool {
	return strings.Contains(strings.ReplaceAll(string(n), "{stem}", ""), "{")
}

// Facts are what a report says of itself, for its name.
type Facts struct {
	Title, Agency, Code string
	Year                int
}

// name fills the template in.
func (n Names) name(stem string, f Facts) string {
	return disk.Name(strings.NewReplacer("{stem}", stem, "{title}", f.Title, "{agency}", f.Agency,
		"{code}", f.Code, "{year}", strconv.Itoa(f.Year)).Replace(string(n)))
}

// NewJobs names the outputs of inputs and keeps those of the shard. facts is
// asked only when the template needs it; inputs of which it knows nothing are
// named by their stem. Two inputs with the same output name are an error, also
// when the names differ only in case.
func NewJobs(inputs []Input, names Names, shard manifest.Shard, facts func(*Input) (Facts, bool)) ([]Job, error) {
	var jobs []Job
	seen := map[string]string{}
	for i := range inputs {
		in := &inputs[i]
		job := Job{Input: *in, Name: disk.Name(in.Stem())}
		if !shard.Holds(in.Stem()) {
			continue
		}
		if in.Err == nil && names.NeedsReport() {
			if f, ok := facts(in); ok {
				job.Name = names.name(in.Stem(), f)
			}
		} else {
			job.Name = names.name(in.Stem(), Facts{})
		}
		if job.Name == "" {
			return nil, fmt.Errorf("%s 得不出输出文件名", in.Path)
		}
		if other, ok := seen[disk.Fold(job.Name)]; ok {
			return nil, fmt.Errorf("%s 和 %s 的输出文件同名：%s。请改文件名，或用 --name 取不同的名字", other, in.Path, job.Name)
		}
		seen[disk.Fold(job.Name)] = in.Path
		jobs = append(jobs, job)
	}
	return jobs, nil
}
