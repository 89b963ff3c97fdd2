package archive

import (
	"path"
	"strconv"
	"strings"

	"nianbao/batch/disk"
)

// Earlier reads earlier batches: the first free 件号 of each series (a 档号
// without its number), and the records by Key. A batch that is not whole is an
// error.
func Earlier(dirs []string) (first map[string]int, records map[string]Previous, err error) {
	first, records = map[string]int{}, map[string]Previous{}
	for _, dir := range dirs {
		v, err := verify(dir, "")
		if err != nil {
			return nil, nil, err
		}
		if len(v.rows) == 0 || !v.OK() {
			return nil, nil, disk.ReadError(dir, disk.Reason("不是完好的移交数据包，先用 nianbao verify 查明"))
		}
		for i := range v.rows {
			r := &v.rows[i]
			if m := numbered.FindStringSubmatch(r.ID); m != nil {
				if n, err := strconv.Atoi(m[2]); err == nil {
					first[m[1]] = max(first[m[1]], n+1)
				}
			}
			old := Previous{ID: r.ID, SHA256: v.files[r.path].sha256, Program: v.texts["制作程序"], Package: v.Name}
			for _, name := range v.folders[path.Dir(r.path)] {
				if strings.HasSuffix(name, ".toml") {
					old.Source = v.files[name].sha256
				}
			}
			records[Key(r.Agency, r.Title)] = old
		}
	}
	return first, records, nil
}

// Key is what two versions of one report have in common.
func Key(agency, title string) string { return agency + "\n" + title }
