package datetime

import (
	"fmt"
	"math/big"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	civil "github.com/assay-score/assay/interp/internal/stdlib/time"
)

func momentNew(sig *py.Signature) func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	return func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if b, ok := pickled(args, 10, 2); ok {
			o, v := py.Instance[moment](t, typ)
			o.year, o.month, o.day = int(b[0])<<8|int(b[1]), int(b[2]&0x7f), int(b[3])
			o.clock = clock{int(b[4]), int(b[5]), int(b[6]), int(b[7])<<16 | int(b[8])<<8 | int(b[9]), int(b[2] >> 7)}
			if len(args) > 1 {
				var err error
				if o.tz, err = zoneArg(t, args[1]); err != nil {
					return py.Value{}, err
				}
			}
			if err := checkDate(t, o.year, o.month, o.day); err != nil {
				return py.Value{}, err
			}
			return v, checkTime(t, &o.clock)
		}
		a, err := bind(t, sig, []string{"year", "month", "day"}, 9, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		var n [3]int
		for i := range n {
			if n[i], err = intArg(t, a[i], 0); err != nil {
				return py.Value{}, err
			}
		}
		var c clock
		if err := clockArgs(t, a[3:], a[8], &c); err != nil {
			return py.Value{}, err
		}
		if err := checkDate(t, n[0], n[1], n[2]); err != nil {
			return py.Value{}, err
		}
		if err := checkTime(t, &c); err != nil {
			return py.Value{}, err
		}
		tz, err := zoneArg(t, a[7])
		if err != nil {
			return py.Value{}, err
		}
		o, v := py.Instance[moment](t, typ)
		o.year, o.month, o.day = n[0], n[1], n[2]
		o.clock, o.tz = c, tz
		return v, nil
	}
}

func defineDatetime() {
	get := func(name string, f func(o *moment) py.Value) py.Attr {
		return attr(name, func(v py.Value) py.Value { return f(py.As[moment](v)) })
	}
	c := py.Class{Module: "datetime", Name: "datetime", Base: &dateType, Attrs: []py.Attr{
		get("hour", func(o *moment) py.Value { return number(o.hour) }), get("minute", func(o *moment) py.Value { return number(o.minute) }),
		get("second", func(o *moment) py.Value { return number(o.second) }), get("microsecond", func(o *moment) py.Value { return number(o.micro) }),
		get("tzinfo", func(o *moment) py.Value { return orNone(o.tz) }), get("fold", func(o *moment) py.Value { return number(o.fold) }),
	}, Methods: momentMethods(), ClassMethods: momentClassMethods()}
	c.New, c.Init = momentNew(py.ParseSignature("year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0")), noInit
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		o := py.As[moment](v)
		s := fmt.Sprintf("%s(%d, %d, %d, %d, %d", v.Type().Name, o.year, o.month, o.day, o.hour, o.minute)
		if o.micro != 0 {
			s += fmt.Sprintf(", %d, %d", o.second, o.micro)
		} else if o.second != 0 {
			s += fmt.Sprintf(", %d", o.second)
		}
		return reprEnd(t, s, o.fold, o.tz)
	}
	c.ToStr = func(t *py.Thread, v py.Value) (py.Value, error) {
		return t.CallMethod(v, "isoformat", t.StrValue(" "))
	}
	c.Hash = func(t *py.Thread, v py.Value) (int64, error) {
		m := py.As[moment](v)
		n, us := m.parts()
		if !m.tz.IsSet() {
			return mix(n, us), nil
		}
		c := m.clock
		c.fold = 0
		plain, err := makeMoment(t, &datetimeType, m.year, m.month, m.day, c, m.tz)
		if err != nil {
			return 0, err
		}
		offset, _, err := offsetOf(t, m.tz, plain, "utcoffset")
		carry, us := floorMod(us-offset, dayMicro)
		return mix(n+carry, us), err
	}
	c.Compare = compareMoments
	c.Binary[code.OpAdd] = func(t *py.Thread, a, b py.Value) (py.Value, error) { return addMoment(t, a, b, 1) }
	c.Binary[code.OpSub] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		if asMoment(a) != nil && asMoment(b) != nil {
			return subtractMoments(t, a, b)
		}
		return addMoment(t, a, b, -1)
	}
	c.Trace = func(v py.Value, visit func(py.Value)) {
		if tz := py.As[moment](v).tz; tz.IsSet() {
			visit(tz)
		}
	}
	py.DefineClass[moment](&datetimeType, c)
	for _, x := range []struct {
		name    string
		y, m, d int
		c       clock
	}{{"min", 1, 1, 1, clock{}}, {"max", 9999, 12, 31, clock{23, 59, 59, 999999, 0}}} {
		o := &moment{date: date{year: x.y, month: x.m, day: x.d}, clock: x.c}
		py.ShareAs(o, &datetimeType)
		datetimeType.SetValue(x.name, py.Obj(o))
	}
	datetimeType.SetValue("resolution", deltaType.Lookup("resolution"))
}

