"""Objects as bytes, and back."""
import copyreg as _copyreg
import io
import sys
from functools import partial
from types import FunctionType

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", "PickleBuffer"]

format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5


class PickleError(Exception):
    """Something is wrong with a pickle."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """A pickle cannot be read."""


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


class PickleBuffer:
    """Bytes that may travel outside of the pickle."""

    def __init__(self, buffer):
        self._view = memoryview(buffer)

    def raw(self):
        return self._view.cast('B') if self._view.format != 'B' else self._view

    def release(self):
        self._view.release()


_OPCODES = dict(MARK=b'(', STOP=b'.', POP=b'0', POP_MARK=b'1', DUP=b'2', FLOAT=b'F', INT=b'I', BININT=b'J', BININT1=b'K', LONG=b'L',
                BININT2=b'M', NONE=b'N', PERSID=b'P', BINPERSID=b'Q', REDUCE=b'R', STRING=b'S', BINSTRING=b'T', SHORT_BINSTRING=b'U',
                UNICODE=b'V', BINUNICODE=b'X', APPEND=b'a', BUILD=b'b', GLOBAL=b'c', DICT=b'd', EMPTY_DICT=b'}', APPENDS=b'e', GET=b'g',
                BINGET=b'h', INST=b'i', LONG_BINGET=b'j', LIST=b'l', EMPTY_LIST=b']', OBJ=b'o', PUT=b'p', BINPUT=b'q', LONG_BINPUT=b'r',
                SETITEM=b's', TUPLE=b't', EMPTY_TUPLE=b')', SETITEMS=b'u', BINFLOAT=b'G', PROTO=b'\x80', NEWOBJ=b'\x81', EXT1=b'\x82',
                EXT2=b'\x83', EXT4=b'\x84', TUPLE1=b'\x85', TUPLE2=b'\x86', TUPLE3=b'\x87', NEWTRUE=b'\x88', NEWFALSE=b'\x89',
                LONG1=b'\x8a', LONG4=b'\x8b', BINBYTES=b'B', SHORT_BINBYTES=b'C', SHORT_BINUNICODE=b'\x8c', BINUNICODE8=b'\x8d',
                BINBYTES8=b'\x8e', EMPTY_SET=b'\x8f', ADDITEMS=b'\x90', FROZENSET=b'\x91', NEWOBJ_EX=b'\x92', STACK_GLOBAL=b'\x93',
                MEMOIZE=b'\x94', FRAME=b'\x95', BYTEARRAY8=b'\x96', NEXT_BUFFER=b'\x97', READONLY_BUFFER=b'\x98')
globals().update(_OPCODES)
TRUE, FALSE = b'I01\n', b'I00\n'
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]
__all__.extend(_OPCODES)


def encode_long(x):
    """A whole number in two's complement, the lowest byte first."""
    if x == 0:
        return b''
    nbytes = (x.bit_length() >> 3) + 1
    result = x.to_bytes(nbytes, byteorder='little', signed=True)
    if x < 0 and nbytes > 1 and result[-1] == 0xff and result[-2] & 0x80:
        result = result[:-1]
    return result


def decode_long(data):
    return int.from_bytes(data, byteorder='little', signed=True)


def _double(x):
    import struct
    return struct.pack('>d', x)


def _u(n, size):
    return n.to_bytes(size, 'little')


def whichmodule(obj, name):
    """The module in which an object is found under a name."""
    module_name = getattr(obj, '__module__', None)
    if module_name is None:
        for module_name, module in sys.modules.copy().items():
            if module_name in ('__main__', '__mp_main__') or module is None:
                continue
            try:
                if _getattribute(module, name.split('.')) is obj:
                    return module_name
            except AttributeError:
                pass
        module_name = '__main__'
    try:
        __import__(module_name, level=0)
        module = sys.modules[module_name]
    except (ImportError, ValueError, KeyError) as exc:
        raise PicklingError(f"Can't pickle {obj!r}: {exc!s}") from exc
    try:
        if name.split('.')[-1] == '<lambda>' or '<locals>' in name:
            raise AttributeError
        obj2 = _getattribute(module, name.split('.'))
    except AttributeError:
        raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}") from None
    if obj2 is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
    return module_name


