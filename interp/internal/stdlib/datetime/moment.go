package datetime

import (
	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	civil "github.com/assay-score/assay/interp/internal/stdlib/time"
)

// moment is a datetime.
type moment struct {
	date
	clock
	tz py.Value // unset: none
}

func asMoment(v py.Value) *moment {
	if typ := v.Type(); typ == &datetimeType || typ.IsSubtype(&datetimeType) {
		return py.As[moment](v)
	}
	return nil
}

// makeMoment makes a datetime of a class: by calling it where it is derived.
func makeMoment(t *py.Thread, typ *py.Type, y, m, d int, c clock, tz py.Value) (py.Value, error) {
	if typ != &datetimeType {
		args := []py.Value{number(y), number(m), number(d), number(c.hour), number(c.minute), number(c.second), number(c.micro), orNone(tz)}
		var kw []py.Keyword
		if c.fold != 0 {
			kw = []py.Keyword{{Name: t.Intern("fold"), Value: number(c.fold)}}
		}
		return t.CallKw(py.Obj(typ), args, kw)
	}
	o, v := py.Instance[moment](t, typ)
	o.year, o.month, o.day = y, m, d
	o.clock, o.tz = c, tz
	return v, nil
}

// parts are the days and the microsecond of the day.
func (m *moment) parts() (days, micro int64) {
	return int64(m.ordinal()), m.seconds()*1_000_000 + int64(m.micro)
}

// shift is the moment a duration later, in the same zone.
func (m *moment) shift(t *py.Thread, typ *py.Type, days, seconds, micro int64) (py.Value, error) {
	n, us := m.parts()
	carry, us := floorMod(us+seconds*1_000_000+micro, dayMicro)
	n += days + carry
	if n < 1 || n > civil.MaxOrdinal {
		return py.Value{}, outOfRange(t)
	}
	y, mo, d := civil.FromOrdinal(int(n))
	return makeMoment(t, typ, y, mo, d, clockOf(us), m.tz)
}

func clockOf(us int64) clock {
	s := int(us / 1_000_000)
	return clock{s / 3600, s / 60 % 60, s % 60, int(us % 1_000_000), 0}
}

func (m *moment) value() py.Value { return py.Obj(m) }

// ofSeconds is the datetime of seconds since 1970: in UTC, or in a zone.
func ofSeconds(t *py.Thread, typ *py.Type, seconds int64, micro int, tz py.Value) (py.Value, error) {
	n, rest, err := ordinalOf(t, seconds)
	if err != nil {
		return py.Value{}, err
	}
	y, mo, d := civil.FromOrdinal(n)
	v, err := makeMoment(t, typ, y, mo, d, clock{rest / 3600, rest / 60 % 60, rest % 60, micro, 0}, tz)
	if err != nil || !tz.IsSet() {
		return v, err
	}
	return t.CallMethod(tz, "fromutc", v)
}

func now(t *py.Thread) (seconds int64, micro int) {
	s, ns := floorMod(t.Nanoseconds(), 1_000_000_000)
	return s, int(ns / 1000)
}

// epochSeconds are the seconds since 1970 of a moment taken as UTC.
func (m *moment) epochSeconds() int64 { return int64(m.ordinal()-719163)*86400 + m.seconds() }

