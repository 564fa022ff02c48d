"""Classes whose methods follow from the fields that annotations name."""
import sys

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT = '__post_init__'
_Proxy = type(type.__dict__)
_no_metadata = _Proxy({})
_running = set()  # whose repr() is under way


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _FIELD_BASE:
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')


class InitVar:
    """A field that is only an argument of __init__, passed on to __post_init__."""
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about a field."""
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only', 'doc', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _no_metadata if metadata is None else _Proxy(metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __repr__(self):
        key = id(self)
        if key in _running:
            return '...'
        _running.add(key)
        try:
            return self._show()
        finally:
            _running.discard(key)

    def _show(self):
        return ('Field('
                f'name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},'
                f'init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},'
                f'kw_only={self.kw_only!r},doc={self.doc!r},_field_type={self._field_type})')

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args', 'kw_only', 'slots', 'weakref_slot')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        return '_DataclassParams(' + ','.join([f'{n}={getattr(self, n)!r}' for n in self.__slots__]) + ')'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING, doc=None):
    """Say more about a field than its type and default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _annotations(cls):
    try:
        return cls.__annotations__
    except NameError:
        import annotationlib
        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)


def _string_means(text, cls, module, is_kind):
    """Does an annotation that is a string name ClassVar, or InitVar? Only its first one or two words are looked at."""
    text = text.lstrip()
    i = 0
    while i < len(text) and (text[i].isalnum() or text[i] == '_'):
        i += 1
    word, rest = text[:i], text[i:].lstrip()
    if not word:
        return False
    ns = sys.modules.get(cls.__module__).__dict__ if cls.__module__ in sys.modules else {}
    if rest[:1] == '.':
        if ns.get(word) is not module:
            return False
        rest = rest[1:].lstrip()
        i = 0
        while i < len(rest) and (rest[i].isalnum() or rest[i] == '_'):
            i += 1
        word, ns = rest[:i], module.__dict__
    found = ns.get(word)
    return found is not None and is_kind(found)


def _is_classvar(t):
    typing = sys.modules['typing']
    return t is typing.ClassVar or getattr(t, '__origin__', None) is typing.ClassVar and type(t) is typing._GenericAlias


def _is_initvar(t):
    return t is InitVar or type(t) is InitVar


def _is_kw_only(t):
    return t is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == 'member_descriptor':
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if 'typing' in sys.modules:
        if _is_classvar(annotation) or isinstance(annotation, str) and _string_means(annotation, cls, sys.modules['typing'], _is_classvar):
            f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD:
        if _is_initvar(annotation) or isinstance(annotation, str) and _string_means(annotation, cls, sys.modules[__name__], _is_initvar):
            f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')
    return f


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


class _Writer:
    """Collects the text of methods, and makes all of them in one go."""

    def __init__(self, module):
        self.lines = []
        self.names = []
        self.given = {}
        module = sys.modules.get(module)
        self.globals = module.__dict__ if module is not None else {}

    def add(self, name, args, body):
        self.names.append(name)
        self.lines.append(f' def {name}({args}):')
        self.lines.extend(body)

    def make(self):
        if not self.names:
            return {}
        text = '\n'.join([f'def __create_fn__({", ".join(self.given)}):', *self.lines, f' return ({", ".join(self.names)},)'])
        ns = {}
        exec(text, self.globals, ns)
        return dict(zip(self.names, ns['__create_fn__'](**self.given)))


