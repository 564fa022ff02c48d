package interp

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MarshalJSON writes a value so that UnmarshalJSON reads the same one back. What JSON has is written plainly: null,
// true, ints of any size, floats with a point or an exponent, text, lists, and dicts whose keys are texts that do not
// begin with "$". Everything else is an object of one member that names the type: {"$tuple": [1, 2]},
// {"$bytes": "AAE="}, {"$float": "nan"}, {"$dict": [[1, "one"]]}, {"$complex": [0.0, 1.0]}.
func (d Data) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := d.write(&b, 0)
	return b.Bytes(), err
}

var errDataDepth = fmt.Errorf("data nested deeper than %d levels", MaxDataDepth)

func (d Data) write(b *bytes.Buffer, depth int) error {
	if depth > MaxDataDepth {
		return errDataDepth
	}
	switch d.Kind {
	case NoneData:
		b.WriteString("null")
	case BoolData:
		b.WriteString(strconv.FormatBool(d.Bool))
	case IntData:
		b.WriteString(d.integer().String())
	case FloatData:
		writeFloat(b, d.Float)
	case ComplexData:
		b.WriteString(`{"$complex":[`)
		writeFloat(b, d.Float)
		b.WriteByte(',')
		writeFloat(b, d.Imag)
		b.WriteString(`]}`)
	case StrData:
		if utf8.ValidString(d.Text) {
			writeText(b, d.Text)
		} else { // lone surrogates, which JSON's readers replace
			writeTagged(b, "$str", d.Text)
		}
	case BytesData:
		writeTagged(b, "$bytes", d.Text)
	case ByteArrayData:
		writeTagged(b, "$bytearray", d.Text)
	case EllipsisData:
		b.WriteString(`{"$ellipsis":true}`)
	case ListData:
		return writeItems(b, d.Items, depth)
	case TupleData, SetData, FrozenSetData:
		fmt.Fprintf(b, `{"$%s":`, d.Kind)
		if err := writeItems(b, d.Items, depth); err != nil {
			return err
		}
		b.WriteByte('}')
	case DictData:
		return d.writeDict(b, depth)
	default:
		return fmt.Errorf("data of kind %d", d.Kind)
	}
	return nil
}

func (d Data) integer() *big.Int {
	if d.Int == nil {
		return new(big.Int)
	}
	return d.Int
}

func writeFloat(b *bytes.Buffer, f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		name := "nan"
		if math.IsInf(f, 1) {
			name = "inf"
		} else if math.IsInf(f, -1) {
			name = "-inf"
		}
		fmt.Fprintf(b, `{"$float":%q}`, name)
		return
	}
	text := strconv.FormatFloat(f, 'g', -1, 64)
	b.WriteString(text)
	if !strings.ContainsAny(text, ".e") {
		b.WriteString(".0")
	}
}

func writeText(b *bytes.Buffer, s string) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)         // a text always encodes
	b.Truncate(b.Len() - 1) // the line's end
}

func writeTagged(b *bytes.Buffer, tag, raw string) {
	fmt.Fprintf(b, `{%q:%q}`, tag, base64.StdEncoding.EncodeToString([]byte(raw)))
}

