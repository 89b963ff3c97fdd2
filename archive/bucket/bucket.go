// Package bucket keeps packages in S3-compatible object storage.
//
// An object store has no rename, so that a package cannot appear under its
// name all at once. It is whole when its last object is there:
//
//  1. The package is made and proved in a folder of its own (package archive).
//  2. Compare looks at what lies under the prefix. An object that does not
//     belong, or has other content, ends it: nothing has been sent by then.
//     Objects with the same content are left as they are, so that a run that
//     was stopped goes on where it stopped, and a second run sends nothing.
//  3. Send sends what is missing, each body with its SHA-256, which the server
//     checks, and on the condition that there is no such object yet. Then it
//     lists the prefix again; only when every name and size is right does the
//     last object follow, the package's digest list. A prefix without one
//     holds no package.
//
// Nothing is ever overwritten or deleted: what was handed over stays.
//
// Keys are the package's own paths, with slashes, in UTF-8. Of the AWS SDK
// only the signing of requests is used: its S3 client, of which four requests
// would serve, adds 8 MB to the program.
package bucket

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"nianbao/batch"
	"nianbao/batch/disk"
)

// Store is a place in object storage that was reached.
type Store struct {
	Place
	client *client
}

// inParallel is how many objects are compared or sent at once: most of the
// time of a small object is waiting for the answer.
const inParallel = 8

// Open reaches a place with what the environment says, and asks it for one
// name, so that a wrong key or a missing bucket is told before any work.
//
// It reads, by getenv, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where
// given, AWS_SESSION_TOKEN, AWS_REGION or AWS_DEFAULT_REGION (us-east-1),
// AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL (default Amazon's own) and
// AWS_CA_BUNDLE, a file with certificates to trust besides the system's. It
// looks for credentials nowhere else: in no file, on no metadata server.
//
// With an endpoint, the bucket is part of the path; where the server forbids
// that (as Aliyun, Tencent and Volcano do), part of the host's name.
func Open(ctx context.Context, place Place, getenv func(string) string) (*Store, error) {
	c, err := newClient(place.Bucket, getenv)
	if err != nil {
		return nil, disk.ReadError(place.String(), err)
	}
	s := &Store{place, c}
	_, err = s.page(ctx, "1", "")
	var a *answer
	if errors.As(err, &a) && !c.inHost && slices.Contains(pathForbidden, a.code) {
		c.inHost = true
		_, err = s.page(ctx, "1", "")
	}
	if err != nil {
		return nil, disk.ReadError(place.String(), explain(ctx, err))
	}
	return s, nil
}

// pathForbidden are the codes by which clouds refuse the bucket in the path.
var pathForbidden = []string{"SecondLevelDomainForbidden", "PathStyleDomainForbidden", "InvalidPathAccess"}

// Beside is the place of the same bucket whose prefix is longer by suffix.
func (s *Store) Beside(suffix string) *Store {
	return &Store{Place{s.Bucket, s.Prefix + suffix}, s.client}
}

// page is an answer to ListObjectsV2.
type page struct {
	XMLName  xml.Name `xml:"ListBucketResult"`
	More     bool     `xml:"IsTruncated"`
	Next     string   `xml:"NextContinuationToken"`
	Contents []struct {
		Key  string
		Size int64
	}
}

// maxPage bounds an answer: a thousand keys of a thousand bytes.
const maxPage = 16 << 20

func (s *Store) page(ctx context.Context, keys, from string) (*page, error) {
	query := url.Values{"list-type": {"2"}, "prefix": {s.folder()}, "max-keys": {keys}}
	if from != "" {
		query.Set("continuation-token", from)
	}
	r, err := s.client.do(ctx, http.MethodGet, "", query, nil, nil)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	var p page
	if err := xml.NewDecoder(io.LimitReader(r.Body, maxPage)).Decode(&p); err != nil || p.More && p.Next == "" {
		return nil, &answer{status: r.StatusCode}
	}
	return &p, nil
}

// list is the size of every object under the place, by its name in the
// package. What web consoles show as folders, empty objects whose keys end
// with a slash, are folders and not files.
func (s *Store) list(ctx context.Context) (map[string]int64, error) {
	all := map[string]int64{}
	for from := ""; ; {
		p, err := s.page(ctx, "1000", from)
		if err != nil {
			return nil, disk.ReadError(s.String(), explain(ctx, err))
		}
		for _, o := range p.Contents {
			if o.Size > 0 || !strings.HasSuffix(o.Key, "/") {
				all[strings.TrimPrefix(o.Key, s.folder())] = o.Size
			}
		}
		if !p.More {
			return all, nil
		}
		from = p.Next
	}
}

// name is an object as messages show it.
func (s *Store) name(name string) string { return "s3://" + s.Bucket + "/" + s.folder() + name }

// get copies an object's body.
func (s *Store) get(ctx context.Context, name string, into io.Writer) error {
	r, err := s.client.do(ctx, http.MethodGet, s.folder()+name, nil, nil, nil)
	if err != nil {
		return disk.ReadError(s.name(name), explain(ctx, err))
	}
	defer r.Body.Close()
	body := &reading{from: r.Body}
	if _, err = io.Copy(into, body); body.err != nil {
		return disk.ReadError(s.name(name), explain(ctx, body.err))
	}
	return err
}

// reading keeps the error of the side that is read from.
type reading struct {
	from io.Reader
	err  error
}

func (r *reading) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return n, err
}

// each does something with every file, several at once, and stops at the
// first error.
func each[R any](ctx context.Context, files []file, do func(context.Context, *file) (R, error), done func(*file, R)) error {
	type result struct {
		f     *file
		value R
		err   error
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	var failed error
	batch.Each(inner, len(files), inParallel, func(i int) result {
		value, err := do(inner, &files[i])
		return result{&files[i], value, err}
	}, func(r result) {
		switch {
		case r.err == nil:
			done(r.f, r.value)
		case failed == nil:
			failed = r.err
			stop()
		}
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return failed
}
