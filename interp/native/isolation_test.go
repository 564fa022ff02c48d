package native_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/cpython/programs"
	"github.com/assay-score/assay/interp/native"
	"github.com/assay-score/assay/interp/source"
)

// portrait prints what can be seen of everything that the modules of the library lead to.
const portrait = `
import sys, importlib
names = '_io abc annotationlib argparse array ast asyncio atexit base64 binascii bisect builtins calendar cmath codecs collections colorsys configparser contextlib contextvars copy copyreg csv dataclasses datetime decimal difflib enum errno fnmatch fractions functools gc glob graphlib hashlib heapq hmac html importlib inspect io ipaddress itertools json keyword linecache locale logging math numbers operator os pathlib pickle platform pprint queue random re reprlib secrets shlex shutil stat statistics string struct sys tempfile textwrap threading time token tokenize tomllib traceback types typing unittest uuid warnings weakref zlib zoneinfo'.split()
modules = []
for n in names:
    try: modules.append(importlib.import_module(n))
    except BaseException: pass
def look(o):
    try:
        if isinstance(o, (list, tuple, dict, set, frozenset)): return len(o), repr(o)[:300]
        if isinstance(o, type): return sorted(dir(o)), o.__doc__, o.__name__, o.__module__, repr(o.__bases__)
        if callable(o): return getattr(o, '__doc__', None), getattr(o, '__name__', None), repr(getattr(o, '__defaults__', None)), getattr(o, '__text_signature__', None)
        return repr(o)[:300], sorted(dir(o))
    except BaseException as e:
        return type(e).__name__
for m in modules:
    for k in sorted(vars(m)):
        if k in ('modules', 'names', 'portrait'): continue
        v = vars(m)[k]
        print(m.__name__, k, type(v).__name__, look(v))
print(len(modules))
`

// vandal changes whatever lets itself be changed.
const vandal = `
import sys, importlib
names = '_io abc annotationlib argparse array ast asyncio atexit base64 binascii bisect builtins calendar cmath codecs collections colorsys configparser contextlib contextvars copy copyreg csv dataclasses datetime decimal difflib enum errno fnmatch fractions functools gc glob graphlib hashlib heapq hmac html importlib inspect io ipaddress itertools json keyword linecache locale logging math numbers operator os pathlib pickle platform pprint queue random re reprlib secrets shlex shutil stat statistics string struct sys tempfile textwrap threading time token tokenize tomllib traceback types typing unittest uuid warnings weakref zlib zoneinfo'.split()
todo, seen, count = [], set(), 0
for n in names:
    try: todo.append(importlib.import_module(n))
    except BaseException: pass
objects = []
get = object.__getattribute__
while todo and len(objects) < 30000:
    o = todo.pop()
    if id(o) in seen: continue
    seen.add(id(o)); objects.append(o)
    for name in ('__dict__', '__mro__', '__bases__', '__closure__', '__defaults__', '__kwdefaults__', '__code__', '__self__', '__func__', '__wrapped__', '__objclass__', '__annotations__'):
        try: v = type.__getattribute__(o, name) if isinstance(o, type) else get(o, name)
        except BaseException: continue
        if isinstance(v, type(type.__dict__)): todo.extend(dict(v).values())
        else: todo.append(v)
    if isinstance(o, dict): todo.extend(dict.values(o))
    elif isinstance(o, (list, tuple, set, frozenset)): todo.extend(o)
sys_keep = (len, id, BaseException, setattr, delattr, getattr, list, dict, set, bytearray, isinstance, print, type)
changed = 0
import builtins
keep = {id(builtins), id(vars(builtins)), id(sys.modules), id(sys), id(vars(sys)), id(todo), id(seen), id(objects), id(globals()), id(names)}
for o in objects:
    if id(o) in keep: continue
    for act in (lambda: list.clear(o), lambda: list.append(o, 'vandal'), lambda: set.add(o, 'vandal'), lambda: dict.__setitem__(o, 'vandal', 1), lambda: bytearray.clear(o),
                lambda: setattr(o, 'vandal', 1), lambda: setattr(o, '__doc__', 'vandal'), lambda: setattr(o, '__name__', 'vandal'), lambda: setattr(o, '__defaults__', (5,)), lambda: o.__setstate__({'vandal': 1}),
                lambda: o.__init__(), lambda: o.clear(), lambda: o.append('vandal'), lambda: o.register(int), lambda: o.cache_clear(), lambda: o.__setitem__(0, 'vandal')):
        if o is sys or o is sys.modules or type(o).__name__ in ('module',) and 'lambda' == 'x': continue
        try: act(); changed += 1
        except BaseException: pass
print(changed > 1000)
`

// TestIsolation runs a program that changes all it can reach between two others that look at everything: runs share the
// engine's own classes and functions, and must not see of each other.
func TestIsolation(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	show := func(text string) *interp.Outcome {
		p := &interp.Program{Steps: []interp.Step{{Kind: interp.RunMain, Source: source.NewFile("main.py", text)}}}
		return native.Engine{}.Run(context.Background(), p, &interp.Host{}, interp.Limits{Memory: 2 << 30, Fuel: 20_000_000_000, Output: 256 << 20, Writes: 1 << 30, Wall: 5 * time.Minute})
	}
	before := show(portrait)
	if before.Status != interp.OK {
		t.Fatalf("the portrait ends as %s (%s)", before.Status, describe(before))
	}
	if v := show(vandal); v.Status != interp.OK || !bytes.HasSuffix(v.Stdout, []byte("True\n")) {
		t.Fatalf("the vandal ends as %s (%s), %.100q", v.Status, describe(v), v.Stdout)
	}
	if after := show(portrait); !bytes.Equal(before.Stdout, after.Stdout) {
		t.Errorf("a run sees what another has changed: %s", programs.Difference(string(after.Stdout), string(before.Stdout)))
	}
	if before.Fuel == 0 {
		t.Error("the portrait spends nothing")
	}
}
