package syntax

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/runenames"
)

// moreNames lists, as "code;NAME", what x/text's table of names lacks: the characters that came with Unicode 15.1 and
// 16.0, and the aliases, which are names too in a \N escape. Names that follow a rule are not in it.
//
//go:embed character_names.txt
var moreNames string

// lookupName finds the character of a \N{name} escape, in whichever case it is written.
func lookupName(name string) (rune, bool) {
	if strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return 0, false // ToUpper would make ASCII letters of some
	}
	name = strings.ToUpper(name)
	if r, ok := ruledName(name); ok {
		return r, true
	}
	r, ok := characterNames()[name]
	return r, ok
}

// characterNames is the table of the names that follow no rule. It takes some ten milliseconds to put together and
// most programs never ask, so it is made at the first question.
var characterNames = sync.OnceValue(func() map[string]rune {
	names := make(map[string]rune, 36_000)
	for r := rune(0); r < 0x30000; r++ {
		if name := runenames.Name(r); name != "" && name[0] != '<' {
			names[name] = r
		}
	}
	for r := rune(0xe0000); r < 0xe0200; r++ {
		if name := runenames.Name(r); name != "" && name[0] != '<' {
			names[name] = r
		}
	}
	for line := range strings.Lines(moreNames) {
		if code, name, ok := strings.Cut(strings.TrimSpace(line), ";"); ok {
			r, _ := strconv.ParseUint(code, 16, 32) // the table is ours
			names[name] = rune(r)
		}
	}
	return names
})

// ideographs are the ranges of characters named after their code points.
var ideographs = [...]struct {
	prefix   string
	from, to rune
}{
	{"CJK UNIFIED IDEOGRAPH-", 0x3400, 0x4dbf}, {"CJK UNIFIED IDEOGRAPH-", 0x4e00, 0x9fff},
	{"CJK UNIFIED IDEOGRAPH-", 0x20000, 0x2a6df}, {"CJK UNIFIED IDEOGRAPH-", 0x2a700, 0x2b739},
	{"CJK UNIFIED IDEOGRAPH-", 0x2b740, 0x2b81d}, {"CJK UNIFIED IDEOGRAPH-", 0x2b820, 0x2cea1},
	{"CJK UNIFIED IDEOGRAPH-", 0x2ceb0, 0x2ebe0}, {"CJK UNIFIED IDEOGRAPH-", 0x2ebf0, 0x2ee5d},
	{"CJK UNIFIED IDEOGRAPH-", 0x30000, 0x3134a}, {"CJK UNIFIED IDEOGRAPH-", 0x31350, 0x323af},
	{"EGYPTIAN HIEROGLYPH-", 0x13460, 0x143fa},
}

// ruledName finds the characters whose names are made by a rule: ideographs and Hangul syllables.
func ruledName(name string) (rune, bool) {
	if rest, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangul(rest)
	}
	for _, g := range ideographs {
		rest, ok := strings.CutPrefix(name, g.prefix)
		if !ok || len(rest) < 4 || len(rest) > 5 || rest[0] == '0' {
			continue
		}
		if v, err := strconv.ParseUint(rest, 16, 32); err == nil && rune(v) >= g.from && rune(v) <= g.to {
			return rune(v), true
		}
	}
	return 0, false
}

// The romanised parts of Hangul syllables, in the order in which Unicode composes them.
var (
	hangulLeads  = strings.Split("G GG N D DD R M B BB S SS  J JJ C K T P H", " ")
	hangulVowels = strings.Split("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I", " ")
	hangulTails  = strings.Split(" G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H", " ")
)

// hangul finds the syllable that is romanised so. Each part is the longest that fits.
func hangul(name string) (rune, bool) {
	lead, rest := longest(hangulLeads, name)
	vowel, rest := longest(hangulVowels, rest)
	tail, rest := longest(hangulTails, rest)
	if lead < 0 || vowel < 0 || tail < 0 || rest != "" {
		return 0, false
	}
	return rune(0xac00 + (lead*len(hangulVowels)+vowel)*len(hangulTails) + tail), true
}

// longest finds the longest of parts that s begins with, and what is left of s.
func longest(parts []string, s string) (index int, rest string) {
	index = -1
	for i, part := range parts {
		if strings.HasPrefix(s, part) && (index < 0 || len(part) > len(parts[index])) {
			index = i
		}
	}
	if index < 0 {
		return index, s
	}
	return index, s[len(parts[index]):]
}
