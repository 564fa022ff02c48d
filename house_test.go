// Package assay_test holds the rules of the house, so that they are kept by a failing test and not by good intentions:
// who may know whom, where the operating system may be touched, how large a file may grow, what a package must say of
// itself. RATIONALE.md says why each rule is there.
package assay_test

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/assay-score/assay/"

// mayKnow lists, for each package, what it may import of ours. A folder ending in "/..." stands for all below it.
// A package that is missing here fails: a new one is put in its place before it is used.
var mayKnow = map[string][]string{
	"cmd/score": {"experiments", "pipeline", "suites", "reports", "profiles", "metrics", "analyze", "analyze/facts", "analyze/safety",
		"interp", "interp/source", "interp/syntax", "interp/resolve", "interp/gpython", "interp/native", "schemas", "stats"},
	"examples/gometric": {"pipeline", "reports", "profiles", "metrics", "analyze", "analyze/facts", "interp/gpython"},
	"pipeline": {"suites", "reports", "profiles", "metrics", "analyze", "analyze/facts", "analyze/safety",
		"interp", "interp/source", "interp/syntax", "interp/resolve", "schemas", "stats"},
	"suites":         {"analyze", "interp", "interp/source", "interp/syntax", "schemas"},
	"reports":        {"profiles", "metrics", "analyze", "analyze/facts", "analyze/safety", "interp", "interp/source", "schemas", "stats"},
	"profiles":       {"metrics", "analyze", "analyze/safety", "interp", "schemas", "stats"},
	"metrics":        {"analyze", "analyze/facts", "analyze/safety", "interp", "interp/source", "schemas", "stats"},
	"analyze":        {"analyze/facts", "analyze/safety", "interp", "interp/source", "interp/syntax", "interp/resolve", "schemas"},
	"analyze/safety": {"analyze/facts", "interp/source", "interp/syntax", "interp/resolve"},
	"analyze/facts":  {"interp/source", "interp/syntax", "interp/resolve"},
	"interp":         {"interp/source", "interp/syntax", "interp/resolve"},
	"interp/gpython": {"interp", "interp/source", "interp/syntax", "interp/resolve", "interp/internal/regex"},
	"interp/native": {"interp", "interp/source", "interp/syntax", "interp/resolve", "interp/internal/code", "interp/internal/compile",
		"interp/internal/py", "interp/internal/vm", "interp/internal/builtins", "interp/internal/stdlib/..."},
	"interp/internal/vm":                 {"interp", "interp/source", "interp/syntax", "interp/resolve", "interp/internal/py", "interp/internal/code", "interp/internal/compile"},
	"interp/internal/builtins":           {"interp", "interp/source", "interp/internal/py", "interp/internal/code"},
	"interp/internal/stdlib":             {"interp", "interp/source", "interp/internal/py", "interp/internal/code", "interp/internal/stdlib/...", "interp/internal/regex", "interp/internal/libm"},
	"interp/internal/stdlib/unicodedata": {"interp/internal/py", "interp/syntax"}, // syntax for the names of characters
	"interp/internal/regex":              {},
	"interp/internal/libm":               {},
	"interp/internal/py":                 {"interp", "interp/source", "interp/syntax", "interp/internal/code", "interp/internal/libm"}, // syntax for repr of constants
	"interp/internal/code":               {"interp/source"},
	"interp/internal/compile":            {"interp/source", "interp/syntax", "interp/resolve", "interp/internal/code"},
	"interp/resolve":                     {"interp/syntax", "interp/source"},
	"interp/syntax":                      {"interp/source"},
	"interp/source":                      {},
	"schemas":                            {},
	"stats":                              {},
}

// mayTouchOS lists the files that may import os, os/exec, net or syscall, and why.
var mayTouchOS = map[string]string{
	"cmd/score/":               "the command line: it alone reads arguments, environment and terminal",
	"examples/":                "programs that show how the packages are used",
	"pipeline/":                "the worker pool, journal and cache",
	"analyze/path.go":          "opens a submission's folder through os.Root",
	"interp/cpython/":          "the comparison with CPython, run by make cpython",
	"interp/syntax/internal/":  "generators of tables, run by hand",
	"interp/source/internal/":  "generators of tables, run by hand",
	"interp/resolve/internal/": "generators of tables, run by hand",
}

