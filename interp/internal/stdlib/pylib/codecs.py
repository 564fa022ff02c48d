"""Encodings by name: as functions, step by step, and as streams."""
import _frames
import io as _io
from _codecs import decode, encode

__all__ = ["register", "lookup", "open", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8",
           "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
           "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter", "StreamReaderWriter", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode", "register_error", "lookup_error",
           "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors", "namereplace_errors"]

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM = BOM_UTF16 = BOM32_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = BOM32_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM_UTF32 = BOM64_LE = b'\xff\xfe\0\0'
BOM_UTF32_BE = BOM64_BE = b'\0\0\xfe\xff'


class CodecInfo(tuple):
    """How an encoding encodes and decodes."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} object for encoding {self.name} at {id(self):#x}>"


class Codec:
    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes a text that comes in pieces."""

    encoding = None

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ""
        self._begun = False

    def encode(self, input, final=False):
        name = self.encoding
        if name in ('utf-16', 'utf-32') and self._begun:
            name += '-le'
        elif name == 'utf-8-sig' and self._begun:
            name = 'utf-8'
        if input:
            self._begun = True
        return input.encode(name, self.errors)

    def reset(self):
        self._begun = False

    def getstate(self):
        return int(self._begun)

    def setstate(self, state):
        self._begun = bool(state)


class IncrementalDecoder:
    """Decodes bytes that come in pieces."""

    encoding = None

    def __init__(self, errors='strict'):
        self.errors = errors
        self._decoder = _io._io._Decoder(self.encoding, errors) if self.encoding else None

    def decode(self, input, final=False):
        return self._decoder.decode(bytes(input), final)

    def reset(self):
        self._decoder.reset()

    def getstate(self):
        return self._decoder.getstate()

    def setstate(self, state):
        self._decoder.setstate(state)


class StreamWriter(Codec):
    """Writes text to a stream of bytes."""

    encoding = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self._encoder = getincrementalencoder(self.encoding)(errors) if self.encoding else None

    def write(self, object):
        self.stream.write(self._encoder.encode(object))

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        self._encoder.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):
    """Reads text from a stream of bytes."""

    encoding = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self._text = ''
        self._ended = False
        self._decoder = getincrementaldecoder(self.encoding)(errors) if self.encoding else None

    def _more(self):
        data = self.stream.read(8192)
        self._ended = not data
        self._text += self._decoder.decode(data, self._ended)

    def read(self, size=-1, chars=-1, firstline=False):
        want = chars if chars is not None and chars >= 0 else size
        while not self._ended and (want is None or want < 0 or len(self._text) < want):
            self._more()
        if want is None or want < 0:
            out, self._text = self._text, ''
        else:
            out, self._text = self._text[:want], self._text[want:]
        self._ended = False
        return out

    def readline(self, size=None, keepends=True):
        while True:
            lines = self._text.splitlines(True)
            if len(lines) > 1 or self._ended:
                break
            self._more()
        self._ended = False
        if not lines:
            return ''
        line = lines[0]
        self._text = self._text[len(line):]
        return line if keepends else line.splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self._text = ''
        self._ended = False
        self._decoder.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    __getattr__, __enter__, __exit__ = StreamWriter.__getattr__, StreamWriter.__enter__, StreamWriter.__exit__


