"""Stand-ins for objects that remember how they were used."""
import _io
import builtins
import contextlib
import functools
import inspect
import operator
import pprint
import sys
import types
from .util import safe_repr

__all__ = ('Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock', 'ThreadingMock', 'FILTER_DIR',
           'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal')

__unittest = True

FILTER_DIR = True


class InvalidSpecError(Exception):
    """A mock was given where an object to imitate was wanted."""


class _SentinelObject:
    """An object that is nothing but itself. It is pickled and copied as the name by which it is found."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    __reduce__ = __repr__


class _Sentinel:
    """Unique objects by name, which are made when they are first asked for."""

    def __init__(self):
        self._sentinels = {}

    def __reduce__(self):
        return 'sentinel'

    def __getattr__(self, name):
        if name == '__bases__':  # what looks for classes must not find one
            raise AttributeError
        if name not in self._sentinels:
            self._sentinels[name] = _SentinelObject(name)
        return self._sentinels[name]


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


def _is_instance_mock(obj):
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _is_async_func(obj):
    return hasattr(obj, '__code__') and inspect.iscoroutinefunction(obj)


def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    if hasattr(obj, '__func__'):
        obj = obj.__func__
    return inspect.iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, types.MethodType)):
        return _callable(obj.__func__)
    return getattr(obj, '__call__', None) is not None


def _is_list(obj):
    return type(obj) in (list, tuple)


def _instance_callable(obj):
    if not isinstance(obj, type):
        return getattr(obj, '__call__', None) is not None
    for base in obj.__mro__:
        if base.__dict__.get('__call__') is not None:
            return True
    return False


def _get_signature_object(spec, as_instance, eat_self):
    """(function, signature) of what can be called, None where that cannot be known."""
    if isinstance(spec, type) and not as_instance:
        eat_self = True
        spec_func = spec.__init__
        sig_of = spec
    elif isinstance(spec, (classmethod, staticmethod)):
        if isinstance(spec, classmethod):
            eat_self = True
        spec_func = sig_of = spec.__func__
    elif not isinstance(spec, types.FunctionType):
        try:
            spec_func = sig_of = spec.__call__
        except AttributeError:
            return None
    else:
        spec_func = sig_of = spec
    try:
        if isinstance(spec, type) and not as_instance:
            return spec, inspect.signature(spec)
        if eat_self:
            sig_of = functools.partial(sig_of, None)
        return spec_func, inspect.signature(sig_of)
    except (ValueError, TypeError):
        return None


def _check_sig(func, mock, skipfirst, instance=False):
    found = _get_signature_object(func, instance, skipfirst)
    if found is None:
        return
    sig = found[1]

    def checksig(self, /, *args, **kwargs):
        sig.bind(*args, **kwargs)
    type(mock)._mock_check_sig = checksig
    type(mock).__signature__ = sig


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _ANY()


def _repr_of_call(name, args, kwargs):
    return f'{name}({', '.join([*map(repr, args), *(f'{key}={value!r}' for key, value in kwargs.items())])})'


def _parts_of_call(value, name=''):
    """The name, the arguments and the keyword arguments that a tuple means as a call. Each of them may be missing."""
    if len(value) == 3:
        return tuple(value)
    rest, args, kwargs = list(value), (), {}
    if rest and isinstance(rest[0], str):
        name = rest.pop(0)
    if len(rest) == 2:
        args, kwargs = rest
    elif len(rest) == 1 and isinstance(rest[0], tuple):
        args = rest[0]
    elif len(rest) == 1:
        kwargs = rest[0]
    return name, args, kwargs


class _Call(tuple):
    """A call: its name, its positional and its keyword arguments; without the name in the lists of a mock's own calls."""

    __ne__ = object.__ne__
    __hash__ = None

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        parts = _parts_of_call(value, name)
        return tuple.__new__(cls, parts[1:] if two else parts)

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_parent, self._mock_name = parent, name
        self._mock_from_kall = from_kall  # it is a call, and not only the name of something to call

    def __eq__(self, other):
        try:
            length = len(other)
        except TypeError:
            return NotImplemented
        if length > 3:
            return False
        parents = getattr(self, '_mock_parent', None), getattr(other, '_mock_parent', None)
        if all(parents) and parents[0] != parents[1]:
            return False
        name, *mine = _parts_of_call(self)
        other_name, *others = _parts_of_call(other)
        return (not name or other_name == name) and others == mine

    def __call__(self, /, *args, **kwargs):
        name = self._mock_name
        if name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((name, args, kwargs), name=f'{name}()', parent=self)

    def __getattr__(self, attr):
        name = self._mock_name
        if name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f'{name}.{attr}', parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr == 'count' or attr == 'index':  # these are to be names of methods of mocks, not those of tuples
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return f'call{name}' if name.startswith('()') else name
        name = self[0] if len(self) == 3 else ''
        return _repr_of_call(f'call{'.' if name and not name.startswith('()') else ''}{name}', self.args, self.kwargs)

    def call_list(self):
        """The calls of a chain, the first first."""
        chain = []
        link = self
        while link is not None:
            chain.append(link)
            link = link._mock_parent
        return _CallList(link for link in reversed(chain) if link._mock_from_kall)


call = _Call(from_kall=False)


class _CallList(list):
    """The calls of a mock. A list is in it if its calls follow one another somewhere."""

    def __contains__(self, value):
        if isinstance(value, list):
            return any(self[i:i + len(value)] == value for i in range(len(self) - len(value) + 1))
        return list.__contains__(self, value)

    def __repr__(self):
        return pprint.pformat(list(self))


def _extract_mock(obj):
    """The mock behind a function that create_autospec made."""
    try:
        return obj.mock
    except AttributeError:
        return obj


def _check_and_set_parent(parent, value, name, new_name):
    """Make a mock a part of another, if it is none of anything yet; answers whether it is one now."""
    if isinstance(value, types.FunctionType):
        value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    taken = value._mock_parent is not None or value._mock_new_parent is not None
    if taken or value._mock_name or value._mock_new_name:
        return False
    above = parent
    while above is not None and above is not value:
        above = above._mock_new_parent
    if above is value:  # it would be a part of itself
        return False
    if name:
        value._mock_name, value._mock_parent = name, parent
    if new_name:
        value._mock_new_name, value._mock_new_parent = new_name, parent
    return True


