package schemas

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// yamlLine finds the line in the messages of the YAML reader.
var yamlLine = regexp.MustCompile(`^line (\d+): (.*)$`)

// readYAML reads one YAML document. Aliases, anchors' only use, and tags are refused: a document that a person writes to set a few
// numbers has no need of them, and they are how a small text becomes a large value or something else than it looks.
func readYAML(name string, text []byte) (*Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		message := strings.TrimPrefix(strings.SplitN(err.Error(), "\n", 2)[0], "yaml: ")
		p := &Problem{Place: Place{File: name}, Message: message}
		if m := yamlLine.FindStringSubmatch(message); m != nil {
			p.Line, _ = strconv.Atoi(m[1])
			p.Column, p.Message = 1, m[2]
		}
		return nil, p
	}
	if len(doc.Content) == 0 {
		return nil, &Problem{Place: Place{name, 1, 1}, Message: "empty"}
	}
	r := yamlReader{budget{name: name}}
	return r.value(doc.Content[0], 0)
}

type yamlReader struct{ budget }

func (r *yamlReader) refuse(n *yaml.Node, format string, args ...any) error {
	return &Problem{Place: Place{r.name, n.Line, n.Column}, Message: fmt.Sprintf(format, args...)}
}

func (r *yamlReader) value(n *yaml.Node, depth int) (*Node, error) {
	out := &Node{Place: Place{r.name, n.Line, n.Column}}
	if err := r.enter(out.Place, depth); err != nil {
		return nil, err
	}
	switch n.Kind {
	case yaml.MappingNode:
		if n.Tag != "!!map" {
			return nil, r.refuse(n, "the tag %s has no place here", n.Tag)
		}
		out.Kind = MapNode
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, val := n.Content[i], n.Content[i+1]
			if key.Kind != yaml.ScalarNode || key.Tag != "!!str" {
				return nil, r.refuse(key, "expected a name before the colon")
			}
			if _, twice := out.Fields[key.Value]; twice {
				return nil, r.refuse(key, "%q is given twice", key.Value)
			}
			v, err := r.value(val, depth+1)
			if err != nil {
				return nil, err
			}
			if v.Kind != ScalarNode { // people look for a block at its name
				v.Line, v.Column = key.Line, key.Column
			}
			out.setAt(key.Value, Place{r.name, key.Line, key.Column}, v)
		}
		return out, nil
	case yaml.SequenceNode:
		if n.Tag != "!!seq" {
			return nil, r.refuse(n, "the tag %s has no place here", n.Tag)
		}
		out.Kind = ListNode
		for _, item := range n.Content {
			v, err := r.value(item, depth+1)
			if err != nil {
				return nil, err
			}
			out.Items = append(out.Items, v)
		}
		return out, nil
	case yaml.ScalarNode:
		var err error
		out.Scalar, err = r.scalar(n)
		return out, err
	}
	return nil, r.refuse(n, "aliases are not allowed")
}

func (r *yamlReader) scalar(n *yaml.Node) (any, error) {
	switch n.Tag {
	case "!!str":
		return n.Value, nil
	case "!!bool":
		var b bool
		if err := n.Decode(&b); err != nil {
			return nil, r.refuse(n, "%v", err)
		}
		return b, nil
	case "!!int", "!!float":
		x, err := strconv.ParseFloat(n.Value, 64)
		if err != nil || x-x != 0 { // x-x is not 0 for infinities and for what is not a number
			return nil, r.refuse(n, "%q: expected a plain decimal number", n.Value)
		}
		return x, nil
	case "!!null":
		return nil, nil
	}
	return nil, r.refuse(n, "a value of the kind %s has no place here", n.Tag)
}
