"""How long small pieces of code take, by the run's clock."""
import gc
import itertools
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals


def _reindent(text, by):
    return text.replace('\n', '\n' + ' ' * by)


class Timer:
    """A statement to be timed, with what comes before it once."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        namespace = {}
        self._globals = _globals() if globals is None else globals
        init = ''
        if isinstance(setup, str):
            compile(setup, '<timeit-src>', 'exec')
            prepare = _reindent(setup, 4)
        elif callable(setup):
            namespace['_setup'] = setup
            init, prepare = init + ', _setup=_setup', '_setup()'
        else:
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, str):
            compile((setup + '\n' if isinstance(setup, str) else '') + stmt, '<timeit-src>', 'exec')
            body = _reindent(stmt, 8)
        elif callable(stmt):
            namespace['_stmt'] = stmt
            init, body = init + ', _stmt=_stmt', '_stmt()'
        else:
            raise ValueError('stmt is neither a string nor callable')
        self.src = (f'def inner(_it, _timer{init}):\n    {prepare}\n    _t0 = _timer()\n    for _i in _it:\n        {body}\n        pass\n'
                    f'    _t1 = _timer()\n    return _t1 - _t0\n')
        scope = {**self._globals, **namespace}
        exec(compile(self.src, '<timeit-src>', 'exec'), scope, namespace)
        self.inner = namespace['inner']

    def print_exc(self, file=None):
        """Print the exception that the statement raised."""
        import traceback
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The time that a number of runs takes."""
        return self.inner(itertools.repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        """timeit, several times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """A number of runs that takes at least 0.2 seconds, and the time."""
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            i *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    """The time that a number of runs of a statement takes."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """timeit, several times."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
