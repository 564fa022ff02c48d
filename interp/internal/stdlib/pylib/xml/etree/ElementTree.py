"""Trees of XML elements."""
import io

from . import ElementPath

__all__ = ['Comment', 'dump', 'Element', 'ElementTree', 'canonicalize', 'fromstring', 'fromstringlist', 'indent', 'iselement', 'iterparse',
           'parse', 'ParseError', 'PI', 'ProcessingInstruction', 'QName', 'SubElement', 'tostring', 'tostringlist', 'TreeBuilder', 'VERSION',
           'XML', 'XMLID', 'XMLParser', 'XMLPullParser', 'register_namespace', 'C14NWriterTarget']

VERSION = '1.3.0'


class ParseError(SyntaxError):
    """The text is no XML."""


def iselement(element):
    """Is it an element?"""
    return hasattr(element, 'tag')


class Element:
    """An element."""
    __slots__ = ('tag', 'attrib', 'text', 'tail', '_children', '__weakref__')

    def __init__(self, tag, /, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError('Element() argument 2 must be dict, not %s' % (attrib.__class__.__name__,))
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self.text = None
        self.tail = None
        self._children = []

    def __repr__(self):
        return '<Element %r at %#x>' % (self.tag, id(self))

    def makeelement(self, tag, attrib, /):
        return Element(tag, attrib)

    def __copy__(self):
        made = Element(self.tag, self.attrib)
        made.text, made.tail = self.text, self.tail
        made._children[:] = self._children
        return made

    def __deepcopy__(self, memo):
        import copy
        made = Element(self.tag, copy.deepcopy(self.attrib, memo))
        made.text, made.tail = self.text, self.tail
        made._children = [copy.deepcopy(c, memo) for c in self._children]
        return made

    def __getstate__(self):
        return {'tag': self.tag, '_children': self._children, 'attrib': self.attrib, 'text': self.text, 'tail': self.tail}

    def __setstate__(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn('Testing an element\'s truth value will always return True in future versions.  Use specific \'len(elem)\' or '
                      '\'elem is not None\' test instead.', DeprecationWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError('child index out of range') from None

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            element = list(element)
            for e in element:
                _check(e)
        else:
            _check(element)
        try:
            self._children[index] = element
        except IndexError:
            raise IndexError('child assignment index out of range') from None

    def __delitem__(self, index):
        try:
            del self._children[index]
        except IndexError:
            raise IndexError('child assignment index out of range') from None

    def append(self, subelement, /):
        _check(subelement)
        self._children.append(subelement)

    def extend(self, elements, /):
        try:
            elements = list(elements)
        except TypeError:
            raise TypeError(f'expected sequence, not "{type(elements).__name__}"') from None
        for e in elements:
            _check(e, True)
            self._children.append(e)

    def insert(self, index, subelement, /):
        _check(subelement)
        self._children.insert(index, subelement)

    def remove(self, subelement, /):
        _check(subelement)
        for i, c in enumerate(self._children):
            if c is subelement:
                del self._children[i]
                return
        for i, c in enumerate(self._children):
            if c == subelement:
                del self._children[i]
                return
        raise ValueError('Element.remove(x): element not found')

    def find(self, path, namespaces=None):
        if namespaces is None and _is_plain(path):
            for c in self._children:
                if c.tag == path:
                    return c
            return None
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        if namespaces is None and _is_plain(path):
            found = self.find(path)
            return default if found is None else '' if found.text is None else found.text
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, path, namespaces=None):
        if namespaces is None and _is_plain(path):
            return [c for c in self._children if c.tag == path]
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        return ElementPath.iterfind(self, path, namespaces)

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value, /):
        self.attrib[key] = value

    def keys(self):
        return list(self.attrib.keys())

    def items(self):
        return list(self.attrib.items())

    def iter(self, tag=None):
        """The element and all below it."""
        if tag == '*':
            tag = None
        stack = [self]
        while stack:
            e = stack.pop()
            if tag is None or e.tag == tag:
                yield e
            stack.extend(e._children[::-1])

    def itertext(self):
        """The texts inside."""
        stack = [(self, True)]
        while stack:
            e, inside = stack.pop()
            if not inside:
                if e.tail:
                    yield e.tail
                continue
            if e.text:
                yield e.text
            for c in e._children[::-1]:
                stack.append((c, False))
                stack.append((c, True))


Element.__module__ = 'xml.etree.ElementTree'


def _is_plain(path):
    """Is a path nothing but the name of a child?"""
    if not isinstance(path, str):
        return False
    inside = False
    for c in path:
        if c == '{':
            inside = True
        elif c == '}':
            inside = False
        elif c in '*' or not inside and c in '/[@.':
            return False
    return not path.startswith('{}')


def _check(e, plain=False):
    if not isinstance(e, Element):
        if plain:
            raise TypeError(f'expected an Element, not "{type(e).__name__}"')
        raise TypeError(f'append() argument 1 must be xml.etree.ElementTree.Element, not {type(e).__name__}')


def SubElement(parent, tag, /, attrib={}, **extra):
    """A new element below another one."""
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    """A comment."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """A processing instruction."""
    element = Element(ProcessingInstruction)
    element.text = target
    if text:
        element.text = element.text + ' ' + text
    return element


PI = ProcessingInstruction


class QName:
    """A name with its namespace."""

    def __init__(self, text_or_uri, tag=None):
        if tag:
            text_or_uri = '{%s}%s' % (text_or_uri, tag)
        self.text = text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return '<%s %r>' % (self.__class__.__name__, self.text)

    def __hash__(self):
        return hash(self.text)

    def _other(self, other):
        return other.text if isinstance(other, QName) else other

    def __le__(self, other):
        return self.text <= self._other(other)

    def __lt__(self, other):
        return self.text < self._other(other)

    def __ge__(self, other):
        return self.text >= self._other(other)

    def __gt__(self, other):
        return self.text > self._other(other)

    def __eq__(self, other):
        return self.text == self._other(other)


class ElementTree:
    """A document."""

    def __init__(self, element=None, file=None):
        if element is not None and not iselement(element):
            raise TypeError('expected an Element, not %s' % type(element).__name__)
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        if not iselement(element):
            raise TypeError('expected an Element, not %s' % type(element).__name__)
        self._root = element

    def parse(self, source, parser=None):
        close = False
        if not hasattr(source, 'read'):
            source = open(source, 'rb')
            close = True
        try:
            if parser is None:
                parser = XMLParser()
            while data := source.read(65536):
                parser.feed(data)
            self._root = parser.close()
            return self._root
        finally:
            if close:
                source.close()

    def iter(self, tag=None):
        return self._root.iter(tag)

    def _path(self, path):
        if path[:1] == '/':
            path = '.' + path
            import warnings
            warnings.warn('This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely on the current '
                          'behaviour, change it to %r' % path, FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *, short_empty_elements=True):
        """Write the document to a file."""
        if self._root is None:
            raise TypeError('ElementTree not initialized')
        if not method:
            method = 'xml'
        elif method not in ('xml', 'html', 'text', 'c14n'):
            raise ValueError('unknown method %r' % method)
        if not encoding:
            encoding = 'utf-8' if method == 'c14n' else 'us-ascii'
        declared = 'utf-8' if encoding.lower() == 'unicode' else encoding
        parts = []
        write = parts.append
        if method == 'xml' and (xml_declaration or xml_declaration is None and encoding.lower() not in ('utf-8', 'us-ascii', 'unicode')):
            write("<?xml version='1.0' encoding='%s'?>\n" % (declared,))
        if method == 'text':
            for text in self._root.itertext():
                write(text)
            if self._root.tail:
                write(self._root.tail)
        else:
            qnames, namespaces = _namespaces(self._root, default_namespace)
            if method == 'html':
                _serialize_html(write, self._root, qnames, namespaces)
            else:
                _serialize_xml(write, self._root, qnames, namespaces, short_empty_elements)
        text = ''.join(parts)
        if encoding.lower() == 'unicode':
            data = text
        else:
            data = text.encode(encoding, 'xmlcharrefreplace')
        if hasattr(file_or_filename, 'write'):
            for piece in parts if isinstance(data, str) else [data]:
                file_or_filename.write(piece)
        elif isinstance(data, str):
            with open(file_or_filename, 'w', encoding='utf-8', errors='xmlcharrefreplace') as f:
                f.write(data)
        else:
            with open(file_or_filename, 'wb') as f:
                f.write(data)

    def write_c14n(self, file):
        return self.write(file, method='c14n')


_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml', 'http://www.w3.org/1999/xhtml': 'html', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://schemas.xmlsoap.org/wsdl/': 'wsdl', 'http://www.w3.org/2001/XMLSchema': 'xs', 'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc'}


def register_namespace(prefix, uri):
    """The prefix to write for a namespace."""
    if prefix.startswith('ns') and prefix[2:].isdigit():
        raise ValueError('Prefix format reserved for internal use')
    for k, v in list(_namespace_map.items()):
        if k == uri or v == prefix:
            del _namespace_map[k]
    _namespace_map[uri] = prefix


register_namespace._namespace_map = _namespace_map


def _raise_serialization_error(text):
    raise TypeError('cannot serialize %r (type %s)' % (text, type(text).__name__))


def _namespaces(elem, default_namespace=None):
    qnames = {None: None}
    namespaces = {}
    if default_namespace:
        namespaces[default_namespace] = ''

    def add(qname):
        try:
            if qname[:1] == '{':
                uri, tag = qname[1:].rsplit('}', 1)
                prefix = namespaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri)
                    if prefix is None:
                        prefix = 'ns%d' % len(namespaces)
                    if prefix != 'xml':
                        namespaces[uri] = prefix
                qnames[qname] = '%s:%s' % (prefix, tag) if prefix else tag
            else:
                if default_namespace:
                    raise ValueError('cannot use non-qualified names with default_namespace option')
                qnames[qname] = qname
        except TypeError:
            _raise_serialization_error(qname)
    for e in elem.iter():
        tag = e.tag
        if isinstance(tag, QName):
            if tag.text not in qnames:
                add(tag.text)
        elif isinstance(tag, str):
            if tag not in qnames:
                add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _raise_serialization_error(tag)
        for key, value in e.items():
            if isinstance(key, QName):
                key = key.text
            if key not in qnames:
                add(key)
            if isinstance(value, QName) and value.text not in qnames:
                add(value.text)
        text = e.text
        if isinstance(text, QName) and text.text not in qnames:
            add(text.text)
    return qnames, namespaces


def _start_tag(write, elem, tag, qnames, namespaces, escape):
    write('<' + tag)
    if namespaces:
        for v, k in sorted(namespaces.items(), key=lambda x: x[1]):
            if k:
                k = ':' + k
            write(' xmlns%s="%s"' % (k, _escape_attrib(v)))
    for k, v in elem.items():
        if isinstance(k, QName):
            k = k.text
        v = qnames[v.text] if isinstance(v, QName) else escape(v)
        write(' %s="%s"' % (qnames[k], v))


def _serialize_xml(write, root, qnames, namespaces, short_empty_elements):
    stack = [(root, None)]
    while stack:
        elem, end = stack.pop()
        if end is not None:
            write(end)
            if elem.tail:
                write(_escape_cdata(elem.tail))
            continue
        tag, text = elem.tag, elem.text
        if tag is Comment:
            write('<!--%s-->' % text)
        elif tag is ProcessingInstruction:
            write('<?%s?>' % text)
        else:
            name = qnames[tag.text if isinstance(tag, QName) else tag]
            if name is None:
                if text:
                    write(_escape_cdata(text))
                stack.append((elem, ''))
                stack.extend([(c, None) for c in elem[::-1]])
                continue
            _start_tag(write, elem, name, qnames, namespaces, _escape_attrib)
            namespaces = None
            if text or len(elem) or not short_empty_elements:
                write('>')
                if text:
                    write(qnames[text.text] if isinstance(text, QName) else _escape_cdata(text))
                stack.append((elem, '</' + name + '>'))
                stack.extend([(c, None) for c in elem[::-1]])
                continue
            write(' />')
        if elem.tail:
            write(_escape_cdata(elem.tail))


HTML_EMPTY = {'area', 'base', 'basefont', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'link', 'meta', 'param', 'source',
              'track', 'wbr'}


def _serialize_html(write, elem, qnames, namespaces):
    tag, text = elem.tag, elem.text
    if tag is Comment:
        write('<!--%s-->' % _escape_cdata(text))
    elif tag is ProcessingInstruction:
        write('<?%s?>' % _escape_cdata(text))
    else:
        name = qnames[tag.text if isinstance(tag, QName) else tag]
        if name is None:
            if text:
                write(_escape_cdata(text))
            for e in elem:
                _serialize_html(write, e, qnames, None)
        else:
            _start_tag(write, elem, name, qnames, namespaces, _escape_attrib_html)
            write('>')
            low = name.lower()
            if text:
                write(text if low in ('script', 'style') else _escape_cdata(text))
            for e in elem:
                _serialize_html(write, e, qnames, None)
            if low not in HTML_EMPTY:
                write('</' + name + '>')
    if elem.tail:
        write(_escape_cdata(elem.tail))


def _escape_cdata(text):
    try:
        return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    except (TypeError, AttributeError):
        _raise_serialization_error(text)


def _escape_attrib(text):
    try:
        text = text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;')
        return text.replace('\r', '&#13;').replace('\n', '&#10;').replace('\t', '&#09;')
    except (TypeError, AttributeError):
        _raise_serialization_error(text)


def _escape_attrib_html(text):
    try:
        return text.replace('&', '&amp;').replace('>', '&gt;').replace('"', '&quot;')
    except (TypeError, AttributeError):
        _raise_serialization_error(text)


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    """The text of an element."""
    stream = io.StringIO() if encoding == 'unicode' else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration=xml_declaration, default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return stream.getvalue()


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    pieces = []
    ElementTree(element).write(_Pieces(pieces), encoding, xml_declaration=xml_declaration, default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return pieces


class _Pieces:
    """A file that keeps what is written to it, piece by piece."""

    def __init__(self, pieces):
        self.write = pieces.append


def dump(elem):
    """Print an element."""
    import sys
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding='unicode')
    tail = elem.getroot().tail
    if not tail or tail[-1] != '\n':
        sys.stdout.write('\n')


def indent(tree, space='  ', level=0):
    """Add white space so that every element has a line."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f'Initial indentation level must be >= 0, got {level}')
    if not len(tree):
        return
    indentations = ['\n' + level * space]

    def children(elem, level):
        child_level = level + 1
        try:
            child_indentation = indentations[child_level]
        except IndexError:
            child_indentation = indentations[level] + space
            indentations.append(child_indentation)
        if not elem.text or not elem.text.strip():
            elem.text = child_indentation
        for child in elem:
            if len(child):
                children(child, child_level)
            if not child.tail or not child.tail.strip():
                child.tail = child_indentation
        if not child.tail.strip():
            child.tail = indentations[level]
    children(tree, 0)


def parse(source, parser=None):
    """The document in a file."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def XML(text, parser=None):
    """The element in a text."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def XMLID(text, parser=None):
    """The element in a text, and those below it by their id."""
    tree = XML(text, parser)
    ids = {}
    for elem in tree.iter():
        if elem.get('id'):
            ids[elem.get('id')] = elem
    return tree, ids


def fromstringlist(sequence, parser=None):
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


class TreeBuilder:
    """Makes elements of starts, ends and texts."""

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False):
        self._data = []
        self._elem = []
        self._last = None
        self._root = None
        self._tail = None
        self._comment_factory = comment_factory or Comment
        self.insert_comments = insert_comments
        self._pi_factory = pi_factory or ProcessingInstruction
        self.insert_pis = insert_pis
        self._factory = element_factory or Element

    def close(self):
        assert len(self._elem) == 0, 'missing end tags'
        assert self._root is not None, 'missing toplevel element'
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = ''.join(self._data)
                if self._tail:
                    assert self._last.tail is None, 'internal error (tail)'
                    self._last.tail = text
                else:
                    assert self._last.text is None, 'internal error (text)'
                    self._last.text = text
            self._data = []

    def data(self, data):
        self._data.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = elem = self._factory(tag, attrs)
        if self._elem:
            self._elem[-1].append(elem)
        elif self._root is None:
            self._root = elem
        self._elem.append(elem)
        self._tail = 0
        return elem

    def end(self, tag):
        self._flush()
        self._last = self._elem.pop()
        self._tail = 1
        return self._last

    def comment(self, text):
        return self._handle_single(self._comment_factory, self.insert_comments, text)

    def pi(self, target, text=None):
        return self._handle_single(self._pi_factory, self.insert_pis, target, text)

    def _handle_single(self, factory, insert, *args):
        elem = factory(*args)
        if insert:
            self._flush()
            self._last = elem
            if self._elem:
                self._elem[-1].append(elem)
            self._tail = 1
        return elem


