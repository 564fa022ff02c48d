# edge programs
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        c.tag = kw.get('tag')
        return c
    def __init__(c, name, bases, ns, **kw): pass
    def __call__(c, *a):
        r = super().__call__(*a)
        return r
class M(metaclass=Meta, tag=5):
    pass
print(M.tag, type(M), M())if False else print(M.tag, type(M))
class Base:
    def __init_subclass__(cls, /, reg=None, **kw):
        super().__init_subclass__(**kw)
        cls.reg = reg
class D(Base, reg=3): pass
print(D.reg)
class Desc:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o): return (self.n, i is None)
    def __set__(self, i, v): print("set", v)
class E:
    a = Desc()
e = E(); print(e.a, E.a); e.a = 4
class S:
    __slots__ = ('x', 'y')
s = S(); s.x = 1
try: s.z = 2
except AttributeError as ex: print(ex)
try: print(s.y)
except AttributeError as ex: print(ex)
class G:
    def __getattr__(self, n): return n
print(G().foo)
class L(list):
    def total(self): return sum(self)
l = L([1,2,3]); print(l, l.total(), len(l), isinstance(l, list))
class MyInt(int):
    def __add__(self, o): return MyInt(int(self) + int(o) + 100)
print(MyInt(5) + 3, MyInt(7) * 2, repr(MyInt(3)))
class MyDict(dict):
    def __missing__(self, k): return k*2
print(MyDict(a=1)['b'], MyDict(a=1)['a'])
class MyErr(Exception):
    def __init__(self, a, b):
        super().__init__(f"{a}-{b}")
        self.a = a
try: raise MyErr(1, 2)
except MyErr as ex: print(ex, ex.a, ex.args, repr(ex))
# want: 5 <class '__main__.Meta'>
# want: 3
# want: ('a', False) ('a', True)
# want: set 4
# want: 'S' object has no attribute 'z' and no __dict__ for setting new attributes
# want: 'S' object has no attribute 'y'
# want: foo
# want: [1, 2, 3] 6 3 True
# want: 108 14 3
# want: bb 1
# want: 1-2 1 ('1-2',) MyErr('1-2')
