def run(n):
    d = {}
    for i in range(n):
        k = i * 7919 % 10007
        d[k] = d.get(k, 0) + i
    total = 0
    for k, v in d.items():
        total += k ^ v
    return total


print(run(500000))
