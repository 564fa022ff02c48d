"""From nodes to events, and from events to text."""
from .error import EmitterError, SerializerError
from .nodes import *
from .resolver import Resolver


class Serializer:
    """The events of nodes."""
    ANCHOR_TEMPLATE = 'id%03d'

    def __init__(self, encoding=None, explicit_start=None, explicit_end=None, version=None, tags=None):
        self.use_encoding = encoding
        self.use_explicit_start = explicit_start
        self.use_explicit_end = explicit_end
        self.use_version = version
        self.use_tags = tags
        self.serialized_nodes = {}
        self.anchors = {}
        self.last_anchor_id = 0
        self.closed = None

    def open(self):
        if self.closed is None:
            self.emit(StreamStartEvent(encoding=self.use_encoding))
            self.closed = False
        elif self.closed:
            raise SerializerError('serializer is closed')
        else:
            raise SerializerError('serializer is already opened')

    def close(self):
        if self.closed is None:
            raise SerializerError('serializer is not opened')
        if not self.closed:
            self.emit(StreamEndEvent())
            self.closed = True

    def serialize(self, node):
        if self.closed is None:
            raise SerializerError('serializer is not opened')
        if self.closed:
            raise SerializerError('serializer is closed')
        self.emit(DocumentStartEvent(explicit=self.use_explicit_start, version=self.use_version, tags=self.use_tags))
        self.anchor_node(node)
        self.serialize_node(node, None, None)
        self.emit(DocumentEndEvent(explicit=self.use_explicit_end))
        self.serialized_nodes = {}
        self.anchors = {}
        self.last_anchor_id = 0

    def anchor_node(self, node):
        if node in self.anchors:
            if self.anchors[node] is None:
                self.anchors[node] = self.generate_anchor(node)
            return
        self.anchors[node] = None
        if isinstance(node, SequenceNode):
            for item in node.value:
                self.anchor_node(item)
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                self.anchor_node(key)
                self.anchor_node(value)

    def generate_anchor(self, node):
        self.last_anchor_id += 1
        return self.ANCHOR_TEMPLATE % self.last_anchor_id

    def serialize_node(self, node, parent, index):
        alias = self.anchors[node]
        if node in self.serialized_nodes:
            self.emit(AliasEvent(anchor=alias))
            return
        self.serialized_nodes[node] = True
        self.descend_resolver(parent, index)
        if isinstance(node, ScalarNode):
            detected = self.resolve(ScalarNode, node.value, (True, False))
            default = self.resolve(ScalarNode, node.value, (False, True))
            self.emit(ScalarEvent(anchor=alias, tag=node.tag, implicit=(node.tag == detected, node.tag == default), value=node.value, style=node.style))
        elif isinstance(node, SequenceNode):
            self.emit(SequenceStartEvent(anchor=alias, tag=node.tag, implicit=node.tag == self.resolve(SequenceNode, node.value, True), flow_style=node.flow_style))
            for i, item in enumerate(node.value):
                self.serialize_node(item, node, i)
            self.emit(SequenceEndEvent())
        else:
            self.emit(MappingStartEvent(anchor=alias, tag=node.tag, implicit=node.tag == self.resolve(MappingNode, node.value, True), flow_style=node.flow_style))
            for key, value in node.value:
                self.serialize_node(key, node, None)
                self.serialize_node(value, node, key)
            self.emit(MappingEndEvent())
        self.ascend_resolver()


class ScalarAnalysis:
    def __init__(self, scalar, empty, multiline, allow_flow_plain, allow_block_plain, allow_single_quoted, allow_double_quoted, allow_block):
        self.scalar = scalar
        self.empty = empty
        self.multiline = multiline
        self.allow_flow_plain = allow_flow_plain
        self.allow_block_plain = allow_block_plain
        self.allow_single_quoted = allow_single_quoted
        self.allow_double_quoted = allow_double_quoted
        self.allow_block = allow_block


