"""Taking apart and putting together of URLs."""
from collections import namedtuple as _namedtuple

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit', 'urlencode', 'parse_qs', 'parse_qsl', 'quote',
           'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus', 'unquote_to_bytes', 'DefragResult', 'ParseResult', 'SplitResult',
           'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero', 'rtsp', 'rtsps', 'rtspu',
                 'sftp', 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms', 'https', 'shttp', 'snews', 'prospero', 'rtsp',
               'rtsps', 'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss', 'itms-services']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtsps', 'rtspu', 'sip', 'sips', 'mms', 'sftp', 'tel']
non_hierarchical = ['gopher', 'hdl', 'mailto', 'news', 'telnet', 'wais', 'imap', 'snews', 'sip', 'sips']
uses_query = ['', 'http', 'wais', 'imap', 'https', 'shttp', 'mms', 'gopher', 'rtsp', 'rtsps', 'rtspu', 'sip', 'sips']
uses_fragment = ['', 'ftp', 'hdl', 'http', 'gopher', 'news', 'nntp', 'wais', 'https', 'shttp', 'snews', 'file', 'prospero']
scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'
_control_and_space = ''.join([chr(c) for c in range(0x21)])


def clear_cache():
    """There is no cache to clear; the name is kept."""


def _decode(args, encoding='ascii', errors='strict'):
    return tuple([x.decode(encoding, errors) if x else '' for x in args])


def _noop(obj):
    return obj


def _encode_result(obj, encoding='ascii', errors='strict'):
    return obj.encode(encoding, errors)


def _coerce_args(*args):
    """The arguments as str, and what makes the result the type that they were."""
    is_str = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_str:
            raise TypeError('Cannot mix str and non-str arguments')
    if is_str:
        return args + (_noop,)
    return _decode(args) + (_encode_result,)


class _StrMixin:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return self._encoded_counterpart(*[x.encode(encoding, errors) for x in self])


class _BytesMixin:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return self._decoded_counterpart(*[x.decode(encoding, errors) for x in self])


class _Netloc:
    __slots__ = ()

    @property
    def username(self):
        return self._userinfo[0]

    @property
    def password(self):
        return self._userinfo[1]

    @property
    def hostname(self):
        hostname = self._hostinfo[0]
        if not hostname:
            return None
        percent = '%' if isinstance(hostname, str) else b'%'
        hostname, percent, zone = hostname.partition(percent)
        return hostname.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is not None:
            if port.isdigit() and port.isascii():
                port = int(port)
            else:
                raise ValueError(f'Port could not be cast to integer value as {port!r}')
            if not 0 <= port <= 65535:
                raise ValueError('Port out of range 0-65535')
        return port

    def _parts(self, at, bracket, end, colon):
        userinfo, have_info, hostinfo = self.netloc.rpartition(at)
        if have_info:
            username, have_password, password = userinfo.partition(colon)
            user = username, password if have_password else None
        else:
            user = None, None
        _, have_bracket, bracketed = hostinfo.partition(bracket)
        if have_bracket:
            hostname, _, port = bracketed.partition(end)
            _, _, port = port.partition(colon)
        else:
            hostname, _, port = hostinfo.partition(colon)
        return user, (hostname, port or None)


class _NetlocStr(_Netloc, _StrMixin):
    __slots__ = ()

    @property
    def _userinfo(self):
        return self._parts('@', '[', ']', ':')[0]

    @property
    def _hostinfo(self):
        return self._parts('@', '[', ']', ':')[1]


class _NetlocBytes(_Netloc, _BytesMixin):
    __slots__ = ()

    @property
    def _userinfo(self):
        return self._parts(b'@', b'[', b']', b':')[0]

    @property
    def _hostinfo(self):
        return self._parts(b'@', b'[', b']', b':')[1]


_DefragResultBase = _namedtuple('_DefragResultBase', 'url fragment')
_SplitResultBase = _namedtuple('_SplitResultBase', 'scheme netloc path query fragment')
_ParseResultBase = _namedtuple('_ParseResultBase', 'scheme netloc path params query fragment')


class DefragResult(_DefragResultBase, _StrMixin):
    __slots__ = ()

    def geturl(self):
        if self.fragment:
            return self.url + '#' + self.fragment
        return self.url


class SplitResult(_SplitResultBase, _NetlocStr):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_ParseResultBase, _NetlocStr):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_DefragResultBase, _BytesMixin):
    __slots__ = ()

    def geturl(self):
        if self.fragment:
            return self.url + b'#' + self.fragment
        return self.url


