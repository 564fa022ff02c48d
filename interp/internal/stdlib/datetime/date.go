package datetime

import (
	"fmt"
	"math"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
	civil "github.com/assay-score/assay/interp/internal/stdlib/time"
)

// date is a date; a datetime begins with one.
type date struct {
	py.Header
	year, month, day int
}

func (d *date) ordinal() int { return civil.Ordinal(d.year, d.month, d.day) }

func asDate(v py.Value) *date {
	if typ := v.Type(); typ == &dateType || typ == &datetimeType || typ.IsSubtype(&dateType) {
		return py.As[date](v)
	}
	return nil
}

// plainDate is a date that is no datetime, or nil.
func plainDate(v py.Value) *date {
	if typ := v.Type(); typ == &dateType || typ.IsSubtype(&dateType) && !typ.IsSubtype(&datetimeType) {
		return py.As[date](v)
	}
	return nil
}

// makeDate makes a date of a class: by calling it where it is derived.
func makeDate(t *py.Thread, typ *py.Type, y, m, d int) (py.Value, error) {
	if typ != &dateType {
		return t.Call(py.Obj(typ), number(y), number(m), number(d))
	}
	o, v := py.Instance[date](t, typ)
	o.year, o.month, o.day = y, m, d
	return v, nil
}

func dateOfOrdinal(t *py.Thread, typ *py.Type, n int) (py.Value, error) {
	y, m, d := civil.FromOrdinal(n)
	return makeDate(t, typ, y, m, d)
}

func outOfRange(t *py.Thread) error { return t.RaiseNew(&py.OverflowError, "date value out of range") }

func (d *date) iso() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// moment of a date, for formatting.
func (d *date) fields() *civil.Moment {
	n := d.ordinal()
	return &civil.Moment{Year: d.year, Month: d.month, Day: d.day, Weekday: civil.Weekday(n), YearDay: civil.YearDay(d.year, d.month, d.day), PadYear: true, DST: -1}
}

// timestamp reads seconds since 1970 as whole seconds and microseconds, rounded half to even.
func timestamp(t *py.Thread, v py.Value) (seconds int64, micro int, err error) {
	if f, ok := v.Double(); ok {
		if f != f {
			return 0, 0, t.RaiseNew(&py.ValueError, "Invalid value NaN (not a number)")
		}
		whole := math.Trunc(f)
		part := math.RoundToEven(float64((f - whole) * 1e6))
		if part >= 1e6 {
			part -= 1e6
			whole++
		} else if part < 0 {
			part += 1e6
			whole--
		}
		if whole < -1<<62 || whole >= 1<<62 {
			return 0, 0, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
		}
		return int64(whole), int(part), nil
	}
	if _, _, ok := v.Long(); !ok && v.Type().Index == nil {
		return 0, 0, t.Raisef(&py.TypeError, "argument must be int or float, not %s", v.Type().Name)
	}
	i, err := t.Index(v)
	if err != nil {
		return 0, 0, err
	}
	small, large, _ := i.Long()
	if large != nil {
		return 0, 0, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
	}
	return small, 0, nil
}

// ordinalOf splits seconds since 1970 into an ordinal and the second of the day.
func ordinalOf(t *py.Thread, seconds int64) (int, int, error) {
	days, rest := floorMod(seconds, 86400)
	n := days + 719163
	if n < 1 || n > civil.MaxOrdinal {
		if n > -1<<40 && n < 1<<40 {
			year := 1970 + int(float64(days)/365.2425)
			return 0, 0, t.Raisef(&py.ValueError, "year must be in 1..9999, not %d", year)
		}
		return 0, 0, t.RaiseNew(&py.OverflowError, "timestamp out of range for platform time_t")
	}
	return int(n), int(rest), nil
}

