"""Reading and writing of tables as comma-separated values."""
__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'Error', 'Dialect', 'excel',
           'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect', 'list_dialects', 'Sniffer',
           'unregister_dialect', 'DictReader', 'DictWriter', 'unix_dialect']

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = '1.0'
_limit = [131072]


class Error(Exception):
    """Something is wrong with the text or with a value."""


Error.__module__ = '_csv'
Error.__qualname__ = 'Error'


class _Form:
    """A dialect whose attributes have been checked, and cannot change."""
    __slots__ = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace', 'strict')

    def __repr__(self):
        return f'<_csv.Dialect object at {id(self):#x}>'

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")

    def __setattr__(self, name, value):
        if name in self.__slots__:
            raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in self.__slots__:
            raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")
        object.__delattr__(self, name)


_Form.__module__ = '_csv'
_Form.__name__ = _Form.__qualname__ = 'Dialect'


class _Draft:
    """The attributes of a dialect that is being made."""


_defaults = {'delimiter': ',', 'doublequote': True, 'escapechar': None, 'lineterminator': '\r\n', 'quotechar': '"', 'quoting': QUOTE_MINIMAL,
             'skipinitialspace': False, 'strict': False}


def _char(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        kind = 'a unicode character or None' if optional else 'a unicode character'
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        kind = 'a unicode character or None' if optional else 'a unicode character'
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    return value


def _form(dialect, options):
    for name in options:
        if name not in _defaults:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if type(dialect) is _Form and not options:
        return dialect
    form = _Draft()
    for name, default in _defaults.items():
        if name in options:
            value = options[name]
        else:
            value = getattr(dialect, name, default) if dialect is not None else default
        setattr(form, name, value)
    form.delimiter = _char('delimiter', form.delimiter, False)
    form.escapechar = _char('escapechar', form.escapechar, True)
    given_quote = 'quotechar' in options or dialect is not None and hasattr(dialect, 'quotechar')
    form.quotechar = _char('quotechar', form.quotechar, True)
    if form.quotechar is None and not ('quoting' in options or dialect is not None and getattr(dialect, 'quoting', None) is not None) and given_quote:
        form.quoting = QUOTE_NONE
    if type(form.quoting) is not int and not isinstance(form.quoting, int):
        raise TypeError('"quoting" must be an integer, not ' + type(form.quoting).__name__)
    if not 0 <= form.quoting <= 5:
        raise TypeError('bad "quoting" value')
    if form.quoting != QUOTE_NONE and form.quotechar is None:
        raise TypeError('quotechar must be set if quoting enabled')
    if not isinstance(form.lineterminator, str):
        raise TypeError(f'"lineterminator" must be a string, not {type(form.lineterminator).__name__}')
    form.doublequote, form.skipinitialspace, form.strict = bool(form.doublequote), bool(form.skipinitialspace), bool(form.strict)
    for name in ('delimiter', 'escapechar', 'quotechar'):
        value = getattr(form, name)
        if value is not None and (value in '\r\n' or value == ' ' and form.skipinitialspace and name != 'delimiter'):
            raise ValueError(f'bad {name} value')
    if form.escapechar is not None and form.delimiter == form.escapechar:
        raise ValueError('bad delimiter or escapechar value')
    if form.quotechar is not None and form.delimiter == form.quotechar:
        raise ValueError('bad delimiter or quotechar value')
    if form.escapechar is not None and form.escapechar == form.quotechar:
        raise ValueError('bad escapechar or quotechar value')
    for name in ('delimiter', 'escapechar', 'quotechar'):
        value = getattr(form, name)
        if value is not None and value in form.lineterminator:
            raise ValueError(f'bad {name} or lineterminator value')
    made = _Form()
    for name in _Form.__slots__:
        object.__setattr__(made, name, getattr(form, name))
    return made


def register_dialect(name, /, dialect=None, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _form(dialect, fmtparams)


def unregister_dialect(name, /):
    """Forget the name of a dialect."""
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name, /):
    """The dialect of a name."""
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    """The names of the dialects."""
    return list(_dialects)


def field_size_limit(new_limit=_limit, /):
    """How long a field may be; the old limit."""
    old = _limit[0]
    if new_limit is not _limit:
        if not isinstance(new_limit, int):
            raise TypeError('limit must be an integer')
        _limit[0] = new_limit
    return old


_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPE_IN_QUOTED, _QUOTE_IN_QUOTED, _EAT_CRNL, _AFTER_ESCAPED_CRNL = range(9)


class _Reader:
    """Rows, each a list of strings."""
    __slots__ = ('dialect', 'line_num', '_lines', '_state', '_fields', '_field', '_quoted')

    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        simple = d.quoting == QUOTE_MINIMAL and d.escapechar is None and not d.skipinitialspace
        self._state = _START_RECORD
        self._fields = []
        self._field = []
        self._quoted = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTED:
                    if d.strict:
                        raise Error('unexpected end of data') from None
                    self._save()
                    break
                if self._state not in (_START_RECORD,) and self._fields:
                    self._save()
                    break
                raise
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
            self.line_num += 1
            if simple and self._state == _START_RECORD and d.quotechar not in line and len(line) <= _limit[0]:
                body = line[:-1] if line.endswith('\n') else line
                if body.endswith('\r'):
                    body = body[:-1]
                if '\r' not in body and '\n' not in body:
                    return body.split(d.delimiter) if body else []
            for c in line:
                self._take(c, d)
            self._take('', d)
            if self._state == _START_RECORD:
                break
        return self._fields

    def _save(self):
        field = ''.join(self._field)
        self._field = []
        quoting = self.dialect.quoting
        if not self._quoted:
            if quoting == QUOTE_NONNUMERIC:
                field = float(field) if field else field
            elif quoting == QUOTE_STRINGS:
                field = None if field == '' else float(field)
            elif quoting == QUOTE_NOTNULL and field == '':
                field = None
        self._quoted = False
        self._fields.append(field)

    def _add(self, c):
        if len(self._field) >= _limit[0]:
            raise Error(f'field larger than field limit ({_limit[0]})')
        self._field.append(c)

    def _take(self, c, d):
        """One character, or '' at the end of the line."""
        state = self._state
        if state == _START_RECORD:
            if c == '':
                return
            if c in '\r\n':
                self._state = _EAT_CRNL
                return
            state = self._state = _START_FIELD
        if state == _START_FIELD:
            if c == '' or c in '\r\n':
                self._save()
                self._state = _START_RECORD if c == '' else _EAT_CRNL
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._quoted = True
                self._state = _IN_QUOTED
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == ' ' and d.skipinitialspace:
                pass
            elif c == d.delimiter:
                self._save()
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _ESCAPED:
            if c != '' and c in '\r\n':
                self._add(c)
                self._state = _AFTER_ESCAPED_CRNL
                return
            self._add(c if c else '\n')
            self._state = _IN_FIELD
        elif state == _AFTER_ESCAPED_CRNL and c == '':
            return
        elif state == _IN_FIELD or state == _AFTER_ESCAPED_CRNL:
            if c == '' or c in '\r\n':
                self._save()
                self._state = _START_RECORD if c == '' else _EAT_CRNL
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == d.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _IN_QUOTED:
            if c == '':
                return
            if c == d.escapechar:
                self._state = _ESCAPE_IN_QUOTED
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if d.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _ESCAPE_IN_QUOTED:
            self._add(c if c else '\n')
            self._state = _IN_QUOTED
        elif state == _QUOTE_IN_QUOTED:
            if c == d.quotechar and d.quoting != QUOTE_NONE:
                self._add(c)
                self._state = _IN_QUOTED
            elif c == d.delimiter:
                self._save()
                self._state = _START_FIELD
            elif c == '' or c in '\r\n':
                self._save()
                self._state = _START_RECORD if c == '' else _EAT_CRNL
            elif not d.strict:
                self._add(c)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
        elif state == _EAT_CRNL:
            if c == '':
                self._state = _START_RECORD
            elif c not in '\r\n':
                raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")


_Reader.__name__ = _Reader.__qualname__ = 'reader'
_Reader.__module__ = '_csv'


def reader(iterable, /, dialect=None, **fmtparams):
    """The rows of a table, from lines."""
    return _Reader(iterable, _form(dialect, fmtparams))


class _Writer:
    """Writes rows to something with a method write()."""
    __slots__ = ('dialect', '_write', '_special')

    def __init__(self, out, dialect):
        self.dialect = dialect
        try:
            self._write = out.write
        except AttributeError:
            raise TypeError('argument 1 must have a "write" method') from None
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        special = set('\r\n') | {dialect.delimiter} | set(dialect.lineterminator)
        for c in (dialect.escapechar, dialect.quotechar):
            if c is not None:
                special.add(c)
        self._special = special

    def _field(self, value, alone):
        d = self.dialect
        quoting = d.quoting
        is_str = isinstance(value, str)
        quoted = quoting == QUOTE_ALL
        if quoting == QUOTE_NONNUMERIC:
            quoted = not isinstance(value, (int, float)) and not hasattr(type(value), '__float__')
        elif quoting == QUOTE_STRINGS:
            quoted = is_str
        elif quoting == QUOTE_NOTNULL:
            quoted = value is not None
        text = value if is_str else '' if value is None else str(value)
        if not text:
            if alone and not quoted:
                if quoting == QUOTE_NONE or value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                    raise Error('single empty field record must be quoted')
                quoted = True
            if d.delimiter == ' ' and d.skipinitialspace and not quoted:
                if quoting == QUOTE_NONE or value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                    raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
                quoted = True
            return f'{d.quotechar}{d.quotechar}' if quoted else ''
        special = self._special
        if not quoted and not special.intersection(text):
            return text
        out = []
        for c in text:
            if c in special:
                escape = False
                if quoting == QUOTE_NONE:
                    escape = True
                elif c == d.quotechar:
                    if d.doublequote:
                        out.append(d.quotechar)
                    else:
                        escape = True
                elif c == d.escapechar:
                    escape = True
                if escape:
                    if d.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(d.escapechar)
                else:
                    quoted = True
            out.append(c)
        text = ''.join(out)
        return f'{d.quotechar}{text}{d.quotechar}' if quoted else text

    def writerow(self, row, /):
        """Write one row; answers what write() does."""
        try:
            values = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        alone = len(values) == 1
        return self._write(self.dialect.delimiter.join([self._field(v, alone) for v in values]) + self.dialect.lineterminator)

    def writerows(self, rows, /):
        """Write several rows."""
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = 'writer'
_Writer.__module__ = '_csv'


def writer(fileobj, /, dialect=None, **fmtparams):
    """What writes rows to a file."""
    return _Writer(fileobj, _form(dialect, fmtparams))


class Dialect:
    """A way to write tables."""
    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _form(self, {})
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    """As Excel writes."""
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """As Excel writes with tabs."""
    delimiter = '\t'


class unix_dialect(Dialect):
    """As Unix programs write."""
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {'excel': _form(excel, {}), 'excel-tab': _form(excel_tab, {}), 'unix': _form(unix_dialect, {})}


class DictReader:
    """Rows as dicts; the keys are in the first line unless given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        d = dict(zip(names, row))
        n, m = len(names), len(row)
        if n < m:
            d[self.restkey] = row[n:]
        elif n > m:
            for key in names[m:]:
                d[key] = self.restval
        return d

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ('raise', 'ignore'):
            raise ValueError('extrasaction (%s) must be \'raise\' or \'ignore\'' % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [k for k in rowdict if k not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._dict_to_list(r) for r in rowdicts])

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class Sniffer:
    """Guesses the dialect of a text."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        quotechar, doublequote, delimiter, skipinitialspace = self._by_quotes(sample, delimiters)
        if not delimiter:
            delimiter, skipinitialspace = self._by_counts(sample, delimiters)
        if not delimiter:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skipinitialspace
        return dialect

    def _by_quotes(self, data, delimiters):
        """What stands beside quotes, and which quotes."""
        import re
        matches = []
        for pattern in (r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
                        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
                        r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
                        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)'):
            regexp = re.compile(pattern, re.DOTALL | re.MULTILINE)
            matches = regexp.findall(data)
            if matches:
                break
        if not matches:
            return '', False, None, 0
        quotes, delims, spaces = {}, {}, 0
        index = regexp.groupindex
        for m in matches:
            if not isinstance(m, tuple):
                m = (m,)
            key = m[index['quote'] - 1]
            if key:
                quotes[key] = quotes.get(key, 0) + 1
            if 'delim' not in index:
                continue
            key = m[index['delim'] - 1]
            if key and (delimiters is None or key in delimiters):
                delims[key] = delims.get(key, 0) + 1
            if m[index['space'] - 1]:
                spaces += 1
        quotechar = max(quotes, key=quotes.get)
        if delims:
            delim = max(delims, key=delims.get)
            skip = delims[delim] == spaces
            if delim == '\n':
                delim = ''
        else:
            delim, skip = '', 0
        twice = re.compile(r'((%(delim)s)|^)\W*%(quote)s[^%(delim)s\n]*%(quote)s[^%(delim)s\n]*%(quote)s\W*((%(delim)s)|$)' %
                           {'delim': re.escape(delim), 'quote': quotechar}, re.MULTILINE)
        return quotechar, bool(twice.search(data)), delim, skip

    def _by_counts(self, data, delimiters):
        """The character that stands equally often in the lines."""
        lines = list(filter(None, data.split('\n')))
        ascii_chars = [chr(c) for c in range(127)]
        chunk = min(10, len(lines))
        iteration, start, end = 0, 0, chunk
        frequency, modes, delims = {}, {}, {}
        while start < len(lines):
            iteration += 1
            for line in lines[start:end]:
                for char in ascii_chars:
                    counts = frequency.get(char, {})
                    n = line.count(char)
                    counts[n] = counts.get(n, 0) + 1
                    frequency[char] = counts
            for char, counts in frequency.items():
                items = list(counts.items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    best = max(items, key=lambda x: x[1])
                    items.remove(best)
                    modes[char] = (best[0], best[1] - sum([i[1] for i in items]))
                else:
                    modes[char] = items[0]
            total = float(min(chunk * iteration, len(lines)))
            consistency = 1.0
            while not delims and consistency >= 0.9:
                for k, v in modes.items():
                    if v[0] > 0 and v[1] > 0 and v[1] / total >= consistency and (delimiters is None or k in delimiters):
                        delims[k] = v
                consistency -= 0.01
            if len(delims) == 1:
                delim = list(delims)[0]
                return delim, lines[0].count(delim) == lines[0].count('%c ' % delim)
            start = end
            end += chunk
        if not delims:
            return '', 0
        if len(delims) > 1:
            for d in self.preferred:
                if d in delims:
                    return d, lines[0].count(d) == lines[0].count('%c ' % d)
        items = sorted([(v, k) for k, v in delims.items()])
        delim = items[-1][1]
        return delim, lines[0].count(delim) == lines[0].count('%c ' % delim)

    def has_header(self, sample):
        """Does the first row look unlike the others?"""
        rows = reader(sample.split('\n') if '\n' in sample else [sample], self.sniff(sample))
        header = next(rows)
        columns = len(header)
        kinds = dict.fromkeys(range(columns))
        checked = 0
        for row in rows:
            if checked > 20:
                break
            checked += 1
            if len(row) != columns:
                continue
            for col in list(kinds):
                kind = complex
                try:
                    kind(row[col])
                except (ValueError, OverflowError):
                    kind = len(row[col])
                if kind != kinds[col]:
                    if kinds[col] is None:
                        kinds[col] = kind
                    else:
                        del kinds[col]
        votes = 0
        for col, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[col]) != kind else -1
            else:
                try:
                    kind(header[col])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
