class Counter:
    def __init__(self):
        self.value = 0
        self.step = 1

    def tick(self):
        self.value += self.step


def run(n):
    c = Counter()
    for _ in range(n):
        c.tick()
        c.value += c.step
    return c.value


print(run(600000))
