"""What a zone is read from."""
import io
import struct

_UNIX_EPOCH_MAGIC = b'TZif'


class ZoneInfoNotFoundError(KeyError):
    """Exception raised when a ZoneInfo key is not found."""


def load_tzdata(key):
    """The compiled rules of a zone that is bundled, as a file."""
    from _tzdata import read
    data = read(key)
    if data is None:
        raise ZoneInfoNotFoundError(f'No time zone found with key {key}')
    return io.BytesIO(data)


class Rules:
    """The contents of a TZif file: when what begins, and what there is to begin."""

    def __init__(self, times, indexes, offsets, dst, names, tz):
        self.times = times
        self.indexes = indexes
        self.offsets = offsets
        self.dst = dst
        self.names = names
        self.tz = tz


def _header(fobj):
    if fobj.read(4) != _UNIX_EPOCH_MAGIC:
        raise ValueError('Invalid TZif file: magic not found')
    # '\0' is version 1
    mark = fobj.read(1)
    version = 1 if mark == b'\0' else int(mark)
    fobj.read(15)
    return version, struct.unpack('>6l', fobj.read(24))


def load_data(fobj):
    """Read a TZif file, RFC 9636."""
    version, counts = _header(fobj)
    size = 4
    if version >= 2:
        # the same again in 64 bits follows
        isutc, isstd, leap, times, types, chars = counts
        fobj.seek(times * 5 + types * 6 + chars + leap * 8 + isstd + isutc, 1)
        _, counts = _header(fobj)
        size = 8
    isutc, isstd, leap, times, types, chars = counts
    moments = struct.unpack(f'>{times}{"q" if size == 8 else "l"}', fobj.read(times * size))
    indexes = struct.unpack(f'>{times}B', fobj.read(times))
    kinds = [struct.unpack('>lbb', fobj.read(6)) for _ in range(types)]
    text = fobj.read(chars)
    names = [text[at:text.find(b'\0', at)].decode() for _, _, at in kinds]
    tz = None
    if version >= 2:
        fobj.seek(leap * 12 + isstd + isutc, 1)
        newline = fobj.read(1)
        assert newline == b'\n', newline
        tz = b''
        while (c := fobj.read(1)) != b'\n':
            tz += c
            if not c:
                break
    return Rules(moments, indexes, tuple(k[0] for k in kinds), tuple(k[1] for k in kinds), tuple(names), tz)
