"""From nodes to values."""
import sys

from .error import ConstructorError
from .nodes import *

_prefix = 'tag:yaml.org,2002:'


class BaseConstructor:
    yaml_constructors = {}
    yaml_multi_constructors = {}

    def __init__(self):
        self.constructed_objects = {}
        self.recursive_objects = {}
        self.state_generators = []
        self.deep_construct = False

    def check_data(self):
        return self.check_node()

    def get_data(self):
        if self.check_node():
            return self.construct_document(self.get_node())

    def get_single_data(self):
        node = self.get_single_node()
        if node is not None:
            return self.construct_document(node)
        return None

    def construct_document(self, node):
        data = self.construct_object(node)
        while self.state_generators:
            generators = self.state_generators
            self.state_generators = []
            for generator in generators:
                for _ in generator:
                    pass
        self.constructed_objects = {}
        self.recursive_objects = {}
        self.deep_construct = False
        return data

    def construct_object(self, node, deep=False):
        if node in self.constructed_objects:
            return self.constructed_objects[node]
        if deep:
            old_deep = self.deep_construct
            self.deep_construct = True
        if node in self.recursive_objects:
            raise ConstructorError(None, None, 'found unconstructable recursive node', node.start_mark)
        self.recursive_objects[node] = None
        suffix = None
        if node.tag in self.yaml_constructors:
            constructor = self.yaml_constructors[node.tag]
        else:
            for prefix in self.yaml_multi_constructors:
                if prefix is not None and node.tag.startswith(prefix):
                    suffix = node.tag[len(prefix):]
                    constructor = self.yaml_multi_constructors[prefix]
                    break
            else:
                if None in self.yaml_multi_constructors:
                    suffix = node.tag
                    constructor = self.yaml_multi_constructors[None]
                elif None in self.yaml_constructors:
                    constructor = self.yaml_constructors[None]
                elif isinstance(node, ScalarNode):
                    constructor = self.__class__.construct_scalar
                elif isinstance(node, SequenceNode):
                    constructor = self.__class__.construct_sequence
                else:
                    constructor = self.__class__.construct_mapping
        data = constructor(self, node) if suffix is None else constructor(self, suffix, node)
        if type(data).__name__ == 'generator':
            generator = data
            data = next(generator)
            if self.deep_construct:
                for _ in generator:
                    pass
            else:
                self.state_generators.append(generator)
        self.constructed_objects[node] = data
        del self.recursive_objects[node]
        if deep:
            self.deep_construct = old_deep
        return data

    def construct_scalar(self, node):
        if not isinstance(node, ScalarNode):
            raise ConstructorError(None, None, 'expected a scalar node, but found %s' % node.id, node.start_mark)
        return node.value

    def construct_sequence(self, node, deep=False):
        if not isinstance(node, SequenceNode):
            raise ConstructorError(None, None, 'expected a sequence node, but found %s' % node.id, node.start_mark)
        return [self.construct_object(child, deep=deep) for child in node.value]

    def construct_mapping(self, node, deep=False):
        if not isinstance(node, MappingNode):
            raise ConstructorError(None, None, 'expected a mapping node, but found %s' % node.id, node.start_mark)
        mapping = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=deep)
            if not _hashable(key):
                raise ConstructorError('while constructing a mapping', node.start_mark, 'found unhashable key', key_node.start_mark)
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping

    def construct_pairs(self, node, deep=False):
        if not isinstance(node, MappingNode):
            raise ConstructorError(None, None, 'expected a mapping node, but found %s' % node.id, node.start_mark)
        return [(self.construct_object(k, deep=deep), self.construct_object(v, deep=deep)) for k, v in node.value]

    @classmethod
    def add_constructor(cls, tag, constructor):
        if 'yaml_constructors' not in cls.__dict__:
            cls.yaml_constructors = cls.yaml_constructors.copy()
        cls.yaml_constructors[tag] = constructor

    @classmethod
    def add_multi_constructor(cls, tag_prefix, multi_constructor):
        if 'yaml_multi_constructors' not in cls.__dict__:
            cls.yaml_multi_constructors = cls.yaml_multi_constructors.copy()
        cls.yaml_multi_constructors[tag_prefix] = multi_constructor


def _hashable(key):
    return getattr(type(key), '__hash__', None) is not None


