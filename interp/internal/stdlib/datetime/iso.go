package datetime

import (
	"strings"

	"github.com/assay-score/assay/interp/internal/py"
	civil "github.com/assay-score/assay/interp/internal/stdlib/time"
)

func badISO(t *py.Thread, v py.Value) error {
	r, err := t.Repr(v)
	if err != nil {
		return err
	}
	return t.RaiseNew(&py.ValueError, "Invalid isoformat string: "+r)
}

// digits reads n digits at the start of s.
func digits(s string, n int) (int, string, bool) {
	if len(s) < n {
		return 0, s, false
	}
	v := 0
	for _, c := range []byte(s[:n]) {
		if c < '0' || c > '9' {
			return 0, s, false
		}
		v = v*10 + int(c-'0')
	}
	return v, s[n:], true
}

// parseISODate reads YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D] and YYYYWww[D].
func parseISODate(t *py.Thread, s string) (y, m, d int, ok bool, err error) {
	y, s, ok = digits(s, 4)
	if !ok || s == "" {
		return 0, 0, 0, false, nil
	}
	sep := s[0] == '-'
	if sep {
		s = s[1:]
	}
	if strings.HasPrefix(s, "W") {
		week, day := 0, 1
		if week, s, ok = digits(s[1:], 2); !ok {
			return 0, 0, 0, false, nil
		}
		if s != "" {
			if sep {
				if s[0] != '-' {
					return 0, 0, 0, false, nil
				}
				s = s[1:]
			}
			if day, s, ok = digits(s, 1); !ok || s != "" {
				return 0, 0, 0, false, nil
			}
		}
		n, err := fromISO(t, y, week, day)
		if err != nil {
			if py.Catch(err, &py.ValueError) != nil {
				err = nil
			}
			return 0, 0, 0, false, err
		}
		y, m, d = civil.FromOrdinal(n)
		return y, m, d, true, nil
	}
	if m, s, ok = digits(s, 2); !ok {
		return 0, 0, 0, false, nil
	}
	if sep {
		if !strings.HasPrefix(s, "-") {
			return 0, 0, 0, false, nil
		}
		s = s[1:]
	}
	d, s, ok = digits(s, 2)
	return y, m, d, ok && s == "", nil
}

// parseHMS reads hh[:mm[:ss[.fraction]]] or without the colons.
func parseHMS(s string, c *clock) bool {
	var ok bool
	if c.hour, s, ok = digits(s, 2); !ok {
		return false
	}
	if s == "" {
		return true
	}
	colons := s[0] == ':'
	for i, p := range []*int{&c.minute, &c.second} {
		if s == "" {
			return true
		}
		if s[0] == '.' || s[0] == ',' {
			return false
		}
		if colons {
			if s[0] != ':' {
				return false
			}
			s = s[1:]
		}
		if *p, s, ok = digits(s, 2); !ok {
			return false
		}
		if i == 1 && s != "" {
			if s[0] != '.' && s[0] != ',' || len(s) == 1 {
				return false
			}
			c.micro = 0
			for k, ch := range []byte(s[1:]) {
				if ch < '0' || ch > '9' {
					return false
				}
				if k < 6 {
					c.micro = c.micro*10 + int(ch-'0')
				}
			}
			for k := len(s) - 1; k < 6; k++ {
				c.micro *= 10
			}
			return true
		}
	}
	return s == ""
}

// parseISOTime reads a time with an offset, if there is one. nextDay tells 24:00.
func parseISOTime(t *py.Thread, s string, c *clock) (tz py.Value, nextDay, ok bool, err error) {
	zoneAt := strings.IndexAny(s, "Z+-")
	rest := ""
	if zoneAt >= 0 {
		s, rest = s[:zoneAt], s[zoneAt:]
	}
	if !parseHMS(s, c) {
		return tz, false, false, nil
	}
	if c.hour == 24 {
		if c.minute != 0 || c.second != 0 || c.micro != 0 {
			return tz, false, false, t.RaiseNew(&py.ValueError, "minute, second, and microsecond must be 0 when hour is 24")
		}
		c.hour, nextDay = 0, true
	}
	switch {
	case rest == "":
		return tz, nextDay, true, nil
	case rest == "Z":
		return utcValue(), nextDay, true, nil
	case rest[0] == 'Z' || rest == "+" || rest == "-":
		return tz, false, false, nil
	}
	var o clock
	if !parseHMS(rest[1:], &o) {
		return tz, false, false, nil
	}
	micro := int64(o.hour*3600+o.minute*60+o.second)*1_000_000 + int64(o.micro)
	if rest[0] == '-' {
		micro = -micro
	}
	if micro <= -dayMicro || micro >= dayMicro {
		d, err := deltaOfMicro(t, micro)
		if err != nil {
			return tz, false, false, err
		}
		_, err = checkOffset(t, d)
		return tz, false, false, err
	}
	return zoneOf(t, micro, py.Value{}), nextDay, true, nil
}

// separatorAt finds where the date of a text ends: behind it stands one character of any kind, and then the time.
func separatorAt(s string) int {
	switch {
	case len(s) == 7:
		return 7
	case len(s) > 4 && s[4] == '-':
		if len(s) > 5 && s[5] == 'W' {
			if len(s) > 8 && s[8] == '-' {
				if len(s) == 9 {
					return -1
				}
				if len(s) > 10 && s[10] >= '0' && s[10] <= '9' {
					return 8 // 2020-W01-00: the hyphen is the separator
				}
				return 10
			}
			return 8
		}
		return 10
	case len(s) > 4 && s[4] == 'W':
		i := 7
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i < 9 {
			return i
		}
		if i%2 == 0 {
			return 7
		}
		return 8
	}
	return 8
}

// parse is strptime for the classes here.
func parse(t *py.Thread, text, format py.Value) (*civil.Parsed, error) {
	for i, v := range []py.Value{text, format} {
		if v.Str() == nil {
			return nil, t.Raisef(&py.TypeError, "strptime() argument %d must be str, not %s", i+1, typeName(v))
		}
	}
	p, err := civil.Parse(t, text.Str().S, format.Str().S)
	if err != nil {
		return nil, err
	}
	return p, checkDate(t, p.Year, p.Month, p.Day)
}
