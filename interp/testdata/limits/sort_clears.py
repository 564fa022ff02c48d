# outcome: ok
l=[3,1,2]
class K:
    def __init__(s,x): s.x=x
    def __lt__(s,o):
        l.clear(); return s.x<o.x
try: l.sort(key=lambda x: (l.append(1), x)[1])
except ValueError as e: print(e)
