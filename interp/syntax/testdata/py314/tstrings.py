# Template strings (PEP 750).
name, width, items = "wörld", 12, [1, 2, 3]
t""
t''
t"plain"
T"upper"
t"{name}"
t"hello {name}!"
t"{name!r}" ; t"{name!s}" ; t"{name!a}"
t"{name:>{width}}"
t"{name!r:>{width}.{width}}"
t"{name=}"
t"{name = }"
t"{name = !r:>10}"
t"{ name }"
t"{{literal}} {name} }}{{"
t"a" t"b"
t"a{name}" t"{name}b" t""
(t"one {1}"
 t"two {2}"
 t"")
rt"raw \d {name} \n"
tr"raw \d {name} \n"
Rt'{name}\{name}'
TR"""{name}
\d"""
t"""triple {name
} and "quotes" {
    width
}
end"""
t'''{items[0]}{items[1:2]}'''
t"{name!r:{width}}"
t"{items!r:}"
t"{lambda_ if (lambda_ := 1) else 2}"
t"{(lambda x: x)(1)}"
t"{ {1: 2}[1] }"
t"{ {x for x in items} }"
t"{[x for x in items if x]}"
t"{name!r}é{name!r}"
t"\N{LATIN SMALL LETTER A}{name}\x41\u00e9"
t"{'nested' + 'quotes'}"
t"{"same" + "quotes"}"
t"{t"{t"{name}"}"}"
t"{f"{name}"}" 
f"{t"{name}"}"
f"{t"{name!r:>{width}}"!r:>{width}}"
t"{name:{"{"}>{width}}"
t"{name:%Y-%m-%d}"
t"{*items,}"
t"{yield_ := 3}"
t"{1,}{1, 2}"
t"{name  # a comment
}"
t"{width:{width:{width}}}"
t"{name.upper()!s}"
t"{1:x{2}y{3}z}"
t"{await_}" if (await_ := 1) else t""


def f():
    t"{(yield)}"
    t"{(yield 1)!r}"
    return t"{name}"


async def g():
    t"{await g()}"
    return [t"{x}" async for x in g()]


class C:
    """Doc."""
    t"{__name__}"
    x: t"{name}" = t"{name}"


@(lambda x: x)
def h(a: t"{name}" = t"{name}") -> t"":
    pass


assert t"{name}", t"{width}"
del (items)
print(t"{name}" , *[t"a"], k=t"{width}")
