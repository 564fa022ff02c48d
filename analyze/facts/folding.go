package facts

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/assay-score/assay/interp/syntax"
)

// Folded is what an expression amounts to when it is made of constants.
type Folded struct {
	Kind  FoldedKind
	Text  string   // of a string (UTF-8) or bytes
	Int   int64    // of an integer
	Items []Folded // of a list
}

// FoldedKind is the type of a folded value.
type FoldedKind uint8

// The kinds. A list stands for tuples and every other thing that is iterated over.
const (
	FoldedStr FoldedKind = iota
	FoldedBytes
	FoldedInt
	FoldedList
	FoldedBool // Int is 0 or 1
)

// The bounds of folding. A program can write a short expression for a long value, and rules want names, not novels.
const (
	maxFoldedText  = 4096    // bytes of a text
	maxFoldedItems = 1024    // items of a list
	maxFoldDepth   = 5000    // of expressions in each other, through names too
	maxUnrolled    = 20_000  // expressions looked at to unroll one comprehension
	maxUnrolledAll = 5 << 20 // the same for a module
)

// Folder folds the expressions of a module, each at most once.
type Folder struct {
	module *Module
	known  map[syntax.Expr]*Folded // nil for what does not fold
	depth  int
	steps  int                 // taken in unrolling; elsewhere each expression is looked at once
	limit  int                 // of steps, for the comprehension that is being unrolled
	bound  map[*Binding]Folded // variables of the comprehension that is being unrolled
}

// Folding folds constant expressions: literals, concatenation and repetition, % and format, f-strings, slices and
// reversal, join, replace, case and padding methods, chr and ord, str and bytes, comprehensions over constants, and
// names that are bound once, to something that folds. A string that is put together to hide what it says is still read.
var Folding = &Fact[*Folder]{"folding", func(m *Module) *Folder {
	return &Folder{module: m, known: map[syntax.Expr]*Folded{}, bound: map[*Binding]Folded{}}
}}

// Str folds an expression to a string. Bytes are not one.
func (f *Folder) Str(e syntax.Expr) (string, bool) {
	v, ok := f.Fold(e)
	return v.Text, ok && v.Kind == FoldedStr
}

// Fold folds an expression.
func (f *Folder) Fold(e syntax.Expr) (Folded, bool) {
	if e == nil {
		return Folded{}, false
	}
	if len(f.bound) > 0 {
		if f.steps++; f.steps > f.limit {
			return Folded{}, false
		}
	} else if v, ok := f.known[e]; ok {
		if v == nil {
			return Folded{}, false
		}
		return *v, true
	}
	if f.depth >= maxFoldDepth {
		return Folded{}, false
	}
	if len(f.bound) == 0 {
		f.known[e] = nil // what is asked for while it is being worked out depends on itself, and does not fold
	}
	f.depth++
	v, ok := f.fold(e)
	f.depth--
	if !ok || len(v.Text) > maxFoldedText || len(v.Items) > maxFoldedItems {
		return Folded{}, false
	}
	if len(f.bound) == 0 {
		f.known[e] = &v
	}
	return v, true
}

func str(s string) (Folded, bool) { return Folded{Kind: FoldedStr, Text: s}, len(s) <= maxFoldedText }

func integer(n int64) (Folded, bool) { return Folded{Kind: FoldedInt, Int: n}, true }

func none() (Folded, bool) { return Folded{}, false }

func (f *Folder) fold(e syntax.Expr) (Folded, bool) {
	switch e := e.(type) {
	case *syntax.Constant:
		return foldConstant(e)
	case *syntax.Name:
		return f.name(e)
	case *syntax.NamedExpr:
		return f.Fold(e.Value)
	case *syntax.BinOp:
		return f.binary(e)
	case *syntax.UnaryOp:
		if v, ok := f.Fold(e.Operand); ok && v.Kind == FoldedInt {
			switch e.Op {
			case syntax.USub:
				return integer(-v.Int)
			case syntax.UAdd:
				return v, true
			case syntax.Invert:
				return integer(^v.Int)
			}
		}
	case *syntax.JoinedStr:
		return f.joined(e)
	case *syntax.FormattedValue:
		if v, ok := f.Fold(e.Value); ok && e.FormatSpec == nil && (e.Conversion == syntax.NoConversion || e.Conversion == 's') {
			return v.str()
		}
	case *syntax.Subscript:
		return f.subscript(e)
	case *syntax.Tuple:
		return f.list(e.Elts)
	case *syntax.List:
		return f.list(e.Elts)
	case *syntax.ListComp:
		return f.comprehension(e.Elt, e.Generators)
	case *syntax.GeneratorExp:
		return f.comprehension(e.Elt, e.Generators)
	case *syntax.Call:
		return f.call(e)
	}
	return none()
}

