package safety

import (
	"math"
	"regexp"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var literalSecret = &Rule{
	ID: "SAF801", Slug: "literal_secret", Title: "secret written into the program",
	Severity: Medium, Confidence: MediumConfidence, CWE: 798, Bandit: []string{"B105", "B106", "B107"}, Ruff: []string{"S105", "S106", "S107"},
	Doc: "A text given to a name, an argument, a default, a key or a comparison that says it is a password, secret, token or key, and a text anywhere " +
		"that has the form of a known kind of key or of a private key's file. Empty texts, placeholders, single words where a token may be one of a " +
		"language, and the names of files, fields and variables are not flagged. Reads strings.",
	Fix: "read the secret from the environment or a file outside of the program",
	Bind: func(p *Pass, a *Assignment) {
		switch t := a.Target.(type) {
		case *syntax.Name:
			p.secret(a.Value, t.ID)
		case *syntax.Attribute:
			p.secret(a.Value, t.Attr)
		case *syntax.Subscript:
			key, _ := p.Fold.Str(t.Slice)
			p.secret(a.Value, key)
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		for _, k := range n.Keywords {
			p.secret(k.Value, k.Arg)
		}
	},
	Function: func(p *Pass, n *syntax.FunctionDef) {
		if n.Args == nil {
			return
		}
		positional := append(append([]*syntax.Arg(nil), n.Args.Posonlyargs...), n.Args.Args...)
		for i, d := range n.Args.Defaults {
			p.secret(d, positional[len(positional)-len(n.Args.Defaults)+i].Arg)
		}
		for i, d := range n.Args.KwDefaults {
			p.secret(d, n.Args.Kwonlyargs[i].Arg)
		}
	},
	Display: func(p *Pass, n *syntax.Dict) {
		for i, k := range n.Keys {
			if key, ok := p.Fold.Str(k); ok && i < len(n.Values) {
				p.secret(n.Values[i], key)
			}
		}
	},
	Compare: func(p *Pass, n *syntax.Compare) {
		if len(n.Ops) != 1 || n.Ops[0] != syntax.Eq && n.Ops[0] != syntax.NotEq {
			return
		}
		switch left := n.Left.(type) {
		case *syntax.Name:
			p.secret(n.Comparators[0], left.ID)
		case *syntax.Attribute:
			p.secret(n.Comparators[0], left.Attr)
		}
	},
	Text: func(p *Pass, c *syntax.Constant) {
		if len(c.Text) >= 16 && maybeKey(c.Text) && knownKey.MatchString(c.Text) {
			p.ReportAs(c, High, HighConfidence, masked(c.Text), "the text has the form of a key")
		}
	},
}

// knownKey are the forms of keys that say what they are.
var knownKey = regexp.MustCompile(`^(?:AKIA|ASIA)[0-9A-Z]{16}$|^gh[pousr]_[0-9A-Za-z]{36,}$|^github_pat_[0-9A-Za-z_]{22,}$|^(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{16,}$|` +
	`^sk-(?:proj-|ant-)?[0-9A-Za-z_-]{20,}$|^xox[abprs]-[0-9A-Za-z-]{10,}$|^AIza[0-9A-Za-z_-]{35}$|^glpat-[0-9A-Za-z_-]{20}$|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----`)

// maybeKey reports whether a text begins as one of the known keys does, so that the expression is tried on few.
func maybeKey(text string) bool {
	switch text[:2] {
	case "AK", "AS", "AI", "gh", "gi", "sk", "rk", "pk", "xo", "gl":
		return true
	}
	return strings.Contains(text, "-----BEGIN ")
}

// secret reports a text that a name says is a secret.
func (p *Pass) secret(value syntax.Expr, name string) {
	c, ok := value.(*syntax.Constant)
	if !ok || c.Kind != syntax.Str && c.Kind != syntax.Bytes {
		return
	}
	words := strings.Split(strings.Trim(strings.ToLower(name), "_"), "_")
	last := words[len(words)-1]
	switch last {
	case "url", "uri", "name", "names", "field", "file", "path", "type", "re", "regex", "pattern", "prompt", "label", "help", "format", "id", "env", "var", "header", "prefix", "suffix", "hash", "error", "message", "title":
		return
	}
	lower := "_" + strings.Join(words, "_") + "_"
	strong := false
	for _, w := range []string{"_password_", "_passwd_", "_pwd_", "_passphrase_", "_secret_", "_api_key_", "_apikey_", "_secret_key_", "_private_key_", "_access_key_", "_credentials_", "_pass_"} {
		strong = strong || strings.Contains(lower, w)
	}
	strong = strong || strings.HasSuffix(last, "password") || strings.HasSuffix(last, "passwd")
	weak := strings.Contains(lower, "_token_") || strings.Contains(lower, "_auth_")
	switch {
	case placeholder(c.Text, name):
	case strong, weak && random(c.Text):
		p.Report(value, masked(c.Text), "whoever reads the program has the secret: "+name)
	}
}

// placeholder reports whether a text only stands where a secret would.
func placeholder(text, name string) bool {
	lower := strings.ToLower(text)
	plain := strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0
	if !plain || len(text) < 4 || len(text) > 500 || strings.ReplaceAll(lower, "_", "") == strings.ReplaceAll(strings.ToLower(name), "_", "") || strings.ContainsAny(text, " <>{}\n") && len(text) < 60 {
		return true
	}
	for _, w := range []string{"example", "xxxx", "your_", "your-", "placeholder", "password", "passwd", "secret", "redacted", "****", "....", "none", "null", "todo", "dummy"} {
		if lower == w || len(w) > 5 && w != "password" && w != "secret" && strings.Contains(lower, w) || strings.HasPrefix(lower, "your") {
			return true
		}
	}
	return false
}

// random reports whether a text looks drawn and not written: long, with letters and digits, and spread over many characters.
func random(text string) bool {
	if len(text) < 12 {
		return false
	}
	counts := map[rune]int{}
	letters, digits, n := false, false, 0
	for _, r := range text {
		counts[r]++
		n++
		letters = letters || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		digits = digits || r >= '0' && r <= '9'
	}
	entropy := 0.0
	for _, r := range text { // by place, so that the sum has one order
		entropy += math.Log2(float64(n) / float64(counts[r]))
	}
	return letters && digits && entropy/float64(n) > 3
}

// masked shows the beginning of a secret, so that a report does not pass it on.
func masked(text string) string {
	r := []rune(text)
	if len(r) <= 8 {
		return string(r[:1]) + "…"
	}
	return string(r[:4]) + "…"
}
