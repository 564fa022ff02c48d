package py

import (
	"math"
	"strconv"
)

// plainFormat does the format specifications that most programs use: a width, with zeros perhaps, in decimal or
// hexadecimal for a small int, and a number of decimals for a finite float.
func plainFormat(buf []byte, v Value, spec string) (text []byte, ok bool) {
	switch {
	case v.IsInt():
		return plainInt(buf, v.Small(), spec)
	case v.IsFloat():
		n := len(spec)
		if n < 3 || n > 4 || spec[0] != '.' || spec[n-1] != 'f' || spec[1] < '0' || spec[1] > '9' {
			return nil, false
		}
		f, decimals := v.F(), int(spec[1]-'0')
		if n == 4 {
			if spec[2] < '0' || spec[2] > '9' {
				return nil, false
			}
			decimals = decimals*10 + int(spec[2]-'0')
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, false
		}
		return strconv.AppendFloat(buf, f, 'f', decimals, 64), true
	}
	return nil, false
}

func plainInt(b []byte, i int64, spec string) (text []byte, ok bool) {
	base, fill := 10, byte(' ')
	if n := len(spec); n > 0 {
		switch spec[n-1] {
		case 'd':
			spec = spec[:n-1]
		case 'x':
			base, spec = 16, spec[:n-1]
		}
	}
	if len(spec) > 0 && spec[0] == '0' {
		fill, spec = '0', spec[1:]
	}
	if len(spec) > 2 {
		return nil, false
	}
	width := 0
	for _, c := range []byte(spec) {
		if c < '0' || c > '9' {
			return nil, false
		}
		width = width*10 + int(c-'0')
	}
	var digits [24]byte
	d := strconv.AppendUint(digits[:0], magnitude(i), base)
	pad := width - len(d)
	if i < 0 {
		pad--
		if fill == '0' {
			b = append(b, '-')
		}
	}
	for ; pad > 0; pad-- {
		b = append(b, fill)
	}
	if i < 0 && fill != '0' {
		b = append(b, '-')
	}
	return append(b, d...), true
}

func magnitude(i int64) uint64 {
	if i < 0 {
		return -uint64(i)
	}
	return uint64(i)
}
