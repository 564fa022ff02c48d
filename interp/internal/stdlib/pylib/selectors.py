"""Waiting for files to become ready: registrations are kept, waiting is not permitted in the sandbox."""
import select as _select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

from _denied import deny

EVENT_READ, EVENT_WRITE = 1, 2

SelectorKey = namedtuple('SelectorKey', 'fileobj fd events data')
SelectorKey.__doc__ = 'A registration: the file, its descriptor, the events waited for, and data of the caller.'


def _descriptor(fileobj):
    """The descriptor of a file, which may be given by its number."""
    fd = fileobj
    if not isinstance(fd, int):
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd >= 0:
        return fd
    raise ValueError(f'Invalid file descriptor: {fd}')


class _Registrations(Mapping):
    """What is registered: looked up by file, kept by descriptor. A selector shows its own to who asks for its map, so that
    only a selector may change it, through `by_fd`."""

    def __init__(self):
        self.by_fd = {}

    def descriptor(self, fileobj):
        """The descriptor of a file. One that was closed no longer tells it, but may be known from its registration."""
        try:
            return _descriptor(fileobj)
        except ValueError:
            known = next((key.fd for key in self.by_fd.values() if key.fileobj is fileobj), None)
            if known is None:
                raise
            return known

    def __getitem__(self, fileobj):
        fd = self.descriptor(fileobj)
        if fd in self.by_fd:
            return self.by_fd[fd]
        raise KeyError(f'{fileobj!r} is not registered')

    def __iter__(self):
        return iter(self.by_fd)

    def __len__(self):
        return len(self.by_fd)


class BaseSelector(metaclass=ABCMeta):
    """What every selector can do. One's own needs the four abstract methods only."""

    @abstractmethod
    def get_map(self):
        """The registrations, by file; None once the selector is closed."""
        raise NotImplementedError

    @abstractmethod
    def select(self, timeout=None):
        """Wait until a file is ready."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Wait for a file no longer."""
        raise NotImplementedError

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Wait for events of a file from now on."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Change what is waited for."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def get_key(self, fileobj):
        """The registration of a file."""
        registered = self.get_map()
        if registered is None:
            raise RuntimeError('Selector is closed')
        if (key := registered.get(fileobj)) is None:
            raise KeyError(f'{fileobj!r} is not registered')
        return key

    def close(self):
        """Forget all files."""

    def __exit__(self, *error):
        self.close()

    def __enter__(self):
        return self


class _Registering(BaseSelector):
    """A selector that keeps registrations."""

    def __init__(self):
        self._registered = _Registrations()
        self._open = True

    def get_map(self):
        return self._registered if self._open else None

    def register(self, fileobj, events, data=None):
        if events not in (EVENT_READ, EVENT_WRITE, EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        fd = self._registered.descriptor(fileobj)
        if fd in self._registered.by_fd:
            raise KeyError(f'{fileobj!r} (FD {fd}) is already registered')
        key = self._registered.by_fd[fd] = SelectorKey(fileobj, fd, events, data)
        return key

    def unregister(self, fileobj):
        key = self._registered[fileobj]
        del self._registered.by_fd[key.fd]
        return key

    def modify(self, fileobj, events, data=None):
        key = self._registered[fileobj]
        if events != key.events:
            return super().modify(fileobj, events, data)
        if data != key.data:
            # the events stay, and with them the file that was registered
            key = self._registered.by_fd[key.fd] = key._replace(data=data)
        return key

    def select(self, timeout=None):
        deny('network', f'selectors.{type(self).__name__}.select')

    def close(self):
        self._registered.by_fd.clear()
        self._open = False


class SelectSelector(_Registering):
    """Waits with select."""


class PollSelector(_Registering):
    """Waits with poll."""


class EpollSelector(_Registering):
    """Waits with epoll."""

    def fileno(self):
        """The descriptor of the epoll object, which the sandbox does not permit."""
        return _select.epoll()


DefaultSelector = EpollSelector
