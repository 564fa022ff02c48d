"""From text to tokens."""
from .error import Mark, ReaderError, ScannerError
from .nodes import *

_breaks = '\r\n\x85\u2028\u2029'
_end = '\0' + _breaks
_blank_end = '\0 \t' + _breaks


class Reader:
    """A text, and a place in it."""

    def __init__(self, stream):
        self.index = self.line = self.column = self.pointer = 0
        self.encoding = None
        if isinstance(stream, str):
            self.name = '<unicode string>'
            text = stream
            self.has_buffer = True
        elif isinstance(stream, bytes):
            self.name = '<byte string>'
            text = self._decode(stream)
            self.has_buffer = True
        else:
            self.name = getattr(stream, 'name', '<file>')
            data = stream.read()
            text = self._decode(data) if isinstance(data, bytes) else data
            self.has_buffer = False
        for i, c in enumerate(text):
            if c < ' ' and c not in '\t\n\r' or '\x7f' <= c <= '\x9f' and c != '\x85' or '\ud800' <= c <= '\udfff' or '\ufffe' <= c <= '\uffff':
                raise ReaderError(self.name, i, ord(c), 'unicode', 'special characters are not allowed')
        if text[:1] == '\ufeff' and not isinstance(stream, str):
            text = text[1:]
        self.buffer = text + '\0'

    def _decode(self, data):
        encoding = 'utf-16-le' if data[:2] == b'\xff\xfe' else 'utf-16-be' if data[:2] == b'\xfe\xff' else 'utf-8'
        self.encoding = encoding
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as e:
            raise ReaderError(self.name, e.start, data[e.start:e.start + 1], e.encoding, e.reason) from None

    def peek(self, i=0):
        i += self.pointer
        return self.buffer[i] if i < len(self.buffer) else '\0'

    def prefix(self, n=1):
        return self.buffer[self.pointer:self.pointer + n]

    def forward(self, n=1):
        while n:
            ch = self.buffer[self.pointer]
            self.pointer += 1
            self.index += 1
            if ch in '\n\x85\u2028\u2029' or ch == '\r' and self.buffer[self.pointer] != '\n':
                self.line += 1
                self.column = 0
            elif ch != '\ufeff':
                self.column += 1
            n -= 1

    def get_mark(self):
        return Mark(self.name, self.index, self.line, self.column, self.buffer if self.has_buffer else None, self.pointer)


class SimpleKey:
    """A place where a key without ? may begin."""

    def __init__(self, token_number, required, index, line, column, mark):
        self.token_number = token_number
        self.required = required
        self.index = index
        self.line = line
        self.column = column
        self.mark = mark


