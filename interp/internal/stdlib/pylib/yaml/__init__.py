"""YAML: reading and writing."""
from .error import *
from .error import ComposerError, ConstructorError, EmitterError, ParserError, ReaderError, RepresenterError, ResolverError, ScannerError, SerializerError
from .nodes import *
from .parser import Composer, Parser
from .resolver import BaseResolver, Resolver
from .constructor import BaseConstructor, Constructor, FullConstructor, SafeConstructor, UnsafeConstructor
from .representer import BaseRepresenter, Representer, SafeRepresenter
from .emitter import Emitter, Serializer, _Dumper
from . import constructor, emitter, error, nodes, parser, representer, resolver, scanner

__version__ = '6.0.3'
__with_libyaml__ = False


class _Loader(Parser, Composer):
    def __init__(self, stream):
        Parser.__init__(self, stream)
        Composer.__init__(self)
        self._constructor.__init__(self)
        Resolver.__init__(self)


class BaseLoader(_Loader, BaseConstructor, BaseResolver):
    _constructor = BaseConstructor


class SafeLoader(_Loader, SafeConstructor, Resolver):
    _constructor = SafeConstructor


class FullLoader(_Loader, FullConstructor, Resolver):
    _constructor = FullConstructor


class UnsafeLoader(_Loader, Constructor, Resolver):
    _constructor = Constructor


class Loader(_Loader, Constructor, Resolver):
    _constructor = Constructor


class BaseDumper(_Dumper, BaseRepresenter, BaseResolver):
    _representer = BaseRepresenter


class SafeDumper(_Dumper, SafeRepresenter, Resolver):
    _representer = SafeRepresenter


class Dumper(_Dumper, Representer, Resolver):
    _representer = Representer


for _c in (BaseLoader, SafeLoader, FullLoader, UnsafeLoader, Loader):
    _c.__module__ = 'yaml.loader'
for _c in (BaseDumper, SafeDumper, Dumper):
    _c.__module__ = 'yaml.dumper'


def scan(stream, Loader=Loader):
    """The tokens of a text."""
    loader = Loader(stream)
    try:
        while loader.check_token():
            yield loader.get_token()
    finally:
        loader.dispose()


def parse(stream, Loader=Loader):
    """The events of a text."""
    loader = Loader(stream)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def compose(stream, Loader=Loader):
    """The node of the first document."""
    loader = Loader(stream)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def compose_all(stream, Loader=Loader):
    """The nodes of all documents."""
    loader = Loader(stream)
    try:
        while loader.check_node():
            yield loader.get_node()
    finally:
        loader.dispose()


def load(stream, Loader):
    """The value of the only document."""
    loader = Loader(stream)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def load_all(stream, Loader):
    """The values of all documents."""
    loader = Loader(stream)
    try:
        while loader.check_data():
            yield loader.get_data()
    finally:
        loader.dispose()


def full_load(stream):
    return load(stream, FullLoader)


def full_load_all(stream):
    return load_all(stream, FullLoader)


def safe_load(stream):
    """The value of the only document, which must be plain data."""
    return load(stream, SafeLoader)


def safe_load_all(stream):
    """The values of all documents, which must be plain data."""
    return load_all(stream, SafeLoader)


def unsafe_load(stream):
    return load(stream, UnsafeLoader)


def unsafe_load_all(stream):
    return load_all(stream, UnsafeLoader)


def _stream(stream, encoding):
    if stream is not None:
        return stream, None
    import io
    stream = io.StringIO() if encoding is None else io.BytesIO()
    return stream, stream.getvalue


def emit(events, stream=None, Dumper=Dumper, canonical=None, indent=None, width=None, allow_unicode=None, line_break=None):
    """The text of events."""
    stream, getvalue = _stream(stream, None)
    dumper = Dumper(stream, canonical=canonical, indent=indent, width=width, allow_unicode=allow_unicode, line_break=line_break)
    try:
        for event in events:
            dumper.emit(event)
    finally:
        dumper.dispose()
    if getvalue:
        return getvalue()


