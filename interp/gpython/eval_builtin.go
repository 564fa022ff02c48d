package gpython

import (
	"strings"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp/source"
	"github.com/assay-score/assay/interp/syntax"
)

// builtinEval is eval(source, globals, locals): the text goes the same way as a file, under the same meter.
func builtinEval(r *run, pos []object, kw kwargs) (object, error) {
	return r.evaluate("eval", pos, kw, syntax.ModeEval)
}

// builtinExec is exec(source, globals, locals).
func builtinExec(r *run, pos []object, kw kwargs) (object, error) {
	_, err := r.evaluate("exec", pos, kw, syntax.ModeExec)
	return py.None, err
}

func (r *run) evaluate(name string, pos []object, kw kwargs, mode syntax.Mode) (object, error) {
	a, err := r.args(name, pos, kw, "source", "globals?", "locals?")
	if err != nil {
		return nil, err
	}
	text, ok := a[0].(py.String)
	if !ok {
		r.effect("eval", name, true)
		r.unsupported("%s of a %s", name, r.classOf(a[0]).name)
	}
	r.effect("eval", name+"("+clip(quoteString(clip(string(text), 80)), 80)+")", false)
	globals := r.top.globals
	var locals *dict
	if a[1] != nil && a[1] != py.None {
		if globals, ok = a[1].(*dict); !ok {
			return nil, r.errorf("TypeError", "%s() globals must be a dict, not %s", name, r.classOf(a[1]).name)
		}
		locals = globals
	}
	switch {
	case a[2] != nil && a[2] != py.None:
		if locals, ok = a[2].(*dict); !ok {
			r.unsupported("%s with locals that are no dict", name)
		}
	case locals == nil:
		own, err := builtinLocals(r, nil, nil)
		if err != nil {
			return nil, err
		}
		locals = own.(*dict)
	}
	src := string(text)
	r.charge(uint64(len(src))) // for our own parser; lowering and compiling are paid for by what they are given
	if mode == syntax.ModeEval {
		src = strings.TrimLeft(src, " \t")
	}
	c, err := r.prepareMode(source.NewFile("<string>", src), mode)
	if err != nil {
		return nil, err
	}
	v, _, err := r.runFrame(r.newFrame(c, globals, locals, nil), nil)
	return v, err
}
