package stdlib

import (
	"math"
	"strconv"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// treeReader makes Python's nodes of the text of a tree, "Module(body=[Expr(value=…)])". The text is the one that the
// front end prints, so it is known to be well formed.
type treeReader struct {
	t       *py.Thread
	text    string
	at      int
	classes map[string]*nodeClass
	single  map[string]py.Value // nodes without fields: contexts and operators
}

// nodeClass is a class of nodes with the fields that are left out of the text when they are empty.
type nodeClass struct {
	typ    *py.Type
	fields []nodeField
}

type nodeField struct {
	name *py.Str
	list bool
}

// syntaxTree is _frames.syntax_tree(text, filename, mode, table): the tree as nodes of ast's classes.
func syntaxTree(t *py.Thread, a []py.Value) (py.Value, error) {
	filename, err := pathText(t, a[1], func() error { return t.Raisef(&py.TypeError, "filename must be a path") })
	if err != nil {
		return py.Value{}, err
	}
	mode, err := t.StrArg(a[2], "mode")
	if err != nil {
		return py.Value{}, err
	}
	dump, err := t.Hooks.Dump(t, a[0], filename, mode.S)
	if err != nil {
		return py.Value{}, err
	}
	r := &treeReader{t: t, text: dump, classes: map[string]*nodeClass{}, single: map[string]py.Value{}}
	if err := r.readClasses(a[3]); err != nil {
		return py.Value{}, err
	}
	list := t.ListValue(nil) // holds the tree while it is made
	t.Hold(list)
	defer t.Release(1)
	return r.value()
}

// readClasses takes over the table that ast.py makes: name -> (class, ((field, kind), …)).
func (r *treeReader) readClasses(v py.Value) error {
	t := r.t
	d := v.Dict()
	if d == nil {
		return t.Raisef(&py.TypeError, "table must be a dict")
	}
	for i := 0; ; i++ {
		k, row, ok := d.Entry(i)
		if !ok {
			return nil
		}
		if !k.IsSet() || k.Str() == nil || row.Tuple() == nil || len(row.Tuple().Items) != 2 {
			continue
		}
		typ, kinds := row.Tuple().Items[0].AsType(), row.Tuple().Items[1].Tuple()
		if typ == nil || kinds == nil || !typ.IsPython() {
			return t.Raisef(&py.TypeError, "table must hold classes")
		}
		c := &nodeClass{typ: typ}
		for _, kind := range kinds.Items {
			pair := kind.Tuple()
			if pair == nil || len(pair.Items) != 2 || pair.Items[0].Str() == nil || pair.Items[1].Str() == nil {
				continue
			}
			switch pair.Items[1].Str().S {
			case "*":
				c.fields = append(c.fields, nodeField{t.Intern(pair.Items[0].Str().S), true})
			case "?":
				c.fields = append(c.fields, nodeField{t.Intern(pair.Items[0].Str().S), false})
			}
		}
		r.classes[k.Str().S] = c
	}
}

func (r *treeReader) fault() error {
	return r.t.Raisef(&py.SystemError, "the tree cannot be read at %d", r.at)
}

// value reads a node, a list or a constant.
func (r *treeReader) value() (py.Value, error) {
	t := r.t
	if err := t.Charge(2); err != nil {
		return py.Value{}, err
	}
	if err := t.Enter(); err != nil {
		return py.Value{}, err
	}
	defer t.Leave()
	if r.at >= len(r.text) {
		return py.Value{}, r.fault()
	}
	switch c := r.text[r.at]; {
	case c == '[':
		return r.list()
	case c == '\'' || c == '"':
		s, err := r.quoted(false)
		if err != nil {
			return py.Value{}, err
		}
		if len(s) <= 20 {
			return py.Obj(t.Intern(s)), nil
		}
		return t.StrValue(s), t.Grow(uint64(len(s)))
	case c == 'b' && r.at+1 < len(r.text) && (r.text[r.at+1] == '\'' || r.text[r.at+1] == '"'):
		r.at++
		s, err := r.quoted(true)
		return t.NewBytes([]byte(s)), err
	case c >= '0' && c <= '9' || c == '-' || c == '.':
		return r.number()
	}
	from := r.at
	for r.at < len(r.text) && (r.text[r.at] >= 'a' && r.text[r.at] <= 'z' || r.text[r.at] >= 'A' && r.text[r.at] <= 'Z' || r.text[r.at] == '_') {
		r.at++
	}
	name := r.text[from:r.at]
	if r.at < len(r.text) && r.text[r.at] == '(' {
		return r.node(name)
	}
	switch name {
	case "None":
		return py.None, nil
	case "True":
		return py.True, nil
	case "False":
		return py.False, nil
	case "Ellipsis":
		return py.Ellipsis, nil
	case "inf":
		return py.Float(math.Inf(1)), nil
	case "infj":
		return t.NewComplex(complex(0, math.Inf(1))), nil
	}
	return py.Value{}, r.fault()
}

func (r *treeReader) list() (py.Value, error) {
	t := r.t
	r.at++
	list := t.ListValue(nil)
	for r.at < len(r.text) && r.text[r.at] != ']' {
		v, err := r.value()
		if err != nil {
			return py.Value{}, err
		}
		if err := t.Grow(16); err != nil {
			return py.Value{}, err
		}
		l := list.List()
		l.Items = append(l.Items, v)
		if strings.HasPrefix(r.text[r.at:], ", ") {
			r.at += 2
		}
	}
	r.at++
	return list, nil
}

func (r *treeReader) node(name string) (py.Value, error) {
	t := r.t
	c := r.classes[name]
	if c == nil {
		return py.Value{}, r.fault()
	}
	r.at++
	if v, ok := r.single[name]; ok && r.at < len(r.text) && r.text[r.at] == ')' {
		r.at++
		return v, nil
	}
	v := t.NewPlain(c.typ)
	if err := t.Grow(256); err != nil {
		return py.Value{}, err
	}
	given := map[string]bool{}
	for r.at < len(r.text) && r.text[r.at] != ')' {
		n := strings.IndexByte(r.text[r.at:], '=')
		if n < 0 {
			return py.Value{}, r.fault()
		}
		field := r.text[r.at : r.at+n]
		r.at += n + 1
		x, err := r.value()
		if err != nil {
			return py.Value{}, err
		}
		if err := t.SetAttr(v, t.Intern(field), x); err != nil {
			return py.Value{}, err
		}
		given[field] = true
		if strings.HasPrefix(r.text[r.at:], ", ") {
			r.at += 2
		}
	}
	r.at++
	for _, f := range c.fields {
		if given[f.name.S] {
			continue
		}
		x := py.None
		if f.list {
			x = t.ListValue(nil)
		}
		if err := t.SetAttr(v, f.name, x); err != nil {
			return py.Value{}, err
		}
	}
	if len(given) == 0 && len(c.fields) == 0 {
		r.single[name] = v
	}
	return v, nil
}

// quoted reads what is between quotes, as repr writes it.
func (r *treeReader) quoted(bytes bool) (string, error) {
	quote := r.text[r.at]
	r.at++
	var out strings.Builder
	for r.at < len(r.text) && r.text[r.at] != quote {
		c := r.text[r.at]
		if c != '\\' {
			end := r.at + 1
			for end < len(r.text) && r.text[end] != quote && r.text[end] != '\\' {
				end++
			}
			out.WriteString(r.text[r.at:end])
			r.at = end
			continue
		}
		if r.at+1 >= len(r.text) {
			return "", r.fault()
		}
		e := r.text[r.at+1]
		r.at += 2
		digits := 0
		switch e {
		case 'n':
			out.WriteByte('\n')
		case 't':
			out.WriteByte('\t')
		case 'r':
			out.WriteByte('\r')
		case 'x':
			digits = 2
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		default:
			out.WriteByte(e)
		}
		if digits == 0 {
			continue
		}
		if r.at+digits > len(r.text) {
			return "", r.fault()
		}
		n, err := strconv.ParseUint(r.text[r.at:r.at+digits], 16, 32)
		if err != nil {
			return "", r.fault()
		}
		r.at += digits
		if bytes {
			out.WriteByte(byte(n))
		} else {
			out.WriteString(py.RuneString(rune(n)))
		}
	}
	r.at++
	return out.String(), nil
}

func (r *treeReader) number() (py.Value, error) {
	from := r.at
	for r.at < len(r.text) && strings.IndexByte("0123456789abcdefABCDEFjJ+-._einfxX", r.text[r.at]) >= 0 {
		r.at++
	}
	word := r.text[from:r.at]
	if n, err := strconv.ParseInt(word, 10, 64); err == nil {
		return py.Int(n), nil
	}
	if im, ok := strings.CutSuffix(word, "j"); ok {
		f, _ := strconv.ParseFloat(im, 64)
		return r.t.NewComplex(complex(0, f)), nil
	}
	if strings.ContainsAny(word, ".einf") {
		f, _ := strconv.ParseFloat(word, 64)
		return py.Float(f), nil
	}
	return r.t.Call(py.IntType.Value(), r.t.StrValue(word))
}
