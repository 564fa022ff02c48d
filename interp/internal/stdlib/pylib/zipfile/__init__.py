"""Archives of PKZIP: members that are stored or deflated, with the large sizes of ZIP64 read."""
import io
import os
import stat
import struct
import sys
import threading
import time
import zlib
from zlib import crc32

__all__ = ['BadZipFile', 'BadZipfile', 'error', 'ZIP_STORED', 'ZIP_DEFLATED', 'ZIP_BZIP2', 'ZIP_LZMA', 'ZIP_ZSTANDARD',
           'is_zipfile', 'ZipInfo', 'ZipFile', 'LargeZipFile', 'Path']


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    """What is written would need the extensions of ZIP64."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1

ZIP_STORED = 0
ZIP_DEFLATED = 8
ZIP_BZIP2 = 12
ZIP_LZMA = 14
ZIP_ZSTANDARD = 93

DEFAULT_VERSION = 20
MAX_EXTRACT_VERSION = 63

_ENCRYPTED, _STREAMED, _UTF8 = 0x1, 0x8, 0x800

compressor_names = {
    0: 'store', 1: 'shrink', 2: 'reduce', 3: 'reduce', 4: 'reduce', 5: 'reduce', 6: 'implode', 7: 'tokenize', 8: 'deflate',
    9: 'deflate64', 10: 'implode', 12: 'bzip2', 14: 'lzma', 18: 'terse', 19: 'lz77', 93: 'zstd', 97: 'wavpack', 98: 'ppmd'}

# The records of the format, after their signatures.
_LOCAL = '<4s5H3L2H'
_CENTRAL = '<4s4B4H3L5H2L'
_END = '<4s4H2LH'
_END64 = '<4sQ2H2L4Q'
_LOCATOR64 = '<4sLQL'
_CHUNK = 1 << 16


def _check_compression(compression):
    if compression in (ZIP_STORED, ZIP_DEFLATED):
        return
    missing = {ZIP_BZIP2: 'bz2', ZIP_LZMA: 'lzma', ZIP_ZSTANDARD: 'compression.zstd'}.get(compression)
    if missing is None:
        raise NotImplementedError('That compression method is not supported')
    raise RuntimeError(f'Compression requires the (missing) {missing} module')


def _end_record(f):
    """Read the record at the end of an archive: where it lies, its fields and the comment; None where there is none."""
    size = f.seek(0, 2)
    tail = min(size, ZIP_MAX_COMMENT + 22)
    f.seek(size - tail)
    data = f.read(tail)
    at = data.rfind(b'PK\5\6')
    if at < 0 or at + 22 > len(data):
        return None
    _, disk, start_disk, here, entries, length, offset, comment = struct.unpack(_END, data[at:at + 22])
    place = size - tail + at
    end = place
    comment = data[at + 22:at + 22 + comment]
    if place >= 20:
        f.seek(place - 20)
        sign, _, where, disks = struct.unpack(_LOCATOR64, f.read(20))
        if sign == b'PK\6\7':
            if disks > 1:
                raise BadZipFile('zipfiles that span multiple disks are not supported')
            f.seek(place - 20 - 56)
            record = f.read(56)
            if len(record) == 56 and record[:4] == b'PK\6\6':
                _, _, _, _, _, _, _, entries, length, offset = struct.unpack(_END64, record)
                end = place - 20 - 56
    return end, entries, length, offset, comment


def is_zipfile(filename):
    """Whether a file, by its name or open, looks like an archive."""
    try:
        if hasattr(filename, 'read'):
            at = filename.tell()
            try:
                return _end_record(filename) is not None
            finally:
                filename.seek(at)
        with io.open(filename, 'rb') as f:
            return _end_record(f) is not None
    except (OSError, BadZipFile):
        return False


class ZipInfo:
    """What an archive says of a member."""

    __slots__ = ('orig_filename', 'filename', 'date_time', 'compress_type', 'compress_level', 'comment', 'extra', 'create_system',
                 'create_version', 'extract_version', 'reserved', 'flag_bits', 'volume', 'internal_attr', 'external_attr',
                 'header_offset', 'CRC', 'compress_size', 'file_size', '_raw_time', '_end_offset')

    def __init__(self, filename='NoName', date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        cut = filename.find('\0')
        if cut >= 0:
            filename = filename[:cut]
        self.filename = filename
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.compress_type = ZIP_STORED
        self.compress_level = None
        self.comment = b''
        self.extra = b''
        self.create_system = 3
        self.create_version = DEFAULT_VERSION
        self.extract_version = DEFAULT_VERSION
        self.reserved = 0
        self.flag_bits = 0
        self.volume = 0
        self.internal_attr = 0
        self.external_attr = 0
        self.compress_size = 0
        self.file_size = 0
        self._end_offset = None

    def __repr__(self):
        out = [f'<{self.__class__.__name__} filename={self.filename!r}']
        if self.compress_type != ZIP_STORED:
            out.append(f' compress_type={compressor_names.get(self.compress_type, self.compress_type)}')
        mode, low = self.external_attr >> 16, self.external_attr & 0xFFFF
        if mode:
            out.append(f' filemode={stat.filemode(mode)!r}')
        if low:
            out.append(f' external_attr={low:#x}')
        folder = self.is_dir()
        if not folder or self.file_size:
            out.append(f' file_size={self.file_size!r}')
        if (not folder or self.compress_size) and (self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            out.append(f' compress_size={self.compress_size!r}')
        return ''.join(out) + '>'

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """What is to be said of a file of the file system."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        st = os.stat(filename)
        folder = stat.S_ISDIR(st.st_mode)
        when = time.localtime(st.st_mtime)[:6]
        if not strict_timestamps and when[0] < 1980:
            when = (1980, 1, 1, 0, 0, 0)
        elif not strict_timestamps and when[0] > 2107:
            when = (2107, 12, 31, 23, 59, 59)
        name = filename if arcname is None else os.fspath(arcname)
        name = os.path.normpath(os.path.splitdrive(name)[1]).lstrip('/')
        if folder:
            name += '/'
        info = cls(name, when)
        info.external_attr = (st.st_mode & 0xFFFF) << 16
        if folder:
            info.file_size = 0
            info.external_attr |= 0x10
        else:
            info.file_size = st.st_size
        return info

    def _for_archive(self, archive):
        """Complete what is to become a member by what holds for the whole archive."""
        self.compress_type = archive.compression
        self.compress_level = archive.compresslevel
        self.external_attr = (0o40775 << 16 | 0x10) if self.filename.endswith('/') else 0o600 << 16
        return self

    def is_dir(self):
        return self.filename.endswith('/')

    def _encoded(self):
        try:
            return self.filename.encode('ascii'), self.flag_bits
        except UnicodeEncodeError:
            return self.filename.encode('utf-8'), self.flag_bits | _UTF8

    def _dos(self):
        y, mo, d, h, mi, s = self.date_time[:6]
        return h << 11 | mi << 5 | s // 2, (y - 1980) << 9 | mo << 5 | d

    def FileHeader(self, zip64=None):
        """The record that stands before a member."""
        clock, day = self._dos()
        crc, packed, size = (0, 0, 0) if self.flag_bits & _STREAMED else (self.CRC, self.compress_size, self.file_size)
        if zip64 or max(packed, size) > ZIP64_LIMIT:
            raise LargeZipFile('Filesize would require ZIP64 extensions')
        name, flags = self._encoded()
        return struct.pack(_LOCAL, b'PK\3\4', self.extract_version, flags, self.compress_type, clock, day, crc, packed, size,
                           len(name), len(self.extra)) + name + self.extra

    def _central(self):
        clock, day = self._dos()
        if max(self.compress_size, self.file_size, self.header_offset) > ZIP64_LIMIT:
            raise LargeZipFile('Zipfile size would require ZIP64 extensions')
        name, flags = self._encoded()
        return struct.pack(_CENTRAL, b'PK\1\2', self.create_version, self.create_system, self.extract_version, self.reserved, flags,
                           self.compress_type, clock, day, self.CRC, self.compress_size, self.file_size, len(name), len(self.extra),
                           len(self.comment), 0, self.internal_attr, self.external_attr, self.header_offset) + name + self.extra + self.comment

    def _read_extra(self):
        """Take large sizes from the field of ZIP64."""
        extra = self.extra
        while len(extra) >= 4:
            kind, length = struct.unpack('<HH', extra[:4])
            if length + 4 > len(extra):
                raise BadZipFile('Corrupt extra field %04x (size=%d)' % (kind, length))
            if kind == 1:
                data = extra[4:length + 4]
                for attribute, mark, what in (('file_size', (0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF), 'File size'),
                                              ('compress_size', (0xFFFF_FFFF,), 'Compress size'),
                                              ('header_offset', (0xFFFF_FFFF,), 'Header offset')):
                    if getattr(self, attribute) in mark:
                        if len(data) < 8:
                            raise BadZipFile(f'Corrupt zip64 extra field. {what} not found.')
                        setattr(self, attribute, int.from_bytes(data[:8], 'little'))
                        data = data[8:]
            extra = extra[length + 4:]


