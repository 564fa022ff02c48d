package vm

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/compile"
	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// Config says what the machine finds outside of itself.
type Config struct {
	// Place is where in the run's file system a program finds one of its files, for __file__; nil where there is no such system.
	Place func(file string) string
	// Module makes a module of the engine, nil where there is none of that name.
	Module func(t *py.Thread, name string) (*py.Module, error)
	// Load finds a module that is written in Python: the library's own text, the submission's, or a mount's.
	Load func(t *py.Thread, name string) (*Found, error)
	// Missing is the error for a module that Python or a package of others would have and the engine has not, nil for
	// a name that nobody knows.
	Missing func(t *py.Thread, name string) error
	// StdlibName tells the names of the standard library's modules, those that the engine lacks among them.
	StdlibName func(name string) bool
}

// place is where a program finds one of its files.
func (c *Config) place(file string) string {
	if c.Place == nil {
		return file
	}
	return c.Place(file)
}

// New makes a machine on a thread and fills the thread's hooks.
func New(t *py.Thread, config Config) *Machine {
	m := &Machine{t: t, config: config, codes: map[*code.Code]*py.Code{}, files: map[string]*source.File{}, loading: map[string]bool{}}
	m.names = names{builtins: t.Intern("__builtins__"), name: t.Intern("__name__"), all: t.Intern("__all__"), path: t.Intern("__path__"),
		pkg: t.Intern("__package__"), file: t.Intern("__file__"), doc: t.Intern("__doc__"), dict: t.Intern("__dict__"), annotate: t.Intern("__annotate__")}
	t.Hooks = py.Hooks{Call: m.callHook, Resume: m.resumeHook, Import: m.importHook, Exec: m.execHook, Locals: m.localsHook,
		Globals: m.globalsHook, Roots: m.roots, Stack: m.stack, Buried: m.buried, Compile: m.compileHook, Anchors: m.anchors, Super: m.superHook, BuildClass: m.classHook, StdlibName: config.StdlibName,
		SourceText: m.sourceText, Dump: m.dump, Frame: m.frameHook, FrameOf: frameOf, LoadCode: func(t *py.Thread, c *code.Code) *py.Code { return m.load(c) }}
	t.Hooks.SaveStack, t.Hooks.LoadStack, t.Hooks.StackRoots, t.Hooks.AtTurn = m.saveStack, m.loadStack, stackRoots, m.atTurn
	t.Where = m.where
	return m
}

// Thread is the machine's thread.
func (m *Machine) Thread() *py.Thread { return m.t }

// where is the Python position of the instruction under way: of the program's own, not of the library that it called.
func (m *Machine) where() (string, int) {
	for f := m.cur; f != nil; f = f.back {
		if c := f.code.C; c.File != nil && !strings.HasPrefix(c.File.Name, "<frozen ") {
			return c.File.Name, c.Line(f.pc - 1)
		}
	}
	return "", 0
}

func (m *Machine) globalsHook(t *py.Thread) *py.Dict {
	if m.cur == nil {
		return nil
	}
	return m.cur.globals
}

// localsHook is locals().
func (m *Machine) localsHook(t *py.Thread) (py.Value, error) {
	if m.cur == nil {
		return py.Obj(t.NewDict()), nil
	}
	return m.cur.variables(t)
}

// load makes the objects that a code needs at run time.
func (m *Machine) load(c *code.Code) *py.Code {
	if o := m.codes[c]; o != nil {
		return o
	}
	o := m.t.NewCode(c)
	o.Unlisted = c.Unlisted
	if !c.Unlisted { // what exec runs is forgotten when nothing refers to it
		m.codes[c] = o
	}
	return o
}

// Main is the module __main__.
func (m *Machine) Main() *py.Module {
	if m.main == nil {
		m.main = m.t.NewModule("__main__")
		m.main.Dict.SetStr(m.t, m.names.pkg, py.None)
		m.main.Dict.SetStr(m.t, m.names.builtins, m.builtinsModule())
		m.t.Modules.SetStr(m.t, m.t.Intern("__main__"), py.Obj(m.main))
	}
	return m.main
}

