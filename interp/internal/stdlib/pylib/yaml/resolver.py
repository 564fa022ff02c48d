"""Which type a plain value has."""
import re

from .error import ResolverError
from .nodes import *


class BaseResolver:
    DEFAULT_SCALAR_TAG = 'tag:yaml.org,2002:str'
    DEFAULT_SEQUENCE_TAG = 'tag:yaml.org,2002:seq'
    DEFAULT_MAPPING_TAG = 'tag:yaml.org,2002:map'
    yaml_implicit_resolvers = {}
    yaml_path_resolvers = {}

    def __init__(self):
        self.resolver_exact_paths = []
        self.resolver_prefix_paths = []

    @classmethod
    def add_implicit_resolver(cls, tag, regexp, first):
        if 'yaml_implicit_resolvers' not in cls.__dict__:
            cls.yaml_implicit_resolvers = {k: v[:] for k, v in cls.yaml_implicit_resolvers.items()}
        for ch in first if first is not None else [None]:
            cls.yaml_implicit_resolvers.setdefault(ch, []).append((tag, regexp))

    @classmethod
    def add_path_resolver(cls, tag, path, kind=None):
        raise ResolverError('path resolvers are not supported')

    def descend_resolver(self, current_node, current_index):
        pass

    def ascend_resolver(self):
        pass

    def resolve(self, kind, value, implicit):
        if kind is ScalarNode and implicit[0]:
            first = value[0] if value else ''
            for tag, regexp in self.yaml_implicit_resolvers.get(first, []) + self.yaml_implicit_resolvers.get(None, []):
                if regexp.match(value):
                    return tag
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        if kind is SequenceNode:
            return self.DEFAULT_SEQUENCE_TAG
        return self.DEFAULT_MAPPING_TAG


class Resolver(BaseResolver):
    pass


def _late(pattern):
    """A pattern that is compiled when it is first used."""
    return _Pattern(pattern)


class _Pattern:
    def __init__(self, pattern):
        self.pattern = pattern
        self._match = None

    def match(self, value):
        if self._match is None:
            self._match = re.compile(self.pattern, re.X).match
        return self._match(value)


for _tag, _pattern, _first in (
        ('bool', r'^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$', 'yYnNtTfFoO'),
        ('float', r'''^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?
                    |\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
                    |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*
                    |[-+]?\.(?:inf|Inf|INF)
                    |\.(?:nan|NaN|NAN))$''', '-+0123456789.'),
        ('int', r'''^(?:[-+]?0b[0-1_]+
                    |[-+]?0[0-7_]+
                    |[-+]?(?:0|[1-9][0-9_]*)
                    |[-+]?0x[0-9a-fA-F_]+
                    |[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$''', '-+0123456789'),
        ('merge', r'^(?:<<)$', '<'),
        ('null', r'^(?: ~|null|Null|NULL| )$', ['~', 'n', 'N', '']),
        ('timestamp', r'''^(?:[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]
                    |[0-9][0-9][0-9][0-9] -[0-9][0-9]? -[0-9][0-9]?
                     (?:[Tt]|[ \t]+)[0-9][0-9]?
                     :[0-9][0-9] :[0-9][0-9] (?:\.[0-9]*)?
                     (?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9][0-9])?))?)$''', '0123456789'),
        ('value', r'^(?:=)$', '='),
        ('yaml', r'^(?:!|&|\*)$', '!&*')):
    Resolver.add_implicit_resolver('tag:yaml.org,2002:' + _tag, _late(_pattern), list(_first))
