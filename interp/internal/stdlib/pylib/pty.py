"""Terminals, which the sandbox does not permit."""
from _denied import function

__all__ = ["openpty", "fork", "spawn"]
STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = 0, 1, 2
openpty = function('process', 'pty.openpty')
fork = function('process', 'pty.fork')
spawn = function('process', 'pty.spawn')
