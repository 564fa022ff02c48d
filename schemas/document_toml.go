package schemas

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// maxTOMLBrackets bounds how deep brackets nest, before a reader that recurses sees them.
const maxTOMLBrackets = 200

// readTOML reads one TOML document. It is read twice: by the decoder, which knows all that TOML forbids, and by its parser,
// which knows where the values stand.
func readTOML(name string, text []byte) (*Node, error) {
	depth := 0
	for i, c := range text {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '\n':
			if depth < 0 {
				depth = 0
			}
		}
		if depth > maxTOMLBrackets {
			return nil, &Problem{Place: tomlPlace(name, text, i), Message: "brackets nested too deep"}
		}
	}
	r := tomlReader{budget: budget{name: name}, text: text}
	r.parser.Reset(text)
	root := &Node{Place: Place{name, 1, 1}, Kind: MapNode}
	table := root
	for r.parser.NextExpression() {
		e := r.parser.Expression()
		switch e.Kind {
		case unstable.KeyValue:
			if err := r.keyValue(table, e, 1); err != nil {
				return nil, err
			}
		case unstable.Table, unstable.ArrayTable:
			var err error
			if table, err = r.table(root, e); err != nil {
				return nil, err
			}
		}
	}
	var whole map[string]any
	if err := toml.Unmarshal(text, &whole); err != nil {
		p := &Problem{Place: Place{File: name}, Message: strings.TrimPrefix(err.Error(), "toml: ")}
		if at, ok := errors.AsType[*toml.DecodeError](err); ok {
			p.Line, p.Column = at.Position()
		}
		return nil, p
	}
	if len(root.Keys) == 0 {
		return nil, &Problem{Place: Place{name, 1, 1}, Message: "empty"}
	}
	return root, nil
}

type tomlReader struct {
	budget
	parser unstable.Parser
	text   []byte
}

func tomlPlace(name string, text []byte, offset int) Place {
	before := text[:min(offset, len(text))]
	return Place{name, bytes.Count(before, []byte{'\n'}) + 1, len(before) - bytes.LastIndexByte(before, '\n')}
}

func (r *tomlReader) place(n *unstable.Node) Place {
	return tomlPlace(r.name, r.text, int(n.Raw.Offset))
}

// below goes to a field that is a table, or the last table of a list of them, and makes it where there is none.
func (r *tomlReader) below(n *Node, key *unstable.Node) (*Node, error) {
	name := string(key.Data)
	next := n.Field(name)
	if next == nil {
		next = &Node{Place: r.place(key), Kind: MapNode}
		if err := r.enter(next.Place, 0); err != nil {
			return nil, err
		}
		n.Set(name, next)
	}
	if next.Kind == ListNode && len(next.Items) > 0 {
		next = next.Items[len(next.Items)-1]
	}
	return next, nil
}

// table goes to the table that a header names.
func (r *tomlReader) table(root *Node, e *unstable.Node) (*Node, error) {
	at := root
	keys := e.Key()
	for depth := 1; keys.Next(); depth++ {
		key := keys.Node()
		if err := r.enter(r.place(key), depth); err != nil {
			return nil, err
		}
		if !keys.IsLast() || e.Kind == unstable.Table {
			var err error
			if at, err = r.below(at, key); err != nil {
				return nil, err
			}
			continue
		}
		list := at.Field(string(key.Data))
		if list == nil {
			list = &Node{Place: r.place(key), Kind: ListNode}
			at.Set(string(key.Data), list)
		}
		at = &Node{Place: r.place(key), Kind: MapNode}
		list.Items = append(list.Items, at)
	}
	return at, nil
}

func (r *tomlReader) keyValue(table *Node, e *unstable.Node, depth int) error {
	at := table
	keys := e.Key()
	for keys.Next() {
		key := keys.Node()
		if depth++; !keys.IsLast() {
			var err error
			if at, err = r.below(at, key); err != nil {
				return err
			}
			continue
		}
		if at.Field(string(key.Data)) != nil {
			return &Problem{Place: r.place(key), Message: strconv.Quote(string(key.Data)) + " is given twice"}
		}
		v, err := r.value(e.Value(), r.place(key), depth)
		if err != nil {
			return err
		}
		at.setAt(string(key.Data), r.place(key), v)
	}
	return nil
}

func (r *tomlReader) value(n *unstable.Node, at Place, depth int) (*Node, error) {
	if n.Raw.Length > 0 {
		at = r.place(n)
	}
	out := &Node{Place: at}
	if err := r.enter(at, depth); err != nil {
		return nil, err
	}
	switch n.Kind {
	case unstable.String:
		out.Scalar = string(n.Data)
	case unstable.Bool:
		out.Scalar = string(n.Data) == "true"
	case unstable.Integer, unstable.Float:
		text := strings.ReplaceAll(string(n.Data), "_", "")
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || x-x != 0 {
			return nil, &Problem{Place: at, Message: strconv.Quote(text) + ": expected a plain decimal number"}
		}
		out.Scalar = x
	case unstable.Array:
		out.Kind = ListNode
		items := n.Children()
		for items.Next() {
			item, err := r.value(items.Node(), at, depth+1)
			if err != nil {
				return nil, err
			}
			out.Items = append(out.Items, item)
		}
	case unstable.InlineTable:
		out.Kind = MapNode
		fields := n.Children()
		for fields.Next() {
			if err := r.keyValue(out, fields.Node(), depth+1); err != nil {
				return nil, err
			}
		}
	default:
		return nil, &Problem{Place: at, Message: "dates and times have no place here"}
	}
	return out, nil
}
