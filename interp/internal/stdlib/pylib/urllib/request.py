"""Fetching what URLs mean, which the sandbox does not permit."""
import urllib.error
from _denied import deny
from urllib.error import URLError

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler', 'HTTPRedirectHandler', 'HTTPCookieProcessor', 'ProxyHandler',
           'HTTPPasswordMgr', 'HTTPPasswordMgrWithDefaultRealm', 'HTTPBasicAuthHandler', 'HTTPHandler', 'HTTPSHandler', 'FileHandler',
           'FTPHandler', 'UnknownHandler', 'HTTPErrorProcessor', 'urlopen', 'install_opener', 'build_opener', 'pathname2url', 'url2pathname',
           'getproxies', 'urlretrieve', 'urlcleanup']

__version__ = '3.14'


class Request:
    """What is to be fetched, and how."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.headers = {}
        self.unredirected_hdrs = {}
        self.data = data
        for key, value in headers.items():
            self.add_header(key, value)
        self.origin_req_host = origin_req_host or self.host
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        return self._full_url + ('#' + self.fragment if self.fragment else '')

    @full_url.setter
    def full_url(self, url):
        url, _, fragment = url.partition('#')
        self._full_url = url
        self.fragment = fragment or None
        scheme, found, rest = url.partition(':')
        if not found:
            raise ValueError("unknown url type: %r" % url)
        self.type = scheme
        host, selector = '', rest
        if rest.startswith('//'):
            host, slash, tail = rest[2:].partition('/')
            selector = slash + tail
        self.host = host
        self.selector = selector

    def get_method(self):
        return getattr(self, 'method', 'POST' if self.data is not None else 'GET')

    def get_full_url(self):
        return self.full_url

    def set_proxy(self, host, type):
        self.host = host

    def has_proxy(self):
        return False

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


def urlopen(url, data=None, timeout=None, *, context=None):
    """Fetch a URL."""
    request = url if isinstance(url, Request) else Request(url, data)
    if request.type == 'data':
        return _data(request.get_full_url())
    try:
        deny('network', 'urllib.request.urlopen', request.get_full_url())
    except PermissionError as e:
        raise URLError(e) from None


def _data(url):
    import base64
    import io
    from urllib.parse import unquote_to_bytes
    scheme, data = url.split(":", 1)
    mediatype, data = data.split(",", 1)
    data = unquote_to_bytes(data)
    if mediatype.endswith(";base64"):
        data = base64.decodebytes(data)
    return io.BytesIO(data)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    return urlopen(url, data)


def urlcleanup():
    pass


class BaseHandler:
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass


class OpenerDirector:
    def __init__(self):
        self.addheaders = [('User-agent', 'Python-urllib/3.14')]
        self.handlers = []

    def add_handler(self, handler):
        self.handlers.append(handler)

    def open(self, fullurl, data=None, timeout=None):
        return urlopen(fullurl, data)

    def close(self):
        pass


def _handler(name):
    return type(name, (BaseHandler,), {'__module__': __name__, '__init__': lambda self, *args, **kwargs: None})


HTTPDefaultErrorHandler = _handler('HTTPDefaultErrorHandler')
HTTPRedirectHandler = _handler('HTTPRedirectHandler')
HTTPCookieProcessor = _handler('HTTPCookieProcessor')
ProxyHandler = _handler('ProxyHandler')
HTTPBasicAuthHandler = _handler('HTTPBasicAuthHandler')
HTTPHandler = _handler('HTTPHandler')
HTTPSHandler = _handler('HTTPSHandler')
FileHandler = _handler('FileHandler')
FTPHandler = _handler('FTPHandler')
UnknownHandler = _handler('UnknownHandler')
HTTPErrorProcessor = _handler('HTTPErrorProcessor')


class HTTPPasswordMgr:
    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        self.passwd[realm, uri] = (user, passwd)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    pass


def build_opener(*handlers):
    opener = OpenerDirector()
    for h in handlers:
        opener.add_handler(h() if isinstance(h, type) else h)
    return opener


def install_opener(opener):
    pass


def getproxies():
    return {}


def pathname2url(pathname, *, add_scheme=False):
    from urllib.parse import quote
    return ('file:' if add_scheme else '') + quote(pathname)


def url2pathname(url, *, require_scheme=False, resolve_host=False):
    from urllib.parse import unquote
    return unquote(url)
