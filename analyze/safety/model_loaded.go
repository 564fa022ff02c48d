package safety

import (
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var modelLoaded = &Rule{
	ID: "SAF603", Slug: "model_loaded", Title: "model or table loaded that may hold code",
	Severity: High, Confidence: MediumConfidence, CWE: 502, Bandit: []string{"B614", "B615"}, Ruff: []string{"S614"},
	Doc: "torch.load without weights_only=True, pandas.read_pickle, numpy.load with allow_pickle=True, and models fetched from a hub " +
		"by a name without a revision: the file or the next version of it runs whatever it holds.",
	Fix: "load weights only, use a format without code, and name the revision of what is fetched",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch {
			case path == "torch.load" && !p.isTrue(facts.Argument(n, -1, "weights_only")):
				p.Report(n, path, "torch.load unpickles the file")
			case slices.Contains([]string{"pandas.read_pickle", "joblib.load"}, path):
				p.Report(n, path, path+" unpickles the file")
			case path == "numpy.load" && p.isTrue(facts.Argument(n, 2, "allow_pickle")):
				p.Report(n, path, "numpy.load with allow_pickle unpickles the file")
			case path == "torch.hub.load", fetches(path) && facts.Argument(n, -1, "revision") == nil && p.remote(n):
				p.ReportAs(n, Medium, MediumConfidence, path, "whoever owns the name decides what is loaded next time")
			}
		}
		if m, ok := n.Func.(*syntax.Attribute); ok && m.Attr == "from_pretrained" && facts.Argument(n, -1, "revision") == nil && p.remote(n) {
			p.ReportAs(n, Medium, MediumConfidence, m.Attr, "whoever owns the name decides what is loaded next time")
		}
	},
}

func fetches(path string) bool {
	switch path {
	case "datasets.load_dataset", "huggingface_hub.hf_hub_download", "huggingface_hub.snapshot_download":
		return true
	}
	return false
}

// remote reports whether a call's first argument is a name on a hub and not a folder.
func (p *Pass) remote(n *syntax.Call) bool {
	name, ok := p.Fold.Str(first(n))
	if !ok && len(n.Args) == 0 {
		name, ok = p.Fold.Str(facts.Argument(n, -1, "repo_id"))
	}
	return ok && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "/")
}

// isTrue reports whether an expression is constant and true.
func (p *Pass) isTrue(e syntax.Expr) bool {
	if e == nil {
		return false
	}
	v, ok := p.Fold.Fold(e)
	return ok && (v.Int != 0 || v.Text != "")
}
