package manifest

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"nianbao/batch/disk"
)

// Line is where an entry stands in a manifest or a journal. The file is open.
type Line struct {
	file *os.File
	at   int64
	size int32
}

// Entry reads the entry.
func (l Line) Entry() (Entry, error) {
	var e Entry
	text := make([]byte, l.size)
	if _, err := l.file.ReadAt(text, l.at); err != nil {
		return e, disk.ReadError(l.file.Name(), err)
	}
	if err := json.Unmarshal(text, &e); err != nil {
		return e, disk.ReadError(l.file.Name(), disk.Reason("读着的时候被别的程序改动了"))
	}
	return e, nil
}

// maxSize bounds a manifest or journal that is read: 10,000 reports need about
// 10 MB.
const maxSize = 256 << 20

// readManifest reads the manifest in file and hands each entry to add.
func readManifest(file *os.File, add func(*Entry, Line)) (*Manifest, error) {
	bad := func(format string, args ...any) error {
		return disk.ReadError(file.Name(), disk.Reason(format, args...))
	}
	var m Manifest
	text := json.NewDecoder(io.LimitReader(file, maxSize))
	err := eachMember(text, func(key string) error {
		switch key {
		case "v":
			return text.Decode(&m.V)
		case "type":
			return text.Decode(&m.Type)
		case "program":
			return text.Decode(&m.Program)
		case "shard":
			return text.Decode(&m.Shard)
		case "reports":
			return eachElement(text, func(raw json.RawMessage) error {
				var e Entry
				if err := json.Unmarshal(raw, &e); err != nil {
					return err
				}
				for _, f := range e.Files {
					if name := filepath.FromSlash(f.Path); name == "" || filepath.IsAbs(name) || filepath.VolumeName(name) != "" {
						return bad("清单里的文件 %q 不是相对路径", f.Path)
					}
				}
				add(&e, Line{file, text.InputOffset() - int64(len(raw)), int32(len(raw))})
				return nil
			})
		}
		var other json.RawMessage
		return text.Decode(&other)
	})
	if err == nil {
		if _, more := text.Token(); more != io.EOF {
			err = errShape // something follows
		}
	}
	var known *disk.Error
	var system *fs.PathError
	switch {
	case m.Type == "manifest" && m.V > 1:
		return nil, bad("是更新版本的程序写的清单（第 %d 版），请升级本程序", m.V)
	case errors.As(err, &known):
		return nil, err
	case errors.As(err, &system):
		return nil, disk.ReadError(file.Name(), err)
	case err != nil || m.Type != "manifest" || m.V != 1:
		return nil, bad("不是本程序写的清单，或者已损坏；已损坏的请移走，再运行一次 build 就会重写")
	}
	return &m, nil
}

var errShape = errors.New("another kind of value")

// eachMember calls do for every member of a JSON object; do reads its value.
func eachMember(text *json.Decoder, do func(key string) error) error {
	if t, err := text.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(err, errShape)
	}
	for text.More() {
		key, err := text.Token()
		if err != nil {
			return err
		}
		if err := do(key.(string)); err != nil {
			return err
		}
	}
	_, err := text.Token()
	return err
}

// eachElement calls do for every element of a JSON array; null has none.
func eachElement(text *json.Decoder, do func(json.RawMessage) error) error {
	t, err := text.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('[') {
		return errShape
	}
	for text.More() {
		var raw json.RawMessage
		if err := text.Decode(&raw); err != nil {
			return err
		}
		if err := do(raw); err != nil {
			return err
		}
	}
	_, err = text.Token()
	return err
}

// readJournal reads the journal in file and hands each whole line to add.
func readJournal(file *os.File, add func(*Entry, Line)) error {
	text := bufio.NewReader(io.LimitReader(file, maxSize))
	for at := int64(0); ; {
		line, err := text.ReadBytes('\n')
		var e Entry
		if json.Unmarshal(line, &e) == nil && e.Report != "" {
			add(&e, Line{file, at, int32(len(line))})
		}
		at += int64(len(line))
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return disk.ReadError(file.Name(), err)
		}
	}
}