def _getattribute(obj, dotted_path):
    for subpath in dotted_path:
        obj = getattr(obj, subpath)
    return obj


_FRAME_MIN = 4
_FRAME_TARGET = 64 * 1024
_BATCHSIZE = 1000


class Pickler:
    """Writes objects to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self._buffer_callback = buffer_callback
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self._out = None

    def clear_memo(self):
        self.memo.clear()

    # What is written is collected into frames from protocol 4 on.
    def write(self, data):
        out = self._out
        out.append(data)
        self._size += len(data)

    def _commit(self, force=False):
        if self._size >= _FRAME_TARGET or force and self._size:
            data = b''.join(self._out)
            self._out = []
            self._size = 0
            if self.proto >= 4 and len(data) >= _FRAME_MIN:
                self._file_write(FRAME + _u(len(data), 8))
            self._file_write(data)

    def _large(self, header, payload):
        """Large bytes go past the frame."""
        if self.proto < 4:
            self.write(header)
            self.write(payload)
            return
        self._commit(force=True)
        self._file_write(header)
        self._file_write(payload)

    def dump(self, obj):
        """Write an object."""
        if not hasattr(self, "_file_write"):
            raise PicklingError("Pickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        self._out = []
        self._size = 0
        if self.proto >= 2:
            self._file_write(PROTO + bytes([self.proto]))
        self.save(obj)
        self.write(STOP)
        self._commit(force=True)

    def memoize(self, obj):
        if self.fast:
            return
        idx = len(self.memo)
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif self.bin:
            self.write(BINPUT + bytes([idx]) if idx < 256 else LONG_BINPUT + _u(idx, 4))
        else:
            self.write(PUT + repr(idx).encode("ascii") + b'\n')
        self.memo[id(obj)] = idx, obj

    def get(self, i):
        if self.bin:
            return BINGET + bytes([i]) if i < 256 else LONG_BINGET + _u(i, 4)
        return GET + repr(i).encode("ascii") + b'\n'

    def persistent_id(self, obj):
        return None

    def save(self, obj, save_persistent_id=True):
        if self.proto >= 4:
            self._commit()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self.save_pers(pid)
                return
        x = self.memo.get(id(obj))
        if x is not None:
            self.write(self.get(x[0]))
            return
        rv = NotImplemented
        reduce = getattr(self, "reducer_override", None)
        if reduce is not None:
            rv = reduce(obj)
        if rv is NotImplemented:
            t = type(obj)
            f = self.dispatch.get(t)
            if f is not None:
                f(self, obj)
                return
            reduce = getattr(self, 'dispatch_table', _copyreg.dispatch_table).get(t)
            if reduce is not None:
                rv = reduce(obj)
            elif issubclass(t, type):
                self.save_global(obj)
                return
            else:
                reduce = getattr(obj, "__reduce_ex__", None)
                if reduce is not None:
                    rv = reduce(self.proto)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError(f"Can't pickle {t.__name__!r} object: {obj!r}")
                    rv = reduce()
        if isinstance(rv, str):
            self.save_global(obj, rv)
            return
        if not isinstance(rv, tuple):
            raise PicklingError(f'__reduce__ must return a string or tuple, not {type(rv).__name__}')
        if not 2 <= len(rv) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self.save_reduce(obj=obj, *rv)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
        else:
            try:
                self.write(PERSID + str(pid).encode("ascii") + b'\n')
            except UnicodeEncodeError:
                raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError(f"first item of the tuple returned by __reduce__ must be callable, not {type(func).__name__}")
        if not isinstance(args, tuple):
            raise PicklingError(f"second item of the tuple returned by __reduce__ must be a tuple, not {type(args).__name__}")
        func_name = getattr(func, "__name__", "")
        if self.proto >= 2 and func_name == "__newobj_ex__":
            cls, args, kwargs = args
            if self.proto >= 4:
                self.save(cls)
                self.save(args)
                self.save(kwargs)
                self.write(NEWOBJ_EX)
            else:
                func = partial(cls.__new__, cls, *args, **kwargs)
                self.save(func)
                self.save(())
                self.write(REDUCE)
        elif self.proto >= 2 and func_name == "__newobj__":
            cls = args[0]
            if not hasattr(cls, "__new__"):
                raise PicklingError("args[0] from __newobj__ args has no __new__")
            if obj is not None and cls is not obj.__class__:
                raise PicklingError(f"first argument to __newobj__() must be {obj.__class__!r}, not {cls!r}")
            self.save(cls)
            self.save(args[1:])
            self.write(NEWOBJ)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            if id(obj) in self.memo:
                self.write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self.save(state)
                self.write(BUILD)
            else:
                self.save(state_setter)
                self.save(obj)
                self.save(state)
                self.write(TUPLE2)
                self.write(REDUCE)
                self.write(POP)

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)
    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)
    dispatch[bool] = save_bool

    def save_long(self, obj):
        if self.bin:
            if obj >= 0:
                if obj <= 0xff:
                    self.write(BININT1 + bytes([obj]))
                    return
                if obj <= 0xffff:
                    self.write(BININT2 + _u(obj, 2))
                    return
            if -0x80000000 <= obj <= 0x7fffffff:
                self.write(BININT + obj.to_bytes(4, 'little', signed=True))
                return
        if self.proto >= 2:
            encoded = encode_long(obj)
            n = len(encoded)
            self.write((LONG1 + bytes([n]) if n < 256 else LONG4 + _u(n, 4)) + encoded)
            return
        if -0x80000000 <= obj <= 0x7fffffff:
            self.write(INT + repr(obj).encode("ascii") + b'\n')
        else:
            self.write(LONG + repr(obj).encode("ascii") + b'L\n')
    dispatch[int] = save_long

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + _double(obj))
        else:
            self.write(FLOAT + repr(obj).encode("ascii") + b'\n')
    dispatch[float] = save_float

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import _codecs as codecs
                self.save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
            return
        n = len(obj)
        if n <= 0xff:
            self.write(SHORT_BINBYTES + bytes([n]) + obj)
        elif n > 0xffffffff and self.proto >= 4:
            self._large(BINBYTES8 + _u(n, 8), obj)
        elif n >= _FRAME_TARGET:
            self._large(BINBYTES + _u(n, 4), obj)
        else:
            self.write(BINBYTES + _u(n, 4) + obj)
        self.memoize(obj)
    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            if not obj:
                self.save_reduce(bytearray, (), obj=obj)
            else:
                self.save_reduce(bytearray, (bytes(obj),), obj=obj)
            return
        n = len(obj)
        if n >= _FRAME_TARGET:
            self._large(BYTEARRAY8 + _u(n, 8), bytes(obj))
        else:
            self.write(BYTEARRAY8 + _u(n, 8) + bytes(obj))
        self.memoize(obj)
    dispatch[bytearray] = save_bytearray

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        m = obj.raw()
        in_band = True
        if self._buffer_callback is not None:
            in_band = bool(self._buffer_callback(obj))
        if in_band:
            if m.readonly:
                self.save_bytes(m.tobytes())
            else:
                self.save_bytearray(bytearray(m.tobytes()))
        else:
            self.write(NEXT_BUFFER)
            if m.readonly:
                self.write(READONLY_BUFFER)
    dispatch[PickleBuffer] = save_picklebuffer

    def save_str(self, obj):
        if self.bin:
            encoded = obj.encode('utf-8', 'surrogatepass')
            n = len(encoded)
            if n <= 0xff and self.proto >= 4:
                self.write(SHORT_BINUNICODE + bytes([n]) + encoded)
            elif n > 0xffffffff and self.proto >= 4:
                self._large(BINUNICODE8 + _u(n, 8), encoded)
            elif n >= _FRAME_TARGET:
                self._large(BINUNICODE + _u(n, 4), encoded)
            else:
                self.write(BINUNICODE + _u(n, 4) + encoded)
        else:
            tmp = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a").replace("\r", "\\u000d").replace("\x1a", "\\u001a")
            self.write(UNICODE + tmp.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)
    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            if self.bin:
                self.write(EMPTY_TUPLE)
            else:
                self.write(MARK + TUPLE)
            return
        n = len(obj)
        if n <= 3 and self.proto >= 2:
            for element in obj:
                self.save(element)
            if id(obj) in self.memo:
                self.write(POP * n + self.get(self.memo[id(obj)][0]))
            else:
                self.write(_tuplesize2code[n])
                self.memoize(obj)
            return
        self.write(MARK)
        for element in obj:
            self.save(element)
        if id(obj) in self.memo:
            get = self.get(self.memo[id(obj)][0])
            if self.bin:
                self.write(POP_MARK + get)
            else:
                self.write(POP * (n + 1) + get)
            return
        self.write(TUPLE)
        self.memoize(obj)
    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)
    dispatch[list] = save_list

    def _batches(self, items):
        it = iter(items)
        while True:
            batch = []
            for item in it:
                batch.append(item)
                if len(batch) == _BATCHSIZE:
                    break
            if batch:
                yield batch
            if len(batch) < _BATCHSIZE:
                return

    def _batch_appends(self, items):
        if not self.bin:
            for x in items:
                self.save(x)
                self.write(APPEND)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
                for x in batch:
                    self.save(x)
                self.write(APPENDS)
            else:
                self.save(batch[0])
                self.write(APPEND)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())
    dispatch[dict] = save_dict

    def _batch_setitems(self, items):
        if not self.bin:
            for k, v in items:
                self.save(k)
                self.save(v)
                self.write(SETITEM)
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(MARK)
                for k, v in batch:
                    self.save(k)
                    self.save(v)
                self.write(SETITEMS)
            else:
                k, v = batch[0]
                self.save(k)
                self.save(v)
                self.write(SETITEM)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)
    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            self.write(POP_MARK + self.get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)
    dispatch[frozenset] = save_frozenset

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None)
            if name is None:
                name = obj.__name__
        module_name = whichmodule(obj, name)
        if self.proto >= 2:
            code = _copyreg._extension_registry.get((module_name, name))
            if code:
                if code <= 0xff:
                    self.write(EXT1 + bytes([code]))
                elif code <= 0xffff:
                    self.write(EXT2 + _u(code, 2))
                else:
                    self.write(EXT4 + _u(code, 4))
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif '.' in name:
            dotted = name.split('.')
            name = dotted.pop(0)
            save = self.save
            for attrname in dotted:
                save(getattr)
                if self.proto < 2:
                    self.write(MARK)
            self._global(module_name, name)
            for attrname in dotted:
                save(attrname)
                if self.proto < 2:
                    self.write(TUPLE)
                else:
                    self.write(TUPLE2)
                self.write(REDUCE)
        else:
            self._global(module_name, name)
        self.memoize(obj)

    def _global(self, module_name, name):
        if self.fix_imports:
            module_name, name = _to_2(module_name, name)
        encoding = 'utf-8' if self.proto >= 3 else 'ascii'
        try:
            self.write(GLOBAL + bytes(module_name, encoding) + b'\n' + bytes(name, encoding) + b'\n')
        except UnicodeEncodeError:
            raise PicklingError(f"can't pickle global identifier {name!r} using pickle protocol {self.proto}") from None

    def save_type(self, obj):
        if obj is type(None):
            return self.save_reduce(type, (None,), obj=obj)
        if obj is type(NotImplemented):
            return self.save_reduce(type, (NotImplemented,), obj=obj)
        if obj is type(...):
            return self.save_reduce(type, (...,), obj=obj)
        return self.save_global(obj)

    def save_builtin(self, obj):
        bound = getattr(obj, '__self__', None)
        if bound is None or isinstance(bound, type(sys)):
            return self.save_global(obj)
        return self.save_reduce(getattr, (bound, obj.__name__), obj=obj)
    dispatch[type(len)] = save_builtin

    def save_method(self, obj):
        return self.save_reduce(getattr, (obj.__self__, obj.__func__.__name__), obj=obj)
    dispatch[type(PickleBuffer(b'').raw)] = save_method

    def save_descriptor(self, obj):
        return self.save_reduce(getattr, (obj.__objclass__, obj.__name__), obj=obj)
    dispatch[type(str.join)] = dispatch[type(object.__init__)] = save_descriptor

    dispatch[FunctionType] = save_global
    dispatch[type] = save_type


_Pickler = Pickler


# What modules and names were called in Python 2.
_MODULES_2 = {'builtins': '__builtin__', 'copyreg': 'copy_reg', 'queue': 'Queue', 'socketserver': 'SocketServer', 'configparser': 'ConfigParser',
              'tkinter': 'Tkinter', 'pickle': 'cPickle', 'io': 'io', 'functools': 'functools'}
_NAMES_2 = {'range': 'xrange', 'int': 'long', 'str': 'unicode', 'chr': 'unichr', 'input': 'raw_input'}
_NAMES_3 = {'xrange': 'range', 'long': 'int', 'unicode': 'str', 'basestring': 'str', 'unichr': 'chr', 'raw_input': 'input', 'reduce': 'reduce',
            'intern': 'intern'}
_NEW = {'BlockingIOError', 'BrokenPipeError', 'ChildProcessError', 'ConnectionAbortedError', 'ConnectionError', 'ConnectionRefusedError',
        'ConnectionResetError', 'FileExistsError', 'FileNotFoundError', 'InterruptedError', 'IsADirectoryError', 'NotADirectoryError',
        'PermissionError', 'ProcessLookupError', 'TimeoutError'}


def _to_2(module, name):
    if module == 'builtins':
        import builtins
        value = getattr(builtins, name, None)
        if isinstance(value, type) and issubclass(value, BaseException):
            if name in _NEW:
                name = 'OSError'
            elif name == 'ModuleNotFoundError':
                name = 'ImportError'
            elif name in ('RecursionError', 'StopAsyncIteration', 'BaseExceptionGroup', 'ExceptionGroup', 'EncodingWarning', 'ResourceWarning'):
                return module, name
            return 'exceptions', name
        name = _NAMES_2.get(name, name)
    return _MODULES_2.get(module, module), name


def _from_2(module, name):
    if module == '__builtin__':
        if name in ('reduce', 'intern'):
            return {'reduce': 'functools', 'intern': 'sys'}[name], name
        return 'builtins', _NAMES_3.get(name, name)
    if module == 'exceptions':
        return 'builtins', {'StandardError': 'Exception'}.get(name, name)
    for new, old in _MODULES_2.items():
        if module == old:
            return new, name
    return module, name


class Unpickler:
    """Reads objects from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        self._file_readline = file.readline
        self._file_read = file.read
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def _take(self, n):
        data = self._file_read(n)
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _line(self):
        data = self._file_readline()
        if not data:
            raise EOFError
        if not data.endswith(b'\n'):
            raise UnpicklingError("pickle data was truncated")
        return data[:-1]

    def _number(self, size, signed=False):
        return int.from_bytes(self._take(size), 'little', signed=signed)

    def load(self):
        """Read an object."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        self.metastack = []
        self.stack = []
        self.proto = 0
        dispatch = self.dispatch
        try:
            while True:
                key = self._file_read(1)
                if not key:
                    raise EOFError("Ran out of input")
                f = dispatch.get(key[0])
                if f is None:
                    raise UnpicklingError("invalid load key, '%s'." % (chr(key[0]) if 0x20 <= key[0] < 0x7f else '\\x%02x' % key[0]))
                f(self)
        except _Stop as stop:
            return stop.value
        except IndexError:
            raise UnpicklingError("unexpected MARK found" if self.metastack else "unpickling stack underflow") from None

    def pop_mark(self):
        items = self.stack
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        self.stack = self.metastack.pop()
        return items

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def find_class(self, module, name):
        """What a pickle means by a module and a name."""
        sys.audit('pickle.find_class', module, name)
        if self.proto < 3 and self.fix_imports:
            module, name = _from_2(module, name)
        __import__(module, level=0)
        if self.proto >= 4:
            return _getattribute(sys.modules[module], name.split('.'))
        return getattr(sys.modules[module], name)

    dispatch = {}

    def load_proto(self):
        proto = self._number(1)
        if not 0 <= proto <= HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % proto)
        self.proto = proto
    dispatch[PROTO[0]] = load_proto

    def load_frame(self):
        size = self._number(8)
        if size > sys.maxsize:
            raise ValueError("frame size > sys.maxsize: %d" % size)
    dispatch[FRAME[0]] = load_frame

    def load_persid(self):
        try:
            pid = self._line().decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self.stack.append(self.persistent_load(pid))
    dispatch[PERSID[0]] = load_persid

    def load_binpersid(self):
        self.stack.append(self.persistent_load(self.stack.pop()))
    dispatch[BINPERSID[0]] = load_binpersid

    def _constant(opcode, value):
        def load(self):
            self.stack.append(value)
        return opcode[0], load
    for _op, _value in ((NONE, None), (NEWTRUE, True), (NEWFALSE, False), (EMPTY_TUPLE, ())):
        _key, _load = _constant(_op, _value)
        dispatch[_key] = _load
    del _op, _value, _key, _load, _constant

    def _empty(opcode, make):
        def load(self):
            self.stack.append(make())
        return opcode[0], load
    for _op, _make in ((EMPTY_LIST, list), (EMPTY_DICT, dict), (EMPTY_SET, set)):
        _key, _load = _empty(_op, _make)
        dispatch[_key] = _load
    del _op, _make, _key, _load, _empty

    def load_int(self):
        data = self._line()
        if data == b'00':
            val = False
        elif data == b'01':
            val = True
        else:
            val = int(data, 0)
        self.stack.append(val)
    dispatch[INT[0]] = load_int

    def load_binint(self):
        self.stack.append(self._number(4, signed=True))
    dispatch[BININT[0]] = load_binint

    def load_binint1(self):
        self.stack.append(self._number(1))
    dispatch[BININT1[0]] = load_binint1

    def load_binint2(self):
        self.stack.append(self._number(2))
    dispatch[BININT2[0]] = load_binint2

    def load_long(self):
        val = self._line()
        if val and val[-1:] == b'L':
            val = val[:-1]
        self.stack.append(int(val, 0))
    dispatch[LONG[0]] = load_long

    def load_long1(self):
        self.stack.append(decode_long(self._take(self._number(1))))
    dispatch[LONG1[0]] = load_long1

    def load_long4(self):
        n = self._number(4, signed=True)
        if n < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self.stack.append(decode_long(self._take(n)))
    dispatch[LONG4[0]] = load_long4

    def load_float(self):
        self.stack.append(float(self._line()))
    dispatch[FLOAT[0]] = load_float

    def load_binfloat(self):
        import struct
        self.stack.append(struct.unpack('>d', self._take(8))[0])
    dispatch[BINFLOAT[0]] = load_binfloat

    def _decode_string(self, value):
        if self.encoding == "bytes":
            return value
        return value.decode(self.encoding, self.errors)

    def load_string(self):
        data = self._line()
        if len(data) >= 2 and data[0] == data[-1] and data[0] in b'"\'':
            data = data[1:-1]
        else:
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import ast
        self.stack.append(self._decode_string(ast.literal_eval('b"' + data.decode('latin-1').replace('"', '\\"') + '"')))
    dispatch[STRING[0]] = load_string

    def load_binstring(self):
        n = self._number(4, signed=True)
        if n < 0:
            raise UnpicklingError("BINSTRING pickle has negative byte count")
        self.stack.append(self._decode_string(self._take(n)))
    dispatch[BINSTRING[0]] = load_binstring

    def load_short_binstring(self):
        self.stack.append(self._decode_string(self._take(self._number(1))))
    dispatch[SHORT_BINSTRING[0]] = load_short_binstring

    def load_unicode(self):
        self.stack.append(self._line().decode('raw-unicode-escape'))
    dispatch[UNICODE[0]] = load_unicode

    def _sized(opcode, size, convert):
        def load(self):
            n = self._number(size)
            if n > sys.maxsize:
                raise UnpicklingError("pickle exceeds system's maximum size of %d bytes" % sys.maxsize)
            self.stack.append(convert(self._take(n)))
        return opcode[0], load
    for _op, _size, _conv in ((BINUNICODE, 4, lambda b: b.decode('utf-8', 'surrogatepass')),
                              (SHORT_BINUNICODE, 1, lambda b: b.decode('utf-8', 'surrogatepass')),
                              (BINUNICODE8, 8, lambda b: b.decode('utf-8', 'surrogatepass')),
                              (BINBYTES, 4, bytes), (SHORT_BINBYTES, 1, bytes), (BINBYTES8, 8, bytes), (BYTEARRAY8, 8, bytearray)):
        _key, _load = _sized(_op, _size, _conv)
        dispatch[_key] = _load
    del _op, _size, _conv, _key, _load, _sized

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            buf = next(self._buffers)
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None
        self.stack.append(buf)
    dispatch[NEXT_BUFFER[0]] = load_next_buffer

    def load_readonly_buffer(self):
        self.stack[-1] = memoryview(self.stack[-1]).toreadonly()
    dispatch[READONLY_BUFFER[0]] = load_readonly_buffer

    def load_tuple(self):
        items = self.pop_mark()
        self.stack.append(tuple(items))
    dispatch[TUPLE[0]] = load_tuple

    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)
    dispatch[TUPLE1[0]] = load_tuple1

    def load_tuple2(self):
        self.stack[-2:] = [(self.stack[-2], self.stack[-1])]
    dispatch[TUPLE2[0]] = load_tuple2

    def load_tuple3(self):
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]
    dispatch[TUPLE3[0]] = load_tuple3

    def load_frozenset(self):
        items = self.pop_mark()
        self.stack.append(frozenset(items))
    dispatch[FROZENSET[0]] = load_frozenset

    def load_list(self):
        items = self.pop_mark()
        self.stack.append(items)
    dispatch[LIST[0]] = load_list

    def load_dict(self):
        items = self.pop_mark()
        self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})
    dispatch[DICT[0]] = load_dict

    def _instantiate(self, klass, args):
        if args or not isinstance(klass, type) or hasattr(klass, "__getinitargs__"):
            try:
                value = klass(*args)
            except TypeError as err:
                raise TypeError("in constructor for %s: %s" % (klass.__name__, str(err)), err.__traceback__) from None
        else:
            value = klass.__new__(klass)
        self.stack.append(value)

    def load_inst(self):
        module = self._line().decode("ascii")
        name = self._line().decode("ascii")
        klass = self.find_class(module, name)
        self._instantiate(klass, self.pop_mark())
    dispatch[INST[0]] = load_inst

    def load_obj(self):
        args = self.pop_mark()
        cls = args.pop(0)
        self._instantiate(cls, args)
    dispatch[OBJ[0]] = load_obj

    def load_newobj(self):
        args = self.stack.pop()
        cls = self.stack.pop()
        self.stack.append(cls.__new__(cls, *args))
    dispatch[NEWOBJ[0]] = load_newobj

    def load_newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        cls = self.stack.pop()
        self.stack.append(cls.__new__(cls, *args, **kwargs))
    dispatch[NEWOBJ_EX[0]] = load_newobj_ex

    def load_global(self):
        module = self._line().decode("utf-8")
        name = self._line().decode("utf-8")
        self.stack.append(self.find_class(module, name))
    dispatch[GLOBAL[0]] = load_global

    def load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.stack.append(self.find_class(module, name))
    dispatch[STACK_GLOBAL[0]] = load_stack_global

    def _ext(opcode, size):
        def load(self):
            self.get_extension(self._number(size))
        return opcode[0], load
    for _op, _size in ((EXT1, 1), (EXT2, 2), (EXT4, 4)):
        _key, _load = _ext(_op, _size)
        dispatch[_key] = _load
    del _op, _size, _key, _load, _ext

    def get_extension(self, code):
        key = _copyreg._inverted_registry.get(code)
        if not key:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError("unregistered extension code %d" % code)
        self.stack.append(self.find_class(*key))

    def load_reduce(self):
        args = self.stack.pop()
        func = self.stack[-1]
        self.stack[-1] = func(*args)
    dispatch[REDUCE[0]] = load_reduce

    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        else:
            self.pop_mark()
    dispatch[POP[0]] = load_pop

    def load_pop_mark(self):
        self.pop_mark()
    dispatch[POP_MARK[0]] = load_pop_mark

    def load_dup(self):
        self.stack.append(self.stack[-1])
    dispatch[DUP[0]] = load_dup

    def _get(self, i):
        try:
            self.stack.append(self.memo[i])
        except KeyError:
            raise UnpicklingError(f'Memo value not found at index {i}') from None

    def load_get(self):
        self._get(int(self._line()))
    dispatch[GET[0]] = load_get

    def load_binget(self):
        self._get(self._number(1))
    dispatch[BINGET[0]] = load_binget

    def load_long_binget(self):
        self._get(self._number(4))
    dispatch[LONG_BINGET[0]] = load_long_binget

    def load_put(self):
        i = int(self._line())
        if i < 0:
            raise ValueError("negative PUT argument")
        self.memo[i] = self.stack[-1]
    dispatch[PUT[0]] = load_put

    def load_binput(self):
        self.memo[self._number(1)] = self.stack[-1]
    dispatch[BINPUT[0]] = load_binput

    def load_long_binput(self):
        i = self._number(4)
        if i > sys.maxsize:
            raise ValueError("negative LONG_BINPUT argument")
        self.memo[i] = self.stack[-1]
    dispatch[LONG_BINPUT[0]] = load_long_binput

    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]
    dispatch[MEMOIZE[0]] = load_memoize

    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)
    dispatch[APPEND[0]] = load_append

    def load_appends(self):
        items = self.pop_mark()
        list_obj = self.stack[-1]
        extend = getattr(list_obj, 'extend', None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            list_obj.append(item)
    dispatch[APPENDS[0]] = load_appends

    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value
    dispatch[SETITEM[0]] = load_setitem

    def load_setitems(self):
        items = self.pop_mark()
        d = self.stack[-1]
        for i in range(0, len(items), 2):
            d[items[i]] = items[i + 1]
    dispatch[SETITEMS[0]] = load_setitems

    def load_additems(self):
        items = self.pop_mark()
        set_obj = self.stack[-1]
        if isinstance(set_obj, set):
            set_obj.update(items)
        else:
            for item in items:
                set_obj.add(item)
    dispatch[ADDITEMS[0]] = load_additems

    def load_build(self):
        state = self.stack.pop()
        inst = self.stack[-1]
        setstate = getattr(inst, "__setstate__", None)
        if setstate is not None:
            setstate(state)
            return
        slotstate = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slotstate = state
        if state:
            inst_dict = inst.__dict__
            for k, v in state.items():
                inst_dict[sys.intern(k) if type(k) is str else k] = v
        if slotstate:
            for k, v in slotstate.items():
                setattr(inst, k, v)
    dispatch[BUILD[0]] = load_build

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
    dispatch[MARK[0]] = load_mark

    def load_stop(self):
        raise _Stop(self.stack.pop())
    dispatch[STOP[0]] = load_stop


_Unpickler = Unpickler


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write an object to a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """An object as bytes."""
    f = io.BytesIO()
    Pickler(f, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return f.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read an object from a file."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """An object of its bytes."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


_dump, _dumps, _load, _loads = dump, dumps, load, loads
