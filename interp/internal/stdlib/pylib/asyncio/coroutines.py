"""What is a coroutine."""
__all__ = ('iscoroutinefunction', 'iscoroutine')


async def _coroutine():
    pass


_made = _coroutine()
_types = (type(_made),)
_made.close()


def iscoroutinefunction(func):
    """Is it a function that makes coroutines?"""
    while True:
        if hasattr(func, '__func__'):
            func = func.__func__
        elif hasattr(func, 'func') and hasattr(func, 'keywords'):
            func = func.func
        else:
            break
    code = getattr(func, '__code__', None)
    if code is not None and getattr(code, 'co_flags', 0) & 0x80:
        return True
    return getattr(func, '_is_coroutine_mark', None) is not None


def iscoroutine(obj):
    """Is it a coroutine?"""
    if type(obj) in _types:
        return True
    return isinstance(obj, _types) or not isinstance(obj, type) and hasattr(obj, 'cr_frame') and hasattr(obj, 'send')
