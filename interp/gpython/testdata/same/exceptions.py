def t(f):
    try:
        f()
    except (KeyError, IndexError) as e:
        print("lookup", type(e).__name__, e)
    except ZeroDivisionError:
        print("zero")
    except Exception as e:
        print("other", type(e).__name__, e)
    else:
        print("else")
    finally:
        print("finally")
t(lambda: {}["k"]); t(lambda: [][1]); t(lambda: 1 / 0); t(lambda: int("x")); t(lambda: None)
def nested():
    try:
        try:
            raise ValueError("a")
        except ValueError as e:
            raise KeyError("b") from e
        finally:
            print("inner finally")
    except KeyError as e:
        print(repr(e), repr(e.__cause__), e.__suppress_context__)
nested()
def ctx():
    try:
        try: 1 / 0
        except ZeroDivisionError: undefined_name
    except NameError as e: print(repr(e.__context__), e)
ctx()
def re1():
    try:
        try: raise ValueError("x")
        except ValueError: raise
    except ValueError as e: print("re", e)
re1()
def fin():
    try: return "try"
    finally: print("before return")
def fin2():
    try: 1 / 0
    except ZeroDivisionError: return "handled"
    finally: print("cleanup")
def fin3():
    while True:
        try: break
        finally: print("brk")
    return "after"
print(fin(), fin2(), fin3())
try: raise ValueError
except ValueError as e: print(repr(e), str(e) == "", e.args)
try: raise ValueError("a", 1)
except ValueError as e: print(e, e.args, repr(e))
try: assert 1 == 2, "msg"
except AssertionError as e: print("assert", e)
try: assert False
except AssertionError as e: print("assert", repr(e))
try: raise StopIteration(5)
except StopIteration as e: print(e.value)
try: raise "x"
except TypeError as e: print(e)
try: raise KeyError("quoted")
except KeyError as e: print(e, str(e))
print(issubclass(KeyError, LookupError), issubclass(UnboundLocalError, NameError), isinstance(OSError(), Exception), IOError is OSError)
def g():
    try: yield 1
    finally: print("gen fin")
for x in g(): print(x)
def swallow():
    for i in range(3):
        try:
            if i == 1: raise ValueError(i)
            print("ok", i)
        except ValueError as e:
            print("skip", e); continue
swallow()
def gen_err():
    yield 1
    raise ValueError("in gen")
try:
    for v in gen_err(): print(v)
except ValueError as e: print("propagated", e)
def stop(): 
    yield 1
    raise StopIteration
try: list(stop())
except RuntimeError as e: print(e)
try:
    try: raise ValueError(1)
    finally: print("f")
except ValueError as e: e2 = e
print(e2, "e" in globals())
class MyErr(ValueError):
    def __str__(self): return "custom"
try: raise MyErr("x")
except ValueError as e: print(e, repr(e))
def deep(n):
    if n == 0: raise RuntimeError("deep")
    deep(n - 1)
deep(2)
