def make(n):
    total = 0

    def add(x):
        nonlocal total
        total += x * n
        return total
    return add


def run(n):
    fs = [make(i) for i in range(10)]
    out = 0
    for i in range(n):
        out = fs[i % 10](i)
    return out


print(run(500000))
