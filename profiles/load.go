package profiles

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/assay-score/assay/schemas"
)

//go:embed builtin/*.yaml
var builtin embed.FS

// Default is the built-in profile.
func Default() *Profile {
	p, err := Builtin("default")
	if err != nil {
		panic("profiles: the built-in default: " + err.Error()) // a test keeps this from happening
	}
	return p
}

// Builtin reads the built-in profile of an id.
func Builtin(id string) (*Profile, error) {
	name := path.Join("builtin", id+".yaml")
	text, err := builtin.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("there is no built-in profile %q: they are %s", id, strings.Join(BuiltinIDs(), ", "))
	}
	return Load(name, text)
}

// BuiltinIDs lists the built-in profiles, sorted.
func BuiltinIDs() []string {
	entries, err := fs.ReadDir(builtin, "builtin")
	if err != nil {
		return nil // the folder is embedded, so it is there
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return out
}

// maxProfile bounds the size of a profile's text, in bytes.
const maxProfile = 1 << 20

// Load reads a profile from YAML (or JSON, which is YAML). Errors name the file, line and column and what was expected.
//
// The text goes from YAML nodes, which know where they stand, to JSON values, through the schema of profiles, and from
// there into the struct, so that the schema is what is true and a mistake is shown where it was made.
func Load(name string, text []byte) (*Profile, error) {
	if len(text) > maxProfile {
		return nil, fmt.Errorf("%s: the profile has %d bytes, at most %d are read", name, len(text), maxProfile)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return nil, fmt.Errorf("%s:1:1: empty: expected a profile", name)
	}
	r := reader{name: name, at: map[string]*yaml.Node{}}
	value, err := r.value(doc.Content[0], "", 0)
	if err != nil {
		return nil, err
	}
	if err := r.validate(value); err != nil {
		return nil, err
	}
	canonical, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &Profile{}
	if err := json.Unmarshal(canonical, p); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// reader turns YAML nodes into JSON values and remembers where each stood.
type reader struct {
	name string
	at   map[string]*yaml.Node // by JSON pointer
}

// maxDepth bounds the nesting of a profile, which needs four levels.
const maxDepth = 16

func (r *reader) errorAt(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: %s", r.name, n.Line, n.Column, fmt.Sprintf(format, args...))
}

// value converts one node. Aliases are refused: a profile has no need of them, and they are how a small text becomes a
// large value.
func (r *reader) value(n *yaml.Node, pointer string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, r.errorAt(n, "nested more than %d levels deep", maxDepth)
	}
	r.at[pointer] = n
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, val := n.Content[i], n.Content[i+1]
			if key.Kind != yaml.ScalarNode || key.Tag != "!!str" {
				return nil, r.errorAt(key, "expected a name before the colon")
			}
			if _, twice := out[key.Value]; twice {
				return nil, r.errorAt(key, "%q is given twice", key.Value)
			}
			v, err := r.value(val, pointer+"/"+escape(key.Value), depth+1)
			if err != nil {
				return nil, err
			}
			out[key.Value] = v
		}
		return out, nil
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for i, item := range n.Content {
			v, err := r.value(item, pointer+"/"+strconv.Itoa(i), depth+1)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	case yaml.ScalarNode:
		return r.scalar(n)
	}
	return nil, r.errorAt(n, "aliases are not allowed in a profile")
}

func (r *reader) scalar(n *yaml.Node) (any, error) {
	switch n.Tag {
	case "!!str":
		return n.Value, nil
	case "!!bool":
		var b bool
		if err := n.Decode(&b); err != nil {
			return nil, r.errorAt(n, "%v", err)
		}
		return b, nil
	case "!!int", "!!float":
		x, err := strconv.ParseFloat(n.Value, 64)
		if err != nil || x-x != 0 { // x-x is not 0 for infinities and for what is not a number
			return nil, r.errorAt(n, "%q: expected a plain decimal number", n.Value)
		}
		return x, nil
	case "!!null":
		return nil, nil
	}
	return nil, r.errorAt(n, "a value of the kind %s has no place in a profile", n.Tag)
}

// escape makes a key part of a JSON pointer (RFC 6901).
func escape(key string) string {
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

// validate checks a value against the schema of profiles and says where in the text it departs.
func (r *reader) validate(value any) error {
	err := schemas.Validate("profile", value)
	wrong, ok := errors.AsType[*schemas.Mismatch](err)
	if !ok {
		return err
	}
	n := r.at[wrong.Pointer]
	if n == nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	return r.errorAt(n, "%s", wrong.Message)
}
