package py

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// Standard is what a run knows of its standard streams once sys is imported: the module's dictionary, and the stream
// objects that it began with. Whoever prints asks whether the program has put others in their place.
type Standard struct {
	Sys               *Dict
	Stdin, Out, Error Value
	reader            *bufio.Reader
}

// Redirected is the stream that the program put in the place of sys.stdin, sys.stdout or sys.stderr; unset where it is
// the one that the run began with.
func (t *Thread) Redirected(name string) (Value, error) {
	s := &t.Standard
	if s.Sys == nil {
		return Value{}, nil
	}
	v := s.Sys.GetStr(t, t.Intern(name))
	if !v.IsSet() {
		return Value{}, t.Raisef(&RuntimeError, "lost sys.%s", name)
	}
	if v == s.Stdin || v == s.Out || v == s.Error {
		if name == "stdin" && v == s.Stdin || name == "stdout" && v == s.Out || name == "stderr" && v == s.Error {
			return Value{}, nil
		}
	}
	return v, nil
}

// WriteText writes a text to standard output or error as UTF-8; what UTF-8 has no bytes for is treated as an error
// handler says.
func (t *Thread) WriteText(w io.Writer, v Value, text, errors string) error {
	if utf8.ValidString(text) {
		return t.Write(w, text)
	}
	if !v.IsSet() {
		v = t.StrValue(text)
	}
	b, err := t.Encode(v, "utf-8", errors)
	if err != nil {
		return err
	}
	return t.Write(w, string(b.Bytes().B))
}

// input is the host's standard input.
func (t *Thread) input() *bufio.Reader {
	s := &t.Standard
	if s.reader == nil {
		r := t.Host.Stdin
		if r == nil {
			r = strings.NewReader("")
		}
		s.reader = bufio.NewReader(r)
	}
	return s.reader
}

// ReadLine reads bytes of standard input up to a newline, limit bytes or the end; limit < 0 stands for none.
func (t *Thread) ReadLine(limit int) ([]byte, error) {
	r := t.input()
	var out []byte
	for limit < 0 || len(out) < limit {
		part, err := r.ReadSlice('\n')
		if limit >= 0 && len(out)+len(part) > limit {
			// Give back what is too much: the reader keeps at least what it has just shown.
			for range len(out) + len(part) - limit {
				if r.UnreadByte() != nil {
					break
				}
			}
			part = part[:limit-len(out)]
			err = nil
		}
		if err := t.Grow(uint64(len(part))); err != nil {
			return nil, err
		}
		if err := t.Charge(1 + len(part)/16); err != nil {
			return nil, err
		}
		out = append(out, part...)
		if err == bufio.ErrBufferFull {
			continue
		}
		break
	}
	return out, nil
}

// ReadInput reads n bytes of standard input, or all that is left where n < 0.
func (t *Thread) ReadInput(n int) ([]byte, error) {
	r := t.input()
	var out []byte
	var buf [4096]byte
	for n < 0 || len(out) < n {
		part := buf[:]
		if n >= 0 {
			part = buf[:min(len(buf), n-len(out))]
		}
		k, err := r.Read(part)
		if err := t.Grow(uint64(k)); err != nil {
			return nil, err
		}
		if err := t.Charge(1 + k/16); err != nil {
			return nil, err
		}
		out = append(out, part[:k]...)
		if err != nil {
			break
		}
	}
	return out, nil
}

// IntDigits is how many digits conversions between int and str may have; 0 stands for any number.
func (t *Thread) IntDigits() int { return t.digits }

// SetIntDigits sets it.
func (t *Thread) SetIntDigits(n int) { t.digits = n }

// epoch is when runs under the seed 0 begin: 2026-01-01 00:00:00 UTC in nanoseconds. Those under another seed begin at some
// other time of that year, so that what depends on the date or the hour shows when a program is run several times.
const (
	epoch = 1_767_225_600_000_000_000
	year  = 365 * 24 * 3600 * 1_000_000_000
)

// Nanoseconds is the time of day of the run's clock, in nanoseconds since 1970.
func (t *Thread) Nanoseconds() int64 {
	return epoch + int64(t.Host.Seed*0x9E3779B97F4A7C15%year) + int64(t.Now())
}

// Worked is the part of the time since the run began that it did not sleep, in nanoseconds.
func (t *Thread) Worked() int64 { return int64(t.Spent()) * fuelTime }
