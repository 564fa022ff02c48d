"""What template strings make: Template and Interpolation."""

_sample = t"{0}"
Template = type(_sample)
Interpolation = type(_sample.interpolations[0])
del _sample

_conversions = {'s': str, 'r': repr, 'a': ascii}


def convert(obj, /, conversion):
    """The object after the conversion that a field asks for: None, 's', 'r' or 'a'."""
    if conversion is None:
        return obj
    try:
        function = _conversions[conversion]
    except KeyError:
        raise ValueError(f'invalid conversion specifier: {conversion}') from None
    return function(obj)
