"""The classes of the syntax tree's nodes."""

PyCF_ONLY_AST = 0x400
PyCF_OPTIMIZED_AST = 0x8000 | 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000

# Class, base, and fields with their types: * is a list, ? may be None.
_GRAMMAR = """
mod
Module mod body:stmt* type_ignores:type_ignore*
Interactive mod body:stmt*
Expression mod body:expr
FunctionType mod argtypes:expr* returns:expr
stmt + lineno col_offset end_lineno end_col_offset
FunctionDef stmt name:identifier args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:string? type_params:type_param*
AsyncFunctionDef stmt name:identifier args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:string? type_params:type_param*
ClassDef stmt name:identifier bases:expr* keywords:keyword* body:stmt* decorator_list:expr* type_params:type_param*
Return stmt value:expr?
Delete stmt targets:expr*
Assign stmt targets:expr* value:expr type_comment:string?
TypeAlias stmt name:expr type_params:type_param* value:expr
AugAssign stmt target:expr op:operator value:expr
AnnAssign stmt target:expr annotation:expr value:expr? simple:int
For stmt target:expr iter:expr body:stmt* orelse:stmt* type_comment:string?
AsyncFor stmt target:expr iter:expr body:stmt* orelse:stmt* type_comment:string?
While stmt test:expr body:stmt* orelse:stmt*
If stmt test:expr body:stmt* orelse:stmt*
With stmt items:withitem* body:stmt* type_comment:string?
AsyncWith stmt items:withitem* body:stmt* type_comment:string?
Match stmt subject:expr cases:match_case*
Raise stmt exc:expr? cause:expr?
Try stmt body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*
TryStar stmt body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*
Assert stmt test:expr msg:expr?
Import stmt names:alias*
ImportFrom stmt module:identifier? names:alias* level:int?
Global stmt names:identifier*
Nonlocal stmt names:identifier*
Expr stmt value:expr
Pass stmt
Break stmt
Continue stmt
expr + lineno col_offset end_lineno end_col_offset
BoolOp expr op:boolop values:expr*
NamedExpr expr target:expr value:expr
BinOp expr left:expr op:operator right:expr
UnaryOp expr op:unaryop operand:expr
Lambda expr args:arguments body:expr
IfExp expr test:expr body:expr orelse:expr
Dict expr keys:expr?* values:expr*
Set expr elts:expr*
ListComp expr elt:expr generators:comprehension*
SetComp expr elt:expr generators:comprehension*
DictComp expr key:expr value:expr generators:comprehension*
GeneratorExp expr elt:expr generators:comprehension*
Await expr value:expr
Yield expr value:expr?
YieldFrom expr value:expr
Compare expr left:expr ops:cmpop* comparators:expr*
Call expr func:expr args:expr* keywords:keyword*
FormattedValue expr value:expr conversion:int format_spec:expr?
Interpolation expr value:expr str:constant conversion:int format_spec:expr?
JoinedStr expr values:expr*
TemplateStr expr values:expr*
Constant expr value:constant kind:string?
Attribute expr value:expr attr:identifier ctx:expr_context
Subscript expr value:expr slice:expr ctx:expr_context
Starred expr value:expr ctx:expr_context
Name expr id:identifier ctx:expr_context
List expr elts:expr* ctx:expr_context
Tuple expr elts:expr* ctx:expr_context
Slice expr lower:expr? upper:expr? step:expr?
expr_context
Load expr_context
Store expr_context
Del expr_context
boolop
And boolop
Or boolop
operator
Add operator
Sub operator
Mult operator
MatMult operator
Div operator
Mod operator
Pow operator
LShift operator
RShift operator
BitOr operator
BitXor operator
BitAnd operator
FloorDiv operator
unaryop
Invert unaryop
Not unaryop
UAdd unaryop
USub unaryop
cmpop
Eq cmpop
NotEq cmpop
Lt cmpop
LtE cmpop
Gt cmpop
GtE cmpop
Is cmpop
IsNot cmpop
In cmpop
NotIn cmpop
comprehension AST target:expr iter:expr ifs:expr* is_async:int
excepthandler + lineno col_offset end_lineno end_col_offset
ExceptHandler excepthandler type:expr? name:identifier? body:stmt*
arguments AST posonlyargs:arg* args:arg* vararg:arg? kwonlyargs:arg* kw_defaults:expr?* kwarg:arg? defaults:expr*
arg AST arg:identifier annotation:expr? type_comment:string? + lineno col_offset end_lineno end_col_offset
keyword AST arg:identifier? value:expr + lineno col_offset end_lineno end_col_offset
alias AST name:identifier asname:identifier? + lineno col_offset end_lineno end_col_offset
withitem AST context_expr:expr optional_vars:expr?
match_case AST pattern:pattern guard:expr? body:stmt*
pattern + lineno col_offset end_lineno end_col_offset
MatchValue pattern value:expr
MatchSingleton pattern value:constant
MatchSequence pattern patterns:pattern*
MatchMapping pattern keys:expr* patterns:pattern* rest:identifier?
MatchClass pattern cls:expr patterns:pattern* kwd_attrs:identifier* kwd_patterns:pattern*
MatchStar pattern name:identifier?
MatchAs pattern pattern:pattern? name:identifier?
MatchOr pattern patterns:pattern*
type_ignore
TypeIgnore type_ignore lineno:int tag:string
type_param + lineno col_offset end_lineno end_col_offset
TypeVar type_param name:identifier bound:expr? default_value:expr?
ParamSpec type_param name:identifier default_value:expr?
TypeVarTuple type_param name:identifier default_value:expr?
"""


