package vm

import (
	"path"
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

func (m *Machine) importOp(f *frame, in *code.Instr) error {
	name := f.code.C.Names[in.D]
	var from []string
	level := 0
	if in.E == 2 {
		for _, v := range f.regs.At(in.B).Tuple().Items {
			from = append(from, v.Str().S)
		}
		level = int(in.C)
	}
	hook, err := m.builtin(f.globals, m.t.Intern("__import__"))
	if err != nil {
		return err
	}
	if !hook.IsSet() {
		return m.t.Raisef(&py.ImportError, "__import__ not found")
	}
	if hook.Native() == nil { // somebody's own
		return m.importBy(f, in, hook)
	}
	v, err := m.importName(f.globals, name, from, level, in.E == 0)
	return f.put(in.A, v, err)
}

// importBy imports with a function that stands in for __import__.
func (m *Machine) importBy(f *frame, in *code.Instr, hook py.Value) error {
	t := m.t
	if err := t.Whole(f.globals); err != nil {
		return err
	}
	from, level := py.None, 0
	if in.E == 2 {
		from, level = *f.regs.At(in.B), int(in.C)
	}
	locals, err := m.localsHook(t)
	if err != nil {
		return err
	}
	name := f.code.C.Names[in.D]
	v, err := t.Call(hook, t.StrValue(name), py.Obj(f.globals), locals, from, py.Int(int64(level)))
	if in.E == 1 && err == nil { // import a.b as c: the module itself is wanted
		for _, part := range strings.Split(name, ".")[1:] {
			if v, err = t.GetAttr(v, t.Intern(part)); err != nil {
				break
			}
		}
	}
	return f.put(in.A, v, err)
}

func (m *Machine) importHook(t *py.Thread, name string, globals *py.Dict, from []string, level int) (py.Value, error) {
	return m.importName(globals, name, from, level, len(from) == 0)
}

// importName imports a module by its dotted name; top says that the first package of the name is wanted.
func (m *Machine) importName(globals *py.Dict, name string, from []string, level int, top bool) (py.Value, error) {
	t := m.t
	if level > 0 {
		base, err := m.packageOf(globals, level)
		if err != nil {
			return py.Value{}, err
		}
		if name == "" {
			name = base
		} else {
			name = base + "." + name
		}
	}
	if name == "" {
		return py.Value{}, t.Raisef(&py.ValueError, "Empty module name")
	}
	parts := strings.Split(name, ".")
	if len(parts) > 100 {
		return py.Value{}, m.noModule(name)
	}
	var first, parent py.Value
	for i := range parts {
		full := strings.Join(parts[:i+1], ".")
		v, err := m.importOne(full, parent)
		if err != nil {
			return py.Value{}, err
		}
		if i == 0 {
			first = v
		}
		parent = v
	}
	if top {
		return first, nil
	}
	if mod := parent.Module(); mod != nil && mod.Dict.GetStr(t, m.names.path).IsSet() {
		if err := m.importSubmodules(mod, name, from, true); err != nil {
			return py.Value{}, err
		}
	}
	return parent, nil
}

// importSubmodules imports what from package import … names and the package has not, if it is a submodule; star says that a *
// stands for the names of __all__.
func (m *Machine) importSubmodules(mod *py.Module, name string, from []string, star bool) error {
	t := m.t
	for _, n := range from {
		if n == "*" {
			all, err := t.GlobalValue(mod.Dict, m.names.all)
			if err != nil {
				return err
			}
			if star && all.IsSet() {
				names, err := m.namesOf(all)
				if err != nil {
					return err
				}
				if err := m.importSubmodules(mod, name, names, false); err != nil {
					return err
				}
			}
			continue
		}
		if v, err := t.GetAttrOr(py.Obj(mod), n); err != nil || v.IsSet() {
			if err != nil {
				return err
			}
			continue
		}
		full := name + "." + n
		if _, err := m.importOne(full, py.Obj(mod)); err != nil {
			e := py.Catch(err, &py.ModuleNotFoundError)
			if e == nil {
				return err
			}
			if missing := e.Field("name"); !missing.IsSet() || missing.Str() == nil || missing.Str().S != full {
				return err // a module that the submodule itself wants
			}
		}
	}
	return nil
}

// namesOf are the strings of an __all__; what else is in it is the business of the star import.
func (m *Machine) namesOf(all py.Value) ([]string, error) {
	items, err := m.t.ToSlice(all)
	if err != nil {
		return nil, err
	}
	if err := m.t.Charge(len(items)); err != nil {
		return nil, err
	}
	var names []string
	for _, v := range items {
		if s := v.Str(); s != nil && s.S != "*" {
			names = append(names, s.S)
		}
	}
	return names, nil
}

func (m *Machine) packageOf(globals *py.Dict, level int) (string, error) {
	t := m.t
	pkg := ""
	if v := globals.GetStr(t, m.names.pkg); v.IsSet() && v.Str() != nil {
		pkg = v.Str().S
	}
	if pkg == "" {
		return "", t.Raisef(&py.ImportError, "attempted relative import with no known parent package")
	}
	parts := strings.Split(pkg, ".")
	if level-1 >= len(parts) {
		return "", t.Raisef(&py.ImportError, "attempted relative import beyond top-level package")
	}
	return strings.Join(parts[:len(parts)-level+1], "."), nil
}

func (m *Machine) noModule(name string) error {
	t := m.t
	e := t.NewException(&py.ModuleNotFoundError, t.StrValue("No module named '"+name+"'"))
	e.SetField("name", t.StrValue(name))
	return e
}

// importOne imports one module by its full name; its parent is imported already.
func (m *Machine) importOne(name string, parent py.Value) (py.Value, error) {
	t := m.t
	if v := t.Modules.GetStr(t, t.Intern(name)); v.IsSet() {
		if v.IsNone() {
			return py.Value{}, m.noModule(name)
		}
		return v, nil
	}
	if err := t.Charge(64); err != nil {
		return py.Value{}, err
	}
	v, err := m.find(name)
	if err != nil {
		return py.Value{}, err
	}
	if parent.IsSet() {
		short := name[strings.LastIndexByte(name, '.')+1:]
		if mod := parent.Module(); mod != nil && mod.Type() == &py.ModuleType {
			mod.Dict.SetStr(t, t.Intern(short), v)
		} else if err := t.SetAttr(parent, t.Intern(short), v); err != nil {
			return py.Value{}, err
		}
	}
	return v, nil
}

func (m *Machine) find(name string) (py.Value, error) {
	t := m.t
	if name == "builtins" {
		return m.builtinsModule(), nil
	}
	if m.config.Module != nil {
		mod, err := m.config.Module(t, name)
		if err != nil {
			return py.Value{}, err
		}
		if mod != nil {
			t.Modules.SetStr(t, t.Intern(name), py.Obj(mod))
			return py.Obj(mod), nil
		}
	}
	if m.config.Load != nil {
		found, err := m.config.Load(t, name)
		if err != nil {
			return py.Value{}, err
		}
		if found != nil {
			return m.runModule(name, found)
		}
	}
	t.Effect("import", name, true)
	if m.config.Missing != nil {
		if err := m.config.Missing(t, name); err != nil {
			return py.Value{}, err
		}
	}
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		parent := t.Modules.GetStr(t, t.Intern(name[:i]))
		if p := parent.Module(); p != nil && !p.Dict.GetStr(t, m.names.path).IsSet() {
			return py.Value{}, t.Raisef(&py.ModuleNotFoundError, "No module named '%s'; '%s' is not a package", name, name[:i])
		}
	}
	return py.Value{}, m.noModule(name)
}

