package disk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// List is path itself, or for a folder the files in it that end in one of the
// given extensions (lower case, with the dot), in name order. Office programs'
// lock files (~$…) and hidden files are left out.
func List(path string, extensions ...string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, ReadError(path, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, ReadError(path, err)
	}
	var files []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") {
			continue
		}
		if slices.Contains(extensions, strings.ToLower(filepath.Ext(name))) {
			files = append(files, filepath.Join(path, name))
		}
	}
	if len(files) == 0 {
		return nil, ReadError(path, Reason("文件夹里没有 %s 文件", strings.Join(extensions, "、")))
	}
	return files, nil
}
