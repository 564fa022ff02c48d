"""Another name for what is in protocols."""
from .protocols import *
