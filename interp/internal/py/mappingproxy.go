package py

// MappingProxy is a read-only view of a mapping, or of the dictionary of a class.
type MappingProxy struct {
	Header
	M    Value
	cls  *Type  // whose names M shows
	seen uint32 // the version of cls when it did
}

// classDict is the class dictionary as a read-only mapping.
func (t *Thread) classDict(typ *Type) (Value, error) {
	t.alloc(objectSize)
	p := &MappingProxy{Header: Header{typ: &MappingProxyType}, M: Obj(t.NewDict()), cls: typ}
	if err := t.Charge(len(typ.Attrs.names)); err != nil {
		return Value{}, err
	}
	p.show(t)
	return Obj(p), nil
}

// show fills the dictionary of a class's proxy with what the class has now.
func (p *MappingProxy) show(t *Thread) {
	typ, d := p.cls, p.M.Dict()
	d.Clear(t)
	for _, n := range typ.Attrs.names {
		if n == "__annotations_cache__" {
			continue
		}
		d.SetStr(t, t.Intern(n), typ.Attrs.values[n])
	}
	p.seen = typ.version
}

// proxied is the mapping behind a proxy. A class that has changed since the proxy was last looked at is shown anew.
func (t *Thread) proxied(v Value) Value {
	p := as[MappingProxy](v)
	if p.cls != nil && p.seen != p.cls.version {
		t.Spend(len(p.cls.Attrs.names))
		p.show(t)
	}
	return p.M
}

func classOrNone(typ *Type) Value {
	if typ == nil {
		return None
	}
	return Obj(typ)
}
