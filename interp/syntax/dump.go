package syntax

import (
	"fmt"
	"io"
	"strconv"

	"github.com/assay-score/assay/interp/source"
)

// DumpOptions say how Dump prints. The zero value is CPython's ast.dump(tree): one line, no positions.
type DumpOptions struct {
	// Attributes adds lineno, col_offset, end_lineno and end_col_offset, as include_attributes=True does. Columns count
	// bytes of UTF-8.
	Attributes bool
	// Indent, where not "", puts fields and items on lines of their own, each level further by this text.
	Indent string
	// Version is the minor version of Python 3 whose repr prints strings: 14 (also for 0), or 13, to which characters that
	// Unicode 16 added are not printable.
	Version int
}

// Dump writes the tree as CPython's ast.dump prints it, byte for byte, without a line end after it. The formats of
// 3.13 and 3.14 are one: both leave out fields that are None and lists that are empty, and print contexts. What
// differs between the two is the tree, which is the business of [Options.Version].
//
// The error is w's, or one for an int too long for Python to print in decimal, which makes ast.dump fail too.
// Dump recurses once for each level of the tree: see [Walk].
func Dump(w io.Writer, t *Tree, opts DumpOptions) error {
	d := &dumper{w: w, file: t.File, opts: opts, printable: IsPrintable, buf: make([]byte, 0, 2*flushAt)}
	if opts.Version == 13 {
		d.printable = isPrintable313
	}
	d.mod(t.Root)
	d.flush()
	return d.err
}

// flushAt is how many bytes are gathered before they are written.
const flushAt = 1 << 15

// dumper is one run of Dump. A node is printed by open, its fields in CPython's order, and close.
type dumper struct {
	w    io.Writer
	file *source.File
	opts DumpOptions
	buf  []byte
	err  error

	printable func(rune) bool

	node  nodeState // of the node whose fields are being printed
	level int       // of nodes and lists around it

	line       int        // the line that the last position fell on, counted from 1
	start, end source.Pos // where that line begins and the next one does
}

// nodeState is what has been printed of one node. CPython puts a node on one line, indent or no indent, when it has
// at most three fields and none of them is a node with fields of its own or a list with items.
type nodeState struct {
	open   int // offset in buf after "Name("; meaningful while simple, since nothing is flushed then
	fields int
	simple bool
	ends   [3]int // offsets in buf at which the first fields end
}

func (d *dumper) flush() {
	if d.err == nil {
		_, d.err = d.w.Write(d.buf)
	}
	d.buf = d.buf[:0]
}

func (d *dumper) open(class string) nodeState {
	outer := d.node
	d.buf = append(append(d.buf, class...), '(')
	d.node = nodeState{open: len(d.buf), simple: true}
	d.level++
	return outer
}

// close ends the node begun by open and goes back to the node around it.
func (d *dumper) close(outer nodeState) {
	n := &d.node
	if d.opts.Indent != "" && n.simple && n.fields <= 3 {
		d.onOneLine()
	}
	outer.simple = outer.simple && n.fields == 0
	d.buf = append(d.buf, ')')
	d.level--
	d.node = outer
}

// onOneLine takes the line breaks out of the node that ends here.
func (d *dumper) onOneLine() {
	n := &d.node
	to, from := n.open, n.open
	for i := 0; i < n.fields; i++ {
		if i > 0 {
			to += copy(d.buf[to:], ", ")
			from++ // the comma
		}
		from += 1 + d.level*len(d.opts.Indent)
		to += copy(d.buf[to:], d.buf[from:n.ends[i]])
		from = n.ends[i]
	}
	d.buf = d.buf[:to]
}

// newline begins a line at the current level, if there is an indent at all.
func (d *dumper) newline() {
	if d.opts.Indent == "" {
		return
	}
	d.buf = append(d.buf, '\n')
	for i := 0; i < d.level; i++ {
		d.buf = append(d.buf, d.opts.Indent...)
	}
}

func (d *dumper) comma() {
	d.buf = append(d.buf, ',')
	if d.opts.Indent == "" {
		d.buf = append(d.buf, ' ')
	}
}

