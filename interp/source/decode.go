package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Decode turns the bytes of a Python file into text: by its byte order mark, by the coding cookie in one of its first
// two lines (PEP 263), or else as UTF-8. What CPython would refuse to read is a diagnostic in CPython's words; its
// span is in the bytes, which for a refused file are all the text there is.
func Decode(name string, data []byte) (*File, *Diagnostic) {
	body, bom := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !bom && (bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))) {
		return nil, undecodable(name, data, 0)
	}
	label, at := cookie(body)
	encoding := normalLabel(label)
	if encoding == "" {
		encoding = "utf-8"
	}
	if bom && (encoding != "utf-8" || label != "" && !strings.HasPrefix(strings.ReplaceAll(strings.ToLower(label), "_", "-"), "utf-8")) {
		return nil, at.complain(fmt.Sprintf("encoding problem: %s with BOM", label))
	}
	if encoding != "utf-8" {
		table := tableOf(encoding)
		if table == nil {
			return nil, at.complain("unknown encoding: " + label)
		}
		text, bad := table.decode(body)
		if bad != "" {
			return nil, at.complain(fmt.Sprintf("encoding problem: %s: %s", label, bad))
		}
		if i := strings.IndexByte(text, 0); i >= 0 {
			return nil, nullByte(i)
		}
		return NewFile(name, text), nil
	}
	if !utf8.Valid(body) {
		i := 0
		for i < len(body) {
			r, n := utf8.DecodeRune(body[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		if label != "" {
			return nil, badUTF8(body, i)
		}
		return nil, undecodable(name, body, i)
	}
	if i := bytes.IndexByte(body, 0); i >= 0 {
		return nil, nullByte(i)
	}
	return NewFile(name, string(body)), nil
}

// place is where the cookie stands.
type place Span

func (at place) complain(message string) *Diagnostic {
	return &Diagnostic{Span: Span(at), Kind: SyntaxError, Message: message}
}

func nullByte(i int) *Diagnostic {
	return &Diagnostic{Span: Span{Pos(i), Pos(i + 1)}, Kind: SyntaxError, Message: "source code cannot contain null bytes"}
}

// undecodable reports a byte at offset i that is not UTF-8, in a file that does not say it is anything else.
func undecodable(name string, data []byte, i int) *Diagnostic {
	line := 1 + bytes.Count(data[:i], []byte("\n"))
	return &Diagnostic{
		Span: Span{Pos(i), Pos(i + 1)}, Kind: SyntaxError,
		Message: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding declared; "+
			"see https://peps.python.org/pep-0263/ for details", data[i], name, line),
	}
}

// badUTF8 reports a byte at offset i that is not UTF-8, in a file that says it is.
func badUTF8(data []byte, i int) *Diagnostic {
	reason := "invalid start byte"
	switch c := data[i]; {
	case c >= 0xc2 && c <= 0xf4:
		reason = "invalid continuation byte"
		if i+1 == len(data) {
			reason = "unexpected end of data"
		}
	}
	return &Diagnostic{
		Span: Span{Pos(i), Pos(i + 1)}, Kind: SyntaxError,
		Message: fmt.Sprintf("(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %d: %s", data[i], i, reason),
	}
}

// cookie finds the encoding that a comment in the first or second line declares. A second line counts only if the
// first holds no code.
func cookie(data []byte) (label string, at place) {
	from := 0
	for range 2 {
		end := len(data)
		next := end
		if n := bytes.IndexAny(data[from:], "\r\n"); n >= 0 {
			end = from + n
			next = end + 1
			if data[end] == '\r' && next < len(data) && data[next] == '\n' {
				next++
			}
		}
		line := data[from:end]
		text := bytes.TrimLeft(line, " \t\f")
		if len(text) > 0 && text[0] != '#' {
			return "", place{}
		}
		if label, i := cookieIn(text); label != "" {
			start := Pos(from + len(line) - len(text) + i)
			return label, place{start, start + Pos(len(label))}
		}
		from = next
	}
	return "", place{}
}

// cookieIn finds "coding:" or "coding=" and the word after it in a comment.
func cookieIn(comment []byte) (label string, at int) {
	for i := 0; ; {
		n := bytes.Index(comment[i:], []byte("coding"))
		if n < 0 {
			return "", 0
		}
		i += n + len("coding")
		if i >= len(comment) || comment[i] != ':' && comment[i] != '=' {
			continue
		}
		j := i + 1
		for j < len(comment) && (comment[j] == ' ' || comment[j] == '\t') {
			j++
		}
		k := j
		for k < len(comment) && isLabelByte(comment[k]) {
			k++
		}
		if k > j {
			return string(comment[j:k]), j
		}
	}
}

func isLabelByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'
}

// normalLabel brings the many spellings of an encoding to one: small letters, dashes, and the two names that
// CPython's tokenizer knows by itself.
func normalLabel(label string) string {
	s := strings.ReplaceAll(strings.ToLower(label), "_", "-")
	for _, known := range [...][2]string{{"utf-8", "utf-8"}, {"latin-1", "iso-8859-1"}, {"iso-8859-1", "iso-8859-1"}, {"iso-latin-1", "iso-8859-1"}} {
		if s == known[0] || strings.HasPrefix(s, known[0]+"-") {
			return known[1]
		}
	}
	switch s {
	case "utf8", "u8", "utf", "cp65001", "utf8-ucs2", "utf8-ucs4":
		return "utf-8"
	}
	return s
}
