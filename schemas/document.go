package schemas

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Node is a value of a document that people write, with the place where it stands. YAML, JSON and TOML all become nodes, so
// that a mistake is shown where it was made whichever was written.
type Node struct {
	Place
	Kind   NodeKind
	Scalar any // of ScalarNode: string, float64, bool or nil
	Keys   []string
	Fields map[string]*Node // of MapNode, by the keys
	names  map[string]Place // where the keys stand
	Items  []*Node          // of ListNode
}

// NodeKind is what a node is.
type NodeKind uint8

// The kinds.
const (
	ScalarNode NodeKind = iota
	MapNode
	ListNode
)

// Place is a place in a file. Lines and columns are counted from 1.
type Place struct {
	File         string
	Line, Column int
}

// String gives file:line:column.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is something wrong with a document, and where.
type Problem struct {
	Place
	Pointer string // JSON pointer to the value at fault; "" for the whole document
	Message string
}

// Error is the problem in a line.
func (p *Problem) Error() string {
	if p.Pointer == "" {
		return p.Place.String() + ": " + p.Message
	}
	return p.Place.String() + ": " + p.Pointer + ": " + p.Message
}

// The bounds of a document that people write.
const (
	maxDocument      = 1 << 20 // bytes
	maxDocumentDepth = 24
	maxDocumentNodes = 100_000
)

// ReadDocument reads a document by the ending of its name: .json, .toml, and YAML for any other. The error is a *Problem.
func ReadDocument(name string, text []byte) (*Node, error) {
	if len(text) > maxDocument {
		return nil, &Problem{Place: Place{File: name}, Message: fmt.Sprintf("%d bytes, at most %d are read", len(text), maxDocument)}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return readJSON(name, text)
	case ".toml":
		return readTOML(name, text)
	}
	return readYAML(name, text)
}

// JSON is the node as a plain value, as encoding/json makes them.
func (n *Node) JSON() any {
	switch n.Kind {
	case MapNode:
		out := make(map[string]any, len(n.Keys))
		for _, k := range n.Keys {
			out[k] = n.Fields[k].JSON()
		}
		return out
	case ListNode:
		out := make([]any, 0, len(n.Items))
		for _, item := range n.Items {
			out = append(out, item.JSON())
		}
		return out
	}
	return n.Scalar
}

// Field is a field of a map; nil where there is none.
func (n *Node) Field(key string) *Node {
	if n == nil || n.Kind != MapNode {
		return nil
	}
	return n.Fields[key]
}

// Text is the value of a field that is a string; "" where there is none.
func (n *Node) Text(key string) string {
	if f := n.Field(key); f != nil {
		s, _ := f.Scalar.(string)
		return s
	}
	return ""
}

// Set gives a map a field.
func (n *Node) Set(key string, value *Node) {
	if n.Fields == nil {
		n.Fields = map[string]*Node{}
	}
	if _, there := n.Fields[key]; !there {
		n.Keys = append(n.Keys, key)
	}
	n.Fields[key] = value
}

// setAt gives a map a field whose name stands at a place.
func (n *Node) setAt(key string, at Place, value *Node) {
	n.Set(key, value)
	if n.names == nil {
		n.names = map[string]Place{}
	}
	n.names[key] = at
}

// NameAt is where the name of a field stands, or the map itself where that is not known.
func (n *Node) NameAt(key string) Place {
	if at, ok := n.names[key]; ok {
		return at
	}
	return n.Place
}

// Find is the node that a JSON pointer leads to, or the last one on the way.
func (n *Node) Find(pointer string) *Node {
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		var next *Node
		switch n.Kind {
		case MapNode:
			next = n.Fields[strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")]
		case ListNode:
			if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(n.Items) {
				next = n.Items[i]
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// Check lists where a document departs from a schema, in the order of the text.
func (n *Node) Check(schema string) []*Problem {
	wrong, err := All(schema, n.JSON())
	if err != nil {
		return []*Problem{{Place: n.Place, Message: err.Error()}}
	}
	var out []*Problem
	for _, m := range wrong {
		at := n.Find(m.Pointer)
		if names, ok := strings.CutPrefix(m.Message, "additionalProperties "); ok {
			names, _, _ = strings.Cut(names, " not allowed")
			for name := range strings.SplitSeq(names, ", ") {
				name = strings.Trim(name, "'")
				out = append(out, &Problem{at.NameAt(name), m.Pointer + "/" + name, "there is no such field"})
			}
			continue
		}
		out = append(out, &Problem{at.Place, m.Pointer, m.Message})
	}
	SortProblems(out)
	return out
}

// SortProblems orders problems by place.
func SortProblems(list []*Problem) {
	slices.SortStableFunc(list, func(a, b *Problem) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}

// Join makes one error of problems; nil of none.
func Join(list []*Problem) error {
	var out []error
	for _, p := range list {
		out = append(out, p)
	}
	return errors.Join(out...)
}

// budget bounds the number of nodes of a document and their nesting.
type budget struct {
	name  string
	nodes int
}

func (b *budget) enter(at Place, depth int) error {
	if b.nodes++; b.nodes > maxDocumentNodes {
		return &Problem{Place: at, Message: fmt.Sprintf("more than %d values", maxDocumentNodes)}
	}
	if depth > maxDocumentDepth {
		return &Problem{Place: at, Message: fmt.Sprintf("nested more than %d levels deep", maxDocumentDepth)}
	}
	return nil
}