func dateNew(sig *py.Signature) func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
	return func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if b, ok := pickled(args, 4, 2); ok {
			o, v := py.Instance[date](t, typ)
			o.year, o.month, o.day = int(b[0])<<8|int(b[1]), int(b[2]), int(b[3])
			return v, checkDate(t, o.year, o.month, o.day)
		}
		a, err := bind(t, sig, []string{"year", "month", "day"}, 3, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		var n [3]int
		for i := range n {
			if n[i], err = intArg(t, a[i], 0); err != nil {
				return py.Value{}, err
			}
		}
		if err := checkDate(t, n[0], n[1], n[2]); err != nil {
			return py.Value{}, err
		}
		o, v := py.Instance[date](t, typ)
		o.year, o.month, o.day = n[0], n[1], n[2]
		return v, nil
	}
}

// pickled is the state that __reduce__ gave, which constructors take: bytes of a length, with a month at some place.
func pickled(args []py.Value, size, month int) ([]byte, bool) {
	if len(args) == 0 || args[0].Bytes() == nil || args[0].Type() == &py.BytearrayType {
		return nil, false
	}
	b, _ := args[0].BytesLike()
	if len(b) != size || month >= 0 && (b[month]&0x7f < 1 || b[month]&0x7f > 12) {
		return nil, false
	}
	return b, true
}

func dateAdd(t *py.Thread, a, b py.Value, sign int64) (py.Value, error) {
	d, e := plainDate(a), asDelta(b)
	typ := a.Type()
	if d == nil {
		if sign < 0 {
			return py.NotImplemented, nil
		}
		d, e, typ = plainDate(b), asDelta(a), b.Type()
	}
	if d == nil || e == nil {
		return py.NotImplemented, nil
	}
	n := int64(d.ordinal()) + sign*e.days
	if n < 1 || n > civil.MaxOrdinal {
		return py.Value{}, outOfRange(t)
	}
	return dateOfOrdinal(t, typ, int(n))
}

func structOf(t *py.Thread, m *civil.Moment, dst int) py.Value {
	m.DST = dst
	return civil.StructTime(t, m, py.None, py.None)
}

// strftime formats the fields of a date or time.
func strftime(t *py.Thread, m *civil.Moment, v py.Value) (py.Value, error) {
	f := v.Str()
	if f == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "strftime() argument 1 must be str, not %s", typeName(v))
	}
	s, err := m.Format(t, f.S)
	return t.StrValue(s), err
}

func typeName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().Name
}

// formatMethod is __format__: strftime, or str where there is no format.
func formatMethod(t *py.Thread, a []py.Value) (py.Value, error) {
	f := a[1].Str()
	if f == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "__format__() argument 1 must be str, not %s", typeName(a[1]))
	}
	if f.S == "" {
		return t.StrOf(a[0])
	}
	return t.CallMethod(a[0], "strftime", a[1])
}

