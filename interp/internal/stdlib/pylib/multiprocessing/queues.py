"""What multiprocessing has under this name."""
from . import Queue, JoinableQueue, SimpleQueue
