package datetime

import (
	"fmt"

	"github.com/assay-score/assay/interp/internal/code"
	"github.com/assay-score/assay/interp/internal/py"
)

// zoneBase is a tzinfo.
type zoneBase struct{ py.Header }

// zone is a timezone: a fixed offset in microseconds, and a name where it was given one.
type zone struct {
	zoneBase
	micro int64
	name  py.Value
}

// offsetText is an offset as isoformat shows it, with a separator.
func offsetText(micro int64, sep string) string {
	sign := '+'
	if micro < 0 {
		sign, micro = '-', -micro
	}
	s := micro / 1_000_000
	text := fmt.Sprintf("%c%02d%s%02d", sign, s/3600, sep, s/60%60)
	if s%60 != 0 || micro%1_000_000 != 0 {
		text += fmt.Sprintf("%s%02d", sep, s%60)
		if micro%1_000_000 != 0 {
			text += fmt.Sprintf(".%06d", micro%1_000_000)
		}
	}
	return text
}

func (z *zone) tzname(t *py.Thread) py.Value {
	switch {
	case z.name.IsSet():
		return z.name
	case z.micro == 0:
		return t.StrValue("UTC")
	}
	return t.StrValue("UTC" + offsetText(z.micro, ":"))
}

const offsetRange = "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "

// checkOffset is a duration as an offset in microseconds.
func checkOffset(t *py.Thread, v py.Value) (int64, error) {
	n, ok := asDelta(v).short()
	if !ok || n <= -dayMicro || n >= dayMicro {
		r, err := t.Repr(v)
		if err != nil {
			return 0, err
		}
		return 0, t.RaiseNew(&py.ValueError, offsetRange+r)
	}
	return n, nil
}

// offsetOf asks a zone for utcoffset or dst of a time; known is false where it says None.
func offsetOf(t *py.Thread, tz, when py.Value, method string) (micro int64, known bool, err error) {
	if !tz.IsSet() {
		return 0, false, nil
	}
	if tz.Type() == &timezoneType {
		return py.As[zone](tz).micro, method == "utcoffset", nil
	}
	r, err := t.CallMethod(tz, method, when)
	if err != nil || r.IsNone() {
		return 0, false, err
	}
	if asDelta(r) == nil {
		return 0, false, t.Raisef(&py.TypeError, "tzinfo.%s() must return None or timedelta, not '%s'", method, r.Type().Name)
	}
	micro, err = checkOffset(t, r)
	return micro, err == nil, err
}

// nameOf asks a zone for its name, unset where it has none.
func nameOf(t *py.Thread, tz, when py.Value) (py.Value, error) {
	if !tz.IsSet() {
		return py.Value{}, nil
	}
	if tz.Type() == &timezoneType {
		return py.As[zone](tz).tzname(t), nil
	}
	r, err := t.CallMethod(tz, "tzname", when)
	if err != nil || r.IsNone() {
		return py.Value{}, err
	}
	if r.Str() == nil {
		return py.Value{}, t.Raisef(&py.TypeError, "tzinfo.tzname() must return None or a string, not '%s'", r.Type().Name)
	}
	return r, nil
}

// zoneOf is a timezone of an offset.
func zoneOf(t *py.Thread, micro int64, name py.Value) py.Value {
	if micro == 0 && !name.IsSet() {
		return utcValue()
	}
	z, v := py.Instance[zone](t, &timezoneType)
	z.micro, z.name = micro, name
	return v
}

