"""Archives of tar: ustar, GNU's and pax's formats, plain or compressed by gzip."""
import copy
import grp
import io
import os
import pwd
import re
import shutil
import stat
import struct
import sys
import time
from builtins import open as bltn_open

__all__ = [
    'TarFile', 'TarInfo', 'is_tarfile', 'TarError', 'ReadError', 'CompressionError', 'StreamError', 'ExtractError',
    'HeaderError', 'ENCODING', 'USTAR_FORMAT', 'GNU_FORMAT', 'PAX_FORMAT', 'DEFAULT_FORMAT', 'open', 'fully_trusted_filter',
    'data_filter', 'tar_filter', 'FilterError', 'AbsoluteLinkError', 'OutsideDestinationError', 'SpecialFileError',
    'AbsolutePathError', 'LinkOutsideDestinationError',
]

NUL = b'\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = b'ustar  \0'
POSIX_MAGIC = b'ustar\x0000'
LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155
REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = (
    b'0', b'\0', b'1', b'2', b'3', b'4', b'5', b'6', b'7')
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b'L', b'K', b'S'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b'x', b'g', b'X'
USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = 0, 1, 2
DEFAULT_FORMAT = PAX_FORMAT
SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_LONGNAME,
                   GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
PAX_FIELDS = ('path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname', 'gname')
PAX_NAME_FIELDS = {'path', 'linkpath', 'uname', 'gname'}
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float, 'uid': int, 'gid': int, 'size': int}
ENCODING = sys.getfilesystemencoding()
symlink_exception = (AttributeError, NotImplementedError, OSError)


class TarError(Exception):
    """Base exception."""


class ExtractError(TarError):
    """General exception for extract errors."""


class ReadError(TarError):
    """Exception for unreadable tar archives."""


class CompressionError(TarError):
    """Exception for unavailable compression methods."""


class StreamError(TarError):
    """Exception for unsupported operations on stream-like TarFiles."""


class HeaderError(TarError):
    """Base exception for header errors."""


class EmptyHeaderError(HeaderError):
    """Exception for empty headers."""


class TruncatedHeaderError(HeaderError):
    """Exception for truncated headers."""


class EOFHeaderError(HeaderError):
    """Exception for end of file headers."""


class InvalidHeaderError(HeaderError):
    """Exception for invalid headers."""


class SubsequentHeaderError(HeaderError):
    """Exception for missing and invalid extended headers."""


# Fields of headers


def stn(s, length, encoding, errors):
    """A text as a field of bytes, filled up with zeros."""
    if s is None:
        raise ValueError('metadata cannot contain None')
    return s.encode(encoding, errors)[:length].ljust(length, NUL)


def nts(s, encoding, errors):
    """The text of a field, up to its first zero."""
    return s.partition(NUL)[0].decode(encoding, errors)


def nti(s):
    """The number of a field: octal digits, or GNU's bytes."""
    if s[0] in (0o200, 0o377):
        return int.from_bytes(s[1:], 'big') - (256 ** (len(s) - 1) if s[0] == 0o377 else 0)
    try:
        return int(nts(s, 'ascii', 'strict').strip() or '0', 8)
    except ValueError:
        raise InvalidHeaderError('invalid header') from None


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return b'%0*o' % (digits - 1, n) + NUL
    limit = 256 ** (digits - 1)
    if format == GNU_FORMAT and -limit <= n < limit:
        return bytearray(b'\x80' if n >= 0 else b'\xff') + (n % limit).to_bytes(digits - 1, 'big')
    raise ValueError('overflow in number field')


def calc_chksums(buf):
    """The checksum of a header, over its bytes without and with signs; the checksum's own field counts as blanks."""
    rest = buf[:148] + buf[156:512]
    unsigned = 256 + sum(rest)
    return unsigned, unsigned - 256 * sum(byte > 127 for byte in rest)


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copy so many bytes, all there are by default."""
    bufsize = bufsize or 16 * 1024
    if length is None:
        shutil.copyfileobj(src, dst, bufsize)
        return
    while length > 0:
        want = min(bufsize, length)
        buf = src.read(want)
        if len(buf) < want:
            raise exception('unexpected end of data')
        dst.write(buf)
        length -= want


def _safe_print(s):
    encoding = getattr(sys.stdout, 'encoding', None)
    if encoding is not None:
        s = s.encode(encoding, 'backslashreplace').decode(encoding)
    print(s, end=' ')


# Files under archives


class _Stream:
    """Reads or writes an archive from its beginning to its end, block by block."""

    def __init__(self, name, mode, comptype, fileobj, bufsize, compresslevel=9):
        self._own = fileobj is None
        if self._own:
            fileobj = bltn_open(name, {'r': 'rb', 'w': 'wb'}[mode])
            self._own = True
        self.name = os.fspath(name) if name is not None else ''
        self.mode, self.fileobj, self.bufsize = mode, fileobj, bufsize
        self.buf = b''
        self.pos = 0
        self.closed = False
        self._raw = b''
        try:
            if comptype == '*':
                self._raw = fileobj.read(BLOCKSIZE)
                comptype = self._guess(self._raw)
            self.comptype = comptype
            if comptype == 'gz':
                self._open_gzip(compresslevel)
            elif comptype != 'tar':
                module = {'bz2': 'bz2', 'xz': 'lzma', 'zst': 'compression.zstd'}.get(comptype)
                if module is None:
                    raise CompressionError('unknown compression type %r' % comptype)
                raise CompressionError(f'{module} module is not available')
        except:
            if self._own:
                fileobj.close()
            self.closed = True
            raise

    @staticmethod
    def _guess(head):
        if head.startswith(b'\x1f\x8b\x08'):
            return 'gz'
        if head[:3] == b'BZh' and head[4:10] == b'1AY&SY':
            return 'bz2'
        if head.startswith((b'\x5d\x00\x00\x80', b'\xfd7zXZ')):
            return 'xz'
        return 'zst' if head.startswith(b'\x28\xb5\x2f\xfd') else 'tar'

    def _open_gzip(self, level):
        try:
            import zlib
        except ImportError:
            raise CompressionError('zlib module is not available') from None
        self._zlib = zlib
        if self.mode == 'r':
            head = self._more(3)
            if head[:2] != b'\x1f\x8b':
                raise ReadError('not a gzip file')
            if head[2:] != b'\x08':
                raise CompressionError('unsupported compression method')
            self._raw = head + self._raw
            self._unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
            return
        self._zip = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
        self._crc = zlib.crc32(b'')
        name = os.path.basename(self.name.removesuffix('.gz'))
        self._put(b'\x1f\x8b\x08\x08' + struct.pack('<L', int(time.time())) + b'\x02\xff'
                  + name.encode('iso-8859-1', 'replace') + NUL)

    def _more(self, size):
        """Bytes of the file below, fewer only at its end."""
        while len(self._raw) < size:
            block = self.fileobj.read(self.bufsize)
            if not block:
                break
            self._raw += block
        taken, self._raw = self._raw[:size], self._raw[size:]
        return taken

    def _put(self, s):
        self.buf += s
        while len(self.buf) > self.bufsize:
            self.fileobj.write(self.buf[:self.bufsize])
            self.buf = self.buf[self.bufsize:]

    def write(self, s):
        """Append bytes."""
        self.pos += len(s)
        if self.comptype == 'gz':
            self._crc = self._zlib.crc32(s, self._crc)
            s = self._zip.compress(s)
        self._put(s)

    def close(self):
        """Write what is left."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode == 'w':
                if self.comptype == 'gz':
                    self.buf += self._zip.flush() + struct.pack('<LL', self._crc, self.pos & 0xffffffff)
                if self.buf:
                    self.fileobj.write(self.buf)
                    self.buf = b''
        finally:
            if self._own:
                self.fileobj.close()

    def tell(self):
        """How far the archive is read or written."""
        return self.pos

    def seek(self, pos=0):
        """Read on up to a position."""
        if pos < self.pos:
            raise StreamError('seeking backwards is not allowed')
        while self.pos < pos:
            if not self.read(min(self.bufsize, pos - self.pos)):
                break
        return self.pos

    def read(self, size):
        """The next bytes, fewer only at the end."""
        assert size is not None
        if self.comptype == 'tar':
            taken = self._more(size)
        else:
            while len(self.buf) < size:
                packed = self._more(self.bufsize)
                if not packed:
                    break
                try:
                    self.buf += self._unzip.decompress(packed)
                except self._zlib.error as e:
                    raise ReadError('invalid compressed data') from e
            taken, self.buf = self.buf[:size], self.buf[size:]
        self.pos += len(taken)
        return taken


