package safety

import (
	"slices"
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var unsafeDefault = &Rule{
	ID: "SAF805", Slug: "unsafe_default", Title: "library used without its protection",
	Severity: Medium, Confidence: MediumConfidence, CWE: 611,
	Bandit: []string{"B201", "B308", "B313", "B314", "B315", "B316", "B317", "B318", "B319", "B405", "B406", "B407", "B408", "B409", "B412", "B508", "B509", "B601", "B609", "B612", "B701", "B702", "B703", "B704"},
	Ruff:   []string{"S201", "S308", "S313", "S314", "S317", "S318", "S319", "S508", "S509", "S601", "S609", "S612", "S701", "S702", "S704"},
	Doc: "Parsers of XML that resolve entities, templates without escaping (jinja2 without autoescape, mako, mark_safe and Markup of what is not constant), " +
		"web applications run with debug=True, logging.config.listen, SNMP without encryption, commands run through paramiko or with a wildcard, and " +
		"CGI servers. defusedxml, and a literal marked safe, are not flagged.",
	Fix: "use defusedxml, turn escaping on, and turn debugging off",
	Call: func(p *Pass, n *syntax.Call) {
		for _, path := range p.Meaning.Paths(n.Func) {
			if reason := p.unprotected(n, path); reason != "" {
				p.Report(n, path, reason)
				return
			}
		}
		m, ok := n.Func.(*syntax.Attribute)
		switch {
		case !ok:
		case m.Attr == "run" && p.isTrue(facts.Argument(n, -1, "debug")) && p.imports("flask"):
			p.ReportAs(n, High, MediumConfidence, "debug=True", "the debugger lets whoever reaches it run code")
		case m.Attr == "exec_command" && p.imports("paramiko") && !p.constant(first(n)):
			p.Report(n, m.Attr, "a shell on the other machine reads the command")
		}
	},
}

// unprotected says what is wrong with a call; "" for nothing.
func (p *Pass) unprotected(n *syntax.Call, path string) string {
	switch {
	case xmlParser(path):
		return "entities in the document are resolved, so a small one may become huge or fetch files"
	case path == "jinja2.Environment" || path == "jinja2.Template" || strings.HasPrefix(path, "jinja2.") && strings.HasSuffix(path, ".Environment"):
		e := facts.Argument(n, -1, "autoescape")
		if path == "jinja2.Template" && e == nil {
			return ""
		}
		if c, ok := e.(*syntax.Call); ok && len(p.Meaning.Paths(c.Func)) > 0 {
			return "" // select_autoescape()
		}
		if !p.isTrue(e) {
			return "what is put into the page is not escaped"
		}
	case slices.Contains([]string{"mako.template.Template"}, path):
		return "mako does not escape what is put into the page"
	case slices.Contains([]string{"django.utils.safestring.mark_safe", "django.utils.safestring.SafeText", "django.utils.safestring.SafeString", "markupsafe.Markup", "flask.Markup", "jinja2.Markup"}, path) && !p.constant(first(n)):
		return "a value that is not constant is put into the page without escaping"
	case path == "logging.config.listen":
		return "whoever connects can have code run"
	case slices.Contains([]string{"wsgiref.handlers.CGIHandler", "twisted.web.twcgi.CGIScript", "http.server.CGIHTTPRequestHandler"}, path):
		return "headers of the request become the environment of a program"
	case slices.Contains([]string{"pysnmp.hlapi.CommunityData"}, path):
		if v, ok := p.Fold.Fold(facts.Argument(n, -1, "mpModel")); ok && v.Int <= 1 {
			return "this version of SNMP sends everything in the clear"
		}
	case slices.Contains([]string{"pysnmp.hlapi.UsmUserData"}, path) && len(n.Args)+len(n.Keywords) < 3:
		return "without a key for privacy SNMP sends everything in the clear"
	case slices.Contains([]string{"os.system", "os.popen", "subprocess.Popen", "subprocess.call", "subprocess.run"}, path):
		if command, ok := p.Fold.Str(first(n)); ok && strings.Contains(command, "*") && wildcardCommand(command) {
			return "a file whose name begins with - becomes an option of the command"
		}
	}
	return ""
}

func wildcardCommand(command string) bool {
	for _, word := range strings.Fields(command) {
		switch word[strings.LastIndexByte(word, '/')+1:] {
		case "chown", "chmod", "tar", "rsync":
			return true
		}
	}
	return false
}

func xmlParser(path string) bool {
	switch path {
	case "xml.etree.ElementTree.parse", "xml.etree.ElementTree.iterparse", "xml.etree.ElementTree.fromstring", "xml.etree.ElementTree.XML", "xml.etree.ElementTree.XMLParser",
		"xml.etree.cElementTree.parse", "xml.etree.cElementTree.iterparse", "xml.etree.cElementTree.fromstring", "xml.etree.cElementTree.XMLParser",
		"xml.sax.parse", "xml.sax.parseString", "xml.sax.make_parser", "xml.sax.expatreader.create_parser", "xml.dom.expatbuilder.parse", "xml.dom.expatbuilder.parseString",
		"xml.dom.minidom.parse", "xml.dom.minidom.parseString", "xml.dom.pulldom.parse", "xml.dom.pulldom.parseString",
		"lxml.etree.parse", "lxml.etree.fromstring", "lxml.etree.RestrictedElement", "lxml.etree.GlobalParserTLS", "lxml.etree.getDefaultParser", "lxml.etree.check_docinfo",
		"xmlrpc.server.SimpleXMLRPCServer":
		return true
	}
	return false
}

// constant reports whether an expression folds.
func (p *Pass) constant(e syntax.Expr) bool {
	_, ok := p.Fold.Fold(e)
	return ok || e == nil
}

// imports reports whether the module imports another.
func (p *Pass) imports(name string) bool {
	if p.imported == nil {
		p.imported = map[string]bool{}
		for _, i := range facts.Imports.Of(p.Module) {
			top, _, _ := strings.Cut(i.Module, ".")
			p.imported[top] = true
		}
	}
	return p.imported[name]
}
