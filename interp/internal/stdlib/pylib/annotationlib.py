"""What reads annotations, in the form that is asked for."""
import sys

__all__ = ['Format', 'ForwardRef', 'call_annotate_function', 'call_evaluate_function', 'get_annotate_from_class_namespace',
           'get_annotations', 'annotations_to_string', 'type_repr']

from enum import IntEnum


class Format(IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    """A type that is known by its text."""

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        self.__arg__ = arg
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner
        self.__globals__ = None
        self.__cell__ = None
        self.__extra_names__ = None
        self.__code__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError('Cannot subclass ForwardRef')

    @property
    def __forward_arg__(self):
        return self.__arg__

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            text = self.__arg__
            if text.startswith('*'):
                text = f'({text},)[0]'
            try:
                self.__code__ = compile(text, '<string>', 'eval')
            except SyntaxError:
                raise SyntaxError(f'Forward reference must be an expression -- got {self.__arg__!r}') from None
        return self.__code__

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """The value of the text, in the namespaces where it stood."""
        if format == Format.STRING:
            return self.__arg__
        if owner is None:
            owner = self.__owner__
        if globals is None and self.__forward_module__ is not None:
            module = self.__forward_module__
            globals = getattr(sys.modules.get(module, None), '__dict__', None) if isinstance(module, str) else module.__dict__
        if globals is None:
            globals = self.__globals__
        if globals is None:
            if isinstance(owner, type):
                globals = getattr(sys.modules.get(owner.__module__), '__dict__', None)
            elif type(owner).__name__ == 'module':
                globals = owner.__dict__
            elif callable(owner):
                globals = getattr(owner, '__globals__', None)
        if globals is None:
            globals = {}
        names = dict(vars(owner)) if locals is None and isinstance(owner, type) else dict(locals or {})
        if type_params is None and owner is not None:
            type_params = getattr(owner, '__type_params__', None)
        for p in type_params or ():
            if p.__name__ not in globals and p.__name__ not in names:
                names[p.__name__] = p
        if self.__extra_names__:
            names = {**self.__extra_names__, **names}
        if isinstance(self.__cell__, dict):
            for n, c in self.__cell__.items():
                try:
                    names.setdefault(n, c.cell_contents)
                except ValueError:
                    pass
        arg = self.__arg__
        if arg.isidentifier() and arg not in ('None', 'True', 'False'):
            if arg in names:
                return names[arg]
            if arg in globals:
                return globals[arg]
            import builtins
            if hasattr(builtins, arg):
                return getattr(builtins, arg)
            if format == Format.FORWARDREF:
                return self
            raise NameError(f'name {arg!r} is not defined', name=arg)
        try:
            return eval(self.__forward_code__, dict(globals), names)
        except Exception:
            if format == Format.FORWARDREF:
                return self
            raise

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (self.__arg__ == other.__arg__ and self.__forward_module__ == other.__forward_module__ and self.__globals__ is other.__globals__
                and self.__forward_is_class__ == other.__forward_is_class__ and self.__owner__ == other.__owner__)

    def __hash__(self):
        return hash((self.__arg__, self.__forward_module__, self.__forward_is_class__))

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]

    def __repr__(self):
        extra = []
        if self.__forward_module__ is not None:
            extra.append(f', module={self.__forward_module__!r}')
        if self.__forward_is_class__:
            extra.append(', is_class=True')
        if self.__owner__ is not None:
            extra.append(f', owner={self.__owner__!r}')
        return f"ForwardRef({self.__arg__!r}{''.join(extra)})"


def type_repr(value):
    """How a value shows in annotations that are text."""
    if isinstance(value, type) and not hasattr(value, '__args__') or type(value).__name__ in ('function', 'builtin_function_or_method'):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return f'{value.__module__}.{value.__qualname__}'
    if value is ...:
        return '...'
    if type(value).__name__ == 'Template':
        return 't' + repr(''.join([p if isinstance(p, str) else '{' + p.expression + '}' for p in value]))
    return repr(value)


def annotations_to_string(annotations):
    """Annotations with their values as text."""
    return {n: t if isinstance(t, str) else type_repr(t) for n, t in annotations.items()}


