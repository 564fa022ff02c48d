"""From values to nodes."""
from .error import RepresenterError
from .nodes import *

_prefix = 'tag:yaml.org,2002:'


class BaseRepresenter:
    yaml_representers = {}
    yaml_multi_representers = {}

    def __init__(self, default_style=None, default_flow_style=False, sort_keys=True):
        self.default_style = default_style
        self.sort_keys = sort_keys
        self.default_flow_style = default_flow_style
        self.represented_objects = {}
        self.object_keeper = []
        self.alias_key = None

    def represent(self, data):
        node = self.represent_data(data)
        self.serialize(node)
        self.represented_objects = {}
        self.object_keeper = []
        self.alias_key = None

    def represent_data(self, data):
        if self.ignore_aliases(data):
            self.alias_key = None
        else:
            self.alias_key = id(data)
        if self.alias_key is not None:
            if self.alias_key in self.represented_objects:
                return self.represented_objects[self.alias_key]
            self.object_keeper.append(data)
        types = type(data).__mro__
        if types[0] in self.yaml_representers:
            return self.yaml_representers[types[0]](self, data)
        for t in types:
            if t in self.yaml_multi_representers:
                return self.yaml_multi_representers[t](self, data)
        if None in self.yaml_multi_representers:
            return self.yaml_multi_representers[None](self, data)
        if None in self.yaml_representers:
            return self.yaml_representers[None](self, data)
        return ScalarNode(None, str(data))

    @classmethod
    def add_representer(cls, data_type, representer):
        if 'yaml_representers' not in cls.__dict__:
            cls.yaml_representers = cls.yaml_representers.copy()
        cls.yaml_representers[data_type] = representer

    @classmethod
    def add_multi_representer(cls, data_type, representer):
        if 'yaml_multi_representers' not in cls.__dict__:
            cls.yaml_multi_representers = cls.yaml_multi_representers.copy()
        cls.yaml_multi_representers[data_type] = representer

    def represent_scalar(self, tag, value, style=None):
        if style is None:
            style = self.default_style
        node = ScalarNode(tag, value, style=style)
        if self.alias_key is not None:
            self.represented_objects[self.alias_key] = node
        return node

    def represent_sequence(self, tag, sequence, flow_style=None):
        value = []
        node = SequenceNode(tag, value, flow_style=flow_style)
        if self.alias_key is not None:
            self.represented_objects[self.alias_key] = node
        best_style = True
        for item in sequence:
            child = self.represent_data(item)
            if not (isinstance(child, ScalarNode) and not child.style):
                best_style = False
            value.append(child)
        if flow_style is None:
            node.flow_style = self.default_flow_style if self.default_flow_style is not None else best_style
        return node

    def represent_mapping(self, tag, mapping, flow_style=None):
        value = []
        node = MappingNode(tag, value, flow_style=flow_style)
        if self.alias_key is not None:
            self.represented_objects[self.alias_key] = node
        best_style = True
        if hasattr(mapping, 'items'):
            mapping = list(mapping.items())
            if self.sort_keys:
                try:
                    mapping = sorted(mapping)
                except TypeError:
                    pass
        for k, v in mapping:
            key, val = self.represent_data(k), self.represent_data(v)
            if not (isinstance(key, ScalarNode) and not key.style) or not (isinstance(val, ScalarNode) and not val.style):
                best_style = False
            value.append((key, val))
        if flow_style is None:
            node.flow_style = self.default_flow_style if self.default_flow_style is not None else best_style
        return node

    def ignore_aliases(self, data):
        return False


