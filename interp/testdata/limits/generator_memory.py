# outcome: limit:memory
def g():
    l=[]
    while True:
        l.append('x'*1000)
        yield l
for _ in g(): pass
