package facts

import (
	"slices"
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

// Meaning says what expressions stand for, as dotted paths: "os.system", "builtins.eval".
type Meaning struct {
	module *Module
	names  *Binder
	fold   *Folder
	known  map[syntax.Expr]int32 // index into lists; of names their bindings know
	lists  [][]string            // the first is empty
	depth  int
}

// Meanings follows imports, assignments, unpacking, loops over displays, default values, getattr with a constant name,
// __import__ and import_module, sys.modules, module dictionaries, attrgetter, partial and functions written in place.
// An expression may have several meanings, since names may be bound more than once; a rule asks whether any is
// forbidden. What a program computes at run time is beyond it, and has no meaning.
var Meanings = &Fact[*Meaning]{"meanings", func(m *Module) *Meaning {
	return &Meaning{module: m, names: Bindings.Of(m), fold: Folding.Of(m), known: map[syntax.Expr]int32{}, lists: [][]string{nil}}
}}

// The bounds of looking for meanings.
const (
	maxMeanings     = 8    // of an expression
	maxPath         = 200  // bytes of a path
	maxMeaningDepth = 5000 // of expressions in each other, through names too
)

// Paths are the meanings of an expression, in the order of the source; nil for an unknown one.
func (m *Meaning) Paths(e syntax.Expr) []string {
	switch e := e.(type) {
	case nil:
		return nil
	case *syntax.Name: // remembered with what it is bound to
		return m.name(e)
	case *syntax.Attribute, *syntax.NamedExpr, *syntax.IfExp, *syntax.BoolOp, *syntax.Subscript, *syntax.Call:
	default:
		return nil
	}
	if m.plain(e) {
		return nil
	}
	if known, ok := m.known[e]; ok {
		return m.lists[known]
	}
	if m.depth >= maxMeaningDepth {
		return nil // not remembered: from nearer by, it may have a meaning
	}
	m.known[e] = 0
	m.depth++
	out := bounded(m.paths(e))
	m.depth--
	if len(out) > 0 {
		m.known[e] = int32(len(m.lists))
		m.lists = append(m.lists, out)
	}
	return out
}

// plain reports whether it is plain from names alone that an expression has no meaning, which is so of most, and so spares
// remembering it: an attribute or item of something without a meaning, a call of such an attribute.
func (m *Meaning) plain(e syntax.Expr) bool {
	if c, ok := e.(*syntax.Call); ok {
		e = c.Func
		if a, ok := e.(*syntax.Attribute); ok && looksUp(a.Attr) {
			return false
		}
	} else if s, ok := e.(*syntax.Subscript); ok {
		e = s.Value
	}
	for range plainLinks { // a long chain is looked at link by link, each remembered
		switch n := e.(type) {
		case *syntax.Name:
			return len(m.name(n)) == 0
		case *syntax.Attribute:
			e = n.Value
		default:
			return false
		}
	}
	return false
}

const plainLinks = 4

// bounded leaves out what is too much, and what is there twice.
func bounded(found []string) []string {
	var out []string
	for _, p := range found {
		if len(p) <= maxPath && len(out) < maxMeanings && !slices.Contains(out, p) {
			if out == nil && len(found) == 1 {
				return found
			}
			out = append(out, p)
		}
	}
	return out
}

// Forget drops what has been found out so far. The rules ask for the meaning of nearly every expression, whoever comes after
// them for a few.
func (m *Meaning) Forget() {
	m.known, m.lists = map[syntax.Expr]int32{}, [][]string{nil}
	m.fold.known = map[syntax.Expr]*Folded{}
}

// Is reports whether one of the meanings of an expression is the path.
func (m *Meaning) Is(e syntax.Expr, path string) bool { return slices.Contains(m.Paths(e), path) }

func (m *Meaning) paths(e syntax.Expr) []string {
	switch e := e.(type) {
	case *syntax.Attribute:
		return m.member(e.Value, e.Attr)
	case *syntax.NamedExpr:
		return m.Paths(e.Value)
	case *syntax.IfExp:
		return concat(m.Paths(e.Body), m.Paths(e.Orelse))
	case *syntax.BoolOp:
		var out []string
		for _, v := range e.Values {
			out = concat(out, m.Paths(v))
		}
		return out
	case *syntax.Subscript:
		return m.subscript(e)
	case *syntax.Call:
		return m.call(e)
	}
	return nil
}

func concat(a, b []string) []string { return append(a[:len(a):len(a)], b...) }

func (m *Meaning) name(e *syntax.Name) []string {
	k := m.names.Of(e)
	if k == nil {
		if paths := builtinPaths[e.ID]; paths != nil {
			return paths
		}
		var out []string
		for _, star := range m.names.stars {
			out = append(out, star+"."+e.ID)
		}
		return bounded(out)
	}
	if k.found {
		return k.paths
	}
	if k.busy || m.depth >= maxMeaningDepth {
		return nil
	}
	m.depth++
	out := bounded(m.binding(k))
	m.depth--
	k.paths, k.found = out, true
	return out
}

// builtinPaths are the meanings of the names that are there without being bound.
var builtinPaths = builtinMeanings()

func builtinMeanings() map[string][]string {
	out := make(map[string][]string, len(builtinNames)+1)
	for name := range builtinNames {
		out[name] = []string{"builtins." + name}
	}
	out["__builtins__"] = []string{"builtins"}
	return out
}

func (m *Meaning) binding(k *Binding) []string {
	if k.busy {
		return nil
	}
	k.busy = true
	var out []string
	for _, v := range k.Values {
		switch {
		case v.Expr == nil:
			out = append(out, v.Path)
		case v.Item == whole:
			out = concat(out, m.Paths(v.Expr))
		default:
			for i, item := range display(v.Expr) {
				if v.Item == anyItem || v.Item == i {
					out = concat(out, m.Paths(item))
				}
			}
		}
	}
	k.busy = false
	return out
}

// member is what an attribute of an expression stands for.
func (m *Meaning) member(of syntax.Expr, name string) []string {
	var out []string
	for _, p := range m.Paths(of) {
		switch {
		case name == "__call__":
			out = append(out, p)
		default:
			out = append(out, m.through(p, name))
		}
	}
	return out
}

// through joins a path and a name. A module that is reached through another that merely imports it is what it is:
// random._os is os.
func (m *Meaning) through(path, name string) string {
	if LeakedModule(path, name) {
		return strings.TrimLeft(name, "_")
	}
	return path + "." + name
}

// leakable are modules that others of the standard library import and so hold as an attribute.
var leakable = map[string]bool{"os": true, "sys": true, "subprocess": true, "builtins": true, "importlib": true, "socket": true,
	"ctypes": true, "pickle": true, "shutil": true, "posix": true, "inspect": true, "gc": true, "io": true, "types": true,
	"threading": true, "signal": true, "tempfile": true, "marshal": true}

// LeakedModule reports whether an attribute of a path is another module that is reached through it: random._os.
// "os.sys" is one, "xml.etree" is not.
func LeakedModule(path, name string) bool {
	base := strings.TrimLeft(name, "_")
	if !leakable[base] || path == "" || strings.HasPrefix(path, ".") || strings.HasPrefix(path, "builtins.") || strings.HasSuffix(path, ".__dict__") {
		return false
	}
	if path == "asyncio" && name == "subprocess" {
		return false // a part of it that is so called
	}
	top, _, _ := strings.Cut(path, ".")
	return strings.TrimLeft(path, "_") != base && standardModules[top] // _socket.socket is a class of its own module
}

// subscript is what an item of a namespace or a display stands for.
func (m *Meaning) subscript(e *syntax.Subscript) []string {
	if items := display(e.Value); items != nil {
		return m.item(items, e.Slice)
	}
	if d, ok := e.Value.(*syntax.Dict); ok {
		return m.entry(d, e.Slice)
	}
	key, ok := m.fold.Str(e.Slice)
	if !ok {
		return nil
	}
	return m.lookup(e.Value, key)
}

// item is what a display's item stands for: the one at a constant index, or any.
func (m *Meaning) item(items []syntax.Expr, index syntax.Expr) []string {
	var out []string
	i, constant := m.fold.Fold(index)
	if i.Int < 0 {
		i.Int += int64(len(items))
	}
	for at, e := range items {
		if !constant || i.Kind == FoldedInt && int64(at) == i.Int {
			out = concat(out, m.Paths(e))
		}
	}
	return out
}

func (m *Meaning) entry(d *syntax.Dict, key syntax.Expr) []string {
	var out []string
	want, constant := m.fold.Fold(key)
	for i, v := range d.Values {
		if i < len(d.Keys) && d.Keys[i] != nil {
			have, ok := m.fold.Fold(d.Keys[i])
			if constant && ok && (have.Kind != want.Kind || have.Text != want.Text || have.Int != want.Int) {
				continue
			}
		}
		out = concat(out, m.Paths(v))
	}
	return out
}

// lookup is what a key of a namespace stands for: sys.modules, the dictionary of a module, globals.
func (m *Meaning) lookup(namespace syntax.Expr, key string) []string {
	var out []string
	for _, p := range m.Paths(namespace) {
		switch {
		case p == "sys.modules":
			out = append(out, key)
		case p == "builtins": // __builtins__ is a dictionary in modules other than __main__
			out = append(out, "builtins."+key)
		case strings.HasSuffix(p, ".__dict__"):
			out = append(out, m.through(strings.TrimSuffix(p, ".__dict__"), key))
		case p == globalsPath:
			if key == "__builtins__" {
				out = append(out, "builtins")
			} else if k := m.names.Scopes[0].byName[key]; k != nil {
				out = concat(out, m.binding(k))
			}
		}
	}
	return out
}

// globalsPath stands for the dictionary that globals() gives.
const globalsPath = "<globals>"

// call is what the result of a call stands for.
func (m *Meaning) call(e *syntax.Call) []string {
	if f, ok := e.Func.(*syntax.Lambda); ok {
		return m.Paths(f.Body)
	}
	fold := m.fold
	var out []string
	if inner, ok := e.Func.(*syntax.Call); ok && len(e.Args) == 1 && m.Is(inner.Func, "operator.attrgetter") && len(inner.Args) == 1 {
		if name, ok := fold.Str(inner.Args[0]); ok {
			return m.member(e.Args[0], name)
		}
	}
	if method, ok := e.Func.(*syntax.Attribute); ok {
		out = m.methodCall(method, e)
	}
	for _, p := range m.Paths(e.Func) {
		switch p {
		case "builtins.getattr", "builtins.object.__getattribute__", "inspect.getattr_static":
			if len(e.Args) >= 2 {
				if name, ok := fold.Str(e.Args[1]); ok {
					out = concat(out, m.member(e.Args[0], name))
				}
			}
		case "builtins.vars":
			if len(e.Args) == 1 {
				out = concat(out, m.member(e.Args[0], "__dict__"))
			} else {
				out = append(out, globalsPath)
			}
		case "builtins.globals":
			out = append(out, globalsPath)
		case "builtins.locals":
			out = append(out, globalsPath)
		case "builtins.__import__", "importlib.__import__":
			if name, ok := m.constantArg(e, "name"); ok {
				top, _, _ := strings.Cut(name, ".")
				out = append(out, top)
			}
		case "importlib.import_module", "importlib.util.find_spec", "imp.load_module":
			if name, ok := m.constantArg(e, "name"); ok {
				out = append(out, name)
			}
		case "pkgutil.resolve_name":
			if name, ok := m.constantArg(e, "name"); ok {
				out = append(out, strings.ReplaceAll(name, ":", "."))
			}
		case "functools.partial":
			if len(e.Args) > 0 {
				out = concat(out, m.Paths(e.Args[0]))
			}
		default:
			if class(p) {
				out = append(out, p+"()")
			}
		}
	}
	return out
}

// class reports whether a path is named as classes are, so that calling it makes an instance, whose path is the class's
// with "()": "pathlib.Path().unlink". A few functions are as good as classes.
func class(path string) bool {
	last := path[strings.LastIndexByte(path, '.')+1:]
	return last != "" && last[0] >= 'A' && last[0] <= 'Z' || path == "socket.socket" || path == "tarfile.open"
}

// looksUp reports whether a method of that name finds something by its key.
func looksUp(method string) bool {
	switch method {
	case "get", "__getitem__", "pop", "setdefault", "__getattribute__", "__getattr__":
		return true
	}
	return false
}

// methodCall is what namespace.get(key) and the like stand for.
func (m *Meaning) methodCall(method *syntax.Attribute, e *syntax.Call) []string {
	if !looksUp(method.Attr) || len(e.Args) == 0 {
		return nil
	}
	key, ok := m.fold.Str(e.Args[0])
	if !ok {
		return nil
	}
	if strings.HasPrefix(method.Attr, "__getattr") {
		return m.member(method.Value, key)
	}
	return m.lookup(method.Value, key)
}

// constantArg is the first argument, or the one of that name, where it folds to a string.
func (m *Meaning) constantArg(e *syntax.Call, name string) (string, bool) {
	return m.fold.Str(Argument(e, 0, name))
}

// Argument is the argument of a call at a position or by name; nil where it is given in neither way.
func Argument(e *syntax.Call, position int, name string) syntax.Expr {
	if position >= 0 && position < len(e.Args) && !anyStarred(e.Args[:position+1]) {
		return e.Args[position]
	}
	for _, k := range e.Keywords {
		if k.Arg == name && name != "" {
			return k.Value
		}
	}
	return nil
}
