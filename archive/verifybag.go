package archive

import (
	"bufio"
	"bytes"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/batch/disk"
)

// IsBag reports whether dir is a BagIt bag (RFC 8493).
func IsBag(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "bagit.txt"))
	return err == nil
}

// VerifyBag proves a bag: its payload and tag files against its manifests
// (RFC 8493, 3), then the transfer package that is its payload.
func VerifyBag(dir, want string) (*Proof, error) {
	v := &verifier{Proof: &Proof{Dir: dir}, files: map[string]*found{}, folders: map[string][]string{}}
	bag := &Item{Aspect: "信息包", Name: "BagIt 包完整（RFC 8493）", Result: Pass}
	v.Items = newItems() // walk may find fault with files
	if err := v.walk(); err != nil {
		return nil, err
	}
	for _, i := range v.Items {
		bag.Problems = append(bag.Problems, i.Problems...)
	}
	say := func(format string, args ...any) { bag.Problems = append(bag.Problems, fmt.Sprintf(format, args...)) }
	listed := map[string]bool{}
	payload := false
	for _, name := range v.folders["."] {
		tags := strings.HasPrefix(name, "tagmanifest-")
		algorithm, ok := strings.CutPrefix(strings.TrimPrefix(name, "tag"), "manifest-")
		if !ok {
			continue
		}
		if !tags {
			payload = true
		}
		listed[name] = listed[name] || tags
		if err := v.bagList(name, strings.TrimSuffix(algorithm, ".txt"), listed, say); err != nil {
			return nil, err
		}
	}
	if !payload {
		say("没有清单 manifest-sha256.txt")
	}
	var bytes, files int64
	for _, name := range v.names {
		inside := strings.HasPrefix(name, "data/")
		if inside {
			bytes, files = bytes+v.files[name].bytes, files+1
		}
		if inside && !listed[name] {
			say("多出“%s”：清单里没有它", name)
		}
	}
	if info, err := v.read("bag-info.txt"); err == nil {
		for line := range strings.Lines(string(info)) {
			if oxum, ok := strings.CutPrefix(line, "Payload-Oxum:"); ok && strings.TrimSpace(oxum) != fmt.Sprintf("%d.%d", bytes, files) {
				say("bag-info.txt 写着内容是 %s（字节.个数），实际 %d.%d", strings.TrimSpace(oxum), bytes, files)
			}
		}
	}
	if len(bag.Problems) > 0 {
		bag.Result = Fail
	}
	inner, err := packageIn(filepath.Join(dir, "data"))
	if err != nil {
		return nil, err
	}
	proof, err := Verify(inner, want)
	if err != nil {
		return nil, err
	}
	proof.Dir, proof.Items = dir, append([]*Item{bag}, proof.Items...)
	return proof, nil
}

// packageIn is the one transfer package in a bag's payload.
func packageIn(data string) (string, error) {
	if Is(data) {
		return data, nil
	}
	list, err := os.ReadDir(data)
	if err != nil {
		return "", disk.ReadError(data, err)
	}
	i := slices.IndexFunc(list, func(e os.DirEntry) bool { return e.IsDir() && Is(filepath.Join(data, e.Name())) })
	if i < 0 {
		return "", disk.ReadError(data, disk.Reason("里面没有移交数据包"))
	}
	return filepath.Join(data, list[i].Name()), nil
}

// bagList compares files with one manifest of a bag and marks them as listed.
func (v *verifier) bagList(name, algorithm string, listed map[string]bool, say func(string, ...any)) error {
	data, err := v.read(name)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		digest, file, ok := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		if !ok {
			continue
		}
		file = strings.NewReplacer("%0A", "\n", "%0D", "\r", "%25", "%").Replace(strings.TrimLeft(file, " *"))
		f := v.files[file]
		if f == nil {
			say("缺少“%s”（%s 列有此文件）", file, name)
			continue
		}
		listed[file] = true
		actual, err := v.digest(f, algorithm)
		if err != nil {
			return err
		}
		if actual != "" && !strings.EqualFold(actual, digest) {
			say("“%s”与 %s 不符", file, name)
		}
	}
	return lines.Err()
}

// digest is a file's, "" for an algorithm that is not known here.
func (v *verifier) digest(f *found, algorithm string) (string, error) {
	switch algorithm {
	case "sha256":
		return f.sha256, nil
	case "sha512":
		file, err := os.Open(f.real)
		if err != nil {
			return "", disk.ReadError(f.real, err)
		}
		defer file.Close()
		sum := sha512.New()
		if _, err := io.Copy(sum, file); err != nil {
			return "", disk.ReadError(f.real, err)
		}
		return hex.EncodeToString(sum.Sum(nil)), nil
	}
	return "", nil
}
