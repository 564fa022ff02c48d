package interp

import "time"

// Limits bound a run. A zero field is the default below, never "unlimited".
type Limits struct {
	Fuel        uint64        // units of the engine's schedule; default 10⁹
	Memory      uint64        // live bytes by the engine's model; default 256 MiB
	Recursion   int           // depth of Python calls, sys.getrecursionlimit(); default 1000
	Reentries   int           // depth of calls from native code back into Python; default 10,000
	Wall        time.Duration // backstop only: depends on the machine; default 60 s
	Output      uint64        // bytes to stdout and stderr together; default 1 MiB
	Writes      uint64        // calls that write to them; default 100,000
	FileBytes   uint64        // bytes of virtual files; default 64 MiB
	Files       int           // number of virtual files; default 1000
	IntDigits   int           // digits of int <-> str conversions; default 4300, CPython's
	SourceBytes uint64        // size of one source text; default 16 MiB
}

// OrDefault fills the zero fields with the defaults.
func (l Limits) OrDefault() Limits {
	setDefault(&l.Fuel, 1_000_000_000)
	setDefault(&l.Memory, 256<<20)
	setDefault(&l.Recursion, 1000)
	setDefault(&l.Reentries, 10_000)
	setDefault(&l.Wall, 60*time.Second)
	setDefault(&l.Output, 1<<20)
	setDefault(&l.Writes, 100_000)
	setDefault(&l.FileBytes, 64<<20)
	setDefault(&l.Files, 1000)
	setDefault(&l.IntDigits, 4300)
	setDefault(&l.SourceBytes, 16<<20)
	return l
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