func defineZones() {
	abstract := func(name string) py.Def {
		return py.Def{Name: name, Sig: "dt, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return py.Value{}, t.RaiseNew(&py.NotImplementedError, "a tzinfo subclass must implement "+name+"()")
		}}
	}
	c := py.Class{Module: "datetime", Name: "tzinfo", Methods: []py.Def{abstract("utcoffset"), abstract("dst"), abstract("tzname"),
		{Name: "fromutc", Sig: "dt, /", Fn: fromUTC},
		{Name: "__reduce__", Fn: reduceZone},
	}}
	c.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		_, v := py.Instance[zoneBase](t, typ)
		return v, nil
	}
	c.Init = noInit
	py.DefineClass[zoneBase](&tzinfoType, c)

	self := func(v py.Value) *zone { return py.As[zone](v) }
	checkArg := func(t *py.Thread, v py.Value, name string) error {
		if !v.IsNone() && !v.Type().IsSubtype(&datetimeType) {
			return t.Raisef(&py.TypeError, "%s(dt) argument must be a datetime instance or None, not %s", name, v.Type().Name)
		}
		return nil
	}
	z := py.Class{Module: "datetime", Name: "timezone", Base: &tzinfoType, Final: true, Methods: []py.Def{
		{Name: "utcoffset", Sig: "dt, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if err := checkArg(t, a[1], "utcoffset"); err != nil {
				return py.Value{}, err
			}
			return deltaOfMicro(t, self(a[0]).micro)
		}},
		{Name: "dst", Sig: "dt, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) { return py.None, checkArg(t, a[1], "dst") }},
		{Name: "tzname", Sig: "dt, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).tzname(t), checkArg(t, a[1], "tzname")
		}},
		{Name: "fromutc", Sig: "dt, /", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			if !a[1].Type().IsSubtype(&datetimeType) {
				return py.Value{}, t.RaiseNew(&py.TypeError, "fromutc() argument must be a datetime instance")
			}
			m := py.As[moment](a[1])
			if m.tz != a[0] {
				return py.Value{}, t.RaiseNew(&py.ValueError, "fromutc: dt.tzinfo is not self")
			}
			return m.shift(t, a[1].Type(), 0, 0, self(a[0]).micro)
		}},
		{Name: "__getinitargs__", Fn: func(t *py.Thread, a []py.Value) (py.Value, error) {
			d, err := deltaOfMicro(t, self(a[0]).micro)
			if err != nil || !self(a[0]).name.IsSet() {
				return t.Tuple(d), err
			}
			return t.Tuple(d, self(a[0]).name), nil
		}},
	}}
	sig := py.ParseSignature("offset, name=None")
	z.New = func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Keyword) (py.Value, error) {
		if len(args) == 0 && len(kw) == 0 {
			return py.Value{}, t.RaiseNew(&py.TypeError, "timezone() missing required argument 'offset' (pos 1)")
		}
		a, err := t.Bind("timezone", sig, args, kw)
		if err != nil {
			return py.Value{}, err
		}
		if asDelta(a[0]) == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "timezone() argument 1 must be datetime.timedelta, not %s", a[0].Type().Name)
		}
		if a[1].IsSet() && a[1].Str() == nil {
			return py.Value{}, t.Raisef(&py.TypeError, "timezone() argument 2 must be str, not %s", a[1].Type().Name)
		}
		n, err := checkOffset(t, a[0])
		return zoneOf(t, n, a[1]), err
	}
	z.Init = noInit
	z.Repr = func(t *py.Thread, v py.Value) (py.Value, error) {
		if v == utcValue() {
			return t.StrValue("datetime.timezone.utc"), nil
		}
		d, err := deltaOfMicro(t, self(v).micro)
		if err != nil {
			return py.Value{}, err
		}
		parts := []py.Value{d}
		if n := self(v).name; n.IsSet() {
			parts = append(parts, n)
		}
		return t.JoinReprs("datetime.timezone(", ")", parts)
	}
	z.ToStr = func(t *py.Thread, v py.Value) (py.Value, error) { return self(v).tzname(t), nil }
	z.Hash = func(t *py.Thread, v py.Value) (int64, error) { return mix(self(v).micro), nil }
	z.Compare = func(t *py.Thread, op code.CmpOp, a, b py.Value) (py.Value, error) {
		if op != code.CmpEq && op != code.CmpNe || a.Type() != &timezoneType || b.Type() != &timezoneType {
			return py.NotImplemented, nil
		}
		return py.Bool((self(a).micro == self(b).micro) == (op == code.CmpEq)), nil
	}
	z.Trace = func(v py.Value, visit func(py.Value)) {
		if n := self(v).name; n.IsSet() {
			visit(n)
		}
	}
	py.DefineClass[zone](&timezoneType, z)
	py.ShareAs(&utc, &timezoneType)
	timezoneType.SetValue("utc", utcValue())
	for i, name := range []string{"min", "max"} {
		o := &zone{micro: int64(2*i-1) * (23*3600 + 59*60) * 1_000_000}
		py.ShareAs(o, &timezoneType)
		timezoneType.SetValue(name, py.Obj(o))
	}
}

// fromUTC is tzinfo.fromutc: the time in the zone of a time that is in UTC.
func fromUTC(t *py.Thread, a []py.Value) (py.Value, error) {
	if !a[1].Type().IsSubtype(&datetimeType) {
		return py.Value{}, t.RaiseNew(&py.TypeError, "fromutc: argument must be a datetime instance")
	}
	m := py.As[moment](a[1])
	if m.tz != a[0] {
		return py.Value{}, t.RaiseNew(&py.ValueError, "fromutc: dt.tzinfo is not self")
	}
	offset, known, err := offsetOf(t, a[0], a[1], "utcoffset")
	if err != nil {
		return py.Value{}, err
	}
	if !known {
		return py.Value{}, t.RaiseNew(&py.ValueError, "fromutc: non-None utcoffset() result required")
	}
	dst, known, err := offsetOf(t, a[0], a[1], "dst")
	if err != nil {
		return py.Value{}, err
	}
	if !known {
		return py.Value{}, t.RaiseNew(&py.ValueError, "fromutc: non-None dst() result required")
	}
	r, err := m.shift(t, a[1].Type(), 0, 0, offset-dst)
	if err != nil {
		return py.Value{}, err
	}
	if dst, known, err = offsetOf(t, a[0], r, "dst"); err != nil {
		return py.Value{}, err
	}
	if !known {
		return py.Value{}, t.RaiseNew(&py.ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert")
	}
	return py.As[moment](r).shift(t, r.Type(), 0, 0, dst)
}

func reduceZone(t *py.Thread, a []py.Value) (py.Value, error) {
	args := py.Obj(py.EmptyTuple())
	get, err := t.GetAttrOr(a[0], "__getinitargs__")
	if err != nil {
		return py.Value{}, err
	}
	if get.IsSet() {
		if args, err = t.Call(get); err != nil {
			return py.Value{}, err
		}
	}
	state, err := t.CallMethod(a[0], "__getstate__")
	if err != nil || state.IsNone() {
		return t.Tuple(py.Obj(a[0].Type()), args), err
	}
	return t.Tuple(py.Obj(a[0].Type()), args, state), nil
}
