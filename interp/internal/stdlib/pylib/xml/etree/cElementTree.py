"""Another name for ElementTree."""
from .ElementTree import *
