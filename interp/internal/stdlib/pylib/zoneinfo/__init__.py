"""Time zones of the IANA, as tzinfo objects."""
import weakref
from bisect import bisect_right
from collections import OrderedDict
from datetime import datetime, timedelta, tzinfo

from . import _common, _tzpath
from ._common import ZoneInfoNotFoundError
from ._tzpath import InvalidTZPathWarning, available_timezones, reset_tzpath
from ._tzstr import TypeOfTime as _TypeOfTime, TZStr as _TZStr, parse_tz_str as _parse_tz_str

__all__ = ['ZoneInfo', 'reset_tzpath', 'available_timezones', 'TZPATH', 'ZoneInfoNotFoundError', 'InvalidTZPathWarning']

_EPOCH = datetime(1970, 1, 1).toordinal()
# what a zone knows without a moment
_NOTHING = _TypeOfTime(None, None, None)


def _local_seconds(dt):
    return (dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second


def _summer_shares(indexes, offsets, dst):
    """How much of each offset is summer's, which files do not say: what it differs from its neighbours by."""
    shares = [0] * len(dst)
    for i in range(1, len(indexes)):
        kind, before = indexes[i], indexes[i - 1]
        if not dst[kind] or shares[kind]:
            continue
        share = 0 if dst[before] else offsets[kind] - offsets[before]
        if not share and i + 1 < len(indexes):
            after = indexes[i + 1]
            if dst[after]:
                # perhaps a later one tells
                continue
            share = offsets[kind] - offsets[after]
        shares[kind] = share
    return [share or 3600 if summer else 0 for share, summer in zip(shares, dst)]


class ZoneInfo(tzinfo):
    """A time zone by its key, as in 'Europe/Paris'; the same object for the same key."""

    __slots__ = ('_key', '_file_repr', '_from_cache', '_utc', '_local', '_kinds', '_before', '_after', '_fixed', '__weakref__')
    # those that are not used elsewhere, too, the last few of them
    _strong_cache_size = 8
    _strong_cache = OrderedDict()
    _weak_cache = weakref.WeakValueDictionary()

    def __init_subclass__(cls):
        cls._strong_cache = OrderedDict()
        cls._weak_cache = weakref.WeakValueDictionary()

    def __new__(cls, key):
        zone = cls._weak_cache.get(key)
        if zone is None:
            zone = cls._weak_cache.setdefault(key, cls._new(key))
            zone._from_cache = True
        cls._strong_cache[key] = cls._strong_cache.pop(key, zone)
        if len(cls._strong_cache) > cls._strong_cache_size:
            cls._strong_cache.popitem(last=False)
        return zone

    @classmethod
    def no_cache(cls, key):
        """Get a new instance of ZoneInfo, bypassing the cache."""
        zone = cls._new(key)
        zone._from_cache = False
        return zone

    @classmethod
    def _new(cls, key):
        path = _tzpath.find_tzfile(key)
        with _common.load_tzdata(key) if path is None else open(path, 'rb') as f:
            return cls._read(f, key)

    @classmethod
    def _read(cls, fobj, key):
        zone = super().__new__(cls)
        zone._key = key
        zone._file_repr = None
        zone._load(_common.load_data(fobj))
        return zone

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """Create a ZoneInfo file from a file object."""
        zone = cls._read(file_obj, key)
        zone._file_repr = repr(file_obj)
        return zone

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Clear the ZoneInfo cache."""
        if only_keys is None:
            cls._weak_cache.clear()
            cls._strong_cache.clear()
            return
        for key in only_keys:
            cls._weak_cache.pop(key, None)
            cls._strong_cache.pop(key, None)

    @property
    def key(self):
        return self._key

    def _load(self, rules):
        shares = _summer_shares(rules.indexes, rules.offsets, rules.dst)
        kinds = [_TypeOfTime(timedelta(seconds=offset), timedelta(seconds=share), name)
                 for offset, share, name in zip(rules.offsets, shares, rules.names)]
        self._utc = rules.times
        self._kinds = [kinds[index] for index in rules.indexes]
        self._before = next((kind for kind, summer in zip(kinds, rules.dst) if not summer), kinds[0] if kinds else None)
        if rules.tz:
            self._after = _parse_tz_str(rules.tz.decode())
        elif not self._kinds and not kinds:
            raise ValueError('No time zone information found.')
        else:
            self._after = self._kinds[-1] if self._kinds else kinds[0]
        # local times of the transitions: while clocks are put forward, fold says which side a time that never was
        # is on; while they are put back, which of two
        offsets = [rules.offsets[index] for index in rules.indexes]
        previous = [rules.offsets[0], *offsets[:-1]] if offsets else []
        self._local = ([time + max(pair) for time, *pair in zip(rules.times, previous, offsets)],
                       [time + min(pair) for time, *pair in zip(rules.times, previous, offsets)])
        self._fixed = not self._utc and not isinstance(self._after, _TZStr)

    def _find(self, dt):
        if dt is None:
            return self._after if self._fixed else _NOTHING
        moment = _local_seconds(dt)
        local = self._local[dt.fold]
        if local and moment < local[0]:
            return self._before
        if not local or moment > local[-1]:
            return self._after.of_local(moment, dt.year, dt.fold) if isinstance(self._after, _TZStr) else self._after
        return self._kinds[bisect_right(local, moment) - 1]

    def utcoffset(self, dt, /):
        """Retrieve a timedelta representing the UTC offset in a zone at the given datetime."""
        return self._find(dt).utcoff

    def dst(self, dt, /):
        """Retrieve a timedelta representing the amount of DST applied in a zone at the given datetime."""
        return self._find(dt).dstoff

    def tzname(self, dt, /):
        """Retrieve a string containing the abbreviation for the time zone that applies in a zone at a given datetime."""
        return self._find(dt).tzname

    def fromutc(self, dt, /):
        """Given a datetime with local time in UTC, retrieve an adjusted datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        moment = _local_seconds(dt)
        utc, fold = self._utc, False
        if utc and moment < utc[0]:
            kind = self._before
        elif (not utc or moment > utc[-1]) and isinstance(self._after, _TZStr):
            kind, fold = self._after.of_utc(moment, dt.year)
        elif not utc:
            kind = self._after
        else:
            at = bisect_right(utc, moment)
            kind = self._kinds[at - 1]
            earlier = self._kinds[at - 2] if at >= 2 else self._before
            fold = (earlier.utcoff - kind.utcoff).total_seconds() > moment - utc[at - 1]
        dt += kind.utcoff
        return dt.replace(fold=1) if fold else dt

    def __repr__(self):
        name = f'{type(self).__module__}.{type(self).__qualname__}'
        if self._key is not None:
            return f'{name}(key={self._key!r})'
        return f'{name}.from_file({self._file_repr})'

    def __str__(self):
        return repr(self) if self._key is None else self._key

    def __reduce__(self):
        if self._file_repr is not None:
            import pickle
            raise pickle.PicklingError('Cannot pickle a ZoneInfo file created from a file stream.')
        return self.__class__._unpickle, (self._key, int(self._from_cache))

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)


def __getattr__(name):
    if name == 'TZPATH':
        return _tzpath.TZPATH
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted([*globals(), 'TZPATH'])
