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

// sysInfo is what sys says of the interpreter and the machine that it pretends to run on: the same everywhere.
func sysInfo() []py.Constant {
	defineInfo()
	var out []py.Constant
	n := func(i int64) py.Value { return py.Int(i) }
	constant := func(name string, v py.Value) { out = append(out, py.Constant{Name: name, Value: v}) }
	made := func(name string, f func(t *py.Thread) py.Value) {
		out = append(out, py.Constant{Name: name, Make: func(t *py.Thread) (py.Value, error) { return f(t), nil }})
	}
	text := func(name, value string) { made(name, func(t *py.Thread) py.Value { return t.StrValue(value) }) }
	made("version_info", func(t *py.Thread) py.Value {
		return versionInfo.New(t, []py.Value{n(3), n(14), n(0), t.StrValue("final"), n(0)})
	})
	constant("hexversion", n(0x030e00f0))
	text("version", "3.14.0 (main, Oct  7 2025, 00:00:00) [assay]")
	constant("api_version", n(1013))
	text("copyright", "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\n"+
		"All Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\n"+
		"Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved.")
	made("flags", func(t *py.Thread) py.Value {
		return flagsInfo.New(t, []py.Value{n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(0), n(1), n(0), py.False,
			n(1), n(0), py.False, n(int64(t.Limits.IntDigits)), n(1), n(0), n(0)})
	})
	made("float_info", func(t *py.Thread) py.Value {
		return floatInfo.New(t, []py.Value{py.Float(math.MaxFloat64), n(1024), n(308), py.Float(2.2250738585072014e-308), n(-1021), n(-307),
			n(15), n(53), py.Float(2.220446049250313e-16), n(2), n(1)})
	})
	made("int_info", func(t *py.Thread) py.Value { return intInfo.New(t, []py.Value{n(30), n(4), n(4300), n(640)}) })
	made("hash_info", func(t *py.Thread) py.Value {
		return hashInfo.New(t, []py.Value{n(64), n(1<<61 - 1), n(314159), n(0), n(1000003), t.StrValue("siphash13"), n(64), n(128), n(0)})
	})
	made("thread_info", func(t *py.Thread) py.Value {
		return thread.New(t, []py.Value{t.StrValue("pthread"), t.StrValue("semaphore"), py.None})
	})
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
	constant("maxsize", n(math.MaxInt64))
	constant("maxunicode", n(0x10ffff))
	constant("dont_write_bytecode", py.True)
	constant("pycache_prefix", py.None)
	made("_git", func(t *py.Thread) py.Value { return t.Tuple(t.StrValue("CPython"), t.StrValue(""), t.StrValue("")) })
	constant("_home", py.None)
	for _, name := range []string{"warnoptions", "meta_path", "path_hooks"} {
		made(name, func(t *py.Thread) py.Value { return t.ListValue(nil) })
	}
	for _, name := range []string{"_xoptions", "path_importer_cache"} {
		made(name, func(t *py.Thread) py.Value { return py.Obj(t.NewDict()) })
	}
	made("builtin_module_names", func(t *py.Thread) py.Value {
		return t.Tuple(t.Strings("_abc", "_ast", "_codecs", "_collections", "_functools", "_imp", "_io", "_locale", "_operator", "_signal", "_sre",
			"_stat", "_string", "_symtable", "_thread", "_tokenize", "_tracemalloc", "_typing", "_warnings", "_weakref", "atexit", "builtins", "errno",
			"faulthandler", "gc", "itertools", "marshal", "posix", "pwd", "sys", "time").List().Items...)
	})
	return append(out, py.Constant{Name: "implementation", Make: implementation}, py.Constant{Name: "stdlib_module_names", Make: moduleNames})
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
