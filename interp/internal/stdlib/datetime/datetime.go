// Package datetime is the module datetime: dates and times of the proleptic Gregorian calendar, durations, and zones. The clock
// is the run's and its zone is UTC; the arithmetic of the calendar is that of package time beside this one.
//
// Every class can be derived from. Results of operations on an instance of a derived class are made by calling that class,
// as CPython does; of the classes here they are made directly.
package datetime

import (
	"sync"

	"github.com/assay-score/assay/interp/internal/py"
	civil "github.com/assay-score/assay/interp/internal/stdlib/time"
)

var deltaType, dateType, timeType, datetimeType, tzinfoType, timezoneType, isoDateType py.Type

// utc is timezone.utc, which belongs to no run.
var utc zone

func utcValue() py.Value { return py.Obj(&utc) }

var define = sync.OnceFunc(func() {
	civil.Define()
	defineDelta()
	defineZones()
	defineDate()
	defineISODate()
	defineTime()
	defineDatetime()
})

// Module is the module datetime.
func Module(t *py.Thread) *py.Module {
	define()
	m := t.ModuleOf("datetime", nil, &dateType, &datetimeType, &timeType, &deltaType, &timezoneType, &tzinfoType)
	m.Set(t, "MINYEAR", py.Int(1))
	m.Set(t, "MAXYEAR", py.Int(9999))
	m.Set(t, "UTC", utcValue())
	all := []py.Value{}
	for _, name := range []string{"date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"} {
		all = append(all, t.StrValue(name))
	}
	m.Set(t, "__all__", t.Tuple(all...))
	return m
}

// bind spreads the arguments of a constructor, with the messages that those of this module have.
func bind(t *py.Thread, sig *py.Signature, required []string, max int, args []py.Value, kw []py.Keyword) ([]py.Value, error) {
	if n := len(args) + len(kw); n > max {
		return nil, t.Raisef(&py.TypeError, "function takes at most %d arguments (%d given)", max, n)
	}
next:
	for i, name := range required {
		if i < len(args) {
			continue
		}
		for _, k := range kw {
			if k.Name.S == name {
				continue next
			}
		}
		return nil, t.Raisef(&py.TypeError, "function missing required argument '%s' (pos %d)", name, i+1)
	}
	return t.Bind("function", sig, args, kw)
}

// intArg reads a number of the calendar; unset is def.
func intArg(t *py.Thread, v py.Value, def int) (int, error) {
	if !v.IsSet() {
		return def, nil
	}
	if v.IsInt() {
		if n := v.Small(); n >= -1<<31 && n < 1<<31 {
			return int(n), nil
		}
		return 0, t.RaiseNew(&py.OverflowError, "signed integer is greater than maximum")
	}
	n, err := t.IntArg(v)
	if err != nil {
		if py.Catch(err, &py.OverflowError) != nil {
			return 0, t.RaiseNew(&py.OverflowError, "Python int too large to convert to C int")
		}
		return 0, err
	}
	return n, nil
}

func checkDate(t *py.Thread, y, m, d int) error {
	if y < 1 || y > 9999 {
		return t.Raisef(&py.ValueError, "year must be in 1..9999, not %d", y)
	}
	if m < 1 || m > 12 {
		return t.Raisef(&py.ValueError, "month must be in 1..12, not %d", m)
	}
	if n := civil.DaysIn(y, m); d < 1 || d > n {
		return t.Raisef(&py.ValueError, "day %d must be in range 1..%d for month %d in year %d", d, n, m, y)
	}
	return nil
}

func checkTime(t *py.Thread, c *clock) error {
	switch {
	case c.hour < 0 || c.hour > 23:
		return t.Raisef(&py.ValueError, "hour must be in 0..23, not %d", c.hour)
	case c.minute < 0 || c.minute > 59:
		return t.Raisef(&py.ValueError, "minute must be in 0..59, not %d", c.minute)
	case c.second < 0 || c.second > 59:
		return t.Raisef(&py.ValueError, "second must be in 0..59, not %d", c.second)
	case c.micro < 0 || c.micro > 999999:
		return t.Raisef(&py.ValueError, "microsecond must be in 0..999999, not %d", c.micro)
	case c.fold != 0 && c.fold != 1:
		return t.Raisef(&py.ValueError, "fold must be either 0 or 1, not %d", c.fold)
	}
	return nil
}

// zoneArg reads a tzinfo argument: unset where it is None.
func zoneArg(t *py.Thread, v py.Value) (py.Value, error) {
	if !v.IsSet() || v.IsNone() {
		return py.Value{}, nil
	}
	if !v.Type().IsSubtype(&tzinfoType) {
		return py.Value{}, t.Raisef(&py.TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", v.Type().Name)
	}
	return v, nil
}

func orNone(v py.Value) py.Value {
	if v.IsSet() {
		return v
	}
	return py.None
}

// mix hashes numbers.
func mix(xs ...int64) int64 {
	h := uint64(0x9E3779B97F4A7C15)
	for _, x := range xs {
		h = (h ^ uint64(x)) * 0xff51afd7ed558ccd
		h ^= h >> 33
	}
	if int64(h) == -1 {
		return -2
	}
	return int64(h)
}

func noInit(*py.Thread, py.Value, []py.Value, []py.Keyword) error { return nil }

func attr(name string, get func(v py.Value) py.Value) py.Attr {
	return py.Attr{Name: name, Get: func(t *py.Thread, v py.Value) (py.Value, error) { return get(v), nil }}
}

func number(n int) py.Value { return py.Int(int64(n)) }
