package bucket

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// file is a file of the package on the disk.
type file struct {
	name   string // in the package, with slashes
	path   string
	bytes  int64
	sha256 string // in hexadecimal
}

// Plan is what has to be sent for a package to be whole.
type Plan struct {
	Objects int // of the whole package
	Missing int // of those, not there yet
	store   *Store
	send    []file // the last one apart
	last    *file  // nil when it is there
	sizes   map[string]int64
}

// Compare compares the folder dir with what lies under the place. last is the
// file that makes the package whole. It is an error when the prefix holds
// objects that do not belong to the package or differ from it.
func (s *Store) Compare(ctx context.Context, dir, last string) (*Plan, error) {
	files, err := measure(dir)
	if err != nil {
		return nil, err
	}
	there, err := s.list(ctx)
	if err != nil {
		return nil, err
	}
	p := &Plan{Objects: len(files), store: s, sizes: map[string]int64{}}
	var present []file
	for _, f := range files {
		p.sizes[f.name] = f.bytes
		if _, ok := there[f.name]; ok {
			present = append(present, f)
		} else if p.Missing++; f.name == last {
			p.last = &f
		} else {
			p.send = append(p.send, f)
		}
	}
	same := make(map[string]bool, len(present))
	err = each(ctx, present, func(ctx context.Context, f *file) (ok bool, err error) {
		if there[f.name] != f.bytes {
			return false, nil
		}
		return s.same(ctx, f)
	}, func(f *file, ok bool) { same[f.name] = ok })
	if err != nil {
		return nil, err
	}
	var other []string
	for name := range there {
		if _, ok := p.sizes[name]; !ok {
			other = append(other, name+"（不属于这个数据包）")
		} else if !same[name] {
			other = append(other, name+"（内容不同）")
		}
	}
	if len(other) > 0 {
		slices.Sort(other)
		_, whole := there[last]
		return nil, disk.WriteError(s.String(), conflict(other, whole && !same[last]))
	}
	return p, nil
}

// shown is how many objects an error names.
const shown = 50

func conflict(other []string, whole bool) error {
	says := "这里已有别的对象；数据包里不能有多余文件，已有的也不改动。请换一个前缀，或请存储的管理员清理后再试"
	if whole {
		says = "这里已有另一个数据包；已移交的数据包不改动，请换一个前缀，以新的批次移交"
	}
	list := strings.Join(other[:min(len(other), shown)], "\n  ")
	if len(other) > shown {
		return disk.Reason("%s：\n  %s\n  ……共 %d 个", says, list, len(other))
	}
	return disk.Reason("%s：\n  %s", says, list)
}

// measure lists the files below dir with their digests.
func measure(dir string) ([]file, error) {
	var files []file
	err := filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return disk.ReadError(full, err)
		}
		if d.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(dir, full)
		if err != nil {
			return disk.ReadError(full, err)
		}
		size, sum, _, err := manifest.Measure(full)
		files = append(files, file{filepath.ToSlash(rel), full, size, sum})
		return err
	})
	return files, err
}

// same reports whether the object of a file's name has its content: by the
// digest that the server took when the object came, else by reading it.
func (s *Store) same(ctx context.Context, f *file) (bool, error) {
	r, err := s.client.do(ctx, http.MethodHead, s.folder()+f.name, nil, map[string]string{"X-Amz-Checksum-Mode": "ENABLED"}, nil)
	if err != nil {
		return false, disk.ReadError(s.name(f.name), explain(ctx, err))
	}
	r.Body.Close()
	// The digest of an object that came in parts is one of digests, and has a
	// hyphen and their number behind it.
	if sum := r.Header.Get("X-Amz-Checksum-Sha256"); sum != "" && !strings.Contains(sum, "-") {
		return r.ContentLength == f.bytes && sum == inBase64(f.sha256), nil
	}
	hash := sha256.New()
	err = s.get(ctx, f.name, hash)
	return hex.EncodeToString(hash.Sum(nil)) == f.sha256, err
}

// Send sends what is missing, the last object when all others are there. step
// is called after each. It may be stopped at any time; Compare and Send then
// go on from there.
func (p *Plan) Send(ctx context.Context, step func()) error {
	err := each(ctx, p.send, func(ctx context.Context, f *file) (struct{}, error) {
		return struct{}{}, p.store.put(ctx, f)
	}, func(*file, struct{}) { step() })
	if err != nil || p.Missing == 0 {
		return err
	}
	there, err := p.store.list(ctx)
	if err != nil {
		return err
	}
	var wrong []string
	for name, size := range p.sizes {
		if got, ok := there[name]; p.last != nil && name == p.last.name {
			continue
		} else if !ok {
			wrong = append(wrong, name+"（没有列出）")
		} else if got != size {
			wrong = append(wrong, name+"（大小不符）")
		}
	}
	for name := range there {
		if _, ok := p.sizes[name]; !ok {
			wrong = append(wrong, name+"（不属于这个数据包）")
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return disk.WriteError(p.store.String(), disk.Reason("传完以后列出来的对象与数据包不符，所以没有写摘要清单：\n  %s", strings.Join(wrong[:min(len(wrong), shown)], "\n  ")))
	}
	if p.last == nil {
		return nil
	}
	if err := p.store.put(ctx, p.last); err != nil {
		return err
	}
	step()
	return nil
}

// put sends one file, unless such an object came meanwhile; then that must
// have the same content.
func (s *Store) put(ctx context.Context, f *file) error {
	header := map[string]string{
		"Content-Type": contentType(f.name), "X-Amz-Checksum-Sha256": inBase64(f.sha256), "If-None-Match": "*",
	}
	send := func() error {
		r, err := s.client.do(ctx, http.MethodPut, s.folder()+f.name, nil, header, f)
		if err == nil {
			r.Body.Close()
		}
		return err
	}
	err := send()
	var a *answer
	if errors.As(err, &a) && a.status == http.StatusNotImplemented { // by a server that knows no conditions
		delete(header, "If-None-Match")
		err = send()
	}
	if errors.As(err, &a) && a.status == http.StatusPreconditionFailed {
		// Another's object, or our own, whose answer was lost.
		same, err := s.same(ctx, f)
		if err == nil && !same {
			err = disk.WriteError(s.name(f.name), disk.Reason("同时有别的程序在这里写入了不同的内容"))
		}
		return err
	}
	var own *disk.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return disk.WriteError(s.name(f.name), explain(ctx, err))
}

func inBase64(sum string) string {
	b, _ := hex.DecodeString(sum) // as manifest.Measure wrote it
	return base64.StdEncoding.EncodeToString(b)
}

// contentType is what browsers go by.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return "application/pdf"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".xml", ".xsd", ".eep":
		return "application/xml" // which says its encoding itself
	}
	return "application/octet-stream" // text too: it may be in GB18030
}