func momentMethods() []py.Def {
	self := func(a []py.Value) *moment { return py.As[moment](a[0]) }
	sig := py.ParseSignature("self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, fold=None")
	replace := func(t *py.Thread, a []py.Value) (py.Value, error) {
		args, err := t.Bind("replace", sig, append([]py.Value{a[0]}, a[1].Tuple().Items...), t.Keywords(a[2]))
		if err != nil {
			return py.Value{}, err
		}
		m := self(a)
		n, c, tz := [3]int{m.year, m.month, m.day}, m.clock, m.tz
		for i := range n {
			if n[i], err = intArg(t, args[i+1], n[i]); err != nil {
				return py.Value{}, err
			}
		}
		if err := clockArgs(t, args[4:], args[9], &c); err != nil {
			return py.Value{}, err
		}
		if args[8].IsSet() {
			if tz, err = zoneArg(t, args[8]); err != nil {
				return py.Value{}, err
			}
		}
		if err := checkDate(t, n[0], n[1], n[2]); err != nil {
			return py.Value{}, err
		}
		if err := checkTime(t, &c); err != nil {
			return py.Value{}, err
		}
		return makeMoment(t, a[0].Type(), n[0], n[1], n[2], c, tz)
	}
	offset := func(name string) py.Def {
		return py.Def{Name: name, Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			micro, ok, err := offsetOf(t, self(a).tz, a[0], name)
			return known(t, micro, ok, err)
		}}
	}
	reduce := func(t *py.Thread, a []py.Value) (py.Value, error) {
		m := self(a)
		protocol := 2
		if len(a) > 1 {
			var err error
			if protocol, err = t.IntArg(a[1]); err != nil {
				return py.Value{}, err
			}
		}
		b := append([]byte{byte(m.year >> 8), byte(m.year), byte(m.month), byte(m.day)}, m.state()...)
		if m.fold != 0 && protocol > 3 {
			b[2] |= 0x80
		}
		args := []py.Value{t.NewBytes(b)}
		if m.tz.IsSet() {
			args = append(args, m.tz)
		}
		return t.Tuple(py.Obj(a[0].Type()), t.Tuple(args...)), nil
	}
	return []py.Def{
		{Name: "date", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return makeDate(t, &dateType, self(a).year, self(a).month, self(a).day)
		}},
		{Name: "time", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return makeTime(t, &timeType, self(a).clock, py.Value{})
		}},
		{Name: "timetz", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return makeTime(t, &timeType, self(a).clock, self(a).tz)
		}},
		{Name: "ctime", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a).date.fields()
			m.Hour, m.Minute, m.Second = self(a).hour, self(a).minute, self(a).second
			return t.StrValue(m.Ctime()), nil
		}},
		{Name: "isoformat", Sig: "sep='T', timespec='auto'", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return isoMoment(t, a[0], a[1], a[2])
		}},
		{Name: "strftime", Sig: "format", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if a[1].Str() != nil {
				if _, _, err := offsetOf(t, self(a).tz, a[0], "dst"); err != nil { // as of timetuple()
					return py.Value{}, err
				}
			}
			return strftime(t, momentFields(t, a[0]), a[1])
		}},
		offset("utcoffset"), offset("dst"),
		{Name: "tzname", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			v, err := nameOf(t, self(a).tz, a[0])
			return orNone(v), err
		}},
		{Name: "timestamp", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			m := self(a)
			micro, _, err := offsetOf(t, m.tz, a[0], "utcoffset")
			if err != nil {
				return py.Value{}, err
			}
			total := m.epochSeconds()*1_000_000 + int64(m.micro) - micro
			if total > -1<<53 && total < 1<<53 {
				return py.Float(float64(total) / 1e6), nil
			}
			f, _ := new(big.Rat).SetFrac64(total, 1_000_000).Float64()
			return py.Float(f), nil
		}},
		{Name: "timetuple", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			micro, ok, err := offsetOf(t, self(a).tz, a[0], "dst")
			dst := -1
			if ok {
				dst = 0
				if micro != 0 {
					dst = 1
				}
			}
			return structOf(t, momentFields(t, a[0]), dst), err
		}},
		{Name: "utctimetuple", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			micro, _, err := offsetOf(t, self(a).tz, a[0], "utcoffset")
			if err != nil {
				return py.Value{}, err
			}
			m, err := civil.UTC(t, (self(a).epochSeconds()*1_000_000-micro)/1_000_000)
			if err != nil {
				return py.Value{}, err
			}
			return structOf(t, m, 0), nil
		}},
		{Name: "astimezone", Sig: "tz=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return inZone(t, a[0], a[1]) }},
		{Name: "replace", Sig: "*args, **kwargs", Fn: replace},
		{Name: "__replace__", Sig: "*args, **kwargs", Fn: replace},
		{Name: "__reduce_ex__", Sig: "protocol, /", Fn: reduce},
		{Name: "__reduce__", Fn: reduce},
	}
}

