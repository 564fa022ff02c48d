package datetime

import (
	"fmt"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	civil "github.com/assay-score/assay/interp/internal/stdlib/time"
)

// clock is a time of day.
type clock struct{ hour, minute, second, micro, fold int }

func (c *clock) seconds() int64 { return int64(c.hour*3600 + c.minute*60 + c.second) }

// timeObject is a time.
type timeObject struct {
	py.Header
	clock
	tz py.Value // unset: none
}

func makeTime(t *py.Thread, typ *py.Type, c clock, tz py.Value) (py.Value, error) {
	if typ != &timeType {
		return t.CallKw(py.Obj(typ), []py.Value{number(c.hour), number(c.minute), number(c.second), number(c.micro), orNone(tz)},
			[]py.Keyword{{Name: t.Intern("fold"), Value: number(c.fold)}})
	}
	o, v := py.Instance[timeObject](t, typ)
	o.clock, o.tz = c, tz
	return v, nil
}

// clockArgs reads hour, minute, second, microsecond and, last, fold, over what there was before.
func clockArgs(t *py.Thread, a []py.Value, fold py.Value, c *clock) error {
	for i, p := range []*int{&c.hour, &c.minute, &c.second, &c.micro} {
		n, err := intArg(t, a[i], *p)
		if err != nil {
			return err
		}
		*p = n
	}
	n, err := intArg(t, fold, c.fold)
	c.fold = n
	return err
}

func (c *clock) iso(t *py.Thread, timespec py.Value) (string, error) {
	spec := "auto"
	if timespec.IsSet() {
		s := timespec.Str()
		if s == nil {
			return "", t.Raisef(&py.TypeError, "isoformat() argument 'timespec' must be str, not %s", typeName(timespec))
		}
		spec = s.S
	}
	if spec == "auto" {
		spec = "seconds"
		if c.micro != 0 {
			spec = "microseconds"
		}
	}
	switch spec {
	case "hours":
		return fmt.Sprintf("%02d", c.hour), nil
	case "minutes":
		return fmt.Sprintf("%02d:%02d", c.hour, c.minute), nil
	case "seconds":
		return fmt.Sprintf("%02d:%02d:%02d", c.hour, c.minute, c.second), nil
	case "milliseconds":
		return fmt.Sprintf("%02d:%02d:%02d.%03d", c.hour, c.minute, c.second, c.micro/1000), nil
	case "microseconds":
		return fmt.Sprintf("%02d:%02d:%02d.%06d", c.hour, c.minute, c.second, c.micro), nil
	}
	return "", t.RaiseNew(&py.ValueError, "Unknown timespec value")
}

// zoneFields adds what %z and %Z need.
func zoneFields(t *py.Thread, m *civil.Moment, tz, when py.Value) {
	if !tz.IsSet() {
		m.Offset = func(string) (string, error) { return "", nil }
		return
	}
	m.Offset = func(sep string) (string, error) {
		micro, known, err := offsetOf(t, tz, when, "utcoffset")
		if err != nil || !known {
			return "", err
		}
		return offsetText(micro, sep), nil
	}
	m.ZoneName = func() (string, error) {
		name, err := nameOf(t, tz, when)
		if err != nil || !name.IsSet() {
			return "", err
		}
		return name.Str().S, nil
	}
}

// known turns an offset that may be unknown into a timedelta or None.
func known(t *py.Thread, micro int64, ok bool, err error) (py.Value, error) {
	if err != nil || !ok {
		return py.None, err
	}
	return deltaOfMicro(t, micro)
}

func timeNew(sig *py.Signature) func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	return func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if b, ok := pickled(args, 6, -1); ok && b[0]&0x7f < 24 {
			o, v := py.Instance[timeObject](t, typ)
			o.clock = clock{int(b[0] & 0x7f), int(b[1]), int(b[2]), int(b[3])<<16 | int(b[4])<<8 | int(b[5]), int(b[0] >> 7)}
			if len(args) > 1 {
				o.tz = args[1]
			}
			return v, checkTime(t, &o.clock)
		}
		a, err := bind(t, sig, nil, 6, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		var c clock
		if err := clockArgs(t, a, a[5], &c); err != nil {
			return py.Value{}, err
		}
		if err := checkTime(t, &c); err != nil {
			return py.Value{}, err
		}
		tz, err := zoneArg(t, a[4])
		if err != nil {
			return py.Value{}, err
		}
		o, v := py.Instance[timeObject](t, typ)
		o.clock, o.tz = c, tz
		return v, nil
	}
}

