"""Options of a command line in the manner of C's getopt."""
import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']

# Whether an option takes an argument.
_NEVER, _ALWAYS, _MAYBE = False, True, '?'


class GetoptError(Exception):
    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """The options before the first argument that is none, and the arguments from there on."""
    found = []
    longopts = _names(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        first, args = args[0], args[1:]
        if first == '--':
            break
        args = _take(found, first, args, shortopts, longopts)
    return found, args


def gnu_getopt(args, shortopts, longopts=[]):
    """The options wherever they stand, and the other arguments."""
    found, others = [], []
    longopts = _names(longopts)
    in_order = shortopts.startswith('-')
    until_other = not in_order and (shortopts.startswith('+') or bool(os.environ.get('POSIXLY_CORRECT')))
    if shortopts[:1] in ('-', '+'):
        shortopts = shortopts[1:]
    while args:
        first, args = args[0], args[1:]
        if first == '--':
            others.extend(args)
            break
        if first.startswith('-') and first != '-':
            if in_order and others:
                found.append((None, others))
                others = []
            args = _take(found, first, args, shortopts, longopts)
        elif until_other:
            others.append(first)
            others.extend(args)
            break
        else:
            others.append(first)
    return found, others


def _names(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def _take(found, first, args, shortopts, longopts):
    """Add the options that the argument first holds to found; answer the arguments that are left."""
    if first.startswith('--'):
        return do_longs(found, first[2:], longopts, args)[1]
    return do_shorts(found, first[1:], shortopts, args)[1]


def do_shorts(opts, optstring, shortopts, args):
    while optstring:
        letter, optstring = optstring[0], optstring[1:]
        kind, value = short_has_arg(letter, shortopts), ''
        if kind is _ALWAYS and not optstring:
            if not args:
                raise GetoptError(f'option -{letter} requires argument', letter)
            optstring, args = args[0], args[1:]
        if kind:
            value, optstring = optstring, ''
        opts.append(('-' + letter, value))
    return opts, args


def short_has_arg(opt, shortopts):
    for i, c in enumerate(shortopts):
        if c == opt != ':':
            return _MAYBE if shortopts.startswith('::', i + 1) else shortopts.startswith(':', i + 1)
    raise GetoptError(f'option -{opt} not recognized', opt)


def do_longs(opts, opt, longopts, args):
    given, equals, value = opt.partition('=')
    kind, name = long_has_args(given, longopts)
    if not kind:
        if equals:
            raise GetoptError(f'option --{name} must not have an argument', name)
    elif kind is _ALWAYS and not equals:
        if not args:
            raise GetoptError(f'option --{name} requires argument', name)
        value, args = args[0], args[1:]
    opts.append(('--' + name, value))
    return opts, args


def long_has_args(opt, longopts):
    """Whether the option that is named, or that alone begins so, takes an argument, and its name."""
    fitting = [o for o in longopts if o.startswith(opt)]
    if not fitting:
        raise GetoptError(f'option --{opt} not recognized', opt)
    for ending, kind in (('', _NEVER), ('=', _ALWAYS), ('=?', _MAYBE)):
        if opt + ending in fitting:
            return kind, opt
    if len(fitting) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix; possible options: {', '.join(fitting)}", opt)
    for ending, kind in (('=?', _MAYBE), ('=', _ALWAYS)):
        if fitting[0].endswith(ending):
            return kind, fitting[0][:-len(ending)]
    return _NEVER, fitting[0]
