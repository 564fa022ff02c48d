"""What multiprocessing has under this name."""
from . import Pipe
