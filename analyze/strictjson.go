package analyze

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// encoding/json is lenient where two readers of one document could come to differ: the last of two equal keys wins,
// keys match in any case, broken text becomes U+FFFD. A document that decides about a score is held to what RFC 8259
// and I-JSON (RFC 7493) ask for, before it is decoded.

// CheckJSON says why a document is not a single JSON value of valid UTF-8 in which no object repeats a key, no string
// has half a surrogate pair and nothing nests deeper than depth. It goes through the document once.
func CheckJSON(data []byte, depth int) error {
	if !utf8.Valid(data) {
		return errors.New("not UTF-8")
	}
	if err := checkSurrogates(data); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var open []jsonLevel
	for {
		token, err := d.Token()
		if err == io.EOF && len(open) == 0 {
			return errors.New("empty, expected JSON")
		}
		if err != nil {
			var whole json.RawMessage
			if exact := json.Unmarshal(data, &whole); exact != nil { // a decoder counts bytes within its token
				err = exact
			}
			return jsonError(err)
		}
		top := len(open) - 1
		if key, ok := token.(string); ok && top >= 0 && open[top].keys != nil && !open[top].value {
			if open[top].keys[key] {
				return fmt.Errorf("the key %q occurs twice", cutText(key))
			}
			open[top].keys[key] = true
			open[top].value = true
			continue
		}
		if top >= 0 {
			open[top].value = false
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if len(open) == depth {
				return fmt.Errorf("nested deeper than %d levels", depth)
			}
			level := jsonLevel{}
			if token == json.Delim('{') {
				level.keys = map[string]bool{}
			}
			open = append(open, level)
		case json.Delim('}'), json.Delim(']'):
			open = open[:top]
		}
		if len(open) == 0 {
			break
		}
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more after the end of the JSON value")
	}
	return nil
}

// jsonLevel is an object or array that is open.
type jsonLevel struct {
	keys  map[string]bool // nil for an array
	value bool            // a key was read, its value comes next
}

// jsonError words an error of encoding/json without its prefixes.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input":
		return errors.New("not JSON: it ends in the middle")
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON: %s at byte %d", oneLine(syntax), syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("not JSON: it ends in the middle")
	}
	return fmt.Errorf("not JSON: %s", oneLine(err))
}

// checkSurrogates refuses \ud800 without its other half, which is no character.
func checkSurrogates(data []byte) error {
	for i := 0; i+1 < len(data); i++ {
		if data[i] != '\\' {
			continue
		}
		if high := surrogate(data[i:], 0xd800); high {
			if !surrogate(data[min(i+6, len(data)):], 0xdc00) {
				return fmt.Errorf("half a surrogate pair at byte %d", i+1)
			}
			i += 11
			continue
		}
		if surrogate(data[i:], 0xdc00) {
			return fmt.Errorf("half a surrogate pair at byte %d", i+1)
		}
		i++ // the escaped character, a backslash perhaps
	}
	return nil
}

// surrogate reports an escape \uXXXX in the block of 1024 from first.
func surrogate(s []byte, first int) bool {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return false
	}
	code := 0
	for _, ch := range s[2:6] {
		digit := bytes.IndexByte([]byte("0123456789abcdef"), ch|0x20)
		if ch >= '0' && ch <= '9' {
			digit = int(ch - '0')
		}
		if digit < 0 {
			return false
		}
		code = code<<4 | digit
	}
	return code&^0x3ff == first
}

// cutText bounds text of the input for a message.
func cutText(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	n := limit
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
