"""Universally unique identifiers (RFC 9562); the random ones come from the run's seed, times from its clock."""
import enum
import random as _random
import time as _time

__all__ = ['NAMESPACE_DNS', 'NAMESPACE_OID', 'NAMESPACE_URL', 'NAMESPACE_X500', 'NIL', 'MAX', 'RESERVED_FUTURE', 'RESERVED_MICROSOFT',
           'RESERVED_NCS', 'RFC_4122', 'SafeUUID', 'UUID', 'getnode', 'uuid1', 'uuid3', 'uuid4', 'uuid5', 'uuid6', 'uuid7', 'uuid8']

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122', 'reserved for Microsoft compatibility', 'reserved for future definition']
_system = _random.SystemRandom()


class SafeUUID(enum.Enum):
    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    """An identifier of 128 bits."""
    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if int is not None:
            if not 0 <= int <= _max_int:
                raise ValueError('int is out of range (need a 128-bit value)')
        elif hex is not None:
            digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(digits) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(digits, 16)
        elif bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            int = _int.from_bytes(bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:])
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = _int.from_bytes(bytes)
        else:
            if len(fields) != 6:
                raise ValueError('fields is not a 6-tuple')
            for i, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
                if not 0 <= value < 1 << bits:
                    raise ValueError(f'field {i} out of range (need a {bits}-bit value)')
            low, mid, high, clock_high, clock_low, node = fields
            int = low << 96 | mid << 80 | high << 64 | (clock_high << 8 | clock_low) << 48 | node
        if version is not None:
            if not 1 <= version <= 8:
                raise ValueError('illegal version number')
            int = int & ~(0xf000 << 64) & ~(0xc000 << 48) | 0x8000 << 48 | version << 76
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe != SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        object.__setattr__(self, 'is_safe', SafeUUID(state['is_safe']) if 'is_safe' in state else SafeUUID.unknown)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        h = self.hex
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        b = self.bytes
        return b[3::-1] + b[5:3:-1] + b[7:5:-1] + b[8:]

    @property
    def fields(self):
        return self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low, self.node

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return (self.int >> 80) & 0xffff

    @property
    def time_hi_version(self):
        return (self.int >> 64) & 0xffff

    @property
    def clock_seq_hi_variant(self):
        return (self.int >> 56) & 0xff

    @property
    def clock_seq_low(self):
        return (self.int >> 48) & 0xff

    @property
    def time(self):
        if self.version == 6:
            return (self.int >> 96) << 28 | (self.int >> 80 & 0xffff) << 12 | self.int >> 64 & 0x0fff
        if self.version == 7:
            return self.int >> 80
        return (self.time_hi_version & 0x0fff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xffffffffffff

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def variant(self):
        if not self.int & 0x8000 << 48:
            return RESERVED_NCS
        if not self.int & 0x4000 << 48:
            return RFC_4122
        if not self.int & 0x2000 << 48:
            return RESERVED_MICROSOFT
        return RESERVED_FUTURE

    @property
    def version(self):
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xf


_int = int
_max_int = (1 << 128) - 1
_node = None
_last = {1: 0, 6: 0}
_last7 = [0, 0]


def getnode():
    """A number for this machine: a random one, since the real one is nobody's business."""
    global _node
    if _node is None:
        _node = _system.getrandbits(48) | 1 << 40
    return _node


def _ticks(version):
    now = _time.time_ns() // 100 + 0x01b21dd213814000
    if now <= _last[version]:
        now = _last[version] + 1
    _last[version] = now
    return now


def uuid1(node=None, clock_seq=None):
    """From the time and a node."""
    now = _ticks(1)
    if clock_seq is None:
        clock_seq = _system.getrandbits(14)
    if node is None:
        node = getnode()
    return UUID(fields=(now & 0xffffffff, now >> 32 & 0xffff, now >> 48 & 0x0fff, clock_seq >> 8 & 0x3f, clock_seq & 0xff, node), version=1)


def _named(namespace, name, hash_name, version):
    from hashlib import new
    if isinstance(name, str):
        name = name.encode()
    return UUID(bytes=new(hash_name, namespace.bytes + name, usedforsecurity=False).digest()[:16], version=version)


def uuid3(namespace, name):
    """From a name, by MD5."""
    return _named(namespace, name, 'md5', 3)


def uuid4():
    """A random one."""
    return UUID(int=_system.getrandbits(128), version=4)


def uuid5(namespace, name):
    """From a name, by SHA-1."""
    return _named(namespace, name, 'sha1', 5)


def uuid6(node=None, clock_seq=None):
    """Like uuid1, sorted by time."""
    now = _ticks(6)
    if node is None:
        node = getnode()
    if clock_seq is None:
        clock_seq = _system.getrandbits(14)
    return UUID(int=(now >> 12 & 0xffffffffffff) << 80 | (now & 0xfff) << 64 | (clock_seq & 0x3fff) << 48 | node & 0xffffffffffff, version=6)


def uuid7():
    """From the time in milliseconds and random bits, sorted by time."""
    now = _time.time_ns() // 1_000_000
    if now > _last7[0]:
        _last7[:] = now, _system.getrandbits(41)
    else:
        now = _last7[0]
        _last7[1] += 1
        if _last7[1] >> 42:
            now += 1
            _last7[:] = now, _system.getrandbits(41)
    counter = _last7[1]
    return UUID(int=(now & 0xffffffffffff) << 80 | (counter >> 30 & 0xfff) << 64 | (counter & 0x3fffffff) << 32 | _system.getrandbits(32), version=7)


def uuid8(a=None, b=None, c=None):
    """Of three numbers of one's own."""
    a = _system.getrandbits(48) if a is None else a
    b = _system.getrandbits(12) if b is None else b
    c = _system.getrandbits(62) if c is None else c
    return UUID(int=(a & 0xffffffffffff) << 80 | (b & 0xfff) << 64 | c & 0x3fffffffffffffff, version=8)


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')
NIL = UUID('00000000-0000-0000-0000-000000000000')
MAX = UUID('ffffffff-ffff-ffff-ffff-ffffffffffff')
