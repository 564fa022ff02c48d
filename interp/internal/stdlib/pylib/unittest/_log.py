"""assertLogs and assertNoLogs."""
import logging
from collections import namedtuple
from ._contexts import _BaseTestCaseContext

__unittest = True

_LoggingWatcher = namedtuple('_LoggingWatcher', 'records output')


class _Collector(logging.Handler):
    """A handler that keeps what it is given, as records and as text."""

    def __init__(self, level, layout):
        super().__init__(level)
        self.setFormatter(logging.Formatter(layout))
        self.watcher = _LoggingWatcher(records=[], output=[])

    def emit(self, record):
        self.watcher.output.append(self.format(record))
        self.watcher.records.append(record)


class _AssertLogsContext(_BaseTestCaseContext):
    """While it lasts, a logger tells a collector alone what it is told."""

    LOGGING_FORMAT = '%(levelname)s:%(name)s:%(message)s'
    msg = None

    def __init__(self, test_case, logger_name, level, no_logs):
        super().__init__(test_case)
        self.no_logs = no_logs
        self.logger_name = logger_name
        # A level that has no such name is told by the handler, when the context is entered.
        self.level = logging.getLevelNamesMapping().get(level, level) if level else logging.INFO

    def __enter__(self):
        named = self.logger_name
        self.logger = logger = named if isinstance(named, logging.Logger) else logging.getLogger(named)
        collector = _Collector(self.level, self.LOGGING_FORMAT)
        self.watcher = collector.watcher
        self._before = logger.handlers, logger.propagate, logger.level
        self._arrange([collector], False, self.level)
        return None if self.no_logs else self.watcher

    def _arrange(self, handlers, propagate, level):
        self.logger.handlers, self.logger.propagate = handlers, propagate
        self.logger.setLevel(level)

    def __exit__(self, exc_type, exc_value, tb):
        self._arrange(*self._before)
        if exc_type is not None:
            return False
        logged = bool(self.watcher.records)
        if logged and self.no_logs:
            self._raiseFailure(f'Unexpected logs found: {self.watcher.output!r}')
        if not logged and not self.no_logs:
            level = logging.getLevelName(self.level)
            self._raiseFailure(f'no logs of level {level} or higher triggered on {self.logger.name}')
