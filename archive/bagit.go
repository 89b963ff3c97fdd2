package archive

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// LastBagFile is the file that makes a bag whole where files come one by one.
const LastBagFile = "tagmanifest-sha256.txt"

// Bag wraps the finished package at dir as a BagIt bag (RFC 8493) at bag: the
// package becomes data/<its name>, with manifest-sha256.txt and
// tagmanifest-sha256.txt beside it. The same bag standing there already is left
// as it is.
func Bag(dir, bag string, s *Settings) error {
	temp := disk.Temporary(filepath.Clean(bag))
	if err := os.RemoveAll(temp); err != nil {
		return disk.WriteError(temp, err)
	}
	defer os.RemoveAll(temp)
	payload := filepath.Join(temp, "data", s.Name())
	if err := os.CopyFS(payload, os.DirFS(dir)); err != nil {
		return disk.WriteError(payload, err)
	}
	var list strings.Builder
	var bytes, files int64
	err := filepath.WalkDir(payload, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(temp, path)
		if err != nil {
			return err
		}
		bytes, files = bytes+int64(len(data)), files+1
		list.WriteString(manifest.SHA256(data) + "  " + filepath.ToSlash(rel) + "\n")
		return nil
	})
	if err != nil {
		return disk.ReadError(payload, err)
	}
	tags := []Extra{
		{"bagit.txt", []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{"bag-info.txt", []byte(fmt.Sprintf("Source-Organization: %s\nExternal-Identifier: %s\nPayload-Oxum: %d.%d\nBag-Software-Agent: %s\n",
			s.FondsName, s.Name(), bytes, files, s.Program))},
		{"manifest-sha256.txt", []byte(list.String())},
	}
	var tagList strings.Builder
	for _, t := range tags {
		tagList.WriteString(manifest.SHA256(t.Data) + "  " + t.Name + "\n")
	}
	for _, t := range append(tags, Extra{LastBagFile, []byte(tagList.String())}) {
		if err := os.WriteFile(filepath.Join(temp, t.Name), t.Data, 0o666); err != nil {
			return disk.WriteError(temp, err)
		}
	}
	return (&folder{filepath.Clean(bag), temp}).keep()
}
