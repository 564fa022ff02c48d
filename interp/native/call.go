package native

import (
	"math/big"

	"github.com/assay-score/assay/interp"
	"github.com/assay-score/assay/interp/internal/py"
)

// callFunction is the step that calls a function of __main__.
func (r *run) callFunction(s interp.Step) error {
	t := r.t
	fn := r.m.Main().Dict.GetStr(t, t.Intern(s.Function))
	if !fn.IsSet() {
		return t.Raisef(&py.NameError, "name '%s' is not defined", s.Function)
	}
	args := t.NewList(nil) // held, because making an argument may trace
	t.Hold(py.Obj(args))
	defer t.Release(1)
	for _, a := range s.Args {
		if err := r.give(args, a); err != nil {
			return err
		}
	}
	kw := make([]py.Keyword, len(s.Keywords))
	for i, k := range s.Keywords {
		if err := r.give(args, k.Value); err != nil {
			return err
		}
		kw[i] = py.Keyword{Name: t.Intern(k.Name), Value: args.Items[len(s.Args)+i]}
	}
	v, err := t.CallKw(fn, args.Items[:len(s.Args)], kw)
	if err != nil {
		return err
	}
	d, err := r.toData(v, map[py.Value]bool{})
	if err == nil {
		r.out.Result = &d
	}
	return err
}

func (r *run) give(args *py.List, d interp.Data) error {
	v, err := r.fromData(d, 0)
	if err != nil {
		return err
	}
	return args.Append(r.t, v)
}

// fromData makes a Python value.
func (r *run) fromData(d interp.Data, depth int) (py.Value, error) {
	t := r.t
	if depth > interp.MaxDataDepth {
		return py.Value{}, t.Raisef(&py.ValueError, "data nested deeper than %d levels", interp.MaxDataDepth)
	}
	if err := t.Charge(4 + len(d.Text)/16); err != nil {
		return py.Value{}, err
	}
	if err := t.Grow(uint64(len(d.Text) + 16*len(d.Items))); err != nil {
		return py.Value{}, err
	}
	switch d.Kind {
	case interp.BoolData:
		return py.Bool(d.Bool), nil
	case interp.IntData:
		if d.Int == nil {
			return py.Int(0), nil
		}
		return t.Big(new(big.Int).Set(d.Int)), nil
	case interp.FloatData:
		return py.Float(d.Float), nil
	case interp.ComplexData:
		return t.NewComplex(complex(d.Float, d.Imag)), nil
	case interp.StrData:
		return t.StrValue(d.Text), nil
	case interp.BytesData:
		return t.NewBytes([]byte(d.Text)), nil
	case interp.ByteArrayData:
		return t.Call(py.BytearrayType.Value(), t.NewBytes([]byte(d.Text)))
	case interp.EllipsisData:
		return py.Ellipsis, nil
	case interp.NoneData:
		return py.None, nil
	}
	items := make([]py.Value, len(d.Items))
	for i, x := range d.Items {
		var err error
		if items[i], err = r.fromData(x, depth+1); err != nil {
			return py.Value{}, err
		}
	}
	switch d.Kind {
	case interp.TupleData:
		return t.Tuple(items...), nil
	case interp.SetData, interp.FrozenSetData:
		typ := &py.SetType
		if d.Kind == interp.FrozenSetData {
			typ = &py.FrozenSetType
		}
		s, err := t.SetFrom(typ, t.ListValue(items))
		if err != nil {
			return py.Value{}, err
		}
		return py.Obj(s), nil
	case interp.DictData:
		dict := t.NewDict()
		for i := 0; i+1 < len(items); i += 2 {
			if err := dict.Set(t, items[i], items[i+1]); err != nil {
				return py.Value{}, err
			}
		}
		return py.Obj(dict), nil
	}
	return t.ListValue(items), nil
}

// toData takes a Python value out of the interpreter. Only what is exactly of a type that [interp.Data] has is data.
// open holds the containers that the value lies in.
func (r *run) toData(v py.Value, open map[py.Value]bool) (interp.Data, error) {
	t := r.t
	if err := t.Charge(4); err != nil {
		return interp.Data{}, err
	}
	switch typ := v.Type(); typ {
	case &py.NoneType:
		return interp.Data{}, nil
	case &py.BoolType:
		return interp.Data{Kind: interp.BoolData, Bool: v.IsTrue()}, nil
	case &py.IntType:
		small, large, _ := v.Long()
		if large == nil {
			return interp.Int(small), nil
		}
		return interp.Data{Kind: interp.IntData, Int: new(big.Int).Set(large)}, t.Charge(len(large.Bits()))
	case &py.FloatType:
		return interp.Float(v.F()), nil
	case &py.ComplexType:
		c := py.As[py.Complex](v).C
		return interp.Data{Kind: interp.ComplexData, Float: real(c), Imag: imag(c)}, nil
	case &py.StrType:
		return interp.Str(v.Str().S), t.Charge(len(v.Str().S) / 16)
	case &py.BytesType, &py.BytearrayType:
		kind := interp.BytesData
		if typ == &py.BytearrayType {
			kind = interp.ByteArrayData
		}
		b, _ := v.BytesLike()
		return interp.Data{Kind: kind, Text: string(b)}, t.Charge(len(b) / 16)
	case &py.EllipsisType:
		return interp.Data{Kind: interp.EllipsisData}, nil
	case &py.ListType, &py.TupleType, &py.SetType, &py.FrozenSetType, &py.DictType:
		return r.containerData(v, open)
	default:
		return interp.Data{}, t.Raisef(&py.TypeError, "a result of type '%s' is no plain data", typ.FullName())
	}
}

func (r *run) containerData(v py.Value, open map[py.Value]bool) (interp.Data, error) {
	t := r.t
	if open[v] {
		return interp.Data{}, t.RaiseNew(&py.ValueError, "Circular reference detected")
	}
	if len(open) >= interp.MaxDataDepth {
		return interp.Data{}, t.Raisef(&py.ValueError, "data nested deeper than %d levels", interp.MaxDataDepth)
	}
	open[v] = true
	defer delete(open, v)
	var d interp.Data
	var items []py.Value
	switch v.Type() {
	case &py.ListType:
		d.Kind, items = interp.ListData, v.List().Items
	case &py.TupleType:
		d.Kind, items = interp.TupleData, v.Tuple().Items
	case &py.SetType, &py.FrozenSetType:
		if d.Kind = interp.SetData; v.Type() == &py.FrozenSetType {
			d.Kind = interp.FrozenSetData
		}
		items = v.Set().Elements()
	default:
		d.Kind = interp.DictData
		for i := 0; ; i++ {
			k, x, ok := v.Dict().Entry(i)
			if !ok {
				break
			}
			if k.IsSet() {
				items = append(items, k, x)
			}
		}
	}
	if err := t.Grow(uint64(len(items)) * 128); err != nil {
		return interp.Data{}, err
	}
	d.Items = make([]interp.Data, len(items))
	for i, x := range items {
		var err error
		if d.Items[i], err = r.toData(x, open); err != nil {
			return interp.Data{}, err
		}
	}
	return d, nil
}
