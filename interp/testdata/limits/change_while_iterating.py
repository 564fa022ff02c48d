# outcome: ok
d={1:2}
try:
    for x in d: d[x+1]=1
except RuntimeError as e: print(e)
d.update(d)
l=[1,2,3]; l[:]=l; print(l)
s={1,2}
try:
    for x in s: s.add(x+10)
except RuntimeError as e: print(e)
