package archive

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestBag(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	s := settings()
	write(t, dir, s, 2)
	bag := filepath.Join(t.TempDir(), "bag")
	for range 2 { // the second time nothing changes
		if err := Bag(dir, bag, &s); err != nil {
			t.Fatal(err)
		}
	}
	if p, err := VerifyBag(bag, ""); err != nil || !p.OK() {
		t.Errorf("%v, %+v", err, p)
	}
	if found := problems(t, filepath.Join(bag, "data", s.Name())); found != "" {
		t.Error(found)
	}
	for _, list := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		cmd := exec.Command("sha256sum", "-c", "--strict", "--quiet", list)
		cmd.Dir = bag
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", list, err, out)
		}
	}
}

// TestBagBroken: a bag's own lists are proved before what it holds.
func TestBagBroken(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	s := settings()
	write(t, dir, s, 2)
	for name, want := range map[string]string{
		"data/" + s.Name() + "/" + readmeFile: "与 manifest-sha256.txt 不符",
		"data/more.txt":                       "多出“data/more.txt”",
		"bag-info.txt":                        "与 tagmanifest-sha256.txt 不符",
		"-manifest-sha256.txt":                "没有清单",
		"-data/" + s.Name() + "/" + othersDir + "/命名规则.txt": "缺少",
	} {
		bag := filepath.Join(t.TempDir(), "bag")
		if err := Bag(dir, bag, &s); err != nil {
			t.Fatal(err)
		}
		path, gone := strings.CutPrefix(name, "-")
		path = filepath.Join(bag, filepath.FromSlash(path))
		if gone {
			os.Remove(path)
		} else {
			data, _ := os.ReadFile(path)
			os.WriteFile(path, append(data, '\n'), 0o666)
		}
		p, err := VerifyBag(bag, "")
		if err != nil || p.OK() || !strings.Contains(strings.Join(p.Items[0].Problems, "\n"), want) {
			t.Errorf("%s: %v, %q", name, err, p.Items[0].Problems)
		}
	}
}