// mayUseUnsafe lists further files that import unsafe, and why.
var mayUseUnsafe = map[string]string{
	"interp/gpython/memory.go": "tells strings that share their bytes from strings that do not, to count memory once; no address leaves it",
	"interp/gpython/mod_re.go": "remembers for the last string searched where its characters begin; no address leaves it",
}

// mayBeLong lists the files above maxLines with the reason.
var mayBeLong = map[string]string{
	"interp/internal/vm/loop.go": "the dispatch loop",
}

// mayAssign lists the folders in which package variables are assigned inside functions, and why.
var mayAssign = map[string]string{
	"interp/internal/py": "the built-in types refer to each other in circles; Boot builds them once, before the first run, and nothing changes after",
}

// maxLines is the most lines that a file of code may have; tables made by a generator do not count.
const maxLines = 800

type goFile struct {
	path string // slash-separated, from the root of the repository
	ast  *ast.File
	text string
}

// goFiles parses every Go file below the root, tests included.
func goFiles(t *testing.T) (*token.FileSet, []goFile) {
	t.Helper()
	fset := token.NewFileSet()
	var files []goFile
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "tools" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go"):
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(fset, p, text, parser.ParseComments)
		if err != nil {
			return err
		}
		files = append(files, goFile{filepath.ToSlash(p), tree, string(text)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return fset, files
}

func isTest(p string) bool { return strings.HasSuffix(p, "_test.go") }

func isGenerated(f goFile) bool { return ast.IsGenerated(f.ast) }

func imports(f goFile) []string {
	var out []string
	for _, spec := range f.ast.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			out = append(out, p)
		}
	}
	return out
}

// TestImportPolicy keeps the one order in which packages may know each other.
func TestImportPolicy(t *testing.T) {
	_, files := goFiles(t)
	for _, f := range files {
		folder := path.Dir(f.path)
		if isTest(f.path) || folder == "." || strings.HasPrefix(folder, "fuzz") || strings.HasPrefix(folder, "interp/cpython") || strings.Contains(folder, "/internal/gen") {
			continue // tests may look at whatever they test
		}
		allowed, known := policyFor(folder)
		if !known {
			t.Errorf("%s: package %s has no line in mayKnow: say whom it may know", f.path, folder)
			continue
		}
		for _, imported := range imports(f) {
			ours, ok := strings.CutPrefix(imported, module)
			if !ok || slices.ContainsFunc(allowed, func(a string) bool { return matches(a, ours) }) || strings.HasPrefix(ours, folder+"/") {
				continue
			}
			t.Errorf("%s imports %s; %s may know only %v", f.path, ours, folder, allowed)
		}
	}
}

// policyFor finds the line of a package; a package below stdlib that has none shares stdlib's.
func policyFor(folder string) ([]string, bool) {
	if strings.HasPrefix(folder, "interp/internal/stdlib/") && mayKnow[folder] == nil {
		folder = "interp/internal/stdlib"
	}
	allowed, ok := mayKnow[folder]
	return allowed, ok
}

func matches(pattern, pkg string) bool {
	if base, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == base || strings.HasPrefix(pkg, base+"/")
	}
	return pattern == pkg
}

// TestOperatingSystemStaysOutside keeps files, processes, sockets and the environment out of everything that sees a submission.
func TestOperatingSystemStaysOutside(t *testing.T) {
	_, files := goFiles(t)
	for _, f := range files {
		if isTest(f.path) {
			continue
		}
		allowed := false
		for prefix := range mayTouchOS {
			allowed = allowed || strings.HasPrefix(f.path, prefix)
		}
		for _, imported := range imports(f) {
			switch {
			case imported == "unsafe" && !strings.HasPrefix(f.path, "interp/internal/py/") && !strings.HasPrefix(f.path, "interp/internal/vm/") && mayUseUnsafe[f.path] == "":
				t.Errorf("%s imports unsafe: only the interpreter's value representation may, and %v", f.path, keys(mayUseUnsafe))
			case !allowed && (imported == "os" || imported == "os/exec" || imported == "net" || imported == "net/http" || imported == "syscall"):
				t.Errorf("%s imports %s: only %v may", f.path, imported, keys(mayTouchOS))
			}
		}
	}
}

