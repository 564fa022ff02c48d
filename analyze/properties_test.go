package analyze_test

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"

	"github.com/assay-score/assay/analyze"
)

// fileLists generates lists of files with plain, distinct names in a few folders, not all of them Python.
func fileLists() gopter.Gen {
	file := gopter.CombineGens(gen.IntRange(0, 3), gen.IntRange(0, 9), gen.OneConstOf(".py", ".txt"), gen.SliceOf(gen.UInt8())).
		Map(func(v []any) analyze.Data {
			folder := [...]string{"", "a/", "b/", "a/c/"}[v[0].(int)]
			return analyze.Data{Path: fmt.Sprintf("%sm%d%s", folder, v[1], v[2]), Bytes: v[3].([]byte)}
		})
	return gen.SliceOf(file).Map(func(list []analyze.Data) []analyze.Data {
		seen := map[string]bool{}
		return slices.DeleteFunc(list, func(d analyze.Data) bool {
			again := seen[d.Path]
			seen[d.Path] = true
			return again
		})
	})
}

func TestProperties(t *testing.T) {
	parameters := gopter.DefaultTestParameters()
	parameters.Rng.Seed(1)
	parameters.MinSuccessfulTests = 40 // a case packs three archives
	properties := gopter.NewProperties(parameters)

	properties.Property("what is taken in is what comes out of FS", prop.ForAll(func(files []analyze.Data) bool {
		files = append([]analyze.Data{{Path: "code.py", Bytes: []byte("pass\n")}}, files...) // without code nothing comes out
		s := analyze.FromFiles("x", files, analyze.Options{})
		count := 0
		for _, f := range files {
			if got, err := fs.ReadFile(s.FS(), f.Path); err != nil || string(got) != string(f.Bytes) {
				return false
			}
		}
		err := fs.WalkDir(s.FS(), ".", func(_ string, d fs.DirEntry, err error) error {
			if !d.IsDir() {
				count++
			}
			return err
		})
		return err == nil && count == len(files)
	}, fileLists()))

	properties.Property("the order of the files does not matter", prop.ForAll(func(files []analyze.Data) bool {
		one := analyze.FromFiles("x", files, analyze.Options{})
		slices.Reverse(files)
		two := analyze.FromFiles("y", files, analyze.Options{})
		return one.Digest == two.Digest && paths(one) == paths(two) && steps(one) == steps(two)
	}, fileLists()))

	properties.Property("a byte more changes the digest", prop.ForAll(func(files []analyze.Data, at int) bool {
		files = append([]analyze.Data{{Path: "code.py", Bytes: []byte("pass\n")}}, files...) // without code there is no digest
		one := analyze.FromFiles("x", files, analyze.Options{}).Digest
		changed := slices.Clone(files)
		f := &changed[at%len(changed)]
		f.Bytes = append(slices.Clone(f.Bytes), 'x')
		return analyze.FromFiles("x", changed, analyze.Options{}).Digest != one
	}, fileLists(), gen.IntRange(0, 99)))

	properties.Property("zip, tar and gzipped tar hold the same program", prop.ForAll(func(files []analyze.Data) bool {
		members := []member{{name: "code.py", body: "pass\n"}}
		for _, f := range files {
			members = append(members, member{name: f.Path, body: string(f.Bytes)})
		}
		tarred := tarOf(t, members...)
		a := analyze.FromFile("x.zip", zipOf(t, members...), analyze.Options{})
		b := analyze.FromFile("x.tar", tarred, analyze.Options{})
		c := analyze.FromFile("x.tgz", gzipOf(t, tarred), analyze.Options{})
		return a.Refused == "" && a.Digest == b.Digest && b.Digest == c.Digest && steps(a) == steps(b) && steps(b) == steps(c)
	}, fileLists()))

	properties.TestingRun(t)
}
