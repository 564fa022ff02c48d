"""Processes: they are here, and refuse to start."""
__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

PIPE, STDOUT, DEVNULL = -1, -2, -3


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, **kwds):
    raise PermissionError(1, 'Operation not permitted')


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, **kwds):
    raise PermissionError(1, 'Operation not permitted', program)
