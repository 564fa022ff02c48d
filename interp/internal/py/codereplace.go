package py

// codeReplace is code.replace: a copy of a code object under other names. What the machine executes stays what it is, so
// the fields that hold bytecode, constants and variables can only be given as they are.
func codeReplace(t *Thread, a []Value) (Value, error) {
	old := as[Code](a[0])
	c := *old.C
	for _, k := range t.Keywords(a[1]) {
		switch name := k.Name.S; name {
		case "co_name", "co_qualname":
			s, err := t.StrArg(k.Value, "replace() argument '"+name+"'")
			if err != nil {
				return Value{}, err
			}
			if name == "co_name" {
				c.Name = s.S
			} else {
				c.QualName = s.S
			}
		case "co_firstlineno":
			n, err := t.IntArg(k.Value)
			if err != nil {
				return Value{}, err
			}
			c.FirstLine = n
		default:
			have, err := t.GetAttrOr(a[0], name)
			if err != nil {
				return Value{}, err
			}
			if !have.IsSet() {
				return Value{}, t.Raisef(&TypeError, "replace() got an unexpected keyword argument '%s'", name)
			}
			same, err := t.Equal(have, k.Value)
			if err != nil {
				return Value{}, err
			}
			if !same {
				return Value{}, t.Raisef(&ValueError, "code: %s cannot be replaced", name)
			}
		}
	}
	t.alloc(256)
	t.Ready(old)
	made := *old
	made.Header = Header{typ: &CodeType}
	made.C = &c
	made.Caches = make([]Cache, len(old.Caches))
	t.alloc(uint64(len(old.Caches)) * 64)
	return Obj(&made), nil
}
