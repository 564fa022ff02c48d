package stdlib

import (
	"bytes"
	"compress/flate"
	"errors"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"io"

	"github.com/assay-score/assay/interp/internal/py"
)

// deflater is a compressobj.
type deflater struct {
	py.Header
	w     *flate.Writer
	out   bytes.Buffer
	sum   hash.Hash32
	size  uint32
	wbits int
	done  bool
}

// inflater is a decompressobj. What it was given is kept until the stream ends, since the decoder reads on its own.
type inflater struct {
	py.Header
	wbits      int
	in         []byte
	unused     []byte
	tail       []byte
	eof        bool
	produced   int // how much of the decoded stream was handed out
	dictionary []byte
}

var zlibError, deflaterType, inflaterType py.Type

// wrap is the header of a stream: of zlib, gzip or none.
func (d *deflater) header(level int) []byte {
	switch {
	case d.wbits > 15:
		x := byte(0)
		if level == 9 {
			x = 2
		} else if level == 1 {
			x = 4
		}
		return []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, x, 3}
	case d.wbits < 0:
		return nil
	}
	cmf := byte((d.wbits-8)<<4 | 8)
	flevel := byte(2)
	switch {
	case level == 0 || level == 1:
		flevel = 0
	case level >= 2 && level <= 5:
		flevel = 1
	case level >= 7:
		flevel = 3
	}
	flg := flevel << 6
	flg += byte(31 - (int(cmf)*256+int(flg))%31)
	return []byte{cmf, flg}
}

// deflaterSize is what the tables of a compressor take, for as long as it lives.
const deflaterSize = 800 << 10

func newDeflater(t *py.Thread, level, wbits int, dict []byte) (*deflater, py.Value, error) {
	if level < -1 || level > 9 {
		return nil, py.Value{}, t.RaiseNew(&zlibError, "Bad compression level")
	}
	if w := max(wbits, -wbits); w < 9 || w > 15 && (wbits < 25 || wbits > 31) {
		return nil, py.Value{}, t.RaiseNew(&py.ValueError, "Invalid initialization option")
	}
	if err := t.Grow(deflaterSize); err != nil {
		return nil, py.Value{}, err
	}
	if err := t.Charge(20000); err != nil {
		return nil, py.Value{}, err
	}
	d, v := py.Instance[deflater](t, &deflaterType)
	d.wbits = wbits
	var err error
	if dict != nil {
		d.w, err = flate.NewWriterDict(&d.out, level, dict)
	} else {
		d.w, err = flate.NewWriter(&d.out, level)
	}
	if wbits > 15 {
		d.sum = crc32.NewIEEE()
	} else {
		d.sum = adler32.New()
	}
	d.out.Write(d.header(level))
	return d, v, err
}

func (d *deflater) write(t *py.Thread, b []byte) error {
	if err := t.Charge(len(b) + 16); err != nil {
		return err
	}
	if err := t.Grow(uint64(len(b))); err != nil {
		return err
	}
	d.size += uint32(len(b))
	d.sum.Write(b)
	_, err := d.w.Write(b)
	return err
}

func (d *deflater) take() []byte {
	b := append([]byte(nil), d.out.Bytes()...)
	d.out.Reset()
	return b
}

func (d *deflater) finish() error {
	if err := d.w.Close(); err != nil {
		return err
	}
	s := d.sum.Sum32()
	switch {
	case d.wbits > 15:
		n := d.size
		d.out.Write([]byte{byte(s), byte(s >> 8), byte(s >> 16), byte(s >> 24), byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})
	case d.wbits > 0:
		d.out.Write([]byte{byte(s >> 24), byte(s >> 16), byte(s >> 8), byte(s)})
	}
	d.done = true
	return nil
}

// errZlib is what is wrong with a stream, with the numbers and words of zlib.
type errZlib struct {
	code int
	text string
}

func (e errZlib) Error() string { return e.text }