func (m *Machine) builtinsModule() py.Value {
	t := m.t
	if v := t.Modules.GetStr(t, t.Intern("builtins")); v.IsSet() {
		return v
	}
	mod := t.NewModule("builtins")
	mod.Dict = t.Builtins
	t.Modules.SetStr(t, t.Intern("builtins"), py.Obj(mod))
	return py.Obj(mod)
}

// RunMain runs what was compiled in the namespace of __main__.
func (m *Machine) RunMain(compiled *Compiled) error {
	mod := m.Main()
	mod.Dict.SetStr(m.t, m.names.file, m.t.StrValue(m.config.place(compiled.file.Name)))
	m.files[compiled.file.Name] = compiled.file
	c, err := m.accept(compiled)
	if err != nil {
		return err
	}
	_, err = m.runCode(m.load(c), mod.Dict, py.Value{})
	return err
}

// compile compiles a tree and pays for it.
func (m *Machine) compile(tree *syntax.Tree, opts compile.Options) (*code.Code, error) {
	return m.accept(compileTree(tree, opts))
}

// runCode runs module-level code to its end.
func (m *Machine) runCode(c *py.Code, globals *py.Dict, locals py.Value) (py.Value, error) {
	if err := m.t.EnterMachine(); err != nil {
		return py.Value{}, err
	}
	defer m.t.LeaveMachine()
	f := m.enter(c, nil, m.cur, -1, 0)
	f.globals, f.locals, f.kind = globals, locals, entryFrame
	f.clearLocals(0)
	return m.run(f, nil)
}

// callHook calls a Python function from native code.
func (m *Machine) callHook(t *py.Thread, fn *py.Function, args []py.Value, kw []py.Keyword) (py.Value, error) {
	if err := t.EnterMachine(); err != nil {
		return py.Value{}, err
	}
	v, err := m.callFromNative(fn, args, kw)
	t.LeaveMachine()
	return v, err
}

func (m *Machine) callFromNative(fn *py.Function, args []py.Value, kw []py.Keyword) (py.Value, error) {
	m.t.Spend(entryCost)
	if m.depth >= m.t.RecursionLimit {
		return py.Value{}, m.tooDeep()
	}
	c := fn.Code.C
	if c.Flags&generatorFlags != 0 {
		own := make([]py.Value, c.Regs)
		if err := m.bind(fn, own, args, kw); err != nil {
			return py.Value{}, err
		}
		return m.newGenerator(fn, own), nil
	}
	f := m.enter(fn.Code, fn, m.cur, -1, 0)
	f.globals, f.kind = fn.Globals, entryFrame
	if err := m.bindFrame(f, fn, args, kw); err != nil {
		m.leave(f)
		return py.Value{}, err
	}
	return m.run(f, nil)
}

// entryCost is what it takes to begin and to leave the loop, in units of fuel.
const entryCost = 12

// bindFrame spreads arguments over a fresh window.
func (m *Machine) bindFrame(f *frame, fn *py.Function, args []py.Value, kw []py.Keyword) error {
	c := fn.Code.C
	if len(kw) == 0 && len(args) == c.Positional && c.KwOnly == 0 && c.Flags&(code.VarArgs|code.VarKeywords) == 0 {
		copy(f.regs.Slice(0, len(args)), args)
		f.clearLocals(len(args))
		return nil
	}
	return m.bind(fn, f.regs.Slice(0, max(len(c.Locals), len(c.Args))), args, kw)
}

const generatorFlags = code.Generator | code.Coroutine | code.AsyncGenerator

func (m *Machine) tooDeep() error {
	return m.t.Raisef(&py.RecursionError, "maximum recursion depth exceeded")
}
