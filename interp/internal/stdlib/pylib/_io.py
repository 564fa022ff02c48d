"""Streams: raw files, buffers, text."""
import posix
from sys import __stdin__ as _stdin

DEFAULT_BUFFER_SIZE = 131072
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = 'io'


def text_encoding(encoding, stacklevel=2, /):
    """The name of an encoding that may be None."""
    if encoding is None:
        return 'utf-8'
    return encoding


def _index(n, what=None):
    if n is None:
        return -1
    try:
        return n.__index__()
    except AttributeError:
        raise TypeError(f"argument should be integer or None, not '{type(n).__name__}'") from None


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open a file and answer a stream."""
    if not isinstance(file, int):
        file = posix.fspath(file)
    if not isinstance(file, (str, bytes, int)):
        raise TypeError(f"invalid file: {file!r}")
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if isinstance(buffering, float) or not hasattr(buffering, '__index__'):
        raise TypeError(f"'{type(buffering).__name__}' object cannot be interpreted as an integer")
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"open() argument 'encoding' must be str or None, not {type(encoding).__name__}")
    if errors is not None and not isinstance(errors, str):
        raise TypeError(f"open() argument 'errors' must be str or None, not {type(errors).__name__}")
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"open() argument 'newline' must be str or None, not {type(newline).__name__}")
    modes = set(mode)
    if modes - set("axrwb+t") or len(mode) > len(modes):
        raise ValueError("invalid mode: '%s'" % mode)
    creating = "x" in modes
    writing = "w" in modes
    appending = "a" in modes
    reading = "r" in modes
    updating = "+" in modes
    text = "t" in modes
    binary = "b" in modes
    if text and binary:
        raise ValueError("can't have text and binary mode at once")
    if creating + reading + writing + appending != 1:
        raise ValueError("must have exactly one of create/read/write/append mode" if creating + reading + writing + appending else
                         "Must have exactly one of create/read/write/append mode and at most one plus")
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    if binary and buffering == 1:
        import warnings
        warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", RuntimeWarning, 2)
    raw = FileIO(file, (creating and "x" or "") + (reading and "r" or "") + (writing and "w" or "") + (appending and "a" or "") +
                 (updating and "+" or ""), closefd, opener=opener)
    result = raw
    try:
        line_buffering = False
        if buffering == 1 and not binary:
            buffering = -1
            line_buffering = True
        if buffering < -1:
            raise ValueError("invalid buffering size")
        if buffering == 0:
            if binary:
                return result
            raise ValueError("can't have unbuffered text I/O")
        if buffering < 0 or buffering == 1:
            buffering = DEFAULT_BUFFER_SIZE
        if updating:
            buffer = BufferedRandom(raw, buffering)
        elif creating or writing or appending:
            buffer = BufferedWriter(raw, buffering)
        else:
            buffer = BufferedReader(raw, buffering)
        result = buffer
        if binary:
            return result
        text = TextIOWrapper(buffer, encoding, errors, newline, line_buffering)
        result = text
        text.mode = mode
        return result
    except:
        result.close()
        raise


open.__module__ = '_io'


def open_code(path, /):
    """Open a file of code: as bytes."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, 'rb')


class _IOBase:
    """What all streams can do."""

    def _unsupported(self, name):
        raise UnsupportedOperation("%s.%s() not supported" % (type(self).__name__, name))

    def seek(self, pos, whence=0, /):
        raise UnsupportedOperation("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        raise UnsupportedOperation("truncate")

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    __closed = False

    def close(self):
        if not self.__closed:
            try:
                self.flush()
            finally:
                self.__closed = True

    def __del__(self):
        try:
            closed = self.closed
        except AttributeError:
            return
        if not closed:
            try:
                self.close()
            except Exception:
                pass

    def seekable(self):
        return False

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)
        return True

    def readable(self):
        return False

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)
        return True

    def writable(self):
        return False

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)
        return True

    @property
    def closed(self):
        return self.__closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def isatty(self):
        self._checkClosed()
        return False

    def readline(self, size=-1, /):
        if size is None:
            size = -1
        size = _index(size)
        peek = getattr(self, "peek", None)
        res = bytearray()
        while size < 0 or len(res) < size:
            n = 1
            if peek is not None:
                ahead = peek(1)
                if ahead:
                    n = (ahead.find(b"\n") + 1) or len(ahead)
                    if size >= 0:
                        n = min(n, size - len(res))
            b = self.read(n)
            if not isinstance(b, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(b).__name__}'")
            if not b:
                break
            res += b
            if res.endswith(b"\n"):
                break
        return bytes(res)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        if hint is None or hint <= 0:
            return list(self)
        n = 0
        lines = []
        for line in self:
            lines.append(line)
            n += len(line)
            if n >= hint:
                break
        return lines

    def writelines(self, lines, /):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    """Streams of bytes without a buffer."""

    def read(self, size=-1, /):
        size = _index(size)
        if size < 0:
            return self.readall()
        b = bytearray(size)
        n = self.readinto(b)
        if n is None:
            return None
        if n < 0 or n > len(b):
            raise ValueError(f"readinto returned {n} outside buffer size {len(b)}")
        del b[n:]
        return bytes(b)

    def readall(self):
        res = bytearray()
        while data := self.read(DEFAULT_BUFFER_SIZE):
            if not isinstance(data, bytes):
                raise TypeError("read() should return bytes")
            res += data
        if res:
            return bytes(res)
        return data


class _BufferedIOBase(_IOBase):
    """Streams of bytes with a buffer."""

    def detach(self):
        raise UnsupportedOperation("detach")

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")

    def read1(self, size=-1, /):
        raise UnsupportedOperation("read1")

    def write(self, b, /):
        raise UnsupportedOperation("write")

    def readinto(self, buffer, /):
        return self._readinto(buffer, False)

    def readinto1(self, buffer, /):
        return self._readinto(buffer, True)

    def _readinto(self, buffer, once):
        view = _writable_view(buffer)
        data = (self.read1 if once else self.read)(len(view))
        if not isinstance(data, bytes):
            raise TypeError("read() should return bytes")
        n = len(data)
        if n > len(view):
            raise ValueError(f"read() returned too much data: {len(view)} bytes requested, {n} returned")
        view[:n] = data
        return n


