"""What the sandbox does not permit: the attempt is recorded, and the error is the system's for a lack of permission."""
from _frames import record_denied


def deny(kind, name, argument=None):
    """Record an attempt and raise."""
    if isinstance(argument, (list, tuple)) and argument:
        argument = ' '.join(str(a) for a in argument)
    text = name if argument is None else f'{name}: {argument}'
    record_denied(kind, text[:300])
    raise PermissionError(1, 'Operation not permitted')


def function(kind, name):
    """A function that is not permitted."""
    def denied(*args, **kwargs):
        deny(kind, name, args[0] if args else None)
    denied.__name__ = denied.__qualname__ = name.rpartition('.')[2]
    denied.__module__ = name.rpartition('.')[0]
    return denied