def _write_init(w, fields, kw_fields, frozen, has_post, self_name, slots):
    seen = None
    for f in fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen = f
            elif seen:
                raise TypeError(f'non-default argument {f.name!r} follows default argument {seen.name!r}')
    w.given['__dataclass_HAS_DEFAULT_FACTORY__'] = _HAS_DEFAULT_FACTORY
    w.given['__dataclass_builtins_object__'] = object
    body = []
    for f in fields + kw_fields:
        default = f'__dataclass_dflt_{f.name}__'
        value = f.name
        if f.default_factory is not MISSING:
            w.given[default] = f.default_factory
            value = f'{default}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}' if f.init else f'{default}()'
        elif f.init:
            if f.default is not MISSING:
                w.given[default] = f.default
        elif slots and f.default is not MISSING:
            w.given[default] = f.default
            value = default
        else:
            continue
        if f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f'  __dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})')
        else:
            body.append(f'  {self_name}.{f.name}={value}')
    if has_post:
        passed = ','.join([f.name for f in fields + kw_fields if f._field_type is _FIELD_INITVAR and f.init])
        body.append(f'  {self_name}.{_POST_INIT}({passed})')

    def parameter(f):
        if f.default is MISSING and f.default_factory is MISSING:
            return f.name
        if f.default is not MISSING:
            return f'{f.name}=__dataclass_dflt_{f.name}__'
        return f'{f.name}=__dataclass_HAS_DEFAULT_FACTORY__'
    args = [self_name] + [parameter(f) for f in fields if f.init]
    keyword = [parameter(f) for f in kw_fields if f.init]
    if keyword:
        args.append('*')
        args += keyword
    w.add('__init__', ','.join(args), body or ['  pass'])


def _write_repr(w, fields):
    w.given['__dataclass_running__'] = _running
    w.given['__dataclass_id__'] = id
    parts = ', '.join([f.name + '={self.' + f.name + '!r}' for f in fields])
    w.add('__repr__', 'self', [
        '  key = __dataclass_id__(self)',
        '  if key in __dataclass_running__:',
        "   return '...'",
        '  __dataclass_running__.add(key)',
        '  try:',
        '   return f"{self.__class__.__qualname__}(' + parts + ')"',
        '  finally:',
        '   __dataclass_running__.discard(key)'])


def _tuple_text(name, fields):
    return '(' + ''.join([f'{name}.{f.name},' for f in fields]) + ')'


def _write_frozen(w, cls, fields):
    w.given['__dataclass_cls__'] = cls
    w.given['__dataclass_FrozenInstanceError__'] = FrozenInstanceError
    w.given['__dataclass_type__'] = type
    w.given['__dataclass_super__'] = super
    test = '__dataclass_type__(self) is __dataclass_cls__'
    if fields:
        names = ', '.join([repr(f.name) for f in fields])
        test += f' or name in {{{names}}}'
    w.add('__setattr__', 'self, name, value', [
        f'  if {test}:',
        '   raise __dataclass_FrozenInstanceError__(f"cannot assign to field {name!r}")',
        '  __dataclass_super__(__dataclass_cls__, self).__setattr__(name, value)'])
    w.add('__delattr__', 'self, name', [
        f'  if {test}:',
        '   raise __dataclass_FrozenInstanceError__(f"cannot delete field {name!r}")',
        '  __dataclass_super__(__dataclass_cls__, self).__delattr__(name)'])


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    any_frozen_base = False
    all_frozen_bases = None
    has_bases = False
    for b in cls.__mro__[-1:0:-1]:
        inherited = getattr(b, _FIELDS, None)
        if inherited is not None:
            has_bases = True
            if all_frozen_bases is None:
                all_frozen_bases = True
            for f in inherited.values():
                fields[f.name] = f
            all_frozen_bases = all_frozen_bases and getattr(b, _PARAMS).frozen
            any_frozen_base = any_frozen_base or getattr(b, _PARAMS).frozen
    annotations = _annotations(cls)
    own, seen_kw_only, only = [], False, kw_only
    for name, annotation in annotations.items():
        if _is_kw_only(annotation) or isinstance(annotation, str) and _string_means(annotation, cls, sys.modules[__name__], _is_kw_only):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_kw_only = only = True
        else:
            own.append(_get_field(cls, name, annotation, only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen_bases is False and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, fields)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot))
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    init_fields = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    positional = [f for f in init_fields if f.init and not f.kw_only]
    keyword = [f for f in init_fields if f.init and f.kw_only]
    real = [f for f in fields.values() if f._field_type is _FIELD]
    w = _Writer(cls.__module__)
    if init:
        _write_init(w, [f for f in init_fields if not f.kw_only], [f for f in init_fields if f.kw_only], frozen, hasattr(cls, _POST_INIT),
                    '__dataclass_self__' if 'self' in fields else 'self', slots)
    if repr:
        _write_repr(w, [f for f in real if f.repr])
    compared = [f for f in real if f.compare]
    if eq:
        terms = ' and '.join([f'self.{f.name}==other.{f.name}' for f in compared]) or 'True'
        w.add('__eq__', 'self,other', ['  if self is other:', '   return True', '  if other.__class__ is self.__class__:', f'   return {terms}',
                                       '  return NotImplemented'])
    if order:
        mine, other = _tuple_text('self', compared), _tuple_text('other', compared)
        for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            w.add(name, 'self,other', ['  if other.__class__ is self.__class__:', f'   return {mine}{op}{other}', '  return NotImplemented'])
    if frozen:
        for name in ('__setattr__', '__delattr__'):
            if name in cls.__dict__:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
        _write_frozen(w, cls, real)
    hash_action = _hash_action(cls, bool(unsafe_hash), bool(eq), bool(frozen), has_explicit_hash)
    if hash_action == 'add':
        hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
        w.add('__hash__', 'self', [f'  return hash({_tuple_text("self", hashed)})'])
    for name, fn in w.make().items():
        fn.__qualname__ = f'{cls.__qualname__}.{name}'
        if name == '__init__':
            hints = {f.name: f.type for f in positional + keyword}
            for n, t in hints.items():
                if type(t) is InitVar:
                    hints[n] = t.type
            hints['return'] = None
            fn.__annotations__ = hints
        if name == '__hash__':
            cls.__hash__ = fn
        elif _set_new(cls, name, fn) and name in ('__lt__', '__le__', '__gt__', '__ge__'):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__} Consider using functools.total_ordering')
    if hash_action == 'none':
        cls.__hash__ = None
    _set_new(cls, '__replace__', _replace)
    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature_text(positional, keyword) if init else cls.__name__ + '()'
    if match_args:
        _set_new(cls, '__match_args__', tuple([f.name for f in positional]))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot, fields)
    if '__abstractmethods__' in cls.__dict__:
        import abc
        abc.update_abstractmethods(cls)
    return cls


