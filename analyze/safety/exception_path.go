package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var exceptionPath = &Rule{
	ID: "SAF309", Slug: "exception_path", Title: "objects reached through an exception",
	Severity: High, Confidence: MediumConfidence, CWE: 693,
	Doc: "An attribute of what an exception holds: e.obj.__class__, e.__traceback__.tb_frame, e.__context__.__traceback__. An exception carries " +
		"the object that it is about and the frames that it came through, and so leads to objects that the program was never " +
		"given. Handing e.__traceback__ to the traceback module, and e.args, are not flagged.",
	Fix: "use the exception's message and args",
	Attribute: func(p *Pass, n *syntax.Attribute) {
		from, ok := n.Value.(*syntax.Attribute)
		if !ok || !p.heldByException(from) {
			return
		}
		if n.Attr == "__traceback__" || n.Attr == "__context__" || strings.HasPrefix(n.Attr, "__") && !harmlessDunders[n.Attr] || frameInternals[n.Attr] || from.Attr != "obj" && n.Attr != "tb_lineno" && n.Attr != "with_traceback" && !harmlessDunders[n.Attr] {
			p.Report(n, from.Attr+"."+n.Attr, from.Attr+" of an exception leads to objects of others")
		}
	},
}

// heldByException reports whether an attribute is something that an exception holds.
func (p *Pass) heldByException(a *syntax.Attribute) bool {
	switch a.Attr {
	case "__traceback__", "__context__", "__cause__":
		return true
	case "obj":
	default:
		return false
	}
	n, ok := a.Value.(*syntax.Name)
	if !ok {
		return false
	}
	k := p.Names.Of(n)
	return k != nil && k.Kind == facts.BoundByOther && p.handles(n.ID)
}

// handles reports whether the current node stands in an except clause that binds the name.
func (p *Pass) handles(name string) bool {
	for _, n := range p.above {
		if h, ok := n.(*syntax.ExceptHandler); ok && h.Name == name {
			return true
		}
	}
	return false
}