class SafeConstructor(BaseConstructor):
    """Constructs what is plain data."""
    bool_values = {'yes': True, 'no': False, 'true': True, 'false': False, 'on': True, 'off': False}
    inf_value = float('inf')
    nan_value = float('nan')

    def construct_scalar(self, node):
        if isinstance(node, MappingNode):
            for key_node, value_node in node.value:
                if key_node.tag == _prefix + 'value':
                    return self.construct_scalar(value_node)
        return super().construct_scalar(node)

    def flatten_mapping(self, node):
        merge, index = [], 0
        while index < len(node.value):
            key_node, value_node = node.value[index]
            if key_node.tag == _prefix + 'merge':
                del node.value[index]
                if isinstance(value_node, MappingNode):
                    self.flatten_mapping(value_node)
                    merge.extend(value_node.value)
                elif isinstance(value_node, SequenceNode):
                    submerge = []
                    for subnode in value_node.value:
                        if not isinstance(subnode, MappingNode):
                            raise ConstructorError('while constructing a mapping', node.start_mark, 'expected a mapping for merging, but found %s' % subnode.id,
                                                   subnode.start_mark)
                        self.flatten_mapping(subnode)
                        submerge.append(subnode.value)
                    submerge.reverse()
                    for value in submerge:
                        merge.extend(value)
                else:
                    raise ConstructorError('while constructing a mapping', node.start_mark,
                                           'expected a mapping or list of mappings for merging, but found %s' % value_node.id, value_node.start_mark)
            elif key_node.tag == _prefix + 'value':
                key_node.tag = _prefix + 'str'
                index += 1
            else:
                index += 1
        if merge:
            node.value = merge + node.value

    def construct_mapping(self, node, deep=False):
        if isinstance(node, MappingNode):
            self.flatten_mapping(node)
        return super().construct_mapping(node, deep=deep)

    def construct_yaml_null(self, node):
        self.construct_scalar(node)
        return None

    def construct_yaml_bool(self, node):
        return self.bool_values[self.construct_scalar(node).lower()]

    def construct_yaml_int(self, node):
        value = self.construct_scalar(node).replace('_', '')
        sign = 1
        if value[0] == '-':
            sign = -1
        if value[0] in '+-':
            value = value[1:]
        if value == '0':
            return 0
        if value.startswith('0b'):
            return sign * int(value[2:], 2)
        if value.startswith('0x'):
            return sign * int(value[2:], 16)
        if value[0] == '0':
            return sign * int(value, 8)
        if ':' in value:
            base, total = 1, 0
            for digit in reversed([int(part) for part in value.split(':')]):
                total += digit * base
                base *= 60
            return sign * total
        return sign * int(value)

    def construct_yaml_float(self, node):
        value = self.construct_scalar(node).replace('_', '').lower()
        sign = 1
        if value[0] == '-':
            sign = -1
        if value[0] in '+-':
            value = value[1:]
        if value == '.inf':
            return sign * self.inf_value
        if value == '.nan':
            return self.nan_value
        if ':' in value:
            base, total = 1, 0.0
            for digit in reversed([float(part) for part in value.split(':')]):
                total += digit * base
                base *= 60
            return sign * total
        return sign * float(value)

    def construct_yaml_binary(self, node):
        import base64
        import binascii
        try:
            value = self.construct_scalar(node).encode('ascii')
        except UnicodeEncodeError as exc:
            raise ConstructorError(None, None, 'failed to convert base64 data into ascii: %s' % exc, node.start_mark)
        try:
            return base64.decodebytes(value)
        except binascii.Error as exc:
            raise ConstructorError(None, None, 'failed to decode base64 data: %s' % exc, node.start_mark)

    def construct_yaml_timestamp(self, node):
        import datetime
        import re
        m = re.match(r'^(\d\d\d\d)-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?$', self.construct_scalar(node))
        year, month, day, hour, minute, second, fraction, tz, sign, tz_hour, tz_minute = m.groups()
        if hour is None:
            return datetime.date(int(year), int(month), int(day))
        micro = int(fraction[:6].ljust(6, '0')) if fraction else 0
        tzinfo = None
        if sign:
            delta = datetime.timedelta(hours=int(tz_hour), minutes=int(tz_minute or 0))
            tzinfo = datetime.timezone(-delta if sign == '-' else delta)
        elif tz:
            tzinfo = datetime.timezone.utc
        return datetime.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), micro, tzinfo=tzinfo)

    def _single_pairs(self, node, what):
        if not isinstance(node, SequenceNode):
            raise ConstructorError('while constructing %s' % what, node.start_mark, 'expected a sequence, but found %s' % node.id, node.start_mark)
        for subnode in node.value:
            if not isinstance(subnode, MappingNode):
                raise ConstructorError('while constructing %s' % what, node.start_mark, 'expected a mapping of length 1, but found %s' % subnode.id, subnode.start_mark)
            if len(subnode.value) != 1:
                raise ConstructorError('while constructing %s' % what, node.start_mark,
                                       'expected a single mapping item, but found %d items' % len(subnode.value), subnode.start_mark)
            key_node, value_node = subnode.value[0]
            yield self.construct_object(key_node), self.construct_object(value_node)

    def construct_yaml_omap(self, node):
        omap = []
        yield omap
        omap.extend(self._single_pairs(node, 'an ordered map'))

    def construct_yaml_pairs(self, node):
        pairs = []
        yield pairs
        pairs.extend(self._single_pairs(node, 'pairs'))

    def construct_yaml_set(self, node):
        data = set()
        yield data
        data.update(self.construct_mapping(node))

    def construct_yaml_str(self, node):
        return self.construct_scalar(node)

    def construct_yaml_seq(self, node):
        data = []
        yield data
        data.extend(self.construct_sequence(node))

    def construct_yaml_map(self, node):
        data = {}
        yield data
        data.update(self.construct_mapping(node))

    def construct_yaml_object(self, node, cls):
        data = cls.__new__(cls)
        yield data
        if hasattr(data, '__setstate__'):
            data.__setstate__(self.construct_mapping(node, deep=True))
        else:
            data.__dict__.update(self.construct_mapping(node))

    def construct_undefined(self, node):
        raise ConstructorError(None, None, 'could not determine a constructor for the tag %r' % node.tag, node.start_mark)