def _writable_view(buffer):
    try:
        view = memoryview(buffer)
    except TypeError:
        raise TypeError(f"readinto() argument must be read-write bytes-like object, not {type(buffer).__name__}") from None
    if view.readonly:
        raise TypeError(f"readinto() argument must be read-write bytes-like object, not {type(buffer).__name__}")
    return view.cast('B') if view.format != 'B' or view.ndim != 1 else view


def _to_bytes(b):
    if isinstance(b, bytes):
        return b
    if isinstance(b, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    if isinstance(b, bytearray):
        return bytes(b)
    return memoryview(b).tobytes()


class _TextIOBase(_IOBase):
    """Streams of text."""

    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")

    def write(self, s, /):
        raise UnsupportedOperation("write")

    def readline(self, size=-1, /):
        raise UnsupportedOperation("readline")

    def detach(self):
        raise UnsupportedOperation("detach")


class FileIO(_RawIOBase):
    """A file without a buffer."""

    _fd = -1
    _created = _readable = _writable = _appending = False
    _seekable = None
    _closefd = True
    name = None

    def __init__(self, file, mode='r', closefd=True, opener=None):
        if self._fd >= 0:
            if self._closefd:
                posix.close(self._fd)
            self._fd = -1
        if isinstance(file, float):
            raise TypeError('integer argument expected, got float')
        if isinstance(file, int):
            if isinstance(file, bool):
                import warnings
                warnings.warn("bool is used as a file descriptor", RuntimeWarning, stacklevel=2)
                file = int(file)
            fd = file
            if fd < 0:
                raise ValueError('negative file descriptor')
        else:
            fd = -1
        if not isinstance(mode, str):
            raise TypeError(f"FileIO() argument 'mode' must be str, not {type(mode).__name__}")
        if not set(mode) <= set('xrwab+'):
            raise ValueError(f'invalid mode: {mode}')
        if sum(c in 'rwax' for c in mode) != 1 or mode.count('+') > 1:
            raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
        if 'x' in mode:
            self._created = True
            self._writable = True
            flags = posix.O_EXCL | posix.O_CREAT
        elif 'r' in mode:
            self._readable = True
            flags = 0
        elif 'w' in mode:
            self._writable = True
            flags = posix.O_CREAT | posix.O_TRUNC
        else:
            self._writable = True
            self._appending = True
            flags = posix.O_APPEND | posix.O_CREAT
        if '+' in mode:
            self._readable = True
            self._writable = True
        if self._readable and self._writable:
            flags |= posix.O_RDWR
        elif self._readable:
            flags |= posix.O_RDONLY
        else:
            flags |= posix.O_WRONLY
        flags |= posix.O_CLOEXEC
        owned = None
        try:
            if fd < 0:
                if not closefd:
                    raise ValueError('Cannot use closefd=False with file name')
                if opener is None:
                    fd = posix.open(file, flags, 0o666)
                else:
                    fd = opener(file, flags)
                    if not isinstance(fd, int):
                        raise TypeError('expected integer from opener')
                    if fd < 0:
                        raise ValueError(f'opener returned {fd}')
                owned = fd
            self._closefd = closefd
            st = posix.fstat(fd)
            if st.st_mode & 0o170000 == 0o040000:
                raise IsADirectoryError(21, posix.strerror(21), file)
            self._blksize = 4096
            self.name = file
            if self._appending:
                try:
                    posix.lseek(fd, 0, 2)
                except OSError:
                    pass
        except:
            if owned is not None:
                posix.close(owned)
            raise
        self._fd = fd

    def __del__(self):
        if self._fd >= 0 and self._closefd and not self.closed:
            self.close()

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def __repr__(self):
        class_name = '%s.%s' % ('_io' if self.__class__.__module__ == '_io' else self.__class__.__module__, self.__class__.__qualname__)
        if self.closed:
            return f'<{class_name} [closed]>'
        if self.name is None:
            return f'<{class_name} fd={self._fd} mode={self.mode!r} closefd={self._closefd!r}>'
        return f'<{class_name} name={self.name!r} mode={self.mode!r} closefd={self._closefd!r}>'

    def _checkReadable(self):
        if not self._readable:
            raise UnsupportedOperation('File not open for reading')

    def _checkWritable(self, msg=None):
        if not self._writable:
            raise UnsupportedOperation('File not open for writing')

    def read(self, size=-1, /):
        self._checkClosed()
        self._checkReadable()
        if size is None or size < 0:
            return self.readall()
        return posix.read(self._fd, size)

    def readall(self):
        self._checkClosed()
        self._checkReadable()
        parts = []
        while chunk := posix.read(self._fd, 1 << 20):
            parts.append(chunk)
        return b''.join(parts)

    def readinto(self, buffer, /):
        self._checkClosed()
        self._checkReadable()
        m = _writable_view(buffer)
        data = posix.read(self._fd, len(m))
        n = len(data)
        m[:n] = data
        return n

    def write(self, b, /):
        self._checkClosed()
        self._checkWritable()
        return posix.write(self._fd, _to_bytes(b))

    def seek(self, pos, whence=0, /):
        if isinstance(pos, float):
            raise TypeError('an integer is required')
        self._checkClosed()
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        self._checkClosed()
        return posix.lseek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._checkClosed()
        self._checkWritable()
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def close(self):
        if not self.closed:
            try:
                if self._closefd and self._fd >= 0:
                    fd, self._fd = self._fd, -1
                    posix.close(fd)
            finally:
                super().close()

    def seekable(self):
        self._checkClosed()
        if self._seekable is None:
            try:
                self.tell()
            except OSError:
                self._seekable = False
            else:
                self._seekable = True
        return self._seekable

    def readable(self):
        self._checkClosed()
        return self._readable

    def writable(self):
        self._checkClosed()
        return self._writable

    def fileno(self):
        self._checkClosed()
        return self._fd

    def isatty(self):
        self._checkClosed()
        return False

    @property
    def closefd(self):
        return self._closefd

    @property
    def mode(self):
        if self._created:
            return 'xb+' if self._readable else 'xb'
        if self._appending:
            return 'ab+' if self._readable else 'ab'
        if self._readable:
            return 'rb+' if self._writable else 'rb'
        return 'wb'


class BytesIO(_BufferedIOBase):
    """A stream of bytes in memory."""

    _buffer = None

    def __init__(self, initial_bytes=b''):
        buf = bytearray()
        if initial_bytes is not None:
            buf += _to_bytes(initial_bytes)
        self._buffer = buf
        self._pos = 0

    def __getstate__(self):
        self._check()
        d = self.__dict__.copy()
        for name in ('_buffer', '_pos', '_gone'):
            d.pop(name, None)
        return self.getvalue(), self._pos, d or None

    def __setstate__(self, state):
        value, pos, d = state
        BytesIO.__init__(self, value)
        self._pos = pos
        if d:
            self.__dict__.update(d)

    def __reduce_ex__(self, protocol):
        import copyreg
        return copyreg.__newobj__, (type(self),), self.__getstate__()

    _gone = False

    def _check(self):
        if self._gone:
            raise ValueError("I/O operation on closed file.")

    @property
    def closed(self):
        return self._gone

    def __enter__(self):
        self._check()
        return self

    def getvalue(self):
        self._check()
        return bytes(self._buffer)

    def getbuffer(self):
        self._check()
        return memoryview(self._buffer)

    def close(self):
        self._gone = True
        self._buffer = bytearray()

    def __del__(self):
        pass

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def read(self, size=-1, /):
        self._check()
        size = _index(size)
        if size < 0:
            size = len(self._buffer)
        pos = self._pos
        b = bytes(self._buffer[pos:pos + size])
        self._pos = pos + len(b)
        return b

    def read1(self, size=-1, /):
        return self.read(size)

    def readline(self, size=-1, /):
        self._check()
        size = _index(size)
        pos = self._pos
        end = self._buffer.find(b'\n', pos) + 1
        if not end:
            end = len(self._buffer)
        if size >= 0:
            end = min(end, pos + size)
        b = bytes(self._buffer[pos:end])
        self._pos = pos + len(b)
        return b

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, b, /):
        self._check()
        b = _to_bytes(b)
        n = len(b)
        if n == 0:
            return 0
        pos = self._pos
        buffer = self._buffer
        if pos == len(buffer):
            buffer += b
        else:
            if pos > len(buffer):
                buffer += bytes(pos - len(buffer))
            buffer[pos:pos + n] = b
        self._pos = pos + n
        return n

    def seek(self, pos, whence=0, /):
        self._check()
        try:
            pos = pos.__index__()
        except AttributeError:
            raise TypeError(f"'{type(pos).__name__}' object cannot be interpreted as an integer") from None
        if whence == 0:
            if pos < 0:
                raise ValueError("negative seek value %r" % (pos,))
            self._pos = pos
        elif whence == 1:
            self._pos = max(0, self._pos + pos)
        elif whence == 2:
            self._pos = max(0, len(self._buffer) + pos)
        else:
            raise ValueError("invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        return self._pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, size=None, /):
        self._check()
        if size is None:
            size = self._pos
        else:
            size = _index(size)
            if size < 0:
                raise ValueError("negative size value %r" % (size,))
        del self._buffer[size:]
        return size

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True


class _BufferedMixin(_BufferedIOBase):
    def __init__(self, raw):
        self._raw = raw

    @property
    def raw(self):
        return self._raw

    def _init(self):
        if '_raw' not in self.__dict__:
            raise ValueError("I/O operation on uninitialized object")

    def seek(self, pos, whence=0, /):
        new_position = self.raw.seek(pos, whence)
        if new_position < 0:
            raise OSError("seek() returned an invalid position")
        return new_position

    def tell(self):
        pos = self.raw.tell()
        if pos < 0:
            raise OSError("tell() returned an invalid position")
        return pos

    def truncate(self, pos=None, /):
        self._checkClosed()
        self._checkWritable()
        self.flush()
        if pos is None:
            pos = self.tell()
        return self.raw.truncate(pos)

    def flush(self):
        if self.closed:
            raise ValueError("flush on closed file")
        self.raw.flush()

    def close(self):
        if self.raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        if self.raw is None:
            raise ValueError("raw stream has been detached")
        self.flush()
        raw = self._raw
        self._raw = None
        return raw

    def seekable(self):
        return self._live().seekable()

    def _live(self):
        if self._raw is None:
            raise ValueError("raw stream has been detached")
        return self._raw

    @property
    def closed(self):
        return self._live().closed

    @property
    def name(self):
        return self._live().name

    @property
    def mode(self):
        return self._live().mode

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def __repr__(self):
        modname = self.__class__.__module__
        clsname = self.__class__.__qualname__
        try:
            name = self.name
        except AttributeError:
            return f"<{modname}.{clsname}>"
        return f"<{modname}.{clsname} name={name!r}>"

    def fileno(self):
        return self._live().fileno()

    def isatty(self):
        return self._live().isatty()


class BufferedReader(_BufferedMixin):
    """A buffer over a raw stream that is read."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise OSError('File or stream is not readable.')
        _BufferedMixin.__init__(self, raw)
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self.buffer_size = buffer_size
        self._read_buf = b""
        self._read_pos = 0

    def readable(self):
        return self._live().readable()

    def read(self, size=-1, /):
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._open()
        if size is None or size == -1:
            rest = self._read_buf[self._read_pos:]
            self._read_buf = b""
            self._read_pos = 0
            readall = getattr(self.raw, 'readall', None)
            if readall is not None:
                chunk = readall()
                if chunk is None:
                    return rest or None
                if not isinstance(chunk, bytes):
                    raise TypeError("readall() should return bytes")
                return rest + chunk
            parts = [rest]
            while True:
                chunk = self.raw.read()
                if not chunk:
                    if chunk is None and not rest and len(parts) == 1:
                        return None
                    break
                parts.append(chunk)
            return b"".join(parts)
        avail = len(self._read_buf) - self._read_pos
        if size <= avail:
            start = self._read_pos
            self._read_pos += size
            return self._read_buf[start:start + size]
        parts = [self._read_buf[self._read_pos:]]
        self._read_buf = b""
        self._read_pos = 0
        wanted = max(self.buffer_size, size)
        got = avail
        chunk = b""
        while got < size:
            chunk = self.raw.read(wanted)
            if not chunk:
                break
            got += len(chunk)
            parts.append(chunk)
        data = b"".join(parts)
        if not data and chunk is None:
            return None
        self._read_buf = data[size:]
        return data[:size]

    def _open(self):
        if self._live().closed:
            raise ValueError("read of closed file" if isinstance(self._raw, FileIO) else "I/O operation on closed file.")

    def peek(self, size=0, /):
        self._open()
        if self._read_pos >= len(self._read_buf):
            current = self.raw.read(self.buffer_size)
            if current:
                self._read_buf = current
                self._read_pos = 0
            else:
                return b""
        return self._read_buf[self._read_pos:]

    def read1(self, size=-1, /):
        if size is None or size < 0:
            size = self.buffer_size
        self._open()
        if size == 0:
            return b""
        if self._read_pos >= len(self._read_buf):
            chunk = self.raw.read(max(size, self.buffer_size))
            self._read_buf = chunk or b""
            self._read_pos = 0
        start = self._read_pos
        data = self._read_buf[start:start + size]
        self._read_pos += len(data)
        return data

    def readline(self, size=-1, /):
        size = _index(size)
        self._open()
        parts = []
        total = 0
        while size < 0 or total < size:
            start = self._read_pos
            end = self._read_buf.find(b"\n", start) + 1
            limit = len(self._read_buf) if not end else end
            if size >= 0:
                limit = min(limit, start + size - total)
            piece = self._read_buf[start:limit]
            self._read_pos = limit
            parts.append(piece)
            total += len(piece)
            if end and limit == end:
                break
            if size >= 0 and total >= size:
                break
            chunk = self.raw.read(self.buffer_size)
            if not chunk:
                break
            self._read_buf = chunk
            self._read_pos = 0
        return b"".join(parts)

    def tell(self):
        return _BufferedMixin.tell(self) - len(self._read_buf) + self._read_pos

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError("whence value %d unsupported" % whence if isinstance(whence, int) else "invalid whence value")
        if self._live().closed:
            raise ValueError("seek of closed file")
        if whence == 1:
            pos -= len(self._read_buf) - self._read_pos
        pos = _BufferedMixin.seek(self, pos, whence)
        self._read_buf = b""
        self._read_pos = 0
        return pos

    def truncate(self, pos=None, /):
        raise UnsupportedOperation("truncate")


class BufferedWriter(_BufferedMixin):
    """A buffer over a raw stream that is written."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise OSError('File or stream is not writable.')
        _BufferedMixin.__init__(self, raw)
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self.buffer_size = buffer_size
        self._write_buf = bytearray()
        # Nothing closes a file that a program forgets, so what it writes goes on at once: that costs little in memory.
        self._direct = type(raw) is FileIO

    def writable(self):
        return self._live().writable()

    def write(self, b, /):
        if self.closed:
            raise ValueError("write to closed file")
        b = _to_bytes(b)
        if self._direct:
            return self.raw.write(b)
        if len(self._write_buf) > self.buffer_size:
            self._flush_unlocked()
        before = len(self._write_buf)
        self._write_buf += b
        written = len(self._write_buf) - before
        if len(self._write_buf) > self.buffer_size:
            try:
                self._flush_unlocked()
            except BlockingIOError as e:
                if len(self._write_buf) > self.buffer_size:
                    overage = len(self._write_buf) - self.buffer_size
                    written -= overage
                    self._write_buf = self._write_buf[:self.buffer_size]
                    raise BlockingIOError(e.errno, e.strerror, written) from None
        return written

    def truncate(self, pos=None, /):
        self.flush()
        if pos is None:
            pos = self.raw.tell()
        return self.raw.truncate(pos)

    def flush(self):
        self._flush_unlocked()

    def _flush_unlocked(self):
        if self.closed:
            raise ValueError("flush on closed file")
        while self._write_buf:
            n = self.raw.write(bytes(self._write_buf))
            if n is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            if n > len(self._write_buf) or n < 0:
                raise OSError("raw write() returned invalid length %d (should have been between 0 and %d)" % (n, len(self._write_buf)))
            del self._write_buf[:n]

    def tell(self):
        return _BufferedMixin.tell(self) + len(self._write_buf)

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError("whence value %d unsupported" % whence if isinstance(whence, int) else "invalid whence value")
        self._flush_unlocked()
        return _BufferedMixin.seek(self, pos, whence)

    def close(self):
        if self.raw is None or self.closed:
            return
        try:
            self.flush()
        finally:
            self.raw.close()


class BufferedRWPair(_BufferedIOBase):
    """A reader and a writer as one stream."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation('File or stream is not readable.')
        if not writer.writable():
            raise UnsupportedOperation('File or stream is not writable.')
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(-1 if size is None else size)

    def readinto(self, b, /):
        return self.reader.readinto(b)

    def write(self, b, /):
        return self.writer.write(b)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto1(self, b, /):
        return self.reader.readinto1(b)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    @property
    def closed(self):
        return self.writer.closed


class BufferedRandom(BufferedWriter, BufferedReader):
    """A buffer over a raw stream that is read and written at any place."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        BufferedReader.__init__(self, raw, buffer_size)
        BufferedWriter.__init__(self, raw, buffer_size)

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError("whence value %d unsupported" % whence if isinstance(whence, int) else "invalid whence value")
        self.flush()
        if self._read_buf:
            self.raw.seek(self._read_pos - len(self._read_buf), 1)
        pos = self.raw.seek(pos, whence)
        self._read_buf = b""
        self._read_pos = 0
        if pos < 0:
            raise OSError("seek() returned invalid position")
        return pos

    def tell(self):
        if self._write_buf:
            return BufferedWriter.tell(self)
        return BufferedReader.tell(self)

    def truncate(self, pos=None, /):
        if pos is None:
            pos = self.tell()
        return BufferedWriter.truncate(self, pos)

    def read(self, size=-1, /):
        self.flush()
        return BufferedReader.read(self, size)

    def readinto(self, b, /):
        self.flush()
        return BufferedReader.readinto(self, b)

    def peek(self, size=0, /):
        self.flush()
        return BufferedReader.peek(self, size)

    def read1(self, size=-1, /):
        self.flush()
        return BufferedReader.read1(self, size)

    def readline(self, size=-1, /):
        self.flush()
        return BufferedReader.readline(self, size)

    def write(self, b, /):
        if self._read_buf:
            self.raw.seek(self._read_pos - len(self._read_buf), 1)
            self._read_buf = b""
            self._read_pos = 0
        return BufferedWriter.write(self, b)


class IncrementalNewlineDecoder:
    """Turns \\r\\n and \\r into \\n while a text comes in pieces, and remembers which there were."""

    _LF = 1
    _CR = 2
    _CRLF = 4

    def __init__(self, decoder, translate, errors='strict'):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self.seennl = 0
        self.pendingcr = False

    def decode(self, input, final=False):
        if self.decoder is None:
            output = input
        else:
            output = self.decoder.decode(input, final=final)
        if not isinstance(output, str):
            raise TypeError(f"decoder should return a string result, not '{type(output).__name__}'")
        if self.pendingcr and (output or final):
            output = "\r" + output
            self.pendingcr = False
        if output.endswith("\r") and not final:
            output = output[:-1]
            self.pendingcr = True
        if '\r' not in output:
            if '\n' in output:
                self.seennl |= self._LF
            return output
        crlf = output.count('\r\n')
        cr = output.count('\r') - crlf
        lf = output.count('\n') - crlf
        self.seennl |= (lf and self._LF) | (cr and self._CR) | (crlf and self._CRLF)
        if self.translate:
            if crlf:
                output = output.replace("\r\n", "\n")
            if cr:
                output = output.replace("\r", "\n")
        return output

    def getstate(self):
        buf = b""
        flag = 0
        if self.decoder is not None:
            buf, flag = self.decoder.getstate()
        flag <<= 1
        if self.pendingcr:
            flag |= 1
        return buf, flag

    def setstate(self, state):
        buf, flag = state
        self.pendingcr = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((buf, flag >> 1))

    def reset(self):
        self.seennl = 0
        self.pendingcr = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        return (None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"), ("\r", "\n", "\r\n"))[self.seennl]


class _Decoder:
    """Decodes a text that comes in pieces: what is not complete at the end of a piece waits for the next."""

    def __init__(self, encoding, errors):
        self.errors = errors
        name = encoding.lower().replace('_', '-')
        self.kind = 1
        if name in ('utf-8', 'utf8', 'u8', 'utf', 'cp65001'):
            self.kind = 'utf-8'
        elif name in ('utf-8-sig',):
            self.kind = 'sig'
        elif name in ('utf-16', 'utf16', 'utf-16-le', 'utf-16-be', 'utf-16le', 'utf-16be'):
            self.kind = 2
        elif name in ('utf-32', 'utf32', 'utf-32-le', 'utf-32-be', 'utf-32le', 'utf-32be'):
            self.kind = 4
        self.encoding = encoding
        self.reset()

    def reset(self):
        self.buffer = b''
        self.started = False
        self.order = None

    def getstate(self):
        return self.buffer, int(self.started)

    def setstate(self, state):
        self.buffer, flag = state
        self.started = bool(flag)

    def decode(self, data, final=False):
        if self.buffer:
            data = self.buffer + data
            self.buffer = b''
        kind = self.kind
        if kind == 1:
            return data.decode(self.encoding, self.errors)
        if kind == 'utf-8' or kind == 'sig':
            if kind == 'sig' and not self.started:
                if len(data) < 3 and not final and b'\xef\xbb\xbf'.startswith(data):
                    self.buffer = data
                    return ''
                self.started = True
                if data.startswith(b'\xef\xbb\xbf'):
                    data = data[3:]
            if not final:
                for back in range(1, min(4, len(data) + 1)):
                    c = data[-back]
                    if c < 0x80:
                        break
                    if c >= 0xc0:
                        need = 2 if c < 0xe0 else 3 if c < 0xf0 else 4
                        if need > back:
                            self.buffer = data[-back:]
                            data = data[:-back]
                        break
            return data.decode('utf-8', self.errors)
        encoding = self.encoding
        if not self.started:
            if len(data) < kind and not final:
                self.buffer = data
                return ''
            self.started = True
            if encoding.lower().replace('_', '-') in ('utf-16', 'utf16', 'utf-32', 'utf32'):
                base = 'utf-16' if kind == 2 else 'utf-32'
                little = b'\xff\xfe' if kind == 2 else b'\xff\xfe\0\0'
                big = b'\xfe\xff' if kind == 2 else b'\0\0\xfe\xff'
                if data.startswith(little):
                    data = data[kind:]
                    self.order = base + '-le'
                elif data.startswith(big):
                    data = data[kind:]
                    self.order = base + '-be'
                else:
                    self.order = base + '-le'
        encoding = self.order or encoding
        if not final:
            n = len(data) % kind
            if kind == 2 and len(data) - n >= 2:
                high = data[len(data) - n - (1 if encoding.lower().endswith('le') else 2)]
                if 0xd8 <= high <= 0xdb:
                    n += 2
            if n:
                self.buffer = data[-n:]
                data = data[:-n]
        return data.decode(encoding, self.errors)


class _TextMeta(type):
    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or cls in _standard_is and type(instance) is type(_stdin)


class TextIOWrapper(_TextIOBase, metaclass=_TextMeta):
    """Text over a stream of bytes."""

    _CHUNK_SIZE = 8192
    _buffer = None

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._check_newline(newline)
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        if not isinstance(encoding, str):
            raise ValueError("invalid encoding: %r" % encoding)
        ''.encode(encoding)
        if encoding.lower().replace('_', '-') in ('hex', 'base64', 'rot13', 'rot-13', 'zlib', 'bz2', 'uu', 'quopri'):
            raise LookupError(f"{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs")
        if errors is None:
            errors = "strict"
        elif not isinstance(errors, str):
            raise ValueError("invalid errors: %r" % errors)
        self._buffer = buffer
        self._decoded_chars = ''
        self._decoded_chars_used = 0
        self._eof = False
        self._pending = []
        self._pending_count = 0
        self._direct = getattr(buffer, '_direct', False)
        self._seekable = self._telling = buffer.seekable()
        self._has_read1 = hasattr(buffer, 'read1')
        self._configure(encoding, errors, newline, line_buffering, write_through)
        self._started = False
        if self._seekable and self.writable() and encoding.lower().replace('_', '-') in ('utf-16', 'utf-32', 'utf-8-sig'):
            try:
                self._started = buffer.tell() != 0
            except OSError:
                pass

    def _check_newline(self, newline):
        if newline is not None and not isinstance(newline, str):
            raise TypeError("illegal newline type: %r" % (type(newline),))
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %s" % (newline,))

    def _configure(self, encoding, errors, newline, line_buffering, write_through):
        self._encoding = encoding
        self._errors = errors
        self._decoder = None
        self._newline = newline
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._readuniversal = not newline
        self._readtranslate = newline is None
        self._readnl = newline
        self._writetranslate = newline != ''
        self._writenl = newline or '\n'

    def __repr__(self):
        result = "<{}.{}".format('_io' if self.__class__.__module__ == '_io' else self.__class__.__module__, self.__class__.__qualname__)
        try:
            name = self.name
        except AttributeError:
            pass
        else:
            result += " name={0!r}".format(name)
        try:
            mode = self.mode
        except AttributeError:
            pass
        else:
            result += " mode={0!r}".format(mode)
        return result + " encoding={0!r}>".format(self.encoding)

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def buffer(self):
        self._live()
        return self._buffer

    def _live(self):
        if self._buffer is None:
            if '_decoded_chars' in self.__dict__:
                raise ValueError("underlying buffer has been detached")
            raise ValueError("I/O operation on uninitialized object")

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        """Change how the stream reads and writes."""
        if self._decoder is not None and (encoding is not None or errors is not None or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the first read")
        if errors is None:
            errors = self._errors if encoding is None else 'strict'
        elif not isinstance(errors, str):
            raise TypeError("reconfigure() argument 'errors' must be str or None, not %s" % type(errors).__name__)
        if encoding is None:
            encoding = self._encoding
        elif not isinstance(encoding, str):
            raise TypeError("reconfigure() argument 'encoding' must be str or None, not %s" % type(encoding).__name__)
        if encoding == "locale":
            encoding = "UTF-8"
        ''.encode(encoding)
        if newline is Ellipsis:
            newline = self._newline
        self._check_newline(newline)
        if line_buffering is None:
            line_buffering = self.line_buffering
        if write_through is None:
            write_through = self.write_through
        self.flush()
        self._configure(encoding, errors, newline, line_buffering, write_through)

    def seekable(self):
        self._checkClosed()
        return self._seekable

    def readable(self):
        self._live()
        return self._buffer.readable()

    def writable(self):
        self._live()
        return self._buffer.writable()

    def flush(self):
        self._live()
        self._checkClosed()
        self._flush_pending()
        self._buffer.flush()
        self._telling = self._seekable

    def close(self):
        if self._buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    @property
    def closed(self):
        self._live()
        return self._buffer.closed

    @property
    def name(self):
        self._live()
        return self._buffer.name

    def fileno(self):
        self._live()
        return self._buffer.fileno()

    def isatty(self):
        self._live()
        return self._buffer.isatty()

    def _flush_pending(self):
        if self._pending:
            data = b''.join(self._pending)
            self._pending = []
            self._pending_count = 0
            self._buffer.write(data)

    def write(self, s, /):
        self._live()
        self._checkClosed()
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        length = len(s)
        has_newline = (self._writetranslate or self._line_buffering) and '\n' in s
        if has_newline and self._writetranslate and self._writenl != "\n":
            s = s.replace("\n", self._writenl)
        if self._encoding == 'UTF-8' or not self._started:
            b = s.encode(self._encoding, self._errors)
            self._started = True
        else:
            name = self._encoding.lower().replace('_', '-')
            if name in ('utf-16', 'utf-32'):
                b = s.encode(name + '-le', self._errors)
            elif name == 'utf-8-sig':
                b = s.encode('utf-8', self._errors)
            else:
                b = s.encode(self._encoding, self._errors)
        if not self.writable():
            raise UnsupportedOperation("not writable")
        if self._decoded_chars or self._decoder is not None:
            self._rewind_ahead()
        self._pending.append(b)
        self._pending_count += len(b)
        if self._direct or self._pending_count > self._CHUNK_SIZE or self._write_through or self._line_buffering and (has_newline or '\r' in s):
            self._flush_pending()
            if self._line_buffering and (has_newline or '\r' in s):
                self._buffer.flush()
        return length

    def _rewind_ahead(self):
        """Forget what was read ahead: the next bytes go where the reader stands."""
        if self._seekable and (self._decoded_chars_used < len(self._decoded_chars) or self._decoder is not None and self._decoder.getstate()[0]):
            pos = self.tell()
            self._buffer.seek(pos)
        self._set_decoded('')
        if self._decoder is not None:
            self._decoder.reset()

    def _get_decoder(self):
        decoder = _Decoder(self._encoding, self._errors)
        if self._readuniversal:
            decoder = IncrementalNewlineDecoder(decoder, self._readtranslate)
        self._decoder = decoder
        return decoder

    def _set_decoded(self, chars):
        self._decoded_chars = chars
        self._decoded_chars_used = 0

    def _take(self, n=None):
        offset = self._decoded_chars_used
        if n is None:
            chars = self._decoded_chars[offset:]
        else:
            chars = self._decoded_chars[offset:offset + n]
        self._decoded_chars_used += len(chars)
        return chars

    def _read_chunk(self):
        if self._decoder is None:
            self._get_decoder()
        if self._has_read1:
            chunk = self._buffer.read1(self._CHUNK_SIZE)
        else:
            chunk = self._buffer.read(self._CHUNK_SIZE)
        if not isinstance(chunk, (bytes, bytearray, memoryview)):
            if chunk is None:
                raise TypeError("underlying read() should have returned a bytes-like object, not 'NoneType'")
            raise TypeError(f"underlying {'read1' if self._has_read1 else 'read'}() should have returned a bytes-like object, "
                            f"not '{type(chunk).__name__}'")
        eof = not chunk
        self._set_decoded(self._decoder.decode(bytes(chunk), eof))
        return not eof

    def _readable_now(self):
        self._live()
        self._checkClosed()
        if not self._buffer.readable():
            raise UnsupportedOperation("not readable")
        self._flush_pending()

    def read(self, size=-1, /):
        self._readable_now()
        size = _index(size)
        if self._decoder is None:
            self._get_decoder()
        if size < 0:
            data = self._buffer.read()
            if data is None:
                raise BlockingIOError(11, "Read returned None.")
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError("underlying read() should have returned a bytes-like object, not '%s'" % type(data).__name__)
            result = self._take() + self._decoder.decode(bytes(data), final=True)
            self._set_decoded('')
            self._ended = True
            return result
        result = self._take(size)
        parts = [result]
        got = len(result)
        while got < size and self._read_chunk():
            piece = self._take(size - got)
            parts.append(piece)
            got += len(piece)
        if got < size:
            parts.append(self._take(size - got))
        return ''.join(parts)

    def __next__(self):
        self._telling = False
        line = self.readline()
        if not line:
            self._telling = self._seekable
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        self._readable_now()
        size = _index(size)
        if self._decoder is None:
            self._get_decoder()
        line = self._take()
        start = 0
        while True:
            endpos = -1
            if self._readtranslate:
                pos = line.find('\n', start)
                if pos >= 0:
                    endpos = pos + 1
                    break
                start = len(line)
            elif self._readuniversal:
                nlpos = line.find("\n", start)
                crpos = line.find("\r", start)
                if crpos == -1:
                    if nlpos == -1:
                        start = len(line)
                    else:
                        endpos = nlpos + 1
                        break
                elif nlpos == -1:
                    endpos = crpos + 1
                    break
                elif nlpos < crpos:
                    endpos = nlpos + 1
                    break
                elif nlpos == crpos + 1:
                    endpos = crpos + 2
                    break
                else:
                    endpos = crpos + 1
                    break
            else:
                pos = line.find(self._readnl, max(0, start - 1))
                if pos >= 0:
                    endpos = pos + len(self._readnl)
                    break
                start = len(line)
            if size >= 0 and len(line) >= size:
                endpos = size
                break
            more = False
            while self._read_chunk():
                if self._decoded_chars:
                    more = True
                    break
            if self._decoded_chars:
                line += self._take()
                if not more:
                    continue
            elif not more:
                self._set_decoded('')
                return line
        if size >= 0 and endpos > size:
            endpos = size
        rest = line[endpos:]
        self._set_decoded(rest)
        return line[:endpos]

    def tell(self):
        self._live()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        position = self._buffer.tell()
        decoder = self._decoder
        if decoder is None:
            return position
        ahead = self._decoded_chars[self._decoded_chars_used:]
        pending = decoder.getstate()[0]
        position -= len(pending)
        if ahead:
            text = ahead
            if self._readtranslate and isinstance(decoder, IncrementalNewlineDecoder) and decoder.seennl & 6:
                # The newlines of what was read ahead have been translated: look at the bytes again.
                return self._tell_by_bytes(position, len(ahead))
            name = self._encoding.lower().replace('_', '-')
            if name in ('utf-16', 'utf-32'):
                name += '-le'
            elif name == 'utf-8-sig':
                name = 'utf-8'
            position -= len(text.encode(name, 'surrogatepass' if self._errors == 'strict' else self._errors))
        if getattr(decoder, 'pendingcr', False):
            position -= 1
        return position

    def _tell_by_bytes(self, position, count):
        """Where the last count characters before a position begin, in a text whose newlines are translated."""
        here = self._buffer.tell()
        start = max(0, position - 4 * 2 * count - 8)
        self._buffer.seek(start)
        data = self._buffer.read(position - start)
        self._buffer.seek(here)
        i = len(data)
        utf8 = self._decoder.decoder.kind in ('utf-8', 'sig')
        while count > 0 and i > 0:
            i -= 1
            if utf8:
                while i > 0 and 0x80 <= data[i] < 0xc0:
                    i -= 1
            if data[i:i + 1] == b'\n' and data[i - 1:i] == b'\r':
                i -= 1
            count -= 1
        return start + i

    def truncate(self, pos=None, /):
        self.flush()
        if pos is None:
            pos = self.tell()
        return self._buffer.truncate(pos)

    def detach(self):
        self._live()
        self.flush()
        buffer = self._buffer
        self._buffer = None
        return buffer

    def seek(self, cookie, whence=0, /):
        self._live()
        self._checkClosed()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            whence = 0
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            position = self._buffer.seek(0, whence)
            self._set_decoded('')
            if self._decoder:
                self._decoder.reset()
            self._started = position != 0
            self._telling = self._seekable
            return position
        if whence != 0:
            raise ValueError("invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        if cookie < 0:
            raise ValueError("negative seek position %r" % (cookie,))
        self.flush()
        self._buffer.seek(cookie)
        self._set_decoded('')
        self._started = cookie != 0
        self._telling = self._seekable
        if self._decoder:
            self._decoder.reset()
            if cookie:
                inner = getattr(self._decoder, 'decoder', self._decoder)
                inner.started = True
                name = self._encoding.lower().replace('_', '-')
                if name in ('utf-16', 'utf-32'):
                    inner.order = name + '-le'
        return cookie

    @property
    def newlines(self):
        return self._decoder.newlines if isinstance(self._decoder, IncrementalNewlineDecoder) else None

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")


class StringIO(_TextIOBase):
    """A stream of text in memory."""

    def __init__(self, initial_value='', newline='\n'):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self._newline = newline
        self._decoder = IncrementalNewlineDecoder(None, newline is None) if not newline else None
        self._parts = []
        self._size = 0
        self._pos = 0
        self._gone = False
        if initial_value is not None:
            if not isinstance(initial_value, str):
                raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
            if initial_value:
                self.write(initial_value)
                self._pos = 0

    def _check(self):
        if self._gone:
            raise ValueError("I/O operation on closed file")

    @property
    def closed(self):
        return self._gone

    @property
    def line_buffering(self):
        self._check()
        return False

    @property
    def newlines(self):
        self._check()
        return self._decoder.newlines if self._decoder is not None else None

    def __enter__(self):
        self._check()
        return self

    def __del__(self):
        pass

    def close(self):
        self._gone = True
        self._parts = []
        self._size = self._pos = 0

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def _text(self):
        parts = self._parts
        if len(parts) != 1:
            parts[:] = [''.join(parts)]
        return parts[0]

    def getvalue(self):
        self._check()
        return self._text()

    def write(self, s, /):
        if self._gone:
            raise ValueError("I/O operation on closed file")
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        n = len(s)
        if n == 0:
            return 0
        if self._newline != '\n':
            if self._decoder is not None:
                s = self._decoder.decode(s, True)
            if self._newline:
                s = s.replace('\n', self._newline)
        if type(s) is not str:
            s = str(s)
        m = len(s)
        pos = self._pos
        if pos == self._size:
            self._parts.append(s)
            self._size = self._pos = pos + m
            return n
        text = self._text()
        if pos > self._size:
            text += '\0' * (pos - self._size)
        self._parts = [text[:pos] + s + text[pos + m:]]
        self._size = max(len(text), pos + m)
        self._pos = pos + m
        return n

    def read(self, size=-1, /):
        self._check()
        size = _index(size)
        text = self._text()
        pos = self._pos
        if size < 0:
            if pos == 0:
                self._pos = self._size
                return text
            out = text[pos:]
        else:
            out = text[pos:pos + size]
        self._pos = pos + len(out)
        return out

    def readline(self, size=-1, /):
        self._check()
        size = _index(size)
        text = self._text()
        pos = self._pos
        if pos >= self._size:
            return ''
        newline = self._newline
        if newline == '':
            nl = text.find('\n', pos)
            cr = text.find('\r', pos)
            if cr < 0 or 0 <= nl < cr:
                end = nl + 1 if nl >= 0 else self._size
            elif nl == cr + 1:
                end = nl + 1
            else:
                end = cr + 1
        else:
            mark = newline or '\n'
            end = text.find(mark, pos)
            end = self._size if end < 0 else end + len(mark)
        if 0 <= size < end - pos:
            end = pos + size
        self._pos = end
        return text[pos:end]

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        try:
            pos = pos.__index__()
        except AttributeError:
            raise TypeError(f"'{type(pos).__name__}' object cannot be interpreted as an integer") from None
        if pos < 0 and whence == 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 1:
            pos = self._pos
        elif whence == 2:
            pos = self._size
        self._pos = pos
        return pos

    def tell(self):
        self._check()
        return self._pos

    def truncate(self, pos=None, /):
        self._check()
        if pos is None:
            pos = self._pos
        else:
            try:
                pos = pos.__index__()
            except AttributeError:
                raise TypeError(f"argument should be integer or None, not '{type(pos).__name__}'") from None
            if pos < 0:
                raise ValueError(f"Negative size value {pos}")
        if pos < self._size:
            self._parts = [self._text()[:pos]]
            self._size = pos
        return pos

    def detach(self):
        raise UnsupportedOperation("detach")

    def __getstate__(self):
        self._check()
        d = {k: v for k, v in self.__dict__.items() if k not in ('_newline', '_decoder', '_parts', '_size', '_pos', '_gone')}
        return self._text(), self._newline, self._pos, d or None

    def __setstate__(self, state):
        value, newline, pos, d = state
        StringIO.__init__(self, '', newline)
        if value:
            self._parts = [value]
            self._size = len(value)
        self._pos = pos
        if d:
            self.__dict__.update(d)

    def __reduce_ex__(self, protocol):
        import copyreg
        return copyreg.__newobj__, (type(self),), self.__getstate__()

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._gone = False
        return self


_standard_is = (TextIOWrapper,)
