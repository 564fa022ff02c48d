class P:
    __match_args__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y


def what(v):
    match v:
        case 0 | 1:
            return 'small'
        case int(n) if n < 0:
            return f'negative {n}'
        case str() as s:
            return 'str ' + s
        case [x, y, *rest]:
            return f'seq {x} {y} {rest}'
        case {'k': v, **rest}:
            return f'map {v} {rest}'
        case P(x=0, y=y):
            return f'on axis {y}'
        case P(a, b):
            return f'P {a} {b}'
        case None | True:
            return 'singleton'
        case _:
            return 'other'


for v in (0, -5, 'abc', [1, 2, 3], (1, 2), {'k': 1, 'z': 2}, P(0, 3), P(1, 2), None, True, 3.5, [1], {}):
    print(what(v))
# want: small
# want: negative -5
# want: str abc
# want: seq 1 2 [3]
# want: seq 1 2 []
# want: map 1 {'z': 2}
# want: on axis 3
# want: P 1 2
# want: singleton
# want: small
# want: other
# want: other
# want: other
