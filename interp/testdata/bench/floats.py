def energy(n):
    x, v, e = 1.0, 0.0, 0.0
    for _ in range(n):
        a = -x * 2.5
        v = v + a * 0.001
        x = x + v * 0.001
        e = e + 0.5 * v * v + 1.25 * x * x
    return e


print(round(energy(600000), 6))
