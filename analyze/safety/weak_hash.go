package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var weakHash = &Rule{
	ID: "SAF803", Slug: "weak_hash", Title: "hash or cipher that is broken",
	Severity: Medium, Confidence: HighConfidence, CWE: 327, Bandit: []string{"B303", "B304", "B305", "B324"}, Ruff: []string{"S303", "S304", "S305", "S324"},
	Doc: "MD5, MD4 and SHA-1 of hashlib, also by name through hashlib.new, and DES, RC4 and Blowfish of the crypto libraries. A " +
		"call with usedforsecurity=False is not flagged.",
	Fix: "use SHA-256, or say usedforsecurity=False",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			name := strings.TrimPrefix(path, "hashlib.")
			if path == "hashlib.new" {
				name, _ = p.Fold.Str(facts.Argument(n, 0, "name"))
			} else if !memberOf(path, "hashlib") {
				name = ""
			}
			switch strings.ToLower(strings.ReplaceAll(name, "-", "")) {
			case "md4", "md5", "sha1":
				if v, ok := p.Fold.Fold(facts.Argument(n, -1, "usedforsecurity")); !ok || v.Int != 0 {
					p.Report(n, name, name+" no longer keeps anybody from making two texts with one hash")
				}
			}
			for _, cipher := range []string{"DES", "DES3", "ARC2", "ARC4", "Blowfish", "XOR"} {
				if path == "Crypto.Cipher."+cipher+".new" || path == "Cryptodome.Cipher."+cipher+".new" {
					p.Report(n, cipher, cipher+" no longer keeps anything secret")
				}
			}
		}
	},
}
