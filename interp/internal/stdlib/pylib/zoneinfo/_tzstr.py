"""The rules of POSIX that say how a zone goes on after the last transition that its file lists."""
import re
from calendar import monthrange
from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1).toordinal()
_NAME = r'(?:[a-zA-Z]+|<[a-zA-Z0-9+-]+>)'
_OFFSET = r'[+-]?\d{1,3}(?::\d{2}(?::\d{2})?)?'
_TZ = re.compile(rf'(?P<std>{_NAME})(?P<stdoff>{_OFFSET})(?:(?P<dst>{_NAME})(?P<dstoff>{_OFFSET})?)?', re.ASCII)
_TIME = re.compile(r'(?P<sign>[+-])?(?P<h>\d{1,3})(?::(?P<m>\d{2})(?::(?P<s>\d{2}))?)?', re.ASCII)


class TypeOfTime:
    """What holds for a while: the offset, how much of it is summer's, and what it is called."""

    __slots__ = ('utcoff', 'dstoff', 'tzname')

    def __init__(self, utcoff, dstoff, tzname):
        self.utcoff = utcoff
        self.dstoff = dstoff
        self.tzname = tzname

    def __eq__(self, other):
        return (self.utcoff, self.dstoff, self.tzname) == (other.utcoff, other.dstoff, other.tzname)


def _seconds(text, hours):
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f'{text} is not a valid offset')
    h, m, s = (int(part or 0) for part in match.group('h', 'm', 's'))
    if h > hours or m > 59 or s > 59:
        raise ValueError(f'{text} is not a valid offset: out of range')
    total = h * 3600 + m * 60 + s
    return -total if match.group('sign') == '-' else total


class _WeekdayOfMonth:
    """Mm.w.d: a weekday of a month, counted from its beginning, the fifth for the last."""

    def __init__(self, month, week, day):
        if not 1 <= month <= 12:
            raise ValueError('Month must be in (0, 12]')
        if not 1 <= week <= 5:
            raise ValueError('Week must be in (0, 5]')
        if not 0 <= day <= 6:
            raise ValueError('Day must be in [0, 6]')
        self.month, self.week, self.day = month, week, day

    def ordinal(self, year):
        first, days = monthrange(year, self.month)
        # of the rule, Sunday is the day 0; of the calendar, Monday
        day = (self.day - 1 - first) % 7 + 1 + (self.week - 1) * 7
        if day > days:
            day -= 7
        return datetime(year, self.month, day).toordinal()


class _DayOfYear:
    """Jn or n: a day of the year, with or without February the 29th."""

    def __init__(self, day, julian):
        if not julian <= day <= 365:
            raise ValueError(f'd must be in [{int(julian)}, 365], not: {day}')
        self.day, self.julian = day, julian

    def ordinal(self, year):
        # as CPython counts: from the last day of the year before, with or without J, and past the 58th for leap days
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return datetime(year, 1, 1).toordinal() - 1 + self.day + (self.julian and leap and self.day >= 59)


class _Rule:
    def __init__(self, text):
        date, slash, time = text.partition('/')
        if date.startswith('M'):
            match = re.fullmatch(r'M(\d{1,2})\.(\d)\.(\d)', date, re.ASCII)
            if match is None:
                raise ValueError(f'Invalid dst start/end date: {text}')
            self.date = _WeekdayOfMonth(*map(int, match.groups()))
        else:
            julian = date.startswith('J')
            number = date[julian:]
            if not re.fullmatch(r'\d{1,3}', number, re.ASCII):
                raise ValueError(f'Invalid dst start/end date: {text}')
            self.date = _DayOfYear(int(number), julian)
        if slash and not time:
            raise ValueError(f'Invalid transition time: {text}')
        self.time = _seconds(time, 167) if slash else 7200

    def moment(self, year):
        """When it applies, in seconds of the local time before it."""
        return (self.date.ordinal(year) - _EPOCH) * 86400 + self.time


class TZStr:
    """Winter's and summer's time, and the rules that tell when each begins."""

    def __init__(self, std, dst, start, end):
        self.std, self.dst = std, dst
        self.start, self.end = start, end
        self.difference = int((dst.utcoff - std.utcoff).total_seconds())

    def _transitions(self, year):
        return self.start.moment(year), self.end.moment(year)

    def of_local(self, moment, year, fold):
        """What holds at a local time."""
        start, end = self._transitions(year)
        # the time that is less far ahead begins after the gap and ends after the repeated hours, which fold turns round
        if fold == (self.difference >= 0):
            end -= self.difference
        else:
            start += self.difference
        return self._within(start, end, moment)

    def of_utc(self, moment, year):
        """What holds at a universal time, and whether its local time was there before."""
        start, end = self._transitions(year)
        start -= int(self.std.utcoff.total_seconds())
        end -= int(self.dst.utcoff.total_seconds())
        repeated = end if self.difference > 0 else start
        return self._within(start, end, moment), repeated <= moment < repeated + abs(self.difference)

    def _within(self, start, end, moment):
        summer = start <= moment < end if start < end else not end <= moment < start
        return self.dst if summer else self.std


def parse_tz_str(text):
    """Read a TZ string: a TypeOfTime where nothing ever changes, otherwise a TZStr."""
    head, *rules = text.split(',')
    match = _TZ.fullmatch(head)
    if match is None:
        raise ValueError(f'{text} is not a valid TZ string')
    std, dst = (name and name.strip('<>') for name in match.group('std', 'dst'))
    # POSIX counts westward
    utcoff = -_seconds(match.group('stdoff'), 24)
    if dst is None:
        if rules:
            raise ValueError(f'Transition rule present without DST: {text}')
        return TypeOfTime(timedelta(seconds=utcoff), timedelta(0), std)
    dstoff = -_seconds(match.group('dstoff'), 24) if match.group('dstoff') else utcoff + 3600
    if len(rules) != 2:
        raise ValueError(f'Missing transition rules in TZ string: {text}')
    return TZStr(TypeOfTime(timedelta(seconds=utcoff), timedelta(0), std),
                 TypeOfTime(timedelta(seconds=dstoff), timedelta(seconds=dstoff - utcoff), dst), *map(_Rule, rules))
