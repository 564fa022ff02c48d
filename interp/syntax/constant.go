package syntax

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"unicode/utf8"
)

// MaxIntDigits is how many decimal digits CPython converts between text and int before it refuses (its
// sys.int_info.default_max_str_digits): the conversion is quadratic there, and a program could buy time with it.
// Hexadecimal, octal and binary literals may be longer, but cannot be printed in decimal.
const MaxIntDigits = 4300

// Int is the value of an Int constant. large is nil where the value fits small. The error is for a decimal literal
// of more than [MaxIntDigits] digits, which CPython refuses to read.
func (c *Constant) Int() (small int64, large *big.Int, err error) {
	if v, err := strconv.ParseInt(c.Text, 0, 64); err == nil && !hasOldOctalPrefix(c.Text) {
		return v, nil, nil
	}
	text, base := c.Text, 10
	if len(text) > 2 && text[0] == '0' {
		switch text[1] | 0x20 {
		case 'x':
			text, base = text[2:], 16
		case 'o':
			text, base = text[2:], 8
		case 'b':
			text, base = text[2:], 2
		}
	}
	if base == 10 && len(text) > MaxIntDigits {
		//lint:ignore ST1005 the words are CPython's
		return 0, nil, fmt.Errorf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
			"use sys.set_int_max_str_digits() to increase the limit", MaxIntDigits, len(text))
	}
	v, ok := new(big.Int).SetString(text, base)
	if !ok {
		return 0, nil, fmt.Errorf("invalid integer literal %.40q", c.Text)
	}
	if v.IsInt64() {
		return v.Int64(), nil, nil
	}
	return 0, v, nil
}

// hasOldOctalPrefix tells "00", which Go would read as octal. The values agree, since Python allows only zeros
// there, but not every string of zeros is one that Go takes.
func hasOldOctalPrefix(text string) bool {
	return len(text) > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9'
}

// Float is the value of a Float constant, or the imaginary part of a Complex one. Literals too large are +Inf.
func (c *Constant) Float() float64 {
	v, _ := strconv.ParseFloat(c.Text, 64) // the only error left for a literal is the range, and then v is ±Inf
	return v
}

// AppendRepr appends what Python's repr gives for the constant. The error is for an int that CPython would not print:
// see [MaxIntDigits].
func (c *Constant) AppendRepr(dst []byte) ([]byte, error) { return c.appendRepr(dst, IsPrintable) }

func (c *Constant) appendRepr(dst []byte, printable func(rune) bool) ([]byte, error) {
	switch c.Kind {
	case None:
		return append(dst, "None"...), nil
	case True:
		return append(dst, "True"...), nil
	case False:
		return append(dst, "False"...), nil
	case Ellipsis:
		return append(dst, "Ellipsis"...), nil
	case Int:
		return c.appendInt(dst)
	case Float:
		return AppendFloatRepr(dst, c.Float()), nil
	case Complex:
		return append(appendShortestFloat(dst, c.Float()), 'j'), nil // the real part of a literal is 0 and unseen
	case Bytes:
		return AppendBytesRepr(dst, c.Text), nil
	}
	return appendStrRepr(dst, c.Text, printable), nil
}

func (c *Constant) appendInt(dst []byte) ([]byte, error) {
	small, large, err := c.Int()
	if err != nil {
		return dst, err
	}
	if large == nil {
		return strconv.AppendInt(dst, small, 10), nil
	}
	// A number of n digits has more than 3.32(n-1) bits; the longest printable ones have 14,285. The cheap test comes
	// first because converting a megabyte of hexadecimal digits only to count them is work that a submission controls.
	if large.BitLen() <= 14285 {
		n := len(dst)
		if dst = large.Append(dst, 10); len(dst)-n <= MaxIntDigits {
			return dst, nil
		}
		dst = dst[:n]
	}
	//lint:ignore ST1005 the words are CPython's
	return dst, fmt.Errorf("Exceeds the limit (%d digits) for integer string conversion; "+
		"use sys.set_int_max_str_digits() to increase the limit", MaxIntDigits)
}

// AppendFloatRepr appends Python's repr of a float: the shortest digits that read back as the same number, with an
// exponent if that is below -4 or at least 16, and with ".0" where it would look like an int.
func AppendFloatRepr(dst []byte, v float64) []byte {
	n := len(dst)
	dst = appendShortestFloat(dst, v)
	for _, b := range dst[n:] {
		if b == '.' || b == 'e' || b == 'n' { // "n" of inf and nan
			return dst
		}
	}
	return append(dst, ".0"...)
}

