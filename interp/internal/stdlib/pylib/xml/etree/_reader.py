"""A reader of XML: it checks that a text is well formed and reports what it finds, with namespaces resolved."""
_space = ' \t\n\r'
_name_start = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:')
_predefined = {'lt': '<', 'gt': '>', 'amp': '&', 'apos': "'", 'quot': '"'}
_codes = {'syntax error': 2, 'no element found': 3, 'not well-formed (invalid token)': 4, 'unclosed token': 5, 'mismatched tag': 7,
          'duplicate attribute': 8, 'junk after document element': 9, 'undefined entity': 11, 'reference to invalid character number': 14,
          'unclosed CDATA section': 20, 'unbound prefix': 27, 'XML or text declaration not at start of entity': 17, 'unknown encoding': 18}
_max_entity_text = 1 << 20
XML_NS = 'http://www.w3.org/XML/1998/namespace'


def _is_name_start(c):
    return c in _name_start or c >= '\xc0' and c not in '\xd7\xf7'


def _is_name_char(c):
    return _is_name_start(c) or c in '-.0123456789' or c == '\xb7'


def _is_char(c):
    return c >= ' ' and not '\ud800' <= c <= '\udfff' and c not in '\ufffe\uffff' or c in '\t\n\r'


class _NeedMore(Exception):
    """The text so far ends in the middle of something."""


