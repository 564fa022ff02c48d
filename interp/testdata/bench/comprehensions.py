def run(n):
    total = 0
    for _ in range(n):
        a = [x * 2 for x in range(100) if x & 1]
        b = {x: x * x for x in range(50)}
        c = {x % 7 for x in a}
        total += len(a) + len(b) + len(c) + sum(a)
    return total


print(run(8000))
