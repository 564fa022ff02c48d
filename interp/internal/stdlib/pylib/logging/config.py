"""Set-up of logging by a dict or a file."""
import logging
import logging.handlers
import sys

DEFAULT_LOGGING_CONFIG_PORT = 9030


def _resolve(name):
    parts = name.split('.')
    used = parts.pop(0)
    found = __import__(used)
    for n in parts:
        used += '.' + n
        try:
            found = getattr(found, n)
        except AttributeError:
            __import__(used)
            found = getattr(found, n)
    return found


def _clearExistingHandlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


def _valid_ident(s):
    if not s.isidentifier() or not s.isascii():
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


class BaseConfigurator:
    """Finds what the strings of a configuration mean."""

    def __init__(self, config):
        self.config = config

    def resolve(self, s):
        try:
            return _resolve(s)
        except ImportError as e:
            v = ValueError('Cannot resolve %r: %s' % (s, e))
            raise v from e

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        d, rest = self.config, value
        while rest:
            if rest[0] == '.':
                rest = rest[1:]
            if rest[0] == '[':
                end = rest.index(']')
                key = rest[1:end]
                rest = rest[end + 1:]
                try:
                    d = d[int(key)] if key.isdigit() else d[key]
                except (TypeError, KeyError):
                    d = d[key]
            else:
                i = 0
                while i < len(rest) and rest[i] not in '.[':
                    i += 1
                if not i:
                    raise ValueError('Unable to convert %r at %r' % (value, rest))
                d = d[rest[:i]]
                rest = rest[i:]
        return self.convert(d)

    def convert(self, value):
        if isinstance(value, str):
            prefix, sep, rest = value.partition('://')
            if sep and prefix == 'ext':
                return self.ext_convert(rest)
            if sep and prefix == 'cfg':
                return self.cfg_convert(rest)
            return value
        if isinstance(value, dict):
            return {k: self.convert(v) for k, v in value.items()}
        if isinstance(value, tuple) and not hasattr(value, '_fields'):
            return tuple([self.convert(v) for v in value])
        if isinstance(value, list):
            return [self.convert(v) for v in value]
        return value

    def configure_custom(self, config):
        c = config.pop('()')
        if not callable(c):
            c = self.resolve(c)
        kwargs = {k: self.convert(config[k]) for k in config if k != '.' and _valid_ident(k)}
        result = c(**kwargs)
        props = config.pop('.', None)
        if props:
            for name, value in props.items():
                setattr(result, name, self.convert(value))
        return result

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    """Sets logging up as a dict says."""

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError('Unsupported version: %s' % config['version'])
        incremental = config.pop('incremental', False)
        if incremental:
            for name, handler_config in config.get('handlers', {}).items():
                if name not in logging._handlers:
                    raise ValueError('No handler found with name %r' % name)
                try:
                    level = handler_config.get('level', None)
                    if level:
                        logging._handlers[name].setLevel(logging._checkLevel(level))
                except Exception as e:
                    raise ValueError('Unable to configure handler %r' % name) from e
            for name, c in config.get('loggers', {}).items():
                try:
                    self.configure_logger(name, c, True)
                except Exception as e:
                    raise ValueError('Unable to configure logger %r' % name) from e
            root = config.get('root', None)
            if root:
                try:
                    self.configure_root(root, True)
                except Exception as e:
                    raise ValueError('Unable to configure root logger') from e
            return
        disable_existing = config.pop('disable_existing_loggers', True)
        _clearExistingHandlers()
        formatters = config.get('formatters', {})
        self._formatters, self._filters, self._handlers = {}, {}, {}
        for name in formatters:
            try:
                self._formatters[name] = self.configure_formatter(formatters[name])
            except Exception as e:
                raise ValueError('Unable to configure formatter %r' % name) from e
        filters = config.get('filters', {})
        for name in filters:
            try:
                self._filters[name] = self.configure_filter(filters[name])
            except Exception as e:
                raise ValueError('Unable to configure filter %r' % name) from e
        handlers = config.get('handlers', {})
        self._pending = {n: dict(handlers[n]) for n in handlers}
        for name in sorted(handlers):
            self._handler(name)
        root = logging.root
        existing = sorted(root.manager.loggerDict.keys())
        child_loggers = []
        for name, c in config.get('loggers', {}).items():
            if name in existing:
                i = existing.index(name) + 1
                prefixed = name + '.'
                while i < len(existing):
                    if existing[i].startswith(prefixed):
                        child_loggers.append(existing[i])
                    i += 1
                existing.remove(name)
            try:
                self.configure_logger(name, c)
            except Exception as e:
                raise ValueError('Unable to configure logger %r' % name) from e
        for log in existing:
            logger = root.manager.loggerDict[log]
            if log in child_loggers:
                if not isinstance(logger, logging.PlaceHolder):
                    logger.setLevel(logging.NOTSET)
                    logger.handlers = []
                    logger.propagate = True
            else:
                logger.disabled = disable_existing
        c = config.get('root', None)
        if c:
            try:
                self.configure_root(c)
            except Exception as e:
                raise ValueError('Unable to configure root logger') from e

    def _handler(self, name):
        """The handler of a name, made now if it was not yet."""
        if name not in self._handlers:
            try:
                if name not in self._pending:
                    raise KeyError(name)
                handler = self.configure_handler(self._pending.pop(name))
                handler.name = name
                self._handlers[name] = handler
            except Exception as e:
                raise ValueError('Unable to configure handler %r' % name) from e
        return self._handlers[name]

    def configure_formatter(self, config):
        if '()' in config:
            try:
                return self.configure_custom(dict(config))
            except TypeError as te:
                if "'format'" not in str(te):
                    raise
                config = dict(config)  # its parameter may have the older name
                config['fmt'] = config.pop('format')
                return self.configure_custom(config)
        fmt = config.get('format', None)
        dfmt = config.get('datefmt', None)
        style = config.get('style', '%')
        cls = config.get('class', None)
        extra = {'defaults': config['defaults']} if config.get('defaults') is not None else {}
        c = self.resolve(cls) if cls else logging.Formatter
        if 'validate' in config:
            return c(fmt, dfmt, style, config['validate'], **extra)
        return c(fmt, dfmt, style, **extra)

    def configure_filter(self, config):
        if '()' in config:
            return self.configure_custom(dict(config))
        return logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        for f in filters:
            try:
                if callable(f) or callable(getattr(f, 'filter', None)):
                    filterer.addFilter(f)
                else:
                    filterer.addFilter(self._filters[f])
            except Exception as e:
                raise ValueError('Unable to add filter %r' % f) from e

    def configure_handler(self, config):
        formatter = config.pop('formatter', None)
        if formatter:
            try:
                formatter = self._formatters[formatter]
            except Exception as e:
                raise ValueError('Unable to set formatter %r' % formatter) from e
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        props = config.pop('.', None)
        if '()' in config:
            factory = config.pop('()')
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            cname = config.pop('class')
            factory = cname if callable(cname) else self.resolve(cname)
            if isinstance(factory, type) and issubclass(factory, logging.handlers.MemoryHandler) and 'target' in config:
                try:
                    config['target'] = self._handler(config['target'])
                except Exception as e:
                    raise ValueError('Unable to set target handler %r' % config['target']) from e
                if 'flushLevel' in config:
                    config['flushLevel'] = logging._checkLevel(config['flushLevel'])
        kwargs = {k: self.convert(config[k]) for k in config if _valid_ident(k)}
        try:
            result = factory(**kwargs)
        except TypeError as te:
            if "'stream'" not in str(te):
                raise
            kwargs['strm'] = kwargs.pop('stream')
            result = factory(**kwargs)
        if formatter:
            result.setFormatter(formatter)
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(result, filters)
        if props:
            for name, value in props.items():
                setattr(result, name, self.convert(value))
        return result

    def add_handlers(self, logger, handlers):
        for h in handlers:
            try:
                logger.addHandler(self._handlers[h])
            except Exception as e:
                raise ValueError('Unable to add handler %r' % h) from e

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for h in logger.handlers[:]:
                logger.removeHandler(h)
            handlers = config.get('handlers', None)
            if handlers:
                self.add_handlers(logger, handlers)
            filters = config.get('filters', None)
            if filters:
                self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set logging up as a dict says."""
    dictConfigClass(dict(config)).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Set logging up as a file says."""
    import configparser
    import os
    if isinstance(fname, str):
        if not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        if not os.path.getsize(fname):
            raise RuntimeError(f'{fname} is an empty file')
    if isinstance(fname, configparser.RawConfigParser):
        cp = fname
    else:
        try:
            cp = configparser.ConfigParser(defaults)
            if hasattr(fname, 'readline'):
                cp.read_file(fname)
            else:
                cp.read(fname, encoding=encoding)
        except configparser.ParsingError as e:
            raise RuntimeError(f'{fname} is invalid: {e}')
    _clearExistingHandlers()
    names = [n.strip() for n in cp['formatters']['keys'].split(',') if n.strip()]
    formatters = {}
    scope = {**vars(logging), 'sys': sys, 'handlers': logging.handlers}
    for n in names:
        s = cp['formatter_' + n]
        cls = _resolve(s['class']) if s.get('class') else logging.Formatter
        fmt, datefmt, style, values = [cp.get('formatter_' + n, option, raw=True, fallback=default) for option, default in
                                       (('format', None), ('datefmt', None), ('style', '%'), ('defaults', None))]
        extra = {} if values is None else {'defaults': eval(values, scope)}
        formatters[n] = cls(fmt, datefmt, style, **extra)
    handlers = {}
    for n in [x.strip() for x in cp['handlers']['keys'].split(',') if x.strip()]:
        s = cp['handler_' + n]
        try:
            cls = eval(s['class'], scope)
        except (AttributeError, NameError):
            cls = _resolve(s['class'])
        h = cls(*eval(s.get('args', '()'), scope), **eval(s.get('kwargs', '{}'), scope))
        h.name = n
        if 'level' in s:
            h.setLevel(s['level'])
        if s.get('formatter'):
            h.setFormatter(formatters[s['formatter']])
        handlers[n] = h
    existing = sorted(logging.root.manager.loggerDict)
    children = set()
    for n in [x.strip() for x in cp['loggers']['keys'].split(',') if x.strip()]:
        s = cp['logger_' + n]
        log = logging.root if n == 'root' else logging.getLogger(s['qualname'])
        if 'level' in s:
            log.setLevel(s['level'])
        for h in log.handlers[:]:
            log.removeHandler(h)
        for h in [x.strip() for x in s.get('handlers', '').split(',') if x.strip()]:
            log.addHandler(handlers[h])
        if n != 'root':
            log.propagate = s.getint('propagate', fallback=1)
            log.disabled = 0
            name = s['qualname']
            if name in existing:
                children.update([other for other in existing if other.startswith(name + '.')])
                existing.remove(name)
    for name in existing:
        log = logging.root.manager.loggerDict[name]
        if isinstance(log, logging.PlaceHolder):
            continue
        if name in children:
            log.setLevel(logging.NOTSET)
            log.handlers = []
            log.propagate = True
        else:
            log.disabled = disable_existing_loggers
