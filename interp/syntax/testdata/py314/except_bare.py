# Several exception types without parentheses (PEP 758).
try:
    pass
except ValueError, TypeError:
    pass

try:
    pass
except ValueError, TypeError, OSError:
    pass
except (IndexError, EOFError), ImportError:
    pass
except a.b, c[0], d():
    pass
except (A, B) as e:
    pass
except A as e:
    pass
except:
    pass
else:
    pass
finally:
    pass

while True:
    try:
        pass
    except A if b else C, lambda: D:
        break
    except x or y, not z:
        continue
