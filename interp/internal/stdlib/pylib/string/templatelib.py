"""The types of template strings."""
from _engine import template_types

__all__ = ['Interpolation', 'Template', 'convert']

Template, Interpolation = template_types()


def convert(obj, /, conversion):
    """What !s, !r or !a make of a value."""
    if conversion is None:
        return obj
    if conversion == 'r':
        return repr(obj)
    if conversion == 's':
        return str(obj)
    if conversion == 'a':
        return ascii(obj)
    raise ValueError(f'invalid conversion specifier: {conversion}')