func keys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// TestNoHiddenState refuses init functions and assignments to package variables inside functions: runs share nothing.
func TestNoHiddenState(t *testing.T) {
	fset, files := goFiles(t)
	vars := map[string]map[string]bool{}
	specs := map[any]bool{} // the declarations of package variables, to tell them from local ones of the same name
	for _, f := range files {
		folder := path.Dir(f.path)
		if vars[folder] == nil {
			vars[folder] = map[string]bool{}
		}
		for _, decl := range f.ast.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, spec := range g.Specs {
					specs[spec] = true
					for _, name := range spec.(*ast.ValueSpec).Names {
						vars[folder][name.Name] = name.Name != "_"
					}
				}
			}
		}
	}
	for _, f := range files {
		if isTest(f.path) {
			continue
		}
		packageVars := vars[path.Dir(f.path)]
		if mayAssign[path.Dir(f.path)] != "" {
			continue
		}
		for _, decl := range f.ast.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			if fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: func init: work at import time cannot be seen from where it is used", fset.Position(fn.Pos()))
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				var targets []ast.Expr
				switch n := n.(type) {
				case *ast.AssignStmt:
					if n.Tok != token.DEFINE {
						targets = n.Lhs
					}
				case *ast.IncDecStmt:
					targets = []ast.Expr{n.X}
				}
				for _, target := range targets {
					if name := rootIdent(target); name != nil && packageVars[name.Name] && (name.Obj == nil || specs[name.Obj.Decl]) {
						t.Errorf("%s: %s, a package variable, is assigned inside a function", fset.Position(name.Pos()), name.Name)
					}
				}
				return true
			})
		}
	}
}

// rootIdent is the variable that an assignment to x, x.f, x[i] or *x changes.
func rootIdent(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// TestPackagesSayWhatTheyAre wants a package comment of more than a line from every package, and no catch-all names.
func TestPackagesSayWhatTheyAre(t *testing.T) {
	_, files := goFiles(t)
	docs := map[string]string{}
	for _, f := range files {
		if isTest(f.path) {
			continue
		}
		folder := path.Dir(f.path)
		docs[folder] += f.ast.Doc.Text()
		if name := f.ast.Name.Name; slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc", "shared"}, name) {
			t.Errorf("%s: package %s: a package is named for what it holds", f.path, name)
		}
	}
	for folder, doc := range docs {
		if strings.Count(doc, "\n") < 2 {
			t.Errorf("%s: the package comment is %q: say what the package is for and how it works", folder, doc)
		}
	}
}

// TestFilesStaySmall keeps a file to one subject.
func TestFilesStaySmall(t *testing.T) {
	_, files := goFiles(t)
	for _, f := range files {
		if isTest(f.path) || isGenerated(f) {
			continue
		}
		lines := strings.Count(f.text, "\n")
		if reason := mayBeLong[f.path]; lines > maxLines && reason == "" {
			t.Errorf("%s has %d lines, more than %d: split it by what it is about", f.path, lines, maxLines)
		} else if lines <= maxLines && reason != "" {
			t.Errorf("%s is listed in mayBeLong and has only %d lines: take it off the list", f.path, lines)
		}
	}
}

// TestNothingPointsAtOneMachine refuses absolute paths of somebody's machine in anything that is committed.
func TestNothingPointsAtOneMachine(t *testing.T) {
	homes := []string{"/" + "root/", "/" + "work/main", "/" + "home/"}
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules" || d.Name() == "bin" || d.Name() == ".cache"):
			return filepath.SkipDir
		case d.IsDir() || strings.Contains(filepath.ToSlash(p), "testdata/"):
			return nil
		}
		switch filepath.Ext(p) {
		case ".go", ".md", ".py", ".yaml", ".yml", ".json", ".sh", ".mjs", "":
		default:
			return nil
		}
		f, err := os.Open(p)
		if err != nil {
			return err
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		for n := 1; lines.Scan(); n++ {
			for _, home := range homes {
				if strings.Contains(lines.Text(), home) {
					t.Errorf("%s:%d: names %s…", p, n, home)
				}
			}
		}
		return lines.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}
