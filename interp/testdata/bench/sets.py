def run(n):
    seen = set()
    hits = 0
    for i in range(n):
        x = (i * 1103515245 + 12345) % 65536
        if x in seen:
            hits += 1
        else:
            seen.add(x)
    return hits, len(seen)


print(run(600000))
