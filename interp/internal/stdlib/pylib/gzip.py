"""Files compressed with gzip."""
import io
import struct
import time
import zlib

__all__ = ['BadGzipFile', 'GzipFile', 'open', 'compress', 'decompress']

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = 'rb', 'wb'
_COMPRESS_LEVEL_FAST = 1
_COMPRESS_LEVEL_TRADEOFF = 6
_COMPRESS_LEVEL_BEST = 9


class BadGzipFile(OSError):
    """A file that is not in the format of gzip."""


def open(filename, mode='rb', compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """Open a compressed file, for bytes or with t for text."""
    if 't' in mode:
        if 'b' in mode:
            raise ValueError('Invalid mode: %r' % (mode,))
    else:
        if encoding is not None:
            raise ValueError("Argument 'encoding' not supported in binary mode")
        if errors is not None:
            raise ValueError("Argument 'errors' not supported in binary mode")
        if newline is not None:
            raise ValueError("Argument 'newline' not supported in binary mode")
    gz_mode = mode.replace('t', '')
    if isinstance(filename, (str, bytes)) or hasattr(filename, '__fspath__'):
        binary = GzipFile(filename, gz_mode, compresslevel)
    elif hasattr(filename, 'read') or hasattr(filename, 'write'):
        binary = GzipFile(None, gz_mode, compresslevel, filename)
    else:
        raise TypeError('filename must be a str or bytes object, or a file')
    return io.TextIOWrapper(binary, encoding, errors, newline) if 't' in mode else binary


class GzipFile(io.BufferedIOBase):
    """A compressed file, read or written as what it holds."""
    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        if mode and ('t' in mode or 'U' in mode):
            raise ValueError('Invalid mode: {!r}'.format(mode))
        if mode and 'b' not in mode:
            mode += 'b'
        if fileobj is None:
            fileobj = self.myfileobj = io.open(filename, mode or 'rb')
        if filename is None:
            filename = getattr(fileobj, 'name', '')
            if not isinstance(filename, (str, bytes)):
                filename = ''
        elif hasattr(filename, '__fspath__'):
            filename = filename.__fspath__()
        if mode is None:
            mode = getattr(fileobj, 'mode', 'rb')
        self.name = filename
        self.fileobj = fileobj
        self._mtime = mtime
        if mode.startswith('r'):
            self.mode = READ
            self._data = None
            self._pos = 0
        elif mode.startswith(('w', 'a', 'x')):
            self.mode = WRITE
            self._crc, self._size = zlib.crc32(b''), 0
            self._level = compresslevel
            self._compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            self._write_header()
        else:
            raise ValueError('Invalid mode: {!r}'.format(mode))

    def __repr__(self):
        return f'<gzip {self.fileobj!r} {hex(id(self))}>'

    def _write_header(self):
        name = self.name
        if isinstance(name, bytes):
            name = name.decode('latin-1')
        name = name.rpartition('/')[2].removesuffix('.gz')
        try:
            raw = name.encode('latin-1')
        except UnicodeEncodeError:
            raw = b''
        mtime = time.time() if self._mtime is None else self._mtime
        xfl = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(self._level, 0)
        self.fileobj.write(b'\037\213\010' + bytes([FNAME if raw else 0]) + struct.pack('<L', int(mtime)) + bytes([xfl, 255])
                           + (raw + b'\0' if raw else b''))

    @property
    def mtime(self):
        if self.mode == READ:
            self._load()
        return self._mtime

    def _check(self, mode):
        import errno
        if self.fileobj is None:
            raise ValueError('I/O operation on closed file.' if mode == READ else 'write() on closed GzipFile object')
        if self.mode != mode:
            raise OSError(errno.EBADF, 'read() on write-only GzipFile object' if mode == READ else 'write() on read-only GzipFile object')

    def write(self, data):
        self._check(WRITE)
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).tobytes()
        if data:
            self.fileobj.write(self._compress.compress(data))
            self._size += len(data)
            self._crc = zlib.crc32(data, self._crc)
        return len(data)

    def _load(self):
        if self._data is None:
            self._data, self._mtime = _members(self.fileobj.read())

    def read(self, size=-1):
        self._check(READ)
        self._load()
        end = len(self._data) if size is None or size < 0 else self._pos + size
        data = self._data[self._pos:end]
        self._pos += len(data)
        return data

    def read1(self, size=-1):
        return self.read(size)

    def peek(self, n=0):
        self._check(READ)
        self._load()
        return self._data[self._pos:self._pos + max(n, 100)]

    def readline(self, size=-1):
        self._check(READ)
        self._load()
        end = self._data.find(b'\n', self._pos) + 1 or len(self._data)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        line = self._data[self._pos:end]
        self._pos = end
        return line

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    @property
    def closed(self):
        return self.fileobj is None

    def close(self):
        fileobj = self.fileobj
        if fileobj is None:
            return
        try:
            if self.mode == WRITE:
                fileobj.write(self._compress.flush())
                fileobj.write(struct.pack('<LL', self._crc, self._size & 0xffffffff))
        finally:
            self.fileobj = None
            if self.myfileobj is not None:
                self.myfileobj.close()
                self.myfileobj = None

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        if self.fileobj is not None and self.mode == WRITE:
            self.fileobj.write(self._compress.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        return self.fileobj.fileno()

    def rewind(self):
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._pos = 0

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def tell(self):
        return self._pos if self.mode == READ else self._size

    def seek(self, offset, whence=io.SEEK_SET):
        if self.mode == WRITE:
            if whence == io.SEEK_CUR:
                offset += self._size
            elif whence != io.SEEK_SET:
                raise ValueError('Seek from end not supported')
            if offset < self._size:
                raise OSError('Negative seek in write mode')
            self.write(b'\0' * (offset - self._size))
            return self._size
        self._load()
        if whence == io.SEEK_CUR:
            offset += self._pos
        elif whence == io.SEEK_END:
            offset += len(self._data)
        self._pos = min(max(offset, 0), len(self._data))
        return self._pos


def _members(data):
    """What the members of a file hold, one after the other, and the time of the last."""
    out, mtime = [], None
    while data:
        if data[:2] != b'\037\213':
            if out and not data.strip(b'\0'):
                break
            raise BadGzipFile('Not a gzipped file (%r)' % data[:2])
        if len(data) < 10:
            raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        if data[2] != 8:
            raise BadGzipFile('Unknown compression method')
        mtime = int.from_bytes(data[4:8], 'little')
        decompressor = zlib.decompressobj(wbits=31)
        try:
            out.append(decompressor.decompress(data))
        except zlib.error as e:
            if 'data check' in str(e):
                raise BadGzipFile('CRC check failed') from None
            raise
        if not decompressor.eof:
            raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        data = decompressor.unused_data.lstrip(b'\0')
    return b''.join(out), mtime


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=0):
    """Data compressed, in one piece."""
    raw = zlib.compress(data, level=compresslevel, wbits=31)
    return raw[:4] + struct.pack('<L', int(time.time() if mtime is None else mtime)) + raw[8:9] + b'\377' + raw[10:]


def decompress(data):
    """The inverse, for any number of members."""
    return _members(bytes(data))[0]
