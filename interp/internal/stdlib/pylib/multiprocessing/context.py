"""What multiprocessing has under this name."""
from . import Process, TimeoutError, ProcessError, BufferTooShort, AuthenticationError