class _Part:
    """An archive's file at a place of its own, for one member."""

    def __init__(self, file, at, done, busy):
        self.file, self.at, self.done, self.busy = file, at, done, busy

    def read(self, n):
        if self.busy():
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. Close the writing handle before trying to read.")
        self.file.seek(self.at)
        data = self.file.read(n)
        self.at += len(data)
        return data

    def close(self):
        if self.file is not None:
            file, self.file = self.file, None
            self.done(file)


class ZipExtFile(io.BufferedIOBase):
    """A member, to be read."""

    MIN_READ_SIZE = 4096
    MAX_N = 1 << 31 - 1

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._part, self._own = fileobj, close_fileobj
        self.mode, self.name, self.newlines = 'rb', zipinfo.filename, None
        self._info, self._start = zipinfo, fileobj.at
        self._rewind()

    def _rewind(self):
        self._part.at = self._start
        self._left = self._info.compress_size
        self._todo = self._info.file_size
        self._crc = crc32(b'')
        self._inflate = zlib.decompressobj(-15) if self._info.compress_type == ZIP_DEFLATED else None
        self._buffer, self._offset, self._pos = b'', 0, 0

    def __repr__(self):
        out = f'<{self.__class__.__module__}.{self.__class__.__qualname__}'
        if self.closed:
            return out + ' [closed]>'
        out += f' name={self.name!r}'
        if self._info.compress_type != ZIP_STORED:
            out += f' compress_type={compressor_names.get(self._info.compress_type, self._info.compress_type)}'
        return out + '>'

    def _more(self):
        """What comes next, decompressed; empty at the end of the member, whose sum is checked then."""
        while self._todo > 0:
            packed = b''
            if self._inflate is None or not self._inflate.unconsumed_tail:
                packed = self._part.read(min(self._left, _CHUNK)) if self._left > 0 else b''
                self._left -= len(packed)
                if not packed and self._left > 0:
                    raise EOFError
            if self._inflate is None:
                data = packed
            else:
                data = self._inflate.decompress(self._inflate.unconsumed_tail + packed, _CHUNK)
            over = not data and (self._inflate is None or self._inflate.eof or not packed and not self._inflate.unconsumed_tail)
            data = data[:self._todo]
            self._todo = 0 if over else self._todo - len(data)
            self._crc = crc32(data, self._crc)
            if self._todo == 0 and self._crc != self._info.CRC:
                raise BadZipFile(f'Bad CRC-32 for file {self.name!r}')
            if data:
                return data
        return b''

    def _open(self):
        if self.closed:
            raise ValueError('read from closed file.')

    def peek(self, n=1):
        if self._offset >= len(self._buffer):
            self._buffer, self._offset = self._more(), 0
        return self._buffer[self._offset:]

    def read(self, n=-1):
        self._open()
        parts, every = [], n is None or n < 0
        while every or n > 0:
            data = self.peek()
            if not data:
                break
            if not every:
                data = data[:n]
                n -= len(data)
            parts.append(data)
            self._offset += len(data)
            self._pos += len(data)
        return b''.join(parts)

    def read1(self, n=-1):
        self._open()
        data = self.peek() if n != 0 else b''
        if n is not None and n > 0:
            data = data[:n]
        self._offset += len(data)
        self._pos += len(data)
        return data

    def readline(self, limit=-1):
        self._open()
        parts, every = [], limit is None or limit < 0
        while every or limit > 0:
            data = self.peek()
            if not data:
                break
            end = data.find(b'\n') + 1 or len(data)
            if not every:
                end = min(end, limit)
                limit -= end
            parts.append(data[:end])
            self._offset += end
            self._pos += end
            if data[end - 1:end] == b'\n':
                break
        return b''.join(parts)

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def readable(self):
        self._open()
        return True

    def seekable(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        return True

    def seek(self, offset, whence=os.SEEK_SET):
        if self.closed:
            raise ValueError('seek on closed file.')
        if whence not in (os.SEEK_SET, os.SEEK_CUR, os.SEEK_END):
            raise ValueError('whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)')
        target = offset + (0, self._pos, self._info.file_size)[whence]
        target = max(0, min(target, self._info.file_size))
        if target < self._pos:
            self._rewind()
        while self._pos < target and self.read(min(target - self._pos, _CHUNK)):
            pass
        return self._pos

    def tell(self):
        if self.closed:
            raise ValueError('tell on closed file.')
        return self._pos

    def close(self):
        if not self.closed and self._own:
            self._part.close()
        super().close()


class _Writer(io.BufferedIOBase):
    """A member, to be written."""

    def __init__(self, archive, info):
        self._info, self._archive = info, archive
        self._deflate = zlib.compressobj(-1 if info.compress_level is None else info.compress_level, zlib.DEFLATED, -15) if info.compress_type == ZIP_DEFLATED else None
        self._size = self._packed = self._crc = 0

    @property
    def name(self):
        return self._info.filename

    @property
    def mode(self):
        return 'wb'

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        size = len(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).nbytes
        self._size += size
        self._crc = crc32(data, self._crc)
        if self._deflate is not None:
            data = self._deflate.compress(data)
        self._packed += len(data) if self._deflate is not None else size
        self._archive.fp.write(data)
        return size

    def close(self):
        if self.closed:
            return
        super().close()
        info, archive = self._info, self._archive
        try:
            if self._deflate is not None:
                rest = self._deflate.flush()
                self._packed += len(rest)
                archive.fp.write(rest)
            info.compress_size, info.file_size, info.CRC = self._packed, self._size, self._crc
            if max(self._packed, self._size) > ZIP64_LIMIT:
                raise RuntimeError('File size too large, try using force_zip64')
            if info.flag_bits & _STREAMED:
                archive.fp.write(struct.pack('<4sLLL', b'PK\7\10', info.CRC, info.compress_size, info.file_size))
                archive.start_dir = archive.fp.tell()
            else:
                archive.start_dir = archive.fp.tell()
                archive.fp.seek(info.header_offset)
                archive.fp.write(info.FileHeader())
                archive.fp.seek(archive.start_dir)
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        finally:
            archive._writing = False


class ZipFile:
    """An archive, to be read, written or added to."""

    fp = None

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True, compresslevel=None, *, strict_timestamps=True,
                 metadata_encoding=None):
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self._allowZip64, self._did_modify, self.debug = allowZip64, False, 0
        self.NameToInfo, self.filelist = {}, []
        self.compression, self.compresslevel, self.mode = compression, compresslevel, mode
        self.pwd, self._comment, self._writing = None, b'', False
        self._strict_timestamps, self.metadata_encoding = strict_timestamps, metadata_encoding
        if metadata_encoding and mode != 'r':
            raise ValueError('metadata_encoding is only supported for reading files')
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        if isinstance(file, str):
            self._filePassed, self.filename = 0, file
            how = {'r': 'rb', 'w': 'w+b', 'x': 'x+b', 'a': 'r+b'}[mode]
            try:
                self.fp = io.open(file, how)
            except FileNotFoundError:
                if mode != 'a':
                    raise
                self.fp = io.open(file, 'w+b')
        else:
            self._filePassed, self.fp, self.filename = 1, file, getattr(file, 'name', None)
        self._users, self._seekable = 1, True
        try:
            if mode == 'r':
                self._read_directory()
            elif mode == 'a' and (at := _end_record(self.fp)) is not None:
                self._read_directory()
                self.fp.seek(self.start_dir)
            else:
                self._did_modify = True
                try:
                    self.start_dir = self.fp.seek(0, 2) if mode == 'a' else self.fp.tell()
                    self.fp.seek(self.start_dir)
                except (AttributeError, OSError):
                    self.fp, self.start_dir, self._seekable = _Counter(self.fp), 0, False
        except:
            fp, self.fp = self.fp, None
            self._release(fp)
            raise

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        out = f'<{self.__class__.__module__}.{self.__class__.__qualname__}'
        if self.fp is None:
            return out + ' [closed]>'
        if self._filePassed:
            out += f' file={self.fp!r}'
        elif self.filename is not None:
            out += f' filename={self.filename!r}'
        return out + f' mode={self.mode!r}>'

    def _read_directory(self):
        try:
            end = _end_record(self.fp)
        except OSError:
            raise BadZipFile('File is not a zip file') from None
        if end is None:
            raise BadZipFile('File is not a zip file')
        place, entries, length, offset, self._comment = end
        before = place - length - offset # what stands before the archive, as of one that extracts itself
        self.start_dir = offset + before
        if self.start_dir < 0:
            raise BadZipFile('Bad offset for central directory')
        self.fp.seek(self.start_dir)
        data, at = self.fp.read(length), 0
        while at < length:
            record = data[at:at + 46]
            if len(record) != 46:
                raise BadZipFile('Truncated central directory')
            f = struct.unpack(_CENTRAL, record)
            if f[0] != b'PK\1\2':
                raise BadZipFile('Bad magic number for central directory')
            n, m, k = f[12:15]
            raw = data[at + 46:at + 46 + n]
            name = raw.decode('utf-8' if f[5] & _UTF8 else self.metadata_encoding or 'cp437') if not raw.isascii() else raw.decode('ascii')
            info = ZipInfo(name)
            info.extra = data[at + 46 + n:at + 46 + n + m]
            info.comment = data[at + 46 + n + m:at + 46 + n + m + k]
            (info.create_version, info.create_system, info.extract_version, info.reserved, info.flag_bits, info.compress_type,
             clock, day, info.CRC, info.compress_size, info.file_size) = f[1:12]
            if info.extract_version > MAX_EXTRACT_VERSION:
                raise NotImplementedError('zip file version %.1f' % (info.extract_version / 10))
            info.volume, info.internal_attr, info.external_attr, info.header_offset = f[15:19]
            info._raw_time = clock
            info.date_time = ((day >> 9) + 1980, day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
            info._read_extra()
            info.header_offset += before
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
            at += 46 + n + m + k

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def printdir(self, file=None):
        print('%-46s %19s %12s' % ('File Name', 'Modified    ', 'Size'), file=file)
        for info in self.filelist:
            print('%-46s %s %12d' % (info.filename, '%d-%02d-%02d %02d:%02d:%02d' % info.date_time[:6], info.file_size), file=file)

    def testzip(self):
        """The first member that is damaged."""
        for info in self.filelist:
            try:
                with self.open(info.filename, 'r') as f:
                    while f.read(_CHUNK):
                        pass
            except BadZipFile:
                return info.filename

    def getinfo(self, name):
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f'There is no item named {name!r} in the archive')
        return info

    def setpassword(self, pwd):
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f'pwd: expected bytes, got {type(pwd).__name__}')
        self.pwd = pwd or None

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f'comment: expected bytes, got {type(comment).__name__}')
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn(f'Archive comment is too long; truncating to {ZIP_MAX_COMMENT} bytes', stacklevel=2)
            comment = comment[:ZIP_MAX_COMMENT]
        self._comment, self._did_modify = comment, True

    def read(self, name, pwd=None):
        with self.open(name, 'r', pwd) as f:
            return f.read()

    def open(self, name, mode='r', pwd=None, *, force_zip64=False):
        """A member, to be read or written."""
        if mode not in {'r', 'w'}:
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == 'w':
            raise ValueError('pwd is only supported for reading files')
        if not self.fp:
            raise ValueError('Attempt to use ZIP archive that was already closed')
        if isinstance(name, ZipInfo):
            info = name
        elif mode == 'w':
            info = ZipInfo(name, time.localtime(time.time())[:6])
            info.compress_type, info.compress_level = self.compression, self.compresslevel
        else:
            info = self.getinfo(name)
        if mode == 'w':
            return self._begin(info, force_zip64)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. Close the writing handle before trying to read.")
        self._users += 1
        part = _Part(self.fp, info.header_offset, self._release, lambda: self._writing)
        try:
            header = part.read(30)
            if len(header) != 30:
                raise BadZipFile('Truncated file header')
            f = struct.unpack(_LOCAL, header)
            if f[0] != b'PK\3\4':
                raise BadZipFile('Bad magic number for file header')
            raw = part.read(f[9])
            part.at += f[10]
            if info.flag_bits & 0x20:
                raise NotImplementedError('compressed patched data (flag bit 5)')
            if info.flag_bits & 0x40:
                raise NotImplementedError('strong encryption (flag bit 6)')
            encoding = 'utf-8' if f[2] & _UTF8 else self.metadata_encoding or 'cp437'
            told = raw.decode('ascii' if raw.isascii() else encoding)
            if told != info.orig_filename:
                raise BadZipFile(f'File name in directory {info.orig_filename!r} and header {raw!r} differ.')
            if info.flag_bits & _ENCRYPTED:
                if not (pwd or self.pwd):
                    raise RuntimeError(f'File {name!r} is encrypted, password required for extraction')
                raise NotImplementedError('decryption of members')
            _check_compression(info.compress_type)
            return ZipExtFile(part, mode, info, None, True)
        except:
            part.close()
            raise

    def _begin(self, info, force_zip64=False):
        if force_zip64:
            raise LargeZipFile('Filesize would require ZIP64 extensions')
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. Close the first handle before opening another.")
        self._check_new(info)
        info.compress_size, info.CRC, info.flag_bits = 0, 0, 0
        if not self._seekable:
            info.flag_bits |= _STREAMED
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._did_modify = True
        self.fp.write(info.FileHeader())
        self._writing = True
        return _Writer(self, info)

    def _check_new(self, info):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn(f'Duplicate name: {info.filename!r}', stacklevel=3)
        if self.mode not in ('w', 'x', 'a'):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError('Attempt to write ZIP archive that was already closed')
        _check_compression(info.compress_type)
        if len(self.filelist) >= ZIP_FILECOUNT_LIMIT:
            raise LargeZipFile('Files count would require ZIP64 extensions')

    def extract(self, member, path=None, pwd=None):
        return self._extract(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        path = os.getcwd() if path is None else os.fspath(path)
        for member in self.namelist() if members is None else members:
            self._extract(member, path, pwd)

    def _extract(self, member, folder, pwd):
        """Write a member below a folder, wherever its name would lead."""
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        parts = [p for p in os.path.splitdrive(info.filename)[1].split('/') if p not in ('', '.', '..')]
        target = os.path.normpath(os.path.join(folder, *parts))
        above = os.path.dirname(target)
        if above and not os.path.exists(above):
            os.makedirs(above, exist_ok=True)
        if info.is_dir():
            if not os.path.isdir(target):
                os.makedirs(target, exist_ok=True)
            return target
        with self.open(info, pwd=pwd) as source, io.open(target, 'wb') as out:
            while data := source.read(_CHUNK):
                out.write(data)
        return target

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Put a file of the file system into the archive."""
        if not self.fp:
            raise ValueError('Attempt to write to ZIP archive that was already closed')
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            info.compress_size, info.CRC = 0, 0
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, 'rb') as source, self.open(info, 'w') as out:
            while data := source.read(_CHUNK):
                out.write(data)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Put a text or bytes into the archive."""
        if isinstance(data, str):
            data = data.encode('utf-8')
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])._for_archive(self)
        if not self.fp:
            raise ValueError('Attempt to write to ZIP archive that was already closed')
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists.")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self.open(info, 'w') as out:
            out.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Put an empty folder into the archive."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError('The given ZipInfo does not describe a directory')
        elif isinstance(zinfo_or_directory_name, str):
            name = zinfo_or_directory_name
            info = ZipInfo(name if name.endswith('/') else name + '/')
            info.compress_size, info.CRC = 0, 0
            info.external_attr = ((0o40000 | mode) & 0xFFFF) << 16 | 0x10
            info.file_size = 0
        else:
            raise TypeError('Expected type str or ZipInfo')
        self._check_new(info)
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._did_modify = True
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        self.fp.write(info.FileHeader())
        self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. Close the writing handle before closing the zip.")
        try:
            if self.mode in ('w', 'x', 'a') and self._did_modify:
                self._write_directory()
        finally:
            fp, self.fp = self.fp, None
            self._release(fp)

    def _write_directory(self):
        if self._seekable:
            self.fp.seek(self.start_dir)
        begin, count = self.fp.tell(), len(self.filelist)
        for info in self.filelist:
            self.fp.write(info._central())
        end = self.fp.tell()
        if max(begin, end - begin) > ZIP64_LIMIT:
            raise LargeZipFile('Central directory offset would require ZIP64 extensions')
        self.fp.write(struct.pack(_END, b'PK\5\6', 0, 0, count, count, end - begin, begin, len(self._comment)) + self._comment)
        if self.mode == 'a':
            self.fp.truncate()
        self.fp.flush()

    def _release(self, fp):
        self._users -= 1
        if not self._users and not self._filePassed:
            fp.close()


class _Counter:
    """A stream that cannot be asked where it stands."""

    def __init__(self, fp):
        self.fp, self.offset = fp, 0

    def write(self, data):
        n = self.fp.write(data)
        self.offset += n
        return n

    def tell(self):
        return self.offset

    def flush(self):
        self.fp.flush()

    def close(self):
        self.fp.close()


from zipfile._path import Path
