"""A parser of HTML that calls a method for everything it meets."""
from html import unescape

__all__ = ['HTMLParser']

_space = ' \t\n\r\f'
_letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'


class HTMLParser:
    """Calls handle_starttag() and its like as it reads a text that comes piece by piece."""
    CDATA_CONTENT_ELEMENTS = ('script', 'style')
    RCDATA_CONTENT_ELEMENTS = ('textarea', 'title')

    def __init__(self, *, convert_charrefs=True, scripting=False):
        self.convert_charrefs = convert_charrefs
        self.scripting = scripting
        self.reset()

    def reset(self):
        self.rawdata = ''
        self.lasttag = '???'
        self.cdata_elem = None
        self._escapable = self._decodes = True
        self._support_cdata = True
        self.lineno = 1
        self.offset = 0
        self.__starttag_text = None

    def getpos(self):
        return self.lineno, self.offset

    def feed(self, data):
        """Read on."""
        self.rawdata = self.rawdata + data
        self.goahead(0)

    def close(self):
        """Treat what is left as the end of the text."""
        self.goahead(1)

    def get_starttag_text(self):
        return self.__starttag_text

    def updatepos(self, i, j):
        if i >= j:
            return j
        nlines = self.rawdata.count('\n', i, j)
        if nlines:
            self.lineno += nlines
            self.offset = j - (self.rawdata.rindex('\n', i, j) + 1)
        else:
            self.offset += j - i
        return j

    def set_cdata_mode(self, elem, *, escapable=False):
        self.cdata_elem = elem.lower()
        self._escapable = self._decodes = escapable

    def clear_cdata_mode(self):
        self.cdata_elem = None
        self._escapable = self._decodes = True

    def _text(self, text):
        if text:
            if self.convert_charrefs and (self.cdata_elem is None or self._decodes):
                text = unescape(text)
            self.handle_data(text)

    def _text_with_references(self, i, end, last):
        """Hand out text in which references are reported by themselves; answers where it stopped."""
        raw = self.rawdata
        while i < end:
            amp = raw.find('&', i, end)
            if amp < 0:
                self.handle_data(raw[i:end])
                return self.updatepos(i, end)
            if amp > i:
                self.handle_data(raw[i:amp])
                i = self.updatepos(i, amp)
            j = m = i + 1
            if raw.startswith('#', j):
                k = j + 1
                digits = '0123456789'
                if k < end and raw[k] in 'xX':
                    digits += 'abcdefABCDEF'
                    k += 1
                m = k
                while m < end and raw[m] in digits:
                    m += 1
                if m > k and (m < len(raw) or last):
                    self.handle_charref(raw[j + 1:m])
                    if m < end and raw[m] == ';':
                        m += 1
                    i = self.updatepos(i, m)
                    continue
            else:
                m = j
                if m < end and raw[m] in _letters:
                    while m < end and (raw[m].isalnum() and raw[m].isascii() or raw[m] in '.-'):
                        m += 1
                    if m < len(raw) or last:
                        self.handle_entityref(raw[j:m])
                        if m < end and raw[m] == ';':
                            m += 1
                        i = self.updatepos(i, m)
                        continue
            if m == len(raw) and end == len(raw):  # perhaps it is not all there yet
                if last:
                    self.handle_data(raw[i:end])
                    return self.updatepos(i, end)
                return i
            self.handle_data('&')
            i = self.updatepos(i, i + 1)
        return i

    def goahead(self, end):
        raw = self.rawdata
        i, n = 0, len(raw)
        while i < n:
            if self.cdata_elem is not None:
                j = self._cdata_end(i)
                if j < 0:
                    if not end:
                        j = raw.rfind('<', i)
                        if j < 0:
                            j = n
                        amp = raw.rfind('&', max(i, n - 34)) if self._decodes and self.convert_charrefs else -1
                        if amp >= 0 and ';' not in raw[amp:]:
                            j = min(j, amp)
                        if j <= i:
                            break
                    else:
                        j = n
                if j > i:
                    if self._decodes and not self.convert_charrefs:
                        i = self._text_with_references(i, j, True)
                    else:
                        self._text(raw[i:j])
                        i = self.updatepos(i, j)
                if i >= n or self._cdata_end(i) != i:
                    if not end:
                        break
                    continue
            elif raw[i] != '<':
                j = raw.find('<', i)
                if self.convert_charrefs:
                    if j < 0:
                        if not end:
                            amp = raw.rfind('&', max(i, n - 34))
                            if amp >= 0 and not any([c in raw[amp:] for c in ' ;\t\n\r\f']):
                                break
                        j = n
                    self._text(raw[i:j])
                    i = self.updatepos(i, j)
                    if i >= n:
                        break
                else:
                    stop = j if j >= 0 else n
                    k = self._text_with_references(i, stop, end or j >= 0)
                    if k < stop:
                        i = k
                        break
                    i = k
                    if i >= n:
                        break
            nxt = raw[i + 1:i + 2]
            if nxt and nxt in _letters:
                k = self.parse_starttag(i)
            elif raw.startswith('</', i):
                k = self.parse_endtag(i)
            elif raw.startswith('<!--', i):
                k = self.parse_comment(i)
            elif raw.startswith('<?', i):
                k = self.parse_pi(i)
            elif raw.startswith('<!', i):
                k = self.parse_html_declaration(i)
            elif nxt or end:
                self.handle_data('<')
                k = i + 1
            else:
                break
            if k < 0:
                if not end:
                    break
                k = self._unfinished(i)
            i = self.updatepos(i, k)
        if end and i < n:
            self._text(raw[i:n])
            i = self.updatepos(i, n)
        self.rawdata = raw[i:]

    def _unfinished(self, i):
        """What the text ends in the middle of."""
        raw, n = self.rawdata, len(self.rawdata)
        if raw.startswith('<!--', i):
            text = raw[i + 4:]
            for tail in ('--!', '--', '-'):
                if text.endswith(tail):
                    text = text[:-len(tail)]
                    break
            self.handle_comment(text)
        elif raw.startswith('<![CDATA[', i) and self._support_cdata:
            self.unknown_decl(raw[i + 3:])
        elif raw[i:i + 9].lower() == '<!doctype':
            self.handle_decl(raw[i + 2:])
        elif raw.startswith('<!', i):
            self.handle_comment(raw[i + 2:])
        elif raw.startswith('<?', i):
            self.handle_pi(raw[i + 2:])
        elif raw.startswith('</', i) and i + 2 < n and raw[i + 2] not in _letters:
            self.handle_comment(raw[i + 2:])
        elif raw.startswith('</', i) and i + 2 == n:
            self.handle_data('</')
        return n

    def _cdata_end(self, i):
        """Where the end tag of the element begins whose content is no HTML."""
        raw, elem = self.rawdata, self.cdata_elem
        low = raw.lower()
        while True:
            i = low.find('</' + elem, i)
            if i < 0:
                return -1
            j = i + 2 + len(elem)
            if j < len(raw) and raw[j] in _space + '/>':
                return i
            i += 2

    def parse_comment(self, i, report=True):
        raw = self.rawdata
        if raw.startswith('>', i + 4):
            self.handle_comment('')
            return i + 5
        if raw.startswith('->', i + 4):
            self.handle_comment('')
            return i + 6
        a, b = raw.find('-->', i + 4), raw.find('--!>', i + 4)
        if a < 0 and b < 0:
            return -1
        if b < 0 or 0 <= a < b:
            j, size = a, 3
        else:
            j, size = b, 4
        if report:
            self.handle_comment(raw[i + 4:j])
        return j + size

    def parse_html_declaration(self, i):
        raw = self.rawdata
        if raw.startswith('<![CDATA[', i) and self._support_cdata:
            j = raw.find(']]>', i + 9)
            if j < 0:
                return -1
            self.unknown_decl(raw[i + 3:j])
            return j + 3
        if raw.startswith('<![', i):
            return self.parse_bogus_comment(i)
        if raw[i:i + 9].lower() == '<!doctype':
            j = raw.find('>', i + 9)
            if j < 0:
                return -1
            self.handle_decl(raw[i + 2:j])
            return j + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        raw = self.rawdata
        j = raw.find('>', i + 2)
        if j < 0:
            return -1
        if report:
            self.handle_comment(raw[i + 2:j])
        return j + 1

    def parse_pi(self, i):
        raw = self.rawdata
        j = raw.find('>', i + 2)
        if j < 0:
            return -1
        self.handle_pi(raw[i + 2:j])
        return j + 1

    __empty = False

    def _attributes(self, i):
        """The attributes from i on, and where the tag ends; -1 where it does not."""
        raw, n = self.rawdata, len(self.rawdata)
        attrs = []
        while True:
            begin = i
            while i < n and raw[i] in _space + '/':
                i += 1
            if i >= n:
                return attrs, -1
            if raw[i] == '>':
                self.__empty = i > begin and raw[i - 1] == '/'  # and not the end of a value: href=/
                return attrs, i + 1
            j = i + 1
            while j < n and raw[j] not in _space + '/>=':
                j += 1
            name = raw[i:j].lower()
            k = j
            while k < n and raw[k] in _space:
                k += 1
            if k < n and raw[k] == '=':
                k += 1
                while k < n and raw[k] in _space:
                    k += 1
                if k >= n:
                    return attrs, -1
                if raw[k] in '"\'':
                    m = raw.find(raw[k], k + 1)
                    if m < 0:
                        return attrs, -1
                    value, j = raw[k + 1:m], m + 1
                else:
                    m = k
                    while m < n and raw[m] not in _space + '>':
                        m += 1
                    value, j = raw[k:m], m
                attrs.append((name, unescape(value)))
            else:
                attrs.append((name, None))
            i = j

    def parse_starttag(self, i):
        self.__starttag_text = None
        raw, n = self.rawdata, len(self.rawdata)
        j = i + 1
        while j < n and raw[j] not in _space + '/>':
            j += 1
        self.lasttag = tag = raw[i + 1:j].lower()
        attrs, end = self._attributes(j)
        if end < 0:
            return -1
        self.__starttag_text = raw[i:end]
        if self.__empty:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
            elif tag in self.RCDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag, escapable=True)
        return end

    def parse_endtag(self, i):
        raw, n = self.rawdata, len(self.rawdata)
        if raw.find('>', i + 2) < 0:
            return -1
        if i + 2 < n and raw[i + 2] not in _letters:
            if raw[i + 2] == '>':
                return i + 3
            return self.parse_bogus_comment(i)
        j = i + 2
        while j < n and raw[j] not in _space + '/>':
            j += 1
        tag = raw[i + 2:j].lower()
        _, end = self._attributes(j)
        if end < 0:
            return -1
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
