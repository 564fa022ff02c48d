package safety

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var writeProbes = flag.String("write", "", "document in whose marked part the table of the probes is written")

// families are what the rules are about, by the beginning of their ids.
var families = []struct{ prefix, name string }{
	{"SAF1", "text run as code"}, {"SAF2", "imports behind one's back"}, {"SAF3", "walks out of the sandbox"}, {"SAF4", "processes and environment"}, {"SAF5", "native code and limits"},
	{"SAF6", "deserialisation"}, {"SAF7", "files and network"}, {"SAF8", "secrets, injection, crypto, exceptions"}, {"SAF9", "resources"}, {"TMP", "tampering with a grader"},
}

// TestProbes counts, over the labelled lines of the rules' test data, what our rules find and what ruff's security rules do,
// which are bandit's.
func TestProbes(t *testing.T) {
	if *writeProbes == "" {
		t.Skip("run by make probes")
	}
	paths, err := filepath.Glob("../testdata/safety/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	type labelled struct {
		path, rule string
		line       int
	}
	var probes []labelled
	var files, spared []string
	ours := map[string]map[int]bool{}
	alarms := 0
	dir := t.TempDir()
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		about := strings.Fields(string(a.Comment))
		for _, f := range a.Files {
			name := filepath.Join(dir, filepath.Base(p)+"."+f.Name)
			if err := os.WriteFile(name, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
			m := parse(t, f.Name, string(f.Data))
			ours[name] = map[int]bool{}
			for _, finding := range Check(m, Benchmark) {
				if slices.Contains(about, finding.Rule) {
					ours[name][m.Tree.File.Position(finding.Span.From).Line] = true
					if f.Name == "spares.py" {
						alarms++
					}
				}
			}
			if f.Name == "spares.py" {
				spared = append(spared, name)
			}
			for i := range m.Tree.File.Lines() {
				for _, match := range wantComment.FindAllStringSubmatch(m.Tree.File.Line(i+1), -1) {
					for _, id := range strings.Fields(match[1]) {
						probes = append(probes, labelled{name, strings.Trim(id, `"`), i + 1})
					}
				}
			}
		}
	}
	ruff := map[string]map[int]bool{}
	theirs := "–"
	if folder := os.Getenv("ASSAY_RUFF"); folder != "" {
		cmd := exec.Command("node", "probes.mjs", folder)
		cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for line := range strings.Lines(string(out)) {
			parts := strings.Split(strings.TrimSpace(line), "\t")
			n, err := strconv.Atoi(parts[1])
			if err != nil {
				t.Fatal(err)
			}
			if ruff[parts[0]] == nil {
				ruff[parts[0]] = map[int]bool{}
			}
			ruff[parts[0]][n] = true
			if slices.Contains(spared, parts[0]) {
				count++
			}
		}
		theirs = strconv.Itoa(count)
	}
	var b strings.Builder
	b.WriteString("| about | labelled lines | score finds | ruff's S rules find |\n| --- | ---: | ---: | ---: |\n")
	total, found, foundThere := 0, 0, 0
	for _, family := range families {
		all, here, there := 0, 0, 0
		for _, p := range probes {
			if !strings.HasPrefix(p.rule, family.prefix) {
				continue
			}
			all++
			if ours[p.path][p.line] {
				here++
			}
			if ruff[p.path][p.line] {
				there++
			}
		}
		total, found, foundThere = total+all, found+here, foundThere+there
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", family.name, all, here, there)
	}
	fmt.Fprintf(&b, "| **all** | **%d** | **%d** | **%d** |\n| look-alikes that are flagged | | %d | %s |\n", total, found, foundThere, alarms, theirs)
	fmt.Print(b.String())
	if found*100 < total*95 || alarms > 0 {
		t.Errorf("%d of %d found, %d false alarms", found, total, alarms)
	}
	old, err := os.ReadFile(*writeProbes)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- probes: written by make probes -->\n", "<!-- end of probes -->\n"
	before, rest, ok := strings.Cut(string(old), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no part for the table", *writeProbes)
	}
	if err := os.WriteFile(*writeProbes, []byte(before+begin+"\n"+b.String()+"\n"+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
