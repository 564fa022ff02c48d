package stdlib

import (
	"embed"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/source"
)

//go:embed pylib/*.py
var pylib embed.FS

// Module makes a module that is written in Go, nil where there is none of that name.
func Module(t *py.Thread, name string) (*py.Module, error) {
	switch name {
	case "math":
		return mathModule(t), nil
	case "_random":
		return randomModule(t), nil
	case "hashlib":
		return hashlibModule(t), nil
	case "sys":
		return sysModule(t), nil
	case "_engine":
		return engineModule(t), nil
	}
	return nil, nil
}

// Source is the text of a module that is written in Python, nil where there is none of that name.
func Source(name string) *source.File {
	if strings.ContainsAny(name, "/\\") {
		return nil
	}
	text, err := pylib.ReadFile("pylib/" + name + ".py")
	if err != nil {
		return nil
	}
	return source.NewFile("<frozen "+name+">", string(text))
}

// module fills a new module with functions.
func module(t *py.Thread, name string, defs []py.Def) *py.Module {
	m := t.NewModule(name)
	for _, d := range defs {
		m.Set(t, d.Name, py.Obj(py.NewNative(name, d)))
	}
	return m
}
