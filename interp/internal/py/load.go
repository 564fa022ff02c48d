package py

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
)

// NewCode makes a code object.
func (t *Thread) NewCode(c *code.Code) *Code {
	t.alloc(codeSize(c) - codeFields)
	t.mem.since += codeFields
	o := &Code{Header: Header{typ: &CodeType}, C: c, Name: t.Intern(c.Name), QualName: t.Intern(c.QualName)}
	o.Plain = c.Flags&(code.Generator|code.Coroutine|code.AsyncGenerator|code.VarArgs|code.VarKeywords) == 0 && c.KwOnly == 0
	return o
}

// Ready makes what a code needs to run: most functions of a library are never called, and so need none of it.
func (t *Thread) Ready(o *Code) {
	if o.ready {
		return
	}
	o.ready = true
	c := o.C
	o.Consts = make([]Value, len(c.Consts))
	o.Names = make([]*Str, len(c.Names))
	for i, n := range c.Names {
		o.Names[i] = t.Intern(n)
	}
	if len(c.KwNames) > 0 {
		o.KwNames = make([][]*Str, len(c.KwNames))
		for i, list := range c.KwNames {
			for _, n := range list {
				o.KwNames[i] = append(o.KwNames[i], t.Intern(n))
			}
		}
	}
	o.Caches = make([]Cache, c.Caches)
	for i := range c.Consts {
		if c.Consts[i].Kind != code.Function {
			o.Consts[i] = t.Constant(&c.Consts[i])
		}
	}
}

// Docstring is the docstring of a code, None where it has none.
func (t *Thread) Docstring(o *Code) Value {
	if o.C.Flags&code.HasDocstring == 0 {
		return None
	}
	if !o.doc.IsSet() {
		o.doc = t.Constant(&o.C.Consts[0])
	}
	return o.doc
}

// codeSize is what a code object costs, its instructions included.
// codeFields is what the many fields of a code object take, and the lists of what is seldom there.
const codeFields = 640

func codeSize(c *code.Code) uint64 {
	return 256 + codeFields + uint64(len(c.Consts)+len(c.Names))*16 + uint64(c.Caches)*64 + uint64(len(c.Instrs))*24
}

// Constant makes the object of a constant.
func (t *Thread) Constant(k *code.Const) Value {
	switch k.Kind {
	case code.True:
		return True
	case code.False:
		return False
	case code.Ellipsis:
		return Ellipsis
	case code.Int:
		return Int(k.I)
	case code.BigInt:
		return t.Big(new(big.Int).Set(k.Big))
	case code.Float:
		return Float(k.F)
	case code.Complex:
		return t.NewComplex(complex(0, k.F))
	case code.Str:
		if len(k.S) <= 20 {
			return Obj(t.Intern(k.S))
		}
		return t.StrValue(k.S)
	case code.Bytes:
		return t.NewBytes([]byte(k.S))
	case code.Tuple:
		items := make([]Value, len(k.Items))
		for i := range k.Items {
			items[i] = t.Constant(&k.Items[i])
		}
		return t.Tuple(items...)
	case code.FrozenSet:
		s := t.NewFrozenSet()
		for i := range k.Items {
			if err := s.Add(t, t.Constant(&k.Items[i])); err != nil {
				return None
			}
		}
		return Obj(s)
	}
	return None
}
