package unicodedata

import (
	"slices"

	"github.com/assay-score/assay/interp/internal/py"
)

// Where Hangul syllables and their parts lie: those are composed by counting.
const (
	syllables, syllableCount = 0xac00, 11172
	leads, leadCount         = 0x1100, 19
	vowels, vowelCount       = 0x1161, 21
	tails, tailCount         = 0x11a7, 28
)

// work is how many characters are decomposed between two payments.
const work = 1024

// normalize is the normalisation form of a text: "NFC", "NFD", "NFKC" or "NFKD" (Unicode Standard Annex 15).
func (d *database) normalize(t *py.Thread, form string, text []rune) ([]rune, error) {
	out, err := d.decompose(t, text, len(form) == 4)
	if err != nil {
		return nil, err
	}
	if err := d.order(t, out); err != nil {
		return nil, err
	}
	if form[len(form)-1] == 'D' {
		return out, nil
	}
	if err := t.Charge(len(out)); err != nil {
		return nil, err
	}
	return d.compose(out), nil
}

func (d *database) decompose(t *py.Thread, text []rune, compat bool) ([]rune, error) {
	table := d.canonical
	if compat {
		table = d.compat
	}
	var out []rune
	for chunk := range slices.Chunk(text, work) {
		// A character becomes 18 others at most.
		if err := t.Charge(len(chunk)); err != nil {
			return nil, err
		}
		before := len(out)
		for _, r := range chunk {
			switch n := r - syllables; {
			case r < 0x80:
				out = append(out, r)
			case n >= 0 && n < syllableCount:
				out = append(out, leads+n/(vowelCount*tailCount), vowels+n%(vowelCount*tailCount)/tailCount)
				if tail := n % tailCount; tail != 0 {
					out = append(out, tails+tail)
				}
			default:
				if to, ok := table[r]; ok {
					out = append(out, to...)
				} else {
					out = append(out, r)
				}
			}
		}
		if err := t.Grow(uint64(len(out)-before) * 4); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// order sorts each run of combining characters by their classes.
func (d *database) order(t *py.Thread, text []rune) error {
	for i := 0; i < len(text); {
		if i%work == 0 {
			if err := t.Charge(min(work, len(text)-i)); err != nil {
				return err
			}
		}
		if text[i] < 0x300 || d.classes.of(text[i]).combining == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(text) && d.classes.of(text[j]).combining != 0 {
			j++
		}
		if n := j - i; n > 1 {
			if err := t.Charge(n * 16); err != nil {
				return err
			}
			slices.SortStableFunc(text[i:j], func(a, b rune) int { return int(d.classes.of(a).combining) - int(d.classes.of(b).combining) })
		}
		i = j
	}
	return nil
}

// compose puts together, in place, what belongs together.
func (d *database) compose(text []rune) []rune {
	out := text[:0]
	starter, last := -1, 0 // where the last starter stands in out, and the class of what stands last behind it
	for _, r := range text {
		class := 0
		if r >= 0x300 {
			class = int(d.classes.of(r).combining)
		}
		if starter >= 0 && (last < class || last == 0 && starter == len(out)-1) {
			if c, ok := d.pair(out[starter], r); ok {
				out[starter] = c
				continue
			}
		}
		if class == 0 {
			starter, last = len(out), 0
		} else {
			last = class
		}
		out = append(out, r)
	}
	return out
}

// pair is what two characters are together.
func (d *database) pair(a, b rune) (rune, bool) {
	if l := a - leads; l >= 0 && l < leadCount && b >= vowels && b < vowels+vowelCount {
		return syllables + (l*vowelCount+b-vowels)*tailCount, true
	}
	if s := a - syllables; s >= 0 && s < syllableCount && s%tailCount == 0 && b > tails && b < tails+tailCount {
		return a + b - tails, true
	}
	if b < 0x300 {
		return 0, false
	}
	c, ok := d.pairs[[2]rune{a, b}]
	return c, ok
}
