"""Names of files that match patterns with *, ?, [abc] and [!abc]."""
import functools
import itertools
import os
import re

__all__ = ["filter", "filterfalse", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Does a name match a pattern? Upper and lower case count as the system's do."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=32768, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        res = bytes(translate(str(pat, 'ISO-8859-1')), 'ISO-8859-1')
    else:
        res = translate(pat)
    return re.compile(res).match


def filter(names, pat):
    """The names that match."""
    match = _compile_pattern(os.path.normcase(pat))
    return [name for name in names if match(name)]


def filterfalse(names, pat):
    """The names that do not match."""
    match = _compile_pattern(os.path.normcase(pat))
    return list(itertools.filterfalse(match, names))


def fnmatchcase(name, pat):
    """Does a name match a pattern, case included?"""
    return _compile_pattern(pat)(name) is not None


_SET_ESCAPE = re.compile(r'([&~|])')


def _parts(pat, star, question):
    out = []
    i, n = 0, len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == '*':
            if not out or out[-1] is not star:
                out.append(star)
        elif c == '?':
            out.append(question)
        elif c == '[':
            j = i
            if j < n and pat[j] == '!':
                j += 1
            if j < n and pat[j] == ']':
                j += 1
            while j < n and pat[j] != ']':
                j += 1
            if j >= n:
                out.append('\\[')
                continue
            stuff = pat[i:j]
            if '-' not in stuff:
                stuff = stuff.replace('\\', r'\\')
            else:
                chunks = []
                k = i + 2 if pat[i] == '!' else i + 1
                while True:
                    k = pat.find('-', k, j)
                    if k < 0:
                        break
                    chunks.append(pat[i:k])
                    i = k + 1
                    k = k + 3
                chunk = pat[i:j]
                if chunk:
                    chunks.append(chunk)
                else:
                    chunks[-1] += '-'
                for k in range(len(chunks) - 1, 0, -1):
                    if chunks[k - 1][-1] > chunks[k][0]:
                        chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                        del chunks[k]
                stuff = '-'.join(s.replace('\\', r'\\').replace('-', r'\-') for s in chunks)
            i = j + 1
            if not stuff:
                out.append('(?!)')
            elif stuff == '!':
                out.append('.')
            else:
                stuff = _SET_ESCAPE.sub(r'\\\1', stuff)
                if stuff[0] == '!':
                    stuff = '^' + stuff[1:]
                elif stuff[0] in ('^', '['):
                    stuff = '\\' + stuff
                out.append(f'[{stuff}]')
        else:
            out.append(re.escape(c))
    return out


def translate(pat):
    """The regular expression for a pattern."""
    STAR = object()
    parts = _parts(pat, STAR, '.')
    if not parts:
        return r'(?s:)\z'
    res = []
    i, n = 0, len(parts)
    while i < n and parts[i] is not STAR:
        res.append(parts[i])
        i += 1
    while i < n:
        i += 1
        if i == n:
            res.append('.*')
            break
        fixed = []
        while i < n and parts[i] is not STAR:
            fixed.append(parts[i])
            i += 1
        fixed = ''.join(fixed)
        if i == n:
            res.append('.*')
            res.append(fixed)
        else:
            res.append(f'(?>.*?{fixed})')
    return fr'(?s:{"".join(res)})\z'
