package gpython

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-python/gpython/py"

	"github.com/assay-score/assay/interp"
)

// stream is sys.stdin (0), sys.stdout (1) or sys.stderr (2).
type stream struct {
	native
	number int
}

// stdinReader reads the host's input line by line.
type stdinReader struct {
	source io.Reader
	buf    *bufio.Reader
	taken  uint64
}

// maxStdin bounds what a run reads in all: as much as its virtual files may hold.
func (r *run) readLine() (string, error) {
	r.charge(10)
	s := &r.stdin
	if s.source == nil {
		return "", nil
	}
	if s.buf == nil {
		s.buf = bufio.NewReader(s.source)
	}
	var line []byte
	for {
		part, err := s.buf.ReadSlice('\n')
		s.taken += uint64(len(part))
		if s.taken > r.lim.FileBytes {
			r.halt(interp.OutputLimit, "limit of bytes read from standard input reached")
		}
		r.charge(uint64(len(part)) / 16)
		r.grow(uint64(len(part)))
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			break
		}
	}
	text := strings.ReplaceAll(string(line), "\r\n", "\n")
	if !utf8.ValidString(text) {
		return "", r.errorf("UnicodeDecodeError", "'utf-8' codec can't decode the input")
	}
	return text, nil
}

// next gives the lines of standard input.
func (s *stream) next(r *run) (object, error) {
	if s.number != 0 {
		return nil, r.errorf("TypeError", "not readable")
	}
	line, err := r.readLine()
	if line == "" || err != nil {
		return nil, err
	}
	return py.String(line), nil
}

// streamAttr gives the methods of a standard stream.
func (r *run) streamAttr(s *stream, name string) object {
	method := func(fn nativeFunc) object { return &builtin{name: name, fn: fn} }
	switch name {
	case "write":
		return method(func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("write", pos, kw, 1, 1); err != nil {
				return nil, err
			}
			text, ok := pos[0].(py.String)
			if !ok {
				return nil, r.errorf("TypeError", "write() argument must be str, not %s", r.classOf(pos[0]).name)
			}
			if s.number == 0 {
				return nil, r.errorf("OSError", "not writable")
			}
			r.write(s.number, string(text))
			return py.Int(utf8.RuneCountInString(string(text))), nil
		})
	case "flush":
		return method(func(*run, []object, kwargs) (object, error) { return py.None, nil })
	case "readline":
		return method(func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity("readline", pos, kw, 0, 0); err != nil {
				return nil, err
			}
			line, err := r.readLine()
			return py.String(line), err
		})
	case "read", "readlines":
		return method(func(r *run, pos []object, kw kwargs) (object, error) {
			if err := r.arity(name, pos, kw, 0, 0); err != nil {
				return nil, err
			}
			lines, err := r.collect(s)
			if err != nil || name == "readlines" {
				return &py.List{Items: lines}, err
			}
			return join(r, "", []object{&py.List{Items: lines}})
		})
	}
	return nil
}

// readLimited reads to the end, but no more than limit bytes.
func readLimited(f io.Reader, limit uint64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(f, int64(limit)))
}