def get_annotate_from_class_namespace(namespace):
    """The function that computes the annotations of a class, from the namespace of its body."""
    try:
        return namespace['__annotate__']
    except KeyError:
        return namespace.get('__annotate_func__', None)


def call_evaluate_function(evaluate, format, *, owner=None):
    """Call the function that computes a type alias's value, or a type variable's bound."""
    return _call(evaluate, format, owner, False)


def call_annotate_function(annotate, format, *, owner=None):
    """Call the function that computes annotations, for a format that it may not know itself."""
    return _call(annotate, format, owner, True)


def _call(fn, format, owner, is_annotate):
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError('The VALUE_WITH_FAKE_GLOBALS format is for internal use only')
    if format == Format.VALUE:
        return fn(Format.VALUE)
    from _engine import annotation_texts
    texts = annotation_texts(fn)
    if texts is None:
        try:
            return fn(format)
        except NotImplementedError:
            pass
        value = fn(Format.VALUE)
        if format == Format.STRING:
            return annotations_to_string(value) if is_annotate else type_repr(value)
        return value
    if format == Format.STRING:
        return {n: _plain(text) for n, text in texts.items()} if isinstance(texts, dict) else _plain(texts)
    if isinstance(texts, dict):
        return {n: _evaluate(text, fn, owner) for n, text in texts.items()}
    return _evaluate(texts, fn, owner)


def _plain(text):
    """The text as ast.unparse() writes it."""
    try:
        import ast
    except ImportError:
        return text
    star = '*' if text.startswith('*') else ''
    tree = ast.parse(text[len(star):].strip(), mode='eval')
    if not star and isinstance(tree.body, ast.Constant) and isinstance(tree.body.value, str):
        return tree.body.value
    return star + ast.unparse(tree)


def _evaluate(text, fn, owner):
    star = text.startswith('*')
    text = text[1:] if star else text.strip()
    names = _Names(fn, owner)
    try:
        value = eval(text, getattr(fn, '__globals__', {}), names)
    except Exception:
        value = names.standin(text, 0)
    for s in names.standins:
        s.become()
    return next(iter(value)) if star else value


class _Names(dict):
    """What eval() finds names in: cells, the class, the globals, the builtins; and for the rest, stand-ins."""

    def __init__(self, fn, owner):
        self.fn = fn
        self.owner = owner
        self.standins = []
        self.cells = dict(zip(getattr(fn.__code__, 'co_freevars', ()), fn.__closure__ or ()))

    def standin(self, text, level):
        made = object.__new__(_Standin)
        made.__dict__['parts'] = (text, level, self)
        self.standins.append(made)
        return made

    def __contains__(self, name):
        return True

    def __getitem__(self, name):
        if isinstance(self.owner, type) and name in self.owner.__dict__:
            return self.owner.__dict__[name]
        if name in self.cells:
            try:
                return self.cells[name].cell_contents
            except ValueError:
                return self.standin(name, 20)
        globals = getattr(self.fn, '__globals__', {})
        if name in globals:
            return globals[name]
        import builtins
        if hasattr(builtins, name):
            return getattr(builtins, name)
        return self.standin(name, 20)


def _show(value, level=0):
    if type(value) is _Standin:
        text, own, _ = value.__dict__['parts']
        return f'({text})' if own < level else text
    if isinstance(value, slice):
        return ':'.join(['' if v is None else _show(v) for v in ((value.start, value.stop) if value.step is None else (value.start, value.stop, value.step))])
    if isinstance(value, tuple):
        return ', '.join([_show(v) for v in value])
    if isinstance(value, list):
        return '[' + ', '.join([_show(v) for v in value]) + ']'
    return type_repr(value)


class _Standin:
    """Stands for a name that is not bound yet, and for what is made of it; in the end it becomes a forward reference."""

    def become(self):
        text, _, names = self.__dict__.pop('parts')
        self.__class__ = ForwardRef
        owner = names.owner
        self.__init__(text, owner=owner, is_class=isinstance(owner, type))
        self.__globals__ = getattr(names.fn, '__globals__', None)
        self.__cell__ = names.cells or None

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return self.__dict__['parts'][2].standin(f'{_show(self, 19)}.{name}', 19)

    def __getitem__(self, key):
        return self.__dict__['parts'][2].standin(f'{_show(self, 19)}[{_show(key)}]', 19)

    def __call__(self, *args, **kwargs):
        inside = [_show(a) for a in args] + [f'{k}={_show(v)}' for k, v in kwargs.items()]
        return self.__dict__['parts'][2].standin(f"{_show(self, 19)}({', '.join(inside)})", 19)

    def __iter__(self):
        yield self.__dict__['parts'][2].standin('*' + _show(self, 7), 0)

    def __hash__(self):
        return id(self)


