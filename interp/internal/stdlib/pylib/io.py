"""Streams: files, and texts and bytes in memory."""
import abc
import _io
from _io import (BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, BytesIO, DEFAULT_BUFFER_SIZE, FileIO,
                 IncrementalNewlineDecoder, StringIO, TextIOWrapper, UnsupportedOperation, open_code, text_encoding)

open = __builtins__['open'] if isinstance(__builtins__, dict) else __builtins__.open

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO", "BufferedIOBase",
           "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation",
           "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "IncrementalNewlineDecoder", "text_encoding", "Reader", "Writer"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    __doc__ = _io._TextIOBase.__doc__


# A class knows those that belong to the classes derived from it, too: these may not have been made.
IOBase.register(FileIO)
IOBase.register(BytesIO)
IOBase.register(BufferedReader)
IOBase.register(BufferedWriter)
IOBase.register(BufferedRandom)
IOBase.register(BufferedRWPair)
IOBase.register(type(_io._stdin.buffer))
IOBase.register(StringIO)
IOBase.register(TextIOWrapper)
IOBase.register(type(_io._stdin))
RawIOBase.register(FileIO)
BufferedIOBase.register(BytesIO)
BufferedIOBase.register(BufferedReader)
BufferedIOBase.register(BufferedWriter)
BufferedIOBase.register(BufferedRandom)
BufferedIOBase.register(BufferedRWPair)
BufferedIOBase.register(type(_io._stdin.buffer))
TextIOBase.register(StringIO)
TextIOBase.register(TextIOWrapper)
TextIOBase.register(type(_io._stdin))


def __getattr__(name):
    if name in ('Reader', 'Writer'):
        _protocols()
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _protocols():
    global Reader, Writer
    import typing

    @typing.runtime_checkable
    class Reader(typing.Protocol):
        """What can be read from."""

        __slots__ = ()

        @abc.abstractmethod
        def read(self, size=..., /):
            """Read data; with a size at most so much."""

        __class_getitem__ = classmethod(type(list[int]))

    @typing.runtime_checkable
    class Writer(typing.Protocol):
        """What can be written to."""

        __slots__ = ()

        @abc.abstractmethod
        def write(self, data, /):
            """Write data and answer how much was written."""

        __class_getitem__ = classmethod(type(list[int]))
