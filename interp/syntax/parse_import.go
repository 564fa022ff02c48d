package syntax

import (
	"strings"

	"github.com/assay-score/assay/interp/source"
)

// dotted parses names with points between them.
func (p *parser) dotted() (string, bool) {
	if p.k != TokenName {
		return "", p.bad()
	}
	from := p.pos
	plain := p.toks[from].flags == 0
	p.next()
	for p.k == TokenDot {
		p.next()
		if p.k != TokenName {
			return "", p.bad()
		}
		if t := &p.toks[p.pos]; t.flags != 0 || t.From != p.toks[p.pos-2].To+1 {
			plain = false
		}
		p.next()
	}
	if plain {
		return p.src[p.toks[from].From:p.toks[p.pos-1].To], true
	}
	var b strings.Builder
	for i := from; i < p.pos; i += 2 {
		if i > from {
			b.WriteByte('.')
		}
		b.WriteString(p.ident(&p.toks[i]))
	}
	return b.String(), true
}

// asName parses an optional "as" and a name.
func (p *parser) asName() (string, bool) {
	if !p.accept(TokenAs) {
		return "", true
	}
	return p.identifier()
}

func (p *parser) newAlias(start source.Pos, name, as string) *Alias {
	a := p.arena.alias.get()
	a.Span, a.Name, a.AsName = p.span(start), name, as
	return a
}

// importStmt parses import a.b as c, d.
func (p *parser) importStmt() Stmt {
	begin := p.here()
	p.next()
	var few [8]*Alias
	list := few[:0]
	for {
		start := p.here()
		name, ok := p.dotted()
		if !ok {
			return nil
		}
		as, ok := p.asName()
		if !ok {
			return nil
		}
		list = append(list, p.newAlias(start, name, as))
		if !p.accept(TokenComma) {
			break
		}
	}
	p.height = 2
	return &Import{Span: p.span(begin), Names: p.arena.aliases.list(list)}
}

// importFrom parses from .a import b as c, d.
func (p *parser) importFrom() Stmt {
	begin := p.here()
	p.next()
	level := 0
	for ; ; p.next() {
		if p.k == TokenDot {
			level++
		} else if p.k == TokenEllipsis {
			level += 3
		} else {
			break
		}
	}
	var module string
	if level == 0 || p.k != TokenImport {
		var ok bool
		if module, ok = p.dotted(); !ok {
			return nil
		}
	}
	if !p.expect(TokenImport) {
		return nil
	}
	names, ok := p.importedNames()
	if !ok {
		return nil
	}
	if module == "__future__" && level == 0 && !p.old && p.future == nil {
		p.future = unknownFuture(names)
	}
	p.height = 2
	return &ImportFrom{Span: p.span(begin), Module: module, Names: names, Level: level}
}

// unknownFuture finds the first of the names of a future import that is no feature. CPython 3.14 refuses such a file
// when it has parsed the whole; 3.13 leaves that to its compiler.
func unknownFuture(names []*Alias) *source.Diagnostic {
	for _, a := range names {
		switch a.Name {
		case "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
			"unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations":
		case "braces":
			return &source.Diagnostic{Span: a.Span, Kind: source.SyntaxError, Message: "not a chance"}
		default:
			return &source.Diagnostic{Span: a.Span, Kind: source.SyntaxError, Message: "future feature " + a.Name + " is not defined"}
		}
	}
	return nil
}

// importedNames parses what follows "import" in a from statement.
func (p *parser) importedNames() ([]*Alias, bool) {
	var few [16]*Alias
	list := few[:0]
	if p.k == TokenStar {
		start := p.here()
		p.next()
		return p.arena.aliases.list(append(list, p.newAlias(start, "*", ""))), true
	}
	parens := p.accept(TokenLParen)
	for {
		start := p.here()
		name, ok := p.identifier()
		if !ok {
			return nil, false
		}
		as, ok := p.asName()
		if !ok {
			return nil, false
		}
		list = append(list, p.newAlias(start, name, as))
		if !p.accept(TokenComma) || parens && p.k == TokenRParen {
			break
		}
	}
	if parens && !p.expect(TokenRParen) {
		return nil, false
	}
	return p.arena.aliases.list(list), true
}
