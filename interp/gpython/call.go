package gpython

import (
	"fmt"
	"strings"

	"github.com/go-python/gpython/py"
)

// call calls anything callable.
func (r *run) call(fn object, pos []object, kw kwargs) (object, error) {
	r.charge(1 + uint64(len(pos)+len(kw)))
	switch fn := fn.(type) {
	case *function:
		return r.callFunction(fn, pos, kw)
	case *builtin:
		return r.callBuiltin(fn, pos, kw)
	case *method:
		if err := r.enter(); err != nil {
			return nil, err
		}
		defer r.leave()
		return r.call(fn.fn, append([]object{fn.self}, pos...), kw)
	case *class:
		return r.instantiate(fn, pos, kw)
	case *staticMethod:
		return r.callInner(fn.fn, pos, kw)
	case *placeholder:
		return fn, nil // TypeVar("T"), NewType("Id", int)(3) is handled by typing itself
	}
	if m, err := r.special(fn, "__call__"); err != nil {
		return nil, err
	} else if m != nil {
		return r.callInner(m, pos, kw)
	}
	return nil, r.errorf("TypeError", "'%s' object is not callable", r.classOf(fn).name)
}

// callInner is call one level deeper, for callables that wrap callables.
func (r *run) callInner(fn object, pos []object, kw kwargs) (object, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	defer r.leave()
	return r.call(fn, pos, kw)
}

// maxNatives is how deep natives of gpython may nest.
const maxNatives = 200

// callBuiltin runs a native. Natives that call back into Python nest at most Limits.Reentries deep,
// and no more than gpython's large Go frames allow.
func (r *run) callBuiltin(fn *builtin, pos []object, kw kwargs) (object, error) {
	if r.natives >= min(r.lim.Reentries, maxNatives) {
		return nil, r.errorf("RecursionError", "maximum recursion depth exceeded")
	}
	if err := r.enter(); err != nil {
		return nil, err
	}
	r.natives++
	r.grow(sizeCall)
	held := len(r.held)
	v, err := fn.fn(r, pos, kw)
	r.held = r.held[:held]
	r.natives--
	r.leave()
	return v, err
}

func (r *run) callFunction(fn *function, pos []object, kw kwargs) (object, error) {
	f := r.newFrame(fn.code, fn.globals, nil, fn.closure)
	if err := r.bind(fn, f, pos, kw); err != nil {
		return nil, err
	}
	if fn.code.flags&py.CO_GENERATOR != 0 {
		r.grow(sizeFrame + uint64(len(f.locals)+len(f.cells))*sizeSlot)
		return &generator{frame: f, name: fn.name}, nil
	}
	v, _, err := r.runFrame(f, nil)
	return v, err
}

// bind puts arguments into the parameters of a new frame.
func (r *run) bind(fn *function, f *frame, pos []object, kw kwargs) error {
	c := fn.code
	named := c.argcount + c.kwonly
	n := min(len(pos), c.argcount)
	copy(f.locals, pos[:n])
	next := named
	if c.flags&py.CO_VARARGS != 0 {
		rest := append(py.Tuple{}, pos[n:]...)
		r.grow(uint64(len(rest)) * sizeSlot)
		f.locals[next] = rest
		next++
	}
	var extra *dict
	if c.flags&py.CO_VARKEYWORDS != 0 {
		extra = newDict()
		f.locals[next] = extra
	}
	for _, a := range kw {
		at := -1
		for i, name := range c.varnames[:named] {
			if name == a.name {
				at = i
			}
		}
		switch {
		case at >= 0 && f.locals[at] != nil:
			return r.errorf("TypeError", "%s() got multiple values for argument '%s'", fn.qualname, a.name)
		case at >= 0:
			f.locals[at] = a.value
		case extra != nil:
			r.storeName(extra, a.name, a.value)
		default:
			return r.errorf("TypeError", "%s() got an unexpected keyword argument '%s'", fn.qualname, a.name)
		}
	}
	if len(pos) > c.argcount && c.flags&py.CO_VARARGS == 0 {
		return r.tooMany(fn, len(pos))
	}
	first := c.argcount - len(fn.defaults)
	for i := max(n, first); i < c.argcount; i++ {
		if f.locals[i] == nil {
			f.locals[i] = fn.defaults[i-first]
		}
	}
	var missing []string
	for i := n; i < first; i++ {
		if f.locals[i] == nil {
			missing = append(missing, c.varnames[i])
		}
	}
	if len(missing) > 0 {
		return r.missingArguments(fn, "positional", missing)
	}
	for i := c.argcount; i < named; i++ {
		if f.locals[i] != nil {
			continue
		}
		if v := fn.kwdefaults[c.varnames[i]]; v != nil {
			f.locals[i] = v
			continue
		}
		missing = append(missing, c.varnames[i])
	}
	if len(missing) > 0 {
		return r.missingArguments(fn, "keyword-only", missing)
	}
	for i, arg := range c.cellArg {
		if arg >= 0 {
			f.cells[i].value = f.locals[arg]
		}
	}
	return nil
}

func (r *run) missingArguments(fn *function, kind string, names []string) error {
	for i := range names {
		names[i] = "'" + names[i] + "'"
	}
	list := names[0]
	switch n := len(names); {
	case n == 2:
		list = names[0] + " and " + names[1]
	case n > 2:
		list = strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
	return r.errorf("TypeError", "%s() missing %d required %s argument%s: %s", fn.qualname, len(names), kind, plural(len(names)), list)
}

func (r *run) tooMany(fn *function, given int) error {
	c := fn.code
	takes := fmt.Sprintf("%d positional argument%s", c.argcount, plural(c.argcount))
	if d := len(fn.defaults); d > 0 {
		takes = fmt.Sprintf("from %d to %d positional arguments", c.argcount-d, c.argcount)
	}
	were := "were"
	if given == 1 {
		were = "was"
	}
	return r.errorf("TypeError", "%s() takes %s but %d %s given", fn.qualname, takes, given, were)
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// arity checks the number of positional arguments of a native, self included, and that there are no others.
func (r *run) arity(name string, pos []object, kw kwargs, least, most int) error {
	if len(kw) > 0 {
		return r.errorf("TypeError", "%s() got an unexpected keyword argument '%s'", name, kw[0].name)
	}
	switch n := len(pos); {
	case n >= least && n <= most:
		return nil
	case least == most && most == 1:
		return r.errorf("TypeError", "%s() takes exactly one argument (%d given)", name, n)
	case least == most:
		return r.errorf("TypeError", "%s expected %d argument%s, got %d", name, least, plural(least), n)
	case n < least:
		return r.errorf("TypeError", "%s expected at least %d argument%s, got %d", name, least, plural(least), n)
	default:
		return r.errorf("TypeError", "%s expected at most %d argument%s, got %d", name, most, plural(most), n)
	}
}
