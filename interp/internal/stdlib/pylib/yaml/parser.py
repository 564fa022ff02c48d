"""From tokens to events, and from events to nodes."""
from .error import ComposerError, MarkedYAMLError, ParserError
from .nodes import *
from .scanner import Scanner


class Parser(Scanner):
    """The events of a text: a machine whose states are methods."""
    DEFAULT_TAGS = {'!': '!', '!!': 'tag:yaml.org,2002:'}

    def __init__(self, stream):
        super().__init__(stream)
        self.current_event = None
        self.yaml_version = None
        self.tag_handles = {}
        self.states = []
        self.marks = []
        self.state = self.parse_stream_start

    def dispose(self):
        self.states = []
        self.state = None

    def check_event(self, *choices):
        e = self.peek_event()
        return e is not None and (not choices or isinstance(e, choices))

    def peek_event(self):
        if self.current_event is None and self.state:
            self.current_event = self.state()
        return self.current_event

    def get_event(self):
        e = self.peek_event()
        self.current_event = None
        return e

    def parse_stream_start(self):
        token = self.get_token()
        self.state = self.parse_implicit_document_start
        return StreamStartEvent(token.start_mark, token.end_mark, encoding=token.encoding)

    def parse_implicit_document_start(self):
        if not self.check_token(DirectiveToken, DocumentStartToken, StreamEndToken):
            self.tag_handles = self.DEFAULT_TAGS
            mark = self.peek_token().start_mark
            self.states.append(self.parse_document_end)
            self.state = self.parse_block_node
            return DocumentStartEvent(mark, mark, explicit=False)
        return self.parse_document_start()

    def parse_document_start(self):
        while self.check_token(DocumentEndToken):
            self.get_token()
        if not self.check_token(StreamEndToken):
            start = self.peek_token().start_mark
            version, tags = self.process_directives()
            if not self.check_token(DocumentStartToken):
                token = self.peek_token()
                raise ParserError(None, None, "expected '<document start>', but found %r" % token.id, token.start_mark)
            end = self.get_token().end_mark
            self.states.append(self.parse_document_end)
            self.state = self.parse_document_content
            return DocumentStartEvent(start, end, explicit=True, version=version, tags=tags)
        token = self.get_token()
        self.state = None
        return StreamEndEvent(token.start_mark, token.end_mark)

    def parse_document_end(self):
        start = end = self.peek_token().start_mark
        explicit = False
        if self.check_token(DocumentEndToken):
            end = self.get_token().end_mark
            explicit = True
        self.state = self.parse_document_start
        return DocumentEndEvent(start, end, explicit=explicit)

    def parse_document_content(self):
        if self.check_token(DirectiveToken, DocumentStartToken, DocumentEndToken, StreamEndToken):
            event = self.process_empty_scalar(self.peek_token().start_mark)
            self.state = self.states.pop()
            return event
        return self.parse_block_node()

    def process_directives(self):
        self.yaml_version = None
        self.tag_handles = {}
        while self.check_token(DirectiveToken):
            token = self.get_token()
            if token.name == 'YAML':
                if self.yaml_version is not None:
                    raise ParserError(None, None, 'found duplicate YAML directive', token.start_mark)
                if token.value[0] != 1:
                    raise ParserError(None, None, 'found incompatible YAML document (version 1.* is required)', token.start_mark)
                self.yaml_version = token.value
            elif token.name == 'TAG':
                handle, prefix = token.value
                if handle in self.tag_handles:
                    raise ParserError(None, None, 'duplicate tag handle %r' % handle, token.start_mark)
                self.tag_handles[handle] = prefix
        value = self.yaml_version, self.tag_handles.copy() if self.tag_handles else None
        for key in self.DEFAULT_TAGS:
            self.tag_handles.setdefault(key, self.DEFAULT_TAGS[key])
        return value

    def parse_block_node(self):
        return self.parse_node(block=True)

    def parse_flow_node(self):
        return self.parse_node()

    def parse_block_node_or_indentless_sequence(self):
        return self.parse_node(block=True, indentless_sequence=True)

    def parse_node(self, block=False, indentless_sequence=False):
        if self.check_token(AliasToken):
            token = self.get_token()
            self.state = self.states.pop()
            return AliasEvent(token.start_mark, token.end_mark, anchor=token.value)
        anchor = tag = None
        start = end = tag_mark = None
        for _ in range(2):
            if self.check_token(AnchorToken) and anchor is None:
                token = self.get_token()
                start = start or token.start_mark
                end = token.end_mark
                anchor = token.value
            elif self.check_token(TagToken) and tag is None:
                token = self.get_token()
                start = start or token.start_mark
                tag_mark = token.start_mark
                end = token.end_mark
                tag = token.value
        if tag is not None:
            handle, suffix = tag
            if handle is not None:
                if handle not in self.tag_handles:
                    raise ParserError('while parsing a node', start, 'found undefined tag handle %r' % handle, tag_mark)
                tag = self.tag_handles[handle] + suffix
            else:
                tag = suffix
        if start is None:
            start = end = self.peek_token().start_mark
        implicit = tag is None or tag == '!'
        if indentless_sequence and self.check_token(BlockEntryToken):
            end = self.peek_token().end_mark
            self.state = self.parse_indentless_sequence_entry
            return SequenceStartEvent(start, end, anchor=anchor, tag=tag, implicit=implicit)
        if self.check_token(ScalarToken):
            token = self.get_token()
            end = token.end_mark
            if token.plain and tag is None or tag == '!':
                implicit = True, False
            elif tag is None:
                implicit = False, True
            else:
                implicit = False, False
            self.state = self.states.pop()
            return ScalarEvent(start, end, anchor=anchor, tag=tag, implicit=implicit, value=token.value, style=token.style)
        for kind, event, state, flow in ((FlowSequenceStartToken, SequenceStartEvent, self.parse_flow_sequence_first_entry, True),
                                         (FlowMappingStartToken, MappingStartEvent, self.parse_flow_mapping_first_key, True),
                                         (BlockSequenceStartToken, SequenceStartEvent, self.parse_block_sequence_first_entry, False),
                                         (BlockMappingStartToken, MappingStartEvent, self.parse_block_mapping_first_key, False)):
            if (flow or block) and self.check_token(kind):
                token = self.peek_token()
                self.state = state
                return event(start, token.end_mark if flow else token.start_mark, anchor=anchor, tag=tag, implicit=implicit, flow_style=flow)
        if anchor is not None or tag is not None:
            self.state = self.states.pop()
            return ScalarEvent(start, end, anchor=anchor, tag=tag, implicit=(implicit, False), value='')
        token = self.peek_token()
        raise ParserError('while parsing a %s node' % ('block' if block else 'flow'), start, 'expected the node content, but found %r' % token.id, token.start_mark)

    def parse_block_sequence_first_entry(self):
        self.marks.append(self.get_token().start_mark)
        return self.parse_block_sequence_entry()

    def parse_block_sequence_entry(self):
        if self.check_token(BlockEntryToken):
            token = self.get_token()
            if not self.check_token(BlockEntryToken, BlockEndToken):
                self.states.append(self.parse_block_sequence_entry)
                return self.parse_block_node()
            self.state = self.parse_block_sequence_entry
            return self.process_empty_scalar(token.end_mark)
        return self._block_end('while parsing a block collection', SequenceEndEvent)

    def _block_end(self, context, event):
        if not self.check_token(BlockEndToken):
            token = self.peek_token()
            raise ParserError(context, self.marks[-1], "expected <block end>, but found %r" % token.id, token.start_mark)
        token = self.get_token()
        self.state = self.states.pop()
        self.marks.pop()
        return event(token.start_mark, token.end_mark)

    def parse_indentless_sequence_entry(self):
        if self.check_token(BlockEntryToken):
            token = self.get_token()
            if not self.check_token(BlockEntryToken, KeyToken, ValueToken, BlockEndToken):
                self.states.append(self.parse_indentless_sequence_entry)
                return self.parse_block_node()
            self.state = self.parse_indentless_sequence_entry
            return self.process_empty_scalar(token.end_mark)
        token = self.peek_token()
        self.state = self.states.pop()
        return SequenceEndEvent(token.start_mark, token.start_mark)

    def parse_block_mapping_first_key(self):
        self.marks.append(self.get_token().start_mark)
        return self.parse_block_mapping_key()

    def parse_block_mapping_key(self):
        if self.check_token(KeyToken):
            token = self.get_token()
            if not self.check_token(KeyToken, ValueToken, BlockEndToken):
                self.states.append(self.parse_block_mapping_value)
                return self.parse_block_node_or_indentless_sequence()
            self.state = self.parse_block_mapping_value
            return self.process_empty_scalar(token.end_mark)
        return self._block_end('while parsing a block mapping', MappingEndEvent)

    def parse_block_mapping_value(self):
        if self.check_token(ValueToken):
            token = self.get_token()
            if not self.check_token(KeyToken, ValueToken, BlockEndToken):
                self.states.append(self.parse_block_mapping_key)
                return self.parse_block_node_or_indentless_sequence()
            self.state = self.parse_block_mapping_key
            return self.process_empty_scalar(token.end_mark)
        self.state = self.parse_block_mapping_key
        return self.process_empty_scalar(self.peek_token().start_mark)

    def parse_flow_sequence_first_entry(self):
        self.marks.append(self.get_token().start_mark)
        return self.parse_flow_sequence_entry(first=True)

    def parse_flow_sequence_entry(self, first=False):
        if not self.check_token(FlowSequenceEndToken):
            if not first:
                if self.check_token(FlowEntryToken):
                    self.get_token()
                else:
                    token = self.peek_token()
                    raise ParserError('while parsing a flow sequence', self.marks[-1], "expected ',' or ']', but got %r" % token.id, token.start_mark)
            if self.check_token(KeyToken):
                token = self.peek_token()
                self.state = self.parse_flow_sequence_entry_mapping_key
                return MappingStartEvent(token.start_mark, token.end_mark, anchor=None, tag=None, implicit=True, flow_style=True)
            if not self.check_token(FlowSequenceEndToken):
                self.states.append(self.parse_flow_sequence_entry)
                return self.parse_flow_node()
        token = self.get_token()
        self.state = self.states.pop()
        self.marks.pop()
        return SequenceEndEvent(token.start_mark, token.end_mark)

    def parse_flow_sequence_entry_mapping_key(self):
        token = self.get_token()
        if not self.check_token(ValueToken, FlowEntryToken, FlowSequenceEndToken):
            self.states.append(self.parse_flow_sequence_entry_mapping_value)
            return self.parse_flow_node()
        self.state = self.parse_flow_sequence_entry_mapping_value
        return self.process_empty_scalar(token.end_mark)

    def parse_flow_sequence_entry_mapping_value(self):
        self.state = self.parse_flow_sequence_entry_mapping_end
        if self.check_token(ValueToken):
            token = self.get_token()
            if not self.check_token(FlowEntryToken, FlowSequenceEndToken):
                self.states.append(self.parse_flow_sequence_entry_mapping_end)
                return self.parse_flow_node()
            return self.process_empty_scalar(token.end_mark)
        return self.process_empty_scalar(self.peek_token().start_mark)

    def parse_flow_sequence_entry_mapping_end(self):
        self.state = self.parse_flow_sequence_entry
        token = self.peek_token()
        return MappingEndEvent(token.start_mark, token.start_mark)

    def parse_flow_mapping_first_key(self):
        self.marks.append(self.get_token().start_mark)
        return self.parse_flow_mapping_key(first=True)

    def parse_flow_mapping_key(self, first=False):
        if not self.check_token(FlowMappingEndToken):
            if not first:
                if self.check_token(FlowEntryToken):
                    self.get_token()
                else:
                    token = self.peek_token()
                    raise ParserError('while parsing a flow mapping', self.marks[-1], "expected ',' or '}', but got %r" % token.id, token.start_mark)
            if self.check_token(KeyToken):
                token = self.get_token()
                if not self.check_token(ValueToken, FlowEntryToken, FlowMappingEndToken):
                    self.states.append(self.parse_flow_mapping_value)
                    return self.parse_flow_node()
                self.state = self.parse_flow_mapping_value
                return self.process_empty_scalar(token.end_mark)
            if not self.check_token(FlowMappingEndToken):
                self.states.append(self.parse_flow_mapping_empty_value)
                return self.parse_flow_node()
        token = self.get_token()
        self.state = self.states.pop()
        self.marks.pop()
        return MappingEndEvent(token.start_mark, token.end_mark)

    def parse_flow_mapping_value(self):
        self.state = self.parse_flow_mapping_key
        if self.check_token(ValueToken):
            token = self.get_token()
            if not self.check_token(FlowEntryToken, FlowMappingEndToken):
                self.states.append(self.parse_flow_mapping_key)
                return self.parse_flow_node()
            return self.process_empty_scalar(token.end_mark)
        return self.process_empty_scalar(self.peek_token().start_mark)

    def parse_flow_mapping_empty_value(self):
        self.state = self.parse_flow_mapping_key
        return self.process_empty_scalar(self.peek_token().start_mark)

    def process_empty_scalar(self, mark):
        return ScalarEvent(mark, mark, anchor=None, tag=None, implicit=(True, False), value='')


