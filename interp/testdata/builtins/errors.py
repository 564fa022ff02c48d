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
def f(a, /, b, *, c): return a, b, c
for call in ("f()", "f(1)", "f(1,2)", "f(1,2,3)", "f(a=1,b=2,c=3)", "f(1,b=2,c=3)", "len()", "len(1,2)", "[].append()", "int('x')", "'a'+1", "1+'a'", "[1][5]", "{}['k']", "None.x", "(1).foo", "undefined_x", "1 < 'a'", "[] < 3", "'abc'[10]", "int([])", "float('x')", "range(0,1,0)", "max()", "max([])", "sum(['a'])", "sorted([1,'a'])", "'%d' % 'x'", "'%s %s' % 1", "'{}'.format()", "chr(-1)", "ord('ab')", "iter(3)", "next(iter([]))", "dict([1])", "set([[]])", "{[]:1}", "abs('x')", "-'a'", "1 @ 2", "''.join([1])", "'a'.split('')", "[].pop()", "[].remove(1)", "{}.popitem()", "set().pop()", "(1,2)[3]", "'x'*-1", "[0]*'a'", "1//0", "1%0", "1/0", "2**'a'", "hash([])", "int('0b1',2)", "isinstance(1, 5)", "issubclass(1, int)", "type('X', (int, str), {})", "object().x", "print(1, foo=2)", "round('a')", "bytes([300])", "'é'.encode('ascii')", "b'\\xff'.decode()", "getattr(1,'q')", "f'{1:q}'", "f'{1.5:d}'", "f'{\"a\":d}'", "'{:+}'.format('a')", "(lambda x: x)()", "(1,).index(2)", "'a'.index('b')", "divmod(1,0)", "pow(2,-1,4)", "int('1'*5000)", "len(5)", "eval('1+')", "exec('x = ')", "__import__('zzz')"):
    try:
        if '=' in call and call.startswith('a,b'): exec(call)
        else: print(call, eval(call))
    except Exception as ex:
        print(call, '->', type(ex).__name__, ex)
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
# want: f() -> TypeError f() missing 2 required positional arguments: 'a' and 'b'
# want: f(1) -> TypeError f() missing 1 required positional argument: 'b'
# want: f(1,2) -> TypeError f() missing 1 required keyword-only argument: 'c'
# want: f(1,2,3) -> TypeError f() takes 2 positional arguments but 3 were given
# want: f(a=1,b=2,c=3) -> TypeError f() got some positional-only arguments passed as keyword arguments: 'a'
# want: f(1,b=2,c=3) (1, 2, 3)
# want: len() -> TypeError len() takes exactly one argument (0 given)
# want: len(1,2) -> TypeError len() takes exactly one argument (2 given)
# want: [].append() -> TypeError list.append() takes exactly one argument (0 given)
# want: int('x') -> ValueError invalid literal for int() with base 10: 'x'
# want: 'a'+1 -> TypeError can only concatenate str (not "int") to str
# want: 1+'a' -> TypeError unsupported operand type(s) for +: 'int' and 'str'
# want: [1][5] -> IndexError list index out of range
# want: {}['k'] -> KeyError 'k'
# want: None.x -> AttributeError 'NoneType' object has no attribute 'x'
# want: (1).foo -> AttributeError 'int' object has no attribute 'foo'
# want: undefined_x -> NameError name 'undefined_x' is not defined
# want: 1 < 'a' -> TypeError '<' not supported between instances of 'int' and 'str'
# want: [] < 3 -> TypeError '<' not supported between instances of 'list' and 'int'
# want: 'abc'[10] -> IndexError string index out of range
# want: int([]) -> TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# want: float('x') -> ValueError could not convert string to float: 'x'
# want: range(0,1,0) -> ValueError range() arg 3 must not be zero
# want: max() -> TypeError max expected at least 1 argument, got 0
# want: max([]) -> ValueError max() iterable argument is empty
# want: sum(['a']) -> TypeError unsupported operand type(s) for +: 'int' and 'str'
# want: sorted([1,'a']) -> TypeError '<' not supported between instances of 'str' and 'int'
# want: '%d' % 'x' -> TypeError %d format: a real number is required, not str
# want: '%s %s' % 1 -> TypeError not enough arguments for format string
# want: '{}'.format() -> IndexError Replacement index 0 out of range for positional args tuple
# want: chr(-1) -> ValueError chr() arg not in range(0x110000)
# want: ord('ab') -> TypeError ord() expected a character, but string of length 2 found
# want: iter(3) -> TypeError 'int' object is not iterable
# want: next(iter([])) -> StopIteration 
# want: dict([1]) -> TypeError cannot convert dictionary update sequence element #0 to a sequence
# want: set([[]]) -> TypeError unhashable type: 'list'
# want: {[]:1} -> TypeError unhashable type: 'list'
# want: abs('x') -> TypeError bad operand type for abs(): 'str'
# want: -'a' -> TypeError bad operand type for unary -: 'str'
# want: 1 @ 2 -> TypeError unsupported operand type(s) for @: 'int' and 'int'
# want: ''.join([1]) -> TypeError sequence item 0: expected str instance, int found
# want: 'a'.split('') -> ValueError empty separator
# want: [].pop() -> IndexError pop from empty list
# want: [].remove(1) -> ValueError list.remove(x): x not in list
# want: {}.popitem() -> KeyError 'popitem(): dictionary is empty'
# want: set().pop() -> KeyError 'pop from an empty set'
# want: (1,2)[3] -> IndexError tuple index out of range
# want: 'x'*-1 
# want: [0]*'a' -> TypeError can't multiply sequence by non-int of type 'str'
# want: 1//0 -> ZeroDivisionError division by zero
# want: 1%0 -> ZeroDivisionError division by zero
# want: 1/0 -> ZeroDivisionError division by zero
# want: 2**'a' -> TypeError unsupported operand type(s) for ** or pow(): 'int' and 'str'
# want: hash([]) -> TypeError unhashable type: 'list'
# want: int('0b1',2) 1
# want: isinstance(1, 5) -> TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# want: issubclass(1, int) -> TypeError issubclass() arg 1 must be a class
# want: type('X', (int, str), {}) -> TypeError multiple bases have instance lay-out conflict
# want: object().x -> AttributeError 'object' object has no attribute 'x'
# want: print(1, foo=2) -> TypeError print() got an unexpected keyword argument 'foo'
# want: round('a') -> TypeError type str doesn't define __round__ method
# want: bytes([300]) -> ValueError bytes must be in range(0, 256)
# want: 'é'.encode('ascii') -> UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# want: b'\xff'.decode() -> UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# want: getattr(1,'q') -> AttributeError 'int' object has no attribute 'q'
# want: f'{1:q}' -> ValueError Unknown format code 'q' for object of type 'int'
# want: f'{1.5:d}' -> ValueError Unknown format code 'd' for object of type 'float'
# want: f'{"a":d}' -> ValueError Unknown format code 'd' for object of type 'str'
# want: '{:+}'.format('a') -> ValueError Sign not allowed in string format specifier
# want: (lambda x: x)() -> TypeError <lambda>() missing 1 required positional argument: 'x'
# want: (1,).index(2) -> ValueError tuple.index(x): x not in tuple
# want: 'a'.index('b') -> ValueError substring not found
# want: divmod(1,0) -> ZeroDivisionError division by zero
# want: pow(2,-1,4) -> ValueError base is not invertible for the given modulus
# want: int('1'*5000) -> ValueError Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# want: len(5) -> TypeError object of type 'int' has no len()
# want: eval('1+') -> SyntaxError invalid syntax (<string>, line 1)
# want: exec('x = ') -> SyntaxError invalid syntax (<string>, line 1)
# want: __import__('zzz') -> ModuleNotFoundError No module named 'zzz'
