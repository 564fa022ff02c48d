"""Controls of descriptors, which the sandbox does not permit."""
from _denied import function

F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, FD_CLOEXEC = 0, 1, 2, 3, 4, 5, 6, 7, 1
LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8
fcntl = function('process', 'fcntl.fcntl')
ioctl = function('process', 'fcntl.ioctl')


def flock(fd, operation, /):
    """Nobody else is there to be locked out."""


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """Nobody else is there to be locked out."""