class XMLParser:
    """Reads XML that comes piece by piece."""

    def __init__(self, *, target=None, encoding=None):
        if target is None:
            target = TreeBuilder()
        self.target = self._target = target
        self._encoding = encoding
        self._bytes = []
        self._parts = []
        self.entity = {}
        self.version = 'Expat 2.6.3'
        self._reader = None

    def feed(self, data):
        """Read on."""
        if self._reader is None:
            from ._reader import Reader
            self._reader = Reader(self._target, self.entity, ParseError)
        if isinstance(data, (bytes, bytearray, memoryview)):
            self._reader.feed_bytes(bytes(data), self._encoding)
        else:
            self._reader.feed(data)

    def flush(self):
        pass

    def close(self):
        """The end of the text; answers what the target made."""
        if self._reader is None:
            from ._reader import Reader
            self._reader = Reader(self._target, self.entity, ParseError)
        self._reader.close()
        close = getattr(self._target, 'close', None)
        return close() if close is not None else None


class XMLPullParser:
    """Reads XML and hands out events."""

    def __init__(self, events=None, *, _parser=None):
        from collections import deque
        self._events_queue = deque()
        if events is None:
            events = ('end',)
        events = tuple(events)
        for event in events:
            if event not in ('start', 'end', 'start-ns', 'end-ns', 'comment', 'pi'):
                raise ValueError('unknown event %r' % event)
        self._parser = _parser or XMLParser(target=TreeBuilder())
        self._parser._target = _EventTarget(self._parser._target, events, self._events_queue)

    def feed(self, data):
        if self._parser is None:
            raise ValueError('feed() called after end of stream')
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as exc:
                self._events_queue.append(exc)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        self._close_and_return_root()

    def read_events(self):
        events = self._events_queue
        while events:
            event = events.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        pass


