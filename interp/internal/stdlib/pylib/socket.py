"""Sockets, which the sandbox does not permit."""
import enum
import os
from _denied import deny, function

AddressFamily = enum.IntEnum('AddressFamily', {'AF_UNSPEC': 0, 'AF_UNIX': 1, 'AF_INET': 2, 'AF_INET6': 10, 'AF_NETLINK': 16, 'AF_PACKET': 17,
                                               'AF_BLUETOOTH': 31}, module=__name__)
SocketKind = enum.IntEnum('SocketKind', {'SOCK_STREAM': 1, 'SOCK_DGRAM': 2, 'SOCK_RAW': 3, 'SOCK_RDM': 4, 'SOCK_SEQPACKET': 5,
                                         'SOCK_NONBLOCK': 2048, 'SOCK_CLOEXEC': 524288}, module=__name__)
MsgFlag = enum.IntFlag('MsgFlag', {'MSG_OOB': 1, 'MSG_PEEK': 2, 'MSG_DONTROUTE': 4, 'MSG_DONTWAIT': 64, 'MSG_WAITALL': 256,
                                   'MSG_NOSIGNAL': 16384}, module=__name__)
AddressInfo = enum.IntFlag('AddressInfo', {'AI_PASSIVE': 1, 'AI_CANONNAME': 2, 'AI_NUMERICHOST': 4, 'AI_V4MAPPED': 8, 'AI_ALL': 16,
                                           'AI_ADDRCONFIG': 32, 'AI_NUMERICSERV': 1024}, module=__name__)
for _e in (AddressFamily, SocketKind, MsgFlag, AddressInfo):
    globals().update(_e.__members__)
del _e
SOL_SOCKET, SO_DEBUG, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE = 1, 1, 2, 3, 4, 6, 7, 8, 9
SO_LINGER, SO_REUSEPORT, SO_RCVTIMEO, SO_SNDTIMEO, SOMAXCONN = 13, 15, 20, 21, 4096
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, IPPROTO_RAW = 0, 1, 6, 17, 41, 255
TCP_NODELAY, IPV6_V6ONLY = 1, 26
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
INADDR_ANY, INADDR_BROADCAST, INADDR_LOOPBACK = 0, 0xffffffff, 0x7f000001
EAI_AGAIN, EAI_FAIL, EAI_NONAME = -3, -4, -2
has_ipv6 = True
error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


class socket:
    """A socket; making one is not permitted."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        deny('network', 'socket.socket')


SocketType = socket
create_connection = function('network', 'socket.create_connection')
create_server = function('network', 'socket.create_server')
socketpair = function('network', 'socket.socketpair')
fromfd = function('network', 'socket.fromfd')
getaddrinfo = function('network', 'socket.getaddrinfo')
gethostbyname = function('network', 'socket.gethostbyname')
gethostbyname_ex = function('network', 'socket.gethostbyname_ex')
gethostbyaddr = function('network', 'socket.gethostbyaddr')
getnameinfo = function('network', 'socket.getnameinfo')
sethostname = function('network', 'socket.sethostname')
if_nameindex = function('network', 'socket.if_nameindex')


def gethostname():
    return 'sandbox'


def getfqdn(name=''):
    return name or 'sandbox'


def has_dualstack_ipv6():
    return False


_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = None if timeout is None else float(timeout)


def _swap(n, size, name):
    if not isinstance(n, int):
        raise TypeError(f"an integer is required (got type {type(n).__name__})")
    if n < 0:
        raise OverflowError(f"{name}: can't convert negative Python int to C {size * 8}-bit unsigned integer")
    if n >= 1 << 8 * size:
        raise OverflowError(f"{name}: Python int too large to convert to C {size * 8}-bit unsigned integer")
    return int.from_bytes(n.to_bytes(size, 'little'), 'big')


def htons(n, /):
    return _swap(n, 2, 'htons')


def ntohs(n, /):
    return _swap(n, 2, 'ntohs')


def htonl(n, /):
    return _swap(n, 4, 'htonl')


def ntohl(n, /):
    return _swap(n, 4, 'ntohl')


def inet_aton(ip_addr, /):
    parts = ip_addr.split('.')
    try:
        numbers = [int(p, 0) for p in parts]
        last = numbers.pop()
        if len(numbers) > 3 or any(not 0 <= n <= 255 for n in numbers) or not 0 <= last < 1 << 8 * (4 - len(numbers)):
            raise ValueError
        return bytes(numbers) + last.to_bytes(4 - len(numbers), 'big')
    except ValueError:
        raise OSError('illegal IP address string passed to inet_aton') from None


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError('packed IP wrong length')
    return '.'.join(map(str, packed_ip))


def inet_pton(address_family, ip_string, /):
    import ipaddress
    try:
        if address_family == AF_INET:
            return ipaddress.IPv4Address(ip_string).packed
        if address_family == AF_INET6:
            return ipaddress.IPv6Address(ip_string).packed
    except ValueError:
        raise OSError('illegal IP address string passed to inet_pton') from None
    raise OSError(97, 'Address family not supported by protocol')


def inet_ntop(address_family, packed_ip, /):
    import ipaddress
    size = {AF_INET: 4, AF_INET6: 16}.get(address_family)
    if size is None:
        raise ValueError(f'unknown address family {address_family}')
    if len(packed_ip) != size:
        raise ValueError('invalid length of packed IP address string')
    return str(ipaddress.ip_address(bytes(packed_ip)))


_SERVICES = {'http': 80, 'https': 443, 'ftp': 21, 'ssh': 22, 'smtp': 25, 'domain': 53, 'telnet': 23, 'pop3': 110, 'imap2': 143}


def getservbyname(servicename, protocolname='tcp', /):
    try:
        return _SERVICES[servicename]
    except KeyError:
        raise OSError('service/proto not found') from None


def getservbyport(port, protocolname='tcp', /):
    for name, number in _SERVICES.items():
        if number == port:
            return name
    raise OSError('port/proto not found')


def getprotobyname(name, /):
    try:
        return {'ip': 0, 'icmp': 1, 'tcp': 6, 'udp': 17, 'ipv6': 41}[name]
    except KeyError:
        raise OSError('protocol not found') from None


__all__ = [n for n in globals() if not n.startswith('_') and n not in ('enum', 'os', 'deny', 'function')]
