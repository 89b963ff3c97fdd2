package archive

import (
	"slices"
	"strings"
)

// manifests compares every file with the digest lists. For packages of our
// own, the lists themselves must be byte for byte what the files give.
func (v *verifier) manifests(want string) {
	var lists []string
	headed := v.ours
	for _, algorithm := range []string{"sha256", "sm3"} {
		name := manifestPath(algorithm)
		if v.files[name] == nil {
			continue
		}
		lists = append(lists, algorithm)
		headed = v.manifest(name, algorithm) || headed
	}
	f := v.files[manifestPath("sha256")]
	if f != nil {
		v.ManifestSHA256 = f.sha256
	}
	switch {
	case want == "":
	case f == nil:
		v.fail(itemDigest, "缺少摘要清单“%s”，无从与移交时登记的 %s 比较", manifestPath("sha256"), strings.ToLower(want))
	case !strings.EqualFold(want, f.sha256):
		v.fail(itemDigest, "摘要清单的 SHA-256 是 %s，与移交时登记的 %s 不同", f.sha256, strings.ToLower(want))
	}
	if headed && v.texts["数据包格式"] == "" {
		v.fail(itemTexts, "“%s”里没有“数据包格式”一行，摘要清单却是本程序写的", readmeFile)
	}
	switch {
	case headed && len(lists) < 2:
		v.fail(itemDigest, "缺少摘要清单：应有“%s”和“%s”", manifestPath("sha256"), manifestPath("sm3"))
	case len(lists) == 0:
		v.unverified(itemDigest, "数据包没有“%s”和“%s”，无从比较", manifestPath("sha256"), manifestPath("sm3"))
	}
	for _, name := range v.names {
		if isDigestList(name) || !headed && !strings.HasPrefix(name, recordsDir+"/") {
			continue // others' lists may name the records alone
		}
		for _, algorithm := range lists {
			if !slices.Contains(v.files[name].listed, algorithm) {
				v.fail(itemExtra, "“%s”不在摘要清单“%s”里", name, manifestPath(algorithm))
			}
		}
	}
}

// isDigestList reports whether a file is a digest list or a detached signature
// on one, which no list can name.
func isDigestList(name string) bool {
	for _, suffix := range []string{".sig", ".p7s", ".asc"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name == manifestPath("sha256") || name == manifestPath("sm3")
}

// manifest compares the files with one digest list and reports whether it has
// the head that this program writes.
func (v *verifier) manifest(name, algorithm string) bool {
	data, err := v.read(name)
	if err != nil {
		v.fail(itemDigest, "%v", err)
		return false
	}
	text, ok := decode(data)
	if !ok {
		v.fail(itemDigest, "“%s”的文字读不出来", name)
		return false
	}
	header, _, _ := strings.Cut(text, "\n")
	pkg, headed := strings.CutPrefix(header, "# 数据包 ")
	pkg, _, _ = strings.Cut(pkg, "，")
	switch {
	case !headed && v.ours:
		v.fail(itemDigest, "“%s”的第一行不是数据包的名称", name)
	case headed && v.Name != "" && v.Name != pkg:
		v.fail(itemDigest, "两份摘要清单属于不同的数据包：%s、%s", v.Name, pkg)
	case headed && v.ours && v.texts["数据包"] != pkg:
		v.fail(itemDigest, "“%s”是数据包 %s 的，说明文件写的是 %s", name, pkg, v.texts["数据包"])
	}
	if headed && v.Name == "" {
		v.Name = pkg
	}
	good := true
	wrong := func(item int, format string, args ...any) { good = false; v.fail(item, format, args...) }
	seen := map[string]bool{}
	var files []listed
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		digest, file, ok := strings.Cut(line, " ")
		file = strings.TrimPrefix(strings.TrimPrefix(file, " "), "*") // text and binary mode of sha256sum
		file = strings.TrimPrefix(file, "./")
		if !ok || file == "" {
			wrong(itemDigest, "“%s”第 %d 行不是“摘要  文件名”", name, i+1)
			continue
		}
		if seen[file] {
			wrong(itemDigest, "“%s”第 %d 行重复列了“%s”", name, i+1, file)
		}
		seen[file] = true
		f := v.files[file]
		if f == nil {
			wrong(itemContent, "缺少“%s”（摘要清单列有此文件）", file)
			continue
		}
		f.listed = append(f.listed, algorithm)
		files = append(files, listed{path: file, bytes: f.bytes, sha256: f.sha256, sm3: f.sm3})
		actual := f.sha256
		if algorithm == "sm3" {
			actual = f.sm3
		}
		if !strings.EqualFold(digest, actual) {
			wrong(itemDigest, "“%s”的 %s 不符：清单 %s，实际 %s", file, strings.ToUpper(algorithm), digest, actual)
		}
	}
	if headed && good && string(manifestText(pkg, algorithm, files)) != string(data) {
		v.fail(itemDigest, "“%s”被改动过：内容与文件相符，但不是原来写出的字节", name)
	}
	return headed
}
