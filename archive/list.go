package archive

import (
	"strconv"

	"nianbao/batch/disk"
)

// Earlier reads earlier batches: the first free 件号 of each period, and the
// records by Key. A batch that is not whole is an error.
func Earlier(dirs []string) (first map[Period]int, records map[string]Previous, err error) {
	first, records = map[Period]int{}, map[string]Previous{}
	for _, dir := range dirs {
		p, rows, files, err := verify(dir, "")
		if err != nil {
			return nil, nil, err
		}
		if len(rows) == 0 || !p.OK() {
			return nil, nil, disk.ReadError(dir, disk.Reason("不是完好的移交数据包，先用 nianbao verify 查明"))
		}
		for _, r := range rows {
			m := identifier.FindStringSubmatch(r.ID)
			n, err := strconv.Atoi(m[6])
			if err != nil {
				return nil, nil, disk.ReadError(dir, err)
			}
			first[Period(m[4])] = max(first[Period(m[4])], n+1)
			records[Key(r.Agency, r.Title)] = Previous{ID: r.ID, SHA256: files[r.File].sha256}
		}
	}
	return first, records, nil
}

// Key is what two versions of one report have in common.
func Key(agency, title string) string { return agency + "\n" + title }
