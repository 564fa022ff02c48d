def numbers(n):
    for i in range(n):
        yield i


def even(it):
    for x in it:
        if x % 2 == 0:
            yield x


print(sum(x * x for x in even(numbers(500000))))
