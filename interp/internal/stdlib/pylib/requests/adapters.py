"""Transports: the one there is answers with the replies that were recorded."""
from urllib.parse import urlsplit

from .exceptions import ConnectionError, InvalidURL
from .models import Response
from .structures import CaseInsensitiveDict

DEFAULT_POOLSIZE = 10
DEFAULT_RETRIES = 0


_reasons = {
    200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 206: 'Partial Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other',
    304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden',
    404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone',
    415: 'Unsupported Media Type', 418: "I'm a teapot", 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error',
    501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'}


class BaseAdapter:
    """What sends requests."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError


class _Raw:
    """The bytes of a reply."""

    def __init__(self, data, status, reason, headers):
        self._data, self._pos = data, 0
        self.status, self.reason, self.headers = status, reason, headers

    def read(self, n=None, decode_content=None):
        end = len(self._data) if n is None or n < 0 else self._pos + n
        out = self._data[self._pos:end]
        self._pos += len(out)
        return out


def encoding_of(headers):
    """The encoding that the headers name."""
    content_type = headers.get('content-type')
    if not content_type:
        return None
    kind, *params = [p.strip() for p in content_type.split(';')]
    for p in params:
        k, _, v = p.partition('=')
        if k.strip().lower() == 'charset':
            return v.strip('\'" ')
    if 'text' in kind:
        return 'ISO-8859-1'
    if 'application/json' in kind:
        return 'utf-8'
    return None


class HTTPAdapter(BaseAdapter):
    """Answers with the replies that were recorded."""

    def __init__(self, pool_connections=DEFAULT_POOLSIZE, pool_maxsize=DEFAULT_POOLSIZE, max_retries=DEFAULT_RETRIES, pool_block=False):
        self.max_retries = max_retries
        self.config = {}
        self.proxy_manager = {}

    def build_response(self, req, found):
        status, reason, headers, body = found
        reason = reason or _reasons.get(status, '')
        response = Response()
        response.status_code = status
        response.headers = CaseInsensitiveDict()
        for k, v in headers:
            response.headers[k] = response.headers[k] + ', ' + v if k in response.headers else v
        response.encoding = encoding_of(response.headers)
        response.raw = _Raw(body, status, reason, headers)
        response.reason = reason
        response.url = req.url
        response.cookies.take([v for k, v in headers if k.lower() == 'set-cookie'], urlsplit(req.url).hostname or '')
        response.request = req
        response.connection = self
        return response

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        from _recorded import reply
        found = reply(request.method, request.url)
        if found is None:
            parts = urlsplit(request.url)
            secure = parts.scheme == 'https'
            kind = 'HTTPSConnection' if secure else 'HTTPConnection'
            raise ConnectionError(
                f"{kind}Pool(host='{parts.hostname}', port={parts.port or (443 if secure else 80)}): Max retries exceeded with url: {request.path_url} "
                f"(Caused by NewConnectionError('{kind}(host={parts.hostname!r}, port={parts.port or (443 if secure else 80)}): "
                f"Failed to establish a new connection: [Errno 1] Operation not permitted'))", request=request)
        return self.build_response(request, found)

    def close(self):
        pass
