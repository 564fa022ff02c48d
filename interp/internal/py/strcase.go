package py

import (
	"strings"

	"github.com/assay-score/assay/interp/syntax"
)

func upperText(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range decodeRunes(s) {
		writeMapped(&b, r, charOf(r).upper)
	}
	return b.String()
}

func foldText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range decodeRunes(s) {
		writeMapped(&b, r, charOf(r).fold)
	}
	return b.String()
}

func lowerText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	rs := decodeRunes(s)
	var b strings.Builder
	b.Grow(len(s))
	for i := range rs {
		writeLower(&b, rs, i)
	}
	return b.String()
}

// writeLower writes the lower case of a character in its text: a sigma at the end of a word has a form of its own.
func writeLower(b *strings.Builder, rs []rune, i int) {
	if rs[i] == 'Σ' && finalSigma(rs, i) {
		b.WriteRune('ς')
		return
	}
	writeMapped(b, rs[i], charOf(rs[i]).lower)
}

// finalSigma tells whether a letter stands before and none after the sigma, nothing else than marks between.
func finalSigma(rs []rune, i int) bool {
	j := i - 1
	for j >= 0 && charIs(rs[j], charIgnorable) {
		j--
	}
	if j < 0 || !charIs(rs[j], charCased) {
		return false
	}
	j = i + 1
	for j < len(rs) && charIs(rs[j], charIgnorable) {
		j++
	}
	return j == len(rs) || !charIs(rs[j], charCased)
}

func swapText(s string) string {
	rs := decodeRunes(s)
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range rs {
		switch c := charOf(r); {
		case c.flags&charUpper != 0:
			writeLower(&b, rs, i)
		case c.flags&charLower != 0:
			writeMapped(&b, r, c.upper)
		default:
			writeRune(&b, r)
		}
	}
	return b.String()
}

func capitalize(s string) string {
	rs := decodeRunes(s)
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range rs {
		if i == 0 {
			writeMapped(&b, r, charOf(r).title)
		} else {
			writeLower(&b, rs, i)
		}
	}
	return b.String()
}

func titleText(s string) string {
	rs := decodeRunes(s)
	var b strings.Builder
	b.Grow(len(s))
	inWord := false
	for i, r := range rs {
		if inWord {
			writeLower(&b, rs, i)
		} else {
			writeMapped(&b, r, charOf(r).title)
		}
		inWord = charIs(r, charCased)
	}
	return b.String()
}

// cased tells whether a text has characters of one case and none of the other or of title case.
func cased(rs []rune, want, other uint16) bool {
	found := false
	for _, r := range rs {
		f := charOf(r).flags
		if f&(other|charTitle) != 0 {
			return false
		}
		found = found || f&want != 0
	}
	return found
}

func isTitle(rs []rune) bool {
	inWord, found := false, false
	for _, r := range rs {
		switch f := charOf(r).flags; {
		case f&(charUpper|charTitle) != 0:
			if inWord {
				return false
			}
			inWord, found = true, true
		case f&charLower != 0:
			if !inWord {
				return false
			}
			found = true
		default:
			inWord = false
		}
	}
	return found
}

func isIdentifier(rs []rune) bool {
	for i, r := range rs {
		want := uint16(charIDContinue)
		if i == 0 {
			want = charIDStart
		}
		if !charIs(r, want) {
			return false
		}
	}
	return len(rs) > 0
}

func isPrintable(rs []rune) bool {
	for _, r := range rs {
		if !syntax.IsPrintable(r) {
			return false
		}
	}
	return true
}