// compare compares two moments. ok is false for < and the like where one has an offset and the other has none.
func compareMoments(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
	x, y := asMoment(a), asMoment(b)
	if x == nil || y == nil {
		return py.NotImplemented, nil
	}
	dx, ux := x.parts()
	dy, uy := y.parts()
	if x.tz == y.tz {
		return ordered(op, compareInts([]int64{dx, ux}, []int64{dy, uy})), nil
	}
	ox, kx, err := offsetOf(t, x.tz, a, "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	oy, ky, err := offsetOf(t, y.tz, b, "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	equality := op == code.CmpEq || op == code.CmpNe
	if kx != ky {
		if equality {
			return py.Bool(op == code.CmpNe), nil
		}
		return py.Value{}, t.RaiseNew(&py.TypeError, "can't compare offset-naive and offset-aware datetimes")
	}
	carry, ux := floorMod(ux-ox, dayMicro)
	dx += carry
	carry, uy = floorMod(uy-oy, dayMicro)
	dy += carry
	c := compareInts([]int64{dx, ux}, []int64{dy, uy})
	if equality && c == 0 && kx {
		// A time that a zone has twice, or not at all, equals no time of another zone.
		for _, m := range []*moment{x, y} {
			other, err := m.folded(t)
			if err != nil {
				return py.Value{}, err
			}
			before, _, err := offsetOf(t, m.tz, m.value(), "utcoffset")
			if err != nil {
				return py.Value{}, err
			}
			after, _, err := offsetOf(t, m.tz, other, "utcoffset")
			if err != nil {
				return py.Value{}, err
			}
			if before != after {
				return py.Bool(op == code.CmpNe), nil
			}
		}
	}
	return ordered(op, c), nil
}

// folded is the same moment with the other fold.
func (m *moment) folded(t *py.Thread) (py.Value, error) {
	c := m.clock
	c.fold = 1 - c.fold
	return makeMoment(t, &datetimeType, m.year, m.month, m.day, c, m.tz)
}

func subtractMoments(t *py.Thread, a, b py.Value) (py.Value, error) {
	x, y := asMoment(a), asMoment(b)
	dx, ux := x.parts()
	dy, uy := y.parts()
	offset := int64(0)
	if x.tz != y.tz {
		ox, kx, err := offsetOf(t, x.tz, a, "utcoffset")
		if err != nil {
			return py.Value{}, err
		}
		oy, ky, err := offsetOf(t, y.tz, b, "utcoffset")
		if err != nil {
			return py.Value{}, err
		}
		if kx != ky {
			return py.Value{}, t.RaiseNew(&py.TypeError, "can't subtract offset-naive and offset-aware datetimes")
		}
		offset = oy - ox
	}
	return newDelta(t, &deltaType, dx-dy, 0, ux-uy+offset)
}

func addMoment(t *py.Thread, a, b py.Value, sign int64) (py.Value, error) {
	m, d := asMoment(a), asDelta(b)
	typ := a.Type()
	if m == nil {
		if sign < 0 {
			return py.NotImplemented, nil
		}
		m, d, typ = asMoment(b), asDelta(a), b.Type()
	}
	if m == nil || d == nil {
		return py.NotImplemented, nil
	}
	return m.shift(t, typ, sign*d.days, sign*d.seconds, sign*d.micro)
}

// fields of a moment, for formatting.
func momentFields(t *py.Thread, v py.Value) *civil.Moment {
	o := py.As[moment](v)
	m := o.date.fields()
	m.Hour, m.Minute, m.Second, m.Micro = o.hour, o.minute, o.second, o.micro
	zoneFields(t, m, o.tz, v)
	return m
}

func isoMoment(t *py.Thread, v, sep, timespec py.Value) (py.Value, error) {
	m := py.As[moment](v)
	between := "T"
	if sep.IsSet() {
		s := sep.Str()
		if s == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "isoformat() argument 1 must be a unicode character, not %s", typeName(sep))
		}
		if s.Len() != 1 {
			return py.Value{}, t.Raisef(&py.TypeError, "isoformat() argument 1 must be a unicode character, not a string of length %d", s.Len())
		}
		between = s.S
	}
	text, err := m.clock.iso(t, timespec)
	if err != nil {
		return py.Value{}, err
	}
	micro, ok, err := offsetOf(t, m.tz, v, "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	if ok {
		text += offsetText(micro, ":")
	}
	return t.StrValue(m.date.iso() + between + text), nil
}

// inZone is astimezone.
func inZone(t *py.Thread, v, tz py.Value) (py.Value, error) {
	m := py.As[moment](v)
	target, err := zoneArg(t, tz)
	if err != nil {
		return py.Value{}, err
	}
	if !target.IsSet() {
		z, zv := py.Instance[zone](t, &timezoneType)
		z.name = t.StrValue("UTC") // the local zone
		target = zv
	}
	if m.tz.IsSet() && m.tz == target {
		return v, nil
	}
	offset, ok, err := offsetOf(t, m.tz, v, "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	if !ok {
		offset = 0 // local time is UTC
	}
	n, us := m.parts()
	carry, us := floorMod(us-offset, dayMicro)
	n += carry
	if n < 1 || n > civil.MaxOrdinal {
		return py.Value{}, outOfRange(t)
	}
	y, mo, d := civil.FromOrdinal(int(n))
	u, err := makeMoment(t, v.Type(), y, mo, d, clockOf(us), target)
	if err != nil {
		return py.Value{}, err
	}
	if target == utcValue() {
		return u, nil
	}
	return t.CallMethod(target, "fromutc", u)
}
