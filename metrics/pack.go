package metrics

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/schemas"
)

// A pack is a folder of metrics of one's own. Each is a declaration, NAME.metric.yaml (or .json or .toml), as
// schemas/metric.schema.json describes it: an expression over other metrics, or a Python file beside it.

// declarationEndings are how the names of declarations end.
var declarationEndings = []string{".metric.yaml", ".metric.yml", ".metric.json", ".metric.toml"}

// IsDeclaration reports whether a file is named as declarations are.
func IsDeclaration(name string) bool {
	return slices.ContainsFunc(declarationEndings, func(e string) bool { return strings.HasSuffix(name, e) })
}

const (
	maxPack   = 1000    // declarations of a pack
	maxScript = 1 << 20 // bytes of a Python file
)

// LoadPack reads the declarations in a folder. Origin names the folder in messages. The error names all that is wrong.
func LoadPack(fsys fs.FS, origin string, tier Tier, engine interp.Engine) ([]Candidate, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", origin, err)
	}
	var out []Candidate
	var problems []error
	for _, e := range entries {
		if e.IsDir() || !IsDeclaration(e.Name()) {
			continue
		}
		if len(out) == maxPack {
			return nil, fmt.Errorf("%s: more than %d metrics", origin, maxPack)
		}
		c, err := LoadDeclaration(fsys, e.Name(), origin, tier, engine)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		out = append(out, c)
	}
	return out, errors.Join(problems...)
}

// LoadDeclaration reads one declaration of a folder.
func LoadDeclaration(fsys fs.FS, name, origin string, tier Tier, engine interp.Engine) (Candidate, error) {
	shown := path.Join(origin, name)
	text, err := readBounded(fsys, name, maxScript)
	if err != nil {
		return Candidate{}, fmt.Errorf("%s: %w", shown, err)
	}
	n, err := schemas.ReadDocument(shown, text)
	if err != nil {
		return Candidate{}, err
	}
	if problems := n.Check("metric"); len(problems) > 0 {
		return Candidate{}, schemas.Join(problems)
	}
	packed := Packed{Tier: tier, Origin: shown, Text: string(text)}
	m, err := Declare(n, func(file string) ([]byte, error) {
		script, err := readBounded(fsys, file, maxScript)
		packed.Script = string(script)
		return script, err
	}, engine)
	if err != nil {
		return Candidate{}, err
	}
	return Candidate{m, tier, shown, &packed}, nil
}

// Packed is a declaration with its Python file, so that another process can have the metric.
type Packed struct {
	Tier   Tier
	Origin string // its name tells the language of the text
	Text   string
	Script string
}

// Unpack makes a metric of its declaration.
func (p Packed) Unpack(engine interp.Engine) (Candidate, error) {
	n, err := schemas.ReadDocument(p.Origin, []byte(p.Text))
	if err != nil {
		return Candidate{}, err
	}
	m, err := Declare(n, func(string) ([]byte, error) { return []byte(p.Script), nil }, engine)
	if err != nil {
		return Candidate{}, err
	}
	return Candidate{m, p.Tier, p.Origin, &p}, nil
}

// Packed are the declarations of a registry: what there is beside Go.
func (r *Registry) Packed() []Packed {
	var out []Packed
	for _, c := range r.candidates {
		if c.packed != nil {
			out = append(out, *c.packed)
		}
	}
	return out
}

func readBounded(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%d bytes, at most %d are read", info.Size(), limit)
	}
	return fs.ReadFile(fsys, name)
}

// Declare makes a metric of a declaration that is as the schema says. read finds the Python file, where there is one; it
// is nil where there can be none.
func Declare(n *schemas.Node, read func(name string) ([]byte, error), engine interp.Engine) (*Metric, error) {
	m := Metric{ID: n.Text("id"), Version: 1, Doc: n.Text("doc"), Source: n.Text("source"), Dialect: n.Text("dialect"), Unit: n.Text("unit"), Applies: n.Text("applies"),
		Better: map[string]Direction{"higher": HigherIsBetter, "lower": LowerIsBetter}[n.Text("better")], Min: numberOf(n, "min"), Max: numberOf(n, "max")}
	if v := numberOf(n, "version"); v > 0 {
		m.Version = int(v)
	}
	if m.Source == "" {
		m.Source = n.File
	}
	if needs := n.Field("needs"); needs != nil {
		for _, item := range needs.Items {
			m.Needs |= needNamed(item.Scalar)
		}
	}
	if curve := n.Field("curve"); curve != nil {
		last := 0.0
		for i, p := range curve.Items {
			x, _ := p.Items[0].Scalar.(float64)
			score, _ := p.Items[1].Scalar.(float64)
			if i > 0 && x <= last {
				return nil, &schemas.Problem{Place: p.Place, Pointer: "/curve", Message: "the values of a curve must rise"}
			}
			last = x
			m.Curve = append(m.Curve, [2]float64{x, score})
		}
	}
	if examples := n.Field("examples"); examples != nil {
		for _, e := range examples.Items {
			m.Examples = append(m.Examples, exampleOf(e))
		}
	}
	fail := func(field string, err error) error {
		return &schemas.Problem{Place: n.Field(field).Place, Pointer: "/" + field, Message: err.Error()}
	}
	if text := n.Text("expression"); text != "" {
		made, err := NewExpression(m, text)
		if err != nil {
			return nil, fail("expression", err)
		}
		return made, nil
	}
	file := n.Text("python")
	if read == nil {
		return nil, fail("python", errors.New("a metric in a profile is an expression; a Python file belongs to a folder of metrics"))
	}
	text, err := read(file)
	if err != nil {
		return nil, fail("python", err)
	}
	if m.Needs == 0 {
		m.Needs = NeedsSource
	}
	made, err := NewScript(m, file, string(text), engine)
	if err != nil {
		return nil, fail("python", err)
	}
	return made, nil
}

func numberOf(n *schemas.Node, key string) float64 {
	if f := n.Field(key); f != nil {
		x, _ := f.Scalar.(float64)
		return x
	}
	return 0
}

func needNamed(name any) Needs {
	switch name {
	case "source":
		return NeedsSource
	case "run":
		return NeedsRun
	case "reference":
		return NeedsReference
	case "task":
		return NeedsTask
	}
	return NeedsTypes
}

func exampleOf(n *schemas.Node) Example {
	out := Example{Source: n.Text("program")}
	switch want := n.Field("want").Scalar.(type) {
	case float64:
		out.Want = want
	case string:
		out.State = NotApplicable
		if want == stateNames[NotAvailable] {
			out.State = NotAvailable
		}
	}
	return out
}
