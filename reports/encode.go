package reports

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendLine appends a record to b as [MarshalLine] writes it.
func AppendLine(b []byte, s *Submission) ([]byte, error) {
	e := encoder{b: b}
	e.submission(s)
	return e.b, e.err
}

// encoder writes JSON on one line: the bytes of encoding/json and of [escapeHidden] after it, without reflection and in one
// pass. A batch of short programs would otherwise spend as much on writing its records as on running the programs.
//
// Fields are written in the order in which they are asked for; what belongs to which record says encode_record.go.
type encoder struct {
	b   []byte
	err error
}

// name begins a field of the object that is open.
func (e *encoder) name(key string) {
	if last := e.b[len(e.b)-1]; last != '{' {
		e.b = append(e.b, ',')
	}
	e.b = append(e.b, '"')
	e.b = append(e.b, key...)
	e.b = append(e.b, '"', ':')
}

func (e *encoder) text(key, s string) {
	e.name(key)
	e.string(s)
}

// textIf is text for what is left out where it is empty. So are the other functions of such names.
func (e *encoder) textIf(key, s string) {
	if s != "" {
		e.text(key, s)
	}
}

func (e *encoder) truth(key string, v bool) {
	e.name(key)
	e.b = strconv.AppendBool(e.b, v)
}

func (e *encoder) truthIf(key string, v bool) {
	if v {
		e.truth(key, v)
	}
}

func (e *encoder) int(key string, n int) {
	e.name(key)
	e.b = strconv.AppendInt(e.b, int64(n), 10)
}

func (e *encoder) intIf(key string, n int) {
	if n != 0 {
		e.int(key, n)
	}
}

func (e *encoder) uint(key string, n uint64) {
	e.name(key)
	e.b = strconv.AppendUint(e.b, n, 10)
}

func (e *encoder) uintIf(key string, n uint64) {
	if n != 0 {
		e.uint(key, n)
	}
}

func (e *encoder) number(key string, x float64) {
	e.name(key)
	e.float(x)
}

// maybe is number for what may not be known.
func (e *encoder) maybe(key string, x *float64) {
	e.name(key)
	if x == nil {
		e.null()
		return
	}
	e.float(*x)
}

func (e *encoder) null() { e.b = append(e.b, "null"...) }

func (e *encoder) open() { e.b = append(e.b, '{') }

func (e *encoder) close() { e.b = append(e.b, '}') }

// list writes the entries of an array.
func list[T any](e *encoder, key string, all []T, entry func(*encoder, *T)) {
	e.name(key)
	if all == nil {
		e.null()
		return
	}
	e.b = append(e.b, '[')
	for i := range all {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		entry(e, &all[i])
	}
	e.b = append(e.b, ']')
}

func listIf[T any](e *encoder, key string, all []T, entry func(*encoder, *T)) {
	if len(all) > 0 {
		list(e, key, all, entry)
	}
}

// rare writes by reflection what few records have.
func (e *encoder) rare(key string, value any) {
	text, err := marshal(value, "", "")
	if err != nil {
		e.err = err
		return
	}
	e.name(key)
	e.b = append(e.b, text[:len(text)-1]...) // without its line end
}

// float writes a number in the fewest digits that are read back as it, as encoding/json does.
func (e *encoder) float(x float64) {
	// The numbers of a report are rounded to six decimals. Of at most fifteen digits each decimal is a float of its own, so
	// the first that gives x back is the shortest.
	if n := math.Round(x * 1e6); math.Abs(n) < 1e15 && n/1e6 == x && n != 0 {
		e.millionths(int64(n))
		return
	}
	switch abs := math.Abs(x); {
	case x == 0 && !math.Signbit(x):
		e.b = append(e.b, '0')
	case math.IsNaN(x) || math.IsInf(x, 0):
		_, e.err = json.Marshal(x)
	case x != 0 && (abs < 1e-6 || abs >= 1e21):
		text, err := json.Marshal(x)
		if err != nil {
			e.err = err
		}
		e.b = append(e.b, text...)
	default:
		e.b = strconv.AppendFloat(e.b, x, 'f', -1, 64)
	}
}

func (e *encoder) millionths(n int64) {
	if n < 0 {
		e.b = append(e.b, '-')
		n = -n
	}
	e.b = strconv.AppendInt(e.b, n/1e6, 10)
	rest := n % 1e6
	if rest == 0 {
		return
	}
	digits := [...]byte{'.', '0', '0', '0', '0', '0', '0'}
	for i := 6; rest > 0; i-- {
		digits[i] = '0' + byte(rest%10)
		rest /= 10
	}
	end := len(digits)
	for digits[end-1] == '0' {
		end--
	}
	e.b = append(e.b, digits[:end]...)
}

// string writes a text in quotes. Characters that [Inert] would not show as they are are spelled out.
func (e *encoder) string(s string) {
	b := append(e.b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '#' {
			i++
			continue
		}
		size := 1
		switch {
		case c == '#':
			if rest := s[i+1:]; strings.HasPrefix(rest, "#[") || strings.HasPrefix(rest, "#vso[") {
				b = append(append(b, s[from:i+1]...), `\u0023`...)
				i += 2
				from = i
				continue
			}
			i++
			continue
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			invalid := r == utf8.RuneError && size == 1
			if !invalid && r >= 0xa0 && !hidden(r) {
				i += size
				continue
			}
			b = append(b, s[from:i]...)
			if r > 0xffff {
				r -= 0x10000
				b = unicodeEscape(unicodeEscape(b, 0xd800+(r>>10)), 0xdc00+(r&0x3ff))
			} else {
				b = unicodeEscape(b, r)
			}
		default:
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, '\\', 'b')
			case '\f':
				b = append(b, '\\', 'f')
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = unicodeEscape(b, rune(c))
			}
		}
		i += size
		from = i
	}
	e.b = append(append(b, s[from:]...), '"')
}

func unicodeEscape(b []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
