package py

import "slices"

// LaterNames are the names that a module of the library has from the beginning but binds when they are first looked for,
// as all runs share them.
type LaterNames struct {
	parts [][]string // what is bound together
	index map[string]int32
	order map[string]int      // of all names of the module, in its text
	taken map[[2]string][]int // by module and name: the parts that take it over from there
}

// Fill says which names are bound later, those of a part together, and the order of all names of the module.
func (l *LaterNames) Fill(parts [][]string, order []string) {
	l.parts, l.index, l.order = parts, make(map[string]int32, len(parts)), make(map[string]int, len(order))
	for i, names := range parts {
		for _, n := range names {
			l.index[n] = int32(i)
		}
	}
	for i, n := range order {
		l.order[n] = i
	}
}

// TakeOver says that the name of part i stands for what a name of another module stands for at the time when the module is imported.
func (l *LaterNames) TakeOver(module, name string, i int) {
	if l.taken == nil {
		l.taken = map[[2]string][]int{}
	}
	l.taken[[2]string{module, name}] = append(l.taken[[2]string{module, name}], i)
}

// later is what a namespace has yet to bind. Whoever looks a name up in the namespace of a module asks [Thread.Global],
// and whoever hands the namespace to a program asks [Thread.Whole] first: so nobody sees that something was missing.
type later struct {
	*LaterNames
	bind  func(t *Thread, i int) error
	state []laterState
	left  int
	under []int // the parts that are being bound
	// limit is, while the module is being imported, how many of the parts its text has come to.
	limit func() int
	shown bool // the namespace was handed out while names were missing that it had not come to
}

type laterState uint8

const (
	notYet laterState = iota
	underWay
	settled
)

// BindLater gives the namespace of a module that is about to be imported names that are bound when they are first looked
// for: bind binds part i, and limit is how many parts the module's text has come to so far.
func (t *Thread) BindLater(d *Dict, names *LaterNames, bind func(t *Thread, i int) error, limit func() int) {
	d.later = &later{LaterNames: names, bind: bind, limit: limit, state: make([]laterState, len(names.parts)), left: len(names.parts)}
	t.later = append(t.later, d)
	t.alloc(objectSize + uint64(len(names.parts)))
}

// Imported notes that the module's text has come to its end.
func (t *Thread) Imported(d *Dict) error {
	if l := d.later; l != nil {
		l.limit = nil
		t.keyvers++
		d.keyver = t.keyvers // who found a name among the built-in ones may find it here from now on
		if l.shown {
			return t.Whole(d)
		}
	}
	return nil
}

// Global is the position of a name in the namespace of a module, -1 where it has no such name.
func (t *Thread) Global(d *Dict, name *Str) (int, error) {
	if i := d.FindStr(t, name); i >= 0 || d.later == nil {
		return i, nil
	}
	l := d.later
	i, ok := l.index[name.S]
	if !ok || l.state[i] != notYet || l.limit != nil && int(i) >= l.limit() {
		return -1, nil
	}
	if err := t.bindName(d, int(i)); err != nil {
		return -1, err
	}
	return d.FindStr(t, name), nil
}

// GlobalValue is the value of a name in the namespace of a module, unset where it has no such name.
func (t *Thread) GlobalValue(d *Dict, name *Str) (Value, error) {
	i, err := t.Global(d, name)
	if err != nil || i < 0 {
		return Value{}, err
	}
	return d.entries[i].val, nil
}

func (t *Thread) bindName(d *Dict, i int) error {
	l := d.later
	l.state[i] = underWay
	l.under = append(l.under, i)
	err := l.bind(t, i)
	l.under = l.under[:len(l.under)-1]
	if err != nil {
		l.state[i] = notYet // the next one who looks for it tries again
		return err
	}
	l.settle(d, i)
	if l.shown && len(l.under) == 0 {
		return t.Whole(d)
	}
	return nil
}

// reached is how many of the parts there would be by now if none waited.
func (l *later) reached() int {
	n := len(l.parts)
	if l.limit != nil {
		n = l.limit()
	}
	for _, i := range l.under {
		n = min(n, i)
	}
	return n
}

// settle notes that nothing is left to do for a name.
func (l *later) settle(d *Dict, i int) {
	if l.state[i] == settled {
		return
	}
	l.state[i] = settled
	if l.left--; l.left == 0 {
		d.later = nil
	}
}

// forgo notes that a name was deleted, so that it does not come back, and says whether it was still to come.
func (d *Dict) forgo(name string) bool {
	i, ok := d.later.index[name]
	waiting := ok && d.later.state[i] == notYet
	if waiting {
		d.later.settle(d, int(i))
	}
	return waiting
}

// Whole binds all names of a namespace that are not bound yet, and puts them in the order of the module's text.
func (t *Thread) Whole(d *Dict) error {
	l := d.later
	if l == nil {
		return nil
	}
	before := len(d.entries)
	l.shown = true
	for i, names := range l.parts {
		if l.state[i] != notYet {
			continue
		}
		if i >= l.reached() {
			break
		}
		if d.FindStr(t, t.Intern(names[0])) >= 0 { // a function has set it
			l.settle(d, i)
			continue
		}
		if err := t.bindName(d, i); err != nil {
			return err
		}
	}
	if len(d.entries) > before {
		t.arrange(d, l)
	}
	return nil
}

// arrange sorts the entries of a namespace: first what stood there before the module's text ran, then its names in the order
// of the text, then what was added since.
func (t *Thread) arrange(d *Dict, l *later) {
	place := func(e entry) int {
		name := e.key.Str().S
		if i, ok := l.order[name]; ok {
			return i
		}
		if len(name) > 4 && name[:2] == "__" && name[len(name)-2:] == "__" {
			return -1
		}
		return len(l.order)
	}
	entries := slices.DeleteFunc(d.entries, func(e entry) bool { return !e.key.IsSet() })
	slices.SortStableFunc(entries, func(a, b entry) int { return place(a) - place(b) })
	d.entries = entries
	if d.index != nil {
		d.reindex(cap(entries))
	}
	t.keyvers++
	d.keyver = t.keyvers
	t.Spend(4 * len(entries))
}

// names are all names of a namespace, in order.
func (t *Thread) namesIn(d *Dict) ([]Value, error) {
	items, err := t.ToSlice(Obj(d))
	if err != nil || d.later == nil {
		return items, err
	}
	for i, names := range d.later.parts {
		if d.later.state[i] != notYet {
			continue
		}
		for _, name := range names {
			if n := t.Intern(name); d.FindStr(t, n) < 0 {
				items = append(items, Obj(n))
			}
		}
	}
	return items, t.Charge(len(items))
}

// patched is called before a program sets or deletes a name of a module: what stands for the name's value, or is made of
// it, when the module is imported must not see the new one.
func (t *Thread) patched(m *Module, name *Str) error {
	if l := m.Dict.later; l != nil {
		if _, ok := l.order[name.S]; ok {
			if err := t.Whole(m.Dict); err != nil {
				return err
			}
		}
	}
	for _, d := range t.later {
		if d.later == nil {
			continue
		}
		for _, i := range d.later.taken[[2]string{m.Name, name.S}] {
			if d.later == nil || d.later.state[i] != notYet {
				continue
			}
			if err := t.bindName(d, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// Leeway lets native re-entries go n levels deeper.
func (t *Thread) Leeway(n int) { t.leeway += n }
