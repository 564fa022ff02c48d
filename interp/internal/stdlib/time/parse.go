package time

import (
	"strconv"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	"github.com/assay-score/assay/interp/internal/regex"
)

// Parsed is what strptime finds in a text.
type Parsed struct {
	Moment
	HasOffset   bool
	OffsetMicro int64 // of %z, in microseconds
	ZoneName    string
}

// directives are the patterns of what a directive accepts.
func directives(c byte) string {
	alternatives := func(names []string, cut int) string {
		var parts []string
		for _, n := range names {
			if cut > 0 {
				n = n[:cut]
			}
			parts = append(parts, strings.ToLower(n))
		}
		return strings.Join(parts, "|")
	}
	switch c {
	case 'd':
		return `3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]`
	case 'f':
		return `[0-9]{1,6}`
	case 'H':
		return `2[0-3]|[0-1]\d|\d| \d`
	case 'I':
		return `1[0-2]|0[1-9]|[1-9]| [1-9]`
	case 'G', 'Y':
		return `\d\d\d\d`
	case 'j':
		return `36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]`
	case 'm':
		return `1[0-2]|0[1-9]|[1-9]`
	case 'M':
		return `[0-5]\d|\d`
	case 'S':
		return `6[0-1]|[0-5]\d|\d`
	case 'U', 'W':
		return `5[0-3]|[0-4]\d|\d`
	case 'w':
		return `[0-6]`
	case 'u':
		return `[1-7]`
	case 'V':
		return `5[0-3]|0[1-9]|[1-4]\d|\d`
	case 'y':
		return `\d\d`
	case 'z':
		return `(?:[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?)|(?-i:Z)`
	case 'A':
		return alternatives(dayNames[:], 0)
	case 'a':
		return alternatives(dayNames[:], 3)
	case 'B':
		return alternatives(monthNames[1:], 0)
	case 'b', 'h':
		return alternatives(monthNames[1:], 3)
	case 'p':
		return `am|pm`
	case 'Z':
		return `utc|gmt`
	}
	return ""
}

// pattern makes the regular expression of a format.
func pattern(t *py.Thread, format string) (string, error) {
	for {
		expanded := strings.NewReplacer("%%", "%%", "%c", "%a %b %e %H:%M:%S %Y", "%x", "%m/%d/%y", "%X", "%H:%M:%S").Replace(format)
		if expanded == format {
			break
		}
		format = expanded
	}
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			for i+1 < len(format) && (format[i+1] == ' ' || format[i+1] >= '\t' && format[i+1] <= '\r') {
				i++
			}
			b.WriteString(`\s+`)
		case c != '%':
			b.WriteString(regex.Escape(string(c)))
		case i+1 >= len(format):
			return "", t.RaiseNew(&py.ValueError, "stray % in format '"+format+"'")
		default:
			i++
			c = format[i]
			if c == '%' {
				b.WriteByte('%')
				continue
			}
			if c == 'e' {
				c = 'd'
			}
			p := directives(c)
			if p == "" {
				return "", t.RaiseNew(&py.ValueError, "'"+string(c)+"' is a bad directive in format '"+format+"'")
			}
			b.WriteString("(?P<" + string(c) + ">" + p + ")")
		}
	}
	return b.String(), nil
}

// formats are the formats that a run has parsed with, compiled.
type formats map[string]*regex.Pattern

func compiled(t *py.Thread, format string) (*regex.Pattern, error) {
	kept, _ := t.State["strptime"].(formats)
	if p := kept[format]; p != nil {
		return p, nil
	}
	if err := t.Charge(64 + 64*len(format)); err != nil {
		return nil, err
	}
	if err := t.Grow(uint64(1024 + 512*len(format))); err != nil {
		return nil, err
	}
	source, err := pattern(t, format)
	if err != nil {
		return nil, err
	}
	if strings.Contains(source, "(?P<d>") && !strings.Contains(source, "(?P<Y>") && !strings.Contains(source, "(?P<y>") && !strings.Contains(source, "(?P<G>") {
		err := t.Warn(&py.DeprecationWarning, "Parsing dates involving a day of month without a year specified is ambiguous\n"+
			"and fails to parse leap day. The default behavior will change in Python 3.15\n"+
			"to either always raise an exception or to use a different default year (TBD).\n"+
			"To avoid trouble, add a specific year to the input & format.\n"+
			"See https://github.com/python/cpython/issues/70647.")
		if err != nil {
			return nil, err
		}
	}
	p, bad := regex.Compile(source, regex.IgnoreCase, false)
	if bad != nil {
		return nil, t.RaiseNew(&py.ValueError, bad.Msg)
	}
	if kept == nil || len(kept) > 64 {
		kept = formats{}
		t.State["strptime"] = kept
	}
	kept[format] = p
	return p, nil
}

