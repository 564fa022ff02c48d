package time

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
)

// Moment is what is formatted and what parsing gives: the fields of a time, as people count them.
type Moment struct {
	Year, Month, Day     int
	Hour, Minute, Second int
	Micro                int
	Weekday              int // Monday 0
	YearDay              int // from 1
	Zone                 string
	ZoneName             func() (string, error)           // of %Z, where it is not to be had without asking
	Offset               func(sep string) (string, error) // of %z; nil: nothing is known
	PadYear              bool                             // %Y has four digits at least
	DST                  int
}

// The names of the C locale.
var (
	dayNames   = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// Ctime is the text of asctime.
func (m *Moment) Ctime() string {
	return fmt.Sprintf("%s %s %2d %02d:%02d:%02d %d", dayNames[m.Weekday][:3], monthNames[m.Month][:3], m.Day, m.Hour, m.Minute, m.Second, m.Year)
}

// Format is strftime, with the directives and flags of the GNU C library.
func (m *Moment) Format(t *py.Thread, format string) (string, error) {
	if err := t.Charge(1 + len(format)); err != nil {
		return "", err
	}
	var b strings.Builder
	err := m.format(t, &b, format, 0)
	return b.String(), err
}

func (m *Moment) format(t *py.Thread, b *strings.Builder, format string, depth int) error {
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		from := i
		i++
		var flags []byte
		for i < len(format) && strings.IndexByte("-_0^#", format[i]) >= 0 {
			flags = append(flags, format[i])
			i++
		}
		width := 0
		for i < len(format) && format[i] >= '0' && format[i] <= '9' && width < 1000 {
			width = width*10 + int(format[i]-'0')
			i++
		}
		if i < len(format) && (format[i] == 'E' || format[i] == 'O') {
			i++
		}
		colon := i+1 < len(format) && format[i] == ':' && format[i+1] == 'z'
		if colon {
			i++
		}
		if i >= len(format) {
			b.WriteString(format[from:])
			return nil
		}
		if err := t.Grow(uint64(width + 16)); err != nil {
			return err
		}
		text, digits, pad, err := m.directive(t, format[i], colon)
		if err != nil {
			return err
		}
		if text == "\x00" {
			text = format[from : i+1]
			b.WriteString(text)
			continue
		}
		b.WriteString(adorn(text, digits, pad, flags, width))
	}
	return nil
}

// adorn applies flags and a width: digits is how wide a number is, padded with pad.
func adorn(text string, digits int, pad byte, flags []byte, width int) string {
	trim := false
	for _, f := range flags {
		switch f {
		case '-':
			trim = true
		case '_':
			pad = ' '
		case '0':
			pad = '0'
		case '^':
			text = strings.ToUpper(text)
		case '#':
			if up := strings.ToUpper(text); up != text {
				text = up
			} else {
				text = strings.ToLower(text)
			}
		}
	}
	if width == 0 {
		width = digits
	}
	if trim {
		width = 0
	}
	for len(text) < width {
		if pad == 0 {
			pad = ' '
		}
		text = string(pad) + text
	}
	return text
}

// directive is the text of one, and for numbers how wide they are and what fills them; "\x00" for one that is none.
func (m *Moment) directive(t *py.Thread, c byte, colon bool) (text string, digits int, pad byte, err error) {
	number := func(n, digits int, pad byte) (string, int, byte, error) { return strconv.Itoa(n), digits, pad, nil }
	whole := func(format string) (string, int, byte, error) {
		var b strings.Builder
		err := m.format(t, &b, format, 1)
		return b.String(), 0, ' ', err
	}
	hour12 := (m.Hour+11)%12 + 1
	sunday := (m.Weekday + 1) % 7
	switch c {
	case 'a':
		return dayNames[m.Weekday][:3], 0, ' ', nil
	case 'A':
		return dayNames[m.Weekday], 0, ' ', nil
	case 'b', 'h':
		return monthNames[m.Month][:3], 0, ' ', nil
	case 'B':
		return monthNames[m.Month], 0, ' ', nil
	case 'c':
		return whole("%a %b %e %H:%M:%S %Y")
	case 'C':
		return number(m.Year/100, 2, '0')
	case 'd':
		return number(m.Day, 2, '0')
	case 'D', 'x':
		return whole("%m/%d/%y")
	case 'e':
		return number(m.Day, 2, ' ')
	case 'f':
		return number(m.Micro, 6, '0')
	case 'F':
		return whole("%Y-%m-%d")
	case 'g', 'G', 'V':
		y, w := m.Year, 0
		if m.Year >= 1 && m.Year <= 9999 {
			y, w, _ = ISO(m.Year, m.Month, m.Day)
		}
		switch c {
		case 'g':
			return number(y%100, 2, '0')
		case 'V':
			return number(w, 2, '0')
		}
		if m.PadYear {
			return number(y, 4, '0')
		}
		return number(y, 0, '0')
	case 'H':
		return number(m.Hour, 2, '0')
	case 'I':
		return number(hour12, 2, '0')
	case 'j':
		return number(m.YearDay, 3, '0')
	case 'k':
		return number(m.Hour, 2, ' ')
	case 'l':
		return number(hour12, 2, ' ')
	case 'm':
		return number(m.Month, 2, '0')
	case 'M':
		return number(m.Minute, 2, '0')
	case 'n':
		return "\n", 0, ' ', nil
	case 'p', 'P':
		half := "AM"
		if m.Hour >= 12 {
			half = "PM"
		}
		if c == 'P' {
			half = strings.ToLower(half)
		}
		return half, 0, ' ', nil
	case 'r':
		return whole("%I:%M:%S %p")
	case 'R':
		return whole("%H:%M")
	case 's':
		n := 0
		if m.Year >= 1 && m.Year <= 9999 {
			n = (Ordinal(m.Year, m.Month, m.Day)-719163)*86400 + m.Hour*3600 + m.Minute*60 + m.Second
		}
		return number(n, 0, '0')
	case 'S':
		return number(m.Second, 2, '0')
	case 't':
		return "\t", 0, ' ', nil
	case 'T', 'X':
		return whole("%H:%M:%S")
	case 'u':
		return number(m.Weekday+1, 1, '0')
	case 'U':
		return number((m.YearDay+6-sunday)/7, 2, '0')
	case 'w':
		return number(sunday, 1, '0')
	case 'W':
		return number((m.YearDay+6-m.Weekday)/7, 2, '0')
	case 'y':
		return number((m.Year%100+100)%100, 2, '0')
	case 'Y':
		if m.PadYear {
			return number(m.Year, 4, '0')
		}
		return number(m.Year, 0, '0')
	case 'z':
		if m.Offset == nil {
			return "", 0, ' ', nil
		}
		sep := ""
		if colon {
			sep = ":"
		}
		text, err := m.Offset(sep)
		return text, 0, ' ', err
	case 'Z':
		if m.ZoneName != nil {
			name, err := m.ZoneName()
			return name, 0, ' ', err
		}
		return m.Zone, 0, ' ', nil
	case '%':
		return "%", 0, ' ', nil
	}
	return "\x00", 0, ' ', nil
}
