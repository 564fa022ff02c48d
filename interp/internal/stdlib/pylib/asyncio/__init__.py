"""Coroutines that take turns, on a clock that goes on only while all of them wait."""
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .queues import *
from .runners import *
from .streams import *
from .subprocess import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from . import coroutines, events, exceptions, futures, locks, protocols, queues, runners, streams, subprocess, taskgroups, tasks, threads, timeouts

__all__ = (coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ + locks.__all__ + protocols.__all__ + queues.__all__ +
           runners.__all__ + streams.__all__ + subprocess.__all__ + taskgroups.__all__ + tasks.__all__ + threads.__all__ + timeouts.__all__)


def __getattr__(name):
    if name in ('base_events', 'base_futures', 'transports', 'unix_events'):
        import importlib
        return importlib.import_module('asyncio.' + name)
    if name == 'DefaultEventLoopPolicy':
        return events.DefaultEventLoopPolicy
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