def serialize_all(nodes, stream=None, Dumper=Dumper, canonical=None, indent=None, width=None, allow_unicode=None, line_break=None,
                  encoding=None, explicit_start=None, explicit_end=None, version=None, tags=None):
    """The text of nodes."""
    stream, getvalue = _stream(stream, encoding)
    dumper = Dumper(stream, canonical=canonical, indent=indent, width=width, allow_unicode=allow_unicode, line_break=line_break,
                    encoding=encoding, version=version, tags=tags, explicit_start=explicit_start, explicit_end=explicit_end)
    try:
        dumper.open()
        for node in nodes:
            dumper.serialize(node)
        dumper.close()
    finally:
        dumper.dispose()
    if getvalue:
        return getvalue()


def serialize(node, stream=None, Dumper=Dumper, **kwds):
    return serialize_all([node], stream, Dumper=Dumper, **kwds)


def dump_all(documents, stream=None, Dumper=Dumper, default_style=None, default_flow_style=False, canonical=None, indent=None, width=None,
             allow_unicode=None, line_break=None, encoding=None, explicit_start=None, explicit_end=None, version=None, tags=None, sort_keys=True):
    """The text of values, each a document."""
    stream, getvalue = _stream(stream, encoding)
    dumper = Dumper(stream, default_style=default_style, default_flow_style=default_flow_style, canonical=canonical, indent=indent, width=width,
                    allow_unicode=allow_unicode, line_break=line_break, encoding=encoding, version=version, tags=tags,
                    explicit_start=explicit_start, explicit_end=explicit_end, sort_keys=sort_keys)
    try:
        dumper.open()
        for data in documents:
            dumper.represent(data)
        dumper.close()
    finally:
        dumper.dispose()
    if getvalue:
        return getvalue()


def dump(data, stream=None, Dumper=Dumper, **kwds):
    """The text of a value."""
    return dump_all([data], stream, Dumper=Dumper, **kwds)


def safe_dump_all(documents, stream=None, **kwds):
    return dump_all(documents, stream, Dumper=SafeDumper, **kwds)


def safe_dump(data, stream=None, **kwds):
    """The text of plain data."""
    return dump_all([data], stream, Dumper=SafeDumper, **kwds)


def warnings(settings=None):
    return {}


def add_implicit_resolver(tag, regexp, first=None, Loader=None, Dumper=Dumper):
    for loader in (globals()['Loader'], FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_implicit_resolver(tag, regexp, first)
    Dumper.add_implicit_resolver(tag, regexp, first)


def add_constructor(tag, constructor, Loader=None):
    for loader in (globals()['Loader'], FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_constructor(tag, constructor)


def add_multi_constructor(tag_prefix, multi_constructor, Loader=None):
    for loader in (globals()['Loader'], FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_multi_constructor(tag_prefix, multi_constructor)


def add_representer(data_type, representer, Dumper=Dumper):
    Dumper.add_representer(data_type, representer)


def add_multi_representer(data_type, multi_representer, Dumper=Dumper):
    Dumper.add_multi_representer(data_type, multi_representer)


class YAMLObjectMetaclass(type):
    """Registers a class with the loaders and dumper."""

    def __init__(cls, name, bases, kwds):
        super().__init__(name, bases, kwds)
        if kwds.get('yaml_tag') is not None:
            if isinstance(cls.yaml_loader, list):
                for loader in cls.yaml_loader:
                    loader.add_constructor(cls.yaml_tag, cls.from_yaml)
            else:
                cls.yaml_loader.add_constructor(cls.yaml_tag, cls.from_yaml)
            cls.yaml_dumper.add_representer(cls, cls.to_yaml)


class YAMLObject(metaclass=YAMLObjectMetaclass):
    """An object that loads and dumps itself."""
    __slots__ = ()
    yaml_loader = [Loader, FullLoader, UnsafeLoader]
    yaml_dumper = Dumper
    yaml_tag = None
    yaml_flow_style = None

    @classmethod
    def from_yaml(cls, loader, node):
        return loader.construct_yaml_object(node, cls)

    @classmethod
    def to_yaml(cls, dumper, data):
        return dumper.represent_yaml_object(cls.yaml_tag, data, cls, flow_style=cls.yaml_flow_style)