func defineDate() {
	self := func(a []py.Value) *date { return py.As[date](a[0]) }
	replaceSig := py.ParseSignature("self, year=None, month=None, day=None")
	replace := func(t *py.Thread, a []py.Value) (py.Value, error) {
		args, err := t.Bind("replace", replaceSig, append([]py.Value{a[0]}, a[1].Tuple().Items...), t.Keywords(a[2]))
		if err != nil {
			return py.Value{}, err
		}
		d := self(a)
		n := [3]int{d.year, d.month, d.day}
		for i := range n {
			if n[i], err = intArg(t, args[i+1], n[i]); err != nil {
				return py.Value{}, err
			}
		}
		if a[0].Type() == &dateType {
			if err := checkDate(t, n[0], n[1], n[2]); err != nil {
				return py.Value{}, err
			}
		}
		return makeDate(t, a[0].Type(), n[0], n[1], n[2])
	}
	c := py.Class{Module: "datetime", Name: "date", Attrs: []py.Attr{
		attr("year", func(v py.Value) py.Value { return number(py.As[date](v).year) }),
		attr("month", func(v py.Value) py.Value { return number(py.As[date](v).month) }),
		attr("day", func(v py.Value) py.Value { return number(py.As[date](v).day) }),
	}, Methods: []py.Def{
		{Name: "ctime", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.StrValue(self(a).fields().Ctime()), nil }},
		{Name: "isoformat", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return t.StrValue(self(a).iso()), nil }},
		{Name: "strftime", Sig: "format", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return strftime(t, self(a).fields(), a[1]) }},
		{Name: "__format__", Sig: "format_spec, /", Fn: formatMethod},
		{Name: "timetuple", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return structOf(t, self(a).fields(), -1), nil }},
		{Name: "toordinal", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return number(self(a).ordinal()), nil }},
		{Name: "weekday", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return number(civil.Weekday(self(a).ordinal())), nil
		}},
		{Name: "isoweekday", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return number(civil.Weekday(self(a).ordinal()) + 1), nil
		}},
		{Name: "isocalendar", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			y, w, d := civil.ISO(self(a).year, self(a).month, self(a).day)
			o := t.NewTuple([]py.Value{number(y), number(w), number(d)})
			return t.New(o, &isoDateType), nil
		}},
		{Name: "replace", Sig: "*args, **kwargs", Fn: replace},
		{Name: "__replace__", Sig: "*args, **kwargs", Fn: replace},
		{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a)
			return t.Tuple(py.Obj(a[0].Type()), t.Tuple(t.NewBytes([]byte{byte(d.year >> 8), byte(d.year), byte(d.month), byte(d.day)}))), nil
		}},
	}, ClassMethods: []py.Def{
		{Name: "today", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s, _ := floorMod(t.Nanoseconds(), 1_000_000_000)
			if a[0].AsType() != &dateType {
				return t.CallMethod(a[0], "fromtimestamp", py.Float(float64(t.Nanoseconds())/1e9))
			}
			n, _, err := ordinalOf(t, s)
			if err != nil {
				return py.Value{}, err
			}
			return dateOfOrdinal(t, &dateType, n)
		}},
		{Name: "fromtimestamp", Sig: "timestamp, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := int64(0)
			if f, ok := a[1].Double(); ok && f-f == 0 && f > -1<<62 && f < 1<<62 {
				s = int64(math.Floor(f))
			} else {
				var err error
				if s, _, err = timestamp(t, a[1]); err != nil {
					return py.Value{}, err
				}
			}
			n, _, err := ordinalOf(t, s)
			if err != nil {
				return py.Value{}, err
			}
			return dateOfOrdinal(t, a[0].AsType(), n)
		}},
		{Name: "fromordinal", Sig: "ordinal, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			n, err := intArg(t, a[1], 0)
			if err != nil {
				return py.Value{}, err
			}
			if n < 1 {
				return py.Value{}, t.RaiseNew(&py.ValueError, "ordinal must be >= 1")
			}
			y, m, d := civil.FromOrdinal(n)
			if err := checkDate(t, y, m, d); err != nil {
				return py.Value{}, err
			}
			return makeDate(t, a[0].AsType(), y, m, d)
		}},
		{Name: "fromisoformat", Sig: "string, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			s := a[1].Str()
			if s == nil {
				return py.Value{}, t.RaiseNew(&py.TypeError, "fromisoformat: argument must be str")
			}
			y, m, d, ok, err := parseISODate(t, s.S)
			if err != nil {
				return py.Value{}, err
			}
			if !ok {
				return py.Value{}, badISO(t, a[1])
			}
			if err := checkDate(t, y, m, d); err != nil {
				return py.Value{}, err
			}
			return makeDate(t, a[0].AsType(), y, m, d)
		}},
		{Name: "fromisocalendar", Sig: "year, week, day", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			var n [3]int
			for i := range n {
				var err error
				if n[i], err = intArg(t, a[i+1], 0); err != nil {
					if py.Catch(err, &py.OverflowError) != nil {
						return py.Value{}, t.RaiseNew(&py.ValueError, "ISO calendar component out of range")
					}
					return py.Value{}, err
				}
			}
			ordinal, err := fromISO(t, n[0], n[1], n[2])
			if err != nil {
				return py.Value{}, err
			}
			return dateOfOrdinal(t, a[0].AsType(), ordinal)
		}},
		{Name: "strptime", Sig: "string, format, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			p, err := parse(t, a[1], a[2])
			if err != nil {
				return py.Value{}, err
			}
			return makeDate(t, a[0].AsType(), p.Year, p.Month, p.Day)
		}},
	}}
	c.New, c.Init = dateNew(py.ParseSignature("year, month, day")), noInit
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		d := py.As[date](v)
		return t.StrValue(fmt.Sprintf("%s(%d, %d, %d)", v.Type().Name, d.year, d.month, d.day)), nil
	}
	c.ToStr = func(t *py.Thread, v py.Value) (py.Value, error) { return t.CallMethod(v, "isoformat") }
	c.Hash = func(t *py.Thread, v py.Value) (int64, error) { return mix(int64(py.As[date](v).ordinal())), nil }
	c.Compare = func(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
		x, y := plainDate(a), plainDate(b)
		if x == nil || y == nil {
			return py.NotImplemented, nil
		}
		return ordered(op, compareInts([]int64{int64(x.year), int64(x.month), int64(x.day)}, []int64{int64(y.year), int64(y.month), int64(y.day)})), nil
	}
	c.Binary[code.OpAdd] = func(t *py.Thread, a, b py.Value) (py.Value, error) { return dateAdd(t, a, b, 1) }
	c.Binary[code.OpSub] = func(t *py.Thread, a, b py.Value) (py.Value, error) {
		if x, y := plainDate(a), plainDate(b); x != nil && y != nil {
			return newDelta(t, &deltaType, int64(x.ordinal()-y.ordinal()), 0, 0)
		}
		return dateAdd(t, a, b, -1)
	}
	py.DefineClass[date](&dateType, c)
	for _, x := range []struct {
		name    string
		y, m, d int
	}{{"min", 1, 1, 1}, {"max", 9999, 12, 31}} {
		o := &date{year: x.y, month: x.m, day: x.d}
		py.ShareAs(o, &dateType)
		dateType.SetValue(x.name, py.Obj(o))
	}
	resolution := &delta{days: 1}
	py.ShareAs(resolution, &deltaType)
	dateType.SetValue("resolution", py.Obj(resolution))
}

