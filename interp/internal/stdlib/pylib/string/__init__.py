"""Constants of text, Template and Formatter."""
__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits', 'printable', 'punctuation',
           'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Every word with a capital letter first."""
    return (sep or ' ').join([w.capitalize() for w in s.split(sep)])


class _TemplatePattern:
    """The attribute Template.pattern: it is compiled when it is first asked for."""

    def __get__(self, instance, cls=None):
        cls = cls or type(instance)
        found = cls.__dict__.get('_compiled')
        if found is None:
            import re
            delim = re.escape(cls.delimiter)
            ident = cls.idpattern
            braced = cls.braceidpattern or ident
            found = cls._compiled = re.compile(
                fr'{delim}(?:(?P<escaped>{delim})|(?P<named>{ident})|{{(?P<braced>{braced})}}|(?P<invalid>))',
                re.IGNORECASE | re.VERBOSE if cls.flags is None else cls.flags | re.VERBOSE)
        return found


class Template:
    """A text with $names in it."""
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = None
    pattern = _TemplatePattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        given = cls.__dict__.get('pattern')
        if given is not None and not isinstance(given, _TemplatePattern):
            import re
            cls.pattern = re.compile(given, (re.IGNORECASE if cls.flags is None else cls.flags) | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """The parts of the text: ('text', s), ('escaped', s), ('named', name, s), ('braced', name, s), ('invalid', position)."""
        cls = type(self)
        if cls.idpattern is Template.idpattern and cls.braceidpattern is None and cls.flags is None and isinstance(
                _find(cls, 'pattern'), _TemplatePattern) and len(cls.delimiter) == 1:
            return _scan(self.template, cls.delimiter)
        return self._match()

    def _match(self):
        pos = 0
        for m in self.pattern.finditer(self.template):
            if m.start() > pos:
                yield 'text', self.template[pos:m.start()], None
            pos = m.end()
            for kind in ('named', 'braced'):
                if m.group(kind) is not None:
                    yield kind, m.group(kind), m.group()
                    break
            else:
                if m.group('escaped') is not None:
                    yield 'escaped', self.delimiter, None
                elif m.group('invalid') is not None:
                    yield 'invalid', m.start('invalid'), m.group()
                else:
                    raise ValueError('Unrecognized named group in pattern', self.pattern)
        if pos < len(self.template):
            yield 'text', self.template[pos:], None

    def _invalid(self, i):
        lines = self.template[:i].splitlines(keepends=True)
        if not lines:
            colno, lineno = 1, 1
        else:
            colno = i - len(''.join(lines[:-1]))
            lineno = len(lines)
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))

    def substitute(self, mapping={}, /, **kws):
        """The text with every name replaced."""
        if kws:
            mapping = _chain(kws, mapping)
        out = []
        for kind, value, _ in self._pieces():
            if kind == 'text' or kind == 'escaped':
                out.append(value)
            elif kind == 'invalid':
                self._invalid(value)
            else:
                out.append(str(mapping[value]))
        return ''.join(out)

    def safe_substitute(self, mapping={}, /, **kws):
        """The text with the names replaced that are known."""
        if kws:
            mapping = _chain(kws, mapping)
        out = []
        for kind, value, text in self._pieces():
            if kind == 'text' or kind == 'escaped':
                out.append(value)
            elif kind == 'invalid':
                out.append(text)
            else:
                try:
                    out.append(str(mapping[value]))
                except KeyError:
                    out.append(text)
        return ''.join(out)

    def is_valid(self):
        """Is no $ misplaced?"""
        return all([kind != 'invalid' for kind, _, _ in self._pieces()])

    def get_identifiers(self):
        """The names, in the order in which they first stand in the text."""
        out = []
        for kind, value, _ in self._pieces():
            if kind in ('named', 'braced') and value not in out:
                out.append(value)
        return out


def _find(cls, name):
    for c in cls.__mro__:
        if name in c.__dict__:
            return c.__dict__[name]


def _chain(first, second):
    from collections import ChainMap
    return ChainMap(first, second)


def _is_start(c):
    return c == '_' or c.isascii() and c.isalpha()


