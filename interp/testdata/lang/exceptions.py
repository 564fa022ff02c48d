def order():
    log = []

    def f(how):
        for i in range(2):
            try:
                try:
                    log.append('body')
                    if how == 'return':
                        return 'r'
                    if how == 'break':
                        break
                    if how == 'raise':
                        raise ValueError(how)
                finally:
                    log.append('inner')
            except ValueError as e:
                log.append(str(e))
            else:
                log.append('else')
            finally:
                log.append('outer')
        return 'end'
    for how in ('return', 'break', 'raise', 'none'):
        log.clear()
        print(how, f(how), log)


order()


def swallow():
    try:
        raise ValueError
    finally:
        return 1


print(swallow())
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise TypeError('t')
except TypeError as e:
    print(type(e.__context__).__name__, e.__cause__, e.__suppress_context__)
try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3)])])
except* ValueError as eg:
    print(eg.exceptions)
except* TypeError as eg:
    print(len(eg.exceptions))


class Manager:
    def __init__(self, name, quiet=False):
        self.name, self.quiet = name, quiet

    def __enter__(self):
        print('in', self.name)
        return self

    def __exit__(self, typ, value, tb):
        print('out', self.name, typ and typ.__name__)
        return self.quiet


with Manager('a', True), Manager('b') as b:
    raise KeyError(b.name)
for i in range(3):
    with Manager(i):
        if i == 1:
            break
try:
    x
except NameError as e:
    print(e)


def local():
    if False:
        y = 1
    return y


try:
    local()
except UnboundLocalError as e:
    print(e)
e = ValueError('v')
e.add_note('a note')
print(e.__notes__)
raise e
# want: return r ['body', 'inner', 'outer']
# want: break end ['body', 'inner', 'outer']
# want: raise end ['body', 'inner', 'raise', 'outer', 'body', 'inner', 'raise', 'outer']
# want: none end ['body', 'inner', 'else', 'outer', 'body', 'inner', 'else', 'outer']
# want: 1
# want: ZeroDivisionError None False
# want: (ValueError(1), ExceptionGroup('h', [ValueError(3)]))
# want: 1
# want: in a
# want: in b
# want: out b KeyError
# want: out a KeyError
# want: in 0
# want: out 0 None
# want: in 1
# want: out 1 None
# want: name 'x' is not defined
# want: cannot access local variable 'y' where it is not associated with a value
# want: ['a note']
# raises: ValueError: v
