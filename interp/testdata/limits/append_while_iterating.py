# outcome: limit:memory
a=[1]
try:
    for x in a: a.append(x)
except MemoryError: pass
