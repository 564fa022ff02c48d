package gpython

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"math"
	"strings"

	"github.com/go-python/gpython/py"
)

// moduleTable lists the modules that the engine supplies, each made anew for a run that imports it.
func moduleTable() map[string]func(r *run) *module {
	return map[string]func(r *run) *module{
		"__future__": futureModule, "abc": abcModule, "bisect": bisectModule, "builtins": builtinsModule, "collections": collectionsModule,
		"collections.abc": placeholderModule("collections.abc"), "copy": copyModule, "functools": functoolsModule, "hashlib": hashlibModule,
		"heapq": heapqModule, "itertools": itertoolsModule, "math": mathModule, "operator": operatorModule, "random": randomModule, "re": reModuleOf,
		"string": stringModule, "sys": sysModule, "time": timeModule, "typing": typingModule,
	}
}

// table fills a module with functions.
func (r *run) table(name string, functions map[string]nativeFunc) *module {
	m := r.newModule(name)
	for _, n := range sortedNames(functions) {
		m.attrs.setStr(n, &builtin{name: n, fn: functions[n]})
	}
	return m
}

func placeholderModule(name string) func(r *run) *module {
	return func(r *run) *module {
		m := r.newModule(name)
		m.opaque = true
		return m
	}
}

// typingModule answers every name with a placeholder; a few are functions that programs really call.
func typingModule(r *run) *module {
	same := func(at int) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			if len(pos) <= at {
				return nil, r.errorf("TypeError", "missing argument")
			}
			return pos[at], nil
		}
	}
	m := r.table("typing", map[string]nativeFunc{
		"cast": same(1), "overload": same(0), "final": same(0), "no_type_check": same(0), "runtime_checkable": same(0), "override": same(0),
		"NewType": func(r *run, pos []object, kw kwargs) (object, error) {
			return &builtin{name: "NewType", fn: same(0)}, nil
		},
	})
	m.opaque = true
	m.attrs.setStr("TYPE_CHECKING", py.False)
	return m
}

func futureModule(r *run) *module {
	m := r.newModule("__future__")
	m.opaque = true
	return m
}

func abcModule(r *run) *module {
	m := r.table("abc", map[string]nativeFunc{
		"abstractmethod": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("abstractmethod", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			if _, ok := pos[0].(*function); ok {
				return pos[0], r.setAttr(pos[0], "__isabstractmethod__", py.True)
			}
			return pos[0], nil
		},
	})
	m.attrs.setStr("ABC", &placeholder{name: "ABC"})
	m.attrs.setStr("ABCMeta", &placeholder{name: "ABCMeta"})
	return m
}

func builtinsModule(r *run) *module { return &module{name: "builtins", attrs: r.builtins} }

func stringModule(r *run) *module {
	m := r.table("string", map[string]nativeFunc{
		"capwords": func(r *run, pos []object, kw kwargs) (object, error) {
			a, err := r.args("capwords", pos, kw, "s", "sep?")
			if err != nil {
				return nil, err
			}
			s, err := r.stringArg("capwords", a[0])
			if err != nil || a[1] != nil && a[1] != py.None {
				if err == nil {
					r.unsupported("string.capwords with a separator")
				}
				return nil, err
			}
			if err := r.newText(2 * len(s)); err != nil {
				return nil, err
			}
			words := strings.FieldsFunc(s, isSpace)
			for i, w := range words {
				words[i] = capitalize(w)
			}
			return py.String(strings.Join(words, " ")), nil
		},
	})
	const lower, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
	const punctuation, whitespace = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", " \t\n\r\v\f"
	constants := map[string]string{"ascii_lowercase": lower, "ascii_uppercase": strings.ToUpper(lower),
		"ascii_letters": lower + strings.ToUpper(lower), "digits": digits, "hexdigits": digits + "abcdefABCDEF", "octdigits": "01234567",
		"punctuation": punctuation, "whitespace": whitespace, "printable": digits + lower + strings.ToUpper(lower) + punctuation + whitespace}
	for _, name := range sortedKeys(constants) {
		m.attrs.setStr(name, py.String(constants[name]))
	}
	return m
}

func collectionsModule(r *run) *module {
	m := r.newModule("collections")
	for _, c := range []*class{r.t.deque, r.t.defaultdict, r.t.counter, r.t.orderedDict} {
		m.attrs.setStr(c.name, c)
	}
	m.attrs.setStr("namedtuple", &builtin{name: "namedtuple", fn: func(r *run, pos []object, kw kwargs) (object, error) {
		r.unsupported("collections.namedtuple")
		return nil, nil
	}})
	return m
}

