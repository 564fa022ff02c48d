"""Marks of tests, and fixtures."""
import functools


class Mark:
    def __init__(self, name, args, kwargs):
        self.name = name
        self.args = args
        self.kwargs = kwargs

    def __repr__(self):
        return f'Mark(name={self.name!r}, args={self.args!r}, kwargs={self.kwargs!r})'


class MarkDecorator:
    def __init__(self, mark):
        self.mark = mark

    @property
    def name(self):
        return self.mark.name

    @property
    def args(self):
        return self.mark.args

    @property
    def kwargs(self):
        return self.mark.kwargs

    def with_args(self, *args, **kwargs):
        return MarkDecorator(Mark(self.mark.name, self.mark.args + args, {**self.mark.kwargs, **kwargs}))

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and callable(args[0]) and (isinstance(args[0], type) or hasattr(args[0], '__code__') or
                                                                    hasattr(args[0], '__wrapped__')):
            target = args[0]
            own = list(target.__dict__.get('pytestmark', [])) if isinstance(target, type) else list(getattr(target, 'pytestmark', []))
            target.pytestmark = own + [self.mark]
            return target
        return self.with_args(*args, **kwargs)


class MarkGenerator:
    """pytest.mark."""

    def __getattr__(self, name):
        if name[0] == '_':
            raise AttributeError("Marker name must NOT start with underscore")
        return MarkDecorator(Mark(name, (), {}))


mark = MarkGenerator()


class ParameterSet:
    def __init__(self, values, marks, id):
        self.values = values
        self.marks = marks
        self.id = id


def param(*values, marks=(), id=None):
    """One set of parameters, with marks and a name."""
    if isinstance(marks, (MarkDecorator, Mark)):
        marks = (marks,)
    return ParameterSet(values, [m.mark if isinstance(m, MarkDecorator) else m for m in marks], id)


class FixtureDef:
    def __init__(self, func, scope, params, autouse, ids, name):
        self.func = func
        self.scope = scope
        self.params = list(params) if params is not None else None
        self.autouse = autouse
        self.ids = ids
        self.name = name
        functools.update_wrapper(self, func)

    def __get__(self, obj, owner=None):
        return self

    def __call__(self, *args, **kwargs):
        from ._outcomes import Failed
        raise Failed(f'Fixture "{self.name}" called directly. Fixtures are not meant to be called directly,\n'
                     'but are created automatically when test functions request them as parameters.\n'
                     'See https://docs.pytest.org/en/stable/explanation/fixtures.html for more information about fixtures, and\n'
                     'https://docs.pytest.org/en/stable/deprecations.html#calling-fixtures-directly about how to update your code.', False)


def fixture(fixture_function=None, *, scope="function", params=None, autouse=False, ids=None, name=None):
    """A function that prepares something for tests."""
    def decorate(func):
        return FixtureDef(func, scope, params, autouse, ids, name or func.__name__)
    if fixture_function is not None:
        return decorate(fixture_function)
    return decorate


yield_fixture = fixture