class _EventTarget:
    def __init__(self, target, events, queue):
        self._inner = target
        self._queue = queue
        self._wanted = frozenset(events)
        self.start_ns = getattr(target, 'start_ns', None)
        if 'start-ns' in events:
            self.start_ns = lambda prefix, uri: queue.append(('start-ns', (prefix or '', uri or '')))
        if 'end-ns' in events:
            self.end_ns = lambda prefix: queue.append(('end-ns', None))

    def start(self, tag, attrs):
        e = self._inner.start(tag, attrs)
        if 'start' in self._wanted:
            self._queue.append(('start', e))
        return e

    def end(self, tag):
        e = self._inner.end(tag)
        if 'end' in self._wanted:
            self._queue.append(('end', e))
        return e

    def data(self, data):
        self._inner.data(data)

    def comment(self, text):
        e = self._inner.comment(text)
        if 'comment' in self._wanted:
            self._queue.append(('comment', e))
        return e

    def pi(self, target, text=None):
        e = self._inner.pi(target, text)
        if 'pi' in self._wanted:
            self._queue.append(('pi', e))
        return e

    def close(self):
        return self._inner.close()


def iterparse(source, events=None, parser=None):
    """The events of a file, one by one."""
    pull = XMLPullParser(events=events, _parser=parser)
    opened = None
    if not hasattr(source, 'read'):
        opened = source = open(source, 'rb')

    def events_of():
        try:
            while True:
                yield from pull.read_events()
                data = source.read(16 * 1024)
                if not data:
                    break
                pull.feed(data)
            root = pull._close_and_return_root()
            yield from pull.read_events()
            it.root = root
        finally:
            if opened is not None:
                opened.close()

    class IterParseIterator:
        root = None

        def __init__(self):
            self._events = events_of()

        def __iter__(self):
            return self

        def __next__(self):
            return next(self._events)

        def close(self):
            self._events.close()
            if opened is not None:
                opened.close()
    it = IterParseIterator()
    return it


