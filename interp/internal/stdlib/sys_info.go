package stdlib

import (
	"math"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
)

// The named tuples of sys.
var (
	versionInfo = py.StructSeq{Type: new(py.Type), Fields: []string{"major", "minor", "micro", "releaselevel", "serial"}, Visible: 5}
	flagsInfo   = py.StructSeq{Type: new(py.Type), Visible: 18, Fields: []string{"debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
		"no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
		"utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", "gil", "thread_inherit_context", "context_aware_warnings"}}
	floatInfo = py.StructSeq{Type: new(py.Type), Visible: 11, Fields: []string{"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig",
		"mant_dig", "epsilon", "radix", "rounds"}}
	intInfo  = py.StructSeq{Type: new(py.Type), Visible: 4, Fields: []string{"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"}}
	hashInfo = py.StructSeq{Type: new(py.Type), Visible: 9, Fields: []string{"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"}}
	thread   = py.StructSeq{Type: new(py.Type), Visible: 3, Fields: []string{"name", "lock", "version"}}
	hooks    = py.StructSeq{Type: new(py.Type), Visible: 2, Fields: []string{"firstiter", "finalizer"}}
)

var defineInfo = sync.OnceFunc(func() {
	py.DefineStructSeq(&versionInfo, "sys", "version_info")
	py.DefineStructSeq(&flagsInfo, "sys", "flags")
	py.DefineStructSeq(&floatInfo, "sys", "float_info")
	py.DefineStructSeq(&intInfo, "sys", "int_info")
	py.DefineStructSeq(&hashInfo, "sys", "hash_info")
	py.DefineStructSeq(&thread, "sys", "thread_info")
	py.DefineStructSeq(&hooks, "sys", "asyncgen_hooks")
})

// addInfo adds what sys says of the interpreter and the machine that it pretends to run on: the same everywhere.
func addInfo(t *py.Thread, m *py.Module) {
	defineInfo()
	n := func(i int64) py.Value { return py.Int(i) }
	version := versionInfo.New(t, []py.Value{n(3), n(14), n(0), t.StrValue("final"), n(0)})
	m.Set(t, "version_info", version)
	m.Set(t, "hexversion", n(0x030e00f0))
	m.Set(t, "version", t.StrValue("3.14.0 (main, Oct  7 2025, 00:00:00) [assay]"))
	m.Set(t, "api_version", n(1013))
	m.Set(t, "copyright", t.StrValue("Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\n"+
		"All Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\n"+
		"Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved."))
	m.Set(t, "flags", flagsInfo.New(t, []py.Value{n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(1), n(0), py.False,
		n(1), n(0), py.False, n(int64(t.Limits.IntDigits)), n(1), n(0), n(0)}))
	m.Set(t, "float_info", floatInfo.New(t, []py.Value{py.Float(math.MaxFloat64), n(1024), n(308), py.Float(2.2250738585072014e-308), n(-1021), n(-307),
		n(15), n(53), py.Float(2.220446049250313e-16), n(2), n(1)}))
	m.Set(t, "int_info", intInfo.New(t, []py.Value{n(30), n(4), n(4300), n(640)}))
	m.Set(t, "hash_info", hashInfo.New(t, []py.Value{n(64), n(1<<61 - 1), n(314159), n(0), n(1000003), t.StrValue("siphash13"), n(64), n(128), n(0)}))
	m.Set(t, "thread_info", thread.New(t, []py.Value{t.StrValue("pthread"), t.StrValue("semaphore"), py.None}))
	text := func(name, value string) { m.Set(t, name, t.StrValue(value)) }
	text("abiflags", "")
	text("byteorder", "little")
	text("executable", "/usr/local/bin/python3.14")
	text("_base_executable", "/usr/local/bin/python3.14")
	text("float_repr_style", "short")
	text("platform", "linux")
	text("platlibdir", "lib")
	text("_stdlib_dir", "/usr/local/lib/python3.14")
	text("_framework", "")
	for _, name := range []string{"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"} {
		text(name, "/usr/local")
	}
	m.Set(t, "maxsize", n(math.MaxInt64))
	m.Set(t, "maxunicode", n(0x10ffff))
	m.Set(t, "dont_write_bytecode", py.True)
	m.Set(t, "pycache_prefix", py.None)
	m.Set(t, "_git", t.Tuple(t.StrValue("CPython"), t.StrValue(""), t.StrValue("")))
	m.Set(t, "warnoptions", t.ListValue(nil))
	m.Set(t, "_xoptions", py.Obj(t.NewDict()))
	m.Set(t, "_home", py.None)
	m.Set(t, "meta_path", t.ListValue(nil))
	m.Set(t, "path_hooks", t.ListValue(nil))
	m.Set(t, "path_importer_cache", py.Obj(t.NewDict()))
	var builtin []py.Value
	for _, name := range []string{"_abc", "_ast", "_codecs", "_collections", "_functools", "_imp", "_io", "_locale", "_operator", "_signal", "_sre",
		"_stat", "_string", "_symtable", "_thread", "_tokenize", "_tracemalloc", "_typing", "_warnings", "_weakref", "atexit", "builtins", "errno",
		"faulthandler", "gc", "itertools", "marshal", "posix", "pwd", "sys", "time"} {
		builtin = append(builtin, py.Obj(t.Intern(name)))
	}
	m.Set(t, "builtin_module_names", t.Tuple(builtin...))
}

// implementation is sys.implementation, a types.SimpleNamespace, made when it is asked for.
func implementation(t *py.Thread) (py.Value, error) {
	module, err := t.Hooks.Import(t, "types", t.Builtins, []string{"SimpleNamespace"}, 0)
	if err != nil {
		return py.Value{}, err
	}
	class, err := t.GetAttr(module, t.Intern("SimpleNamespace"))
	if err != nil {
		return py.Value{}, err
	}
	version := versionInfo.New(t, []py.Value{py.Int(3), py.Int(14), py.Int(0), t.StrValue("final"), py.Int(0)})
	return t.CallKw(class, nil, []py.Keyword{
		{Name: t.Intern("name"), Value: t.StrValue("cpython")},
		{Name: t.Intern("cache_tag"), Value: t.StrValue("cpython-314")},
		{Name: t.Intern("version"), Value: version},
		{Name: t.Intern("hexversion"), Value: py.Int(0x030e00f0)},
		{Name: t.Intern("_multiarch"), Value: t.StrValue("x86_64-linux-gnu")},
		{Name: t.Intern("supports_isolated_interpreters"), Value: py.True},
	})
}

// moduleNames is sys.stdlib_module_names.
func moduleNames(t *py.Thread) (py.Value, error) {
	s := t.NewFrozenSet()
	for _, name := range standardNames() {
		if err := s.Add(t, py.Obj(t.Intern(name))); err != nil {
			return py.Value{}, err
		}
	}
	return py.Obj(s), nil
}
