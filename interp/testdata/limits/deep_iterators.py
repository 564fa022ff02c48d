# outcome: ok
g=iter([1])
for _ in range(10**4): g=(x for x in g)
try: next(g)
except RecursionError as e: print("rec")
g=iter([1])
for _ in range(10**4): g=map(lambda x:x,g)
try: next(g)
except RecursionError as e: print("rec")
