package interp

import (
	"bytes"
	"math"
	"math/big"
	"slices"
	"strings"
)

// Data is a Python value outside of an interpreter: what goes into a function called from Go, and what comes out of it.
// It keeps apart whatever Python keeps apart: an int and a float that are equal, a list and a tuple. The zero value is
// None.
type Data struct {
	Kind  DataKind
	Int   *big.Int // of an int
	Float float64  // of a float; the real part of a complex
	Imag  float64
	Text  string // of a str, in UTF-8 except that a lone surrogate is its three bytes; the bytes of bytes and bytearray
	Bool  bool
	Items []Data // of list, tuple, set and frozenset; of a dict, key and value in turn
}

// DataKind is the type of a Data.
type DataKind uint8

// The types. Ellipsis is the value of that name.
const (
	NoneData DataKind = iota
	BoolData
	IntData
	FloatData
	ComplexData
	StrData
	BytesData
	ByteArrayData
	ListData
	TupleData
	SetData
	FrozenSetData
	DictData
	EllipsisData
)

var dataKindNames = [...]string{"None", "bool", "int", "float", "complex", "str", "bytes", "bytearray", "list", "tuple", "set", "frozenset", "dict", "ellipsis"}

// String is Python's name of the type.
func (k DataKind) String() string { return dataKindNames[k] }

// MaxDataDepth bounds how deep data is nested.
const MaxDataDepth = 200

// Constructors.

// Int is an int.
func Int(n int64) Data { return Data{Kind: IntData, Int: big.NewInt(n)} }

// Float is a float.
func Float(f float64) Data { return Data{Kind: FloatData, Float: f} }

// Str is a str.
func Str(s string) Data { return Data{Kind: StrData, Text: s} }

// List is a list.
func List(items ...Data) Data { return Data{Kind: ListData, Items: items} }

// Tuple is a tuple.
func Tuple(items ...Data) Data { return Data{Kind: TupleData, Items: items} }

// Equal tells whether two values are the same of the same types: 1 is neither 1.0 nor True, nan is nan, 0.0 is not -0.0. Sets
// are equal in any order, dicts only in the same one.
func (d Data) Equal(o Data) bool {
	if d.Kind != o.Kind {
		return false
	}
	switch d.Kind {
	case BoolData:
		return d.Bool == o.Bool
	case IntData:
		return d.Int.Cmp(o.Int) == 0
	case FloatData, ComplexData:
		return sameFloat(d.Float, o.Float) && sameFloat(d.Imag, o.Imag)
	case StrData, BytesData, ByteArrayData:
		return d.Text == o.Text
	case SetData, FrozenSetData:
		return sameSet(d.Items, o.Items)
	}
	if len(d.Items) != len(o.Items) {
		return false
	}
	for i := range d.Items {
		if !d.Items[i].Equal(o.Items[i]) {
			return false
		}
	}
	return true
}

func sameFloat(x, y float64) bool {
	return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
}

// sameSet compares without regard to order, by the values' JSON, which is one text for one value.
func sameSet(a, b []Data) bool {
	if len(a) != len(b) {
		return false
	}
	count := map[string]int{}
	for i, list := range [][]Data{a, b} {
		for _, x := range list {
			var text bytes.Buffer
			if err := x.write(&text, 0); err != nil {
				return false
			}
			count[text.String()] += 1 - 2*i
		}
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// sortPairs sorts the pairs of a dict by the keys' JSON.
func sortPairs(pairs [][2]Data) error {
	texts := make([]string, len(pairs))
	order := make([]int, len(pairs))
	for i := range pairs {
		var b bytes.Buffer
		if err := pairs[i][0].write(&b, 0); err != nil {
			return err
		}
		texts[i], order[i] = b.String(), i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(texts[a], texts[b]) })
	sorted := make([][2]Data, len(pairs))
	for i, k := range order {
		sorted[i] = pairs[k]
	}
	copy(pairs, sorted)
	return nil
}
