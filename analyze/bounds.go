package analyze

import "fmt"

// Bounds say how much is taken in. A zero field is the default, never "unlimited". What exceeds a bound is refused
// whole: a submission that lacks a part would be scored for what we left out.
type Bounds struct {
	Files      int   // files kept, cells and fences counted alike; default 1000
	FileBytes  int64 // bytes of one file; default 16 MiB
	TotalBytes int64 // bytes of all kept files, and of an archive as handed in; default 64 MiB
	Depth      int   // components of a path; default 32
	PathBytes  int   // bytes of a path; default 512
	// Ratio is how many bytes one compressed byte may become, by member and for an archive as a whole. It holds from
	// RatioFrom bytes on, since a short file of one letter compresses a thousandfold. Default 200.
	Ratio     int64
	RatioFrom int64 // default 1 MiB
	Entries   int   // directory entries or archive members looked at, skipped ones included; default 10,000
	Lines     int   // lines of a JSON Lines file; default 100,000
	LineBytes int   // bytes of one such line; default 1 MiB
	JSONBytes int64 // bytes of such a file; default 256 MiB
	JSONDepth int   // nesting of a JSON document; default 200
}

// OrDefault fills the zero fields with the defaults.
func (b Bounds) OrDefault() Bounds {
	orDefault(&b.Files, 1000)
	orDefault(&b.FileBytes, 16<<20)
	orDefault(&b.TotalBytes, 64<<20)
	orDefault(&b.Depth, 32)
	orDefault(&b.PathBytes, 512)
	orDefault(&b.Ratio, 200)
	orDefault(&b.RatioFrom, 1<<20)
	orDefault(&b.Entries, 10_000)
	orDefault(&b.Lines, 100_000)
	orDefault(&b.LineBytes, 1<<20)
	orDefault(&b.JSONBytes, 256<<20)
	orDefault(&b.JSONDepth, 200)
	return b
}

// orDefault also replaces a negative bound, which can only be a mistake of the caller's.
func orDefault[T int | int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// size writes a number of bytes the way bounds are written: "16 MiB", "1,000 bytes" stays "1000 bytes".
func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
