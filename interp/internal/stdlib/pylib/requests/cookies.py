"""Cookies."""
from collections.abc import MutableMapping


class CookieConflictError(RuntimeError):
    """There are two cookies of the name."""


class Cookie:
    """A cookie."""

    def __init__(self, name, value, domain='', path='/', expires=None, secure=False, **rest):
        self.name = name
        self.value = value
        self.domain = domain
        self.path = path
        self.expires = expires
        self.secure = secure
        self.rest = rest

    def __repr__(self):
        return f'Cookie(version=0, name={self.name!r}, value={self.value!r}, domain={self.domain!r}, path={self.path!r})'


class RequestsCookieJar(MutableMapping):
    """Cookies, which look like a dict."""

    def __init__(self, policy=None):
        self._all = []

    def _find(self, name, domain=None, path=None):
        return [c for c in self._all if c.name == name and (domain is None or c.domain == domain) and (path is None or c.path == path)]

    def get(self, name, default=None, domain=None, path=None):
        found = self._find(name, domain, path)
        return found[-1].value if found else default

    def set(self, name, value, **kwargs):
        if value is None:
            self._all = [c for c in self._all if c not in self._find(name, kwargs.get('domain'), kwargs.get('path'))]
            return None
        cookie = Cookie(name, value, **kwargs)
        self.set_cookie(cookie)
        return cookie

    def set_cookie(self, cookie, *args, **kwargs):
        self._all = [c for c in self._all if not (c.name == cookie.name and c.domain == cookie.domain and c.path == cookie.path)]
        self._all.append(cookie)

    def __getitem__(self, name):
        found = self._find(name)
        if not found:
            raise KeyError(f'name={name!r}, domain=None, path=None')
        if len(found) > 1:
            raise CookieConflictError(f'There are multiple cookies with name, {name!r}')
        return found[0].value

    def __setitem__(self, name, value):
        self.set(name, value)

    def __delitem__(self, name):
        self._all = [c for c in self._all if c.name != name]

    def __iter__(self):
        return iter(list(self._all))

    def __len__(self):
        return len(self._all)

    def __contains__(self, name):
        return bool(self._find(name))

    def iterkeys(self):
        return iter([c.name for c in self._all])

    def keys(self):
        return [c.name for c in self._all]

    def values(self):
        return [c.value for c in self._all]

    def items(self):
        return [(c.name, c.value) for c in self._all]

    def list_domains(self):
        return list(dict.fromkeys([c.domain for c in self._all]))

    def get_dict(self, domain=None, path=None):
        return {c.name: c.value for c in self._all if (domain is None or c.domain == domain) and (path is None or c.path == path)}

    def update(self, other):
        if isinstance(other, RequestsCookieJar):
            for c in other._all:
                self.set_cookie(c)
        else:
            for k, v in dict(other).items():
                self.set(k, v)

    def copy(self):
        made = RequestsCookieJar()
        made._all = list(self._all)
        return made

    def clear(self, domain=None, path=None, name=None):
        self._all = [c for c in self._all if domain is not None and c.domain != domain]

    def header(self, host, path, secure):
        """The header Cookie for a request."""
        out = []
        for c in self._all:
            domain = c.domain.lstrip('.')
            if domain and host != domain and not host.endswith('.' + domain):
                continue
            if not path.startswith(c.path) or c.secure and not secure:
                continue
            out.append(f'{c.name}={c.value}')
        return '; '.join(out)

    def take(self, headers, host):
        """Remember what a reply sets."""
        for value in headers:
            parts = [p.strip() for p in value.split(';')]
            name, _, text = parts[0].partition('=')
            fields = {'domain': host, 'path': '/'}
            for p in parts[1:]:
                k, _, v = p.partition('=')
                k = k.strip().lower()
                if k == 'secure':
                    fields['secure'] = True
                elif k in ('domain', 'path') and v:
                    fields[k] = v.strip()
                elif k == 'max-age' and v.strip() in ('0', '-1'):
                    fields['gone'] = True
            if fields.pop('gone', False):
                self._all = [c for c in self._all if not (c.name == name and c.domain == fields['domain'])]
            else:
                self.set(name, text, **fields)

    def __repr__(self):
        return f"<RequestsCookieJar[{', '.join(['<Cookie %s=%s for %s%s>' % (c.name, c.value, c.domain, c.path) for c in self._all])}]>"


def cookiejar_from_dict(cookie_dict, cookiejar=None, overwrite=True):
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    for k, v in (cookie_dict or {}).items():
        if overwrite or k not in jar:
            jar.set(k, v)
    return jar


def merge_cookies(cookiejar, cookies):
    if isinstance(cookies, dict):
        return cookiejar_from_dict(cookies, cookiejar, overwrite=False)
    cookiejar.update(cookies)
    return cookiejar
