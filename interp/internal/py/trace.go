package py

// traceCost is what visiting an object costs, in units of fuel.
const traceCost = 3

// measure adds up the sizes of everything that is reachable from the roots. Where it is told that nothing lives beside
// what is reachable, it also finds out what has died: then dead weak references are cleared, and objects and generators
// that have something to say at their end are put on the list of those to be finalised. Where that is not sure, all of
// them count as alive.
func (t *Thread) measure(sure bool) (uint64, error) {
	t.mem.epoch++
	c := &counter{epoch: t.mem.epoch, work: t.mem.work[:0]}
	c.visit(Obj(t.Builtins))
	c.visit(Obj(t.Modules))
	if t.CodecErrors != nil {
		c.visit(Obj(t.CodecErrors))
	}
	for _, v := range t.held {
		c.visit(v)
	}
	for _, v := range t.reprs {
		c.visit(v)
	}
	if t.Handled != nil {
		c.visit(Obj(t.Handled))
	}
	for _, v := range t.mem.dying.queue {
		c.visit(v)
	}
	c.live = t.shapeBytes + t.mem.names
	if t.Hooks.Roots != nil {
		t.Hooks.Roots(c.visit)
	}
	if t.Hooks.Stack != nil {
		c.live += t.Hooks.Stack()
	}
	if t.strands != nil {
		c.live += t.strandRoots(c.visit)
	}
	c.drain()
	t.bury(c, sure)
	t.mem.work = c.work[:0]
	if cap(t.mem.work) > 1<<16 {
		t.mem.work = nil
	}
	t.fuel -= int64(c.count * traceCost)
	return c.live, nil
}

// counter is one trace in progress.
type counter struct {
	epoch uint32
	work  []Value
	rest  []rest
	live  uint64
	count uint64
}

// rest is what is still to be visited of a large container. It is taken by and by, so that an object is counted while
// the look at its header is fresh in the processor's cache.
type rest struct {
	items   []Value
	entries []entry
}

// handful is how many items of a container are visited before what they lead to is counted.
const handful = 64

// visit puts an object that has not been seen yet on the list.
func (c *counter) visit(v Value) {
	if v.ref == nil {
		return
	}
	h := v.head()
	if h.mark == c.epoch || h.mark == static { // what is no heap object has a static tag
		return
	}
	h.mark = c.epoch
	if h.typ == &StrType {
		c.count++
		c.live += as[Str](v).size()
		return
	}
	c.work = append(c.work, v)
}

// visitAll visits the items of a sequence.
func (c *counter) visitAll(items []Value) {
	if len(items) > handful {
		c.rest = append(c.rest, rest{items: items[handful:]})
		items = items[:handful]
	}
	for i := range items {
		if ref := items[i].ref; ref != nil && (*Header)(ref).mark != static {
			c.visit(items[i])
		}
	}
}

// visitEntries visits the keys and values of a dict.
func (c *counter) visitEntries(entries []entry) {
	if len(entries) > handful {
		c.rest = append(c.rest, rest{entries: entries[handful:]})
		entries = entries[:handful]
	}
	for i := range entries {
		if ref := entries[i].key.ref; ref != nil && (*Header)(ref).mark != c.epoch {
			c.visit(entries[i].key)
		}
		if ref := entries[i].val.ref; ref != nil && (*Header)(ref).mark != static {
			c.visit(entries[i].val)
		}
	}
}

// seen tells whether the trace has reached an object.
func (c *counter) seen(v Value) bool {
	return !v.isHeap() || v.head().mark == c.epoch || v.head().mark == static
}

// drain counts everything on the list and what it leads to.
func (c *counter) drain() {
	visit := c.visit
	for {
		if len(c.work) == 0 {
			if len(c.rest) == 0 {
				return
			}
			r := c.rest[len(c.rest)-1]
			c.rest = c.rest[:len(c.rest)-1]
			c.visitAll(r.items)
			c.visitEntries(r.entries)
			continue
		}
		v := c.work[len(c.work)-1]
		c.work = c.work[:len(c.work)-1]
		c.count++
		c.live += sizeOf(v)
		typ := v.Type()
		switch typ {
		case &ListType, &TupleType:
			c.visitAll(as[List](v).Items)
			continue
		case &DictType:
			c.visitEntries(as[Dict](v).entries)
			continue
		}
		visit(Obj(typ))
		if typ.Trace != nil {
			typ.Trace(v, visit)
		}
		if e := v.ext(); e != nil {
			e.trace(visit)
		}
	}
}

// objectSize is what a plain object costs.
const objectSize = 64

func sizeOf(v Value) uint64 {
	size := uint64(objectSize)
	typ := v.Type()
	if typ.Size != nil {
		size = typ.Size(v)
	}
	if e := v.ext(); e != nil {
		size += e.size()
	}
	return size
}
