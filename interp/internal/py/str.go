package py

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/syntax"
)

// Str is a str. Its text is WTF-8: UTF-8 in which a lone surrogate takes its three bytes. ASCII texts are indexed
// directly; others get a table of code points when they are first indexed.
type Str struct {
	Header
	S      string
	n      int32 // length in code points, -1 before it is known
	joined bool  // made by +
	hash   uint64
	aside  *strAside // what few strings have
}

// strAside is the table of code points of a string that is not ASCII and has been indexed, and where the text of a sum
// lies if there may be room behind it.
type strAside struct {
	runes []rune
	room  *textRoom
}

// room is where the text lies, if there may be room behind it.
func (s *Str) room() *textRoom {
	if s.aside == nil {
		return nil
	}
	return s.aside.room
}

// runes is the table of code points, if it has been made.
func (s *Str) runes() []rune {
	if s.aside == nil {
		return nil
	}
	return s.aside.runes
}

// textRoom is what makes building a string by += linear: the sum of a string that was itself a sum is made with room
// behind it, and the next sum goes there, if nobody else was faster. The bytes that a string shows never change.
type textRoom struct{ text []byte }

// minRoomy is the length from which room is left.
const minRoomy = 64

// fits tells whether a string of n bytes that lies here ends the text, and m more bytes have room.
func (r *textRoom) fits(n, m int) bool {
	return r != nil && len(r.text) == n && cap(r.text)-n >= m
}

// extend appends s, which fits, and answers the whole text.
func (r *textRoom) extend(s string) string {
	r.text = append(r.text, s...)
	return unsafe.String(unsafe.SliceData(r.text), len(r.text))
}

func (s *Str) size() uint64 { return objectSize + uint64(len(s.S)) + uint64(cap(s.runes()))*4 }

// NewStr makes a str.
func (t *Thread) NewStr(s string) *Str {
	t.alloc(objectSize + uint64(len(s)))
	return &Str{Header: Header{typ: &StrType}, S: s, n: -1}
}

// TextValue makes a str of a copy of a text; short ones lie beside the str, in one allocation.
func (t *Thread) TextValue(text []byte) Value {
	if len(text) > shortText {
		return t.StrValue(string(text))
	}
	t.alloc(objectSize + uint64(len(text)))
	x := new(shortStr)
	n := copy(x.text[:], text)
	x.typ, x.n, x.S = &StrType, -1, unsafe.String(&x.text[0], n)
	return Obj(&x.Str)
}

// shortStr is a str with its text.
type shortStr struct {
	Str
	text [shortText]byte
}

const shortText = 16

// StrValue makes a str value.
func (t *Thread) StrValue(s string) Value { return Obj(t.NewStr(s)) }

func (t *Thread) strResult(s string, err error) (Value, error) {
	if err != nil {
		return Value{}, err
	}
	return Obj(t.NewStr(s)), nil
}

// staticStr is a str that is shared by all runs; everything lazy about it is done at once.
func staticStr(s string) *Str {
	o := &Str{Header: Header{typ: &StrType, mark: static}, S: s, n: int32(countRunes(s))}
	o.hash = hashText(s)
	return o
}

// Len is the length in code points.
func (s *Str) Len() int {
	if s.n < 0 {
		s.n = int32(countRunes(s.S))
	}
	return int(s.n)
}

// ASCII tells whether code points and bytes are the same.
func (s *Str) ASCII() bool { return s.Len() == len(s.S) }

// countRunes counts code points of WTF-8: the bytes that are no continuation bytes.
func countRunes(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// Runes is the table of code points.
func (s *Str) Runes() []rune {
	if r := s.runes(); r != nil || len(s.S) == 0 {
		return r
	}
	r := decodeRunes(s.S)
	if s.mark != static {
		s.aside = &strAside{r, s.room()} // what it was may belong to other sums, too
	}
	return r
}

// First is the first code point of a str that has one.
func (s *Str) First() rune {
	r, _ := syntax.DecodeWTF8(s.S)
	return r
}

func decodeRunes(s string) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, size := syntax.DecodeWTF8(s[i:])
		out = append(out, r)
		i += size
	}
	return out
}