class SplitResultBytes(_SplitResultBase, _NetlocBytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_ParseResultBase, _NetlocBytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _s, _b in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _s._encoded_counterpart = _b
    _b._decoded_counterpart = _s


def urlparse(url, scheme='', allow_fragments=True):
    """The six parts of a URL."""
    url, scheme, coerce = _coerce_args(url, scheme)
    scheme, netloc, path, query, fragment = _split(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in path:
        path, params = _splitparams(path)
    return coerce(ParseResult(scheme, netloc, path, params, query, fragment))


def _splitparams(url):
    i = url.find(';', url.rfind('/')) if '/' in url else url.find(';')
    if i < 0:
        return url, ''
    return url[:i], url[i + 1:]


def urlsplit(url, scheme='', allow_fragments=True):
    """The five parts of a URL."""
    url, scheme, coerce = _coerce_args(url, scheme)
    return coerce(SplitResult(*_split(url, scheme, allow_fragments)))


def _split(url, scheme, allow_fragments):
    url = url.lstrip(_control_and_space)
    for b in '\t\r\n':
        url = url.replace(b, '')
    scheme = scheme.strip(_control_and_space)
    for b in '\t\r\n':
        scheme = scheme.replace(b, '')
    allow_fragments = bool(allow_fragments)
    netloc = query = fragment = ''
    i = url.find(':')
    if i > 0 and url[0].isascii() and url[0].isalpha():
        for c in url[:i]:
            if c not in scheme_chars:
                break
        else:
            scheme, url = url[:i].lower(), url[i + 1:]
    if url[:2] == '//':
        end = len(url)
        for c in '/?#':
            j = url.find(c, 2)
            if j >= 0:
                end = min(end, j)
        netloc, url = url[2:end], url[end:]
        if '[' in netloc and ']' not in netloc or ']' in netloc and '[' not in netloc:
            raise ValueError('Invalid IPv6 URL')
        if '[' in netloc and ']' in netloc:
            _check_bracketed(netloc)
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    _check_netloc(netloc)
    return scheme, netloc, url, query, fragment


def _check_bracketed(netloc):
    hostname_and_port = netloc.rpartition('@')[2]
    before, have_open, bracketed = hostname_and_port.partition('[')
    if have_open:
        if before:
            raise ValueError('Invalid IPv6 URL')
        hostname, _, port = bracketed.partition(']')
        if port and not port.startswith(':'):
            raise ValueError('Invalid IPv6 URL')
    else:
        hostname, _, port = hostname_and_port.partition(':')
    if hostname.startswith('v'):
        import re
        if not re.match(r"\Av[a-fA-F0-9]+\..+\Z", hostname):
            raise ValueError('IPvFuture address is invalid')
    else:
        import ipaddress
        ip = ipaddress.ip_address(hostname)
        if isinstance(ip, ipaddress.IPv4Address):
            raise ValueError('An IPv4 address cannot be in brackets')


def _check_netloc(netloc):
    if not netloc or netloc.isascii():
        return
    import unicodedata
    n = netloc
    for c in '@:#?':
        n = n.replace(c, '')
    netloc2 = unicodedata.normalize('NFKC', n)
    if n == netloc2:
        return
    for c in '/?#@:':
        if c in netloc2:
            raise ValueError('netloc ' + netloc + ' contains invalid characters under NFKC normalization')


def urlunparse(components):
    """A URL of its six parts."""
    scheme, netloc, url, params, query, fragment, coerce = _coerce_args(*components)
    if params:
        url = '%s;%s' % (url, params)
    return coerce(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """A URL of its five parts."""
    scheme, netloc, url, query, fragment, coerce = _coerce_args(*components)
    if netloc:
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    elif url[:2] == '//':
        url = '//' + url
    elif scheme and scheme in uses_netloc and (not url or url[:1] == '/'):
        url = '//' + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url = url + '?' + query
    if fragment:
        url = url + '#' + fragment
    return coerce(url)


def urljoin(base, url, allow_fragments=True):
    """A URL that may be relative, made absolute."""
    if not base:
        return url
    if not url:
        return base
    base, url, coerce = _coerce_args(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return coerce(url)
    if scheme in uses_netloc:
        if netloc:
            return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        path, params = bpath, bparams
        if not query:
            query = bquery
        return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
    base_parts = bpath.split('/')
    if base_parts[-1] != '':
        del base_parts[-1]
    if path[:1] == '/':
        segments = path.split('/')
    else:
        segments = base_parts + path.split('/')
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for seg in segments:
        if seg == '..':
            if resolved:
                resolved.pop()
        elif seg != '.':
            resolved.append(seg)
    if segments[-1] in ('.', '..'):
        resolved.append('')
    return coerce(urlunparse((scheme, netloc, '/'.join(resolved) or '/', params, query, fragment)))


def urldefrag(url):
    """A URL without its fragment, and the fragment."""
    url, coerce = _coerce_args(url)
    if '#' in url:
        s, n, p, a, q, frag = urlparse(url)
        defrag = urlunparse((s, n, p, a, q, ''))
    else:
        defrag, frag = url, ''
    return coerce(DefragResult(defrag, frag))


_hex = '0123456789ABCDEFabcdef'


def unquote_to_bytes(string):
    """The bytes of a text in which some stand as %XX."""
    if not string:
        string.split
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    bits = string.split(b'%')
    if len(bits) == 1:
        return string
    out = [bits[0]]
    for item in bits[1:]:
        code = item[:2]
        try:
            if len(code) == 2 and chr(code[0]) in _hex and chr(code[1]) in _hex:
                out.append(bytes((int(code, 16),)))
                out.append(item[2:])
                continue
        except ValueError:
            pass
        out.append(b'%')
        out.append(item)
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    """The text with %XX replaced by what they stand for."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode('utf-8' if encoding is None else encoding, 'replace' if errors is None else errors)
    if '%' not in string:
        string.split
        return string
    if encoding is None:
        encoding = 'utf-8'
    if errors is None:
        errors = 'replace'
    out, start = [], 0
    n = len(string)
    while start < n:
        if string[start].isascii():
            end = start
            while end < n and string[end].isascii():
                end += 1
            out.append(unquote_to_bytes(string[start:end]).decode(encoding, errors))
        else:
            end = start
            while end < n and not string[end].isascii():
                end += 1
            out.append(string[start:end])
        start = end
    return ''.join(out)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """unquote() that takes + for a space."""
    return unquote(string.replace('+', ' '), encoding, errors)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    """A query as a dict of lists."""
    out = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding=encoding, errors=errors, max_num_fields=max_num_fields,
                                 separator=separator):
        if name in out:
            out[name].append(value)
        else:
            out[name] = [value]
    return out


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    """A query as a list of pairs."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, 'ascii')
        eq = '='

        def plain(s):
            return unquote_plus(s, encoding=encoding, errors=errors)
    elif qs is None:
        return []
    else:
        if not qs:
            return []
        qs = bytes(memoryview(qs))
        if isinstance(separator, str):
            separator = bytes(separator, 'ascii')
        eq = b'='

        def plain(s):
            return unquote_to_bytes(s.replace(b'+', b' '))
    if not qs:
        return []
    if max_num_fields is not None:
        num_fields = 1 + qs.count(separator)
        if max_num_fields < num_fields:
            raise ValueError('Max number of fields exceeded')
    out = []
    for pair in qs.split(separator):
        if pair or strict_parsing:
            name, has_eq, value = pair.partition(eq)
            if not has_eq and strict_parsing:
                raise ValueError('bad query field: %r' % (pair,))
            if value or keep_blank_values:
                out.append((plain(name), plain(value)))
    return out


_always_safe = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding=None, errors=None):
    """The text with what is special in URLs replaced by %XX."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """quote() that makes + of a space."""
    if isinstance(string, str) and ' ' not in string or isinstance(string, bytes) and b' ' not in string:
        return quote(string, safe, encoding, errors)
    space = ' ' if isinstance(safe, str) else b' '
    return quote(string, safe + space, encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    """quote() of bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    keep = _always_safe.union([c for c in safe if c < 128])
    if not bs.rstrip(bytes(keep)):
        return bs.decode()
    return ''.join([chr(c) if c in keep else f'%{c:02X}' for c in bs])


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """A query of a dict or pairs."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as err:
            raise TypeError('not a valid non-string sequence or mapping object') from err

    def text(x):
        if isinstance(x, bytes):
            return quote_via(x, safe)
        return quote_via(str(x), safe, encoding, errors)
    out = []
    for k, v in query:
        k = text(k)
        if not doseq or isinstance(v, (str, bytes)):
            out.append(k + '=' + text(v))
            continue
        try:
            len(v)
        except TypeError:
            out.append(k + '=' + text(v))
            continue
        for elt in v:
            out.append(k + '=' + text(elt))
    return '&'.join(out)


def unwrap(url):
    """The URL in <URL:...>."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    if url[:4] == 'URL:':
        url = url[4:].strip()
    return url