// appendShortestFloat is AppendFloatRepr without the ".0", as Python prints the parts of a complex.
func appendShortestFloat(dst []byte, v float64) []byte {
	switch {
	case v != v:
		return append(dst, "nan"...)
	case v > maxFloat:
		return append(dst, "inf"...)
	case v < -maxFloat:
		return append(dst, "-inf"...)
	}
	n := len(dst)
	dst = strconv.AppendFloat(dst, v, 'e', -1, 64)
	e := len(dst) - 1
	for dst[e] != 'e' {
		e--
	}
	exp, _ := strconv.Atoi(string(dst[e+1:]))
	if exp < -4 || exp >= 16 {
		return dst
	}
	return strconv.AppendFloat(dst[:n], v, 'f', -1, 64)
}

const maxFloat = 0x1p1023 * (1 + (1 - 0x1p-52))

const hexDigits = "0123456789abcdef"

// AppendBytesRepr appends Python's repr of a bytes object.
func AppendBytesRepr(dst []byte, value string) []byte {
	quote := chooseQuote(value)
	dst = append(dst, 'b', quote)
	for i := 0; i < len(value); i++ {
		b := value[i]
		if b >= utf8.RuneSelf {
			dst = append(dst, '\\', 'x', hexDigits[b>>4], hexDigits[b&15])
		} else {
			dst = appendASCII(dst, b, quote)
		}
	}
	return append(dst, quote)
}

// AppendStrRepr appends Python's repr of a str given in WTF-8. A byte that is not part of WTF-8 appears as the
// surrogate that Python's surrogateescape would make of it. The result is valid UTF-8.
func AppendStrRepr(dst []byte, value string) []byte { return appendStrRepr(dst, value, IsPrintable) }

func appendStrRepr(dst []byte, value string, printable func(rune) bool) []byte {
	quote := chooseQuote(value)
	dst = slices.Grow(dst, len(value)+2)
	dst = append(dst, quote)
	for i := 0; i < len(value); {
		if b := value[i]; b < utf8.RuneSelf {
			dst = appendASCII(dst, b, quote)
			i++
			continue
		}
		r, size := DecodeWTF8(value[i:])
		switch {
		case printable(r):
			dst = append(dst, value[i:i+size]...)
		case r <= 0xff:
			dst = append(dst, '\\', 'x', hexDigits[r>>4], hexDigits[r&15])
		case r <= 0xffff:
			dst = append(dst, '\\', 'u')
			dst = appendHex(dst, r, 12)
		default:
			dst = append(dst, '\\', 'U')
			dst = appendHex(dst, r, 28)
		}
		i += size
	}
	return append(dst, quote)
}

// chooseQuote prefers ' and takes " only where that saves escaping.
func chooseQuote(value string) byte {
	single := false
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '"':
			return '\''
		case '\'':
			single = true
		}
	}
	if single {
		return '"'
	}
	return '\''
}

func appendASCII(dst []byte, b, quote byte) []byte {
	switch {
	case b == quote || b == '\\':
		return append(dst, '\\', b)
	case b == '\t':
		return append(dst, '\\', 't')
	case b == '\n':
		return append(dst, '\\', 'n')
	case b == '\r':
		return append(dst, '\\', 'r')
	case b < ' ' || b == 0x7f:
		return append(dst, '\\', 'x', hexDigits[b>>4], hexDigits[b&15])
	}
	return append(dst, b)
}

// appendHex appends the hexadecimal digits of r, the first of them standing at bit shift.
func appendHex(dst []byte, r rune, shift int) []byte {
	for ; shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[r>>shift&15])
	}
	return dst
}

// DecodeWTF8 is utf8.DecodeRuneInString that knows surrogates in their three bytes too. A stray byte b decodes as
// U+DC00+b, of width 1. The text must not be empty.
func DecodeWTF8(text string) (r rune, size int) {
	r, size = utf8.DecodeRuneInString(text)
	if r != utf8.RuneError || size != 1 {
		return r, size
	}
	if len(text) >= 3 && text[0] == 0xed && text[1]&0xe0 == 0xa0 && text[2]&0xc0 == 0x80 {
		return 0xd000 | rune(text[1]&0x3f)<<6 | rune(text[2]&0x3f), 3
	}
	return 0xdc00 + rune(text[0]), 1
}

// IsPrintable says whether the repr of Python 3.14 shows a character as it is.
func IsPrintable(r rune) bool {
	if r < 0x7f {
		return r >= ' '
	}
	return between(printableEdges[:], r)
}

// isPrintable313 is IsPrintable for Python 3.13.
func isPrintable313(r rune) bool {
	return IsPrintable(r) && !between(newIn16[:], r)
}

// between says whether a sorted list of edges has turned on, and not off again, up to r.
func between(edges []rune, r rune) bool {
	i, exact := slices.BinarySearch(edges, r)
	if exact {
		i++
	}
	return i%2 == 1
}