class Reader:
    def __init__(self, target, entities, error):
        self.target = target
        self.entities = entities
        self.error = error
        self.text = ''
        self.raw = b''
        self.decoded = None
        self.line, self.column = 1, 0
        self.stack = []
        self.scopes = [{'xml': XML_NS}]
        self.done_root = False
        self.begun = False
        self.own = {}
        self.expanded = 0
        self.has_doctype = False
        get = lambda name: getattr(target, name, None)
        self.start, self.end, self.data, self.comment, self.pi = get('start'), get('end'), get('data'), get('comment'), get('pi')
        self.start_ns, self.end_ns, self.doctype = get('start_ns'), get('end_ns'), get('doctype')

    def fail(self, what, i, detail=''):
        """The error at a place of the text."""
        line, column = self._where(i)
        e = self.error('%s%s: line %d, column %d' % (what, detail, line, column))
        e.code = _codes.get(what, 4)
        e.position = line, column
        raise e

    def _where(self, i):
        part = self.text[:i]
        newlines = part.count('\n')
        if newlines:
            return self.line + newlines, len(part) - part.rindex('\n') - 1
        return self.line, self.column + len(part)

    def _advance(self, i):
        self.line, self.column = self._where(i)
        self.text = self.text[i:]

    def feed_bytes(self, data, encoding):
        self.raw += data
        if self.decoded is None:
            raw = self.raw
            if encoding is None:
                if raw[:2] in (b'\xff\xfe', b'\xfe\xff'):
                    encoding = 'utf-16'
                else:
                    encoding = 'utf-8'
                    if raw[:5] == b'<?xml':
                        end = raw.find(b'?>')
                        if end < 0:
                            return
                        head = raw[:end].decode('ascii', 'replace')
                        at = head.find('encoding')
                        if at >= 0:
                            rest = head[at + 8:].lstrip(_space + '=').strip()
                            if rest[:1] in ('"', "'"):
                                encoding = rest[1:].split(rest[0])[0]
            if raw[:3] == b'\xef\xbb\xbf':
                self.raw = raw[3:]
            self.decoded = encoding
        try:
            text, used = self.raw.decode(self.decoded), len(self.raw)
        except UnicodeDecodeError as e:
            if e.reason == 'unexpected end of data' or e.end >= len(self.raw):
                text, used = self.raw[:e.start].decode(self.decoded), e.start
            else:
                self.fail('not well-formed (invalid token)', len(self.raw[:e.start].decode(self.decoded)))
        except LookupError:
            self.fail('unknown encoding', 30)
        self.raw = self.raw[used:]
        self.feed(text)

    def feed(self, text):
        self.text += text.replace('\r\n', '\n').replace('\r', '\n')
        self._read(False)

    def close(self):
        if self.raw and self.decoded is None:
            self.decoded = 'utf-8'
            self.feed(self.raw.decode('utf-8', 'replace'))
        self._read(True)
        if self.text or self.stack or not self.done_root:
            if self.text:
                self._unfinished()
            self.fail('no element found', len(self.text))

    def _unfinished(self):
        """The text ends in the middle of a token."""
        if self.text.startswith('<![CDATA['):
            self.fail('unclosed CDATA section', len(self.text))
        self.fail('unclosed token', 0)

    def _read(self, last):
        i = 0
        try:
            while i < len(self.text):
                j = self._one(i, last)
                if j == i:
                    break
                i = j
                if i > 1 << 16:
                    self._advance(i)
                    i = 0
        except _NeedMore:
            pass
        if i:
            self._advance(i)

    def _find(self, what, i):
        j = self.text.find(what, i)
        if j < 0:
            raise _NeedMore
        return j

    def _one(self, i, last):
        """Read what begins at i; answers where the text goes on."""
        text = self.text
        c = text[i]
        if c != '<':
            if not self.stack:
                j = i
                while j < len(text) and text[j] in _space:
                    j += 1
                if j == i:
                    if self.done_root:
                        self.fail('junk after document element', i)
                    if not self.begun and text[i] == '\ufeff':
                        return i + 1
                    self.fail('syntax error', i)
                return j
            return self._text(i, last)
        self.begun_before = self.begun
        self.begun = True
        if text.startswith('<!--', i):
            j = self._find('-->', i + 4)
            k = text.find('--', i + 4)
            if k < j:
                self.fail('not well-formed (invalid token)', k + 2)
            if self.comment is not None:
                self.comment(text[i + 4:j])
            return j + 3
        if text.startswith('<?', i):
            j = self._find('?>', i + 2)
            k = i + 2
            if k >= len(text) or not _is_name_start(text[k]):
                self.fail('not well-formed (invalid token)', k)
            while k < j and _is_name_char(text[k]):
                k += 1
            target = text[i + 2:k]
            if target.lower() == 'xml':
                if self.begun_before or self.line != 1 or self._where(i) != (1, 0):
                    self.fail('XML or text declaration not at start of entity', i)
                return j + 2
            if self.pi is not None:
                self.pi(target, text[k:j].lstrip(_space))
            return j + 2
        if text.startswith('<![CDATA[', i):
            if not self.stack:
                self.fail('not well-formed (invalid token)' if not self.done_root else 'junk after document element', i)
            j = self._find(']]>', i + 9)
            if self.data is not None and j > i + 9:
                self.data(text[i + 9:j])
            return j + 3
        if text.startswith('<!DOCTYPE', i):
            return self._doctype(i)
        if text.startswith('<!', i):
            if len(text) - i < 9 and ('<![CDATA['.startswith(text[i:]) or '<!DOCTYPE'.startswith(text[i:]) or '<!--'.startswith(text[i:])):
                raise _NeedMore
            self.fail('not well-formed (invalid token)', i + 2)
        if text.startswith('</', i):
            return self._end(i)
        if i + 1 >= len(text):
            raise _NeedMore
        if not _is_name_start(text[i + 1]):
            self.fail('not well-formed (invalid token)', i + 1)
        if self.done_root and not self.stack:
            self.fail('junk after document element', i)
        return self._start(i)

    def _text(self, i, last):
        text = self.text
        j = text.find('<', i)
        end = j if j >= 0 else len(text)
        amp = text.find('&', i, end)
        if amp == i:
            k = text.find(';', i)
            stop = i + 1
            while stop < len(text) and (_is_name_char(text[stop]) or text[stop] == '#'):
                stop += 1
            if stop >= len(text) and not last:
                raise _NeedMore
            if stop >= len(text) or text[stop] != ';':
                self.fail('not well-formed (invalid token)', stop)
            value = self._reference(i, k)
            if self.data is not None and value:
                self.data(value)
            return k + 1
        if amp > 0:
            end = amp
        chunk = text[i:end]
        if not last and j < 0 and amp < 0 and chunk.endswith(']'):
            chunk = chunk.rstrip(']')
            end = i + len(chunk)
            if not chunk:
                raise _NeedMore
        bad = chunk.find(']]>')
        if bad >= 0:
            self.fail('not well-formed (invalid token)', i + bad + 2)
        for k, ch in enumerate(chunk):
            if ch < ' ' and ch not in '\t\n\r' or ch in '\ufffe\uffff':
                self.fail('not well-formed (invalid token)', i + k)
        if self.data is not None:
            self.data(chunk)
        return end

    def _reference(self, i, k):
        """What the reference from i to k means."""
        name = self.text[i + 1:k]
        if name.startswith('#'):
            try:
                code = int(name[2:], 16) if name[1:2] == 'x' else int(name[1:], 10)
            except ValueError:
                self.fail('not well-formed (invalid token)', i)
            if code > 0x10ffff or not _is_char(chr(code)):
                self.fail('reference to invalid character number', i)
            return chr(code)
        if name in _predefined:
            return _predefined[name]
        if name in self.own:
            return self._expand(name, i, ())
        if name in self.entities:
            return self.entities[name]
        self.fail('undefined entity', i, ' &%s;' % name if self.has_doctype else '')

    def _expand(self, name, i, open_names):
        """The text of an entity of the document's own, with those in it."""
        if name in open_names or len(open_names) > 40:
            e = self.error('recursive entity reference: line %d, column %d' % self._where(i))
            e.code, e.position = 12, self._where(i)
            raise e
        out, value, at = [], self.own[name], 0
        while True:
            amp = value.find('&', at)
            if amp < 0:
                out.append(value[at:])
                break
            out.append(value[at:amp])
            semi = value.find(';', amp)
            inner = value[amp + 1:semi]
            if inner.startswith('#'):
                out.append(chr(int(inner[2:], 16) if inner[1:2] == 'x' else int(inner[1:])))
            elif inner in _predefined:
                out.append(_predefined[inner])
            elif inner in self.own:
                out.append(self._expand(inner, i, (*open_names, name)))
            else:
                self.fail('undefined entity', i, ' &%s;' % inner)
            at = semi + 1
        text = ''.join(out)
        self.expanded += len(text)
        if self.expanded > _max_entity_text:
            e = self.error('limit on input amplification factor (from DTD and entities) breached: line %d, column %d' % self._where(i))
            e.code, e.position = 43, self._where(i)
            raise e
        return text

    def _doctype(self, i):
        text = self.text
        j, depth, quote = i + 9, 0, None
        while True:
            if j >= len(text):
                raise _NeedMore
            c = text[j]
            if quote:
                if c == quote:
                    quote = None
            elif c in '"\'':
                quote = c
            elif text.startswith('<!--', j):
                j = self._find('-->', j) + 2
            elif c == '[':
                depth += 1
            elif c == ']':
                depth -= 1
            elif c == '>' and not depth:
                break
            j += 1
        body = text[i + 9:j]
        self.has_doctype = True
        self._entities(body)
        if self.doctype is not None:
            parts = body.split('[')[0].split()
            name = parts[0] if parts else ''
            pubid = system = None
            quoted = [q for q in body.split('[')[0].replace("'", '"').split('"')[1::2]]
            if 'PUBLIC' in parts and len(quoted) >= 2:
                pubid, system = quoted[0], quoted[1]
            elif 'SYSTEM' in parts and quoted:
                system = quoted[0]
            self.doctype(name, pubid, system)
        return j + 1

    def _entities(self, body):
        at = 0
        while True:
            at = body.find('<!ENTITY', at)
            if at < 0:
                return
            rest = body[at + 8:].lstrip(_space)
            at += 8
            if rest.startswith('%'):
                continue
            k = 0
            while k < len(rest) and _is_name_char(rest[k]):
                k += 1
            name, rest = rest[:k], rest[k:].lstrip(_space)
            if rest[:1] in ('"', "'"):
                end = rest.find(rest[0], 1)
                if end > 0 and name not in self.own:
                    self.own[name] = rest[1:end]

    def _name(self, i):
        text, n = self.text, len(self.text)
        j = i
        while j < n and _is_name_char(text[j]):
            j += 1
        if j >= n:
            raise _NeedMore
        return text[i:j], j

    def _resolve(self, name, is_attribute, i):
        prefix, colon, local = name.partition(':')
        if not colon:
            if is_attribute:
                return name
            uri = self.scopes[-1].get('')
            return '{%s}%s' % (uri, name) if uri else name
        uri = self.scopes[-1].get(prefix)
        if uri is None:
            self.fail('unbound prefix', i)
        return '{%s}%s' % (uri, local)

    def _start(self, i):
        text, n = self.text, len(self.text)
        name, j = self._name(i + 1)
        attrs, declared = [], []
        seen = set()
        while True:
            k = j
            while j < n and text[j] in _space:
                j += 1
            if j >= n:
                raise _NeedMore
            c = text[j]
            if c == '>':
                empty, j = False, j + 1
                break
            if c == '/':
                if j + 1 >= n:
                    raise _NeedMore
                if text[j + 1] != '>':
                    self.fail('not well-formed (invalid token)', j + 1)
                empty, j = True, j + 2
                break
            if k == j or not _is_name_start(c):
                self.fail('not well-formed (invalid token)', j)
            at = j
            key, j = self._name(j)
            while j < n and text[j] in _space:
                j += 1
            if j >= n:
                raise _NeedMore
            if text[j] != '=':
                self.fail('not well-formed (invalid token)', j)
            j += 1
            while j < n and text[j] in _space:
                j += 1
            if j >= n:
                raise _NeedMore
            quote = text[j]
            if quote not in '"\'':
                self.fail('not well-formed (invalid token)', j)
            end = self._find(quote, j + 1)
            value = self._attribute(j + 1, end)
            if key in seen:
                self.fail('duplicate attribute', at)
            seen.add(key)
            if key == 'xmlns':
                declared.append(('', value))
            elif key.startswith('xmlns:'):
                declared.append((key[6:], value))
            else:
                attrs.append((key, value))
            j = end + 1
        scope = self.scopes[-1]
        if declared:
            scope = {**scope}
            for prefix, uri in declared:
                scope[prefix] = uri
                if self.start_ns is not None:
                    self.start_ns(prefix, uri)
        self.scopes.append(scope)
        tag = self._resolve(name, False, i)
        found = {}
        for key, value in attrs:
            key = self._resolve(key, True, i)
            if key in found:
                self.fail('duplicate attribute', i)
            found[key] = value
        self.stack.append((name, tag, declared))
        if self.start is not None:
            self.start(tag, found)
        if empty:
            self._close_element()
        return j

    def _attribute(self, i, end):
        text = self.text
        out = []
        while i < end:
            c = text[i]
            if c == '<':
                self.fail('not well-formed (invalid token)', i)
            if c == '&':
                k = text.find(';', i, end)
                if k < 0:
                    self.fail('not well-formed (invalid token)', i)
                out.append(self._reference(i, k))
                i = k + 1
            else:
                if c in '\t\n':
                    c = ' '
                elif c < ' ':
                    self.fail('not well-formed (invalid token)', i)
                out.append(c)
                i += 1
        return ''.join(out)

    def _close_element(self):
        _, tag, declared = self.stack.pop()
        if self.end is not None:
            self.end(tag)
        self.scopes.pop()
        if self.end_ns is not None:
            for prefix, _ in reversed(declared):
                self.end_ns(prefix)
        if not self.stack:
            self.done_root = True

    def _end(self, i):
        text = self.text
        if i + 2 >= len(text):
            raise _NeedMore
        if not _is_name_start(text[i + 2]):
            self.fail('not well-formed (invalid token)', i + 2)
        name, j = self._name(i + 2)
        while j < len(text) and text[j] in _space:
            j += 1
        if j >= len(text):
            raise _NeedMore
        if text[j] != '>':
            self.fail('not well-formed (invalid token)', j)
        if not self.stack:
            self.fail('not well-formed (invalid token)' if not self.done_root else 'junk after document element', i + 1)
        if self.stack[-1][0] != name:
            self.fail('mismatched tag', i + 2)
        self._close_element()
        return j + 1