func fromISO(t *py.Thread, year, week, day int) (int, error) {
	if year < 1 || year > 9999 {
		return 0, t.Raisef(&py.ValueError, "year must be in 1..9999, not %d", year)
	}
	n, ok := civil.FromISO(year, week, day)
	if !ok {
		return 0, t.Raisef(&py.ValueError, "Invalid week: %d", week)
	}
	if day < 1 || day > 7 {
		return 0, t.Raisef(&py.ValueError, "Invalid weekday: %d (range is [1, 7])", day)
	}
	if n < 1 || n > civil.MaxOrdinal {
		return 0, t.Raisef(&py.ValueError, "year must be in 1..9999, not %d", year+1)
	}
	return n, nil
}

// defineISODate defines what isocalendar answers: a tuple with names.
func defineISODate() {
	c := py.Class{Module: "datetime", Name: "IsoCalendarDate", Base: &py.TupleType, Final: true}
	for i, name := range []string{"year", "week", "weekday"} {
		c.Attrs = append(c.Attrs, attr(name, func(v py.Value) py.Value { return v.Tuple().Items[i] }))
	}
	c.Methods = []py.Def{{Name: "__reduce__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
		return t.Tuple(py.Obj(&py.TupleType), t.Tuple(t.Tuple(a[0].Tuple().Items...))), nil
	}}}
	c.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		p := v.Tuple().Items
		return t.StrValue(fmt.Sprintf("datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)", p[0].Small(), p[1].Small(), p[2].Small())), nil
	}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(args) != 3 {
			return py.Value{}, t.Raisef(&py.TypeError, "IsoCalendarDate expected 3 arguments, got %d", len(args))
		}
		return t.New(t.NewTuple(append([]py.Value(nil), args...)), &isoDateType), nil
	}
	py.DefineClass[py.Tuple](&isoDateType, c)
}
