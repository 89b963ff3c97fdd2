package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// ErrExists says that something else stands under the name asked for.
var ErrExists = errors.New("文件夹已存在，且内容与这次要写的不同；已移交的数据包不改动，请换一个文件夹，以新的批次移交")

// folder stands for a folder that appears whole or not at all: files are put
// under a temporary name, keep renames it.
type folder struct{ dir, temp string }

// begin starts a folder that will stand at dir.
func begin(dir string) (folder, error) {
	dir = filepath.Clean(dir)
	f := folder{dir, disk.Temporary(dir)}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return f, disk.WriteError(dir, disk.Reason("已经有同名的文件"))
	}
	if err := os.RemoveAll(f.temp); err != nil {
		return f, disk.WriteError(f.temp, err)
	}
	return f, disk.Folder(f.temp)
}

// Discard removes what was written.
func (f *folder) Discard() { os.RemoveAll(f.temp) }

// put writes a file; path has slashes.
func (f *folder) put(path string, data []byte) error {
	full := filepath.Join(f.temp, filepath.FromSlash(path))
	if err := disk.Folder(filepath.Dir(full)); err != nil {
		return err
	}
	if err := os.WriteFile(full, data, 0o666); err != nil {
		return disk.WriteError(filepath.Join(f.dir, filepath.FromSlash(path)), err)
	}
	return nil
}

// keep flushes the files to the disk and gives the folder its name. When the
// same files stand there already, nothing changes. When it fails, nothing is
// left behind.
func (f *folder) keep() (err error) {
	defer func() {
		if err != nil {
			f.Discard()
		}
	}()
	if err := syncTree(f.temp); err != nil {
		return err
	}
	if list, err := os.ReadDir(f.dir); err == nil && len(list) > 0 {
		defer f.Discard()
		same, err := sameTree(f.dir, f.temp)
		if err == nil && !same {
			err = fmt.Errorf("%s：%w", f.dir, ErrExists)
		}
		return err
	} else if err == nil { // empty
		if err := os.Remove(f.dir); err != nil {
			return disk.WriteError(f.dir, err)
		}
	}
	if err := os.Rename(f.temp, f.dir); err != nil {
		return disk.WriteError(f.dir, err)
	}
	disk.SyncFolder(filepath.Dir(f.dir))
	return nil
}

// sameTree reports whether two folders hold the same files.
func sameTree(a, b string) (bool, error) {
	x, err := digests(a)
	if err != nil {
		return false, err
	}
	y, err := digests(b)
	if err != nil || len(x) != len(y) {
		return false, err
	}
	for name, sum := range x {
		if y[name] != sum {
			return false, nil
		}
	}
	return true, nil
}

// digests is the SHA-256 of every file below dir, by its path.
func digests(dir string) (map[string]string, error) {
	sums := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return disk.ReadError(path, err)
		}
		if d.IsDir() {
			return nil
		}
		_, sum, _, err := manifest.Measure(path)
		rel, relErr := filepath.Rel(dir, path)
		sums[rel] = sum
		return errors.Join(err, relErr)
	})
	return sums, err
}

// syncTree flushes every file of a folder to the disk.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return disk.ReadError(path, err)
		}
		if d.IsDir() {
			disk.SyncFolder(path)
			return nil
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return disk.WriteError(path, err)
		}
		defer f.Close()
		if err := f.Sync(); err != nil {
			return disk.WriteError(path, err)
		}
		return nil
	})
}
