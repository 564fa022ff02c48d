# Leaving a finally block early is only warned of (PEP 765).
def f():
    try:
        pass
    finally:
        return 1


def g():
    for x in y:
        try:
            pass
        finally:
            if x:
                break
            else:
                continue
