"""The users: there is one."""
from collections import namedtuple

struct_passwd = namedtuple('struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')
_user = struct_passwd('user', 'x', 1000, 1000, '', '/sandbox', '/bin/sh')


def getpwuid(uid, /):
    if uid != 1000:
        raise KeyError(f'getpwuid(): uid not found: {uid}')
    return _user


def getpwnam(name, /):
    if name != 'user':
        raise KeyError(f'getpwnam(): name not found: {name!r}')
    return _user


def getpwall():
    return [_user]