func momentClassMethods() []py.Def {
	return []py.Def{
		{Name: "now", Sig: "tz=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			tz, err := zoneArg(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			s, us := now(t)
			return ofSeconds(t, a[0].AsType(), s, us, tz)
		}},
		{Name: "today", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, us := now(t)
			return ofSeconds(t, a[0].AsType(), s, us, py.Value{})
		}},
		{Name: "utcnow", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if err := t.Warn(&py.DeprecationWarning, "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. "+
				"Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC)."); err != nil {
				return py.Value{}, err
			}
			s, us := now(t)
			return ofSeconds(t, a[0].AsType(), s, us, py.Value{})
		}},
		{Name: "fromtimestamp", Sig: "timestamp, tz=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			tz, err := zoneArg(t, a[2])
			if err != nil {
				return py.Value{}, err
			}
			s, us, err := timestamp(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return ofSeconds(t, a[0].AsType(), s, us, tz)
		}},
		{Name: "utcfromtimestamp", Sig: "timestamp, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if err := t.Warn(&py.DeprecationWarning, "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. "+
				"Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC)."); err != nil {
				return py.Value{}, err
			}
			s, us, err := timestamp(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			return ofSeconds(t, a[0].AsType(), s, us, py.Value{})
		}},
		{Name: "combine", Sig: "date, time, tzinfo=None", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := asDate(a[1])
			if d == nil {
				return py.Value{}, t.Raisef(&py.TypeError, "combine() argument 1 must be datetime.date, not %s", a[1].Type().Name)
			}
			if !a[2].Type().IsSubtype(&timeType) {
				return py.Value{}, t.Raisef(&py.TypeError, "combine() argument 2 must be datetime.time, not %s", a[2].Type().Name)
			}
			o := py.As[timeObject](a[2])
			tz := o.tz
			if a[3].IsSet() {
				var err error
				if tz, err = zoneArg(t, a[3]); err != nil {
					return py.Value{}, err
				}
			}
			return makeMoment(t, a[0].AsType(), d.year, d.month, d.day, o.clock, tz)
		}},
		{Name: "strptime", Sig: "string, format, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p, err := parse(t, a[1], a[2])
			if err != nil {
				return py.Value{}, err
			}
			return makeMoment(t, a[0].AsType(), p.Year, p.Month, p.Day, clock{p.Hour, p.Minute, p.Second, p.Micro, 0}, parsedZone(t, p))
		}},
		{Name: "fromisoformat", Sig: "string, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := a[1].Str()
			if s == nil {
				return py.Value{}, t.RaiseNew(&py.TypeError, "fromisoformat: argument must be str")
			}
			text, rest := s.S, ""
			if len(text) < 7 {
				return py.Value{}, badISO(t, a[1])
			}
			at := separatorAt(text)
			if at < 0 {
				return py.Value{}, badISO(t, a[1])
			}
			hasTime := at < len(text)
			if hasTime {
				_, n := py.DecodeRune(text[at:])
				text, rest = text[:at], text[at+n:]
				if rest == "" {
					return py.Value{}, badISO(t, a[1])
				}
			}
			y, m, d, ok, err := parseISODate(t, text)
			if err != nil {
				return py.Value{}, err
			}
			var c clock
			var tz py.Value
			next := false
			if ok && hasTime {
				if tz, next, ok, err = parseISOTime(t, rest, &c); err != nil {
					return py.Value{}, err
				}
			}
			if !ok {
				return py.Value{}, badISO(t, a[1])
			}
			if err := checkDate(t, y, m, d); err != nil {
				return py.Value{}, err
			}
			if err := checkTime(t, &c); err != nil {
				return py.Value{}, err
			}
			if next {
				n := civil.Ordinal(y, m, d) + 1
				if n > civil.MaxOrdinal {
					return py.Value{}, t.Raisef(&py.ValueError, "year must be in 1..9999, not 10000")
				}
				y, m, d = civil.FromOrdinal(n)
			}
			return makeMoment(t, a[0].AsType(), y, m, d, c, tz)
		}},
	}
}
