package syntax_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// BenchmarkParse measures decoding, lexing and parsing, comments included, of all Python files below the folder that
// ASSAY_PYLIB names: CPython's Lib is meant. The files are in memory, and one round parses all of them. Set
// GOMAXPROCS=1 to compare with CPython.
func BenchmarkParse(b *testing.B) {
	root := os.Getenv("ASSAY_PYLIB")
	if root == "" {
		b.Skip("ASSAY_PYLIB is not set: nothing was measured; name a folder of Python files with it")
	}
	var files [][]byte
	total := int64(0)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
			if d != nil && d.IsDir() && d.Name() == "site-packages" {
				return filepath.SkipDir
			}
			return err
		}
		data, err := os.ReadFile(path)
		files = append(files, data)
		total += int64(len(data))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(total)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		for _, data := range files {
			if f, diag := source.Decode("bench.py", data); diag == nil {
				syntax.Parse(f, syntax.Options{})
			}
		}
	}
}
