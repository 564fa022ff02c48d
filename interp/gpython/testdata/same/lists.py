a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.insert(-1, 9); a.insert(100, 7)
print(a, a.pop(), a.pop(0), a, a.index(2), a.count(1), len(a))
a.remove(9); a.sort(); print(a); a.sort(reverse=True); print(a); a.reverse(); print(a, a[::-1], a[1:3], a[-2:], a[::2], a[10:], a[:-1])
a[1:3] = ["x", "y", "z"]; print(a); a[::2] = [0] * len(a[::2]); print(a); del a[0]; del a[1:3]; print(a); a[len(a):] = [1]; print(a)
b = a; b += [8]; print(a is b, a); b = b + [9]; print(a is b, b); a *= 2; print(a); a.clear(); print(a, not a)
print([1, 2] + [3], [0] * 3, 3 * [1], [1, [2, 3]] == [1, [2, 3]], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], 2 in [1, 2], 5 not in [1])
print(sorted([3, 1, 2]), sorted("bca"), sorted([1, 2, 3], key=lambda x: -x), sorted([(1, "b"), (1, "a"), (0, "c")]), sorted(["b", "A", "c"], key=str.lower), sorted([1, 2, 3], reverse=True))
print(sorted([("a", 1), ("b", 0), ("c", 1)], key=lambda t: t[1], reverse=True), list(reversed([1, 2, 3])), list(range(5)), list(range(5, 0, -2)), list("abc"), list((1, 2)))
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"], [[j for j in range(i)] for i in range(3)])
x, y = 1, 2; x, y = y, x; (p, q), r = (1, 2), 3; h, *t = [1, 2, 3]; *i, l = "abc"; f, *m, z = range(5); [c, d] = 1, 2
print(x, y, p, q, r, h, t, i, l, f, m, z, c, d)
print([*range(3), 5, *"ab"], (*[1], 2), {*[1, 1]}, [*[]], {**{"a": 1}, "b": 2, **{"a": 3}})
t = (1, 2, 3); print(t, t[0], t[1:], t + (4,), t * 2, t.index(2), t.count(1), (), (1,), tuple([1, 2]), hash((1, 2)) == hash((1, 2)), t < (1, 3), t == (1, 2, 3))
print(list(enumerate("ab")), list(enumerate("ab", 1)), list(zip([1, 2], "ab", (3, 4))), list(zip()), list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, 2])), list(filter(lambda x: x > 1, [1, 2])))
print(all([]), all([1, 0]), any([]), any([0, 1]), sum(range(10)), len(range(0, 10, 3)), range(5), range(1, 5, 2), 3 in range(5), range(5)[2], range(5)[1:3], range(10)[::-1], list(range(3)) == [0, 1, 2], range(3) == range(0, 3))
n = [[0] * 2 for _ in range(2)]; n[0][0] = 1; print(n); s = [[0] * 2] * 2; s[0][0] = 1; print(s); cp = n[:]; cp[0] = 5; print(n, n.copy() == n)
e = []; e.append(e); print(e, e[0] is e); u = [1, (2, [3, {"k": [4]}])]; print(u)
print(str([1, 2.0, "a", None, True, (1,), {"k": 1}, {1}, b"b", ...]), repr([]), [1, 2, 3].__len__(), [1, 2, 3].__contains__(2))
q = [1, 2, 3, 4]
for v in q:
    if v == 2: q.remove(v)
print(q)
it = iter([1, 2]); print(next(it), next(it), next(it, "end"))
for f in (lambda: [1][5], lambda: [][0], lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1]["a"], lambda: [3, "a"].sort(), lambda: sorted([1, None]),
          lambda: [1, 2] + (3,), lambda: (1, 2)[5], lambda: next(iter([])), lambda: list(5), lambda: [1, 2][::0], lambda: len(5), lambda: [1].pop(3), lambda: {}[[]], lambda: iter(5)):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, str(ex).replace("cannot use 'list' as a dict key (unhashable type: 'list')", "unhashable type: 'list'"))
try:
    a, b = [1, 2, 3]
except ValueError as ex:
    print(str(ex)[:40])
try:
    a, b, c = [1, 2]
except ValueError as ex:
    print(ex)
try:
    a, *b, c = [1]
except ValueError as ex:
    print(ex)
try:
    a, b = 5
except TypeError as ex:
    print(ex)
