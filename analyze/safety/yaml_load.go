package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var yamlLoad = &Rule{
	ID: "SAF602", Slug: "yaml_load", Title: "YAML loaded with constructors",
	Severity: High, Confidence: HighConfidence, CWE: 20, Bandit: []string{"B506"}, Ruff: []string{"S506"},
	Doc: "yaml.load without a safe loader, full_load and unsafe_load. The text decides which objects are made.",
	Fix: "use yaml.safe_load",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch path {
			case "yaml.unsafe_load", "yaml.unsafe_load_all", "yaml.full_load", "yaml.full_load_all":
				p.Report(n, path, path+" makes whatever objects the text names")
			case "yaml.load", "yaml.load_all":
				loader := facts.Argument(n, 1, "Loader")
				if loader == nil || !p.Meaning.Is(loader, "yaml.SafeLoader") && !p.Meaning.Is(loader, "yaml.CSafeLoader") &&
					!p.Meaning.Is(loader, "yaml.BaseLoader") {
					p.Report(n, path, path+" without a safe loader makes whatever objects the text names")
				}
			}
		}
	},
}