for _name in ('null', 'bool', 'int', 'float', 'binary', 'timestamp', 'omap', 'pairs', 'set', 'str', 'seq', 'map'):
    SafeConstructor.add_constructor(_prefix + _name, getattr(SafeConstructor, 'construct_yaml_' + _name))
SafeConstructor.add_constructor(None, SafeConstructor.construct_undefined)


class FullConstructor(SafeConstructor):
    """Constructs what is data of Python, without running anything."""

    def construct_python_str(self, node):
        return self.construct_scalar(node)

    def construct_python_bytes(self, node):
        return self.construct_yaml_binary(node)

    def construct_python_long(self, node):
        return self.construct_yaml_int(node)

    def construct_python_complex(self, node):
        return complex(self.construct_scalar(node))

    def construct_python_tuple(self, node):
        return tuple(self.construct_sequence(node))

    def find_python_module(self, name, mark, unsafe=False):
        if not name:
            raise ConstructorError('while constructing a Python module', mark, 'expected non-empty name appended to the tag', mark)
        if unsafe:
            try:
                __import__(name)
            except ImportError as exc:
                raise ConstructorError('while constructing a Python module', mark, 'cannot find module %r (%s)' % (name, exc), mark)
        if name not in sys.modules:
            raise ConstructorError('while constructing a Python module', mark, 'module %r is not imported' % name, mark)
        return sys.modules[name]

    def find_python_name(self, name, mark, unsafe=False):
        if not name:
            raise ConstructorError('while constructing a Python object', mark, 'expected non-empty name appended to the tag', mark)
        if '.' in name:
            module_name, object_name = name.rsplit('.', 1)
        else:
            module_name, object_name = 'builtins', name
        if unsafe:
            try:
                __import__(module_name)
            except ImportError as exc:
                raise ConstructorError('while constructing a Python object', mark, 'cannot find module %r (%s)' % (module_name, exc), mark)
        if module_name not in sys.modules:
            raise ConstructorError('while constructing a Python object', mark, 'module %r is not imported' % module_name, mark)
        module = sys.modules[module_name]
        if not hasattr(module, object_name):
            raise ConstructorError('while constructing a Python object', mark, 'cannot find %r in the module %r' % (object_name, module.__name__), mark)
        return getattr(module, object_name)

    def construct_python_name(self, suffix, node):
        value = self.construct_scalar(node)
        if value:
            raise ConstructorError('while constructing a Python name', node.start_mark, 'expected the empty value, but found %r' % value, node.start_mark)
        return self.find_python_name(suffix, node.start_mark)

    def construct_python_module(self, suffix, node):
        value = self.construct_scalar(node)
        if value:
            raise ConstructorError('while constructing a Python module', node.start_mark, 'expected the empty value, but found %r' % value, node.start_mark)
        return self.find_python_module(suffix, node.start_mark)

    def make_python_instance(self, suffix, node, args=None, kwds=None, newobj=False, unsafe=False):
        cls = self.find_python_name(suffix, node.start_mark)
        if not (unsafe or isinstance(cls, type)):
            raise ConstructorError('while constructing a Python instance', node.start_mark, 'expected a class, but found %r' % type(cls), node.start_mark)
        if newobj and isinstance(cls, type):
            return cls.__new__(cls, *(args or []), **(kwds or {}))
        return cls(*(args or []), **(kwds or {}))

    def set_python_instance_state(self, instance, state, unsafe=False):
        if hasattr(instance, '__setstate__'):
            instance.__setstate__(state)
            return
        slotstate = {}
        if isinstance(state, tuple) and len(state) == 2:
            state, slotstate = state
        if hasattr(instance, '__dict__'):
            instance.__dict__.update(state or {})
        elif state:
            slotstate.update(state)
        for key, value in slotstate.items():
            setattr(instance, key, value)

    def construct_python_object(self, suffix, node):
        instance = self.make_python_instance(suffix, node, newobj=True)
        yield instance
        state = self.construct_mapping(node, deep=hasattr(instance, '__setstate__'))
        self.set_python_instance_state(instance, state)

    def construct_python_object_apply(self, suffix, node, newobj=False):
        if isinstance(node, SequenceNode):
            args, kwds, state, listitems, dictitems = self.construct_sequence(node, deep=True), {}, {}, [], {}
        else:
            value = self.construct_mapping(node, deep=True)
            args, kwds, state = value.get('args', []), value.get('kwds', {}), value.get('state', {})
            listitems, dictitems = value.get('listitems', []), value.get('dictitems', {})
        instance = self.make_python_instance(suffix, node, args, kwds, newobj)
        if state:
            self.set_python_instance_state(instance, state)
        if listitems:
            instance.extend(listitems)
        for key in dictitems or ():
            instance[key] = dictitems[key]
        return instance

    def construct_python_object_new(self, suffix, node):
        return self.construct_python_object_apply(suffix, node, newobj=True)


