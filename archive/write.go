package archive

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"nianbao/batch/manifest"
)

// Writer writes a package record by record; memory holds one record and the
// lists.
type Writer struct {
	folder
	settings Settings
	next     map[string]int // the last 件号 of each series
	entries  []entry
	files    []listed // everything written, for the manifests
	proof    *Proof
}

// Create begins a package that will stand at dir.
func Create(dir string, s Settings) (*Writer, error) {
	if wrong := s.Check(); len(wrong) > 0 {
		return nil, errors.New(strings.Join(wrong, "；"))
	}
	f, err := begin(dir)
	w := &Writer{folder: f, settings: s, next: map[string]int{}}
	for p, n := range s.First {
		w.next[p] = n - 1
	}
	return w, err
}

// Add writes a record and returns its 档号. A record that an earlier batch
// holds unchanged is left out and its old 档号 returned; one that was changed
// gets a new 档号 and says which one it supersedes.
func (w *Writer) Add(r *Record) (id string, err error) {
	if len(r.Files) == 0 || r.Files[0].Ext != "pdf" {
		return "", fmt.Errorf("“%s”没有 PDF", r.Title)
	}
	remark := ""
	if old, ok := w.settings.Superseding[r.Key]; ok {
		if w.settings.same(r, &old) {
			return old.ID, nil
		}
		remark = supersedes + old.ID
	}
	series := w.settings.series(r.Period)
	w.next[series]++
	n := w.next[series]
	e := entry{
		item: n, number: len(w.entries) + 1, id: w.settings.ID(r.Period, n), agency: r.Agency, title: r.Title,
		pages: r.Pages, period: r.Period, remark: remark, year: r.ReportYear, notes: r.Notes,
	}
	if !r.Date.IsZero() {
		e.date = r.Date.Format("20060102")
	}
	place := fmt.Sprintf("%s/%d/%s/%s/", recordsDir, w.settings.Year, w.settings.Class, e.id)
	for i, f := range r.Files {
		l, err := w.put(fmt.Sprintf("%s%s-%03d.%s", place, e.id, i+1, f.Ext), f.Data)
		if err != nil {
			return "", err
		}
		e.files = append(e.files, l)
		e.bytes += l.bytes
	}
	e.metadata = place + e.id + ".xml"
	if _, err := w.put(e.metadata, w.metadata(&e)); err != nil {
		return "", err
	}
	if w.settings.EEP != NoEEP {
		data := func(i int) ([]byte, error) { return r.Files[i].Data, nil }
		wrapped, err := w.encapsulate(&e, data)
		if err != nil {
			return "", err
		}
		if _, err := w.put(place+e.id+".eep", wrapped); err != nil {
			return "", err
		}
	}
	w.entries = append(w.entries, e)
	return e.id, nil
}

// Len is the number of records added so far.
func (w *Writer) Len() int { return len(w.entries) }

// put writes a file of the package and notes its digests.
func (w *Writer) put(path string, data []byte) (listed, error) {
	if err := w.folder.put(path, data); err != nil {
		return listed{}, err
	}
	sha, sm := manifest.Digests(data)
	l := listed{path: path, bytes: int64(len(data)), sha256: sha, sm3: sm}
	w.files = append(w.files, l)
	return l, nil
}

// Extra is a further file; Name is its path in the package.
type Extra struct {
	Name string
	Data []byte
}

// Close writes the lists, proves the package, flushes everything and gives it
// its name: one that does not pass its own proof never gets it. When a package
// with the same content stands there, nothing changes.
func (w *Writer) Close(extras ...Extra) error {
	if len(w.entries) == 0 {
		w.Discard()
		return errors.New("没有可以移交的报告")
	}
	err := w.finish(extras)
	if err != nil {
		w.Discard()
		return err
	}
	return w.keep()
}

// finish writes the lists and proves the package under its temporary name.
func (w *Writer) finish(extras []Extra) error {
	for _, x := range append(w.lists(), extras...) {
		if _, err := w.put(x.Name, x.Data); err != nil {
			return err
		}
	}
	files := slices.Clone(w.files)
	for _, algorithm := range []string{"sha256", "sm3"} {
		if _, err := w.put(manifestPath(algorithm), manifestText(w.settings.Name(), algorithm, files)); err != nil {
			return err
		}
	}
	var err error
	if w.proof, err = Verify(w.temp, ""); err != nil {
		return err
	}
	if w.proof.Dir = w.dir; !w.proof.OK() {
		return fmt.Errorf("做出的数据包没有通过四性检测，没有留下：%s", w.proof.first())
	}
	return nil
}

// Proof is that of the finished package.
func (w *Writer) Proof() *Proof { return w.proof }

// lists are the files that speak of the whole package; all follows from the
// settings and the records.
func (w *Writer) lists() []Extra {
	return []Extra{
		{readmeFile, w.readme(w.total())},
		{catalogueFile, catalogue(w.entries, w.settings.UTF8)},
		{othersDir + "/文件目录.xsd", []byte(catalogueSchema)},
		{othersDir + "/命名规则.txt", w.namingRule()},
		{othersDir + "/元数据规范说明.txt", w.metadataRule()},
		{othersDir + "/核对结果.csv", checkList(w.entries)},
		{othersDir + "/四性检测报告.xml", w.checkReport()},
	}
}

// total is the size of the records' files without metadata, in bytes.
func (w *Writer) total() int64 {
	var total int64
	for i := range w.entries {
		total += w.entries[i].bytes
	}
	return total
}

// LastFile is the file that makes a package whole where files come one by one
// (object storage): it names all others with their digests, and its own digest
// is what is registered when the package is handed over.
const LastFile = othersDir + "/manifest-sha256.txt"

func manifestPath(algorithm string) string { return othersDir + "/manifest-" + algorithm + ".txt" }

// manifestText is a digest list that sha256sum -c reads in the package's
// folder: the first line is a comment with the package's name.
func manifestText(name, algorithm string, files []listed) []byte {
	files = slices.SortedFunc(slices.Values(files), func(a, b listed) int { return strings.Compare(a.path, b.path) })
	var b strings.Builder
	fmt.Fprintf(&b, "# 数据包 %s，%d 个文件，算法 %s\n", name, len(files), strings.ToUpper(algorithm))
	for _, f := range files {
		digest := f.sha256
		if algorithm == "sm3" {
			digest = f.sm3
		}
		b.WriteString(digest + "  " + f.path + "\n")
	}
	return []byte(b.String())
}
