"""Makes database.gz, what the module unicodedata knows.

    python3.14 database.py NamedSequences.txt database.gz

Python 3.14 has Unicode 16.0, and the frozen 3.2 beside it. NamedSequences.txt is the Unicode Consortium's file of that
name; each of its sequences is looked up, so that it is what Python 3.14 knows.

The file is text, compressed. A line "version 16.0.0" begins a version; what follows is of that version:

    r COUNT CATEGORY BIDIRECTIONAL COMBINING WIDTH MIRRORED   the properties of so many (hexadecimal) code points more
    d CODE MAPPING                       a decomposition, as decomposition() shows it
    n CODE DECIMAL DIGIT NUMERIC         the values of a character; "-" where it has none
    x CODE                               this pair is not put together again by the forms C
    k CODE CODE                          what the normal forms make of a character whose mapping was corrected later
    c CODE FIRST SECOND                  this pair is put together although the character does not come apart
    s CODES;NAME                         a named sequence
"""

import gzip
import sys
import unicodedata


def text(value):
    return "-" if value is None else str(value)


def version(ucd):
    yield f"version {ucd.unidata_version}"
    last, count = None, 0
    for code in range(sys.maxunicode + 1):
        c = chr(code)
        record = f"{ucd.category(c)} {ucd.bidirectional(c) or '-'} {ucd.combining(c)} {ucd.east_asian_width(c)} {ucd.mirrored(c)}"
        if record != last and count:
            yield f"r {count:x} {last}"
            count = 0
        last, count = record, count + 1
    yield f"r {count:x} {last}"
    for code in range(sys.maxunicode + 1):
        c = chr(code)
        mapping = ucd.decomposition(c)
        if mapping:
            yield f"d {code:x} {mapping}"
            if len(mapping.split()) == 1:
                whole, part = (ucd.normalize("NFD", x) for x in (c, chr(int(mapping, 16))))
                if whole != part:
                    yield f"k {code:x} {ord(whole):x}"
        values = ucd.decimal(c, None), ucd.digit(c, None), ucd.numeric(c, None)
        if any(v is not None for v in values):
            yield f"n {code:x} {' '.join(map(text, values))}"
        pair = unicodedata.decomposition(c).split()
        if len(pair) == 2 and pair[0][0] != "<":
            composed = ucd.normalize("NFC", "".join(chr(int(p, 16)) for p in pair)) == c
            if mapping and not composed:
                yield f"x {code:x}"
            elif composed and not mapping:
                yield f"c {code:x} {' '.join(pair)}"


def sequences(path):
    with open(path) as lines:
        for line in lines:
            name, _, codes = (part.strip() for part in line.partition("#")[0].partition(";"))
            if codes and unicodedata.lookup(name) == "".join(chr(int(p, 16)) for p in codes.split()):
                yield f"s {codes};{name}"


def main(named, target):
    lines = [*version(unicodedata), *sequences(named), *version(unicodedata.ucd_3_2_0), ""]
    with open(target, "wb") as file:
        file.write(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
