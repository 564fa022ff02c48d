package cpython

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// TestTreesAgree compares our dump of every file of CPython's library, tests included, with CPython's own, byte for byte,
// and wants the files that CPython refuses refused at the same line.
func TestTreesAgree(t *testing.T) {
	if !comparing() {
		t.Skip("give -compare to compare trees with CPython's")
	}
	t.Run("3.13", func(t *testing.T) { compareLibrary(t, python313(t), 13) })
	t.Run("3.14", func(t *testing.T) { compareLibrary(t, python314(t), 14) })
}

// TestOwnProgramsAgree does the same over programs of our own: what 3.13 lacks, and what 3.14 refuses.
func TestOwnProgramsAgree(t *testing.T) {
	if !comparing() {
		t.Skip("give -compare to compare trees with CPython's")
	}
	o := python314(t)
	paths, err := filepath.Glob("../syntax/testdata/py314/*.py")
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatal("no program found in ../syntax/testdata/py314")
	}
	c := &comparison{t: t, o: o, minor: 14}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c.file(filepath.Base(path), data)
	}
	c.report()
}

func compareLibrary(t *testing.T, o *oracle, minor int) {
	exceptions := exempt(t, map[int]string{13: "3.13", 14: "3.14"}[minor])
	c := &comparison{t: t, o: o, minor: minor, exempt: exceptions}
	files := o.ask("library").Files
	if len(files) == 0 {
		t.Fatal("the library has no files")
	}
	for _, path := range files {
		name := path[strings.LastIndex(path, "/python3.")+1:]
		c.file(strings.TrimPrefix(name, "zip:"), o.ask("read", "path", path).Data)
	}
	c.report()
}

type comparison struct {
	t      *testing.T
	o      *oracle
	minor  int
	exempt map[string]string

	agreed, refused, sameWords, exempted int
}

func (c *comparison) file(name string, data []byte) {
	theirs := c.o.about("tree", data)
	ours, complaint := dumpOf(name, data, c.minor)
	problem := ""
	switch {
	case theirs.refused() && complaint == nil:
		problem = "CPython refuses it: " + theirs.Message
	case theirs.refused():
		c.refused++
		if theirs.Line != complaint.line && theirs.Line != 0 { // CPython names no line for an encoding it does not know
			problem = "refused at another line: CPython " + where(theirs.Line, theirs.Message) + ", we " + where(complaint.line, complaint.message)
		} else if theirs.Message == complaint.message && theirs.Kind == complaint.kind {
			c.sameWords++
		} else {
			c.t.Logf("%s: CPython says %s %q, we %s %q", name, theirs.Kind, theirs.Message, complaint.kind, complaint.message)
		}
	case complaint != nil:
		problem = "we refuse it: " + where(complaint.line, complaint.message)
	default:
		sum := sha256.Sum256(ours)
		if hex.EncodeToString(sum[:]) != theirs.SHA {
			problem = "another tree " + apart(string(ours), c.o.about("dump", data).Dump)
		}
	}
	reason, exempted := c.exempt[name]
	switch {
	case problem == "" && exempted:
		c.t.Errorf("%s agrees: take it off exceptions.txt", name)
	case problem == "":
		c.agreed++
	case exempted:
		c.exempted++
		c.t.Logf("%s: exempt: %s", name, reason)
	default:
		c.t.Errorf("%s: %s", name, problem)
	}
}

func (c *comparison) report() {
	c.t.Logf("%d files agree, %d exempt; of these CPython refuses %d, %d in our words", c.agreed, c.exempted, c.refused, c.sameWords)
}

// complaint is why we refuse a file.
type complaint struct {
	kind, message string
	line          int
}

func where(line int, message string) string {
	return fmt.Sprintf("line %d (%s)", line, message)
}

// dumpOf is our dump of a source, or our refusal.
func dumpOf(name string, data []byte, minor int) ([]byte, *complaint) {
	f, d := source.Decode(name, data)
	if d == nil {
		tree := syntax.Parse(f, syntax.Options{Version: minor})
		if len(tree.Errors) == 0 {
			var out bytes.Buffer
			if err := syntax.Dump(&out, tree, syntax.DumpOptions{Attributes: true, Version: minor}); err != nil {
				return nil, &complaint{"ValueError", err.Error(), 0}
			}
			return out.Bytes(), nil
		}
		d = tree.Errors[0]
	} else {
		f = source.NewFile(name, string(data)) // the complaint's span is in the bytes
	}
	return nil, &complaint{d.Kind.String(), d.Message, f.Position(d.From).Line}
}
