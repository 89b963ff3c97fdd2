package batch

import (
	"os"
	"path/filepath"
	"strings"

	"nianbao/batch/disk"
	"nianbao/schema/source"
)

// Find turns paths into inputs: a file, a folder (all *.toml in it, in name
// order), or "-" for standard input. Names with * or ? are matched here too,
// for Windows' shells do not. What cannot be read becomes an input with Err. A
// file that is named twice, or with its folder, is one input.
func Find(paths []string) []Input {
	var inputs []Input
	seen := map[string]bool{}
	for _, path := range paths {
		for _, in := range find(path) {
			if key := filepath.Clean(in.Path); !seen[key] {
				seen[key] = true
				inputs = append(inputs, in)
			}
		}
	}
	return inputs
}

func find(path string) []Input {
	if path == "-" {
		return []Input{{Path: path}}
	}
	info, err := os.Stat(path)
	if err != nil && strings.ContainsAny(path, "*?") {
		return match(path)
	}
	switch {
	case err != nil:
		return []Input{{Path: path, Err: disk.ReadError(path, err)}}
	case info.IsDir():
		return folder(path)
	}
	return []Input{{Path: path}}
}

// folder lists the reports in a folder, not those in folders below. A folder
// that has a report's name is listed too: it cannot be read.
func folder(dir string) []Input {
	list, err := os.ReadDir(dir)
	if err != nil {
		return []Input{{Path: dir, Err: disk.ReadError(dir, err)}}
	}
	var inputs []Input
	for _, item := range list {
		if IsReport(item.Name()) {
			inputs = append(inputs, Input{Path: filepath.Join(dir, item.Name())})
		}
	}
	if len(inputs) == 0 {
		return []Input{{Path: dir, Err: disk.ReadError(dir, disk.Reason("文件夹里没有 .toml 文件"))}}
	}
	return inputs
}

func match(pattern string) []Input {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		return []Input{{Path: pattern, Err: disk.ReadError(pattern, disk.Reason("没有相符的文件"))}}
	}
	return Find(paths)
}

// IsReport reports whether a base name is that of a report: *.toml, not
// hidden.
func IsReport(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".toml") && !strings.HasPrefix(name, ".")
}

// Read reads the report at path, or standard input for "-". A file that is
// too long is cut; source.Decode refuses it.
func Read(path string) (*source.File, error) {
	if path == "-" {
		f, err := source.ReadFrom(path, os.Stdin)
		if err != nil {
			return nil, disk.ReadError("标准输入", err)
		}
		return f, nil
	}
	data, err := disk.Read(path, source.MaxSize)
	if err != nil {
		return nil, err
	}
	return &source.File{Name: path, Data: data}, nil
}