type meter struct {
	t   *py.Thread
	err error
}

func (m *meter) Steps(n uint64) bool  { m.err = m.t.Charge(int(n)); return m.err == nil }
func (m *meter) Memory(n uint64) bool { m.err = m.t.Grow(n); return m.err == nil }

// repr of a str for messages.
func repr(t *py.Thread, s string) string {
	r, err := t.Repr(t.StrValue(s))
	if err != nil {
		return "'" + s + "'"
	}
	return r
}

func indexOf(names []string, text string, cut int) int {
	for i, n := range names {
		if cut > 0 && len(n) > cut {
			n = n[:cut]
		}
		if n != "" && strings.EqualFold(n, text) {
			return i
		}
	}
	return 0
}

// Parse is strptime.
func Parse(t *py.Thread, text, format string) (*Parsed, error) {
	p, err := compiled(t, format)
	if err != nil {
		return nil, err
	}
	if err := t.Charge(len(text) / 8); err != nil {
		return nil, err
	}
	m := &meter{t: t}
	found, err := p.Find(regex.NewText(text, false), regex.Range{End: len(text), Mode: regex.Prefix}, m)
	if err != nil {
		if m.err != nil {
			err = m.err
		}
		return nil, err
	}
	if found == nil {
		return nil, t.RaiseNew(&py.ValueError, "time data "+repr(t, text)+" does not match format "+repr(t, format))
	}
	if _, end := found.Span(0); end != len(text) {
		return nil, t.RaiseNew(&py.ValueError, "unconverted data remains: "+text[end:])
	}
	fields := map[byte]string{}
	for _, n := range p.Names {
		if from, to := found.Span(n.Group); from >= 0 {
			fields[n.Name[0]] = text[from:to]
		}
	}
	return assemble(t, fields)
}

