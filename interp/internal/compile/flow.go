package compile

// flow is what is known at a place in the code: which registers of variables are bound on every way there. A place that
// no way leads to is dead, and knows everything.
type flow struct {
	bound []uint64
	n     int // registers of variables; the others are temporaries and always bound
	dead  bool
}

func newFlow(n int) flow { return flow{bound: make([]uint64, (n+63)/64), n: n} }

func (f *flow) bind(r int) {
	if r < f.n {
		f.bound[r>>6] |= 1 << (r & 63)
	}
}

func (f *flow) isBound(r int) bool { return r >= f.n || f.bound[r>>6]&(1<<(r&63)) != 0 }

// fork is a copy, for a branch.
func (f *flow) fork() flow { return flow{append([]uint64(nil), f.bound...), f.n, f.dead} }

// join is what is known where two ways meet.
func (f *flow) join(g flow) {
	switch {
	case g.dead:
	case f.dead:
		*f = g.fork()
	default:
		for i := range f.bound {
			f.bound[i] &= g.bound[i]
		}
	}
}
