"""C's numbers. Libraries and memory are out of reach."""
from _denied import deny as _deny, function as _function

_SIZES = {'b': 1, 'B': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'q': 8, 'Q': 8, 'f': 4, 'd': 8, '?': 1, 'c': 1}


class _SimpleCData:
    """A number of C: it has a value, of a fixed size."""

    _type_ = 'i'

    def __init__(self, value=None):
        self.value = self._zero if value is None else value

    _zero = 0

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = self._convert(value)

    def _convert(self, value):
        if not isinstance(value, int):
            if isinstance(value, float):
                raise TypeError("int expected instead of float instance")
            raise TypeError(f"int expected instead of {type(value).__name__} instance")
        size = 8 * _SIZES[self._type_]
        value &= (1 << size) - 1
        if self._type_.islower() and value >> size - 1:
            value -= 1 << size
        return value

    def __repr__(self):
        return f'{type(self).__name__}({self._value!r})'

    def __bool__(self):
        return bool(self._value)

    def __init_subclass__(cls):
        cls.__ctype_size__ = _SIZES[cls._type_]


class _Float(_SimpleCData):
    _type_ = 'd'
    _zero = 0.0

    def _convert(self, value):
        if not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        if self._type_ == 'd':
            return float(value)
        import struct
        return struct.unpack('<f', struct.pack('<f', value))[0]


def _make(name, code, base=_SimpleCData):
    return type(name, (base,), {'_type_': code, '__module__': 'ctypes'})


c_byte, c_ubyte = _make('c_byte', 'b'), _make('c_ubyte', 'B')
c_short, c_ushort = _make('c_short', 'h'), _make('c_ushort', 'H')
c_int, c_uint = _make('c_int', 'i'), _make('c_uint', 'I')
c_long, c_ulong = _make('c_long', 'q'), _make('c_ulong', 'Q')
c_int8, c_uint8, c_int16, c_uint16 = c_byte, c_ubyte, c_short, c_ushort
c_int32, c_uint32, c_int64, c_uint64 = c_int, c_uint, c_long, c_ulong
c_longlong, c_ulonglong, c_size_t, c_ssize_t, c_time_t = c_long, c_ulong, c_ulong, c_long, c_long
c_float, c_double = _make('c_float', 'f', _Float), _make('c_double', 'd', _Float)
c_longdouble = c_double


class c_bool(_SimpleCData):
    _type_ = '?'
    _zero = False

    def _convert(self, value):
        return bool(value)


class c_char(_SimpleCData):
    _type_ = 'c'
    _zero = b'\0'

    def _convert(self, value):
        if isinstance(value, int):
            value = bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray, or an integer in range(256) expected")
        return bytes(value)


def sizeof(obj, /):
    size = getattr(obj, '__ctype_size__', None)
    if size is None:
        raise TypeError("this type has no size")
    return size


def alignment(obj_or_type, /):
    return sizeof(obj_or_type)


class ArgumentError(Exception):
    pass


class CDLL:
    """A library; loading one is not permitted."""

    def __init__(self, name, *args, **kwargs):
        _deny('native', 'ctypes.CDLL', name)


class PyDLL(CDLL):
    pass


class LibraryLoader:
    def __init__(self, dlltype):
        self._dlltype = dlltype

    def __getattr__(self, name):
        if name[0] == '_':
            raise AttributeError(name)
        return self._dlltype(name)

    def __getitem__(self, name):
        return getattr(self, name)

    def LoadLibrary(self, name):
        return self._dlltype(name)


cdll = LibraryLoader(CDLL)
pydll = LibraryLoader(PyDLL)


class _PythonAPI:
    def __getattr__(self, name):
        _deny('native', 'ctypes.pythonapi', name)


pythonapi = _PythonAPI()


class _Refused:
    def __init__(self, *args, **kwargs):
        _deny('native', f'ctypes.{type(self).__name__}')

    @classmethod
    def from_address(cls, address):
        _deny('native', f'ctypes.{cls.__name__}.from_address', address)

    from_buffer = from_buffer_copy = from_address


class Structure(_Refused):
    pass


class Union(_Refused):
    pass


class Array(_Refused):
    pass


class c_char_p(_Refused):
    pass


class c_wchar_p(_Refused):
    pass


class c_void_p(_Refused):
    pass


class py_object(_Refused):
    pass


for _name in ('POINTER pointer byref cast addressof memmove memset string_at wstring_at create_string_buffer create_unicode_buffer resize '
              'CFUNCTYPE PYFUNCTYPE get_errno set_errno').split():
    globals()[_name] = _function('native', 'ctypes.' + _name)
del _name
