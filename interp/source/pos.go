package source

// Pos is a byte offset into the text of a [File], counted from 0.
type Pos uint32

// Span is a half-open range of bytes, [From, To), in one file. Syntax nodes embed it.
type Span struct{ From, To Pos }

// Pos is where the span begins.
func (s Span) Pos() Pos { return s.From }

// End is the first byte after the span.
func (s Span) End() Pos { return s.To }

// Len is the span's length in bytes.
func (s Span) Len() int { return int(s.To - s.From) }

// Position is a place as people and CPython name it.
type Position struct {
	Line   int // counted from 1
	Column int // bytes of UTF-8 from the start of the line, counted from 0, as in CPython's col_offset
}
