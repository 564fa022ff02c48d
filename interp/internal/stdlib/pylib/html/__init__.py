"""Escaping of text for HTML, and back."""
__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    """The text with &, < and >, and quotes too, replaced by their names."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    if quote:
        s = s.replace('"', '&quot;').replace("'", '&#x27;')
    return s


# What numbers of the C1 controls mean, as browsers read them.
_windows = {
    0x00: '\ufffd', 0x0d: '\r', 0x80: '\u20ac', 0x81: '\x81', 0x82: '\u201a', 0x83: '\u0192', 0x84: '\u201e', 0x85: '\u2026', 0x86: '\u2020',
    0x87: '\u2021', 0x88: '\u02c6', 0x89: '\u2030', 0x8a: '\u0160', 0x8b: '\u2039', 0x8c: '\u0152', 0x8d: '\x8d', 0x8e: '\u017d', 0x8f: '\x8f',
    0x90: '\x90', 0x91: '\u2018', 0x92: '\u2019', 0x93: '\u201c', 0x94: '\u201d', 0x95: '\u2022', 0x96: '\u2013', 0x97: '\u2014', 0x98: '\u02dc',
    0x99: '\u2122', 0x9a: '\u0161', 0x9b: '\u203a', 0x9c: '\u0153', 0x9d: '\x9d', 0x9e: '\u017e', 0x9f: '\u0178'}


def _number(num):
    if num in _windows:
        return _windows[num]
    if 0xd800 <= num <= 0xdfff or num > 0x10ffff:
        return '\ufffd'
    if 0x1 <= num <= 0x8 or num == 0xb or 0xe <= num <= 0x1f or 0x7f <= num <= 0x9f or 0xfdd0 <= num <= 0xfdef or num & 0xfffe == 0xfffe:
        return ''
    return chr(num)


def _reference(s, i):
    """What the reference at an ampersand means, and where the text goes on; (None, i) where there is none."""
    n = len(s)
    j = i + 1
    if j < n and s[j] == '#':
        j += 1
        base, digits = 10, '0123456789'
        if j < n and s[j] in 'xX':
            base, digits = 16, '0123456789abcdefABCDEF'
            j += 1
        k = j
        while k < n and s[k] in digits:
            k += 1
        if k == j:
            return None, i
        text = s[j:k].lstrip('0')
        value = _number(int(text or '0', base)) if len(text) < 9 else '\ufffd'
        if k < n and s[k] == ';':
            k += 1
        return value, k
    k = j
    while k < n and k - j < 32 and s[k] not in '\t\n\f <&#;':
        k += 1
    if k == j:
        return None, i
    from .entities import html5
    name = s[j:k]
    if k < n and s[k] == ';':
        name += ';'
        k += 1
    if name in html5:
        return html5[name], k
    for x in range(len(name) - 1, 1, -1):
        if name[:x] in html5:
            return html5[name[:x]] + name[x:], k
    return '&' + name, k


def unescape(s):
    """The text with names and numbers of characters replaced by the characters."""
    i = s.find('&')
    if i < 0:
        return s
    out, start = [], 0
    while i >= 0:
        value, end = _reference(s, i)
        if value is None:
            i = s.find('&', i + 1)
            continue
        out.append(s[start:i])
        out.append(value)
        start = end
        i = s.find('&', end)
    out.append(s[start:])
    return ''.join(out)
