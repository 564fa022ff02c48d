package py

// plainSlice is a slice whose parts are None or ints: what __index__ does to the sequence is done when its length is asked for.
func (t *Thread) plainSlice(sl *SliceObject) (*SliceObject, error) {
	plain := func(v Value) bool { return v.IsNone() || v.IsInt() }
	if plain(sl.Start) && plain(sl.Stop) && plain(sl.Step) {
		return sl, nil
	}
	parts := [3]Value{sl.Step, sl.Start, sl.Stop} // in the order in which they are asked
	for i, v := range parts {
		if plain(v) {
			continue
		}
		if v.Type().Index == nil {
			return nil, t.Raisef(&TypeError, "slice indices must be integers or None or have an __index__ method")
		}
		x, err := t.Index(v)
		if err != nil {
			return nil, err
		}
		parts[i] = x
	}
	return t.NewSlice(parts[1], parts[2], parts[0]).Slice(), nil
}

// SliceOfInts is plainSlice for the sequences of modules.
func (t *Thread) SliceOfInts(sl *SliceObject) (*SliceObject, error) { return t.plainSlice(sl) }
