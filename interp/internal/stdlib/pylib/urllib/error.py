"""The errors of urllib."""
import io

__all__ = ['URLError', 'HTTPError', 'ContentTooShortError']


class URLError(OSError):
    """Something could not be opened."""

    def __init__(self, reason, filename=None):
        self.reason = reason
        self.args = (reason,)
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f'<urlopen error {self.reason}>'


class ContentTooShortError(URLError):
    """Less came than was announced."""

    def __init__(self, message, content):
        super().__init__(message)
        self.content = content


def _same_as(name):
    """Another name of an attribute."""
    return property(lambda self: getattr(self, name))


class HTTPError(URLError):
    """A server answered with an error; it can be read like an answer."""

    def __init__(self, url, code, msg, hdrs, fp):
        self.filename, self.code, self.msg, self.hdrs = url, code, msg, hdrs
        self.fp = io.BytesIO() if fp is None else fp

    def __str__(self):
        return f'HTTP Error {self.code}: {self.msg}'

    def __repr__(self):
        return f'<HTTPError {self.code}: {self.msg!r}>'

    reason, status, url = _same_as('msg'), _same_as('code'), _same_as('filename')
    headers = _same_as('hdrs').setter(lambda self, headers: setattr(self, 'hdrs', headers))

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url

    def info(self):
        return self.hdrs

    def read(self, *args):
        return self.fp.read(*args)

    def close(self):
        self.fp.close()
