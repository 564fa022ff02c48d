package gpython

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp/source"
)

// completeModules are those of the engine's own that "from module import *" may be used on: what it leaves out is nothing
// that would be missed.
var completeModules = map[string]bool{"math": true, "string": true, "random": true, "collections": true, "bisect": true, "typing": true}

// maxImports bounds modules that import each other down a chain.
const maxImports = 100

// newModule makes a module with an empty namespace.
func (r *run) newModule(name string) *module {
	m := &module{name: name, attrs: newDict()}
	m.attrs.setStr("__name__", py.String(name))
	m.attrs.setStr("__doc__", py.None)
	m.attrs.setStr("__builtins__", py.None)
	m.attrs.setStr("__spec__", py.None)
	m.attrs.setStr("__package__", py.None)
	r.grow(sizeDict)
	return m
}

func (r *run) addModule(m *module) {
	r.modules[m.name] = m
	r.moduleList = append(r.moduleList, m)
}

// importOp carries out IMPORT_NAME: the level of a relative import and the names wanted lie on the stack.
func (r *run) importOp(f *frame, name string) error {
	level := int(f.peek(2).(py.Int))
	from := f.peek(1)
	if level > 0 {
		full, err := r.absolute(f, name, level)
		if err != nil {
			return err
		}
		name = full
	}
	m, err := r.importModule(name)
	if err != nil {
		return err
	}
	if names, ok := from.(py.Tuple); ok {
		// "from package import module" imports the module where the package has no such name.
		for _, n := range names {
			sub := string(n.(py.String))
			if sub == "*" || m.attrs.getStr(sub) != nil || m.attrs.getStr("__path__") == nil {
				continue
			}
			if _, err := r.importModule(name + "." + sub); err != nil && !r.isError(err, "ModuleNotFoundError") {
				return err
			}
		}
	} else if dot := strings.IndexByte(name, '.'); dot >= 0 {
		m = r.modules[name[:dot]]
	}
	f.pop()
	f.setTop(m)
	return nil
}

// absolute resolves a relative name against the package that the importing module is in.
func (r *run) absolute(f *frame, name string, level int) (string, error) {
	pkg, _ := f.globals.getStr("__package__").(py.String)
	base := string(pkg)
	if base == "" {
		return "", r.errorf("ImportError", "attempted relative import with no known parent package")
	}
	for ; level > 1; level-- {
		dot := strings.LastIndexByte(base, '.')
		if dot < 0 {
			return "", r.errorf("ImportError", "attempted relative import beyond top-level package")
		}
		base = base[:dot]
	}
	if name == "" {
		return base, nil
	}
	return base + "." + name, nil
}

func (r *run) importFrom(f *frame, name string) error {
	m := f.top()
	if mod, ok := m.(*module); ok {
		if v := mod.attrs.getStr(name); v != nil {
			f.push(v)
			return nil
		}
		if sub := r.modules[mod.name+"."+name]; sub != nil {
			f.push(sub)
			return nil
		}
	}
	v, err := r.getAttr(m, name)
	if err != nil {
		if r.isError(err, "AttributeError") {
			mod, _ := m.(*module)
			return r.errorf("ImportError", "cannot import name '%s' from '%s' (unknown location)", name, mod.name)
		}
		return err
	}
	f.push(v)
	return nil
}

func (r *run) importStar(f *frame) error {
	m := f.pop().(*module)
	if m.opaque || r.eng.partial[m.name] && !completeModules[m.name] {
		r.unsupported("from %s import *", m.name)
	}
	if all := m.attrs.getStr("__all__"); all != nil {
		names, err := r.collect(all)
		if err != nil {
			return err
		}
		for _, n := range names {
			name, ok := n.(py.String)
			if !ok {
				return r.errorf("TypeError", "Item in %s.__all__ must be str, not %s", m.name, r.classOf(n).name)
			}
			v, err := r.getAttr(m, string(name))
			if err != nil {
				return err
			}
			r.storeName(f.names, string(name), v)
		}
		return nil
	}
	for _, e := range m.attrs.all() {
		r.charge(1)
		if name, ok := e.key.(py.String); ok && !strings.HasPrefix(string(name), "_") {
			r.storeName(f.names, string(name), e.val)
		}
	}
	return nil
}

