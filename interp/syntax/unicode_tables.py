"""Makes the Unicode tables of this package.

    python3.12 unicode_tables.py names > names-15.0.txt
    python3.14 unicode_tables.py more names-15.0.txt NameAliases.txt > character_names.txt
    python3.14 unicode_tables.py xid > xid_tables.go

Python 3.12 has Unicode 15.0, the version of golang.org/x/text/unicode/runenames; 3.14 has 16.0. NameAliases.txt is
the Unicode Consortium's file of that name.
"""

import sys
import unicodedata

RULED = ("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ", "EGYPTIAN HIEROGLYPH-1")


def names():
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), "")
        if name:
            yield f"{code:X};{name}"


def more(old_names, aliases):
    with open(old_names) as lines:
        known = set(lines.read().split("\n"))
    for line in names():
        if line not in known and not line.partition(";")[2].startswith(RULED):
            yield line
    found = []
    with open(aliases) as lines:
        for line in lines:
            fields = line.partition("#")[0].split(";")
            if len(fields) == 3:
                found.append((int(fields[0], 16), fields[1]))
    for code, alias in sorted(found):
        yield f"{code:X};{alias}"


def edges(holds):
    """The code points at which a property turns on and off."""
    on = False
    for code in range(sys.maxunicode + 2):
        now = code <= sys.maxunicode and not 0xD800 <= code < 0xE000 and holds(chr(code))
        if now != on:
            yield f"{code:#x}"
            on = now


def table(name, doc, holds):
    yield f"// {name} {doc}"
    yield f"var {name} = [...]rune{{"
    line = "\t"
    for edge in edges(holds):
        if len(line) + len(edge) + 2 > 118:
            yield line.rstrip()
            line = "\t"
        line += edge + ", "
    yield line.rstrip()
    yield "}"


def xid():
    yield "package syntax"
    yield ""
    yield "// Made by unicode_tables.py. The tables list the code points at which a property turns on (even indexes) and off"
    yield "// (odd ones), in Unicode 16.0, the version of Python 3.14. Those of the unicode package follow Go's releases"
    yield "// instead, and know nothing of the small differences that NFKC makes."
    yield ""
    yield from table("xidStartEdges", 'are those of XID_Start, and "_": what a name may begin with.', str.isidentifier)
    yield ""
    yield from table(
        "xidContinueEdges", "are those of XID_Continue: what a name may go on with.", lambda c: ("a" + c).isidentifier()
    )


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    for line in {"names": names, "more": more, "xid": xid}[command](*arguments):
        print(line)
