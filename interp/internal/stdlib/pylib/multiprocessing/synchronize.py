"""What multiprocessing has under this name."""
from . import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore
