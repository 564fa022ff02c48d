"""Requests and replies."""
import json as _json

from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from .auth import HTTPBasicAuth
from .cookies import RequestsCookieJar, cookiejar_from_dict
from .exceptions import (ConnectionError, HTTPError, InvalidHeader, InvalidJSONError, InvalidSchema, InvalidURL, JSONDecodeError, MissingSchema,
                         StreamConsumedError)
from .status_codes import codes
from .structures import CaseInsensitiveDict

REDIRECT_STATI = (301, 302, 303, 307, 308)
DEFAULT_REDIRECT_LIMIT = 30
CONTENT_CHUNK_SIZE = 10 * 1024
ITER_CHUNK_SIZE = 512


def _pairs(value):
    if value is None:
        return []
    if hasattr(value, 'items'):
        return list(value.items())
    return list(value)


def _encode_params(data):
    if isinstance(data, (str, bytes)) or hasattr(data, 'read'):
        return data
    if hasattr(data, '__iter__'):
        result = []
        for k, vs in _pairs(data):
            if isinstance(vs, (str, bytes)) or not hasattr(vs, '__iter__'):
                vs = [vs]
            for v in vs:
                if v is not None:
                    result.append((k, v))
        return urlencode(result, doseq=True)
    return data


def _requote(uri):
    """Quote what is not quoted yet."""
    safe = "!#$%&'()*+,/:;=?@[]~"
    return quote(uri, safe=safe)


class Request:
    """What a program asks for."""

    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.hooks = {'response': []}
        for k, v in (hooks or {}).items():
            self.register_hook(k, v)
        self.method = method
        self.url = url
        self.headers = {} if headers is None else headers
        self.files = [] if files is None else files
        self.data = [] if data is None else data
        self.json = json
        self.params = {} if params is None else params
        self.auth = auth
        self.cookies = cookies

    def register_hook(self, event, hook):
        if event not in self.hooks:
            raise ValueError(f'Unsupported event specified, with event name "{event}"')
        if callable(hook):
            self.hooks[event].append(hook)
        elif hasattr(hook, '__iter__'):
            self.hooks[event].extend([h for h in hook if callable(h)])

    def __repr__(self):
        return f'<Request [{self.method}]>'

    def prepare(self):
        p = PreparedRequest()
        p.prepare(method=self.method, url=self.url, headers=self.headers, files=self.files, data=self.data, json=self.json, params=self.params,
                  auth=self.auth, cookies=self.cookies, hooks=self.hooks)
        return p


class PreparedRequest:
    """What would be sent."""

    def __init__(self):
        self.method = self.url = self.headers = self.body = None
        self._cookies = None
        self.hooks = {'response': []}

    def register_hook(self, event, hook):
        self.hooks[event].append(hook)

    def prepare(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.prepare_method(method)
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth, url)
        self.hooks = hooks or {'response': []}

    def __repr__(self):
        return f'<PreparedRequest [{self.method}]>'

    def copy(self):
        p = PreparedRequest()
        p.method, p.url, p.body, p.hooks = self.method, self.url, self.body, self.hooks
        p.headers = self.headers.copy() if self.headers is not None else None
        p._cookies = self._cookies.copy() if self._cookies is not None else None
        return p

    def prepare_method(self, method):
        self.method = method.upper() if method is not None else None

    def prepare_url(self, url, params):
        url = url.decode('utf8') if isinstance(url, bytes) else str(url)
        url = url.lstrip()
        if ':' in url and not url.lower().startswith('http'):
            self.url = url
            return
        try:
            parts = urlsplit(url)
        except ValueError:
            raise InvalidURL(f'Failed to parse: {url}') from None
        if not parts.scheme:
            raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?')
        if not parts.netloc or not parts.hostname:
            raise InvalidURL(f'Invalid URL {url!r}: No host supplied')
        try:
            port = parts.port
        except ValueError:
            raise InvalidURL(f'Failed to parse: {url}') from None
        host = parts.hostname
        if not host.isascii():
            try:
                host = host.encode('idna').decode('utf-8')
            except (UnicodeError, LookupError):
                raise InvalidURL('URL has an invalid label.') from None
        elif host.startswith(('*', '.')):
            raise InvalidURL('URL has an invalid label.')
        netloc = ''
        if '@' in parts.netloc:
            netloc = parts.netloc.rpartition('@')[0] + '@'
        netloc += f'[{host}]' if ':' in host else host
        if port is not None:
            netloc += f':{port}'
        query = parts.query
        extra = _encode_params(params)
        if isinstance(extra, bytes):
            extra = extra.decode('utf8')
        if extra:
            query = f'{query}&{extra}' if query else extra
        self.url = _requote(urlunsplit((parts.scheme, netloc, parts.path or '/', query, parts.fragment)))

    def prepare_headers(self, headers):
        self.headers = CaseInsensitiveDict()
        for name, value in _pairs(headers):
            self._check_header(name, value)
            if isinstance(name, bytes):
                name = name.decode('ascii')
            self.headers[name] = value

    def _check_header(self, name, value):
        for part, what in ((name, 'name'), (value, 'value')):
            if not isinstance(part, (str, bytes)):
                raise InvalidHeader(f'Header part ({part!r}) from ({name!r}, {value!r}) must be of type str or bytes, not {type(part)}')
            text = part.decode('latin1') if isinstance(part, bytes) else part
            bad = '\r' in text or '\n' in text or what == 'name' and (not text or text[0].isspace() or ':' in text) or \
                what == 'value' and text[:1].isspace()
            if bad:
                raise InvalidHeader(f'Invalid leading whitespace, reserved character(s), or return character(s) in header {what}: {part!r}')

    def prepare_cookies(self, cookies):
        self._cookies = cookies if isinstance(cookies, RequestsCookieJar) else cookiejar_from_dict(cookies)
        if len(self._cookies):
            parts = urlsplit(self.url)
            header = self._cookies.header(parts.hostname or '', parts.path or '/', parts.scheme == 'https')
            if header:
                self.headers['Cookie'] = header

    def prepare_body(self, data, files, json=None):
        body = content_type = None
        if not data and json is not None:
            content_type = 'application/json'
            try:
                body = _json.dumps(json, allow_nan=False)
            except ValueError as ve:
                raise InvalidJSONError(ve, request=self)
            body = body.encode('utf-8')
        elif files:
            body, content_type = self._encode_files(files, data)
        elif data:
            body = _encode_params(data)
            if hasattr(body, 'read'):
                body = body.read()
            elif hasattr(body, '__iter__') and not isinstance(body, (str, bytes, list, tuple, dict)):
                body = b''.join(body)
            content_type = None if isinstance(data, (str, bytes)) or hasattr(data, 'read') else 'application/x-www-form-urlencoded'
        self.prepare_content_length(body)
        if content_type and 'content-type' not in self.headers:
            self.headers['Content-Type'] = content_type
        self.body = body

    def _encode_files(self, files, data):
        import hashlib
        parts = []
        for name, value in _pairs(data):
            for v in value if isinstance(value, (list, tuple)) else [value]:
                if v is not None:
                    v = v if isinstance(v, bytes) else str(v).encode('utf-8')
                    parts.append((f'Content-Disposition: form-data; name="{name}"\r\n', v))
        for name, value in _pairs(files):
            kind = None
            if isinstance(value, (tuple, list)):
                filename, content = value[0], value[1]
                if len(value) > 2:
                    kind = value[2]
            else:
                filename, content = (getattr(value, 'name', None) or name).rpartition('/')[2], value
            if hasattr(content, 'read'):
                content = content.read()
            if isinstance(content, str):
                content = content.encode('utf-8')
            head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            if kind:
                head += f'Content-Type: {kind}\r\n'
            parts.append((head, content))
        boundary = hashlib.md5(b''.join([h.encode() + c for h, c in parts])).hexdigest()
        body = b''.join([f'--{boundary}\r\n{head}\r\n'.encode('utf-8') + content + b'\r\n' for head, content in parts])
        return body + f'--{boundary}--\r\n'.encode(), f'multipart/form-data; boundary={boundary}'

    def prepare_content_length(self, body):
        if body is not None:
            length = len(body.encode('utf-8')) if isinstance(body, str) else len(body)
            if length:
                self.headers['Content-Length'] = str(length)
        elif self.method not in ('GET', 'HEAD') and self.headers.get('Content-Length') is None:
            self.headers['Content-Length'] = '0'

    def prepare_auth(self, auth, url=''):
        if auth is None:
            parts = urlsplit(self.url)
            if parts.username is not None:
                from urllib.parse import unquote
                auth = unquote(parts.username), unquote(parts.password or '')
        if auth:
            if isinstance(auth, tuple) and len(auth) == 2:
                auth = HTTPBasicAuth(*auth)
            r = auth(self)
            self.__dict__.update(r.__dict__)
            self.prepare_content_length(self.body)

    @property
    def path_url(self):
        p = urlsplit(self.url)
        path = p.path or '/'
        return path + '?' + p.query if p.query else path


