package profiles

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/assay-score/assay/metrics"
	"github.com/assay-score/assay/schemas"
)

//go:embed builtin/*.yaml
var builtin embed.FS

// Default is the built-in profile.
func Default() *Profile {
	p, err := Builtin(canonicalID)
	if err != nil {
		panic("profiles: the built-in default: " + err.Error()) // a test keeps this from happening
	}
	return p
}

// Builtin reads the built-in profile of an id.
func Builtin(id string) (*Profile, error) {
	text, err := BuiltinText(id)
	if err != nil {
		return nil, err
	}
	return Load(builtinName(id), text)
}

func builtinName(id string) string { return path.Join("builtin", id+".yaml") }

// BuiltinText is the text of the built-in profile of an id.
func BuiltinText(id string) ([]byte, error) {
	text, err := builtin.ReadFile(builtinName(id))
	if err != nil {
		return nil, fmt.Errorf("there is no built-in profile %q: they are %s", id, strings.Join(BuiltinIDs(), ", "))
	}
	return text, nil
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

// Files reads the files that profiles extend, by their names relative to the folder of the profile that was asked for.
type Files func(name string) ([]byte, error)

// Loaded is a profile with where everything in it was set.
type Loaded struct {
	*Profile
	Settings []Setting // in the order of the profile
}

// Setting is one value of a profile, and who set it.
type Setting struct {
	Path  string // "categories/quality/metrics/naming/weight"; entries of lists by their ids
	Value any    // string, float64, bool or nil
	Place schemas.Place
}

// Load reads a profile of YAML, JSON or TOML, by the ending of its name. It may extend built-in ones. The error is one line:
// the file, line and column, a JSON pointer and what was expected there; [Lint] gives all of them.
func Load(name string, text []byte) (*Profile, error) {
	l, err := LoadFrom(name, text, nil)
	if err != nil {
		return nil, err
	}
	return l.Profile, nil
}

// LoadFrom is Load for a profile that may extend files too.
func LoadFrom(name string, text []byte, files Files) (*Loaded, error) {
	l, problems := load(name, text, files)
	switch len(problems) {
	case 0:
		return l, nil
	case 1:
		return nil, problems[0]
	}
	first := *problems[0]
	first.Message += fmt.Sprintf(" (and %d more; score profile lint lists them)", len(problems)-1)
	return nil, &first
}

// Lint lists everything that is wrong with a profile, its own metrics and what it says of the registry's included.
func Lint(name string, text []byte, files Files, reg *metrics.Registry) []*schemas.Problem {
	l, problems := load(name, text, files)
	if len(problems) > 0 {
		return problems
	}
	err := l.Profile.Check(reg)
	if err == nil {
		return nil
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		at, pointer := l.about(line)
		problems = append(problems, &schemas.Problem{Place: at, Pointer: pointer, Message: strings.TrimPrefix(line, fmt.Sprintf("profile %q: ", l.ID))})
	}
	schemas.SortProblems(problems)
	return problems
}

// about finds the place that a complaint of Check speaks of, by the ids in it.
func (l *Loaded) about(complaint string) (schemas.Place, string) {
	best, length := schemas.Place{}, -1
	pointer := ""
	for _, s := range l.Settings {
		if score := mentions(complaint, s.Path); score > length {
			best, length, pointer = s.Place, score, "/"+s.Path
		}
	}
	return best, pointer
}

// mentions counts how many parts of a path a complaint quotes, those of one that it does not speak of at all as none.
func mentions(complaint, path string) int {
	n := 0
	for part := range strings.SplitSeq(path, "/") {
		if strings.Contains(complaint, `"`+part+`"`) {
			n += 2
		}
		if strings.HasSuffix(path, "/weight") && strings.Contains(complaint, "weigh") {
			n++
		}
		if (path == "scale" || path == "policy") && strings.Contains(complaint, path) {
			n += 3
		}
	}
	return n
}

func load(name string, text []byte, files Files) (*Loaded, []*schemas.Problem) {
	root, problems := extended(name, text, files)
	if len(problems) > 0 {
		return nil, problems
	}
	canonical, err := json.Marshal(root.JSON())
	if err != nil {
		return nil, asProblems(name, err)
	}
	if list := root.Field("metrics"); list != nil {
		for _, n := range list.Items { // once more, to say where what is wrong stands
			if _, err := metrics.Declare(n, nil, nil); err != nil {
				problems = append(problems, asProblems(name, err)...)
			}
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	p := &Profile{}
	if err := json.Unmarshal(canonical, p); err != nil {
		return nil, asProblems(name, err)
	}
	l := &Loaded{Profile: p}
	l.settings(root, "", 0)
	return l, nil
}

// asProblems makes a problem of any error.
func asProblems(name string, err error) []*schemas.Problem {
	if p, ok := errors.AsType[*schemas.Problem](err); ok {
		return []*schemas.Problem{p}
	}
	return []*schemas.Problem{{Place: schemas.Place{File: name}, Message: err.Error()}}
}

// settings lists the values below a node. A document is not deeper than it was read.
func (l *Loaded) settings(n *schemas.Node, path string, depth int) {
	join := func(key string) string {
		if path == "" {
			return key
		}
		return path + "/" + key
	}
	switch n.Kind {
	case schemas.MapNode:
		for _, key := range n.Keys {
			l.settings(n.Fields[key], join(key), depth+1)
		}
	case schemas.ListNode:
		for i, item := range n.Items {
			id := item.Text("id")
			if id == "" {
				id = fmt.Sprint(i)
			}
			l.settings(item, join(id), depth+1)
		}
	default:
		if !slices.Contains([]string{"id"}, path[strings.LastIndexByte(path, '/')+1:]) || depth == 1 {
			l.Settings = append(l.Settings, Setting{path, n.Scalar, n.Place})
		}
	}
}

// UnmarshalJSON reads a profile that was written as JSON, with the metrics that it declares.
func (p *Profile) UnmarshalJSON(text []byte) error {
	type plain Profile
	if err := json.Unmarshal(text, (*plain)(p)); err != nil {
		return err
	}
	p.own = nil
	for _, declared := range p.Metrics {
		declaration, err := json.Marshal(declared)
		if err != nil {
			return err
		}
		n, err := schemas.ReadDocument(p.ID+".json", declaration)
		if err != nil {
			return err
		}
		m, err := metrics.Declare(n, nil, nil)
		if err != nil {
			return err
		}
		p.own = append(p.own, metrics.Candidate{Metric: m, Tier: metrics.CommandTier, Origin: "profile " + p.ID})
	}
	return nil
}
