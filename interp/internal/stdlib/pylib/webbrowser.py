"""Showing pages, which the sandbox does not permit."""
from _denied import deny

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]


class Error(Exception):
    pass


def open(url, new=0, autoraise=True):
    deny('process', 'webbrowser.open', url)


def open_new(url):
    return open(url, 1)


def open_new_tab(url):
    return open(url, 2)


def get(using=None):
    raise Error("could not locate runnable browser")


def register(name, klass, instance=None, *, preferred=False):
    pass