class _FileInFile:
    """A stretch of an archive as a file of its own, with the holes of sparse members."""

    def __init__(self, fileobj, offset, size, name, blockinfo=None):
        self.fileobj, self.size, self.name = fileobj, size, name
        self.position = 0
        self.closed = False
        # where there is data: its start and end in the member, and its place in the archive
        self.map = []
        for start, length in [(0, size)] if blockinfo is None else blockinfo:
            self.map.append((start, start + length, offset))
            offset += length

    mode = 'rb'

    def flush(self):
        """Nothing to write."""

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return self.fileobj.seekable()

    def tell(self):
        return self.position

    def seek(self, position, whence=io.SEEK_SET):
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}.get(whence)
        if base is None:
            raise ValueError('Invalid argument')
        if whence == io.SEEK_SET:
            position = min(max(position, 0), self.size)
        else:
            position = max(min(base + position, self.size), 0)
        self.position = position
        return position

    def read(self, size=None):
        left = self.size - self.position
        size = left if size is None else min(size, left)
        parts = []
        while size > 0:
            start, end, offset = next((m for m in self.map if m[1] > self.position), (self.size, self.size, 0))
            if self.position < start:
                length = min(size, start - self.position)
                parts.append(NUL * length)
            else:
                length = min(size, end - self.position)
                self.fileobj.seek(offset + self.position - start)
                data = self.fileobj.read(length)
                if not data:
                    raise ReadError('unexpected end of data')
                length = len(data)
                parts.append(data)
            size -= length
            self.position += length
        return b''.join(parts)

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def close(self):
        self.closed = True


