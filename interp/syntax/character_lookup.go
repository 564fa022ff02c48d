package syntax

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/runenames"
)

// LookupCharacter finds the character of a name or alias, in whichever case it is written.
func LookupCharacter(name string) (string, bool) {
	r, ok := lookupName(name)
	return string(r), ok
}

// CharacterName is the Unicode name of a character, empty where it has none.
func CharacterName(r rune) string {
	if r >= 0xac00 && r <= 0xd7a3 {
		n := int(r) - 0xac00
		tails := len(hangulTails)
		return "HANGUL SYLLABLE " + hangulLeads[n/tails/len(hangulVowels)] + hangulVowels[n/tails%len(hangulVowels)] + hangulTails[n%tails]
	}
	for _, g := range ideographs {
		if r >= g.from && r <= g.to {
			return fmt.Sprintf("%s%04X", g.prefix, r)
		}
	}
	if name := runenames.Name(r); name != "" {
		if name[0] == '<' {
			return ""
		}
		return name
	}
	code := strings.ToUpper(strconv.FormatInt(int64(r), 16)) + ";"
	for line := range strings.Lines(moreNames) {
		if name, ok := strings.CutPrefix(line, code); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}