func assemble(t *py.Thread, fields map[byte]string) (*Parsed, error) {
	out := &Parsed{}
	out.Month, out.Day, out.DST = 1, 1, -1
	year, yearKnown := 1900, false
	isoYear, isoWeek, week, weekMonday := 0, 0, -1, false
	weekday, julian := -1, 0
	number := func(s string) int {
		n, _ := strconv.Atoi(strings.TrimSpace(s))
		return n
	}
	dayKnown := false
	for _, c := range []byte("yYmBbhdHIMSfAawujUWGVzZ") {
		s, ok := fields[c]
		if !ok {
			continue
		}
		switch c {
		case 'y':
			if year = number(s); year <= 68 {
				year += 2000
			} else {
				year += 1900
			}
			yearKnown = true
		case 'Y':
			year, yearKnown = number(s), true
		case 'm':
			out.Month = number(s)
		case 'B':
			out.Month = indexOf(monthNames[:], s, 0)
		case 'b', 'h':
			out.Month = indexOf(monthNames[:], s, 3)
		case 'd':
			out.Day, dayKnown = number(s), true
		case 'H':
			out.Hour = number(s)
		case 'I':
			hour := number(s) % 12
			if strings.EqualFold(fields['p'], "pm") {
				hour += 12
			}
			out.Hour = hour
		case 'M':
			out.Minute = number(s)
		case 'S':
			out.Second = number(s)
		case 'f':
			out.Micro = number(s + "000000"[len(s):])
		case 'A':
			weekday = indexOf(dayNames[:], s, 0)
		case 'a':
			weekday = indexOf(dayNames[:], s, 3)
		case 'w':
			weekday = (number(s) + 6) % 7
		case 'u':
			weekday = number(s) - 1
		case 'j':
			julian = number(s)
		case 'U', 'W':
			week, weekMonday = number(s), c == 'W'
		case 'G':
			isoYear = number(s)
		case 'V':
			isoWeek = number(s)
		case 'z':
			if err := out.offset(t, s); err != nil {
				return nil, err
			}
		case 'Z':
			out.DST = 0
			out.ZoneName = strings.ToUpper(s)
		}
	}
	_, hasG := fields['G']
	_, hasV := fields['V']
	switch {
	case !yearKnown && hasG && (!hasV || weekday < 0):
		return nil, t.RaiseNew(&py.ValueError, "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').")
	case julian > 0 && hasG && !yearKnown:
		return nil, t.RaiseNew(&py.ValueError, "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
	case hasV && !hasG:
		if weekday >= 0 && yearKnown {
			return nil, t.RaiseNew(&py.ValueError, "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")
		}
		return nil, t.RaiseNew(&py.ValueError, "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').")
	}
	leapFix := false
	if !yearKnown && out.Month == 2 && out.Day == 29 {
		year, leapFix = 1904, true // a leap year, for as long as the day is checked
	}
	if julian == 0 && weekday >= 0 {
		switch {
		case week >= 0:
			julian = weekJulian(year, week, weekday, weekMonday)
		case hasG && hasV:
			n, ok := FromISO(isoYear, isoWeek, weekday+1)
			if !ok {
				return nil, t.RaiseNew(&py.ValueError, "Invalid week: "+strconv.Itoa(isoWeek))
			}
			var y int
			y, out.Month, out.Day = FromOrdinal(n)
			year = y
			julian = YearDay(year, out.Month, out.Day)
		}
		if julian != 0 && julian <= 0 {
			year--
			julian += 365
			if Leap(year) {
				julian++
			}
		}
	}
	if julian == 0 {
		if out.Day > DaysIn(year, out.Month) {
			return nil, t.RaiseNew(&py.ValueError, "day "+strconv.Itoa(out.Day)+" must be in range 1.."+strconv.Itoa(DaysIn(year, out.Month))+
				" for month "+strconv.Itoa(out.Month)+" in year "+strconv.Itoa(year))
		}
		julian = YearDay(max(year, 1), out.Month, out.Day)
	} else if !dayKnown || week >= 0 {
		n := Ordinal(year, 1, 1) + julian - 1
		if n < 1 || n > MaxOrdinal {
			return nil, t.RaiseNew(&py.ValueError, "year is out of range")
		}
		year, out.Month, out.Day = FromOrdinal(n)
	}
	if weekday < 0 {
		weekday = Weekday(Ordinal(max(year, 1), out.Month, out.Day))
	}
	if leapFix {
		year = 1900
	}
	out.Year, out.Weekday, out.YearDay = year, weekday, julian
	return out, nil
}

// weekJulian is the day of the year of a weekday in a week that %U or %W counts.
func weekJulian(year, week, weekday int, monday bool) int {
	first := Weekday(Ordinal(year, 1, 1))
	if !monday {
		first = (first + 1) % 7
		weekday = (weekday + 1) % 7
	}
	week0 := (7 - first) % 7
	if week == 0 {
		return 1 + weekday - first
	}
	return 1 + week0 + 7*(week-1) + weekday
}

// offset reads what %z has matched.
func (p *Parsed) offset(t *py.Thread, s string) error {
	p.HasOffset = true
	if s == "Z" {
		return nil
	}
	digits := s[1:]
	if digits[2] == ':' {
		digits = digits[:2] + digits[3:]
		if len(digits) > 5 {
			if digits[4] != ':' {
				return t.RaiseNew(&py.ValueError, "Inconsistent use of : in "+s)
			}
			digits = digits[:4] + digits[5:]
		}
	}
	part := func(from int) int64 {
		if len(digits) < from+2 {
			return 0
		}
		n, _ := strconv.ParseInt(digits[from:from+2], 10, 64)
		return n
	}
	micro := (part(0)*3600 + part(2)*60 + part(4)) * 1_000_000
	if len(digits) > 7 {
		f := (digits[7:] + "000000")[:6]
		n, _ := strconv.ParseInt(f, 10, 64)
		micro += n
	}
	if s[0] == '-' {
		micro = -micro
	}
	p.OffsetMicro = micro
	return nil
}
