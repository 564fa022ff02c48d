"""Streams: they are here, and refuse to connect."""
from . import events, exceptions

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server', 'open_unix_connection', 'start_unix_server')


async def open_connection(host=None, port=None, *, limit=65536, **kwds):
    raise PermissionError(1, 'Operation not permitted')


async def start_server(client_connected_cb, host=None, port=None, *, limit=65536, **kwds):
    raise PermissionError(1, 'Operation not permitted')


async def open_unix_connection(path=None, *, limit=65536, **kwds):
    raise PermissionError(1, 'Operation not permitted')


async def start_unix_server(client_connected_cb, path=None, *, limit=65536, **kwds):
    raise PermissionError(1, 'Operation not permitted')


class StreamReaderProtocol:
    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        self._stream_reader = stream_reader
        self._client_connected_cb = client_connected_cb


class StreamWriter:
    """What writes to a transport."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop

    @property
    def transport(self):
        return self._transport

    def write(self, data):
        self._transport.write(data)

    def writelines(self, data):
        self._transport.writelines(data)

    def close(self):
        return self._transport.close()

    def is_closing(self):
        return self._transport.is_closing()

    async def wait_closed(self):
        pass

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        pass


class StreamReader:
    """Bytes that are fed from one side and read from the other."""

    _ended = False
    _failure = None
    _waiter = None  # the future of the task that waits for more

    def __init__(self, limit=65536, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit, self._buffer = limit, bytearray()
        self._loop = events.get_event_loop() if loop is None else loop

    def __repr__(self):
        facts = [f'{len(self._buffer)} bytes'] if self._buffer else []
        facts += ['eof'] * self._ended
        if self._limit != 65536:
            facts.append(f'limit={self._limit}')
        for name, thing in ('waiter', self._waiter), ('exception', self._failure):
            if thing is not None:
                facts.append(f'{name}={thing!r}')
        return f"<{' '.join(['StreamReader'] + facts)}>"

    # The side that feeds.

    def _tell(self, error=None):
        reading, self._waiter = self._waiter, None
        if reading is None or reading.cancelled():
            return
        if error is None:
            reading.set_result(None)
        else:
            reading.set_exception(error)

    def feed_data(self, data):
        assert not self._ended, 'feed_data after feed_eof'
        if data:
            self._buffer += data
            self._tell()

    def feed_eof(self):
        self._ended = True
        self._tell()

    def set_exception(self, exc):
        self._failure = exc
        self._tell(exc)

    # The side that reads.

    def exception(self):
        return self._failure

    def at_eof(self):
        return self._ended and not self._buffer

    async def _fill(self, enough, reader):
        """Wait until the buffer holds what is wanted. Answers whether it does; otherwise the stream has ended."""
        while not enough():
            if self._ended:
                return False
            if self._waiter is not None:
                raise RuntimeError(f'{reader}() called while another coroutine is already waiting for incoming data')
            self._waiter = self._loop.create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        return True

    def _take(self, count=None):
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _check(self):
        if self._failure is not None:
            raise self._failure

    async def read(self, n=-1):
        self._check()
        if n < 0:
            await self._fill(lambda: False, 'read')
            return self._take()
        if n:
            await self._fill(lambda: self._buffer, 'read')
        return self._take(n)

    async def readexactly(self, n):
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        self._check()
        if await self._fill(lambda: len(self._buffer) >= n, 'readexactly'):
            return self._take(n)
        raise exceptions.IncompleteReadError(self._take(), n)

    async def readuntil(self, separator=b'\n'):
        # Any of several separators ends the chunk: the one that ends first, of those that end there the longest.
        if separator == ():
            raise ValueError('Separator should contain at least one element')
        separators = sorted(separator, key=len) if isinstance(separator, tuple) else [separator]
        if not separators[0]:
            raise ValueError('Separator should be at least one-byte string')
        self._check()

        def found():
            ends = [(at + len(s), at) for s in separators if (at := self._buffer.find(s)) >= 0]
            if not ends and not self._ended and len(self._buffer) > self._limit:
                raise exceptions.LimitOverrunError('Separator is not found, and chunk exceed the limit', len(self._buffer))
            return min(ends, default=None)

        if not await self._fill(found, 'readuntil'):
            raise exceptions.IncompleteReadError(self._take(), None)
        end, start = found()
        if start > self._limit:
            raise exceptions.LimitOverrunError('Separator is found, but chunk is longer than limit', start)
        return self._take(end)

    async def readline(self):
        try:
            return await self.readuntil()
        except exceptions.IncompleteReadError as short:
            return short.partial
        except exceptions.LimitOverrunError as long:
            # The line is lost; what comes after it is not.
            if self._buffer.startswith(b'\n', long.consumed):
                self._take(long.consumed + 1)
            else:
                self._take()
            raise ValueError(long.args[0]) from None

    def __aiter__(self):
        return self

    async def __anext__(self):
        if line := await self.readline():
            return line
        raise StopAsyncIteration