func compareTimes(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
	if !a.Type().IsSubtype(&timeType) || !b.Type().IsSubtype(&timeType) {
		return py.NotImplemented, nil
	}
	x, y := py.As[timeObject](a), py.As[timeObject](b)
	p, q := x.seconds()*1_000_000+int64(x.micro), y.seconds()*1_000_000+int64(y.micro)
	if x.tz == y.tz {
		return ordered(op, compareInts([]int64{p}, []int64{q})), nil
	}
	ox, kx, err := offsetOf(t, x.tz, py.None, "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	oy, ky, err := offsetOf(t, y.tz, py.None, "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	if kx != ky {
		switch op {
		case code.CmpEq:
			return py.False, nil
		case code.CmpNe:
			return py.True, nil
		}
		return py.Value{}, t.RaiseNew(&py.TypeError, "can't compare offset-naive and offset-aware times")
	}
	return ordered(op, compareInts([]int64{p - ox}, []int64{q - oy})), nil
}

func defineTime() {
	self := func(a []py.Value) *timeObject { return py.As[timeObject](a[0]) }
	get := func(name string, f func(o *timeObject) py.Value) py.Attr {
		return attr(name, func(v py.Value) py.Value { return f(py.As[timeObject](v)) })
	}
	replaceSig := py.ParseSignature("self, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, fold=None")
	replace := func(t *py.Thread, a []py.Value) (py.Value, error) {
		args, err := t.Bind("replace", replaceSig, append([]py.Value{a[0]}, a[1].Tuple().Items...), t.Keywords(a[2]))
		if err != nil {
			return py.Value{}, err
		}
		c, tz := self(a).clock, self(a).tz
		if err := clockArgs(t, args[1:], args[6], &c); err != nil {
			return py.Value{}, err
		}
		if args[5].IsSet() {
			if tz, err = zoneArg(t, args[5]); err != nil {
				return py.Value{}, err
			}
		}
		if err := checkTime(t, &c); err != nil {
			return py.Value{}, err
		}
		return makeTime(t, a[0].Type(), c, tz)
	}
	iso := func(t *py.Thread, v, timespec py.Value) (string, error) {
		o := py.As[timeObject](v)
		s, err := o.iso(t, timespec)
		if err != nil {
			return "", err
		}
		micro, known, err := offsetOf(t, o.tz, py.None, "utcoffset")
		if known {
			s += offsetText(micro, ":")
		}
		return s, err
	}
	fields := func(t *py.Thread, v py.Value) *civil.Moment {
		o := py.As[timeObject](v)
		m := &civil.Moment{Year: 1900, Month: 1, Day: 1, Hour: o.hour, Minute: o.minute, Second: o.second, Micro: o.micro, Weekday: 0, YearDay: 1, PadYear: true}
		zoneFields(t, m, o.tz, py.None)
		return m
	}
	c := py.Class{Module: "datetime", Name: "time", Attrs: []py.Attr{
		get("hour", func(o *timeObject) py.Value { return number(o.hour) }), get("minute", func(o *timeObject) py.Value { return number(o.minute) }),
		get("second", func(o *timeObject) py.Value { return number(o.second) }), get("microsecond", func(o *timeObject) py.Value { return number(o.micro) }),
		get("tzinfo", func(o *timeObject) py.Value { return orNone(o.tz) }), get("fold", func(o *timeObject) py.Value { return number(o.fold) }),
	}, Methods: []py.Def{
		{Name: "isoformat", Sig: "timespec='auto'", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, err := iso(t, a[0], a[1])
			return t.StrValue(s), err
		}},
		{Name: "strftime", Sig: "format", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return strftime(t, fields(t, a[0]), a[1])
		}},
		{Name: "__format__", Sig: "format_spec, /", Fn: formatMethod},
		{Name: "utcoffset", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			micro, ok, err := offsetOf(t, self(a).tz, py.None, "utcoffset")
			return known(t, micro, ok, err)
		}},
		{Name: "dst", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			micro, ok, err := offsetOf(t, self(a).tz, py.None, "dst")
			return known(t, micro, ok, err)
		}},
		{Name: "tzname", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			v, err := nameOf(t, self(a).tz, py.None)
			return orNone(v), err
		}},
		{Name: "replace", Sig: "*args, **kwargs", Fn: replace},
		{Name: "__replace__", Sig: "*args, **kwargs", Fn: replace},
		{Name: "__reduce_ex__", Sig: "protocol, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			protocol, err := t.IntArg(a[1])
			if err != nil {
				return py.Value{}, err
			}
			return reduceTime(t, a[0], protocol > 3)
		}},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return reduceTime(t, a[0], false) }},
	}, ClassMethods: []py.Def{
		{Name: "fromisoformat", Sig: "string, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := a[1].Str()
			if s == nil {
				return py.Value{}, t.RaiseNew(&py.TypeError, "fromisoformat: argument must be str")
			}
			text := s.S
			if len(text) > 0 && text[0] == 'T' {
				text = text[1:]
			}
			var c clock
			tz, _, ok, err := parseISOTime(t, text, &c)
			if err != nil {
				return py.Value{}, err
			}
			if !ok {
				return py.Value{}, badISO(t, a[1])
			}
			if err := checkTime(t, &c); err != nil {
				return py.Value{}, err
			}
			return makeTime(t, a[0].AsType(), c, tz)
		}},
		{Name: "strptime", Sig: "string, format, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p, err := parse(t, a[1], a[2])
			if err != nil {
				return py.Value{}, err
			}
			return makeTime(t, a[0].AsType(), clock{p.Hour, p.Minute, p.Second, p.Micro, 0}, parsedZone(t, p))
		}},
	}}
	c.New, c.Init = timeNew(py.ParseSignature("hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0")), noInit
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		o := py.As[timeObject](v)
		s := fmt.Sprintf("%s(%d, %d", v.Type().Name, o.hour, o.minute)
		if o.micro != 0 {
			s += fmt.Sprintf(", %d, %d", o.second, o.micro)
		} else if o.second != 0 {
			s += fmt.Sprintf(", %d", o.second)
		}
		return reprEnd(t, s, o.fold, o.tz)
	}
	c.ToStr = func(t *py.Thread, v py.Value) (py.Value, error) { return t.CallMethod(v, "isoformat") }
	c.Hash = func(t *py.Thread, v py.Value) (int64, error) {
		o := py.As[timeObject](v)
		micro, _, err := offsetOf(t, o.tz, py.None, "utcoffset")
		return mix(o.seconds()*1_000_000 + int64(o.micro) - micro), err
	}
	c.Compare = compareTimes
	c.Trace = func(v py.Value, visit func(py.Value)) {
		if tz := py.As[timeObject](v).tz; tz.IsSet() {
			visit(tz)
		}
	}
	py.DefineClass[timeObject](&timeType, c)
	for _, x := range []struct {
		name string
		c    clock
	}{{"min", clock{}}, {"max", clock{23, 59, 59, 999999, 0}}} {
		o := &timeObject{clock: x.c}
		py.ShareAs(o, &timeType)
		timeType.SetValue(x.name, py.Obj(o))
	}
	timeType.SetValue("resolution", deltaType.Lookup("resolution"))
}

