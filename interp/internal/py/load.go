package py

import (
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
)

// NewCode makes a code object; its constants are still to be filled in.
func (t *Thread) NewCode(c *code.Code) *Code {
	t.alloc(256 + uint64(len(c.Consts)+len(c.Names))*16 + uint64(c.Caches)*40)
	o := &Code{Header: Header{typ: &CodeType}, C: c}
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
	return o
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

// DidYouMean is CPython's suggestion for a name that is not there, with its leading ". ", or "".
func DidYouMean(name string, candidates []string) string {
	best, bestCost := "", 1<<30
	for i, c := range candidates {
		if i > 750 || c == name {
			continue
		}
		limit := (len(name) + len(c) + 3) * 2 / 6
		if cost := editDistance(name, c); cost <= limit && cost < bestCost {
			best, bestCost = c, cost
		}
	}
	if best == "" {
		return ""
	}
	return ". Did you mean '" + best + "'?"
}

// editDistance is Levenshtein's, with CPython's costs: 2 for an insertion, a deletion or a replacement, 1 for a change of case.
func editDistance(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 1 << 20
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = 2 * j
	}
	for i := 1; i <= len(a); i++ {
		prev := row[0]
		row[0] = 2 * i
		for j := 1; j <= len(b); j++ {
			cost := 2
			switch x, y := a[i-1], b[j-1]; {
			case x == y:
				cost = 0
			case x|0x20 == y|0x20:
				cost = 1
			}
			next := min(row[j]+2, row[j-1]+2, prev+cost)
			prev = row[j]
			row[j] = next
		}
	}
	return row[len(b)]
}
