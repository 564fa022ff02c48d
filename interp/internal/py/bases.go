package py

// setBasesOf is the assignment to __bases__ of a class: it and the classes below it get a new order of bases.
func setBasesOf(t *Thread, v, x Value) error {
	typ := v.AsType()
	tuple := x.Tuple()
	if tuple == nil {
		return t.Raisef(&TypeError, "can only assign tuple to %s.__bases__, not %s", typ.Name, x.Type().Name)
	}
	if len(tuple.Items) == 0 {
		return t.Raisef(&TypeError, "can only assign non-empty tuple to %s.__bases__, not ()", typ.Name)
	}
	for _, b := range tuple.Items {
		c := b.AsType()
		if c == nil {
			return t.Raisef(&TypeError, "%s.__bases__ must be tuple of classes, not '%s'", typ.Name, b.Type().Name)
		}
		if c.IsSubtype(typ) {
			return t.Raisef(&TypeError, "a __bases__ item causes an inheritance cycle")
		}
	}
	fresh := &Type{Header: Header{typ: typ.typ}, Name: typ.Name, QualName: typ.QualName, Module: typ.Module, flags: isHeapType}
	if err := t.setBases(fresh, tuple.Items); err != nil {
		return err
	}
	if (fresh.Base.flags^typ.Base.flags)&isHeapType != 0 {
		return t.Raisef(&TypeError, "__bases__ assignment: '%s' deallocator differs from '%s'", fresh.Base.Name, typ.Base.Name)
	}
	if solidBase(fresh.Base) != solidBase(typ.Base) {
		return t.Raisef(&TypeError, "__bases__ assignment: '%s' object layout differs from '%s'", fresh.Base.Name, typ.Base.Name)
	}
	oldBases, oldBase := typ.Bases, typ.Base
	typ.Bases, typ.Base = fresh.Bases, fresh.Base
	changed, err := t.relinearize(typ)
	if err != nil {
		typ.Bases, typ.Base = oldBases, oldBase
		for _, c := range changed {
			c.typ.MRO = c.mro
		}
		return err
	}
	for _, b := range oldBases {
		b.removeSubclass(t, typ)
	}
	for _, b := range typ.Bases {
		t.addSubclass(b, typ)
	}
	typ.modified(t)
	for _, c := range changed {
		c.typ.fillSpecials()
	}
	return nil
}

// oldMRO is what the order of a class's bases was.
type oldMRO struct {
	typ *Type
	mro []*Type
}

// relinearize computes the MRO of a class anew, and of those below it: of each once, after all its bases. It answers what
// it changed.
func (t *Thread) relinearize(typ *Type) ([]oldMRO, error) {
	below := typ.modified(t)
	if err := t.Charge(8 * len(below)); err != nil {
		return nil, err
	}
	waits := make(map[*Type]int, len(below)) // for how many of its bases a class still waits
	for _, b := range below {
		t.Spend(len(b.subclasses))
		for _, s := range b.subclasses {
			waits[s]++
		}
	}
	var changed []oldMRO
	for ready := []*Type{typ}; len(ready) > 0; {
		c := ready[0]
		ready = ready[1:]
		old := c.MRO
		if err := t.linearize(c, c.Bases); err != nil {
			return changed, err
		}
		changed = append(changed, oldMRO{c, old})
		for _, s := range c.subclasses {
			if waits[s]--; waits[s] == 0 {
				ready = append(ready, s)
			}
		}
	}
	return changed, nil
}

func (t *Thread) addSubclass(b, typ *Type) {
	if b.flags&isHeapType != 0 {
		b.subclasses = append(b.subclasses, typ)
		return
	}
	if t.subtypes == nil {
		t.subtypes = map[*Type][]*Type{}
	}
	t.subtypes[b] = append(t.subtypes[b], typ)
}

func (typ *Type) removeSubclass(t *Thread, sub *Type) {
	list := t.Subclasses(typ)
	kept := make([]*Type, 0, len(list))
	for _, s := range list {
		if s != sub {
			kept = append(kept, s)
		}
	}
	if typ.flags&isHeapType != 0 {
		typ.subclasses = kept
	} else {
		t.subtypes[typ] = kept
	}
}
