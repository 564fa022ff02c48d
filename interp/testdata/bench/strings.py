def run(n):
    parts = []
    for i in range(n):
        parts.append(str(i) + ":" + "abc"[i % 3])
    text = ",".join(parts)
    return len(text), text.count("a"), text.upper()[-10:]


print(run(200000))
