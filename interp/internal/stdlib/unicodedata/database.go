package unicodedata

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the database
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed database.gz
var compressed []byte

// properties are what a run of code points has in common.
type properties struct {
	category, bidirectional, width string
	combining                      uint8
	mirrored                       bool
}

// values are the numbers that a character stands for; less than zero where it stands for none. No character stands for
// a decimal or other digit below zero; one stands for a negative number (has tells that).
type values struct {
	decimal, digit int
	numeric        float64
	has            bool
}

// database is what a version of Unicode says of all characters.
type database struct {
	version   string
	starts    []rune // where runs begin
	runs      []uint16
	records   []properties
	mapping   map[rune]string // decompositions as they are written
	canonical map[rune][]rune // complete decompositions, not yet in order
	compat    map[rune][]rune // likewise, where they are others
	pairs     map[[2]rune]rune
	numbers   map[rune]values
	sequences map[string]string
	corrected map[rune]rune // mappings that were wrong in 3.2, and that the normal forms never follow
	classes   *database     // whose combining classes order a text: today's, for both
}

// databases reads both versions when somebody first asks; it takes some ten milliseconds.
var databases = sync.OnceValues(func() (all [2]*database, err error) {
	z, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return all, err
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return all, err
	}
	n := -1
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if version, ok := strings.CutPrefix(line, "version "); ok {
			n++
			all[n] = &database{version: version, mapping: map[rune]string{}, canonical: map[rune][]rune{}, compat: map[rune][]rune{},
				pairs: map[[2]rune]rune{}, numbers: map[rune]values{}, sequences: map[string]string{}, corrected: map[rune]rune{}}
			all[n].classes = all[0]
		} else if err := all[n].read(line[0], line[2:]); err != nil {
			return all, err
		}
	}
	for _, d := range all {
		d.complete()
	}
	return all, nil
})

// read takes up a line of the database; database.py says what they are.
func (d *database) read(kind byte, line string) error {
	fields := strings.Split(line, " ")
	code, err := hex(fields[0])
	if err != nil {
		return err
	}
	switch kind {
	case 'r':
		combining, err := strconv.ParseUint(fields[3], 10, 8)
		if err != nil {
			return err
		}
		bidirectional := fields[2]
		if bidirectional == "-" {
			bidirectional = ""
		}
		p := properties{fields[1], bidirectional, fields[4], uint8(combining), fields[5] == "1"}
		i := slices.Index(d.records, p)
		if i < 0 {
			i = len(d.records)
			d.records = append(d.records, p)
		}
		if len(d.starts) == 0 {
			d.starts = append(d.starts, 0)
		}
		d.runs = append(d.runs, uint16(i))
		d.starts = append(d.starts, d.starts[len(d.starts)-1]+code)
	case 'd':
		d.mapping[code] = line[len(fields[0])+1:]
	case 'n':
		d.numbers[code] = readValues(fields[1:])
	case 'x':
		d.pairs[[2]rune{code, -1}] = code
	case 'c':
		first, _ := hex(fields[1]) // the file is ours
		second, _ := hex(fields[2])
		d.pairs[[2]rune{first, second}] = code
	case 'k':
		to, _ := hex(fields[1]) // the file is ours
		d.corrected[code] = to
	case 's':
		codes, name, _ := strings.Cut(line, ";")
		var b strings.Builder
		for c := range strings.SplitSeq(codes, " ") {
			r, _ := hex(c)
			b.WriteRune(r)
		}
		d.sequences[name] = b.String()
	default:
		return fmt.Errorf("unicodedata: a line of an unknown kind: %c", kind)
	}
	return nil
}

func readValues(fields []string) values {
	v := values{decimal: -1, digit: -1}
	if n, err := strconv.Atoi(fields[0]); err == nil {
		v.decimal = n
	}
	if n, err := strconv.Atoi(fields[1]); err == nil {
		v.digit = n
	}
	if f, err := strconv.ParseFloat(fields[2], 64); err == nil {
		v.numeric, v.has = f, true
	}
	return v
}

func hex(s string) (rune, error) {
	n, err := strconv.ParseUint(s, 16, 32)
	return rune(n), err
}

// complete follows decompositions to their ends, and turns those that composition undoes around.
func (d *database) complete() {
	for c, mapping := range d.mapping {
		d.canonical[c] = d.follow(c, false)
		d.compat[c] = d.follow(c, true)
		to := strings.Split(mapping, " ")
		if _, never := d.pairs[[2]rune{c, -1}]; never || len(to) != 2 || to[0][0] == '<' {
			continue
		}
		first, _ := hex(to[0])
		second, _ := hex(to[1])
		d.pairs[[2]rune{first, second}] = c
	}
}

// follow decomposes a character and what comes out. The mappings of Unicode have no circles and are five deep.
func (d *database) follow(c rune, compat bool) []rune {
	if to, ok := d.corrected[c]; ok {
		return []rune{to}
	}
	mapping, ok := d.mapping[c]
	if !ok || mapping[0] == '<' && !compat {
		return []rune{c}
	}
	var out []rune
	for part := range strings.SplitSeq(mapping, " ") {
		if part[0] != '<' {
			r, _ := hex(part)
			out = append(out, d.follow(r, compat)...)
		}
	}
	return out
}

// of finds the properties of a code point.
func (d *database) of(r rune) *properties {
	i, found := slices.BinarySearch(d.starts, r)
	if !found {
		i--
	}
	return &d.records[d.runs[i]]
}
