package pipeline

import (
	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp/resolve"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// look reads a submission without running it: which of its files are Python, and what the rules find in those.
func (s *Scorer) look(sub *analyze.Submission) *analyze.Evidence {
	ev := &analyze.Evidence{Submission: sub}
	policy := s.Profile.SafetyPolicy()
	for _, f := range sub.Files {
		if f.Invalid != nil {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: f.Source, Diagnostics: []*source.Diagnostic{f.Invalid}})
			continue
		}
		tree := syntax.Parse(f.Source, syntax.Options{KeepTokens: true})
		if len(tree.Errors) > 0 {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: f.Source, Diagnostics: tree.Errors})
			continue
		}
		info := resolve.Resolve(tree)
		if len(info.Errors) > 0 {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: f.Source, Diagnostics: info.Errors})
			continue
		}
		m := facts.NewModule(f.Path, tree, nil) // no fact reads what resolve found, and it is large
		ev.Modules = append(ev.Modules, m)
		ev.Findings = append(ev.Findings, safety.Check(m, policy)...)
	}
	return ev
}