def _operators():
    binary = [('or', '|', 7), ('xor', '^', 8), ('and', '&', 9), ('lshift', '<<', 10), ('rshift', '>>', 10), ('add', '+', 11), ('sub', '-', 11),
              ('mul', '*', 12), ('matmul', '@', 12), ('truediv', '/', 12), ('mod', '%', 12), ('floordiv', '//', 12), ('pow', '**', 15)]

    def operator(symbol, level, swapped):
        def op(self, other):
            left, right = (other, self) if swapped else (self, other)
            return self.__dict__['parts'][2].standin(f'{_show(left, level)} {symbol} {_show(right, level + 1)}', level)
        return op

    def unary(symbol):
        def op(self):
            return self.__dict__['parts'][2].standin(symbol + _show(self, 14), 14)
        return op
    for name, symbol, level in binary:
        setattr(_Standin, f'__{name}__', operator(symbol, level, False))
        setattr(_Standin, f'__r{name}__', operator(symbol, level, True))
    for name, symbol in (('lt', '<'), ('le', '<='), ('gt', '>'), ('ge', '>='), ('eq', '=='), ('ne', '!=')):
        setattr(_Standin, f'__{name}__', operator(symbol, 6, False))
    for name, symbol in (('neg', '-'), ('pos', '+'), ('invert', '~')):
        setattr(_Standin, f'__{name}__', unary(symbol))


_operators()


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a class, module or function."""
    if eval_str and format != Format.VALUE:
        raise ValueError('eval_str=True is only supported with format=Format.VALUE')
    if format == Format.VALUE:
        ann = _annotations(obj)
        if ann is None:
            annotate = getattr(obj, '__annotate__', None)
            ann = call_annotate_function(annotate, format, owner=obj) if annotate is not None else None
    elif format == Format.FORWARDREF:
        try:
            ann = _annotations(obj)
        except Exception:
            ann = None
        if ann is None:
            annotate = getattr(obj, '__annotate__', None)
            ann = call_annotate_function(annotate, format, owner=obj) if annotate is not None else None
    elif format == Format.STRING:
        annotate = getattr(obj, '__annotate__', None)
        if annotate is not None:
            ann = call_annotate_function(annotate, format, owner=obj)
        else:
            ann = _annotations(obj)
            if ann is not None:
                ann = annotations_to_string(ann)
    elif format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError('The VALUE_WITH_FAKE_GLOBALS format is for internal use only')
    else:
        raise ValueError(f'Unsupported format {format!r}')
    if ann is None:
        if isinstance(obj, type) or callable(obj):
            return {}
        raise TypeError(f'{obj!r} does not have annotations')
    if not isinstance(ann, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    if not ann:
        return {}
    if not eval_str:
        return dict(ann)
    if globals is None or locals is None:
        if isinstance(obj, type):
            own_globals = getattr(sys.modules.get(obj.__module__), '__dict__', None)
            own_locals = dict(vars(obj))
        elif type(obj).__name__ == 'module':
            own_globals, own_locals = obj.__dict__, None
        else:
            inner = obj
            while True:
                if hasattr(inner, '__wrapped__'):
                    inner = inner.__wrapped__
                elif type(inner).__name__ == 'partial':
                    inner = inner.func
                else:
                    break
            own_globals, own_locals = getattr(inner, '__globals__', None), None
        if globals is None:
            globals = own_globals
        if locals is None:
            locals = own_locals
    locals = dict(locals or {})
    for p in getattr(obj, '__type_params__', ()):
        locals.setdefault(p.__name__, p)
    return {k: eval(v, globals, locals) if isinstance(v, str) else v for k, v in ann.items()}


def _annotations(obj):
    if isinstance(obj, type):
        try:
            ann = type.__dict__['__annotations__'].__get__(obj)
        except AttributeError:
            return None
    else:
        ann = getattr(obj, '__annotations__', None)
    return ann
