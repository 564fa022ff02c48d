d = {"b": 1, "a": 2, 3: "x", (1, 2): "t", None: 0, 1.5: "f", True: "one"}
print(d, len(d), d["b"], d[3], d[(1, 2)], d[None], d[1], d.get("zz"), d.get("zz", 5), "a" in d, "q" not in d)
d["c"] = 5; d["b"] = 9; del d["a"]; print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("c"), d.pop("zz", None), d.setdefault("new", []), d.setdefault("b", 0), d.popitem()); d.update({"u": 1}, v=2); d.update([("w", 3)]); print(d)
print({k: v for k, v in zip("abc", range(3))}, {x: x * x for x in range(3)}, dict(a=1, b=2), dict([("a", 1)]), dict({"a": 1}, b=2), dict.fromkeys("ab", 0), {}, dict())
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 2}, {"a": 1} | {"b": 2}, sorted({"b": 1, "a": 2}), max({"a": 1, "b": 2}, key=lambda k: k))
for k in {"x": 1}: print(k)
for k, v in {"x": 1, "y": 2}.items(): print(k, v)
print({1: "a", 1.0: "b", True: "c"}, {0.1: 1}[0.1], {2 ** 70: "big"}[2 ** 70], {"a": {"b": {"c": 1}}}["a"]["b"]["c"], {(): 1}[()])
c = d.copy(); c["z"] = 1; print("z" in d, d.keys() & {"b"}, {"a": 1}.keys() == {"a"}, {1: 2}.items(), {1: 2}.keys(), {1: 2}.values(), (1, 2) in {1: 2}.items(), list(reversed({"a": 1, "b": 2})))
r = {}; r["self"] = r; print(r)
s = {1, 2, 3}; s.add(4); s.discard(9); s.remove(1); print(s, len(s), 2 in s, sorted(s | {9}), s & {2, 3}, s - {2}, sorted(s ^ {2, 10}), s <= {2, 3, 4, 5}, s < s, {2} < s, s.isdisjoint({7}), s.issubset([2, 3, 4]), s.issuperset([2]))
print(set(), set([1, 1, 2]), frozenset([1, 2]), {frozenset([1]): 1}, frozenset([1, 2]) == {1, 2}, set("a"), sorted(set("hello")), {x % 3 for x in range(10)}, len({1, 1.0, True}))
s |= {100}; s -= {100}; s &= {2, 3}; s ^= {3}; print(s); s.update([5], [6]); print(sorted(s), sorted(s.union([7], [8])), s.intersection([2, 5]), sorted(s.difference([2])), sorted(s.symmetric_difference([2, 50]))); t = s.copy(); t.clear(); print(t, s != t)
e = {}
for w in "the cat the dog".split(): e[w] = e.get(w, 0) + 1
print(e, sorted(e.items(), key=lambda kv: (-kv[1], kv[0])))
for f in (lambda: {}["a"], lambda: {}[1], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: set().pop(), lambda: {1}.remove(5), lambda: {1} + {2}, lambda: {1: 2} < {1: 3}, lambda: dict([(1, 2, 3)])):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
g = {"a": 1, "b": 2}
try:
    for k in g: g["z" + k] = 1
except RuntimeError as ex:
    print(ex)
try:
    h = {1, 2}
    for k in h: h.add(k + 10)
except RuntimeError as ex:
    print(ex)
print(list({"x": 1}), [*{"x": 1, "y": 2}], {**{}}, bool({}), bool({1: 1}))
