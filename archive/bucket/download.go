package bucket

import (
	"context"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/batch/disk"
)

// Download writes every object under the place into the folder dir, which
// must be empty. It compares nothing: that is what proofs are for. Each body
// goes from the network to the disk; memory holds the names.
func (s *Store) Download(ctx context.Context, dir string, begin func(total int) (step func())) error {
	there, err := s.list(ctx)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		return disk.ReadError(s.String(), disk.Reason("这里没有对象；请核对桶和前缀"))
	}
	var files []file
	for _, name := range slices.Sorted(maps.Keys(there)) {
		local := filepath.FromSlash(name)
		if name != path.Clean(name) || !filepath.IsLocal(local) || strings.Contains(name, `\`) {
			return disk.ReadError(s.name(name), disk.Reason("这个对象的名字不能作文件名，不会是数据包里的文件"))
		}
		files = append(files, file{name: name, path: filepath.Join(dir, local)})
	}
	step := begin(len(files))
	return each(ctx, files, func(ctx context.Context, f *file) (struct{}, error) {
		return struct{}{}, s.fetch(ctx, f)
	}, func(*file, struct{}) { step() })
}

func (s *Store) fetch(ctx context.Context, f *file) error {
	if err := disk.Folder(filepath.Dir(f.path)); err != nil {
		return err
	}
	// O_EXCL: two names may be one to a disk that knows no upper case.
	to, err := os.OpenFile(f.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return disk.WriteError(f.path, err)
	}
	err = s.get(ctx, f.name, to)
	if e := to.Close(); err == nil {
		err = e
	}
	var own *disk.Error
	if err != nil && !errors.As(err, &own) {
		err = disk.WriteError(f.path, err)
	}
	return err
}
