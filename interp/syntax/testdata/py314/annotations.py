# Annotations that name what comes later (PEP 649), with every place an annotation can stand in.
from typing import Unpack


def f(a: Later, /, b: list[Later] = [], *args: *Ts, c: "text" = 1, d: Later | None, **kw: Unpack[Later]) -> dict[Later, Later]:
    local: Later = 1
    other: Later
    (paren): Later
    obj.attr: Later = 2
    obj[0]: Later
    return lambda x: x


async def g[T: Later = int, *Ts = *tuple[int, ...], **P = [int]](a: T, *b: *Ts, **c: P.kwargs) -> T: ...


class Later[T, U: (int, str) = int](Base[T], metaclass=M):
    x: T
    y: U = 1
    z: list[Later[T, U]]
    if x:
        w: int
    for v in y:
        u: int = 0

    def m[S](self: Later, s: S) -> S: return s


type Alias = Later
type Generic[T, *Ts, **P] = dict[T, tuple[*Ts]]
type Bounded[T: int, U: (int, str)] = T | U
type Default[T = int, *Ts = *tuple[int], **P = ...] = T
x: Later = 1
y: t"{x}" = 2
type = 1
type[0]
type: int
type(x)
print(type)