def _scan(text, delim):
    i, n, start = 0, len(text), 0
    while True:
        i = text.find(delim, i)
        if i < 0:
            break
        if i > start:
            yield 'text', text[start:i], None
        j = i + 1
        braced = j < n and text[j] == '{'
        k = j + 1 if braced else j
        if j < n and text[j] == delim:
            yield 'escaped', delim, None
            i = start = j + 1
            continue
        end = k
        if k < n and _is_start(text[k]):
            end = k + 1
            while end < n and (_is_start(text[end]) or text[end].isascii() and text[end].isdigit()):
                end += 1
        if end > k and not braced:
            yield 'named', text[k:end], text[i:end]
            i = start = end
        elif end > k and end < n and text[end] == '}':
            yield 'braced', text[k:end], text[i:end + 1]
            i = start = end + 1
        else:
            yield 'invalid', j, delim
            i = start = j
    if start < n:
        yield 'text', text[start:], None


def _parse_format(text):
    """The pieces of a format string: literal text, field, format spec, conversion."""
    i, n, literal = 0, len(text), []
    while i < n:
        c = text[i]
        if c == '}':
            if text[i + 1:i + 2] != '}':
                raise ValueError("Single '}' encountered in format string")
            literal.append('}')
            yield ''.join(literal), None, None, None
            literal = []
            i += 2
            continue
        if c != '{':
            j = i
            while j < n and text[j] not in '{}':
                j += 1
            literal.append(text[i:j])
            i = j
            continue
        if text[i + 1:i + 2] == '{':
            literal.append('{')
            yield ''.join(literal), None, None, None
            literal = []
            i += 2
            continue
        if i + 1 == n:
            raise ValueError("Single '{' encountered in format string")
        name, spec, conversion, i = _field(text, i + 1, n)
        yield ''.join(literal), name, spec, conversion
        literal = []
    if literal:
        yield ''.join(literal), None, None, None


def _field(text, i, n):
    """The field that begins after a brace: its name, format spec, conversion, and where the text goes on."""
    start, bracket = i, False
    while i < n:
        c = text[i]
        if c == '[':
            bracket = True
        elif c == ']':
            bracket = False
        elif not bracket:
            if c == '{':
                raise ValueError("unexpected '{' in field name")
            if c in ':!}':
                break
        i += 1
    else:
        raise ValueError("expected '}' before end of string")
    name, conversion = text[start:i], None
    if text[i] == '!':
        if i + 1 >= n:
            raise ValueError('end of string while looking for conversion specifier')
        conversion = text[i + 1]
        i += 2
        if i >= n:
            raise ValueError("unmatched '{' in format spec")
        if text[i] not in ':}':
            raise ValueError("expected ':' after conversion specifier")
    if text[i] == '}':
        return name, '', conversion, i + 1
    i += 1
    start, depth = i, 1
    while i < n:
        if text[i] == '{':
            depth += 1
        elif text[i] == '}':
            depth -= 1
            if not depth:
                return name, text[start:i], conversion, i + 1
        i += 1
    raise ValueError("unmatched '{' in format spec")


def _split_name(name):
    """The first part of a field's name, and an iterator over what follows: (is it an attribute, its name or index)."""
    i = 0
    while i < len(name) and name[i] not in '.[':
        i += 1
    first, rest = name[:i], name[i:]

    def parts():
        i, n = 0, len(rest)
        while i < n:
            if rest[i] == '.':
                j = i + 1
                while j < n and rest[j] not in '.[':
                    j += 1
                if j == i + 1:
                    raise ValueError('Empty attribute in format string')
                yield True, rest[i + 1:j]
            elif rest[i] == '[':
                j = rest.find(']', i)
                if j < 0:
                    raise ValueError("Missing ']' in format string")
                key = rest[i + 1:j]
                if not key:
                    raise ValueError('Empty attribute in format string')
                yield False, int(key) if key.isdigit() and key.isascii() else key
                j += 1
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
            i = j
    return int(first) if first.isdigit() and first.isascii() else first, parts()


class Formatter:
    """What str.format does, to be changed piece by piece."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first = field_name
            for i, c in enumerate(field_name):
                if c in '.[':
                    first = field_name[:i]
                    break
            if first == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif first.isdigit():
                if auto_arg_index:
                    raise ValueError('cannot switch from automatic field numbering to manual field specification')
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