class Composer:
    """The nodes of a text."""

    def __init__(self):
        self.anchors = {}

    def check_node(self):
        if self.check_event(StreamStartEvent):
            self.get_event()
        return not self.check_event(StreamEndEvent)

    def get_node(self):
        if not self.check_event(StreamEndEvent):
            return self.compose_document()

    def get_single_node(self):
        self.get_event()
        document = None
        if not self.check_event(StreamEndEvent):
            document = self.compose_document()
        if not self.check_event(StreamEndEvent):
            event = self.get_event()
            raise ComposerError('expected a single document in the stream', document.start_mark, 'but found another document', event.start_mark)
        self.get_event()
        return document

    def compose_document(self):
        self.get_event()
        node = self.compose_node(None, None)
        self.get_event()
        self.anchors = {}
        return node

    def compose_node(self, parent, index):
        if self.check_event(AliasEvent):
            event = self.get_event()
            if event.anchor not in self.anchors:
                raise ComposerError(None, None, 'found undefined alias %r' % event.anchor, event.start_mark)
            return self.anchors[event.anchor]
        event = self.peek_event()
        anchor = event.anchor
        if anchor is not None and anchor in self.anchors:
            raise ComposerError('found duplicate anchor %r; first occurrence' % anchor, self.anchors[anchor].start_mark, 'second occurrence', event.start_mark)
        self.descend_resolver(parent, index)
        if self.check_event(ScalarEvent):
            event = self.get_event()
            tag = event.tag
            if tag is None or tag == '!':
                tag = self.resolve(ScalarNode, event.value, event.implicit)
            node = ScalarNode(tag, event.value, event.start_mark, event.end_mark, style=event.style)
            if anchor is not None:
                self.anchors[anchor] = node
        elif self.check_event(SequenceStartEvent):
            node = self._collection(SequenceNode, anchor)
            i = 0
            while not self.check_event(SequenceEndEvent):
                node.value.append(self.compose_node(node, i))
                i += 1
            node.end_mark = self.get_event().end_mark
        else:
            node = self._collection(MappingNode, anchor)
            while not self.check_event(MappingEndEvent):
                key = self.compose_node(node, None)
                node.value.append((key, self.compose_node(node, key)))
            node.end_mark = self.get_event().end_mark
        self.ascend_resolver()
        return node

    def _collection(self, kind, anchor):
        event = self.get_event()
        tag = event.tag
        if tag is None or tag == '!':
            tag = self.resolve(kind, None, event.implicit)
        node = kind(tag, [], event.start_mark, None, flow_style=event.flow_style)
        if anchor is not None:
            self.anchors[anchor] = node
        return node
