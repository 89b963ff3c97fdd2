package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nianbao/archive"
	"nianbao/archive/bucket"
	"nianbao/batch/disk"
)

// remote is a place in object storage, and a folder on this machine for what
// is on its way.
type remote struct {
	*bucket.Store
	temp string
}

// reach opens the place that a path names; close removes the folder again.
func (c *console) reach(ctx context.Context, path string) (*remote, error) {
	place, err := bucket.Parse(path)
	if err != nil {
		return nil, wrong("%v", err)
	}
	store, err := bucket.Open(ctx, place, os.Getenv)
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "nianbao-")
	if err != nil {
		return nil, disk.WriteError(os.TempDir(), err)
	}
	return &remote{store, temp}, nil
}

func (r *remote) close() { os.RemoveAll(r.temp) }

// send sends the finished folder dir to the place, or beside it under a longer
// name; last is the file that makes it whole. Without a place nothing is done.
func (r *remote) send(ctx context.Context, c *console, dir, beside, last string) (*bucket.Plan, error) {
	if r == nil {
		return nil, nil
	}
	store := r.Beside(beside)
	plan, err := store.Compare(ctx, dir, last)
	if err != nil {
		return nil, err
	}
	bar := newProgress(c, plan.Missing, "个对象", false)
	err = plan.Send(ctx, func() { bar.step("") })
	bar.close()
	switch {
	case errors.Is(err, context.Canceled):
		c.talk("%s：还差 %d 个对象，不是完整的数据包；再运行同一条命令就接着传。", store, plan.Missing-bar.done)
	case err == nil && plan.Missing == 0:
		c.talk("%s：已是同样的数据包，%d 个对象都在，没有改动。", store, plan.Objects)
	case err == nil:
		c.talk("%s：上传了 %d 个对象，共有 %d 个。", store, plan.Missing, plan.Objects)
	}
	return plan, err
}

// counts are the members that a package in object storage has besides.
func counts(p *bucket.Plan) []any {
	if p == nil {
		return nil
	}
	return []any{"objects", p.Objects, "uploaded", p.Missing}
}

// fetch is the folder that a path names: itself, or the objects of a place,
// downloaded; done removes those.
func (c *console) fetch(ctx context.Context, path string) (dir string, done func(), err error) {
	if !bucket.Is(path) {
		return path, func() {}, nil
	}
	r, err := c.reach(ctx, path)
	if err != nil {
		return "", nil, err
	}
	var bar *progress
	err = r.Download(ctx, r.temp, func(total int) func() {
		bar = newProgress(c, total, "个对象", false)
		return func() { bar.step("") }
	})
	if bar != nil {
		bar.close()
	}
	if err != nil {
		r.close()
		return "", nil, err
	}
	return r.temp, r.close, nil
}

// in says the place that the user knows where an error names the folder dir.
func in(err error, dir, path string) error {
	var e *disk.Error
	if errors.As(err, &e) && dir != path && strings.HasPrefix(e.Path, dir) {
		e.Path = path + filepath.ToSlash(strings.TrimPrefix(e.Path, dir))
	}
	return err
}

// earlier reads the packages of --after.
func (a *archiving) earlier(ctx context.Context, c *console) (map[string]int, map[string]archive.Previous, error) {
	dirs := make([]string, len(a.after))
	for i, path := range a.after {
		dir, done, err := c.fetch(ctx, path)
		if err != nil {
			return nil, nil, err
		}
		defer done()
		dirs[i] = dir
	}
	first, records, err := archive.Earlier(dirs)
	for i, dir := range dirs {
		err = in(err, dir, a.after[i])
	}
	return first, records, err
}

// onDisk refuses object storage wherever but archive and verify take it: an
// s3: that is a folder's name helps nobody.
func onDisk(cmd *cobra.Command, args []string) error {
	const only = "：只有 archive 的 -o、--after 和 verify 认得 s3://；这里请用本机的文件夹或文件"
	if cmd.Name() != "verify" {
		if slices.ContainsFunc(args, bucket.Is) { // which is not shown: there may be a key in it
			return wrong("s3://%s", only)
		}
	}
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if cmd.Name() == "archive" && (f.Name == "output" || f.Name == "after") {
			return
		}
		if bucket.Is(f.Value.String()) {
			err = wrong("--%s%s", f.Name, only)
		}
	})
	return err
}
