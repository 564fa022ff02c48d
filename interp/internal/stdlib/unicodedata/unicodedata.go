// Package unicodedata is the module of that name: Unicode 16.0, as Python 3.14 has it, and the frozen 3.2 that
// protocols ask for. The database beside it holds facts of the Unicode Character Database (published under the Unicode
// License v3, https://www.unicode.org/license.txt), made by database.py. The names of characters are those that \N
// escapes know; they live with the lexer.
package unicodedata

import (
	"strings"
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/syntax"
)

// ucd is a version of the database as an object: unicodedata.ucd_3_2_0.
type ucd struct {
	py.Header
}

var ucdType py.Type

// Module makes the module.
func Module(t *py.Thread) *py.Module {
	m := t.ModuleOf("unicodedata", functions())
	_, old := py.Instance[ucd](t, &ucdType)
	m.Set(t, "UCD", py.Obj(&ucdType))
	m.Set(t, "ucd_3_2_0", old)
	m.Set(t, "unidata_version", t.StrValue("16.0.0"))
	return m
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	version := func(t *py.Thread, _ py.Value) (py.Value, error) { return t.StrValue("3.2.0"), nil }
	py.DefineClass[ucd](&ucdType, py.Class{Module: "unicodedata", Name: "UCD", Final: true, Methods: definitions(1),
		Attrs: []py.Attr{{Name: "unidata_version", Get: version}}})
	return py.Functions("unicodedata", definitions(0))
})

// query answers a question about a character; the arguments begin with it.
type query func(t *py.Thread, d *database, r rune, a []py.Value) (py.Value, error)

// definitions are the functions of the module (which 0) or the methods of UCD (which 1).
func definitions(which int) []py.Def {
	ask := func(name string, q query) py.NativeFunc {
		return func(t *py.Thread, a []py.Value) (py.Value, error) {
			a = a[which:]
			r, err := character(t, name, a)
			if err != nil {
				return py.Value{}, err
			}
			all, err := databases()
			if err != nil {
				return py.Value{}, err
			}
			return q(t, all[which], r, a)
		}
	}
	text := func(name string, get func(p *properties) string) py.Def {
		return py.Def{Name: name, Sig: "chr, /", Fn: ask(name, func(t *py.Thread, d *database, r rune, _ []py.Value) (py.Value, error) {
			return t.StrValue(get(d.of(r))), nil
		})}
	}
	number := func(name string, get func(p *properties) int) py.Def {
		return py.Def{Name: name, Sig: "chr, /", Fn: ask(name, func(_ *py.Thread, d *database, r rune, _ []py.Value) (py.Value, error) {
			return py.Int(int64(get(d.of(r)))), nil
		})}
	}
	value := func(name, missing string, get func(v values) (py.Value, bool)) py.Def {
		return py.Def{Name: name, Sig: "chr, default=<unrepresentable>, /", Fn: ask(name, func(t *py.Thread, d *database, r rune, a []py.Value) (py.Value, error) {
			if v, ok := d.numbers[r]; ok {
				if out, ok := get(v); ok {
					return out, nil
				}
			}
			return orDefault(t, a, missing)
		})}
	}
	onText := func(name string, answer func(t *py.Thread, before *py.Str, after []rune) py.Value) py.Def {
		return py.Def{Name: name, Sig: "form, unistr, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return inForm(t, name, which, a[which:], answer)
		}}
	}
	return []py.Def{
		text("bidirectional", func(p *properties) string { return p.bidirectional }),
		text("category", func(p *properties) string { return p.category }),
		number("combining", func(p *properties) int { return int(p.combining) }),
		value("decimal", "not a decimal", func(v values) (py.Value, bool) { return py.Int(int64(v.decimal)), v.decimal >= 0 }),
		{Name: "decomposition", Sig: "chr, /", Fn: ask("decomposition", func(t *py.Thread, d *database, r rune, _ []py.Value) (py.Value, error) {
			return t.StrValue(d.mapping[r]), nil
		})},
		value("digit", "not a digit", func(v values) (py.Value, bool) { return py.Int(int64(v.digit)), v.digit >= 0 }),
		text("east_asian_width", func(p *properties) string { return p.width }),
		onText("is_normalized", func(_ *py.Thread, before *py.Str, after []rune) py.Value { return py.Bool(encode(after) == before.S) }),
		{Name: "lookup", Sig: "name, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return lookup(t, which, a[which]) }},
		number("mirrored", func(p *properties) int {
			if p.mirrored {
				return 1
			}
			return 0
		}),
		{Name: "name", Sig: "chr, default=<unrepresentable>, /", Fn: ask("name", func(t *py.Thread, d *database, r rune, a []py.Value) (py.Value, error) {
			if err := t.Charge(64); err != nil {
				return py.Value{}, err
			}
			if category := d.of(r).category; category != "Cn" && category != "Co" {
				if name := syntax.CharacterName(r); name != "" {
					return t.StrValue(name), nil
				}
			}
			return orDefault(t, a, "no such name")
		})},
		onText("normalize", func(t *py.Thread, before *py.Str, after []rune) py.Value {
			if s := encode(after); s != before.S {
				return t.StrValue(s)
			}
			return py.Obj(before)
		}),
		value("numeric", "not a numeric character", func(v values) (py.Value, bool) { return py.Float(v.numeric), v.has }),
	}
}

