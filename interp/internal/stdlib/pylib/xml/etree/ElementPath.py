"""Paths to elements."""


def _tokens(pattern, namespaces):
    """The tokens of a path: (operator, name), with prefixes of namespaces resolved."""
    default = namespaces.get('') if namespaces else None
    i, n = 0, len(pattern)
    parsing_attribute = False
    while i < n:
        c = pattern[i]
        if c in '\'"':
            j = pattern.find(c, i + 1)
            if j < 0:
                j = n
            yield 'string', pattern[i + 1:j]
            i = j + 1
            parsing_attribute = False
        elif pattern.startswith('::', i):
            yield '::', ''
            i += 2
        elif pattern.startswith('//', i):
            yield '//', ''
            i += 2
        elif pattern.startswith('!=', i):
            yield '!=', ''
            i += 2
        elif pattern.startswith('..', i):
            yield '..', ''
            i += 2
        elif pattern.startswith('()', i):
            yield '()', ''
            i += 2
        elif c in './*:[]()@=':
            yield c, ''
            parsing_attribute = c == '@'
            i += 1
        elif c.isspace():
            j = i
            while j < n and pattern[j].isspace():
                j += 1
            yield '', ''
            i = j
        else:
            j = i
            while j < n:
                if pattern[j] == '{':
                    k = pattern.find('}', j)
                    j = n if k < 0 else k + 1
                elif pattern[j] in '/[]()@!=' or pattern[j].isspace():
                    break
                else:
                    j += 1
            tag = pattern[i:j]
            if tag and tag[0] != '{':
                if ':' in tag:
                    prefix, uri = tag.split(':', 1)
                    try:
                        if not namespaces:
                            raise KeyError
                        yield '', '{%s}%s' % (namespaces[prefix], uri)
                    except KeyError:
                        raise SyntaxError('prefix %r not found in prefix map' % prefix) from None
                elif default and not parsing_attribute:
                    yield '', '{%s}%s' % (default, tag)
                else:
                    yield '', tag
            else:
                yield '', tag
            parsing_attribute = False
            i = j


def _matches(elem, tag):
    if tag == '*' or tag == '{*}*':
        return isinstance(elem.tag, str) or tag == '*'
    if tag[:3] == '{*}':
        return isinstance(elem.tag, str) and (elem.tag == tag[3:] or elem.tag.endswith('}' + tag[3:]) and elem.tag[:1] == '{')
    if tag[-2:] == '}*':
        if tag == '{}*':
            return isinstance(elem.tag, str) and elem.tag[:1] != '{'
        return isinstance(elem.tag, str) and elem.tag.startswith(tag[:-1])
    if tag[:2] == '{}':
        return elem.tag == tag[2:]
    return elem.tag == tag


class _Context:
    def __init__(self, root):
        self.root = root
        self._parents = None

    def parents(self):
        if self._parents is None:
            self._parents = {}
            for p in self.root.iter():
                for e in p:
                    self._parents[e] = p
        return self._parents


def _child(tag):
    def select(context, result):
        for elem in result:
            for e in elem:
                if _matches(e, tag):
                    yield e
    return select


def _star():
    def select(context, result):
        for elem in result:
            yield from elem
    return select


def _self():
    def select(context, result):
        yield from result
    return select


def _descendant(tag):
    def select(context, result):
        for elem in result:
            for e in elem.iter():
                if e is not elem and _matches(e, tag):
                    yield e
    return select


def _parent():
    def select(context, result):
        parents = context.parents()
        seen = {}
        for elem in result:
            if elem in parents:
                p = parents[elem]
                if p not in seen:
                    seen[p] = None
                    yield p
    return select


def _predicate(tokens):
    signature, predicate = [], []
    while True:
        try:
            token = next(tokens)
        except StopIteration:
            return None
        if token[0] == ']':
            break
        if token == ('', ''):
            continue
        if token[0] == 'string':
            token = "'", token[1]
        signature.append(token[0] or '-')
        predicate.append(token[1])
    signature = ''.join(signature)
    if signature == '@-':
        key = predicate[1]

        def select(context, result):
            for elem in result:
                if elem.get(key) is not None:
                    yield elem
        return select
    if signature == "@-='" or signature == "@-!='":
        key, value, same = predicate[1], predicate[-1], '!=' not in signature

        def select(context, result):
            for elem in result:
                v = elem.get(key)
                if v == value if same else v is not None and v != value:
                    yield elem
        return select
    if signature == '-' and not _is_int(predicate[0]):
        tag = predicate[0]

        def select(context, result):
            for elem in result:
                if elem.find(tag) is not None:
                    yield elem
        return select
    if signature in (".='", ".!='") or signature in ("-='", "-!='") and not _is_int(predicate[0]):
        tag, value, same = predicate[0], predicate[-1], '!=' not in signature
        if tag:
            def select(context, result):
                for elem in result:
                    for e in elem.findall(tag):
                        if (''.join(e.itertext()) == value) == same:
                            yield elem
                            break
        else:
            def select(context, result):
                for elem in result:
                    if (''.join(elem.itertext()) == value) == same:
                        yield elem
        return select
    if signature == '-' or signature == '-()' or signature == '-()-':
        if signature == '-':
            index = int(predicate[0]) - 1
            if index < 0:
                raise SyntaxError('XPath position >= 1 expected')
        else:
            if predicate[0] != 'last':
                raise SyntaxError('unsupported function')
            if signature == '-()-':
                try:
                    index = int(predicate[2]) - 1
                except ValueError:
                    raise SyntaxError('unsupported expression')
                if index > -2:
                    raise SyntaxError('XPath offset from last() must be negative')
            else:
                index = -1

        def select(context, result):
            parents = context.parents()
            for elem in result:
                try:
                    if list(parents[elem].findall(elem.tag))[index] is elem:
                        yield elem
                except (IndexError, KeyError):
                    pass
        return select
    raise SyntaxError('invalid predicate')


def _is_int(text):
    return text.lstrip('-').isdigit() and text.count('-') <= 1


def iterfind(elem, path, namespaces=None):
    """The elements at a path."""
    if path[-1:] == '/':
        path = path + '*'
    if path[:1] == '/':
        raise SyntaxError('cannot use absolute path on element')
    tokens = _tokens(path, namespaces)
    selectors = []
    try:
        token = next(tokens)
    except StopIteration:
        return
    while True:
        kind = token[0]
        if kind == '':
            selectors.append(_child(token[1]))
        elif kind == '*':
            selectors.append(_star())
        elif kind == '.':
            selectors.append(_self())
        elif kind == '//':
            try:
                token = next(tokens)
            except StopIteration:
                return
            if token[0] == '*':
                tag = '*'
            elif not token[0]:
                tag = token[1]
            else:
                raise SyntaxError('invalid descendant')
            selectors.append(_descendant(tag))
        elif kind == '..':
            selectors.append(_parent())
        elif kind == '[':
            selector = _predicate(tokens)
            if selector is None:
                return
            selectors.append(selector)
        else:
            raise SyntaxError('invalid path') from None
        try:
            token = next(tokens)
            if token[0] == '/':
                token = next(tokens)
        except StopIteration:
            break
    result = [elem]
    context = _Context(elem)
    for select in selectors:
        result = select(context, result)
    yield from result


def find(elem, path, namespaces=None):
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    found = find(elem, path, namespaces)
    if found is None:
        return default
    return '' if found.text is None else found.text