func sysModule(r *run) *module {
	m := r.table("sys", map[string]nativeFunc{
		"exit": sysExit,
		"getrecursionlimit": func(r *run, pos []object, kw kwargs) (object, error) {
			return py.Int(r.recursion), nil
		},
		"setrecursionlimit": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("setrecursionlimit", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			n, err := r.index(pos[0])
			if err != nil {
				return nil, err
			}
			if n < 1 {
				return nil, r.errorf("ValueError", "recursion limit must be greater or equal than 1")
			}
			if int64(r.frames) >= n {
				return nil, r.errorf("RecursionError", "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, r.frames)
			}
			r.recursion = int(min(n, maxRecursion))
			return py.None, nil
		},
		"intern": func(r *run, pos []object, kw kwargs) (object, error) {
			return first(pos), r.arity("intern", pos, kw, 1, 1)
		},
		"getsizeof": func(r *run, pos []object, kw kwargs) (object, error) {
			r.unsupported("sys.getsizeof")
			return nil, nil
		},
	})
	argv := r.host.Argv
	if argv == nil {
		argv = []string{""}
	}
	list := &py.List{}
	for _, a := range argv {
		list.Items = append(list.Items, py.String(a))
	}
	m.attrs.setStr("argv", list)
	m.attrs.setStr("maxsize", py.Int(math.MaxInt64))
	m.attrs.setStr("stdin", &stream{number: 0})
	m.attrs.setStr("stdout", &stream{number: 1})
	m.attrs.setStr("stderr", &stream{number: 2})
	m.attrs.setStr("platform", py.String("assay"))
	m.attrs.setStr("byteorder", py.String("little"))
	m.attrs.setStr("version_info", py.Tuple{py.Int(3), py.Int(14), py.Int(0), py.String("final"), py.Int(0)})
	return m
}

// sysExit is sys.exit.
func sysExit(r *run, pos []object, kw kwargs) (object, error) {
	if err := r.arity("exit", pos, kw, 0, 1); err != nil {
		return nil, err
	}
	return nil, &exception{cls: r.t.exceptions["SystemExit"], args: append(py.Tuple{}, pos...)}
}

// timeModule has a clock of its own: it stands at the fuel spent, a million units a second, and sleeping moves it.
func timeModule(r *run) *module {
	slept := 0.0
	now := func(r *run, pos []object, kw kwargs) (object, error) {
		return py.Float(float64(r.spent())/1e6 + slept), nil
	}
	nanos := func(r *run, pos []object, kw kwargs) (object, error) {
		return py.Int(int64(r.spent())*1000 + int64(slept*1e9)), nil
	}
	return r.table("time", map[string]nativeFunc{"time": now, "perf_counter": now, "monotonic": now, "process_time": now, "time_ns": nanos,
		"perf_counter_ns": nanos, "monotonic_ns": nanos,
		"sleep": func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("sleep", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			s, ok, err := r.asFloat(pos[0])
			if err != nil {
				return nil, err
			}
			if !ok {
				return nil, r.errorf("TypeError", "'%s' object cannot be interpreted as an integer", r.classOf(pos[0]).name)
			}
			if s < 0 || math.IsNaN(s) {
				return nil, r.errorf("ValueError", "sleep length must be non-negative")
			}
			slept += min(s, 1e9)
			return py.None, nil
		}})
}

// hashlibModule supplies the digests that need no more than Go has.
func hashlibModule(r *run) *module {
	digest := func(name string, sum func() hash.Hash) nativeFunc {
		return func(r *run, pos []object, kw kwargs) (object, error) {
			kw.take("usedforsecurity")
			if err := r.arity(name, pos, kw, 0, 1); err != nil {
				return nil, err
			}
			h := &digestObject{name: name, sum: sum()}
			if len(pos) == 1 {
				if _, err := r.digestUpdate(h, pos[0]); err != nil {
					return nil, err
				}
			}
			return h, nil
		}
	}
	return r.table("hashlib", map[string]nativeFunc{"md5": digest("md5", md5.New), "sha1": digest("sha1", sha1.New),
		"sha224": digest("sha224", sha256.New224), "sha256": digest("sha256", sha256.New), "sha384": digest("sha384", sha512.New384),
		"sha512": digest("sha512", sha512.New)})
}

// digestObject is what hashlib.md5() gives.
type digestObject struct {
	native
	name string
	sum  hash.Hash
}

func (r *run) digestUpdate(h *digestObject, v object) (object, error) {
	b, ok := v.(py.Bytes)
	if !ok {
		if _, isString := v.(py.String); isString {
			return nil, r.errorf("TypeError", "Strings must be encoded before hashing")
		}
		return nil, r.errorf("TypeError", "object supporting the buffer API required")
	}
	r.charge(uint64(len(b)) / 2)
	h.sum.Write(b)
	return py.None, nil
}

func (r *run) digestAttr(h *digestObject, name string) object {
	switch name {
	case "hexdigest":
		return &builtin{name: name, fn: func(r *run, pos []object, kw kwargs) (object, error) {
			return py.String(hex.EncodeToString(h.sum.Sum(nil))), r.arity(name, pos, kw, 0, 0)
		}}
	case "digest":
		return &builtin{name: name, fn: func(r *run, pos []object, kw kwargs) (object, error) {
			return py.Bytes(h.sum.Sum(nil)), r.arity(name, pos, kw, 0, 0)
		}}
	case "update":
		return &builtin{name: name, fn: func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 1, 1); err != nil {
				return nil, err
			}
			return r.digestUpdate(h, pos[0])
		}}
	case "name":
		return py.String(h.name)
	}
	return nil
}

// moduleKind is the kind of effect that importing a module outside of the engine attempts.
func moduleKind(root string) string {
	switch root {
	case "os", "subprocess", "multiprocessing", "pty", "signal", "posix", "nt":
		return "process"
	case "socket", "ssl", "urllib", "http", "ftplib", "smtplib", "asyncio", "xmlrpc":
		return "network"
	}
	return "import"
}
