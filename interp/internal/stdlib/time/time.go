// Package time is the module time over the run's clock, and the calendar that the module datetime shares with it.
//
// The clock goes on by what the run does and by sleeping, so a program sees the same times in every run; a sleep takes no
// real time. The time zone is UTC.
package time

import (
	"math"
	"strings"
	"sync"
	gotime "time"

	"github.com/assay-score/assay/interp/internal/py"
)

var structTime = py.StructSeq{Type: new(py.Type), Visible: 9, Fields: []string{"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec",
	"tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"}}

// StructTime makes a struct_time of the zone UTC; dst is -1 where nothing is known.
func StructTime(t *py.Thread, m *Moment, zone py.Value, offset py.Value) py.Value {
	n := func(i int) py.Value { return py.Int(int64(i)) }
	return structTime.New(t, []py.Value{n(m.Year), n(m.Month), n(m.Day), n(m.Hour), n(m.Minute), n(m.Second), n(m.Weekday), n(m.YearDay), n(m.DST), zone, offset})
}

// UTC is the moment of a number of seconds since 1970.
func UTC(t *py.Thread, seconds int64) (*Moment, error) {
	days := floorDiv(seconds, 86400)
	n := days + 719163
	if n < -719528*100 || n > 800_000_000 {
		return nil, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
	}
	shift := int64(0)
	if n < 1 || n > MaxOrdinal { // years that datetime lacks: go whole cycles of 400 years
		shift = floorDiv(n-1, 146097)
		n -= shift * 146097
	}
	y, mo, d := FromOrdinal(int(n))
	rest := int(seconds - days*86400)
	m := &Moment{Year: y + int(shift)*400, Month: mo, Day: d, Hour: rest / 3600, Minute: rest / 60 % 60, Second: rest % 60, Zone: "UTC"}
	m.Weekday, m.YearDay = Weekday(int(n)), YearDay(y, mo, d)
	return m, nil
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Define makes the types of the module, once.
var Define = sync.OnceFunc(func() {
	py.DefineStructSeq(&structTime, "time", "struct_time")
})

// seconds reads an argument in seconds, the run's time where it is absent.
func seconds(t *py.Thread, v py.Value) (int64, error) {
	if !v.IsSet() || v.IsNone() {
		return floorDiv(t.Nanoseconds(), 1_000_000_000), nil
	}
	if f, ok := v.Double(); ok {
		if f != f {
			return 0, t.RaiseNew(&py.ValueError, "Invalid value NaN (not a number)")
		}
		f = math.Floor(f)
		if f < -1<<62 || f >= 1<<62 {
			return 0, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
		}
		return int64(f), nil
	}
	i, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	small, large, _ := i.Long()
	if large != nil {
		return 0, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
	}
	return small, nil
}

// fields reads a time tuple.
func fields(t *py.Thread, v py.Value, name string) (*Moment, error) {
	p := v.Tuple()
	if p == nil {
		return nil, t.RaiseNew(&py.TypeError, "Tuple or struct_time argument required")
	}
	if len(p.Items) != 9 {
		return nil, t.RaiseNew(&py.TypeError, name+"(): illegal time tuple argument")
	}
	var n [9]int
	for i, x := range p.Items[:9] {
		k, err := t.IntArg(x)
		if err != nil {
			return nil, err
		}
		n[i] = k
	}
	m := &Moment{Year: n[0], Month: n[1], Day: n[2], Hour: n[3], Minute: n[4], Second: n[5], Weekday: n[6], YearDay: n[7], DST: n[8], Zone: "UTC",
		Offset: func(sep string) (string, error) { return "+00" + sep + "00", nil }}
	return m, nil
}

// check is what strftime and asctime refuse; zeros count as the smallest value there is.
func (m *Moment) check(t *py.Thread) error {
	if m.Month == 0 {
		m.Month = 1
	}
	if m.Day == 0 {
		m.Day = 1
	}
	if m.YearDay == 0 {
		m.YearDay = 1
	}
	bad := ""
	switch {
	case m.Month < 1 || m.Month > 12:
		bad = "month"
	case m.Day < 1 || m.Day > 31:
		bad = "day of month"
	case m.Hour < 0 || m.Hour > 23:
		bad = "hour"
	case m.Minute < 0 || m.Minute > 59:
		bad = "minute"
	case m.Second < 0 || m.Second > 61:
		bad = "seconds"
	case m.Weekday < -1:
		bad = "day of week"
	case m.YearDay < 1 || m.YearDay > 366:
		bad = "day of year"
	}
	if bad != "" {
		return t.RaiseNew(&py.ValueError, bad+" out of range")
	}
	m.Weekday = ((m.Weekday % 7) + 7) % 7
	return nil
}

func momentArg(t *py.Thread, v py.Value, name string) (*Moment, error) {
	if v.IsSet() {
		m, err := fields(t, v, name)
		if err != nil {
			return nil, err
		}
		return m, m.check(t)
	}
	s, _ := seconds(t, v)
	return UTC(t, s)
}

var functions = sync.OnceValue(func() *py.FunctionSet {
	Define()
	var defs []py.Def
	add := func(name, sig string, fn py.NativeFunc) { defs = append(defs, py.Def{Name: name, Sig: sig, Fn: fn}) }
	clock := func(name string, read func(t *py.Thread) int64) {
		add(name, "", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Float(float64(read(t)) / 1e9), nil })
		add(name+"_ns", "", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(read(t)), nil })
	}
	clock("time", (*py.Thread).Nanoseconds)
	for _, name := range []string{"monotonic", "perf_counter"} {
		clock(name, func(t *py.Thread) int64 { return int64(t.Now()) })
	}
	for _, name := range []string{"process_time", "thread_time"} {
		clock(name, (*py.Thread).Worked)
	}
	add("sleep", "seconds, /", sleep)
	broken := func(name, sig string) {
		add(name, sig, func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := seconds(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			m, err := UTC(t, s)
			if err != nil {
				return py.Value{}, err
			}
			zone := "UTC"
			if name == "gmtime" {
				zone = "GMT"
			}
			return StructTime(t, m, t.StrValue(zone), py.Int(0)), nil
		})
	}
	broken("gmtime", "seconds=None, /")
	broken("localtime", "seconds=None, /")
	add("mktime", "time_tuple, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		m, err := fields(t, a[0], "mktime")
		if err != nil {
			return py.Value{}, err
		}
		months := m.Year*12 + m.Month - 1
		y := int(floorDiv(int64(months), 12))
		if y < -100_000 || y > 1_000_000 {
			return py.Value{}, t.RaiseNew(&py.OverflowError, "mktime argument out of range")
		}
		cycles := int(floorDiv(int64(y-1), 400))
		days := Ordinal(y-cycles*400, months-y*12+1, 1) + cycles*146097 - 719163 + m.Day - 1
		return py.Float(float64(int64(days)*86400 + int64(m.Hour)*3600 + int64(m.Minute)*60 + int64(m.Second))), nil
	})
	add("strftime", "format, time_tuple=None, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		f := a[0].Str()
		if f == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "strftime() argument 1 must be str, not %s", typeName(a[0]))
		}
		m, err := momentArg(t, a[1], "strftime")
		if err != nil {
			return py.Value{}, err
		}
		if m.Offset == nil {
			m.Offset = func(sep string) (string, error) { return "+00" + sep + "00", nil }
		}
		if strings.IndexByte(f.S, 0) >= 0 {
			return py.Value{}, t.RaiseNew(&py.ValueError, "embedded null character")
		}
		s, err := m.Format(t, f.S)
		return t.StrValue(s), err
	})
	add("asctime", "time_tuple=None, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		m, err := momentArg(t, a[0], "asctime")
		if err != nil {
			return py.Value{}, err
		}
		return t.StrValue(m.Ctime()), nil
	})
	add("ctime", "seconds=None, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		s, err := seconds(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		m, err := UTC(t, s)
		if err != nil {
			return py.Value{}, err
		}
		return t.StrValue(m.Ctime()), nil
	})
	add("strptime", "string, format='%a %b %d %H:%M:%S %Y', /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		format := "%a %b %d %H:%M:%S %Y"
		if a[1].IsSet() {
			s := a[1].Str()
			if s == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "strptime() argument 1 must be str, not %s", typeName(a[1]))
			}
			format = s.S
		}
		s := a[0].Str()
		if s == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "strptime() argument 0 must be str, not %s", a[0].Type().FullName())
		}
		p, err := Parse(t, s.S, format)
		if err != nil {
			return py.Value{}, err
		}
		zone, offset := py.None, py.None
		if p.HasOffset {
			offset = py.Int(p.OffsetMicro / 1_000_000)
		}
		if p.ZoneName != "" {
			zone = t.StrValue(p.ZoneName)
		}
		return StructTime(t, &p.Moment, zone, offset), nil
	})
	add("tzset", "", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil })
	add("get_clock_info", "name, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		s, err := t.StrArg(a[0], "get_clock_info() argument 1")
		if err != nil {
			return py.Value{}, err
		}
		for _, name := range []string{"time", "monotonic", "perf_counter", "process_time", "thread_time"} {
			if s.S == name {
				types, err := t.Hooks.Import(t, "types", nil, []string{"SimpleNamespace"}, 0)
				if err != nil {
					return py.Value{}, err
				}
				make, err := t.GetAttr(types, t.Intern("SimpleNamespace"))
				if err != nil {
					return py.Value{}, err
				}
				return t.CallKw(make, nil, []py.Keyword{{Name: t.Intern("implementation"), Value: t.StrValue("virtual")},
					{Name: t.Intern("monotonic"), Value: py.Bool(name != "time")}, {Name: t.Intern("adjustable"), Value: py.False},
					{Name: t.Intern("resolution"), Value: py.Float(1e-9)}})
			}
		}
		return py.Value{}, t.RaiseNew(&py.ValueError, "unknown clock")
	})
	read := func(t *py.Thread, v py.Value) (int64, error) {
		id, err := t.IntArg(v)
		if err != nil {
			return 0, err
		}
		switch id {
		case 0, 11:
			return t.Nanoseconds(), nil
		case 1, 4, 7:
			return int64(t.Now()), nil
		case 2, 3:
			return t.Worked(), nil
		}
		return 0, t.NewException(&py.OSError, py.Int(22), t.StrValue("Invalid argument"))
	}
	add("clock_gettime", "clk_id, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		n, err := read(t, a[0])
		return py.Float(float64(n) / 1e9), err
	})
	add("clock_gettime_ns", "clk_id, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		n, err := read(t, a[0])
		return py.Int(n), err
	})
	add("clock_getres", "clk_id, /", func(t *py.Thread, a []py.Value) (py.Value, error) {
		_, err := read(t, a[0])
		return py.Float(1e-9), err
	})
	denied := func(t *py.Thread, a []py.Value) (py.Value, error) {
		t.Effect("clock", "time.clock_settime", true)
		return py.Value{}, t.NewException(&py.PermissionError, py.Int(1), t.StrValue("Operation not permitted"))
	}
	add("clock_settime", "clk_id, time, /", denied)
	add("clock_settime_ns", "clk_id, time, /", denied)
	add("pthread_getcpuclockid", "thread_id, /", func(t *py.Thread, a []py.Value) (py.Value, error) { return py.Int(3), nil })
	return py.Functions("time", defs)
})