class Emitter:
    """Writes events: a machine whose states are methods, which needs to see some events ahead."""
    DEFAULT_TAG_PREFIXES = {'!': '!', 'tag:yaml.org,2002:': '!!'}
    ESCAPES = {'\0': '0', '\x07': 'a', '\x08': 'b', '\x09': 't', '\x0a': 'n', '\x0b': 'v', '\x0c': 'f', '\x0d': 'r', '\x1b': 'e', '"': '"',
               '\\': '\\', '\x85': 'N', '\xa0': '_', '\u2028': 'L', '\u2029': 'P'}

    def __init__(self, stream, canonical=None, indent=None, width=None, allow_unicode=None, line_break=None):
        self.stream = stream
        self.encoding = None
        self.states = []
        self.state = self.expect_stream_start
        self.events = []
        self.event = None
        self.indents = []
        self.indent = None
        self.flow_level = 0
        self.root_context = self.sequence_context = self.mapping_context = self.simple_key_context = False
        self.line = self.column = 0
        self.whitespace = True
        self.indention = True
        self.open_ended = False
        self.canonical = canonical
        self.allow_unicode = allow_unicode
        self.best_indent = indent if indent and 1 < indent < 10 else 2
        self.best_width = width if width and width > self.best_indent * 2 else 80
        self.best_line_break = line_break if line_break in ('\r', '\n', '\r\n') else '\n'
        self.tag_prefixes = None
        self.prepared_anchor = self.prepared_tag = None
        self.analysis = None
        self.style = None

    def dispose(self):
        self.states = []
        self.state = None

    def emit(self, event):
        self.events.append(event)
        while not self.need_more_events():
            self.event = self.events.pop(0)
            self.state()
            self.event = None

    def need_more_events(self):
        if not self.events:
            return True
        event = self.events[0]
        if isinstance(event, DocumentStartEvent):
            return self.need_events(1)
        if isinstance(event, SequenceStartEvent):
            return self.need_events(2)
        if isinstance(event, MappingStartEvent):
            return self.need_events(3)
        return False

    def need_events(self, count):
        level = 0
        for event in self.events[1:]:
            if isinstance(event, (DocumentStartEvent, CollectionStartEvent)):
                level += 1
            elif isinstance(event, (DocumentEndEvent, CollectionEndEvent)):
                level -= 1
            elif isinstance(event, StreamEndEvent):
                level = -1
            if level < 0:
                return False
        return len(self.events) < count + 1

    def increase_indent(self, flow=False, indentless=False):
        self.indents.append(self.indent)
        if self.indent is None:
            self.indent = self.best_indent if flow else 0
        elif not indentless:
            self.indent += self.best_indent

    # Documents.

    def expect_stream_start(self):
        if not isinstance(self.event, StreamStartEvent):
            raise EmitterError('expected StreamStartEvent, but got %s' % self.event)
        if self.event.encoding and not hasattr(self.stream, 'encoding'):
            self.encoding = self.event.encoding
        if self.encoding and self.encoding.startswith('utf-16'):
            self.stream.write('\ufeff'.encode(self.encoding))
        self.state = self.expect_first_document_start

    def expect_nothing(self):
        raise EmitterError('expected nothing, but got %s' % self.event)

    def expect_first_document_start(self):
        return self.expect_document_start(first=True)

    def expect_document_start(self, first=False):
        if isinstance(self.event, DocumentStartEvent):
            if (self.event.version or self.event.tags) and self.open_ended:
                self.write_indicator('...', True)
                self.write_indent()
            if self.event.version:
                major, minor = self.event.version
                if major != 1:
                    raise EmitterError('unsupported YAML version: %d.%d' % (major, minor))
                self.write_data('%%YAML %d.%d' % (major, minor))
                self.write_line_break()
            self.tag_prefixes = dict(self.DEFAULT_TAG_PREFIXES)
            if self.event.tags:
                for handle in sorted(self.event.tags):
                    prefix = self.event.tags[handle]
                    self.tag_prefixes[prefix] = handle
                    self.write_data('%%TAG %s %s' % (handle, prefix))
                    self.write_line_break()
            implicit = (first and not self.event.explicit and not self.canonical and not self.event.version and not self.event.tags and
                        not self.check_empty_document())
            if not implicit:
                self.write_indent()
                self.write_indicator('---', True)
                if self.canonical:
                    self.write_indent()
            self.state = self.expect_document_root
        elif isinstance(self.event, StreamEndEvent):
            if self.open_ended:
                self.write_indicator('...', True)
                self.write_indent()
            self.flush_stream()
            self.state = self.expect_nothing
        else:
            raise EmitterError('expected DocumentStartEvent, but got %s' % self.event)

    def check_empty_document(self):
        if not isinstance(self.events[0] if self.events else None, ScalarEvent) or not self.events:
            return False
        event = self.events[0]
        return event.anchor is None and event.tag is None and event.implicit and event.value == ''

    def expect_document_end(self):
        if not isinstance(self.event, DocumentEndEvent):
            raise EmitterError('expected DocumentEndEvent, but got %s' % self.event)
        self.write_indent()
        if self.event.explicit:
            self.write_indicator('...', True)
            self.write_indent()
        self.flush_stream()
        self.state = self.expect_document_start

    def expect_document_root(self):
        self.states.append(self.expect_document_end)
        self.expect_node(root=True)

    # Nodes.

    def expect_node(self, root=False, sequence=False, mapping=False, simple_key=False):
        self.root_context = root
        self.sequence_context = sequence
        self.mapping_context = mapping
        self.simple_key_context = simple_key
        event = self.event
        if isinstance(event, AliasEvent):
            if event.anchor is None:
                raise EmitterError('anchor is not specified for alias')
            self.process_anchor('*')
            self.state = self.states.pop()
        elif isinstance(event, (ScalarEvent, CollectionStartEvent)):
            self.process_anchor('&')
            self.process_tag()
            if isinstance(event, ScalarEvent):
                self.increase_indent(flow=True)
                self.process_scalar()
                self.indent = self.indents.pop()
                self.state = self.states.pop()
            elif isinstance(event, SequenceStartEvent):
                if self.flow_level or self.canonical or event.flow_style or self.check_empty(SequenceEndEvent):
                    self.expect_flow('[', self.expect_first_flow_sequence_item)
                else:
                    self.increase_indent(flow=False, indentless=self.mapping_context and not self.indention)
                    self.state = self.expect_first_block_sequence_item
            elif self.flow_level or self.canonical or event.flow_style or self.check_empty(MappingEndEvent):
                self.expect_flow('{', self.expect_first_flow_mapping_key)
            else:
                self.increase_indent(flow=False)
                self.state = self.expect_first_block_mapping_key
        else:
            raise EmitterError('expected NodeEvent, but got %s' % event)

    def check_empty(self, end):
        return bool(self.events) and isinstance(self.events[0], end)

    def expect_flow(self, indicator, state):
        self.write_indicator(indicator, True, whitespace=True)
        self.flow_level += 1
        self.increase_indent(flow=True)
        self.state = state

    def _end_flow(self, indicator, comma):
        self.indent = self.indents.pop()
        self.flow_level -= 1
        if comma and self.canonical:
            self.write_indicator(',', False)
            self.write_indent()
        self.write_indicator(indicator, False)
        self.state = self.states.pop()

    def expect_first_flow_sequence_item(self):
        if isinstance(self.event, SequenceEndEvent):
            self._end_flow(']', False)
            return
        if self.canonical or self.column > self.best_width:
            self.write_indent()
        self.states.append(self.expect_flow_sequence_item)
        self.expect_node(sequence=True)

    def expect_flow_sequence_item(self):
        if isinstance(self.event, SequenceEndEvent):
            self._end_flow(']', True)
            return
        self.write_indicator(',', False)
        if self.canonical or self.column > self.best_width:
            self.write_indent()
        self.states.append(self.expect_flow_sequence_item)
        self.expect_node(sequence=True)

    def expect_first_flow_mapping_key(self):
        if isinstance(self.event, MappingEndEvent):
            self._end_flow('}', False)
            return
        self._flow_key()

    def expect_flow_mapping_key(self):
        if isinstance(self.event, MappingEndEvent):
            self._end_flow('}', True)
            return
        self.write_indicator(',', False)
        self._flow_key()

    def _flow_key(self):
        if self.canonical or self.column > self.best_width:
            self.write_indent()
        if not self.canonical and self.check_simple_key():
            self.states.append(self.expect_flow_mapping_simple_value)
            self.expect_node(mapping=True, simple_key=True)
        else:
            self.write_indicator('?', True)
            self.states.append(self.expect_flow_mapping_value)
            self.expect_node(mapping=True)

    def expect_flow_mapping_simple_value(self):
        self.write_indicator(':', False)
        self.states.append(self.expect_flow_mapping_key)
        self.expect_node(mapping=True)

    def expect_flow_mapping_value(self):
        if self.canonical or self.column > self.best_width:
            self.write_indent()
        self.write_indicator(':', True)
        self.states.append(self.expect_flow_mapping_key)
        self.expect_node(mapping=True)

    def expect_first_block_sequence_item(self):
        return self.expect_block_sequence_item(first=True)

    def expect_block_sequence_item(self, first=False):
        if not first and isinstance(self.event, SequenceEndEvent):
            self.indent = self.indents.pop()
            self.state = self.states.pop()
        else:
            self.write_indent()
            self.write_indicator('-', True, indention=True)
            self.states.append(self.expect_block_sequence_item)
            self.expect_node(sequence=True)

    def expect_first_block_mapping_key(self):
        return self.expect_block_mapping_key(first=True)

    def expect_block_mapping_key(self, first=False):
        if not first and isinstance(self.event, MappingEndEvent):
            self.indent = self.indents.pop()
            self.state = self.states.pop()
        else:
            self.write_indent()
            if self.check_simple_key():
                self.states.append(self.expect_block_mapping_simple_value)
                self.expect_node(mapping=True, simple_key=True)
            else:
                self.write_indicator('?', True, indention=True)
                self.states.append(self.expect_block_mapping_value)
                self.expect_node(mapping=True)

    def expect_block_mapping_simple_value(self):
        self.write_indicator(':', False)
        self.states.append(self.expect_block_mapping_key)
        self.expect_node(mapping=True)

    def expect_block_mapping_value(self):
        self.write_indent()
        self.write_indicator(':', True, indention=True)
        self.states.append(self.expect_block_mapping_key)
        self.expect_node(mapping=True)

    def check_simple_key(self):
        length = 0
        event = self.event
        if isinstance(event, NodeEvent) and event.anchor is not None:
            if self.prepared_anchor is None:
                self.prepared_anchor = self.prepare_anchor(event.anchor)
            length += len(self.prepared_anchor)
        if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag is not None:
            if self.prepared_tag is None:
                self.prepared_tag = self.prepare_tag(event.tag)
            length += len(self.prepared_tag)
        if isinstance(event, ScalarEvent):
            if self.analysis is None:
                self.analysis = self.analyze_scalar(event.value)
            length += len(self.analysis.scalar)
        return length < 128 and (
            isinstance(event, AliasEvent) or isinstance(event, ScalarEvent) and not self.analysis.empty and not self.analysis.multiline or
            isinstance(event, SequenceStartEvent) and self.check_empty(SequenceEndEvent) or
            isinstance(event, MappingStartEvent) and self.check_empty(MappingEndEvent))

    # Anchors, tags, scalars.

    def process_anchor(self, indicator):
        if self.event.anchor is None:
            self.prepared_anchor = None
            return
        if self.prepared_anchor is None:
            self.prepared_anchor = self.prepare_anchor(self.event.anchor)
        if self.prepared_anchor:
            self.write_indicator(indicator + self.prepared_anchor, True)
        self.prepared_anchor = None

    def process_tag(self):
        tag = self.event.tag
        if isinstance(self.event, ScalarEvent):
            if self.style is None:
                self.style = self.choose_scalar_style()
            if (not self.canonical or tag is None) and (self.style == '' and self.event.implicit[0] or self.style != '' and self.event.implicit[1]):
                self.prepared_tag = None
                return
            if self.event.implicit[0] and tag is None:
                tag = '!'
                self.prepared_tag = None
        elif (not self.canonical or tag is None) and self.event.implicit:
            self.prepared_tag = None
            return
        if tag is None:
            raise EmitterError('tag is not specified')
        if self.prepared_tag is None:
            self.prepared_tag = self.prepare_tag(tag)
        if self.prepared_tag:
            self.write_indicator(self.prepared_tag, True)
        self.prepared_tag = None

    def choose_scalar_style(self):
        if self.analysis is None:
            self.analysis = self.analyze_scalar(self.event.value)
        a, event = self.analysis, self.event
        if event.style == '"' or self.canonical:
            return '"'
        if not event.style and event.implicit[0]:
            if not (self.simple_key_context and (a.empty or a.multiline)) and (
                    self.flow_level and a.allow_flow_plain or not self.flow_level and a.allow_block_plain):
                return ''
        if event.style and event.style in '|>':
            if not self.flow_level and not self.simple_key_context and a.allow_block:
                return event.style
        if not event.style or event.style == "'":
            if a.allow_single_quoted and not (self.simple_key_context and a.multiline):
                return "'"
        return '"'

    def process_scalar(self):
        if self.analysis is None:
            self.analysis = self.analyze_scalar(self.event.value)
        if self.style is None:
            self.style = self.choose_scalar_style()
        split = not self.simple_key_context
        text = self.analysis.scalar
        if self.style == '"':
            self.write_double_quoted(text, split)
        elif self.style == "'":
            self.write_single_quoted(text, split)
        elif self.style == '>':
            self.write_folded(text)
        elif self.style == '|':
            self.write_literal(text)
        else:
            self.write_plain(text, split)
        self.analysis = None
        self.style = None

    def prepare_anchor(self, anchor):
        if not anchor:
            raise EmitterError('anchor must not be empty')
        for ch in anchor:
            if not (ch.isascii() and ch.isalnum() or ch in '-_'):
                raise EmitterError('invalid character %r in the anchor: %r' % (ch, anchor))
        return anchor

    def prepare_tag(self, tag):
        if not tag:
            raise EmitterError('tag must not be empty')
        if tag == '!':
            return tag
        handle, suffix = None, tag
        for prefix in sorted(self.tag_prefixes.keys()):
            if tag.startswith(prefix) and (prefix == '!' or len(prefix) < len(tag)):
                handle = self.tag_prefixes[prefix]
                suffix = tag[len(prefix):]
        out = []
        for ch in suffix:
            if ch.isascii() and ch.isalnum() or ch in "-;/?:@&=+$,_.~*'()[]" or ch == '!' and handle != '!':
                out.append(ch)
            else:
                out.extend(['%%%02X' % b for b in ch.encode('utf-8')])
        text = ''.join(out)
        if handle:
            return '%s%s' % (handle, text)
        return '!<%s>' % text

    def analyze_scalar(self, scalar):
        if not scalar:
            return ScalarAnalysis(scalar, True, False, False, True, True, True, False)
        block_indicators = flow_indicators = line_breaks = special_characters = False
        leading_space = leading_break = trailing_space = trailing_break = break_space = space_break = False
        if scalar.startswith('---') or scalar.startswith('...'):
            block_indicators = flow_indicators = True
        preceded_by_whitespace = True
        followed_by_whitespace = len(scalar) == 1 or scalar[1] in '\0 \t\r\n\x85\u2028\u2029'
        previous_space = previous_break = False
        index, n = 0, len(scalar)
        while index < n:
            ch = scalar[index]
            if index == 0:
                if ch in '#,[]{}&*!|>\'"%@`':
                    flow_indicators = block_indicators = True
                if ch in '?:':
                    flow_indicators = True
                    if followed_by_whitespace:
                        block_indicators = True
                if ch == '-' and followed_by_whitespace:
                    flow_indicators = block_indicators = True
            else:
                if ch in ',?[]{}':
                    flow_indicators = True
                if ch == ':':
                    flow_indicators = True
                    if followed_by_whitespace:
                        block_indicators = True
                if ch == '#' and preceded_by_whitespace:
                    flow_indicators = block_indicators = True
            if ch in '\n\x85\u2028\u2029':
                line_breaks = True
            if not (ch == '\n' or '\x20' <= ch <= '\x7e'):
                if (ch == '\x85' or '\xa0' <= ch <= '\ud7ff' or '\ue000' <= ch <= '\ufffd' or '\U00010000' <= ch < '\U0010ffff') and ch != '\ufeff':
                    if not self.allow_unicode:
                        special_characters = True
                else:
                    special_characters = True
            if ch == ' ':
                if index == 0:
                    leading_space = True
                if index == n - 1:
                    trailing_space = True
                if previous_break:
                    break_space = True
                previous_space, previous_break = True, False
            elif ch in '\n\x85\u2028\u2029':
                if index == 0:
                    leading_break = True
                if index == n - 1:
                    trailing_break = True
                if previous_space:
                    space_break = True
                previous_space, previous_break = False, True
            else:
                previous_space = previous_break = False
            index += 1
            preceded_by_whitespace = ch in '\0 \t\r\n\x85\u2028\u2029'
            followed_by_whitespace = index + 1 >= n or scalar[index + 1] in '\0 \t\r\n\x85\u2028\u2029'
        flow_plain = block_plain = single = double = block = True
        if leading_space or leading_break or trailing_space or trailing_break:
            flow_plain = block_plain = False
        if trailing_space:
            block = False
        if break_space:
            flow_plain = block_plain = single = False
        if space_break or special_characters:
            flow_plain = block_plain = single = block = False
        if line_breaks:
            flow_plain = block_plain = False
        if flow_indicators:
            flow_plain = False
        if block_indicators:
            block_plain = False
        return ScalarAnalysis(scalar, False, line_breaks, flow_plain, block_plain, single, double, block)

    # Writing.

    def flush_stream(self):
        if hasattr(self.stream, 'flush'):
            self.stream.flush()

    def write_data(self, data):
        if self.encoding:
            data = data.encode(self.encoding)
        self.stream.write(data)

    def write_indicator(self, indicator, need_whitespace, whitespace=False, indention=False):
        data = indicator if self.whitespace or not need_whitespace else ' ' + indicator
        self.whitespace = whitespace
        self.indention = self.indention and indention
        self.column += len(data)
        self.open_ended = False
        self.write_data(data)

    def write_indent(self):
        indent = self.indent or 0
        if not self.indention or self.column > indent or self.column == indent and not self.whitespace:
            self.write_line_break()
        if self.column < indent:
            self.whitespace = True
            data = ' ' * (indent - self.column)
            self.column = indent
            self.write_data(data)

    def write_line_break(self, data=None):
        self.whitespace = True
        self.indention = True
        self.line += 1
        self.column = 0
        self.write_data(self.best_line_break if data is None else data)

    def _put(self, text):
        self.column += len(text)
        self.write_data(text)

    def _breaks(self, text):
        for br in text:
            if br == '\n':
                self.write_line_break()
            else:
                self.write_line_break(br)

    def write_single_quoted(self, text, split=True):
        self.write_indicator("'", True)
        spaces = breaks = False
        start = end = 0
        n = len(text)
        while end <= n:
            ch = text[end] if end < n else None
            if spaces:
                if ch is None or ch != ' ':
                    if start + 1 == end and self.column > self.best_width and split and start != 0 and end != n:
                        self.write_indent()
                    else:
                        self._put(text[start:end])
                    start = end
            elif breaks:
                if ch is None or ch not in '\n\x85\u2028\u2029':
                    if text[start] == '\n':
                        self.write_line_break()
                    self._breaks(text[start:end])
                    self.write_indent()
                    start = end
            elif ch is None or ch in ' \n\x85\u2028\u2029' or ch == "'":
                if start < end:
                    self._put(text[start:end])
                    start = end
            if ch == "'":
                self._put("''")
                start = end + 1
            if ch is not None:
                spaces = ch == ' '
                breaks = ch in '\n\x85\u2028\u2029'
            end += 1
        self.write_indicator("'", False)

    def write_double_quoted(self, text, split=True):
        self.write_indicator('"', True)
        start = end = 0
        n = len(text)
        while end <= n:
            ch = text[end] if end < n else None
            if ch is None or ch in '"\\\x85\u2028\u2029\ufeff' or not ('\x20' <= ch <= '\x7e' or self.allow_unicode and (
                    '\xa0' <= ch <= '\ud7ff' or '\ue000' <= ch <= '\ufffd')):
                if start < end:
                    self._put(text[start:end])
                    start = end
                if ch is not None:
                    if ch in self.ESCAPES:
                        data = '\\' + self.ESCAPES[ch]
                    elif ch <= '\xff':
                        data = '\\x%02X' % ord(ch)
                    elif ch <= '\uffff':
                        data = '\\u%04X' % ord(ch)
                    else:
                        data = '\\U%08X' % ord(ch)
                    self._put(data)
                    start = end + 1
            if 0 < end < n - 1 and (ch == ' ' or start >= end) and self.column + (end - start) > self.best_width and split:
                data = text[start:end] + '\\'
                if start < end:
                    start = end
                self._put(data)
                self.write_indent()
                self.whitespace = False
                self.indention = False
                if text[start] == ' ':
                    self._put('\\')
            end += 1
        self.write_indicator('"', False)

    def determine_block_hints(self, text):
        hints = ''
        if text:
            if text[0] in ' \n\x85\u2028\u2029':
                hints += str(self.best_indent)
            if text[-1] not in '\n\x85\u2028\u2029':
                hints += '-'
            elif len(text) == 1 or text[-2] in '\n\x85\u2028\u2029':
                hints += '+'
        return hints

    def write_folded(self, text):
        hints = self.determine_block_hints(text)
        self.write_indicator('>' + hints, True)
        if hints[-1:] == '+':
            self.open_ended = True
        self.write_line_break()
        leading_space, spaces, breaks = True, False, True
        start = end = 0
        n = len(text)
        while end <= n:
            ch = text[end] if end < n else None
            if breaks:
                if ch is None or ch not in '\n\x85\u2028\u2029':
                    if not leading_space and ch is not None and ch != ' ' and text[start] == '\n':
                        self.write_line_break()
                    leading_space = ch == ' '
                    self._breaks(text[start:end])
                    if ch is not None:
                        self.write_indent()
                    start = end
            elif spaces:
                if ch != ' ':
                    if start + 1 == end and self.column > self.best_width:
                        self.write_indent()
                    else:
                        self._put(text[start:end])
                    start = end
            elif ch is None or ch in ' \n\x85\u2028\u2029':
                self._put(text[start:end])
                if ch is None:
                    self.write_line_break()
                start = end
            if ch is not None:
                breaks = ch in '\n\x85\u2028\u2029'
                spaces = ch == ' '
            end += 1

    def write_literal(self, text):
        hints = self.determine_block_hints(text)
        self.write_indicator('|' + hints, True)
        if hints[-1:] == '+':
            self.open_ended = True
        self.write_line_break()
        breaks = True
        start = end = 0
        n = len(text)
        while end <= n:
            ch = text[end] if end < n else None
            if breaks:
                if ch is None or ch not in '\n\x85\u2028\u2029':
                    self._breaks(text[start:end])
                    if ch is not None:
                        self.write_indent()
                    start = end
            elif ch is None or ch in '\n\x85\u2028\u2029':
                self.write_data(text[start:end])
                if ch is None:
                    self.write_line_break()
                start = end
            if ch is not None:
                breaks = ch in '\n\x85\u2028\u2029'
            end += 1

    def write_plain(self, text, split=True):
        if self.root_context:
            self.open_ended = True
        if not text:
            return
        if not self.whitespace:
            self._put(' ')
        self.whitespace = False
        self.indention = False
        spaces = breaks = False
        start = end = 0
        n = len(text)
        while end <= n:
            ch = text[end] if end < n else None
            if spaces:
                if ch != ' ':
                    if start + 1 == end and self.column > self.best_width and split:
                        self.write_indent()
                        self.whitespace = False
                        self.indention = False
                    else:
                        self._put(text[start:end])
                    start = end
            elif breaks:
                if ch not in ('\n', '\x85', '\u2028', '\u2029'):
                    if text[start] == '\n':
                        self.write_line_break()
                    self._breaks(text[start:end])
                    self.write_indent()
                    self.whitespace = False
                    self.indention = False
                    start = end
            elif ch is None or ch in ' \n\x85\u2028\u2029':
                self._put(text[start:end])
                start = end
            if ch is not None:
                spaces = ch == ' '
                breaks = ch in '\n\x85\u2028\u2029'
            end += 1


class _Dumper(Emitter, Serializer):
    """What all dumpers share: an emitter, a serializer, a representer and a resolver."""

    def __init__(self, stream, default_style=None, default_flow_style=False, canonical=None, indent=None, width=None, allow_unicode=None,
                 line_break=None, encoding=None, explicit_start=None, explicit_end=None, version=None, tags=None, sort_keys=True):
        Emitter.__init__(self, stream, canonical=canonical, indent=indent, width=width, allow_unicode=allow_unicode, line_break=line_break)
        Serializer.__init__(self, encoding=encoding, explicit_start=explicit_start, explicit_end=explicit_end, version=version, tags=tags)
        self._representer.__init__(self, default_style=default_style, default_flow_style=default_flow_style, sort_keys=sort_keys)
        Resolver.__init__(self)