class C14NWriterTarget:
    """Writes the canonical form of what is parsed."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False, qname_aware_tags=None,
                 qname_aware_attrs=None, exclude_attrs=None, exclude_tags=None):
        self._write = write
        self._data = []
        self._with_comments = with_comments
        self._strip_text = strip_text
        self._rewrite_prefixes = rewrite_prefixes
        self._exclude_attrs = set(exclude_attrs or ())
        self._exclude_tags = set(exclude_tags or ())
        self._declared = [{'http://www.w3.org/XML/1998/namespace': 'xml'}]
        self._prefixes = {}
        self._pending = {}
        self._ignored = 0
        self._root_seen = self._root_done = False
        self._depth = 0

    def start_ns(self, prefix, uri):
        self._pending[uri] = prefix or ''

    def data(self, data):
        if not self._ignored:
            self._data.append(data)

    def _flush(self):
        data = ''.join(self._data)
        self._data.clear()
        if self._strip_text:
            data = data.strip()
        if data and self._depth:
            self._write(data.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('\r', '&#xD;'))

    def _qname(self, name, needed):
        if name[:1] != '{':
            return name
        uri, tag = name[1:].rsplit('}', 1)
        scope = self._declared[-1]
        prefix = scope.get(uri)
        if prefix is None:
            if self._rewrite_prefixes:
                prefix = 'n%d' % (len(scope) - 1)
            else:
                prefix = self._pending.get(uri, self._prefixes.get(uri))
                if prefix is None:
                    prefix = 'ns%d' % (len(scope) - 1)
            scope[uri] = prefix
            needed.append((prefix, uri))
        return f'{prefix}:{tag}' if prefix else tag

    def start(self, tag, attrs):
        if self._ignored or tag in self._exclude_tags:
            self._ignored += 1
            return
        self._flush()
        self._prefixes.update(self._pending)
        self._declared.append(dict(self._declared[-1]))
        needed = []
        name = self._qname(tag, needed)
        out = []
        for k in sorted(attrs, key=lambda k: k.rsplit('}', 1) if k[:1] == '{' else ['', k]):
            if k in self._exclude_attrs:
                continue
            v = attrs[k].replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;').replace('\t', '&#x9;').replace('\n', '&#xA;').replace('\r', '&#xD;')
            out.append((self._qname(k, needed), v))
        self._pending = {}
        self._write('<' + name)
        for prefix, uri in sorted(needed):
            self._write(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"')
        for k, v in out:
            self._write(f' {k}="{v}"')
        self._write('>')
        self._root_seen = True
        self._depth += 1

    def end(self, tag):
        if self._ignored:
            self._ignored -= 1
            return
        self._flush()
        self._write(f'</{self._qname(tag, [])}>')
        self._declared.pop()
        self._depth -= 1
        self._root_done = self._depth == 0

    def comment(self, text):
        if not self._with_comments or self._ignored:
            return
        if self._root_done:
            self._write('\n')
        elif self._root_seen:
            self._flush()
        self._write(f'<!--{text}-->')
        if not self._root_seen:
            self._write('\n')

    def pi(self, target, data):
        if self._ignored:
            return
        if self._root_done:
            self._write('\n')
        elif self._root_seen:
            self._flush()
        self._write(f'<?{target} {data}?>' if data else f'<?{target}?>')
        if not self._root_seen:
            self._write('\n')

    def close(self):
        pass


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """The canonical form of a text or file."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    sio = None
    if out is None:
        sio = out = io.StringIO()
    parser = XMLParser(target=C14NWriterTarget(out.write, **options))
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    else:
        parse(from_file, parser=parser)
    return sio.getvalue() if sio is not None else None