// RunModule imports a module of the submission, as an import statement would.
func (m *Machine) RunModule(name string) error {
	_, err := m.importName(m.Main().Dict, name, nil, 0, true)
	return err
}

// folder is where the modules of a package lie: for those of the library, no folder that a program could put modules into.
func (m *Machine) folder(found *Found) string {
	if strings.HasPrefix(found.File.Name, "<") {
		return found.File.Name
	}
	return path.Dir(m.config.place(found.File.Name))
}

func (m *Machine) runModule(name string, found *Found) (py.Value, error) {
	t := m.t
	mod := t.NewModule(name)
	if !found.Namespace {
		mod.Set(t, "__file__", t.StrValue(m.config.place(found.File.Name)))
	}
	mod.Dict.SetStr(t, m.names.builtins, py.Obj(t.Builtins))
	parent := name
	if found.Package {
		mod.Set(t, "__path__", t.ListValue([]py.Value{t.StrValue(m.folder(found))}))
	} else if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent = name[:i]
	} else {
		parent = ""
	}
	mod.Dict.SetStr(t, m.names.pkg, t.StrValue(parent))
	key := t.Intern(name)
	t.Modules.SetStr(t, key, py.Obj(mod))
	if err := m.runFound(found, mod.Dict); err != nil {
		t.Modules.DeleteStr(t, key)
		return py.Value{}, err
	}
	if v := t.Modules.GetStr(t, key); v.IsSet() {
		return v, nil
	}
	return py.Obj(mod), nil
}