// limitReader decodes at most so many bytes, paid for as they come.
func inflate(t *py.Thread, in []byte, wbits int, dict []byte, most int) (out []byte, used int, ended bool, err error) {
	body, trailer, sum, gz, err := openStream(in, wbits, dict != nil)
	if err != nil {
		return nil, 0, false, err
	}
	if body == nil {
		return nil, 0, false, nil // the header is not complete
	}
	src := bytes.NewReader(body)
	var r io.ReadCloser
	if dict != nil {
		r = flate.NewReaderDict(src, dict)
	} else {
		r = flate.NewReader(src)
	}
	chunk := make([]byte, 32<<10)
	for most < 0 || len(out) < most {
		want := chunk
		if most >= 0 && most-len(out) < len(chunk) {
			want = chunk[:most-len(out)]
		}
		n, rerr := r.Read(want)
		if err := t.Charge(n/4 + 16); err != nil {
			return nil, 0, false, err
		}
		if err := t.Grow(uint64(2 * n)); err != nil {
			return nil, 0, false, err
		}
		out = append(out, want[:n]...)
		if rerr == io.EOF {
			ended = true
			break
		}
		if rerr != nil {
			var corrupt flate.CorruptInputError
			if errors.As(rerr, &corrupt) {
				return out, 0, false, errZlib{-3, "invalid data"}
			}
			return out, len(in), false, nil // not complete
		}
	}
	used = len(in) - src.Len()
	if !ended {
		return out, used, false, nil
	}
	if len(in)-used < trailer {
		return out, used, false, nil
	}
	tail := in[used : used+trailer]
	if sum != nil {
		sum.Write(out)
		got := sum.Sum32()
		want := uint32(0)
		if gz {
			want = uint32(tail[0]) | uint32(tail[1])<<8 | uint32(tail[2])<<16 | uint32(tail[3])<<24
		} else {
			want = uint32(tail[0])<<24 | uint32(tail[1])<<16 | uint32(tail[2])<<8 | uint32(tail[3])
		}
		if got != want {
			return out, used, false, errZlib{-3, "incorrect data check"}
		}
	}
	return out, used + trailer, true, nil
}

// openStream goes behind the header of a stream. body is nil while the header is not complete.
func openStream(in []byte, wbits int, hasDict bool) (body []byte, trailer int, sum hash.Hash32, gz bool, err error) {
	auto := wbits >= 40
	switch {
	case wbits < 0:
		return in, 0, nil, false, nil
	case wbits > 15 && !auto || auto && len(in) > 0 && in[0] == 0x1f:
		if len(in) < 10 {
			if len(in) >= 2 && (in[0] != 0x1f || in[1] != 0x8b) || len(in) == 1 && in[0] != 0x1f {
				return nil, 0, nil, false, errZlib{-3, "incorrect header check"}
			}
			return nil, 0, nil, false, nil
		}
		if in[0] != 0x1f || in[1] != 0x8b {
			return nil, 0, nil, false, errZlib{-3, "incorrect header check"}
		}
		flags, p := in[3], 10
		if flags&4 != 0 {
			if len(in) < p+2 {
				return nil, 0, nil, false, nil
			}
			p += 2 + int(in[p]) + int(in[p+1])<<8
		}
		for _, bit := range []byte{8, 16} {
			if flags&bit != 0 {
				if p > len(in) {
					return nil, 0, nil, false, nil
				}
				i := bytes.IndexByte(in[p:], 0)
				if i < 0 {
					return nil, 0, nil, false, nil
				}
				p += i + 1
			}
		}
		if flags&2 != 0 {
			p += 2
		}
		if p > len(in) {
			return nil, 0, nil, false, nil
		}
		return in[p:], 8, crc32.NewIEEE(), true, nil
	}
	if len(in) < 2 {
		return nil, 0, nil, false, nil
	}
	if (int(in[0])*256+int(in[1]))%31 != 0 {
		return nil, 0, nil, false, errZlib{-3, "incorrect header check"}
	}
	if in[0]&15 != 8 {
		return nil, 0, nil, false, errZlib{-3, "unknown compression method"}
	}
	if in[1]&32 != 0 {
		if !hasDict {
			return nil, 0, nil, false, errZlib{2, "need dictionary"}
		}
		if len(in) < 6 {
			return nil, 0, nil, false, nil
		}
		return in[6:], 4, adler32.New(), false, nil
	}
	return in[2:], 4, adler32.New(), false, nil
}

func zlibFail(t *py.Thread, err error, doing string) error {
	var e errZlib
	if errors.As(err, &e) {
		return t.Raisef(&zlibError, "Error %d while %s: %s", e.code, doing, e.text)
	}
	return err
}
