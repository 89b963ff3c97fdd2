package bucket

import (
	"strings"
	"testing"
)

func TestDownloadRefusesNames(t *testing.T) {
	f, env := server(t)
	s := open(t, env)
	for _, name := range []string{"../x", "a//b", "/etc/x", `a\b`, "a/../../../x", "."} {
		f.objects = stored(map[string]string{name: "x"})
		dir := t.TempDir()
		if err := s.Download(t.Context(), dir, func(int) func() { return func() {} }); err == nil {
			t.Errorf("took %q for a file's name", name)
		}
	}
	f.objects = nil
	if err := s.Download(t.Context(), t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "没有对象") {
		t.Error(err)
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]Place{
		"s3://dangan":              {"dangan", ""},
		"s3://dangan/":             {"dangan", ""},
		"s3://dangan/2026/一 批%20/": {"dangan", "2026/一 批%20"},
		"s3://a.b-c/x":             {"a.b-c", "x"},
	} {
		if got, err := Parse(in); err != nil || got != want {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"s3:", "s3://", "s3:/a/b", "S3://dangan/x", "s3://ab/x", "s3://桶桶桶/x", "s3://dangan//x", "s3://dangan/x//y",
		"s3://dangan/../x", "s3://dangan/x\n", "s3://dangan/\xff", "s3://dangan/" + strings.Repeat("很", 200), "s3://id:" + secret + "@dangan/x"} {
		if got, err := Parse(in); err == nil || strings.Contains(err.Error(), secret) || !Is(in) {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
	if Is("s3/x") || Is("./s3:") || !Is("S3:x") {
		t.Error("took the wrong ones for object storage")
	}
}
