package safety

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

var network = &Rule{
	ID: "SAF711", Slug: "network", Title: "network reached",
	Severity: High, Confidence: HighConfidence, CWE: 284, Bandit: []string{"B310", "B312", "B321", "B401", "B402", "B411", "B415"}, Ruff: []string{"S310", "S312", "S321"},
	Doc: "Sockets, and the modules that speak HTTP, FTP, mail and the like, in the standard library and beyond it. Parsing " +
		"addresses is not flagged.",
	Fix: "take the data as an argument",
	Reference: func(p *Pass, e syntax.Expr, path string) {
		if memberOf(path, "socket", "_socket", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "nntplib",
			"telnetlib", "pyghmi", "six.moves.urllib.request", "xmlrpc", "webbrowser", "socketserver", "requests", "aiohttp", "httpx", "urllib3", "paramiko", "websocket", "websockets") &&
			!constantName(path) && !strings.Contains(path, "()") {
			p.Report(e, path, path+" reaches the network")
		}
	},
}

// constantName reports whether a path names a constant or an exception, by how it is written.
func constantName(path string) bool {
	if !within(path, "socket", "ssl", "requests", "urllib3", "http.client") {
		return false
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	return strings.ToUpper(last) == last || strings.HasSuffix(last, "Error") || strings.HasSuffix(last, "Exception") || last == "timeout" || last == "exceptions"
}
