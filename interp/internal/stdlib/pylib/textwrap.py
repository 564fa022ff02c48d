"""Filling, wrapping and indenting of text."""
__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_whitespace = '\t\n\x0b\x0c\r '


def _is_letter(c):
    return (c.isalnum() or c == '_') and not c.isdecimal() and c != '_'


def _is_word(c):
    return c.isalnum() or c == '_' or c in '!"\'&.,?'


def _is_wordlike(c):
    return c.isalnum() or c == '_'


class TextWrapper:
    """Wraps text as its attributes say."""

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
                 *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): ' ' for c in _whitespace})
        return text

    def _split(self, text):
        """The chunks that a line is made of: words, spaces, and parts of words that end in a hyphen."""
        chunks, i, n = [], 0, len(text)
        while i < n:
            j = i
            if text[i] in _whitespace:
                while j < n and text[j] in _whitespace:
                    j += 1
            elif self.break_on_hyphens:
                j = _chunk_end(text, i, n)
            else:
                while j < n and text[j] not in _whitespace:
                    j += 1
            chunks.append(text[i:j])
            i = j
        return chunks

    def _fix_sentence_endings(self, chunks):
        i = 0
        while i < len(chunks) - 1:
            if chunks[i + 1] == ' ' and _ends_sentence(chunks[i]):
                chunks[i + 1] = '  '
                i += 2
            else:
                i += 1

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            end = space_left
            chunk = reversed_chunks[-1]
            if self.break_on_hyphens and len(chunk) > space_left:
                hyphen = chunk.rfind('-', 0, space_left)
                if hyphen > 0 and any([c != '-' for c in chunk[:hyphen]]):
                    end = hyphen + 1
            if end <= 0:
                end = max(space_left, 0)
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        lines = []
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        chunks.reverse()
        while chunks:
            cur_line, cur_len = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                del chunks[-1]
            while chunks:
                length = len(chunks[-1])
                if cur_len + length > width:
                    break
                cur_line.append(chunks.pop())
                cur_len += length
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, cur_line, cur_len, width)
                cur_len = sum(map(len, cur_line))
            if self.drop_whitespace and cur_line and cur_line[-1].strip() == '':
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            if not cur_line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines or
                    (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and cur_len <= width):
                lines.append(indent + ''.join(cur_line))
                continue
            while cur_line:
                if cur_line[-1].strip() and cur_len + len(self.placeholder) <= width:
                    cur_line.append(self.placeholder)
                    lines.append(indent + ''.join(cur_line))
                    break
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            else:
                if lines:
                    prev = lines[-1].rstrip()
                    if len(prev) + len(self.placeholder) <= self.width:
                        lines[-1] = prev + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of one paragraph."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """One paragraph, wrapped, as one string."""
        return '\n'.join(self.wrap(text))


def _ends_sentence(chunk):
    i = len(chunk)
    if i and chunk[i - 1] in '"\'':
        i -= 1
    if i < 2 or chunk[i - 1] not in '.!?':
        return False
    return 'a' <= chunk[i - 2] <= 'z'


def _chunk_end(text, i, n):
    """Where the chunk that begins at i ends: a dash of two hyphens or more after a word, or a word up to its next hyphen that
    stands between letters."""
    if text[i] == '-' and i > 0 and _is_word(text[i - 1]):
        j = i
        while j < n and text[j] == '-':
            j += 1
        if j - i >= 2 and j < n and _is_wordlike(text[j]):
            return j
    j = i + 1
    while j < n:
        if text[j] in _whitespace:
            return j
        if text[j] == '-':
            if j - 1 >= 0 and _letter_before_hyphen(text, j, i) and j + 1 < n and _letter_after_hyphen(text, j, n):
                return j + 1
        if _is_word(text[j - 1]) and text[j] == '-':
            k = j
            while k < n and text[k] == '-':
                k += 1
            if k - j >= 2 and k < n and _is_wordlike(text[k]):
                return j
        j += 1
    return n


def _letter_before_hyphen(text, j, start):
    """Two letters, or a letter, a hyphen and a letter, stand before the hyphen at j."""
    if j - 2 >= 0 and _is_letter(text[j - 1]) and _is_letter(text[j - 2]):
        return True
    return j - 3 >= 0 and _is_letter(text[j - 1]) and text[j - 2] == '-' and _is_letter(text[j - 3])


def _letter_after_hyphen(text, j, n):
    """Two letters, or a letter, a hyphen and a letter, stand after the hyphen at j."""
    if j + 2 < n and _is_letter(text[j + 1]) and _is_letter(text[j + 2]):
        return True
    return j + 3 < n and _is_letter(text[j + 1]) and text[j + 2] == '-' and _is_letter(text[j + 3])


def wrap(text, width=70, **kwargs):
    """The lines of one paragraph, none longer than the width."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """One paragraph, wrapped, as one string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text with its spaces collapsed and its end left out if it is too long."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    """The text without the white space with which all of its lines begin."""
    try:
        lines = text.split('\n')
    except (AttributeError, TypeError):
        raise TypeError(f'expected str object, not {type(text).__qualname__!r}') from None
    margin = None
    for line in lines:
        if not line or line.isspace():
            continue
        i = 0
        while i < len(line) and line[i].isspace():
            i += 1
        if margin is None:
            margin = line[:i]
        else:
            k, limit = 0, min(len(margin), i)
            while k < limit and margin[k] == line[k]:
                k += 1
            margin = margin[:k]
    n = len(margin or '')
    return '\n'.join([line[n:] if line and not line.isspace() else '' for line in lines])


def indent(text, prefix, predicate=None):
    """The text with something before each of its lines that are not blank."""
    out = []
    for line in text.splitlines(True):
        if predicate(line) if predicate is not None else not line.isspace():
            out.append(prefix)
        out.append(line)
    return ''.join(out)
