package safety

import (
	"strings"

	"github.com/assay-score/assay/analyze/facts"
	"github.com/assay-score/assay/interp/syntax"
)

var sqlBuilt = &Rule{
	ID: "SAF802", Slug: "sql_built", Title: "SQL put together from values",
	Severity: Medium, Confidence: MediumConfidence, CWE: 89, Bandit: []string{"B608", "B610", "B611"}, Ruff: []string{"S608", "S610", "S611"},
	Doc: "A string that begins like a statement of SQL and is put together with %, +, format or an f-string from something that " +
		"is not constant. A value that holds a quote then changes the statement. Strings without values in them, and those " +
		"whose values fold, are not flagged.",
	Fix: "pass the values as parameters",
	BinOp: func(p *Pass, n *syntax.BinOp) {
		if n.Op == syntax.Modulo && statement(p, n.Left) || n.Op == syntax.Add && statement(p, leftmost(n)) {
			p.built(n)
		}
	},
	Call: func(p *Pass, n *syntax.Call) {
		m, method := n.Func.(*syntax.Attribute)
		switch {
		case method && m.Attr == "format" && statement(p, m.Value):
			p.built(n)
		case method && m.Attr == "extra" && p.imports("django"):
			for _, k := range n.Keywords {
				if k.Arg == "select" || k.Arg == "where" || k.Arg == "tables" || k.Arg == "params" {
					p.builtOf(n, k.Value)
				}
			}
			for _, a := range n.Args {
				p.builtOf(n, a)
			}
		case p.Meaning.Is(n.Func, "django.db.models.expressions.RawSQL"), p.Meaning.Is(n.Func, "django.db.models.RawSQL"):
			p.builtOf(n, facts.Argument(n, 0, "sql"))
		}
	},
	Joined: func(p *Pass, n *syntax.JoinedStr) {
		if len(n.Values) > 1 && statementText(joinedText(n)) {
			p.built(n)
		}
	},
}

// built reports an expression that a statement is put together by, unless all of it is constant.
func (p *Pass) built(e syntax.Expr) {
	if _, constant := p.Fold.Str(e); !constant {
		p.Report(e, "", "a value that holds a quote changes the statement")
	}
}

// leftmost is the first operand of a sum: a loop, since there may be thousands.
func leftmost(n *syntax.BinOp) syntax.Expr {
	for {
		left, ok := n.Left.(*syntax.BinOp)
		if !ok || left.Op != syntax.Add {
			return n.Left
		}
		n = left
	}
}

// statement reports whether a text begins as a statement of SQL does, keyword by keyword, so that English does not.
func statement(p *Pass, e syntax.Expr) bool {
	text, ok := p.Fold.Str(e)
	return ok && statementText(text)
}

// joinedText is the text of an f-string with a word for each of its fields.
func joinedText(n *syntax.JoinedStr) string {
	var b strings.Builder
	for _, v := range n.Values {
		if c, ok := v.(*syntax.Constant); ok {
			b.WriteString(c.Text)
		} else {
			b.WriteString("value")
		}
		if b.Len() > 2000 {
			break
		}
	}
	return b.String()
}

// builtOf reports a call that is given SQL which is not constant.
func (p *Pass) builtOf(n *syntax.Call, e syntax.Expr) {
	constant := true
	if e == nil {
		return
	}
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Dict, *syntax.List, *syntax.Tuple:
			return constant
		case syntax.Expr:
			_, folds := p.Fold.Fold(n)
			constant = constant && folds
			return false
		}
		return constant
	})
	if !constant {
		p.Report(n, "", "a value that holds a quote changes the statement")
	}
}

func statementText(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	if len(words) < 2 {
		return false
	}
	switch words[0] {
	case "select", "with":
		for _, w := range words[1:] {
			if w == "from" {
				return true
			}
		}
	case "insert", "replace":
		return words[1] == "into"
	case "delete":
		return words[1] == "from"
	case "update":
		for _, w := range words[1:] {
			if w == "set" {
				return true
			}
		}
	case "drop", "alter", "create":
		return words[1] == "table" || words[1] == "database" || words[1] == "index"
	}
	return false
}
