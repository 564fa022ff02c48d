package cpython

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	// alikeRun is how many lines in a row count as the same, and alikeText how many characters they have to have together:
	// less is what a signature and the names of attributes force on anybody.
	alikeRun, alikeText = 4, 60
	// alikeShare is the share of a file's lines that may stand in such runs.
	alikeShare = 0.12
)

// TestLibraryIsOurOwn wants the modules of the library that are written in Python to be no copies of CPython's: names,
// signatures, messages and formats are facts and carry over, code does not. alike.txt lists the files that are still too
// much alike, with the share that they may not exceed.
func TestLibraryIsOurOwn(t *testing.T) {
	if !comparing() {
		t.Skip("give -compare to compare the library with CPython's")
	}
	python313(t)
	python := os.Getenv("ASSAY_CPYTHON")
	if python == "" {
		python = "python3.13"
	}
	out, err := exec.Command(python, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").Output()
	if err != nil {
		t.Fatal(err)
	}
	theirs := strings.TrimSpace(string(out))
	const ours = "../internal/stdlib/pylib"
	allowed := alikeList(t)
	compared := 0
	err = filepath.WalkDir(ours, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".py" {
			return err
		}
		name, err := filepath.Rel(ours, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		share, found := alike(t, file, theirs, name)
		if !found {
			return nil
		}
		compared++
		limit, listed := allowed[name]
		switch {
		case !listed && share > alikeShare:
			t.Errorf("%s: %.2f of its lines stand in CPython's, in runs of %d and more; at most %.2f may", name, share, alikeRun, alikeShare)
		case listed && share > limit+0.005:
			t.Errorf("%s: %.2f of its lines stand in CPython's; it has been %.2f", name, share, limit)
		case listed && share <= alikeShare:
			t.Errorf("%s is our own now (%.2f): take it off alike.txt", name, share)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if compared < 50 {
		t.Fatalf("%d files compared: where is CPython's library?", compared)
	}
}

// alikeList reads alike.txt: a share and a file a line.
func alikeList(t *testing.T) map[string]float64 {
	f, err := os.Open("alike.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list := map[string]float64{}
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var share float64
		var name string
		if _, err := fmt.Sscan(line, &share, &name); err != nil {
			t.Fatalf("alike.txt: %q: %v", line, err)
		}
		list[name] = share
	}
	return list
}

// alike is the share of a file's lines that stand in one of CPython's files for the same module, in runs; found is false
// where CPython has no such file.
func alike(t *testing.T, file, theirs, name string) (share float64, found bool) {
	mine := alikeLines(t, file)
	same := make([]bool, len(mine))
	dir, base := path.Split(name)
	base = strings.TrimLeft(base, "_")
	for _, candidate := range []string{name, dir + "_py" + base, "_py" + base, dir + "_" + base} {
		other := filepath.Join(theirs, filepath.FromSlash(candidate))
		if _, err := os.Stat(other); err != nil {
			continue
		}
		found = true
		runs := map[string]bool{}
		lines := alikeLines(t, other)
		for i := 0; i+alikeRun <= len(lines); i++ {
			runs[strings.Join(lines[i:i+alikeRun], "\n")] = true
		}
		for i := 0; i+alikeRun <= len(mine); i++ {
			run := strings.Join(mine[i:i+alikeRun], "\n")
			if len(run) < alikeText+alikeRun || !runs[run] {
				continue
			}
			for j := range alikeRun {
				same[i+j] = true
			}
		}
	}
	count := 0
	for _, s := range same {
		if s {
			count++
		}
	}
	return float64(count) / float64(max(1, len(mine))), found
}

var (
	comment = regexp.MustCompile(`#.*`)
	blanks  = regexp.MustCompile(`\s+`)
)

// alikeLines are the lines of a file without comments, indentation and the kind of quotes.
func alikeLines(t *testing.T, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(blanks.ReplaceAllString(comment.ReplaceAllString(line, ""), " "))
		if line = strings.ReplaceAll(line, `"`, "'"); line != "" {
			out = append(out, line)
		}
	}
	return out
}