class SafeRepresenter(BaseRepresenter):
    """Represents plain data."""

    def ignore_aliases(self, data):
        return data is None or data == () and isinstance(data, tuple) or isinstance(data, (str, bytes, bool, int, float))

    def represent_none(self, data):
        return self.represent_scalar(_prefix + 'null', 'null')

    def represent_str(self, data):
        return self.represent_scalar(_prefix + 'str', data)

    def represent_binary(self, data):
        import base64
        return self.represent_scalar(_prefix + 'binary', base64.encodebytes(data).decode('ascii'), style='|')

    def represent_bool(self, data):
        return self.represent_scalar(_prefix + 'bool', 'true' if data else 'false')

    def represent_int(self, data):
        return self.represent_scalar(_prefix + 'int', str(data))

    def represent_float(self, data):
        if data != data:
            value = '.nan'
        elif data == float('inf'):
            value = '.inf'
        elif data == float('-inf'):
            value = '-.inf'
        else:
            value = repr(data).lower()
            if '.' not in value and 'e' in value:
                value = value.replace('e', '.0e', 1)
        return self.represent_scalar(_prefix + 'float', value)

    def represent_list(self, data):
        return self.represent_sequence(_prefix + 'seq', data)

    def represent_dict(self, data):
        return self.represent_mapping(_prefix + 'map', data)

    def represent_set(self, data):
        return self.represent_mapping(_prefix + 'set', {key: None for key in data})

    def represent_date(self, data):
        return self.represent_scalar(_prefix + 'timestamp', data.isoformat())

    def represent_datetime(self, data):
        return self.represent_scalar(_prefix + 'timestamp', data.isoformat(' '))

    def represent_yaml_object(self, tag, data, cls, flow_style=None):
        state = data.__getstate__() if hasattr(data, '__getstate__') else data.__dict__.copy()
        return self.represent_mapping(tag, state, flow_style=flow_style)

    def represent_data(self, data):
        if type(data).__module__ == 'datetime' and type(data) not in self.yaml_representers:
            import datetime
            if type(data) is datetime.datetime:
                return self.represent_datetime(data)
            if type(data) is datetime.date:
                return self.represent_date(data)
        return super().represent_data(data)

    def represent_undefined(self, data):
        raise RepresenterError('cannot represent an object', data)


for _type, _method in ((type(None), 'none'), (str, 'str'), (bytes, 'binary'), (bool, 'bool'), (int, 'int'), (float, 'float'), (list, 'list'),
                       (tuple, 'list'), (dict, 'dict'), (set, 'set'), (None, 'undefined')):
    SafeRepresenter.add_representer(_type, getattr(SafeRepresenter, 'represent_' + _method))


class Representer(SafeRepresenter):
    """Represents objects of Python."""

    def represent_complex(self, data):
        if data.imag == 0.0:
            value = '%r' % data.real
        elif data.real == 0.0:
            value = '%rj' % data.imag
        elif data.imag > 0:
            value = '%r+%rj' % (data.real, data.imag)
        else:
            value = '%r%rj' % (data.real, data.imag)
        return self.represent_scalar(_prefix + 'python/complex', value)

    def represent_tuple(self, data):
        return self.represent_sequence(_prefix + 'python/tuple', data)

    def represent_name(self, data):
        return self.represent_scalar(_prefix + 'python/name:%s.%s' % (data.__module__, data.__name__), '')

    def represent_module(self, data):
        return self.represent_scalar(_prefix + 'python/module:' + data.__name__, '')

    def represent_ordered_dict(self, data):
        name = type(data).__module__ + '.' + type(data).__name__
        return self.represent_sequence(_prefix + 'python/object/apply:' + name, [[list(pair) for pair in data.items()]])

    def represent_object(self, data):
        cls = type(data)
        if cls.__module__ == 'collections' and cls.__name__ == 'OrderedDict':
            return self.represent_ordered_dict(data)
        if isinstance(data, type) or type(data).__name__ in ('function', 'builtin_function_or_method'):
            return self.represent_name(data)
        if type(data).__name__ == 'module':
            return self.represent_module(data)
        if hasattr(data, '__reduce_ex__'):
            reduce = data.__reduce_ex__(2)
        else:
            raise RepresenterError('cannot represent an object', data)
        function, args, state, listitems, dictitems = (list(reduce) + [None] * 5)[:5]
        args = list(args)
        state = {} if state is None else state
        listitems = list(listitems) if listitems is not None else None
        dictitems = dict(dictitems) if dictitems is not None else None
        if getattr(function, '__name__', '') == '__newobj__':
            function, args, tag, newobj = args[0], args[1:], _prefix + 'python/object/new:', True
        else:
            tag, newobj = _prefix + 'python/object/apply:', False
        name = '%s.%s' % (function.__module__, function.__name__)
        if not args and not listitems and not dictitems and isinstance(state, dict) and newobj:
            return self.represent_mapping(_prefix + 'python/object:' + name, state)
        if not listitems and not dictitems and isinstance(state, dict) and not state:
            return self.represent_sequence(tag + name, args)
        value = {}
        if args:
            value['args'] = args
        if state or not isinstance(state, dict):
            value['state'] = state
        if listitems:
            value['listitems'] = listitems
        if dictitems:
            value['dictitems'] = dictitems
        return self.represent_mapping(tag + name, value)


Representer.add_representer(complex, Representer.represent_complex)
Representer.add_representer(tuple, Representer.represent_tuple)
Representer.add_multi_representer(object, Representer.represent_object)
