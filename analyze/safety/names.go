package safety

import "strings"

// The names by which one walks from any object to the interpreter's insides, by what they lead to.
var (
	functionInternals = map[string]bool{"__globals__": true, "__code__": true, "__closure__": true, "__defaults__": true,
		"__kwdefaults__": true, "__func__": true, "__self__": true, "__wrapped__": true, "__builtins__": true}

	objectInternals = map[string]bool{"__dict__": true, "__getattribute__": true, "__reduce__": true, "__reduce_ex__": true,
		"__setstate__": true, "__mro_entries__": true, "__set_name__": true}

	frameInternals = map[string]bool{"gi_frame": true, "cr_frame": true, "ag_frame": true, "tb_frame": true, "f_globals": true,
		"f_locals": true, "f_back": true, "f_builtins": true, "gi_code": true, "cr_code": true, "f_code": true}
)

// harmlessDunders are special names that describe an object or belong to a protocol that any class may implement, so that asking
// for them says nothing.
var harmlessDunders = map[string]bool{
	"__name__": true, "__qualname__": true, "__doc__": true, "__module__": true, "__annotations__": true, "__all__": true, "__version__": true,
	"__author__": true, "__file__": true, "__iter__": true, "__next__": true, "__len__": true, "__call__": true, "__getitem__": true,
	"__setitem__": true, "__delitem__": true, "__contains__": true, "__enter__": true, "__exit__": true, "__aenter__": true, "__aexit__": true,
	"__aiter__": true, "__anext__": true, "__await__": true, "__hash__": true, "__eq__": true, "__ne__": true, "__lt__": true, "__le__": true,
	"__gt__": true, "__ge__": true, "__str__": true, "__repr__": true, "__bool__": true, "__int__": true, "__float__": true, "__complex__": true,
	"__index__": true, "__bytes__": true, "__format__": true, "__add__": true, "__sub__": true, "__mul__": true, "__truediv__": true,
	"__iadd__": true, "__radd__": true, "__neg__": true, "__abs__": true, "__round__": true, "__reversed__": true, "__copy__": true,
	"__deepcopy__": true, "__slots__": true, "__match_args__": true, "__dataclass_fields__": true, "__enum_members__": true, "__members__": true,
	"__fspath__": true, "__length_hint__": true, "__missing__": true, "__array__": true, "__html__": true, "__json__": true,
	"__post_init__": true, "__main__": true, "__del__": true, "__get__": true, "__set__": true, "__origin__": true, "__args__": true,
	"__parameters__": true, "__notes__": true, "__traceback__": true, "__cause__": true, "__context__": true,
}

func dunder(name string) bool {
	return len(name) > 4 && strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__")
}

// dangerousName reports whether a name leads inside when it is looked up on an object.
func dangerousName(name string) bool {
	return dunder(name) && !harmlessDunders[name] || frameInternals[name]
}

// runsText are the functions that turn text into a running program.
var runsText = map[string]bool{"builtins.eval": true, "builtins.exec": true}

// dangerousCallable reports whether calling what a path names runs text, imports by name, or starts a process.
func dangerousCallable(path string) bool {
	return runsText[path] || path == "builtins.compile" || path == "builtins.__import__" || path == "builtins.open" ||
		startsProcess(path) || strings.HasPrefix(path, "subprocess.") || path == "importlib.import_module"
}

// within reports whether a path is one of the modules, or something in one.
func within(path string, modules ...string) bool {
	for _, m := range modules {
		if path == m || strings.HasPrefix(path, m) && path[len(m)] == '.' {
			return true
		}
	}
	return false
}

// memberOf reports whether a path is something in one of the modules, but not the module itself.
func memberOf(path string, modules ...string) bool {
	for _, m := range modules {
		if strings.HasPrefix(path, m) && len(path) > len(m) && path[len(m)] == '.' {
			return true
		}
	}
	return false
}
