package facts

// Fact is something true of a module's text. Facts are package variables; each is worked out at most once a module.
type Fact[T any] struct {
	Name    string
	Compute func(*Module) T
}

// Of gives the fact for a module, computing it the first time.
func (f *Fact[T]) Of(m *Module) T {
	if v, ok := m.known[f]; ok {
		return v.(T)
	}
	v := f.Compute(m)
	m.known[f] = v
	return v
}
