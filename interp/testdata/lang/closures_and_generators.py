def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc


c = counter()
c()
print(c(5))


def echo():
    got = []
    while True:
        try:
            x = yield len(got)
            got.append(x)
        except KeyError as e:
            got.append(repr(e))
        finally:
            pass
        if len(got) > 3:
            return got


g = echo()
print(next(g), g.send(1), g.throw(KeyError('k')), g.send(2))
try:
    g.send(3)
except StopIteration as e:
    print(e.value)


def outer():
    r = yield from inner()
    print('inner gave', r)
    yield 'end'


def inner():
    try:
        yield 1
        yield 2
    except ValueError:
        yield 'caught'
    return 'r'


g = outer()
print(next(g), g.throw(ValueError), next(g))
g.close()
print(list(zip(range(3), (x * x for x in range(10)))))
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda: i for i in range(3)]])
# want: 6
# want: 0 1 2 3
# want: [1, "KeyError('k')", 2, 3]
# want: inner gave r
# want: 1 caught end
# want: [(0, 0), (1, 1), (2, 4)]
# want: [0, 1, 2] [2, 2, 2]
