import math, random, string, copy, collections, itertools, functools, heapq, bisect, operator
from typing import List, Optional, Dict, Any, TypeVar, Generic, Union
from collections import Counter, defaultdict, deque, OrderedDict
from itertools import permutations as perms
T = TypeVar("T")
class G(Generic[T]):
    def f(self, x: Optional[T]) -> List[Dict[str, Any]]: return [x]
print(G().f(1))
print(math.pi, math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.gcd(12, 18), math.lcm(4, 6), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.log(8, 2), math.log10(1000), math.log2(8), math.exp(0), math.hypot(3, 4), math.pow(2, 3), math.trunc(-2.7), math.fabs(-1), math.inf, math.isnan(math.nan), math.isclose(0.1 + 0.2, 0.3), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.degrees(math.pi), math.sin(0), math.cos(0), math.atan2(1, 1), math.fmod(7, 3), math.modf(2.5), math.copysign(1, -0.0), math.dist([0, 0], [3, 4]))
random.seed(42); print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(100), 5), random.uniform(1, 2), round(random.gauss(0, 1), 9), random.randrange(0, 100, 7), random.getrandbits(40))
x = list(range(10)); random.shuffle(x); print(x, random.choices([1, 2, 3], k=4), random.sample(range(10 ** 6), 3)); random.seed("abc"); print(random.random()); random.seed(2 ** 80); print(random.random()); r = random.Random(7); print(r.random(), r.randint(0, 9)); random.seed(b"xy"); print(random.random()); random.seed(-5); print(random.random())
print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("hello world"))
a = [1, [2, 3], {"k": [4]}]; b = copy.deepcopy(a); c = copy.copy(a); a[1].append(9); a[2]["k"].append(8); print(a, b, c, c[1] is a[1]); z = []; z.append(z); w = copy.deepcopy(z); print(w[0] is w)
k = Counter("abracadabra"); print(k, k["z"], k.most_common(2), sorted(k.elements())[:4], k + Counter("aab"), k - Counter("aaa"), k & Counter("abz"), Counter(a=1) | Counter(a=3, b=1), k.total(), dict(k), Counter([1, 1, 2]) == {1: 2, 2: 1}); k.update("zz"); k.subtract("a"); print(k)
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dict(dd), dd.get("q"), len(dd)); di = defaultdict(int); di["x"] += 1; print(di, defaultdict(lambda: 5)["q"])
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q.pop(), q.popleft(), list(q), len(q)); q.extend([7, 8]); q.rotate(1); print(q, q[0], 7 in q); print(deque("ab"))
o = OrderedDict([("a", 1), ("b", 2)]); o.move_to_end("a"); print(o, list(o), o.popitem(last=False))
print(list(itertools.chain([1], (2, 3))), list(itertools.islice(itertools.count(5, 2), 3)), list(perms([1, 2, 3], 2)), list(itertools.combinations("abc", 2)), list(itertools.product([0, 1], repeat=2)), list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2, 3], lambda a, b: a * b)), [(k, list(g)) for k, g in itertools.groupby("aabbb")], list(itertools.zip_longest([1, 2], "a", fillvalue="-")), list(itertools.takewhile(lambda x: x < 3, range(9))), list(itertools.dropwhile(lambda x: x < 3, range(5))), list(itertools.repeat(1, 3)), list(itertools.islice(itertools.cycle("ab"), 5)), list(itertools.pairwise([1, 2, 3])), list(itertools.starmap(pow, [(2, 3)])), list(itertools.chain.from_iterable([[1], [2]])), list(itertools.islice(range(10), 2, 8, 3)), len(list(itertools.permutations(range(5)))), list(itertools.product("ab", [1])))
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(lambda a, b: a * b, [], 1), functools.partial(int, base=2)("101"), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@functools.lru_cache
def sq(n): print("called", n); return n * n
@functools.cache
def cb(n): return n ** 3
print(fib(90), sq(2), sq(2), cb(3))
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
@deco
def named(): "docs"
print(named.__name__, named.__doc__)
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print(h, heapq.heappop(h), h, heapq.nlargest(2, h), heapq.nsmallest(2, [3, 1, 2]), heapq.heappushpop(h, 2), heapq.heapreplace(h, 9), h)
l = [1, 3, 5]; bisect.insort(l, 4); print(l, bisect.bisect(l, 3), bisect.bisect_left(l, 3), operator.itemgetter(1)([1, 2]), sorted([(1, "b"), (0, "c")], key=operator.itemgetter(1)), operator.add(1, 2))
import hashlib; print(hashlib.md5("hello".encode("ascii")).hexdigest(), hashlib.sha256(b"x").hexdigest()[:8])
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt("x"), lambda: random.choice([]), lambda: deque().pop(), lambda: heapq.heappop([]), lambda: functools.reduce(lambda a, b: a, []), lambda: random.randint(5, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__)
import sys
print(sys.getrecursionlimit() > 0); sys.stdout.write("written\n")
import nosuchmodule
