"""Another name for what is in futures."""
from .futures import *
