# outcome: ok
class E:
    def __eq__(s,o): l.clear(); return False
l=[E(),E(),E()]
print(3 in l, l)
l=[E(),E(),E()]
try: l.remove(5)
except ValueError as e: print(e)
l=[E(),E()]
print(l.count(3))