def _hash_action(cls, unsafe_hash, eq, frozen, explicit):
    if unsafe_hash:
        if explicit:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        return 'add'
    if not eq or explicit:
        return None
    return 'add' if frozen else 'none'


def _type_text(t):
    if isinstance(t, type) and not hasattr(t, '__args__'):
        if t.__module__ in ('builtins', ''):
            return t.__qualname__
        return t.__module__ + '.' + t.__qualname__
    text = repr(t)
    if getattr(t, '__module__', None) == 'typing' or text.startswith('typing.'):
        return text.replace('typing.', '')
    return text


def _signature_text(positional, keyword):
    parts = []
    for group in (positional, keyword):
        if group is keyword and keyword:
            parts.append('*')
        for f in group:
            t = f.type.type if type(f.type) is InitVar else f.type
            text = f'{f.name}: {_type_text(t)}'
            if f.default is not MISSING:
                text += f' = {f.default!r}'
            elif f.default_factory is not MISSING:
                text += ' = <factory>'
            parts.append(text)
    return '(' + ', '.join(parts) + ')'


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        names = []
        if getattr(cls, '__weakrefoffset__', -1) != 0:
            names.append('__weakref__')
        if getattr(cls, '__dictoffset__', -1) != 0:
            names.append('__dict__')
        return names
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return list(slots)


