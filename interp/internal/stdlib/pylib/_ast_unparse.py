"""Writing a syntax tree as source."""
import sys
from ast import *
from ast import NodeVisitor

_INFSTR = "1e" + repr(sys.float_info.max_10_exp + 1)

# How strongly operators bind.
(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, CMP, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM) = range(18)
EXPR = BOR

_SINGLE = ("'", '"')
_MULTI = ('"""', "'''")
_ALL = (*_SINGLE, *_MULTI)

_unops = {'Invert': '~', 'Not': 'not', 'UAdd': '+', 'USub': '-'}
_unop_prec = {'not': NOT, '~': FACTOR, '+': FACTOR, '-': FACTOR}
_binops = {'Add': '+', 'Sub': '-', 'Mult': '*', 'MatMult': '@', 'Div': '/', 'Mod': '%', 'LShift': '<<', 'RShift': '>>', 'BitOr': '|',
           'BitXor': '^', 'BitAnd': '&', 'FloorDiv': '//', 'Pow': '**'}
_binop_prec = {'+': ARITH, '-': ARITH, '*': TERM, '@': TERM, '/': TERM, '%': TERM, '<<': SHIFT, '>>': SHIFT, '|': BOR, '^': BXOR, '&': BAND,
               '//': TERM, '**': POWER}
_cmpops = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is', 'IsNot': 'is not', 'In': 'in',
           'NotIn': 'not in'}


class _Block:
    def __init__(self, unparser, extra=None):
        self.unparser = unparser
        self.extra = extra

    def __enter__(self):
        self.unparser.write(":")
        if self.extra:
            self.unparser.write(self.extra)
        self.unparser._indent += 1

    def __exit__(self, *args):
        self.unparser._indent -= 1


class _Delimit:
    def __init__(self, unparser, start, end, on=True):
        self.unparser, self.start, self.end, self.on = unparser, start, end, on

    def __enter__(self):
        if self.on:
            self.unparser.write(self.start)

    def __exit__(self, *args):
        if self.on:
            self.unparser.write(self.end)