class _MockIter:
    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


def _delegating_property(name):
    _the_name = '_mock_' + name

    def _get(self):
        sig = self._mock_delegate
        if sig is None:
            return getattr(self, _the_name)
        return getattr(sig, name)

    def _set(self, value):
        sig = self._mock_delegate
        if sig is None:
            self.__dict__[_the_name] = value
        else:
            setattr(sig, name, value)
    return property(_get, _set)


_allowed_names = {'return_value', '_mock_return_value', 'side_effect', '_mock_side_effect', '_mock_parent', '_mock_new_parent', '_mock_name',
                  '_mock_new_name'}
_ATTRIB_DENY_LIST = frozenset({'called_once_with', 'called_with', 'has_calls', 'called_once', 'called', 'not_called', 'any_call',
                               'awaited', 'awaited_once', 'awaited_with', 'awaited_once_with', 'any_await', 'has_awaits', 'not_awaited'})


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        # A class of its own for each mock, so that special methods can be set on it.
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            spec_arg = spec_set or spec
            if spec_arg is not None and _is_async_obj(spec_arg):
                bases = (AsyncMockMixin, cls)
        new = type(cls.__name__, bases, {'__doc__': cls.__doc__})
        return object.__new__(new)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        if _new_parent is None:
            _new_parent = parent
        d = self.__dict__
        d['_mock_parent'] = parent
        d['_mock_name'] = name
        d['_mock_new_name'] = _new_name
        d['_mock_new_parent'] = _new_parent
        d['_mock_sealed'] = False
        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        d['_mock_children'] = {}
        d['_mock_wraps'] = wraps
        d['_mock_delegate'] = None
        d['_mock_called'] = False
        d['_mock_call_args'] = None
        d['_mock_call_count'] = 0
        d['_mock_call_args_list'] = _CallList()
        d['_mock_mock_calls'] = _CallList()
        d['method_calls'] = _CallList()
        d['_mock_unsafe'] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute, whose calls are then recorded here too."""
        inner_mock = _extract_mock(mock)
        inner_mock._mock_parent = None
        inner_mock._mock_new_parent = None
        inner_mock._mock_name = ''
        inner_mock._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Let the mock have only the attributes of an object."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
        _spec_class = None
        _spec_signature = None
        _spec_asyncs = []
        if spec is not None and not _is_list(spec):
            if isinstance(spec, type):
                _spec_class = spec
            else:
                _spec_class = type(spec)
            found = _get_signature_object(spec, _spec_as_instance, _eat_self)
            _spec_signature = found and found[1]
            spec_list = dir(spec)
            for attr in spec_list:
                static = inspect.getattr_static(spec, attr, None)
                unwrapped = static
                try:
                    unwrapped = inspect.unwrap(static)
                except (ValueError, AttributeError):
                    pass
                if isinstance(unwrapped, (staticmethod, classmethod)):
                    unwrapped = unwrapped.__func__
                if inspect.iscoroutinefunction(unwrapped):
                    _spec_asyncs.append(attr)
            annotations = getattr(_spec_class, '__dataclass_fields__', None)
            if annotations:
                spec_list = list(dict.fromkeys(spec_list + list(annotations)))
            spec = spec_list
        d = self.__dict__
        d['_spec_class'] = _spec_class
        d['_spec_set'] = spec_set
        d['_spec_signature'] = _spec_signature
        d['_mock_methods'] = spec
        d['_spec_asyncs'] = _spec_asyncs

    def __get_return_value(self):
        ret = self._mock_return_value
        if self._mock_delegate is not None:
            ret = self._mock_delegate.return_value
        if ret is DEFAULT and self._mock_wraps is None:
            ret = self._get_child_mock(_new_parent=self, _new_name='()')
            self.return_value = ret
        return ret

    def __set_return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, '()')

    return_value = property(__get_return_value, __set_return_value, None, "What a call answers.")

    @property
    def __class__(self):
        if self._spec_class is None:
            return type(self)
        return self._spec_class

    called = _delegating_property('called')
    call_count = _delegating_property('call_count')
    call_args = _delegating_property('call_args')
    call_args_list = _delegating_property('call_args_list')
    mock_calls = _delegating_property('mock_calls')

    def __get_side_effect(self):
        delegated = self._mock_delegate
        if delegated is None:
            return self._mock_side_effect
        sf = delegated.side_effect
        if sf is not None and not callable(sf) and not isinstance(sf, _MockIter) and not _is_exception(sf):
            sf = _MockIter(sf)
            delegated.side_effect = sf
        return sf

    def __set_side_effect(self, value):
        value = _try_iter(value)
        delegated = self._mock_delegate
        if delegated is None:
            self._mock_side_effect = value
        else:
            delegated.side_effect = value

    side_effect = property(__get_side_effect, __set_side_effect)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_args, self.call_count = False, None, 0
        for calls in ('mock_calls', 'call_args_list', 'method_calls'):
            setattr(self, calls, _CallList())
        if side_effect:
            self._mock_side_effect = None
        if return_value:
            self._mock_return_value = DEFAULT
        for child in self._mock_children.values():
            if child is not _deleted and not isinstance(child, _SpecState):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        answer = self._mock_return_value
        if answer is not self and _is_instance_mock(answer):
            answer.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes, also of attributes: 'method.return_value'. Those of outer ones come first, which may replace the inner ones."""
        for path in sorted(kwargs, key=lambda path: path.count('.')):
            *way, last = path.split('.')
            setattr(functools.reduce(getattr, way, self), last, kwargs[path])

    def __getattr__(self, name):
        if name in {'_mock_methods', '_mock_unsafe'}:
            raise AttributeError(name)
        elif self._mock_methods is not None:
            if name not in self._mock_methods or name in _all_magics:
                raise AttributeError("Mock object has no attribute %r" % name)
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not self._mock_methods or name not in self._mock_methods):
            if name.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt')) or name in _ATTRIB_DENY_LIST:
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        elif result is None:
            wraps = None
            if self._mock_wraps is not None:
                wraps = getattr(self._mock_wraps, name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = result
        elif isinstance(result, _SpecState):
            try:
                result = create_autospec(result.spec, result.spec_set, result.instance, result.parent, result.name)
            except InvalidSpecError:
                target_name = self.__dict__['_mock_name'] or self
                raise InvalidSpecError(f'Cannot autospec attr {name!r} from target {target_name!r} as it has already been mocked out. '
                                       f'[target={self!r}, attr={result.spec!r}]') from None
            self._mock_children[name] = result
        return result

    def _extract_mock_name(self):
        """How the mock is got at from the outermost one, which is the only one that may have been given a name."""
        text, outermost = '', self
        while outermost._mock_new_parent is not None:
            name = outermost._mock_new_name
            text = name + ('.' if text and not text.startswith('()') else '') + text
            outermost = outermost._mock_new_parent
        root = outermost._mock_name or 'mock'
        return root + ('.' if outermost is not self and not text.startswith('()') else '') + text

    def __repr__(self):
        words, name = [type(self).__name__], self._extract_mock_name()
        if name not in ('mock', 'mock.'):
            words.append(f'name={name!r}')
        if self._spec_class is not None:
            words.append(f'spec{'_set' if self._spec_set else ''}={self._spec_class.__name__!r}')
        return f"<{' '.join(words)} id='{id(self)}'>"

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        extras = self._mock_methods or []
        from_type = [e for e in dir(type(self)) if not e.startswith('_')]
        from_dict = [e for e in self.__dict__ if not e.startswith('_') or _is_magic(e)]
        from_child_mocks = [m_name for m_name, m_value in self._mock_children.items() if m_value is not _deleted]
        return sorted(set(extras + from_type + from_dict + from_child_mocks))

    def __setattr__(self, name, value):
        if name in _setattr_methods:
            return object.__setattr__(self, name, value)
        elif self._spec_set and self._mock_methods is not None and name not in self._mock_methods and name not in self.__dict__:
            raise AttributeError("Mock object has no attribute '%s'" % name)
        elif name in _unsupported_magics:
            raise AttributeError('Attempting to set unsupported magic method %r.' % name)
        elif name in _all_magics:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError("Mock object has no attribute '%s'" % name)
            if not _is_instance_mock(value):
                setattr(type(self), name, _get_method(name, value))
                original = value

                def value(*args, **kwargs):
                    return original(self, *args, **kwargs)
            else:
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
        elif name == '__class__':
            self._spec_class = value
            return
        else:
            if _check_and_set_parent(self, value, name, name):
                self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            mock_name = f'{self._extract_mock_name()}.{name}'
            raise AttributeError(f'Cannot set {mock_name}')
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        obj = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif obj is _deleted:
            raise AttributeError(name)
        if obj is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _deleted

    def _format_mock_call_signature(self, args, kwargs):
        name = self._mock_name or 'mock'
        return _repr_of_call(name, args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        wanted, found = self._format_mock_call_signature(args, kwargs), self._format_mock_call_signature(*self.call_args)
        return f'expected {action} not found.\nExpected: {wanted}\n  Actual: {found}'

    def _get_call_signature_from_name(self, name):
        """The signature of what is called by a name like a.b()."""
        if not name:
            return self._spec_signature
        found, children = None, self._mock_children
        for part in name.replace('()', '').split('.'):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                return found
            child = _extract_mock(child)
            found, children = child._spec_signature, child._mock_children
        return found

    def _call_matcher(self, _call):
        """A call bound to the signature, where there is one, so that f(1) and f(a=1) are the same. If it does not fit: the error."""
        named = isinstance(_call, tuple) and len(_call) > 2
        signature = self._get_call_signature_from_name(_call[0]) if named else self._spec_signature
        if signature is None:
            return _call
        name, args, kwargs = _call if named else ('', *_call)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def assert_called(self):
        """It was called."""
        if self.call_count == 0:
            raise AssertionError(f"Expected '{_title(self)}' to have been called.")

    def assert_not_called(self):
        """It was never called."""
        self._expect_count(0, 'to not have been')

    def assert_called_once(self):
        """It was called exactly once."""
        self._expect_count(1, 'to have been called once', '')

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was exactly one call, with these arguments."""
        self._expect_count(1, 'to be called once', '')
        return self.assert_called_with(*args, **kwargs)

    def _expect_count(self, count, what, verb=' called'):
        if self.call_count != count:
            raise AssertionError(f"Expected '{_title(self)}' {what}{verb}. Called {self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        """The last call had these arguments."""
        if self.call_args is None:
            wanted = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'expected call not found.\nExpected: {wanted}\n  Actual: not called.')
        expected, cause = _expectation(self, args, kwargs)
        if self._call_matcher(self.call_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_any_call(self, /, *args, **kwargs):
        """One of the calls had these arguments."""
        _expect_among(self, self.call_args_list, 'call', args, kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """These calls were made, one after the other unless any_order."""
        expected, made, missing, cause = _compared(self, calls, self.mock_calls, any_order)
        if missing and any_order:
            raise AssertionError(f'{_title(self)!r} does not contain all of {missing!r} in its call list, found {made!r} instead') from cause
        if missing:
            found = safe_repr(self.mock_calls)
            raise AssertionError(f'{_problem('calls', expected, cause)}\nExpected: {_CallList(calls)}\n  Actual: {found}') from cause

    def _get_child_mock(self, /, **kw):
        if self._mock_sealed:
            attribute = f".{kw['name']}" if "name" in kw else "()"
            mock_name = self._extract_mock_name() + attribute
            raise AttributeError(mock_name)
        _new_name = kw.get("_new_name")
        if _new_name in self.__dict__['_spec_asyncs']:
            return AsyncMock(**kw)
        _type = type(self)
        if issubclass(_type, MagicMock) and _new_name in _async_method_magics:
            klass = AsyncMock
        elif issubclass(_type, AsyncMockMixin):
            if _new_name in _all_sync_magics or self._mock_methods and _new_name in self._mock_methods:
                klass = MagicMock
            else:
                klass = AsyncMock
        elif not issubclass(_type, CallableMixin):
            if issubclass(_type, NonCallableMagicMock):
                klass = MagicMock
            elif issubclass(_type, NonCallableMock):
                klass = Mock
        else:
            klass = _type.__mro__[1]
        return klass(**kw)

    def _calls_repr(self):
        return f'\nCalls: {safe_repr(self.mock_calls)}.' if self.mock_calls else ''


# What the assertions of calls and of awaits have in common.

def _title(mock):
    return mock._mock_name or 'mock'


def _error_in(expected):
    """Why a call does not fit the signature, if it does not: _call_matcher answers the error then."""
    return expected if isinstance(expected, Exception) else None


def _expectation(mock, args, kwargs):
    """What is compared with calls to find those with these arguments, and why there can be none."""
    expected = mock._call_matcher(_Call((args, kwargs), two=True))
    return expected, _error_in(expected)


def _expect_among(mock, calls, action, args, kwargs):
    expected, cause = _expectation(mock, args, kwargs)
    if cause is not None or expected not in _AnyComparer(map(mock._call_matcher, calls)):
        raise AssertionError(f'{mock._format_mock_call_signature(args, kwargs)} {action} not found') from cause


def _compared(mock, wanted, calls, any_order):
    """The wanted calls and those that were made in comparable form, what is missing (or is left over of the latter), and why."""
    expected = [mock._call_matcher(one) for one in wanted]
    made = _CallList(mock._call_matcher(one) for one in calls)
    cause = next(filter(None, map(_error_in, expected)), None)
    if not any_order:
        return expected, made, expected not in made, cause
    left, missing = list(made), []
    for one in expected:
        if one in left:
            left.remove(one)
        else:
            missing.append(one)
    return expected, left, tuple(missing), cause


def _problem(kind, expected, cause):
    if cause is None:
        return f'{kind.capitalize()} not found.'
    return f'Error processing expected {kind}.\nErrors: {[_error_in(one) for one in expected]}'


_setattr_methods = ('_mock_return_value', '_mock_side_effect', 'return_value', 'side_effect', '_mock_parent', '_mock_new_parent', '_mock_name',
                    '_mock_new_name', '_mock_sealed', '_mock_wraps', '_mock_delegate', 'method_calls', '_spec_class', '_mock_methods')


class _AnyComparer(list):
    """Compares item by item from the left, so that ANY on either side counts."""

    def __contains__(self, item):
        return any(len(one) == len(item) and all(map(operator.eq, item, one)) for one in self)


def _try_iter(obj):
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return _MockIter(obj) if not isinstance(obj, _MockIter) else obj
    except TypeError:
        return obj


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None,
                 _new_name='', _new_parent=None, **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        pass

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Record a call, in this mock and in those that it belongs to, where its name is the way to this one."""
        made = _Call((args, kwargs), two=True)
        self.called, self.call_args = True, made
        self.call_count += 1
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(('', args, kwargs)))
        path, method = self._mock_new_name, self._mock_name
        is_method, link = self._mock_parent is not None, self
        while (owner := link._mock_new_parent) is not None:
            if is_method:
                owner.method_calls.append(_Call((method, args, kwargs)))
                is_method = owner._mock_parent is not None
                method = f'{owner._mock_name}.{method}'
            owner.mock_calls.append(_Call((path, args, kwargs)))
            if owner._mock_new_name:
                path = owner._mock_new_name + ('' if link._mock_new_name == '()' else '.') + path
            link = owner

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            elif not _callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
                if result is DEFAULT:
                    result = self.return_value
                return result
            result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_delegate and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """An object that can be used in any way and remembers how it was."""


_magic_method_names = ("lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit divmod rdivmod neg pos abs invert complex "
                       "int float index round trunc floor ceil bool next fspath aiter ")
_numerics = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow"
_inplace = ' '.join('i%s' % n for n in _numerics.split())
_right = ' '.join('r%s' % n for n in _numerics.split())
_non_defaults = {'__get__', '__set__', '__delete__', '__reversed__', '__missing__', '__reduce__', '__reduce_ex__', '__getinitargs__',
                 '__getnewargs__', '__getstate__', '__setstate__', '__getformat__', '__repr__', '__dir__', '__subclasses__', '__format__',
                 '__getnewargs_ex__'}
_magics = {'__%s__' % method for method in ' '.join([_magic_method_names, _numerics, _inplace]).split()}
_magics |= {'__hash__', '__iter__'}
_right_magics = {'__%s__' % method for method in _right.split()}
_async_method_magics = {"__aenter__", "__aexit__", "__anext__"}
_sync_async_magics = {"__aiter__"}
_async_magics = _sync_async_magics | _async_method_magics
_all_sync_magics = _magics | _non_defaults | _right_magics
_all_magics = _all_sync_magics | _async_magics
_unsupported_magics = {'__getattr__', '__setattr__', '__init__', '__new__', '__prepare__', '__instancecheck__', '__subclasscheck__', '__del__'}


def _is_magic(name):
    return '__%s__' % name[2:-2] == name


def _get_method(name, func):
    """A function as a special method."""
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


_calculate_return_value = {
    '__hash__': lambda self: object.__hash__(self),
    '__str__': lambda self: object.__str__(self),
    '__sizeof__': lambda self: object.__sizeof__(self),
    '__fspath__': lambda self: f"{type(self).__name__}/{self._extract_mock_name()}/{id(self)}",
}
_return_values = {'__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented, '__int__': 1,
                  '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0, '__bool__': True,
                  '__index__': 1, '__aexit__': False}


# The special methods that do something by default, unless a test has said what they answer.

def _get_eq(self):
    def __eq__(other):
        fixed = self.__eq__._mock_return_value
        return (self is other or NotImplemented) if fixed is DEFAULT else fixed
    return __eq__


def _get_ne(self):
    def __ne__(other):
        if self.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return NotImplemented if self is not other else False
    return __ne__


def _items_of(method):
    fixed = method._mock_return_value
    return iter(() if fixed is DEFAULT else fixed)


def _get_iter(self):
    return lambda: _items_of(self.__iter__)


def _get_async_iter(self):
    return lambda: _AsyncIterator(_items_of(self.__aiter__))


_side_effect_methods = {'__eq__': _get_eq, '__ne__': _get_ne, '__iter__': _get_iter, '__aiter__': _get_async_iter}


def _set_return_value(mock, method, name):
    """Let the mock of a special method do what is usual for it."""
    if _return_values.get(name, DEFAULT) is not DEFAULT:
        method.return_value = _return_values[name]
    elif name in _calculate_return_value:
        method.return_value = _calculate_return_value[name](mock)
    elif name in _side_effect_methods:
        method.side_effect = _side_effect_methods[name](mock)


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        orig_magics = _magics | _async_method_magics | _sync_async_magics
        these_magics = orig_magics
        if self.__dict__.get("_mock_methods") is not None:
            these_magics = orig_magics.intersection(self._mock_methods)
            remove_magics = orig_magics - these_magics
            for entry in remove_magics:
                if entry in type(self).__dict__:
                    delattr(type(self), entry)
        these_magics = these_magics - set(type(self).__dict__)
        _type = type(self)
        for entry in sorted(these_magics):
            setattr(_type, entry, MagicProxy(entry, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class AsyncMagicMixin(MagicMixin):
    pass


class MagicMock(MagicMixin, Mock):
    """A mock whose special methods are mocks too."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        super().reset_mock(*args, return_value=return_value, **kwargs)
        if return_value:
            for m in self._mock_children:
                if m in _return_values and _is_instance_mock(self._mock_children[m]):
                    self._mock_children[m].return_value = _return_values[m]


class MagicProxy(Base):
    """Makes the mock of a special method when it is first used."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def create_mock(self):
        owner, name = self.parent, self.name
        made = owner._get_child_mock(_new_parent=owner, _new_name=name, name=name)
        setattr(owner, name, made)
        _set_return_value(owner, made, name)
        return made

    def __get__(self, obj, _type=None):
        return self.create_mock()


class AsyncMockMixin(Base):
    await_count = _delegating_property('await_count')
    await_args = _delegating_property('await_args')
    await_args_list = _delegating_property('await_args_list')

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        d = self.__dict__
        d['_is_coroutine_marker'] = inspect._is_coroutine_mark
        d['_mock_await_count'] = 0
        d['_mock_await_args'] = None
        d['_mock_await_args_list'] = _CallList()

        d['__code__'] = _AsyncCode()
        d['__name__'] = 'AsyncMock'
        d['__defaults__'] = tuple()
        d['__kwdefaults__'] = {}
        d['__annotations__'] = None

    async def _execute_mock_call(self, /, *args, **kwargs):
        _call = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = _call
        self.await_args_list.append(_call)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            elif not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration from None
                if _is_exception(result):
                    raise result
            elif inspect.iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            if inspect.iscoroutinefunction(self._mock_wraps):
                return await self._mock_wraps(*args, **kwargs)
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def assert_awaited(self):
        """A call was awaited."""
        if self.await_count == 0:
            raise AssertionError(f'Expected {_title(self)} to have been awaited.')

    def assert_not_awaited(self):
        """No call was awaited."""
        self._expect_awaits(0, 'to not have been awaited')

    def assert_awaited_once(self):
        """Exactly one call was awaited."""
        self._expect_awaits(1, 'to have been awaited once')

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Exactly one call was awaited, one with these arguments."""
        self._expect_awaits(1, 'to have been awaited once')
        return self.assert_awaited_with(*args, **kwargs)

    def _expect_awaits(self, count, what):
        if self.await_count != count:
            raise AssertionError(f'Expected {_title(self)} {what}. Awaited {self.await_count} times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        """The call that was awaited last had these arguments."""
        wanted = self._format_mock_call_signature(args, kwargs)
        if self.await_args is None:
            raise AssertionError(f'Expected await: {wanted}\nNot awaited')
        expected, cause = _expectation(self, args, kwargs)
        if self._call_matcher(self.await_args) != expected:
            found = self._format_mock_call_signature(*self.await_args)
            raise AssertionError(f'expected await not found.\nExpected: {wanted}\n  Actual: {found}') from cause

    def assert_any_await(self, /, *args, **kwargs):
        """One of the calls that were awaited had these arguments."""
        _expect_among(self, self.await_args_list, 'await', args, kwargs)

    def assert_has_awaits(self, calls, any_order=False):
        """These calls were awaited, one after the other unless any_order."""
        expected, _, missing, cause = _compared(self, calls, self.await_args_list, any_order)
        if missing and any_order:
            raise AssertionError(f'{missing!r} not all found in await list') from cause
        if missing:
            raise AssertionError(f'{_problem('awaits', expected, cause)}\nExpected: {_CallList(calls)}\nActual: {self.await_args_list}') from cause

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class _AsyncCode:
    co_flags = inspect.CO_COROUTINE + inspect.CO_VARARGS + inspect.CO_VARKEYWORDS
    co_varnames = 'args', 'kwargs'
    co_argcount = co_posonlyargcount = co_kwonlyargcount = 0


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""


class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            pass
        raise StopAsyncIteration


class ThreadingMixin(Base):
    DEFAULT_TIMEOUT = None

    def __init__(self, /, *args, timeout=DEFAULT, **kwargs):
        self.__dict__['_mock_wait_timeout'] = timeout
        super().__init__(*args, **kwargs)

    def wait_until_called(self, *, timeout=DEFAULT):
        if not self.called:
            msg = f"{self._mock_name or 'mock'} was not called before timeout({timeout})."
            raise AssertionError(msg)

    def wait_until_any_call_with(self, *args, **kwargs):
        if call(*args, **kwargs) not in self.mock_calls:
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} call not found')


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A mock that can be waited for."""


class PropertyMock(Mock):
    """A mock to be used as a property of a class."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class _SpecState:
    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


FunctionTypes = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType)


def _must_skip(spec, entry, is_type):
    """Is the first argument of a method bound already?"""
    if not isinstance(spec, type):
        if entry in getattr(spec, '__dict__', {}):
            return False
        spec = spec.__class__
    for klass in spec.__mro__:
        result = klass.__dict__.get(entry, DEFAULT)
        if result is DEFAULT:
            continue
        if isinstance(result, (staticmethod, classmethod)):
            return False
        elif isinstance(result, FunctionTypes):
            return is_type
        return False
    return is_type


def _set_signature(mock, original, instance=False):
    """A function with the signature of another that calls a mock."""
    skipfirst = isinstance(original, type)
    result = _get_signature_object(original, instance, skipfirst)
    if result is None:
        return mock
    func, sig = result
    name = getattr(original, '__name__', 'funcopy')
    if not name.isidentifier():
        name = 'funcopy'

    def funcopy(*args, **kwargs):
        sig.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    funcopy.__name__ = name
    for attribute in ('__doc__', '__text_signature__', '__module__', '__defaults__', '__kwdefaults__'):
        try:
            if attribute in ('__doc__', '__module__'):
                setattr(funcopy, attribute, getattr(original, attribute))
        except Exception:
            pass
    funcopy.__signature__ = sig
    _setup_func(funcopy, mock, sig)
    return funcopy


def _set_async_signature(mock, original, instance=False, is_async_mock=False):
    skipfirst = isinstance(original, type)
    result = _get_signature_object(original, instance, skipfirst)
    if result is None:
        return mock
    func, sig = result

    async def funcopy(*args, **kwargs):
        sig.bind(*args, **kwargs)
        return await mock(*args, **kwargs)
    funcopy.__name__ = getattr(original, '__name__', 'funcopy')
    funcopy.__signature__ = sig
    _setup_func(funcopy, mock, sig)
    for name in ('assert_awaited', 'assert_awaited_once', 'assert_awaited_with', 'assert_awaited_once_with', 'assert_any_await',
                 'assert_has_awaits', 'assert_not_awaited'):
        setattr(funcopy, name, getattr(mock, name))
    funcopy.await_count = 0
    funcopy.await_args = None
    funcopy.await_args_list = _CallList()
    return funcopy


def _setup_func(funcopy, mock, sig):
    funcopy.mock = mock
    for name in ('assert_called_with', 'assert_not_called', 'assert_called', 'assert_called_once', 'assert_called_once_with',
                 'assert_has_calls', 'assert_any_call'):
        def method(*args, _name=name, **kwargs):
            return getattr(mock, _name)(*args, **kwargs)
        method.__name__ = name
        setattr(funcopy, name, method)

    def reset_mock():
        funcopy.method_calls = _CallList()
        funcopy.mock_calls = _CallList()
        mock.reset_mock()
        ret = funcopy.return_value
        if _is_instance_mock(ret) and ret is not mock:
            ret.reset_mock()
    funcopy.called = False
    funcopy.call_count = 0
    funcopy.call_args = None
    funcopy.call_args_list = _CallList()
    funcopy.method_calls = _CallList()
    funcopy.mock_calls = _CallList()
    funcopy.return_value = mock.return_value
    funcopy.side_effect = mock.side_effect
    funcopy._mock_children = mock._mock_children
    funcopy.reset_mock = reset_mock
    funcopy.__signature__ = sig
    mock._mock_delegate = funcopy


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock that can be used only as the object that it imitates."""
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    is_async_func = _is_async_func(spec)
    _kwargs = {'spec': spec}
    fields = getattr(spec if is_type else type(spec), '__dataclass_fields__', None) if instance or not is_type else None
    if spec_set:
        _kwargs = {'spec_set': spec}
    elif spec is None:
        _kwargs = {}
    if _kwargs and instance:
        _kwargs['_spec_as_instance'] = True
    if not unsafe:
        bad = [n for n in kwargs if n.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt'))]
        if bad:
            raise RuntimeError(f"{bad[0]!r} might be a typo; use unsafe=True if this is intended")
    _name_given = kwargs.pop('name', _name)
    _kwargs.update(kwargs)
    Klass = MagicMock
    if inspect.isdatadescriptor(spec):
        _kwargs = {}
    elif is_type and instance and not _instance_callable(spec):
        Klass = NonCallableMagicMock
    elif not _callable(spec):
        Klass = NonCallableMagicMock
    if is_async_func:
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec is mocking an async function")
        Klass = AsyncMock
    _name = _name_given
    _new_name = _name
    if _parent is None:
        _new_name = ''
    mock = Klass(parent=_parent, _new_parent=_parent, _new_name=_new_name, name=_name, **_kwargs)
    if isinstance(spec, FunctionTypes):
        mock = _set_async_signature(mock, spec) if is_async_func else _set_signature(mock, spec)
    else:
        _check_sig(spec, mock, is_type, instance)
    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    wrapped = kwargs.get('wraps')
    if is_type and not instance and 'return_value' not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=mock, wraps=wrapped)
    for entry in dir(spec):
        if _is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        child_kwargs = {'spec': original}
        if wrapped and hasattr(wrapped, entry):
            child_kwargs['wraps'] = getattr(wrapped, entry)
        if spec_set:
            child_kwargs = {'spec_set': original, **({'wraps': child_kwargs['wraps']} if 'wraps' in child_kwargs else {})}
        if not isinstance(original, FunctionTypes):
            new = _SpecState(original, spec_set, _extract_mock(mock), entry, instance)
            _extract_mock(mock)._mock_children[entry] = new
        else:
            parent = mock
            if isinstance(spec, FunctionTypes):
                parent = mock.mock
            skipfirst = _must_skip(spec, entry, is_type)
            child_kwargs['_eat_self'] = skipfirst
            if inspect.iscoroutinefunction(original):
                child_klass = AsyncMock
            else:
                child_klass = MagicMock
            new = child_klass(parent=parent, name=entry, _new_name=entry, _new_parent=parent, **child_kwargs)
            parent._mock_children[entry] = new
            _check_sig(original, new, skipfirst=skipfirst)
        if isinstance(new, types.FunctionType):
            setattr(mock, entry, new)
    return mock


def _importer(name):
    """What a dotted name means, of modules that are imported on the way."""
    first, *rest = name.split('.')
    found, path = __import__(first), first
    for part in rest:
        path = f'{path}.{part}'
        if not hasattr(found, part):
            __import__(path)
        found = getattr(found, part)
    return found


class _Temporary:
    """What is changed for a while: in a context, in a function that is decorated, or from start to stop."""

    _active_patches = []  # those that were started

    def __call__(self, func):
        return self.decorate_class(func) if isinstance(func, type) else self.decorate_callable(func)

    def decorate_class(self, klass):
        """Decorate the tests of a class."""
        for name in dir(klass):
            if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(klass, name), '__call__'):
                setattr(klass, name, self.copy()(getattr(klass, name)))
        return klass

    def start(self):
        """Change it until stop is called."""
        entered = self.__enter__()
        self._active_patches.append(self)
        return entered

    def stop(self):
        """Undo start."""
        if self in self._active_patches:
            self._active_patches.remove(self)
            return self.__exit__(None, None, None)


class _patch(_Temporary):
    """Another value for an attribute, which is a mock unless one is given."""

    attribute_name = None  # of patch.multiple: the keyword argument for the mock

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            for name, missing in (('new', new is DEFAULT), ('autospec', autospec is None)):
                if not missing:
                    raise ValueError(f"Cannot use '{name}' and 'new_callable' together")
        if not unsafe and _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the spec has already been mocked out. [target={getter}, spec={spec!r}]')
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.spec_set, self.autospec = spec, spec_set, autospec
        self.create, self.kwargs = create, kwargs
        self.additional_patchers = []
        self.is_started = False

    def copy(self):
        twin = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                      self.kwargs, unsafe=True)
        twin.attribute_name = self.attribute_name
        twin.additional_patchers.extend(one.copy() for one in self.additional_patchers)
        return twin

    def decorate_callable(self, func):
        if hasattr(func, 'patchings'):  # it is decorated already: one wrapper is enough
            func.patchings.append(self)
            return func
        if inspect.iscoroutinefunction(func):
            @functools.wraps(func)
            async def patched(*args, **keywargs):
                patches, args = _enter_all(patched.patchings, args, keywargs)
                with patches:
                    return await func(*args, **keywargs)
        else:
            @functools.wraps(func)
            def patched(*args, **keywargs):
                patches, args = _enter_all(patched.patchings, args, keywargs)
                with patches:
                    return func(*args, **keywargs)
        patched.patchings = [self]
        return patched

    def get_original(self):
        """The value of the attribute, and whether it is the object's own."""
        target, name = self.getter(), self.attribute
        own = getattr(target, '__dict__', {})
        local = name in own
        original = own[name] if local else getattr(target, name, DEFAULT)
        if isinstance(target, types.ModuleType) and hasattr(builtins, name):
            self.create = True  # modules can have what is otherwise looked up there
        if original is DEFAULT and not self.create:
            raise AttributeError(f'{target} does not have the attribute {name!r}')
        return original, local

    def __enter__(self):
        if self.is_started:
            raise RuntimeError('Patch is already started')
        self.target = self.getter()
        new, original, local = self._value()
        self.temp_original, self.is_local = original, local
        self._others = contextlib.ExitStack()
        self.is_started = True
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            made = {self.attribute_name: new} if self.new is DEFAULT else {}
            for other in self.additional_patchers:
                made.update(self._others.enter_context(other))
            return made
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise

    def _value(self):
        """The new value, the original one, and whether that is the object's own."""
        spec, spec_set, autospec = (None if given is False else given for given in (self.spec, self.spec_set, self.autospec))
        if autospec is not None and spec is not None:
            raise TypeError("Can't specify spec and autospec")
        if spec_set not in (True, None) and (spec is not None or autospec is not None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        if autospec is not None:
            new = self._imitation(original, autospec, bool(spec_set))
        elif self.new is DEFAULT:
            new = self._mock(original, spec, spec_set)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        else:
            new = self.new
        return new, original, local

    def _mock(self, original, spec, spec_set):
        """A new mock, as the arguments of the patch want it."""
        if spec is True:
            spec = original
        if spec_set is True:
            spec, spec_set = None, original if spec is None else spec
        model = spec if spec_set is None else spec_set
        if model is not None and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        if self.new_callable is not None:
            make = self.new_callable
        elif model is not None and _is_async_obj(model):
            make = AsyncMock
        elif model is not None and not ('__call__' in model if _is_list(model) else callable(model)):
            make = NonCallableMagicMock
        else:
            make = AsyncMock if spec is None and _is_async_obj(original) else MagicMock
        settings = {name: value for name, value in (('spec', spec), ('spec_set', spec_set)) if value is not None}
        named = {}
        if self.attribute and isinstance(make, type) and issubclass(make, NonCallableMock):
            named['name'] = self.attribute
        new = make(**(settings | named | self.kwargs))
        if model is not None and isinstance(original, type) and _is_instance_mock(new):
            # Instances of a class are like it, too.
            if not _is_list(model) and not _instance_callable(model):
                make = NonCallableMagicMock
            settings |= {name: value for name, value in self.kwargs.items() if name != 'name'}
            new.return_value = make(_new_parent=new, _new_name='()', **settings)
        return new

    def _imitation(self, original, autospec, spec_set):
        """A mock that can be used as the original value only, or as another that is given."""
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        model = original if autospec is True else autospec
        problem = ''
        if _is_instance_mock(self.target):
            problem = 'as the patch target has already been mocked out.'
        elif _is_instance_mock(model):
            problem = f'from target {getattr(self.target, '__name__', self.target)!r} as it has already been mocked out.'
        if problem:
            raise InvalidSpecError(f'Cannot autospec attr {self.attribute!r} {problem} [target={self.target!r}, attr={model!r}]')
        return create_autospec(model, spec_set=spec_set, _name=self.attribute, **self.kwargs)

    def __exit__(self, *exc_info):
        if not self.is_started:
            return
        target, name, original = self.target, self.attribute, self.temp_original
        if self.is_local and original is not DEFAULT:
            setattr(target, name, original)
        else:
            delattr(target, name)
            # What was inherited is there again, unless deleting it has put something else in its place.
            if not self.create and (name in _SPECIAL_DELETION or not hasattr(target, name)):
                setattr(target, name, original)
        del self.target, self.temp_original, self.is_local
        self._others.__exit__(*exc_info)
        self.is_started = False
        return False


# Deleting these leaves functions with None.
_SPECIAL_DELETION = frozenset(['__doc__', '__module__', '__defaults__', '__annotations__', '__kwdefaults__'])


def _enter_all(patchings, args, keywargs):
    """Start all patches of a decorated function; answers a context that ends them, and its arguments. Keyword arguments are added."""
    made = []
    with contextlib.ExitStack() as entered:
        for patching in patchings:
            value = entered.enter_context(patching)
            if patching.attribute_name is not None:
                keywargs.update(value)
            elif patching.new is DEFAULT:
                made.append(value)
        return entered.pop_all(), (*args, *made)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False,
                  **kwargs):
    """Replace an attribute of an object for a while."""
    if type(target) is str:
        raise TypeError(f'{target!r} must be the actual object to be patched, not a str')
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Replace several attributes of an object for a while."""
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    getter = functools.partial(_importer, target) if type(target) is str else lambda: target
    patches = []
    for attribute, new in kwargs.items():
        one = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        one.attribute_name = attribute
        patches.append(one)
    first = patches[0]
    first.additional_patchers = patches[1:]
    return first


def _get_target(name):
    """What gets the owner of the attribute that a dotted name means, and the attribute."""
    owner, dot, attribute = name.rpartition('.') if isinstance(name, str) else ('', '', '')
    if not dot:
        raise TypeError(f'Need a valid target to patch. You supplied: {name!r}')
    return functools.partial(_importer, owner), attribute


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Replace what a dotted name means for a while: as a context, a decorator, or with start and stop."""
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


class _patch_dict(_Temporary):
    """Other values in a dictionary, or in what is used like one. It may be given by its dotted name."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear = in_dict, clear
        self.values = dict(values, **kwargs)
        self._original = None

    def copy(self):
        return _patch_dict(self.in_dict, self.values, self.clear)

    def decorate_callable(self, func):
        if inspect.iscoroutinefunction(func):
            @functools.wraps(func)
            async def patched(*args, **kw):
                with self:
                    return await func(*args, **kw)
        else:
            @functools.wraps(func)
            def patched(*args, **kw):
                with self:
                    return func(*args, **kw)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _importer(self.in_dict)
        changed = self.in_dict
        self._original = changed.copy() if hasattr(changed, 'copy') else {key: changed[key] for key in changed}
        if self.clear:
            _clear_dict(changed)
        _put_all(changed, self.values)
        return changed

    def __exit__(self, *exc_info):
        if self._original is not None:
            _clear_dict(self.in_dict)
            _put_all(self.in_dict, self._original)
            self._original = None
        return False


# What is used like a dictionary may have no more methods than a mapping needs.

def _clear_dict(mapping):
    if hasattr(mapping, 'clear'):
        mapping.clear()
    else:
        for key in list(mapping):
            del mapping[key]


def _put_all(mapping, values):
    if hasattr(mapping, 'update'):
        mapping.update(values)
    else:
        for key in values:
            mapping[key] = values[key]


def _patch_stopall():
    """Stop all patches that were started, the last one first."""
    for started in _Temporary._active_patches[::-1]:
        started.stop()


patch.object, patch.multiple, patch.dict = _patch_object, _patch_multiple, _patch_dict
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'


class _OpenFile:
    """The file that a mock of open() opens: what the methods of its handle do. A return value that is set for one of them counts more."""

    def __init__(self, data):
        self.data = data
        spec = dict.fromkeys(dir(_io.TextIOWrapper) + dir(_io.BytesIO))
        self.handle = handle = MagicMock(spec=list(spec))
        for method in (handle.read, handle.readline, handle.readlines, handle.write):
            method.return_value = None
        handle.read.side_effect, handle.readlines.side_effect = self.read, self.readlines
        handle.__enter__.return_value = handle
        handle.__exit__.side_effect = self.leave
        handle.__iter__.side_effect, handle.__next__.side_effect = self.lines, self.next_line
        self.line_source = handle.readline.side_effect
        self.open()  # so that it can be read without having been opened

    def open(self, *args, **kwargs):
        self.stream = _io.BytesIO(self.data) if isinstance(self.data, bytes) else _io.StringIO(self.data)
        readline = self.handle.readline
        if readline.side_effect is self.line_source:  # a test may have put its own in its place
            readline.side_effect = self.lines_and_ends()
            self.line_source = readline.side_effect
        return DEFAULT

    def read(self, *args, **kwargs):
        fixed = self.handle.read.return_value
        return self.stream.read(*args, **kwargs) if fixed is None else fixed

    def readlines(self, *args, **kwargs):
        fixed = self.handle.readlines.return_value
        return self.stream.readlines(*args, **kwargs) if fixed is None else fixed

    def lines(self):
        while (fixed := self.handle.readline.return_value) is not None:
            yield fixed
        yield from self.stream

    def lines_and_ends(self):
        yield from self.lines()
        while True:
            yield self.stream.readline()

    def next_line(self):
        fixed = self.handle.readline.return_value
        return next(self.stream) if fixed is None else fixed

    def leave(self, exc_type, exc, tb):
        self.handle.close()


def mock_open(mock=None, read_data=''):
    """A mock for open(): its handle reads read_data."""
    if mock is None:
        mock = MagicMock(name='open', spec=open)
    file = _OpenFile(read_data)
    mock.return_value, mock.side_effect = file.handle, file.open
    return mock


def seal(mock):
    """Let a mock make no more attributes by itself, and those that it has made neither."""
    mock._mock_sealed = True
    for name in dir(mock):
        child = getattr(mock, name, None)
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            if not isinstance(child._mock_children.get(name), _SpecState):
                seal(child)