def _add_slots(cls, frozen, weakref_slot, all_fields):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = [f.name for f in all_fields.values() if f._field_type is _FIELD]
    inherited = set()
    for b in cls.__mro__[1:-1]:
        inherited.update(_slots_of(b))
    docs = {}
    has_docs = False
    for name in names + (['__weakref__'] if weakref_slot else []):
        if name not in inherited:
            doc = getattr(all_fields.get(name), 'doc', None)
            docs[name] = doc
            has_docs = has_docs or doc is not None
    namespace['__slots__'] = docs if has_docs else tuple(docs)
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        if '__getstate__' not in namespace:
            made.__getstate__ = _dataclass_getstate
        if '__setstate__' not in namespace:
            made.__setstate__ = _dataclass_setstate
    for member in namespace.values():
        for fn in (member, getattr(member, 'fget', None), getattr(member, 'fset', None), getattr(member, 'fdel', None), getattr(member, '__wrapped__', None)):
            fn = getattr(fn, '__func__', fn)
            for name, cell in zip(getattr(getattr(fn, '__code__', None), 'co_freevars', ()), getattr(fn, '__closure__', None) or ()):
                if name in ('__class__', '__dataclass_cls__'):
                    try:
                        if cell.cell_contents is cls:
                            cell.cell_contents = made
                    except ValueError:
                        pass
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    """Add the methods that follow from a class's annotated fields."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


_atomic = frozenset((type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), type, range, property, type(len), type(lambda: 0)))


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, with dataclasses, lists, tuples and dicts inside them copied too."""
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _asdict(obj, dict_factory)


def _asdict(obj, factory):
    kind = type(obj)
    if kind in _atomic:
        return obj
    if hasattr(kind, _FIELDS):
        if factory is dict:
            return {f.name: _asdict(getattr(obj, f.name), dict) for f in fields(obj)}
        return factory([(f.name, _asdict(getattr(obj, f.name), factory)) for f in fields(obj)])
    if kind is list:
        return [_asdict(v, factory) for v in obj]
    if kind is dict:
        return {_asdict(k, factory): _asdict(v, factory) for k, v in obj.items()}
    if issubclass(kind, tuple):
        if hasattr(kind, '_fields'):
            return kind(*[_asdict(v, factory) for v in obj])
        return kind([_asdict(v, factory) for v in obj])
    if issubclass(kind, dict):
        if hasattr(kind, 'default_factory'):
            result = kind(obj.default_factory)
            for k, v in obj.items():
                result[_asdict(k, factory)] = _asdict(v, factory)
            return result
        return kind([(_asdict(k, factory), _asdict(v, factory)) for k, v in obj.items()])
    if issubclass(kind, list):
        return kind([_asdict(v, factory) for v in obj])
    import copy
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as a tuple, with what is inside them copied too."""
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _astuple(obj, tuple_factory)


def _astuple(obj, factory):
    kind = type(obj)
    if kind in _atomic:
        return obj
    if hasattr(kind, _FIELDS):
        return factory([_astuple(getattr(obj, f.name), factory) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return kind(*[_astuple(v, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_astuple(v, factory) for v in obj])
    if isinstance(obj, dict):
        pairs = [(_astuple(k, factory), _astuple(v, factory)) for k, v in obj.items()]
        if hasattr(kind, 'default_factory'):
            result = kind(getattr(obj, 'default_factory'))
            for k, v in pairs:
                result[k] = v
            return result
        return kind(pairs)
    import copy
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None, decorator=dataclass):
    """Make a dataclass of a name and a list of fields."""
    if namespace is None:
        namespace = {}
    import keyword
    seen, annotations, defaults = set(), {}, {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, _any()
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, default = item
            defaults[name] = default
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in seen:
            raise TypeError(f'Field name duplicated: {name!r}')
        seen.add(name)
        annotations[name] = kind

    cls = _new_class(cls_name, bases, {**namespace, **defaults, '__annotations__': annotations})
    if module is None:
        try:
            module = sys._getframemodulename(1) or '__main__'
        except AttributeError:
            module = '__main__'
    if module is not None:
        cls.__module__ = module
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                     kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def _new_class(name, bases, namespace):
    """A class as a class statement makes it."""
    resolved = []
    for b in bases:
        entries = getattr(b, '__mro_entries__', None) if not isinstance(b, type) else None
        if entries is None:
            resolved.append(b)
        else:
            resolved.extend(entries(bases))
    resolved = tuple(resolved)
    meta = type
    for b in resolved:
        if issubclass(type(b), meta):
            meta = type(b)
    ns = meta.__prepare__(name, resolved)
    for key, value in namespace.items():
        ns[key] = value
    if resolved != bases:
        ns['__orig_bases__'] = bases
    return meta(name, resolved, ns)


def _any():
    import typing
    return typing.Any


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
