def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, kw)
print(f(1, c=3), f(1, 2, 3, 4, c=5, d=6, e=7), f(*[1, 2], **{"c": 3, "z": 1}), f(1, *[2, 3], c=1, *[4]), f(c=1, a=0))
def g(x, y=[]): y.append(x); return y
print(g(1), g(2), g(3, []))
def outer():
    n = 0
    def inc(k=1):
        nonlocal n
        n += k
        return n
    return inc
i = outer(); print(i(), i(5), outer()())
total = 0
def add(k):
    global total
    total += k
add(3); add(4); print(total)
print((lambda x, y=1, *a, **k: (x, y, a, k))(1, 2, 3, z=4), [h(2) for h in [lambda x, n=n: x * n for n in range(3)]], [h(2) for h in [lambda x: x * n for n in range(3)]])
def fact(n): return 1 if n < 2 else n * fact(n - 1)
def fib(n, memo={}):
    if n in memo: return memo[n]
    if n < 2: return n
    memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
print(fact(20), fact(30), fib(80))
def gen(n):
    for k in range(n):
        r = yield k
        if r: yield "got " + str(r)
    return "done"
q = gen(3); print(next(q), q.send("x"), next(q), list(q))
def deleg():
    v = yield from gen(2)
    yield v
    yield from [7, 8]
print(list(deleg()), list(x * 2 for x in range(3)), sum(x for x in range(5) if x % 2))
def g2():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield "caught " + str(e)
    finally:
        print("cleanup")
k = g2(); print(next(k), k.throw(ValueError("v"))); k.close()
k = g2(); next(k); k.close()
def deco(fn):
    def wrapper(*a, **kw): return "<" + str(fn(*a, **kw)) + ">"
    return wrapper
def deco2(tag): return lambda fn: lambda *a: tag + str(fn(*a))
@deco
@deco2("t")
def hello(x): return x
@[deco][0]
def other(): return 1
print(hello(3), other(), f.__name__, (lambda: 0).__name__, fact.__doc__)
def doc():
    "the doc"
print(doc.__doc__, doc(), callable(doc), callable(3))
def annotated(x: int, y: "str" = "a", *z: float) -> list: return [x, y, z]
print(annotated(1)); v: int = 5; w: str; print(v)
def rec(n): return rec(n + 1)
try:
    rec(0)
except RecursionError as e:
    print("RecursionError", str(e)[:32])
for c in (lambda: f(), lambda: f(1), lambda: f(1, c=1, a=2), lambda: fact(), lambda: fact(1, 2), lambda: outer(1), lambda: (lambda a, b: 0)(1), lambda: fact(m=1), lambda: 5(), lambda: f(1, c=2, **{"c": 3}), lambda: annotated(), lambda: g(1, 2, 3), lambda: print(nope), lambda: f(**5), lambda: f(*5, c=1)):
    try:
        c()
    except Exception as e:
        print(type(e).__name__, str(e).replace("__main__.", ""))
def local():
    try:
        print(later)
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
local()
def loops():
    out = []
    for a in range(10):
        if a == 2: continue
        if a == 5: break
        out.append(a)
    else:
        out.append("never")
    for a in []: pass
    else: out.append("else")
    n = 0
    while True:
        n += 1
        if n > 3: break
    while n < 6: n += 1
    else: out.append("welse")
    return out, n
print(loops())
def early():
    for a in range(3):
        try:
            if a == 1: return a
        finally:
            print("fin", a)
print(early())
def cont():
    for a in range(3):
        try:
            if a == 1: continue
            print("body", a)
        finally:
            print("f", a)
cont()
x = 10
class Scope:
    x = 20
    y = [x for _ in range(1)]
    def m(self): return x
print(Scope.y, Scope().m(), globals()["x"], "x" in locals())
