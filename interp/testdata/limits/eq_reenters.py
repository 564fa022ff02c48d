# outcome: ok
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return 1
    def __eq__(s,o):
        d.clear(); return False
d={}
d[K(1)]=1
d[K(2)]=2
print(len(d))
