package pipeline

import (
	"strings"

	"github.com/assay-score/assay/analyze"
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/analyze/safety"
	"github.com/assay-score/assay/interp/source"
)

// look reads a submission without running it: which of its files are Python, and what the rules find in those.
func (s *Scorer) look(sub *analyze.Submission) *analyze.Evidence {
	ev := &analyze.Evidence{Submission: sub}
	options := s.Profile.Safety()
	options.Own = ownModules(sub)
	for _, f := range sub.Files {
		if f.Invalid != nil {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: f.Source, Diagnostics: []*source.Diagnostic{f.Invalid}})
			continue
		}
		m, diagnostics := facts.Parse(f.Source)
		if m == nil {
			ev.Invalid = append(ev.Invalid, analyze.InvalidFile{File: f.Source, Diagnostics: diagnostics})
			continue
		}
		m.Path = f.Path
		ev.Modules = append(ev.Modules, m)
		ev.Findings = append(ev.Findings, safety.CheckWith(m, options)...)
	}
	return ev
}

// ownModules are the top-level modules of a submission, which its files may import.
func ownModules(sub *analyze.Submission) map[string]bool {
	out := map[string]bool{}
	for _, f := range sub.Files {
		top, _, _ := strings.Cut(f.Path, "/")
		out[strings.TrimSuffix(top, ".py")] = true
	}
	return out
}
