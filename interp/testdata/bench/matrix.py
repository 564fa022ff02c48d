def multiply(a, b):
    n, m, p = len(a), len(b), len(b[0])
    out = []
    for i in range(n):
        row = []
        for j in range(p):
            s = 0
            for k in range(m):
                s += a[i][k] * b[k][j]
            row.append(s)
        out.append(row)
    return out


n = 90
a = [[i * j % 7 for j in range(n)] for i in range(n)]
print(sum(map(sum, multiply(a, a))))
