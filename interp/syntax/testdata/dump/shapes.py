"""Shapes that ast.dump lays out differently: nothing, few simple fields, many, nested."""
import a, b.c as d
from . import e
pass
def f(x, /, y: int = 1, *z, k=None, l, **m) -> "r":
    global g, h
    return -x ** 2 if not y else {**m, 'a': z[1:2, ::3]}
@f
class C[T: (int, str) = int, *Ts, **P](f, metaclass=d):
    x: int
    (y): int = 0
    async def n(self): return [i async for i in self if i if not i]
match f:
    case None | [1, *_] | {'k': -1j, **r} | C(1, a=b) | e.f as q if q: ...
try:
    f(*a, b, k=1, **d)
except* (A, B) as n:
    raise n from None
with a as b, c: del a, (b[0]).c
u'legacy', b'\x00\'"', f'{a!r:>{w}}b', 'é\u200b', 1_0, 0x1F, 1e3, 2.5J
