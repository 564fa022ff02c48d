package interp

import (
	"fmt"
	"math/big"
	"reflect"
)

// DataOf is the Python value of a Go value: nil and nil pointers are None, integers int, floats float, text str, []byte
// bytes, slices lists, arrays tuples, maps dicts, structs dicts of their exported fields, named by a py tag or as in
// Go. A Data is itself. What leads back to itself is refused, and so is everything else.
func DataOf(v any) (Data, error) { return dataOf(reflect.ValueOf(v), 0) }

var (
	dataType = reflect.TypeFor[Data]()
	bigType  = reflect.TypeFor[big.Int]()
)

func dataOf(v reflect.Value, depth int) (Data, error) {
	if depth > MaxDataDepth {
		return Data{}, fmt.Errorf("%w, or it leads back to itself", errDataDepth)
	}
	if !v.IsValid() {
		return Data{}, nil
	}
	switch v.Type() {
	case dataType:
		return v.Interface().(Data), nil
	case bigType:
		n := v.Interface().(big.Int)
		return Data{Kind: IntData, Int: new(big.Int).Set(&n)}, nil
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return Data{}, nil
		}
		return dataOf(v.Elem(), depth+1)
	case reflect.Bool:
		return Data{Kind: BoolData, Bool: v.Bool()}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return Int(v.Int()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return Data{Kind: IntData, Int: new(big.Int).SetUint64(v.Uint())}, nil
	case reflect.Float32, reflect.Float64:
		return Float(v.Float()), nil
	case reflect.Complex64, reflect.Complex128:
		return Data{Kind: ComplexData, Float: real(v.Complex()), Imag: imag(v.Complex())}, nil
	case reflect.String:
		return Str(v.String()), nil
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			return Data{Kind: BytesData, Text: string(v.Bytes())}, nil
		}
		d := Data{Kind: ListData, Items: make([]Data, v.Len())}
		if v.Kind() == reflect.Array {
			d.Kind = TupleData
		}
		for i := range d.Items {
			var err error
			if d.Items[i], err = dataOf(v.Index(i), depth+1); err != nil {
				return Data{}, err
			}
		}
		return d, nil
	case reflect.Map:
		return dataOfMap(v, depth)
	case reflect.Struct:
		d := Data{Kind: DictData}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			x, err := dataOf(v.Field(i), depth+1)
			if err != nil {
				return Data{}, err
			}
			d.Items = append(d.Items, Str(fieldName(f)), x)
		}
		return d, nil
	}
	return Data{}, fmt.Errorf("a %s is no data", v.Type())
}

// dataOfMap is a dict in the order of its keys' JSON, since a Go map has none.
func dataOfMap(v reflect.Value, depth int) (Data, error) {
	pairs := make([][2]Data, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		k, err := dataOf(it.Key(), depth+1)
		if err != nil {
			return Data{}, err
		}
		x, err := dataOf(it.Value(), depth+1)
		if err != nil {
			return Data{}, err
		}
		pairs = append(pairs, [2]Data{k, x})
	}
	if err := sortPairs(pairs); err != nil {
		return Data{}, err
	}
	d := Data{Kind: DictData}
	for _, p := range pairs {
		d.Items = append(d.Items, p[0], p[1])
	}
	return d, nil
}

func fieldName(f reflect.StructField) string {
	if tag := f.Tag.Get("py"); tag != "" {
		return tag
	}
	return f.Name
}

// To stores the value in what a pointer points to, the other way round of DataOf. A number that does not fit, a list for
// an array of another length, a dict without a field's name: all that would lose something is an error. An any takes a Data.
func (d Data) To(target any) error {
	v := reflect.ValueOf(target)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("To wants a pointer, not a %T", target)
	}
	return d.to(v.Elem(), 0)
}

