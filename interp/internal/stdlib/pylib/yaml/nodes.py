"""Tokens, events and nodes."""


class Node:
    def __init__(self, tag, value, start_mark=None, end_mark=None):
        self.tag = tag
        self.value = value
        self.start_mark = start_mark
        self.end_mark = end_mark

    def __repr__(self):
        return '%s(tag=%r, value=%s)' % (self.__class__.__name__, self.tag, repr(self.value))


class ScalarNode(Node):
    id = 'scalar'

    def __init__(self, tag, value, start_mark=None, end_mark=None, style=None):
        super().__init__(tag, value, start_mark, end_mark)
        self.style = style


class CollectionNode(Node):
    def __init__(self, tag, value, start_mark=None, end_mark=None, flow_style=None):
        super().__init__(tag, value, start_mark, end_mark)
        self.flow_style = flow_style


class SequenceNode(CollectionNode):
    id = 'sequence'


class MappingNode(CollectionNode):
    id = 'mapping'


class Token:
    """A token; what kinds there are is below."""

    def __init__(self, start_mark, end_mark, value=None, plain=None, style=None, name=None, encoding=None):
        self.start_mark = start_mark
        self.end_mark = end_mark
        self.value = value
        self.plain = plain
        self.style = style
        self.name = name
        self.encoding = encoding

    def __repr__(self):
        extra = [f'{k}={getattr(self, k)!r}' for k in ('plain', 'style', 'value') if getattr(self, k) is not None]
        return '%s(%s)' % (self.__class__.__name__, ', '.join(extra))


class Event:
    def __init__(self, start_mark=None, end_mark=None, **fields):
        self.start_mark = start_mark
        self.end_mark = end_mark
        for k, v in fields.items():
            setattr(self, k, v)

    anchor = tag = implicit = value = style = flow_style = explicit = version = tags = encoding = None

    def __repr__(self):
        parts = [f'{k}={getattr(self, k)!r}' for k in ('anchor', 'tag', 'implicit', 'value') if k in self.__dict__]
        return '%s(%s)' % (self.__class__.__name__, ', '.join(parts))


def _make(base, names, fields):
    made = {}
    for name, id in names:
        made[name] = type(name, (base,), {'__module__': 'yaml.' + fields, 'id': id})
    return made


globals().update(_make(Token, [
    ('DirectiveToken', '<directive>'), ('DocumentStartToken', '<document start>'), ('DocumentEndToken', '<document end>'),
    ('StreamStartToken', '<stream start>'), ('StreamEndToken', '<stream end>'), ('BlockSequenceStartToken', '<block sequence start>'),
    ('BlockMappingStartToken', '<block mapping start>'), ('BlockEndToken', '<block end>'), ('FlowSequenceStartToken', '['),
    ('FlowMappingStartToken', '{'), ('FlowSequenceEndToken', ']'), ('FlowMappingEndToken', '}'), ('KeyToken', '?'), ('ValueToken', ':'),
    ('BlockEntryToken', '-'), ('FlowEntryToken', ','), ('AliasToken', '<alias>'), ('AnchorToken', '<anchor>'), ('TagToken', '<tag>'),
    ('ScalarToken', '<scalar>')], 'tokens'))


class NodeEvent(Event):
    pass


class CollectionStartEvent(NodeEvent):
    pass


class CollectionEndEvent(Event):
    pass


globals().update(_make(Event, [(n, n) for n in ('StreamStartEvent', 'StreamEndEvent', 'DocumentStartEvent', 'DocumentEndEvent')], 'events'))
globals().update(_make(NodeEvent, [('AliasEvent', 'alias'), ('ScalarEvent', 'scalar')], 'events'))
globals().update(_make(CollectionStartEvent, [('SequenceStartEvent', 's'), ('MappingStartEvent', 'm')], 'events'))
globals().update(_make(CollectionEndEvent, [('SequenceEndEvent', 's'), ('MappingEndEvent', 'm')], 'events'))
