def run(n):
    x, items = 12345, []
    for _ in range(n):
        x = (x * 1103515245 + 12345) & 0x7fffffff
        items.append((x % 1000, x))
    items.sort(key=lambda t: (t[0], -t[1]))
    words = sorted([str(b) for a, b in items])
    return items[n // 2], words[0]


print(run(60000))