// importModule imports a module by its dotted name: the engine's own first, then the submission's files.
func (r *run) importModule(name string) (*module, error) {
	r.charge(10 + uint64(len(name)))
	if m := r.modules[name]; m != nil {
		return m, nil
	}
	if make := r.eng.modules[name]; make != nil {
		// Its parents come first: collections before collections.abc.
		if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
			parent, err := r.importModule(name[:dot])
			if err != nil {
				return nil, err
			}
			m := make(r)
			r.addModule(m)
			r.storeName(parent.attrs, name[dot+1:], m)
			return m, nil
		}
		m := make(r)
		r.addModule(m)
		return m, nil
	}
	root, _, _ := strings.Cut(name, ".")
	if standardModules[root] {
		r.effect(moduleKind(root), name, true)
		r.unsupported("module %s", name)
	}
	if len(strings.Split(name, ".")) > maxImports {
		return nil, r.notFound(name)
	}
	var parent *module
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		var err error
		if parent, err = r.importModule(name[:dot]); err != nil {
			return nil, err
		}
		if parent.attrs.getStr("__path__") == nil {
			return nil, r.errorf("ModuleNotFoundError", "No module named '%s'; '%s' is not a package", name, parent.name)
		}
	}
	m, err := r.importFile(name)
	if err != nil {
		return nil, err
	}
	if parent != nil {
		r.storeName(parent.attrs, name[strings.LastIndexByte(name, '.')+1:], m)
	}
	return m, nil
}

func (r *run) notFound(name string) error {
	r.effect("import", name, true)
	return r.errorf("ModuleNotFoundError", "No module named '%s'", name)
}

// importFile runs a module of the submission: a package's __init__.py, or a file.
func (r *run) importFile(name string) (*module, error) {
	path := strings.ReplaceAll(name, ".", "/")
	if r.host.FS == nil || !fs.ValidPath(path) {
		return nil, r.notFound(name)
	}
	for _, candidate := range []string{path + "/__init__.py", path + ".py"} {
		file, err := r.readSource(candidate)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			var exc *exception
			if errors.As(err, &exc) {
				return nil, exc
			}
			return nil, r.errorf("ImportError", "cannot read %s", candidate)
		}
		r.effect("import", name, false)
		return r.runModule(name, file, strings.HasSuffix(candidate, "/__init__.py"))
	}
	if info, err := fs.Stat(r.host.FS, path); err == nil && info.IsDir() {
		m := r.newModule(name) // a namespace package
		m.attrs.setStr("__path__", &py.List{})
		m.attrs.setStr("__package__", py.String(name))
		r.addModule(m)
		return m, nil
	}
	return nil, r.notFound(name)
}

// readSource reads a file of the submission, no more of it than a source may have.
func (r *run) readSource(path string) (*source.File, error) {
	f, err := r.host.FS.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrNotExist
	}
	data, err := readLimited(f, r.lim.SourceBytes+1)
	if err != nil {
		return nil, err
	}
	file, diag := source.Decode(path, data)
	if diag != nil {
		return nil, r.errorf("SyntaxError", "%s (%s)", diag.Message, baseName(path))
	}
	return file, nil
}

// runModule executes a module's file. The module is there before its code runs, as circular imports need; it goes again
// when that fails.
func (r *run) runModule(name string, file *source.File, pkg bool) (*module, error) {
	if r.importing >= maxImports {
		return nil, r.errorf("RecursionError", "maximum recursion depth exceeded")
	}
	r.importing++
	defer func() { r.importing-- }()
	c, err := r.prepare(file)
	if err != nil {
		return nil, err
	}
	m := r.newModule(name)
	m.attrs.setStr("__file__", py.String(file.Name))
	owner := name
	if pkg {
		m.attrs.setStr("__path__", &py.List{})
	} else if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		owner = name[:dot]
	} else {
		owner = ""
	}
	m.attrs.setStr("__package__", py.String(owner))
	r.addModule(m)
	if _, _, err = r.runFrame(r.newFrame(c, m.attrs, m.attrs, nil), nil); err != nil {
		delete(r.modules, name)
		return nil, err
	}
	return m, nil
}
