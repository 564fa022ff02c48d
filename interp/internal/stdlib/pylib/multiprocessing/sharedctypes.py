"""What multiprocessing has under this name."""
from . import Array, RawArray, RawValue, Value
