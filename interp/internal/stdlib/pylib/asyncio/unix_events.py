"""Another name for what is in events."""
from .events import *
