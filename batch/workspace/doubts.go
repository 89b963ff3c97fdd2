package workspace

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nianbao/schema"
	"nianbao/schema/source"
)

// Codes of the findings on a report that a workspace knows better.
const (
	CodeYear = "WS-YEAR" // the report is of another year than its folder
	CodeName = "WS-NAME" // the report is another agency's than the list says
)

// Doubt is what does not fit between a report and its place in the workspace:
// as a rule it is a file copied and not filled in anew. The documents can be
// made all the same, so these are warnings.
func (w *Workspace) Doubt(r *schema.Report) source.List {
	if r.File == nil {
		return nil
	}
	var found source.List
	warn := func(code string, path source.Path, help, format string, args ...any) {
		found = append(found, source.Finding{Severity: source.Warning, Code: code, Origin: source.Origin{File: r.File, Path: path},
			Message: fmt.Sprintf(format, args...), Help: []string{help}})
	}
	if year, err := strconv.Atoi(filepath.Base(filepath.Dir(r.File.Name))); err == nil && year != r.Year {
		warn(CodeYear, source.Path{"year"}, "核对是不是把别的年度的文件抄了过来", "报告是 %d 年度的，却放在 %d 年度的文件夹里", r.Year, year)
	}
	a := w.Agency(filepath.Base(r.File.Name))
	if a == nil {
		return found
	}
	name := r.Agency.Name
	named := strings.HasSuffix(name, a.Name) || strings.HasSuffix(a.Name, name) || name == a.Short
	coded := a.Code != "" && r.Agency.Code != ""
	switch {
	case coded && r.Agency.Code != a.Code:
		warn(CodeName, source.Path{"agency", "code"}, "核对是不是抄了别家的文件；名单错了就改 "+FileName,
			"报告里是“%s”（代码 %s），名单里这份文件是“%s”（代码 %s）的", name, r.Agency.Code, a.Name, a.Code)
	case !named && !coded:
		warn(CodeName, source.Path{"agency", "name"}, "核对是不是抄了别家的文件；名单错了就改 "+FileName,
			"报告里是“%s”，名单里这份文件是“%s”的", name, a.Name)
	case !named:
		warn(CodeName, source.Path{"agency", "name"}, "改成一样的名称；改了名的单位，名单在 "+FileName+" 里改",
			"报告里是“%s”，名单里同一代码的是“%s”", name, a.Name)
	}
	return found
}

// doubts says what looks wrong in a list: Excel drops zeros at the front of
// what it takes for numbers, and digits behind the fifteenth; a parent that
// is misspelt leaves an office without one.
func doubts(list []Agency) []string {
	var all []string
	digits := map[int]string{}
	known := map[string]*Agency{}
	for i := range list {
		a := &list[i]
		known[a.Code], known[a.Name], known[a.Short] = a, a, a
		if a.Code != "" && strings.Trim(a.Code, "0123456789") == "" {
			digits[len(a.Code)] = a.Code
		}
		if scientific.MatchString(a.Code) {
			all = append(all, fmt.Sprintf("“%s”的代码是 %s：Excel 把长代码当作了数，后面的几位已经丢了；请把这一列设为文本再填一遍", a.Name, a.Code))
		}
	}
	if len(digits) > 1 {
		longest, shortest := 0, 1<<30
		for n := range digits {
			longest, shortest = max(longest, n), min(shortest, n)
		}
		all = append(all, fmt.Sprintf("代码长短不一（如 %s 和 %s）：请核对 Excel 是否丢了前面的 0", digits[shortest], digits[longest]))
	}
	delete(known, "")
	var strange []string
	for i := range list {
		a, steps := &list[i], 0
		for up := known[a.Parent]; up != nil && steps <= len(list); up = known[up.Parent] {
			steps++
		}
		if steps > len(list) {
			all = append(all, fmt.Sprintf("“%s”的上级“%s”转了一圈又回到它自己，汇总时当作没有上级", a.Name, a.Parent))
		}
		if a.Parent != "" && known[a.Parent] == nil && !slices.Contains(strange, a.Parent) {
			strange = append(strange, a.Parent)
		}
	}
	if len(strange) > 0 {
		all = append(all, fmt.Sprintf("这些上级不在名单里：%s；写错了请改，本来不在名单里的不要紧", clip(strange)))
	}
	return all
}

var scientific = regexp.MustCompile(`^[0-9]\.?[0-9]*[eE]\+[0-9]+$`)

// clip joins the first few.
func clip(names []string) string {
	const few = 5
	if len(names) > few {
		return strings.Join(names[:few], "、") + fmt.Sprintf("等 %d 个", len(names))
	}
	return strings.Join(names, "、")
}
