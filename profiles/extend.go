package profiles

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/assay-score/assay/schemas"
)

// A profile may extend others: extends names a built-in profile, a file beside it, or several of both. They are read in
// order, each laid over the one before, and the profile itself over all of them. Maps are merged field by field, lists
// whose entries have ids entry by entry, anything else is replaced. What is left out is inherited, what is inherited is
// turned off with disabled: true.

// maxExtends bounds how many profiles one may be made of.
const maxExtends = 20

// extended reads a profile with all that it extends, and checks each file and the whole.
func extended(name string, text []byte, files Files) (*schemas.Node, []*schemas.Problem) {
	e := extender{files: files}
	root := e.read(name, text, path.Dir(name), nil)
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	delete(root.Fields, "extends")
	root.Keys = slices.DeleteFunc(root.Keys, func(k string) bool { return k == "extends" })
	if root.Field("version") == nil {
		root.Set("version", &schemas.Node{Place: root.Place, Scalar: 1.0})
	}
	problems := root.Check("profile")
	return root, append(problems, incomplete(root)...)
}

type extender struct {
	files    Files
	count    int
	problems []*schemas.Problem
}

func (e *extender) fail(at schemas.Place, pointer, format string, args ...any) *schemas.Node {
	e.problems = append(e.problems, &schemas.Problem{Place: at, Pointer: pointer, Message: fmt.Sprintf(format, args...)})
	return nil
}

// read reads one profile and lays it over those that it extends. open are the names of the profiles that are being read.
func (e *extender) read(name string, text []byte, folder string, open []string) *schemas.Node {
	if e.count++; e.count > maxExtends {
		return e.fail(schemas.Place{File: name}, "", "made of more than %d profiles", maxExtends)
	}
	n, err := schemas.ReadDocument(name, text)
	if err != nil {
		e.problems = append(e.problems, asProblems(name, err)...)
		return nil
	}
	problems := n.Check("profile")
	e.problems = append(e.problems, problems...)
	if len(problems) > 0 {
		return nil
	}
	base := (*schemas.Node)(nil)
	for i, parent := range parents(n) {
		pointer := "/extends"
		if n.Field("extends").Kind == schemas.ListNode {
			pointer += fmt.Sprintf("/%d", i)
		}
		key, parentText, parentFolder, err := e.find(parent.Scalar.(string), folder)
		switch {
		case err != nil:
			e.fail(parent.Place, pointer, "%v", err)
			continue
		case slices.Contains(open, key) || key == name:
			e.fail(parent.Place, pointer, "extends itself, by way of %s", strings.Join(append(slices.Clone(open), name, key), ", "))
			continue
		}
		if p := e.read(key, parentText, parentFolder, append(slices.Clone(open), name)); p != nil {
			base = overlay(base, p)
		}
	}
	if base != nil { // a profile's version is its own
		base = overlay(&schemas.Node{Kind: schemas.MapNode, Place: base.Place}, base)
		delete(base.Fields, "version")
		base.Keys = slices.DeleteFunc(base.Keys, func(k string) bool { return k == "version" })
	}
	return overlay(base, n)
}

func parents(n *schemas.Node) []*schemas.Node {
	e := n.Field("extends")
	switch {
	case e == nil:
		return nil
	case e.Kind == schemas.ListNode:
		return e.Items
	}
	return []*schemas.Node{e}
}

// find finds the text of a profile by the name that another calls it.
func (e *extender) find(name, folder string) (key string, text []byte, in string, err error) {
	if slices.Contains(BuiltinIDs(), name) {
		text, err = BuiltinText(name)
		return builtinName(name), text, "builtin", err
	}
	if !strings.ContainsAny(name, "./") {
		return "", nil, "", fmt.Errorf("there is no built-in profile %q; they are %s, and a file ends in .yaml, .json or .toml", name, strings.Join(BuiltinIDs(), ", "))
	}
	if !fs.ValidPath(name) {
		return "", nil, "", fmt.Errorf("%q leads out of the folder of the profile", name)
	}
	if e.files == nil {
		return "", nil, "", errors.New("a profile from here can only extend built-in ones")
	}
	text, err = e.files(name)
	return path.Join(folder, name), text, folder, err
}

// overlay lays a document over another. Neither is changed.
func overlay(base, over *schemas.Node) *schemas.Node {
	switch {
	case base == nil || base.Kind != over.Kind || over.Kind == schemas.ScalarNode:
		return over
	case over.Kind == schemas.MapNode:
		out := &schemas.Node{Place: over.Place, Kind: schemas.MapNode}
		for _, k := range base.Keys {
			out.Set(k, base.Fields[k])
		}
		for _, k := range over.Keys {
			out.Set(k, overlay(base.Field(k), over.Fields[k]))
		}
		return out
	case !named(base) || !named(over):
		return over
	}
	out := &schemas.Node{Place: over.Place, Kind: schemas.ListNode}
	at := map[string]int{}
	for _, item := range base.Items {
		at[key(item)] = len(out.Items)
		out.Items = append(out.Items, item)
	}
	for _, item := range over.Items {
		if i, there := at[key(item)]; there {
			out.Items[i] = overlay(out.Items[i], item)
		} else {
			out.Items = append(out.Items, item)
		}
	}
	return out
}

// key tells the entries of a list apart.
func key(item *schemas.Node) string {
	if id := item.Text("id"); id != "" {
		return id
	}
	return item.Text("metric")
}

func named(list *schemas.Node) bool {
	return !slices.ContainsFunc(list.Items, func(item *schemas.Node) bool { return key(item) == "" })
}

// incomplete lists what a whole profile lacks. The schema cannot say it, since a profile that extends another may leave
// nearly everything out.
func incomplete(root *schemas.Node) []*schemas.Problem {
	var out []*schemas.Problem
	want := func(n *schemas.Node, pointer string, fields ...string) {
		for _, f := range fields {
			if n.Field(f) == nil {
				out = append(out, &schemas.Problem{Place: n.Place, Pointer: pointer, Message: "missing: " + f})
			}
		}
	}
	want(root, "", "id", "version", "doc", "scale", "policy", "categories")
	each := func(list *schemas.Node, pointer string, visit func(n *schemas.Node, pointer string)) {
		if list != nil {
			for i, item := range list.Items {
				visit(item, fmt.Sprintf("%s/%d", pointer, i))
			}
		}
	}
	each(root.Field("categories"), "/categories", func(c *schemas.Node, pointer string) {
		want(c, pointer, "id", "title", "weight", "metrics")
		each(c.Field("metrics"), pointer+"/metrics", func(m *schemas.Node, pointer string) { want(m, pointer, "id", "weight") })
	})
	each(root.Field("gates"), "/gates", func(g *schemas.Node, pointer string) {
		want(g, pointer, "id", "metric", "cap", "reason")
		if g.Field("at_most") == nil && g.Field("at_least") == nil {
			out = append(out, &schemas.Problem{Place: g.Place, Pointer: pointer, Message: "missing: at_most or at_least"})
		}
	})
	return out
}
