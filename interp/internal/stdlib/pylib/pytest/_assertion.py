"""Plain asserts that say what they saw: the operands in a test's source are wrapped so that their values are kept."""
import ast

_OPS = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is', 'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in'}


class _Seen:
    """The values that the operands of one assert had."""

    def __init__(self, nodes):
        self.nodes = nodes
        self.values = {}

    def __call__(self, index, value):
        self.values[index] = value
        return value

    def start(self):
        self.values.clear()
        return self


def rewrite(text, filename):
    """The code of a test module, and what its asserts are looked up in."""
    tree = ast.parse(text, filename)
    table = []
    edits = []
    lines = text.encode().split(b'\n')
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(line, column):
        return starts[line - 1] + column
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assert):
            continue
        number = len(table)
        nodes = []

        def wrap(n):
            index = len(nodes)
            nodes.append(n)
            n._seen = index
            begin = offset(n.lineno, n.col_offset)
            end = offset(n.end_lineno, n.end_col_offset)
            edits.append((begin, 1, -(end - begin), f'__pytest_seen__[{number}]({index}, ('))
            edits.append((end, 0, end - begin, '))'))

        def visit(n):
            if isinstance(n, ast.Compare):
                for operand in (n.left, *n.comparators):
                    visit_operand(operand)
            elif isinstance(n, ast.BoolOp):
                for value in n.values:
                    visit(value)
                    if not hasattr(value, '_seen'):
                        wrap(value)
            elif isinstance(n, ast.UnaryOp) and isinstance(n.op, ast.Not):
                visit(n.operand)
                if not hasattr(n.operand, '_seen'):
                    wrap(n.operand)
            else:
                visit_operand(n)

        def visit_operand(n):
            if isinstance(n, ast.Constant):
                return
            if isinstance(n, (ast.GeneratorExp, ast.Starred, ast.NamedExpr, ast.Lambda, ast.Await, ast.Yield, ast.YieldFrom)):
                return
            if isinstance(n, ast.Call):
                for a in n.args:
                    if not isinstance(a, (ast.GeneratorExp, ast.Starred)):
                        visit_operand(a)
                if isinstance(n.func, ast.Attribute) and not isinstance(n.func.value, ast.Name):
                    visit_operand(n.func.value)
            elif isinstance(n, ast.Attribute):
                visit_operand(n.value)
            wrap(n)
        if not isinstance(node.test, ast.Tuple):
            visit(node.test)
        table.append((node, _Seen(nodes)))
    data = text.encode()
    out = []
    at = 0
    for position, kind, size, insert in sorted(edits, key=lambda e: (e[0], e[1], e[2])):
        out.append(data[at:position])
        out.append(insert.encode())
        at = position
    out.append(data[at:])
    code = compile(b''.join(out).decode(), filename, 'exec')
    return code, table


def _saferepr(value, limit=240):
    try:
        text = repr(value)
    except Exception as e:
        text = f'<[{type(e).__name__}() raised in repr()] {type(value).__name__} object at {id(value):#x}>'
    if len(text) > limit:
        half = (limit - 3) // 2
        text = text[:half] + '...' + text[-half:]
    return text.replace('\n', '\\n')


def explain(node, seen, text):
    """What a failed assert is to say, None where nothing was seen."""
    values = seen.values
    where = []

    def show(n):
        if isinstance(n, ast.Compare):
            parts = [show(n.left)]
            for op, c in zip(n.ops, n.comparators):
                parts += [_OPS[type(op).__name__], show(c)]
            return ' '.join(parts)
        index = getattr(n, '_seen', None)
        if isinstance(n, ast.BoolOp):
            word = ' and ' if isinstance(n.op, ast.And) else ' or '
            return '(' + word.join(show(v) for v in n.values if getattr(v, '_seen', None) in values or isinstance(v, ast.Compare)) + ')'
        if isinstance(n, ast.UnaryOp) and isinstance(n.op, ast.Not):
            return 'not ' + show(n.operand)
        if index is None or index not in values:
            return ast.unparse(n)
        value = values[index]
        shown = _saferepr(value)
        if isinstance(n, ast.Call):
            func = ast.unparse(n.func)
            args = [show_arg(a) for a in n.args] + [f'{k.arg}={ast.unparse(k.value)}' if k.arg else f'**{ast.unparse(k.value)}' for k in n.keywords]
            where.append(f' +  where {shown} = {func}({", ".join(args)})')
        elif isinstance(n, ast.Attribute):
            where.append(f' +  where {shown} = {show_base(n.value)}.{n.attr}')
        return shown

    def show_arg(n):
        index = getattr(n, '_seen', None)
        if index is not None and index in values:
            return _saferepr(values[index])
        return ast.unparse(n)
    show_base = show_arg
    head = show(node.test)
    lines = ['assert ' + head]
    test = node.test
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        def value_of(n):
            if isinstance(n, ast.Constant):
                return n.value
            return values[n._seen]
        try:
            left, right = value_of(test.left), value_of(test.comparators[0])
        except (KeyError, AttributeError):
            pass
        else:
            lines += ['  ' + l for l in compare(type(test.ops[0]).__name__, left, right)]
    return '\n'.join(lines + where)


def compare(op, left, right):
    """More about why a comparison failed."""
    if op == 'NotIn' and isinstance(left, str) and isinstance(right, str):
        i = right.find(left)
        return ['', f'{left!r} is contained here:', '  ' + right, '? ' + ' ' * i + '+' * len(left)] if '\n' not in right else []
    if op != 'Eq':
        return []
    if isinstance(left, str) and isinstance(right, str):
        import difflib
        out = ['']
        out += [l.rstrip('\n') for l in difflib.ndiff(right.splitlines(), left.splitlines())]
        return out
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        out = ['']
        for i in range(min(len(left), len(right))):
            if left[i] != right[i]:
                out.append(f'At index {i} diff: {_saferepr(left[i])} != {_saferepr(right[i])}')
                break
        if len(left) > len(right):
            n = len(left) - len(right)
            out.append(f'Left contains {"one more item" if n == 1 else f"{n} more items, first extra item"}: {_saferepr(left[len(right)])}')
        elif len(right) > len(left):
            n = len(right) - len(left)
            out.append(f'Right contains {"one more item" if n == 1 else f"{n} more items, first extra item"}: {_saferepr(right[len(left)])}')
        return out + ['Use -v to get more diff']
    if isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        out = ['']
        for a, b, side in ((left, right, 'left'), (right, left, 'right')):
            extra = a - b
            if extra:
                out.append(f'Extra items in the {side} set:')
                out += [_saferepr(x) for x in extra]
        return out + ['Use -v to get more diff']
    if isinstance(left, dict) and isinstance(right, dict):
        out = ['']
        common = [k for k in left if k in right]
        same = [k for k in common if left[k] == right[k]]
        if same:
            out.append(f'Omitting {len(same)} identical items, use -vv to show')
        different = [k for k in common if left[k] != right[k]]
        if different:
            out.append('Differing items:')
            out += [f'{{{k!r}: {_saferepr(left[k])}}} != {{{k!r}: {_saferepr(right[k])}}}' for k in different]
        for a, b, side in ((left, right, 'Left'), (right, left, 'Right')):
            extra = {k: v for k, v in a.items() if k not in b}
            if extra:
                out.append(f'{side} contains {len(extra)} more item{"" if len(extra) == 1 else "s"}:')
                out.append(_saferepr(extra))
        return out + ['Use -v to get more diff']
    return []