class AST:
    """A node of the syntax tree."""

    _fields = ()
    _attributes = ()
    _field_types = {}
    _kinds = ()
    __match_args__ = ()

    def __init__(self, /, *args, **kwargs):
        fields = self._fields
        cls = type(self)
        if len(args) > len(fields):
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{'s' if len(fields) != 1 else ''}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        given = set(fields[:len(args)])
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            if name not in fields and name not in self._attributes:
                import warnings
                warnings.warn(f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. Support for arbitrary keyword arguments "
                              "is deprecated and will be removed in Python 3.15.", DeprecationWarning, stacklevel=2)
            given.add(name)
            setattr(self, name, value)
        for name, kind in self._kinds:
            if name in given:
                continue
            if kind == '*':
                setattr(self, name, [])
            elif kind == '?':
                pass
            elif kind == 'expr_context':
                setattr(self, name, Load())
            else:
                import warnings
                warnings.warn(f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become an error in "
                              "Python 3.15.", DeprecationWarning, stacklevel=2)

    def __reduce__(self):
        return _make, (type(self), self.__dict__.copy())

    def __replace__(self, /, **kwargs):
        names = self._fields + self._attributes
        for name in kwargs:
            if name not in names:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        return _make(type(self), {**self.__dict__, **kwargs})

    def __repr__(self):
        return _repr(self, 3)


AST.__module__ = 'ast'


def _make(cls, state):
    node = cls.__new__(cls)
    node.__dict__.update(state)
    return node


def _repr(node, depth):
    if depth <= 0:
        return f'{type(node).__name__}(...)'
    parts = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            items = [_repr(v, depth - 1) if isinstance(v, AST) else repr(v) for v in value[:1]]
            if len(value) > 2:
                items.append('...')
            if len(value) > 1:
                v = value[-1]
                items.append(_repr(v, depth - 1) if isinstance(v, AST) else repr(v))
            parts.append(f'{name}=[{", ".join(items)}]')
        elif isinstance(value, AST):
            parts.append(f'{name}={_repr(value, depth - 1)}')
        else:
            parts.append(f'{name}={value!r}')
    return f'{type(node).__name__}({", ".join(parts)})'


def _define():
    names = {}
    for line in _GRAMMAR.strip().split('\n'):
        words = line.split()
        name = words[0]
        rest = words[1:]
        base = AST
        if rest and rest[0] != '+':
            base = names.get(rest[0], AST)
            rest = rest[1:]
        attributes = ()
        if '+' in rest:
            i = rest.index('+')
            attributes = tuple(rest[i + 1:])
            rest = rest[:i]
        ns = {'__module__': 'ast', '__qualname__': name}
        fields, kinds = [], []
        for word in rest:
            field, _, kind = word.partition(':')
            fields.append(field)
            if kind.endswith('*'):
                kinds.append((field, '*'))
            elif kind.endswith('?'):
                kinds.append((field, '?'))
                ns[field] = None
            else:
                kinds.append((field, kind))
        if base is AST or rest or base._fields:
            ns['_fields'] = tuple(fields)
            ns['_kinds'] = tuple(kinds)
            ns['__match_args__'] = tuple(fields)
        ns['_specs'] = tuple(rest)
        if attributes:
            ns['_attributes'] = attributes
            for a in attributes:
                if a.startswith('end_'):
                    ns[a] = None
        names[name] = type(name, (base,), ns)
    return names


_classes = _define()
globals().update(_classes)


def _types():
    """Fill _field_types of every class."""
    simple = {'identifier': str, 'string': str, 'int': int, 'constant': object}
    for cls in _classes.values():
        types = {}
        for word in cls.__dict__['_specs']:
            field, _, kind = word.partition(':')
            base = kind.rstrip('*?')
            t = simple.get(base) or _classes.get(base, object)
            if kind.endswith('*'):
                t = list[t]
            elif kind.endswith('?'):
                t = t | None
            types[field] = t
        cls._field_types = types


_types()
