package safety

import "github.com/assay-score/assay/interp/syntax"

var unpickling = &Rule{
	ID: "SAF601", Slug: "unpickling", Title: "objects loaded from bytes",
	Severity: High, Confidence: HighConfidence, CWE: 502, Bandit: []string{"B301", "B302", "B403"}, Ruff: []string{"S301", "S302"},
	Doc: "Loading with pickle, marshal, shelve, dill, cloudpickle, joblib or jsonpickle. The bytes decide which functions are " +
		"called while they are read. Dumping is not flagged.",
	Fix: "store data as JSON",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		switch path {
		case "pickle.load", "pickle.loads", "pickle.Unpickler", "pickle._load", "pickle._loads", "pickle._Unpickler", "_pickle.loads", "_pickle.load", "_pickle.Unpickler", "cPickle.load", "cPickle.loads",
			"marshal.load", "marshal.loads", "shelve.open", "shelve.Shelf", "dill.load", "dill.loads", "cloudpickle.load", "cloudpickle.loads",
			"dill.Unpickler", "cloudpickle.Unpickler", "joblib.load", "jsonpickle.decode", "jsonpickle.unpickler.decode", "jsonpickle.unpickler.Unpickler",
			"jsonpickle.loads":
			p.Report(e, path, path+" calls whatever functions the bytes name")
		}
	},
}
