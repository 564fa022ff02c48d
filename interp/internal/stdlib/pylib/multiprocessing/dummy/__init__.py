"""multiprocessing over threads."""
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread as Process, current_thread as current_process
from queue import Queue
from .. import Array, Manager, Pipe, Value, active_children, freeze_support

JoinableQueue = Queue


def Pool(processes=None, initializer=None, initargs=()):
    """A pool of threads."""
    from ..pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