func typeName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().Name
}

func sleep(t *py.Thread, a []py.Value) (py.Value, error) {
	f, ok := a[0].Double()
	if !ok {
		if _, _, isInt := a[0].Long(); !isInt && a[0].Type().Index == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "'%s' object cannot be interpreted as an integer or float", a[0].Type().Name)
		}
		i, err := t.FloatArg(a[0])
		if err != nil {
			return py.Value{}, err
		}
		f = i
	}
	switch {
	case f != f:
		return py.Value{}, t.RaiseNew(&py.ValueError, "Invalid value NaN (not a number)")
	case f < 0:
		return py.Value{}, t.RaiseNew(&py.ValueError, "sleep length must be non-negative")
	case f > 9.2e9:
		return py.Value{}, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
	}
	return py.None, t.Sleep(gotime.Duration(math.Ceil(f * 1e9)))
}

// Module is the module time.
func Module(t *py.Thread) *py.Module {
	return t.ModuleWith("time", functions(), []*py.Type{structTime.Type}, func() []py.Constant {
		out := []py.Constant{{Name: "timezone", Value: py.Int(0)}, {Name: "altzone", Value: py.Int(0)}, {Name: "daylight", Value: py.Int(0)},
			{Name: "tzname", Make: func(t *py.Thread) (py.Value, error) { return t.Tuple(t.StrValue("UTC"), t.StrValue("UTC")), nil }}}
		for i, name := range []string{"REALTIME", "MONOTONIC", "PROCESS_CPUTIME_ID", "THREAD_CPUTIME_ID", "MONOTONIC_RAW", "", "", "BOOTTIME", "", "", "", "TAI"} {
			if name != "" {
				out = append(out, py.Constant{Name: "CLOCK_" + name, Value: py.Int(int64(i))})
			}
		}
		return out
	})
}