class StreamReaderWriter:
    """A reader and a writer over one stream."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    __getattr__, __enter__, __exit__ = StreamWriter.__getattr__, StreamWriter.__enter__, StreamWriter.__exit__


_NAMES = {'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'latin-1': 'iso8859-1', 'latin1': 'iso8859-1', 'iso-8859-1': 'iso8859-1', 'l1': 'iso8859-1',
          'us-ascii': 'ascii', '646': 'ascii', 'utf16': 'utf-16', 'utf32': 'utf-32', 'windows-1252': 'cp1252', 'utf-16le': 'utf-16-le',
          'utf-16be': 'utf-16-be', 'utf-8-sig': 'utf-8-sig'}
_search = []
_cache = {}


def register(search_function, /):
    """Ask a function for encodings that are not known."""
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _search.append(search_function)


def unregister(search_function, /):
    if search_function in _search:
        _search.remove(search_function)
        _cache.clear()


def lookup(encoding, /):
    """What is known of an encoding."""
    key = encoding.lower().replace('_', '-').replace(' ', '-')
    found = _cache.get(key)
    if found is not None:
        return found
    for f in _search:
        found = f(key.replace('-', '_'))
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError('codec search functions must return 4-tuples')
            _cache[key] = found
            return found
    name = _NAMES.get(key, key)
    try:
        ''.encode(name)
    except LookupError:
        raise LookupError(f'unknown encoding: {encoding}') from None

    def encode(input, errors='strict'):
        return input.encode(name, errors), len(input)

    def decode(input, errors='strict'):
        data = bytes(input)
        return data.decode(name, errors), len(data)

    def kind(base):
        return type(base.__name__, (base,), {'encoding': name, '__module__': 'codecs'})
    found = CodecInfo(encode, decode, kind(StreamReader), kind(StreamWriter), kind(IncrementalEncoder), kind(IncrementalDecoder), name)
    _cache[key] = found
    return found


def register_error(errors, handler, /):
    """Let a name stand for a handler of errors."""
    if not callable(handler):
        raise TypeError('handler must be callable')
    _frames.codec_errors()[errors] = handler


def lookup_error(errors, /):
    """The handler of errors that a name stands for."""
    handler = _frames.codec_errors().get(errors) or _HANDLERS.get(errors)
    if handler is None:
        raise LookupError(f'unknown error handler name {errors!r}')
    return handler


def strict_errors(exception):
    """Raises."""
    raise exception


def ignore_errors(exception):
    """Leaves out what cannot be encoded or decoded."""
    if not isinstance(exception, UnicodeError):
        raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")
    return '', exception.end


_ESCAPES = {92: 92, 39: 39, 34: 34, 97: 7, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9, 118: 11}


def escape_decode(data, errors='strict', /):
    """The bytes that a bytes literal of this text stands for, and how much was read."""
    if isinstance(data, str):
        data = data.encode()
    data = bytes(data)
    if b'\\' not in data:
        return data, len(data)
    out, i, n = bytearray(), 0, len(data)
    while i < n:
        at = data.find(b'\\', i)
        if at < 0:
            at = n
        out += data[i:at]
        if at == n:
            break
        if at + 1 == n:
            raise ValueError('Trailing \\ in string')
        c = data[at + 1]
        i = at + 2
        if c == 10:
            pass
        elif c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif 48 <= c <= 55:
            while i < min(n, at + 4) and 48 <= data[i] <= 55:
                i += 1
            out.append(int(data[at + 1:i], 8) & 255)
        elif c == 120:
            digits = data[i:i + 2]
            if len(digits) == 2 and digits.isalnum() and all([chr(d) in '0123456789abcdefABCDEF' for d in digits]):
                out.append(int(digits, 16))
                i += 2
                continue
            if errors == 'strict':
                raise ValueError(f'invalid \\x escape at position {at}')
            if errors == 'replace':
                out += b'?'
            elif errors != 'ignore':
                raise ValueError(f'decoding error; unknown error handling code: {errors}')
            if digits and chr(digits[0]) in '0123456789abcdefABCDEF':
                i += 1
        else:
            out += data[at:i]
    return bytes(out), n


def escape_encode(data, errors='strict', /):
    """The text of a bytes literal for these bytes, and how much was read."""
    if not isinstance(data, bytes):
        raise TypeError(f'escape_encode() argument 1 must be bytes, not {type(data).__name__}')
    return b''.join([_escaped(b) for b in data]), len(data)


def _escaped(b):
    if b in (92, 39):
        return b'\\' + bytes([b])
    if b in (9, 10, 13):
        return {9: b'\\t', 10: b'\\n', 13: b'\\r'}[b]
    return bytes([b]) if 32 <= b < 127 else b'\\x%02x' % b


def replace_errors(exception):
    """Puts ? or U+FFFD in its place."""
    if isinstance(exception, UnicodeEncodeError):
        return '?' * (exception.end - exception.start), exception.end
    return '\ufffd', exception.end


def backslashreplace_errors(exception):
    """Puts an escape in its place."""
    if isinstance(exception, UnicodeDecodeError):
        return ''.join(f'\\x{b:02x}' for b in exception.object[exception.start:exception.end]), exception.end
    return exception.object[exception.start:exception.end].encode('ascii', 'backslashreplace').decode(), exception.end


def xmlcharrefreplace_errors(exception):
    """Puts a character reference in its place."""
    return ''.join(f'&#{ord(c)};' for c in exception.object[exception.start:exception.end]), exception.end


def namereplace_errors(exception):
    """Puts the character's name in its place."""
    return exception.object[exception.start:exception.end].encode('ascii', 'namereplace').decode(), exception.end


_HANDLERS = {'strict': strict_errors, 'ignore': ignore_errors, 'replace': replace_errors, 'backslashreplace': backslashreplace_errors,
             'xmlcharrefreplace': xmlcharrefreplace_errors, 'namereplace': namereplace_errors}


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Open a file of encoded text."""
    if encoding is not None and 'b' not in mode:
        mode = mode.replace('U', '') + 'b'
    file = _io.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        srw = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        srw.encoding = encoding
        return srw
    except:
        file.close()
        raise


def iterencode(iterator, encoding, errors='strict', **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = encoder.encode(input)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = decoder.decode(input)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output
