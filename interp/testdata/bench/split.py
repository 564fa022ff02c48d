line = "alpha beta gamma delta epsilon zeta eta theta"


def run(n):
    total = 0
    for i in range(n):
        for word in line.split():
            total += len(word)
        total += len(line.replace("a", "b").strip())
    return total


print(run(60000))
