"""The parser of TOML 1.0."""
from . import TOMLDecodeError

_control = frozenset([chr(i) for i in range(32)] + ['\x7f'])
_bad_basic = _control - {'\t'}
_bad_multiline = _control - {'\t', '\n'}
_bare = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_')
_hex = frozenset('0123456789abcdefABCDEF')
_escapes = {'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '"': '"', '\\': '\\'}
_max_nesting = 500


class _Flags:
    """What is known of the tables so far: which are closed to additions, and which were named explicitly."""
    FROZEN, EXPLICIT = 0, 1

    def __init__(self):
        self._flags = {}
        self._pending = set()

    def add_pending(self, key, flag):
        self._pending.add((key, flag))

    def finalize_pending(self):
        for key, flag in self._pending:
            self.set(key, flag, recursive=False)
        self._pending.clear()

    def unset_all(self, key):
        cont = self._flags
        for k in key[:-1]:
            if k not in cont:
                return
            cont = cont[k]['nested']
        cont.pop(key[-1], None)

    def set(self, key, flag, *, recursive):
        cont = self._flags
        for k in key[:-1]:
            cont = cont.setdefault(k, {'flags': set(), 'recursive': set(), 'nested': {}})['nested']
        entry = cont.setdefault(key[-1], {'flags': set(), 'recursive': set(), 'nested': {}})
        entry['recursive' if recursive else 'flags'].add(flag)

    def is_(self, key, flag):
        if not key:
            return False
        cont = self._flags
        for k in key[:-1]:
            if k not in cont:
                return False
            inner = cont[k]
            if flag in inner['recursive']:
                return True
            cont = inner['nested']
        if key[-1] in cont:
            entry = cont[key[-1]]
            return flag in entry['flags'] or flag in entry['recursive']
        return False


class Parser:
    def __init__(self, src, parse_float):
        self.src = src
        self.n = len(src)
        self.data = {}
        self.flags = _Flags()
        if parse_float is float:
            self.parse_float = float
        else:
            def safe(text):
                value = parse_float(text)
                if isinstance(value, (dict, list)):
                    raise ValueError('parse_float must not return dicts or lists')
                return value
            self.parse_float = safe

    def error(self, msg, pos):
        return TOMLDecodeError(msg, self.src, pos)

    def at(self, pos):
        return self.src[pos] if pos < self.n else ''

    def skip(self, pos, chars):
        src, n = self.src, self.n
        while pos < n and src[pos] in chars:
            pos += 1
        return pos

    def until(self, pos, expect, error_on, error_on_eof):
        end = self.src.find(expect, pos)
        if end < 0:
            end = self.n
            if error_on_eof:
                raise self.error(f'Expected {expect!r}', end)
        for k in range(pos, end):
            if self.src[k] in error_on:
                raise self.error(f'Found invalid character {self.src[k]!r}', k)
        return end

    def comment(self, pos):
        if self.at(pos) == '#':
            return self.until(pos + 1, '\n', _bad_basic, False)
        return pos

    def comments_and_space(self, pos):
        while True:
            before = pos
            pos = self.comment(self.skip(pos, ' \t\n'))
            if pos == before:
                return pos

    def document(self):
        pos, header = 0, ()
        while True:
            pos = self.skip(pos, ' \t')
            c = self.at(pos)
            if not c:
                break
            if c == '\n':
                pos += 1
                continue
            if c in _bare or c in '"\'':
                pos = self.key_value_rule(pos, header)
                pos = self.skip(pos, ' \t')
            elif c == '[':
                self.flags.finalize_pending()
                if self.src.startswith('[[', pos):
                    pos, header = self.list_rule(pos)
                else:
                    pos, header = self.dict_rule(pos)
                pos = self.skip(pos, ' \t')
            elif c != '#':
                raise self.error('Invalid statement', pos)
            pos = self.comment(pos)
            c = self.at(pos)
            if not c:
                break
            if c != '\n':
                raise self.error('Expected newline or end of document after a statement', pos)
            pos += 1
        return self.data

    def nest(self, key, access_lists=True):
        cont = self.data
        for k in key:
            if k not in cont:
                cont[k] = {}
            cont = cont[k]
            if access_lists and isinstance(cont, list):
                cont = cont[-1]
            if not isinstance(cont, dict):
                raise KeyError('There is no nest behind this key')
        return cont

    def dict_rule(self, pos):
        pos = self.skip(pos + 1, ' \t')
        pos, key = self.key(pos)
        if self.flags.is_(key, _Flags.EXPLICIT) or self.flags.is_(key, _Flags.FROZEN):
            raise self.error(f'Cannot declare {key} twice', pos)
        self.flags.set(key, _Flags.EXPLICIT, recursive=False)
        try:
            self.nest(key)
        except KeyError:
            raise self.error('Cannot overwrite a value', pos) from None
        if self.at(pos) != ']':
            raise self.error("Expected ']' at the end of a table declaration", pos)
        return pos + 1, key

    def list_rule(self, pos):
        pos = self.skip(pos + 2, ' \t')
        pos, key = self.key(pos)
        if self.flags.is_(key, _Flags.FROZEN):
            raise self.error(f'Cannot mutate immutable namespace {key}', pos)
        self.flags.unset_all(key)
        self.flags.set(key, _Flags.EXPLICIT, recursive=False)
        try:
            cont = self.nest(key[:-1])
            last = key[-1]
            if last in cont:
                if not isinstance(cont[last], list):
                    raise KeyError('An object other than list found behind this key')
                cont[last].append({})
            else:
                cont[last] = [{}]
        except KeyError:
            raise self.error('Cannot overwrite a value', pos) from None
        if not self.src.startswith(']]', pos):
            raise self.error("Expected ']]' at the end of an array declaration", pos)
        return pos + 2, key

    def key_value_rule(self, pos, header):
        pos, key, value = self.key_value_pair(pos, 0)
        parent, stem = key[:-1], key[-1]
        abs_parent = header + parent
        for i in range(1, len(key)):
            cont_key = header + key[:i]
            if self.flags.is_(cont_key, _Flags.EXPLICIT):
                raise self.error(f'Cannot redefine namespace {cont_key}', pos)
            self.flags.add_pending(cont_key, _Flags.EXPLICIT)
        if self.flags.is_(abs_parent, _Flags.FROZEN):
            raise self.error(f'Cannot mutate immutable namespace {abs_parent}', pos)
        try:
            nest = self.nest(abs_parent)
        except KeyError:
            raise self.error('Cannot overwrite a value', pos) from None
        if stem in nest:
            raise self.error('Cannot overwrite a value', pos)
        if isinstance(value, (dict, list)):
            self.flags.set(header + key, _Flags.FROZEN, recursive=True)
        nest[stem] = value
        return pos

    def key_value_pair(self, pos, depth):
        pos, key = self.key(pos)
        if self.at(pos) != '=':
            raise self.error("Expected '=' after a key in a key/value pair", pos)
        pos = self.skip(pos + 1, ' \t')
        pos, value = self.value(pos, depth)
        return pos, key, value

    def key(self, pos):
        pos, part = self.key_part(pos)
        key = (part,)
        pos = self.skip(pos, ' \t')
        while self.at(pos) == '.':
            pos = self.skip(pos + 1, ' \t')
            pos, part = self.key_part(pos)
            key += (part,)
            pos = self.skip(pos, ' \t')
        return pos, key

    def key_part(self, pos):
        c = self.at(pos)
        if c and c in _bare:
            start = pos
            pos = self.skip(pos, _bare)
            return pos, self.src[start:pos]
        if c == "'":
            return self.literal(pos)
        if c == '"':
            return self.basic(pos + 1, False)
        raise self.error('Invalid initial character for a key part', pos)

    def value(self, pos, depth):
        if depth > _max_nesting:
            raise RecursionError(f'TOML inline arrays/tables are nested more than the allowed {_max_nesting} levels')
        src = self.src
        c = self.at(pos)
        if c == '"':
            if src.startswith('"""', pos):
                return self.multiline(pos, False)
            return self.basic(pos + 1, False)
        if c == "'":
            if src.startswith("'''", pos):
                return self.multiline(pos, True)
            return self.literal(pos)
        if c == 't' and src.startswith('true', pos):
            return pos + 4, True
        if c == 'f' and src.startswith('false', pos):
            return pos + 5, False
        if c == '[':
            return self.array(pos, depth + 1)
        if c == '{':
            return self.inline_table(pos, depth + 1)
        found = self.datetime(pos)
        if found is not None:
            return found
        found = self.number(pos)
        if found is not None:
            return found
        three, four = src[pos:pos + 3], src[pos:pos + 4]
        if three in ('inf', 'nan'):
            return pos + 3, self.parse_float(three)
        if four in ('-inf', '+inf', '-nan', '+nan'):
            return pos + 4, self.parse_float(four)
        raise self.error('Invalid value', pos)

    def array(self, pos, depth):
        out = []
        pos = self.comments_and_space(pos + 1)
        if self.at(pos) == ']':
            return pos + 1, out
        while True:
            pos, value = self.value(pos, depth)
            out.append(value)
            pos = self.comments_and_space(pos)
            c = self.at(pos)
            if c == ']':
                return pos + 1, out
            if c != ',':
                raise self.error('Unclosed array', pos)
            pos = self.comments_and_space(pos + 1)
            if self.at(pos) == ']':
                return pos + 1, out

    def inline_table(self, pos, depth):
        pos = self.skip(pos + 1, ' \t')
        table, flags = {}, _Flags()
        if self.at(pos) == '}':
            return pos + 1, table
        while True:
            pos, key, value = self.key_value_pair(pos, depth)
            parent, stem = key[:-1], key[-1]
            if flags.is_(key, _Flags.FROZEN):
                raise self.error(f'Cannot mutate immutable namespace {key}', pos)
            nest = table
            for k in parent:
                nest = nest.setdefault(k, {})
                if not isinstance(nest, dict):
                    raise self.error('Cannot overwrite a value', pos)
            if stem in nest:
                raise self.error(f'Duplicate inline table key {stem!r}', pos)
            nest[stem] = value
            pos = self.skip(pos, ' \t')
            c = self.at(pos)
            if c == '}':
                return pos + 1, table
            if c != ',':
                raise self.error('Unclosed inline table', pos)
            if isinstance(value, (dict, list)):
                flags.set(key, _Flags.FROZEN, recursive=True)
            pos = self.skip(pos + 1, ' \t')

    def literal(self, pos):
        start = pos + 1
        end = self.until(start, "'", _bad_basic, True)
        return end + 1, self.src[start:end]

    def basic(self, pos, multiline):
        src, n = self.src, self.n
        bad = _bad_multiline if multiline else _bad_basic
        out, start = [], pos
        while True:
            if pos >= n:
                raise self.error('Unterminated string', pos)
            c = src[pos]
            if c == '"':
                if not multiline:
                    out.append(src[start:pos])
                    return pos + 1, ''.join(out)
                if src.startswith('"""', pos):
                    out.append(src[start:pos])
                    return pos + 3, ''.join(out)
                pos += 1
            elif c == '\\':
                out.append(src[start:pos])
                pos, text = self.escape(pos, multiline)
                out.append(text)
                start = pos
            elif c in bad:
                raise self.error(f'Illegal character {c!r}', pos)
            else:
                pos += 1

    def escape(self, pos, multiline):
        src = self.src
        c = src[pos + 1:pos + 2]
        pos += 2
        if multiline and c and c in ' \t\n':
            if c != '\n':
                pos = self.skip(pos, ' \t')
                d = self.at(pos)
                if not d:
                    return pos, ''
                if d != '\n':
                    raise self.error("Unescaped '\\' in a string", pos)
                pos += 1
            return self.skip(pos, ' \t\n'), ''
        if c == 'u':
            return self.unicode(pos, 4)
        if c == 'U':
            return self.unicode(pos, 8)
        if c in _escapes and c:
            return pos, _escapes[c]
        if not c:
            raise self.error('Unterminated string', pos)
        raise self.error("Unescaped '\\' in a string", pos)

    def unicode(self, pos, size):
        text = self.src[pos:pos + size]
        if len(text) != size or not _hex.issuperset(text):
            raise self.error('Invalid hex value', pos)
        code = int(text, 16)
        if 0xd800 <= code <= 0xdfff or code > 0x10ffff:
            raise self.error('Escaped character is not a Unicode scalar value', pos + size)
        return pos + size, chr(code)

    def multiline(self, pos, literal):
        pos += 3
        if self.at(pos) == '\n':
            pos += 1
        if literal:
            delim = "'"
            end = self.until(pos, "'''", _bad_multiline, True)
            result = self.src[pos:end]
            pos = end + 3
        else:
            delim = '"'
            pos, result = self.basic(pos, True)
        if self.at(pos) != delim:
            return pos, result
        pos += 1
        if self.at(pos) != delim:
            return pos, result + delim
        return pos + 1, result + delim * 2

    def number(self, pos):
        src, n = self.src, self.n
        i = pos
        for prefix, base, digits in (('0x', 16, _hex), ('0o', 8, '01234567'), ('0b', 2, '01')):
            if src.startswith(prefix, pos):
                end = self._digits(pos + 2, digits)
                if end == pos + 2:
                    return pos + 1, 0
                return end, int(src[pos:end], 0)
        if i < n and src[i] in '+-':
            i += 1
        if i >= n or src[i] not in '0123456789':
            return None
        if src[i] == '0':
            end = i + 1
        else:
            end = self._digits(i, '0123456789')
        is_float = False
        if end + 1 < n and src[end] == '.' and src[end + 1] in '0123456789':
            end = self._digits(end + 1, '0123456789')
            is_float = True
        if end < n and src[end] in 'eE':
            k = end + 1
            if k < n and src[k] in '+-':
                k += 1
            if k < n and src[k] in '0123456789':
                end = self._digits(k, '0123456789')
                is_float = True
        text = src[pos:end]
        if is_float:
            return end, self.parse_float(text)
        return end, int(text, 10)

    def _digits(self, pos, digits):
        """Where a run of digits ends, in which single underscores may stand."""
        src, n = self.src, self.n
        start = pos
        while pos < n:
            if src[pos] in digits:
                pos += 1
            elif src[pos] == '_' and pos > start and pos + 1 < n and src[pos + 1] in digits and src[pos - 1] in digits:
                pos += 1
            else:
                break
        return pos

    def _two(self, pos, size=2):
        text = self.src[pos:pos + size]
        return int(text) if len(text) == size and text.isascii() and text.isdigit() else None

    def time(self, pos):
        """hour, minute, second, microsecond, and where the text goes on."""
        src = self.src
        h, m, s = self._two(pos), self._two(pos + 3), self._two(pos + 6)
        if h is None or m is None or s is None or src[pos + 2:pos + 3] != ':' or src[pos + 5:pos + 6] != ':':
            return None
        if h > 23 or m > 59 or s > 59:
            return None
        pos += 8
        micro = 0
        if src[pos:pos + 1] == '.' and src[pos + 1:pos + 2].isdigit() and src[pos + 1].isascii():
            end = self.skip(pos + 1, '0123456789')
            micro = int(src[pos + 1:end][:6].ljust(6, '0'))
            pos = end
        return h, m, s, micro, pos

    def datetime(self, pos):
        src = self.src
        year = self._two(pos, 4)
        if year is not None and src[pos + 4:pos + 5] == '-' and src[pos + 7:pos + 8] == '-':
            month, day = self._two(pos + 5), self._two(pos + 8)
            if month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= 31:
                return None
            import datetime as dt
            end = pos + 10
            if src[end:end + 1] and src[end:end + 1] in 'Tt ':
                t = self.time(end + 1)
                if t is not None:
                    h, m, s, micro, end = t
                    tz = None
                    if src[end:end + 1] in ('Z', 'z'):
                        tz, end = dt.timezone.utc, end + 1
                    elif src[end:end + 1] in ('+', '-') and src[end + 3:end + 4] == ':':
                        oh, om = self._two(end + 1), self._two(end + 4)
                        if oh is not None and om is not None and oh <= 23 and om <= 59:
                            sign = 1 if src[end] == '+' else -1
                            tz = dt.timezone(dt.timedelta(hours=sign * oh, minutes=sign * om))
                            end += 6
                    try:
                        return end, dt.datetime(year, month, day, h, m, s, micro, tz)
                    except ValueError as e:
                        raise self.error('Invalid date or datetime', pos) from e
            try:
                return end, dt.date(year, month, day)
            except ValueError as e:
                raise self.error('Invalid date or datetime', pos) from e
        if src[pos + 2:pos + 3] == ':':
            t = self.time(pos)
            if t is not None:
                import datetime as dt
                h, m, s, micro, end = t
                return end, dt.time(h, m, s, micro)
        return None
