# outcome: ok
a=[]
for _ in range(10**5): a=[a]
try: repr(a)
except RecursionError as e: print(e)
b=[]
for _ in range(10**5): b=[b]
try: a==b
except RecursionError as e: print(e)
a=()
for _ in range(10**5): a=(a,)
try: hash(a)
except RecursionError as e: print(e)
