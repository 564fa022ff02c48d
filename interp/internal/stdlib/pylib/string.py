"""Constants of text, and Template."""
whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([w.capitalize() for w in s.split(sep)])


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _replace(self, mapping, safe):
        text, out, i = self.template, [], 0
        while i < len(text):
            if text[i] != '$':
                out.append(text[i])
                i += 1
                continue
            if text[i + 1:i + 2] == '$':
                out.append('$')
                i += 2
                continue
            braced = text[i + 1:i + 2] == '{'
            j = start = i + 2 if braced else i + 1
            while j < len(text) and text[j].isascii() and (text[j] == '_' or text[j].isalpha() or j > start and text[j].isdigit()):
                j += 1
            name = text[start:j]
            if not name or braced and text[j:j + 1] != '}':
                if not safe:
                    line = text.count('\n', 0, i) + 1
                    col = i - text.rfind('\n', 0, i)
                    raise ValueError(f'Invalid placeholder in string: line {line}, col {col}')
                out.append('$')
                i += 1
                continue
            end = j + 1 if braced else j
            if safe and name not in mapping:
                out.append(text[i:end])
            else:
                out.append(str(mapping[name]))
            i = end
        return ''.join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._replace({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._replace({**mapping, **kws}, True)