for _tag, _method in (('none', 'yaml_null'), ('bool', 'yaml_bool'), ('str', 'python_str'), ('unicode', 'python_str'), ('bytes', 'python_bytes'),
                      ('int', 'yaml_int'), ('long', 'python_long'), ('float', 'yaml_float'), ('complex', 'python_complex'), ('list', 'yaml_seq'),
                      ('tuple', 'python_tuple'), ('dict', 'yaml_map')):
    FullConstructor.add_constructor(_prefix + 'python/' + _tag, getattr(FullConstructor, 'construct_' + _method))
FullConstructor.add_multi_constructor(_prefix + 'python/name:', FullConstructor.construct_python_name)


class UnsafeConstructor(FullConstructor):
    """Constructs any object of Python."""

    def find_python_module(self, name, mark):
        return super().find_python_module(name, mark, unsafe=True)

    def find_python_name(self, name, mark):
        return super().find_python_name(name, mark, unsafe=True)

    def make_python_instance(self, suffix, node, args=None, kwds=None, newobj=False):
        return super().make_python_instance(suffix, node, args, kwds, newobj, unsafe=True)


for _tag, _method in (('module:', 'module'), ('object:', 'object'), ('object/new:', 'object_new'), ('object/apply:', 'object_apply')):
    UnsafeConstructor.add_multi_constructor(_prefix + 'python/' + _tag, getattr(UnsafeConstructor, 'construct_python_' + _method))


class Constructor(UnsafeConstructor):
    pass