// orDefault answers the default, where there is one, for what a character has not.
func orDefault(t *py.Thread, a []py.Value, missing string) (py.Value, error) {
	if len(a) > 1 && a[1].IsSet() {
		return a[1], nil
	}
	return py.Value{}, t.Raisef(&py.ValueError, "%s", missing)
}

// character reads the argument that is one character. CPython numbers it where another may follow.
func character(t *py.Thread, name string, a []py.Value) (rune, error) {
	which := "argument"
	if len(a) > 1 {
		which = "argument 1"
	}
	s := a[0].Str()
	if s == nil {
		return 0, t.Raisef(&py.TypeError, "%s() %s must be a unicode character, not %s", name, which, typeName(a[0]))
	}
	if n := s.Len(); n != 1 {
		return 0, t.Raisef(&py.TypeError, "%s(): %s must be a unicode character, not a string of length %d", name, which, n)
	}
	r, _ := syntax.DecodeWTF8(s.S)
	return r, nil
}

// longest is how long a name may be.
const longest = 256

// lookup finds a character, or what a named sequence stands for.
func lookup(t *py.Thread, which int, v py.Value) (py.Value, error) {
	var name string
	if s := v.Str(); s != nil {
		name = s.S
	} else {
		b, err := t.BytesArg(v)
		if err != nil {
			return py.Value{}, err
		}
		name = string(b)
	}
	if len(name) > longest {
		return py.Value{}, t.Raisef(&py.KeyError, "name too long")
	}
	if err := t.Charge(64); err != nil {
		return py.Value{}, err
	}
	if s, ok := syntax.LookupCharacter(name); ok {
		// The old version knows the characters of today, but no aliases.
		if r, _ := syntax.DecodeWTF8(s); which == 0 || strings.EqualFold(syntax.CharacterName(r), name) {
			return t.StrValue(s), nil
		}
	}
	if which == 0 {
		all, err := databases()
		if err != nil {
			return py.Value{}, err
		}
		if s, ok := all[0].sequences[strings.ToUpper(name)]; ok {
			return t.StrValue(s), nil
		}
	}
	return py.Value{}, t.Raisef(&py.KeyError, "undefined character name '%s'", name)
}

// inForm normalises a text and answers what the caller makes of it.
func inForm(t *py.Thread, name string, which int, a []py.Value, answer func(t *py.Thread, before *py.Str, after []rune) py.Value) (py.Value, error) {
	form, err := t.StrArg(a[0], name+"() argument 1")
	if err != nil {
		return py.Value{}, err
	}
	text, err := t.StrArg(a[1], name+"() argument 2")
	if err != nil {
		return py.Value{}, err
	}
	known := form.S == "NFC" || form.S == "NFD" || form.S == "NFKC" || form.S == "NFKD"
	if name == "normalize" && text.S == "" {
		return a[1], nil
	}
	if !known {
		return py.Value{}, t.Raisef(&py.ValueError, "invalid normalization form")
	}
	if text.ASCII() {
		return answer(t, text, text.Runes()), nil
	}
	all, err := databases()
	if err != nil {
		return py.Value{}, err
	}
	after, err := all[which].normalize(t, form.S, text.Runes())
	if err != nil {
		return py.Value{}, err
	}
	if err := t.Charge(len(after)); err != nil {
		return py.Value{}, err
	}
	return answer(t, text, after), nil
}

// encode writes code points as a str holds them, surrogates included.
func encode(runes []rune) string {
	var b strings.Builder
	b.Grow(len(runes))
	for _, r := range runes {
		if r >= 0xd800 && r <= 0xdfff {
			b.WriteString(py.RuneString(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// typeName is what messages call the type of a value.
func typeName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().Name
}