class Unparser(NodeVisitor):
    """Visits nodes and writes what they stand for."""

    def __init__(self):
        self._source = []
        self._precedences = {}
        self._type_ignores = {}
        self._indent = 0
        self._in_try_star = False
        self._in_interactive = False

    def visit(self, node):
        """The source of a tree."""
        self._source = []
        self.traverse(node)
        return "".join(self._source)

    def traverse(self, node):
        if isinstance(node, list):
            for item in node:
                self.traverse(item)
        else:
            super().visit(node)

    def write(self, *text):
        self._source.extend(text)

    def maybe_newline(self):
        if self._source:
            self.write("\n")

    def maybe_semicolon(self):
        if self._source:
            self.write("; ")

    def fill(self, text="", *, allow_semicolon=True):
        if self._in_interactive and not self._indent and allow_semicolon:
            self.maybe_semicolon()
            self.write(text)
        else:
            self.maybe_newline()
            self.write("    " * self._indent + text)

    def interleave(self, inter, f, seq):
        first = True
        for x in seq:
            if not first:
                inter()
            first = False
            f(x)

    def items_view(self, traverser, items):
        if len(items) == 1:
            traverser(items[0])
            self.write(",")
        else:
            self.interleave(lambda: self.write(", "), traverser, items)

    def block(self, *, extra=None):
        return _Block(self, extra)

    def delimit(self, start, end):
        return _Delimit(self, start, end)

    def delimit_if(self, start, end, condition):
        return _Delimit(self, start, end, condition)

    def parens(self, precedence, node):
        return _Delimit(self, "(", ")", self.prec(node) > precedence)

    def prec(self, node):
        return self._precedences.get(id(node), TEST)

    def set_prec(self, precedence, *nodes):
        for node in nodes:
            self._precedences[id(node)] = precedence

    def get_raw_docstring(self, node):
        if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)) or len(node.body) < 1:
            return None
        node = node.body[0]
        if not isinstance(node, Expr):
            return None
        node = node.value
        if isinstance(node, Constant) and isinstance(node.value, str):
            return node

    def _body(self, node):
        if docstring := self.get_raw_docstring(node):
            self._write_docstring(docstring)
            self.traverse(node.body[1:])
        else:
            self.traverse(node.body)

    def visit_Module(self, node):
        self._body(node)

    def visit_Interactive(self, node):
        self._in_interactive = True
        self._body(node)
        self._in_interactive = False

    def visit_Expression(self, node):
        self.traverse(node.body)

    def visit_FunctionType(self, node):
        with self.delimit("(", ")"):
            self.interleave(lambda: self.write(", "), self.traverse, node.argtypes)
        self.write(" -> ")
        self.traverse(node.returns)

    def visit_Expr(self, node):
        self.fill()
        self.set_prec(YIELD, node.value)
        self.traverse(node.value)

    def visit_NamedExpr(self, node):
        with self.parens(NAMED, node):
            self.set_prec(ATOM, node.target, node.value)
            self.traverse(node.target)
            self.write(" := ")
            self.traverse(node.value)

    def visit_Import(self, node):
        self.fill("import ")
        self.interleave(lambda: self.write(", "), self.traverse, node.names)

    def visit_ImportFrom(self, node):
        self.fill("from ")
        self.write("." * (node.level or 0))
        if node.module:
            self.write(node.module)
        self.write(" import ")
        self.interleave(lambda: self.write(", "), self.traverse, node.names)

    def visit_Assign(self, node):
        self.fill()
        for target in node.targets:
            self.set_prec(TUPLE, target)
            self.traverse(target)
            self.write(" = ")
        self.traverse(node.value)
        if type_comment := getattr(node, 'type_comment', None):
            self.write(f" # type: {type_comment}")

    def visit_AugAssign(self, node):
        self.fill()
        self.traverse(node.target)
        self.write(" " + _binops[node.op.__class__.__name__] + "= ")
        self.traverse(node.value)

    def visit_AnnAssign(self, node):
        self.fill()
        with self.delimit_if("(", ")", not node.simple and isinstance(node.target, Name)):
            self.traverse(node.target)
        self.write(": ")
        self.traverse(node.annotation)
        if node.value:
            self.write(" = ")
            self.traverse(node.value)

    def visit_Return(self, node):
        self.fill("return")
        if node.value:
            self.write(" ")
            self.traverse(node.value)

    def visit_Pass(self, node):
        self.fill("pass")

    def visit_Break(self, node):
        self.fill("break")

    def visit_Continue(self, node):
        self.fill("continue")

    def visit_Delete(self, node):
        self.fill("del ")
        self.interleave(lambda: self.write(", "), self.traverse, node.targets)

    def visit_Assert(self, node):
        self.fill("assert ")
        self.traverse(node.test)
        if node.msg:
            self.write(", ")
            self.traverse(node.msg)

    def visit_Global(self, node):
        self.fill("global " + ", ".join(node.names))

    def visit_Nonlocal(self, node):
        self.fill("nonlocal " + ", ".join(node.names))

    def visit_Await(self, node):
        with self.parens(AWAIT, node):
            self.write("await")
            if node.value:
                self.write(" ")
                self.set_prec(ATOM, node.value)
                self.traverse(node.value)

    def visit_Yield(self, node):
        with self.parens(YIELD, node):
            self.write("yield")
            if node.value:
                self.write(" ")
                self.set_prec(ATOM, node.value)
                self.traverse(node.value)

    def visit_YieldFrom(self, node):
        with self.parens(YIELD, node):
            self.write("yield from ")
            if not node.value:
                raise ValueError("Node can't be used without a value attribute.")
            self.set_prec(ATOM, node.value)
            self.traverse(node.value)

    def visit_Raise(self, node):
        self.fill("raise")
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't use cause without an exception.")
            return
        self.write(" ")
        self.traverse(node.exc)
        if node.cause:
            self.write(" from ")
            self.traverse(node.cause)

    def _try(self, node):
        self.fill("try", allow_semicolon=False)
        with self.block():
            self.traverse(node.body)
        for handler in node.handlers:
            self.traverse(handler)
        if node.orelse:
            self.fill("else", allow_semicolon=False)
            with self.block():
                self.traverse(node.orelse)
        if node.finalbody:
            self.fill("finally", allow_semicolon=False)
            with self.block():
                self.traverse(node.finalbody)

    def visit_Try(self, node):
        before, self._in_try_star = self._in_try_star, False
        self._try(node)
        self._in_try_star = before

    def visit_TryStar(self, node):
        before, self._in_try_star = self._in_try_star, True
        self._try(node)
        self._in_try_star = before

    def visit_ExceptHandler(self, node):
        self.fill("except*" if self._in_try_star else "except", allow_semicolon=False)
        if node.type:
            self.write(" ")
            self.traverse(node.type)
        if node.name:
            self.write(" as ")
            self.write(node.name)
        with self.block():
            self.traverse(node.body)

    def visit_ClassDef(self, node):
        self.maybe_newline()
        for deco in node.decorator_list:
            self.fill("@", allow_semicolon=False)
            self.traverse(deco)
        self.fill("class " + node.name, allow_semicolon=False)
        if getattr(node, 'type_params', None):
            self._type_params(node.type_params)
        with self.delimit_if("(", ")", condition=node.bases or node.keywords):
            comma = False
            for e in (*node.bases, *node.keywords):
                if comma:
                    self.write(", ")
                comma = True
                self.traverse(e)
        with self.block():
            self._body(node)

    def visit_FunctionDef(self, node):
        self._function(node, "def")

    def visit_AsyncFunctionDef(self, node):
        self._function(node, "async def")

    def _function(self, node, keyword):
        self.maybe_newline()
        for deco in node.decorator_list:
            self.fill("@", allow_semicolon=False)
            self.traverse(deco)
        self.fill(keyword + " " + node.name, allow_semicolon=False)
        if getattr(node, 'type_params', None):
            self._type_params(node.type_params)
        with self.delimit("(", ")"):
            self.traverse(node.args)
        if node.returns:
            self.write(" -> ")
            self.traverse(node.returns)
        comment = getattr(node, 'type_comment', None)
        with self.block(extra=f" # type: {comment}" if comment else None):
            self._body(node)

    def _type_params(self, type_params):
        with self.delimit("[", "]"):
            self.interleave(lambda: self.write(", "), self.traverse, type_params)

    def visit_TypeVar(self, node):
        self.write(node.name)
        if node.bound:
            self.write(": ")
            self.traverse(node.bound)
        if node.default_value:
            self.write(" = ")
            self.traverse(node.default_value)

    def visit_TypeVarTuple(self, node):
        self.write("*" + node.name)
        if node.default_value:
            self.write(" = ")
            self.traverse(node.default_value)

    def visit_ParamSpec(self, node):
        self.write("**" + node.name)
        if node.default_value:
            self.write(" = ")
            self.traverse(node.default_value)

    def visit_TypeAlias(self, node):
        self.fill("type ")
        self.traverse(node.name)
        if node.type_params:
            self._type_params(node.type_params)
        self.write(" = ")
        self.traverse(node.value)

    def visit_For(self, node):
        self._for("for ", node)

    def visit_AsyncFor(self, node):
        self._for("async for ", node)

    def _for(self, keyword, node):
        self.fill(keyword, allow_semicolon=False)
        self.set_prec(TUPLE, node.target)
        self.traverse(node.target)
        self.write(" in ")
        self.traverse(node.iter)
        comment = getattr(node, 'type_comment', None)
        with self.block(extra=f" # type: {comment}" if comment else None):
            self.traverse(node.body)
        if node.orelse:
            self.fill("else", allow_semicolon=False)
            with self.block():
                self.traverse(node.orelse)

    def visit_If(self, node):
        self.fill("if ", allow_semicolon=False)
        self.traverse(node.test)
        with self.block():
            self.traverse(node.body)
        while node.orelse and len(node.orelse) == 1 and isinstance(node.orelse[0], If):
            node = node.orelse[0]
            self.fill("elif ", allow_semicolon=False)
            self.traverse(node.test)
            with self.block():
                self.traverse(node.body)
        if node.orelse:
            self.fill("else", allow_semicolon=False)
            with self.block():
                self.traverse(node.orelse)

    def visit_While(self, node):
        self.fill("while ", allow_semicolon=False)
        self.traverse(node.test)
        with self.block():
            self.traverse(node.body)
        if node.orelse:
            self.fill("else", allow_semicolon=False)
            with self.block():
                self.traverse(node.orelse)

    def visit_With(self, node):
        self._with("with ", node)

    def visit_AsyncWith(self, node):
        self._with("async with ", node)

    def _with(self, keyword, node):
        self.fill(keyword, allow_semicolon=False)
        self.interleave(lambda: self.write(", "), self.traverse, node.items)
        comment = getattr(node, 'type_comment', None)
        with self.block(extra=f" # type: {comment}" if comment else None):
            self.traverse(node.body)

    def _string(self, string, *, quote_types=_ALL, escape_special_whitespace=False):
        """The text between quotes and which quotes it may stand between."""
        def escape_char(c):
            if not escape_special_whitespace and c in "\n\t":
                return c
            if c == "\\" or not c.isprintable():
                return c.encode("unicode_escape").decode("ascii")
            return c
        escaped = "".join(map(escape_char, string))
        possible = quote_types
        if "\n" in escaped:
            possible = [q for q in possible if q in _MULTI]
        possible = [q for q in possible if q not in escaped]
        if not possible:
            string = repr(string)
            quote = next((q for q in quote_types if string[0] in q), string[0])
            return string[1:-1], [quote]
        if escaped:
            possible.sort(key=lambda q: q[0] == escaped[-1])
            if possible[0][0] == escaped[-1]:
                assert len(possible[0]) == 3
                escaped = escaped[:-1] + "\\" + escaped[-1]
        return escaped, possible

    def _write_str(self, string, *, quote_types=_ALL):
        string, quote_types = self._string(string, quote_types=quote_types)
        quote = quote_types[0]
        self.write(f"{quote}{string}{quote}")

    def _f_string_parts(self, values, is_format_spec=False):
        parts = []
        for value in values:
            if isinstance(value, Constant):
                text = value.value.replace("{", "{{").replace("}", "}}")
                if is_format_spec:
                    text = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n")
                parts.append((text, True))
            elif isinstance(value, (FormattedValue, Interpolation)):
                parts.append((self._field(value), False))
            elif isinstance(value, (JoinedStr, TemplateStr)):
                parts.extend(self._f_string_parts(value.values, is_format_spec))
        return parts

    def _field(self, node):
        unparser = type(self)()
        if isinstance(node, Interpolation) and node.str:
            expr = node.str
        else:
            unparser.set_prec(TEST + 1, node.value)
            expr = unparser.visit(node.value)
        out = "{"
        if expr.startswith("{"):
            out += " "
        out += expr
        if node.conversion != -1:
            out += f"!{chr(node.conversion)}"
        if node.format_spec:
            out += ":" + "".join(t for t, _ in self._f_string_parts(node.format_spec.values, True))
        return out + "}"

    def _write_f(self, prefix, node):
        self.write(prefix)
        parts = self._f_string_parts(node.values)
        out = []
        quote_types = list(_ALL)
        fallback = False
        for value, is_constant in parts:
            if is_constant:
                value, new = self._string(value, quote_types=quote_types, escape_special_whitespace=True)
                if set(new).isdisjoint(quote_types):
                    fallback = True
                    break
                quote_types = new
            else:
                if "\n" in value:
                    quote_types = [q for q in quote_types if q in _MULTI]
                new = [q for q in quote_types if q not in value]
                if new:
                    quote_types = new
            out.append(value)
        if fallback:
            quote_types = ["'''"]
            out = []
            for value, is_constant in parts:
                if is_constant:
                    value = repr('"' + value)
                    value = value[2:-1]
                out.append(value)
        value = "".join(out)
        quote = quote_types[0]
        self.write(f"{quote}{value}{quote}")

    def visit_JoinedStr(self, node):
        self._write_f("f", node)

    def visit_TemplateStr(self, node):
        self._write_f("t", node)

    def visit_FormattedValue(self, node):
        self.write("f'" + self._field(node) + "'")

    visit_Interpolation = visit_FormattedValue

    def visit_Name(self, node):
        self.write(node.id)

    def _write_docstring(self, node):
        self.fill(allow_semicolon=False)
        if node.kind == "u":
            self.write("u")
        self._write_str(node.value, quote_types=_MULTI)

    def _write_constant(self, value):
        if isinstance(value, (float, complex)):
            self.write(repr(value).replace("inf", _INFSTR).replace("nan", f"({_INFSTR}-{_INFSTR})"))
        else:
            self.write(repr(value))

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            with self.delimit("(", ")"):
                self.items_view(self._write_constant, value)
        elif value is ...:
            self.write("...")
        else:
            if node.kind == "u":
                self.write("u")
            self._write_constant(node.value)

    def visit_List(self, node):
        with self.delimit("[", "]"):
            self.interleave(lambda: self.write(", "), self.traverse, node.elts)

    def visit_ListComp(self, node):
        with self.delimit("[", "]"):
            self.traverse(node.elt)
            for gen in node.generators:
                self.traverse(gen)

    def visit_GeneratorExp(self, node):
        with self.delimit("(", ")"):
            self.traverse(node.elt)
            for gen in node.generators:
                self.traverse(gen)

    def visit_SetComp(self, node):
        with self.delimit("{", "}"):
            self.traverse(node.elt)
            for gen in node.generators:
                self.traverse(gen)

    def visit_DictComp(self, node):
        with self.delimit("{", "}"):
            self.traverse(node.key)
            self.write(": ")
            self.traverse(node.value)
            for gen in node.generators:
                self.traverse(gen)

    def visit_comprehension(self, node):
        self.write(" async for " if node.is_async else " for ")
        self.set_prec(TUPLE, node.target)
        self.traverse(node.target)
        self.write(" in ")
        self.set_prec(TEST + 1, node.iter, *node.ifs)
        self.traverse(node.iter)
        for if_clause in node.ifs:
            self.write(" if ")
            self.traverse(if_clause)

    def visit_IfExp(self, node):
        with self.parens(TEST, node):
            self.set_prec(TEST + 1, node.body, node.test)
            self.traverse(node.body)
            self.write(" if ")
            self.traverse(node.test)
            self.write(" else ")
            self.set_prec(TEST, node.orelse)
            self.traverse(node.orelse)

    def visit_Set(self, node):
        if node.elts:
            with self.delimit("{", "}"):
                self.interleave(lambda: self.write(", "), self.traverse, node.elts)
        else:
            self.write('{*()}')

    def visit_Dict(self, node):
        def write_item(item):
            k, v = item
            if k is None:
                self.write("**")
                self.set_prec(EXPR, v)
                self.traverse(v)
            else:
                self.traverse(k)
                self.write(": ")
                self.traverse(v)
        with self.delimit("{", "}"):
            self.interleave(lambda: self.write(", "), write_item, list(zip(node.keys, node.values)))

    def visit_Tuple(self, node):
        with self.delimit_if("(", ")", len(node.elts) == 0 or self.prec(node) > TUPLE):
            self.items_view(self.traverse, node.elts)

    def visit_UnaryOp(self, node):
        operator = _unops[node.op.__class__.__name__]
        precedence = _unop_prec[operator]
        with self.parens(precedence, node):
            self.write(operator)
            if precedence is not FACTOR:
                self.write(" ")
            self.set_prec(precedence, node.operand)
            self.traverse(node.operand)

    def visit_BinOp(self, node):
        operator = _binops[node.op.__class__.__name__]
        precedence = _binop_prec[operator]
        with self.parens(precedence, node):
            if operator == '**':
                left, right = precedence + 1, precedence
            else:
                left, right = precedence, precedence + 1
            self.set_prec(left, node.left)
            self.traverse(node.left)
            self.write(f" {operator} ")
            self.set_prec(right, node.right)
            self.traverse(node.right)

    def visit_Compare(self, node):
        with self.parens(CMP, node):
            self.set_prec(CMP + 1, node.left, *node.comparators)
            self.traverse(node.left)
            for o, e in zip(node.ops, node.comparators):
                self.write(" " + _cmpops[o.__class__.__name__] + " ")
                self.traverse(e)

    def visit_BoolOp(self, node):
        operator = 'and' if isinstance(node.op, And) else 'or'
        precedence = AND if operator == 'and' else OR
        with self.parens(precedence, node):
            s = f" {operator} "
            first = True
            for value in node.values:
                if not first:
                    self.write(s)
                first = False
                precedence += 1
                self.set_prec(min(precedence, ATOM), value)
                self.traverse(value)

    def visit_Attribute(self, node):
        self.set_prec(ATOM, node.value)
        self.traverse(node.value)
        if isinstance(node.value, Constant) and isinstance(node.value.value, int):
            self.write(" ")
        self.write(".")
        self.write(node.attr)

    def visit_Call(self, node):
        self.set_prec(ATOM, node.func)
        self.traverse(node.func)
        with self.delimit("(", ")"):
            comma = False
            for e in (*node.args, *node.keywords):
                if comma:
                    self.write(", ")
                comma = True
                self.traverse(e)

    def visit_Subscript(self, node):
        self.set_prec(ATOM, node.value)
        self.traverse(node.value)
        with self.delimit("[", "]"):
            if isinstance(node.slice, Tuple) and node.slice.elts:
                self.items_view(self.traverse, node.slice.elts)
            else:
                self.traverse(node.slice)

    def visit_Starred(self, node):
        self.write("*")
        self.set_prec(EXPR, node.value)
        self.traverse(node.value)

    def visit_Ellipsis(self, node):
        self.write("...")

    def visit_Slice(self, node):
        if node.lower:
            self.traverse(node.lower)
        self.write(":")
        if node.upper:
            self.traverse(node.upper)
        if node.step:
            self.write(":")
            self.traverse(node.step)

    def visit_Match(self, node):
        self.fill("match ", allow_semicolon=False)
        self.traverse(node.subject)
        with self.block():
            for case in node.cases:
                self.traverse(case)

    def visit_arg(self, node):
        self.write(node.arg)
        if node.annotation:
            self.write(": ")
            self.traverse(node.annotation)

    def visit_arguments(self, node):
        first = True
        all_args = node.posonlyargs + node.args
        defaults = [None] * (len(all_args) - len(node.defaults)) + node.defaults
        for index, (a, d) in enumerate(zip(all_args, defaults), 1):
            if first:
                first = False
            else:
                self.write(", ")
            self.traverse(a)
            if d:
                self.write("=")
                self.traverse(d)
            if index == len(node.posonlyargs):
                self.write(", /")
        if node.vararg or node.kwonlyargs:
            if first:
                first = False
            else:
                self.write(", ")
            self.write("*")
            if node.vararg:
                self.write(node.vararg.arg)
                if node.vararg.annotation:
                    self.write(": ")
                    self.traverse(node.vararg.annotation)
        if node.kwonlyargs:
            for a, d in zip(node.kwonlyargs, node.kw_defaults):
                self.write(", ")
                self.traverse(a)
                if d:
                    self.write("=")
                    self.traverse(d)
        if node.kwarg:
            if first:
                first = False
            else:
                self.write(", ")
            self.write("**" + node.kwarg.arg)
            if node.kwarg.annotation:
                self.write(": ")
                self.traverse(node.kwarg.annotation)

    def visit_keyword(self, node):
        if node.arg is None:
            self.write("**")
        else:
            self.write(node.arg)
            self.write("=")
        self.traverse(node.value)

    def visit_Lambda(self, node):
        with self.parens(TEST, node):
            self.write("lambda")
            before = len(self._source)
            self.write(" ")
            mark = len(self._source)
            self.traverse(node.args)
            if len(self._source) == mark:
                del self._source[before:]
            self.write(": ")
            self.set_prec(TEST, node.body)
            self.traverse(node.body)

    def visit_alias(self, node):
        self.write(node.name)
        if node.asname:
            self.write(" as " + node.asname)

    def visit_withitem(self, node):
        self.traverse(node.context_expr)
        if node.optional_vars:
            self.write(" as ")
            self.traverse(node.optional_vars)

    def visit_match_case(self, node):
        self.fill("case ", allow_semicolon=False)
        self.traverse(node.pattern)
        if node.guard:
            self.write(" if ")
            self.traverse(node.guard)
        with self.block():
            self.traverse(node.body)

    def visit_MatchValue(self, node):
        self.traverse(node.value)

    def visit_MatchSingleton(self, node):
        self._write_constant(node.value)

    def visit_MatchSequence(self, node):
        with self.delimit("[", "]"):
            self.interleave(lambda: self.write(", "), self.traverse, node.patterns)

    def visit_MatchStar(self, node):
        self.write(f"*{'_' if node.name is None else node.name}")

    def visit_MatchMapping(self, node):
        def write_pair(pair):
            k, p = pair
            self.traverse(k)
            self.write(": ")
            self.traverse(p)
        with self.delimit("{", "}"):
            self.interleave(lambda: self.write(", "), write_pair, list(zip(node.keys, node.patterns)))
            if node.rest is not None:
                if node.keys:
                    self.write(", ")
                self.write(f"**{node.rest}")

    def visit_MatchClass(self, node):
        self.set_prec(ATOM, node.cls)
        self.traverse(node.cls)
        with self.delimit("(", ")"):
            self.interleave(lambda: self.write(", "), self.traverse, node.patterns)
            attrs = node.kwd_attrs
            if attrs:
                def write_attr(pair):
                    attr, pattern = pair
                    self.write(f"{attr}=")
                    self.traverse(pattern)
                if node.patterns:
                    self.write(", ")
                self.interleave(lambda: self.write(", "), write_attr, list(zip(attrs, node.kwd_patterns)))

    def visit_MatchAs(self, node):
        if node.name is None:
            self.write("_")
        elif node.pattern is None:
            self.write(node.name)
        else:
            with self.parens(TEST, node):
                self.set_prec(BOR, node.pattern)
                self.traverse(node.pattern)
                self.write(f" as {node.name}")

    def visit_MatchOr(self, node):
        with self.parens(BOR, node):
            self.set_prec(BOR + 1, *node.patterns)
            self.interleave(lambda: self.write(" | "), self.traverse, node.patterns)
