"""What a decoder scans with."""
import re

__all__ = ['make_scanner']

NUMBER_RE = re.compile(r'(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?', re.VERBOSE | re.MULTILINE | re.DOTALL)


def make_scanner(context):
    """The function that reads the value at a position."""
    return context.scan_once


py_make_scanner = make_scanner