// encodeRunes is the inverse of decodeRunes.
func encodeRunes(rs []rune) string {
	size := 0
	for _, r := range rs {
		size += max(utf8.RuneLen(r), 1)
		if r >= 0xd800 && r <= 0xdfff {
			size += 2
		}
	}
	b := make([]byte, 0, size)
	for _, r := range rs {
		if r >= 0xd800 && r <= 0xdfff {
			b = append(b, 0xed, 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

func writeRune(b *strings.Builder, r rune) {
	if r >= 0xd800 && r <= 0xdfff {
		b.WriteByte(0xed)
		b.WriteByte(0x80 | byte(r>>6)&0x3f)
		b.WriteByte(0x80 | byte(r)&0x3f)
		return
	}
	b.WriteRune(r)
}

// RuneString is the text of one code point, surrogates included.
func RuneString(r rune) string {
	var b strings.Builder
	writeRune(&b, r)
	return b.String()
}

// Index is the character at i, which lies inside.
func (s *Str) index(t *Thread, i int) Value {
	if s.ASCII() {
		return Obj(charStr(s.S[i]))
	}
	return Obj(t.NewStr(RuneString(s.Runes()[i])))
}

// charStr is the shared one-character string of an ASCII character.
func charStr(c byte) *Str { return asciiChars[c] }

// Slice is the text of [i, j) in code points.
func (s *Str) Slice(i, j int) string {
	if s.ASCII() {
		return s.S[i:j]
	}
	return encodeRunes(s.Runes()[i:j])
}

// slice is the str of [i, j).
func (t *Thread) slice(s *Str, i, j int) Value {
	if s.ASCII() {
		return t.part(s.S, s.S[i:j])
	}
	return t.StrValue(s.Slice(i, j))
}

// part makes a str of a part of a text. A part shares the bytes of the whole only where it is most of it or the whole is
// short: else a few characters could keep megabytes alive that the model of memory has counted as gone.
func (t *Thread) part(whole, part string) Value {
	switch {
	case len(whole) <= 256 || len(part) >= len(whole)/2:
		return t.StrValue(part)
	case len(part) <= shortText:
		return t.TextValue(unsafe.Slice(unsafe.StringData(part), len(part)))
	}
	return t.StrValue(strings.Clone(part))
}

// byteOffset turns an index in code points into one in bytes.
func (s *Str) byteOffset(i int) int {
	if s.ASCII() {
		return i
	}
	for off := 0; off < len(s.S); {
		if i == 0 {
			return off
		}
		_, size := syntax.DecodeWTF8(s.S[off:])
		off += size
		i--
	}
	return len(s.S)
}

// hashText is a 64-bit hash of a text; the seed of the run is mixed in where it is used.
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		h = (h ^ w) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	for ; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	h ^= h >> 32
	if h == 0 {
		return 1
	}
	return h
}

// hashStr is the hash of a str in this run.
func (t *Thread) hashStr(s *Str) uint64 {
	h := s.hash
	if h == 0 {
		h = hashText(s.S)
		if s.mark != static {
			s.hash = h
		}
	}
	if s.S == "" {
		return 0 // whatever the seed
	}
	h = (h ^ t.seedMix) * 0x9E3779B97F4A7C15
	return h ^ h>>32
}

func strHash(t *Thread, self Value) (int64, error) {
	s := as[Str](self)
	if s.hash == 0 {
		if err := t.Charge(len(s.S) / 16); err != nil {
			return 0, err
		}
	}
	h := int64(t.hashStr(s))
	if h == -1 {
		h = -2
	}
	return h, nil
}

func strCompare(t *Thread, op code.CmpOp, a, b Value) (Value, error) {
	x, y := a.Str(), b.Str()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	if n := min(len(x.S), len(y.S)); n > 64 {
		if err := t.Charge(n / 32); err != nil {
			return Value{}, err
		}
	}
	switch op {
	case code.CmpEq:
		return Bool(x.S == y.S), nil
	case code.CmpNe:
		return Bool(x.S != y.S), nil
	}
	return Bool(ordered(op, strings.Compare(x.S, y.S))), nil // UTF-8 sorts as its code points do
}

// ordered turns a three-way comparison into the answer of an operator.
func ordered(op code.CmpOp, c int) bool {
	switch op {
	case code.CmpEq:
		return c == 0
	case code.CmpNe:
		return c != 0
	case code.CmpLt:
		return c < 0
	case code.CmpLe:
		return c <= 0
	case code.CmpGt:
		return c > 0
	}
	return c >= 0
}

func strAdd(t *Thread, a, b Value) (Value, error) {
	x, y := a.Str(), b.Str()
	if x == nil || y == nil {
		return NotImplemented, nil
	}
	if len(y.S) == 0 && a.Type() == &StrType {
		return a, nil
	}
	if len(x.S) == 0 && b.Type() == &StrType {
		return b, nil
	}
	n := len(x.S) + len(y.S)
	o := &Str{Header: Header{typ: &StrType}, n: -1, joined: true}
	grow, work := n, n/64
	if x.room().fits(len(x.S), len(y.S)) {
		grow, work = len(y.S), len(y.S)/64
	}
	if err := t.Grow(uint64(grow)); err != nil {
		return Value{}, err
	}
	if err := t.Charge(work); err != nil {
		return Value{}, err
	}
	switch {
	case grow < n:
		o.aside = x.aside
		if o.aside.runes != nil {
			o.aside = &strAside{room: x.aside.room}
		}
		o.S = o.aside.room.extend(y.S)
	case x.joined && n >= minRoomy:
		room := &textRoom{make([]byte, 0, n+n/2)}
		room.extend(x.S)
		o.aside, o.S = &strAside{room: room}, room.extend(y.S)
	default:
		o.S = x.S + y.S
	}
	if x.n >= 0 && y.n >= 0 {
		o.n = x.n + y.n
	}
	t.alloc(objectSize)
	return Obj(o), nil
}

func strMul(t *Thread, a, b Value) (Value, error) {
	s, count := a.Str(), b
	if s == nil {
		s, count = b.Str(), a
	}
	if s == nil {
		return NotImplemented, nil
	}
	n, ok, err := t.repeatCount(count, len(s.S))
	if err != nil || !ok {
		return NotImplemented, err
	}
	if n <= 0 || len(s.S) == 0 {
		return Obj(t.NewStr("")), nil
	}
	if err := t.Grow(uint64(n * len(s.S))); err != nil {
		return Value{}, err
	}
	if err := t.Charge(n * len(s.S) / 64); err != nil {
		return Value{}, err
	}
	return Obj(&Str{Header: Header{typ: &StrType}, S: strings.Repeat(s.S, n), n: -1}), nil
}

// repeatCount reads the int of a repetition and refuses results that no memory holds. ok is false for what is no int.
func (t *Thread) repeatCount(v Value, size int) (n int, ok bool, err error) {
	count := v
	if !v.isLong() {
		if v.Type().Index == nil {
			return 0, false, nil
		}
		if v, err = t.Index(v); err != nil {
			return 0, false, err
		}
	}
	small, large, _ := v.Long()
	if large != nil {
		return 0, true, t.Raisef(&OverflowError, "cannot fit '%s' into an index-sized integer", count.Type().Name)
	}
	if small <= 0 {
		return 0, true, nil
	}
	if size > 0 && small > int64(t.mem.limit)/int64(size)+1 {
		return 0, true, t.RaiseNew(&MemoryError, "")
	}
	return int(small), true, nil
}

func strGetItem(t *Thread, self, key Value) (Value, error) {
	s := as[Str](self)
	if !s.ASCII() && s.runes() == nil { // it will be taken apart into its characters
		if err := t.payRunes(len(s.S)); err != nil {
			return Value{}, err
		}
	}
	if key.IsInt() {
		i := key.Small()
		n := int64(s.Len())
		if i < 0 {
			i += n
		}
		if i < 0 || i >= n {
			return Value{}, t.Raisef(&IndexError, "string index out of range")
		}
		return s.index(t, int(i)), nil
	}
	if sl := key.Slice(); sl != nil {
		start, stop, step, n, err := t.sliceIndices(sl, s.Len())
		if err != nil {
			return Value{}, err
		}
		price := n / 16
		if !s.ASCII() {
			price = 2 * n
		}
		if err := t.Charge(price); err != nil {
			return Value{}, err
		}
		if step == 1 {
			if n == s.Len() && self.Type() == &StrType {
				return self, nil
			}
			if n == 0 {
				return Obj(emptyStr), nil
			}
			_ = stop
			return t.slice(s, start, start+n), nil
		}
		if err := t.Grow(uint64(n)); err != nil {
			return Value{}, err
		}
		if s.ASCII() {
			out := make([]byte, n)
			for k := range out {
				out[k] = s.S[start+k*step]
			}
			return Obj(t.NewStr(string(out))), nil
		}
		rs := s.Runes()
		out := make([]rune, n)
		for k := range out {
			out[k] = rs[start+k*step]
		}
		return Obj(t.NewStr(encodeRunes(out))), nil
	}
	i, err := t.indexOf(key, "string indices must be integers, not '%s'")
	if err != nil {
		return Value{}, err
	}
	return strGetItem(t, self, Int(int64(i)))
}

func strContains(t *Thread, self, v Value) (bool, error) {
	sub := v.Str()
	if sub == nil {
		return false, t.Raisef(&TypeError, "'in <string>' requires string as left operand, not %s", v.Type().Name)
	}
	s := as[Str](self)
	price := len(s.S) / 32 // a single byte is looked for by vector instructions
	if len(sub.S) > 1 {
		price = len(s.S) / 4
	}
	if err := t.Charge(price); err != nil {
		return false, err
	}
	return strings.Contains(s.S, sub.S), nil
}

func strIter(t *Thread, self Value) (Value, error) {
	t.alloc(objectSize)
	return Obj(&strIterator{Header: Header{typ: &StrIteratorType}, s: as[Str](self)}), nil
}

// strIterator walks a text character by character.
type strIterator struct {
	Header
	s   *Str
	pos int // in bytes
}

func strIterNext(t *Thread, self Value) (Value, error) {
	it := as[strIterator](self)
	if it.pos >= len(it.s.S) {
		return Value{}, nil
	}
	if c := it.s.S[it.pos]; c < utf8.RuneSelf {
		it.pos++
		return Obj(charStr(c)), nil
	}
	_, size := syntax.DecodeWTF8(it.s.S[it.pos:])
	v := Obj(t.NewStr(it.s.S[it.pos : it.pos+size]))
	it.pos += size
	return v, nil
}

func strRepr(t *Thread, self Value) (Value, error) {
	s := as[Str](self)
	if err := t.Grow(uint64(len(s.S))); err != nil {
		return Value{}, err
	}
	if err := t.Charge(len(s.S) / 2); err != nil {
		return Value{}, err
	}
	return Obj(t.NewStr(string(syntax.AppendStrRepr(nil, s.S)))), nil
}
