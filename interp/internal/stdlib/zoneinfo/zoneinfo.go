// Package zoneinfo is the module _tzdata: the rules of the IANA's time zones, release 2025c, as compiled by zic. The
// zip archive beside it is the one of the Go distribution (lib/time/zoneinfo.zip, in the public domain): every run on
// every machine has the same rules, whatever the host's are. What is made of them is the Python of pylib/zoneinfo.
package zoneinfo

import (
	"archive/zip"
	_ "embed" // the archive
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

//go:embed zoneinfo.zip
var archive string

// zones opens the archive once.
var zones = sync.OnceValues(func() (*zip.Reader, error) {
	return zip.NewReader(strings.NewReader(archive), int64(len(archive)))
})

// read answers the compiled rules of a zone, None where there is no such zone.
func read(t *py.Thread, a []py.Value) (py.Value, error) {
	s, err := t.StrArg(a[0], "zone")
	if err != nil {
		return py.Value{}, err
	}
	r, err := zones()
	if err != nil {
		return py.Value{}, err
	}
	i := slices.IndexFunc(r.File, func(f *zip.File) bool { return f.Name == s.S })
	if err := t.Charge(len(r.File) / 8); err != nil {
		return py.Value{}, err
	}
	if i < 0 || strings.HasSuffix(s.S, "/") {
		return py.None, nil
	}
	size := int(r.File[i].UncompressedSize64)
	if err := t.Charge(size/8 + 1); err != nil {
		return py.Value{}, err
	}
	if err := t.Grow(uint64(size)); err != nil {
		return py.Value{}, err
	}
	f, err := r.File[i].Open()
	if err != nil {
		return py.Value{}, err
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return py.Value{}, err
	}
	return t.NewBytes(b), nil
}

// names answers the names of all zones, sorted.
func names(t *py.Thread, _ []py.Value) (py.Value, error) {
	r, err := zones()
	if err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(len(r.File)); err != nil {
		return py.Value{}, err
	}
	if err := t.Grow(uint64(len(r.File)) * 64); err != nil {
		return py.Value{}, err
	}
	var all []py.Value
	for _, f := range r.File {
		if !strings.HasSuffix(f.Name, "/") {
			all = append(all, py.Obj(t.NewStr(f.Name)))
		}
	}
	slices.SortFunc(all, func(a, b py.Value) int { return strings.Compare(a.Str().S, b.Str().S) })
	return t.ListValue(all), nil
}

// Module makes the module.
func Module(t *py.Thread) *py.Module {
	return t.ModuleOf("_tzdata", functions())
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	return py.Functions("_tzdata", []py.Def{
		{Name: "names", Sig: "", Fn: names},
		{Name: "read", Sig: "name, /", Fn: read},
	})
})