class Scanner(Reader):
    """The tokens of a text."""

    def __init__(self, stream):
        super().__init__(stream)
        self.done = False
        self.flow_level = 0
        self.tokens = []
        self.tokens_taken = 0
        self.indent = -1
        self.indents = []
        self.allow_simple_key = True
        self.possible_simple_keys = {}
        mark = self.get_mark()
        self.tokens.append(StreamStartToken(mark, mark, encoding=self.encoding))

    def check_token(self, *choices):
        while self.need_more_tokens():
            self.fetch_more_tokens()
        if self.tokens:
            return not choices or isinstance(self.tokens[0], choices)
        return False

    def peek_token(self):
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return self.tokens[0] if self.tokens else None

    def get_token(self):
        while self.need_more_tokens():
            self.fetch_more_tokens()
        if self.tokens:
            self.tokens_taken += 1
            return self.tokens.pop(0)

    def need_more_tokens(self):
        if self.done:
            return False
        if not self.tokens:
            return True
        self.stale_possible_simple_keys()
        return self.next_possible_simple_key() == self.tokens_taken

    def fetch_more_tokens(self):
        self.scan_to_next_token()
        self.stale_possible_simple_keys()
        self.unwind_indent(self.column)
        ch = self.peek()
        if ch == '\0':
            return self.fetch_stream_end()
        if ch == '%' and self.column == 0:
            return self.fetch_directive()
        if ch == '-' and self.check_document('---'):
            return self.fetch_document(DocumentStartToken)
        if ch == '.' and self.check_document('...'):
            return self.fetch_document(DocumentEndToken)
        if ch == '[':
            return self.fetch_flow_start(FlowSequenceStartToken)
        if ch == '{':
            return self.fetch_flow_start(FlowMappingStartToken)
        if ch == ']':
            return self.fetch_flow_end(FlowSequenceEndToken)
        if ch == '}':
            return self.fetch_flow_end(FlowMappingEndToken)
        if ch == ',':
            self.allow_simple_key = True
            self.remove_possible_simple_key()
            return self.one(FlowEntryToken)
        if ch == '-' and self.peek(1) in _blank_end:
            return self.fetch_block_entry()
        if ch == '?' and (self.flow_level or self.peek(1) in _blank_end):
            return self.fetch_key()
        if ch == ':' and (self.flow_level or self.peek(1) in _blank_end):
            return self.fetch_value()
        if ch == '*':
            return self.fetch_anchor(AliasToken)
        if ch == '&':
            return self.fetch_anchor(AnchorToken)
        if ch == '!':
            self.save_possible_simple_key()
            self.allow_simple_key = False
            return self.tokens.append(self.scan_tag())
        if ch in '|>' and not self.flow_level:
            self.allow_simple_key = True
            self.remove_possible_simple_key()
            return self.tokens.append(self.scan_block_scalar(ch))
        if ch in '\'"':
            self.save_possible_simple_key()
            self.allow_simple_key = False
            return self.tokens.append(self.scan_flow_scalar(ch))
        if self.check_plain():
            self.save_possible_simple_key()
            self.allow_simple_key = False
            return self.tokens.append(self.scan_plain())
        raise ScannerError('while scanning for the next token', None, 'found character %r that cannot start any token' % ch, self.get_mark())

    # Simple keys.

    def next_possible_simple_key(self):
        low = None
        for key in self.possible_simple_keys.values():
            if low is None or key.token_number < low:
                low = key.token_number
        return low

    def stale_possible_simple_keys(self):
        for level in list(self.possible_simple_keys):
            key = self.possible_simple_keys[level]
            if key.line != self.line or self.index - key.index > 1024:
                if key.required:
                    raise ScannerError('while scanning a simple key', key.mark, "could not find expected ':'", self.get_mark())
                del self.possible_simple_keys[level]

    def save_possible_simple_key(self):
        required = not self.flow_level and self.indent == self.column
        if self.allow_simple_key:
            self.remove_possible_simple_key()
            self.possible_simple_keys[self.flow_level] = SimpleKey(self.tokens_taken + len(self.tokens), required, self.index, self.line,
                                                                  self.column, self.get_mark())

    def remove_possible_simple_key(self):
        key = self.possible_simple_keys.pop(self.flow_level, None)
        if key is not None and key.required:
            raise ScannerError('while scanning a simple key', key.mark, "could not find expected ':'", self.get_mark())

    # Indentation.

    def unwind_indent(self, column):
        if self.flow_level:
            return
        while self.indent > column:
            mark = self.get_mark()
            self.indent = self.indents.pop()
            self.tokens.append(BlockEndToken(mark, mark))

    def add_indent(self, column):
        if self.indent < column:
            self.indents.append(self.indent)
            self.indent = column
            return True
        return False

    # Fetching.

    def one(self, kind):
        start = self.get_mark()
        self.forward()
        self.tokens.append(kind(start, self.get_mark()))

    def fetch_stream_end(self):
        self.unwind_indent(-1)
        self.remove_possible_simple_key()
        self.allow_simple_key = False
        self.possible_simple_keys = {}
        mark = self.get_mark()
        self.tokens.append(StreamEndToken(mark, mark))
        self.done = True

    def fetch_directive(self):
        self.unwind_indent(-1)
        self.remove_possible_simple_key()
        self.allow_simple_key = False
        self.tokens.append(self.scan_directive())

    def fetch_document(self, kind):
        self.unwind_indent(-1)
        self.remove_possible_simple_key()
        self.allow_simple_key = False
        start = self.get_mark()
        self.forward(3)
        self.tokens.append(kind(start, self.get_mark()))

    def fetch_flow_start(self, kind):
        self.save_possible_simple_key()
        self.flow_level += 1
        self.allow_simple_key = True
        self.one(kind)

    def fetch_flow_end(self, kind):
        self.remove_possible_simple_key()
        self.flow_level -= 1
        self.allow_simple_key = False
        self.one(kind)

    def fetch_block_entry(self):
        if not self.flow_level:
            if not self.allow_simple_key:
                raise ScannerError(None, None, 'sequence entries are not allowed here', self.get_mark())
            if self.add_indent(self.column):
                mark = self.get_mark()
                self.tokens.append(BlockSequenceStartToken(mark, mark))
        self.allow_simple_key = True
        self.remove_possible_simple_key()
        self.one(BlockEntryToken)

    def fetch_key(self):
        if not self.flow_level:
            if not self.allow_simple_key:
                raise ScannerError(None, None, 'mapping keys are not allowed here', self.get_mark())
            if self.add_indent(self.column):
                mark = self.get_mark()
                self.tokens.append(BlockMappingStartToken(mark, mark))
        self.allow_simple_key = not self.flow_level
        self.remove_possible_simple_key()
        self.one(KeyToken)

    def fetch_value(self):
        if self.flow_level in self.possible_simple_keys:
            key = self.possible_simple_keys.pop(self.flow_level)
            self.tokens.insert(key.token_number - self.tokens_taken, KeyToken(key.mark, key.mark))
            if not self.flow_level and self.add_indent(key.column):
                self.tokens.insert(key.token_number - self.tokens_taken, BlockMappingStartToken(key.mark, key.mark))
            self.allow_simple_key = False
        else:
            if not self.flow_level:
                if not self.allow_simple_key:
                    raise ScannerError(None, None, 'mapping values are not allowed here', self.get_mark())
                if self.add_indent(self.column):
                    mark = self.get_mark()
                    self.tokens.append(BlockMappingStartToken(mark, mark))
            self.allow_simple_key = not self.flow_level
            self.remove_possible_simple_key()
        self.one(ValueToken)

    def fetch_anchor(self, kind):
        self.save_possible_simple_key()
        self.allow_simple_key = False
        self.tokens.append(self.scan_anchor(kind))

    def check_document(self, marker):
        return self.column == 0 and self.prefix(3) == marker and self.peek(3) in _blank_end

    def check_plain(self):
        ch = self.peek()
        return (ch not in '\0 \t\r\n\x85\u2028\u2029-?:,[]{}#&*!|>\'"%@`' or
                self.peek(1) not in _blank_end and (ch == '-' or not self.flow_level and ch in '?:'))

    # Scanning.

    def scan_to_next_token(self):
        if self.index == 0 and self.peek() == '\ufeff':
            self.forward()
        while True:
            while self.peek() == ' ':
                self.forward()
            if self.peek() == '#':
                while self.peek() not in _end:
                    self.forward()
            if self.scan_line_break():
                if not self.flow_level:
                    self.allow_simple_key = True
            else:
                return

    def scan_line_break(self):
        ch = self.peek()
        if ch in '\r\n\x85':
            self.forward(2 if self.prefix(2) == '\r\n' else 1)
            return '\n'
        if ch in '\u2028\u2029':
            self.forward()
            return ch
        return ''

    def scan_directive(self):
        start = self.get_mark()
        self.forward()
        name = self.scan_directive_name(start)
        value = None
        if name == 'YAML':
            while self.peek() == ' ':
                self.forward()
            major = self.scan_version_number(start)
            if self.peek() != '.':
                raise ScannerError('while scanning a directive', start, "expected a digit or '.', but found %r" % self.peek(), self.get_mark())
            self.forward()
            minor = self.scan_version_number(start)
            if self.peek() not in '\0 ' + _breaks:
                raise ScannerError('while scanning a directive', start, "expected a digit or ' ', but found %r" % self.peek(), self.get_mark())
            value = major, minor
            end = self.get_mark()
        elif name == 'TAG':
            while self.peek() == ' ':
                self.forward()
            handle = self.scan_tag_handle('directive', start)
            if self.peek() != ' ':
                raise ScannerError('while scanning a directive', start, "expected ' ', but found %r" % self.peek(), self.get_mark())
            while self.peek() == ' ':
                self.forward()
            prefix = self.scan_tag_uri('directive', start)
            if self.peek() not in '\0 ' + _breaks:
                raise ScannerError('while scanning a directive', start, "expected ' ', but found %r" % self.peek(), self.get_mark())
            value = handle, prefix
            end = self.get_mark()
        else:
            end = self.get_mark()
            while self.peek() not in _end:
                self.forward()
        while self.peek() == ' ':
            self.forward()
        if self.peek() == '#':
            while self.peek() not in _end:
                self.forward()
        if self.peek() not in _end:
            raise ScannerError('while scanning a directive', start, 'expected a comment or a line break, but found %r' % self.peek(), self.get_mark())
        self.scan_line_break()
        return DirectiveToken(start, end, name=name, value=value)

    def _word(self, n, more='-_'):
        while True:
            ch = self.peek(n)
            if not (ch.isascii() and ch.isalnum() or ch in more):
                return n
            n += 1

    def scan_directive_name(self, start):
        n = self._word(0)
        if not n:
            raise ScannerError('while scanning a directive', start, 'expected alphabetic or numeric character, but found %r' % self.peek(), self.get_mark())
        value = self.prefix(n)
        self.forward(n)
        if self.peek() not in '\0 ' + _breaks:
            raise ScannerError('while scanning a directive', start, 'expected alphabetic or numeric character, but found %r' % self.peek(), self.get_mark())
        return value

    def scan_version_number(self, start):
        if not '0' <= self.peek() <= '9':
            raise ScannerError('while scanning a directive', start, 'expected a digit, but found %r' % self.peek(), self.get_mark())
        n = 0
        while '0' <= self.peek(n) <= '9':
            n += 1
        value = int(self.prefix(n))
        self.forward(n)
        return value

    def scan_anchor(self, kind):
        start = self.get_mark()
        name = 'alias' if self.peek() == '*' else 'anchor'
        self.forward()
        n = self._word(0)
        problem = 'expected alphabetic or numeric character, but found %r'
        if not n:
            raise ScannerError('while scanning an %s' % name, start, problem % self.peek(), self.get_mark())
        value = self.prefix(n)
        self.forward(n)
        if self.peek() not in '\0 \t\r\n\x85\u2028\u2029?:,]}%@`':
            raise ScannerError('while scanning an %s' % name, start, problem % self.peek(), self.get_mark())
        return kind(start, self.get_mark(), value=value)

    def scan_tag(self):
        start = self.get_mark()
        ch = self.peek(1)
        if ch == '<':
            handle = None
            self.forward(2)
            suffix = self.scan_tag_uri('tag', start)
            if self.peek() != '>':
                raise ScannerError('while parsing a tag', start, "expected '>', but found %r" % self.peek(), self.get_mark())
            self.forward()
        elif ch in _blank_end:
            handle, suffix = None, '!'
            self.forward()
        else:
            n, use_handle = 1, False
            while ch not in '\0 ' + _breaks:
                if ch == '!':
                    use_handle = True
                    break
                n += 1
                ch = self.peek(n)
            if use_handle:
                handle = self.scan_tag_handle('tag', start)
            else:
                handle = '!'
                self.forward()
            suffix = self.scan_tag_uri('tag', start)
        if self.peek() not in '\0 ' + _breaks:
            raise ScannerError('while scanning a tag', start, "expected ' ', but found %r" % self.peek(), self.get_mark())
        return TagToken(start, self.get_mark(), value=(handle, suffix))

    def scan_tag_handle(self, name, start):
        if self.peek() != '!':
            raise ScannerError('while scanning a %s' % name, start, "expected '!', but found %r" % self.peek(), self.get_mark())
        n = 1
        if self.peek(n) != ' ':
            n = self._word(n)
            if self.peek(n) != '!':
                self.forward(n)
                raise ScannerError('while scanning a %s' % name, start, "expected '!', but found %r" % self.peek(), self.get_mark())
            n += 1
        value = self.prefix(n)
        self.forward(n)
        return value

    def scan_tag_uri(self, name, start):
        chunks, n = [], 0
        ch = self.peek(n)
        while ch.isascii() and ch.isalnum() or ch in "-;/?:@&=+$,_.!~*'()[]%":
            if ch == '%':
                chunks.append(self.prefix(n))
                self.forward(n)
                n = 0
                codes = []
                while self.peek() == '%':
                    self.forward()
                    for k in range(2):
                        if self.peek(k) not in '0123456789ABCDEFabcdef':
                            raise ScannerError('while scanning a %s' % name, start,
                                               'expected URI escape sequence of 2 hexadecimal numbers, but found %r' % self.peek(k), self.get_mark())
                    codes.append(int(self.prefix(2), 16))
                    self.forward(2)
                chunks.append(bytes(codes).decode('utf-8'))
            else:
                n += 1
            ch = self.peek(n)
        if n:
            chunks.append(self.prefix(n))
            self.forward(n)
        if not chunks:
            raise ScannerError('while parsing a %s' % name, start, 'expected URI, but found %r' % ch, self.get_mark())
        return ''.join(chunks)

    def scan_block_scalar(self, style):
        folded = style == '>'
        chunks = []
        start = self.get_mark()
        self.forward()
        chomping, increment = self.scan_block_scalar_indicators(start)
        while self.peek() == ' ':
            self.forward()
        if self.peek() == '#':
            while self.peek() not in _end:
                self.forward()
        if self.peek() not in _end:
            raise ScannerError('while scanning a block scalar', start, 'expected a comment or a line break, but found %r' % self.peek(), self.get_mark())
        self.scan_line_break()
        min_indent = max(self.indent + 1, 1)
        if increment is None:
            breaks, max_indent, end = self.scan_block_scalar_indentation()
            indent = max(min_indent, max_indent)
        else:
            indent = min_indent + increment - 1
            breaks, end = self.scan_block_scalar_breaks(indent)
        line_break = ''
        while self.column == indent and self.peek() != '\0':
            chunks.extend(breaks)
            leading_non_space = self.peek() not in ' \t'
            n = 0
            while self.peek(n) not in _end:
                n += 1
            chunks.append(self.prefix(n))
            self.forward(n)
            line_break = self.scan_line_break()
            breaks, end = self.scan_block_scalar_breaks(indent)
            if self.column == indent and self.peek() != '\0':
                if folded and line_break == '\n' and leading_non_space and self.peek() not in ' \t':
                    if not breaks:
                        chunks.append(' ')
                else:
                    chunks.append(line_break)
            else:
                break
        if chomping is not False:
            chunks.append(line_break)
        if chomping is True:
            chunks.extend(breaks)
        return ScalarToken(start, end, value=''.join(chunks), plain=False, style=style)

    def scan_block_scalar_indicators(self, start):
        chomping = increment = None
        for _ in range(2):
            ch = self.peek()
            if ch in '+-' and chomping is None:
                chomping = ch == '+'
                self.forward()
            elif ch in '0123456789' and increment is None:
                increment = int(ch)
                if increment == 0:
                    raise ScannerError('while scanning a block scalar', start, 'expected indentation indicator in the range 1-9, but found 0', self.get_mark())
                self.forward()
        if self.peek() not in '\0 ' + _breaks:
            raise ScannerError('while scanning a block scalar', start, 'expected chomping or indentation indicators, but found %r' % self.peek(), self.get_mark())
        return chomping, increment

    def scan_block_scalar_indentation(self):
        chunks, max_indent = [], 0
        end = self.get_mark()
        while self.peek() in ' ' + _breaks:
            if self.peek() != ' ':
                chunks.append(self.scan_line_break())
                end = self.get_mark()
            else:
                self.forward()
                max_indent = max(max_indent, self.column)
        return chunks, max_indent, end

    def scan_block_scalar_breaks(self, indent):
        chunks = []
        end = self.get_mark()
        while self.column < indent and self.peek() == ' ':
            self.forward()
        while self.peek() in _breaks:
            chunks.append(self.scan_line_break())
            end = self.get_mark()
            while self.column < indent and self.peek() == ' ':
                self.forward()
        return chunks, end

    _replacements = {'0': '\0', 'a': '\x07', 'b': '\x08', 't': '\x09', '\t': '\x09', 'n': '\x0a', 'v': '\x0b', 'f': '\x0c', 'r': '\x0d',
                     'e': '\x1b', ' ': ' ', '"': '"', '\\': '\\', '/': '/', 'N': '\x85', '_': '\xa0', 'L': '\u2028', 'P': '\u2029'}
    _codes = {'x': 2, 'u': 4, 'U': 8}

    def scan_flow_scalar(self, quote):
        double = quote == '"'
        chunks = []
        start = self.get_mark()
        self.forward()
        chunks.extend(self.scan_flow_scalar_non_spaces(double, start))
        while self.peek() != quote:
            chunks.extend(self.scan_flow_scalar_spaces(start))
            chunks.extend(self.scan_flow_scalar_non_spaces(double, start))
        self.forward()
        return ScalarToken(start, self.get_mark(), value=''.join(chunks), plain=False, style=quote)

    def scan_flow_scalar_non_spaces(self, double, start):
        chunks = []
        while True:
            n = 0
            while self.peek(n) not in '\'"\\\0 \t\r\n\x85\u2028\u2029':
                n += 1
            if n:
                chunks.append(self.prefix(n))
                self.forward(n)
            ch = self.peek()
            if not double and ch == "'" and self.peek(1) == "'":
                chunks.append("'")
                self.forward(2)
            elif double and ch == "'" or not double and ch in '"\\':
                chunks.append(ch)
                self.forward()
            elif double and ch == '\\':
                self.forward()
                ch = self.peek()
                if ch in self._replacements:
                    chunks.append(self._replacements[ch])
                    self.forward()
                elif ch in self._codes:
                    n = self._codes[ch]
                    self.forward()
                    for k in range(n):
                        if self.peek(k) not in '0123456789ABCDEFabcdef':
                            raise ScannerError('while scanning a double-quoted scalar', start,
                                               'expected escape sequence of %d hexadecimal numbers, but found %r' % (n, self.peek(k)), self.get_mark())
                    chunks.append(chr(int(self.prefix(n), 16)))
                    self.forward(n)
                elif ch in _breaks:
                    self.scan_line_break()
                    chunks.extend(self.scan_flow_scalar_breaks(start))
                else:
                    raise ScannerError('while scanning a double-quoted scalar', start, 'found unknown escape character %r' % ch, self.get_mark())
            else:
                return chunks

    def scan_flow_scalar_spaces(self, start):
        n = 0
        while self.peek(n) in ' \t':
            n += 1
        whitespaces = self.prefix(n)
        self.forward(n)
        ch = self.peek()
        if ch == '\0':
            raise ScannerError('while scanning a quoted scalar', start, 'found unexpected end of stream', self.get_mark())
        if ch in _breaks:
            line_break = self.scan_line_break()
            breaks = self.scan_flow_scalar_breaks(start)
            if line_break != '\n':
                return [line_break] + breaks
            return breaks or [' ']
        return [whitespaces]

    def scan_flow_scalar_breaks(self, start):
        chunks = []
        while True:
            if self.prefix(3) in ('---', '...') and self.peek(3) in _blank_end and self.column == 0:
                raise ScannerError('while scanning a quoted scalar', start, 'found unexpected document separator', self.get_mark())
            while self.peek() in ' \t':
                self.forward()
            if self.peek() in _breaks:
                chunks.append(self.scan_line_break())
            else:
                return chunks

    def scan_plain(self):
        chunks = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces = []
        while True:
            n = 0
            if self.peek() == '#':
                break
            while True:
                ch = self.peek(n)
                if ch in _blank_end or ch == ':' and self.peek(n + 1) in _blank_end + (',[]{}' if self.flow_level else '') or self.flow_level and ch in ',?[]{}':
                    break
                n += 1
            if n == 0:
                break
            self.allow_simple_key = False
            chunks.extend(spaces)
            chunks.append(self.prefix(n))
            self.forward(n)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent)
            if not spaces or self.peek() == '#' or not self.flow_level and self.column < indent:
                break
        return ScalarToken(start, end, value=''.join(chunks), plain=True)

    def scan_plain_spaces(self, indent):
        chunks, n = [], 0
        while self.peek(n) == ' ':
            n += 1
        whitespaces = self.prefix(n)
        self.forward(n)
        if self.peek() in _breaks:
            line_break = self.scan_line_break()
            self.allow_simple_key = True
            if self.prefix(3) in ('---', '...') and self.peek(3) in _blank_end:
                return None
            breaks = []
            while self.peek() in ' ' + _breaks:
                if self.peek() == ' ':
                    self.forward()
                else:
                    breaks.append(self.scan_line_break())
                    if self.prefix(3) in ('---', '...') and self.peek(3) in _blank_end:
                        return None
            if line_break != '\n':
                chunks.append(line_break)
            elif not breaks:
                chunks.append(' ')
            chunks.extend(breaks)
        elif whitespaces:
            chunks.append(whitespaces)
        return chunks
