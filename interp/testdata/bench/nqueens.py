def solve(n, row, cols, diag, anti):
    if row == n:
        return 1
    count = 0
    for c in range(n):
        if c not in cols and row + c not in diag and row - c not in anti:
            count += solve(n, row + 1, cols | {c}, diag | {row + c}, anti | {row - c})
    return count


print(solve(8, 0, frozenset(), frozenset(), frozenset()))
