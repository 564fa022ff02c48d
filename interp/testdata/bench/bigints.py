def factorial(n):
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r


def fibs(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(factorial(1800) % 1000000007, fibs(12000) % 1000000007, pow(3, 20000) % 97)
