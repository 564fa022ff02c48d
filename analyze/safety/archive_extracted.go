package safety

import (
	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var archiveExtracted = &Rule{
	ID: "SAF704", Slug: "archive_extracted", Title: "archive unpacked without looking",
	Severity: High, Confidence: MediumConfidence, CWE: 22, Bandit: []string{"B202"}, Ruff: []string{"S202"},
	Doc: "extractall of tarfile without a filter, and of zipfile: the names in the archive decide where files are written. A tar " +
		"file unpacked with filter='data' is not flagged.",
	Fix: "pass filter='data', or look at the names first",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			switch path {
			case "tarfile.open().extractall", "tarfile.TarFile().extractall", "tarfile.TarFile.open().extractall":
				if filter, ok := p.Fold.Str(facts.Argument(n, -1, "filter")); !ok || filter == "fully_trusted" {
					p.Report(n, path, "the names in the archive decide where files are written")
				}
			case "zipfile.ZipFile().extractall", "shutil.unpack_archive":
				p.Report(n, path, "the names in the archive decide where files are written")
			}
		}
	},
}
