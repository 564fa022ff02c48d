package regex

import (
	"sort"
	"unicode"
)

// category is what \d, \s and \w stand for, or their opposites.
type category uint8

const (
	isDigit category = iota
	notDigit
	isSpace
	notSpace
	isWord
	notWord
)

// has tests a character against a category: of Unicode, or of ASCII only.
func (k category) has(c rune, ascii bool) bool {
	switch k {
	case isDigit, notDigit:
		return digit(c, ascii) == (k == isDigit)
	case isSpace, notSpace:
		return space(c, ascii) == (k == isSpace)
	}
	return word(c, ascii) == (k == isWord)
}

func digit(c rune, ascii bool) bool {
	if c < 0x80 || ascii {
		return c >= '0' && c <= '9'
	}
	return unicode.Is(unicode.Nd, c)
}

// space is str.isspace: Unicode's white space and the four separators of ASCII. For bytes the separators do not count.
func space(c rune, ascii bool) bool {
	if c == ' ' || c >= '\t' && c <= '\r' {
		return true
	}
	return !ascii && (c >= 0x1c && c <= 0x1f || c >= 0x80 && unicode.IsSpace(c))
}

func word(c rune, ascii bool) bool {
	if c < 0x80 || ascii {
		return c == '_' || c >= '0' && c <= '9' || isLetter(c)
	}
	return unicode.IsLetter(c) || unicode.IsNumber(c)
}

type runeRange struct{ lo, hi rune }

// charset is a compiled character class. The first 256 characters, and so all of those of bytes, are looked up in a table.
type charset struct {
	bits   [4]uint64 // complete: negation and case are worked in
	ranges []runeRange
	cats   []category
	negate bool
	fold   bool // case does not matter
	ascii  bool
}

// newCharset compiles the items of a class under flags.
func newCharset(items *node, flags Flags, isBytes bool) *charset {
	s := &charset{ranges: append([]runeRange(nil), items.ranges...), cats: items.cats, negate: items.negate,
		fold: flags&IgnoreCase != 0, ascii: isBytes || flags&Unicode == 0}
	sort.Slice(s.ranges, func(i, j int) bool { return s.ranges[i].lo < s.ranges[j].lo })
	merged := s.ranges[:0]
	for _, r := range s.ranges {
		if n := len(merged); n > 0 && r.lo <= merged[n-1].hi+1 {
			merged[n-1].hi = max(merged[n-1].hi, r.hi)
			continue
		}
		merged = append(merged, r)
	}
	s.ranges = merged
	for c := rune(0); c < 256; c++ {
		if s.holds(c) != s.negate {
			s.bits[c>>6] |= 1 << (c & 63)
		}
	}
	return s
}

// has reports whether a character belongs to the class.
func (s *charset) has(c rune) bool {
	if c < 256 {
		return s.bits[c>>6]&(1<<(c&63)) != 0
	}
	return s.holds(c) != s.negate
}

// cost is how many steps it takes to look up a character beyond the table.
func (s *charset) cost() uint64 {
	if s.fold {
		return 8
	}
	return 1
}

// holds looks for a character among the items, leaving negation aside.
func (s *charset) holds(c rune) bool {
	if !s.fold {
		return s.listed(c) || s.categorised(c)
	}
	return s.categorised(lower(c, s.ascii)) || eachVariant(c, s.ascii, s.listed)
}

func (s *charset) listed(c rune) bool {
	lo, hi := 0, len(s.ranges)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.ranges[mid].hi < c {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(s.ranges) && s.ranges[lo].lo <= c
}

func (s *charset) categorised(c rune) bool {
	for _, k := range s.cats {
		if k.has(c, s.ascii) {
			return true
		}
	}
	return false
}

// lower maps a character to lower case: all that IGNORECASE does to the text.
func lower(c rune, ascii bool) rune {
	if c < 0x80 || ascii {
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
		return c
	}
	return unicode.ToLower(c)
}

// foldKey is the same for two characters exactly when a pattern that ignores case holds them equal: when they have the same
// lower case, or their lower cases have the same upper case. Three pairs have one upper case only in full mapping.
func foldKey(c rune) rune {
	switch c = unicode.ToLower(unicode.ToUpper(unicode.ToLower(c))); c {
	case 0x1fd3:
		return 0x390
	case 0x1fe3:
		return 0x3b0
	case 0xfb05:
		return 0xfb06
	}
	return c
}

// eachVariant calls test with the characters that equal c when case is ignored, c included, until one passes.
func eachVariant(c rune, ascii bool, test func(rune) bool) bool {
	if test(c) {
		return true
	}
	if ascii {
		if isLetter(c) {
			return test(c ^ 0x20)
		}
		return false
	}
	key := foldKey(c)
	for v := unicode.SimpleFold(key); ; v = unicode.SimpleFold(v) {
		if foldKey(v) == key && test(v) {
			return true
		}
		if v == key {
			break
		}
	}
	switch key {
	case 'i': // the Turkish ones stand outside of simple folding
		return test(0x130) || test(0x131)
	case 0x390:
		return test(0x1fd3)
	case 0x3b0:
		return test(0x1fe3)
	case 0xfb06:
		return test(0xfb05)
	}
	return false
}

// cased reports whether ignoring case makes any difference to a character.
func cased(c rune, ascii bool) bool {
	return eachVariant(c, ascii, func(v rune) bool { return v != c })
}
