package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var pathLiteral = &Rule{
	ID: "SAF702", Slug: "path_literal", Title: "path outside of the program's folder",
	Severity: High, Confidence: HighConfidence, CWE: 22, Bandit: []string{"B108"}, Ruff: []string{"S108"},
	Doc: "An absolute path, or one that climbs out of its folder, given in the text to a function that opens files; and a " +
		"critical one, anywhere in a string, the system's own files: /etc/passwd, /proc/self, ~/.ssh. /dev/null is not flagged. " +
		"Reads strings, docstrings left out.",
	Fix: "take the path as an argument and keep it inside of the working folder",
	Text: func(p *Pass, c *syntax.Constant) {
		if systemPath(c.Text) {
			p.ReportAs(c, Critical, HighConfidence, c.Text, "the path belongs to the system, not to the program")
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if path != "builtins.open" && path != "io.open" && path != "os.open" && path != "pathlib.Path" && path != "os.listdir" && path != "os.scandir" &&
				path != "os.walk" && path != "glob.glob" && !changesFiles(path) && path != "shutil.rmtree" {
				continue
			}
			for _, a := range n.Args {
				name, ok := p.Fold.Str(a)
				switch {
				case !ok:
				case systemPath(name):
					p.ReportAs(a, Critical, HighConfidence, name, "the path belongs to the system, not to the program")
				case outside(name):
					p.Report(a, name, "the path leads out of the program's folder")
				}
			}
		}
	},
}

// systemPath reports whether a text is a path to files that hold the machine's or a user's secrets.
func systemPath(text string) bool {
	if strings.ContainsAny(text, "\n ") || len(text) > 200 {
		return false // prose that mentions a path
	}
	for _, prefix := range []string{"/etc/", "/proc/", "/sys/", "/boot/", "/root" + "/", "/var/run/", "/run/secrets/", "/dev/mem", "/dev/sd", "~/.ssh",
		"~/.aws", "~/.bash", "C:\\Windows\\"} {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return strings.HasSuffix(text, "/.ssh/id_rsa") || text == "/etc"
}

// outside reports whether a path leaves the folder that it is seen from.
func outside(name string) bool {
	if name == "/dev/null" || len(name) < 2 {
		return false
	}
	return strings.HasPrefix(name, "/") || strings.HasPrefix(name, "~") || strings.HasPrefix(name, "..") || strings.Contains(name, "/../") ||
		len(name) > 2 && name[1] == ':' && (name[2] == '\\' || name[2] == '/')
}
