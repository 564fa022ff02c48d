package resolve_test

import (
	"io"
	"testing"

	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// FuzzResolve wants of any text that parsing, resolving and dumping it end without a panic, that what is reported lies
// within the text, and that the scopes hang together.
func FuzzResolve(f *testing.F) {
	for _, p := range programs(f) {
		f.Add(p.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("m.py", text)
		for _, minor := range []int{13, 14} {
			tree := syntax.Parse(file, syntax.Options{Version: minor})
			info := resolve.ResolveWith(tree, resolve.Options{Version: minor})
			for _, d := range append(info.Errors, info.Warnings...) {
				if d.From > d.To || int(d.To) > len(file.Text) || d.Message == "" {
					t.Fatalf("diagnostic %+v of a text of %d bytes", d, len(file.Text))
				}
			}
			if len(tree.Errors) == 0 && len(info.Errors) == 0 {
				coherent(t, info.Module)
			}
			if err := syntax.Dump(io.Discard, tree, syntax.DumpOptions{Attributes: true, Indent: " "}); err != nil {
				t.Log(err) // an int too long to print is a fine answer
			}
		}
	})
}

// coherent checks what users of the scopes rely on.
func coherent(t *testing.T, s *resolve.Scope) {
	t.Helper()
	for i, y := range s.Symbols {
		if s.Lookup(y.Name) != y || y.Index != i {
			t.Fatalf("%s %s: symbol %d, %s, is not found by its name", s.Kind, s.Name, i, y.Name)
		}
		switch y.Resolution {
		case resolve.Unresolved:
			t.Fatalf("%s %s: %s is unresolved", s.Kind, s.Name, y.Name)
		case resolve.Free:
			home := y.Home
			if home == nil || home == s {
				t.Fatalf("%s %s: %s is free and has no home", s.Kind, s.Name, y.Name)
			}
			if s.Unevaluated || home.Kind == resolve.ClassScope {
				break
			}
			if origin := home.Lookup(y.Name); origin == nil || origin.Resolution != resolve.Cell && !inert(s) {
				t.Fatalf("%s %s: %s is free but no cell of %s %s", s.Kind, s.Name, y.Name, home.Kind, home.Name)
			}
		case resolve.Local, resolve.Cell:
			if y.Home != s {
				t.Fatalf("%s %s: %s is local and at home elsewhere", s.Kind, s.Name, y.Name)
			}
		}
	}
	for _, child := range s.Children {
		if child.Parent != s {
			t.Fatalf("%s %s is not the parent of its child %s", s.Kind, s.Name, child.Name)
		}
		coherent(t, child)
	}
}

// inert reports whether a scope lies in an annotation that is never run.
func inert(s *resolve.Scope) bool {
	for ; s != nil; s = s.Parent {
		if s.Unevaluated {
			return true
		}
	}
	return false
}
