def longest(limit):
    best, where = 0, 0
    for i in range(1, limit):
        n, steps = i, 0
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > best:
            best, where = steps, i
    return where, best


print(longest(18000))
