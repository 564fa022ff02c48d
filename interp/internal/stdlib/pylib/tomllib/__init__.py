"""Reading of TOML."""
__all__ = ('loads', 'load', 'TOMLDecodeError')


class TOMLDecodeError(ValueError):
    """The text is no TOML."""

    def __init__(self, msg='', doc='', pos=0, *args):
        if args or not isinstance(msg, str) or not isinstance(doc, str) or not isinstance(pos, int):
            ValueError.__init__(self, msg, doc, pos, *args)
            return
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos + 1 if lineno == 1 else pos - doc.rindex('\n', 0, pos)
        where = 'end of document' if pos >= len(doc) else f'line {lineno}, column {colno}'
        ValueError.__init__(self, f'{msg} (at {where})' if msg or doc or pos else msg)
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


def load(fp, /, *, parse_float=float):
    """The values of a file that was opened for bytes."""
    b = fp.read()
    try:
        s = b.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(s, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """The values of a text."""
    try:
        src = s.replace('\r\n', '\n')
    except (AttributeError, TypeError):
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'") from None
    from ._parser import Parser
    return Parser(src, parse_float).document()
