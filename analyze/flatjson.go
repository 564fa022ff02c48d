package analyze

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// flatObject reads a line as nearly all are: an object of texts, with keys without escapes that differ. Whatever is not
// plainly that is for the strict reader, which says what is wrong; ok is false then, and nothing else is said.
func flatObject(data []byte) (o JSONObject, ok bool) {
	if !utf8.Valid(data) || checkSurrogates(data) != nil {
		return nil, false
	}
	o = make(JSONObject, 4)
	rest := data
	for sign := byte('{'); ; sign = ',' {
		if rest, ok = after(rest, sign); !ok {
			return nil, false
		}
		key, next, ok := quoted(rest)
		if !ok || bytes.IndexByte(key, '\\') >= 0 {
			return nil, false
		}
		if rest, ok = after(next, ':'); !ok {
			return nil, false
		}
		value, next, ok := quoted(rest)
		if !ok {
			return nil, false
		}
		name := string(key[1 : len(key)-1])
		if _, twice := o[name]; twice {
			return nil, false
		}
		o[name] = json.RawMessage(value)
		if rest, ok = after(next, '}'); ok {
			return o, len(rest) == 0
		}
		rest = next
	}
}

// after passes over a sign, with the blanks around it.
func after(s []byte, sign byte) ([]byte, bool) {
	s = bytes.TrimLeft(s, " \t\r\n")
	if len(s) == 0 || s[0] != sign {
		return s, false
	}
	return bytes.TrimLeft(s[1:], " \t\r\n"), true
}

// quoted takes a text in quotes from the front. Its escapes are looked at, not undone.
func quoted(s []byte) (text, rest []byte, ok bool) {
	if len(s) == 0 || s[0] != '"' {
		return nil, nil, false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return s[:i+1], s[i+1:], true
		case c < ' ':
			return nil, nil, false
		case c == '\\':
			i++
			if i == len(s) {
				return nil, nil, false
			}
			if s[i] == 'u' {
				for range 4 {
					i++
					if i == len(s) || bytes.IndexByte([]byte("0123456789abcdefABCDEF"), s[i]) < 0 {
						return nil, nil, false
					}
				}
			} else if bytes.IndexByte([]byte(`"\/bfnrt`), s[i]) < 0 {
				return nil, nil, false
			}
		}
	}
	return nil, nil, false
}
