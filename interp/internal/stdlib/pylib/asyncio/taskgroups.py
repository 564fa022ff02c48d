"""Groups of tasks that end together."""
from . import events, exceptions, tasks

__all__ = ('TaskGroup',)


def _ends_the_program(error):
    return isinstance(error, (SystemExit, KeyboardInterrupt))


class TaskGroup:
    """Tasks that are waited for at the end of the with statement; when one fails, the others are cancelled."""

    _parent = None      # the task that has entered the group
    _loop = None
    _leaving = False    # the body of the with statement is over
    _aborting = False   # something has failed, and what still runs has been cancelled
    _parent_hit = False  # so has the parent, by the group
    _fatal = None       # SystemExit or KeyboardInterrupt
    _all_done = None    # a future, while the parent waits

    def __init__(self):
        self._tasks = {}
        self._errors = []

    def __repr__(self):
        facts = ['TaskGroup']
        for name, things in ('tasks', self._tasks), ('errors', self._errors):
            if things:
                facts.append(f'{name}={len(things)}')
        if self._aborting:
            facts.append('cancelling')
        elif self._loop is not None:
            facts.append('entered')
        return f"<{' '.join(facts)}>"

    async def __aenter__(self):
        if self._loop is not None:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        loop = events.get_running_loop()
        self._parent = tasks.current_task(loop)
        if self._parent is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        self._loop = loop
        return self

    async def __aexit__(self, exc_type, error, tb):
        try:
            await self._finish(error)
        finally:
            # The frames of what was raised lead here: keep no circle alive.
            self._parent = self._errors = self._fatal = None
            del error, tb

    async def _finish(self, error):
        self._leaving = True
        cancelled = error if isinstance(error, exceptions.CancelledError) else None
        if _ends_the_program(error) and self._fatal is None:
            self._fatal = error
        if error is not None and not self._aborting:
            self._abort()
        try:
            cancelled = await self._wait_for_all(cancelled)
            if self._fatal is not None:
                raise self._fatal
            if self._parent_hit and self._parent.uncancel() == 0:
                cancelled = None  # nobody but the group wanted that
            if error is not None and not isinstance(error, exceptions.CancelledError):
                self._errors.append(error)
            if self._errors:
                if self._parent.cancelling():
                    # The group's exception goes first; the cancellation comes again at the next await.
                    self._parent.uncancel()
                    self._parent.cancel()
                raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._errors) from None
            if cancelled is not None:
                raise cancelled
        finally:
            del error, cancelled

    async def _wait_for_all(self, cancelled):
        """Wait for the tasks. Answers the cancellation to pass on: the one given, or one that comes meanwhile."""
        while self._tasks:
            self._all_done = self._loop.create_future()
            try:
                await self._all_done
            except exceptions.CancelledError as late:
                if not self._aborting:
                    cancelled = late
                    self._abort()
            finally:
                self._all_done = None
        return cancelled

    def create_task(self, coro, **kwargs):
        """A task of the group."""
        refused = None
        if self._loop is None:
            refused = 'has not been entered'
        elif self._leaving and not self._tasks:
            refused = 'is finished'
        elif self._aborting:
            refused = 'is shutting down'
        if refused:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} {refused}')
        task = self._loop.create_task(coro, **kwargs)
        if not task.done():
            self._tasks[task] = None
            task.add_done_callback(self._ended)
        else:
            self._ended(task)
        return task

    def _abort(self):
        self._aborting = True
        for task in tuple(self._tasks):
            task.cancel()

    def _ended(self, task):
        self._tasks.pop(task, None)
        waiting = self._all_done
        if not self._tasks and waiting is not None and not waiting.done():
            waiting.set_result(None)
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._fatal is None and _ends_the_program(error):
            self._fatal = error
        if self._parent.done():
            message = f'Task {task!r} has errored out but its parent task {self._parent} is already completed'
            self._loop.call_exception_handler(dict(message=message, exception=error, task=task))
        elif not self._aborting and not self._parent_hit:
            self._abort()
            self._parent_hit = True
            self._parent.cancel()