func (m *Machine) importFrom(f *frame, in *code.Instr) error {
	t := m.t
	mod, name := *f.regs.At(in.B), f.code.Names[in.D]
	v, err := t.GetAttr(mod, name)
	if err != nil {
		if py.Catch(err, &py.AttributeError) == nil {
			return err
		}
		modName := "<unknown module name>"
		if o := mod.Module(); o != nil {
			modName = o.Name
			if v := t.Modules.GetStr(t, t.Intern(modName+"."+name.S)); v.IsSet() {
				*f.regs.At(in.A) = v
				return nil
			}
		}
		e := t.NewException(&py.ImportError, t.StrValue("cannot import name '"+name.S+"' from '"+modName+"' (unknown location)"))
		e.SetField("name", t.StrValue(modName))
		e.SetField("name_from", py.Obj(name))
		return e
	}
	*f.regs.At(in.A) = v
	return nil
}

func (m *Machine) importStar(f *frame, v py.Value) error {
	t := m.t
	dict, err := t.GetAttrOr(v, "__dict__")
	if err != nil {
		return err
	}
	all, err := t.GetAttrOr(v, "__all__")
	if err != nil {
		return err
	}
	name := "<unknown>"
	if mod := v.Module(); mod != nil {
		name = mod.Name
	}
	if all.IsSet() {
		return t.Iterate(all, func(n py.Value) error {
			s := n.Str()
			if s == nil {
				return t.Raisef(&py.TypeError, "Item in %s.__all__ must be str, not %s", name, n.Type().Name)
			}
			x, err := t.GetAttr(v, s)
			if err != nil {
				return err
			}
			return m.storeName(f, t.Intern(s.S), x)
		})
	}
	if !dict.IsSet() {
		return t.Raisef(&py.ImportError, "from-import-* object has no __dict__ and no __all__")
	}
	keys, err := t.ToSlice(dict)
	if err != nil {
		return err
	}
	for _, k := range keys {
		s := k.Str()
		if s == nil {
			return t.Raisef(&py.TypeError, "Key in %s.__dict__ must be str, not %s", name, k.Type().Name)
		}
		if strings.HasPrefix(s.S, "_") {
			continue
		}
		if err := t.Charge(1); err != nil {
			return err
		}
		x, err := t.GetItem(dict, k)
		if err != nil {
			return err
		}
		if err := m.storeName(f, t.Intern(s.S), x); err != nil {
			return err
		}
	}
	return nil
}
