package py

import (
	"strings"
	"unicode/utf8"
)

// charRecord is what Python knows of a character: the flags charAlpha…, the value of a decimal digit, and how far away
// its other forms are. A distance from charSpecial on stands for a text of several characters.
type charRecord struct {
	flags                     uint16
	digit                     uint8
	lower, upper, title, fold int32
}

// charOf finds the record of a character in the tables of character_tables.go.
func charOf(r rune) *charRecord {
	block := int(r) >> charShift
	if block >= len(charBlocks) {
		block = len(charBlocks) - 1
	}
	return &charRecords[charIndex[int(charBlocks[block])<<charShift|int(r)&(1<<charShift-1)]]
}

// charIs tells whether a character has one of the flags.
func charIs(r rune, flags uint16) bool { return charOf(r).flags&flags != 0 }

// writeMapped writes what a distance leads to.
func writeMapped(b *strings.Builder, r rune, distance int32) {
	if distance >= charSpecial {
		b.WriteString(charTexts[distance-charSpecial])
		return
	}
	writeRune(b, r+distance)
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r >= 9 && r <= 13 || r >= 0x1c && r <= 0x1f
	}
	return charIs(r, charSpace)
}

// asciiDigits replaces decimal digits of any script by ASCII ones.
func asciiDigits(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range decodeRunes(s) {
		if c := charOf(r); r >= utf8.RuneSelf && c.flags&charDecimal != 0 {
			b.WriteByte('0' + c.digit)
		} else {
			writeRune(&b, r)
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