// field begins the field name=…; done ends it.
func (d *dumper) field(name string) {
	if d.node.fields > 0 {
		d.comma()
	}
	d.newline()
	d.buf = append(append(d.buf, name...), '=')
}

func (d *dumper) done() {
	if d.node.fields < len(d.node.ends) {
		d.node.ends[d.node.fields] = len(d.buf)
	}
	d.node.fields++
}

// str prints a field that is an identifier, absent when empty.
func (d *dumper) str(name, value string) {
	if value != "" {
		d.field(name)
		d.buf = appendStrRepr(d.buf, value, d.printable)
		d.done()
	}
}

func (d *dumper) int(name string, value int) {
	d.field(name)
	d.buf = strconv.AppendInt(d.buf, int64(value), 10)
	d.done()
}

func (d *dumper) bool(name string, value bool) {
	if value {
		d.int(name, 1)
	} else {
		d.int(name, 0)
	}
}

// class prints a field that is a node without fields: an operator or a context.
func (d *dumper) class(name string, value fmt.Stringer) {
	d.field(name)
	d.buf = append(append(d.buf, value.String()...), "()"...)
	d.done()
}

// expr prints a field that holds one expression, absent when nil.
func (d *dumper) expr(name string, e Expr) {
	if e != nil {
		d.field(name)
		d.exprNode(e)
		d.done()
	}
}

// dumpList prints a field that is a list, absent when it is empty.
func dumpList[T any](d *dumper, name string, list []T, item func(*dumper, T)) {
	if len(list) == 0 {
		return
	}
	d.field(name)
	d.buf = append(d.buf, '[')
	d.level++
	d.node.simple = false
	for i, x := range list {
		if i > 0 {
			d.comma()
		}
		// Every node around a list with items has lost its chance of one line, so nobody will look back.
		if len(d.buf) > flushAt {
			d.flush()
		}
		d.newline()
		item(d, x)
	}
	d.level--
	d.buf = append(d.buf, ']')
	d.done()
}

func (d *dumper) exprs(name string, list []Expr) {
	dumpList(d, name, list, (*dumper).exprOrNone)
}

func (d *dumper) stmts(name string, list []Stmt) { dumpList(d, name, list, (*dumper).stmt) }

func (d *dumper) patterns(name string, list []Pattern) {
	dumpList(d, name, list, (*dumper).pattern)
}

func (d *dumper) names(name string, list []string) {
	dumpList(d, name, list, func(d *dumper, s string) { d.buf = appendStrRepr(d.buf, s, d.printable) })
}

// exprOrNone prints an item of a list in which None may stand: the keys of a dict, the defaults of keyword-only
// parameters.
func (d *dumper) exprOrNone(e Expr) {
	if e == nil {
		d.buf = append(d.buf, "None"...)
		return
	}
	d.exprNode(e)
}

// span prints the attributes of a node that has them.
func (d *dumper) span(n Node) {
	if !d.opts.Attributes {
		return
	}
	line, column := d.position(n.Pos())
	d.int("lineno", line)
	d.int("col_offset", column)
	line, column = d.position(n.End())
	d.int("end_lineno", line)
	d.int("end_col_offset", column)
}

// position is File.Position with a memory: most positions fall on the line of the one before, or on the next.
func (d *dumper) position(p source.Pos) (line, column int) {
	if d.line == 0 || p < d.start || p >= d.end {
		d.line = d.file.Position(p).Line
		d.start, d.end = d.file.LineStart(d.line), d.file.LineStart(d.line+1)
	}
	return d.line, int(p - d.start)
}

func (d *dumper) mod(m Mod) {
	switch m := m.(type) {
	case *Module:
		outer := d.open("Module")
		d.stmts("body", m.Body)
		d.close(outer)
	case *Interactive:
		outer := d.open("Interactive")
		d.stmts("body", m.Body)
		d.close(outer)
	case *Expression:
		outer := d.open("Expression")
		d.expr("body", m.Body)
		d.close(outer)
	}
}
