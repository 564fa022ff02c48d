# outcome: limit:fuel
class H:
    def __hash__(s): return 1
d={}
for i in range(10**5): d[H()]=i
