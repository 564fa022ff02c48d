package py

import "strings"

// StructSeq describes a tuple whose items have names: sys.version_info, os.stat_result, time.struct_time. Fields beyond
// Visible are attributes only and not part of the sequence.
type StructSeq struct {
	Type    *Type
	Fields  []string
	Visible int
}

// structTuple is an instance: a tuple with what is not part of the sequence behind it.
type structTuple struct {
	Tuple
	hidden []Value
}

// DefineStructSeq fills the type of a StructSeq. It can be called from Python with a sequence of at least Visible items.
func DefineStructSeq(s *StructSeq, module, name string) {
	Boot()
	b := &booter{}
	typ := s.Type
	b.define(typ, name, &TupleType, isFinal, Slots{
		Repr: func(t *Thread, v Value) (Value, error) {
			if err := t.Enter(); err != nil {
				return Value{}, err
			}
			defer t.Leave()
			var out strings.Builder
			out.WriteString(typ.FullName() + "(")
			for i, x := range as[Tuple](v).Items {
				if i > 0 {
					out.WriteString(", ")
				}
				r, err := t.Repr(x)
				if err != nil {
					return Value{}, err
				}
				if err := t.Grow(uint64(len(r))); err != nil {
					return Value{}, err
				}
				out.WriteString(s.Fields[i] + "=" + r)
			}
			out.WriteString(")")
			return t.StrValue(out.String()), nil
		},
		New: func(t *Thread, _ *Type, args []Value, kw []Keyword) (Value, error) {
			a, err := t.bindArgs(name, structSignature, args, kw)
			if err != nil {
				return Value{}, err
			}
			items, err := t.ToSlice(a[0])
			if err != nil {
				return Value{}, err
			}
			switch {
			case len(items) < s.Visible && len(s.Fields) == s.Visible:
				return Value{}, t.Raisef(&TypeError, "%s() takes a %d-sequence (%d-sequence given)", typ.FullName(), s.Visible, len(items))
			case len(items) < s.Visible:
				return Value{}, t.Raisef(&TypeError, "%s() takes an at least %d-sequence (%d-sequence given)", typ.FullName(), s.Visible, len(items))
			case len(items) > len(s.Fields) && len(s.Fields) == s.Visible:
				return Value{}, t.Raisef(&TypeError, "%s() takes a %d-sequence (%d-sequence given)", typ.FullName(), s.Visible, len(items))
			case len(items) > len(s.Fields):
				return Value{}, t.Raisef(&TypeError, "%s() takes an at most %d-sequence (%d-sequence given)", typ.FullName(), len(s.Fields), len(items))
			}
			all := append([]Value(nil), items...)
			var given *Dict
			if a[1].IsSet() {
				given = a[1].Dict()
			}
			for i := len(all); i < len(s.Fields); i++ {
				v := None
				if given != nil {
					if x := given.GetStr(t, t.Intern(s.Fields[i])); x.IsSet() {
						v = x
					}
				}
				all = append(all, v)
			}
			return s.New(t, all), nil
		},
		Trace: func(v Value, visit func(Value)) {
			o := as[structTuple](v)
			for _, x := range o.Items {
				visit(x)
			}
			for _, x := range o.hidden {
				visit(x)
			}
		},
		Size: func(v Value) uint64 { return objectSize + uint64(len(s.Fields))*16 },
	})
	typ.Module = module
	for i, f := range s.Fields {
		typ.addAttrs([]Attr{{f, func(t *Thread, v Value) (Value, error) {
			o := as[structTuple](v)
			if i < len(o.Items) {
				return o.Items[i], nil
			}
			return o.hidden[i-len(o.Items)], nil
		}, nil}})
	}
	typ.Attrs.Set("n_fields", Int(int64(len(s.Fields))))
	typ.Attrs.Set("n_sequence_fields", Int(int64(s.Visible)))
	typ.Attrs.Set("n_unnamed_fields", Int(0))
	names := make([]Value, s.Visible)
	for i := range names {
		names[i] = Obj(staticStr(s.Fields[i]))
	}
	typ.Attrs.Set("__match_args__", Obj(&Tuple{Header: Header{typ: &TupleType, mark: static}, Items: names}))
	typ.addMethods([]Def{
		{"__reduce__", "", func(t *Thread, a []Value) (Value, error) {
			o := as[structTuple](a[0])
			rest := t.NewDict()
			for i, v := range o.hidden {
				rest.SetStr(t, t.Intern(s.Fields[s.Visible+i]), v)
			}
			return t.Tuple(Obj(typ), t.Tuple(t.Tuple(append([]Value(nil), o.Items...)...), Obj(rest))), nil
		}},
		{"__replace__", "**changes", func(t *Thread, a []Value) (Value, error) {
			o := as[structTuple](a[0])
			all := append(append([]Value(nil), o.Items...), o.hidden...)
			left := a[1].Dict().Len()
			for i, f := range s.Fields {
				if v := a[1].Dict().GetStr(t, t.Intern(f)); v.IsSet() {
					all[i] = v
					left--
				}
			}
			if left > 0 {
				return Value{}, t.Raisef(&TypeError, "Got unexpected field name(s)")
			}
			return s.New(t, all), nil
		}},
	})
	typ.inherit()
	typ.addWrappers()
	typ.version = sharedVersion()
}

var structSignature = ParseSignature("sequence, dict=None")

// New makes an instance of all fields.
func (s *StructSeq) New(t *Thread, all []Value) Value {
	t.alloc(objectSize + uint64(len(all))*16)
	return Obj(&structTuple{Tuple{Header: Header{typ: s.Type}, Items: all[:s.Visible:s.Visible]}, all[s.Visible:]})
}
