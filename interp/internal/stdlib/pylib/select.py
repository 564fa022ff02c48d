"""Waiting for descriptors, which the sandbox does not permit."""
from _denied import function

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLET = 1, 4, 8, 16, 1 << 31
PIPE_BUF = 4096
select = function('network', 'select.select')
poll = function('network', 'select.poll')
epoll = function('network', 'select.epoll')
