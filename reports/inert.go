package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Inert makes text safe to show: what a terminal, a log or a reader's eye would obey instead of show is spelled out.
//
// Control characters become \x1b, \n and the like, bytes that are not UTF-8 too. Characters that cannot be seen or
// that reorder what is around them (bidirectional controls, zero-width and variation selectors, odd spaces, private
// and unassigned code points) become <U+202E>, and so does a combining mark after four others. What Azure Pipelines and
// GitHub's runner take for a command wherever it stands in a line of a log, ##[ and ##vso[, becomes #\x23[; what GitHub's
// takes for one at the beginning of a line, ::, becomes \x3a: at the beginning of every word. The result is one line.
func Inert(s string) string {
	if strings.Contains(s, "##") {
		s = commandless.Replace(s)
	}
	if strings.Contains(s, "::") {
		s = uncolon(s)
	}
	if plain(s) {
		return s
	}
	var b strings.Builder
	marks := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r >= 0x7f && r < 0xa0:
			fmt.Fprintf(&b, `\x%02x`, r)
		case hidden(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		case unicode.Is(unicode.M, r):
			if marks++; marks > 4 {
				fmt.Fprintf(&b, "<U+%04X>", r)
			} else {
				b.WriteRune(r)
			}
			i += size
			continue
		default:
			b.WriteRune(r)
		}
		marks = 0
		i += size
	}
	return b.String()
}

// commandless takes the beginnings of commands out of what a log may show.
var commandless = strings.NewReplacer("##[", `#\x23[`, "##vso[", `#\x23vso[`)

// uncolon spells out the first of two colons that begin a word.
func uncolon(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == ':' && strings.HasPrefix(s[i:], "::") && (i == 0 || s[i-1] <= ' ') {
			b.WriteString(`\x3a`)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// plain reports whether a text is printable ASCII, as most is.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// hidden reports whether a character shows as nothing, as a blank that is not U+0020, or as something else than itself.
func hidden(r rune) bool {
	switch {
	case !unicode.IsPrint(r): // formats and bidirectional controls, spaces, private use, unassigned
		return true
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef, r >= 0x180b && r <= 0x180f: // variation selectors
		return true
	}
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0: // joiners and fillers without a shape
		return true
	}
	return false
}

// InertLines is [Inert] for text of several lines: line ends stay, tabs become blanks.
func InertLines(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = Inert(strings.ReplaceAll(line, "\t", "    "))
	}
	return strings.Join(lines, "\n")
}
