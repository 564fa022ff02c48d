package py

import (
	"strings"
	"unicode"

	"github.com/assay-score/assay/interp/syntax"
)

func mapRunes(s string, f func(r rune) string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range decodeRunes(s) {
		b.WriteString(f(r))
	}
	return b.String()
}

func upperText(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return mapRunes(s, func(r rune) string {
		switch r {
		case 'ß':
			return "SS"
		case 'ŉ':
			return "ʼN"
		case 'ﬁ':
			return "FI"
		case 'ﬂ':
			return "FL"
		}
		return RuneString(unicode.ToUpper(r))
	})
}

func lowerText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	rs := decodeRunes(s)
	var b strings.Builder
	for i, r := range rs {
		switch {
		case r == 'İ':
			b.WriteString("i̇")
		case r == 'Σ' && i > 0 && unicode.IsLetter(rs[i-1]) && (i+1 == len(rs) || !unicode.IsLetter(rs[i+1])):
			b.WriteRune('ς')
		default:
			writeRune(&b, unicode.ToLower(r))
		}
	}
	return b.String()
}

func capitalize(s string) string {
	if s == "" {
		return s
	}
	_, size := syntax.DecodeWTF8(s)
	first := s[:size]
	if first == "ß" {
		first = "Ss"
	} else {
		first = mapRunes(first, func(r rune) string { return RuneString(unicode.ToTitle(r)) })
	}
	return first + lowerText(s[size:])
}

func titleText(s string) string {
	prev := false
	return mapRunes(s, func(r rune) string {
		was := prev
		prev = unicode.IsLetter(r)
		if was {
			return RuneString(unicode.ToLower(r))
		}
		return RuneString(unicode.ToTitle(r))
	})
}

func cased(rs []rune, want, other func(rune) bool) bool {
	found := false
	for _, r := range rs {
		if other(r) || unicode.IsTitle(r) {
			return false
		}
		found = found || want(r)
	}
	return found
}

func isTitle(rs []rune) bool {
	prev, found := false, false
	for _, r := range rs {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			if prev {
				return false
			}
			prev, found = true, true
		case unicode.IsLower(r):
			if !prev {
				return false
			}
			found = true
		default:
			prev = false
		}
	}
	return found
}