// reprEnd adds fold and tzinfo to the repr of a time.
func reprEnd(t *py.Thread, s string, fold int, tz py.Value) (py.Value, error) {
	if tz.IsSet() {
		r, err := t.Repr(tz)
		if err != nil {
			return py.Value{}, err
		}
		s += ", tzinfo=" + r
	}
	if fold != 0 {
		s += ", fold=1"
	}
	return t.StrValue(s + ")"), nil
}

// state is how a time of day is pickled.
func (c *clock) state() []byte {
	return []byte{byte(c.hour), byte(c.minute), byte(c.second), byte(c.micro >> 16), byte(c.micro >> 8), byte(c.micro)}
}

func reduceTime(t *py.Thread, v py.Value, fold bool) (py.Value, error) {
	o := py.As[timeObject](v)
	b := o.state()
	if fold && o.fold != 0 {
		b[0] |= 0x80
	}
	args := []py.Value{t.NewBytes(b)}
	if o.tz.IsSet() {
		args = append(args, o.tz)
	}
	return t.Tuple(py.Obj(v.Type()), t.Tuple(args...)), nil
}

// parsedZone is the zone of what strptime found.
func parsedZone(t *py.Thread, p *civil.Parsed) py.Value {
	if !p.HasOffset {
		return py.Value{}
	}
	name := py.Value{}
	if p.ZoneName != "" {
		name = t.StrValue(p.ZoneName)
	}
	return zoneOf(t, p.OffsetMicro, name)
}