class ExFileObject(io.BufferedReader):
    """What extractfile answers."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_FileInFile(tarfile.fileobj, tarinfo.offset_data, tarinfo.size, tarinfo.name, tarinfo.sparse))


# Filters


class FilterError(TarError):
    pass


class AbsolutePathError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'member {tarinfo.name!r} has an absolute path')


class OutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination')


class SpecialFileError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a special file')


class AbsoluteLinkError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a link to an absolute path')


class LinkOutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'{tarinfo.name!r} would link to {path!r}, which is outside the destination')


class LinkFallbackError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'link {tarinfo.name!r} would be extracted as a copy of {path!r}, which was rejected')


def _inside(path, folder):
    """Where a path leads to, and whether that is in a folder."""
    path = os.path.realpath(path)
    return path, os.path.commonpath([path, folder]) == folder


def _filtered(member, folder, for_data):
    """What a filter changes of a member."""
    changes = {}
    name = member.name
    folder = os.path.realpath(folder)
    if name.startswith('/'):
        name = changes['name'] = member.path.lstrip('/')
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    path, inside = _inside(os.path.join(folder, name), folder)
    if not inside:
        raise OutsideDestinationError(member, path)
    mode = member.mode
    if mode is not None:
        mode &= 0o755
        if for_data:
            if member.isreg() or member.islnk():
                if not mode & 0o100:
                    mode &= ~0o111
                mode |= 0o600
            elif member.isdir() or member.issym():
                mode = None
            else:
                raise SpecialFileError(member)
        if mode != member.mode:
            changes['mode'] = mode
    if not for_data:
        return changes
    for field in ('uid', 'gid', 'uname', 'gname'):
        if getattr(member, field) is not None:
            changes[field] = None
    if member.islnk() or member.issym():
        if os.path.isabs(member.linkname):
            raise AbsoluteLinkError(member)
        normalized = os.path.normpath(member.linkname)
        if normalized != member.linkname:
            changes['linkname'] = normalized
        base = os.path.dirname(name) if member.issym() else ''
        path, inside = _inside(os.path.join(folder, base, member.linkname), folder)
        if not inside:
            raise LinkOutsideDestinationError(member, path)
    return changes


def fully_trusted_filter(member, dest_path):
    """Extract as the archive says."""
    return member


def tar_filter(member, dest_path):
    """Extract nothing outside of the destination, and no special permissions."""
    changes = _filtered(member, dest_path, False)
    return member.replace(**changes, deep=False) if changes else member


def data_filter(member, dest_path):
    """Extract nothing but data."""
    changes = _filtered(member, dest_path, True)
    return member.replace(**changes, deep=False) if changes else member


_NAMED_FILTERS = {'fully_trusted': fully_trusted_filter, 'tar': tar_filter, 'data': data_filter}
# no value, where None is one
_KEEP = object()


# Members


class TarInfo:
    """One member of an archive: what its header says."""

    __slots__ = dict(
        name='Name of the archive member.', mode='Permission bits.', uid='User ID of the user who originally stored this member.',
        gid='Group ID of the user who originally stored this member.', size='Size in bytes.',
        mtime='Time of last modification.', chksum='Header checksum.', type='File type.',
        linkname='Name of the target file name, which is only present in TarInfo objects of type LNKTYPE and SYMTYPE.',
        uname='User name.', gname='Group name.', devmajor='Device major number.', devminor='Device minor number.',
        offset='The tar header starts here.', offset_data="The file's data starts here.",
        pax_headers='A dictionary containing key-value pairs of an associated pax extended header.',
        sparse='Sparse member information.', _tarfile=None, _sparse_structs=None, _link_target=None)

    def __init__(self, name=''):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ''
        self.devmajor = self.devminor = 0
        self.offset = self.offset_data = 0
        self.sparse = None
        self.pax_headers = {}

    @property
    def tarfile(self):
        import warnings
        warnings.warn('The undocumented "tarfile" attribute of TarInfo objects is deprecated and will be removed in Python 3.16',
                      DeprecationWarning, stacklevel=2)
        return self._tarfile

    @tarfile.setter
    def tarfile(self, tarfile):
        import warnings
        warnings.warn('The undocumented "tarfile" attribute of TarInfo objects is deprecated and will be removed in Python 3.16',
                      DeprecationWarning, stacklevel=2)
        self._tarfile = tarfile

    @property
    def path(self):
        'In pax headers, "name" is called "path".'
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        'In pax headers, "linkname" is called "linkpath".'
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return '<%s %r at %#x>' % (self.__class__.__name__, self.name, id(self))

    def replace(self, *, name=_KEEP, mtime=_KEEP, mode=_KEEP, linkname=_KEEP, uid=_KEEP, gid=_KEEP, uname=_KEEP, gname=_KEEP,
                deep=True, _KEEP=_KEEP):
        """A copy with other attributes."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        for field, value in (('name', name), ('mtime', mtime), ('mode', mode), ('linkname', linkname), ('uid', uid),
                             ('gid', gid), ('uname', uname), ('gname', gname)):
            if value is not _KEEP:
                setattr(result, field, value)
        return result

    def get_info(self):
        """The attributes as a dictionary."""
        fields = ('name', 'mode', 'uid', 'gid', 'size', 'mtime', 'chksum', 'type', 'linkname', 'uname', 'gname', 'devmajor',
                  'devminor')
        info = {field: getattr(self, field) for field in fields}
        if info['mode'] is not None:
            info['mode'] &= 0o7777
        if info['type'] == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        return info

    # Writing

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors='surrogateescape'):
        """The header as blocks."""
        info = self.get_info()
        for name, value in info.items():
            if value is None:
                raise ValueError('%s may not be None' % name)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError('invalid format')

    def create_ustar_header(self, info, encoding, errors):
        info['magic'] = POSIX_MAGIC
        if len(info['linkname'].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        if len(info['name'].encode(encoding, errors)) > LENGTH_NAME:
            info['prefix'], info['name'] = self._posix_split_name(info['name'], encoding, errors)
        return self._create_header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        info['magic'] = GNU_MAGIC
        buf = b''
        for field, length, kind in (('linkname', LENGTH_LINK, GNUTYPE_LONGLINK), ('name', LENGTH_NAME, GNUTYPE_LONGNAME)):
            if len(info[field].encode(encoding, errors)) > length:
                name = info[field].encode(encoding, errors) + NUL
                head = {'name': '././@LongLink', 'type': kind, 'size': len(name), 'magic': GNU_MAGIC}
                buf += self._create_header(head, USTAR_FORMAT, encoding, errors) + self._create_payload(name)
        return buf + self._create_header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        info['magic'] = POSIX_MAGIC
        headers = self.pax_headers.copy()
        for field, keyword, length in (('name', 'path', LENGTH_NAME), ('linkname', 'linkpath', LENGTH_LINK),
                                       ('uname', 'uname', 32), ('gname', 'gname', 32)):
            if keyword not in headers and (not info[field].isascii() or len(info[field]) > length):
                headers[keyword] = info[field]
        for field, digits in (('uid', 8), ('gid', 8), ('size', 12), ('mtime', 12)):
            value = info[field]
            whole = int(value)
            fits = 0 <= whole < 8 ** (digits - 1)
            if fits and not isinstance(value, float):
                continue
            # the field holds what it can, and the extended header all of it
            info[field] = whole if fits else 0
            headers.setdefault(field, str(value))
        buf = self._create_pax_generic_header(headers, XHDTYPE, encoding) if headers else b''
        return buf + self._create_header(info, USTAR_FORMAT, 'ascii', 'replace')

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """The header of what holds for all members that follow."""
        return cls._create_pax_generic_header(pax_headers, XGLTYPE, 'utf-8')

    def _posix_split_name(self, name, encoding, errors):
        parts = name.split('/')
        for i in range(1, len(parts)):
            prefix, rest = '/'.join(parts[:i]), '/'.join(parts[i:])
            if len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX and len(rest.encode(encoding, errors)) <= LENGTH_NAME:
                return prefix, rest
        raise ValueError('name is too long')

    @staticmethod
    def _create_header(info, format, encoding, errors):
        kind = info.get('type', REGTYPE)
        if kind is None:
            raise ValueError('TarInfo.type must not be None')
        device = kind in (CHRTYPE, BLKTYPE)

        def text(field, length):
            return stn(info.get(field, ''), length, encoding, errors)

        def number(field, digits):
            return itn(info.get(field, 0), digits, format)

        buf = b''.join((
            text('name', 100), itn(info.get('mode', 0) & 0o7777, 8, format), number('uid', 8), number('gid', 8),
            number('size', 12), number('mtime', 12), b'        ', kind, text('linkname', 100), info.get('magic', POSIX_MAGIC),
            text('uname', 32), text('gname', 32), number('devmajor', 8) if device else NUL * 8,
            number('devminor', 8) if device else NUL * 8, text('prefix', 155))).ljust(BLOCKSIZE, NUL)
        return buf[:148] + b'%06o\0' % calc_chksums(buf)[0] + buf[155:]

    @staticmethod
    def _create_payload(payload):
        return payload + NUL * (-len(payload) % BLOCKSIZE)

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, type, encoding):
        binary = False
        for value in pax_headers.values():
            try:
                value.encode('utf-8', 'strict')
            except UnicodeEncodeError:
                binary = True
                break
        records = b'21 hdrcharset=BINARY\n' if binary else b''
        for keyword, value in pax_headers.items():
            keyword = keyword.encode('utf-8')
            value = value.encode(encoding, 'surrogateescape') if binary else value.encode('utf-8')
            # a blank, an equals sign and the end of the line; the length counts its own digits
            rest = len(keyword) + len(value) + 3
            length = rest + len(str(rest))
            length = rest + len(str(length))
            records += b'%d %b=%b\n' % (length, keyword, value)
        info = {'name': '././@PaxHeader', 'type': type, 'size': len(records), 'magic': POSIX_MAGIC}
        return cls._create_header(info, USTAR_FORMAT, 'ascii', 'replace') + cls._create_payload(records)

    # Reading

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """Read a header."""
        if not buf:
            raise EmptyHeaderError('empty header')
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError('truncated header')
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError('end of file header')
        chksum = nti(buf[148:156])
        if chksum not in calc_chksums(buf):
            raise InvalidHeaderError('bad checksum')
        self = cls()
        self.name = nts(buf[0:100], encoding, errors)
        self.mode = nti(buf[100:108])
        self.uid = nti(buf[108:116])
        self.gid = nti(buf[116:124])
        self.size = nti(buf[124:136])
        self.mtime = nti(buf[136:148])
        self.chksum = chksum
        self.type = buf[156:157]
        self.linkname = nts(buf[157:257], encoding, errors)
        self.uname = nts(buf[265:297], encoding, errors)
        self.gname = nts(buf[297:329], encoding, errors)
        self.devmajor = nti(buf[329:337])
        self.devminor = nti(buf[337:345])
        prefix = nts(buf[345:500], encoding, errors)
        if self.type == AREGTYPE and self.name.endswith('/'):
            # the oldest way to say that it is a directory
            self.type = DIRTYPE
        if self.type == GNUTYPE_SPARSE:
            self._sparse_structs = self._pieces(buf[386:482]), bool(buf[482]), nti(buf[483:495])
        if self.isdir():
            self.name = self.name.rstrip('/')
        if prefix and self.type not in GNU_TYPES:
            self.name = prefix + '/' + self.name
        return self

    @staticmethod
    def _pieces(buf):
        """Where a sparse member has data: offsets and lengths, up to the first that are no numbers."""
        found = []
        for at in range(0, len(buf) - 23, 24):
            try:
                found.append((nti(buf[at:at + 12]), nti(buf[at + 12:at + 24])))
            except ValueError:
                break
        return found

    @classmethod
    def fromtarfile(cls, tarfile):
        """Read the next member's header, with all that belongs to it."""
        self = cls.frombuf(tarfile.fileobj.read(BLOCKSIZE), tarfile.encoding, tarfile.errors)
        self.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return self._proc_member(tarfile)

    def _proc_member(self, tarfile):
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._proc_gnulong(tarfile)
        if self.type == GNUTYPE_SPARSE:
            return self._proc_sparse(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._proc_pax(tarfile)
        return self._proc_builtin(tarfile)

    def _end(self):
        """Where the next header is."""
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            return self.offset_data + self._block(self.size)
        return self.offset_data

    def _proc_builtin(self, tarfile):
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self._end()
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        if self.isdir():
            self.name = self.name.rstrip('/')
        return self

    def _next(self, tarfile):
        try:
            return self.fromtarfile(tarfile)
        except HeaderError as e:
            raise SubsequentHeaderError(str(e)) from None

    def _proc_gnulong(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        following = self._next(tarfile)
        following.offset = self.offset
        text = nts(buf, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            following.name = text
        else:
            following.linkname = text
        if following.isdir():
            following.name = following.name.removesuffix('/')
        return following

    def _proc_sparse(self, tarfile):
        pieces, more, size = self._sparse_structs
        del self._sparse_structs
        while more:
            buf = tarfile.fileobj.read(BLOCKSIZE)
            pieces += self._pieces(buf[:504])
            more = bool(buf[504])
        self.sparse = [piece for piece in pieces if piece != (0, 0)]
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self.offset_data + self._block(self.size)
        self.size = size
        return self

    def _proc_pax(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        headers = tarfile.pax_headers if self.type == XGLTYPE else tarfile.pax_headers.copy()
        raw = self._records(buf)
        charset = next((value for keyword, value in raw if keyword == b'hdrcharset'), headers.get('hdrcharset', 'utf-8'))
        encoding = tarfile.encoding if charset in (b'BINARY', 'BINARY') else 'utf-8'
        for keyword, value in raw:
            keyword = self._decode_pax_field(keyword, 'utf-8', 'utf-8', tarfile.errors)
            if keyword in PAX_NAME_FIELDS:
                value = self._decode_pax_field(value, encoding, tarfile.encoding, tarfile.errors)
            else:
                value = self._decode_pax_field(value, 'utf-8', 'utf-8', tarfile.errors)
            headers[keyword] = value
        following = self._next(tarfile)
        if 'GNU.sparse.map' in headers:
            numbers = [int(n) for n in headers['GNU.sparse.map'].split(',')]
            following.sparse = list(zip(numbers[::2], numbers[1::2]))
        elif 'GNU.sparse.size' in headers:
            following.sparse = self._sparse_records(raw)
        elif headers.get('GNU.sparse.major') == '1' and headers.get('GNU.sparse.minor') == '0':
            following._read_sparse_map(tarfile)
        if self.type in (XHDTYPE, SOLARIS_XHDTYPE):
            following._apply_pax_info(headers, tarfile.encoding, tarfile.errors)
            following.offset = self.offset
            if 'size' in headers:
                tarfile.offset = following._end()
        return following

    @staticmethod
    def _records(buf):
        """The records of an extended header: its length, a blank, a keyword, an equals sign, a value and a line's end."""
        found, at = [], 0
        while at < len(buf) and buf[at]:
            match = re.compile(rb'([0-9]{1,20}) ').match(buf, at)
            length = int(match[1]) if match else 0
            if length < 5 or at + length > len(buf) or buf[at + length - 1] != 10:
                raise InvalidHeaderError('invalid header')
            keyword, equals, value = buf[match.end():at + length - 1].partition(b'=')
            if not keyword or not equals:
                raise InvalidHeaderError('invalid header')
            found.append((keyword, value))
            at += length
        return found

    @staticmethod
    def _sparse_records(raw):
        try:
            offsets = [int(value) for keyword, value in raw if keyword == b'GNU.sparse.offset']
            lengths = [int(value) for keyword, value in raw if keyword == b'GNU.sparse.numbytes']
        except ValueError:
            raise InvalidHeaderError('invalid header') from None
        return list(zip(offsets, lengths))

    def _read_sparse_map(self, tarfile):
        """The map that stands in lines before the data."""
        def line():
            nonlocal buf
            while b'\n' not in buf:
                block = tarfile.fileobj.read(BLOCKSIZE)
                if not block:
                    raise InvalidHeaderError('invalid header')
                buf += block
            number, _, buf = buf.partition(b'\n')
            return int(number)

        buf = b''
        count = line()
        self.sparse = []
        for _ in range(count):
            self.sparse.append((line(), line()))
        self.offset_data = tarfile.fileobj.tell()

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for keyword, value in pax_headers.items():
            if keyword == 'GNU.sparse.name':
                self.path = value
            elif keyword in ('GNU.sparse.size', 'GNU.sparse.realsize'):
                self.size = int(value)
            elif keyword in PAX_FIELDS:
                if keyword in PAX_NUMBER_FIELDS:
                    try:
                        value = PAX_NUMBER_FIELDS[keyword](value)
                    except ValueError:
                        value = 0
                if keyword == 'path':
                    value = value.rstrip('/')
                setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

    def _decode_pax_field(self, value, encoding, fallback_encoding, fallback_errors):
        try:
            return value.decode(encoding, 'strict')
        except UnicodeDecodeError:
            return value.decode(fallback_encoding, fallback_errors)

    def _block(self, count):
        """A size rounded up to whole blocks."""
        if count < 0:
            raise InvalidHeaderError('invalid offset')
        return count + -count % BLOCKSIZE

    def isreg(self):
        'Return True if the Tarinfo object is a regular file.'
        return self.type in REGULAR_TYPES

    def isfile(self):
        'Return True if the Tarinfo object is a regular file.'
        return self.isreg()

    def isdir(self):
        'Return True if it is a directory.'
        return self.type == DIRTYPE

    def issym(self):
        'Return True if it is a symbolic link.'
        return self.type == SYMTYPE

    def islnk(self):
        'Return True if it is a hard link.'
        return self.type == LNKTYPE

    def ischr(self):
        'Return True if it is a character device.'
        return self.type == CHRTYPE

    def isblk(self):
        'Return True if it is a block device.'
        return self.type == BLKTYPE

    def isfifo(self):
        'Return True if it is a FIFO.'
        return self.type == FIFOTYPE

    def issparse(self):
        return self.sparse is not None

    def isdev(self):
        'Return True if it is one of character device, block device or FIFO.'
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


# Archives


class TarFile:
    """An archive."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    def __init__(self, name=None, mode='r', fileobj=None, format=None, tarinfo=None, dereference=None, ignore_zeros=None,
                 encoding=None, errors='surrogateescape', pax_headers=None, debug=None, errorlevel=None, copybufsize=None,
                 stream=False):
        modes = {'r': 'rb', 'a': 'r+b', 'w': 'wb', 'x': 'xb'}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode = mode
        self._mode = modes[mode]
        if fileobj is None:
            if mode == 'a' and not os.path.exists(name):
                self.mode, self._mode = 'w', 'wb'
            fileobj = bltn_open(name, self._mode)
            self._extfileobj = False
        else:
            if name is None and isinstance(getattr(fileobj, 'name', None), (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, 'mode'):
                self._mode = fileobj.mode
            self._extfileobj = True
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        self.stream = stream
        for field, value in (('format', format), ('tarinfo', tarinfo), ('dereference', dereference),
                             ('ignore_zeros', ignore_zeros), ('encoding', encoding), ('debug', debug),
                             ('errorlevel', errorlevel)):
            if value is not None:
                setattr(self, field, value)
        self.errors = errors
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.copybufsize = copybufsize
        self.closed = False
        self.members = []
        self._loaded = False
        self.offset = self.fileobj.tell()
        self.inodes = {}
        self._unames, self._gnames = {}, {}
        self.firstmember = None
        try:
            self._begin()
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _begin(self):
        if self.mode == 'r':
            self.firstmember = self.next()
        elif self.mode == 'a':
            # to the end, over what marks it
            while True:
                self.fileobj.seek(self.offset)
                try:
                    self.members.append(self.tarinfo.fromtarfile(self))
                except EOFHeaderError:
                    self.fileobj.seek(self.offset)
                    break
                except HeaderError as e:
                    raise ReadError(str(e)) from None
        if self.mode in ('a', 'w', 'x'):
            self._loaded = True
            if self.pax_headers:
                buf = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                self.fileobj.write(buf)
                self.offset += len(buf)

    # Opening

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Open an archive, with the compression that the mode names or that is found."""
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            return cls._open_any(name, fileobj, kwargs)
        if ':' in mode:
            filemode, comptype = mode.split(':', 1)
            filemode, comptype = filemode or 'r', comptype or 'tar'
            if comptype not in cls.OPEN_METH:
                raise CompressionError('unknown compression type %r' % comptype)
            return getattr(cls, cls.OPEN_METH[comptype])(name, filemode, fileobj, **kwargs)
        if '|' in mode:
            filemode, comptype = mode.split('|', 1)
            filemode, comptype = filemode or 'r', comptype or 'tar'
            if filemode not in ('r', 'w'):
                raise ValueError("mode must be 'r' or 'w'")
            if 'compresslevel' in kwargs and comptype not in ('gz', 'bz2'):
                raise ValueError('compresslevel is only valid for w|gz and w|bz2 modes')
            if 'preset' in kwargs and comptype != 'xz':
                raise ValueError('preset is only valid for w|xz mode')
            stream = _Stream(name, filemode, comptype, fileobj, bufsize, kwargs.pop('compresslevel', 9))
            try:
                archive = cls(name, filemode, stream, **kwargs)
            except:
                stream.close()
                raise
            archive._extfileobj = False
            return archive
        if mode in ('a', 'w', 'x'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    @classmethod
    def _open_any(cls, name, fileobj, kwargs):
        start = fileobj.tell() if fileobj is not None else None
        complaints = []
        # the plain one last, as its errors say least
        for comptype in sorted(cls.OPEN_METH, key=lambda comptype: cls.OPEN_METH[comptype] == 'taropen'):
            try:
                return getattr(cls, cls.OPEN_METH[comptype])(name, 'r', fileobj, **kwargs)
            except (ReadError, CompressionError) as e:
                complaints.append(f'- method {comptype}: {e!r}')
                if fileobj is not None:
                    fileobj.seek(start)
        raise ReadError('file could not be opened successfully:\n' + '\n'.join(complaints))

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        """Open an archive that is not compressed."""
        if mode not in ('r', 'a', 'w', 'x'):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open an archive that is compressed by gzip."""
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        try:
            from gzip import GzipFile
        except ImportError:
            raise CompressionError('gzip module is not available') from None
        try:
            fileobj = GzipFile(name, mode + 'b', compresslevel, fileobj)
        except OSError as e:
            if fileobj is not None and mode == 'r':
                raise ReadError('not a gzip file') from e
            raise
        try:
            archive = cls.taropen(name, mode, fileobj, **kwargs)
        except OSError as e:
            fileobj.close()
            if mode == 'r':
                raise ReadError('not a gzip file') from e
            raise
        except:
            fileobj.close()
            raise
        archive._extfileobj = False
        return archive

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open an archive that is compressed by bzip2."""
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        raise CompressionError('bz2 module is not available')

    @classmethod
    def xzopen(cls, name, mode='r', fileobj=None, preset=None, **kwargs):
        """Open an archive that is compressed by LZMA."""
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        raise CompressionError('lzma module is not available')

    @classmethod
    def zstopen(cls, name, mode='r', fileobj=None, level=None, options=None, zstd_dict=None, **kwargs):
        """Open an archive that is compressed by Zstandard."""
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        raise CompressionError('compression.zstd module is not available')

    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open', 'xz': 'xzopen', 'zst': 'zstopen'}

    def close(self):
        """Close the archive; one that was written ends with two empty blocks, and in whole records."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ('a', 'w', 'x'):
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                self.fileobj.write(NUL * (-self.offset % RECORDSIZE))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    # Members

    def getmember(self, name):
        """The last member of a name."""
        tarinfo = self._getmember(name.rstrip('/'))
        if tarinfo is None:
            raise KeyError('filename %r not found' % name)
        return tarinfo

    def getmembers(self):
        """All members, in order."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        """The names of all members."""
        return [tarinfo.name for tarinfo in self.getmembers()]

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """A member that describes a file."""
        self._check('awx')
        if fileobj is not None:
            name = fileobj.name
        arcname = os.path.splitdrive(name if arcname is None else arcname)[1].lstrip('/')
        tarinfo = self.tarinfo()
        tarinfo._tarfile = self
        if fileobj is not None:
            status = os.fstat(fileobj.fileno())
        else:
            status = os.stat(name) if self.dereference else os.lstat(name)
        kind, linkname = self._kind(name, arcname, status)
        if kind is None:
            return None
        tarinfo.name, tarinfo.type, tarinfo.linkname = arcname, kind, linkname
        tarinfo.mode, tarinfo.uid, tarinfo.gid, tarinfo.mtime = status.st_mode, status.st_uid, status.st_gid, status.st_mtime
        tarinfo.size = status.st_size if kind == REGTYPE else 0
        for cache, number, field, names in ((self._unames, tarinfo.uid, 'uname', lambda n: pwd.getpwuid(n)[0]),
                                            (self._gnames, tarinfo.gid, 'gname', lambda n: grp.getgrgid(n)[0])):
            if number not in cache:
                try:
                    cache[number] = names(number)
                except KeyError:
                    cache[number] = ''
            setattr(tarinfo, field, cache[number])
        if kind in (CHRTYPE, BLKTYPE) and hasattr(os, 'major'):
            tarinfo.devmajor, tarinfo.devminor = os.major(status.st_rdev), os.minor(status.st_rdev)
        return tarinfo

    def _kind(self, name, arcname, status):
        mode = status.st_mode
        if stat.S_ISREG(mode):
            inode = status.st_ino, status.st_dev
            first = self.inodes.get(inode)
            if not self.dereference and status.st_nlink > 1 and first is not None and arcname != first:
                return LNKTYPE, first
            if inode[0]:
                self.inodes[inode] = arcname
            return REGTYPE, ''
        if stat.S_ISLNK(mode):
            return SYMTYPE, os.readlink(name)
        for test, kind in ((stat.S_ISDIR, DIRTYPE), (stat.S_ISFIFO, FIFOTYPE), (stat.S_ISCHR, CHRTYPE), (stat.S_ISBLK, BLKTYPE)):
            if test(mode):
                return kind, ''
        return None, ''

    def list(self, verbose=True, *, members=None):
        """Print a table of contents."""
        self._check()
        for tarinfo in self if members is None else members:
            if verbose:
                _safe_print('??????????' if tarinfo.mode is None else stat.filemode(self._listed_mode(tarinfo)))
                _safe_print('%s/%s' % (tarinfo.uname or tarinfo.uid, tarinfo.gname or tarinfo.gid))
                if tarinfo.ischr() or tarinfo.isblk():
                    _safe_print('%10s' % ('%d,%d' % (tarinfo.devmajor, tarinfo.devminor)))
                else:
                    _safe_print('%10d' % tarinfo.size)
                if tarinfo.mtime is None:
                    _safe_print('????-??-?? ??:??:??')
                else:
                    _safe_print('%d-%02d-%02d %02d:%02d:%02d' % time.localtime(tarinfo.mtime)[:6])
            _safe_print(tarinfo.name + ('/' if tarinfo.isdir() else ''))
            if verbose:
                if tarinfo.issym():
                    _safe_print('-> ' + tarinfo.linkname)
                if tarinfo.islnk():
                    _safe_print('link to ' + tarinfo.linkname)
            print()

    @staticmethod
    def _listed_mode(tarinfo):
        kinds = {REGTYPE: stat.S_IFREG, SYMTYPE: stat.S_IFLNK, FIFOTYPE: stat.S_IFIFO, CHRTYPE: stat.S_IFCHR,
                 DIRTYPE: stat.S_IFDIR, BLKTYPE: stat.S_IFBLK}
        return tarinfo.mode | kinds.get(tarinfo.type, 0)

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add a file, and all that is in a directory."""
        self._check('awx')
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            self._dbg(2, 'tarfile: Skipped %r' % name)
            return
        self._dbg(1, name)
        tarinfo = self.gettarinfo(name, arcname)
        if tarinfo is None:
            self._dbg(1, 'tarfile: Unsupported type %r' % name)
            return
        if filter is not None:
            tarinfo = filter(tarinfo)
            if tarinfo is None:
                self._dbg(2, 'tarfile: Excluded %r' % name)
                return
        if tarinfo.isreg():
            with bltn_open(name, 'rb') as f:
                self.addfile(tarinfo, f)
            return
        self.addfile(tarinfo)
        if tarinfo.isdir() and recursive:
            for entry in sorted(os.listdir(name)):
                self.add(os.path.join(name, entry), os.path.join(arcname, entry), recursive, filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member, with its contents."""
        self._check('awx')
        if fileobj is None and tarinfo.isreg() and tarinfo.size != 0:
            raise ValueError('fileobj not provided for non zero-size regular file')
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size, bufsize=self.copybufsize)
            padding = -tarinfo.size % BLOCKSIZE
            self.fileobj.write(NUL * padding)
            self.offset += tarinfo.size + padding
        self.members.append(tarinfo)

    # Extracting

    def _get_filter_function(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                return data_filter
            if isinstance(filter, str):
                raise TypeError('String names are not supported for TarFile.extraction_filter. Use a function such as '
                                'tarfile.data_filter directly.')
            return filter
        if callable(filter):
            return filter
        try:
            return _NAMED_FILTERS[filter]
        except KeyError:
            raise ValueError(f'filter {filter!r} not found') from None

    def extractall(self, path='.', members=None, *, numeric_owner=False, filter=None):
        """Extract all members; directories get their attributes last, when nothing is written into them any more."""
        wanted = self._get_filter_function(filter)
        folders = []
        for member in self if members is None else members:
            tarinfo, unfiltered = self._get_extract_tarinfo(member, wanted, path)
            if tarinfo is None:
                continue
            if tarinfo.isdir():
                folders.append(unfiltered)
            self._extract_one(tarinfo, path, not tarinfo.isdir(), numeric_owner, wanted)
        folders.sort(key=lambda member: member.name, reverse=True)
        for unfiltered in folders:
            try:
                self._finish_folder(unfiltered, path, wanted, numeric_owner)
            except ExtractError as e:
                self._handle_nonfatal_error(e)

    def _finish_folder(self, unfiltered, path, wanted, numeric_owner):
        # once more, as links may have come in its place
        try:
            tarinfo = wanted(unfiltered, path)
        except (FilterError, OSError, ExtractError) as e:
            self._dbg(2, 'tarfile: Not fixing up directory %r (%r)' % (unfiltered.name, e))
            return
        if tarinfo is None:
            return
        folder = os.path.join(path, tarinfo.name)
        try:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                return
        except FileNotFoundError:
            return
        self.chown(tarinfo, folder, numeric_owner)
        self.utime(tarinfo, folder)
        self.chmod(tarinfo, folder)

    def extract(self, member, path='', set_attrs=True, *, numeric_owner=False, filter=None):
        """Extract one member, or what has its name."""
        wanted = self._get_filter_function(filter)
        tarinfo, _ = self._get_extract_tarinfo(member, wanted, path)
        if tarinfo is not None:
            self._extract_one(tarinfo, path, set_attrs, numeric_owner)

    def _get_extract_tarinfo(self, member, wanted, path):
        unfiltered = self.getmember(member) if isinstance(member, str) else member
        tarinfo = None
        try:
            tarinfo = wanted(unfiltered, path)
        except (OSError, UnicodeEncodeError, FilterError) as e:
            self._handle_fatal_error(e)
        except ExtractError as e:
            self._handle_nonfatal_error(e)
        if tarinfo is None:
            self._dbg(2, 'tarfile: Excluded %r' % unfiltered.name)
            return None, None
        if tarinfo.islnk():
            tarinfo = copy.copy(tarinfo)
            tarinfo._link_target = os.path.join(path, tarinfo.linkname)
        return tarinfo, unfiltered

    def _extract_one(self, tarinfo, path, set_attrs, numeric_owner, wanted=None):
        self._check('r')
        try:
            self._extract_member(tarinfo, os.path.join(path, tarinfo.name), set_attrs, numeric_owner, filter_function=wanted,
                                 extraction_root=path)
        except (OSError, UnicodeEncodeError) as e:
            self._handle_fatal_error(e)
        except ExtractError as e:
            self._handle_nonfatal_error(e)

    def _handle_nonfatal_error(self, e):
        if self.errorlevel > 1:
            raise
        self._dbg(1, 'tarfile: %s' % e)

    def _handle_fatal_error(self, e):
        if self.errorlevel > 0:
            raise
        self._dbg(1, 'tarfile: %s' % e)

    def extractfile(self, member):
        """The contents of a member as a file, None where it has none."""
        self._check('r')
        tarinfo = self.getmember(member) if isinstance(member, str) else member
        if tarinfo.isreg() or tarinfo.type not in SUPPORTED_TYPES:
            return self.fileobject(self, tarinfo)
        if tarinfo.islnk() or tarinfo.issym():
            if isinstance(self.fileobj, _Stream):
                raise StreamError('cannot extract (sym)link as file object')
            return self.extractfile(self._find_link_target(tarinfo))
        return None

    def _extract_member(self, tarinfo, targetpath, set_attrs=True, numeric_owner=False, *, filter_function=None,
                        extraction_root=None):
        targetpath = targetpath.rstrip('/')
        above = os.path.dirname(targetpath)
        if above and not os.path.exists(above):
            os.makedirs(above, exist_ok=True)
        if tarinfo.islnk() or tarinfo.issym():
            self._dbg(1, '%s -> %s' % (tarinfo.name, tarinfo.linkname))
        else:
            self._dbg(1, tarinfo.name)
        if tarinfo.isdir():
            self.makedir(tarinfo, targetpath)
        elif tarinfo.isfifo():
            self.makefifo(tarinfo, targetpath)
        elif tarinfo.ischr() or tarinfo.isblk():
            self.makedev(tarinfo, targetpath)
        elif tarinfo.islnk() or tarinfo.issym():
            self.makelink_with_filter(tarinfo, targetpath, filter_function, extraction_root)
        elif tarinfo.type not in SUPPORTED_TYPES:
            self.makeunknown(tarinfo, targetpath)
        else:
            self.makefile(tarinfo, targetpath)
        if set_attrs:
            self.chown(tarinfo, targetpath, numeric_owner)
            if not tarinfo.issym():
                self.chmod(tarinfo, targetpath)
                self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        """Make a directory."""
        try:
            # until all is in it, nobody else needs to look
            os.mkdir(targetpath, *([] if tarinfo.mode is None else [0o700]))
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        """Make a regular file."""
        source = self.fileobj
        source.seek(tarinfo.offset_data)
        with bltn_open(targetpath, 'wb') as target:
            if tarinfo.sparse is None:
                copyfileobj(source, target, tarinfo.size, ReadError, self.copybufsize)
                return
            for offset, size in tarinfo.sparse:
                target.seek(offset)
                copyfileobj(source, target, size, ReadError, self.copybufsize)
            target.seek(tarinfo.size)
            target.truncate()

    def makeunknown(self, tarinfo, targetpath):
        """Make a file of what has an unknown type."""
        self.makefile(tarinfo, targetpath)
        self._dbg(1, 'tarfile: Unknown file type %r, extracted as regular file.' % tarinfo.type)

    def makefifo(self, tarinfo, targetpath):
        """Make a pipe."""
        if not hasattr(os, 'mkfifo'):
            raise ExtractError('fifo not supported by system')
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        """Make a device."""
        if not hasattr(os, 'mknod') or not hasattr(os, 'makedev'):
            raise ExtractError('special devices not supported by system')
        mode = 0o600 if tarinfo.mode is None else tarinfo.mode
        os.mknod(targetpath, mode | (stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR),
                 os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Make a link, or a copy where there can be none."""
        return self.makelink_with_filter(tarinfo, targetpath, None, None)

    def makelink_with_filter(self, tarinfo, targetpath, filter_function, extraction_root):
        """Make a link; the member that is copied where there can be none is filtered, too."""
        refused = False
        try:
            if tarinfo.issym():
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.symlink(tarinfo.linkname, targetpath)
                return
            if os.path.exists(tarinfo._link_target):
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.link(tarinfo._link_target, targetpath)
                return
        except symlink_exception:
            refused = True
        try:
            unfiltered = self._find_link_target(tarinfo)
        except KeyError:
            if not refused:
                raise
            raise ExtractError('unable to resolve link inside archive') from None
        target = unfiltered
        if filter_function is not None:
            if extraction_root is None:
                raise ExtractError('makelink_with_filter: if filter_function is not None, extraction_root must also not be None')
            try:
                target = filter_function(unfiltered, extraction_root)
            except (FilterError, OSError, ExtractError) as cause:
                raise LinkFallbackError(tarinfo, unfiltered.name) from cause
        if target is not None:
            self._extract_member(target, targetpath, filter_function=filter_function, extraction_root=extraction_root)

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Set the owner, where the program is the superuser."""
        if not hasattr(os, 'geteuid') or os.geteuid() != 0:
            return
        uid = -1 if tarinfo.uid is None else tarinfo.uid
        gid = -1 if tarinfo.gid is None else tarinfo.gid
        if not numeric_owner:
            try:
                gid = grp.getgrnam(tarinfo.gname)[2] if tarinfo.gname else gid
            except KeyError:
                pass
            try:
                uid = pwd.getpwnam(tarinfo.uname)[2] if tarinfo.uname else uid
            except KeyError:
                pass
        try:
            if tarinfo.issym() and hasattr(os, 'lchown'):
                os.lchown(targetpath, uid, gid)
            else:
                os.chown(targetpath, uid, gid)
        except (OSError, OverflowError) as e:
            raise ExtractError('could not change owner') from e

    def chmod(self, tarinfo, targetpath):
        """Set the permissions."""
        if tarinfo.mode is None:
            return
        try:
            os.chmod(targetpath, tarinfo.mode)
        except OSError as e:
            raise ExtractError('could not change mode') from e

    def utime(self, tarinfo, targetpath):
        """Set the time of the last change."""
        if tarinfo.mtime is None:
            return
        try:
            os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
        except OSError as e:
            raise ExtractError('could not change modification time') from e

    # Reading

    def next(self):
        """The next member, None at the end."""
        self._check('ra')
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        tarinfo = None
        while True:
            try:
                tarinfo = self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as e:
                if self.ignore_zeros:
                    self._dbg(2, '0x%X: %s' % (self.offset, e))
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0 and isinstance(e, InvalidHeaderError):
                    raise ReadError(str(e)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file') from None
            except TruncatedHeaderError as e:
                if self.offset == 0:
                    raise ReadError(str(e)) from None
            except SubsequentHeaderError as e:
                raise ReadError(str(e)) from None
            except Exception as e:
                zlib = sys.modules.get('zlib')
                if zlib is not None and isinstance(e, zlib.error):
                    raise ReadError(f'zlib error: {e}') from None
                raise
            break
        if tarinfo is None:
            self._loaded = True
        elif not self.stream:
            self.members.append(tarinfo)
        return tarinfo

    def _getmember(self, name, tarinfo=None, normalize=False):
        members = self.getmembers()
        if tarinfo is not None:
            # before this one
            at = next((n for n, member in enumerate(members) if member.offset == tarinfo.offset), None)
            if at is None:
                raise ValueError(tarinfo)
            members = members[:at]
        if normalize:
            name = os.path.normpath(name)
        for member in reversed(members):
            if name == (os.path.normpath(member.name) if normalize else member.name):
                return member
        return None

    def _load(self):
        if not self.stream:
            while self.next() is not None:
                pass
            self._loaded = True

    def _check(self, mode=None):
        if self.closed:
            raise OSError('%s is closed' % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise OSError('bad operation for mode %r' % self.mode)

    def _find_link_target(self, tarinfo):
        if tarinfo.issym():
            linkname, before = '/'.join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname))), None
        else:
            # a hard link means what came before it
            linkname, before = tarinfo.linkname, tarinfo
        member = self._getmember(linkname, before, True)
        if member is None:
            raise KeyError('linkname %r not found' % linkname)
        return member

    def __iter__(self):
        if self._loaded:
            yield from self.members
            return
        n = 0
        if self.firstmember is not None:
            n = 1
            yield self.next()
        while True:
            if n < len(self.members):
                tarinfo = self.members[n]
            elif self._loaded:
                return
            else:
                tarinfo = self.next()
                if not tarinfo:
                    self._loaded = True
                    return
            n += 1
            yield tarinfo

    def _dbg(self, level, msg):
        if level <= self.debug:
            print(msg, file=sys.stderr)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
        else:
            # no end is written to what failed
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True


def is_tarfile(name):
    """Whether a file is an archive that can be read."""
    try:
        if hasattr(name, 'read'):
            start = name.tell()
            archive = open(fileobj=name)
            name.seek(start)
        else:
            archive = open(name)
        archive.close()
        return True
    except TarError:
        return False


open = TarFile.open
