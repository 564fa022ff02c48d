"""Sources as tokens."""
import builtins
import collections
import itertools
import re
from token import *
from token import EXACT_TOKEN_TYPES
import token

cookie_re = re.compile(r'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', re.ASCII)
blank_re = re.compile(br'^[ \t\f]*(?:[#\r\n]|$)', re.ASCII)

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open", "TokenError"]


class TokenInfo(collections.namedtuple('TokenInfo', 'type string start end line')):
    """A token: its kind, its text, where it begins and ends, and its line."""

    def __repr__(self):
        annotated_type = '%d (%s)' % (self.type, tok_name[self.type])
        return 'TokenInfo(type=%s, string=%r, start=%r, end=%r, line=%r)' % (annotated_type, *self[1:])

    @property
    def exact_type(self):
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


class TokenError(Exception):
    pass


def group(*choices):
    return '(' + '|'.join(choices) + ')'


_NUMBER = re.compile(r'0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|'
                     r'(?:[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?|'
                     r'[0-9](?:_?[0-9])*[eE][-+]?[0-9](?:_?[0-9])*[jJ]?|[0-9](?:_?[0-9])*[jJ]?')
_NAME = re.compile(r'\w+')
_OP = re.compile('|'.join(re.escape(op) for op in sorted(EXACT_TOKEN_TYPES, reverse=True)))
_PREFIX = re.compile(r'''([rRbBuUfFtT]{0,2})('{3}|"{3}|'|")''')
_WHITE = re.compile(r'[ \f\t]*')


def _all_string_prefixes():
    out = {''}
    for p in ('b', 'r', 'u', 'f', 't', 'br', 'fr', 'tr'):
        for u in itertools.permutations(p):
            for v in itertools.product(*[(c, c.upper()) for c in u]):
                out.add(''.join(v))
    return out


StringPrefix = group(*sorted(_all_string_prefixes()))