func (d Data) to(v reflect.Value, depth int) error {
	if depth > MaxDataDepth {
		return errDataDepth
	}
	bad := fmt.Errorf("a Python %s is no Go %s", d.Kind, v.Type())
	if v.Type() == dataType || v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		v.Set(reflect.ValueOf(d))
		return nil
	}
	if v.Kind() == reflect.Pointer {
		if d.Kind == NoneData {
			v.SetZero()
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.to(v.Elem(), depth+1)
	}
	if v.Type() == bigType && d.Kind == IntData {
		v.Set(reflect.ValueOf(*new(big.Int).Set(d.integer())))
		return nil
	}
	switch d.Kind {
	case NoneData:
		if v.Kind() == reflect.Slice || v.Kind() == reflect.Map || v.Kind() == reflect.Struct && v.NumField() == 0 {
			v.SetZero()
			return nil
		}
	case BoolData:
		if v.Kind() == reflect.Bool {
			v.SetBool(d.Bool)
			return nil
		}
	case IntData:
		n := d.integer()
		switch {
		case v.CanInt() && n.IsInt64() && !v.OverflowInt(n.Int64()):
			v.SetInt(n.Int64())
			return nil
		case v.CanUint() && n.IsUint64() && !v.OverflowUint(n.Uint64()):
			v.SetUint(n.Uint64())
			return nil
		case v.CanInt() || v.CanUint():
			return fmt.Errorf("the int %s does not fit a Go %s", shortInt(n), v.Type())
		}
	case FloatData:
		if v.Kind() == reflect.Float64 || v.Kind() == reflect.Float32 && float64(float32(d.Float)) == d.Float {
			v.SetFloat(d.Float)
			return nil
		}
	case ComplexData:
		if v.Kind() == reflect.Complex128 {
			v.SetComplex(complex(d.Float, d.Imag))
			return nil
		}
	case StrData:
		if v.Kind() == reflect.String {
			v.SetString(d.Text)
			return nil
		}
	case BytesData, ByteArrayData:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(d.Text))
			return nil
		}
	case ListData, TupleData, SetData, FrozenSetData:
		return d.toSequence(v, depth, bad)
	case DictData:
		return d.toMapping(v, depth, bad)
	}
	return bad
}

// shortInt is an int for an error message.
func shortInt(n *big.Int) string {
	if n.BitLen() > 200 {
		return fmt.Sprintf("of %d bits", n.BitLen())
	}
	return n.String()
}

func (d Data) toSequence(v reflect.Value, depth int, bad error) error {
	switch v.Kind() {
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), len(d.Items), len(d.Items)))
	case reflect.Array:
		if v.Len() != len(d.Items) {
			return fmt.Errorf("%w: it has %d values", bad, len(d.Items))
		}
	default:
		return bad
	}
	for i, x := range d.Items {
		if err := x.to(v.Index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (d Data) toMapping(v reflect.Value, depth int, bad error) error {
	switch v.Kind() {
	case reflect.Map:
		v.Set(reflect.MakeMapWithSize(v.Type(), len(d.Items)/2))
		for i := 0; i+1 < len(d.Items); i += 2 {
			k, x := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			if err := d.Items[i].to(k, depth+1); err != nil {
				return err
			}
			if !k.Comparable() {
				return bad
			}
			if err := d.Items[i+1].to(x, depth+1); err != nil {
				return err
			}
			v.SetMapIndex(k, x)
		}
		return nil
	case reflect.Struct:
		given := map[string]Data{}
		for i := 0; i+1 < len(d.Items); i += 2 {
			if d.Items[i].Kind != StrData {
				return bad
			}
			given[d.Items[i].Text] = d.Items[i+1]
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			x, ok := given[fieldName(f)]
			if !ok {
				return fmt.Errorf("%w: there is no key %q", bad, fieldName(f))
			}
			if err := x.to(v.Field(i), depth+1); err != nil {
				return err
			}
			delete(given, fieldName(f))
		}
		if len(given) > 0 {
			return fmt.Errorf("%w: it has %d keys more", bad, len(given))
		}
		return nil
	}
	return bad
}