// FoldInt is the value of an integer literal that is not too large.
func FoldInt(c *syntax.Constant) (int64, bool) {
	v, ok := foldConstant(c)
	return v.Int, ok && v.Kind == FoldedInt
}

func foldConstant(e *syntax.Constant) (Folded, bool) {
	switch e.Kind {
	case syntax.Str:
		if utf8.ValidString(e.Text) { // with a lone surrogate it names nothing
			return str(e.Text)
		}
	case syntax.Bytes:
		return Folded{Kind: FoldedBytes, Text: e.Text}, true
	case syntax.Int:
		if len(e.Text) > 40 {
			return none()
		}
		if n, ok := new(big.Int).SetString(e.Text, 0); ok && n.IsInt64() {
			return integer(n.Int64())
		}
	case syntax.True:
		return Folded{Kind: FoldedBool, Int: 1}, true
	case syntax.False:
		return Folded{Kind: FoldedBool}, true
	}
	return none()
}

// name folds a name that is bound exactly once, to something that folds.
func (f *Folder) name(e *syntax.Name) (Folded, bool) {
	k := Bindings.Of(f.module).Of(e)
	if k == nil {
		return none()
	}
	if v, ok := f.bound[k]; ok {
		return v, true
	}
	if k.Stores != 1 || k.Opaque || len(k.Values) != 1 || k.Values[0].Expr == nil {
		return none()
	}
	v, ok := f.Fold(k.Values[0].Expr)
	if item := k.Values[0].Item; ok && item != whole {
		if item < 0 || v.Kind != FoldedList || item >= len(v.Items) {
			return none()
		}
		v = v.Items[item]
	}
	return v, ok
}

func (f *Folder) binary(e *syntax.BinOp) (Folded, bool) {
	a, ok := f.Fold(e.Left)
	if !ok {
		return none()
	}
	if e.Op == syntax.Modulo && a.Kind == FoldedStr {
		return f.percent(a.Text, e.Right)
	}
	b, ok := f.Fold(e.Right)
	if !ok {
		return none()
	}
	textual := a.Kind == FoldedStr || a.Kind == FoldedBytes
	switch {
	case e.Op == syntax.Add && textual && a.Kind == b.Kind:
		if len(a.Text)+len(b.Text) > maxFoldedText {
			return none()
		}
		return Folded{Kind: a.Kind, Text: a.Text + b.Text}, true
	case e.Op == syntax.Add && a.Kind == FoldedList && b.Kind == FoldedList:
		if len(a.Items)+len(b.Items) > maxFoldedItems {
			return none()
		}
		return Folded{Kind: FoldedList, Items: append(a.Items[:len(a.Items):len(a.Items)], b.Items...)}, true
	case e.Op == syntax.Mult && textual && b.Kind == FoldedInt:
		return repeat(a, b.Int)
	case e.Op == syntax.Mult && a.Kind == FoldedInt && (b.Kind == FoldedStr || b.Kind == FoldedBytes):
		return repeat(b, a.Int)
	case a.Kind == FoldedInt && b.Kind == FoldedInt:
		return arithmetic(e.Op, a.Int, b.Int)
	}
	return none()
}

func repeat(v Folded, n int64) (Folded, bool) {
	if n <= 0 || len(v.Text) == 0 {
		return Folded{Kind: v.Kind}, true
	}
	if n > maxFoldedText/int64(len(v.Text)) {
		return none()
	}
	return Folded{Kind: v.Kind, Text: strings.Repeat(v.Text, int(n))}, true
}

// arithmetic folds integers that stay small, which those that stand for characters do.
func arithmetic(op syntax.Operator, a, b int64) (Folded, bool) {
	const bound = 1 << 31
	if a > bound || a < -bound || b > bound || b < -bound {
		return none()
	}
	switch op {
	case syntax.Add:
		return integer(a + b)
	case syntax.Sub:
		return integer(a - b)
	case syntax.Mult:
		return integer(a * b)
	case syntax.BitXor:
		return integer(a ^ b)
	case syntax.BitOr:
		return integer(a | b)
	case syntax.BitAnd:
		return integer(a & b)
	case syntax.FloorDiv, syntax.Modulo:
		if a < 0 || b <= 0 {
			return none()
		}
		if op == syntax.Modulo {
			return integer(a % b)
		}
		return integer(a / b)
	case syntax.LShift:
		if a >= 0 && b >= 0 && b < 31 {
			return integer(a << b)
		}
	case syntax.RShift:
		if a >= 0 && b >= 0 && b < 63 {
			return integer(a >> b)
		}
	}
	return none()
}

func (f *Folder) joined(e *syntax.JoinedStr) (Folded, bool) {
	var out strings.Builder
	for _, part := range e.Values {
		v, ok := f.Fold(part)
		if !ok || v.Kind != FoldedStr || out.Len()+len(v.Text) > maxFoldedText {
			return none()
		}
		out.WriteString(v.Text)
	}
	return str(out.String())
}

