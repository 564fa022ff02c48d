package stdlib

import "github.com/assay-score/assay/interp/internal/py"

// decodeUU reads a line of uuencoded data.
func decodeUU(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := asciiArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if err := payBytes(t, len(b)); err != nil {
		return py.Value{}, err
	}
	if len(b) == 0 {
		return t.NewBytes(make([]byte, 32)), nil
	}
	n := int(b[0]-' ') & 63
	b = b[1:]
	out := make([]byte, 0, n)
	acc, bits := uint(0), 0
	for i := 0; len(out) < n; i++ {
		c := byte(' ')
		if i < len(b) {
			c = b[i]
		}
		switch {
		case c == '\n' || c == '\r':
			c = 0
		case c < ' ' || c > ' '+64:
			return py.Value{}, t.RaiseNew(&binasciiError, "Illegal char")
		default:
			c = (c - ' ') & 63
		}
		acc = acc<<6 | uint(c)
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
			acc &= 1<<bits - 1
		}
	}
	used := (n*8 + 5) / 6
	for i := used; i < len(b); i++ {
		if c := b[i]; c != ' ' && c != ' '+64 && c != '\n' && c != '\r' {
			return py.Value{}, t.RaiseNew(&binasciiError, "Trailing garbage")
		}
	}
	return t.NewBytes(out), nil
}

func encodeUU(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	tick := false
	if a[1].IsSet() {
		if tick, err = t.Truth(a[1]); err != nil {
			return py.Value{}, err
		}
	}
	if len(b) > 45 {
		return py.Value{}, t.RaiseNew(&binasciiError, "At most 45 bytes at once")
	}
	char := func(v uint) byte {
		if v == 0 && tick {
			return '`'
		}
		return byte(v) + ' '
	}
	out := []byte{char(uint(len(b)))}
	for i := 0; i < len(b); i += 3 {
		var n uint
		for j := range 3 {
			n <<= 8
			if i+j < len(b) {
				n |= uint(b[i+j])
			}
		}
		out = append(out, char(n>>18), char(n>>12&63), char(n>>6&63), char(n&63))
	}
	return t.NewBytes(append(out, '\n')), nil
}

// decodeQP reads quoted-printable data.
func decodeQP(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := asciiArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	header := false
	if a[1].IsSet() {
		if header, err = t.Truth(a[1]); err != nil {
			return py.Value{}, err
		}
	}
	if err := payBytes(t, len(b)); err != nil {
		return py.Value{}, err
	}
	digit := func(c byte) int {
		switch {
		case c >= '0' && c <= '9':
			return int(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			return int(c|0x20-'a') + 10
		}
		return -1
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		c := b[i]
		switch {
		case c == '=':
			i++
			if i >= len(b) {
				break
			}
			if b[i] == '\n' || b[i] == '\r' {
				if b[i] != '\n' {
					for i < len(b) && b[i] != '\n' {
						i++
					}
				}
				if i < len(b) {
					i++
				}
				break
			}
			if b[i] == '=' {
				out = append(out, '=')
				i++
				break
			}
			if i+1 < len(b) && digit(b[i]) >= 0 && digit(b[i+1]) >= 0 {
				out = append(out, byte(digit(b[i])<<4|digit(b[i+1])))
				i += 2
				break
			}
			out = append(out, '=')
		case header && c == '_':
			out = append(out, ' ')
			i++
		default:
			out = append(out, c)
			i++
		}
	}
	return t.NewBytes(out), nil
}

// encodeQP writes quoted-printable data in lines of at most 76 characters.
func encodeQP(t *py.Thread, a []py.Value) (py.Value, error) {
	b, err := t.BytesArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	var flags [3]bool // quotetabs, istext, header
	flags[1] = true
	for i := range flags {
		if a[1+i].IsSet() {
			if flags[i], err = t.Truth(a[1+i]); err != nil {
				return py.Value{}, err
			}
		}
	}
	tabs, text, header := flags[0], flags[1], flags[2]
	if err := payBytes(t, 3*len(b)); err != nil {
		return py.Value{}, err
	}
	crlf := false
	for i, c := range b {
		if c == '\n' {
			crlf = i > 0 && b[i-1] == '\r'
			break
		}
	}
	const digits = "0123456789ABCDEF"
	var out []byte
	line := 0
	soft := func() {
		out = append(out, '=')
		if crlf {
			out = append(out, '\r')
		}
		out = append(out, '\n')
		line = 0
	}
	for i := 0; i < len(b); {
		c := b[i]
		last := i+1 == len(b)
		quote := c > 126 || c == '=' || header && c == '_' ||
			c == '.' && line == 0 && (last || b[i+1] == '\n' || b[i+1] == '\r' || b[i+1] == 0) ||
			!text && (c == '\r' || c == '\n') || (c == '\t' || c == ' ') && last ||
			c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' ' ||
			c < 33 && c != '\r' && c != '\n' && (tabs || !tabs && (c != '\t' && c != ' '))
		if quote {
			if line+3 >= 76 {
				soft()
			}
			out = append(out, '=', digits[c>>4], digits[c&15])
			line += 3
			i++
			continue
		}
		if text && (c == '\n' || c == '\r' && !last && b[i+1] == '\n') {
			if n := len(out); n > 0 && (out[n-1] == ' ' || out[n-1] == '\t') {
				ch := out[n-1]
				out = append(out[:n-1], '=', digits[ch>>4], digits[ch&15])
			}
			if crlf {
				out = append(out, '\r')
			}
			out = append(out, '\n')
			line = 0
			if c == '\r' {
				i += 2
			} else {
				i++
			}
			continue
		}
		if !last && b[i+1] != '\n' && line+1 >= 76 {
			soft()
		}
		if header && c == ' ' {
			c = '_'
		}
		out = append(out, c)
		line++
		i++
	}
	return t.NewBytes(out), nil
}
