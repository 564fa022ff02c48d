"""Sessions: what requests have in common."""
from urllib.parse import urljoin, urlsplit, urlunsplit

from .adapters import HTTPAdapter
from .cookies import RequestsCookieJar, cookiejar_from_dict, merge_cookies
from .exceptions import InvalidSchema, TooManyRedirects
from .models import DEFAULT_REDIRECT_LIMIT, PreparedRequest, Request
from .status_codes import codes
from .structures import CaseInsensitiveDict


def default_headers():
    return CaseInsensitiveDict({'User-Agent': 'python-requests/2.32.5', 'Accept-Encoding': 'gzip, deflate', 'Accept': '*/*', 'Connection': 'keep-alive'})


def merge_setting(request_setting, session_setting, dict_class=dict):
    if session_setting is None:
        return request_setting
    if request_setting is None:
        return session_setting
    if not (hasattr(session_setting, 'keys') and hasattr(request_setting, 'keys')):
        return request_setting
    merged = dict_class(session_setting.items() if dict_class is dict else session_setting)
    merged.update(request_setting)
    for key in [k for k, v in merged.items() if v is None]:
        del merged[key]
    return merged


class Session:
    """Headers, cookies and the like for several requests."""
    __attrs__ = ['headers', 'cookies', 'auth', 'proxies', 'hooks', 'params', 'verify', 'cert', 'adapters', 'stream', 'trust_env', 'max_redirects']

    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.proxies = {}
        self.hooks = {'response': []}
        self.params = {}
        self.stream = False
        self.verify = True
        self.cert = None
        self.max_redirects = DEFAULT_REDIRECT_LIMIT
        self.trust_env = True
        self.cookies = cookiejar_from_dict({})
        self.adapters = {}
        self.mount('https://', HTTPAdapter())
        self.mount('http://', HTTPAdapter())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def prepare_request(self, request):
        cookies = request.cookies or {}
        if not isinstance(cookies, RequestsCookieJar):
            cookies = cookiejar_from_dict(cookies)
        merged = merge_cookies(merge_cookies(RequestsCookieJar(), self.cookies), cookies)
        hooks = request.hooks if request.hooks.get('response') else self.hooks
        p = PreparedRequest()
        p.prepare(method=request.method.upper(), url=request.url, files=request.files, data=request.data, json=request.json,
                  headers=merge_setting(CaseInsensitiveDict(request.headers), self.headers, CaseInsensitiveDict),
                  params=merge_setting(request.params, self.params), auth=merge_setting(request.auth, self.auth), cookies=merged, hooks=hooks)
        return p

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        """Ask for something."""
        req = Request(method=method.upper(), url=url, headers=headers, files=files, data=data or {}, json=json, params=params or {}, auth=auth,
                      cookies=cookies, hooks=hooks)
        return self.send(self.prepare_request(req), timeout=timeout, allow_redirects=allow_redirects, stream=stream or self.stream,
                         verify=self.verify if verify is None else verify, cert=cert or self.cert, proxies=proxies or {})

    def get(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', True)
        return self.request('GET', url, **kwargs)

    def options(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', True)
        return self.request('OPTIONS', url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)

    def send(self, request, **kwargs):
        """Send what is prepared; the reply, after redirects."""
        if isinstance(request, Request):
            raise ValueError('You can only send PreparedRequests.')
        allow_redirects = kwargs.pop('allow_redirects', True)
        kwargs.setdefault('stream', self.stream)
        kwargs.setdefault('verify', self.verify)
        kwargs.setdefault('cert', self.cert)
        kwargs.setdefault('proxies', self.proxies)
        r = self._send_one(request, kwargs)
        history = []
        if allow_redirects:
            while r.is_redirect:
                if len(history) >= self.max_redirects:
                    raise TooManyRedirects(f'Exceeded {self.max_redirects} redirects.', response=r)
                request = self._redirected(r, request)
                history.append(r)
                r = self._send_one(request, kwargs)
                r.history = history[:]
        elif r.is_redirect:
            r._next = self._redirected(r, request)
        if not kwargs['stream']:
            r.content
        return r

    def _send_one(self, request, kwargs):
        r = self.get_adapter(url=request.url).send(request, **kwargs)
        for hook in request.hooks.get('response', ()):
            changed = hook(r, **kwargs)
            if changed is not None:
                r = changed
        self.cookies.update(r.cookies)
        return r

    def _redirected(self, resp, req):
        prepared = req.copy()
        url = resp.headers['location']
        if url.startswith('//'):
            url = urlsplit(resp.url).scheme + ':' + url
        parts = urlsplit(url)
        if not parts.netloc:
            url = urljoin(resp.url, url)
        old = urlsplit(resp.url)
        if not parts.fragment and old.fragment:
            url = urlunsplit(urlsplit(url)._replace(fragment=old.fragment))
        prepared.prepare_url(url, None)
        method = prepared.method
        if resp.status_code == codes.see_other and method != 'HEAD' or resp.status_code == codes.found and method != 'HEAD':
            method = 'GET'
        if resp.status_code == codes.moved and method == 'POST':
            method = 'GET'
        prepared.method = method
        if resp.status_code not in (307, 308):
            for h in ('Content-Length', 'Content-Type', 'Transfer-Encoding'):
                prepared.headers.pop(h, None)
            prepared.body = None
        prepared.headers.pop('Cookie', None)
        merged = merge_cookies(merge_cookies(RequestsCookieJar(), self.cookies), resp.cookies)
        prepared.prepare_cookies(merged)
        if urlsplit(prepared.url).hostname != old.hostname:
            prepared.headers.pop('Authorization', None)
        return prepared

    def merge_environment_settings(self, url, proxies, stream, verify, cert):
        return {'proxies': proxies or {}, 'stream': stream or self.stream, 'verify': self.verify if verify is None else verify, 'cert': cert or self.cert}

    def get_adapter(self, url):
        for prefix, adapter in self.adapters.items():
            if url.lower().startswith(prefix.lower()):
                return adapter
        raise InvalidSchema(f'No connection adapters were found for {url!r}')

    def close(self):
        for v in self.adapters.values():
            v.close()

    def mount(self, prefix, adapter):
        """Send what begins with a prefix through an adapter."""
        self.adapters[prefix] = adapter
        for key in [k for k in self.adapters if len(k) < len(prefix)]:
            self.adapters[key] = self.adapters.pop(key)


def session():
    return Session()