class _Tokenizer:
    def __init__(self, readline):
        self.readline = readline
        self.line = ''
        self.number = 0
        self.pos = 0

    def next_line(self):
        try:
            line = self.readline()
        except StopIteration:
            line = ''
        self.line = line
        self.number += 1
        self.pos = 0
        return line

    def run(self):
        indents = [0]
        depth = []
        last_line = ''
        while True:
            line = self.next_line()
            if not line:
                break
            if '\0' in line:
                raise SyntaxError('source code cannot contain null bytes')
            last_line = line
            # the beginning of a logical line
            if not depth:
                column = 0
                while self.pos < len(line):
                    c = line[self.pos]
                    if c == ' ':
                        column += 1
                    elif c == '\t':
                        column = (column // 8 + 1) * 8
                    elif c == '\f':
                        column = 0
                    else:
                        break
                    self.pos += 1
                rest = line[self.pos:]
                if rest[:1] in '#\r\n' or not rest:
                    if rest[:1] == '#':
                        comment = rest.rstrip('\r\n')
                        yield TokenInfo(COMMENT, comment, (self.number, self.pos), (self.number, self.pos + len(comment)), line)
                        self.pos += len(comment)
                    nl = line[self.pos:]
                    if nl or rest:
                        yield TokenInfo(NL, nl, (self.number, self.pos), (self.number, self.pos + (len(nl) or 1)), line)
                    continue
                if column > indents[-1]:
                    indents.append(column)
                    yield TokenInfo(INDENT, line[:self.pos], (self.number, 0), (self.number, self.pos), line)
                while column < indents[-1]:
                    if column not in indents:
                        raise IndentationError("unindent does not match any outer indentation level",
                                               ("<string>", self.number, self.pos, line))
                    indents.pop()
                    yield TokenInfo(DEDENT, '', (self.number, self.pos), (self.number, self.pos), line)
            yield from self.rest_of_line(depth)
            if self.continued and not self.line:
                break
        if depth:
            raise TokenError("unexpected EOF in multi-line statement", (self.number - 1, 0))
        if last_line and last_line[-1] not in '\r\n' and not last_line.strip().startswith('#') and last_line.strip():
            yield TokenInfo(NEWLINE, '', (self.number - 1, len(last_line)), (self.number - 1, len(last_line) + 1), '')
        for _ in indents[1:]:
            yield TokenInfo(DEDENT, '', (self.number, 0), (self.number, 0), '')
        yield TokenInfo(ENDMARKER, '', (self.number, 0), (self.number, 0), '')

    continued = False

    def rest_of_line(self, depth):
        self.continued = False
        while True:
            line = self.line
            n = len(line)
            self.pos = _WHITE.match(line, self.pos).end()
            if self.pos >= n:
                return
            c = line[self.pos]
            start = self.pos
            if c in '\r\n':
                kind = NL if depth else NEWLINE
                text = line[start:]
                yield TokenInfo(kind, text, (self.number, start), (self.number, start + len(text)), line)
                return
            if c == '#':
                comment = line[start:].rstrip('\r\n')
                self.pos += len(comment)
                yield TokenInfo(COMMENT, comment, (self.number, start), (self.number, self.pos), line)
                continue
            if c == '\\':
                if line[start + 1:].strip('\r\n') == '' and line[start + 1:]:
                    self.continued = True
                    if not self.next_line():
                        raise TokenError("unexpected EOF in multi-line statement", (self.number, 0))
                    continue
                raise TokenError("unexpected character after line continuation character", (self.number, start + 1))
            m = _PREFIX.match(line, start)
            if m and (not m[1] or m[1].lower() in ('r', 'b', 'u', 'f', 't', 'br', 'rb', 'fr', 'rf', 'tr', 'rt')):
                if 'f' in m[1].lower() or 't' in m[1].lower():
                    yield from self.f_string(m[1], m[2])
                else:
                    yield self.string(m[1], m[2])
                continue
            if c.isdecimal() and c.isascii() or c == '.' and line[start + 1:start + 2].isdecimal():
                m = _NUMBER.match(line, start)
                self.pos = m.end()
                yield TokenInfo(NUMBER, m[0], (self.number, start), (self.number, self.pos), line)
                continue
            if c == '_' or c.isidentifier():
                m = _NAME.match(line, start)
                self.pos = m.end()
                yield TokenInfo(NAME, m[0], (self.number, start), (self.number, self.pos), line)
                continue
            m = _OP.match(line, start)
            if m is None or m[0] == '!':
                self.pos += 1
                yield TokenInfo(OP, c, (self.number, start), (self.number, self.pos), line)
                continue
            self.pos = m.end()
            op = m[0]
            if op in '([{':
                depth.append(op)
            elif op in ')]}':
                if depth:  # what closes nothing is left to whoever parses
                    depth.pop()
            yield TokenInfo(OP, op, (self.number, start), (self.number, self.pos), line)

    def string(self, prefix, quote):
        """A string, which may go over lines."""
        start = (self.number, self.pos)
        self.pos += len(prefix) + len(quote)
        text = prefix + quote
        lines = self.line
        while True:
            line = self.line
            i = self.pos
            while i < len(line):
                c = line[i]
                if c == '\\':
                    i += 2
                    if i > len(line):
                        i = len(line)
                    continue
                if line.startswith(quote, i):
                    i += len(quote)
                    text += line[self.pos:i]
                    self.pos = i
                    return TokenInfo(STRING, text, start, (self.number, i), lines)
                if c in '\r\n' and len(quote) == 1 and line[i - 1:i] != '\\':
                    raise TokenError("unterminated string literal (detected at line %d)" % self.number, (start[0], start[1] + 1))
                i += 1
            text += line[self.pos:]
            if not self.next_line():
                if len(quote) == 3:
                    raise TokenError("EOF in multi-line string", (start[0], start[1] + 1))
                raise TokenError("unterminated string literal (detected at line %d)" % start[0], (start[0], start[1] + 1))
            lines += self.line

    def f_string(self, prefix, quote):
        """An f-string: its beginning, its texts, the tokens of its fields, its end."""
        is_t = 't' in prefix.lower()
        START, MIDDLE, END = (TSTRING_START, TSTRING_MIDDLE, TSTRING_END) if is_t else (FSTRING_START, FSTRING_MIDDLE, FSTRING_END)
        raw = 'r' in prefix.lower()
        begin = self.pos
        self.pos += len(prefix) + len(quote)
        yield TokenInfo(START, prefix + quote, (self.number, begin), (self.number, self.pos), self.line)
        yield from self.f_text(quote, raw, MIDDLE, False)
        end = self.pos
        self.pos += len(quote)
        yield TokenInfo(END, quote, (self.number, end), (self.number, self.pos), self.line)

    def f_text(self, quote, raw, MIDDLE, in_spec):
        """Text up to the closing quotes, or in a format spec up to its }."""
        start = (self.number, self.pos)
        text = ''
        lines = self.line
        after_field = False
        while True:
            line = self.line
            if self.pos >= len(line):
                if len(quote) == 1 and not line.endswith('\\\n') or not self.next_line():
                    raise TokenError("unterminated f-string literal (detected at line %d)" % self.number, (start[0], start[1]))
                lines += self.line
                continue
            c = line[self.pos]
            if not in_spec and line.startswith(quote, self.pos) or in_spec and (c == '}' or len(quote) == 1 and line.startswith(quote, self.pos)):
                if text or in_spec and after_field:
                    yield TokenInfo(MIDDLE, text, start, (self.number, self.pos), lines)
                return
            if c == '\\':
                if not raw and line.startswith('N{', self.pos + 1):
                    end = line.find('}', self.pos) + 1
                    text += line[self.pos:end]
                    self.pos = end
                else:
                    step = 2 if line[self.pos + 1:self.pos + 2] not in ('{', '}') else 1
                    text += line[self.pos:self.pos + step]
                    self.pos += step
                continue
            if c in '{}' and line[self.pos + 1:self.pos + 2] == c and not in_spec:
                text += c
                self.pos += 2
                yield TokenInfo(MIDDLE, text, start, (self.number, self.pos - 1), lines)
                text = ''
                start = (self.number, self.pos)
                continue
            if c == '{':
                if text:
                    yield TokenInfo(MIDDLE, text, start, (self.number, self.pos), lines)
                    text = ''
                yield from self.f_field(quote, raw, MIDDLE)
                after_field = True
                start = (self.number, self.pos)
                lines = self.line
                continue
            text += c
            self.pos += 1

    def f_field(self, quote, raw, MIDDLE):
        """A field of an f-string with its braces."""
        yield TokenInfo(OP, '{', (self.number, self.pos), (self.number, self.pos + 1), self.line)
        self.pos += 1
        depth = []
        while True:
            line = self.line
            self.pos = _WHITE.match(line, self.pos).end()
            if self.pos >= len(line) or line[self.pos] in '\r\n':
                if self.pos < len(line):
                    yield TokenInfo(NL, line[self.pos:], (self.number, self.pos), (self.number, len(line)), line)
                if not self.next_line():
                    raise TokenError("f-string: expecting '}'", (self.number, 0))
                continue
            c = line[self.pos]
            start = self.pos
            if not depth and c == '}':
                self.pos += 1
                yield TokenInfo(OP, '}', (self.number, start), (self.number, self.pos), line)
                return
            if not depth and c == ':':
                self.pos += 1
                yield TokenInfo(OP, ':', (self.number, start), (self.number, self.pos), line)
                yield from self.f_text(quote, raw, MIDDLE, True)
                continue
            if c == '#':
                comment = line[start:].rstrip('\r\n')
                self.pos += len(comment)
                yield TokenInfo(COMMENT, comment, (self.number, start), (self.number, self.pos), line)
                continue
            m = _PREFIX.match(line, start)
            if m and (not m[1] or m[1].lower() in ('r', 'b', 'u', 'f', 't', 'br', 'rb', 'fr', 'rf', 'tr', 'rt')):
                if 'f' in m[1].lower() or 't' in m[1].lower():
                    yield from self.f_string(m[1], m[2])
                else:
                    yield self.string(m[1], m[2])
                continue
            if c.isdecimal() and c.isascii() or c == '.' and line[start + 1:start + 2].isdecimal():
                m = _NUMBER.match(line, start)
                kind = NUMBER
            elif c == '_' or c.isidentifier():
                m = _NAME.match(line, start)
                kind = NAME
            else:
                m = _OP.match(line, start)
                kind = OP
                if m is None:
                    raise TokenError("invalid character", (self.number, start + 1))
                if m[0] == ':=' and not depth:
                    m = re.compile(':').match(line, start)
                if m[0] in '([{':
                    depth.append(m[0])
                elif m[0] in ')]}' and depth:
                    depth.pop()
            self.pos = m.end()
            yield TokenInfo(kind, m[0], (self.number, start), (self.number, self.pos), line)


def tokenize(readline):
    """The tokens of a source in bytes, whose lines readline answers."""
    encoding, consumed = detect_encoding(readline)
    rl = _from_bytes(itertools.chain(consumed, iter(readline, b"")), encoding).__next__
    if encoding is not None:
        if encoding == 'utf-8-sig':
            encoding = 'utf-8'
        yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), '')
    yield from _Tokenizer(rl).run()


