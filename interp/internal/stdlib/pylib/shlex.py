"""Splitting of text as a shell does."""
import sys
from itertools import islice

__all__ = ['shlex', 'split', 'quote', 'join']

_ASCII_WORD = 'abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
_LATIN_WORD = 'ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ'
_OPERATORS = '();<>|&'
_FILE_NAME = '~-./*?='  # words have these too where operators are told from words


class _Text:
    """A stream over a string, as far as the lexer needs one: io would be dear to load for it."""

    def __init__(self, text):
        self._chars = iter(text)

    def read(self, size=-1):
        return next(self._chars, '') if size == 1 else ''.join(islice(self._chars, None if size < 0 else size))

    def readline(self):
        line = ''
        while char := next(self._chars, ''):
            line += char
            if char == '\n':
                break
        return line

    def close(self):
        self._chars = iter('')


def _stream(source):
    return _Text(source) if isinstance(source, str) else source


class shlex:
    """A lexical analyser for simple, shell-like languages. Iterate over it, or take tokens until `eof`."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        self.instream, self.infile = (sys.stdin, None) if instream is None else (_stream(instream), infile)
        self.lineno = 1
        self.posix = posix
        self.eof = None if posix else ''
        # the classes of characters, which a program may change
        self.whitespace, self.whitespace_split = ' \t\r\n', False
        self.quotes, self.escape, self.escapedquotes = '\'"', '\\', '"'
        self.commenters = '#'
        self.wordchars = _ASCII_WORD + _LATIN_WORD if posix else _ASCII_WORD
        self._punctuation_chars = _OPERATORS if punctuation_chars is True else punctuation_chars or ''
        if self._punctuation_chars:
            self.wordchars = ''.join(c for c in self.wordchars + _FILE_NAME if c not in self._punctuation_chars)
        # what was read too far: whole tokens, or characters, the last one first; and the streams to go back to
        self.pushback, self._unread, self.filestack = [], [], []
        self.source = None
        self.token = ''
        self.debug = 0

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    # streams

    def push_source(self, newstream, newfile=None):
        """Read from another stream first."""
        self.filestack.append((self.instream, self.infile, self.lineno))
        self.instream, self.infile, self.lineno = _stream(newstream), newfile, 1

    def pop_source(self):
        """Go back to the stream before."""
        self.instream.close()
        self.instream, self.infile, self.lineno = self.filestack.pop()

    def sourcehook(self, newfile):
        """The name and the stream of a file that the text asks for, in quotes or not, beside the file it is asked for in."""
        import os.path
        name = newfile[1:-1] if newfile.startswith('"') else newfile
        if isinstance(self.infile, str):
            name = os.path.join(os.path.dirname(self.infile), name)  # which leaves an absolute name as it is
        return name, open(name)

    def error_leader(self, infile=None, lineno=None):
        """The start of a message about a place, as Unix tools show it."""
        return '"%s", line %d: ' % (self.infile if infile is None else infile, self.lineno if lineno is None else lineno)

    # tokens

    def __iter__(self):
        return self

    def __next__(self):
        if (token := self.get_token()) == self.eof:
            raise StopIteration
        return token

    def push_token(self, tok):
        """Let a token be the next one."""
        self.pushback.append(tok)

    def get_token(self):
        """The next token, of those pushed back first; `eof` after the last one of the last stream."""
        if self.pushback:
            return self.pushback.pop()
        token = self.read_token()
        while self.source is not None and token == self.source:
            if found := self.sourcehook(self.read_token()):
                name, stream = found
                self.push_source(stream, name)
            token = self.get_token()
        while token == self.eof and self.filestack:
            self.pop_source()
            token = self.get_token()
        return token

    def read_token(self):
        """The next token of the stream. `token` has as much of it as was read when an error is raised."""
        self.token = ''
        char = self._read()
        while char and (char in self.whitespace or char in self.commenters):
            if char not in self.whitespace:
                self._skip_line()
            char = self._read()
        if not char:
            return None if self.posix else ''
        if self.posix and char in self.escape:
            self._escaped(char)
            self._word()
        elif char in self.wordchars:
            self.token = char
            self._word()
        elif char in self._punctuation_chars:
            self.token = char
            self._operator()
        elif char in self.quotes and self.posix:
            self._quoted(char)
            self._word()
        elif char in self.quotes:
            # a token of its own, together with its quotes
            self.token = char
            self._quoted(char)
            self.token += char
        else:
            self.token = char
            if self.whitespace_split:
                self._word()
        token, self.token = self.token, ''
        return token

    # parts of a token, read into `token`

    def _read(self):
        char = self._unread.pop() if self._unread else self.instream.read(1)
        if char == '\n':
            self.lineno += 1
        return char

    def _skip_line(self):
        self.instream.readline()
        self.lineno += 1

    def _more(self):
        """The next character of a token that is not quoted; none where space, a comment or the end of the stream ends it.
        Only posix has comments end a token: without it, the token goes on in the next line."""
        while char := self._read():
            if char in self.whitespace:
                return ''
            if char not in self.commenters:
                return char
            self._skip_line()
            if self.posix:
                return ''
        return ''

    def _word(self):
        while char := self._more():
            if self.posix and char in self.quotes:
                self._quoted(char)
            elif self.posix and char in self.escape:
                self._escaped(char)
            elif char in self.wordchars or char in self.quotes or self.whitespace_split and char not in self._punctuation_chars:
                self.token += char
            else:
                # it starts the next token, or without operators, where every other character stands for itself, it is the next
                (self._unread if self._punctuation_chars else self.pushback).append(char)
                return

    def _operator(self):
        while char := self._more():
            if char not in self._punctuation_chars:
                self._unread.append(char)
                return
            self.token += char

    def _quoted(self, quote):
        escapes = self.escape if self.posix and quote in self.escapedquotes else ''
        while (char := self._read()) != quote:
            if not char:
                raise ValueError('No closing quotation')
            if char in escapes:
                self._escaped(char, quote)
            else:
                self.token += char

    def _escaped(self, escape, quote=''):
        char = self._read()
        if not char:
            raise ValueError('No escaped character')
        # between quotes, only the quote and the escape itself need it: before others it is itself
        self.token += escape + char if quote and char not in (escape, quote) else char


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if s is None:
        raise ValueError('s argument must not be None')
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    if not comments:
        words.commenters = ''
    return list(words)


def join(split_command):
    """The command line of some words."""
    return ' '.join(map(quote, split_command))


_PLAIN = frozenset(_ASCII_WORD + '%+,-./:=@')  # what no shell has a meaning for


def quote(s):
    """A word as a shell reads it back."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError(f'expected string object, got {type(s).__name__!r}')
    # a quote cannot stand between its like: it leaves them, to stand between the others
    return s if _PLAIN.issuperset(s) else "'" + s.replace("'", """'"'"'""") + "'"
