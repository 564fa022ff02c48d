s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s[::-1], s[1:5], s[-3:], s[::2], s[5:1], s[5:1:-1], len(s))
print(s.find("o"), s.rfind("o"), s.find("zz"), s.index("W"), s.count("l"), s.count(""), s.replace("l", "L"), s.replace("l", "L", 1), s.replace("", "-"))
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a b c".rsplit(" ", 1), "abc".split("x"), "".split(), "".split(","), " a b ".split(" "))
print("a\nb\r\nc\n".splitlines(), "a\nb".splitlines(True), ",".join(["a", "b"]), "".join([]), "-".join("abc"))
print("  x ".strip() + "|", "xxaxx".strip("x"), "xxaxx".lstrip("x"), "xxaxx".rstrip("x"), "abc".removeprefix("a"), "abc".removesuffix("c"))
print("abc".startswith("a"), "abc".startswith(("x", "a")), "abc".endswith("bc"), "abc".startswith("b", 1), "abc".endswith("b", 0, 2))
print("abc".center(7, "*"), "abc".center(8), "ab".center(7) + "|", "abc".ljust(5) + "|", "abc".rjust(5), "42".zfill(5), "-42".zfill(5), "abc".zfill(2))
print("abc".isalpha(), "a1".isalnum(), "12".isdigit(), "".isdigit(), " ".isspace(), "Abc".istitle(), "ABC".isupper(), "abc".islower(), "a_1".isidentifier(), "é".isalpha())
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("x"), "abc".rpartition("x"))
print("a\tb".expandtabs(4), "hello".translate(str.maketrans("el", "ip")), "hello".translate({ord("l"): None}), "ß".upper(), "straße".casefold())
print("abc" < "abd", "abc" == "abc", "a" in "abc", "" in "abc", "x" not in "abc", "ab" * 3, 3 * "ab", "a" * 0, "a" * -1)
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t\n\\\x00\x7f"), repr("é\u200b\U0001f600"), ascii("é\u200b"))
print("naïve"[2], len("naïve"), "naïve"[::-1], "日本語"[1], "日本語".find("語"), "😀x"[1], [c for c in "añb"])
print("%s %d %5.2f %x %o %e %g %% %r %c %c" % ("a", 5, 3.14159, 255, 8, 12345.678, 0.0001, "q", "c", 65))
print("%05d|%-5d|%+d|% d|%5s|%-5s|%.2s|%#x|%#o" % (42, 42, 42, 42, "ab", "ab", "abcdef", 255, 8))
print("%(a)s-%(b)d" % {"a": 1, "b": 2}, "%s" % [1, 2], "%s" % (1,), "%*d" % (5, 3), "%5.1f%%" % 99.5)
print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b[0]} {c.real}".format(a=1, b=[2], c=3), "{{}}".format(), "{:>5}|{:<5}|{:^5}|{:*^7}".format(1, 2, 3, 4))
print("{:5d}|{:05d}|{:+d}|{:,}|{:_}|{:x}|{:#x}|{:b}|{:08b}|{:o}|{:X}|{:c}".format(42, 42, 42, 1234567, 1234567, 255, 255, 5, 5, 8, 255, 65))
print("{:.2f}|{:8.3f}|{:e}|{:g}|{:.3g}|{:%}|{:.1%}|{:,.2f}|{:+.1f}|{:010.2f}".format(3.14159, 3.14159, 12345.678, 0.0001, 1234567.0, 0.25, 0.256, 1234567.891, 2.5, -3.14159))
print("{:s}|{:10s}|{:.2s}|{!r}|{!s}|{:{w}}".format("a", "b", "cde", "x", "y", "z", w=4))
print(f"{1+1} {'a'!r} {3.14159:.2f} {5:>4}| {'x':*^5} {{}} {10:{'>'}{6}}", f"{s}" f"{1}" "x", f"{[1,2][0]}", f"{'nested ' + f'{1}'}")
x = 5
print(f"{x=} {x = } {x!r:>3} {x:03d} {x*2=}", f"{None} {True} {1.0} {[1]}", f"{x:>{x}}", f"a{x}b{x}c")
print(f"{1e16:g} {1e-7} {0.1:.20f} {1e10:.0f} {123456789.0:.3} {1.0:.3} {100:e} {1234.5:,} {-5:=+6d}".replace("=", ""))
print(format(3.0, "g"), format(1e6, "g"), format(1234567.0, "g"), format(0.00001, "g"), format(255, "#b"), format(True), format(True, "d"), format(1, ".2f"))
print("abc".encode(), b"abc".decode(), b"\x00\xff", b"a" + b"b", b"abc"[0], b"abc"[1:], len(b"abc"), "é".encode("utf-8"), bytes([65, 66]), bytes(3))
print(str(1), str(1.0), str([1, "a"]), str(None), str("x"), str({"a": 1}), str((1,)), str({1}), str(b"x"), chr(65), ord("A"), chr(8364))
print("a" "b" 'c', """multi
line""", r"raw\n", "\x41\u0042\N{BULLET}"[0:2], '\101', "tab\tx")
for f in (lambda: "abc"[5], lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "abc"["a"], lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2),
          lambda: "{}".format(), lambda: "{a}".format(), lambda: "{:d}".format("x"), lambda: f"{'x':d}", lambda: "a" * "b", lambda: "abc".foo(), lambda: "a".split(""),
          lambda: "a" in 5, lambda: 5 in "a", lambda: "{:.2d}".format(5), lambda: "{".format(), lambda: "}".format(), lambda: "%q" % 1):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