def _from_bytes(lines, encoding):
    for line in lines:
        yield line.decode(encoding)


def generate_tokens(readline):
    """The tokens of a source in str, whose lines readline answers."""
    return _Tokenizer(readline).run()


def _get_normal_name(orig_enc):
    enc = orig_enc[:12].lower().replace("_", "-")
    if enc == "utf-8" or enc.startswith("utf-8-"):
        return "utf-8"
    if enc in ("latin-1", "iso-8859-1", "iso-latin-1") or enc.startswith(("latin-1-", "iso-8859-1-", "iso-latin-1-")):
        return "iso-8859-1"
    return orig_enc


def detect_encoding(readline):
    """The encoding that a source's first lines name, and those lines."""
    try:
        filename = readline.__self__.name
    except AttributeError:
        filename = None
    bom_found = False
    encoding = None
    default = 'utf-8'

    def read_or_stop():
        try:
            return readline()
        except StopIteration:
            return b''

    def find_cookie(line):
        try:
            line_string = line.decode('utf-8')
        except UnicodeDecodeError:
            msg = "invalid or missing encoding declaration"
            if filename is not None:
                msg = '{} for {!r}'.format(msg, filename)
            raise SyntaxError(msg) from None
        match = cookie_re.match(line_string)
        if not match:
            return None
        encoding = _get_normal_name(match.group(1))
        try:
            b''.decode(encoding)
        except LookupError:
            if filename is None:
                msg = "unknown encoding: " + encoding
            else:
                msg = "unknown encoding for {!r}: {}".format(filename, encoding)
            raise SyntaxError(msg) from None
        if bom_found:
            if encoding != 'utf-8':
                if filename is None:
                    msg = 'encoding problem: utf-8'
                else:
                    msg = 'encoding problem for {!r}: utf-8'.format(filename)
                raise SyntaxError(msg)
            encoding += '-sig'
        return encoding
    first = read_or_stop()
    if first.startswith(b'\xef\xbb\xbf'):
        bom_found = True
        first = first[3:]
        default = 'utf-8-sig'
    if not first:
        return default, []
    encoding = find_cookie(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = read_or_stop()
    if not second:
        return default, [first]
    encoding = find_cookie(second)
    if encoding:
        return encoding, [first, second]
    return default, [first, second]


def open(filename):
    """Open a source for reading with the encoding that it names."""
    import io
    buffer = builtins.open(filename, 'rb')
    try:
        encoding, lines = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = io.TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = 'r'
        return text
    except:
        buffer.close()
        raise


class Untokenizer:
    """Puts tokens together again."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.prev_type = None
        self.prev_line = ""
        self.encoding = None

    def add_whitespace(self, start):
        row, col = start
        if row < self.prev_row or row == self.prev_row and col < self.prev_col:
            raise ValueError("start ({},{}) precedes previous end ({},{})".format(row, col, self.prev_row, self.prev_col))
        self.add_backslash_continuation(start)
        col_offset = col - self.prev_col
        if col_offset:
            self.tokens.append(" " * col_offset)

    def add_backslash_continuation(self, start):
        row = start[0]
        row_offset = row - self.prev_row
        if row_offset == 0:
            return
        newline = '\r\n' if self.prev_line.endswith('\r\n') else '\n'
        line = self.prev_line.rstrip('\\\r\n')
        ws = ''.join(reversed(list(itertools.takewhile(str.isspace, reversed(line)))))
        self.tokens.append(ws + f"\\{newline}" * row_offset)
        self.prev_col = 0

    def escape_brackets(self, text):
        return text.replace('{', '{{').replace('}', '}}')

    def untokenize(self, iterable):
        it = iter(iterable)
        indents = []
        startline = False
        for t in it:
            if len(t) == 2:
                self.compat(t, it)
                break
            tok_type, text, start, end, line = t
            if tok_type == ENCODING:
                self.encoding = text
                continue
            if tok_type == ENDMARKER:
                break
            if tok_type == INDENT:
                indents.append(text)
                continue
            elif tok_type == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            elif tok_type in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                indent = indents[-1]
                if start[1] >= len(indent):
                    self.tokens.append(indent)
                    self.prev_col = len(indent)
                startline = False
            elif tok_type in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                if '{' in text or '}' in text:
                    text = self.escape_brackets(text)
                    last = text.splitlines()[-1]
                    end = end[0], end[1] + last.count('{{') + last.count('}}')
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if tok_type in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
            self.prev_type = tok_type
            self.prev_line = line
        return "".join(self.tokens)

    def compat(self, tok, iterable):
        indents = []
        toks_append = self.tokens.append
        startline = tok[0] in (NEWLINE, NL)
        prevstring = False
        in_f = 0
        for t in itertools.chain([tok], iterable):
            toknum, tokval = t[:2]
            if toknum == ENCODING:
                self.encoding = tokval
                continue
            if toknum in (NAME, NUMBER):
                tokval += ' '
            if toknum == STRING:
                if prevstring:
                    tokval = ' ' + tokval
                prevstring = True
            else:
                prevstring = False
            if toknum in (FSTRING_START, TSTRING_START):
                in_f += 1
            elif toknum in (FSTRING_END, TSTRING_END):
                in_f -= 1
            if toknum == INDENT:
                indents.append(tokval)
                continue
            elif toknum == DEDENT:
                indents.pop()
                continue
            elif toknum in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                toks_append(indents[-1])
                startline = False
            elif toknum in (FSTRING_MIDDLE, TSTRING_MIDDLE):
                tokval = self.escape_brackets(tokval)
            toks_append(tokval)


def untokenize(iterable):
    """The source that tokens make."""
    ut = Untokenizer()
    out = ut.untokenize(iterable)
    if ut.encoding is not None:
        out = out.encode(ut.encoding)
    return out