func (f *Folder) list(elts []syntax.Expr) (Folded, bool) {
	if len(elts) > maxFoldedItems {
		return none()
	}
	out := Folded{Kind: FoldedList}
	for _, e := range elts {
		v, ok := f.Fold(e)
		if !ok {
			return none()
		}
		out.Items = append(out.Items, v)
	}
	return out, true
}

// comprehension unrolls a comprehension of one loop without conditions.
func (f *Folder) comprehension(elt syntax.Expr, generators []*syntax.Comprehension) (Folded, bool) {
	if len(generators) != 1 || len(generators[0].Ifs) > 0 {
		return none()
	}
	target, ok := generators[0].Target.(*syntax.Name)
	if !ok {
		return none()
	}
	iter, ok := f.Fold(generators[0].Iter)
	if !ok {
		return none()
	}
	variable := Bindings.Of(f.module).Of(target)
	if _, twice := f.bound[variable]; twice || variable == nil {
		return none()
	}
	if len(f.bound) == 0 {
		f.limit = min(f.steps+maxUnrolled, maxUnrolledAll)
	}
	out := Folded{Kind: FoldedList}
	defer delete(f.bound, variable)
	for _, item := range iter.elements() {
		f.bound[variable] = item
		v, ok := f.Fold(elt)
		if !ok {
			return none()
		}
		out.Items = append(out.Items, v)
	}
	return out, true
}

// elements are what iterating over a value gives.
func (v Folded) elements() []Folded {
	var out []Folded
	switch v.Kind {
	case FoldedList:
		return v.Items
	case FoldedStr:
		for _, r := range v.Text {
			out = append(out, Folded{Kind: FoldedStr, Text: string(r)})
		}
	case FoldedBytes:
		for i := range len(v.Text) {
			out = append(out, Folded{Kind: FoldedInt, Int: int64(v.Text[i])})
		}
	}
	return out
}

// str is the value as str() gives it.
func (v Folded) str() (Folded, bool) {
	switch v.Kind {
	case FoldedStr:
		return v, true
	case FoldedInt:
		return str(big.NewInt(v.Int).String())
	}
	return none()
}

func (f *Folder) subscript(e *syntax.Subscript) (Folded, bool) {
	v, ok := f.Fold(e.Value)
	if !ok {
		return none()
	}
	items := v.elements()
	if s, ok := e.Slice.(*syntax.Slice); ok {
		picked, ok := f.slice(items, s)
		if !ok {
			return none()
		}
		return gatherAs(v.Kind, picked)
	}
	i, ok := f.Fold(e.Slice)
	if !ok || i.Kind != FoldedInt {
		return none()
	}
	if i.Int < 0 {
		i.Int += int64(len(items))
	}
	if i.Int < 0 || i.Int >= int64(len(items)) {
		return none()
	}
	return items[i.Int], true
}

// gatherAs makes a value of the given kind of its elements.
func gatherAs(kind FoldedKind, items []Folded) (Folded, bool) {
	if kind == FoldedList {
		return Folded{Kind: FoldedList, Items: items}, true
	}
	var out strings.Builder
	for _, item := range items {
		switch {
		case kind == FoldedStr && item.Kind == FoldedStr:
			out.WriteString(item.Text)
		case kind == FoldedBytes && item.Kind == FoldedInt && item.Int >= 0 && item.Int < 256:
			out.WriteByte(byte(item.Int))
		default:
			return none()
		}
	}
	return Folded{Kind: kind, Text: out.String()}, true
}

// slice picks the items of a slice, as slice.indices counts them.
func (f *Folder) slice(items []Folded, s *syntax.Slice) ([]Folded, bool) {
	n := int64(len(items))
	bound := func(e syntax.Expr, otherwise int64) (int64, bool) {
		if e == nil {
			return otherwise, true
		}
		v, ok := f.Fold(e)
		return v.Int, ok && v.Kind == FoldedInt
	}
	step, ok := bound(s.Step, 1)
	if !ok || step == 0 {
		return nil, false
	}
	low, high := int64(0), n // where counting may begin and end
	if step < 0 {
		low, high = -1, n-1
	}
	place := func(e syntax.Expr, otherwise int64) (int64, bool) {
		i, ok := bound(e, otherwise)
		if ok && e != nil && i < 0 {
			i += n
		}
		return min(max(i, low), high), ok
	}
	start, stop := low, high
	if step < 0 {
		start, stop = high, low
	}
	start, ok = place(s.Lower, start)
	if !ok {
		return nil, false
	}
	stop, ok = place(s.Upper, stop)
	if !ok {
		return nil, false
	}
	var out []Folded
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		out = append(out, items[i])
	}
	return out, true
}
