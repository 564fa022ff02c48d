package py

import "slices"

// Scope is what the frame where a name was missing could see: for the suggestion that a traceback makes.
type Scope struct {
	Locals  []string
	Self    Value // the value of the local variable "self", or unset
	Globals *Dict
}

// hint is what a traceback adds to the message of an exception: a name that its writer may have meant.
func (t *Thread) hint(e *Exception) (string, error) {
	switch {
	case e.typ.IsSubtype(&ImportError):
		if len(e.fields) < 4 {
			return "", nil
		}
		from, name := e.fields[1].Str(), e.fields[3].Str()
		if from == nil || name == nil {
			return "", nil
		}
		mod := t.Modules.GetStr(t, from)
		if !mod.IsSet() {
			return "", nil
		}
		names, err := t.visibleNames(mod, name.S[:min(1, len(name.S))] != "_")
		return DidYouMean(name.S, names, ": "), err
	case e.typ.IsSubtype(&AttributeError):
		name := e.Field("name").Str()
		obj := e.Field("obj")
		if name == nil || !obj.IsSet() {
			return "", nil
		}
		hide := name.S[:min(1, len(name.S))] != "_"
		if e.Scope != nil && e.Scope.Self.IsSet() && e.Scope.Self == obj {
			hide = false
		}
		names, err := t.visibleNames(obj, hide)
		return DidYouMean(name.S, names, ": "), err
	case e.typ.IsSubtype(&NameError):
		return t.nameHint(e)
	}
	return "", nil
}

// visibleNames is dir(v), sorted.
func (t *Thread) visibleNames(v Value, hidePrivate bool) ([]string, error) {
	fn := v.Type().Lookup("__dir__")
	d, err := t.CallMethodOf(fn, v)
	if err == nil {
		var items []Value
		if items, err = t.ToSlice(d); err == nil {
			var names []string
			for _, x := range items {
				if s := x.Str(); s != nil && !(hidePrivate && len(s.S) > 0 && s.S[0] == '_') {
					names = append(names, s.S)
				}
			}
			slices.Sort(names)
			return names, t.Charge(len(names) * 8)
		}
	}
	if _, ok := err.(*Exception); ok {
		return nil, nil
	}
	return nil, err
}

func (t *Thread) nameHint(e *Exception) (string, error) {
	name := e.Field("name").Str()
	if name == nil {
		return "", nil
	}
	hint := ""
	if s := e.Scope; s != nil {
		if s.Self.IsSet() {
			v, err := t.GetAttr(s.Self, name)
			if err != nil {
				if _, ok := err.(*Exception); !ok {
					return "", err
				}
			} else if v.IsSet() {
				hint = ". Did you mean: 'self." + name.S + "'?"
			}
		}
		if hint == "" {
			candidates := append([]string(nil), s.Locals...)
			for _, d := range []*Dict{s.Globals, t.Builtins} {
				if d != nil {
					candidates = append(candidates, d.textKeys()...)
				}
			}
			if err := t.Charge(len(candidates) * 8); err != nil {
				return "", err
			}
			hint = DidYouMean(name.S, candidates, ": ")
		}
	}
	if t.Hooks.StdlibName != nil && t.Hooks.StdlibName(name.S) {
		if hint != "" {
			return hint + " Or did you forget to import '" + name.S + "'?", nil
		}
		return ". Did you forget to import '" + name.S + "'?", nil
	}
	return hint, nil
}

// textKeys are the keys of a dict that are strings, in order.
func (d *Dict) textKeys() []string {
	var out []string
	for i := range d.entries {
		if k := d.entries[i].key; k.IsSet() && k.Str() != nil {
			out = append(out, k.Str().S)
		}
	}
	return out
}

// maxCandidates is how many names CPython looks at for a suggestion: with more there is none.
const maxCandidates = 750

// DidYouMean is CPython's suggestion for a name that is not there, with its leading ". ", or "". between stands before
// the name: " " in messages, ": " in tracebacks.
func DidYouMean(name string, candidates []string, between string) string {
	if len(candidates) >= maxCandidates {
		return ""
	}
	best, bestCost := "", 1<<30
	for _, c := range candidates {
		if c == name {
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
	return ". Did you mean" + between + "'" + best + "'?"
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
			case x^y == 0x20 && (x|0x20 >= 'a' && x|0x20 <= 'z'):
				cost = 1
			}
			next := min(row[j]+2, row[j-1]+2, prev+cost)
			prev = row[j]
			row[j] = next
		}
	}
	return row[len(b)]
}
