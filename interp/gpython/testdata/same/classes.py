class A:
    "doc A"
    count = 0
    def __init__(self, x): self.x = x; A.count += 1
    def get(self): return self.x
    def __repr__(self): return "A(%r)" % self.x
    def __eq__(self, o): return isinstance(o, A) and self.x == o.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, o): return self.x < o.x
    def __add__(self, o): return A(self.x + (o.x if isinstance(o, A) else o))
    def __radd__(self, o): return A(o + self.x)
    def __len__(self): return self.x
    def __getitem__(self, k):
        if isinstance(k, int) and k >= self.x: raise IndexError(k)
        return k
    def __contains__(self, v): return v == 42
    def __call__(self, *a): return a
    def __bool__(self): return self.x != 0
    def __neg__(self): return A(-self.x)
    @property
    def double(self): return self.x * 2
    @double.setter
    def double(self, v): self.x = v // 2
    @staticmethod
    def st(a): return a + 1
    @classmethod
    def make(cls, v): return cls(v)
a = A(3); b = A(3); print(a, a == b, a != b, a is b, {a: 1}[b], len({a, b}), a < A(4), a > A(1), sorted([A(2), A(1)]), a + b, a + 1, 1 + a, sum([A(1), A(2)], 0), len(a), a[1], list(a), 42 in a, 1 in a, a(1, 2), bool(A(0)), -a)
print(a.double, A.st(1), a.st(2), A.make(7), A.count, A.__name__, A.__doc__, type(a) is A, isinstance(a, A), a.__class__.__name__, a.__dict__); a.double = 10; print(a.x, a[1:2], str(a), f"{a}", [a])
class B(A):
    def __init__(self, x, y): super().__init__(x); self.y = y
    def get(self): return "B" + str(super().get())
    def __iadd__(self, o): self.y += o; return self
print(B(1, 2).get(), isinstance(B(1, 2), A), issubclass(B, A), B.__mro__ == (B, A, object), B.make if False else 0); c = B(1, 2); c += 5; print(c.y)
class C1:
    def who(self): return "C1"
class C2(C1):
    def who(self): return "C2>" + super().who()
class C3(C1):
    def who(self): return "C3>" + super().who()
class C4(C2, C3):
    def who(self): return "C4>" + super().who()
print(C4().who(), [k.__name__ for k in C4.__mro__])
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(It(3)), sum(It(4)), max(It(3)), [*It(2)], 2 in It(3), dict(zip(It(2), "ab")))
class Ctx:
    def __init__(self, swallow): self.s = swallow
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t.__name__ if t else None, v); return self.s
with Ctx(True) as k: raise ValueError("boo")
with Ctx(False), Ctx(False) as k: print("body")
def wr():
    for n in range(2):
        with Ctx(False):
            if n == 0: continue
            return n
print(wr())
try:
    with Ctx(False): 1 / 0
except ZeroDivisionError as e: print("out", e)
class Priv:
    def __init__(self): self.__p = 1; self._q = 2
    def get(self): return self.__p
print(Priv().get(), Priv()._Priv__p, hasattr(Priv(), "__p"))
class Attr:
    def __getattr__(self, n):
        if n.startswith("z"): raise AttributeError(n)
        return "dyn_" + n
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
t = Attr(); t.v = 5; print(t.v, t.foo, getattr(t, "zed", "default"), hasattr(t, "zed")); setattr(t, "w", 1); print(t.w, getattr(t, "w")); del t.w; print(t.w)
class E(Exception):
    def __init__(self, code, msg="m"): super().__init__(msg); self.code = code
class E2(E): pass
try: raise E2(5)
except E as e: print(type(e).__name__, e.code, e, e.args, repr(e))
class Cmp:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
try: {Cmp(1): 1}
except TypeError as e: print("unhashable" in str(e))
class Node:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt
n = Node(1, Node(2)); print(n.nxt.v, n.nxt.nxt, vars(n.nxt))
class Fmt:
    def __format__(self, s): return "fmt:" + s
    def __str__(self): return "S"
print(f"{Fmt():abc}", "{:x}".format(Fmt()), str(Fmt()), f"{Fmt()!s}")
class New:
    def __new__(cls, *a): o = super().__new__(cls); o.made = True; return o
    def __init__(self, v): self.v = v
print(New(3).made, New(3).v)
class Meta1:
    items = []
    def add(self, v): self.items.append(v)
Meta1().add(1); Meta1().add(2); print(Meta1.items)
for f in (lambda: A(), lambda: A(1, 2), lambda: A(1).nope, lambda: A.nope, lambda: Node(1) + 1, lambda: Node(1) < Node(2), lambda: len(Node(1)), lambda: Node(1)[0], lambda: iter(Node(1)), lambda: Node(1)(), lambda: C1(5), lambda: C1().who(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(object() == object(), C1() == C1(), type(C1()).__name__, isinstance(3, (str, int)), issubclass(bool, int), type(C1), isinstance(C1, type))
