print("a,b,c".split(","), " x ".strip(), "abc".upper(), "%5.2f|%-5d|%s" % (3.14159, 42, "hi"), "{:>10}|{:^7}|{!r}".format("a", "b", "c"))
print(f"{3.14159:.2f} {42:05d} {255:#x} {1234567:,} {'a':*^9}", f"{1e20}", 1e16, 1.5e-7, 0.1+0.2)
print(sorted([3,1,2], reverse=True), sorted("hello", key=lambda c: -ord(c)))
d = {'a':1, 'b':2}
for k, v in d.items(): print(k, v)
print(list(map(lambda x: x+1, [1,2])), list(zip([1,2],[3,4])), list(enumerate("ab")), max(3,1,2), min([3,1]), sum([0.1]*10))
class B:
    y = 5
    def __init__(self): self._z = 1
    @property
    def z(self): return self._z
    @z.setter
    def z(self, v): self._z = v
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(a): return a*2
    def __eq__(self, o): return isinstance(o, B) and self._z == o._z
    def __lt__(self, o): return self._z < o._z
    def __add__(self, o): return "add"
    def __getitem__(self, i): return i*10
    def __len__(self): return 3
    def __iter__(self): yield from [1,2,3]
    def __call__(self, *a): return a
    def __contains__(self, x): return x == 7
class C(B):
    def __init__(self):
        super().__init__()
        self.w = 9
b = C(); b.z = 10
print(b.z, C.c(), B.s(4), b == b, b + 1, b[3], len(b), list(b), b(1,2), 7 in b, b.w, b.y)
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
i = outer(); i(); print(i())
def deco(f):
    def w(*a, **k):
        return f(*a, **k) + 1
    return w
@deco
def g(x): return x
print(g(4))
try:
    try:
        raise ValueError("x")
    except ValueError as e:
        raise KeyError("k") from e
except KeyError as e:
    print(repr(e), repr(e.__cause__))
def fin():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "ret"
        finally:
            print("f", i)
print(fin())
match (1, [2, 3], {"k": "v"}):
    case (1, [a, *rest], {"k": v}) if a == 2: print("m", a, rest, v)
    case _: print("no")
print([x for x in range(10) if x % 3 == 0], {x: x*x for x in range(3)}, {x % 2 for x in range(5)}, [(x,y) for x in range(2) for y in range(2)])
print(2**100, -7//2, -7%3, 7/2, 10**20 // 3, int("123"), float("1.5"), str(1), round(2.5), round(3.14159, 2), divmod(-7, 2), abs(-3))
print("a" < "b", [1,2] < [1,3], (1,2) == (1,2), None is None, not 1, 1 < 2 < 3)
x = [1,2,3,4,5]
print(x[1:3], x[::-1], x[-1], x[::2]); x[1:3] = [9]; print(x); del x[0]; print(x)
class Ctx:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t); return True
with Ctx() as c: 1/0
print("after")
import_err = None
try:
    import nosuch
except ImportError as e: print(e)
print(any([0,1]), all([1,0]), [*range(3), *"ab"], {**d, 'c': 3})
def gg():
    try:
        while True:
            r = yield 1
            print("got", r)
    except GeneratorExit:
        print("closed")
z = gg(); next(z); z.send(5); z.close()
print(isinstance(3, (int, str)), type(3), type("s").__name__, hasattr([], 'append'))
a, (b2, *c2), d2 = 1, (2, 3, 4), 5
print(a, b2, c2, d2)
print("x".join(["1","2"]), "abc".replace("b","X"), "abc".find("c"), "a-b".partition("-"), "abc"[1], "héllo"[1], len("héllo"))
lam = lambda x, y=2: x * y
print(lam(3), (lambda *a: a)(1,2))
print({1,2,3} | {4}, {1,2} & {2}, {1,2}-{1}, frozenset([1]))
async def co():
    return 5
async def main2():
    return await co() + 1
m = main2()
try: m.send(None)
except StopIteration as e: print("async", e.value)
while True:
    break
else: print("no")
print(f"{x=} {x!r:>10}")
global_var = 5
def ch():
    global global_var
    global_var += 1
ch(); print(global_var)
print(chr(97), ord("a"), hex(255), bin(5), oct(8), hash(1), id(1) == id(1), callable(print))
print(b"abc", b"abc"[0], bytearray(b"x"), "é".encode(), b"\xc3\xa9".decode())
print(1 if True else 2, [] or "x", 0 and 1, "" or None)
raise ValueError("final")
# want: ['a', 'b', 'c'] x ABC  3.14|42   |hi          a|   b   |'c'
# want: 3.14 00042 0xff 1,234,567 ****a**** 1e+20 1e+16 1.5e-07 0.30000000000000004
# want: [3, 2, 1] ['o', 'l', 'l', 'h', 'e']
# want: a 1
# want: b 2
# want: [2, 3] [(1, 3), (2, 4)] [(0, 'a'), (1, 'b')] 3 1 1.0
# want: 10 C 8 True add 30 3 [1, 2, 3] (1, 2) True 9 5
# want: 2
# want: 5
# want: KeyError('k') ValueError('x')
# want: f 0
# want: f 1
# want: f 2
# want: ret
# want: m 2 [3] v
# want: [0, 3, 6, 9] {0: 0, 1: 1, 2: 4} {0, 1} [(0, 0), (0, 1), (1, 0), (1, 1)]
# want: 1267650600228229401496703205376 -4 2 3.5 33333333333333333333 123 1.5 1 2 3.14 (-4, 1) 3
# want: True True True True False True
# want: [2, 3] [5, 4, 3, 2, 1] 5 [1, 3, 5]
# want: [1, 9, 4, 5]
# want: [9, 4, 5]
# want: enter
# want: exit <class 'ZeroDivisionError'>
# want: after
# want: No module named 'nosuch'
# want: True False [0, 1, 2, 'a', 'b'] {'a': 1, 'b': 2, 'c': 3}
# want: got 5
# want: closed
# want: True <class 'int'> str True
# want: 1 2 [3, 4] 5
# want: 1x2 aXc 2 ('a', '-', 'b') b é 5
# want: 6 (1, 2)
# want: {1, 2, 3, 4} {2} {2} frozenset({1})
# want: async 6
# want: x=[9, 4, 5]  [9, 4, 5]
# want: 6
# want: a 97 0xff 0b101 0o10 1 True True
# want: b'abc' 97 bytearray(b'x') b'\xc3\xa9' é
# want: 1 x 0 None
# raises: ValueError: final
