package facts

import (
	"slices"
	"strings"
)

// Coupled is what Coupling says of one module.
type Coupled struct {
	Module   *Module
	Name     string   // dotted: "package.part"
	FanOut   []Edge   // the modules of the submission that it imports, each once, in the order of the imports
	FanIn    int      // how many modules of the submission import it
	External int      // how many top-level modules from elsewhere it imports
	Cycle    []string // the modules that it imports in a circle with, itself included, sorted; nil for none
}

// Edge is an import of a module by another.
type Edge struct {
	To     int // index
	Import *Import
}

// Coupling is who imports whom among the modules of a submission. An import counts wherever it stands; for cycles only
// those that run when the module does.
//
// Source: efferent and afferent coupling, R. Martin, OO Design Quality Metrics, 1994; cycles are strongly connected
// components.
func Coupling(modules []*Module) []Coupled {
	out := make([]Coupled, len(modules))
	index := make(map[string]int, len(modules))
	for i, m := range modules {
		out[i] = Coupled{Module: m, Name: moduleName(m.Path)}
		index[out[i].Name] = i
	}
	g := graph{calls: make([][]int, len(modules))}
	for i, m := range modules {
		seen := map[int]bool{i: true}
		external := map[string]bool{}
		early := map[int]bool{}
		for _, imp := range Imports.Of(m) {
			to, ok := resolveImport(index, out[i].Name, strings.HasSuffix(m.Path, "__init__.py"), imp)
			if !ok {
				if top, _, _ := strings.Cut(strings.TrimLeft(imp.Module, "."), "."); top != "" && imp.Level == 0 {
					external[top] = true
				}
				continue
			}
			if !imp.Nested && !early[to] && to != i {
				early[to] = true
				g.calls[i] = append(g.calls[i], to)
			}
			if !seen[to] {
				seen[to] = true
				out[i].FanOut = append(out[i].FanOut, Edge{to, imp})
				out[to].FanIn++
			}
		}
		out[i].External = len(external)
	}
	for _, component := range g.components() {
		if len(component) < 2 {
			continue
		}
		var names []string
		for _, i := range component {
			names = append(names, out[i].Name)
		}
		slices.Sort(names)
		for _, i := range component {
			out[i].Cycle = names
		}
	}
	return out
}

// moduleName is the dotted name of a file.
func moduleName(path string) string {
	name := strings.TrimSuffix(path, ".py")
	if name == "__init__" {
		return ""
	}
	return strings.ReplaceAll(strings.TrimSuffix(name, "/__init__"), "/", ".")
}

// resolveImport finds the module of the submission that an import means: a name taken from a package may be a module
// of it.
func resolveImport(index map[string]int, importer string, isPackage bool, i *Import) (int, bool) {
	base := strings.TrimLeft(i.Module, ".")
	if i.Level > 0 {
		parts := strings.Split(importer, ".")
		up := i.Level
		if isPackage {
			up--
		}
		if up > len(parts) {
			return 0, false
		}
		around := strings.Join(parts[:len(parts)-up], ".")
		if base == "" {
			base = around
		} else if around != "" {
			base = around + "." + base
		}
	}
	if i.Name != "" && i.Name != "*" {
		name := i.Name
		if base != "" {
			name = base + "." + i.Name
		}
		if to, ok := index[name]; ok {
			return to, true
		}
	}
	for {
		if to, ok := index[base]; ok {
			return to, true
		}
		dot := strings.LastIndexByte(base, '.')
		if dot < 0 || i.Name != "" {
			return 0, false
		}
		base = base[:dot]
	}
}