class Response:
    """A reply."""
    __attrs__ = ['_content', 'status_code', 'url', 'headers', 'history', 'encoding', 'reason', 'cookies', 'elapsed', 'request']

    def __init__(self):
        self._content = False
        self._content_consumed = False
        self._next = None
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.raw = None
        self.url = None
        self.encoding = None
        self.history = []
        self.reason = None
        self.cookies = cookiejar_from_dict({})
        self.request = None
        self._elapsed = None

    @property
    def elapsed(self):
        if self._elapsed is None:
            import datetime
            self._elapsed = datetime.timedelta(0)
        return self._elapsed

    @elapsed.setter
    def elapsed(self, value):
        self._elapsed = value

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return self.iter_content(128)

    @property
    def ok(self):
        try:
            self.raise_for_status()
        except HTTPError:
            return False
        return True

    @property
    def is_redirect(self):
        return 'location' in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self):
        return 'location' in self.headers and self.status_code in (301, 308)

    @property
    def next(self):
        return self._next

    @property
    def apparent_encoding(self):
        try:
            self.content.decode('ascii')
            return 'ascii'
        except UnicodeDecodeError:
            return 'utf-8'

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._content_consumed and isinstance(self._content, bool):
            raise StreamConsumedError()
        if chunk_size is not None and not isinstance(chunk_size, int):
            raise TypeError(f'chunk_size must be an int, it is instead a {type(chunk_size)}.')
        data = self.content
        if decode_unicode and self.encoding:
            data = data.decode(self.encoding, 'replace')
        size = chunk_size or max(len(data), 1)

        def chunks():
            for i in range(0, len(data), size):
                yield data[i:i + size]
        return chunks()

    def iter_lines(self, chunk_size=ITER_CHUNK_SIZE, decode_unicode=False, delimiter=None):
        data = self.content
        if decode_unicode and self.encoding:
            data = data.decode(self.encoding, 'replace')
        yield from data.split(delimiter) if delimiter else data.splitlines()

    @property
    def content(self):
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError('The content for this response was already consumed')
            if self.status_code == 0 or self.raw is None:
                self._content = None
            else:
                self._content = self.raw.read() or b''
        self._content_consumed = True
        return self._content

    @property
    def text(self):
        if not self.content:
            return ''
        encoding = self.encoding
        if encoding is None:
            encoding = self.apparent_encoding
        try:
            return str(self.content, encoding, errors='replace')
        except (LookupError, TypeError):
            return str(self.content, errors='replace')

    def json(self, **kwargs):
        if not self.encoding and self.content and len(self.content) > 3:
            try:
                return _json.loads(self.content.decode('utf-8'), **kwargs)
            except UnicodeDecodeError:
                pass
            except _json.JSONDecodeError as e:
                raise JSONDecodeError(e.msg, e.doc, e.pos)
        try:
            return _json.loads(self.text, **kwargs)
        except _json.JSONDecodeError as e:
            raise JSONDecodeError(e.msg, e.doc, e.pos)

    @property
    def links(self):
        header = self.headers.get('link')
        resolved = {}
        if header:
            for link in parse_header_links(header):
                resolved[link.get('rel') or link.get('url')] = link
        return resolved

    def raise_for_status(self):
        """Raise HTTPError for a status of 400 or above."""
        message = ''
        reason = self.reason
        if isinstance(reason, bytes):
            reason = reason.decode('utf-8', 'replace')
        if 400 <= self.status_code < 500:
            message = f'{self.status_code} Client Error: {reason} for url: {self.url}'
        elif 500 <= self.status_code < 600:
            message = f'{self.status_code} Server Error: {reason} for url: {self.url}'
        if message:
            raise HTTPError(message, response=self)

    def close(self):
        pass


def parse_header_links(value):
    links = []
    value = value.strip(' \'"')
    if not value:
        return links
    import re
    for val in re.split(', *<', value):
        url, _, params = val.partition(';')
        link = {'url': url.strip('<> \'"')}
        for param in params.split(';'):
            key, eq, v = param.partition('=')
            if not eq:
                break
            link[key.strip(' \'"')] = v.strip(' \'"')
        links.append(link)
    return links
