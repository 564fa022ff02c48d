package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var guessableToken = &Rule{
	ID: "SAF804", Slug: "guessable_token", Title: "secret made with random",
	Severity: Low, Confidence: MediumConfidence, CWE: 330, Bandit: []string{"B311"}, Ruff: []string{"S311"},
	Doc: "A value of the random module bound to a name that says it is a secret: token, password, secret, key, nonce, salt, otp. " +
		"The module's numbers can be worked out from a few of them. random.SystemRandom and other names are not flagged.",
	Fix: "use the secrets module",
	Bind: func(p *Pass, a *Assignment) {
		var name string
		switch t := a.Target.(type) {
		case *syntax.Name:
			name = t.ID
		case *syntax.Attribute:
			name = t.Attr
		}
		if a.Value == nil || !secretName(name) {
			return
		}
		found := false
		syntax.Inspect(a.Value, func(n syntax.Node) bool {
			if c, ok := n.(*syntax.Call); ok && !found {
				for _, path := range p.Meaning.Paths(c.Func) {
					found = found || memberOf(path, "random") && !strings.HasPrefix(path, "random.SystemRandom")
				}
			}
			return !found
		})
		if found {
			p.Report(a.Target, name, "the numbers of random can be worked out from a few of them")
		}
	},
}

// secretName reports whether one of the words of a name says that it holds a secret.
func secretName(name string) bool {
	for word := range strings.SplitSeq(strings.ToLower(name), "_") {
		switch word {
		case "token", "password", "passwd", "secret", "nonce", "salt", "otp", "apikey":
			return true
		}
	}
	return false
}
