package py

import (
	"unicode/utf8"
)

func exceptionStr(t *Thread, self Value) (Value, error) {
	e := self.Exception()
	typ := e.typ
	switch {
	case len(e.fields) == 0:
	case typ.IsSubtype(&SyntaxError):
		return t.strResult(t.syntaxErrorText(e))
	case typ.IsSubtype(&ImportError):
		if e.fields[0].Str() != nil {
			return e.fields[0], nil
		}
	case typ.IsSubtype(&BaseExceptionGroup):
		s, err := t.Str(e.fields[0])
		if err != nil {
			return Value{}, err
		}
		n := len(e.GroupItems())
		return t.StrValue(s + " (" + Itoa(n) + " sub-exception" + plural(n) + ")"), nil
	case typ.IsSubtype(&OSError):
		if !e.fields[0].IsNone() && !e.fields[1].IsNone() || !e.fields[2].IsNone() {
			return t.strResult(t.osErrorText(e))
		}
	case typ.IsSubtype(&UnicodeEncodeError), typ.IsSubtype(&UnicodeDecodeError), typ.IsSubtype(&UnicodeTranslateError):
		return t.strResult(t.unicodeErrorText(e))
	}
	switch len(e.Args.Items) {
	case 0:
		return Obj(emptyStr), nil
	case 1:
		if typ.IsSubtype(&KeyError) {
			return t.strResult(t.Repr(e.Args.Items[0]))
		}
		return t.StrOf(e.Args.Items[0])
	}
	return t.strResult(t.Repr(Obj(e.Args)))
}

func (t *Thread) syntaxErrorText(e *Exception) (string, error) {
	s, err := t.Str(e.fields[0])
	if err != nil {
		return "", err
	}
	file, line := "", ""
	if e.fields[1].Str() != nil {
		file = fileNameOf(t, e.fields[1])
	}
	if e.fields[2].IsInt() {
		line = "line " + Itoa(int(e.fields[2].Small()))
	}
	switch {
	case file != "" && line != "":
		s += " (" + file + ", " + line + ")"
	case file != "" || line != "":
		s += " (" + file + line + ")"
	}
	return s, nil
}

func (t *Thread) osErrorText(e *Exception) (string, error) {
	number, err := t.Str(e.fields[0])
	if err != nil {
		return "", err
	}
	text, err := t.Str(e.fields[1])
	if err != nil {
		return "", err
	}
	s := "[Errno " + number + "] " + text
	if e.fields[2].IsNone() {
		return s, nil
	}
	name, err := t.Repr(e.fields[2])
	if err != nil || e.fields[3].IsNone() {
		return s + ": " + name, err
	}
	second, err := t.Repr(e.fields[3])
	return s + ": " + name + " -> " + second, err
}

// unicodeErrorText says what a codec could not do, from what the fields hold by now.
func (t *Thread) unicodeErrorText(e *Exception) (string, error) {
	object, startField, endField := e.Field("object"), e.Field("start"), e.Field("end")
	if decode := e.typ.IsSubtype(&UnicodeDecodeError); decode && object.Bytes() == nil && !object.IsNone() {
		return "", t.Raisef(&TypeError, "UnicodeError 'object' attribute must be a bytes")
	} else if !decode && object.Str() == nil && !object.IsNone() {
		return "", t.Raisef(&TypeError, "UnicodeError 'object' attribute must be a string")
	}
	if object.IsNone() || !startField.IsInt() || !endField.IsInt() {
		return "", nil
	}
	reason, err := t.Str(e.Field("reason"))
	if err != nil {
		return "", err
	}
	codec := ""
	verb := "can't translate"
	if f := e.Field("encoding"); f.IsSet() {
		name, err := t.Str(f)
		if err != nil {
			return "", err
		}
		codec, verb = "'"+name+"' codec ", "can't encode"
		if e.typ.IsSubtype(&UnicodeDecodeError) {
			verb = "can't decode"
		}
	}
	start, end := int(startField.Small()), int(endField.Small())
	size := 0
	if s := object.Str(); s != nil {
		size = s.Len()
	} else if b := object.Bytes(); b != nil {
		size = len(b.B)
	}
	one := start >= 0 && start < size && end == start+1
	what := ""
	switch {
	case object.Bytes() != nil && one:
		what = "byte 0x" + string(appendHexDigits(nil, uint32(object.Bytes().B[start]), 2))
	case object.Bytes() != nil:
		what = "bytes"
	case one:
		what = "character '" + escaped(object.Str().Runes()[start]) + "'"
	default:
		what = "characters"
	}
	where := Itoa(start)
	if !one {
		where += "-" + Itoa(end-1)
	}
	return codec + verb + " " + what + " in position " + where + ": " + reason, nil
}

// escaped is a character as a codec's error shows it, ASCII ones too.
func escaped(r rune) string {
	if r < utf8.RuneSelf {
		return `\x` + string(appendHexDigits(nil, uint32(r), 2))
	}
	return ASCIIText(RuneString(r))
}

func fileNameOf(t *Thread, v Value) string {
	if v.Str() == nil {
		return "<unknown>"
	}
	name := v.Str().S
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}

func exceptionRepr(t *Thread, self Value) (Value, error) {
	e := self.Exception()
	if len(e.Args.Items) == 1 {
		s, err := t.Repr(e.Args.Items[0])
		if err != nil {
			return Value{}, err
		}
		return Obj(t.NewStr(e.typ.Name + "(" + s + ")")), nil
	}
	s, err := t.Repr(Obj(e.Args))
	if err != nil {
		return Value{}, err
	}
	return Obj(t.NewStr(e.typ.Name + s)), nil
}
