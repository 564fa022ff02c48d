package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var certificateIgnored = &Rule{
	ID: "SAF712", Slug: "certificate_ignored", Title: "certificate or host key not checked",
	Severity: High, Confidence: HighConfidence, CWE: 295, Bandit: []string{"B104", "B113", "B323", "B501", "B502", "B503", "B504", "B507"}, Ruff: []string{"S104", "S113", "S323", "S501", "S502", "S503", "S504", "S507"},
	Doc: "verify=False in a call of requests or httpx, ssl._create_unverified_context, CERT_NONE, and paramiko's policies that " +
		"accept any host; versions of SSL and TLS before 1.2; requests without a timeout (low), and sockets bound to all interfaces (medium). " +
		"Whoever is in between, or anywhere, can then read and change everything.",
	Fix: "leave the check on, and add your own authority to it where you have one",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if path == "ssl.wrap_socket" && facts.Argument(n, -1, "ssl_version") == nil {
				p.ReportAs(n, Medium, MediumConfidence, path, "without a version, the oldest that both sides know is taken")
			}
			if !memberOf(path, "requests", "httpx") {
				continue
			}
			if waits(path) {
				if t := facts.Argument(n, -1, "timeout"); t == nil && path[0] == 'r' && len(n.Keywords) == named(n) || isNone(t) {
					p.ReportAs(n, Low, LowConfidence, path, "without a timeout, a server that is silent stops the program for good")
				}
			}
			verify := facts.Argument(n, -1, "verify")
			if v, ok := p.Fold.Fold(verify); ok && v.Kind == facts.FoldedBool && v.Int == 0 {
				p.Report(n, path, "the other side's certificate is not checked")
			}
		}
	},
	Attribute: func(p *Pass, n *syntax.Attribute) {
		if c := p.Called(n); c != nil && n.Attr == "bind" && len(c.Args) == 1 {
			if t, ok := c.Args[0].(*syntax.Tuple); ok && len(t.Elts) == 2 {
				if host, ok := p.Fold.Str(t.Elts[0]); ok && (host == "0.0.0.0" || host == "::" || host == "") {
					p.ReportAs(n, Medium, MediumConfidence, host, "whoever reaches the machine on any of its networks reaches the program")
				}
			}
		}
	},
	Reference: func(p *Pass, e syntax.Expr, path string) {
		if oldProtocol(path) {
			p.Report(e, path, path+" is a protocol that can be broken into")
			return
		}
		switch path {
		case "ssl._create_unverified_context", "ssl.CERT_NONE", "paramiko.AutoAddPolicy", "paramiko.WarningPolicy", "paramiko.client.AutoAddPolicy":
			if _, compare := p.Parent(0).(*syntax.Compare); !compare {
				p.Report(e, path, path+" takes whoever answers for the right one")
			}
		}
	},
}

// oldProtocol reports whether a path is a constant for a version of SSL or TLS before 1.2.
func oldProtocol(path string) bool {
	switch path {
	case "ssl.PROTOCOL_SSLv2", "ssl.PROTOCOL_SSLv3", "ssl.PROTOCOL_SSLv23", "ssl.PROTOCOL_TLSv1", "ssl.PROTOCOL_TLSv1_1", "ssl.TLSVersion.SSLv3",
		"ssl.TLSVersion.TLSv1", "ssl.TLSVersion.TLSv1_1":
		return true
	}
	module, name, ok := strings.Cut(path, ".SSL.")
	if !ok || module != "pyOpenSSL" && module != "OpenSSL" {
		return false
	}
	switch name {
	case "SSLv2_METHOD", "SSLv3_METHOD", "SSLv23_METHOD", "TLSv1_METHOD", "TLSv1_1_METHOD":
		return true
	}
	return false
}

// waits reports whether a path is a function of requests or httpx that waits for an answer.
func waits(path string) bool {
	_, name, _ := strings.Cut(path, ".")
	switch name {
	case "get", "post", "put", "delete", "head", "options", "patch", "request":
		return true
	}
	return false
}

// named is how many keywords of a call have names: with **, a timeout may be among them.
func named(n *syntax.Call) int {
	count := 0
	for _, k := range n.Keywords {
		if k.Arg != "" {
			count++
		}
	}
	return count
}

func isNone(e syntax.Expr) bool {
	c, ok := e.(*syntax.Constant)
	return ok && c.Kind == syntax.None
}
