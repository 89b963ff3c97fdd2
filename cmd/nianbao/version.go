package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"nianbao/fonts"
	"nianbao/schema/form"
)

// version is set by the linker for a release: -ldflags "-X main.version=1.0.0".
var version string

// programVersion is the release, else what the build knows of itself.
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "开发版"
}

// programName goes into documents and manifests.
func programName() string { return "nianbao " + programVersion() }

// programIdentity tells one program from another: a release by its version,
// any other by its own bytes, so that a program that was built anew does its
// work anew.
var programIdentity = sync.OnceValue(func() string {
	if version != "" {
		return programName()
	}
	path, err := os.Executable()
	if err != nil {
		return programName()
	}
	f, err := os.Open(path)
	if err != nil {
		return programName()
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return programName()
	}
	return fmt.Sprintf("%s %x", programName(), sum.Sum(nil))
})

// sourceDate is SOURCE_DATE_EPOCH, the date of builds that are to be repeated;
// zero when it is not set.
func sourceDate() time.Time {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

func newVersion(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "看版本、表式和字体",
		Args:  atMost(0),
		RunE:  func(*cobra.Command, []string) error { return printVersion(c) },
	}
}

func printVersion(c *console) error {
	forms := form.All().IDs()
	var faces []string
	for _, f := range fonts.Embedded().Faces() {
		faces = append(faces, f.PostScriptName)
	}
	c.printf("nianbao %s（%s，%s/%s）\n", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	c.printf("表式：%s\n字体：%s\n", strings.Join(forms, "、"), strings.Join(faces, "、"))
	c.object("version", "version", programVersion(), "go", runtime.Version(), "os", runtime.GOOS, "arch", runtime.GOARCH,
		"forms", forms, "faces", faces)
	return nil
}