func writeItems(b *bytes.Buffer, items []Data, depth int) error {
	b.WriteByte('[')
	for i, x := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := x.write(b, depth+1); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

func (d Data) writeDict(b *bytes.Buffer, depth int) error {
	plain := true
	for i := 0; i+1 < len(d.Items); i += 2 {
		k := d.Items[i]
		plain = plain && k.Kind == StrData && utf8.ValidString(k.Text) && !strings.HasPrefix(k.Text, "$")
	}
	open, shut := byte('{'), "}"
	if !plain {
		b.WriteString(`{"$dict":`)
		open, shut = '[', "]}"
	}
	b.WriteByte(open)
	for i := 0; i+1 < len(d.Items); i += 2 {
		if i > 0 {
			b.WriteByte(',')
		}
		if !plain {
			if err := writeItems(b, d.Items[i:i+2], depth+1); err != nil {
				return err
			}
			continue
		}
		writeText(b, d.Items[i].Text)
		b.WriteByte(':')
		if err := d.Items[i+1].write(b, depth+1); err != nil {
			return err
		}
	}
	b.WriteString(shut)
	return nil
}

// UnmarshalJSON reads what MarshalJSON writes, and any other JSON as Python's json.loads would.
func (d *Data) UnmarshalJSON(text []byte) error {
	r := json.NewDecoder(bytes.NewReader(text))
	r.UseNumber()
	v, err := readData(r, 0)
	if err == nil {
		*d = v
	}
	return err
}

func readData(r *json.Decoder, depth int) (Data, error) {
	if depth > MaxDataDepth+3 {
		return Data{}, errDataDepth
	}
	token, err := r.Token()
	if err != nil {
		return Data{}, err
	}
	switch t := token.(type) {
	case nil:
		return Data{}, nil
	case bool:
		return Data{Kind: BoolData, Bool: t}, nil
	case string:
		return Str(t), nil
	case json.Number:
		return readNumber(string(t))
	case json.Delim:
		if t == '[' {
			d := Data{Kind: ListData}
			for r.More() {
				x, err := readData(r, depth+1)
				if err != nil {
					return Data{}, err
				}
				d.Items = append(d.Items, x)
			}
			_, err = r.Token()
			return d, err
		}
		return readObject(r, depth)
	}
	return Data{}, errors.New("no JSON value")
}

func readNumber(s string) (Data, error) {
	if strings.ContainsAny(s, ".eE") {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil && !math.IsInf(f, 0) {
			return Data{}, err
		}
		return Float(f), nil
	}
	if len(s) > 1<<20 {
		return Data{}, errors.New("an int of more than a million digits")
	}
	n, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return Data{}, fmt.Errorf("no number: %q", s)
	}
	return Data{Kind: IntData, Int: n}, nil
}

func readObject(r *json.Decoder, depth int) (Data, error) {
	d := Data{Kind: DictData}
	for r.More() {
		key, err := r.Token()
		if err != nil {
			return Data{}, err
		}
		v, err := readData(r, depth+1)
		if err != nil {
			return Data{}, err
		}
		d.Items = append(d.Items, Str(key.(string)), v)
	}
	if _, err := r.Token(); err != nil {
		return Data{}, err
	}
	if len(d.Items) == 2 && strings.HasPrefix(d.Items[0].Text, "$") {
		return untag(d.Items[0].Text, d.Items[1])
	}
	return d, nil
}

// untag is the value of an object of one member that names a type.
func untag(tag string, v Data) (Data, error) {
	bad := fmt.Errorf("%s does not hold what it says", tag)
	switch tag {
	case "$tuple", "$set", "$frozenset":
		if v.Kind != ListData {
			return Data{}, bad
		}
		v.Kind = map[string]DataKind{"$tuple": TupleData, "$set": SetData, "$frozenset": FrozenSetData}[tag]
		return v, nil
	case "$bytes", "$bytearray", "$str":
		raw, err := base64.StdEncoding.DecodeString(v.Text)
		if v.Kind != StrData || err != nil {
			return Data{}, bad
		}
		return Data{Kind: map[string]DataKind{"$bytes": BytesData, "$bytearray": ByteArrayData, "$str": StrData}[tag], Text: string(raw)}, nil
	case "$float":
		f, ok := map[string]float64{"nan": math.NaN(), "inf": math.Inf(1), "-inf": math.Inf(-1)}[v.Text]
		if v.Kind != StrData || !ok {
			return Data{}, bad
		}
		return Float(f), nil
	case "$complex":
		if v.Kind != ListData || len(v.Items) != 2 || v.Items[0].Kind != FloatData || v.Items[1].Kind != FloatData {
			return Data{}, bad
		}
		return Data{Kind: ComplexData, Float: v.Items[0].Float, Imag: v.Items[1].Float}, nil
	case "$ellipsis":
		return Data{Kind: EllipsisData}, nil
	case "$dict":
		d := Data{Kind: DictData}
		if v.Kind != ListData {
			return Data{}, bad
		}
		for _, pair := range v.Items {
			if pair.Kind != ListData || len(pair.Items) != 2 {
				return Data{}, bad
			}
			d.Items = append(d.Items, pair.Items...)
		}
		return d, nil
	}
	return Data{}, fmt.Errorf("unknown type %s", tag)
}
