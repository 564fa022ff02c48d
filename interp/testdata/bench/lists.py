def run(n):
    a = []
    for i in range(n):
        a.append(i)
        if i % 3 == 0:
            a.pop()
    b = a[::-1]
    total = 0
    for x, y in zip(a, b):
        total += x - y if x > y else y - x
    return total, len(a), a.index(n - 1)


print(run(400000))
