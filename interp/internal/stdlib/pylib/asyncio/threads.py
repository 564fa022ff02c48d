"""Functions that run in threads."""
import contextvars

from . import events

__all__ = ('to_thread',)


async def to_thread(func, /, *args, **kwargs):
    """Run a function in a thread and wait for it."""
    loop = events.get_running_loop()
    ctx = contextvars.copy_context()

    def call():
        return ctx.run(func, *args, **kwargs)
    return await loop.run_in_executor(None, call)
