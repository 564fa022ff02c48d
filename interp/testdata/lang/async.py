import sys


class Sleep:
    def __await__(self):
        got = yield 'tick'
        return got


async def ticker(n):
    for i in range(n):
        await Sleep()
        yield i


async def main():
    out = [x async for x in ticker(3)]
    async with Guard() as g:
        out.append(g)
    return out


class Guard:
    async def __aenter__(self):
        return 'guarded'

    async def __aexit__(self, *args):
        await Sleep()
        return False


c = main()
steps = 0
try:
    while True:
        print(c.send(None))
except StopIteration as e:
    print(e.value)
# want: tick
# want: tick
# want: tick
# want: tick
# want: [0, 1, 2, 'guarded']
