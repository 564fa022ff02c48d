"""HTTP connections, which the sandbox does not permit."""
import http
from _denied import deny

__all__ = ["HTTPResponse", "HTTPConnection", "HTTPSConnection", "HTTPException", "NotConnected", "UnknownProtocol", "UnknownTransferEncoding",
           "UnimplementedFileMode", "IncompleteRead", "InvalidURL", "ImproperConnectionState", "CannotSendRequest", "CannotSendHeader",
           "ResponseNotReady", "BadStatusLine", "LineTooLong", "RemoteDisconnected", "error", "responses"]

HTTP_PORT = 80
HTTPS_PORT = 443
responses = {v: v.phrase for v in http.HTTPStatus.__members__.values()}
globals().update(http.HTTPStatus.__members__)


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class UnknownProtocol(HTTPException):
    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    pass


class UnimplementedFileMode(HTTPException):
    pass


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        e = ', %i more expected' % self.expected if self.expected is not None else ''
        return '%s(%i bytes read%s)' % (self.__class__.__name__, len(self.partial), e)

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class CannotSendHeader(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    def __init__(self, line):
        if not line:
            line = repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    def __init__(self, line_type):
        HTTPException.__init__(self, "got more than %d bytes when reading %s" % (65536, line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException


class HTTPResponse:
    """The answer of a server; there is none to be had here."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        deny('network', 'http.client.HTTPResponse', url)


class HTTPConnection:
    """A connection to a server. It can be made, and not be used."""

    default_port = HTTP_PORT

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        if port is None and ':' in host:
            host, _, text = host.rpartition(':')
            try:
                port = int(text)
            except ValueError:
                if text:
                    raise InvalidURL("nonnumeric port: '%s'" % text) from None
        self.host = host
        self.port = self.default_port if port is None else port
        self.timeout = timeout
        self.sock = None

    def connect(self):
        deny('network', f'{type(self).__name__}.connect', f'{self.host}:{self.port}')

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        self.connect()

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        self._pending = (method, url)

    def putheader(self, header, *values):
        pass

    def endheaders(self, message_body=None, *, encode_chunked=False):
        self.connect()

    def send(self, data):
        self.connect()

    def getresponse(self):
        raise ResponseNotReady('Idle')

    def set_debuglevel(self, level):
        pass

    def set_tunnel(self, host, port=None, headers=None):
        pass

    def close(self):
        self.sock = None


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, timeout=None, source_address=None, context=None, blocksize=8192):
        super().__init__(host, port, timeout)
