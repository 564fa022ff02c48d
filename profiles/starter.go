package profiles

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

var validName = regexp.MustCompile(`^[a-z][a-z0-9]*([_-][a-z0-9]+)*$`)

// Starter is the text of a first profile of one's own, with what is most often changed ready to be changed.
func Starter(name, extends, format string) ([]byte, error) {
	if !validName.MatchString(name) || len(name) > 64 {
		return nil, fmt.Errorf("a profile cannot be named %q: lower-case letters, digits, and - or _ between them", name)
	}
	base, err := Builtin(extends)
	if err != nil {
		return nil, err
	}
	if format == "json" {
		return starterJSON(name, base)
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# A profile of one's own. What is left out is inherited from %q; score profile explain FILE says what came from where,", extends)
	line("# score profile lint FILE what is wrong, score metrics what can be measured. docs/profiles.md is a guide.")
	if format == "toml" {
		line("id = %q", name)
		line("doc = %q", "Say in a sentence what it is for.")
		line("extends = %q", extends)
		line("# policy = %q            # sandbox, benchmark or service: which safety rules apply", base.Policy)
		line("# suppressions = \"ignore\"      # comments in a program suppress nothing")
		line("# allowed_imports = [\"math\", \"itertools\", \"collections\"]")
		line("\n# Weights are relative to each other: of the categories, and of the metrics inside of one.")
		for _, c := range base.Categories {
			line("\n[[categories]]          # %s", c.Title)
			line("id = %q", c.ID)
			line("weight = %s", number(c.Weight))
			if c.ID == "quality" {
				line("metrics = [{ id = \"naming\", weight = 15 }]")
			}
		}
		line("\n# A gate caps the total when a value reaches a bound.\n# [[gates]]\n# id = \"too-complex\"\n# metric = \"cognitive\"\n# at_least = 30\n# cap = 70\n# reason = \"a function is too complex\"")
		line("\n# [limits]\n# fuel = 100_000_000")
		return []byte(b.String()), nil
	}
	line("id: %s", name)
	line("doc: Say in a sentence what it is for.")
	line("extends: %s", extends)
	line("# policy: %s               # sandbox, benchmark or service: which safety rules apply", base.Policy)
	line("# suppressions: ignore            # comments in a program suppress nothing")
	line("# allowed_imports: [math, itertools, collections]")
	line("# limits: {fuel: 100000000}")
	line("\n# Weights are relative to each other: of the categories, and of the metrics inside of one. disabled: true turns one off.")
	line("categories:")
	for _, c := range base.Categories {
		off := ""
		if c.Disabled {
			off = ", disabled: true"
		}
		line("  - {id: %s, weight: %s%s}%s# %s", c.ID, number(c.Weight), off, strings.Repeat(" ", max(1, 28-len(c.ID)-len(number(c.Weight))-len(off))), c.Title)
	}
	line("  # - id: quality\n  #   metrics:\n  #     - {id: naming, weight: 30}\n  #     - {id: docstring_coverage, disabled: true}")
	line("\n# A gate caps the total when a value reaches a bound.\n# gates:\n#   - id: too-complex\n#     metric: cognitive\n#     at_least: 30\n#     cap: 70\n#     reason: a function is too complex")
	line("\n# A metric of one's own is an expression over others. To count, it needs a scale of one's own: scale: custom/%s.\n# metrics:\n#   - id: statements_per_decision\n#     doc: statements of the largest function, over the decisions of the most complex one\n#     unit: statements\n#     better: lower\n#     expression: statements / cyclomatic\n#     curve: [[3, 100], [20, 0]]", name)
	return []byte(b.String()), nil
}

func starterJSON(name string, base *Profile) ([]byte, error) {
	type weight struct {
		ID       string  `json:"id"`
		Weight   float64 `json:"weight"`
		Disabled bool    `json:"disabled,omitempty"`
	}
	var out struct {
		ID         string   `json:"id"`
		Doc        string   `json:"doc"`
		Extends    string   `json:"extends"`
		Categories []weight `json:"categories"`
	}
	out.ID, out.Doc, out.Extends = name, "Say in a sentence what it is for.", base.ID
	for _, c := range base.Categories {
		out.Categories = append(out.Categories, weight{c.ID, c.Weight, c.Disabled})
	}
	text, err := json.MarshalIndent(out, "", "  ")
	return append(text, '\n'), err
}

// Write is the text of a profile as it takes effect.
func Write(p *Profile, format string) ([]byte, error) {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil || format == "json" {
		return append(text, '\n'), err
	}
	if format == "toml" {
		var value map[string]any
		if err := json.Unmarshal(text, &value); err != nil {
			return nil, err
		}
		return toml.Marshal(value)
	}
	// JSON is YAML in flow style; the nodes keep the order of the fields.
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	plain(&doc, 0)
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(&doc); err != nil {
		return nil, err
	}
	return out.Bytes(), e.Close()
}

// plain takes the flow style and the quotes off nodes, but leaves entries of lists on a line. A profile is not deep.
func plain(n *yaml.Node, depth int) {
	n.Style &^= yaml.DoubleQuotedStyle
	small := n.Kind == yaml.MappingNode && depth >= 4 && len(n.Content) <= 8
	if !small {
		n.Style &^= yaml.FlowStyle
	}
	for _, c := range n.Content {
		plain(c, depth+1)
	}
}

// Difference is a value that two profiles set differently.
type Difference struct {
	Path        string
	Left, Right any // nil where a profile has no such value
	Only        int // -1 when only the left has it, 1 when only the right does, 0 when both do
}

// Diff lists the values that differ between two profiles as they take effect, in the order of the first.
func Diff(left, right *Loaded) []Difference {
	values := func(l *Loaded) map[string]any {
		out := map[string]any{}
		for _, s := range l.Settings {
			out[s.Path] = s.Value
		}
		return out
	}
	l, r := values(left), values(right)
	var out []Difference
	for _, s := range left.Settings {
		v, ok := r[s.Path]
		switch {
		case !ok:
			out = append(out, Difference{s.Path, s.Value, nil, -1})
		case v != s.Value:
			out = append(out, Difference{s.Path, s.Value, v, 0})
		}
	}
	for _, s := range right.Settings {
		if _, ok := l[s.Path]; !ok {
			out = append(out, Difference{s.Path, nil, s.Value, 1})
		}
	}
	return out
}
